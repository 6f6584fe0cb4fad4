"""A list of records: sortable columns, hairlines, keys, search by typing, copying, empty state."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Any, Literal

from jdzb.gui.kit import theme
from jdzb.gui.kit.keys import COMMAND_KEYS
from jdzb.gui.kit.textfit import shorten_cells
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import EmptyState

TYPING_PAUSE = 1000  # milliseconds after which type-ahead begins anew
SortKey = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Col:
    """A column: key, heading, width in full-width characters, how it is aligned and sorted.

    ``elastic`` columns share the room that is left; without any, the last one takes it.
    ``sort`` turns a shown text into what sorts it (pinyin for names); digits sort as numbers.
    Where the room is short, columns with the highest ``rank`` are left out first, 0 never.
    """

    key: str
    title: str
    width: float = 6
    align: Literal["w", "center", "e"] = "w"
    elastic: bool = False
    sort: SortKey | None = None
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the id of its record, its texts in the order of the columns, its tones.

    ``tags`` are tones: red, amber, green, grey, strong.
    """

    id: int | str
    cells: tuple[str, ...]
    tags: tuple[str, ...] = ()


class Table(ttk.Frame):
    """``show(lines)`` fills it; ``on_open(id)`` is Enter or double click, ``on_select(id)`` moves.

    ``find(text, line)`` says whether typing ``text`` on the list should jump to a line; pass the
    pinyin match of core.people. Without it the beginning of the first cell counts.
    """

    def __init__(
        self,
        parent: tk.Misc,
        columns: Sequence[Col],
        on_open: Callable[[str], object] | None = None,
        on_select: Callable[[str | None], object] | None = None,
        find: Callable[[str, Line], bool] | None = None,
        several: bool = False,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._on_open, self._on_select, self._find = on_open, on_select, find
        self._lines: dict[str, Line] = {}
        self._order: tuple[str, bool] | None = None
        self._typed, self._typing = "", ""
        self.tree = ttk.Treeview(
            self, columns=[column.key for column in columns], show="headings", height=3,
            selectmode="extended" if several else "browse",
        )  # fmt: skip
        self._bar = ttk.Scrollbar(self, command=self.tree.yview)
        self._foot = ttk.Scrollbar(self, orient="horizontal", command=self.tree.xview)
        self.tree.configure(
            yscrollcommand=lambda *ends: _show_bar(self._bar, *ends, row=0, column=1, sticky="ns"),
            xscrollcommand=lambda *ends: _show_bar(self._foot, *ends, row=1, column=0, sticky="we"),
        )
        self.tree.grid(row=0, column=0, sticky="nswe")
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        self._empty: EmptyState | None = None
        self._head()
        self._restyle()
        self._bind_keys()

    def set_empty(self, empty: EmptyState) -> None:
        """What stands in the list when it has no lines; a child of this table."""
        self._empty = empty
        self._show_empty()

    def show(self, lines: Sequence[Line]) -> None:
        """Replace the lines; order and selection are kept where they can be."""
        chosen = self.selection()
        insert, name = self.tree.tk.call, str(self.tree)
        self.tree.delete(*self.tree.get_children())
        self._lines = {str(line.id): line for line in lines}
        for key, line in self._lines.items():
            insert(name, "insert", "", "end", "-id", key, "-values", line.cells, "-tags", line.tags)
        self._shorten()
        if self._order:
            self._sort(*self._order)
        self.select(*(key for key in chosen if key in self._lines))
        self._show_empty()

    def selection(self) -> tuple[str, ...]:
        """The ids of the chosen lines, as text."""
        return tuple(self.tree.selection())

    def selected(self) -> str | None:
        """The id of the chosen line, as text."""
        return next(iter(self.tree.selection()), None)

    def select(self, *ids: int | str) -> None:
        """Choose lines and bring the first into view; ids that are not shown are passed over."""
        known = [str(id_) for id_ in ids if str(id_) in self._lines]
        self.tree.selection_set(known)
        if known:
            self.tree.focus(known[0])
            self.tree.see(known[0])

    def lines(self) -> tuple[Line, ...]:
        """The lines in the order shown."""
        return tuple(self._lines[key] for key in self.tree.get_children())

    def start(self) -> None:
        """Take the focus, on the chosen line or the first; an empty list leaves it where it is."""
        if self._lines or self._empty is None:
            self.tree.focus_set()
        if not self.tree.selection() and self._lines:
            self.select(self.tree.get_children()[0])

    def sort_by(self, key: str, falling: bool = False) -> None:
        """Order the lines by a column."""
        self._sort(key, falling)
        self._head()

    def _head(self) -> None:
        for column in self.columns:
            key = column.key
            arrow = {(key, False): " ▲", (key, True): " ▼"}.get(self._order or ("", False), "")
            self.tree.heading(
                key, text=column.title + arrow, anchor=column.align,
                command=lambda key=key: self._turn(key),
            )  # fmt: skip

    def _turn(self, key: str) -> None:
        self.sort_by(key, falling=self._order == (key, False))

    def _sort(self, key: str, falling: bool) -> None:
        self._order = (key, falling)
        place = [column.key for column in self.columns].index(key)
        sort = self.columns[place].sort or natural
        ordered = sorted(
            self._lines, key=lambda id_: _last_when_empty(self._lines[id_].cells[place], sort),
            reverse=falling,
        )  # fmt: skip
        self.tree.set_children("", *ordered)

    def _restyle(self) -> None:
        """Row colours and column widths at the text size in force."""
        for tone, (ink, _) in theme.TONES.items():
            self.tree.tag_configure(tone, foreground=ink)
        self.tree.tag_configure("strong", font="Strong")
        self._fit()

    def _fit(self) -> None:
        """Leave out the columns there is no room for, and share the rest among the elastic ones."""
        room = self.tree.winfo_width() - self._taken()
        widths = {column.key: self._width(column) for column in self.columns}
        shown = list(self.columns)
        for column in sorted(self.columns, key=lambda column: -column.rank):
            if room > 1 and column.rank and sum(widths[one.key] for one in shown) > room:
                shown.remove(column)
        elastic = [column for column in shown if column.elastic] or shown[-1:]
        spare = max(room - sum(widths[column.key] for column in shown), 0)
        for number, column in enumerate(elastic):
            widths[column.key] += spare // len(elastic) + (number < spare % len(elastic))
        for column in self.columns:
            self.tree.column(
                column.key, width=widths[column.key], minwidth=px(self, 40), stretch=False,
                anchor=column.align,
            )  # fmt: skip
        self.tree.configure(displaycolumns=[column.key for column in shown])
        self._elastic = {column.key: widths[column.key] for column in elastic}
        self._shorten()

    def _shorten(self) -> None:
        """Long texts of elastic columns end in …; copying and searching still see all of them."""
        for place, column in enumerate(self.columns):
            if width := self._elastic.get(column.key):
                texts = {id_: line.cells[place] for id_, line in self._lines.items()}
                shorten_cells(self.tree, column.key, texts, width)

    def _taken(self) -> int:
        """Pixels of the width that are no column's."""
        return 0

    def _width(self, column: Col) -> int:
        heading = theme.text_font(self, "Column").measure(column.title + " ▲")
        return max(theme.characters(self, column.width), heading) + px(self, 24)

    def _bind_keys(self) -> None:
        self.bind("<<ThemeChanged>>", lambda _: self._restyle())
        tree = self.tree
        tree.bind("<Configure>", lambda _: self._fit())
        tree.bind("<<TreeviewSelect>>", lambda _: self._selected())
        tree.bind("<Return>", self._open)
        tree.bind("<Double-1>", self._open)
        tree.bind("<Key>", self._type)
        tree.bind("<Home>", lambda _: self._jump(0))
        tree.bind("<End>", lambda _: self._jump(-1))
        tree.bind("<Control-c>", lambda _: self.copy())
        tree.bind("<Control-a>", lambda _: self._select_all())
        tree.bind("<FocusIn>", lambda _: None if tree.selection() else self.start())

    def _selected(self) -> None:
        if self._on_select:
            self._on_select(self.selected())

    def _open(self, event: tk.Event[tk.Misc]) -> str | None:
        clicked = event.type == tk.EventType.ButtonPress
        if clicked and self.tree.identify_region(event.x, event.y) != "cell":
            return None
        if self._on_open and (chosen := self.selected()):
            self._on_open(chosen)
        return "break"

    def _jump(self, place: int) -> str:
        if children := self.tree.get_children():
            self.select(children[place])
        return "break"

    def _select_all(self) -> str:
        if str(self.tree["selectmode"]) == "extended":
            self.tree.selection_set(self.tree.get_children())
        return "break"

    def copy(self) -> str:
        """Copy the chosen lines with tabs between cells, as spreadsheets take them."""
        rows = ["\t".join(self._lines[key].cells) for key in self.selection()]
        self.clipboard_clear()
        self.clipboard_append("\n".join(rows))
        return "break"

    def _type(self, event: tk.Event[tk.Misc]) -> str | None:
        """Jump to the line that what was typed means; a whole word of an input method counts."""
        command = int(event.state) & COMMAND_KEYS
        if not event.char or not event.char.isprintable() or command or event.char == " ":
            return None
        if self._typing:
            self.after_cancel(self._typing)
        self._typing = self.after(TYPING_PAUSE, self._forget)
        self._typed += event.char
        found = next((line for line in self.lines() if self._means(line)), None)
        if found:
            self.select(found.id)
        return "break"

    def _means(self, line: Line) -> bool:
        if self._find:
            return self._find(self._typed, line)
        return line.cells[0].startswith(self._typed)

    def _forget(self) -> None:
        self._typed = self._typing = ""

    def _show_empty(self) -> None:
        if self._empty is None:
            return
        self.tree.configure(takefocus=bool(self._lines))  # else Tab goes to the button inside
        if self._lines:
            self._empty.place_forget()
        else:
            self._empty.place(relx=0, rely=0, relwidth=1, relheight=1)


def _show_bar(bar: ttk.Scrollbar, first: float, last: float, **place: Any) -> None:
    """Keep a scroll bar out of sight while everything is visible."""
    bar.set(first, last)
    if float(first) <= 0 and float(last) >= 1:
        bar.grid_remove()
    else:
        bar.grid(**place)


def natural(text: str) -> tuple[int, float, str]:
    """Numbers before words, numbers by their value."""
    try:
        return (0, float(text), "")
    except ValueError:
        return (1, 0.0, text)


def _last_when_empty(text: str, sort: SortKey) -> tuple[bool, object]:
    return (not text, sort(text) if text else "")
