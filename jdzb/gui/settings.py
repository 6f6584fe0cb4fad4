"""The settings: text size of this machine, facts of the branch that stand on every sheet."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import Protocol

from jdzb.core.branch import FIELDS
from jdzb.core.fields import InvalidForm
from jdzb.core.ledger import Changed
from jdzb.gui.kit import theme
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import TabBar
from jdzb.store.branch import read_branch, save_branch
from jdzb.store.session import Session


class Host(Protocol):
    """What the settings ask of the window."""

    def on_changed(self, changed: Changed) -> None:
        """Tell what a write did."""

    def set_text_size(self, percent: int) -> None:
        """Change the text size."""


class SettingsDialog(Dialog[None]):
    """Text size changes at once; the facts of the branch are saved together."""

    def __init__(self, parent: tk.Misc, host: Host, session: Session) -> None:
        self.host, self.session = host, session
        super().__init__(parent, "设置")

    def build(self, body: ttk.Frame) -> None:
        """Text size above, the branch below."""
        ttk.Label(body, text="字号", style="Heading.TLabel").pack(anchor="w")
        sizes = [(str(size), f"{size}%") for size in theme.TEXT_SIZES]
        self.sizes = TabBar(body, sizes, lambda key: self._resize(int(key)))
        self.sizes.mark(str(theme.percent(self)))
        self.sizes.pack(anchor="w", pady=(px(self, 6), px(self, 14)))
        ttk.Label(body, text="支部信息", style="Heading.TLabel").pack(anchor="w")
        note = "印在每一张公开表上；请填值班室的座机，不要填个人手机。"
        ttk.Label(body, text=note, style="Faint.TLabel").pack(anchor="w", pady=(0, px(self, 8)))
        self.form = Form(body, FIELDS, on_save=self.save)
        for number, spec in enumerate(FIELDS):
            self.form.add(spec.name, number // 2, number % 2)
        self.form.pack(fill="x")
        branch = read_branch(self.session)
        self.form.show({spec.name: getattr(branch, spec.name) for spec in FIELDS})
        self.add_button("保存", self.save, primary=True)
        self.add_button("关闭", self.cancel)

    def save(self) -> None:
        """Save the facts of the branch and close; problems stand beside their fields."""
        try:
            changed = save_branch(self.session, self.form.read())
        except InvalidForm as error:
            self.form.tell(error.problems)
            return
        self.close(None)
        self.host.on_changed(changed)

    def _resize(self, percent: int) -> None:
        self.host.set_text_size(percent)
        self.fit()
