"""The sheets of the meetings book, read from the file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from jdzb.core import clock, rules
from jdzb.core.sheet import Sheet
from jdzb.ledgers.meetings import (
    platform,
    service,
    service_figures,
    service_matters,
    sheets,
    sheets_matters,
    sheets_minutes,
    sheets_talks,
    sheets_year,
    told,
)
from jdzb.ledgers.meetings import service_plan as planning
from jdzb.ledgers.meetings.entries import Minutes, Talk
from jdzb.ledgers.meetings.kinds import BY_HAND
from jdzb.ledgers.meetings.kinds import VILLAGE as BOTH
from jdzb.ledgers.members import service as members
from jdzb.store.branch import read_branch
from jdzb.store.session import Session

VILLAGE, USUAL = "notices.village_affairs.days", "notices.usual.days"
OF_THE_VILLAGE = (BOTH, BY_HAND)  # whose decisions are affairs of the village, not of the branch


def minutes(session: Session, found: Minutes) -> Sheet:
    """The minutes whole, internal; also for what is typed and not stored."""
    kind = service.kind_of(session, found.meeting.kind)
    return sheets_minutes.minutes(found, kind, read_branch(session), members.names(session))


def sign_in(session: Session, found: Minutes, blanks: int = sheets.GUEST_LINES) -> Sheet:
    """The form to sign."""
    kind = service.kind_of(session, found.meeting.kind)
    return sheets.sign_in(found, kind, read_branch(session), blanks)


def agenda(session: Session, found: Minutes) -> Sheet:
    """The call to the meeting with its agenda, for the wall."""
    kind = service.kind_of(session, found.meeting.kind)
    return sheets.agenda(found, kind, read_branch(session), clock.today())


def resolution(session: Session, found: Minutes) -> Sheet:
    """The decisions to be made public, for the wall: from the day they were, else from today, for
    as long as the rules ask of such matters.
    """
    kind = service.kind_of(session, found.meeting.kind)
    since = sheets.posted_on(found) or clock.today()
    days = rules.standard().whole(VILLAGE if kind.who in OF_THE_VILLAGE else USUAL)
    until = since + timedelta(days=days)
    return sheets.resolution(found, kind, read_branch(session), since, until)


def plain_text(session: Session, found: Minutes) -> str:
    """The minutes as text for the provincial platform."""
    return platform.text(found, service.kind_of(session, found.meeting.kind))


def attendance(session: Session, year: int) -> Sheet:
    """Everybody's attendance in a year; who was seen at a meeting and has left stays listed."""
    since, until = date(year, 1, 1), date(year, 12, 31)
    seen = service_figures.seen(session, since, until)
    known = members.names(session, public=True)  # as in the minutes
    day = min(until, clock.today())
    listed = dict.fromkeys(one.id for one in members.register(session).party_on(day))
    listed |= dict.fromkeys(one.member for one in seen)
    rows = [(member, known.get(member, "")) for member in listed]
    return sheets_year.attendance(year, seen, rows, read_branch(session))


def plan(session: Session, year: int) -> Sheet:
    """The plan of a year."""
    return sheets_year.plan(year, planning.plans(session, year), read_branch(session))


def overview(session: Session, year: int) -> Sheet:
    """The year of organisational life month by month."""
    rows = [
        sheets_year.Life(told.grouped(row.group, row.kind.short), row.months, row.missing)
        for row in planning.overview(session, year)
    ]
    return sheets_year.overview(year, rows, clock.today(), read_branch(session))


def matter_pages(session: Session, matter_id: int) -> tuple[Sheet, ...]:
    """The six record pages of a matter."""
    chain = service_matters.chain(session, matter_id)
    return sheets_matters.record_pages(chain, read_branch(session))


def matter_book(session: Session, matter_id: int) -> Sheet:
    """The six record pages of a matter as one sheet."""
    chain = service_matters.chain(session, matter_id)
    return sheets_matters.record_book(chain, read_branch(session))


def talks(session: Session, found: Sequence[Talk]) -> Sheet:
    """These talks as a list, internal."""
    names, branch = members.names(session), read_branch(session)
    return sheets_talks.talk_list(found, names, branch, clock.today())


def sheets_now(session: Session) -> Sequence[Sheet]:
    """What may be posted: the decisions that wait to be made public, plan and overview."""
    year = clock.today().year
    waiting = session.query(
        "SELECT DISTINCT m.id FROM meeting_items i JOIN meetings m ON m.id = i.meeting"
        " WHERE i.publish = '公开' AND i.published_on IS NULL AND i.void IS NULL"
        " AND m.void IS NULL AND m.completed_on IS NOT NULL ORDER BY m.day, m.id"
    )
    made = [resolution(session, service.minutes(session, row["id"])) for row in waiting]
    return (*made, plan(session, year), overview(session, year))
