"""The words of the duty roster: who may serve, what a day needs, and the month as planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


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
    named (the secretary on weekends, excused and mobile members). mates: ids that come on the same
    days whenever they can (同班); foes: ids never on the same day (不同班). unwilling: days served
    only when these could not be filled otherwise; eager: days asked for.
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
    mates: frozenset[int] = frozenset()
    foes: frozenset[int] = frozenset()
    unwilling: frozenset[date] = frozenset()
    eager: frozenset[date] = frozenset()

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
class Remark:
    """What could not be kept about a day, for whom and why, as a Chinese sentence."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Roster:
    """The planned days. turns: real turns of the year; levels: turns and credit, what is balanced.

    unfairness is a proof (no exchange whatever can mend these gaps) unless proven is False: then
    pairs make it too hard to try everything. shortest, the fewest days from one turn to the next of
    the same person, is best effort. remarks: what could not be kept (a wish, the least gap).
    """

    days: tuple[DayPlan, ...]
    turns: Mapping[int, int]
    levels: Mapping[int, int]
    unfairness: tuple[Gap, ...] = ()
    shortest: int | None = None
    proven: bool = True
    remarks: tuple[Remark, ...] = ()


def _span(first: date, last: date) -> str:
    if first == date.min:
        return "" if last == date.max else f"至{last:%m-%d}"
    if last == date.max:
        return f"{first:%m-%d}起"
    return f"{first:%m-%d}" if first == last else f"{first:%m-%d}至{last:%m-%d}"
