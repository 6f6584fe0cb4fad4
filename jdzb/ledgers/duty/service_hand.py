"""Changes to a month by hand: who could serve, stand-in, swap, one more, one less."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from jdzb.core import clock
from jdzb.core.errors import Refused
from jdzb.core.ledger import Changed
from jdzb.ledgers.duty import rules, service, why
from jdzb.ledgers.duty.entries import BY_HAND, Month, Turn, month_of
from jdzb.ledgers.duty.frame import Frame
from jdzb.ledgers.duty.roster import Person
from jdzb.ledgers.duty.service_month import AGAIN, read_frame
from jdzb.ledgers.duty.sheets import roster_title
from jdzb.ledgers.members import service as members
from jdzb.store import history, printout
from jdzb.store.session import Session


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone for a day: turns of the year, last turn before it, whether with the fewest turns.

    ``problem`` says why it cannot be; None for who can. ``caution`` says what speaks against it.
    """

    member: int
    name: str
    turns: int
    last: date | None
    least: bool
    problem: str | None = None
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A turn that another can be exchanged for, and what speaks against it (``caution``)."""

    id: int
    day: date
    name: str
    caution: str = ""


def candidates(session: Session, day: date, leaving: int = 0) -> tuple[Candidate, ...]:
    """Everyone who is not on the day yet: the best first, last those who cannot, with the reason.

    After the rotation, last in it those against whom something speaks (a pair, a wish, the gap),
    come those who serve only when named (the secretary). ``leaving`` is the member to be replaced.
    """
    frame = _frame(session, month_of(day))
    standing = frame.standing()
    able = [
        Candidate(one.member, one.name, one.turns, one.last, one.least)
        for one in rules.substitutes(standing, frame.people, day)
    ]
    known = {one.member for one in able} | {turn.member for turn in frame.turns_on(day)}
    others = []
    for person in frame.people:
        if person.id not in known:
            problem = rules.stand_in_problem(standing.days, frame.people, day, person.id)
            turns = standing.turns[person.id]
            others.append(Candidate(person.id, person.name, turns, None, False, problem))
    able.sort(key=lambda one: why.reluctance(frame, day, _person(frame, one.member), leaving))
    return tuple(
        _warned(frame, day, one, leaving)
        for one in (*able, *sorted(others, key=lambda one: one.problem is not None))
    )


def _warned(frame: Frame, day: date, one: Candidate, leaving: int) -> Candidate:
    if one.problem:
        return one
    against = why.cautions(frame, day, _person(frame, one.member), leaving)
    return replace(one, caution="、".join(against))


def _person(frame: Frame, member: int) -> Person:
    return next(one for one in frame.people if one.id == member)


def why_here(session: Session, turn_id: int) -> tuple[str, ...]:
    """Why a member serves on a day, in lines; raises NoSuchRow for a turn that is gone."""
    turn = service.get(session, turn_id)
    versions = history.of_row(session, "duty_turns", turn_id)
    frame = read_frame(session, month_of(turn.day))
    latest = next((one for one in versions if not one.undone), None)
    return why.why(frame, turn.day, turn.member, _deed(latest) if latest else None)


def _deed(version: history.Version) -> why.Deed:
    try:
        when = f"{clock.local(version.at):%Y-%m-%d %H:%M}"
    except ValueError:
        when = version.at
    return why.Deed(when, version.actor, version.what, version.reason)


def substitutes(session: Session, day: date) -> tuple[rules.Substitute, ...]:
    """Who could take a turn on the day, best first."""
    frame = _frame(session, month_of(day))
    return rules.substitutes(frame.standing(), frame.people, day)


def stand_in(session: Session, turn_id: int, member: int, reason: str) -> Changed:
    """Put another member on a turn. Raises Refused with the reason when that cannot be."""
    turn = service.get(session, turn_id)
    frame = _frame(session, month_of(turn.day))
    plans = frame.standing().days
    if problem := rules.stand_in_problem(plans, frame.people, turn.day, member):
        raise Refused(why=problem + "没有改动。")
    old, new = members.name_of(session, turn.member), members.name_of(session, member)
    what = f"把{turn.day.month}月{turn.day.day}日的{old}换成{new}"
    with session.together(what, reason) as batch:
        service.void(session, turn_id, reason)
        service.add(session, Turn(turn.day, member, BY_HAND, f"替{old}"))
    return batch.changed


def swap(session: Session, one_id: int, other_id: int, reason: str) -> Changed:
    """Exchange two turns (换班). Raises Refused with the reason when that cannot be."""
    one, other = service.get(session, one_id), service.get(session, other_id)
    if problem := _swap_problem(session, one, other):
        raise Refused(why=problem + "没有改动。")
    names = [members.name_of(session, turn.member) for turn in (one, other)]
    days = [f"{turn.day.month}月{turn.day.day}日" for turn in (one, other)]
    with session.together(
        f"把{names[0]}（{days[0]}）与{names[1]}（{days[1]}）换班", reason
    ) as batch:
        service.void(session, one_id, reason)
        service.void(session, other_id, reason)
        notes = [f"与{name}（{day}）换班" for name, day in zip(names, reversed(days), strict=True)]
        service.add(session, Turn(one.day, other.member, BY_HAND, notes[0]))
        service.add(session, Turn(other.day, one.member, BY_HAND, notes[1]))
    return batch.changed


def _swap_problem(session: Session, one: Turn, other: Turn) -> str | None:
    """Why two turns cannot be exchanged; they may lie in two months, so each day is asked alone."""
    frames = [_frame(session, month_of(turn.day)) for turn in (one, other)]
    if one.day == other.day:
        return "两个班在同一天，不用换。"
    if one.member == other.member:
        return "两个班是同一个人的，不用换。"
    comes = zip(frames, (one, other), (other, one), strict=True)
    problems = (
        rules.stand_in_problem(frame.standing().days, frame.people, turn.day, comer.member)
        for frame, turn, comer in comes
    )
    return next((problem for problem in problems if problem), None)


def late_words(session: Session, day: date) -> str:
    """What is to be said of changing a past day whose roster was printed (补录); else nothing."""
    month = month_of(day)
    if day >= clock.today() or not printout.was_printed(session, roster_title(month)):
        return ""
    return f"这一天已经过去，改动按补录记；{roster_title(month)}已经打印，改后要重新打印张贴。"


def put_on(session: Session, day: date, member: int, reason: str = "") -> Changed:
    """Put one more on a day by hand; of a past day the history keeps the ``reason``.

    Raises Refused with the reason when that cannot be.
    """
    frame = _frame(session, month_of(day))
    plans = frame.standing().days
    if problem := rules.stand_in_problem(plans, frame.people, day, member):
        raise Refused(why=problem + "没有改动。")
    turn = Turn(day, member, BY_HAND)
    if not reason:
        return service.add(session, turn)
    what = f"补录{members.name_of(session, member)}{day.month}月{day.day}日值班"
    with session.together(what, reason) as batch:
        service.add(session, turn)
    return batch.changed


def offers(session: Session, turn_id: int) -> tuple[Offer, ...]:
    """The turns from today on, this month's and next month's, that one can be exchanged for."""
    one = service.get(session, turn_id)
    home = _frame(session, month_of(one.day))
    mine = home.standing().days
    found = []
    for frame in (home, _frame(session, home.month.shifted(1))):
        theirs = frame.standing().days
        for other in sorted(frame.turns, key=lambda turn: turn.day):
            if not frame.month.holds(other.day) or other.day < clock.today():
                continue
            if other.day == one.day or other.member == one.member:
                continue
            person = home.person(other.member)
            if rules.stand_in_problem(theirs, frame.people, other.day, one.member):
                continue
            if person and not rules.stand_in_problem(mine, home.people, one.day, person.id):
                caution = _against_exchange((home, one), (frame, other))
                found.append(Offer(other.id, other.day, person.name, caution))
    return tuple(found)


def _against_exchange(one: tuple[Frame, Turn], other: tuple[Frame, Turn]) -> str:
    """What speaks against each coming on the other's day, both turns given away."""
    told = []
    for (frame, turn), (_, comer) in ((one, other), (other, one)):
        rest = tuple(kept for kept in frame.turns if kept.id not in (one[1].id, other[1].id))
        if person := frame.person(comer.member):
            against = why.cautions(replace(frame, turns=rest), turn.day, person)
            told += [f"{person.name}{words}" for words in against]
    return "、".join(told)


def made_by_hand(session: Session, month: Month) -> int:
    """How many changes by hand the next rostering of the month would keep."""
    today = clock.today()
    put = [turn for turn in service.browse(session, str(month)) if turn.origin == BY_HAND]
    off = service.taken_off(session, month, AGAIN)
    days = {turn.day for turn in (*put, *off) if turn.day > today}
    return len(days)


def _frame(session: Session, month: Month) -> Frame:
    """A month in which a change by hand may undo an earlier one."""
    return read_frame(session, month, forget_hand=True)
