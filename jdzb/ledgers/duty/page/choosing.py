"""Dialogs that choose: who serves, and which turn to exchange for."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from jdzb.core import people
from jdzb.gui.kit import theme
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import EmptyState, SearchBox, TabBar, Wrapped
from jdzb.ledgers.duty.entries import WEEKDAYS
from jdzb.ledgers.duty.page.cells import short, words
from jdzb.ledgers.duty.service_hand import Candidate, Offer
from jdzb.ledgers.duty.service_month import DayView, TurnView

WHO = (
    Col("name", "姓名", 7, sort=people.sort_key),
    Col("turns", "全年次数", 5, "e"),
    Col("last", "上次值班", 6),
    Col("note", "说明", 14, elastic=True),
)
WHICH = (
    Col("day", "日期", 7),
    Col("weekday", "星期", 5),
    Col("name", "值班人", 7, sort=people.sort_key),
    Col("note", "说明", 12, elastic=True),
)
ROWS, FEW, LARGE = 9, 5, 125  # lines of a list before it scrolls; fewer above this text size


class ListDialog(Dialog[int]):
    """A list to choose from, found by typing; Enter takes the line, Down goes into the list.

    Subclasses give ``columns``, ``lines(query)`` and may refuse a line by ``problem(id)``.
    """

    writes = True
    columns: Sequence[Col] = ()
    nothing, wide = "没有找到", 620

    def build(self, body: ttk.Frame) -> None:
        """The head, the search box, the list, what is wrong, the buttons."""
        self.head(body)
        self.search = SearchBox(body, on_change=lambda _: self.fill())
        self.search.pack(fill="x", pady=(0, px(self, 8)))
        self.table = Table(
            body, self.columns, on_open=lambda _: self.accept(), on_select=lambda _: self.clear()
        )
        self.table.set_empty(EmptyState(self.table, self.nothing))
        self.table.tree.configure(height=ROWS if theme.percent(self) <= LARGE else FEW)
        ttk.Frame(body, width=px(self, self.wide), height=1).pack()
        self.wrong = Wrapped(body, "", "Problem.TLabel")
        self.wrong.configure(width=1)
        self.wrong.pack(side="bottom", fill="x")
        self.table.pack(fill="both", expand=True)
        self.search.bind("<Down>", lambda _: self.table.start())
        self.add_button("确定", self.accept, primary=True)
        self.add_button("取消", self.cancel)
        self.first = self.search
        self.fill()

    def head(self, body: ttk.Frame) -> None:
        """What stands above the list."""

    def lines(self, query: str) -> list[Line]:
        """The lines that a query means."""
        raise NotImplementedError

    def problem(self, chosen: int) -> str | None:
        """Why a line cannot be taken."""
        del chosen
        return None

    def fill(self) -> None:
        """Show the lines, the first one chosen."""
        lines = self.lines(self.search.text)
        self.table.show(lines)
        if lines:
            self.table.select(lines[0].id)

    def clear(self) -> None:
        """Take the last complaint away."""
        self.wrong.show("")

    def accept(self) -> None:
        """Close with the chosen line, or say why not."""
        chosen = self.table.selected()
        if chosen is None:
            self.wrong.show("请先在名单里选一行。")
        elif problem := self.problem(int(chosen)):
            self.wrong.show(problem)
        else:
            self.close(int(chosen))


class WhoDialog(ListDialog):
    """Who comes: in place of one of the day's people (``turn``, to be changed here), or besides.

    ``find(turn)`` gives those who could, in the order in which they stand.
    """

    columns = WHO

    def __init__(
        self,
        parent: tk.Misc,
        day: DayView,
        turn: TurnView | None,
        find: Callable[[TurnView | None], Sequence[Candidate]],
    ) -> None:
        self.day, self.turn, self._find = day, turn, find
        self.found = {one.member: one for one in find(turn)}
        super().__init__(parent, f"{words(day.day)}：{'换人' if turn else '加人'}")

    def head(self, body: ttk.Frame) -> None:
        """Whom to take off, when there are several."""
        if self.turn is None:
            return
        row = ttk.Frame(body)
        row.pack(fill="x", pady=(0, px(self, 10)))
        ttk.Label(row, text="换下", style="Field.TLabel").pack(side="left", padx=(0, px(self, 10)))
        names = [(str(turn.id), turn.name) for turn in self.day.turns]
        self.tabs = TabBar(row, names, self._turned)
        self.tabs.mark(str(self.turn.id))
        self.tabs.pack(side="left", fill="x", expand=True)

    def lines(self, query: str) -> list[Line]:
        """Everyone whom the query means."""
        known = list(self.found.values())
        if query:
            ranked = [(people.rank(query, one.name), n) for n, one in enumerate(known)]
            hits = sorted((rank, n) for rank, n in ranked if rank is not None)
            known = [known[n] for _, n in hits]
        return [_who(one) for one in known]

    def problem(self, chosen: int) -> str | None:
        """Why the member cannot serve on the day."""
        return self.found[chosen].problem

    def _turned(self, key: str) -> None:
        self.turn = next(turn for turn in self.day.turns if str(turn.id) == key)
        self.found = {one.member: one for one in self._find(self.turn)}
        self.fill()


class WhichDialog(ListDialog):
    """Which turn to exchange for."""

    columns = WHICH
    nothing, wide = "没有能对换的班", 620

    def __init__(
        self, parent: tk.Misc, day: DayView, turn: TurnView, offers: Sequence[Offer]
    ) -> None:
        self.day, self.turn, self.offers = day, turn, offers
        super().__init__(parent, "换班")

    def head(self, body: ttk.Frame) -> None:
        """Which turn is given away."""
        text = f"{self.turn.name} {words(self.day.day)} 的班，和哪一天对换？"
        ttk.Label(body, text=text).pack(anchor="w", pady=(0, px(self, 10)))

    def lines(self, query: str) -> list[Line]:
        """The turns of everyone whom the query means."""
        return [
            Line(one.id, (short(one.day), WEEKDAYS[one.day.weekday()], one.name, one.caution))
            for one in self.offers
            if people.match(query, one.name)
        ]


def _who(one: Candidate) -> Line:
    note = _cause(one) or one.caution or ("次数最少" if one.least else "")
    last = f"{one.last.month}月{one.last.day}日" if one.last else ""
    tags = ("grey",) if one.problem else ()
    return Line(one.member, (one.name, str(one.turns), last, note), tags)


def _cause(one: Candidate) -> str:
    """The heart of the problem: 12-08 请假（住院）."""
    return (one.problem or "").removeprefix(one.name).strip().split("，")[0]
