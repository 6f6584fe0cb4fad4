"""The thinking of the duty book: the month's roster, newcomers, swaps and stand-ins. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jdzb.core.rules import RuleTable
from jdzb.core.workdays import Calendar, DayKind
from jdzb.ledgers.duty import fairness, partners, spacing, wishing
from jdzb.ledgers.duty.blocks import members_of, most
from jdzb.ledgers.duty.board import Board, new_board, seats_left, shortage
from jdzb.ledgers.duty.entries import NOBODY, SECRETARY, Closure, DutySettings, Month, Turn
from jdzb.ledgers.duty.roster import Day, DayPlan, Person, Roster


@dataclass(frozen=True, slots=True)
class Defaults:
    """The duty settings of a new ledger, from the rule table; hours as printed (8:30–12:00)."""

    people_a_day: int
    weekend_office: str
    morning: str
    afternoon: str
    answer_workdays: int
    least_gap: int


@dataclass(frozen=True, slots=True)
class Substitute:
    """Someone who could take a day: real turns of the year, last turn before it, if fewest."""

    member: int
    name: str
    turns: int
    last: date | None
    least: bool


def defaults(table: RuleTable) -> Defaults:
    """The duty defaults; WrongFigure or UnknownRule when the table was spoilt by hand."""
    return Defaults(
        people_a_day=table.whole("duty.people_a_day"),
        weekend_office=table.text("duty.weekend_office"),
        morning=table.text("duty.morning"),
        afternoon=table.text("duty.afternoon"),
        answer_workdays=table.whole("duty.answer_workdays"),
        least_gap=table.whole("duty.least_gap"),
    )


def month_days(
    month: Month,
    settings: DutySettings,
    calendar: Calendar,
    secretary: int | None = None,
    closures: Iterable[Closure] = (),
    kept: Mapping[date, tuple[int, ...]] | None = None,
) -> tuple[Day, ...]:
    """What every day of the month needs, by the settings, the calendar and the closures.

    A weekend day worked in exchange for a holiday is a working day. kept: turns made by hand.
    """
    shut = {
        one: closure.reason for closure in closures for one in month.days() if closure.covers(one)
    }
    hand = kept or {}
    return tuple(
        _day(one, settings, calendar, secretary, shut.get(one), hand.get(one, ()))
        for one in month.days()
    )


def make_roster(
    people: Iterable[Person],
    days: Iterable[Day],
    together: spacing.Pairs | None = None,
    least: int = 0,
) -> Roster:
    """The fairest roster of the days, turns spread apart; the same input gives the same roster.

    Kept turns stay; of prior ones only those move that make the month fuller or fairer. Every id
    named as fixed must be among the people. together: how often two ids served together before.
    least: days there should be from one turn to the next, which is said where it cannot be.
    """
    wanted = tuple(sorted(days, key=lambda one: one.day))
    again = any(day.prior for day in wanted)
    board = new_board(_with_newcomers(tuple(people), wanted), wanted)
    proven = partners.share_out(board)
    unmet = wishing.grant(board, ranked=not again)
    _spread(board, together, least)
    return Roster(
        days=tuple(_plan(board, d) for d in range(len(wanted))),
        turns={one.id: n - one.credit for one, n in _by_person(board)},
        levels={one.id: n for one, n in _by_person(board)},
        unfairness=partners.gaps(board, sure=proven),
        shortest=spacing.shortest(board),
        proven=proven,
        remarks=(*unmet, *wishing.spared(board), *spacing.breaches(board, least)),
    )


def lacking(people: Iterable[Person], day: Day, members: tuple[int, ...]) -> str | None:
    """Why a day served by these members is not full, in Chinese; None when it is full."""
    board = new_board(
        tuple(replace(one, weekdays=frozenset()) for one in people),
        (replace(day, kept=members),),
    )
    lack = seats_left(board, 0)
    if lack and (most(board.choices(0), lack) or board.on[0].bit_count() > len(members)):
        return f"缺{lack}人：还没有排人"
    return shortage(board, 0)


def joining_credits(
    joined: Mapping[int, date | None], turns: Iterable[tuple[date, int]], year: int
) -> dict[int, int]:
    """What each who joined the rotation within the year is credited with: the fewest turns anyone
    in it had on that day, so that joining late never means catching up.

    joined: first eligible day of each in the rotation (None: always). Only ids above 0 are given.
    """
    served = sorted(turn for turn in turns if turn[0].year == year)
    start = date(year, 1, 1)
    since = {who: max(day or start, start) for who, day in joined.items()}
    credit: Counter[int] = Counter()
    for who in sorted(since, key=lambda one: (since[one], one)):
        if since[who] > start:
            before = Counter(one for day, one in served if day < since[who])
            others = [one for one in since if since[one] < since[who]]
            credit[who] = min((before[one] + credit[one] for one in others), default=0)
    return {who: level for who, level in credit.items() if level}


def swap_problem(
    days: Iterable[DayPlan], people: Iterable[Person], one: Turn, other: Turn
) -> str | None:
    """Why these two turns cannot be exchanged, as a Chinese sentence; None when they can."""
    plans = {plan.day: plan.members for plan in days}
    known = {person.id: person for person in people}
    for turn in (one, other):
        if turn.member not in plans.get(turn.day, ()):
            return f"{_name(known, turn.member)}{turn.day:%m-%d}没有值班，不能换班。"
    if one.day == other.day:
        return "两个班在同一天，不用换。"
    if one.member == other.member:
        return "两个班是同一个人的，不用换。"
    return _take_problem(plans, known, one.member, other.day) or _take_problem(
        plans, known, other.member, one.day
    )


def stand_in_problem(
    days: Iterable[DayPlan], people: Iterable[Person], day: date, member: int
) -> str | None:
    """Why the member cannot serve on the day, as a Chinese sentence; None when able."""
    plans = {plan.day: plan.members for plan in days}
    return _take_problem(plans, {person.id: person for person in people}, member, day)


def substitutes(roster: Roster, people: Iterable[Person], day: date) -> tuple[Substitute, ...]:
    """Who could take a turn on the day: fewest turns first, then who serves on neither the day
    before nor after, then longest since the last turn, then the order of the people.
    """
    plans = {plan.day: plan.members for plan in roster.days}
    able = [
        person
        for person in people
        if person.rotates and person.may_serve(day) and person.id not in plans.get(day, ())
    ]
    near = {who for step in (-1, 1) for who in plans.get(day + timedelta(days=step), ())}
    last = {person.id: _last_before(person, plans, day) for person in able}
    able.sort(key=lambda one: (roster.levels[one.id], one.id in near, last[one.id] or date.min))
    fewest = min((roster.levels[one.id] for one in able), default=0)
    return tuple(
        Substitute(
            member=one.id,
            name=one.name,
            turns=roster.turns[one.id],
            last=last[one.id],
            least=roster.levels[one.id] == fewest,
        )
        for one in able
    )


def _day(
    day: date,
    settings: DutySettings,
    calendar: Calendar,
    secretary: int | None,
    shut: str | None,
    kept: tuple[int, ...],
) -> Day:
    kind, name = calendar.kind(day), calendar.name(day) or "周末"
    office = {DayKind.WEEKEND: settings.weekends, DayKind.HOLIDAY: settings.holidays}.get(kind)
    if shut is None and office == NOBODY:
        shut = name
    if shut is not None:
        return Day(day, 0, kept=kept, closed=f"不值班（{shut}）")
    if office == SECRETARY:
        fixed = () if secretary is None else (secretary,)
        return Day(day, 1, kept=kept, fixed=fixed, rota=False)
    return Day(day, settings.people, kept=kept)


def _spread(board: Board, together: spacing.Pairs | None, least: int) -> None:
    """Spread the new turns apart; those of an earlier rostering stay where they are."""
    staying = [] if spacing.breaches(board, least) else fairness.settled(board)
    for i, d in staying:
        board.settle(i, d)
    spacing.spread(board, together, least)
    for i, d in staying:
        board.release(i, d)


def _with_newcomers(people: tuple[Person, ...], days: tuple[Day, ...]) -> tuple[Person, ...]:
    """The people, those who join within the days made level with the least-served of then."""
    if not days:
        return people
    joins = {one.since for one in people if one.since and days[0].day < one.since <= days[-1].day}
    for since in sorted(joins):
        old = tuple(one for one in people if one.joined(since - timedelta(days=1)))
        board = new_board(old, tuple(day for day in days if day.day < since))
        partners.share_out(board)
        level = min((n for one, n in _by_person(board) if one.rotates), default=0)
        people = tuple(_levelled(one, level) if one.since == since else one for one in people)
    return people


def _levelled(person: Person, level: int) -> Person:
    return replace(person, credit=max(person.credit, level - person.served))


def _by_person(board: Board) -> list[tuple[Person, int]]:
    return list(zip(board.people, board.level, strict=True))


def _plan(board: Board, d: int) -> DayPlan:
    """The day as planned: kept people first and in their order, then the others."""
    day, people = board.days[d], board.people
    kept = tuple(dict.fromkeys(day.kept))
    others = tuple(people[i].id for i in members_of(board.on[d]) if people[i].id not in kept)
    away = {one.id for one in people if one.away_on(day.day)}
    clash = tuple(who for who in kept if who in away)
    return DayPlan(day.day, kept + others, shortage(board, d), clash)


def _take_problem(
    plans: Mapping[date, tuple[int, ...]], known: Mapping[int, Person], member: int, day: date
) -> str | None:
    name = _name(known, member)
    if member in plans.get(day, ()):
        return f"{name}{day:%m-%d}已经值班，同一天不能排两次。"
    person = known.get(member)
    if person is None or not person.joined(day):
        return f"{name}{day:%m-%d}还不参加值班。" if person else "此人不在值班名单里。"
    away = person.away_on(day)
    return f"{name} {away.words}，{day:%m-%d}不能值班。" if away else None


def _name(known: Mapping[int, Person], member: int) -> str:
    person = known.get(member)
    return person.name if person else "此人"


def _last_before(person: Person, plans: Mapping[date, tuple[int, ...]], day: date) -> date | None:
    turns = [one for one, members in plans.items() if one < day and person.id in members]
    return max(turns, default=person.last)
