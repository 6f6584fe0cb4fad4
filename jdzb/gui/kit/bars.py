"""A list of names with bars: how often each has served."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from jdzb.gui.kit import theme
from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.textfit import shorten
from jdzb.gui.kit.theme import px

LEAST = 4  # rows it asks room for; the others are scrolled to where there is no more


class BarList(ttk.Frame):
    """``show([(name, count), …])``: name, bar, count, a hairline below; scrolls when it is long."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, int], ...] = ()
        self._scroll = ScrollFrame(self)
        self._scroll.pack(fill="both", expand=True)
        self.canvas = tk.Canvas(self._scroll.body, background=theme.CARD, width=1, height=1)
        self.canvas.pack(fill="both", expand=True)
        self.canvas.bind("<Configure>", lambda _: self._draw())
        self.bind("<<ThemeChanged>>", lambda _: self._draw())

    def show(self, rows: Sequence[tuple[str, int]]) -> None:
        """Replace the rows; they are drawn in the order given."""
        self._rows = tuple(rows)
        self._draw()

    def _draw(self) -> None:
        canvas = self.canvas
        height = theme.line_height(self) + px(self, 8)
        canvas.configure(height=max(height * len(self._rows), 1))
        self._scroll.canvas.configure(height=height * min(len(self._rows), LEAST))
        canvas.delete("all")
        width = canvas.winfo_width()
        if width < 10 or not self._rows:
            return
        measure = theme.text_font(self, "Body").measure
        pad, most = px(self, 8), max(1, *(count for _, count in self._rows))
        names = min(max(measure(name) for name, _ in self._rows), round(width * 0.45))
        counts = max(measure(str(count)) for _, count in self._rows)
        left, right = pad + names + px(self, 20), width - 2 * pad - counts - px(self, 16)
        for number, (name, count) in enumerate(self._rows):
            middle, bottom = number * height + height // 2, (number + 1) * height - 1
            fitted = shorten(self, name, names)
            canvas.create_text(pad, middle, text=fitted, anchor="w", font="Body", fill=theme.TEXT)
            if count > 0 and right > left:
                reach, half = left + (right - left) * count / most, px(self, 6)
                canvas.create_rectangle(
                    left, middle - half, reach, middle + half, fill=theme.BAR, width=0
                )
            canvas.create_text(
                width - pad, middle, text=str(count), anchor="e", font="Body", fill=theme.TEXT
            )
            canvas.create_line(0, bottom, width, bottom, fill=theme.HAIRLINE)
