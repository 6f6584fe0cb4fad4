"""The foot of the calendar: find a person's days, and what is done now and then."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from datetime import date
from tkinter import ttk

from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Elided, SearchBox


class Foot(ttk.Frame):
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
        self.search.pack(side="left")
        self.search.bind("<Return>", lambda _: on_next())
        for text, command in reversed(acts):
            button = ttk.Button(self, text=text, style="Small.TButton", command=command)
            button.bind("<Return>", lambda event: event.widget.invoke())
            button.pack(side="right", padx=(px(self, 8), 0))
        self.found = Elided(self, style="Subtle.TLabel")
        self.found.pack(side="left", fill="x", expand=True, padx=px(self, 10))

    def tell(self, days: Sequence[date]) -> None:
        """Say on which days the person sought serves."""
        listed = "、".join(str(day.day) for day in days)
        found = f"{len(days)} 天：{listed}日" if days else "这个月没有"
        self.found.show(found if self.search.text else "")
