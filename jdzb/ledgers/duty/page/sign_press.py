"""The sheets of sign-in: today's card, the form of a week or month to sign by hand."""

from __future__ import annotations

import tkinter as tk
from datetime import date
from typing import TYPE_CHECKING

from jdzb.gui.kit import dialogs
from jdzb.gui.kit.printdialog import PrintDialog
from jdzb.ledgers.duty import service, service_sheets
from jdzb.store import printout
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.gui.kit.page import Window

CARD, WEEK, MONTH = "当天值班牌", "本周签到表", "本月签到表"


class SignPress:
    """Asks which sheet, then shows it as it will print."""

    def __init__(self, widget: tk.Misc, shell: Window, session: Session) -> None:
        self.widget, self.shell, self.session = widget, shell, session

    def place(self) -> str:
        """Where duty is done."""
        return service.settings(self.session).place

    def ask(self, day: date) -> None:
        """Which sheet of the day, its week, its month."""
        chosen = dialogs.ask_choice(self.widget, "打印哪一张？", (CARD, WEEK, MONTH), title="打印")
        makes = {
            CARD: service_sheets.day_card,
            WEEK: service_sheets.week_form,
            MONTH: service_sheets.month_form,
        }
        if chosen in makes:
            make = makes[chosen]
            PrintDialog(
                self.widget,
                self.shell,
                lambda _: make(self.session, day),
                lambda page: printout.stamp(self.session, page),
            ).run()
