"""The six record pages of 四议两公开, one for each step, to be filled in and signed. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from jdzb.core.blocks import NewPage
from jdzb.core.branch import Branch
from jdzb.core.sheet import MISSING, Cell, Column, Note, Row, Sheet, Source, Table, cn_day
from jdzb.ledgers.meetings.matters import VOTED, Chain, StepView, Taken
from jdzb.ledgers.meetings.rules import OK

_ROOM = "\n" * 3
_SIGNERS = ("主持人签字", "记录人签字")
_POSTED = ("张贴人签字", "村务监督委员会签字")


def record_pages(chain: Chain, branch: Branch) -> tuple[Sheet, ...]:
    """A page for each step, in order; what was not recorded is 待补充."""
    return tuple(record_page(chain, step, branch) for step in chain.steps)


def record_book(chain: Chain, branch: Branch) -> Sheet:
    """All pages as one sheet, in order, each under its own head; numbered through. Internal."""
    first, *others = record_pages(chain, branch)
    blocks = list(first.blocks)
    for page in others:
        blocks += [NewPage(page.subtitle), *page.blocks]
    return replace(first, blocks=tuple(blocks), name=f"四议两公开记录{chain.matter.title}")


def record_page(chain: Chain, step: StepView, branch: Branch) -> Sheet:
    """The page of one step: when, who, votes, what came out, the figures it rests on. Internal."""
    matter = chain.matter
    rows = tuple(_rows(step))
    first: Row = ("事项", Cell(matter.title, columns=3, align="left"))
    columns = (Column("", 1.2), Column("", 2.2), Column("", 1.2), Column("", 2.2))
    notes = tuple(Note(f"{one.text}。依据：{one.source}") for one in step.lines if one.text)
    key = str(matter.id)
    return Sheet(
        title="“四议两公开”工作记录",
        subtitle=f"第{'一二三四五六七八九'[step.number - 1]}步　{step.title}",
        branch=branch.title or "支部名称待补充",
        blocks=(Table(columns, rows, header=(first,)), *notes),
        public=False,
        name=f"四议两公开{step.number}{step.title}{matter.title}",
        sources=(
            Source("meeting_steps", "matter", key, key),
            Source("meeting_items", "matter", key, key),
        ),
    )


def _rows(step: StepView) -> Iterator[Row]:
    last = step.last
    yield "时间", _day(last), "会议或公示", (last.where if last else "") or MISSING
    if step.number <= VOTED:
        yield "应到表决权", _number(last, "should"), "实到表决权", _number(last, "present")
        yield "赞成", _number(last, "yes", "票"), "反对", _number(last, "no", "票")
        result = "" if last is None or last.yes is None else _result(step)
        yield "弃权", _number(last, "abstain", "票"), "结果", result or MISSING
        yield "记录", _wide((last.note if last else None) or MISSING)
    else:
        yield "公开内容", _wide((last.note if last else None) or MISSING)
    if len(step.taken) > 1:
        before = "；".join(f"{_day(one)} {one.where}".strip() for one in step.taken[:-1])
        yield "以前的记录", _wide(before)
    left, right = _SIGNERS if step.number <= VOTED else _POSTED
    yield left, _ROOM, right, _ROOM


def _result(step: StepView) -> str:
    votes = [one for one in step.lines if one.key == "majority"]
    if not votes:
        return ""
    return "通过" if all(one.mark == OK for one in votes) else "没有通过"


def _wide(text: str) -> Cell:
    return Cell(text, columns=3, align="left")


def _day(taken: Taken | None) -> str:
    return cn_day(date.fromisoformat(taken.day)) if taken else MISSING


def _number(taken: Taken | None, name: str, unit: str = "人") -> str:
    value = getattr(taken, name) if taken else None
    return MISSING if value is None else f"{value} {unit}"
