"""历年: the final results of one scheme over the years, a line for everybody."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.core import people
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.scaling import lines_for
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import EmptyState, SearchBox
from jdzb.ledgers.appraisals import scoring, service_years
from jdzb.ledgers.appraisals.service_years import Compared, Past

if TYPE_CHECKING:
    from jdzb.ledgers.appraisals.page.deeds import Deeds

MOST = 6  # years beside each other
NONE = "这个办法还没有定档的结果。\n定档以后，各年的名次、总分、等次在这里放在一起。"


class YearsDialog(Dialog[None]):
    """``title`` is that of the scheme."""

    def __init__(self, parent: tk.Misc, deeds: Deeds, title: str) -> None:
        self.deeds, self.session, self.scheme = deeds, deeds.session, title
        self.years = service_years.years_of(deeds.session, title)[-MOST:]
        self.found = service_years.compare(deeds.session, title, self.years)
        super().__init__(parent, f"{title}：历年")

    def build(self, body: ttk.Frame) -> None:
        """The search, the list."""
        room = min(px(self, 460 + 100 * len(self.years)), self.winfo_screenwidth() - px(self, 100))
        ttk.Frame(body, width=room, height=1).pack()
        self.search = SearchBox(body, lambda _: self.fill())
        self.search.pack(fill="x", pady=(0, px(self, 8)))
        years = tuple(Col(str(year), f"{year}年", 9) for year in self.years)
        columns = (
            Col("name", "姓名", 6, sort=people.sort_key),
            *years,
            Col("rest", "", 1, elastic=True),
        )
        self.table = Table(body, columns)
        self.table.tree.configure(height=lines_for(self, 12))
        self.table.set_empty(EmptyState(self.table, NONE))
        self.table.pack(fill="both", expand=True)
        if self.years:
            self.add_button("打印", self.print_)
        self.add_button("关闭", self.cancel, primary=True)
        self.first = self.search
        self.fill()

    def fill(self) -> None:
        """Those whose names fit what is typed."""
        typed = self.search.text
        self.table.show([
            _line(place, one)
            for place, one in enumerate(self.found)
            if not typed or people.match(typed, one.name)
        ])  # fmt: skip

    def print_(self) -> None:
        """The comparison as a sheet, internal."""
        from jdzb.ledgers.appraisals import service_sheets

        self.deeds.press.show(
            lambda: service_sheets.comparison(self.session, self.years, self.scheme)
        )


def _line(place: int, one: Compared) -> Line:
    return Line(place, (one.name, *(_told(past) for past in one.results), ""))


def _told(past: Past | None) -> str:
    """优秀 95.2（第 3）."""
    if past is None:
        return "—"
    total = scoring.shown(past.total, 2).removesuffix(".00") if past.total is not None else ""
    rank = f"（第 {past.rank}）" if past.rank else ""
    return f"{past.grade or ''} {total}{rank}".strip()
