"""The step of a new ledger that concerns duty: how many a day, who on weekends, when, where."""

from __future__ import annotations

import tkinter as tk

from jdzb.gui.kit.step import Step
from jdzb.ledgers.duty.page.panes import SettingsPane


class DutyStep(Step):
    """The settings of duty, as on the duty page."""

    TITLE = "值班习惯"
    ABOUT = "三定：定人、定时、定点。已经填好了常见的做法，和村里不一样的改过来。"

    def build(self) -> None:
        """The very form of the duty page."""
        self.pane = SettingsPane(self, self.session, self.window)
        self.pane.pack(fill="both", expand=True)

    @property
    def first(self) -> tk.Misc:
        """How many a day."""
        return self.pane.form.input("people")

    def save(self) -> bool:
        """Keep them when they were changed."""
        if self.pane.form.dirty:
            self.pane.save()
        return not self.pane.form.dirty
