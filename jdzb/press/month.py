"""The month grid: one page, type as large as the fullest day allows, never below 10.5 points."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jdzb.core.blocks import WEEKDAYS, Calendar, Day
from jdzb.press import marks, style
from jdzb.press.linebreak import Line, Style, break_lines, text_width
from jdzb.press.marks import Box, Mark, Piece, Text
from jdzb.press.tables import spread

SIZES = (14, 13.5, 13, 12.5, 12, 11.5, 11, 10.5)
PAD = 5.0
HEAD_HEIGHT = 26.0
ROOMY = 14.0  # points a week may be stretched beyond its need; more looks empty
NAME = Style("song", 14, 18.5, align="left")
NUMBER = Style("hei", 11.5, 14, align="left", color=style.GREY)
REMARK = Style("hei", 10.5, 13, align="left", color=style.GREY)
WEEKDAY = Style("hei-bold", 12.5, HEAD_HEIGHT, align="center")


@dataclass(frozen=True, slots=True)
class _Name:
    """A line of a name, its width, and the name as written (for reading out)."""

    line: Line
    name: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """A day set for a width: rows of names beside each other, remark lines under the number."""

    day: Day
    rows: list[list[_Name]]
    slot: float
    gap: float
    remark: tuple[Line, ...]
    beside: bool


def month_pieces(calendar: Calendar, width: float, height: float) -> list[Piece]:
    """A header and four to six week pieces that fit into height if type of 10.5 points can."""
    weeks = calendar.weeks()
    side = width / 7
    for size in SIZES:
        grid = [[_set_day(day, size, side) if day else None for day in week] for week in weeks]
        needs = [max((_need(cell, size) for cell in week if cell), default=0.0) for week in grid]
        if HEAD_HEIGHT + sum(needs) <= height:
            break
    even = _even(needs, height - HEAD_HEIGHT)
    header = (Piece(HEAD_HEIGHT, tuple(_weekdays(side)), keep=True),)
    header = (replace(header[0], row=marks.Row((), 0.0, width, head=True)),)
    group = marks.Row(header, 0.0, width)
    rows = [
        Piece(tall, tuple(_week(cells, side, tall, size)), row=group)
        for cells, tall in zip(grid, even, strict=True)
    ]
    return [*header, *rows] if weeks else []


def _even(needs: list[float], room: float) -> list[float]:
    """Heights of the weeks: alike when the room allows, a little roomier than needed."""
    tallest = max(needs, default=0.0)
    if tallest * len(needs) <= room:
        return [min(tallest + ROOMY, room / len(needs))] * len(needs)
    spare = max(room - sum(needs), 0.0) / max(len(needs), 1)
    return [need + min(spare, ROOMY) for need in needs]


def _set_day(day: Day, size: float, side: float) -> _Cell:
    look, inner = _name_style(size, day), side - 2 * PAD
    names = [_Name(line, name) for name in day.names for line in _name_lines(name, look, inner)]
    slot = max((item.line.width for item in names), default=0.0)
    gap = size if 2 * slot + size <= inner else size * 0.4
    beside = max(int((inner + gap + 0.01) // (slot + gap)), 1) if slot else 1
    rows = [names[n : n + beside] for n in range(0, len(names), beside)]
    room = inner - text_width("30", NUMBER) - 4
    remark = break_lines(day.note, REMARK, inner) if day.note else ()
    fits = len(remark) == 1 and remark[0].width <= room
    return _Cell(day, rows, slot, gap, remark, fits)


def _name_lines(name: str, look: Style, inner: float) -> tuple[Line, ...]:
    return break_lines(spread(name), look, inner)


def _name_style(size: float, day: Day) -> Style:
    leading = NAME.leading * size / NAME.size
    return replace(NAME, size=size, leading=leading, color=style.RED if day.accent else style.INK)


def _top(cell: _Cell) -> float:
    """Points taken by the number and remarks above the names."""
    lines = 0 if cell.beside else len(cell.remark)
    return 3 + NUMBER.leading + lines * REMARK.leading


def _need(cell: _Cell, size: float) -> float:
    """The height the day needs; at least one line of names, so that empty weeks keep their shape."""
    rows = max(len(cell.rows), 1)
    return _top(cell) + rows * _name_style(size, cell.day).leading + 5


def _weekdays(side: float) -> list[Mark]:
    made: list[Mark] = []
    for column, name in enumerate(WEEKDAYS):
        look = replace(WEEKDAY, color=style.RED if column > 4 else style.INK)
        made.append(Box(column * side, 0, side, HEAD_HEIGHT, style.HEAD_FILL, style.THIN))
        made += marks.set_lines(break_lines(name, look, side), look, column * side)
    return made


def _week(cells: list[_Cell | None], side: float, tall: float, size: float) -> list[Mark]:
    made: list[Mark] = []
    for column, cell in enumerate(cells):
        fill = "" if cell else style.EMPTY_FILL
        made.append(Box(column * side, 0, side, tall, fill, style.THIN))
    for column, cell in enumerate(cells):
        if cell:
            made += _day_marks(cell, column * side, side, tall, size)
    return made


def _day_marks(cell: _Cell, x: float, side: float, tall: float, size: float) -> list[Text]:
    number = break_lines(str(cell.day.date.day), NUMBER, side)
    made = list(marks.set_lines(number, NUMBER, x + PAD, 3))
    look = replace(REMARK, color=style.RED if cell.day.accent else REMARK.color)
    if cell.beside:
        right = x + side - PAD - cell.remark[0].width
        made += marks.set_lines(cell.remark, look, right, 3)
    else:
        made += marks.set_lines(cell.remark, look, x + PAD, 3 + NUMBER.leading)
    return made + _name_marks(cell, x, side, tall, size)


def _name_marks(cell: _Cell, x: float, side: float, tall: float, size: float) -> list[Text]:
    """Names centred in the cell, in columns of equal slots."""
    look = _name_style(size, cell.day)
    free = tall - _top(cell) - len(cell.rows) * look.leading
    top = _top(cell) + max(min(free / 2, free - 4), 0.0)
    made: list[Text] = []
    for number, row in enumerate(cell.rows):
        width = len(row) * cell.slot + (len(row) - 1) * cell.gap
        left = x + (side - width) / 2
        y = top + number * look.leading + marks.baseline(look)
        for item in row:
            inset = (cell.slot - item.line.width) / 2
            said = item.name if "\u3000" in item.line.text else None
            made.append(Text(left + inset, y, item.line, look, said))
            left += cell.slot + cell.gap
    return made
