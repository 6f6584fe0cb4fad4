"""What a laid-out page consists of, in points from the page's top left corner."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from jdzb.press.linebreak import Line, Style


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text whose first character stands at x with its baseline at y."""

    x: float
    y: float
    line: Line
    style: Style
    spoken: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: filled, outlined (width above 0), or both."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    width: float
    color: str


@dataclass(frozen=True, slots=True)
class Seal:
    """The dashed circle where the seal goes."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code in a square."""

    x: float
    y: float
    side: float
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a file in a rectangle."""

    x: float
    y: float
    width: float
    height: float
    file: Path


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the PDF's outline."""

    y: float
    text: str
    level: int


Mark = Text | Box | Rule | Seal | Code | Picture | Bookmark


@dataclass(frozen=True, slots=True)
class Piece:
    """An unbreakable strip of the page; ``keep`` holds it on one page with the next piece.

    ``top`` begins a page, unless one has just begun.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    keep: bool = False
    gap: bool = False
    row: Row | None = None
    top: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A piece belongs to a table: its header is repeated on a new page, its outline drawn thick."""

    header: tuple[Piece, ...]
    x: float
    width: float
    head: bool = False


def moved(mark: Mark, x: float, y: float) -> Mark:
    """The mark shifted."""
    if isinstance(mark, Rule):
        return replace(mark, x=mark.x + x, y=mark.y + y, to_x=mark.to_x + x, to_y=mark.to_y + y)
    if isinstance(mark, Bookmark):
        return replace(mark, y=mark.y + y)
    return replace(mark, x=mark.x + x, y=mark.y + y)


def set_lines(
    lines: tuple[Line, ...], style: Style, x: float = 0.0, top: float = 0.0
) -> tuple[Text, ...]:
    """Lines one under the other, each centred in its leading."""
    drop = baseline(style)
    return tuple(
        Text(x, top + number * style.leading + drop, line, style)
        for number, line in enumerate(lines)
        if line.text
    )


def baseline(style: Style) -> float:
    """From the top of a line down to its baseline: Han squares sit 0.12 em below it."""
    return (style.leading + style.size) / 2 - 0.12 * style.size
