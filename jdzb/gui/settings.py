"""The settings: text size of this machine, facts of the branch that stand on every sheet."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping
from tkinter import ttk
from typing import Protocol

from jdzb.core.branch import FIELDS
from jdzb.core.fields import Field, InvalidForm, read_fields
from jdzb.core.ledger import Changed
from jdzb.gui import keeper
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

    def set_operator(self, name: str) -> None:
        """Say who works."""


OPERATOR = Field("operator", "操作人", "name", required=True, hint="请填写操作人")


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
        self.person = Form(body, (OPERATOR,), on_save=self.save)
        self.person.add("operator", 0)
        self.person.show({"operator": self.session.actor})
        self.person.pack(fill="x", pady=(0, px(self, 8)))
        ttk.Label(body, text="支部信息", style="Heading.TLabel").pack(anchor="w")
        note = "印在每一张公开表上；请填值班室的座机，不要填个人手机。"
        wide = (0, px(self, 70))  # a sentence about a telephone fits below its field
        ttk.Label(body, text=note, style="Faint.TLabel").pack(
            anchor="w", padx=wide, pady=(0, px(self, 8))
        )
        self.form = Form(body, FIELDS, on_save=self.save)
        for number, spec in enumerate(FIELDS):
            self.form.add(spec.name, number // 2, number % 2)
        self.form.pack(fill="x")
        branch = read_branch(self.session)
        self.form.show({spec.name: getattr(branch, spec.name) for spec in FIELDS})
        save = self.add_button("保存", self.save, primary=True)
        if self.session.read_only:  # the text size remains
            for form in (self.person, self.form):
                form.enable(False)
            save.state(["disabled"])
        self.add_button("备份与恢复…", self._open_backups)
        self.add_button("关闭", self.cancel)

    def save(self) -> None:
        """Save who works and the facts of the branch, and close; problems stand beside fields."""
        changed = None
        for form, keep in ((self.person, self._keep_operator), (self.form, self._keep_branch)):
            try:
                changed = keep(form.read())
            except InvalidForm as error:
                form.tell(error.problems)
                return
        self.close(None)
        if changed is not None:
            self.host.on_changed(changed)

    def _keep_operator(self, raw: Mapping[str, str]) -> None:
        name = str(read_fields((OPERATOR,), raw)["operator"])
        if name != self.session.actor:
            self.host.set_operator(name)

    def _keep_branch(self, raw: Mapping[str, str]) -> Changed | None:
        return save_branch(self.session, raw) if self.form.dirty else None

    def _open_backups(self) -> None:
        """The window with the backups, in the place of this one."""
        owner = self.owner
        self.cancel()
        if not self.winfo_exists():
            owner.after_idle(owner.event_generate, keeper.EVENT)

    def _resize(self, percent: int) -> None:
        self.host.set_text_size(percent)
        self.fit()
