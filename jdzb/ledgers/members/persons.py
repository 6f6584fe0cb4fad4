"""One row of a roster read as a person: the card, statuses, marks, and every problem. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from jdzb.core import people
from jdzb.core.fields import Unreadable, read_field, read_text
from jdzb.ledgers.members import chronology, labels, reading
from jdzb.ledgers.members.draft import CellProblem, Draft
from jdzb.ledgers.members.entries import FIELDS, LEFT, MARKS, MOBILE, PROBATIONARY, Member, card
from jdzb.ledgers.members.rows import Key, Row

_FORMULA_ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)")
_SPECS = {spec.name: spec for spec in FIELDS}


@dataclass(frozen=True, slots=True)
class Person:
    """A row as read. ``member`` has no id; ``fault`` is why the row cannot come in.

    ``texts`` are the cells by target as they stand (or as corrected), private numbers masked.
    ``certain`` tells that ``statuses`` are written in the file, not concluded from the dates.
    """

    key: Key
    member: Member
    texts: Mapping[str, str]
    statuses: tuple[tuple[str, str | None], ...] = ()
    marks: tuple[str, ...] = ()
    place: str | None = None
    contact: str | None = None
    problems: tuple[CellProblem, ...] = ()
    fault: str = ""
    certain: bool = True
    left: str = ""

    @property
    def sheet(self) -> str:
        """The sheet's name."""
        return self.key[0]

    @property
    def row(self) -> int:
        """The row's number as the spreadsheet shows it."""
        return self.key[1]


def read_person(row: Row, corrections: Mapping[tuple[Key, str], str]) -> Person:
    """Read one row; what cannot be read stays empty and is listed."""
    fixed = {target: text for (key, target), text in corrections.items() if key == row.key}
    draft = Draft(row, {**row.cells, **fixed}, status=row.told.status, marks=list(row.told.marks))
    _clear_errors(draft)
    fault = _read_name(draft)
    _read_texts(draft)
    _read_status(draft)
    _read_marks(draft)
    steps = chronology.read_dates(draft)
    left = draft.status if draft.status in LEFT else ""
    statuses, certain = chronology.statuses(draft, steps)
    return Person(
        key=row.key,
        member=card({"name": "", **draft.values}),
        texts={t: reading.without_id_numbers(draft.words(t)) for t in draft.cells},
        statuses=statuses,
        marks=tuple(mark for mark in MARKS if mark in draft.marks),
        place=read_text(reading.without_id_numbers(draft.words(labels.PLACE))),
        contact=read_text(reading.without_id_numbers(draft.words(labels.CONTACT))),
        problems=draft.in_order(),
        fault=fault,
        certain=certain,
        left=left,
    )


def _clear_errors(draft: Draft) -> None:
    """A formula that failed says nothing; it is listed and left empty."""
    for target, cell in draft.cells.items():
        if isinstance(cell, str) and _FORMULA_ERROR.fullmatch(cell.strip()):
            if target not in labels.UNCOUNTED:
                draft.tell(target, "这一格的公式出错，没有读到内容，请补上")
            draft.cells[target] = None


def _read_name(draft: Draft) -> str:
    """Read the name; the Chinese reason why the row cannot come in, or ''."""
    text = draft.words("name")
    name, tail = reading.split_name(text)
    if not name:
        draft.tell("name", "没有姓名，这一行没有导入")
        return "没有姓名"
    if not people.is_name(name):
        draft.tell("name", "应为姓名，例如 陈志强；这一行没有导入")
        return "姓名读不懂"
    draft.values["name"] = name
    if tail in ("男", "女"):
        draft.values["sex"] = tail
    elif tail:
        noted = reading.read_note(tail)
        draft.status = noted.status or draft.status
        draft.marks += noted.marks
        if noted.rest:
            draft.tell("name", f"姓名后面的“{noted.rest}”没有导入")
    return ""


def _read_texts(draft: Draft) -> None:
    for target, read in reading.READERS.items():
        text = draft.words(target)
        if not text:
            continue
        try:
            value = read(reading.without_id_numbers(text) if target != "phone" else text)
            read_field(_SPECS[target], value or "")  # as strict as the form of a card
        except Unreadable as error:
            draft.tell(target, str(error))
            continue
        draft.values[target] = value
        if target != "phone" and reading.without_id_numbers(text) != text:
            draft.tell(target, "含有证件号码，已遮去，没有保存")


def _read_status(draft: Draft) -> None:
    """The column, then a yes in 是否预备党员; the remark may add to it."""
    for target in (labels.STATUS, labels.PROBATIONARY_YES):
        text = draft.words(target)
        if not text:
            continue
        try:
            if target == labels.STATUS:
                draft.status = reading.read_status(text) or draft.status
            elif reading.read_yes(text):
                draft.status = PROBATIONARY
        except Unreadable as error:
            draft.tell(target, str(error))


def _read_marks(draft: Draft) -> None:
    for target, mark in labels.YES_MARKS.items():
        text = draft.words(target)
        try:
            if text and reading.read_mark(text, mark):
                draft.marks.append(mark)
        except Unreadable as error:
            draft.tell(target, str(error))
    if draft.words(labels.PLACE):
        draft.marks.append(MOBILE)
    draft.marks += reading.read_note(draft.words(labels.MARKED)).marks
    text = draft.words("note")
    safe = reading.without_id_numbers(text)
    if safe != text:
        draft.tell("note", "含有证件号码，已遮去，没有保存")
    noted = reading.read_note(safe)
    draft.marks += noted.marks
    draft.status = noted.status or draft.status
    if noted.rest:
        draft.values["note"] = noted.rest
