"""What a new notice is to be: written here, or a sheet that another book prints now."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Collection, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.core import clock
from jdzb.core.sheet import Sheet
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import EmptyState
from jdzb.ledgers.notices.entries import PUBLICATION, VILLAGE, Notice
from jdzb.ledgers.notices.page.editor import of_sheet

if TYPE_CHECKING:
    from jdzb.gui.kit.page import Window

COLUMNS = (
    Col("title", "台账里的表", 14, elastic=True),
    Col("since", "日期", 16),
    Col("hangs", "", 5),
)
NONE = "别的台账现在没有可上墙的表。\n先在“值班”等页排好、登记好，再到这里选。"


def new(parent: tk.Misc, shell: Window, hanging: Collection[str | None]) -> Notice | None:
    """Ask; the notice to begin with, None when cancelled. ``hanging`` are the sources of what hangs
    already, which come last.
    """
    sheets = sorted(shell.board.sheets(), key=lambda one: one[0] in hanging)
    return Picking(parent, sheets, hanging).run()


class Picking(Dialog[Notice]):
    """自己写 is the primary button; Enter on a sheet takes that sheet."""

    writes = True  # the form that follows does

    def __init__(
        self,
        parent: tk.Misc,
        sheets: Sequence[tuple[str, Sheet]],
        hanging: Collection[str | None] = (),
    ) -> None:
        self.sheets, self.hanging = sheets, hanging
        super().__init__(parent, "新增公示")

    def build(self, body: ttk.Frame) -> None:
        """A word, the sheets, the buttons."""
        text = "自己写一份通知、公告、公示；或者选一张台账里现成的表。"
        ttk.Label(body, text=text).pack(anchor="w", pady=(0, px(self, 8)))
        ttk.Frame(body, width=px(self, 660), height=1).pack()
        self.table = Table(body, COLUMNS, on_open=self.take, on_select=self._chosen)
        self.table.pack(fill="both", expand=True)
        self.table.tree.configure(height=6)
        self.table.set_empty(EmptyState(self.table, NONE))
        self.own = self.add_button("自己写一份", self.write, primary=True)
        self.use = self.add_button("用选中的表", lambda: self.take(self.table.selected()))
        self.add_button("取消", self.cancel)
        self.use.state(["disabled"])
        self.table.show(
            [
                Line(n, (*_cells(sheet), "已在公示" if source in self.hanging else ""))
                for n, (source, sheet) in enumerate(self.sheets)
            ]
        )
        self.first = self.own

    def _chosen(self, id_: str | None) -> None:
        self.use.state(["disabled" if id_ is None else "!disabled"])

    def write(self) -> None:
        """An empty one, of the kind that is meant most often."""
        today = clock.today().isoformat()
        self.close(Notice("", PUBLICATION, VILLAGE, signed_on=today, place="村委会公开栏"))

    def take(self, id_: str | None) -> None:
        """The sheet chosen."""
        if id_ is not None:
            self.close(of_sheet(*self.sheets[int(id_)]))


def _cells(sheet: Sheet) -> tuple[str, ...]:
    since, until, period = sheet.footer.since, sheet.footer.until, sheet.footer.period
    return sheet.title, f"{period} {since} 至 {until}" if since and until else ""
