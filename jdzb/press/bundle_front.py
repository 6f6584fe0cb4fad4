"""The first pages of a bundle: title page and contents, their links and the bookmarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from jdzb.core import clock
from jdzb.core.blocks import Cell, Column, Note, Row, Table
from jdzb.core.sheet import A4_PORTRAIT, Footer, Sheet, Signature, cn_day
from jdzb.press import layout, pdf, style
from jdzb.press.marks import Box, Mark

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import IndirectObject

LOST = "文件缺失"


@dataclass(frozen=True, slots=True)
class Entry:
    """A sheet of the bundle; ``pages`` 0 when its file is missing or damaged."""

    title: str
    day: date
    pages: int
    note: str = ""

    @property
    def month(self) -> str:
        """The month it was posted in."""
        return f"{self.day.year}年{self.day.month}月"


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the contents: its page (from 0), left, bottom, right, top in points, its entry."""

    page: int
    box: tuple[float, float, float, float]
    entry: int


@dataclass(frozen=True, slots=True)
class Front:
    """Title page and contents as PDFs, their pages, and the page (from 0) each entry begins at."""

    sheets: tuple[bytes, bytes]
    count: int
    entries: tuple[Entry, ...]
    starts: tuple[int, ...]
    links: tuple[Link, ...]


def front(title: str, branch: str, entries: Sequence[Entry]) -> Front:
    """The front pages; the contents reckon with the pages they take themselves."""
    count = 2
    while True:
        starts = tuple(accumulate((entry.pages for entry in entries[:-1]), initial=count))
        contents = _contents(branch, entries, starts)
        pages = layout.pages(contents)
        if len(pages) + 1 == count:
            break
        count = len(pages) + 1
    cover = _cover(title, branch, entries, count)
    sheets = (pdf.render(cover), pdf.render(contents))
    return Front(sheets, count, tuple(entries), starts, _links(contents, pages, entries))


def _cover(title: str, branch: str, entries: Sequence[Entry], count: int) -> Sheet:
    days = sorted(entry.day for entry in entries)
    pages = count + sum(entry.pages for entry in entries)
    lost = sum(1 for entry in entries if not entry.pages)
    facts = [
        ("张贴时间", f"{cn_day(days[0])}至{cn_day(days[-1])}"),
        ("公开的表", f"{len(entries)} 张"),
        ("页数", f"{pages} 页（含封面和目录 {count} 页）"),
        ("文件缺失", f"{lost} 张，目录里已注明" if lost else "没有"),
    ]
    rows = tuple((Cell(label, bold=True), told) for label, told in facts)
    return Sheet(
        title=title,
        branch=branch,
        red_rule=True,
        blocks=(
            Note("本册由张贴时留存的原页编成，每页与当时张贴的一致，右上角另加汇编页码。"),
            Table((Column("项目", 1), Column("情况", 4, "left")), rows),
        ),
        paper=A4_PORTRAIT,
        public=False,
        signature=Signature(branch, clock.today()) if branch else None,
        footer=Footer(printed_at=clock.now()),
    )


def _contents(branch: str, entries: Sequence[Entry], starts: Sequence[int]) -> Sheet:
    columns = (
        Column("张贴日期", 1.3), Column("公开的表", 6, "left"), Column("页码", 1),
    )  # fmt: skip
    return Sheet(
        title="目录",
        branch=branch,
        blocks=(Table(columns, tuple(_lines(entries, starts))),),
        paper=A4_PORTRAIT,
        public=False,
        footer=Footer(printed_at=clock.now()),
    )


def _links(sheet: Sheet, pages: list[list[Mark]], entries: Sequence[Entry]) -> tuple[Link, ...]:
    """The first box of each row of the contents, as wide as the table."""
    frame = style.frame(sheet)
    right = frame.width - frame.right
    rows = [
        (page, (frame.left, frame.height - box.y - box.height, right, frame.height - box.y))
        for page, marks in enumerate(pages)
        for box in marks
        if isinstance(box, Box)
        and (box.stroke, box.fill) == (style.THIN, "")
        and abs(box.x - frame.left) < 0.1
    ]
    targets = _targets(entries)
    return tuple(
        Link(page + 1, box, entry)
        for (page, box), entry in zip(rows, targets, strict=True)
        if entry is not None and entries[entry].pages
    )


def _lines(entries: Sequence[Entry], starts: Sequence[int]) -> list[Row]:
    made: list[Row] = []
    for month, group in groupby(zip(entries, starts, strict=True), lambda pair: pair[0].month):
        made.append((Cell(month, columns=3, align="left", bold=True),))
        for entry, start in group:
            words = entry.title + (f"（{entry.note}）" if entry.note else "")
            day = f"{entry.day.month}月{entry.day.day}日"
            page = str(start + 1) if entry.pages else Cell(LOST, accent=True)
            made.append((day, words, page))
    return made


def _targets(entries: Sequence[Entry]) -> list[int | None]:
    """For each line of the contents the entry it stands for, None for a month."""
    made: list[int | None] = []
    for _, group in groupby(range(len(entries)), lambda number: entries[number].month):
        made += [None, *group]
    return made


def link(writer: PdfWriter, made: Front) -> None:
    """Make every line of the contents lead to its sheet."""
    from pypdf.annotations import Link as Leading

    for one in made.links:
        annotation = Leading(rect=one.box, target_page_index=made.starts[one.entry])
        writer.add_annotation(one.page, annotation)


def outline(writer: PdfWriter, made: Front) -> None:
    """Bookmarks: title page, contents, the months with their sheets."""
    writer.add_outline_item(title="封面", page_number=0)
    writer.add_outline_item(title="目录", page_number=1)
    pairs = [pair for pair in zip(made.entries, made.starts, strict=True) if pair[0].pages]
    for month, group in groupby(pairs, lambda pair: pair[0].month):
        sheets = list(group)
        parent: IndirectObject = writer.add_outline_item(
            title=month, page_number=sheets[0][1], is_open=False
        )
        for entry, start in sheets:
            words = f"{entry.day.day}日　{entry.title}"
            writer.add_outline_item(title=words, page_number=start, parent=parent)
