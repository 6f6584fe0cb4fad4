"""Makes text fit a width on the screen: shortened with …, or broken into lines the Chinese way."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping, Sequence

from jdzb.gui.kit import theme

_NOT_FIRST = "，。、；：？！）》〉」』】〕”’…·%％"
_NOT_LAST = "（《〈「『【〔“‘"


def shorten(widget: tk.Misc, text: str, width: int, font: str = "Body") -> str:
    """The text, or as much of it as fits into ``width`` pixels, ending in …."""
    measure = theme.text_font(widget, font).measure
    if measure(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle] + "…") <= width else (low, middle - 1)
    return text[:low] + "…" if low else ""


def wrap(widget: tk.Misc, text: str, width: int, font: str = "Body") -> str:
    """The text with line feeds, so that no line is wider than ``width`` pixels.

    No line begins with closing punctuation, none ends with an opening one, and Latin words and
    numbers stay whole where a line can hold them.
    """
    measure = theme.text_font(widget, font).measure
    if measure(text) <= width:  # a line feed only adds to it; most texts end here
        return text
    paragraphs = [_pieces(paragraph) for paragraph in text.split("\n")]
    widths = {piece: measure(piece) for pieces in paragraphs for piece in pieces}
    return "\n".join(_fill(pieces, widths, width) for pieces in paragraphs)


def _fill(pieces: Sequence[str], widths: Mapping[str, int], width: int) -> str:
    lines, used = [""], 0
    for piece in pieces:
        if lines[-1] and used + widths[piece] > width:
            lines.append("")
            used = 0
        if lines[-1] or piece.strip():
            lines[-1] += piece
            used += widths[piece]
    return "\n".join(line.rstrip() for line in lines)


def _pieces(text: str) -> list[str]:
    """What may not be broken: a character with its punctuation, a Latin word, a number."""
    pieces: list[str] = []
    for character in text:
        last = pieces[-1][-1] if pieces else ""
        word = _is_latin(character) and last and _is_latin(last)
        if last and (word or character in _NOT_FIRST or last in _NOT_LAST):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _is_latin(character: str) -> bool:
    return "!" <= character <= "~" or character == "–"
