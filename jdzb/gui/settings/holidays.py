"""节假日: the years and their days; a year entered, corrected, read from a file."""

from __future__ import annotations

from datetime import date
from tkinter import ttk

from jdzb.core import clock, workdays
from jdzb.core.workdays import Year
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import EmptyState, Wrapped
from jdzb.gui.settings import yearchange
from jdzb.gui.settings.part import Part
from jdzb.gui.wording import when
from jdzb.store import figures

PUBLISHED, GUESSED = "已公布", "暂算"
SHIFTED = "调休上班"
WEEK = "一二三四五六日"
FILES = (("节假日文件", "*.toml"), ("所有文件", "*"))
YEARS = (Col("year", "年份", 4), Col("state", "状态", 4), Col("own", "", 5, elastic=True))
DAYS = (
    Col("what", "名称", 5, elastic=True),
    Col("days", "日期", 12, elastic=True),
    Col("count", "天数", 3, "e"),
)


class HolidaysPart(Part):
    """The years at the left, the days of the year chosen at the right."""

    KEY, TITLE = "holidays", "节假日"

    def build(self) -> None:
        """Two lists, what the year rests on, the buttons."""
        row = ttk.Frame(self)
        row.pack(side="bottom", fill="x", pady=(px(self, 8), 0))
        self.buttons = {
            text: self._button(row, text, act)
            for text, act in (
                ("更正这一年…", self.change),
                ("加下一年…", self.add),
                ("读入文件…", self.read_file),
                ("恢复自带", self.restore),
            )
        }  # fmt: skip
        self.source = Wrapped(self, style="Subtle.TLabel")
        self.source.configure(width=1)
        self.source.pack(side="bottom", fill="x", pady=(px(self, 6), 0))
        stage = ttk.Frame(self)
        stage.pack(fill="both", expand=True)
        stage.rowconfigure(0, weight=1)
        for column, weight in ((0, 2), (1, 3)):
            stage.columnconfigure(column, weight=weight, uniform="half")
        self.table = Table(
            stage, YEARS, on_open=lambda _: self.change(), on_select=lambda _: self._choose()
        )
        self.days = Table(stage, DAYS)
        self.days.set_empty(EmptyState(self.days, "还没有这一年的安排，周一到周五都算工作日。"))
        for column, table in enumerate((self.table, self.days)):
            table.tree.configure(height=4)
            gap = (px(self, 16) if column else 0, 0)
            table.grid(row=0, column=column, sticky="nswe", padx=gap)
        self.refresh()
        self.table.select(str(clock.today().year))

    def _button(self, row: ttk.Frame, text: str, act: object) -> ttk.Button:
        button = ttk.Button(row, text=text, style="Small.TButton", command=act)  # type: ignore[arg-type]
        button.pack(side="left", padx=(0, px(self, 8)))
        return button

    def refresh(self) -> None:
        """The calendar in force."""
        self.changes = {one.year: one for one in figures.changes(self.session) if one.year}
        known = workdays.standard().years
        self.table.show([self._line(year) for _, year in sorted(known.items(), reverse=True)])
        self._choose()

    def start(self) -> None:
        """The years."""
        self.table.start()

    @property
    def year(self) -> Year | None:
        """The year chosen."""
        key = self.table.selected()
        return workdays.standard().years.get(int(key)) if key else None

    def change(self) -> None:
        """Correct the year chosen."""
        if self.year:
            self._ask(self.year)

    def add(self) -> None:
        """The year after the last one there is."""
        number = max([*workdays.standard().years, clock.today().year - 1]) + 1
        self._ask(Year(number, published=True, source="", holidays=(), workdays=()))

    def read_file(self) -> None:
        """A year out of a file, looked at before it is kept. Raises BadHolidays."""
        if self.refused():
            return
        path = dialogs.choose_open_file(self, "选择节假日文件，如 2027.toml", FILES)
        if path is not None:
            self._ask(workdays.read_year(path), f"读入文件 {path.name}")

    def restore(self) -> None:
        """The program's own calendar of the year again, for a reason."""
        year = self.year
        if year is None or year.year not in self.changes or self.refused():
            return
        own = year.year in workdays.shipped().years
        what = f"{year.year}年的节假日{'恢复为程序自带的' if own else '去掉，程序没有自带这一年'}。"
        if reason := dialogs.ask_reason(self, what):
            self.host.on_changed(figures.restore_year(self.session, year.year, reason))
            self.refresh()

    def _ask(self, year: Year, reason: str = "") -> None:
        if self.refused():
            return
        changed = yearchange.ask(self, self.session, year, reason)
        if changed is not None:
            self.host.on_changed(changed)
            self.refresh()
            kept = figures.years_of(self.session, changed)
            self.table.select(*(str(one) for one in kept))

    # -- what is shown -----------------------------------------------------------------------------

    def _line(self, year: Year) -> Line:
        own = "本支部改定" if year.year in self.changes else "程序自带"
        tone = () if year.published else ("amber",)
        return Line(
            year.year, (str(year.year), PUBLISHED if year.published else GUESSED, own), tone
        )

    def _choose(self) -> None:
        year = self.year
        self.days.show(_days(year) if year else [])
        told = ""
        if year:
            guess = "" if year.published else "暂算：国务院办公厅还没有公布，到期的日子可能变。"
            told = f"{guess}依据：{year.source}"
            if change := self.changes.get(year.year):
                told += f"　{when(change.at)} {change.actor} 改，原因：{change.why}"
        self.source.show(told)
        writable = self.may_change
        changed = year is not None and year.year in self.changes
        for text, button in self.buttons.items():
            on = writable and (changed if text == "恢复自带" else True)
            button.state(["!disabled" if on else "disabled"])


def _days(year: Year) -> list[Line]:
    """Holidays and shifted workdays in the order of their days."""
    found = [
        (
            one.first,
            (one.name, _span(one.first, one.last), str((one.last - one.first).days + 1)),
            (),
        )
        for one in year.holidays
    ]
    shifted = [(day, (SHIFTED, _span(day, day), ""), ("grey",)) for day in year.workdays]
    lines = sorted([*found, *shifted], key=lambda one: one[0])
    return [Line(number, cells, tags) for number, (_, cells, tags) in enumerate(lines)]


def _span(first: date, last: date) -> str:
    """10月1日（四）—10月7日（三）."""
    words = [f"{day.month}月{day.day}日（{WEEK[day.weekday()]}）" for day in (first, last)]
    return words[0] if first == last else "—".join(words)
