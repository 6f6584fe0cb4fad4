"""The card of one wish: who wants what, who took it on, how it came true."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from tkinter import ttk

from jdzb.core import rules
from jdzb.core.fields import show_date
from jdzb.gui.kit import tooltip
from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, Wrapped
from jdzb.ledgers.commitments import rules as thinking
from jdzb.ledgers.commitments.entries import Wish
from jdzb.ledgers.commitments.rules import FULFILLED, LATE, LATE_OPEN


@dataclass(frozen=True, slots=True)
class WishActs:
    """What the buttons of the card do; ``proceed`` claims or fulfils."""

    proceed: Callable[[], object]
    amend: Callable[[], object]
    void: Callable[[], object]
    history: Callable[[], object]


class WishCard(Card):
    """``show`` a wish with its state, or nothing."""

    def __init__(self, parent: tk.Misc, acts: WishActs) -> None:
        super().__init__(parent, "微心愿")
        self._acts = acts
        self.buttons: dict[str, ttk.Button] = {}

    def show(self, pair: tuple[Wish, str] | None, claimed: str = "") -> None:
        """Everything about the wish; ``claimed`` is the name of who took it on."""
        for child in self.body.winfo_children():
            child.destroy()
        self.buttons = {}
        if pair is None:
            self.entitle("微心愿")
            self._line("在左边选一个微心愿，这里看全部内容。", "Subtle.TLabel")
            return
        wish, state = pair
        self.entitle(wish.villager, wish.home or "")
        self._line(wish.wish, "TLabel")
        self._line(_state_words(wish, state), _style(state), 6)
        for label, text in _facts(wish, claimed):
            self._line(label, "Faint.TLabel", 6)
            self._line(text, "TLabel")
        self._show_buttons(wish)

    def _line(self, text: str, style: str, above: int = 0) -> None:
        line = Wrapped(self.body, text, style)
        line.configure(width=1)  # its width is the card's, not the text's
        line.pack(fill="x", pady=(px(self, above), 0))

    def _show_buttons(self, wish: Wish) -> None:
        row = ButtonRows(self.body)
        row.pack(fill="x", pady=(px(self, 12), 0))
        acts = self._acts
        offered = [("修改", acts.amend, "F2"), ("作废", acts.void, "Delete"),
                   ("历史", acts.history, "Ctrl+H")]  # fmt: skip
        if not wish.fulfilled_on:
            text = "认领" if wish.claimed_by is None else "实现"
            offered.insert(0, (text, acts.proceed, "回车"))
        for text, command, tip in offered:
            style = "SmallPrimary.TButton" if command is acts.proceed else "Small.TButton"
            self.buttons[text] = ttk.Button(row, text=text, command=command, style=style)
            tooltip.attach(self.buttons[text], tip)
        row.hold(list(self.buttons.values()))


def _style(state: str) -> str:
    return {FULFILLED: "Green.TLabel", LATE: "Amber.TLabel", LATE_OPEN: "Amber.TLabel"}.get(
        state, "Subtle.TLabel"
    )


def _state_words(wish: Wish, state: str) -> str:
    if wish.fulfilled_on:
        return f"{state} · {show_date(wish.fulfilled_on)}"
    due = thinking.wish_due(wish, rules.standard())
    mark = "▲ " if state in (LATE, LATE_OPEN) else ""
    return f"{mark}{state} · 期限 {show_date(due.isoformat())}"


def _facts(wish: Wish, claimed: str) -> Iterator[tuple[str, str]]:
    yield "提出", show_date(wish.day)
    if claimed:
        on = f"，{show_date(wish.claimed_on)}" if wish.claimed_on else ""
        yield "认领", f"{claimed}{on}"
    if wish.fulfilled_on:
        yield "怎样实现", wish.how or "待补充"
        yield "感谢的话", wish.thanks or "待补充"
    yield "上墙", "写姓名" if wish.named else "不写姓名"
    if wish.note:
        yield "备注", wish.note
