"""What the noticeboard prints: a free notice in the look of GB/T 9704, the 公开目录."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from unicodedata import east_asian_width

from jdzb.core.branch import Branch
from jdzb.core.sheet import (
    A4_PORTRAIT,
    MISSING,
    PAPERS,
    Block,
    Cell,
    Column,
    Heading,
    Paper,
    Paragraph,
    Row,
    Sheet,
    Signature,
    Table,
)
from jdzb.ledgers.notices.entries import CORNER, KINDS, PUBLICATION, Notice, day, grid_rows

HEADING_MOST = 28  # characters: a heading is a line, not a paragraph
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
    align = "left" if usual > LONG else "center"
    share = min(max(usual, _length(title) / 2, 2.0), WIDEST) + 1
    return Column(title, share, align, names=person)  # type: ignore[arg-type]


def _row(cells: Sequence[str]) -> Row:
    bold = any(_SUM.fullmatch(cell) for cell in cells[:2])
    return tuple(Cell(cell, bold=True) if bold else cell for cell in cells)


def _length(text: str) -> float:
    """Characters of a full square; Latin letters and digits count half."""
    return sum(1.0 if east_asian_width(char) in "WFA" else 0.5 for char in text)
