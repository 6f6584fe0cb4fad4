"""Which step of 四议两公开 an item of the agenda is."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.page import Window
from jdzb.gui.kit.theme import px
from jdzb.ledgers.meetings import service_matters
from jdzb.ledgers.meetings.entries import Matter
from jdzb.ledgers.meetings.matters import VOTED
from jdzb.ledgers.meetings.page.chains import steps
from jdzb.ledgers.meetings.page.typed import ItemText
from jdzb.store.session import Session

NEW_MATTER = "新事项（按议题的名称登记）"


class StepDialog(Dialog[tuple[int, int]]):
    """Answers with the matter and the step; (0, 0): it is no step."""

    writes = True

    def __init__(
        self, parent: tk.Misc, session: Session, shell: Window, item: ItemText, day: str
    ) -> None:
        self.session, self.shell, self.item, self.day = session, shell, item, day
        self.matters = list(service_matters.browse_matters(session, under_way=True))
        super().__init__(parent, "四议两公开")

    def build(self, body: ttk.Frame) -> None:
        """The matter, the step, what it asks for."""
        ttk.Label(body, text="事项", style="Field.TLabel").pack(anchor="w")
        names = [*(one.title for one in self.matters), NEW_MATTER]
        self.matter = ttk.Combobox(body, state="readonly", values=names, width=40)
        self.matter.pack(fill="x", pady=(0, px(self, 10)))
        ttk.Label(body, text="这次会议是第几步", style="Field.TLabel").pack(anchor="w")
        names = [f"{number} {name}" for number, name in enumerate(steps()[:VOTED], 1)]
        self.step = ttk.Combobox(body, state="readonly", values=names, width=40)
        self.step.pack(fill="x")
        self.problem = ttk.Label(body, style="Problem.TLabel")
        self.problem.pack(anchor="w")
        kept = self.item.kept
        known = [one.id for one in self.matters]
        self.matter.current(known.index(kept.matter) if kept.matter in known else 0)
        self.matter.bind("<<ComboboxSelected>>", lambda _: self._propose())
        if kept.step and kept.step <= VOTED:
            self.step.current(kept.step - 1)
        else:
            self._propose()
        self.add_button("确定", self._take, primary=True)
        if kept.matter:
            self.add_button("不是四议事项", lambda: self.close((0, 0)))
        self.add_button("取消", self.cancel)
        self.first = self.matter

    def _propose(self) -> None:
        """The step that the matter has not taken yet."""
        place = self.matter.current()
        step = 1
        if place < len(self.matters):
            following = service_matters.chain(self.session, self.matters[place].id).next
            step = following.number if following else VOTED
        self.step.current(min(step, VOTED) - 1)

    def _take(self) -> None:
        place, step = self.matter.current(), self.step.current() + 1
        if place < len(self.matters):
            self.close((self.matters[place].id, step))
            return
        title = self.item.raw["title"].strip()
        if not title:
            self.problem.configure(text="先写议题的名称，再登记成事项。")
            return
        changed = service_matters.add_matter(self.session, Matter(title, self.day))
        self.shell.on_changed(changed)
        self.close((changed.id, step))
