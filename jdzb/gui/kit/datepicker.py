"""A month to pick a day from, in Chinese: arrows, PageUp and PageDown, 今天; months alone too."""

from __future__ import annotations

import calendar
import tkinter as tk
from collections.abc import Callable
from datetime import date, timedelta
from tkinter import ttk

from jdzb.core import clock
from jdzb.gui.kit import theme
from jdzb.gui.kit.popup import Popup
from jdzb.gui.kit.theme import px

WEEKDAYS = "一二三四五六日"
_STEPS = {"Left": -1, "Right": 1, "Up": -7, "Down": 7}


class DatePicker(Popup):
    """``on_pick(iso)`` gets ``2026-12-05``, or ``2026-12`` from a field that takes months."""

    def __init__(
        self, anchor: tk.Widget, value: str, on_pick: Callable[[str], object], months: bool = False
    ) -> None:
        super().__init__(anchor)
        self._on_pick = on_pick
        self.day = parse_day(value) or clock.today()
        self._heading = self._build_head()
        self._canvas = tk.Canvas(self.body, background=theme.CARD, takefocus=True)
        self._canvas.pack(pady=(px(self, 4), 0))
        self._build_foot(months)
        self._bind_keys()
        self._draw()
        self.open(self._canvas)

    def move(self, day: date) -> None:
        """Go to a day and show its month."""
        if 1900 <= day.year <= 2100:
            self.day = day
            self._draw()

    def pick(self, text: str) -> None:
        """Answer and close."""
        self.close()
        self._on_pick(text)

    def _build_head(self) -> ttk.Label:
        head = ttk.Frame(self.body)
        head.pack(fill="x")
        for text, months in (("«", -12), ("‹", -1)):
            self._small(head, text, lambda months=months: self._turn(months)).pack(side="left")  # type: ignore[misc]
        for text, months in (("»", 12), ("›", 1)):
            self._small(head, text, lambda months=months: self._turn(months)).pack(side="right")  # type: ignore[misc]
        label = ttk.Label(head, style="Strong.TLabel", anchor="center")
        label.pack(fill="x", expand=True)
        return label

    def _build_foot(self, months: bool) -> None:
        foot = ttk.Frame(self.body)
        foot.pack(fill="x", pady=(px(self, 6), 0))
        self._small(foot, "今天", lambda: self.pick(clock.today().isoformat())).pack(side="left")
        self._small(foot, "清空", lambda: self.pick("")).pack(side="right")
        if months:
            self._small(foot, "只填年月", lambda: self.pick(self.day.isoformat()[:7])).pack()

    def _small(self, parent: tk.Misc, text: str, command: Callable[[], object]) -> ttk.Button:
        return ttk.Button(parent, text=text, command=command, style="Small.TButton")

    def _bind_keys(self) -> None:
        canvas = self._canvas
        for key, days in _STEPS.items():
            canvas.bind(f"<{key}>", lambda _, days=days: self._step(days))  # type: ignore[misc]
        for key, months in (("Prior", -1), ("Next", 1)):
            canvas.bind(f"<{key}>", lambda _, months=months: self._turn(months))  # type: ignore[misc]
            canvas.bind(f"<Control-{key}>", lambda _, m=12 * months: self._turn(m))  # type: ignore[misc]
        canvas.bind("<Home>", lambda _: self.move(clock.today()))
        for key in ("<Return>", "<space>", "<KP_Enter>"):
            canvas.bind(key, lambda _: self.pick(self.day.isoformat()))
        canvas.bind("<ButtonRelease-1>", self._click)
        canvas.bind("<MouseWheel>", lambda event: self._turn(-1 if event.delta > 0 else 1))
        canvas.bind("<Button-4>", lambda _: self._turn(-1))
        canvas.bind("<Button-5>", lambda _: self._turn(1))

    def _step(self, days: int) -> None:
        self.move(self.day + timedelta(days=days))

    def _turn(self, months: int) -> None:
        self.move(add_months(self.day, months))

    def _draw(self) -> None:
        canvas, cell = self._canvas, self._cell()
        canvas.delete("all")
        canvas.configure(width=7 * cell, height=7 * cell)
        self._heading.configure(text=f"{self.day.year}年{self.day.month}月")
        for column, name in enumerate(WEEKDAYS):
            ink = theme.ACCENT if column > 4 else theme.SUBTLE
            canvas.create_text((column + 0.5) * cell, cell / 2, text=name, font="Column", fill=ink)
        for day, column, row in self._places():
            self._draw_day(day, column * cell, (row + 1) * cell, cell)

    def _draw_day(self, day: date, x: int, y: int, cell: int) -> None:
        canvas, chosen = self._canvas, day == self.day
        if chosen:
            canvas.create_rectangle(
                x + 1, y + 1, x + cell - 2, y + cell - 2, fill=theme.ACCENT, width=0
            )
        elif day == clock.today():
            canvas.create_rectangle(x + 1, y + 1, x + cell - 2, y + cell - 2, outline=theme.ACCENT)
        ink = theme.ACCENT if day.weekday() > 4 else theme.TEXT
        canvas.create_text(
            x + cell / 2, y + cell / 2, text=str(day.day), font="Body",
            fill=theme.ON_ACCENT if chosen else ink,
        )  # fmt: skip

    def _cell(self) -> int:
        return theme.line_height(self) + px(self, 10)

    def _places(self) -> list[tuple[date, int, int]]:
        first = self.day.replace(day=1)
        length = calendar.monthrange(first.year, first.month)[1]
        shift = first.weekday()
        days = (first + timedelta(days=number) for number in range(length))
        return [(day, (day.day - 1 + shift) % 7, (day.day - 1 + shift) // 7) for day in days]

    def _click(self, event: tk.Event[tk.Canvas]) -> None:
        cell = self._cell()
        at = (event.x // cell, event.y // cell - 1)
        for day, column, row in self._places():
            if (column, row) == at:
                self.pick(day.isoformat())


def parse_day(text: str) -> date | None:
    """The day of an ISO text; the first of the month when it names only that; else None."""
    try:
        return date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError:
        return None


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
