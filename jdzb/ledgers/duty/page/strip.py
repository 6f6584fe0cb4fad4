"""The strip above the month: what is to be done about it, with the button that does it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from datetime import date
from tkinter import ttk

from jdzb.core import clock
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Elided
from jdzb.ledgers.duty.entries import ROSTERED
from jdzb.ledgers.duty.page.cells import short
from jdzb.ledgers.duty.service_month import DayView, MonthView


class Strip(ttk.Frame):
    """``show`` a month: the strip comes above ``below`` while something is to be done."""

    def __init__(self, parent: tk.Misc, on_roster: Callable[[], object]) -> None:
        super().__init__(parent, style="Choice.TFrame")
        self.text = Elided(self, style="Choice.TLabel")
        self.text.pack(side="left", fill="x", expand=True, padx=px(self, 12), pady=px(self, 9))
        self.button = ttk.Button(self, style="SmallPrimary.TButton", command=on_roster)
        self.button.bind("<Return>", lambda _: on_roster())

    def show(self, view: MonthView, below: tk.Widget) -> None:
        """Say what the month needs, or go."""
        text, button = _needed(view)
        self.pack_forget()
        self.button.pack_forget()
        if button:
            self.button.configure(text=button)
            self.button.pack(side="right", padx=px(self, 8))
        if text:
            self.text.show(text)
            self.pack(side="top", fill="x", before=below, pady=(0, px(self, 8)))


def shut(view: MonthView) -> str:
    """Which days without duty people are still on, and what to do; "" when there are none."""
    days = view.shut()
    if not days:
        return ""
    named = "、".join(short(day.day) for day in days[:2])
    more = f"等 {len(days)} 天" if len(days) > 2 else ""
    remedy = "请重新排班" if _can_be_emptied(days, clock.today()) else "请选那一天，按“换下”"
    return f"{named}{more}不值班，却还排着人，{remedy}。"


def _needed(view: MonthView) -> tuple[str, str]:
    """The sentence and the button of the strip."""
    month, today = view.month.words, clock.today()
    if text := shut(view):
        return text, "重新排班" if _can_be_emptied(view.shut(), today) else ""
    if view.rostered:
        return "", ""
    if view.month.last < today:
        return f"{month}已经过去，没有值班记录；要补记，选一天按“加人”。", ""
    return f"{month}还没有排班。", "排班"


def _can_be_emptied(days: Sequence[DayView], today: date) -> bool:
    """Whether rostering again takes anyone off these days."""
    return any(
        day.day > today and any(turn.origin == ROSTERED for turn in day.turns) for day in days
    )
