"""打印值班表 and 导出Excel."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from jdzb.core import sheet
from jdzb.gui.kit import dialogs, exporting
from jdzb.gui.kit.printdialog import PrintDialog
from jdzb.ledgers.duty import service_outlook
from jdzb.ledgers.duty.page.strip import shut
from jdzb.ledgers.duty.service_month import MonthView
from jdzb.store import printout
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.gui.kit.page import Window

BACK, PRINT = "先不打印", "照样打印"


class Press:
    """What leaves the page of a month: the sheet for the wall, the spreadsheet."""

    def __init__(self, widget: tk.Misc, shell: Window, session: Session) -> None:
        self.widget, self.shell, self.session = widget, shell, session

    def ask(self, view: MonthView) -> None:
        """Show the month as it will print, and print, open or save it.

        A month that has people on days without duty is asked about first.
        """
        if wrong := shut(view):
            question = f"{wrong}\n照样打印，表上这些天会印着人。"
            if dialogs.ask_choice(self.widget, question, (BACK, PRINT), title="打印") != PRINT:
                return
        PrintDialog(
            self.widget,
            self.shell,
            lambda paper: service_outlook.month_sheet(self.session, view.month, paper),
            lambda page: printout.stamp(self.session, page),
            sheet.PAPERS,
        ).run()

    def export(self, view: MonthView) -> None:
        """Save the month as a spreadsheet where the user wants it."""
        exporting.export(self.widget, self.shell, service_outlook.to_grid(self.session, view.month))
