"""The first page on paper and as a spreadsheet, for the desk, never for the wall."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jdzb.core.ledger import Care, Due, Grid
from jdzb.core.sheet import A4_PORTRAIT, Block, Column, Heading, InfoLine, Paragraph, Sheet, Table
from jdzb.gui.today import gathering

HEADERS = ("期限", "事项", "依据")


def day_of(when: date | None) -> str:
    """2026-11-25; 尽快 for what has no day."""
    return when.isoformat() if when else gathering.NO_DAY


def grid(found: Sequence[Due], day: date) -> Grid:
    """The due lines for Excel."""
    rows = tuple((day_of(one.when), one.what, one.basis) for one in found)
    return Grid(f"{day.isoformat()}要办的事", HEADERS, rows)


def sheet(
    found: Sequence[Due],
    duty: Sequence[tuple[str, str, str]],
    care: Sequence[Care],
    branch: str,
    subtitle: str,
) -> Sheet:
    """Duty, what is due, the members to look after."""
    blocks: list[Block] = [InfoLine(right="内部资料，不上墙")]
    if duty:
        on_duty = (Column("时间"), Column("值班", 2), Column("签到"))
        blocks += [Heading("今天值班"), Table(on_duty, tuple(duty))]
    rows = tuple((day_of(one.when), one.what, one.basis) for one in found)
    columns = (Column("期限"), Column("事项", 4, "left"), Column("依据", 2, "left"))
    blocks += [Heading("要办的事"), Table(columns, rows, empty="没有要办的事")]
    blocks += [Heading("党员情况")] if care else []
    blocks += [Paragraph(_line(one)) for one in care]
    return Sheet(
        title="今日要事",
        branch=branch,
        subtitle=subtitle,
        blocks=tuple(blocks),
        paper=A4_PORTRAIT,
        public=False,
    )


def _line(one: Care) -> str:
    names = "、".join(name for _, name in one.people)
    return f"{one.label}：{names}" if names else one.label
