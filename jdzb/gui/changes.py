"""今日改动: everything written on a day, with what it changed; each can be undone by itself."""

from __future__ import annotations

import tkinter as tk
from datetime import date, timedelta
from tkinter import ttk

from jdzb.core import clock
from jdzb.core.fields import show_date
from jdzb.gui.kit.datepicker import DatePicker
from jdzb.gui.kit.table import Col
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import SearchBox
from jdzb.gui.versions import Host, VersionsDialog, state
from jdzb.gui.wording import when
from jdzb.store import history
from jdzb.store.history import Version
from jdzb.store.session import Session
from jdzb.store.undo import ChangedSince

TITLE = "今日改动"
WEEKDAYS = "一二三四五六日"


class ChangesDialog(VersionsDialog):
    """The changes of a day; ◀ ▶ or Alt and the arrows turn it, Delete undoes the one chosen."""

    columns = (
        Col("when", "时间", 3),
        Col("who", "操作人", 4, rank=2),
        Col("what", "做了什么", 13, elastic=True),
        Col("why", "原因", 8, rank=3),
        Col("state", "", 4, rank=1),
    )

    def __init__(
        self, parent: tk.Misc, host: Host, session: Session, day: date | None = None
    ) -> None:
        self.day = day or clock.today()
        super().__init__(parent, host, session, TITLE)

    def header(self, body: ttk.Frame) -> None:
        """The day with its arrows, then the search box."""
        row = ttk.Frame(body)
        row.pack(fill="x", pady=(0, px(self, 10)))
        for text, by in (("◀ 前一天", -1), ("后一天 ▶", 1)):
            button = ttk.Button(
                row, text=text, style="Small.TButton", command=lambda by=by: self.turn(by),  # type: ignore[misc]
            )  # fmt: skip
            button.pack(side="left", padx=(0, px(self, 8)))
        self.pick = ttk.Button(row, style="Small.TButton", command=self.ask_day)
        self.pick.pack(side="left")
        self.search = SearchBox(
            row, lambda _: self.fill(), hint="查找：姓名、拼音、内容、原因", width=30
        )
        self.search.pack(side="right")
        for key, by in (("<Alt-Left>", -1), ("<Alt-Right>", 1)):
            self.bind(key, lambda _, by=by: self._turned(by))  # type: ignore[misc]

    def more_buttons(self) -> None:
        """The way to the history of the record."""
        self.record = self.add_button("这条记录的历史（Ctrl+H）", self.history)
        for key in ("<Control-h>", "<Control-H>"):
            self.bind(key, lambda _: self.history())
        self.way = self.add_button("打开记录", self.open_)

    def open_(self) -> None:
        """Close with the first record that was changed: it is shown on its page."""
        version = self.version
        if version is None or not version.parts:
            self.say("这一笔没有改动记录，没有可打开的。")
            return
        self.close((version.parts[0].table, version.parts[0].row))

    def read(self) -> list[Version]:
        """Everything written on the day."""
        found = history.of_day(self.session, self.day)
        today = "　今天" if self.day == clock.today() else ""
        shown = f"{show_date(self.day.isoformat())} 星期{WEEKDAYS[self.day.weekday()]}{today} ▾"
        self.pick.configure(text=shown)
        self.none.show(f"{show_date(self.day.isoformat())}没有改动。")
        self.empty = f"{show_date(self.day.isoformat())}没有改动。"
        return found

    def cells(self, version: Version) -> tuple[str, ...]:
        """When, who, what, why, whether undone."""
        time = when(version.at).rpartition(" ")[2]
        what = self.wording.what(version)
        return time, version.actor, what, version.reason or "", state(version)

    def turn(self, by: int) -> None:
        """The next day or the last one."""
        self.show_day(self.day + timedelta(days=by))

    def show_day(self, day: date) -> None:
        """Go to a day."""
        self.day = day
        self.say("")
        self.fill()

    def ask_day(self) -> None:
        """Pick a day from a month."""
        DatePicker(self.pick, self.day.isoformat(), self._picked)

    def history(self) -> None:
        """The history of the one record that was changed."""
        version = self.version
        if version is None or len(version.parts) != 1:
            self.say("这一笔改了几条记录，或没有改动记录；右边逐条列出。")
            return
        part = version.parts[0]
        self.host.show_history([(part.table, part.row)], self.wording.record(part))
        self.fill()

    def find(self, error: ChangedSince) -> None:
        """Go to the later change that stands in the way."""
        if error.facts["day"]:
            self.day = date.fromisoformat(str(error.facts["day"]))
            if self.search.text:
                self.search.clear()
            self.fill(str(error.facts["txn"]))

    def _picked(self, iso: str) -> None:
        if iso:
            self.show_day(date.fromisoformat(iso))

    def _turned(self, by: int) -> str:
        self.turn(by)
        return "break"
