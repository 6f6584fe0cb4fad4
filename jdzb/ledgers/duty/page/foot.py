"""The foot of the calendar: find a person's days, and what is done now and then."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from datetime import date
from tkinter import ttk

from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.widgets import Elided, SearchBox


class Foot(ButtonRows):
    """A search box, the days it found, and small buttons at the right.

    ``on_search()`` after typing, ``on_next()`` by Enter.
    """

    def __init__(
        self,
        parent: tk.Misc,
        on_search: Callable[[], object],
        on_next: Callable[[], object],
        acts: Sequence[tuple[str, Callable[[], object]]],
    ) -> None:
        super().__init__(parent)
        hint = "找人，如 林秀兰 或 lxl"
        self.search = SearchBox(self, lambda _: on_search(), hint=hint, width=22)
        self.search.bind("<Return>", lambda _: on_next())
        self.found = Elided(self, style="Subtle.TLabel")
        self.buttons = [
            ttk.Button(self, text=text, style="Small.TButton", command=command)
            for text, command in acts
        ]
        for button in self.buttons:
            button.bind("<Return>", lambda event: event.widget.invoke())
        self.hold((self.search, self.found, *self.buttons), grow=self.found)

    def tell(self, days: Sequence[date]) -> None:
        """Say on which days the person sought serves."""
        listed = "、".join(str(day.day) for day in days)
        found = f"{len(days)} 天：{listed}日" if days else "这个月没有"
        self.found.show(found if self.search.text else "")
