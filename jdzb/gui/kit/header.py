"""The white bar on top of a page."""

from __future__ import annotations

import re
import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from jdzb.gui.kit import theme, tooltip
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Action, Elided

GAP = 10  # units between the buttons
_KEY = re.compile(r"（[^）]*）$")


class PageHeader(ttk.Frame):
    """Title, subtitle, buttons at the right; where large text leaves them no room, the buttons
    do without the keys they name.
    """

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, style="Header.TFrame")
        ttk.Frame(self, style="Line.TFrame", height=1).pack(side="bottom", fill="x")
        self._inner = ttk.Frame(self, style="Header.TFrame")
        self._inner.pack(fill="both", expand=True, padx=px(self, theme.MARGIN), pady=px(self, 12))
        self._title = ttk.Label(self._inner, style="Title.TLabel")
        self._title.pack(side="left", padx=(0, px(self, 14)))
        self._row = ttk.Frame(self._inner, style="Header.TFrame")
        self._row.pack(side="right", padx=(px(self, GAP), 0))
        self._subtitle = Elided(self._inner, style="Subtitle.TLabel")
        self._subtitle.pack(side="left", fill="x", expand=True)
        self._buttons: dict[str, ttk.Button] = {}
        self._inner.bind("<Configure>", lambda _: self._fit())
        self.bind("<<ThemeChanged>>", lambda _: self.after_idle(self._fit))

    def show(self, title: str, subtitle: str = "") -> None:
        """Set title and subtitle."""
        self._title.configure(text=title)
        self._subtitle.show(subtitle)
        self._fit()

    def set_actions(self, actions: Sequence[Action]) -> None:
        """Replace the buttons; the primary one is red."""
        for button in self._buttons.values():
            button.destroy()
        self._buttons = {}
        for action in actions:
            style = "Primary.TButton" if action.primary else "TButton"
            button = ttk.Button(self._row, text=action.text, command=action.command, style=style)
            gap = px(self, GAP) if self._buttons else 0
            button.pack(side="left", padx=(gap, 0))
            tooltip.attach(button, action.tip)
            self._buttons[action.text] = button
        self._fit()

    def button(self, text: str) -> ttk.Button:
        """The button with this text."""
        return self._buttons[text]

    def _fit(self) -> None:
        if not self.winfo_exists() or self._inner.winfo_width() < 2:
            return
        named = {text: one for text, one in self._buttons.items() if _KEY.search(text)}
        for text, button in named.items():
            button.configure(text=text)
        needed = sum(button.winfo_reqwidth() + px(self, GAP) for button in self._buttons.values())
        if needed + self._title.winfo_reqwidth() + px(self, 16) > self._inner.winfo_width():
            for text, button in named.items():
                button.configure(text=_KEY.sub("", text))
