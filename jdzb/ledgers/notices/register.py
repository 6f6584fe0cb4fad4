"""The register of the noticeboard on paper, for the file of the branch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jdzb.core.branch import Branch
from jdzb.core.sheet import A4, Column, Sheet, Source, Table, cn_day
from jdzb.ledgers.notices import rules
from jdzb.ledgers.notices.entries import Notice

COLUMNS = (
    Column("标题", 11, "left"), Column("类别", 3.2), Column("提出", 4, names=True),
    Column("审核", 4, names=True), Column("审批", 4, names=True), Column("张贴", 5),
    Column("公示起止", 6), Column("撤下", 5), Column("状态", 3),
)  # fmt: skip


def sheet(notices: Sequence[Notice], today: date, branch: Branch, title: str = "") -> Sheet:
    """The notices in the order given: who took each step, from when to when each hung."""
    rows = tuple(_row(notice, today) for notice in notices)
    return Sheet(
        title=title or "公示登记簿",
        branch=branch.title or "支部名称待补充",
        blocks=(Table(COLUMNS, rows),),
        paper=A4,
        subtitle=f"截至{cn_day(today)}，共 {len(notices)} 份（内部资料）",
        public=False,
        sources=(Source("notices"),),
    )


def _row(notice: Notice, today: date) -> tuple[str, ...]:
    return (
        notice.title, notice.category, notice.proposed_by or "", notice.checked_by or "",
        notice.approved_by or "", _step(notice.posted_by, notice.posted_on),
        f"{notice.since or ''}\n{notice.until or ''}".strip(),
        _step(notice.taken_by, notice.taken_on), rules.state(notice, today),
    )  # fmt: skip


def _step(who: str | None, on: str | None) -> str:
    return f"{who or ''}\n{on or ''}".strip()
