"""The left side of the noticeboard: search, year, lists, the register with small pages."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from jdzb.gui.kit import tooltip
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.picturetable import PictureTable
from jdzb.gui.kit.table import Col
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Action, Card, EmptyState, SearchBox, TabBar
from jdzb.ledgers.notices.page import words
from jdzb.ledgers.notices.service_outlook import Shown

ALL_YEARS = "全部年份"
COLUMNS = (
    Col("title", "标题", 16, elastic=True), Col("category", "类别", 4, rank=3),
    Col("state", "状态", 5), Col("between", "公示起止", 7, rank=2), Col("left", "期限", 5, rank=1),
)  # fmt: skip
NOTHING = "还没有登记公示。\n自己写一份通知、公告、公示，或者登记台账里打印的表。"


class Listing(Card):
    """``fill(every)`` shows what is on the list and year chosen."""

    def __init__(
        self,
        parent: tk.Misc,
        redraw: Callable[[], object],
        search: Callable[[], object],
        on_view: Callable[[], object],
        on_open: Callable[[str], object],
        on_select: Callable[[str | None], object],
        add: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self.every: Sequence[Shown] = ()
        bar = ttk.Frame(self.body)
        bar.pack(fill="x", pady=(0, px(self, 8)))
        self.years = ttk.Combobox(bar, state="readonly", width=9, values=[ALL_YEARS])
        self.years.set(ALL_YEARS)
        self.years.bind("<<ComboboxSelected>>", lambda _: redraw())
        self.years.pack(side="right", padx=(px(self, 8), 0))
        self.search = SearchBox(bar, lambda _: search(), "查找：标题、正文、经办人", 18)
        self.search.pack(side="left", fill="x", expand=True)
        self.lists = TabBar(self.body, words.LISTS, lambda _: redraw())
        self.lists.pack(fill="x", pady=(0, px(self, 8)))
        self.lists.mark(words.EVERY)
        self.table = PictureTable(
            self.body, COLUMNS, on_view=on_view, on_open=on_open, on_select=on_select
        )
        self.table.pack(fill="both", expand=True)
        action = Action("新增公示", add, primary=True)
        self.empty = EmptyState(self.table, NOTHING, action)
        self.table.set_empty(self.empty)

    def offer(self, actions: Sequence[Action]) -> None:
        """Buttons below the list."""
        foot = Flow(self.body)
        foot.pack(fill="x", side="bottom", pady=(px(self, 10), 0), before=self.table)
        for action in actions:
            button = ttk.Button(
                foot, text=action.text, command=action.command, style="Small.TButton"
            )
            tooltip.attach(button, action.tip)
            foot.push(button)

    def fill(self, every: Sequence[Shown], whole: Sequence[Shown]) -> None:
        """Show the notices found of the ``whole`` register, which the lists count; without a choice
        the first is chosen.
        """
        self.every = every
        years = sorted({words.year_of(one) for one in whole} - {""}, reverse=True)
        self.years.configure(values=[ALL_YEARS, *(f"{year}年" for year in years)])
        for kind, text in words.LISTS:
            count = sum(words.on_list(one, kind) for one in self._of_year(whole))
            self.lists.relabel(kind, f"{text} {count}")
        shown = self.shown()
        self.table.show([words.line(one) for one in shown])
        self.empty.show("没有符合的公示。" if whole else NOTHING)
        if shown and self.table.selected() is None:
            self.table.select(shown[0].notice.id)

    def shown(self) -> list[Shown]:
        """The notices on the list, in its order."""
        return [one for one in self._of_year(self.every) if words.on_list(one, self.lists.value)]

    def in_sight(self) -> list[Shown]:
        """The notices whose lines are seen now."""
        seen = set(self.table.in_sight())
        return [one for one in self.every if str(one.notice.id) in seen]

    def reveal(self, notice_id: int) -> None:
        """Turn to a list where the notice stands."""
        if notice_id not in {one.notice.id for one in self.shown()}:
            self.lists.mark(words.EVERY)
            self.years.set(ALL_YEARS)

    @property
    def year(self) -> str:
        """The year chosen, as 2026年; '' for all."""
        return "" if self.years.get() == ALL_YEARS else self.years.get()

    def _of_year(self, every: Sequence[Shown]) -> list[Shown]:
        return [one for one in every if not self.year or words.year_of(one) in self.year]
