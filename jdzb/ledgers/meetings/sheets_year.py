"""The year on paper: attendance of everyone, the plan, organisational life month by month. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from jdzb.core.branch import Branch
from jdzb.core.sheet import A4, MISSING, Cell, Column, Footer, Note, Row, Sheet, Source, Table
from jdzb.ledgers.meetings import absences
from jdzb.ledgers.meetings.absences import Seen
from jdzb.ledgers.meetings.columns import ABSENT, CAME, EXCUSED
from jdzb.ledgers.meetings.entries import Plan
from jdzb.ledgers.meetings.periods import Held, Missing

MONTHS = range(1, 13)
_NO_NAME = "支部名称待补充"


@dataclass(frozen=True, slots=True)
class Life:
    """One row of the yearly overview: the kind's short name (with its group), months, gaps."""

    title: str
    months: tuple[tuple[Held, ...], ...]
    missing: tuple[Missing, ...] = ()


def attendance(
    year: int, seen: Iterable[Seen], names: Sequence[tuple[int, str]], branch: Branch
) -> Sheet:
    """Everybody's attendance in a year: came of how many each month, leaves, absences, hours.

    ``names`` in the order of the rows. Internal.
    """
    known: dict[int, list[Seen]] = {member: [] for member, _ in names}
    for one in seen:
        if one.state and one.member in known:
            known[one.member].append(one)
    columns = (
        Column("序号", 0.7), Column("姓名", 1.4, names=True),
        *(Column(f"{month}月", 0.8) for month in MONTHS),
        *(Column(title, 0.8) for title in ("应到", "到会", "请假", "缺席", "无故", "学时")),
        Column("到会率", 1.0),
    )  # fmt: skip
    rows = tuple(
        (str(number), name, *_year(known[member])) for number, (member, name) in enumerate(names, 1)
    )
    return Sheet(
        title=f"{year}年党员参加会议情况统计表",
        branch=branch.title or _NO_NAME,
        blocks=(
            Table(columns, rows),
            Note("每月一栏是到会次数/应到次数，空格是当月没有应到的会。没有登记到会情况的不计。"),
        ),
        paper=A4,
        public=False,
    )


def _year(own: Sequence[Seen]) -> Row:
    months = [[one for one in own if int(one.day[5:7]) == month] for month in MONTHS]
    cells = [f"{_came(found)}/{len(found)}" if found else "" for found in months]
    states = [one.state for one in own]
    counts = (len(own), _came(own), states.count(EXCUSED), states.count(ABSENT))
    away = sum(one.away for one in own)
    hours = sum(absences.hours(own).values())
    rate = f"{_came(own) * 100 // len(own)}%" if own else ""
    return (*cells, *map(str, (*counts, away, hours)), rate)


def _came(found: Iterable[Seen]) -> int:
    return sum(one.state == CAME for one in found)


def plan(year: int, plans: Sequence[Plan], branch: Branch) -> Sheet:
    """The plan of a year, its months merged, for the wall."""
    columns = (
        Column("月份", 0.8), Column("会议", 1.8), Column("日期", 1.1),
        Column("主题", 3.6, "left"), Column("负责人", 1.1), Column("备注", 1.2, "left"),
    )  # fmt: skip
    rows: list[Row] = []
    for month, found in groupby(plans, lambda one: one.month):
        for number, one in enumerate(lines := list(found)):
            lead: Row = (Cell(f"{month}月", rows=len(lines)),) if number == 0 else ()
            day = f"{int(one.day[5:7])}月{int(one.day[8:])}日" if one.day else MISSING
            rest = (one.kind, day, one.theme or MISSING, one.lead or MISSING, one.note or "")
            rows.append((*lead, *rest))
    return Sheet(
        title=f"{year}年组织生活计划表",
        branch=branch.title or _NO_NAME,
        blocks=(Table(columns, tuple(rows), empty=f"计划{MISSING}"),),
        footer=_whole_year(branch, "组织生活计划", year),
        public=True,
        sources=(Source("meeting_plans", "year", str(year), str(year)),),
    )


def _whole_year(branch: Branch, content: str, year: int) -> Footer:
    foot = branch.footer(content)
    return replace(foot, since=date(year, 1, 1), until=date(year, 12, 31))


def overview(year: int, rows: Sequence[Life], today: date, branch: Branch) -> Sheet:
    """Which meetings were held in each month of a year, and where the rules miss one.

    What is missing stands in the last month of its period, 待补充 in the accent colour.
    """
    columns = (Column("会议", 2.2), *(Column(f"{month}月", 1.1) for month in MONTHS))
    return Sheet(
        title=f"{year}年组织生活一览表",
        branch=branch.title or _NO_NAME,
        blocks=(
            Table(columns, tuple((row.title, *_months(row)) for row in rows)),
            Note(
                f"格内是开会的日期；“{MISSING}”是按规定该开、台账里还没有记录的。"
                f"统计到{today.year}年{today.month}月{today.day}日。"
            ),
        ),
        paper=A4,
        footer=_whole_year(branch, "组织生活开展情况", year),
        public=True,
        sources=(
            Source("meetings", "day", f"{year}-01-01", f"{year}-12-31", "kind,day,party_group"),
        ),
    )


def _months(row: Life) -> Row:
    lacking: Mapping[int, int] = {one.period.last.month: one.need - one.held for one in row.missing}
    cells: list[str | Cell] = []
    for month, found in zip(MONTHS, row.months, strict=True):
        days = "、".join(f"{int(one.day[8:])}日" for one in found)
        if month in lacking:
            cells.append(Cell("\n".join(filter(None, (days, MISSING))), accent=True))
        else:
            cells.append(days)
    return tuple(cells)
