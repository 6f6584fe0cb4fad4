"""The sheets of the appraisals book, read from the file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from jdzb.core import clock
from jdzb.core.errors import Refused
from jdzb.core.records import made
from jdzb.core.sheet import Sheet
from jdzb.ledgers.appraisals import (
    scoring,
    service,
    service_ballots,
    service_standings,
    service_talks,
    service_years,
    sheets,
    sheets_ballots,
    sheets_ranking,
    sheets_scores,
    sheets_talks,
)
from jdzb.ledgers.appraisals.entries import Talk
from jdzb.ledgers.appraisals.schemes import Item, Scheme
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.service_standings import Standings
from jdzb.ledgers.appraisals.sheets import Known, Line
from jdzb.ledgers.appraisals.sheets_ranking import Year
from jdzb.ledgers.appraisals.terms import MEMBERS
from jdzb.ledgers.members import service as members
from jdzb.store.branch import read_branch
from jdzb.store.session import Session

ALL_NAMED = "公示"  # the setting: all grades are named
YEARS = 5  # years beside each other unless told


def known(session: Session, standings: Standings) -> Known:
    """A round as its sheets see it."""
    lines = tuple(Line(one.subject, one.score, one.outcome, one.marks) for one in standings.lines)
    whole = standings.whole
    return Known(whole.round, whole.scheme, lines, read_branch(session), clock.today())


def named(session: Session, scheme: Scheme) -> tuple[str, ...]:
    """The grades whose people the notice names: all where the branch has set so, else those the
    scheme allows.
    """
    if session.setting("appraisals.public_fail") == ALL_NAMED:
        return tuple(one.title for one in scheme.grades)
    return scheme.public.grades


def days_of(whole: Whole, since: date | None, until: date | None) -> tuple[date, date]:
    """From and to: as told, else as posted, else from today as long as the scheme asks; as in the
    register the day of posting does not count.
    """
    posted = whole.notice
    start = since or _day(posted.since if posted else None) or clock.today()
    known_end = _day(posted.until) if posted and since is None else None
    return start, until or known_end or start + timedelta(days=whole.scheme.notice_days)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def result_notice(
    session: Session,
    round_id: int,
    since: date | None = None,
    until: date | None = None,
    grades: Collection[str] | None = None,
) -> Sheet:
    """The result for the wall; the people of these grades are named, by default of ``named``."""
    standings = service_standings.standings(session, round_id)
    start, end = days_of(standings.whole, since, until)
    shown = named(session, standings.scheme) if grades is None else grades
    return sheets.result_notice(known(session, standings), start, end, shown)


def ballot_papers(
    session: Session, round_id: int, ballot: str, period: str = "", count: int = 0
) -> Sheet:
    """The papers of a ballot (its key); as many as told, as were handed out, or as take part.

    Raises Refused for a ballot the scheme has not.
    """
    standings = service_standings.standings(session, round_id)
    whole = standings.whole
    period = period or _period(whole, ballot)
    handed = service_ballots.ballot_of(whole, ballot, period)
    there = sum(not one.excused for one in whole.subjects)
    return sheets_ballots.papers(
        known(session, standings),
        whole.scheme.ballot(ballot),
        _items(whole, ballot, period),
        whole.assessed,
        count or (handed.handed if handed else 0) or there,
    )


def _period(whole: Whole, ballot: str) -> str:
    """The first period of a ballot that is not counted yet, else its last."""
    periods = [key for key, one in service_ballots.expected(whole) if one.key == ballot]
    if not periods:
        raise Refused(why=f"“{whole.round.title}”没有这种测评票，没有打印。")
    waiting = [
        key
        for key in periods
        if not (held := service_ballots.ballot_of(whole, ballot, key)) or held.returned is None
    ]
    return (waiting or periods[-1:])[0]


def _items(whole: Whole, ballot: str, period: str) -> list[Item]:
    return [
        item
        for key, part, item in scoring.cells(whole.scheme)
        if key == period and part.ballot == ballot
    ]


def score_sheets(session: Session, round_id: int, subject: int | None = None) -> Sheet:
    """What one was given for what, with the evidence; a page for everybody assessed."""
    standings = service_standings.standings(session, round_id)
    facts = known(session, standings)
    order = {one.id: one.place for one in standings.whole.subjects}
    wanted = facts.assessed if subject is None else facts.lines
    given = [
        (one, standings.entered[one.subject.id])
        for one in sorted(wanted, key=lambda each: order[each.subject.id])
        if subject in (None, one.subject.id)
    ]
    return sheets_scores.score_sheets(facts, given)


def ranking(session: Session, round_id: int) -> Sheet:
    """Everybody with rank, points, grade and what follows, for internal use."""
    standings = service_standings.standings(session, round_id)
    return sheets_ranking.ranking(known(session, standings), standings.ties)


def distribution(session: Session, round_id: int) -> Sheet:
    """How many have each grade; nobody is named."""
    return sheets_ranking.distribution(
        known(session, service_standings.standings(session, round_id))
    )


def has_stars(whole: Whole) -> bool:
    """True where a plaque can be hung up: stars, or a flag for the best."""
    return sheets.has_plaque(whole.scheme) and bool(whole.assessed)


def star_plaque(session: Session, round_id: int, subject: int | None = None) -> Sheet:
    """The stars of a branch, or the flag of the best group. Raises Refused for other schemes."""
    standings = service_standings.standings(session, round_id)
    facts = known(session, standings)
    if not sheets.has_plaque(facts.scheme) or not facts.assessed:
        raise Refused(why=f"“{facts.scheme.title}”没有牌匾可以打印。")
    found = [one for one in facts.assessed if one.subject.id == subject]
    return sheets.plaque(facts, (found or list(facts.assessed))[0])


def comparison(session: Session, years: Sequence[int] = (), scheme: str = "") -> Sheet:
    """Final results by a scheme (its title, by default the latest closed) over the years."""
    closed = [one for one in service.browse(session) if one.closed]
    scheme = scheme or (closed[0].scheme if closed else "评议")
    years = list(years) or list(service_years.years_of(session, scheme)[-YEARS:])
    people = [
        (
            one.name,
            {past.year: Year(past.total, past.grade or "") for past in one.results if past},
        )
        for one in service_years.compare(session, scheme, years)
    ]
    latest = next((one.id for one in closed if one.scheme == scheme), None)
    known_ = service.scheme_of(session, latest) if latest else None
    who, decimals = (known_.who, known_.decimals) if known_ else (MEMBERS, 2)
    return sheets_ranking.comparison(scheme, years, people, read_branch(session), who, decimals)


def talk(session: Session, talk_id: int) -> Sheet:
    """The record of a talk, to be signed."""
    held = made(Talk, session.row(service_talks.TALKS, talk_id))
    standings = service_standings.standings(session, held.round)
    found = (one for one in standings.lines if one.subject.member == held.member)
    fallen = [rule.title for one in found for rule in one.outcome.lines]
    title = standings.whole.round.title
    names = members.names(session)
    return sheets_talks.talk(held, title, "；".join(fallen), names, read_branch(session))


def help_record(session: Session, help_id: int) -> Sheet:
    """A year of 2+1 help, to be signed."""
    found = service_talks.helped(session, help_id)
    round_ = found.help.round
    title = service.get(session, round_).title if round_ else ""
    names, branch = members.names(session), read_branch(session)
    return sheets_talks.help_record(found.help, found.notes, names, branch, clock.today(), title)


def sheets_now(session: Session) -> Sequence[Sheet]:
    """The notices of rounds that are complete and not final, and of this year's final ones."""
    made_: list[Sheet] = []
    for one in service.browse(session):
        if one.closed and one.year != clock.today().year:
            continue
        standings = service_standings.standings(session, one.id)
        ready = standings.graded.assessed and not standings.graded.waiting
        if ready and not standings.graded.open and standings.scheme.notice_days:
            days, grades = days_of(standings.whole, None, None), named(session, standings.scheme)
            made_.append(sheets.result_notice(known(session, standings), *days, grades))
    return made_
