"""A list of records with a small picture before each line."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Any

from jdzb.gui.kit.table import Line, Table
from jdzb.gui.kit.textfit import shorten, wrap
from jdzb.gui.kit.theme import px

STYLE = "Pictures.Treeview"
WIDTH, HEIGHT = 40, 52  # units of the place for a picture
MOST_LINES = 2  # of a text in an elastic column


class PictureTable(Table):
    """A Table whose lines have pictures: ``on_view()`` is told when other lines come into sight.

    ``in_sight()`` are their ids, ``put(id, image)`` gives one its picture.
    """

    def __init__(self, *arguments: Any, on_view: Callable[[], object], **options: Any) -> None:
        self._on_view, self._pictures = on_view, dict[str, tk.PhotoImage]()
        self._looking = ""
        super().__init__(*arguments, **options)
        self.tree.configure(show=("tree", "headings"), style=STYLE, height=2)
        bar = self.tree["yscrollcommand"]
        self.tree.configure(yscrollcommand=lambda *ends: self._scrolled(bar, *ends))

    def picture_room(self) -> tuple[int, int]:
        """The pixels a picture may have."""
        return px(self, WIDTH), px(self, HEIGHT)

    def put(self, id_: str, image: tk.PhotoImage) -> None:
        """Show a picture before a line that is in the list."""
        if id_ in self._lines:
            self._pictures[id_] = image
            self.tree.item(id_, image=image)

    def in_sight(self) -> tuple[str, ...]:
        """The ids of the lines that are seen now, from the top."""
        return tuple(id_ for id_ in self.tree.get_children() if self.tree.bbox(id_))

    def show(self, lines: Sequence[Line]) -> None:
        """Replace the lines; a line that stays keeps its picture until it gets another."""
        super().show(lines)
        self._pictures = {id_: one for id_, one in self._pictures.items() if id_ in self._lines}
        for id_, image in self._pictures.items():
            self.tree.item(id_, image=image)
        self._shorten()
        self._look()

    def _scrolled(self, bar: str, *ends: str) -> None:
        self.tree.tk.call(bar, *ends)
        self._look()

    def _look(self) -> None:
        if not self._looking:
            self._looking = self.after_idle(self._seen)

    def _seen(self) -> None:
        self._looking = ""
        if self.winfo_exists():
            self._on_view()

    def _fit(self) -> None:
        super()._fit()
        self._shorten()

    def _shorten(self) -> None:
        """A text too long for its elastic column goes on in a second line."""
        for place, column in enumerate(self.columns):
            if column.elastic:
                room = int(self.tree.column(column.key, "width")) - px(self, 24)
                for id_, line in self._lines.items():
                    text = self._broken(line.cells[place], room)
                    if self.tree.exists(id_) and self.tree.set(id_, column.key) != text:
                        self.tree.set(id_, column.key, text)

    def _broken(self, text: str, room: int) -> str:
        lines = wrap(self, text, room).split("\n")
        if len(lines) <= MOST_LINES:
            return "\n".join(lines)
        rest = "".join(lines[MOST_LINES - 1 :])
        return "\n".join([*lines[: MOST_LINES - 1], shorten(self, rest, room)])

    def _taken(self) -> int:
        return px(self, WIDTH + 16)

    def _restyle(self) -> None:
        """Lines as high as a picture at the text size in force."""
        ttk.Style(self).configure(STYLE, rowheight=px(self, HEIGHT + 8), indent=0)
        self.tree.column("#0", width=self._taken(), minwidth=self._taken(), stretch=False)
        super()._restyle()
