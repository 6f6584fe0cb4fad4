"""Kinds of meeting as data: who comes, how often, and the rules of quorum and majority. Pure.

The program's own are in db/meetings/*.toml and name keys of the rule table; a branch's own kind
brings its figures with it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from jdzb.core import paths, rules
from jdzb.core.errors import JdzbError
from jdzb.core.fields import Problem, Value
from jdzb.core.rules import Figure, Rule, RuleTable
from jdzb.ledgers.meetings.entries import OwnKind

PARTY, COMMITTEE, GROUP, VILLAGE, BY_HAND = "党员", "支委", "党小组", "村两委", "手填"
WHO = (PARTY, COMMITTEE, GROUP, VILLAGE, BY_HAND)
MONTH, QUARTER, YEAR = "月", "季", "年"
PERIODS = (MONTH, QUARTER, YEAR)
SHOULD, PRESENT = "应到", "实到"
BASES = (SHOULD, PRESENT)
PLAIN, LECTURE, THEME_DAY, LIFE = "会议", "党课", "主题党日", "组织生活会"
FORMS = (PLAIN, LECTURE, THEME_DAY, LIFE)
GENERAL, VILLAGERS = "支部党员大会", "村民会议"
_SHARE = re.compile(r"[1-9]\d*/[1-9]\d*")
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "name": (), "short": (), "who": WHO, "period": PERIODS, "times": (), "quorum": (),
    "majority": (), "base": BASES, "hours": (), "form": FORMS,
    "by": (),
}  # fmt: skip
_FLAGS = ("absences", "over")
_NEEDED = ("name", "short", "who", "form")
_RULES = ("times", "quorum", "majority", "hours")


class BadKinds(JdzbError):
    """A file of kinds that cannot be used; the sentence names file, line and key."""

    sentence = "会议种类文件 {file} 第 {line} 行的“{key}”有误：{expected}；请改正该文件后重试。"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of meeting. A rule is None where nothing is prescribed.

    ``over``: more than the quorum must be present, not just as many. ``absences``: who stays away
    without a reason is counted. ``by``: the body that holds it and heads its sheets, where that is
    not the branch (村民委员会).
    """

    name: str
    short: str
    who: str
    form: str = PLAIN
    period: str = ""
    times: Rule | None = None
    quorum: Rule | None = None
    majority: Rule | None = None
    base: str = SHOULD
    hours: Rule | None = None
    absences: bool = True
    over: bool = False
    by: str = ""
    own: bool = False
    retired: bool = False

    @property
    def by_hand(self) -> bool:
        """True when people are counted, not named."""
        return self.who == BY_HAND


def unknown(name: str) -> Kind:
    """A kind nobody describes any more (taken out by hand): nothing is prescribed."""
    return Kind(name, name, PARTY, absences=False)


def standard() -> tuple[Kind, ...]:
    """The kinds that come with the program, by the rules in force; raises BadKinds."""
    return _by(rules.standard())


@lru_cache(maxsize=4)
def _by(table: RuleTable) -> tuple[Kind, ...]:
    return load(table)


def load(table: RuleTable, folder: Path | None = None) -> tuple[Kind, ...]:
    """The kinds of a folder (the program's own) in the order of the files; raises BadKinds."""
    folder = folder or paths.resources() / "db" / "meetings"
    found: dict[str, Kind] = {}
    for path in sorted(folder.glob("*.toml")):
        for kind in _read(path, table):
            found.setdefault(kind.name, kind)
    return tuple(found.values())


def with_own(
    kinds: Iterable[Kind], own: Iterable[OwnKind], retired: Iterable[OwnKind] = ()
) -> dict[str, Kind]:
    """All kinds by name; a branch's own of the same name replaces the program's.

    A retired one stays for its meetings, unless another has its name: who comes, quorum and
    majority as they were, none prescribed any more.
    """
    found = {kind.name: kind for kind in kinds}
    found |= {one.name: _own(one, found.get(one.name)) for one in own}
    past = {one.name: replace(_own(one, None), times=None, retired=True) for one in retired}
    return found | {name: kind for name, kind in past.items() if name not in found}


def _own(one: OwnKind, replaced: Kind | None) -> Kind:
    def rule(key: str, title: str, figure: Figure | None, unit: str) -> Rule | None:
        if figure is None:
            return None
        basis = one.note or "本支部规定"
        return Rule(f"meetings.own.{key}", one.name + title, figure, unit, basis, "", "L", "own")

    times = (one.times or 1) if one.period else None
    return Kind(
        one.name,
        one.short or one.name,
        one.who,
        replaced.form if replaced else PLAIN,
        period=one.period or "",
        times=rule("times", "次数", times, f"次，每{one.period}"),
        quorum=rule("quorum", "到会人数", _share(one.quorum), "以上到会"),
        majority=rule("majority", "通过人数", _share(one.majority), "赞成票须超过"),
        base=one.base or SHOULD,
        hours=rule("hours", "计学时", one.hours, "学时，每次"),
        absences=replaced is not None and replaced.absences,
        by=replaced.by if replaced else "",
        own=True,
    )


def _share(text: str | None) -> Fraction | None:
    return Fraction(text) if text else None


def doubts(values: Mapping[str, Value]) -> list[Problem]:
    """What is wrong with the form of a branch's own kind beyond its single fields."""
    found = []
    for name, label, choices in (
        ("who", "谁参加", WHO), ("period", "多久一次", PERIODS), ("base", "以谁为基数", BASES),
    ):  # fmt: skip
        value = str(values[name] or "")
        if value and value not in choices:
            found.append(Problem(name, label, value, f"应为 {'、'.join(choices)} 之一"))
    for name, label in (("quorum", "到会人数"), ("majority", "通过人数")):
        value = str(values[name] or "")
        if value and not (_SHARE.fullmatch(value) and Fraction(value) <= 1):
            found.append(Problem(name, label, value, "应为不大于 1 的分数，例如 2/3"))
    times = values["times"]
    if isinstance(times, int) and not (times > 0 and values["period"]):
        expected = "应为 1 以上的整数" if times < 1 else "还要选多久一次"
        found.append(Problem("times", "次数", str(times), expected))
    return found


# -- the file --------------------------------------------------------------------------------------


def _read(path: Path, table: RuleTable) -> list[Kind]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise BadKinds(file=path.name, line=1, key="全文", expected="应存为 UTF-8 编码") from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else len(text.splitlines())
        raise BadKinds(file=path.name, line=line, key="全文", expected="格式不对") from error
    rows = data.get("kind")
    if set(data) - {"kind"} or not isinstance(rows, list):
        expected = "每种会议应以 [[kind]] 开头"
        raise BadKinds(file=path.name, line=1, key="全文", expected=expected)
    seen: set[str] = set()
    kinds = []
    for number, row in enumerate(rows):
        problem = _fault(row, table, seen)
        if problem:
            line = _line(text, number, problem[0])
            raise BadKinds(file=path.name, line=line, key=problem[0], expected=problem[1])
        seen.add(row["name"])
        kinds.append(_kind(row, table))
    return kinds


def _fault(row: Any, table: RuleTable, seen: set[str]) -> tuple[str, str] | None:
    """The key at fault and what was expected."""
    if not isinstance(row, dict):
        return "kind", "每种会议应以 [[kind]] 开头"
    for key in _NEEDED:
        if key not in row:
            return key, "缺这一项"
    for key, value in row.items():
        if expected := _fault_of(key, value, table):
            return key, expected
    return ("name", "这种会议重复出现") if row["name"] in seen else None


def _fault_of(key: str, value: Any, table: RuleTable) -> str:
    if key in _FLAGS:
        return "" if isinstance(value, bool) else "应为 true 或 false"
    if key not in _TEXTS:
        return "没有这个项目，请检查拼写"
    if not isinstance(value, str) or not value.strip():
        return "应为文字，写在引号里"
    if _TEXTS[key] and value not in _TEXTS[key]:
        return f"应为 {'、'.join(_TEXTS[key])} 之一"
    if key in _RULES:
        return _fault_of_rule(key, value, table)
    return ""


def _fault_of_rule(key: str, value: str, table: RuleTable) -> str:
    if value not in table.rules:
        return f"规则表里没有“{value}”"
    kind, words = (Fraction, "分数") if key in ("quorum", "majority") else (int, "整数")
    return "" if isinstance(table.rules[value].figure, kind) else f"“{value}”的数值应为{words}"


def _kind(row: Mapping[str, Any], table: RuleTable) -> Kind:
    ruled = {key: table.rule(row[key]) for key in _RULES if key in row}
    return Kind(**{**row, **ruled})


def _line(text: str, number: int, key: str) -> int:
    """The line of a key of the row of that number (from 0); of the row's head without it."""
    count, head = -1, 1
    for line, words in enumerate(text.splitlines(), 1):
        if re.match(r"\s*\[\[\s*kind\s*\]\]", words):
            count, head = count + 1, (line if count + 1 == number else head)
        elif count == number and re.match(rf"\s*{re.escape(key)}\s*=", words):
            return line
    return head
