"""The line at the foot: saved or not, how many records, the check code, what was just done."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from datetime import date
from tkinter import ttk

from jdzb.core import clock
from jdzb.gui.kit import theme, tooltip
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Elided, StatusDot
from jdzb.store import events
from jdzb.store.session import Session

SHOWN = 8000  # milliseconds a sentence stays
Hints = Sequence[tuple[str, Callable[[], object]]]


class StatusBar(ttk.Frame):
    """``say(sentence)`` shows a sentence for a while instead of the facts of the ledger.

    ``hints`` are keys and what they do; a click does the same. A click on the facts calls
    ``on_facts``; ``undoable()`` tells, when the pointer rests on the first hint, what it would do.
    """

    def __init__(
        self, parent: tk.Misc, hints: Hints = (), on_facts: Callable[[], object] | None = None,
        undoable: Callable[[], str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent, style="Header.TFrame")
        ttk.Frame(self, style="Line.TFrame", height=1).pack(side="top", fill="x")
        inner = ttk.Frame(self, style="Header.TFrame")
        inner.pack(fill="x", padx=px(self, theme.MARGIN), pady=px(self, 4))
        self._dot = StatusDot(inner, "已保存", "green")
        self._dot.pack(side="left")
        for text, act in reversed(hints):
            button = ttk.Button(
                inner, text=text, command=act, style="Status.TButton", takefocus=False,
                cursor="hand2",
            )  # fmt: skip
            button.pack(side="right")
        if hints and undoable:
            self._explain(button, undoable)
        self._line = Elided(inner, style="Status.TLabel")
        self._line.pack(side="left", fill="x", expand=True, padx=px(self, 24))
        if on_facts:
            self._line.configure(cursor="hand2")
            self._line.bind("<Button-1>", lambda _: on_facts(), add=True)
        self._facts, self._timer = "", ""

    @staticmethod
    def _explain(button: ttk.Button, undoable: Callable[[], str]) -> None:
        """A tip that is worked out when the pointer comes."""
        tip = tooltip.attach(button, "")
        enter = tip.wait

        def ask(_: object) -> None:
            tip.text = undoable()
            enter()

        button.bind("<Enter>", ask)

    @property
    def text(self) -> str:
        """The whole line as it would be without its limits."""
        return self._line.whole

    def show_facts(self, session: Session) -> None:
        """How long the history is, the first groups of its check code, when it was last copied."""
        head = session.head()
        first = "-".join(head.code.split("-")[:3])
        self._facts = f"历史 {head.size:,} 条 · 校验码 {first}　　{_copied(session)}"
        if not self._timer:
            self._line.show(self._facts)

    def show_saved(self, saved: bool) -> None:
        """● 已保存, or ● 未保存 while something typed is not."""
        self._dot.show("已保存" if saved else "未保存", "green" if saved else "amber")

    def show_read_only(self) -> None:
        """● 只读: nothing is saved here."""
        self._dot.show("只读", "amber")

    def say(self, sentence: str) -> None:
        """Show a sentence for a while."""
        if self._timer:
            self.after_cancel(self._timer)
        self._line.show(sentence)
        self._timer = self.after(SHOWN, self._calm)

    def _calm(self) -> None:
        self._timer = ""
        self._line.show(self._facts)


def _copied(session: Session) -> str:
    """上次拷贝到U盘：11月2日（19天前）."""
    last = events.last_event(session, "package")
    if last is None:
        return "还没有拷贝到U盘"
    day = date.fromisoformat(clock.told(last.at)[:10])
    days = (clock.today() - day).days
    ago = f"{days}天前" if days > 0 else "今天"
    return f"上次拷贝到U盘：{day.month}月{day.day}日（{ago}）"
