"""Makes text fit a width on the screen: shortened with …, or broken into lines the Chinese way."""

from __future__ import annotations

import re
import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, pairwise
from tkinter import ttk

from jdzb.gui.kit import theme

SHORT, MANY = 6, 5000


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


def shorten_cells(tree: ttk.Treeview, column: str, texts: Mapping[str, str], width: int) -> None:
    """Show the texts of a column, by their rows, each in ``width`` pixels, the long ones with ….

    Short texts are not measured; a list of very many rows is left as it is: this costs 20 µs each.
    """
    room = width - theme.px(tree, 24)  # a cell keeps 8 at each side, and Tk 4 more
    letters = min(room // theme.text_font(tree, "Body").measure("国"), SHORT)
    for row, text in texts.items() if len(texts) <= MANY else ():
        fitted = shorten(tree, text, room) if len(text) > letters else text
        if fitted != tree.set(row, column):  # also whole again what a narrower column had cut
            tree.set(row, column, fitted)


def wrap(widget: tk.Misc, text: str, width: int, font: str = "Body") -> str:
    """The text with line feeds, so that no line is wider than ``width`` pixels.

    Lines break where they may on paper: never before closing punctuation or a ·, never behind an
    opening mark, and words, dates and numbers stay whole where a line can hold them.
    """
    measure = theme.text_font(widget, font).measure
    if measure(text) <= width:  # a line feed only adds to it; most texts end here
        return text
    paragraphs = [_pieces(paragraph) for paragraph in text.split("\n")]
    return "\n".join(_fill(pieces, measure, width) for pieces in paragraphs)


def _fill(pieces: Sequence[str], measure: Callable[[str], int], width: int) -> str:
    lines, used = [""], 0
    for piece in chain.from_iterable(_parts(whole, measure, width) for whole in pieces):
        needed = measure(piece)
        if lines[-1] and used + needed > width:
            lines.append("")
            used = 0
        if lines[-1] or piece.strip():
            lines[-1] += piece
            used += needed
    return "\n".join(line.rstrip() for line in lines)


def _parts(piece: str, measure: Callable[[str], int], width: int) -> Sequence[str]:
    """The piece, or its characters with their marks when no line can hold it (a long path)."""
    return (piece,) if measure(piece) <= width else re.findall(r".[^\w\x00-\x7f]*", piece)


def _pieces(text: str) -> list[str]:
    """The text cut where a line may end."""
    from jdzb.press import clusters

    places = [place for place in clusters.breaks(text)[0] if text[place : place + 1] != "·"]
    return [text[start:end] for start, end in pairwise((0, *places))]
