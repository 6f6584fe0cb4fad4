"""操作人: who is registered, and the way to the window where the secretary registers them."""

from __future__ import annotations

from tkinter import ttk

from jdzb.core import roles
from jdzb.gui import operators as window
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.gui.settings.part import Part
from jdzb.store import operators


class PeoplePart(Part):
    """A line for each of them, and a button."""

    KEY, TITLE = "operators", "操作人"

    def build(self) -> None:
        """Words and a button."""
        self.names, told = Wrapped(self), Wrapped(self, window.ABOUT, "Subtle.TLabel")
        for words in (self.names, told):
            words.configure(width=1)
            words.pack(fill="x", pady=(0, px(self, 8)))
        self.button = ttk.Button(self, text="打开操作人…", command=self.open_list)
        self.button.pack(anchor="w")
        self.refresh()

    def refresh(self) -> None:
        """Who is registered now."""
        found = operators.working(self.session)
        lines = [f"{one.name}（{one.role}）：{roles.TELLS[one.role]}" for one in found]
        self.names.show("\n".join(lines) or window.EMPTY)

    def start(self) -> None:
        """The button."""
        self.button.focus_set()

    def open_list(self) -> None:
        """The window, over this one."""
        window.open_operators(self, self.host, self.session)
        if self.winfo_exists():
            self.refresh()
