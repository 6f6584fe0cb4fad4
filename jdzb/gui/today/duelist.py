"""要办的事: one line for each due thing, its button opens the form; arrows move, Enter presses."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.gui.kit import theme, tooltip
from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Action, Card, Elided, EmptyState, Wrapped

if TYPE_CHECKING:
    from jdzb.core.ledger import Due

TITLE = "要办的事"
COLUMNS = ("期限", "事项", "依据", "")
WIDTHS = (5.6, 0, 7.2, 6.4)  # full-width characters; the second takes what is left
FIRST = 40  # lines before the rest is asked for
STYLES = {"red": "Red.TLabel", "amber": "Amber.TLabel", "": "TLabel"}


@dataclass(frozen=True, slots=True)
class _Row:
    """The widgets of a line; they are filled anew, not made anew."""

    day: ttk.Label
    what: Wrapped
    basis: Elided
    button: ttk.Button
    line: ttk.Frame


class DueList(Card):
    """``open_(due)`` is called by the button of a line; ``acts`` stand beside the title.

    ``shown`` are the lines, ``more`` the button for the rest.
    """

    def __init__(
        self, parent: tk.Misc, open_: Callable[[Due], object], acts: Sequence[Action] = ()
    ) -> None:
        super().__init__(parent, TITLE)
        for act in acts:
            link = ttk.Button(self.head, text=act.text, style="Link.TButton", command=act.command)
            link.pack(side="left", padx=(px(self, 12), 0))
            tooltip.attach(link, act.tip)
        self._open, self._most = open_, FIRST
        self.shown: tuple[Due, ...] = ()
        self._rows: list[_Row] = []
        self._at = 0
        self.scroll = ScrollFrame(self.body)
        self.scroll.pack(fill="both", expand=True)
        self.grid_ = ttk.Frame(self.scroll.body)
        self.grid_.pack(fill="x")
        for column, text in enumerate(COLUMNS):
            label = ttk.Label(self.grid_, text=text, style="Column.TLabel")
            label.grid(row=0, column=column, sticky="w", padx=(px(self, 8), 0))
        ttk.Frame(self.grid_, style="Line.TFrame", height=1).grid(
            row=1, column=0, columnspan=4, sticky="we", pady=(px(self, 4), 0)
        )
        self.more = ttk.Button(self.scroll.body, style="Link.TButton", command=self.show_all)
        self._empty: EmptyState | None = None
        self.grid_.columnconfigure(1, weight=1)
        for column, width in enumerate(WIDTHS):
            self.grid_.columnconfigure(column, minsize=theme.characters(self, width))

    @property
    def buttons(self) -> list[ttk.Button]:
        """The buttons of the lines in their order."""
        return [row.button for row in self._rows]

    def show(self, found: Sequence[Due]) -> None:
        """Replace the lines; the focus stays in its place."""
        from jdzb.gui.today import gathering  # and with it the shelf: after the first draw

        place = self._place()
        self.shown = tuple(found)
        self.entitle(TITLE, gathering.counted(found))
        self._fill()
        if place is not None:
            self.go(min(place, len(self._rows) - 1))

    def show_all(self) -> None:
        """Also the lines after the first ones."""
        first, self._most = len(self._rows), len(self.shown)
        self._fill()
        self.go(first)

    def set_empty(self, sentence: str, action: Action | None = None) -> None:
        """What stands there without lines; '' for nothing."""
        if self._empty is not None:
            self._empty.destroy()
        self._empty = EmptyState(self.body, sentence, action) if sentence else None
        if self._empty is not None:
            self._empty.place(relx=0, rely=0, relwidth=1, relheight=1)

    def start(self) -> None:
        """The focus on the line where it was, at first on the first."""
        self.go(min(self._at, len(self._rows) - 1))

    def go(self, place: int) -> str | None:
        """The focus on a line; past the last shown, the rest is shown."""
        if place == len(self._rows) < len(self.shown):
            self.show_all()
        elif 0 <= place < len(self._rows):
            self._stop_at(place)
            self._rows[place].button.focus_set()
        return "break"

    def _stop_at(self, place: int) -> None:
        """Tab stops at one line, the arrows go through them."""
        self._at = place
        for number, button in enumerate(self.buttons):
            button.configure(takefocus=number == place)

    # -- lines -----------------------------------------------------------------------------------

    def _place(self) -> int | None:
        names = [str(button) for button in self.buttons]
        focus = str(self.tk.call("focus"))
        return names.index(focus) if focus in names else None

    def _fill(self) -> None:
        count = min(len(self.shown), self._most)
        for row in self._rows[count:]:
            for widget in (row.day, row.what, row.basis, row.button, row.line):
                widget.destroy()
        del self._rows[count:]
        while len(self._rows) < count:
            self._rows.append(self._row(len(self._rows)))
        for row, due in zip(self._rows, self.shown, strict=False):
            self._show_line(row, due)
        self._stop_at(max(min(self._at, count - 1), 0))
        left = len(self.shown) - count
        if left:
            self.more.configure(text=f"还有 {left} 项，全部列出")
            self.more.pack(anchor="w", pady=(px(self, 8), 0))
        else:
            self.more.pack_forget()

    def _show_line(self, row: _Row, due: Due) -> None:
        from jdzb.gui.today import gathering

        row.day.configure(
            text=gathering.day_words(due.when), style=STYLES[gathering.tone(due.when)]
        )
        row.what.show(due.what)
        row.basis.show(gathering.basis_words(due.basis))
        row.button.configure(text=due.button, command=lambda: self._open(due))

    def _row(self, number: int) -> _Row:
        grid = self.grid_
        row = _Row(
            ttk.Label(grid), Wrapped(grid), Elided(grid, style="Subtle.TLabel"),
            ttk.Button(grid, style="Small.TButton"),
            ttk.Frame(grid, style="Line.TFrame", height=1),
        )  # fmt: skip
        place, left = 2 * number + 2, (px(self, 8), 0)
        row.what.configure(width=1)
        row.day.grid(row=place, column=0, sticky="w", padx=left)
        row.what.grid(row=place, column=1, sticky="we", padx=left, pady=px(self, 3))
        row.basis.grid(row=place, column=2, sticky="we", padx=left)
        row.button.grid(row=place, column=3, sticky="we", padx=px(self, 8), pady=px(self, 3))
        row.line.grid(row=place + 1, column=0, columnspan=4, sticky="we")
        for key, by in (("Up", -1), ("Down", 1)):
            row.button.bind(f"<{key}>", lambda _, to=number + by: self.go(to))  # type: ignore[misc]
        row.button.bind("<Home>", lambda _: self.go(0))
        row.button.bind("<End>", lambda _: self.go(len(self._rows) - 1))
        row.button.bind("<FocusIn>", lambda _: self._stop_at(number))
        for widget in (row.day, row.what, row.basis):
            widget.bind("<Button-1>", lambda _: row.button.focus_set(), add=True)
            widget.bind("<Double-1>", lambda _: row.button.invoke(), add=True)
        return row
