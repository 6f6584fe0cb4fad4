"""Talks with members in the file (谈心谈话, talks after absences). Internal."""

from __future__ import annotations

from collections.abc import Sequence

from jdzb.core.fields import shown
from jdzb.core.ledger import Changed, Grid
from jdzb.core.records import columns_of, made
from jdzb.ledgers.meetings import columns
from jdzb.ledgers.meetings.entries import Talk
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

TABLE = "meeting_talks"


def add_talk(session: Session, talk: Talk) -> Changed:
    """Enter a talk."""
    what = f"登记与{members.name_of(session, talk.member)}的{talk.kind}"
    return session.add(TABLE, columns_of(columns.TALK_FIELDS, talk), what=what)


def amend_talk(session: Session, talk_id: int, talk: Talk, reason: str) -> Changed:
    """Change a talk, for a reason."""
    what = f"更正与{members.name_of(session, talk.member)}的{talk.kind}"
    values = columns_of(columns.TALK_FIELDS, talk)
    return session.amend(TABLE, talk_id, values, what=what, reason=reason)


def void_talk(session: Session, talk_id: int, reason: str) -> Changed:
    """Put a talk out of force, for a reason."""
    return session.void(TABLE, talk_id, what="作废一次谈话记录", reason=reason)


def get_talk(session: Session, talk_id: int) -> Talk:
    """One talk in force; raises NoSuchRow."""
    return made(Talk, session.row(TABLE, talk_id))


def browse_talks(session: Session, year: int | None = None) -> Sequence[Talk]:
    """The talks (of a year), the latest first."""
    span = ("day BETWEEN ? AND ?", (f"{year}-01-01", f"{year}-12-31")) if year else ("", ())
    return [made(Talk, row) for row in session.rows(TABLE, *span, order="day DESC, id DESC")]


def to_grid(session: Session, found: Sequence[Talk]) -> Grid:
    """These talks for Excel, members by their names; without the number of the meeting."""
    names = members.names(session)
    fields = [spec for spec in columns.TALK_FIELDS if spec.name != "meeting"]
    rows = tuple(
        tuple(
            names.get(getattr(one, spec.name) or 0, "")
            if spec.kind == "member"
            else shown(spec, getattr(one, spec.name))
            for spec in fields
        )
        for one in found
    )
    return Grid("谈心谈话登记", tuple(spec.label for spec in fields), rows)
