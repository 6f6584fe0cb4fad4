"""Tables: rows as tall as their fullest cell, figures under each other, merged cells, headers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from jdzb.core.blocks import Cell, Column, Row, Table, cell_text, located
from jdzb.press import marks, style
from jdzb.press.linebreak import Line, Style, break_lines, text_width
from jdzb.press.marks import Box, Mark, Piece, Rule, Text
from jdzb.press.widths import PAD, fitted, needs, spread

PAD_TOP = 3.5
_FIGURE = re.compile(r"[+\-−]?\d[\d,，]*(?:\.\d+)?[%％‰]?")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell with its place in the grid and its set lines."""

    row: int
    column: int
    columns: int
    rows: int
    lines: tuple[Line, ...]
    style: Style
    text: str

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading + 2 * PAD_TOP


@lru_cache(maxsize=1)  # ballot papers set the same table fifty times
def table_pieces(table: Table, width: float, tallest: float) -> tuple[Piece, ...]:
    """The table as header and row pieces; a row taller than ``tallest`` points is cut by lines."""
    size, widths = fitted(needs(table), width)
    head = _rows(table.head(), table.columns, widths, _sized(style.HEAD, size))
    header_group = marks.Row((), 0.0, width, head=True)
    header = tuple(replace(piece, row=header_group, keep=True) for piece in head)
    room = tallest - sum(piece.height for piece in header)
    body = _rows(table.body(), table.columns, widths, _sized(style.CELL, size), room)
    group = marks.Row(header, 0.0, width)
    rows = _together([replace(piece, row=group) for piece in body])
    caption = _caption(table.caption, width)
    if table.whole and sum(piece.height for piece in (*caption, *rows)) <= room:
        rows[:-1] = [replace(piece, keep=True) for piece in rows[:-1]]
    return (*caption, *header, *rows)


def _sized(base: Style, size: float) -> Style:
    return replace(base, size=size, leading=base.leading * size / base.size)


def _caption(text: str, width: float) -> list[Piece]:
    if not text:
        return []
    lines = break_lines(text, style.CAPTION, width)
    height = len(lines) * style.CAPTION.leading
    mark = marks.Bookmark(0, text, 1)
    return [Piece(height, (mark, *marks.set_lines(lines, style.CAPTION)), keep=True)]


def _together(rows: list[Piece]) -> list[Piece]:
    """No row alone: the first holds the second, the last but one the last."""
    for index in {0, len(rows) - 2} if len(rows) > 1 else ():
        rows[index] = replace(rows[index], keep=True)
    return rows


def _rows(
    rows: tuple[Row, ...],
    columns: tuple[Column, ...],
    widths: list[float],
    base: Style,
    tallest: float = float("inf"),
) -> list[Piece]:
    figures = {} if base.role == style.HEAD.role else _figures(rows, columns, base)
    placed = [
        _placed(number, column, cell, columns[column], widths, base, figures.get(column, 0.0))
        for number, column, cell in located(rows, len(columns))
    ]
    heights = _heights(placed, len(rows))
    lefts = [sum(widths[:n]) for n in range(len(widths) + 1)]
    pieces = []
    for number, height in enumerate(heights):
        here = [cell for cell in placed if cell.row == number]
        merged = any(c.row < number + 1 < c.row + c.rows for c in placed)
        if height > tallest and all(cell.rows == 1 for cell in here):
            pieces += _cut(here, lefts, base)
            continue
        drawn = [m for cell in here for m in _cell_marks(cell, lefts, heights, base)]
        blanks = _blanks(placed, number, lefts, height)
        heading = len(columns) > 1 and [cell.columns for cell in here] == [len(columns)]
        pieces.append(Piece(height, (*blanks, *drawn), keep=merged or heading))
    return pieces


def _figures(rows: tuple[Row, ...], columns: tuple[Column, ...], base: Style) -> dict[int, float]:
    """The points of the widest number in each centred column, where there is one."""
    widest: dict[int, float] = {}
    for _, column, cell in located(rows, len(columns)):
        if columns[column].align == "center" and _FIGURE.fullmatch(cell_text(cell)):
            bold = columns[column].bold or (isinstance(cell, Cell) and cell.bold)
            look = replace(base, role=style.BOLD_CELL.role) if bold else base
            points = text_width(cell_text(cell), look)
            widest[column] = max(widest.get(column, 0.0), points)
    return widest


def _placed(
    number: int,
    column: int,
    cell: str | Cell,
    kind: Column,
    widths: list[float],
    base: Style,
    figure: float,
) -> _Placed:
    """The cell set in lines; ``figure`` is the width of the widest number of its column.

    A number ends where the widest, centred, would end: units stand under units.
    """
    full = cell if isinstance(cell, Cell) else Cell(cell)
    head = base.role == style.HEAD.role
    look = replace(base, align=full.align or ("center" if head else kind.align))
    if not head and (full.bold or kind.bold):
        look = replace(look, role=style.BOLD_CELL.role)
    if full.accent:
        look = replace(look, color=style.RED)
    span = min(full.columns, len(widths) - column)
    measure = sum(widths[column : column + span]) - 2 * PAD
    named = kind.names and not head
    look, text = replace(look, listed=named), spread(full.text) if named else full.text
    if span == 1 and full.align is None and 0 < figure <= measure and _FIGURE.fullmatch(text):
        look, measure = replace(look, align="right"), (measure + figure) / 2
    if head and "（" in text and text_width(text, look) > measure:
        text = text.replace("（", "\n（")
    lines = break_lines(text, look, max(measure, 1.0))
    return _Placed(number, column, span, full.rows, lines, look, full.text)


def _heights(placed: list[_Placed], count: int) -> list[float]:
    heights = [0.0] * count
    for cell in placed:
        if cell.rows == 1:
            heights[cell.row] = max(heights[cell.row], cell.height)
    for cell in (cell for cell in placed if cell.rows > 1):
        last = min(cell.row + cell.rows, count) - 1
        lacking = cell.height - sum(heights[cell.row : last + 1])
        heights[last] += max(lacking, 0.0)
    return [max(height, 24.0) for height in heights]


def _cell_marks(cell: _Placed, lefts: list[float], heights: list[float], base: Style) -> list[Mark]:
    x, right = lefts[cell.column], lefts[cell.column + cell.columns]
    height = sum(heights[cell.row : cell.row + cell.rows])
    fill = style.HEAD_FILL if base.role == style.HEAD.role else ""
    box = Box(x, 0.0, right - x, height, fill, style.THIN)
    top = (height - len(cell.lines) * cell.style.leading) / 2
    return [box, *_spoken(cell, marks.set_lines(cell.lines, cell.style, x + PAD, top))]


def _spoken(cell: _Placed, texts: tuple[Text, ...]) -> tuple[Text, ...]:
    """A spread name is read out as it is written in the ledger."""
    if len(texts) == 1 and "\u3000" in texts[0].line.text and "\u3000" not in cell.text:
        return (replace(texts[0], spoken=cell.text),)
    return texts


def _blanks(placed: list[_Placed], row: int, lefts: list[float], height: float) -> list[Mark]:
    """Boxes for the places of a row that no cell covers."""
    covered = {
        cell.column + n
        for cell in placed
        if cell.row <= row < cell.row + cell.rows
        for n in range(cell.columns)
    }
    empty = [n for n in range(len(lefts) - 1) if n not in covered]
    return [Box(lefts[n], 0.0, lefts[n + 1] - lefts[n], height, "", style.THIN) for n in empty]


def _cut(here: list[_Placed], lefts: list[float], base: Style) -> list[Piece]:
    """A row taller than a page line by line, so that it begins where the page has room."""
    count = max(len(cell.lines) for cell in here)
    edges = {lefts[cell.column] for cell in here} | {lefts[-1]}
    pieces = []
    for number in range(count):
        top = PAD_TOP if number == 0 else 0.0
        height = top + base.leading + (PAD_TOP if number == count - 1 else 0.0)
        drawn: list[Mark] = [Rule(x, 0, x, height, style.THIN, style.LINE) for x in edges]
        if number == 0:
            drawn.append(Rule(0, 0, lefts[-1], 0, style.THIN, style.LINE))
        for cell in here:
            line = cell.lines[number : number + 1]
            drawn += marks.set_lines(line, cell.style, lefts[cell.column] + PAD, top)
        pieces.append(Piece(height, tuple(drawn), keep=number in (0, count - 2)))
    return pieces
