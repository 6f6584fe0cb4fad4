"""What the visit log prints: the form to write on, the log of a month, its summary for the wall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from jdzb.core import sheet
from jdzb.core.branch import Branch
from jdzb.core.people import mask_phone
from jdzb.core.private import masked
from jdzb.core.sheet import Cell, Column, InfoLine, Note, Paragraph, Sheet, Source, Table
from jdzb.ledgers.duty.entries import Month
from jdzb.ledgers.duty.entries_visits import (
    HANDLINGS,
    ON_THE_SPOT,
    SATISFACTIONS,
    VISIT_TABLE,
    Visit,
)
from jdzb.ledgers.duty.rules_visits import OVERDUE, Case, count, in_words, unnamed

MISSING = "待补充"
PUBLIC_COLUMNS = "day,visitor,matter,handling,handed_on,raised_on,answer,answered_on,satisfaction"
TITLE, PUBLIC_TITLE = "来访登记表", "来访接待情况"


def blank_log(rows: int, branch: Branch, paper: sheet.Paper | None = None) -> Sheet:
    """Empty rows high enough for a hand, with boxes to tick."""
    columns = (
        Column("序号", 0.5), Column("时间", 1.1), Column("来访人", 1.2), Column("来自", 1.2),
        Column("联系电话", 1.5), Column("来访事项", 3.2, "left"), Column("接待人", 1.0),
        Column("办理方式", 1.4, "left"), Column("办理结果、答复日期", 2.7, "left"),
        Column("满意度", 1.7, "left"), Column("来访人签名", 1.1),
    )  # fmt: skip
    ways, words = _boxes(HANDLINGS), _boxes(SATISFACTIONS)
    lines = tuple(
        (str(n), "月　日\n时　分", "", "", "", "", "", ways, "", words, "")
        for n in range(1, rows + 1)
    )
    how = (
        "能办的当场办；不能办的交支部办，支部办不了的上报总支办。每一栏当场填写，以后照此登入台账。"
    )
    return Sheet(
        title=f"党员值班{TITLE}",
        branch=branch.title or "支部名称待补充",
        blocks=(InfoLine("　　　　年　　月", "", "值班党员："), Table(columns, lines), Note(how)),
        paper=paper or sheet.A4,
        public=False,
        name=f"空白{TITLE}",
    )


def _boxes(words: Sequence[str]) -> str:
    return "\n".join(f"□{word}" for word in words)


def month_log(
    month: Month,
    found: Sequence[Case],
    names: Mapping[int, str],
    branch: Branch,
    paper: sheet.Paper | None = None,
) -> Sheet:
    """Every visit of the month in its order, with names; private numbers masked."""
    columns = (
        Column("序号", 0.5), Column("日期", 1.1), Column("来访人", 1.1, names=True),
        Column("来自", 1.2), Column("电话", 1.5), Column("来访事项", 3.6, "left"),
        Column("接待人", 1.1, names=True), Column("办理方式", 0.9),
        Column("办理结果", 3.6, "left"), Column("满意度", 0.9),
    )  # fmt: skip
    rows = tuple((str(n), *_log_row(one, names)) for n, one in enumerate(_by_day(found), 1))
    return Sheet(
        title=f"{month.words}{TITLE}",
        branch=branch.title or "支部名称待补充",
        subtitle="内部使用，不张贴",
        blocks=(
            Table(columns, rows, empty="这个月没有来访登记"),
            Note(in_words(count(found))),
        ),
        paper=paper or sheet.A4,
        public=False,
        sources=(*_sources(month), Source("members", "name")),
    )


def _by_day(found: Sequence[Case]) -> list[Case]:
    return sorted(found, key=lambda one: (one.visit.day, one.visit.time or "", one.visit.id))


def _log_row(one: Case, names: Mapping[int, str]) -> tuple[str | Cell, ...]:
    visit = one.visit
    return (
        "\n".join(filter(None, (f"{visit.day.month}月{visit.day.day}日", _time(visit)))),
        visit.visitor,
        visit.home or "",
        mask_phone(visit.phone),
        masked(visit.matter),
        names.get(visit.receiver or 0, MISSING),
        visit.handling,
        _outcome(one, masked(visit.answer or "")),
        visit.satisfaction or (MISSING if not visit.open else ""),
    )


def _time(visit: Visit) -> str:
    return (visit.time or "").removeprefix("0")


def _outcome(one: Case, text: str) -> str:
    """What was done, and when; of an open matter its last day."""
    visit = one.visit
    if visit.open:
        more = ("，暂算" if one.provisional else "") + ("，已超期" if one.state == OVERDUE else "")
        return f"正在办理（最后一天{_short(one.last)}{more}）"
    told = text or MISSING
    if visit.handling == ON_THE_SPOT:
        return told
    return f"{told}（{_short(visit.answered_on)}答复{'，超期' if one.late else ''}）"


def _short(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""


def public_month(
    month: Month, found: Sequence[Case], branch: Branch, paper: sheet.Paper | None = None
) -> Sheet:
    """The month's figures, and each answered matter with its answer; no visitor is named."""
    every = count(found)
    columns = (
        Column("序号", 0.6), Column("来访日期", 1.4), Column("反映事项", 4, "left"),
        Column("办理方式", 1.2), Column("办理结果", 4, "left"), Column("答复日期", 1.4),
    )  # fmt: skip
    answered = [one for one in _by_day(found) if not one.visit.open]
    others = [one.visit.visitor for one in found]
    rows = tuple((str(n), *_public_row(one.visit, others)) for n, one in enumerate(answered, 1))
    blocks: tuple[sheet.Block, ...] = (Paragraph(in_words(every)),)
    if every.total:
        blocks += (Table(columns, rows, empty="还没有办结的事项"),)
    footer = replace(branch.footer(PUBLIC_TITLE), since=month.first, until=month.last)
    return Sheet(
        title=f"{month.words}{PUBLIC_TITLE}",
        branch=branch.title or "支部名称待补充",
        blocks=blocks,
        paper=paper or sheet.A4_PORTRAIT,
        footer=replace(footer, period="接待日期"),
        public=True,
        sources=_sources(month, PUBLIC_COLUMNS),
    )


def _public_row(visit: Visit, others: Sequence[str]) -> tuple[str | Cell, ...]:
    return (
        _short(visit.day),
        unnamed(visit.matter, visit.visitor, others),
        visit.handling,
        unnamed(visit.answer or MISSING, visit.visitor, others),
        _short(visit.answered_on),
    )


def _sources(month: Month, only: str = "") -> tuple[Source, ...]:
    """The visits of the month (``only`` these columns), and the branch."""
    first, last = month.first.isoformat(), month.last.isoformat()
    return (
        Source(VISIT_TABLE, "day", first, last, only),
        Source("settings", "key", "branch.", "branch.~"),
    )
