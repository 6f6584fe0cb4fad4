"""What is vague in a promise: no number, no day, empty words. It is pointed out, never forbidden.

The empty words are data, db/commitments/*.toml. Pure but for reading them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jdzb.core import paths
from jdzb.core.errors import JdzbError
from jdzb.core.rules import RuleTable
from jdzb.ledgers.commitments.entries import Commitment

MEASURABLE = "commitments.measurable"
_COUNTED = re.compile(r"\d|[一二两三四五六七八九十百千万半][^\s、，。；]{0,3}")
_MEASURE = "户次 人次 次 户 人 名 盏 亩 公里 米 处 件 条 个 份 棵 株 场 课时 小时 天 元 万元 吨 起"


class BadWords(JdzbError):
    """The file of empty words cannot be used; the sentence names the file."""

    sentence = "空泛用语文件 {file} 有误：{expected}；请改正该文件后重试，承诺都还在。"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that makes a promise vague: which field, what it is, what to write instead."""

    field: str
    text: str
    instead: str = ""

    def sentence(self) -> str:
        """As shown under the form: “努力”：写明做到多少."""
        return f"{self.text}：{self.instead}" if self.instead else self.text


@cache
def standard() -> Mapping[str, str]:
    """The empty words that come with the program and what to write instead, read once."""
    return load(paths.resources() / "db" / "commitments")


def load(folder: Path) -> Mapping[str, str]:
    """The empty words of *.toml of a folder; raises BadWords."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        found |= dict(_read(path))
    return found


def _read(path: Path) -> Iterator[tuple[str, str]]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadWords(file=path.name, expected=f"格式不对（{error}）") from error
    rows: Any = data.get("vague")
    if set(data) != {"vague"} or not isinstance(rows, list):
        raise BadWords(file=path.name, expected="每个词应以 [[vague]] 开头")
    for number, row in enumerate(rows, 1):
        texts = isinstance(row, dict) and all(isinstance(one, str) for one in row.values())
        if not texts or set(row) != {"word", "instead"} or not row["word"].strip():
            raise BadWords(
                file=path.name, expected=f"第 {number} 个词应有 word 和 instead 两项文字"
            )
        yield row["word"].strip(), row["instead"].strip()


def vague(one: Commitment, table: RuleTable, words: Mapping[str, str]) -> tuple[Doubt, ...]:
    """What is vague in a promise, in the order of the form; nothing for one that can be measured.

    A longer empty word goes before a shorter one within it.
    """
    return (*_empty(one.what, words), *_unmeasured(one, table))


def _empty(text: str, words: Mapping[str, str]) -> Iterator[Doubt]:
    rest = text
    for word in sorted(words, key=len, reverse=True):
        if word in rest:
            rest = rest.replace(word, "\0")
            yield Doubt("what", f"“{word}”", words[word])


def _unmeasured(one: Commitment, table: RuleTable) -> Iterator[Doubt]:
    rule = table.rule(MEASURABLE)
    if one.target is None:
        counted = _COUNTED.search(one.what)
        instead = "把事项里的数填进目标" if counted else f"写明做多少（{rule.basis}）"
        yield Doubt("target", "没有目标数量", instead)
    elif not one.unit:
        yield Doubt("unit", "没有单位", "例如 户次、盏、场")
    if not one.due:
        yield Doubt("due", "没有期限", "写明哪一天以前")


def units(used: Mapping[str, int] | None = None) -> tuple[str, ...]:
    """Units to offer, those used most first, then the usual ones."""
    known = sorted(used or {}, key=lambda unit: -(used or {})[unit])
    return tuple(dict.fromkeys([*known, *_MEASURE.split()]))
