"""Reading the tables of a scheme file by their shape. Pure.

References to the rule table are resolved, points and percents become whole hundredths, and
everything that is wrong is collected with its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from jdzb.core.rules import Figure, RuleTable
from jdzb.ledgers.appraisals.shape import (
    COUNT,
    COUNTS,
    FLAG,
    KEY,
    NUMBER,
    SHAPES,
    SHARE,
    TABLE,
    TABLES,
    TEXT,
    TEXTS,
    Spec,
)
from jdzb.ledgers.appraisals.toml_lines import Path

MOST = 10_000_000  # hundredths of a point; nobody is given more
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_SHARE = re.compile(r"[1-9]\d*/[1-9]\d*")
RULE = re.compile(r"([a-z_]+(?:\.[a-z_]+)+)(?:\[(\d)\])?")
_EXPECTED: Mapping[str, str] = {
    TEXT: "应为文字，写在引号里",
    KEY: "应为小写字母开头的字母、数字和下划线，如 daily",
    NUMBER: "应为不小于 0 的数字，最多两位小数，不加引号",
    SHARE: "应为不大于 1 的分数，如 1/3，写在引号里",
    COUNT: "应为不小于 0 的整数，不加引号",
    FLAG: "应为 true 或 false",
    TEXTS: "应为方括号里的几项文字",
    COUNTS: "应为方括号里的几个整数",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong at a place of the file: its path, and what was expected, in Chinese."""

    path: Path
    expected: str


@dataclass(slots=True)
class Reader:
    """Reads the tables of a file; ``doubts`` holds what was wrong, ``rules`` the rules used."""

    table: RuleTable
    doubts: list[Doubt] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)

    def read(self, data: Mapping[str, Any], name: str = "", path: Path = ()) -> dict[str, Any]:
        """A table with its values resolved; what is wrong is left out and noted."""
        shape, found = SHAPES[name], {}
        for key, value in data.items():
            if key not in shape:
                self._note((*path, key), f"没有这个项目{nearest(key, tuple(shape))}")
                continue
            read = self._value(shape[key], value, (*path, key))
            if read is not None:
                found[key] = read
        for key, spec in shape.items():
            if spec.needed and key not in data:
                table = spec.kind in (TABLE, TABLES)
                self._note(path, f"缺 [[{key}]] 这张表" if table else f"缺“{key}”这一项")
        if "key" in shape and "title" in found:
            found.setdefault("key", found["title"])
        return found

    def _note(self, path: Path, expected: str) -> None:
        self.doubts.append(Doubt(path, expected))

    def _value(self, spec: Spec, value: Any, path: Path) -> Any:
        if spec.kind == TABLE:
            return self._tables(spec, [value], path, single=True)
        if spec.kind == TABLES:
            return self._tables(spec, value, path)
        match = RULE.fullmatch(value) if isinstance(value, str) else None
        if match and spec.kind in (NUMBER, COUNT, SHARE):
            return self._ruled(spec, match, path)
        read: Any = _READERS[spec.kind](value)
        if read is None:
            self._note(path, _EXPECTED[spec.kind])
        elif spec.among and read not in spec.among:
            words = "、".join(
                f"{one}（{said}）" if said else one for one, said in spec.among.items()
            )
            gap = "" if words.endswith("）") else " "
            self._note(path, f"应为 {words}{gap}之一{nearest(read, tuple(spec.among))}")
            return None
        return read

    def _tables(self, spec: Spec, value: Any, path: Path, *, single: bool = False) -> Any:
        many = isinstance(value, list) and all(isinstance(one, dict) for one in value)
        if not many or not value:
            head = f"[{path[-1]}]" if single else f"[[{'.'.join(map(str, _plain(path)))}]]"
            self._note(path, f"应写成 {head} 开头的表")
            return None
        if single:
            return self.read(value[0], spec.table, path)
        return [self.read(one, spec.table, (*path, n)) for n, one in enumerate(value)]

    def _ruled(self, spec: Spec, match: re.Match[str], path: Path) -> Any:
        """The figure of the rule table that a value names."""
        key, index = match.groups()
        if key not in self.table.rules:
            self._note(path, f"规则表里没有“{key}”{nearest(key, tuple(self.table.rules))}")
            return None
        whole = self.table.rules[key].figure
        if isinstance(whole, tuple) and not (index and int(index) < len(whole)):
            words = f"规则“{key}”有 {len(whole)} 个数值，请写明用哪一个，如 {key}[0] 是第一个"
            self._note(path, words)
            return None
        figure = picked(whole, index)
        plain = str(figure) if isinstance(figure, Fraction) else figure
        read = None if plain is None else _READERS[spec.kind](plain)
        if read is None:
            self._note(path, f"规则“{match[0]}”的数值{_EXPECTED[spec.kind]}")
            return None
        self.rules.append(key)
        return read


def picked(figure: Figure, index: str | None) -> int | str | Fraction | None:
    """A figure, or the one of that number of a list; None where it is not of that kind."""
    if isinstance(figure, tuple):
        return figure[int(index)] if index and int(index) < len(figure) else None
    return None if index else figure


def nearest(word: str, words: Sequence[str]) -> str:
    """，是不是“weight”？ for a word that is nearly one of the words; '' otherwise."""
    close = get_close_matches(word, words, n=1)
    return f"，是不是“{close[0]}”？" if close else ""


def _plain(path: Path) -> list[str]:
    return [str(one) for one in path if isinstance(one, str)]


def _text(value: Any) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None


def _key(value: Any) -> str | None:
    return value if isinstance(value, str) and _KEY.fullmatch(value) else None


def _number(value: Any) -> int | None:
    if type(value) is not int and not isinstance(value, Decimal):
        return None
    hundredths = Decimal(value) * 100
    good = hundredths.is_finite() and 0 <= hundredths <= MOST and hundredths % 1 == 0
    return int(hundredths) if good else None


def _share(value: Any) -> Fraction | None:
    good = isinstance(value, str) and _SHARE.fullmatch(value) and Fraction(value) <= 1
    return Fraction(value) if good else None


def _count(value: Any) -> int | None:
    return value if type(value) is int and 0 <= value <= MOST else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _texts(value: Any) -> tuple[str, ...] | None:
    good = isinstance(value, list) and all(_text(one) for one in value)
    return tuple(value) if good else None


def _counts(value: Any) -> tuple[int, ...] | None:
    good = isinstance(value, list) and value and all(_count(one) is not None for one in value)
    return tuple(value) if good else None


_READERS: Mapping[str, Callable[[Any], Any]] = {
    TEXT: _text, KEY: _key, NUMBER: _number, SHARE: _share, COUNT: _count, FLAG: _flag,
    TEXTS: _texts, COUNTS: _counts,
}  # fmt: skip
