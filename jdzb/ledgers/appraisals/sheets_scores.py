"""What one member was given for what, with the evidence, to be signed: for internal use. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import chain

from jdzb.core.sheet import (
    A4_PORTRAIT,
    MISSING,
    Block,
    Cell,
    Column,
    InfoLine,
    NewPage,
    Note,
    Row,
    Sheet,
    Table,
    cn_day,
)
from jdzb.ledgers.appraisals import columns, naming, scoring
from jdzb.ledgers.appraisals.entries import Mark
from jdzb.ledgers.appraisals.schemes import Item, Part, Period, Scheme, Side
from jdzb.ledgers.appraisals.scoring import Entered
from jdzb.ledgers.appraisals.sheets import (
    INTERNAL,
    Known,
    Line,
    grade_title,
    number,
    part_title,
    percent,
    total_title,
)
from jdzb.ledgers.appraisals.terms import ADD, BALLOT, DEDUCT, GRADE, POINTS, evidence_words

Given = tuple[Line, Entered]
NO_EVIDENCE = "没有凭据"
SIGNS = {columns.DEDUCT: "-", columns.ADD: "+", columns.VETO: ""}


def score_sheets(known: Known, given: Sequence[Given]) -> Sheet:
    """A page for everybody, in one: the points of each item, every mark with its evidence."""
    blocks: list[Block] = []
    for place, one in enumerate(given):
        if place:
            blocks.append(NewPage(one[0].subject.name))
        blocks += _page(known, *one)
    single = given[0][0].subject.name if len(given) == 1 else ""
    return Sheet(
        title=f"{known.round.title}评分表",
        subtitle=given[0][0].subject.name if given else "还没有评议对象",
        branch=known.title,
        blocks=tuple(blocks),
        paper=A4_PORTRAIT,
        public=False,
        name=f"{known.round.title}{single}评分表",
    )


def _page(known: Known, line: Line, entered: Entered) -> Iterator[Block]:
    if not line.subject.assessed:
        yield InfoLine(INTERNAL, "", f"{cn_day(known.today)}打印")
        yield Note(f"{line.subject.takes}。{line.subject.why or ''}")
        return
    yield InfoLine(INTERNAL, _result(known, line), f"{cn_day(known.today)}打印")
    yield _points(known.scheme, line, entered)
    yield _evidence(known, line)


def _result(known: Known, line: Line) -> str:
    total, grade = known.total(line), line.outcome.grade or MISSING
    rank = f"第 {line.outcome.rank} 名" if line.outcome.rank else f"名次{MISSING}"
    return f"{total_title(known.scheme)}：{total}　{rank}　{grade_title(known.scheme)}：{grade}"


# -- points ----------------------------------------------------------------------------------------


def _points(scheme: Scheme, line: Line, entered: Entered) -> Table:
    """Every item under its part: full points, what each side gave, the points, in words why."""
    sides = _sides(scheme)
    columns_ = (
        Column(f"项目（{line.subject.name}）", 2.2, "left"), Column("满分", 0.8),
        *(Column(one.title, 0.9) for one in sides), Column("得分", 0.9),
        Column("说明", 3.6, "left"),
    )  # fmt: skip
    parts = (_period(scheme, period, line, entered) for period in scheme.periods)
    rows: tuple[Row, ...] = tuple(
        (Cell(row, len(columns_), bold=True),) if isinstance(row, str) else row
        for row in chain.from_iterable(parts)
    )
    return Table(columns_, rows)


def _period(scheme: Scheme, period: Period, line: Line, entered: Entered) -> Iterator[str | Row]:
    """The rows of a period; a text goes over the whole line: the period itself, where there are
    several, and each part of several items.
    """
    whys = naming.apart_of(scheme, line.subject.apart)
    span = f"{period.title}（{percent(period.weight)}）"
    if period.key in line.score.apart:
        yield f"{span}{columns.NOT_COUNTED}：{whys[period.key]}，其余时段按比例折成全年"
        return
    if len(scheme.periods) > 1:
        open_ = any(key == period.key for key, _ in line.score.missing)
        yield f"{span}：{_sum(line.score.periods[period.key], open_)}"
    for part in scheme.parts:
        if period.key not in part.periods:
            continue
        found = [_item(scheme, period, part, one, line, entered) for one in part.items]
        if [one.title for one in part.items] == [part.title]:
            yield (Cell(part_title(part), bold=True), *found[0][1:])
            continue
        open_ = any((period.key, one.key) in line.score.missing for one in part.items)
        yield f"{part_title(part)}：{_sum(line.score.parts[period.key, part.key], open_)}"
        yield from found


def _sum(points: Fraction, open_: bool) -> str:
    return MISSING if open_ else f"{scoring.shown(points)} 分"


def _sides(scheme: Scheme) -> tuple[Side, ...]:
    """The sides that give points, where there are several and points are given."""
    typed = any(part.way in (POINTS, GRADE) for part in scheme.parts)
    return scheme.sides if typed and len(scheme.sides) > 1 else ()


def _item(
    scheme: Scheme, period: Period, part: Part, item: Item, line: Line, entered: Entered
) -> Row:
    cell = (period.key, item.key)
    points: Fraction = line.score.cells[cell]
    missing = cell in line.score.missing
    got = (
        MISSING if missing else scoring.shown(-points if part.way == DEDUCT and points else points)
    )
    values = (entered.values.get((period.key, item.key, one.key)) for one in _sides(scheme))
    given = ["" if value is None else _plainly(value) for value in values]
    full = number(item.full) if item.full else ""
    return item.title, full, *given, got, _why(scheme, period, part, item, line, entered)


def _plainly(points: Fraction | int) -> str:
    return scoring.shown(points).removesuffix(".0")


def _why(
    scheme: Scheme, period: Period, part: Part, item: Item, line: Line, entered: Entered
) -> str:
    """The votes, the grade, or how many marks stand behind the points."""
    if part.way == BALLOT:
        tally = entered.tallies.get((period.key, item.key))
        return _votes(scheme, part, tally) if tally else ""
    if part.way in (DEDUCT, ADD):
        held = [
            one
            for one in line.marks
            if one.counts and (one.period, one.item) == (period.key, item.key)
        ]
        return f"{len(held)} 笔" if held else ""
    if part.way == GRADE:
        given = [entered.values.get((period.key, item.key, one.key)) for one in scheme.sides]
        return "、".join(one.title for one in part.choices if one.points in given)
    return ""


def _votes(scheme: Scheme, part: Part, tally: scoring.Tally) -> str:
    ballot = scheme.ballot(part.ballot)
    if ballot.pick:
        return f"{tally.counts[0]} 票，有效票 {tally.of} 张"
    pairs = zip(ballot.choices, tally.counts, strict=True)
    told = "　".join(f"{choice.title} {count}" for choice, count in pairs)
    return f"{told}　未填 {tally.blank}" if tally.blank else told


# -- evidence --------------------------------------------------------------------------------------


def _evidence(known: Known, line: Line) -> Table:
    """Every deduction and addition, also the ones not taken, with what happened and its record."""
    columns_ = (
        Column("日期", 1.1), Column("项目", 1.1), Column(f"{line.subject.name}：事由", 2.9, "left"),
        Column("凭据", 2.0, "left"), Column("分值", 0.7), Column("处理", 1.2),
    )  # fmt: skip
    titles = {one.key: one.title for one in known.scheme.items}
    titles |= {one.key: one.title for one in known.scheme.vetoes}
    rows = tuple(
        (
            _day(one), titles.get(one.item, one.item), one.what, told(one), _worth(one),
            one.verdict if one.counts else f"{one.verdict}：{one.reason or MISSING}",
        )
        for one in line.marks
    )  # fmt: skip
    nothing: Row = (Cell("没有扣分和加分", columns=len(columns_), align="center"),)
    caption = f"{line.subject.name}：扣分、加分和凭据"  # it may begin on a page of its own
    signing: Row = (
        Cell("本人意见：\n\n本人签名：", columns=3, align="left"),
        Cell("支部书记签名：\n\n日期：", columns=3, align="left"),
    )
    return Table(columns_, (*(rows or (nothing,)), signing), caption, whole=True)


def _day(mark: Mark) -> str:
    return cn_day(date.fromisoformat(mark.day)).partition("年")[2] if mark.day else ""


def _worth(mark: Mark) -> str:
    return f"{SIGNS[mark.kind]}{number(mark.points)}" if SIGNS[mark.kind] else "否决"


def told(mark: Mark) -> str | Cell:
    """The record of the ledger or the paper it rests on; none is said in the accent colour."""
    if not mark.evidence:
        return Cell(NO_EVIDENCE, accent=True)
    record = re.fullmatch(r"[a-z_]+:(\d+)", mark.evidence)
    if not record:
        return mark.evidence
    return f"{evidence_words(mark.fact or '') or '账本记录'}，第 {record[1]} 号"
