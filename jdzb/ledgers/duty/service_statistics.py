"""The figures of duty: plan and sign-in counted by member, group, month and year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from jdzb.core import clock
from jdzb.core.ledger import Grid
from jdzb.ledgers.duty import rules_attendance as rules
from jdzb.ledgers.duty import service_attendance as attendance
from jdzb.ledgers.duty.rules_attendance import Tally
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

MEMBER, GROUP, MONTH, YEAR = "党员", "党小组", "月份", "年份"
WAYS = (MEMBER, GROUP, MONTH, YEAR)
NO_GROUP = "（未编组）"
COLUMNS = ("应值", "到岗", "换班", "有人替", "请假", "脱岗", "未签到", "替别人", "到岗率")
RATE = "到岗率 =（到岗 + 换班）÷（应值 − 请假）。单位：半天。"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the statistics: what it is about, its group when a member, the sums."""

    name: str
    tally: Tally
    group: str = ""
    member: int = 0

    def cells(self) -> tuple[str, ...]:
        """The figures in the order of COLUMNS; nothing counted is 0, no rate is empty."""
        one = self.tally
        numbers = (
            one.planned, one.served, one.swapped, one.replaced, one.leave, one.away,
            one.unsigned, one.gave,
        )  # fmt: skip
        rate = "" if one.rate is None else f"{one.rate}%"
        return (*map(str, numbers), rate)


@dataclass(frozen=True, slots=True)
class Statistics:
    """The lines of a period counted one way; ``since`` is the first day that counts, None: none."""

    way: str
    first: date
    last: date
    since: date | None
    lines: tuple[Line, ...]

    @property
    def total(self) -> Tally:
        """All lines together."""
        return rules.total(line.tally for line in self.lines)


def people(session: Session) -> dict[int, tuple[str, str]]:
    """Name and group of everyone ever in the register, in its order."""
    names = members.names(session)
    groups = {one.id: one.party_group or NO_GROUP for one in members.register(session).members}
    return {member: (name, groups.get(member, NO_GROUP)) for member, name in names.items()}


def statistics(session: Session, first: date, last: date, way: str = MEMBER) -> Statistics:
    """The figures of some days, both ends included; half days before the first sign-in of all and
    those not over yet do not count.
    """
    known = people(session)
    makes: Mapping[str, Callable[[], list[Line]]] = {
        MEMBER: lambda: by_member(session, first, last),
        GROUP: lambda: _named(session, first, last, lambda who, _: known[who][1]),
        MONTH: lambda: _named(session, first, last, lambda _, day: f"{day.year}年{day.month:2}月"),
        YEAR: lambda: _named(session, first, last, lambda _, day: f"{day.year}年"),
    }
    begun = attendance.first_day(session)
    since = max(begun, first) if begun and begun <= last else None
    return Statistics(way, first, last, since, tuple(makes[way]()))


def by_member(session: Session, first: date, last: date) -> list[Line]:
    """One line for everyone planned or there, in the order of the register."""
    sums = _sums(session, first, last, lambda member, _: member)
    return [
        Line(name, sums[member], group, member)
        for member, (name, group) in people(session).items()
        if member in sums
    ]


def to_grid(found: Statistics) -> Grid:
    """The lines for Excel, the sum at the end."""
    who = found.way == MEMBER
    headers = ("姓名", "党小组") if who else (found.way,)
    rows = [((one.name, one.group) if who else (one.name,)) + one.cells() for one in found.lines]
    ends = ("合计", "") if who else ("合计",)
    rows.append(ends + Line("", found.total).cells())
    return Grid(f"{span(found)}值班情况统计", (*headers, *COLUMNS), tuple(rows))


def span(found: Statistics) -> str:
    """What the period is called: 2026年, 2026年四季度, 2026年11月, 历年."""
    first, last = found.first, found.last
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}年" if first.year == last.year else "历年"
    if first.month == last.month:
        return f"{first.year}年{first.month}月"
    return f"{first.year}年{'一二三四'[first.month // 3]}季度"


def _named(
    session: Session, first: date, last: date, name: Callable[[int, date], str]
) -> list[Line]:
    sums = _sums(session, first, last, name)
    return [Line(str(key), sums[key]) for key in sorted(sums, key=str)]


def _sums(
    session: Session, first: date, last: date, key: Callable[[int, date], rules.Key]
) -> dict[rules.Key, Tally]:
    begun = attendance.first_day(session)
    if begun is None:
        return {}
    first, last = max(first, begun), min(last, clock.today())
    found = attendance.places(session, first, last)
    return rules.tally(found, attendance.rows(session, first, last), key)


def years(session: Session) -> tuple[int, int]:
    """The first and the last year there is anything to count in."""
    begun = attendance.first_day(session) or clock.today()
    return begun.year, max(begun.year, clock.today().year)
