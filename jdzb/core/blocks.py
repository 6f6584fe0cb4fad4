"""What stands on a sheet: paragraphs, tables, calendars as plain data (see sheet.py)."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Literal

Align = Literal["left", "center", "right", "justify"]
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
HEADING_MOST = 28  # characters of a line (GB/T 9704): a heading is a line, not a paragraph


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text: 16 pt FangSong, first line indented two characters unless told otherwise."""

    text: str
    indent: bool = True
    align: Align = "justify"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 HeiTi 一、, level 2 KaiTi （一）, level 0 bold and centred."""

    text: str
    level: Literal[0, 1, 2] = 1


@dataclass(frozen=True, slots=True)
class Note:
    """Smaller text under a table or calendar, the whole width, justified."""

    text: str


@dataclass(frozen=True, slots=True)
class InfoLine:
    """One line of three parts: at the left edge, centred, at the right edge; any may be empty."""

    left: str = ""
    center: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is more than a text: merged, bold, in the accent colour, aligned its own way.

    ``columns`` and ``rows`` count the grid places it covers; covered places are left out of the
    rows (as in HTML). A line feed in the text is a line feed on paper.
    """

    text: str
    columns: int = 1
    rows: int = 1
    align: Align | None = None
    bold: bool = False
    accent: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: header text, share of the width, alignment.

    ``names``: 王强 is spread to 王　强, and no name is broken, nor one of several (林秀兰、王强).
    """

    title: str
    width: float = 1.0
    align: Align = "center"
    names: bool = False
    bold: bool = False


Row = tuple[str | Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its header is repeated on following pages and no row stands alone on a page.

    ``header`` replaces the single header row made of the column titles when it needs merged cells.
    Columns without any title have no header. With no rows the table prints one merged row saying
    ``empty``. ``whole``: it begins on a new page rather than run over the end of one.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    caption: str = ""
    header: tuple[Row, ...] = ()
    empty: str = "（无）"
    whole: bool = False

    def head(self) -> tuple[Row, ...]:
        """The header rows, top first."""
        titles = tuple(column.title for column in self.columns)
        return self.header or ((titles,) if any(titles) else ())

    def body(self) -> tuple[Row, ...]:
        """The rows, or the one row that says there are none."""
        return self.rows or ((Cell(self.empty, columns=len(self.columns), align="center"),),)

    def places(self) -> Iterator[tuple[str, str]]:
        """Every text with its place, as ('第 2 行“姓名”栏', text)."""
        prefix = f"表“{self.caption}”" if self.caption else "表格"
        if self.caption:
            yield "表格标题", self.caption
        for row in self.head():
            for cell in row:
                yield f"{prefix}表头", cell_text(cell)
        yield from ((place, text) for _, place, text, _ in self.cells())

    def cells(self) -> Iterator[tuple[int, str, str, str]]:
        """Each cell of the body: its row, its place in words, its text, the title of its column."""
        prefix = f"表“{self.caption}”" if self.caption else "表格"
        for row, column, cell in located(self.body(), len(self.columns)):
            title = self.columns[column].title
            place = f"{prefix}第 {row + 1} 行“{title or f'第 {column + 1} 列'}”栏"
            yield row, place, cell_text(cell), title


@dataclass(frozen=True, slots=True)
class Day:
    """One day: who, an accent (weekend, holiday), a short note such as 元旦 or 待补充."""

    date: date
    names: tuple[str, ...] = ()
    accent: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A month grid, Monday first; days of the month that are not given print empty."""

    days: tuple[Day, ...]

    def weeks(self) -> tuple[tuple[Day | None, ...], ...]:
        """Four to six weeks of seven; None is a day of another month. Empty without days."""
        if not self.days:
            return ()
        known = {day.date: day for day in self.days}
        first = min(known).replace(day=1)
        length = calendar.monthrange(first.year, first.month)[1]
        month = [first + timedelta(days=n) for n in range(length)]
        grid: list[Day | None] = [None] * first.weekday()
        grid += [known.get(day) or Day(day, accent=day.weekday() > 4) for day in month]
        grid += [None] * (-len(grid) % 7)
        return tuple(tuple(grid[n : n + 7]) for n in range(0, len(grid), 7))

    def places(self) -> Iterator[tuple[str, str]]:
        """Every text with its place, as ('12月3日', '孙明义　徐海燕')."""
        for day in (day for week in self.weeks() for day in week if day):
            place = f"{day.date.month}月{day.date.day}日"
            yield place, " ".join((*day.names, day.note)).strip()


@dataclass(frozen=True, slots=True)
class Large:
    """One line to be read across a room: centred, as large as the width allows, red if asked."""

    text: str
    accent: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its name, a figure for each part, what stands at its end (80%)."""

    name: str
    parts: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars lying one below the other, each of several parts; ``legend`` names the parts.

    The parts are told apart by their filling, so that a copy in black and white reads as well.
    """

    legend: tuple[str, ...]
    bars: tuple[Bar, ...] = ()
    caption: str = ""
    empty: str = "（无）"

    def places(self) -> Iterator[tuple[str, str]]:
        """Every text with its place."""
        if self.caption:
            yield "图的标题", self.caption
        for text in self.legend:
            yield "图例", text
        for number, bar in enumerate(self.bars, 1):
            yield f"图第 {number} 条", f"{bar.name} {bar.note}".strip()

    def texts(self) -> list[str]:
        """The legend, then each bar with its figures, parted by tabs."""
        rows = ((bar.name, *map(str, bar.parts), bar.note) for bar in self.bars)
        told = ["\t".join(row) for row in rows] or [self.empty]
        return [self.caption, "\t".join(self.legend), *told]


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page begins here, under the head of the sheet with this text as its subtitle."""

    text: str


Block = NewPage | Paragraph | Heading | Note | InfoLine | Table | Calendar | Large | Chart


def cell_text(cell: str | Cell) -> str:
    """The text of a cell."""
    return cell if isinstance(cell, str) else cell.text


def located(rows: tuple[Row, ...], width: int) -> Iterator[tuple[int, int, str | Cell]]:
    """Each cell with its row and column in the grid, places covered by merged cells skipped."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            columns, down = (cell.columns, cell.rows) if isinstance(cell, Cell) else (1, 1)
            taken |= {(number + r, column + c) for r in range(down) for c in range(columns)}
            yield number, min(column, width - 1), cell
            column += columns


def rows(block: Block) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """Of each row of a table the places, the texts and the column titles of its cells."""
    for _, cells in groupby(block.cells(), itemgetter(0)) if isinstance(block, Table) else ():
        _, places, texts, titles = zip(*cells, strict=True)
        yield places, texts, titles


def _label(part: str) -> str:
    """What a part of an information line is about: 服务电话 of 服务电话：0000-2560000."""
    label, colon, _ = part.partition("：")
    return f"“{label}”一栏" if colon and len(label) <= 8 else "标题下的一行"


def named(*pairs: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """The pairs of (place, text) that have a text."""
    return ((place, text) for place, text in pairs if text)


def lines(block: Block) -> list[str]:
    """The lines of a block as plain text; the cells of a table row parted by tabs."""
    if isinstance(block, Table):
        rows = (*block.head(), *block.body())
        return [block.caption, *("\t".join(cell_text(cell) for cell in row) for row in rows)]
    if isinstance(block, Calendar):
        return [f"{place} {text}".strip() for place, text in block.places()]
    if isinstance(block, InfoLine):
        return [block.left, block.center, block.right]
    return block.texts() if isinstance(block, Chart) else [block.text]


_KINDS: Mapping[type, str] = {
    Paragraph: "段", Heading: "个小标题", Note: "条说明", Large: "行大字", NewPage: "个副标题",
}  # fmt: skip


def places(block: Block, counts: dict[str, int]) -> Iterator[tuple[str, str]]:
    """The texts of a block with their places; counts numbers paragraphs over the whole sheet."""
    if isinstance(block, Table | Calendar | Chart):
        yield from named(*block.places())
    elif isinstance(block, InfoLine):
        yield from named(
            *((_label(part), part) for part in (block.left, block.center, block.right))
        )
    else:
        kind = _KINDS[type(block)]
        counts[kind] = counts.get(kind, 0) + 1
        yield f"第 {counts[kind]} {kind}", block.text
