"""Months, quarters and years of meetings: what was due, what is missing, the fixed day. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from jdzb.ledgers.meetings.kinds import MONTH, QUARTER, Kind

_SPAN = {MONTH: 1, QUARTER: 3}  # months; a year is 12
_QUARTERS = "一二三四"


@dataclass(frozen=True, slots=True)
class Period:
    """A month, a quarter or a year with its first and last day."""

    label: str
    first: date
    last: date

    def holds(self, day: str) -> bool:
        """True for an ISO day inside."""
        return self.first.isoformat() <= day <= self.last.isoformat()

    @property
    def year(self) -> int:
        """The year it lies in."""
        return self.first.year


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting held: kind, ISO day, group, id."""

    kind: str
    day: str
    group: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """A period in which too few meetings of a kind are recorded: how many of how many."""

    kind: Kind
    group: str
    period: Period
    held: int
    need: int


def period_of(kind: Kind, day: date) -> Period:
    """The period of a kind's cadence that a day lies in."""
    span = _SPAN.get(kind.period, 12)
    first = (day.month - 1) // span * span + 1
    last = first + span - 1
    label = {1: f"{first}月", 3: f"第{_QUARTERS[(first - 1) // 3]}季度"}.get(span, "全年")
    end = date(day.year, last, monthrange(day.year, last)[1])
    return Period(label, date(day.year, first, 1), end)


def over(kind: Kind, begun: date, today: date) -> Iterator[Period]:
    """The periods that are over since the book began; one begun before it counts when less than a
    third of it had passed.
    """
    period = period_of(kind, begun)
    while period.last < today:
        length = (period.last - period.first).days + 1
        if (begun - period.first).days * 3 <= length:
            yield period
        period = period_of(kind, date.fromordinal(period.last.toordinal() + 1))


def missing(kind: Kind, group: str, held: Iterable[Held], span: Sequence[Period]) -> list[Missing]:
    """The periods of a span in which too few meetings of a kind (and group) were held."""
    if kind.times is None or not isinstance(kind.times.figure, int):
        return []
    need = kind.times.figure
    found = {period.first: 0 for period in span}
    for one in held:
        if one.kind == kind.name and one.group == group:
            first = period_of(kind, date.fromisoformat(one.day)).first
            if first in found:
                found[first] += 1
    return [
        Missing(kind, group, period, found[period.first], need)
        for period in span
        if found[period.first] < need
    ]


@dataclass(frozen=True, slots=True)
class FixedDay:
    """The fixed day of 主题党日 in a month, and the latest it may be put off to."""

    day: date
    latest: date


def fixed_day(year: int, month: int, day: int, latest: int) -> FixedDay:
    """The fixed day of a month; a month too short has it on its last day.

    A latest day that lies before the fixed one (of another village's rule) is the end of the month.
    """
    last = monthrange(year, month)[1]
    end = latest if latest >= day else last
    return FixedDay(date(year, month, min(day, last)), date(year, month, min(end, last)))
