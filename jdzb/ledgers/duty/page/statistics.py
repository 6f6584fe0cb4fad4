"""统计: the figures of a year, quarter or month, by member, group, month, year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from tkinter import ttk

from jdzb.core import clock, people
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs, exporting
from jdzb.gui.kit.table import Col, Table
from jdzb.gui.kit.table import Line as Row
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.views import View
from jdzb.gui.kit.widgets import Action, Card, EmptyState, SearchBox, TabBar, Wrapped
from jdzb.ledgers.duty import figures, service_conduct, service_sheets
from jdzb.ledgers.duty import service_statistics as service
from jdzb.ledgers.duty.entries import Month
from jdzb.ledgers.duty.figures import COLUMNS, MEMBER, RATE, WAYS, YEAR, Line
from jdzb.ledgers.duty.page.cells import short

BEFORE, AFTER, EXPORT, PRINT = "before", "after", "导出Excel", "打印统计表"
WHOLE, QUARTERS = "全年", ("一季度", "二季度", "三季度", "四季度")
SPANS = (WHOLE, *QUARTERS, *(f"{number}月" for number in range(1, 13)))
NOTHING = "还没有签到记录。在“签到”里登记以后，这里就有统计。"
RANKS = {"换班": 3, "替别人": 4, "请假": 2, "有人替": 1}
WIDE = 4


class StatisticsView(View):
    """Choose what to count by and what period; the list sorts, prints, and goes to Excel."""

    KEY, TITLE = "statistics", "统计"

    def build(self) -> None:
        """The choices above, the list below."""
        self.year = clock.today().year
        card = Card(self.body)
        card.pack(fill="both", expand=True)
        top = ttk.Frame(card.body)
        top.pack(fill="x", pady=(0, px(self, 10)))
        self.ways = TabBar(top, [(way, f"按{way}") for way in WAYS], lambda _: self.refresh(None))
        self.ways.pack(side="left")
        self.span = ttk.Combobox(top, values=SPANS, state="readonly", width=8)
        self.span.set(WHOLE)
        self.span.bind("<<ComboboxSelected>>", lambda _: self.refresh(None))
        self.span.pack(side="left", padx=px(self, 10))
        self.search = SearchBox(top, lambda _: self._show(), hint="找人或党小组", width=14)
        self.search.pack(side="left", fill="x", expand=True)
        self.note = Wrapped(card.body, RATE, "Faint.TLabel")
        self.note.configure(width=1)
        self.note.pack(side="bottom", fill="x", pady=(px(self, 8), 0))
        self.host = ttk.Frame(card.body)
        self.host.pack(fill="both", expand=True)
        self.table: Table | None = None

    def buttons(self) -> Sequence[Action]:
        """Years, Excel, printing."""
        return (
            Action(BEFORE, lambda: self.turn(-1)),
            Action(AFTER, lambda: self.turn(1)),
            Action(EXPORT, self.export),
            Action(PRINT, self.print_, primary=True, tip="Ctrl+P"),
        )

    # -- showing ---------------------------------------------------------------------------------

    @property
    def period(self) -> tuple[date, date]:
        """The first and the last day counted."""
        place, chosen = SPANS.index(self.span.get()), self.span.get()
        if self.ways.value == YEAR:
            first, last = service.years(self.session)
            return date(first, 1, 1), date(last, 12, 31)
        if chosen == WHOLE:
            return date(self.year, 1, 1), date(self.year, 12, 31)
        if chosen in QUARTERS:
            return Month(self.year, place * 3 - 2).first, Month(self.year, place * 3).last
        month = Month(self.year, place - len(QUARTERS))
        return month.first, month.last

    def refresh(self, changed: Changed | None) -> None:
        """Count again."""
        del changed
        first, last = self.period
        self.found = service.statistics(self.session, first, last, self.ways.value)
        self._make_table()
        self._show()
        self._show_header()

    def _show_header(self) -> None:
        one = self.found.total
        rate = "" if one.rate is None else f"到岗率 {one.rate}%"
        parts = (
            figures.span(self.found),
            f"应值 {one.planned} 个半天，未签到 {one.unsigned}",
            rate,
        )
        self.header.show("值班统计", " · ".join(part for part in parts if part))
        self.header.button(BEFORE).configure(text=f"◀ {self.year - 1}年")
        self.header.button(AFTER).configure(text=f"{self.year + 1}年 ▶")
        first, last = service.years(self.session)
        every = self.ways.value == YEAR
        self.span.state(["disabled" if every else "!disabled"])
        for key, on in ((BEFORE, self.year > first), (AFTER, self.year < last)):
            self.header.button(key).state(["!disabled" if on and not every else "disabled"])
        begun = self.found.since
        since = f"从{begun.year}年{short(begun)}（第一次签到）起计。" if begun else ""
        self.note.show(f"{since}{RATE}{figures.visit_words(self.found)}")

    def _make_table(self) -> None:
        """A list with the columns of the way of counting."""
        way = self.found.way
        if self.table and self.table.columns[0].title in (way, "姓名" if way == MEMBER else way):
            return
        if self.table:
            self.table.destroy()
        who = (
            (Col("name", "姓名", 6, sort=people.sort_key), Col("group", "党小组", 6, rank=5))
            if way == MEMBER
            else (Col("name", way, 8),)
        )
        counted = (
            Col(name, name, WIDE, "e", elastic=True, sort=_figure, rank=RANKS.get(name, 0))
            for name in COLUMNS
        )
        self.table = Table(self.host, (*who, *counted), self._open, find=_means)
        self.table.set_empty(EmptyState(self.table, NOTHING))
        self.table.pack(fill="both", expand=True)

    def _show(self) -> None:
        query, way = self.search.text, self.found.way
        if self.table is None:
            return
        rows = []
        for number, line in enumerate(self.found.lines):
            if query and not (people.match(query, line.name) or query in line.group):
                continue
            lead = (line.name, line.group) if way == MEMBER else (line.name,)
            missed = line.member and (line.tally.away or line.tally.unsigned)
            tags = ("red",) if missed else ()
            rows.append(Row(number, (*lead, *line.cells()), tags))
        self.table.show(rows)

    def _open(self, chosen: str) -> None:
        """The facts behind a member's figures."""
        line = self.found.lines[int(chosen)]
        if line.member:
            text = self._facts(line)
            dialogs.show_text(self, f"{line.name}：{figures.span(self.found)}", text)

    def _facts(self, line: Line) -> str:
        first, last = self.period
        facts = [
            fact
            for year in range(first.year, last.year + 1)
            for fact in service_conduct.conduct(self.session, line.member, year)
            if first <= fact.day <= last
        ]
        return "\n".join(f"{fact.day.year}年{short(fact.day)}　{fact.what}" for fact in facts)

    # -- what buttons and keys do ------------------------------------------------------------------

    def turn(self, by: int) -> None:
        """The year before or after."""
        self.year += by
        self.refresh(None)

    def start(self) -> None:
        """The focus on the list."""
        if self.table:
            self.table.start()

    def focus_search(self) -> None:
        """F3."""
        self.search.focus_set()

    def print_(self) -> None:
        """Ctrl+P: the figures as they are counted now, with a chart."""
        from jdzb.core import sheet
        from jdzb.gui.kit.printdialog import PrintDialog
        from jdzb.store import printout

        PrintDialog(
            self,
            self.shell,
            lambda paper: service_sheets.statistics(self.session, self.found, paper),
            lambda page: printout.stamp(self.session, page),
            (sheet.A4, sheet.A4_PORTRAIT, sheet.A3),
        ).run()

    def export(self) -> None:
        """The figures as a spreadsheet."""
        exporting.export(self, self.shell, figures.to_grid(self.found))


def _figure(text: str) -> tuple[int, str]:
    """83% and 12 by their value."""
    digits = text.removesuffix("%")
    return (int(digits), "") if digits.isdigit() else (0, text)


def _means(typed: str, line: Row) -> bool:
    return people.match(typed, line.cells[0])
