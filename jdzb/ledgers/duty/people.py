"""Who may be put on duty in a month, as the solver wants to know it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jdzb.ledgers.duty import rules
from jdzb.ledgers.duty.entries import WEEKDAYS, Fixed, Leave, Month, Turn
from jdzb.ledgers.duty.entries_wishes import APART, EAGER, TOGETHER, UNWILLING, Pair, Wish
from jdzb.ledgers.duty.roster import Away, Person
from jdzb.ledgers.members.entries import FRAIL, MOBILE, Member, first_day
from jdzb.ledgers.members.rules import Register, timeline

TAKEN_OFF = "已手工换下"


@dataclass(frozen=True, slots=True)
class Book:
    """What the duty book says: leaves, fixed days, hand-made removals, turns, pairs, wishes.

    Turns are at least those of the month's year and the last of each before it.
    """

    leaves: Sequence[Leave] = ()
    fixed: Sequence[Fixed] = ()
    taken_off: Sequence[Turn] = ()
    turns: Sequence[Turn] = ()
    pairs: Sequence[Pair] = ()
    wishes: Sequence[Wish] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one kind in a member's year; ``why`` is None while the member may serve."""

    first: date
    last: date
    why: str | None


def people(
    register: Register,
    names: Mapping[int, str],
    book: Book,
    month: Month,
    named: Collection[int] = (),
) -> tuple[Person, ...]:
    """Everyone of the register who is a Party member at some time in the month.

    Mobile and excused (年老体弱) members are away while so marked, and outside the rota when that
    is the whole month; ``named`` (the secretary) serve only when named. Turns of the year outside
    the month count as served.
    """
    found = [(one, stretches(register, one, month)) for one in register.members]
    here = [(one, year) for one, year in found if _in_month(year, month)]
    rota = {
        one.id: _since(year, month)
        for one, year in here
        if one.id not in named and any(part.why is None for part in _in_month(year, month))
    }
    turns = [turn for turn in book.turns if turn.day.year == month.year]
    mine = _by_member(turns)
    last = _last_turns(book.turns, month.first)
    credit = rules.joining_credits(rota, [(t.day, t.member) for t in turns], month.year)
    folk = (
        Person(
            id=one.id,
            name=names[one.id],
            away=_away(one, year, book),
            since=rota.get(one.id),
            served=sum(not month.holds(turn.day) for turn in mine.get(one.id, ())),
            credit=max(0, credit.get(one.id, 0) - _before(rota.get(one.id), mine.get(one.id, ()))),
            last=last.get(one.id),
            rotates=one.id in rota,
        )
        for one, year in here
    )
    return tuple(_bound(person, book) for person in folk)


def stretches(register: Register, member: Member, month: Month) -> tuple[Stretch, ...]:
    """A member's year up to the end of the month, cut where status or marks change."""
    start, end = date(month.year, 1, 1), month.last
    dates = [step.since for step in timeline(member, register.statuses.get(member.id, ()))]
    for mark in register.marks.get(member.id, ()):
        dates += [first_day(mark.since), first_day(mark.until)]
    inside = {date.fromisoformat(day) for day in dates if day} | {start}
    cuts = sorted(day for day in inside if start <= day <= end)
    ends = [day - timedelta(days=1) for day in cuts[1:]] + [end]
    return tuple(
        Stretch(first, last, _hindrance(register, member, first))
        for first, last in zip(cuts, ends, strict=True)
    )


def _hindrance(register: Register, member: Member, day: date) -> str | None:
    if not register.is_member_on(member, day):
        return register.status_on(member, day) or "还不是党员"
    marks = register.marks_on(member, day)
    return next((mark for mark in (FRAIL, MOBILE) if mark in marks), None)


def _in_month(year: Iterable[Stretch], month: Month) -> list[Stretch]:
    """The parts of the year that touch the month, if the member is one in any of them."""
    parts = [part for part in year if part.last >= month.first]
    return parts if any(part.why in (None, FRAIL, MOBILE) for part in parts) else []


def _since(year: Sequence[Stretch], month: Month) -> date | None:
    """The first day of being in the rota without a break; None when there was none this year.

    Who comes in within the month counts from that day; a break within the month is an absence.
    """
    free = [n for n, part in enumerate(year) if part.why is None and part.last >= month.first]
    first = free[0]
    while first and year[first - 1].why is None:
        first -= 1
    return year[first].first if first else None


def _away(one: Member, year: Iterable[Stretch], book: Book) -> tuple[Away, ...]:
    marks = [Away(part.first, part.last, part.why) for part in year if part.why is not None]
    leaves = [
        Away(leave.since, leave.until, "请假" + (f"（{leave.reason}）" if leave.reason else ""))
        for leave in book.leaves
        if leave.member == one.id
    ]
    off = [Away(turn.day, turn.day, TAKEN_OFF) for turn in book.taken_off if turn.member == one.id]
    return (*marks, *leaves, *off)


def _bound(person: Person, book: Book) -> Person:
    """The person with fixed days, pairs and wishes."""
    mine = (day.weekday for day in book.fixed if day.member == person.id)
    return replace(
        person,
        weekdays=frozenset(WEEKDAYS.index(weekday) for weekday in mine),
        mates=_partners(person.id, book.pairs, TOGETHER),
        foes=_partners(person.id, book.pairs, APART),
        unwilling=_days(person.id, book.wishes, UNWILLING),
        eager=_days(person.id, book.wishes, EAGER),
    )


def _partners(member: int, pairs: Iterable[Pair], kind: str) -> frozenset[int]:
    """Who is in a pair of that kind with a member."""
    ours = (pair.both for pair in pairs if pair.kind == kind and member in pair.both)
    return frozenset().union(*ours) - {member}


def _days(member: int, wishes: Iterable[Wish], kind: str) -> frozenset[date]:
    return frozenset(one.day for one in wishes if (one.member, one.kind) == (member, kind))


def _by_member(turns: Iterable[Turn]) -> dict[int, list[Turn]]:
    found: dict[int, list[Turn]] = {}
    for turn in turns:
        found.setdefault(turn.member, []).append(turn)
    return found


def _before(since: date | None, turns: Iterable[Turn]) -> int:
    """One's turns of the year before a break; they count besides the credit."""
    return sum(since is not None and turn.day < since for turn in turns)


def _last_turns(turns: Iterable[Turn], day: date) -> dict[int, date]:
    """The last turn of each before a day."""
    found: dict[int, date] = {}
    for turn in turns:
        if found.get(turn.member, date.min) < turn.day < day:
            found[turn.member] = turn.day
    return found
