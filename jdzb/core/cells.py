"""A spreadsheet as read: plain cells, before anyone knows what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged range: first and last row and column, counted from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet: its rows from the first row of the sheet on, all of the same length.

    An empty cell is None; of a merged range only the first cell holds the text.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...] = ()
    merged: tuple[Merged, ...] = ()
    visible: bool = True


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file of sheets: its name without folder, the SHA-256 of its bytes in hex, the sheets."""

    name: str
    sha256: str
    sheets: tuple[RawSheet, ...]


def letter(column: int) -> str:
    """The column letter a spreadsheet shows: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_words(cell: Cell) -> str:
    """A cell as a person reads it: 13812341027 for the number 13812341027.0, dates as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ")
    return str(cell)


def square(rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of one length, empty texts as None, empty rows at the end left out."""
    width = max((len(row) for row in rows), default=0)
    plain = [tuple(_blank_is_none(c) for c in row) + (None,) * (width - len(row)) for row in rows]
    while plain and all(cell is None for cell in plain[-1]):
        plain.pop()
    return tuple(plain)


def _blank_is_none(cell: Cell) -> Cell:
    return None if isinstance(cell, str) and not cell.strip(" \t\r\n\u3000\xa0") else cell
