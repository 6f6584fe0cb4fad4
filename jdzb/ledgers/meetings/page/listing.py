"""The list at the left: search, every meeting, the newest first, with its kind and state."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence

from jdzb.core import clock
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Action, Card, EmptyState, SearchBox
from jdzb.ledgers.meetings.entries import Meeting
from jdzb.ledgers.meetings.kinds import Kind
from jdzb.ledgers.meetings.page.excerpts import Excerpts
from jdzb.ledgers.meetings.service_search import Hit

COLUMNS = (
    Col("day", "日期", 3.6), Col("kind", "会议", 4.6, elastic=True), Col("state", "", 2),
)  # fmt: skip
LONGEST = 4  # characters of a kind
NEW = "new"  # the line of a meeting that is not in the ledger yet
NOTHING, NOT_FOUND = "还没有会议记录。", "没有找到。"


class Listing(Card):
    """``fill(meetings, kinds)`` shows them; ``unsaved`` is one that is not in the ledger yet."""

    def __init__(
        self,
        parent: tk.Misc,
        on_search: Callable[[], object],
        on_open: Callable[[str], object],
        on_select: Callable[[str | None], object],
        new: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self.search = SearchBox(self.body, lambda _: on_search(), hint="查找：水渠…", width=8)
        self.search.pack(fill="x", pady=(0, px(self, 8)))
        self.table = Table(self.body, COLUMNS, on_open=on_open, on_select=on_select)
        self.table.pack(fill="both", expand=True)
        for key in ("<Return>", "<Down>"):
            self.search.bind(key, lambda _: self.table.start())
        self.empty = EmptyState(self.table, NOTHING, Action("新会议", new))
        self.table.set_empty(self.empty)
        self.excerpts: Excerpts | None = None
        self.hits: Mapping[int, Hit] = {}

    def fill(
        self,
        meetings: Sequence[Meeting],
        kinds: Mapping[str, Kind],
        unsaved: Meeting | None,
        hits: Sequence[Hit] = (),
    ) -> None:
        """Show these, an unsaved one on top; ``hits`` say where the words sought stand in them."""
        self.hits = {hit.meeting.id: hit for hit in hits}
        self.empty.show(NOT_FOUND if self.search.text else NOTHING)
        lines = [_line(one, kinds) for one in meetings]
        if unsaved is not None:
            cells = (_day(unsaved.day), _name(unsaved, kinds), "未存")
            lines.insert(0, Line(NEW, cells, ("amber",)))
        self.table.show(lines)
        self.show_words(next(iter(self.hits), 0))

    def show_words(self, meeting: int) -> None:
        """Where the words sought stand in a meeting, below the list while something is sought."""
        if not self.hits:
            if self.excerpts is not None:
                self.excerpts.pack_forget()
            return
        if self.excerpts is None:
            self.excerpts = Excerpts(self.body)
        if not self.excerpts.winfo_manager():
            self.excerpts.pack(side="bottom", fill="x", before=self.table)
        hit = self.hits.get(meeting)
        self.excerpts.show(hit.excerpts if hit else ())


def _line(one: Meeting, kinds: Mapping[str, Kind]) -> Line:
    cells = (_day(one.day), _name(one, kinds), "" if one.locked else one.state)
    return Line(one.id, cells, () if one.locked else ("amber",))


def _day(day: str) -> str:
    """11-20 in this year, 25-11-20 in others."""
    return day[5:] if day[:4] == str(clock.today().year) else day[2:]


def _name(one: Meeting, kinds: Mapping[str, Kind]) -> str:
    """党员大会; a group's by its group: 第一党小组 is 一组会."""
    name = kinds[one.kind].short if one.kind in kinds else one.kind
    if one.party_group:
        name = one.party_group.removeprefix("第").removesuffix("党小组") + "组会"
    if len(name) > LONGEST:
        name = name.removesuffix("会")
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
