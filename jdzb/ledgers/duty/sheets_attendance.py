"""What sign-in prints: the card of the day, the form to sign by hand, the statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from jdzb.core import sheet
from jdzb.core.branch import Branch
from jdzb.core.ledger import Grid
from jdzb.core.sheet import (
    Bar,
    Cell,
    Chart,
    Column,
    Heading,
    InfoLine,
    Large,
    Note,
    Row,
    Sheet,
    Source,
    Table,
    cn_day,
)
from jdzb.ledgers.duty.entries import WEEKDAYS, DutySettings, Turn
from jdzb.ledgers.duty.entries_visits import VISIT_TABLE
from jdzb.ledgers.duty.figures import (
    COLUMNS,
    MEMBER,
    RATE,
    Line,
    Statistics,
    span,
    visit_words,
)
from jdzb.ledgers.duty.rules_attendance import Half

MISSING = "待补充"
LEGEND = ("到岗、换班", "有人替、请假", "脱岗", "未签到")
VISITS_COUNTED = "day,handling,handed_on,raised_on,answered_on,satisfaction"


def day_card(
    day: date, names: Sequence[str], settings: DutySettings, branch: Branch, reason: str = ""
) -> Sheet:
    """Who is on duty today, to stand on the desk: names large, hours, place, telephone, duties.

    Without names it says why (不值班), or that the roster is still to be made.
    """
    who = names or [f"今天不值班（{reason}）" if reason else MISSING]
    footer = replace(branch.footer("党员值班安排"), since=day, until=day)
    hours = settings.hours().replace("　", "　　")
    blocks: list[sheet.Block] = [
        Heading(f"{cn_day(day)}　{WEEKDAYS[day.weekday()]}", 0),
        *map(Large, _lined(who)),
        Heading(f"值班时间：{hours}", 0),
        Heading(f"值班地点：{settings.place or MISSING}", 0),
        Heading(f"服务电话：{branch.phone or MISSING}", 0),
    ]
    if settings.tasks:
        blocks.append(Note(f"值班职责：{settings.tasks}"))
    return Sheet(
        title="今日值班党员",
        branch=branch.title or "支部名称待补充",
        blocks=tuple(blocks),
        footer=footer,
        name=f"{cn_day(day)}值班牌",
        sources=_sources(day, day),
    )


def _lined(names: Sequence[str]) -> list[str]:
    """A name on each line, two where there are more than three, so that all stay on one page."""
    by = 1 if len(names) <= 3 else 2
    return ["　".join(names[n : n + by]) for n in range(0, len(names), by)]


def sign_form(
    first: date,
    last: date,
    turns: Sequence[Turn],
    names: Mapping[int, str],
    halves: Sequence[Half],
    settings: DutySettings,
    branch: Branch,
) -> Sheet:
    """The planned people of some days with empty cells for times and signatures."""
    title = f"{first.year}年{first.month}月" if _whole_month(first, last) else ""
    between = "" if title else sheet.day_range(first, last)
    return Sheet(
        title=f"{title}党员值班签到表",
        subtitle=between,
        branch=branch.title or "支部名称待补充",
        blocks=(
            InfoLine(f"值班地点：{settings.place or MISSING}", "", settings.hours()),
            _form(turns, names, halves),
            Note(
                "每半天到岗、离岗时由本人填写时间并签名；替班、换班、请假写在备注栏，当天登入台账。"
            ),
        ),
        public=False,
        name=f"{title or between}值班签到表",
        sources=_sources(first, last),
    )


def _form(turns: Sequence[Turn], names: Mapping[int, str], halves: Sequence[Half]) -> Table:
    """A row for each person of a day, three cells to write in for each half day."""
    blank = [
        column
        for _ in halves
        for column in (Column("到岗", 0.9), Column("离岗", 0.9), Column("签名", 1.2))
    ]
    columns = (Column("日期", 2.1), Column("值班人", 1.3, names=True), *blank, Column("备注", 1.1))
    top: Row = (
        Cell("日期", rows=2), Cell("值班人", rows=2),
        *(Cell(f"{half.name} {half.hours}", columns=3) for half in halves), Cell("备注", rows=2),
    )  # fmt: skip
    below: Row = tuple(column.title for column in blank)
    rows: list[Row] = []
    days: dict[date, list[Turn]] = {}
    for turn in turns:
        days.setdefault(turn.day, []).append(turn)
    for day, here in days.items():
        for number, turn in enumerate(here):
            head = () if number else (Cell(_day(day), rows=len(here)),)
            rows.append((*head, names[turn.member], *("" for _ in blank), ""))
    return Table(columns, tuple(rows), header=(top, below), empty="这些天还没有排班")


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()][-1]}"


def _whole_month(first: date, last: date) -> bool:
    return first.day == 1 and (last - first).days > 26


def statistics(found: Statistics, branch: Branch, paper: sheet.Paper = sheet.A4) -> Sheet:
    """The figures of a period as a table and as a chart; with names it is not for the wall."""
    counted = found.way == MEMBER
    lead = (Column("姓名", 1.6, names=True), Column("党小组", 1.6)) if counted else ()
    columns = (*(lead or (Column(found.way, 2.0),)), *(Column(name) for name in COLUMNS))
    rows = [_row(line, counted=counted) for line in found.lines]
    if rows:
        sums = Line("", found.total).cells()
        rows.append((Cell("合计", columns=2 if counted else 1, bold=True), *map(_bold, sums)))
    chart = Chart(LEGEND, tuple(map(_bar, found.lines)), "各项半天数（条后为应值数和到岗率）",
                  empty="还没有签到记录")  # fmt: skip
    since = f"自{cn_day(found.since)}开始签到起计。" if found.since else "还没有签到记录。"
    table = Table(columns, tuple(rows), empty="还没有签到记录")
    footer = replace(branch.footer("党员值班情况"), since=found.first, until=found.last)
    return Sheet(
        title=f"{span(found)}党员值班情况统计",
        branch=branch.title or "支部名称待补充",
        subtitle=f"按{found.way}",
        blocks=(table, Note(since + RATE), chart, Note(visit_words(found))),
        paper=paper,
        public=not counted,  # a public sheet names nobody who failed
        footer=replace(footer, period="统计期"),
        name=f"{span(found)}值班情况统计（按{found.way}）",
        sources=_sources(found.first, found.last),
    )


def reviews(grid: Grid, rule: str, branch: Branch) -> Sheet:
    """The appraisals of a period, for internal use."""
    wide = {"姓名": 1.6, "党小组": 1.5, "说明": 2.2}
    columns = tuple(
        Column(name, wide.get(name, 1.0), names=name == "姓名") for name in grid.headers
    )
    return Sheet(
        title=grid.title,
        branch=branch.title or "支部名称待补充",
        blocks=(Table(columns, grid.rows, empty="还没有可评议的党员"), Note(rule)),
        paper=sheet.A4,
        public=False,
    )


def _row(line: Line, *, counted: bool) -> Row:
    return (line.name, line.group, *line.cells()) if counted else (line.name, *line.cells())


def _bold(text: str) -> Cell:
    return Cell(text, bold=True)


def _bar(line: Line) -> Bar:
    one = line.tally
    parts = (one.served + one.swapped, one.replaced + one.leave, one.away, one.unsigned)
    return Bar(line.name, parts, "" if one.rate is None else f"{one.rate}%")


def _sources(first: date, last: date) -> tuple[Source, ...]:
    """Turns and sign-ins of the days, the names, the settings of duty and branch."""
    days = (first.isoformat(), last.isoformat())
    return (
        Source("duty_turns", "day", *days),
        Source("duty_attendance", "day", *days),
        Source(VISIT_TABLE, "day", *days, VISITS_COUNTED),
        Source("members", "name"),
        Source("settings", "key", "duty.", "duty.~"),
        Source("settings", "key", "branch.", "branch.~"),
    )
