"""The register in the file: notices added, changed, put out of force, found, exported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jdzb.core import clock, workdays
from jdzb.core.fields import shown
from jdzb.core.ledger import Changed, Grid
from jdzb.core.workdays import Calendar
from jdzb.ledgers.notices import rules
from jdzb.ledgers.notices.entries import CONTENT, FIELDS, Notice, notice_of, values_of
from jdzb.store.session import Session

TABLE = "notices"
CHECKED_TEXT = ("title", "kind", "category", "source", "body", "grid", "signer", "signed_on")


def calendar() -> Calendar:
    """The working days in force."""
    return workdays.standard()


def add(session: Session, notice: Notice) -> Changed:
    """Enter a notice; raises Refused when its steps are out of order."""
    rules.refuse_order(notice, clock.today())
    return session.add(TABLE, values_of(notice), what=f"登记《{notice.title}》")


def amend(session: Session, notice_id: int, notice: Notice, reason: str) -> Changed:
    """Change a notice, for a reason; the same values write nothing.

    Of one that was checked and does not hang yet, a changed text wants to be checked again. Of one
    that hangs, the change is found by ``changes``: a correction is due.
    """
    before = get(session, notice_id)
    what = f"修改《{before.title}》"
    altered = [name for name in CHECKED_TEXT if getattr(before, name) != getattr(notice, name)]
    if altered and notice.checked_on and not notice.posted_on:
        notice, what = rules.unchecked(notice), f"{what}，须重新审核"
    elif notice.posted_on and any(
        getattr(before, name) != getattr(notice, name) for name in CONTENT
    ):
        what = f"{what}（公示后改动）"
    rules.refuse_order(notice, clock.today())
    return session.amend(TABLE, notice_id, values_of(notice), what=what, reason=reason)


def void(session: Session, notice_id: int, reason: str) -> Changed:
    """Put a notice out of force, for a reason: entered twice, or by mistake."""
    what = f"作废《{get(session, notice_id).title}》"
    return session.void(TABLE, notice_id, what=what, reason=reason)


def get(session: Session, notice_id: int) -> Notice:
    """One notice in force; raises NoSuchRow."""
    return notice_of(session.row(TABLE, notice_id))


def browse(session: Session, query: str = "") -> tuple[Notice, ...]:
    """The notices in force in the order entered; every word of ``query`` stands in them."""
    found = (notice_of(row) for row in session.rows(TABLE))
    words = query.split()
    return tuple(notice for notice in found if rules.matches(notice, words))


def hanging(session: Session) -> tuple[Notice, ...]:
    """The notices on the wall now."""
    where = "posted_on IS NOT NULL AND taken_on IS NULL"
    return tuple(notice_of(row) for row in session.rows(TABLE, where))


def draft(session: Session, notice: Notice) -> Notice:
    """The notice proposed today by whoever works."""
    today = clock.today().isoformat()
    return replace(notice, proposed_by=session.actor, proposed_on=today)


def to_grid(session: Session, notices: Sequence[Notice] | None = None) -> Grid:
    """The register (or these of it) for Excel."""
    rows = tuple(
        tuple(shown(spec, getattr(notice, spec.name)) for spec in FIELDS)
        for notice in (browse(session) if notices is None else notices)
    )
    return Grid("公示登记簿", tuple(spec.label for spec in FIELDS), rows)


def from_grid(session: Session, grid: Grid) -> Sequence[Mapping[str, str]]:
    """The rows of a grid made by to_grid as raw forms."""
    del session
    names = [spec.name for spec in FIELDS]
    return [dict(zip(names, row, strict=True)) for row in grid.rows]
