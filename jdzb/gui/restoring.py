"""The guided restore: what the chosen backup is, what would be lost, why it is put back."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import ttk

from jdzb import ledgers
from jdzb.core.errors import JdzbError
from jdzb.gui.kit import dialogs, tasks
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.textfit import shorten
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.gui.wording import when
from jdzb.store import candidate, restore
from jdzb.store.candidate import Candidate
from jdzb.store.names import Names
from jdzb.store.session import Session

DATABASES = (("账本备份", "*.db"), ("所有文件", "*"))
NEED = "请写明为什么要恢复，例如：硬盘坏了，昨天的记录录错了。"
SHOWN = 6  # lines of what is lost before it scrolls


def lines(widget: tk.Misc, most: int) -> int:
    """How many lines of a list fit on the screen beside what else a dialog shows, at least 3."""
    room = widget.winfo_screenheight() - px(widget, 370)
    return max(3, min(most, room // px(widget, 33)))


def choose(parent: tk.Misc) -> Path | None:
    """A backup from anywhere: a stick, the second place."""
    return dialogs.choose_open_file(parent, "选择要恢复的备份", DATABASES)


def books() -> Names:
    """How the books name what a check finds."""
    return Names(ledgers.naming, ledgers.titling)


class RestoreDialog(Dialog[str]):
    """Shows an examined backup; the answer is the reason for putting it back."""

    KEEP = ""

    def __init__(self, parent: tk.Misc, found: Candidate) -> None:
        self.found = found
        super().__init__(parent, "恢复备份")

    def build(self, body: ttk.Frame) -> None:
        """What it is, what would be lost, what happens, why."""
        width = px(self, 660)
        ttk.Frame(body, width=width).pack()
        first, *more = candidate.words(self.found)
        ttk.Label(body, text=self.found.path.name, style="Heading.TLabel").pack(anchor="w")
        self._say(body, first)
        for sentence in more:
            self._say(body, sentence, "Strong.TLabel" if self.found.lost else "TLabel")
        if self.found.lost:
            self._list(body)
        self._say(
            body,
            "现在的账本不会删除，放进 kept 文件夹；恢复这件事会记入历史，镇里核对时看得到。"
            "恢复后程序自己重新打开账本。",
            "Faint.TLabel",
        )
        ttk.Label(body, text="恢复的原因").pack(anchor="w", pady=(px(self, 10), px(self, 4)))
        self.entry = ttk.Entry(body)
        self.entry.pack(fill="x")
        self.problem = Wrapped(body, style="Problem.TLabel")
        self.problem.pack(fill="x")
        self.add_button("恢复这份备份", self.accept, primary=True)
        self.add_button("取消", self.cancel)
        self.first = self.entry

    def unsaved(self) -> bool:
        """True when a reason is typed."""
        return bool(self.entry.get().strip())

    def accept(self) -> None:
        """Close with the reason, or say that it is missing."""
        if reason := self.entry.get().strip():
            self.close(reason)
        else:
            self.problem.show(NEED)
            self.entry.focus_set()

    def _say(self, body: ttk.Frame, text: str, style: str = "TLabel") -> None:
        label = Wrapped(body, text, style)
        label.configure(width=1)
        label.pack(fill="x", pady=(px(self, 6), 0))

    def _list(self, body: ttk.Frame) -> None:
        columns = (
            Col("at", "时间", 11),
            Col("who", "操作人", 5),
            Col("what", "做了什么", 16, elastic=True),
        )
        self.lost = Table(body, columns, on_open=self._show_whole)
        self.lost.tree.configure(height=min(lines(self, SHOWN), len(self.found.lost)))
        self.lost.pack(fill="x", pady=(px(self, 8), px(self, 4)))
        self.lost.tree.bind("<Configure>", lambda _: self._fill(), add=True)

    def _fill(self) -> None:
        """What does not fit its column ends in …, Enter shows all of it."""
        room = int(self.lost.tree.column("what", "width")) - px(self, 20)
        self.lost.show(
            [
                Line(number, (when(step.at), step.actor, shorten(self, step.what, room)))
                for number, step in enumerate(self.found.lost)
            ]
        )

    def _show_whole(self, number: str) -> None:
        dialogs.inform(self, self.found.lost[int(number)].what)


def guide(
    parent: tk.Misc, path: Path, session: Session | None, then: Callable[[str], object]
) -> None:
    """Examine ``path`` off the window's thread, show it, and call ``then(reason)`` when agreed."""

    def show(found: Candidate) -> None:
        if session is not None:
            found = candidate.compare(found, session)
        reason = RestoreDialog(parent, found).run()
        if reason:
            then(reason)

    def refuse(error: Exception) -> None:
        if not isinstance(error, JdzbError):
            raise error
        dialogs.warn(parent, str(error))

    tasks.run_task(parent, lambda _: restore.examine(path, books()), show, refuse, "正在检查备份")
