"""The year of organisational life: a mark for each month of each course; a click opens it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.core import clock
from jdzb.gui.kit import theme, tooltip
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, Elided

if TYPE_CHECKING:
    from jdzb.core.ledger import Cell, Course, Due

MARKS = {
    "done": ("●", theme.GREEN), "late": ("●", theme.AMBER), "missing": ("✕", theme.RED),
    "ahead": ("○", theme.FAINT),
}  # fmt: skip
LEGEND = (("done", "按期"), ("late", "补录"), ("missing", "缺"), ("ahead", "未到期"))
ROW, NAMES, MONTHS = 34, 5.2, 12  # units; full-width characters


def _nothing() -> Cell:
    from jdzb.core.ledger import Cell

    return Cell()


class YearCard(Card):
    """``open_(due)`` opens or begins a meeting; ``turn(year)`` is asked for another year.

    The marks take the focus as one: arrows move, Enter opens.
    """

    def __init__(
        self, parent: tk.Misc, open_: Callable[[Due], object], turn: Callable[[int], object]
    ) -> None:
        super().__init__(parent, " ")
        self._open, self._turn, self.year = open_, turn, clock.today().year
        self.courses: tuple[Course, ...] = ()
        self.at = (0, 0)
        self._build_head()
        self.canvas = tk.Canvas(self.body, width=1, height=1, takefocus=True)
        self.canvas.pack(fill="x")
        self._tip = tooltip.attach(self.canvas, "")
        self.told = Elided(self.body, style="Faint.TLabel")
        self.told.pack(fill="x", pady=(px(self, 4), 0))
        self._bind_keys()

    def _build_head(self) -> None:
        for text, by in (("◀", -1), ("▶", 1)):
            ttk.Button(
                self.head, text=text, style="Link.TButton",
                command=lambda by=by: self._turn(self.year + by),  # type: ignore[misc]
            ).pack(side="left")  # fmt: skip
        for key, word in reversed(LEGEND):
            mark, ink = MARKS[key]
            for text, colour in ((word, theme.SUBTLE), (mark, ink)):
                label = ttk.Label(self.head, text=text, style="Faint.TLabel", foreground=colour)
                label.pack(side="right", padx=(px(self, 6 if text == mark else 1), 0))

    def _bind_keys(self) -> None:
        canvas = self.canvas
        canvas.bind("<Configure>", lambda _: self.draw())
        canvas.bind("<<ThemeChanged>>", lambda _: self.draw())
        canvas.bind("<Motion>", self._hover)
        canvas.bind("<Button-1>", self._click)
        for key, step in (("Left", (0, -1)), ("Right", (0, 1)), ("Up", (-1, 0)), ("Down", (1, 0))):
            canvas.bind(f"<{key}>", lambda _, step=step: self._move(*step))  # type: ignore[misc]
        for key in ("<Return>", "<KP_Enter>", "<space>"):
            canvas.bind(key, lambda _: self.press())
        for key in ("<FocusIn>", "<FocusOut>"):
            canvas.bind(key, lambda _: self.draw(), add=True)

    def show(self, year: int, courses: Sequence[Course]) -> None:
        """Show a year."""
        self.year, self.courses = year, tuple(courses)
        row = min(self.at[0], max(len(courses) - 1, 0))
        self.at = (row, self.at[1] if self.at != (0, 0) else clock.today().month - 1)
        self.entitle(f"{year}年组织生活")
        self.canvas.configure(height=px(self, ROW) * (len(courses) + 1))
        self.draw()
        self._tell()

    # -- drawing ---------------------------------------------------------------------------------

    def draw(self) -> None:
        """Draw everything for the width there is."""
        canvas, high, wide = self.canvas, px(self, ROW), self.canvas.winfo_width()
        canvas.delete("all")
        if wide < px(self, 100):
            return
        canvas.configure(height=high * (len(self.courses) + 1))
        for month in range(MONTHS):
            x = self._middle(month)
            canvas.create_text(x, high // 2, text=str(month + 1), font="Column", fill=theme.SUBTLE)
        for number, course in enumerate(self.courses, 1):
            y = high * number + high // 2
            line = theme.HEAD_LINE if number == 1 else theme.HAIRLINE
            canvas.create_line(0, high * number, wide, high * number, fill=line)
            canvas.create_text(
                px(self, 8), y, text=course.label, anchor="w", font="Body", fill=theme.TEXT
            )
            for month, cell in enumerate(course.months):
                if cell.state:
                    mark, ink = MARKS[cell.state]
                    canvas.create_text(self._middle(month), y, text=mark, font="Body", fill=ink)
        self._ring()

    def _ring(self) -> None:
        """Where the keys are."""
        if self.courses and str(self.tk.call("focus")) == str(self.canvas):
            row, month = self.at
            half, high = px(self, 13), px(self, ROW)
            x, y = self._middle(month), high * (row + 1) + high // 2
            self.canvas.create_rectangle(
                x - half, y - half, x + half, y + half, outline=theme.ACCENT
            )

    def _left(self) -> int:
        return theme.characters(self, NAMES)

    def _middle(self, month: int) -> int:
        room = self.canvas.winfo_width() - self._left()
        return self._left() + round((month + 0.5) * room / MONTHS)

    # -- pointing --------------------------------------------------------------------------------

    @property
    def cell(self) -> Cell:
        """The month the keys are at."""
        row, month = self.at
        return self.courses[row].months[month] if row < len(self.courses) else _nothing()

    def point(self, row: int, month: int) -> tuple[int, int]:
        """Where a mark is drawn, in pixels of the canvas; rows and months from 0."""
        high = px(self, ROW)
        return self._middle(month), high * (row + 1) + high // 2

    def _spot(self, x: int, y: int) -> tuple[int, int] | None:
        room = max(self.canvas.winfo_width() - self._left(), 1)
        row, month = y // px(self, ROW) - 1, (x - self._left()) * MONTHS // room
        inside = 0 <= row < len(self.courses) and 0 <= month < MONTHS
        return (row, month) if inside else None

    def _hover(self, event: tk.Event[tk.Misc]) -> None:
        spot = self._spot(event.x, event.y)
        cell = self.courses[spot[0]].months[spot[1]] if spot else _nothing()
        self.canvas.configure(cursor="hand2" if cell.doors else "")
        text = "\n".join(door.what for door in cell.doors)
        if text != self._tip.text:
            self._tip.text = text
            self._tip.wait()

    def _click(self, event: tk.Event[tk.Misc]) -> None:
        self.canvas.focus_set()
        if spot := self._spot(event.x, event.y):
            self.at = spot
            self.draw()
            self._tell()
            self.press()

    def _move(self, rows: int, months: int) -> str:
        row, month = self.at[0] + rows, self.at[1] + months
        if 0 <= row < len(self.courses) and 0 <= month < MONTHS:
            self.at = (row, month)
            self.draw()
            self._tell()
        return "break"

    def _tell(self) -> None:
        self.told.show("；".join(door.what for door in self.cell.doors) or "单击一个点，打开那次会")

    def press(self) -> str:
        """Open what the keys are at; of several meetings, the one chosen from a menu."""
        doors = self.cell.doors
        if len(doors) == 1:
            self._open(doors[0])
        elif doors:
            x, y = self.point(*self.at)
            self.menu(doors).tk_popup(self.canvas.winfo_rootx() + x, self.canvas.winfo_rooty() + y)
        return "break"

    def menu(self, doors: Sequence[Due]) -> tk.Menu:
        """The doors of a mark, to choose from."""
        menu = tk.Menu(self, tearoff=False)
        for door in doors:
            menu.add_command(label=door.what, command=partial(self._open, door))
        return menu
