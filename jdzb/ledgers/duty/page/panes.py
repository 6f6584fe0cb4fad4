"""The panes of 请假与设置: a form above, what is in force below."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import replace
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from jdzb.core.fields import InvalidForm, Problem
from jdzb.gui.kit import dialogs, theme
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.table import Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import EmptyState, Wrapped
from jdzb.ledgers.duty import entries, service
from jdzb.ledgers.duty.page.kinds import Kind, after_saving
from jdzb.ledgers.duty.page.options import everyone
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.gui.kit.page import Window

ROWS, FEW, LARGE = 7, 3, 125  # lines of a list before it scrolls; fewer above this text size
WHOM = frozenset({"member", "one", "other"})  # fields that name a member


class RecordPane(ttk.Frame):
    """Records of one kind: a new one above, those in force below, one key to cancel one."""

    def __init__(self, parent: tk.Misc, kind: Kind, session: Session, shell: Window) -> None:
        super().__init__(parent)
        self.kind, self.session, self.shell = kind, session, shell
        self.button = kind.button
        _about(self, kind.about)
        self.form = Form(self, kind.fields, on_save=self.save)
        for column, spec in enumerate(kind.fields):
            self.form.add(spec.name, 0, column)
        self.form.pack(fill="x")
        whom = [spec.name for spec in kind.fields if spec.kind == "member"]
        offered = everyone(session) if whom else []
        for name in whom:
            self.form.offer(name, offered)
        self.told = Wrapped(self, "", "Amber.TLabel")
        self.told.configure(width=1)
        self.told.pack(fill="x")
        foot = ttk.Frame(self)
        foot.pack(side="bottom", fill="x", pady=(px(self, 8), 0))
        self.off = ttk.Button(foot, text="取消选中的", style="Small.TButton", command=self.void)
        self.off.pack(side="right")
        self.past = ttk.Button(foot, text="历史", style="Small.TButton", command=self.history)
        self.past.pack(side="right", padx=px(self, 8))
        self.table = Table(self, kind.columns)
        self.table.set_empty(EmptyState(self.table, kind.empty))
        self.table.tree.configure(height=ROWS if theme.percent(self) <= LARGE else FEW)
        self.table.tree.bind("<Delete>", lambda _: self.void())
        for key in ("<Control-h>", "<Control-H>"):
            self.table.tree.bind(key, lambda _: self.history())
        self.table.pack(fill="both", expand=True)
        self.fill()

    def fill(self) -> None:
        """Show what is in force."""
        lines = self.kind.lines(self.session)
        self.table.show(lines)
        for button in (self.off, self.past):
            button.state(["!disabled" if lines else "disabled"])

    def save(self) -> None:
        """Record what is typed, or say beside the fields what is wrong."""
        try:
            entry = self.kind.parse(self.form.read())
        except InvalidForm as error:
            self.form.tell(_worded(error))
            return
        changed = self.kind.add(self.session, entry)
        self.form.show({})
        self.form.start()
        self.fill()
        self.shell.on_changed(changed)
        self.told.show(after_saving(self.session, entry))

    def history(self) -> None:
        """The versions of the chosen one."""
        if chosen := self.table.selected():
            self.shell.show_history([(self.kind.table, int(chosen))], self.kind.title)
        else:
            self.told.show("请先在下面选一行，再看历史。")

    def void(self) -> None:
        """Cancel the chosen one, for a reason."""
        chosen = self.table.selected()
        if chosen is None:
            self.told.show("请先在下面选一行，再取消。")
            return
        line = next(line for line in self.table.lines() if str(line.id) == chosen)
        what = f"取消{self.kind.title}：{'　'.join(cell for cell in line.cells if cell)}"
        if reason := dialogs.ask_reason(self, what, self.kind.reasons):
            changed = service.void_absence(self.session, self.kind.table, int(chosen), reason)
            self.fill()
            self.told.show("")
            self.shell.on_changed(changed)


class SettingsPane(ttk.Frame):
    """三定: how many a day, who on weekends and holidays, when, where, what for."""

    button = "保存设置"

    def __init__(self, parent: tk.Misc, session: Session, shell: Window) -> None:
        super().__init__(parent)
        self.session, self.shell = session, shell
        _about(self, "改了以后，没排的月份照新设置排；已经排好的月份要按“重新排班”才会变。")
        self.form = Form(self, entries.SETTING_FIELDS, on_save=self.save)
        places = {"people": (0, 0), "weekends": (0, 1), "holidays": (0, 2), "morning": (1, 0),
                  "afternoon": (1, 1), "place": (1, 2), "gap": (2, 0)}  # fmt: skip
        for name, (row, column) in places.items():
            self.form.add(name, row, column)
        self.form.add("tasks", 2, 1, span=2, lines=3)
        self.form.pack(fill="x")
        self.form.show(self._known())

    def save(self) -> None:
        """Keep the settings, or say beside the fields what is wrong."""
        try:
            changed = service.save_settings(self.session, self.form.read())
        except InvalidForm as error:
            self.form.tell(error.problems)
            return
        self.form.settle()
        self.shell.on_changed(changed)

    def _known(self) -> dict[str, Any]:
        known = service.settings(self.session)
        return {spec.name: getattr(known, spec.name) for spec in entries.SETTING_FIELDS}


def _about(pane: ttk.Frame, text: str) -> None:
    label = Wrapped(pane, text, "Faint.TLabel")
    label.configure(width=1)
    label.pack(fill="x", pady=(0, px(pane, 10)))


def _worded(error: InvalidForm) -> Sequence[Problem]:
    """The problems, a member who is not found said as such (the reader expects an id)."""
    return [
        replace(problem, expected="没有找到这个人，请点 ▾ 选")
        if problem.field in WHOM and problem.value and not problem.value.isdigit()
        else problem
        for problem in error.problems
    ]
