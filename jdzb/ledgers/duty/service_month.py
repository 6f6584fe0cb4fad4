"""A month of duty: rostering it, and how it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from jdzb.core import clock
from jdzb.core.errors import Refused
from jdzb.core.fields import Value
from jdzb.core.ledger import Changed
from jdzb.core.workdays import DayKind
from jdzb.ledgers.duty import rules, service, service_wishes, why
from jdzb.ledgers.duty.entries import BY_HAND, ROSTERED, Month, Turn
from jdzb.ledgers.duty.frame import Frame
from jdzb.ledgers.duty.people import Book, people
from jdzb.ledgers.duty.roster import Day, DayPlan, Roster
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.rules import Register
from jdzb.store.session import Session

AGAIN = "重新排班"


@dataclass(frozen=True, slots=True)
class TurnView:
    """A turn as shown: whose, made by hand or not, and why it clashes with a leave."""

    id: int
    member: int
    name: str
    origin: str
    note: str | None
    clash: str | None


@dataclass(frozen=True, slots=True)
class DayView:
    """A day as shown: who serves, what kind of day it is, why it is not full.

    ``notes``: what else is out of the ordinary (a pair parted, a wish, a gap too short).
    """

    day: date
    turns: tuple[TurnView, ...]
    need: int
    kind: DayKind
    holiday: str | None
    why: str | None
    notes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names in their order."""
        return tuple(turn.name for turn in self.turns)

    @property
    def shut(self) -> bool:
        """True when people are still on a day that was made one without duty; why says which."""
        return bool(self.need == 0 and self.turns and self.why)


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month as it stands; ``turns`` are the year's turns of everyone in the rota, most first.

    After rostering ``gaps`` says why counts differ, ``remarks`` which wishes and gaps failed.
    """

    month: Month
    days: tuple[DayView, ...]
    turns: tuple[tuple[str, int], ...]
    spread: int
    provisional: bool
    gaps: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def rostered(self) -> bool:
        """True when anyone is on duty in the month."""
        return any(day.turns for day in self.days)

    def shut(self) -> tuple[DayView, ...]:
        """The days without duty that people are still on."""
        return tuple(day for day in self.days if day.shut)


def make_roster(
    session: Session, month: Month, *, keep_hand: bool = True
) -> tuple[MonthView, Changed]:
    """Roster the month and save it in one transaction.

    Days up to today stay as they are. Of an earlier rostering only what must be is changed, and
    nothing made by hand; with ``keep_hand`` False the coming days are rostered from nothing.
    Raises Refused for a month that is over, and when there is nobody to put on duty.
    """
    frame, plan = planned(session, month, keep_hand=keep_hand)
    again = AGAIN if any(month.holds(turn.day) for turn in frame.turns) else None
    with session.together(f"排{month.words}值班表", again) as batch:
        for day in plan.days:
            _write_day(session, day, frame)
            if not keep_hand and day.day > clock.today():
                _forget_hand(session, day, frame)
        if not keep_hand and (off := _taken_off_ahead(session, month)):
            service.forget_taken_off(session, month, off)
    made = view(session, month)
    whys = {day.day: day.why for day in plan.days}
    days = tuple(replace(day, why=day.why or whys.get(day.day)) for day in made.days)
    gaps = tuple(gap.reason for gap in plan.unfairness)
    return replace(made, days=days, gaps=gaps, remarks=remarks(plan)), batch.changed


def planned(session: Session, month: Month, *, keep_hand: bool = True) -> tuple[Frame, Roster]:
    """The month as rostering would make it, with what it was made from; nothing is saved."""
    today = clock.today()
    if month.last < today:
        raise Refused(
            why=f"{month.words}已经过去，不再排班；没有改动。要补记，请在日历上手工登记。"
        )
    frame = read_frame(session, month, forget_hand=not keep_hand)
    if not frame.people:
        raise Refused(why="党员册里还没有可以值班的党员，没有排班。请先导入或登记党员。")
    days = tuple(_to_plan(frame, day, today, keep_hand=keep_hand) for day in frame.days)
    plan = rules.make_roster(frame.people, days, _together(frame.turns, month), frame.gap)
    return frame, plan


def remarks(plan: Roster) -> tuple[str, ...]:
    """What could not be kept on the days still to come."""
    return tuple(one.text for one in plan.remarks if one.day >= clock.today())


def rostered(session: Session, month: Month) -> bool:
    """True when anyone is on duty in a month; cheaper than the whole view of it."""
    span = (month.first.isoformat(), month.last.isoformat())
    return bool(session.rows("duty_turns", "day BETWEEN ? AND ?", span, order="id LIMIT 1"))


def view(session: Session, month: Month) -> MonthView:
    """The month as it stands, saved turns only."""
    frame = read_frame(session, month)
    standing = frame.standing()
    rota = [person for person in frame.people if person.rotates]
    counted = sorted(rota, key=lambda one: -standing.turns[one.id])  # else as in the register
    levels = [standing.levels[one.id] for one in rota]
    return MonthView(
        month=month,
        days=tuple(_day_view(frame, day) for day in frame.days),
        turns=tuple((one.name, standing.turns[one.id]) for one in counted),
        spread=max(levels, default=0) - min(levels, default=0),
        provisional=service.calendar().provisional(month.year),
    )


# -- reading ---------------------------------------------------------------------------------------


def read_frame(session: Session, month: Month, *, forget_hand: bool = False) -> Frame:
    """Read the register, the book and the calendar for a month."""
    register = members.register(session)
    settings, calendar = service.settings(session), service.calendar()
    closures = service.closures(session, after=month.first)
    days = tuple(
        _with_secretary(day, register)
        for day in rules.month_days(month, settings, calendar, closures=closures)
    )
    book = Book(
        leaves=service.leaves(session, after=month.first),
        fixed=service.fixed_days(session),
        taken_off=() if forget_hand else service.taken_off(session, month, AGAIN),
        turns=service.turns_of_year(session, month.year),
        pairs=service_wishes.pairs(session),
        wishes=service_wishes.wishes(session, since=month.first, until=month.last),
    )
    named = {one for day in days for one in day.fixed}
    found = people(register, members.names(session), book, month, named)
    return Frame(month, found, tuple(book.turns), days, tuple(closures), settings.gap)


def _with_secretary(day: Day, register: Register) -> Day:
    """The secretary of that very day on a day that is the secretary's."""
    secretary = None if day.rota or day.closed else register.secretary_on(day.day)
    return replace(day, fixed=(secretary.id,)) if secretary else day


# -- rostering -------------------------------------------------------------------------------------


def _to_plan(frame: Frame, day: Day, today: date, *, keep_hand: bool) -> Day:
    turns = frame.turns_on(day.day)
    if day.day < today or (day.day == today and turns):
        return Day(day.day, need=len(turns), kept=tuple(turn.member for turn in turns))
    if not keep_hand:
        return day
    by_hand = tuple(turn.member for turn in turns if turn.origin == BY_HAND)
    prior = tuple(turn.member for turn in turns if turn.origin == ROSTERED)
    return replace(day, need=max(day.need, len(by_hand)), kept=by_hand, prior=prior)


def _together(turns: Sequence[Turn], month: Month) -> dict[tuple[int, int], int]:
    """How often two people served together this year outside the month."""
    by_day: dict[date, list[int]] = {}
    for turn in turns:
        if turn.day.year == month.year and not month.holds(turn.day):
            by_day.setdefault(turn.day, []).append(turn.member)
    pairs: Counter[tuple[int, int]] = Counter()
    for who in by_day.values():
        pairs.update((one, other) for one, other in combinations(sorted(who), 2))
    return dict(pairs)


def _write_day(session: Session, plan: DayPlan, frame: Frame) -> None:
    turns = {turn.member: turn for turn in frame.turns_on(plan.day)}
    for member, turn in turns.items():
        if member not in plan.members:
            session.void("duty_turns", turn.id, what=AGAIN, reason=AGAIN)
    for member in plan.members:
        if member not in turns:
            service.add(session, Turn(plan.day, member, ROSTERED))


def _forget_hand(session: Session, plan: DayPlan, frame: Frame) -> None:
    """What was made by hand and stays all the same is the roster's own from now on."""
    for turn in frame.turns_on(plan.day):
        if turn.origin == BY_HAND and turn.member in plan.members:
            own: dict[str, Value] = {"origin": ROSTERED, "note": None}
            session.amend("duty_turns", turn.id, own, what=AGAIN, reason=AGAIN)


def _taken_off_ahead(session: Session, month: Month) -> list[Turn]:
    found = service.taken_off(session, month, AGAIN)
    return [turn for turn in found if turn.day > clock.today()]


# -- showing ---------------------------------------------------------------------------------------


def _day_view(frame: Frame, day: Day) -> DayView:
    turns = frame.turns_on(day.day)
    calendar = service.calendar()
    return DayView(
        day=day.day,
        turns=tuple(_turn_view(frame, turn) for turn in turns),
        need=day.need,
        kind=calendar.kind(day.day),
        holiday=calendar.name(day.day),
        why=_why(frame, day, turns),
        notes=why.notes(frame, day.day),
    )


def _turn_view(frame: Frame, turn: Turn) -> TurnView:
    person = frame.person(turn.member)
    away = person.away_on(turn.day) if person else None
    clash = away.words if away else None if person else "已不在册"
    name = person.name if person else "（已不在册）"
    return TurnView(turn.id, turn.member, name, turn.origin, turn.note, clash)


def _why(frame: Frame, day: Day, turns: Sequence[Turn]) -> str | None:
    """Why the day is not full, or should be empty; nothing for a month not rostered yet."""
    if day.closed is not None:
        return day.closed if not turns or _is_shut(frame, day, turns) else None
    if len(turns) >= day.need or not any(frame.month.holds(turn.day) for turn in frame.turns):
        return None
    if day.day < clock.today():
        return f"缺{day.need - len(turns)}人：没有登记"
    return rules.lacking(frame.people, day, tuple(turn.member for turn in turns))


def _is_shut(frame: Frame, day: Day, turns: Sequence[Turn]) -> bool:
    """Whether a coming day without duty was rostered before it was one.

    Whom the secretary puts by hand on a day that only the settings leave free is meant to come.
    """
    registered = any(closure.covers(day.day) for closure in frame.closures)
    rostered = any(turn.origin == ROSTERED for turn in turns)
    return day.day >= clock.today() and (registered or rostered)
