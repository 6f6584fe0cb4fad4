"""A month on a canvas: one cell a day with names, weekends in the accent, keys and clicks."""

from __future__ import annotations

import calendar
import tkinter as tk
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from tkinter import ttk
from typing import Literal

from jdzb.gui.kit import scroll, theme
from jdzb.gui.kit.monthsizes import Sizes, measure
from jdzb.gui.kit.textfit import shorten
from jdzb.gui.kit.theme import px

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_STEPS = {"Left": -1, "Right": 1, "Up": -7, "Down": 7}


@dataclass(frozen=True, slots=True)
class CellView:
    """What a day shows: lines (names), a note by the number, a red badge at the right.

    ``accent`` colours the lines, ``muted`` greys the cell, ``hand`` puts a gold corner on it,
    ``found`` is the line that a search has found: it stands on a gold ground.
    """

    lines: tuple[str, ...] = ()
    note: str = ""
    badge: str = ""
    accent: bool = False
    muted: bool = False
    hand: bool = False
    found: str = ""


class MonthGrid(ttk.Frame):
    """``show(year, month, cells)``; arrows, Home, End move, Enter and double click open a day.

    ``on_turn(±1)`` is asked for another month (PageUp, PageDown, or an arrow over the edge);
    ``on_menu(day, x, y)`` by right click or the menu key, at screen coordinates.
    """

    def __init__(
        self,
        parent: tk.Misc,
        on_select: Callable[[int], object] | None = None,
        on_open: Callable[[int], object] | None = None,
        on_menu: Callable[[int, int, int], object] | None = None,
        on_turn: Callable[[int], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_select, self._on_open = on_select, on_open
        self._on_menu, self._on_turn = on_menu, on_turn
        self.year, self.month = 2000, 1
        self.selected: int | None = None
        self._cells: Mapping[int, CellView] = {}
        self.canvas = tk.Canvas(self, background=theme.CARD, takefocus=True, width=1, height=1)
        self._bar = ttk.Scrollbar(self, command=self.canvas.yview)
        self.canvas.configure(yscrollcommand=self._scrolled)
        self.canvas.pack(side="left", fill="both", expand=True)
        self._bind_keys()

    def show(self, year: int, month: int, cells: Mapping[int, CellView]) -> None:
        """Show a month; the selected day stays where the month has it."""
        self.year, self.month, self._cells = year, month, dict(cells)
        if self.selected is not None:
            self.selected = min(self.selected, self.days())
        self._draw()

    def select(self, day: int | None) -> None:
        """Select a day, draw it, and tell ``on_select``."""
        self.selected = day
        self._draw()
        if day is not None:
            self._reveal(day)
            if self._on_select:
                self._on_select(day)

    def start(self) -> None:
        """Take the focus."""
        self.canvas.focus_set()
        if self.selected is None:
            self.select(1)

    def days(self) -> int:
        """How many days the month has."""
        return calendar.monthrange(self.year, self.month)[1]

    def day_at(self, x: int, y: int) -> int | None:
        """The day drawn at a place of the canvas."""
        for day in range(1, self.days() + 1):
            left, top, right, bottom = self.bounds(day)
            if left <= x < right and top <= self.canvas.canvasy(y) < bottom:
                return day
        return None

    def bounds(self, day: int) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of a day's cell on the canvas."""
        sizes = self._sizes()
        number = date(self.year, self.month, 1).weekday() + day - 1
        week, column = divmod(number, 7)
        return self._box(sizes, week, column)

    def _box(self, sizes: Sizes, week: int, column: int) -> tuple[int, int, int, int]:
        top = sizes.head + week * sizes.height
        return (
            round(column * sizes.width), top, round((column + 1) * sizes.width), top + sizes.height
        )  # fmt: skip

    def _weeks(self) -> int:
        return (date(self.year, self.month, 1).weekday() + self.days() + 6) // 7

    def _sizes(self) -> Sizes:
        texts = {text for cell in self._cells.values() for text in cell.lines}
        rows = max([2, *(len(cell.lines) for cell in self._cells.values())])
        return measure(self.canvas, self._weeks(), rows, texts)

    def _draw(self) -> None:
        canvas = self.canvas
        if canvas.winfo_width() < 10:
            return
        canvas.delete("all")
        sizes = self._sizes()
        canvas.configure(height=sizes.head + self._weeks() * sizes.least + 1)
        bottom = sizes.head + self._weeks() * sizes.height
        canvas.configure(scrollregion=(0, 0, 7 * sizes.width, bottom + 1))
        for column, name in enumerate(WEEKDAYS):
            canvas.create_text(
                column * sizes.width + px(self, 8), sizes.head / 2, text=name, anchor="w",
                font="Column", fill=theme.SUBTLE,
            )  # fmt: skip
        for place in range(7 * self._weeks()):
            self._draw_place(sizes, place)
        canvas.create_line(0, sizes.head, 7 * sizes.width, sizes.head, fill=theme.HEAD_LINE)
        if self.selected is not None:
            self._frame_selected(self.bounds(self.selected))

    def _draw_place(self, sizes: Sizes, place: int) -> None:
        week, column = divmod(place, 7)
        day = place - date(self.year, self.month, 1).weekday() + 1
        box = self._box(sizes, week, column)
        inside = 1 <= day <= self.days()
        cell = self._cells.get(day, CellView()) if inside else CellView(muted=True)
        ground = theme.MUTED if cell.muted else theme.CARD
        if inside and day == self.selected:
            ground = theme.CHOSEN
        self.canvas.create_rectangle(*box, fill=ground, outline=theme.CARD_EDGE)
        if inside:
            self._draw_day(sizes, day, cell, box)

    def _draw_day(
        self, sizes: Sizes, day: int, cell: CellView, box: tuple[int, int, int, int]
    ) -> None:
        canvas, (left, top, right, _) = self.canvas, box
        x, y, tags = left + px(self, 8), top + px(self, 5), (f"day{day}",)
        canvas.create_text(
            x, y, text=str(day), anchor="nw", font="Label", fill=theme.FAINT, tags=tags
        )
        number = sizes.number
        self._draw_marks(sizes, cell, box, tags)
        if sizes.compact:
            x += number
        else:
            y += theme.line_height(self, "Label")
        if sizes.compact and (cell.note or cell.badge) and len(cell.lines) < 2:
            y += sizes.line
        for text in cell.lines:
            fitted = shorten(self, text, right - x - 2, sizes.font)
            ink = theme.ACCENT_DARK if cell.accent else theme.TEXT
            item = canvas.create_text(
                x, y, text=fitted, anchor="nw", font=sizes.font, fill=ink, tags=tags
            )
            if cell.found and cell.found in text:
                ground = canvas.create_rectangle(*canvas.bbox(item), fill=theme.AMBER_SOFT, width=0)
                canvas.tag_lower(ground, item)
            y += sizes.line

    def _draw_marks(
        self, sizes: Sizes, cell: CellView, box: tuple[int, int, int, int], tags: tuple[str, ...]
    ) -> None:
        """Note and badge on the line of the number, the gold corner."""
        canvas, (left, top, right, _) = self.canvas, box
        x, y, edge = left + px(self, 8) + sizes.number, top + px(self, 5), right - px(self, 8)
        ink = theme.RED if cell.badge else theme.FAINT
        spot, text = (edge, y + 1), self._fitted_mark(cell, edge - x)
        anchor: Literal["ne", "nw"] = "ne"
        if sizes.compact and len(cell.lines) > 1:  # below the number
            spot = (x - sizes.number, y + theme.line_height(self, "Label"))
            anchor, text = "nw", "▲" if cell.badge else ""
        if text:
            canvas.create_text(*spot, text=text, anchor=anchor, font="Small", fill=ink, tags=tags)
        if cell.hand:
            size = px(self, 9)
            canvas.create_polygon(
                right - size, top, right, top, right, top + size, fill=theme.GOLD, tags=tags
            )

    def _fitted_mark(self, cell: CellView, room: int) -> str:
        """Note and badge, or what of them fits whole; a badge is at least a sign."""
        measure = theme.text_font(self, "Small").measure
        both = f"{cell.note} {cell.badge}".strip()
        for text in (both, cell.badge, "▲" if cell.badge else ""):
            if measure(text) <= room:
                return text
        return ""

    def _frame_selected(self, box: tuple[int, int, int, int]) -> None:
        left, top, right, bottom = box
        line = max(px(self, 2), 2)
        self.canvas.create_rectangle(
            max(left, 1), top, right, bottom, outline=theme.ACCENT, width=line
        )

    def _bind_keys(self) -> None:
        canvas = self.canvas
        canvas.bind("<Configure>", lambda _: self._draw())
        self.bind("<<ThemeChanged>>", lambda _: self._draw())
        canvas.bind("<Button-1>", self._clicked)
        canvas.bind("<Double-1>", lambda event: self._open(self.day_at(event.x, event.y)))
        canvas.bind("<Button-3>", self._menu)
        for key, step in _STEPS.items():
            canvas.bind(f"<{key}>", lambda _, step=step: self._step(step))  # type: ignore[misc]
        canvas.bind("<Home>", lambda _: self.select(1))
        canvas.bind("<End>", lambda _: self.select(self.days()))
        canvas.bind("<Return>", lambda _: self._open(self.selected))
        canvas.bind("<space>", lambda _: self._open(self.selected))
        canvas.bind("<Prior>", lambda _: self._turn(-1))
        canvas.bind("<Next>", lambda _: self._turn(1))
        for key in ("<App>", "<Shift-F10>", "<Menu>"):
            if key != "<App>" or self.tk.call("tk", "windowingsystem") == "win32":
                canvas.bind(key, lambda _: self._menu_key())
        canvas.bind("<FocusIn>", lambda _: self.start() if self.selected is None else None)

    def _step(self, days: int) -> None:
        day = (self.selected or 1) + days
        if 1 <= day <= self.days():
            self.select(day)
        else:
            self._turn(1 if days > 0 else -1)

    def _turn(self, by: int) -> None:
        if self._on_turn:
            self._on_turn(by)

    def _clicked(self, event: tk.Event[tk.Canvas]) -> None:
        self.canvas.focus_set()
        if (day := self.day_at(event.x, event.y)) is not None:
            self.select(day)

    def _open(self, day: int | None) -> None:
        if day is not None and self._on_open:
            self._on_open(day)

    def _menu(self, event: tk.Event[tk.Canvas]) -> None:
        self._clicked(event)
        day = self.day_at(event.x, event.y)
        if day is not None and self._on_menu:
            self._on_menu(day, event.x_root, event.y_root)

    def _menu_key(self) -> None:
        if self.selected is not None and self._on_menu:
            left, _, _, bottom = self.bounds(self.selected)
            down = round(bottom - self.canvas.canvasy(0))
            self._on_menu(
                self.selected, self.canvas.winfo_rootx() + left, self.canvas.winfo_rooty() + down
            )

    def _reveal(self, day: int) -> None:
        """Scroll to the day when not the whole month is in sight."""
        _, top, _, bottom = self.bounds(day)
        whole = self._sizes().head + self._weeks() * self._sizes().height + 1
        seen = self.canvas.canvasy(0)
        if top < seen:
            self.canvas.yview_moveto(top / whole)
        elif bottom > seen + self.canvas.winfo_height():
            self.canvas.yview_moveto((bottom + 1 - self.canvas.winfo_height()) / whole)
        seen = self.canvas.canvasy(0)
        scroll.reveal_part(self.canvas, top - seen, bottom - seen)

    def _scrolled(self, first: float, last: float) -> None:
        self._bar.set(first, last)
        if float(first) <= 0 and float(last) >= 1:
            self._bar.place_forget()
        else:  # over the month, not beside it: another width would need another height
            self._bar.place(relx=1.0, rely=0, relheight=1.0, anchor="ne")
