"""The shelf: every book of the branch, in the order of the window's rail."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from jdzb.core import audit, branch, operators, roles, rules
from jdzb.core.fields import Field
from jdzb.core.ledger import Conduct, Ledger, Table, Told
from jdzb.core.visible import visible

LEDGERS: tuple[Ledger, ...]
SETTINGS = "settings"
LONGEST = 40  # characters of what a record is called
_MOST = 500  # records that are called by more than their number; a spoilt file may ask for all
_FLOOR = (  # tables of no book
    Table("audits", audit.AUDIT_FIELDS, "乡镇核对"),
    Table("rectifications", audit.RECTIFICATION_FIELDS, "整改"),
    Table(roles.TABLE, operators.FIELDS, "操作人"),
)


def __getattr__(name: str) -> tuple[Ledger, ...]:
    """``LEDGERS``, read when asked for: a page of one book must not wait for all books."""
    if name != "LEDGERS":
        raise AttributeError(name)
    return _shelf()


def _shelf() -> tuple[Ledger, ...]:
    from jdzb.ledgers import appraisals, commitments, duty, meetings, members, notices

    return (
        members.LEDGER, duty.LEDGER, meetings.LEDGER, commitments.LEDGER, appraisals.LEDGER,
        notices.LEDGER,
    )  # fmt: skip


@cache
def labels() -> Mapping[tuple[str, str], Field]:
    """The field of every column by (table, column); of a setting by ("settings", its key)."""
    found = {(SETTINGS, f"branch.{spec.name}"): spec for spec in branch.FIELDS}
    for ledger in _shelf():
        found |= {(SETTINGS, f"{ledger.key}.{spec.name}"): spec for spec in ledger.settings}
    for table in _tables():
        found |= {(table.name, spec.name): spec for spec in table.fields}
    return found


@cache
def titles() -> Mapping[str, str]:
    """What one row of each table is called."""
    return {SETTINGS: "设置", **{table.name: table.title for table in _tables()}}


def setting(key: str) -> Field:
    """The field of a setting; what follows the field in the key (a month) follows its label."""
    whole, _, year = key.partition(".")
    if whole == "holidays":
        return Field(key, f"{year}年节假日", "note")
    if whole == "rules" and year in rules.shipped().rules:
        return Field(key, f"规则：{rules.shipped().rule(year).title}", "note")
    head = ".".join(key.split(".")[:2])
    spec = labels().get((SETTINGS, head)) or Field(key, key)
    rest = key.removeprefix(head).lstrip(".")
    return replace(spec, label=f"{spec.label} {rest}") if rest else spec


def refuse_unfit(table: rules.RuleTable) -> None:
    """Raises what a book says of figures that it cannot work with."""
    for ledger in _shelf():
        ledger.fits(table)


def naming(table: str, column: str) -> str:
    """The Chinese name of a table, or with a column of that column; "" when no book knows it."""
    if not column:
        return titles().get(table, "")
    return labels()[table, column].label if (table, column) in labels() else ""


def book_of(table: str) -> str:
    """The key of the book a table belongs to; "" for a table of no book."""
    return {one.name: book.key for book in _shelf() for one in book.tables}.get(table, "")


@cache
def heads(table: str) -> Sequence[Field]:
    """The fields that say which record it is: the first two it cannot be without."""
    specs = [spec for (owner, _), spec in labels().items() if owner == table]
    return tuple(spec for spec in specs if spec.required)[:2]


def titling(session: Any) -> Callable[[str, int], str]:
    """What a record is called, as its history or else the file tells: 张三, 2026-12-01 林秀兰.

    Safe to show; "" when neither can tell, or when too many were asked for. Never raises.
    """
    known: dict[tuple[str, int], str] = {}

    def title(table: str, row: int) -> str:
        if (table, row) not in known and table in titles() and len(known) < _MOST:
            known[table, row] = ""  # nobody is called after himself
            known[table, row] = _called(table, _values(session, table, row), title)
        return known.get((table, row), "")

    return title


def _called(table: str, values: Mapping[str, Any], title: Callable[[str, int], str]) -> str:
    if table == SETTINGS:
        key = str(values.get("key", ""))
        return visible(setting(key).label, LONGEST)
    told = [
        title("members", value)
        if spec.kind == "member" and isinstance(value, int)
        else visible(value, LONGEST)
        for spec in heads(table)
        if (value := values.get(spec.name)) is not None
    ]
    return " ".join(one for one in told if one)


def _values(session: Any, table: str, row: int) -> Mapping[str, Any]:
    """The record as its last entry has it, else as it lies in the file."""
    try:
        entries = session.entries("tbl = ? AND pk = ? AND op <> 'X'", (table, row))
        told = next((one.new or one.old for one in reversed(entries) if one.new or one.old), None)
        found = session.rows(table, "id = ?", (row,), voided=True) if told is None else [told]
        return found[0] if found else {}
    except Exception:  # noqa: BLE001 - the file is spoilt or hostile: its number must do
        return {}


def _tables() -> tuple[Table, ...]:
    return (*_FLOOR, *(table for ledger in _shelf() for table in ledger.tables))


def people(session: Any) -> Mapping[int, str]:
    """The name of everybody a field of kind ``member`` may mean, by id, voided cards too."""
    from jdzb.ledgers import members

    return members.service.names(session)


def told_of(session: Any, member: int, year: int) -> Told:
    """What all books tell of one member in a year, the newest fact first."""
    remarks = [one for book in _shelf() for one in book.remarks(session, member, year)]
    facts = [one for book in _shelf() for one in book.conduct(session, member, year)]
    return Told(tuple(remarks), tuple(sorted(facts, key=lambda one: one.day, reverse=True)))


def facts_of(session: Any, people_: Sequence[int], year: int) -> Sequence[Conduct]:
    """The facts all books tell of some members in a year."""
    return [
        one
        for member in people_
        for book in _shelf()
        for one in book.conduct(session, member, year)
    ]
