"""The lines of the duty statistics, for screen, paper and Excel. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from jdzb.core.ledger import Grid
from jdzb.ledgers.duty.rules_attendance import Tally, total
from jdzb.ledgers.duty.rules_visits import Counts, in_words

MEMBER, GROUP, MONTH, YEAR = "党员", "党小组", "月份", "年份"
WAYS = (MEMBER, GROUP, MONTH, YEAR)
NO_GROUP = "（未编组）"
COLUMNS = ("应值", "到岗", "换班", "有人替", "请假", "脱岗", "未签到", "替别人", "到岗率")
RATE = "单位：半天。到岗率为到岗、换班的半天数除以应值减去请假的半天数。"


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
    """The lines of a period counted one way; ``since`` is the first day that counts, None: none.

    ``visits`` are those of the whole period.
    """

    way: str
    first: date
    last: date
    since: date | None
    lines: tuple[Line, ...]
    visits: Counts = field(default_factory=Counts)

    @property
    def total(self) -> Tally:
        """All lines together."""
        return total(line.tally for line in self.lines)


def to_grid(found: Statistics) -> Grid:
    """The lines for Excel, the sum at the end."""
    who = found.way == MEMBER
    headers = ("姓名", "党小组") if who else (found.way,)
    rows = [((one.name, one.group) if who else (one.name,)) + one.cells() for one in found.lines]
    ends = ("合计", "") if who else ("合计",)
    rows.append(ends + Line("", found.total).cells())
    return Grid(f"{span(found)}值班情况统计", (*headers, *COLUMNS), tuple(rows))


def visit_words(found: Statistics) -> str:
    """How many came in the period, and what became of it: 2026年登记来访 12 件…"""
    return in_words(found.visits, span(found))


def span(found: Statistics) -> str:
    """What the period is called: 2026年, 2026年四季度, 2026年11月, 历年."""
    first, last = found.first, found.last
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}年" if first.year == last.year else "历年"
    if first.month == last.month:
        return f"{first.year}年{first.month}月"
    return f"{first.year}年{'一二三四'[first.month // 3]}季度"
