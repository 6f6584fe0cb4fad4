"""Absences without reason counted over the meetings of the past, and hours of study. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jdzb.core.rules import RuleTable
from jdzb.ledgers.meetings.columns import ABSENT, CAME
from jdzb.ledgers.meetings.voting import told

NO_REASON = ("无故", "无正当理由", "无理由", "旷会")


@dataclass(frozen=True, slots=True)
class Seen:
    """What is recorded of one member at one meeting whose absences count.

    ``hours`` are those of the meeting; ``kind`` its name; ``row`` the id of the attendance row.
    """

    member: int
    meeting: int
    day: str
    kind: str
    state: str | None
    reason: str | None = None
    hours: int = 0
    row: int = 0

    @property
    def away(self) -> bool:
        """True when this is an absence without reason."""
        return unexcused(self.state, self.reason)


@dataclass(frozen=True, slots=True)
class Tally:
    """The absences without reason of one member, as of the last meeting that counts.

    ``total`` in that calendar year; ``running`` at the last meetings without a break;
    ``months_running`` months one after another, up to the last, with meetings all missed without
    reason; ``months_total`` such months in the year. ``days`` are the days missed in the year.
    """

    member: int
    total: int = 0
    running: int = 0
    months_running: int = 0
    months_total: int = 0
    days: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule of absence says of a tally; ``reached``: it is time to act, else it is near."""

    key: str
    text: str
    figure: str
    source: str
    reached: bool


def unexcused(state: str | None, reason: str | None) -> bool:
    """True for 缺席 with no reason written, or with the word 无故."""
    return state == ABSENT and (not reason or reason.strip() in NO_REASON)


def tally(member: int, seen: Iterable[Seen]) -> Tally:
    """Count one member's absences; meetings not recorded yet are left out."""
    known = sorted((one for one in seen if one.state), key=lambda one: (one.day, one.meeting))
    if not known:
        return Tally(member)
    year = known[-1].day[:4]
    missed = [one for one in known if one.away and one.day[:4] == year]
    months = _missed_months(known)
    return Tally(
        member,
        total=len(missed),
        running=_trailing(known),
        months_running=_months_running(months, known[-1].day[:7]),
        months_total=sum(month[:4] == year for month in months),
        days=tuple(one.day for one in missed),
        rows=tuple(one.row for one in missed),
    )


def _trailing(known: Sequence[Seen]) -> int:
    count = 0
    for one in reversed(known):
        if not one.away:
            break
        count += 1
    return count


def _missed_months(known: Sequence[Seen]) -> set[str]:
    """The months all of whose meetings were missed without reason."""
    by_month: dict[str, list[bool]] = {}
    for one in known:
        by_month.setdefault(one.day[:7], []).append(one.away)
    return {month for month, away in by_month.items() if all(away)}


def _months_running(months: set[str], last: str) -> int:
    """Months one after another up to the last; a month without a meeting ends the run."""
    count, year, month = 0, int(last[:4]), int(last[5:7])
    while f"{year:04d}-{month:02d}" in months:
        count += 1
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return count


TALK, _ROW = "meetings.absence.talk", "meetings.absence.in_a_row"
_RUNNING, _MONTHS = "meetings.absence.months_running", "meetings.absence.months_total"


def verdicts(found: Tally, table: RuleTable) -> Iterator[Verdict]:
    """What the rules say: a talk from the third absence on, dealt with when it goes on.

    One absence short of a figure is told as near. 'More than six months' is reached at the seventh.
    """
    yield from _verdict(table, TALK, found.total, ("今年无故缺席", "次", "书记谈话"))
    yield from _verdict(table, _ROW, found.running, ("连续无故缺席", "次", "给予处理"))
    yield from _verdict(
        table, _RUNNING, found.months_running, ("连续无故不参加组织生活", "个月", "给予处理")
    )
    yield from _verdict(
        table, _MONTHS, found.months_total, ("今年无故不参加组织生活", "个月", "给予处理"), 1
    )


def _verdict(
    table: RuleTable, key: str, count: int, words: tuple[str, str, str], over: int = 0
) -> Iterator[Verdict]:
    rule, limit = table.rule(key), table.whole(key) + over
    what, unit, act = words
    if count >= limit:
        text = f"{what} {count} {unit}，须{act}"
        yield Verdict(key, text, rule.figure_words, told(rule), reached=True)
    elif count == limit - 1 and count:
        text = f"{what}已 {count} {unit}，第 {limit} {unit}须{act}"
        yield Verdict(key, text, rule.figure_words, told(rule), reached=False)


# -- hours -----------------------------------------------------------------------------------------


def hours(seen: Iterable[Seen]) -> Mapping[int, int]:
    """The hours of study of each member, from the meetings attended."""
    found: dict[int, int] = {}
    for one in seen:
        if one.state == CAME:
            found[one.member] = found.get(one.member, 0) + one.hours
    return found
