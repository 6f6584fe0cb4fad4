"""微心愿: wishes of villagers, what wants a hand first; claimed and fulfilled with one key."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence

from jdzb.core import clock, people, rules
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.split import Split
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.views import View
from jdzb.gui.kit.widgets import Action, Card, EmptyState, SearchBox, TabBar
from jdzb.ledgers.commitments import rules as thinking
from jdzb.ledgers.commitments import service_sheets, service_wishes
from jdzb.ledgers.commitments.entries import Wish
from jdzb.ledgers.commitments.page import paper
from jdzb.ledgers.commitments.page.newkey import on_new
from jdzb.ledgers.commitments.page.strip import YearPick
from jdzb.ledgers.commitments.page.wish_card import WishActs, WishCard
from jdzb.ledgers.commitments.rules import CLAIMED, FULFILLED, LATE, LATE_OPEN, OPEN
from jdzb.ledgers.members import service as members

CARD_WIDTH, LIST_HEIGHT = 330, 330  # units
ALL = "all"
TABS = ((ALL, "全部"), (OPEN, "待认领"), (CLAIMED, "已认领"), (FULFILLED, "已实现"))
_STATES = {OPEN: (OPEN, LATE_OPEN), CLAIMED: (CLAIMED, LATE), FULFILLED: (FULFILLED,)}
VOIDING = ("登记错了", "重复登记", "本人不要了")
CHOOSE = "先在名单上选一个微心愿。"
NOTHING = "还没有微心愿。\n村民许的愿，按 Ctrl+N 记下是谁、要什么。"
COLUMNS = (
    Col("day", "提出", 5.4, rank=1), Col("villager", "许愿人", 4.4, sort=people.sort_key),
    Col("home", "来自", 3.6, rank=2), Col("wish", "微心愿", 9, elastic=True),
    Col("claimed", "认领人", 4.2, sort=people.sort_key), Col("due", "期限", 5.4, rank=3),
    Col("state", "状态", 6.6),
)  # fmt: skip


class WishesView(View):
    """List and card; a new wish by Ctrl+N."""

    KEY, TITLE = "wishes", "微心愿"

    def build(self) -> None:
        """The two cards and the keys."""
        self.every: Sequence[tuple[Wish, str]] = ()
        self.shown: list[tuple[Wish, str]] = []
        self.names: dict[int, str] = {}
        self.split = Split(self.body, CARD_WIDTH, main_height=LIST_HEIGHT)
        self.split.pack(fill="both", expand=True)
        card = Card(self.split.main)
        card.pack(fill="both", expand=True)
        tools = Flow(card.body, gap=14)
        tools.pack(fill="x", pady=(0, px(self, 8)))
        self.years = YearPick(tools, clock.today().year, lambda _: self.refresh(None))
        self.search = SearchBox(tools, lambda _: self._redraw(), "姓名、拼音或心愿", 18)
        self.tabs = TabBar(tools, TABS, lambda _: self._redraw())
        for part in (self.years, self.search, self.tabs):
            tools.push(part)
        self.table = Table(
            card.body, COLUMNS, lambda _: self.proceed(), lambda _: self._chosen(),
            find=lambda typed, line: people.match(typed, line.cells[1]),
        )  # fmt: skip
        self.table.pack(fill="both", expand=True)
        self._nobody = EmptyState(self.table, NOTHING, Action("登记微心愿", self.add_, True))
        self._none = EmptyState(self.table, "没有这样的微心愿。")
        self.card = WishCard(
            self.split.side, WishActs(self.proceed, self.amend, self.void, self.history)
        )
        self.card.pack(fill="both", expand=True)
        self._bind_keys()

    def _bind_keys(self) -> None:
        for key, act in (("<F2>", self.amend), ("<Delete>", self.void), ("<Insert>", self.add_)):
            self.table.tree.bind(key, lambda _, act=act: act())  # type: ignore[misc]
        for key in ("<Down>", "<Return>"):
            self.search.bind(key, lambda _: self.table.start())
        on_new(self, self.add_)

    def buttons(self) -> Sequence[Action]:
        """Excel, paper, a new wish."""
        return (
            Action("导出Excel", self.export, tip="导出正在显示的微心愿"),
            Action("打印", self.print_, tip="Ctrl+P：微心愿认领公示，没同意公开姓名的不写姓名"),
            Action("登记微心愿", self.add_, primary=True, tip="Ctrl+N"),
        )

    # -- showing ---------------------------------------------------------------------------------

    def refresh(self, changed: Changed | None) -> None:
        """Read the wishes again; one just added is chosen."""
        before = {one.id for one, _ in self.every}
        self.every = service_wishes.wishes(self.session, self.years.year)
        self.names = members.names(self.session)
        new = [one.id for one, _ in self.every if one.id not in before]
        if changed and before and len(new) == 1:
            self.widen()
        self._show_header()
        self._redraw()
        if changed and len(new) == 1:
            self.table.select(new[0])

    def widen(self, tab: str = ALL) -> None:
        """Take away the filters, but for one of the states."""
        self.search.clear()
        self.tabs.mark(tab)

    def show_state(self, state: str, wish_id: int | None = None) -> None:
        """Show the wishes of a state, one of them chosen."""
        self.years.show(clock.today().year)
        self.widen(next((tab for tab, held in _STATES.items() if state in held), ALL))
        self.refresh(None)
        found = wish_id or next((one.id for one, held in self.shown if held == state), 0)
        self.table.select(found)

    def show_wish(self, wish_id: int, day: str) -> None:
        """Choose a wish of a day, whatever the filters say."""
        self.years.show(int(day[:4]))
        self.widen()
        self.refresh(None)
        self.table.select(wish_id)

    def _show_header(self) -> None:
        count = {state: sum(held == state for _, held in self.every) for _, state in self.every}
        parts = [f"{state} {number}" for state, number in count.items()]
        self.header.show(f"{self.years.year}年微心愿", " · ".join(parts) or "还没有微心愿")

    def _redraw(self) -> None:
        found = [pair for pair in self.every if self._lets(pair[0])]
        for tab, word in TABS:
            number = sum(_passes(tab, state) for _, state in found)
            self.tabs.relabel(tab, f"{word} {number}")
        self.shown = [pair for pair in found if _passes(self.tabs.value, pair[1])]
        for one in (self._nobody, self._none):
            one.place_forget()
        self.table.set_empty(self._none if self.every else self._nobody)
        self.table.show([self._line(one, state) for one, state in self.shown])
        if self.shown and not self.table.selected():
            self.table.select(self.shown[0][0].id)
        self._chosen()

    def _lets(self, one: Wish) -> bool:
        claimed = self.names.get(one.claimed_by or 0, "")
        texts = (one.wish, one.home or "", one.how or "")
        return all(
            people.match(word, one.villager)
            or bool(claimed and people.match(word, claimed))
            or any(word in text for text in texts)
            for word in self.search.text.split()
        )

    def _line(self, one: Wish, state: str) -> Line:
        due = "" if one.fulfilled_on else thinking.wish_due(one, rules.standard()).isoformat()
        wrong = state in (LATE_OPEN, LATE)
        cells = (
            one.day, one.villager, one.home or "", " ".join(one.wish.split()),
            self.names.get(one.claimed_by or 0, ""), due, f"▲ {state}" if wrong else state,
        )  # fmt: skip
        tags = ("amber",) if state == LATE else ("grey",) if state == FULFILLED else ()
        return Line(one.id, cells, tags)

    @property
    def chosen(self) -> tuple[Wish, str] | None:
        """The wish chosen, and its state."""
        id_ = self.table.selected()
        return next((pair for pair in self.shown if str(pair[0].id) == id_), None)

    def _chosen(self) -> None:
        pair = self.chosen
        claimed = self.names.get(pair[0].claimed_by or 0, "") if pair else ""
        self.card.show(pair, claimed)

    def start(self) -> None:
        """The list; the search box while it is empty."""
        if self.shown:
            self.table.start()
        else:
            self.search.focus_set()

    def focus_search(self) -> None:
        """F3."""
        self.search.focus_set()
        self.search.selection_range(0, tk.END)

    # -- acts ------------------------------------------------------------------------------------

    def add_(self) -> None:
        """A new wish."""
        from jdzb.ledgers.commitments.page import wish_forms

        self._tell(wish_forms.add(self, self.session))

    def proceed(self) -> None:
        """Enter: claim an open wish, fulfil a claimed one, else change it."""
        from jdzb.ledgers.commitments.page import wish_forms

        pair = self.chosen
        if pair is None:
            self.shell.say(CHOOSE)
        elif pair[0].claimed_by is None:
            self._tell(wish_forms.claim(self, self.session, pair[0]))
        elif not pair[0].fulfilled_on:
            self._tell(wish_forms.fulfil(self, self.session, pair[0]))
        else:
            self.amend()

    def amend(self) -> None:
        """F2."""
        from jdzb.ledgers.commitments.page import wish_forms

        pair = self.chosen
        if pair is None:
            self.shell.say(CHOOSE)
        else:
            self._tell(wish_forms.amend(self, self.session, pair[0]))

    def void(self) -> None:
        """Delete."""
        pair = self.chosen
        if pair is None:
            self.shell.say(CHOOSE)
            return
        what = f"作废{pair[0].villager}的微心愿：{' '.join(pair[0].wish.split())}"
        if reason := dialogs.ask_reason(self, what, VOIDING):
            self._tell(service_wishes.void(self.session, pair[0].id, reason))

    def history(self) -> None:
        """Ctrl+H."""
        pair = self.chosen
        if pair is None:
            self.shell.say(CHOOSE)
        else:
            title = f"{pair[0].villager}的微心愿"
            self.shell.show_history(((service_wishes.TABLE, pair[0].id),), title)

    def _tell(self, changed: Changed | None) -> None:
        if changed is not None:
            self.shell.on_changed(changed)
        self.after_idle(self._back)

    def _back(self) -> None:
        if self.winfo_exists() and self.shown:
            self.table.start()

    def print_(self) -> None:
        """Ctrl+P."""
        if not self.every:
            self.shell.say("还没有微心愿，没有可打印的。")
            return
        year = self.years.year
        paper.show(
            self, self.shell, self.session, lambda: service_sheets.wish_list(self.session, year)
        )

    def export(self) -> None:
        """The wishes shown, as Excel."""
        paper.export(self, self.shell, self.table, f"{self.years.year}年微心愿")


def _passes(tab: str, state: str) -> bool:
    return tab == ALL or state in _STATES[tab]
