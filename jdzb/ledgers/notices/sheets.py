"""What the noticeboard prints: a free notice in the look of GB/T 9704, the 公开目录."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from unicodedata import east_asian_width

from jdzb.core import clock
from jdzb.core.blocks import HEADING_MOST
from jdzb.core.branch import Branch
from jdzb.core.sheet import (
    A4_PORTRAIT,
    MISSING,
    PAPERS,
    Block,
    Cell,
    Column,
    Heading,
    Note,
    Paper,
    Paragraph,
    Row,
    Sheet,
    Signature,
    Table,
)
from jdzb.ledgers.notices.catalogue import ANY_TIME, EVERY, Due
from jdzb.ledgers.notices.entries import CORNER, KINDS, PUBLICATION, Notice, day, grid_rows

WIDEST, LONG = 16.0, 10.0  # characters: no column counts as wider; longer texts begin at the left
_LEVELS = (
    (1, re.compile(r"[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]{1,2}[、组社])")),
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
)
_SENTENCE = re.compile(r"(.+?[。：:])(.+)", re.DOTALL)
_ADDRESSED = re.compile(
    r".{0,20}(党员|村民|小组|支部|同志|代表|群众|委员会|农户|乡亲|单位)(们)?[：:]"
)
_PERSON = re.compile(r".*(姓名|户主|党员|负责人|联系人|经办人|申请人|监护人|书记|组长)")
_TITLE = re.compile(rf"(?:关于)?(.+?)的?(?:{'|'.join(KINDS)})")
_SUM = re.compile(r"(合|总|小)\s*计")


def free_notice(notice: Notice, branch: Branch, paper: Paper | None = None) -> Sheet:
    """A 通知, 公告 or 公示 for the wall: title, text, table, signature, foot with its days.

    Headings 一、 and （一） are known by how they begin. What is not written yet is 待补充.
    ``paper`` goes before the notice's own, that before A4 upright, which a wide table turns.
    """
    own = next((one for one in PAPERS if one.label == notice.paper), A4_PORTRAIT)
    footer = replace(
        branch.footer(_content(notice)),
        since=day(notice.since),
        until=day(notice.until),
        period="公示期" if notice.kind == PUBLICATION else "公开期",
    )
    signer = notice.signer or branch.title or "支部名称待补充"
    return Sheet(
        title=notice.title,
        blocks=_blocks(notice),
        paper=paper or own,
        signature=Signature(signer, day(notice.signed_on)),
        footer=footer,
        public=True,
        official=True,
    )


def _content(notice: Notice) -> str:
    """What the foot says is public: the title without 关于…的公示, or the category if no more."""
    about = _TITLE.fullmatch(notice.title)
    short = (about[1] if about else notice.title).strip()
    return notice.category if short in KINDS else short


def _blocks(notice: Notice) -> tuple[Block, ...]:
    lines = [line.strip(" \t\u3000") for line in (notice.body or "").split("\n")]
    lines = [line for line in lines if line]
    text = [block for number, line in enumerate(lines) for block in _line(line, first=number == 0)]
    grid = grid_rows(notice)
    table = [pasted(grid)] if grid else []
    return (*text, *table) or (Paragraph(f"正文{MISSING}"),)


def _line(line: str, *, first: bool) -> list[Block]:
    """A line of the text: whom it addresses, a heading (with its text after it), a paragraph."""
    if first and _ADDRESSED.fullmatch(line):
        return [Paragraph(line, indent=False)]
    level = next((level for level, begins in _LEVELS if begins.match(line)), None)
    if level is None:
        return [Paragraph(line)]
    if len(line) <= HEADING_MOST:
        return [_heading(line, level)]
    parts = _SENTENCE.fullmatch(line)
    if parts and len(parts[1]) <= HEADING_MOST:
        return [_heading(parts[1], level), Paragraph(parts[2].strip())]
    return [Paragraph(line)]


def _heading(line: str, level: int) -> Heading:
    return Heading(line, 1 if level == 1 else 2)


def pasted(grid: Sequence[Sequence[str]]) -> Table:
    """A pasted table, its first row the headings: names spread, sums bold, widths by the words."""
    head, *rows = grid
    columns = tuple(
        _column("" if title == CORNER else title, [row[number] for row in rows])
        for number, title in enumerate(head)
    )
    return Table(columns, tuple(_row(row) for row in rows))


def _column(title: str, cells: Sequence[str]) -> Column:
    lengths = sorted(_length(cell) for cell in cells) or [0.0]
    usual = (lengths[int(len(lengths) * 0.9) - 1] + lengths[-1]) / 2
    person = bool(_PERSON.fullmatch(title)) and lengths[-1] <= 8
    align = "left" if lengths[-1] > LONG else "center"
    share = min(max(usual, _length(title) / 2, 2.0), WIDEST) + 1
    return Column(title, share, align, names=person)  # type: ignore[arg-type]


def _row(cells: Sequence[str]) -> Row:
    bold = any(_SUM.fullmatch(cell) for cell in cells[:2])
    return tuple(Cell(cell, bold=True) if bold else cell for cell in cells)


def _length(text: str) -> float:
    """Characters of a full square; Latin letters and digits count half."""
    return sum(1.0 if east_asian_width(char) in "WFA" else 0.5 for char in text)


def catalogue(
    dues: Sequence[Due], year: int, quarter: int, branch: Branch, today: date | None = None
) -> Sheet:
    """公开目录 of a quarter: what is due each month, once, at any time, and when it went up.

    A posted item shows its days, one that is late 待补充, one not due yet its last month.
    """
    day_ = today or clock.today()
    months = tuple(range(3 * quarter - 2, 3 * quarter + 1))
    bases = list(dict.fromkeys(one.item.basis for one in dues))
    columns = (
        Column("序号", 0.6), Column("公开事项", 4, "left"), Column("类别", 0.7),
        *(Column(f"{month}月", 1.4) for month in months), Column("依据", 0.6),
    )  # fmt: skip
    listed = "；".join(f"{_circled(number)}{basis}" for number, basis in enumerate(bases))
    first, last = date(year, months[0], 1), date(year, months[-1], 31 if quarter in (1, 4) else 30)
    return Sheet(
        title=f"{year}年第{'一二三四'[quarter - 1]}季度公开目录",
        branch=branch.title or "支部名称待补充",
        blocks=(
            Table(columns, tuple(_catalogue_rows(dues, bases, day_))),
            Note(f"日期是张贴的日子，“{MISSING}”是到期还没有公开。依据：{listed}。"),
        ),
        paper=A4_PORTRAIT,
        footer=replace(branch.footer("公开目录"), since=first, until=last),
        public=True,
    )


def _catalogue_rows(dues: Sequence[Due], bases: list[str], today: date) -> list[Row]:
    made: list[Row] = []
    number = 0
    for every, words in EVERY.items():
        items = list(dict.fromkeys(one.item for one in dues if one.item.every == every))
        if items:
            made.append((Cell(words, columns=7, align="left", bold=True),))
        for item in items:
            number += 1
            cells = [_state(one, today) for one in dues if one.item == item]
            spread = tuple(replace(cell, columns=3 // len(cells)) for cell in cells)
            basis = _circled(bases.index(item.basis))
            made.append((str(number), item.title, item.kind[:2], *spread, basis))
    return made


def _state(one: Due, today: date) -> Cell:
    days = list(dict.fromkeys(f"{day.month}月{day.day}日" for day in one.posted))
    if days:
        return Cell("、".join(days))
    if one.item.every == ANY_TIME:
        return Cell("有则随时公布")
    if one.overdue(today):
        return Cell(MISSING, accent=True)
    return Cell(f"{one.until.month}月底前")


def _circled(number: int) -> str:
    """① for 0; past ⑳ the plain number."""
    return chr(0x2460 + number) if number < 20 else str(number + 1)
