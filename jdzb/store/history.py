"""The journal as history: who changed what, when and why, before and after, undone or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from jdzb.core import clock
from jdzb.store import journal, undo
from jdzb.store.session import Session

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One column of a row before and after; None is empty."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Part:
    """What a version did to one row; ``before`` None for a new row, ``after`` None if erased."""

    table: str
    row: int
    before: Values | None
    after: Values | None

    @property
    def changes(self) -> tuple[Change, ...]:
        """The columns that differ, in the order of the table."""
        old, new = self.before or {}, self.after or {}
        return tuple(
            Change(name, old.get(name), new.get(name))
            for name in (new or old)
            if name != "id" and old.get(name) != new.get(name)
        )


@dataclass(frozen=True, slots=True)
class Version:
    """One transaction, and what it did to the rows asked for (none for a print or a backup).

    ``undone`` is the transaction that undid it, 0 while it is in force. ``at`` is a UTC stamp.
    """

    txn: int
    at: str
    actor: str
    what: str
    reason: str | None
    parts: tuple[Part, ...]
    undone: int = 0

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change of every row."""
        return tuple(change for part in self.parts for change in part.changes)

    @property
    def foreign(self) -> bool:
        """True when another program made it."""
        return self.actor == journal.FOREIGN

    @property
    def undoable(self) -> bool:
        """True when it has an opposite (or, undone, can be done again)."""
        return bool(self.parts) and self.actor != journal.PROGRAM


def of_row(session: Session, table: str, row: int) -> list[Version]:
    """Every version of one record, the latest first."""
    return of_rows(session, [(table, row)])


def of_rows(session: Session, rows: Sequence[tuple[str, int]]) -> list[Version]:
    """Every version of records that belong together, the latest first."""
    ids: dict[str, list[int]] = {}
    for table, row in rows:
        ids.setdefault(table, []).append(row)
    entries: list[journal.Entry] = []
    for table, known in ids.items():
        marks = ", ".join("?" for _ in known)
        where = f"tbl = ? AND op IN ('I', 'U') AND pk IN ({marks})"
        entries += session.entries(where, (table, *known))
    return _versions(session, sorted(entries, key=lambda entry: entry.seq))


def of_day(session: Session, day: date) -> list[Version]:
    """Everything written on a local day, prints and backups too, the latest first."""
    return _versions(session, session.entries("at >= ? AND at < ?", clock.bounds(day)))


def _versions(session: Session, entries: Iterable[journal.Entry]) -> list[Version]:
    groups = [list(group) for _, group in groupby(entries, key=lambda entry: entry.txn or 0)]
    first = min((group[0].txn or 0 for group in groups), default=0)
    undone = undo.undone_by(session, first) if groups else {}
    return [_version(group, undone) for group in reversed(groups)]


def _version(group: list[journal.Entry], undone: dict[int, int]) -> Version:
    one = group[0]
    parts: dict[tuple[str, int], Part] = {}
    for entry in group:
        if entry.op != "X":
            key = (entry.table, entry.pk)
            before = parts[key].before if key in parts else entry.old
            parts[key] = Part(*key, before, entry.new)
    what = one.what or "没有封存的改动"
    return Version(
        one.txn or 0, one.at or "", one.actor or journal.FOREIGN, what, one.reason,
        tuple(parts.values()), undone.get(one.txn or 0, 0),
    )  # fmt: skip
