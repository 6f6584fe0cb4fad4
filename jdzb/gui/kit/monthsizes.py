"""The measures of a month grid: how high and wide its cells are, and in which font names fit."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from jdzb.gui.kit import theme
from jdzb.gui.kit.theme import px

_FONTS = ("Body", "Label", "Small")


@dataclass(frozen=True, slots=True)
class Sizes:
    """In pixels: heading, cell width and height, line, least height, room of the number.

    ``compact`` cells have the number beside the names, not above them.
    """

    head: int
    width: float
    height: int
    font: str
    line: int
    least: int
    number: int
    compact: bool


def measure(canvas: tk.Canvas, weeks: int, rows: int, texts: AbstractSet[str]) -> Sizes:
    """The measures for so many weeks with ``rows`` of ``texts`` in a cell, on this canvas."""
    width = (canvas.winfo_width() - 1) / 7
    head = theme.line_height(canvas, "Column") + px(canvas, 12)
    font = next((name for name in _FONTS if _fits(canvas, name, texts, width)), _FONTS[-1])
    line, pad = theme.line_height(canvas, font), px(canvas, 10)
    high, wide = theme.line_height(canvas, "Label"), theme.text_font(canvas, "Label").measure("00 ")
    names = rows * theme.line_height(canvas)  # a narrower month must not be lower: it would swing
    roomy, tight = high + names + pad, max(names, high) + pad
    aside = _fits(canvas, font, texts, width - wide)
    least = tight if aside else roomy
    given = (canvas.winfo_height() - head - 1) // weeks
    height = min(max(given, least), max(roomy, px(canvas, 92)))
    return Sizes(head, width, height, font, line, least, wide, aside and given < roomy)


def _fits(canvas: tk.Canvas, font: str, texts: AbstractSet[str], width: float) -> bool:
    room = width - px(canvas, 12)
    find = theme.text_font(canvas, font).measure
    return all(find(text) <= room for text in texts)
