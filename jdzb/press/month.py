"""The month grid: one page, type as large as the fullest day allows, never below 10.5 points."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jdzb.core.blocks import WEEKDAYS, Calendar, Day
from jdzb.press import marks, style
from jdzb.press.linebreak import Line, Style, break_lines
from jdzb.press.marks import Box, Mark, Piece, Text
from jdzb.press.widths import spread

USUAL, WALL = 14, 12  # side by side as large as calm; from a metre away at least this
SIZES = (17, 16.5, 16, 15.5, 15, 14.5, 14, 13.5, 13, 12.5, 12, 11.5, 11, 10.5)
CROWDED = 12.5  # up to this size names may stand closer than a square apart
PAD = 5.0
NUMBER_WIDTH = 16.0
HEAD_HEIGHT = 26.0
ROOMY = 14.0  # points a week may be stretched beyond its need; more looks empty
NAME = Style("song", 14, 18.5, align="left")
NUMBER = Style("hei", 11.5, 14, align="left", color=style.GREY)
REMARK = Style("hei", 10.5, 13, align="left", color=style.GREY)
WEEKDAY = Style("hei-bold", 12.5, HEAD_HEIGHT, align="center")


@dataclass(frozen=True, slots=True)
class _Name:
    """A line of a name, and the name as written (for reading out)."""

    line: Line
    name: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """A day set for a width: rows of names side by side, remark lines beside or under the number.

    A tight day has its names beside the number; ``top`` points are taken above the names.
    """

    day: Day
    look: Style
    rows: list[list[_Name]]
    slot: float
    gap: float
    remark: tuple[Line, ...]
    beside: bool
    left: float
    top: float

    @property
    def need(self) -> float:
        """Points the day needs; one line of names at least, so that empty weeks keep shape."""
        return self.top + max(len(self.rows), 1) * self.look.leading + 5


@dataclass(frozen=True, slots=True)
class _Grid:
    """The month set at one size, and the points each week needs."""

    size: float
    weeks: list[list[_Cell | None]]
    needs: list[float]

    @property
    def lines(self) -> int:
        """Lines of names on the fullest day."""
        return max((len(cell.rows) for week in self.weeks for cell in week if cell), default=0)


def month_pieces(calendar: Calendar, width: float, height: float) -> list[Piece]:
    """A header and four to six week pieces that fit into height if type of 10.5 points can."""
    if not calendar.days:
        return []
    side, room = width / 7, height - HEAD_HEIGHT
    grid = _fitted(calendar.weeks(), side, room)
    heading = Piece(HEAD_HEIGHT, tuple(_weekdays(side)), keep=True)
    header = (replace(heading, row=marks.Row((), 0.0, width, head=True)),)
    group = marks.Row(header, 0.0, width)
    rows = [
        Piece(tall, tuple(_week(cells, side, tall)), row=group)
        for cells, tall in zip(grid.weeks, _even(grid.needs, room), strict=True)
    ]
    return [*header, *rows]


def _fitted(weeks: tuple[tuple[Day | None, ...], ...], side: float, room: float) -> _Grid:
    """The largest type with weeks of one height, at least 12 points; else the largest that fits."""
    usual = _grid(weeks, USUAL, side).lines
    for size in SIZES[: SIZES.index(WALL) + 1]:
        grid = _grid(weeks, size, side)
        even = max(grid.needs, default=0.0) * len(weeks)
        if even <= room and (size <= USUAL or grid.lines <= usual):
            return grid
    for size in SIZES[SIZES.index(USUAL) :]:
        for tight in (False, True):
            grid = _grid(weeks, size, side, tight=tight)
            if sum(grid.needs) <= room:
                return grid
    return grid


def _grid(
    weeks: tuple[tuple[Day | None, ...], ...], size: float, side: float, *, tight: bool = False
) -> _Grid:
    cells = [[_set_day(day, size, side, tight) if day else None for day in week] for week in weeks]
    needs = [max((cell.need for cell in week if cell), default=0.0) for week in cells]
    return _Grid(size, cells, needs)


def _even(needs: list[float], room: float) -> list[float]:
    """Heights of the weeks: alike when the room allows, a little roomier than needed."""
    tallest = max(needs, default=0.0)
    if tallest * len(needs) <= room:
        return [min(tallest + max(ROOMY, tallest / 3), room / len(needs))] * len(needs)
    spare = max(room - sum(needs), 0.0) / max(len(needs), 1)
    return [need + min(spare, ROOMY) for need in needs]


def _set_day(day: Day, size: float, side: float, tight: bool) -> _Cell:
    remark = break_lines(day.note, REMARK, side - 2 * PAD) if day.note else ()
    fits = len(remark) == 1 and remark[0].width <= side - 2 * PAD - NUMBER_WIDTH
    under = 0 if fits else len(remark)
    close = tight and not remark
    left = PAD + NUMBER_WIDTH if close else PAD
    top = 3 if close else 3 + NUMBER.leading + under * REMARK.leading
    look = _name_style(size, day, tight)
    rows, slot, gap = _packed(day.names, look, side - PAD - left)
    return _Cell(day, look, rows, slot, gap, remark, fits, left, top)


def _packed(
    names: tuple[str, ...], look: Style, inner: float
) -> tuple[list[list[_Name]], float, float]:
    """Rows of names, the width of a column (0: each its own), the gap between names."""
    close = look.size * (1.0 if look.size > CROWDED else 0.4)
    rows: list[list[_Name]] = []
    open_row = False
    for name in names:
        lines = _name_lines(name, look, inner)
        for item in (_Name(line, name) for line in lines):
            if open_row and len(lines) == 1 and _row_width([*rows[-1], item], close) <= inner:
                rows[-1].append(item)
            else:
                rows.append([item])
            open_row = len(lines) == 1  # nobody stands behind the end of a broken name
    widest = max((_row_width(row, look.size) for row in rows), default=0.0)
    gap = look.size if widest <= inner else close
    slot = max((item.line.width for row in rows for item in row), default=0.0)
    most = max((len(row) for row in rows), default=0)
    return rows, slot if most * slot + (most - 1) * gap <= inner else 0.0, gap


def _name_lines(name: str, look: Style, inner: float) -> tuple[Line, ...]:
    """The name on one line, or broken behind its point, or wherever it must."""
    lines = break_lines(spread(name), look, inner)
    parted = name.replace("·", "·\n").replace("（", "\n（")
    return lines if len(lines) == 1 else break_lines(parted, look, inner)


def _row_width(row: list[_Name], gap: float) -> float:
    return sum(item.line.width for item in row) + (len(row) - 1) * gap


def _name_style(size: float, day: Day, tight: bool) -> Style:
    leading = size * (1.2 if tight else NAME.leading / NAME.size)
    return replace(NAME, size=size, leading=leading, color=style.RED if day.accent else style.INK)


def _weekdays(side: float) -> list[Mark]:
    made: list[Mark] = []
    for column, name in enumerate(WEEKDAYS):
        look = replace(WEEKDAY, color=style.RED if column > 4 else style.INK)
        made.append(Box(column * side, 0, side, HEAD_HEIGHT, style.HEAD_FILL, style.THIN))
        made += marks.set_lines(break_lines(name, look, side), look, column * side)
    return made


def _week(cells: list[_Cell | None], side: float, tall: float) -> list[Mark]:
    made: list[Mark] = []
    for column, cell in enumerate(cells):
        fill = "" if cell else style.EMPTY_FILL
        made.append(Box(column * side, 0, side, tall, fill, style.THIN))
    for column, cell in enumerate(cells):
        if cell:
            made += _day_marks(cell, column * side, side, tall)
    return made


def _day_marks(cell: _Cell, x: float, side: float, tall: float) -> list[Text]:
    number = break_lines(str(cell.day.date.day), NUMBER, side)
    made = list(marks.set_lines(number, NUMBER, x + PAD, 3))
    look = replace(REMARK, color=style.RED if cell.day.accent else REMARK.color)
    if cell.beside:
        right = x + side - PAD - cell.remark[0].width
        made += marks.set_lines(cell.remark, look, right, 3)
    else:
        made += marks.set_lines(cell.remark, look, x + PAD, 3 + NUMBER.leading)
    return made + _name_marks(cell, x, side, tall)


def _name_marks(cell: _Cell, x: float, side: float, tall: float) -> list[Text]:
    """Names centred in the cell, in columns of equal slots where they fit."""
    free = tall - cell.top - len(cell.rows) * cell.look.leading
    top = cell.top + max(min(free / 2, free - 4), 0.0)
    made: list[Text] = []
    for number, row in enumerate(cell.rows):
        slots = [cell.slot or item.line.width for item in row]
        width = sum(slots) + (len(row) - 1) * cell.gap
        left = x + (side + cell.left - PAD - width) / 2
        y = top + number * cell.look.leading + marks.baseline(cell.look)
        for item, slot in zip(row, slots, strict=True):
            inset = (slot - item.line.width) / 2
            made.append(_name_mark(item, left + inset, y, cell.look, alone=len(row) == 1))
            left += slot + cell.gap
    return made


def _name_mark(item: _Name, x: float, y: float, look: Style, *, alone: bool) -> Text:
    """A name; a spread one beside another takes half the space, lest two read as four."""
    if "\u3000" not in item.line.text or alone:
        return Text(x, y, item.line, look, item.name if "\u3000" in item.line.text else None)
    closer = replace(look, tracking=0.5)
    line = break_lines(item.name, closer, item.line.width + 1)[0]
    return Text(x + look.size / 4, y, line, closer)
