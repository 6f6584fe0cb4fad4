"""A spreadsheet roster as a plan: who is in it, what could not be read, what the user decided.

Pure: nothing is written. ``plan`` makes it; ``correct``, ``decide`` and ``map_column`` make a new
one from it; ``matching.compare`` sets it beside the register; ``service_import.apply`` writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from jdzb.core.cells import RawSheet, Workbook
from jdzb.core.errors import JdzbError
from jdzb.ledgers.members import doubles, headers, labels, persons, rows
from jdzb.ledgers.members.draft import CellProblem
from jdzb.ledgers.members.entries import FULL
from jdzb.ledgers.members.headers import Column
from jdzb.ledgers.members.persons import Person
from jdzb.ledgers.members.rows import Key

# A branch has 3 to 50 members, a general branch up to 100, a committee's whole village some
# thousands at most: more rows than this are some other list.
MOST_PEOPLE = 5000

Decision = Literal["auto", "import", "skip", "same", "new"]


class NoRoster(JdzbError):
    """No sheet of the file has a header of a roster."""

    sentence = (
        "在“{name}”里没有找到党员花名册，没有改动任何记录。要找的是一行表头，"
        "里面有“姓名”，以及性别、出生日期、入党日期、联系电话等至少一栏。看过的工作表：{sheets}。"
    )


class NobodyInRoster(JdzbError):
    """There is a header, but no person under it."""

    sentence = "“{name}”里有花名册的表头，但下面没有人，没有改动任何记录。请检查是否选对了文件。"


class TooManyPeople(JdzbError):
    """Far more rows than any branch has members."""

    sentence = (
        "“{name}”里有 {count} 行人员，超过 {most} 行，不像一个党支部的花名册，没有改动任何记录。"
        "请检查是否选对了文件。"
    )


@dataclass(frozen=True, slots=True)
class Part:
    """One roster found in the file: its sheet, the header's row (as shown), its columns."""

    sheet: str
    header_row: int
    columns: tuple[Column, ...]

    def unknown(self) -> tuple[Column, ...]:
        """The columns with a label that are not imported because nobody knows what they are."""
        return tuple(column for column in self.columns if column.label and not column.target)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file holds and what the user has decided about it so far."""

    workbook: Workbook
    parts: tuple[Part, ...]
    people: tuple[Person, ...]
    problems: tuple[CellProblem, ...]
    mapping: Mapping[tuple[str, int], str] = field(default_factory=dict)
    corrections: Mapping[tuple[Key, str], str] = field(default_factory=dict)
    decisions: Mapping[Key, Decision] = field(default_factory=dict)

    def decision(self, key: Key) -> Decision:
        """What was decided about a row; 'auto' leaves it to the comparison."""
        return self.decisions.get(key, "auto")


def plan(
    workbook: Workbook,
    mapping: Mapping[tuple[str, int], str] | None = None,
    corrections: Mapping[tuple[Key, str], str] | None = None,
) -> Plan:
    """Read the rosters of a file; raises NoRoster, NobodyInRoster or TooManyPeople.

    ``mapping`` says what a column (sheet, index from 0) is, as a key of labels.TARGETS or '' for
    none; ``corrections`` replaces the text of a cell (row key, target).
    """
    mapping, corrections = mapping or {}, corrections or {}
    sheets = [sheet for sheet in workbook.sheets if sheet.visible] or list(workbook.sheets)
    parts: list[Part] = []
    found: list[rows.Row] = []
    for sheet in sheets:
        own = {index: target for (name, index), target in mapping.items() if name == sheet.name}
        for header in headers.find_headers(sheet, own):
            parts.append(Part(sheet.name, header.body, header.columns))
            found += rows.read_rows(sheet, header)
    _refuse(workbook, sheets, parts, len(found))
    people = doubles.tell_apart([persons.read_person(row, corrections) for row in found])
    problems = tuple(problem for part in parts for problem in _column_problems(part, people))
    return Plan(workbook, tuple(parts), people, problems, mapping, corrections)


def _refuse(workbook: Workbook, sheets: list[RawSheet], parts: list[Part], count: int) -> None:
    if not parts:
        looked = "、".join(f"“{sheet.name}”" for sheet in sheets[:6]) or "（没有）"
        raise NoRoster(name=workbook.name, sheets=looked)
    if not count:
        raise NobodyInRoster(name=workbook.name)
    if count > MOST_PEOPLE:
        raise TooManyPeople(name=workbook.name, count=count, most=MOST_PEOPLE)


def _column_problems(part: Part, people: tuple[Person, ...]) -> Iterator[CellProblem]:
    """Columns nobody knows, and columns that are missing for so many people: named once each."""
    for column in part.unknown():
        expected = "不认识这一栏，没有导入；可以在预览里指定它是什么"
        yield CellProblem(part.sheet, part.header_row, column.title, column.label, expected)
    targets = {column.target for column in part.columns}
    own = [p for p in people if p.key[::2] == (part.sheet, part.columns[0].index) and not p.fault]
    full = sum((FULL, None) in person.statuses for person in own)
    if full and "full" not in targets:
        expected = f"没有这一栏：{full} 人按正式党员登记，转正日期待补充"
        yield CellProblem(part.sheet, part.header_row, "转正日期", "", expected)
    bare = sum(not (p.member.joined or p.member.full or p.statuses or p.left) for p in own)
    if bare and "joined" not in targets:
        expected = f"没有这一栏：{bare} 人的身份（正式、预备）待补充"
        yield CellProblem(part.sheet, part.header_row, "入党日期", "", expected)


def map_column(old: Plan, sheet: str, column: int, target: str) -> Plan:
    """The plan with a column read as something else ('' for not at all); decisions are kept."""
    mapping = {**old.mapping, (sheet, column): target}
    return replace(plan(old.workbook, mapping, old.corrections), decisions=old.decisions)


def correct(old: Plan, key: Key, target: str, text: str) -> Plan:
    """The plan with one cell replaced by the user's text, the row read anew."""
    corrections = {**old.corrections, (key, target): text}
    return replace(plan(old.workbook, old.mapping, corrections), decisions=old.decisions)


def decide(old: Plan, key: Key, decision: Decision) -> Plan:
    """The plan with a decision about one row.

    'skip' leaves it out, 'import' takes it whatever the comparison doubts, 'same' takes it as the
    person already in the register, 'new' as another one, 'auto' leaves it to the comparison.
    """
    return replace(old, decisions={**old.decisions, key: decision})


def targets() -> tuple[tuple[str, str], ...]:
    """What a column can be, as (key, Chinese label), for the user to choose from."""
    return tuple(labels.TARGETS.items())
