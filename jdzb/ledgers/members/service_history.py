"""What the journal tells about one person, in lines a secretary reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jdzb.core.fields import Field, shown
from jdzb.ledgers.members.entries import FIELDS, MARK_FIELDS, STATUS_FIELDS
from jdzb.store.journal import Entry
from jdzb.store.session import Session

_TABLES: Mapping[str, tuple[Field, ...]] = {
    "members": FIELDS,
    "member_statuses": STATUS_FIELDS,
    "member_marks": MARK_FIELDS,
}
_OWN = """(tbl = 'members' AND pk = :id)
  OR (tbl = 'member_statuses' AND pk IN (SELECT id FROM member_statuses WHERE member = :id))
  OR (tbl = 'member_marks' AND pk IN (SELECT id FROM member_marks WHERE member = :id))"""


@dataclass(frozen=True, slots=True)
class Line:
    """One act: when (local time), who, what; each field from and to; the reason."""

    when: str
    who: str
    what: str
    changes: tuple[tuple[str, str, str], ...] = ()
    reason: str = ""

    def text(self) -> str:
        """The act as one line, each changed field with what it was and what it became."""
        parts = [f"{label}由“{old or '空'}”改为“{new or '空'}”" for label, old, new in self.changes]
        tail = f"（原因：{self.reason}）" if self.reason else ""
        return "：".join((f"{self.when} {self.who}", "；".join((self.what, *parts)))) + tail


def history(session: Session, member_id: int) -> tuple[Line, ...]:
    """Everything that was ever written about one person, the latest first."""
    where = _OWN.replace(":id", str(int(member_id)))
    return tuple(_line(entry) for entry in reversed(session.entries(where)))


def rows(session: Session, member_id: int) -> tuple[tuple[str, int], ...]:
    """(table, id) of the card and of every status and mark of a person, voided ones too."""
    own = [
        (table, row["id"])
        for table in ("member_statuses", "member_marks")
        for row in session.rows(table, "member = ?", (member_id,), voided=True)
    ]
    return (("members", member_id), *own)


def _line(entry: Entry) -> Line:
    changes = _changes(_TABLES[entry.table], entry.old, entry.new) if entry.old else ()
    return Line(_local(entry.at), entry.actor, entry.what, changes, entry.reason or "")


def _changes(
    specs: tuple[Field, ...], old: dict[str, Any], new: dict[str, Any] | None
) -> tuple[tuple[str, str, str], ...]:
    after = new or {}
    return tuple(
        (spec.label, shown(spec, old.get(spec.name)), shown(spec, after.get(spec.name)))
        for spec in specs
        if old.get(spec.name) != after.get(spec.name)
    )


def _local(stamp: str) -> str:
    """A UTC stamp of the journal as local time, to the minute."""
    try:
        return datetime.fromisoformat(stamp).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return stamp
