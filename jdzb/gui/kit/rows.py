"""Small widgets in rows, for parts of the page whose width is given from outside."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from jdzb.gui.kit.theme import px

GAP, ROW_GAP = 8, 6  # units


class ButtonRows(ttk.Frame):
    """Small widgets side by side, in as many rows as the width that is given needs.

    It asks for the height of its rows and for no width.
    """

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self._held: Sequence[tk.Widget] = ()
        self._grow: tk.Widget | None = None
        self.bind("<Configure>", lambda _: self._arrange())
        self.bind("<<ThemeChanged>>", lambda _: self.after_idle(self._arrange), add=True)

    def hold(self, widgets: Sequence[tk.Widget], grow: tk.Widget | None = None) -> None:
        """Lay out these children; ``grow`` takes the room that is left in its row."""
        self._held, self._grow = widgets, grow
        self._arrange()

    def _arrange(self) -> None:
        if not self.winfo_exists():
            return
        room = max(self.winfo_width(), self.master.winfo_width())
        top = 0
        for row in self._rows(room):
            top += self._lay(row, room, top) + px(self, ROW_GAP)
        self.configure(width=1, height=max(top - px(self, ROW_GAP), 1))

    def _rows(self, room: int) -> list[list[tk.Widget]]:
        rows: list[list[tk.Widget]] = []
        used = room + 1
        for widget in self._held:
            wanted = widget.winfo_reqwidth()
            if used + wanted > room:
                rows.append([])
                used = 0
            rows[-1].append(widget)
            used += wanted + px(self, GAP)
        return rows

    def _lay(self, row: Sequence[tk.Widget], room: int, top: int) -> int:
        """Place one row; how high it is."""
        gap, height = px(self, GAP), max(widget.winfo_reqheight() for widget in row)
        spare = room - sum(widget.winfo_reqwidth() + gap for widget in row) + gap
        left = 0
        for widget in row:
            wide = widget.winfo_reqwidth() + (max(spare, 0) if widget is self._grow else 0)
            wide = min(wide, room) if room > 1 else wide
            middle = top + (height - widget.winfo_reqheight()) // 2
            widget.place(x=left, y=middle, width=wide)
            left += wide + gap
        return height
