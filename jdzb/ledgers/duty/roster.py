"""The words of the duty roster: who may serve, what a day needs, and the month as planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

_SHOWN = 6  # more names than this make a cell of the calendar unreadable


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch of days, both ends included, on which a person cannot serve, and why.

    date.min and date.max stand for an open beginning or end.
    """

    first: date
    last: date
    reason: str = "请假"

    def covers(self, day: date) -> bool:
        """True when the day lies in the stretch."""
        return self.first <= day <= self.last

    @property
    def words(self) -> str:
        """The stretch as printed: 12-15至12-18 请假."""
        return f"{_span(self.first, self.last)} {self.reason}".strip()


@dataclass(frozen=True, slots=True)
class Person:
    """One person who may be put on duty, with the counts that fairness rests on.

    served: turns of this year outside the days being planned. credit: what a newcomer is level
    with, never a real turn. since: first day eligible. weekdays: days of the week always served
    (0 = Monday). last: the last turn before these days. rotates: False for who serves only when
    named (the secretary on weekends, excused and mobile members).
    """

    id: int
    name: str
    away: tuple[Away, ...] = ()
    since: date | None = None
    weekdays: frozenset[int] = frozenset()
    served: int = 0
    credit: int = 0
    last: date | None = None
    rotates: bool = True

    def away_on(self, day: date) -> Away | None:
        """The stretch that keeps the person from serving on the day, or None."""
        return next((one for one in self.away if one.covers(day)), None)

    def joined(self, day: date) -> bool:
        """True when the person is eligible by the day."""
        return self.since is None or self.since <= day

    def may_serve(self, day: date) -> bool:
        """True when eligible and not away; the one place where later hard rules are to be added."""
        return self.joined(day) and self.away_on(day) is None


@dataclass(frozen=True, slots=True)
class Day:
    """What one day needs.

    kept: turns made by hand, never changed. fixed: people named by the settings (the secretary
    on weekends), placed while seats are left. rota: whether the other seats go to the rotation.
    closed: why nobody is needed (不值班). To keep a day exactly as it is, give need = len(kept).
    prior: turns of an earlier rostering, which stay unless the month gets fairer or fuller.
    """

    day: date
    need: int
    kept: tuple[int, ...] = ()
    fixed: tuple[int, ...] = ()
    rota: bool = True
    closed: str | None = None
    prior: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DayPlan:
    """Who serves on a day; why says what is lacking; clash names the kept ones who are away."""

    day: date
    members: tuple[int, ...]
    why: str | None = None
    clash: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Two people more than one turn apart, which nothing can mend, and the Chinese reason."""

    high: int
    low: int
    difference: int
    reason: str


@dataclass(frozen=True, slots=True)
class Roster:
    """The planned days. turns: real turns of the year; levels: turns and credit, what is balanced.

    unfairness is a proof (no exchange whatever can mend these gaps); shortest, the fewest days
    from one turn to the next of the same person, is best effort.
    """

    days: tuple[DayPlan, ...]
    turns: Mapping[int, int]
    levels: Mapping[int, int]
    unfairness: tuple[Gap, ...] = ()
    shortest: int | None = None


@dataclass(slots=True)
class Board:
    """The table being worked on: people and days by index, sets of people as bits of an int.

    can: who may take a rotation seat of the day; on: who serves; held: the part of on that may
    not move; level: turns and credit; rank: order of who served longest ago, all different.
    """

    people: tuple[Person, ...]
    days: tuple[Day, ...]
    can: list[int]
    held: list[int]
    on: list[int]
    level: list[int]
    rank: list[int]
    moving: list[set[int]] = field(default_factory=list)

    def free(self, d: int) -> int:
        """Who could still be put on day d."""
        return self.can[d] & ~self.on[d]

    def put(self, i: int, d: int) -> None:
        """Give person i the day d as a turn that may move again."""
        self.on[d] |= 1 << i
        self.moving[i].add(d)
        self.level[i] += 1

    def take(self, i: int, d: int) -> None:
        """Undo put."""
        self.on[d] &= ~(1 << i)
        self.moving[i].discard(d)
        self.level[i] -= 1

    def settle(self, i: int, d: int) -> None:
        """Let a turn that is there stay for the time being."""
        self.held[d] |= 1 << i
        self.moving[i].discard(d)

    def release(self, i: int, d: int) -> None:
        """Undo settle."""
        self.held[d] &= ~(1 << i)
        self.moving[i].add(d)

    def hold(self, i: int, d: int) -> None:
        """Put person i on day d for good."""
        self.on[d] |= 1 << i
        self.held[d] |= 1 << i
        self.level[i] += 1


def members_of(bits: int) -> Iterator[int]:
    """The indices in a set of people, lowest first."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def new_board(people: tuple[Person, ...], days: tuple[Day, ...]) -> Board:
    """An empty table on which kept, named and weekly turns are already held."""
    order = sorted(range(len(people)), key=lambda i: (people[i].last or date.min, i))
    rank = [0] * len(people)
    for place, i in enumerate(order):
        rank[i] = place
    board = Board(
        people=people,
        days=days,
        can=[_can(people, day) for day in days],
        held=[0] * len(days),
        on=[0] * len(days),
        level=[person.served + person.credit for person in people],
        rank=rank,
        moving=[set() for _ in people],
    )
    for d in range(len(days)):
        _hold_day(board, d)
    return board


def seats_left(board: Board, d: int) -> int:
    """How many people the day still lacks; kept people who are no longer known count."""
    day = board.days[d]
    known = {person.id for person in board.people}
    strangers = len(set(day.kept) - known)
    return max(0, day.need - strangers - board.on[d].bit_count())


def shortage(board: Board, d: int) -> str | None:
    """Why the day is not full, in Chinese, naming who is away; None when it is full."""
    lack, day = seats_left(board, d), board.days[d]
    if day.closed is not None or not lack:
        return day.closed if not board.on[d] and not day.kept else None
    if not day.rota:
        named = [person for person in board.people if person.id in day.fixed]
        return f"缺{lack}人：{_absences(named, day.day, '固定值班的') or '党员册里没有书记'}"
    pool = [person for person in board.people if person.rotates and person.joined(day.day)]
    if not pool:
        return f"缺{lack}人：没有可排的党员"
    absences = _absences(pool, day.day, f"可排的{len(pool)}人中 ")
    return f"缺{lack}人：{absences or f'可排的只有{len(pool)}人'}"


def _can(people: tuple[Person, ...], day: Day) -> int:
    if day.closed is not None or not day.rota:
        return 0
    able = (i for i, person in enumerate(people) if person.rotates and person.may_serve(day.day))
    return sum(1 << i for i in able)


def _hold_day(board: Board, d: int) -> None:
    day = board.days[d]
    for i, person in enumerate(board.people):
        if person.id in day.kept:
            board.hold(i, d)
    if day.closed is None:
        for i in (*_named(board, day), *_weekly(board, d)):
            if seats_left(board, d) and not board.on[d] >> i & 1:
                board.hold(i, d)


def _named(board: Board, day: Day) -> list[int]:
    place = {person.id: i for i, person in enumerate(board.people)}
    return [place[one] for one in day.fixed if board.people[place[one]].may_serve(day.day)]


def _weekly(board: Board, d: int) -> list[int]:
    """Who always serves this weekday, fewest turns first when there are more than seats."""
    weekday = board.days[d].day.weekday()
    always = (i for i in members_of(board.can[d]) if weekday in board.people[i].weekdays)
    return sorted(always, key=lambda i: (board.level[i], board.rank[i]))


def _absences(people: list[Person], day: date, opening: str) -> str:
    found = [(person.name, person.away_on(day)) for person in people]
    words = [f"{name} {away.words}" for name, away in found if away]
    more = f"等{len(words)}人" if len(words) > _SHOWN else ""
    return opening + "、".join(words[:_SHOWN]) + more if words else ""


def _span(first: date, last: date) -> str:
    if first == date.min:
        return "" if last == date.max else f"至{last:%m-%d}"
    if last == date.max:
        return f"{first:%m-%d}起"
    return f"{first:%m-%d}" if first == last else f"{first:%m-%d}至{last:%m-%d}"
