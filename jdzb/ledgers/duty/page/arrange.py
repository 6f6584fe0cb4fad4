"""请假与设置: leaves, fixed days, days off, pairs, wishes, the duty settings, each on its tab."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import TabBar
from jdzb.ledgers.duty.page.kinds import KINDS
from jdzb.ledgers.duty.page.panes import RecordPane, SettingsPane
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.gui.kit.page import Window

SETTINGS = "settings"
TABS = (*((kind.key, kind.title) for kind in KINDS), (SETTINGS, "值班设置"))
WIDE = 680  # units


class ArrangeDialog(Dialog[None]):
    """Each tab saves by itself, at once; ``filled`` is put into the form of the first tab shown."""

    KEEP, writes = "", True

    def __init__(
        self,
        parent: tk.Misc,
        shell: Window,
        session: Session,
        tab: str = "leave",
        filled: Mapping[str, str] | None = None,
    ) -> None:
        self.shell, self.session = shell, session
        self._begin, self._filled = tab, filled or {}
        self.panes: dict[str, RecordPane | SettingsPane] = {}
        super().__init__(parent, "请假与设置")

    def build(self, body: ttk.Frame) -> None:
        """The tabs, the pane of the one that is on, the buttons."""
        self.tabs = TabBar(body, TABS, self.turn)
        self.tabs.pack(fill="x", pady=(0, px(self, 14)))
        self.host = ttk.Frame(body)
        self.host.pack(fill="both", expand=True)
        ttk.Frame(body, width=px(self, WIDE), height=1).pack()
        self.host.rowconfigure(0, weight=1)
        self.host.columnconfigure(0, weight=1)
        for kind in KINDS:
            self.panes[kind.key] = RecordPane(self.host, kind, self.session, self.shell)
        self.panes[SETTINGS] = SettingsPane(self.host, self.session, self.shell)
        for pane in self.panes.values():
            pane.grid(row=0, column=0, sticky="nswe")
        self.update_idletasks()
        tallest = max(pane.winfo_reqheight() for pane in self.panes.values())
        self.host.rowconfigure(0, weight=1, minsize=tallest)
        self.add_button("保存", self.save, primary=True)
        self.add_button("关闭", self.cancel)
        self.tabs.mark(self._begin)
        self.turn(self._begin)
        if self._filled:
            self.pane.form.fill(self._filled)
        self.first = self.pane.form

    @property
    def pane(self) -> RecordPane | SettingsPane:
        """The pane in front."""
        return self.panes[self.tabs.value]

    def turn(self, key: str) -> None:
        """Bring a pane to the front."""
        for name, pane in self.panes.items():
            if name == key:
                pane.grid()
            else:
                pane.grid_remove()
        if self.primary:
            self.primary.configure(text=self.pane.button)

    def save(self) -> None:
        """Save what is typed on the pane in front."""
        self.pane.save()

    def unsaved(self) -> bool:
        """True when something typed is not saved; what was filled in for the user is nothing."""
        return any(pane.form.dirty for pane in self.panes.values()) and not self._only_filled()

    def _only_filled(self) -> bool:
        """True when nothing stands in the forms but what was filled in for the user."""
        typed = {text for text in self.pane.form.read().values() if text}
        others = [pane for pane in self.panes.values() if pane is not self.pane]
        filled = {self.pane.form.input(name).text() for name in self._filled}
        return bool(filled) and typed <= filled and not any(pane.form.dirty for pane in others)
