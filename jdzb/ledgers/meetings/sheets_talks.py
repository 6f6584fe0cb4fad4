"""The talks with members on paper: a list for the secretary's file, never for the wall. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from jdzb.core.branch import Branch
from jdzb.core.sheet import A4, MISSING, Column, InfoLine, Sheet, Source, Table, cn_day
from jdzb.ledgers.meetings.entries import Talk


def talk_list(
    found: Sequence[Talk], names: Mapping[int, str], branch: Branch, today: date
) -> Sheet:
    """The talks in the order given: who with whom, when, where, what was said and promised."""
    columns = (
        Column("序号", 0.5), Column("日期", 1.2), Column("谈话对象", 1.1, names=True),
        Column("种类", 1.25), Column("谈话人", 1.1, names=True), Column("地点", 1.5),
        Column("谈话内容", 4.6, "left"), Column("整改或承诺", 3.0, "left"),
    )  # fmt: skip
    rows = tuple(
        (
            str(number), cn_day(date.fromisoformat(one.day)), names.get(one.member, ""), one.kind,
            names.get(one.talker or 0, MISSING), one.place or "", one.text or MISSING,
            one.remedy or "",
        )
        for number, one in enumerate(found, 1)
    )  # fmt: skip
    return Sheet(
        title="谈心谈话登记表",
        branch=branch.title or "支部名称待补充",
        blocks=(
            InfoLine("内部使用，不上墙", f"共 {len(found)} 次", f"{cn_day(today)}打印"),
            Table(columns, rows, empty="还没有谈话记录"),
        ),
        paper=A4,
        public=False,
        sources=(Source("meeting_talks"), Source("members", "name")),
    )
