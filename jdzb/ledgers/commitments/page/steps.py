"""The form of a step of the year: its day, the meeting or notice it is tied to."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping
from dataclasses import replace
from tkinter import ttk

from jdzb.core import clock
from jdzb.core.fields import Field, Value
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.ledgers.commitments import columns, parsing
from jdzb.ledgers.commitments import service_year as campaign
from jdzb.ledgers.commitments.columns import POSTED, PRACTISED
from jdzb.ledgers.commitments.entries import Step
from jdzb.ledgers.commitments.page.strip import TODO
from jdzb.ledgers.commitments.rules import StepView
from jdzb.store.session import Session

REASONS, VOIDING = ("日期登记错了", "补上会议或公示"), ("登记错了",)
_SPOTS = (Spot("day", 0), Spot("link", 0, 1, 2), Spot("note", 1, 0, 3))
_DAY, _NOTE = columns.STEP_FIELDS[2], columns.STEP_FIELDS[4]


class StepForm(FormDialog):
    """A step to be registered, or one registered to be put right."""

    def __init__(self, parent: tk.Misc, session: Session, year: int, view: StepView) -> None:
        self.session, self.year, self.view = session, year, view
        self.links = _links(session, year, view)
        shown = {link: words for words, link in self.links.items()}
        taken = view.taken
        values: dict[str, Value] = {"day": clock.today().isoformat()}
        if taken:
            values = {"day": taken.day, "link": shown.get(taken.link or ""), "note": taken.note}
        title = f"{'更正' if taken else '登记'} {year}年{view.step}"
        layout = Layout((_DAY, self._link_field(), _NOTE), _SPOTS, 600)
        super().__init__(parent, title, layout, self._write, values, self._told())

    def _link_field(self) -> Field:
        label = "公示（在公开栏登记过的）" if self.view.step == POSTED else "会议（会议台账里的）"
        choices = tuple(self.links)
        return replace(columns.STEP_FIELDS[3], kind="choice", choices=choices, label=label)

    def _told(self) -> str:
        parts = [f"{TODO[self.view.step]}。"]
        if self.view.told:
            parts.append(f"台账里已有：{self.view.told}。")
        if self.view.step == PRACTISED and not self.view.taken:
            parts.append("记了践诺，这一步就算办了，不登记也可以。")
        return "".join(parts)

    def build(self, body: ttk.Frame) -> None:
        """A step registered may be taken back."""
        super().build(body)
        self.form.input("link").bind("<<ComboboxSelected>>", lambda _: self._take_day(), add=True)
        if self.view.taken:
            self.add_button("撤销这一步…", self.void)

    def _take_day(self) -> None:
        """The step is of the day of what it is tied to."""
        if link := self.form.read()["link"]:
            self.form.fill({"day": link[:10]})

    def void(self) -> None:
        """Put the step out of force, for a reason."""
        if self.view.taken is None:
            return
        reason = dialogs.ask_reason(self, f"撤销{self.year}年{self.view.step}的登记", VOIDING)
        if reason:
            self.close(campaign.void_step(self.session, self.view.taken.id, reason))

    def _write(self, raw: Mapping[str, str]) -> Changed | None:
        link = self.links.get(raw["link"], "")
        step = parsing.parse_step(
            {**raw, "link": link, "year": str(self.year), "step": self.view.step}
        )
        taken = self.view.taken
        if taken is None:
            return campaign.take(self.session, step)
        if replace(step, id=taken.id) == taken:
            return Changed("没有改动")
        reason = dialogs.ask_reason(self, f"更正{self.year}年{self.view.step}", REASONS)
        return campaign.amend_step(self.session, taken.id, step, reason) if reason else None


def _links(session: Session, year: int, view: StepView) -> dict[str, str]:
    """What the step may be tied to, by the words that say so; two alike are told apart."""
    found: dict[str, str] = {}
    for link, words in campaign.candidates(session, view.step, year):
        found[words if words not in found else f"{words}（{link.partition(':')[2]}）"] = link
    return found


def tied(session: Session, step: Step | None) -> str:
    """What a step is tied to, in words; '' for nothing."""
    found = campaign.linked(session, step.link) if step else None
    return f"{found[1]} {found[0]}" if found else ""
