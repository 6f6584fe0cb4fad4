"""The list of a year's promises: by person, the branch first; search, state, group."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from tkinter import ttk

from jdzb.core import people
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Action, Card, EmptyState, SearchBox, TabBar, Wrapped
from jdzb.ledgers.commitments import rules
from jdzb.ledgers.commitments.columns import AT_LEAST, BRANCH, OUTCOMES
from jdzb.ledgers.commitments.rules import BEHIND, RUNNING, STATES, Standing

ALL, AMISS, NEAR, NONE = "all", "amiss", "near", "none"
TABS = ((ALL, "全部"), (AMISS, "超期落后"), (NEAR, "快到期"), (NONE, "没有承诺"))
EVERY_GROUP = "全部党小组"
NOT_YET = "还没有承诺，回车填写"
MEMBER = "m"  # before the id of a member who promised nothing


@dataclass(frozen=True, slots=True)
class Year:
    """What the list shows of a year: promises, names and groups by member, who made none.

    ``soon`` is the last day that counts as near; ``last`` how many promises of the
    year before may be taken over.
    """

    year: int
    standings: Sequence[Standing]
    names: Mapping[int, str]
    groups: Mapping[int, str]
    without: Sequence[int]
    soon: str
    last: int = 0

    def who(self, one: Standing) -> str:
        """Whose promise it is."""
        return rules.who(one.commitment, self.names)


def _by_pinyin(name: str) -> object:
    return (name != BRANCH, people.sort_key(name))


def _by_state(text: str) -> object:
    state = text.removeprefix("▲ ")
    return STATES.index(state) if state in STATES else len(STATES)


def _by_share(text: str) -> object:
    return int(text.removesuffix("%") or -1)


COLUMNS = (
    Col("who", "承诺人", 5, sort=_by_pinyin), Col("what", "承诺事项", 9, elastic=True),
    Col("reach", "完成 / 目标", 6.6, rank=2), Col("share", "进度", 3.4, "e", sort=_by_share),
    Col("due", "期限", 3.8, rank=1), Col("state", "状态", 5, sort=_by_state),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListActs:
    """What the list asks of its view."""

    change: Callable[[], object]
    select: Callable[[str | None], object]
    open: Callable[[str], object]
    add: Callable[[], object]
    take_over: Callable[[], object]


class PromiseList(Card):
    """``fill(year)`` shows what search, state and group let through."""

    def __init__(self, parent: tk.Misc, acts: ListActs) -> None:
        super().__init__(parent)
        self.shown: list[Standing] = []
        self._acts = acts
        tools = Flow(self.body, gap=10)
        tools.pack(fill="x", pady=(0, px(self, 8)))
        self.search = SearchBox(tools, lambda _: acts.change(), "姓名、拼音或事项", 15)
        self.groups = ttk.Combobox(tools, state="readonly", values=(EVERY_GROUP,), width=11)
        self.groups.set(EVERY_GROUP)
        self.groups.bind("<<ComboboxSelected>>", lambda _: self._group_chosen())
        self.tabs = TabBar(tools, TABS, lambda _: acts.change())
        for part in (self.search, self.groups, self.tabs):
            tools.push(part)
        self.figures = Wrapped(self.body, "", "Faint.TLabel")
        self.figures.configure(width=1)
        self.figures.pack(side="bottom", fill="x", pady=(px(self, 8), 0))
        self.table = Table(self.body, COLUMNS, acts.open, acts.select, find=_finds)
        self.table.pack(fill="both", expand=True)
        self._empties = {
            "first": EmptyState(
                self.table, "这一年还没有承诺。\n先填支部的三四条，再逐人填。",
                Action("填写承诺", acts.add, primary=True),
            ),
            "again": EmptyState(self.table, "", Action("沿用去年的…", acts.take_over, True)),
            "none": EmptyState(self.table, ""),
        }  # fmt: skip
        for key in ("<Down>", "<Return>"):
            self.search.bind(key, lambda _: self.table.start())

    def widen(self, tab: str = ALL) -> None:
        """Take away the filters, but for one of the states."""
        self.search.clear()
        self.groups.set(EVERY_GROUP)
        self.tabs.mark(tab)

    def fill(self, year: Year) -> None:
        """Show a year, as far as the filters let it through."""
        self._offer_groups(year)
        found = [one for one in year.standings if self._lets(one, year)]
        without = [one for one in year.without if self._lets_member(one, year)]
        counts = {key: sum(_passes(key, one, year) for one in found) for key, _ in TABS}
        counts[NONE] = len(without)
        for key, word in TABS:
            self.tabs.relabel(key, f"{word} {counts[key]}")
        tab = self.tabs.value
        self.shown = [one for one in found if _passes(tab, one, year)]
        lines = [_line(one, year) for one in self.shown]
        if tab == NONE:
            lines = [_lacking(one, year) for one in without]
        self.figures.show(_in_words(self.shown, year))
        self._choose_empty(year)
        self.table.show(lines)
        if lines and not self.table.selected():
            self.table.select(lines[0].id)

    def _lets(self, one: Standing, year: Year) -> bool:
        group = year.groups.get(one.commitment.member or 0, "")
        if self.groups.get() not in (EVERY_GROUP, group):
            return False
        texts = (one.commitment.what, one.commitment.unit or "", one.state)
        return all(
            people.match(word, year.who(one)) or any(word in text for text in texts)
            for word in self.search.text.split()
        )

    def _lets_member(self, member: int, year: Year) -> bool:
        if self.groups.get() not in (EVERY_GROUP, year.groups.get(member, "")):
            return False
        return all(people.match(word, year.names[member]) for word in self.search.text.split())

    def _offer_groups(self, year: Year) -> None:
        known = sorted({group for group in year.groups.values() if group}, key=people.sort_key)
        self.groups.configure(values=(EVERY_GROUP, *known))
        if self.groups.get() not in (EVERY_GROUP, *known):
            self.groups.set(EVERY_GROUP)

    def _group_chosen(self) -> None:
        self.groups.selection_clear()
        self._acts.change()

    def _choose_empty(self, year: Year) -> None:
        for one in self._empties.values():
            one.place_forget()
        which = "none" if year.standings or self.tabs.value != ALL else "first"
        if which == "first" and year.last:
            which = "again"
        told = f"{year.year}年还没有承诺。去年有 {year.last} 条，可以沿用，再逐条改。"
        self._empties["again"].show(told)
        self._empties["none"].show(_nothing(self.tabs.value, bool(self.search.text)))
        self.table.set_empty(self._empties[which])


def _nothing(tab: str, searching: bool) -> str:
    if searching:
        return "没有找到。换个名字、换个词再找。"
    return {AMISS: "没有超期、落后的。", NEAR: "没有快到期的。", NONE: "人人都有承诺。"}.get(
        tab, "没有这样的承诺。"
    )


def _passes(tab: str, one: Standing, year: Year) -> bool:
    if tab == AMISS:
        return one.amiss
    if tab == NEAR:
        due = one.commitment.due
        return bool(due and due <= year.soon and one.state in (RUNNING, BEHIND))
    return tab == ALL


def _in_words(shown: Sequence[Standing], year: Year) -> str:
    """18 人 61 条 · 超期 2 · 落后 3 · 进行中 40…; empty for none."""
    if not shown:
        return ""
    parts = [who_words(shown)]
    counts = {state: sum(one.state == state for one in shown) for state in STATES}
    parts += [f"{state} {count}" for state, count in counts.items() if count]
    if year.without:
        parts.append(f"没有承诺 {len(year.without)} 人")
    return " · ".join(parts)


def who_words(shown: Sequence[Standing]) -> str:
    """支部和 65 人 200 条."""
    who = {one.commitment.member for one in shown}
    people_ = f"{len(who - {None})} 人" if who != {None} else ""
    parts = ["支部"] * (None in who) + [people_] * bool(people_)
    return f"{'和 '.join(parts)} {len(shown)} 条"


def _finds(typed: str, line: Line) -> bool:
    return people.match(typed, line.cells[0])


def _line(one: Standing, year: Year) -> Line:
    promise = one.commitment
    state = f"▲ {one.state}" if one.amiss else one.state
    cells = (
        year.who(one), " ".join(promise.what.split()), _reach(one),
        one.percent, rules.due_words(promise), state,
    )  # fmt: skip
    late = one.amiss and one.state != BEHIND
    tags = ("amber",) if late else ("grey",) if one.state in OUTCOMES else ()
    return Line(promise.id, cells, tags)


def _reach(one: Standing) -> str:
    """27 / 36 户次; 0 / 不超过 3 起; '' without a target."""
    target = rules.target_words(one.commitment)
    return f"{one.done} / {target.removeprefix(AT_LEAST).strip()}" if target else ""


def _lacking(member: int, year: Year) -> Line:
    return Line(f"{MEMBER}{member}", (year.names[member], NOT_YET, "", "", "", ""))
