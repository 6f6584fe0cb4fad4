"""The card of the counts: how often everyone has served this year, and why not all the same."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from jdzb.gui.kit.bars import BarList
from jdzb.gui.kit.widgets import Card
from jdzb.ledgers.duty.service_month import MonthView


class CountsCard(Card):
    """A bar for each in the rota; a question to press where they are more than one turn apart."""

    def __init__(self, parent: tk.Misc, on_why: Callable[[], object]) -> None:
        super().__init__(parent, "值班次数", "全年")
        self.why = ttk.Button(
            self.body, text="为什么次数不同？", style="Link.TButton", command=on_why
        )
        self.why.bind("<Return>", lambda _: on_why())
        self.bars = BarList(self.body)
        self.bars.pack(fill="both", expand=True)

    def show(self, view: MonthView) -> None:
        """Show the counts of a month's year."""
        note = f"全年 · 最多差 {view.spread} 次" if view.turns else "全年"
        self.entitle("值班次数", note)
        self.bars.show(view.turns)
        self.why.pack_forget()
        if view.gaps or (view.spread > 1 and view.rostered):
            self.why.pack(side="bottom", anchor="w", before=self.bars)
