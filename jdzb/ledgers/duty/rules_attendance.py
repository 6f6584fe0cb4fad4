"""Plan and sign-in side by side: how each planned half day stands, and the sums of it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar

from jdzb.ledgers.duty.entries import DutySettings, Turn, read_hours
from jdzb.ledgers.duty.entries_attendance import (
    AFTERNOON,
    AWAY,
    FOR_OTHERS,
    MORNING,
    ON_LEAVE,
    PRESENT,
    STOOD_IN,
    SWAPPED,
    Attendance,
)

Key = TypeVar("Key", bound=Hashable)
REPLACED, UNSIGNED, NOW, AHEAD = "有人替", "未签到", "待签到", "未到时间"


@dataclass(frozen=True, slots=True)
class Half:
    """A half day of duty: its name, its hours as printed, when it begins and ends."""

    name: str
    hours: str
    begins: time
    ends: time

    def phase(self, day: date, now: datetime) -> str:
        """UNSIGNED once it is over, NOW while it runs, AHEAD before."""
        if now >= datetime.combine(day, self.ends):
            return UNSIGNED
        return NOW if now.date() >= day else AHEAD


@dataclass(frozen=True, slots=True)
class Place:
    """One planned half day of one member: ``own`` sign-in, or ``cover`` of who came instead.

    ``state`` is PRESENT, SWAPPED, REPLACED, ON_LEAVE, AWAY, UNSIGNED, NOW or AHEAD.
    """

    day: date
    half: str
    member: int
    own: Attendance | None
    cover: Attendance | None
    state: str

    @property
    def row(self) -> Attendance | None:
        """The sign-in it rests on."""
        return self.own or self.cover


@dataclass(frozen=True, slots=True)
class Tally:
    """Half days. ``planned`` is the sum of the six after it; ``gave`` and ``extra`` come on top."""

    planned: int = 0
    served: int = 0
    swapped: int = 0
    replaced: int = 0
    leave: int = 0
    away: int = 0
    unsigned: int = 0
    gave: int = 0
    extra: int = 0

    @property
    def rate(self) -> int | None:
        """到岗率 in whole percent: served or swapped, of planned without leave; None of nothing."""
        due = self.planned - self.leave
        return round((self.served + self.swapped) * 100 / due) if due > 0 else None


_COUNTED = {
    PRESENT: "served", SWAPPED: "swapped", REPLACED: "replaced", ON_LEAVE: "leave",
    AWAY: "away", UNSIGNED: "unsigned",
}  # fmt: skip


def halves(settings: DutySettings) -> tuple[Half, ...]:
    """The half days that have hours."""
    given = ((MORNING, settings.morning), (AFTERNOON, settings.afternoon))
    known = ((name, read_hours(typed)) for name, typed in given)
    return tuple(Half(name, hours, *_span(hours)) for name, hours in known if hours)


def places(
    turns: Iterable[Turn], parts: Iterable[Half], rows: Iterable[Attendance], now: datetime
) -> tuple[Place, ...]:
    """Every planned half day of the turns with its sign-in, by day, half and turn."""
    own, covers = {}, {}
    for row in rows:
        own[row.day, row.half, row.member] = row
        if row.instead_of is not None:
            covers[row.day, row.half, row.instead_of] = row
    known = tuple(parts)
    found = []
    for turn in turns:
        for half in known:
            key = (turn.day, half.name, turn.member)
            mine, cover = own.get(key), covers.get(key)
            state = _state(mine, cover) or half.phase(turn.day, now)
            found.append(Place(turn.day, half.name, turn.member, mine, cover, state))
    order = {half.name: number for number, half in enumerate(known)}
    return tuple(sorted(found, key=lambda place: (place.day, order[place.half])))


def extras(found: Iterable[Place], rows: Iterable[Attendance]) -> tuple[Attendance, ...]:
    """Sign-ins of people who were not planned and stood in for nobody planned."""
    used = {row.id for place in found for row in (place.own, place.cover) if row}
    return tuple(row for row in rows if row.id not in used)


def tally(
    found: Iterable[Place], rows: Iterable[Attendance], key: Callable[[int, date], Key]
) -> dict[Key, Tally]:
    """The sums by what ``key(member, day)`` says; half days not over or signed yet do not count."""
    sums: dict[Key, dict[str, int]] = {}
    listed = tuple(found)
    for place in listed:
        if name := _COUNTED.get(place.state):
            _count(sums, key(place.member, place.day), "planned", name)
    planned = {(place.day, place.half, place.member) for place in listed}
    for row in rows:
        if row.state in FOR_OTHERS:
            if row.state == STOOD_IN:
                _count(sums, key(row.member, row.day), "gave")
        elif row.state == PRESENT and (row.day, row.half, row.member) not in planned:
            _count(sums, key(row.member, row.day), "extra")
    return {one: Tally(**numbers) for one, numbers in sums.items()}


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    sums: dict[str, int] = {}
    for one in tallies:
        for name in Tally.__dataclass_fields__:
            sums[name] = sums.get(name, 0) + getattr(one, name)
    return Tally(**sums)


def why_not(entry: Attendance, planned: Mapping[int, Place], now: datetime) -> str | None:
    """Why a sign-in cannot be so, in Chinese; ``planned`` are the places of its half day."""
    if entry.day > now.date():
        return "这一天还没有到，不能先签到"
    if entry.day == now.date() and max(entry.came or "", entry.went or "") > f"{now:%H:%M}":
        return "填的时间还没有到"
    return _why_not_for(entry, planned) if entry.state in FOR_OTHERS else None


def _why_not_for(entry: Attendance, planned: Mapping[int, Place]) -> str | None:
    """Why someone cannot be there for another."""
    place = planned.get(entry.instead_of or 0)
    if entry.member in planned:
        return f"本人这半天也值班，不能{entry.state}"
    if place is None:
        return f"被{entry.state}的人这半天没有排班"
    if place.own and place.state == PRESENT:
        return f"被{entry.state}的人这半天已经签到"
    return f"这个班已经有人{place.cover.state}" if place.cover else None


def _state(own: Attendance | None, cover: Attendance | None) -> str | None:
    if own:
        return own.state if own.state in (AWAY, ON_LEAVE) else PRESENT
    if cover:
        return SWAPPED if cover.state == SWAPPED else REPLACED
    return None


def _count(sums: dict[Key, dict[str, int]], key: Key, *names: str) -> None:
    numbers = sums.setdefault(key, {})
    for name in names:
        numbers[name] = numbers.get(name, 0) + 1


def _span(hours: str) -> tuple[time, time]:
    """The two ends of 8:30–12:00; midnight as the end is the last minute of the day."""
    first, last = (part.split(":") for part in hours.split("–"))
    ends = time(23, 59) if int(last[0]) > 23 else time(int(last[0]), int(last[1]))
    return time(int(first[0]), int(first[1])), ends
