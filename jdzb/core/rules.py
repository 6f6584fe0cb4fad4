"""The rule table: every figure the program works with, its unit, its source and how sure it is.

Data are TOML files (db/rules/*.toml), one [[rule]] a row, editable by hand. What the open ledger
changed of it is in force until the ledger is closed: see ``inforce``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jdzb.core import inforce, paths
from jdzb.core.errors import JdzbError
from jdzb.core.inforce import Own

Figure = int | Fraction | str | tuple[int, ...] | tuple[str, ...]

LEVELS: Mapping[str, str] = {"N": "国家规定", "L": "地方做法"}
STATUSES: Mapping[str, str] = {
    "read": "已核对原文",
    "second-hand": "转引，请核对原文",
    "source document": "据地方经验材料",
    "own": "本程序默认值",
    "changed": "本支部改定",
}
CHANGED = "changed"
_KEYS = ("key", "title", "figure", "unit", "source", "article", "level", "status")
_OPTIONAL: Mapping[str, tuple[type, str]] = {
    "choices": (list, "应为几项文字的列表"),
    "least": (int, "应为整数"),
    "most": (int, "应为整数"),
    "beside": (str, "应为另一条规则的 key"),
    "at_most": (str, "应为另一条规则的 key"),
}
_NAME = re.compile(r"[a-z_]+(\.[a-z_]+)+")
_SHARE = re.compile(r"\d+/[1-9]\d*")


class BadRules(JdzbError):
    """A rule file that cannot be used; the sentence names the file and the key."""

    sentence = "规则文件 {file} 的“{key}”有误：{expected}；规则表没有载入，请改正该文件后重试。"


class UnknownRule(JdzbError):
    """A key the table does not have, usually a row taken out by hand."""

    sentence = "规则表里没有“{key}”；没有改动任何记录，请恢复 db/rules 里的这一条后重试。"


class WrongFigure(JdzbError):
    """A figure of another kind than the check needs, usually a slip of the editing hand."""

    sentence = "规则“{title}”（{key}）的数值应为{expected}；没有改动任何记录，请改正后重试。"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rule table; level is N or L, status a key of STATUSES.

    What may be typed instead of the figure: only one of the ``choices``, between ``least`` and
    ``most`` (0: no bound), never more than the figure of the rule ``at_most``; the figure of
    the rule ``beside`` is changed together with it, for they make one whole.
    """

    key: str
    title: str
    figure: Figure
    unit: str
    source: str
    article: str
    level: str
    status: str
    choices: tuple[str, ...] = ()
    least: int = 1
    most: int = 0
    beside: str = ""
    at_most: str = ""

    @property
    def basis(self) -> str:
        """Source and article as printed beside a check: 《…条例》第十一条."""
        return self.source + self.article

    @property
    def level_words(self) -> str:
        """The level in Chinese, for the rule page."""
        return LEVELS[self.level]

    @property
    def status_words(self) -> str:
        """The status in Chinese, for the rule page."""
        return STATUSES[self.status]

    @property
    def figure_words(self) -> str:
        """The figure with its unit as a person writes it: 2 人, 1/3, 8:30–12:00、14:00–17:00."""
        many = self.figure if isinstance(self.figure, tuple) else (self.figure,)
        words = "、".join(str(one) for one in many)
        return f"{words} {self.unit}".strip()


def standard() -> RuleTable:
    """The rule table in force: one object as long as nothing changes."""
    return _with(inforce.figures())


@cache
def shipped() -> RuleTable:
    """The rule table that comes with the program, read once."""
    return RuleTable.load(paths.resources() / "db" / "rules")


@lru_cache(maxsize=4)
def _with(changes: tuple[tuple[str, Own], ...]) -> RuleTable:
    return shipped().changed(dict(changes)) if changes else shipped()


@dataclass(frozen=True, slots=True, eq=False)
class RuleTable:
    """All rules by key, in the order of the files."""

    rules: Mapping[str, Rule]

    def changed(self, changes: Mapping[str, Own]) -> RuleTable:
        """The table with some figures changed; one that cannot be read changes nothing."""
        from jdzb.core import figures

        found = dict(self.rules)
        for key, own in changes.items():
            if key in found and (figure := figures.readable(found[key], own.figure)) is not None:
                found[key] = replace(
                    found[key], figure=figure, source=own.source, article="", status=CHANGED
                )
        return RuleTable(found)

    @staticmethod
    def load(*folders: Path) -> RuleTable:
        """Read *.toml of the folders; a key in a later folder replaces it, twice in one is refused.

        BadRules names the file and the key at fault.
        """
        found: dict[str, Rule] = {}
        for folder in folders:
            found |= _folder(folder)
        return RuleTable(found)

    def all(self) -> tuple[Rule, ...]:
        """Every rule in the order of the files."""
        return tuple(self.rules.values())

    def rule(self, key: str) -> Rule:
        """The rule of that key, or UnknownRule."""
        try:
            return self.rules[key]
        except KeyError:
            raise UnknownRule(key=key) from None

    def whole(self, key: str) -> int:
        """The figure as a whole number, or WrongFigure."""
        rule = self.rule(key)
        if not isinstance(rule.figure, int):
            raise WrongFigure(title=rule.title, key=key, expected="整数")
        return rule.figure

    def share(self, key: str) -> Fraction:
        """The figure as a share such as 1/3, or WrongFigure."""
        rule = self.rule(key)
        if not isinstance(rule.figure, Fraction):
            raise WrongFigure(title=rule.title, key=key, expected="分数，如 1/3")
        return rule.figure

    def text(self, key: str) -> str:
        """The figure as text, or WrongFigure."""
        rule = self.rule(key)
        if not isinstance(rule.figure, str):
            raise WrongFigure(title=rule.title, key=key, expected="文字")
        return rule.figure

    def wholes(self, key: str) -> tuple[int, ...]:
        """The figure as a list of whole numbers, or WrongFigure."""
        rule = self.rule(key)
        figures = rule.figure if isinstance(rule.figure, tuple) else ()
        found = tuple(one for one in figures if isinstance(one, int))
        if not found:
            raise WrongFigure(title=rule.title, key=key, expected="几个整数")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """The figure as a list of texts, or WrongFigure."""
        rule = self.rule(key)
        figures = rule.figure if isinstance(rule.figure, tuple) else ()
        found = tuple(one for one in figures if isinstance(one, str))
        if not found:
            raise WrongFigure(title=rule.title, key=key, expected="几项文字")
        return found


def _folder(folder: Path) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for path in sorted(folder.glob("*.toml")):
        for rule in read_rules(path):
            if rule.key in found:
                raise BadRules(file=path.name, key=rule.key, expected="这一条重复出现")
            found[rule.key] = rule
    return found


def read_rules(path: Path) -> tuple[Rule, ...]:
    """One file's rules in order, checked; BadRules names the key at fault."""
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise BadRules(file=path.name, key="全文", expected=f"格式不对（{error}）") from error
    except UnicodeDecodeError as error:
        raise BadRules(file=path.name, key="全文", expected="应存为 UTF-8 编码") from error
    if set(data) - {"rule"} or not isinstance(data.get("rule"), list):
        raise BadRules(file=path.name, key="全文", expected="每条规则应以 [[rule]] 开头")
    return tuple(_rule(path, number, row) for number, row in enumerate(data["rule"], 1))


def _rule(path: Path, number: int, row: Any) -> Rule:
    row = row if isinstance(row, dict) else {}
    where = str(row.get("key") or f"第 {number} 条")
    for name in sorted(row.keys() - set(_KEYS) - set(_OPTIONAL)):
        raise BadRules(file=path.name, key=f"{where} {name}", expected="没有这个项目，请检查拼写")
    for name in _KEYS:
        _check(path, where, name, row.get(name))
    texts = {name: row[name] for name in _KEYS if name != "figure"}
    bounds = {name: row[name] for name in _OPTIONAL if name in row}
    for name, value in bounds.items():
        kind, expected = _OPTIONAL[name]
        if type(value) is not kind:
            raise BadRules(file=path.name, key=f"{where} {name}", expected=expected)
    if "choices" in bounds:
        bounds["choices"] = tuple(map(str, bounds["choices"]))
    return Rule(figure=_figure(path, where, row["figure"]), **texts, **bounds)


def _check(path: Path, where: str, name: str, value: Any) -> None:
    problem = _problem(name, value)
    if problem:
        raise BadRules(file=path.name, key=f"{where} {name}", expected=problem)


def _problem(name: str, value: Any) -> str:
    """What is wrong with one item of a row in Chinese, or nothing."""
    if name == "figure" or value is None:
        return "" if value is not None else "缺这一项"
    if not isinstance(value, str):
        return "应为文字，写在引号里"
    if name == "key" and not _NAME.fullmatch(value):
        return "应为小写字母和点，如 duty.people_a_day"
    if name == "title" and not value.strip():
        return "不能为空"
    choices = {"level": LEVELS, "status": STATUSES}.get(name)
    if choices is not None and value not in choices:
        return f"应为 {'、'.join(choices)} 之一"
    return ""


def _figure(path: Path, where: str, value: Any) -> Figure:
    if type(value) is int:
        return value
    if isinstance(value, str) and value.strip():
        return Fraction(value) if _SHARE.fullmatch(value) else value
    if isinstance(value, list) and {type(one) for one in value} in ({int}, {str}):
        return tuple(value)
    raise BadRules(
        file=path.name,
        key=f"{where} figure",
        expected='应为整数、分数（如 "1/3"）、文字或它们的列表，不用小数',
    )
