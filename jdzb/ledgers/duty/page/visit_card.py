"""The card of one visit: all that was written, the last day and how it was found, what to do."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from tkinter import ttk

from jdzb.core.fields import show_date
from jdzb.core.people import mask_phone
from jdzb.gui.kit import tooltip
from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, Wrapped
from jdzb.ledgers.duty.entries_visits import BRANCH, ON_THE_SPOT
from jdzb.ledgers.duty.rules_visits import Case

_STYLES = {"red": "Red.TLabel", "amber": "Amber.TLabel", "": "Strong.TLabel"}


@dataclass(frozen=True, slots=True)
class VisitActs:
    """What the buttons of the card do with the visit shown."""

    answer: Callable[[], object]
    raise_: Callable[[], object]
    amend: Callable[[], object]
    void: Callable[[], object]
    history: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Told:
    """A case with the words that only the ledger knows."""

    case: Case
    receiver: str
    reckoning: str
    basis: str


class VisitCard(Card):
    """``show`` a visit, or nothing."""

    def __init__(self, parent: tk.Misc, acts: VisitActs) -> None:
        super().__init__(parent, "来访")
        self._acts = acts
        self.buttons: dict[str, ttk.Button] = {}

    def show(self, told: Told | None) -> None:
        """Everything about the visit, the most urgent on top."""
        for child in self.body.winfo_children():
            child.destroy()
        self.buttons = {}
        if told is None:
            self.entitle("来访")
            self._line("在左边选一件来访，这里看全部内容。", "Subtle.TLabel")
            return
        visit = told.case.visit
        self.entitle(visit.visitor, visit.when)
        self._show_term(told)
        for label, text in _facts(told):
            self._pair(label, text)
        self._show_buttons(told.case)

    def _show_term(self, told: Told) -> None:
        case = told.case
        if not case.visit.open:
            return
        provisional = "（暂算）" if case.provisional else ""
        last = show_date(case.last.isoformat()) if case.last else ""
        self._line(f"{case.left_words}，最后一天{last}{provisional}", _STYLES[case.tone])
        self._line(f"{told.reckoning}。依据：{told.basis}", "Faint.TLabel")

    def _pair(self, label: str, text: str) -> None:
        ttk.Label(self.body, text=label, style="Faint.TLabel").pack(
            anchor="w", pady=(px(self, 6), 0)
        )
        self._line(text, "TLabel")

    def _line(self, text: str, style: str) -> None:
        line = Wrapped(self.body, text, style)
        line.configure(width=1)  # its width is the card's, not the text's
        line.pack(fill="x")

    def _show_buttons(self, case: Case) -> None:
        row = ButtonRows(self.body)
        row.pack(fill="x", pady=(px(self, 12), 0))
        for text, command, tip, primary in self._offered(case):
            style = "SmallPrimary.TButton" if primary else "Small.TButton"
            button = ttk.Button(row, text=text, command=command, style=style)
            button.bind("<Return>", lambda event: event.widget.invoke())
            tooltip.attach(button, tip)
            self.buttons[text] = button
        row.hold(list(self.buttons.values()))

    def _offered(self, case: Case) -> Iterator[tuple[str, Callable[[], object], str, bool]]:
        visit, acts = case.visit, self._acts
        if visit.open:
            yield "答复", acts.answer, "回车", True
            if visit.handling == BRANCH:
                yield "上报总支", acts.raise_, "F4", False
        elif not visit.satisfaction:
            yield "填满意度", acts.answer, "回车", True
        yield "修改", acts.amend, "F2", False
        yield "作废", acts.void, "Delete", False
        yield "历史", acts.history, "Ctrl+H", False


def _facts(told: Told) -> Iterator[tuple[str, str]]:
    """What is known, each with its label; what should be known and is not, as 待补充."""
    visit, case = told.case.visit, told.case
    yield "来访事项", visit.matter
    where = "　".join(part for part in (visit.home, mask_phone(visit.phone)) if part)
    if where:
        yield "来自", where
    yield "接待人", told.receiver or "待补充"
    way = [visit.handling]
    if visit.handed_on:
        way.append(f"{show_date(visit.handed_on.isoformat())}交支部")
    if visit.raised_on:
        way.append(f"{show_date(visit.raised_on.isoformat())}上报总支")
    yield "办理方式", "，".join(way)
    if not visit.open:
        yield "办理结果", visit.answer or "待补充"
        if visit.answered_on and visit.handling != ON_THE_SPOT:
            late = "（超期）" if case.late else "（按期）"
            yield "答复日期", show_date(visit.answered_on.isoformat()) + late
        yield "满意度", visit.satisfaction or "待回访"
    if visit.note:
        yield "备注", visit.note
