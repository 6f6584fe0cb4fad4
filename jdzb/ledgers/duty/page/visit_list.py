"""The list of visits: search, state, month; open matters first by their remaining days."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from tkinter import ttk

from jdzb.core import people
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Action, Card, EmptyState, SearchBox, TabBar, Wrapped
from jdzb.ledgers.duty import rules_visits
from jdzb.ledgers.duty.entries import Month, month_of
from jdzb.ledgers.duty.rules_visits import Case, Counts

ALL, WAITING, DONE, UNRATED = "all", "waiting", "done", "unrated"
STATES = ((ALL, "全部"), (WAITING, "未办结"), (DONE, "已办结"), (UNRATED, "待回访"))
EVERY_MONTH = "全部月份"


def _by_pinyin(name: str) -> object:
    return people.sort_key(name)


_COLUMNS = (
    Col("day", "日期", 5.4),
    Col("visitor", "来访人", 4.4, sort=_by_pinyin),
    Col("matter", "来访事项", 9, elastic=True),
    Col("handling", "办理", 3.4, rank=2),
    Col("last", "最后一天", 5.4, rank=1),
    Col("left", "剩余工作日", 5),
    Col("receiver", "接待人", 4.2, sort=_by_pinyin, rank=3),
    Col("satisfaction", "满意度", 4, rank=4),
)


class VisitList(Card):
    """``fill(cases, names)`` shows what search, state and month let through."""

    def __init__(
        self,
        parent: tk.Misc,
        on_change: Callable[[], object],
        on_select: Callable[[str | None], object],
        on_open: Callable[[str], object],
        on_new: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self.shown: list[Case] = []
        self._changed = on_change
        self._months: dict[str, Month] = {}
        tools = Flow(self.body, gap=14)
        tools.pack(fill="x", pady=(0, px(self, 8)))
        self.search = SearchBox(tools, lambda _: on_change(), "姓名、拼音或事项", 18)
        self.months = ttk.Combobox(
            tools, state="readonly", values=(EVERY_MONTH,), width=11, height=14
        )
        self.months.set(EVERY_MONTH)
        self.months.bind("<<ComboboxSelected>>", lambda _: self._month_chosen())
        self.states = TabBar(tools, STATES, lambda _: on_change())
        for part in (self.search, self.months, self.states):
            tools.push(part)
        self.figures = Wrapped(self.body, "", "Faint.TLabel")
        self.figures.configure(width=1)
        self.figures.pack(side="bottom", fill="x", pady=(px(self, 8), 0))
        self.table = Table(self.body, _COLUMNS, on_open, on_select, find=_finds)
        self.table.pack(fill="both", expand=True)
        action = Action("登记来访", on_new, primary=True)
        self._nobody = EmptyState(
            self.table, "还没有来访登记。\n有人来了，按 Ctrl+N 记下是谁、为什么事。", action
        )
        self._none = EmptyState(self.table, "")
        for key in ("<Down>", "<Return>"):
            self.search.bind(key, lambda _: self.table.start())

    @property
    def month(self) -> Month | None:
        """The month that is on; None for all."""
        return self._months.get(self.months.get())

    def title(self) -> str:
        """What is shown, as a file name and the title of a spreadsheet."""
        return f"{self.month.words if self.month else ''}来访登记"

    def widen(self, case: Case) -> None:
        """Take away the filters that would hide a case."""
        self.search.clear()
        if self.month and not self.month.holds(case.visit.day):
            self.months.set(EVERY_MONTH)
        if not _passes(self.states.value, case):
            self.states.mark(ALL)

    def fill(self, cases: Sequence[Case], names: Mapping[int, str]) -> None:
        """Show these, as far as the filters let them through."""
        self._offer_months(cases)
        month = self.month
        found = [one for one in cases if month is None or month.holds(one.visit.day)]
        if self.search.text:
            found = rules_visits.search(self.search.text, found, names)
        for key, word in STATES:
            number = sum(_passes(key, one) for one in found)
            self.states.relabel(key, f"{word} {number}")
        self.shown = [one for one in found if _passes(self.states.value, one)]
        self.figures.show(_in_words(rules_visits.count(self.shown)))
        self._choose_empty(bool(cases))
        self.table.show([_line(one, names) for one in self.shown])
        if self.shown and not self.table.selected():
            self.table.select(self.shown[0].visit.id)

    def _offer_months(self, cases: Sequence[Case]) -> None:
        known = sorted({str(month_of(one.visit.day)) for one in cases}, reverse=True)
        months = [Month(int(text[:4]), int(text[5:])) for text in known]
        self._months = {month.words: month for month in months}
        self.months.configure(values=(EVERY_MONTH, *self._months))
        if self.months.get() not in self._months:
            self.months.set(EVERY_MONTH)

    def _month_chosen(self) -> None:
        self.months.selection_clear()
        self._changed()

    def _choose_empty(self, any_: bool) -> None:
        for one in (self._nobody, self._none):
            one.place_forget()
        self._none.show("没有这样的来访。换个词、换个月份再找。")
        self.table.set_empty(self._none if any_ else self._nobody)


def _passes(state: str, case: Case) -> bool:
    if state == WAITING:
        return case.visit.open
    if state == DONE:
        return not case.visit.open
    return state == ALL or case.state == rules_visits.UNRATED


def _in_words(shown: Counts) -> str:
    """当场办 6 · 支部办 6 · 总支办 2 · 按期 3 · 超期 2 · 满意 5…; empty for none."""
    if not shown.total:
        return ""
    parts = (
        ("当场办", shown.spot), ("支部办", shown.branch), ("总支办", shown.general),
        ("按期答复", shown.on_time), ("超期", shown.late), ("满意", shown.satisfied),
        ("基本满意", shown.fairly), ("不满意", shown.dissatisfied),
    )  # fmt: skip
    return " · ".join(f"{word} {number}" for word, number in parts)


def _finds(typed: str, line: Line) -> bool:
    return people.match(typed, line.cells[1])


def _line(one: Case, names: Mapping[int, str]) -> Line:
    visit = one.visit
    last = one.last.isoformat() if one.last and visit.open else ""
    cells = (
        visit.day.isoformat(), visit.visitor, " ".join(visit.matter.split()), visit.handling,
        last, _left(one), names.get(visit.receiver or 0, ""), visit.satisfaction or "",
    )  # fmt: skip
    return Line(visit.id, cells, (one.tone,) if one.tone else ())


def _left(one: Case) -> str:
    """5, 5（暂算）, 今天到期, 超期2; of an answered one its state."""
    if one.left is None:
        return one.state
    words = str(one.left) if one.left > 0 else f"超期{-one.left}" if one.left else one.left_words
    return f"{words}（暂算）" if one.provisional else words
