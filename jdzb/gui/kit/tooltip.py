"""A few words that appear when the pointer rests on a widget."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from jdzb.gui.kit.textfit import wrap
from jdzb.gui.kit.theme import px

REST = 500  # milliseconds before it appears


class Tip:
    """The tip of one widget; an empty ``text`` shows nothing."""

    def __init__(self, widget: tk.Widget, text: str) -> None:
        self.widget, self.text = widget, text
        self._waiting: str | None = None
        self._window: tk.Toplevel | None = None
        widget.bind("<Enter>", lambda _: self.wait(), add=True)
        for event in ("<Leave>", "<ButtonPress>", "<KeyPress>", "<Destroy>"):
            widget.bind(event, lambda _: self.hide(), add=True)
        if isinstance(widget, ttk.Label):  # with a key bound, Tab would stop at it
            widget.configure(takefocus=False)

    def wait(self) -> None:
        """Show it once the pointer has rested for a while."""
        self.hide()
        if self.text:
            self._waiting = self.widget.after(REST, self.show)

    def show(self) -> None:
        """Show it below the widget, within the screen."""
        self._waiting = None
        window = tk.Toplevel(self.widget)
        window.overrideredirect(True)
        pad = px(self.widget, 6)
        ttk.Label(
            window, text=wrap(window, self.text, px(window, 420), "Small"), style="Tip.TLabel",
            padding=pad,
        ).pack()  # fmt: skip
        window.update_idletasks()
        right = window.winfo_screenwidth() - window.winfo_reqwidth()
        x = min(self.widget.winfo_rootx(), right)
        y = self.widget.winfo_rooty() + self.widget.winfo_height() + 2
        window.geometry(f"+{max(x, 0)}+{y}")
        self._window = window

    def hide(self) -> None:
        """Take it away."""
        if self._waiting:
            self.widget.after_cancel(self._waiting)
            self._waiting = None
        if self._window:
            self._window.destroy()
            self._window = None


def attach(widget: tk.Widget, text: str) -> Tip:
    """Give a widget a tip; its text may be changed later."""
    return Tip(widget, text)
