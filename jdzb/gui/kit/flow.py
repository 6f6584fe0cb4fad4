"""A row of widgets that goes on in a next row where the width is not enough."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from jdzb.gui.kit.theme import px


class Flow(ttk.Frame):
    """``push(widget)`` children of this frame; it takes the height that its rows need."""

    def __init__(self, parent: tk.Misc, gap: int = 6, style: str = "TFrame") -> None:
        super().__init__(parent, style=style)
        self._gap = gap
        self._pushed: list[tk.Widget] = []
        self.bind("<Configure>", lambda _: self.arrange())
        self.bind("<<ThemeChanged>>", lambda _: self.after_idle(self.arrange), add=True)

    def push(self, widget: tk.Widget) -> None:
        """Put a child after the others."""
        self._pushed.append(widget)
        widget.bind("<Configure>", lambda _: self.arrange(), add=True)
        self.arrange()

    def whole(self) -> int:
        """Pixels of width that all of it takes in one row."""
        widths = [_whole(widget) for widget in self._pushed if widget.winfo_exists()]
        return sum(widths) + px(self, self._gap) * max(len(widths) - 1, 0)

    def arrange(self) -> None:
        """Put the widgets in their places, and ask for the height they take."""
        if not self.winfo_exists():
            return
        gap, room = px(self, self._gap), self.winfo_width()
        x = y = tall = widest = 0
        for widget in (widget for widget in self._pushed if widget.winfo_exists()):
            width, height = _whole(widget), widget.winfo_reqheight()
            width = min(width, room) if room > 1 and isinstance(widget, Flow) else width
            if x and room > 1 and x + width > room:
                x, y = 0, y + tall + gap
            widget.place(x=x, y=y, width=width, height=height)
            x, tall = x + width + gap, max(tall, height)
            widest = max(widest, x - gap)
        if (self.winfo_reqwidth(), self.winfo_reqheight()) != (widest, y + tall):
            self.configure(width=max(widest, 1), height=max(y + tall, 1))
            if isinstance(self.master, Flow):  # which gave it the height it had
                self.master.arrange()


def _whole(widget: tk.Widget) -> int:
    return widget.whole() if isinstance(widget, Flow) else widget.winfo_reqwidth()
