"""What leaves the visit log: the month's log, its summary for the wall, the form, Excel."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from jdzb.core import clock, sheet
from jdzb.core.fields import Unreadable, read_whole
from jdzb.gui.kit import dialogs, exporting
from jdzb.ledgers.duty import service_visits
from jdzb.ledgers.duty.entries import Month
from jdzb.ledgers.duty.rules_visits import Case
from jdzb.store import printout
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.gui.kit.page import Window

ROWS, MOST_ROWS = "12", 200  # rows of the form to write on
BLANK = "空白登记表"


class VisitPress:
    """Paper and spreadsheets of the visit log."""

    def __init__(self, widget: tk.Misc, shell: Window, session: Session) -> None:
        self.widget, self.shell, self.session = widget, shell, session

    def ask(self, month: Month) -> None:
        """Ask which sheet, and show it as it will print."""
        log, wall = f"{month.number}月登记表（内部）", f"{month.number}月接待情况（公开）"
        question = (
            f"打印哪一张？\n登记表有姓名，电话隐去中间四位，不张贴；接待情况不出现来访人姓名，可以上墙。"
            f"月份是{month.words}，要别的月份，先在页上选。"
        )
        answer = dialogs.ask_choice(self.widget, question, (log, wall, BLANK), title="打印")
        if answer == log:
            self._show(lambda paper: service_visits.log_sheet(self.session, month, paper))
        elif answer == wall:
            papers = (sheet.A4_PORTRAIT, sheet.A4, sheet.A3)
            self._show(lambda one: service_visits.public_sheet(self.session, month, one), papers)
        elif answer == BLANK and (rows := self._rows()):
            self._show(lambda paper: service_visits.blank_sheet(self.session, rows, paper))

    def _rows(self) -> int | None:
        """How many rows the form shall have; None when given up or no number."""
        question = f"空白登记表要几行？（1 到 {MOST_ROWS}）"
        typed = dialogs.ask_text(self.widget, question, "空白登记表", ROWS, "请填写行数。")
        try:
            rows = read_whole(typed or "")
        except Unreadable:
            rows = 0
        if typed and not (rows and rows <= MOST_ROWS):
            dialogs.warn(self.widget, f"“{typed}”不是 1 到 {MOST_ROWS} 的行数，没有打印。")
            return None
        return rows

    def _show(
        self,
        make: Callable[[sheet.Paper], sheet.Sheet],
        papers: Sequence[sheet.Paper] = (sheet.A4, sheet.A3),
    ) -> None:
        from jdzb.gui.kit.printdialog import PrintDialog

        def stamp(page: sheet.Sheet) -> sheet.Sheet:
            return printout.stamp(self.session, page)

        PrintDialog(self.widget, self.shell, make, stamp, papers).run()

    def export(self, found: Sequence[Case], title: str) -> None:
        """Save the visits shown as a spreadsheet where the user wants it."""
        if not found:
            self.shell.say("没有来访登记可以导出。")
            return
        exporting.export(
            self.widget,
            self.shell,
            service_visits.visits_grid(self.session, found, title),
            name=f"{title}_{clock.today().isoformat()}",
            said=f"已导出 {len(found)} 件来访：",
        )
