"""A grid of texts one types into: keyboard, blocks pasted from Excel, a colour for each cell."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Any

from jdzb.gui.kit import dialogs, gridsheet, theme
from jdzb.gui.kit.gridcells import GridCol, GridRow, Typed, block_of, differing
from jdzb.gui.kit.theme import px

MOST, LITTLE = 50, 4  # units a column is wider than its text, at most and at least
BAR = 30  # units kept for the scroll bar
LEAST = 110  # units of height it asks for
ROW = 12  # units a line is higher than its text


class ScoreGrid(ttk.Frame):
    """``shape(columns)``, then ``show(rows)``; texts typed come as one call of ``on_typed``.

    ``on_typed`` returns False when they were refused: what stood there before is shown again.
    ``on_select(id)`` follows the line, ``on_open(id)`` is a double click or Enter on a cell nobody
    types into, ``on_head(column)`` a click on a heading (None: above the names).
    """

    def __init__(
        self,
        parent: tk.Misc,
        head: str,
        head_width: float,
        on_typed: Callable[[Sequence[Typed]], bool],
        on_select: Callable[[int | None], object] | None = None,
        on_open: Callable[[int], object] | None = None,
        on_head: Callable[[int | None], object] | None = None,
    ) -> None:
        super().__init__(parent, width=1, height=px(parent, LEAST))
        self.pack_propagate(False)  # as large as the page lets it be
        self._head, self._head_width = head, head_width
        self._on_typed, self._on_select = on_typed, on_select
        self._on_open, self._on_head = on_open, on_head
        self.columns: tuple[GridCol, ...] = ()
        self.rows: tuple[GridRow, ...] = ()
        self._chosen: int | None = None
        self._width = self._line = 0
        self._waiting, self._refused = "", False
        self.sheet = gridsheet.made(self)
        self._corner = ttk.Label(self.sheet, text=head, style="Column.TLabel", anchor="w")
        self._restyle()
        self._bind_all()
        self.bind("<<ThemeChanged>>", lambda _: self.after_idle(self._restyle), add=True)
        self.bind("<Configure>", lambda _: self._resized(), add=True)

    def _bind_all(self) -> None:
        sheet = self.sheet
        sheet.bind("<<SheetModified>>", self._modified)
        sheet.bind("<<SheetSelect>>", lambda _: self._moved())
        for canvas in (sheet.MT, sheet.RI, sheet.CH, sheet.TL):
            for key in ("<Control-v>", "<Control-V>"):
                canvas.bind(key, lambda _: self._paste())
            canvas.bind("<Control-Home>", lambda _: self._edge(0, 0))
            canvas.bind("<Control-End>", lambda _: self._edge(-1, -1))
        sheet.MT.bind("<Double-Button-1>", lambda _: self._open(), add=True)
        sheet.MT.bind("<Return>", self._enter)
        sheet.MT.bind("<KP_Enter>", self._enter)
        sheet.MT.bind("<FocusIn>", lambda _: self._begin(), add=True)
        sheet.RI.bind("<ButtonRelease-1>", self._index_click, add=True)
        sheet.CH.bind("<ButtonRelease-1>", self._head_click, add=True)
        self._corner.bind("<Button-1>", lambda _: self._on_head and self._on_head(None))

    # -- looks -------------------------------------------------------------------------------------

    def _restyle(self) -> None:
        if not self.winfo_exists():
            return
        self.sheet.set_options(redraw=False, **gridsheet.fonts(self))
        self._line = theme.line_height(self, "Column")
        self._corner.place(x=px(self, 6), y=px(self, 3))
        self._name_rows()
        self._measure()

    def _resized(self) -> None:
        """The sheet is laid out once, when the page round it has found its place."""
        if not self._waiting:
            self._waiting = self.after_idle(self._settled)

    def _settled(self) -> None:
        self._waiting = ""
        if self.winfo_exists() and self.winfo_width() != self._width:
            self._width = self.winfo_width()
            self._measure()
            self.sheet.pack(fill="both", expand=True)

    def _measure(self) -> None:
        if not self._width:
            return
        sheet = self.sheet
        index = theme.characters(self, self._head_width) + px(self, 12)
        sheet.set_index_width(index, redraw=False)
        lines = max((one.lines for one in self.columns), default=1)
        sheet.set_header_height_pixels(lines * self._line + px(self, 10), redraw=False)
        if self.columns:
            sheet.set_column_widths(self._widths(self._width - index - px(self, BAR)))
        if self.rows:
            sheet.set_row_heights([theme.line_height(self) + px(self, ROW)] * len(self.rows))
        sheet.recreate_all_selection_boxes()
        sheet.refresh()

    def _widths(self, room: int) -> list[int]:
        """What each column needs, and its share of the room that is left."""
        needed = [theme.characters(self, one.width, "Column") for one in self.columns]
        spare = (room - sum(needed)) // len(needed)
        return [width + max(min(spare, px(self, MOST)), px(self, LITTLE)) for width in needed]

    def entitle(self, head: str, width: float) -> None:
        """What stands above the names, and their width in characters."""
        if (head, width) != (self._head, self._head_width):
            self._head, self._head_width = head, width
            self._corner.configure(text=head)
            self._measure()

    # -- showing -----------------------------------------------------------------------------------

    def shape(self, columns: Sequence[GridCol]) -> None:
        """Other columns; the lines go."""
        self.columns, self.rows = tuple(columns), ()
        sheet = self.sheet
        sheet.set_sheet_data([], reset_col_positions=False, reset_row_positions=True, redraw=False)
        sheet.reset_all_options()
        sheet.headers([one.title for one in columns], redraw=False)
        for place, one in enumerate(columns):
            sheet.align_columns(place, one.align, redraw=False)
        shut = [place for place, one in enumerate(columns) if not one.typed]
        if shut:
            sheet.readonly_columns(shut, redraw=False)

    def show(self, rows: Sequence[GridRow]) -> None:
        """Replace the lines; where the same stand already, only cells that differ are drawn anew.

        The chosen line and cell stay.
        """
        rows, before = tuple(rows), self.rows
        self.rows = rows
        if [one.id for one in rows] == [one.id for one in before]:
            self._mend(before)
        else:
            self._fill()
        self._moved()

    def _fill(self) -> None:
        sheet, at = self.sheet, self.sheet.get_currently_selected()
        chosen = self._chosen
        sheet.set_sheet_data(
            [list(one.cells) for one in self.rows], reset_col_positions=True, redraw=False,
            reset_highlights=True, keep_formatting=False,
        )  # fmt: skip
        self._name_rows()
        for number, one in enumerate(self.rows):
            gridsheet.colour(sheet, number, GridRow(one.id, "", ()), one)
        self._measure()
        place = next((n for n, one in enumerate(self.rows) if one.id == chosen), 0)
        if self.rows and self.columns:
            column = at.column if at and at.column < len(self.columns) else self._first()
            sheet.select_cell(place, column, redraw=False)
            sheet.see(place, column, redraw=True)

    def _name_rows(self) -> None:
        self.sheet.row_index(gridsheet.aligned(self, self.rows), redraw=False)

    def _first(self) -> int:
        return next((n for n, one in enumerate(self.columns) if one.typed), 0)

    def _mend(self, before: Sequence[GridRow]) -> None:
        if [one.head for one in self.rows] != [one.head for one in before]:
            self._name_rows()
        for number, (old, one) in enumerate(zip(before, self.rows, strict=True)):
            self._restore(number, one)
            gridsheet.colour(self.sheet, number, old, one)
        self.sheet.refresh()

    def _restore(self, number: int, one: GridRow) -> None:
        if tuple(self.sheet.MT.data[number]) != one.cells:
            self.sheet.MT.data[number] = list(one.cells)

    # -- choosing ----------------------------------------------------------------------------------

    @property
    def selected(self) -> int | None:
        """The id of the line the cursor is on."""
        return self._chosen

    @property
    def column(self) -> int | None:
        """The column the cursor is on."""
        at = self.sheet.get_currently_selected()
        return at.column if at else None

    def select(self, id_: int) -> None:
        """Put the cursor on a line."""
        for number, one in enumerate(self.rows):
            if one.id == id_ and self.columns:
                self._edge(number, self._first() if self.column is None else self.column)

    def start(self) -> None:
        """Take the keyboard."""
        self.sheet.MT.focus_set()

    def _edge(self, row: int, column: int) -> str:
        if self.rows and self.columns:
            row, column = row % len(self.rows), column % len(self.columns)
            self.sheet.select_cell(row, column)
            self.sheet.see(row, column)
            self._moved()
        return "break"

    def _begin(self) -> None:
        if not self.sheet.get_currently_selected():
            self._edge(0, self._first())

    def _moved(self) -> None:
        at = self.sheet.get_currently_selected()
        known = at and at.row is not None and at.row < len(self.rows)
        chosen = self.rows[at.row].id if known else None
        if chosen != self._chosen:
            self._chosen = chosen
            if self._on_select:
                self._on_select(chosen)

    def _index_click(self, event: tk.Event[tk.Misc]) -> None:
        row = self.sheet.identify_row(event, allow_end=False)
        if row is not None:
            self._edge(row, self.column or self._first())

    def _head_click(self, event: tk.Event[tk.Misc]) -> None:
        column = self.sheet.identify_column(event, allow_end=False)
        if column is not None and self._on_head:
            self._on_head(column)

    def _enter(self, event: tk.Event[tk.Misc]) -> str:
        at = self.sheet.get_currently_selected()
        if at and self.columns[at.column].typed:
            self.sheet.MT.open_cell(event)
        else:
            self._open()
        return "break"

    def _open(self) -> None:
        at = self.sheet.get_currently_selected()
        if at and self._on_open and not self.columns[at.column].typed:
            self._on_open(self.rows[at.row].id)

    # -- typing ------------------------------------------------------------------------------------

    @property
    def editing(self) -> bool:
        """True while a cell is being typed into."""
        return bool(self.sheet.MT.text_editor.open)

    def finish(self, *, keep: bool = True) -> bool:
        """End the typing into a cell: it is handed over, or forgotten. False: it was refused."""
        self._refused = False
        self.sheet.close_text_editor(set_data=keep)
        return not (self._refused or self.editing)

    def _modified(self, event: Any) -> None:
        """What tksheet has put into its cells goes to the caller, or is taken back."""
        typed = []
        for row, column in event.cells.table:
            text = str(self.sheet.MT.data[row][column] or "").strip()
            if text != self.rows[row].cells[column]:
                typed.append(Typed(self.rows[row].id, column, text))
        self._hand_over(typed)

    def _hand_over(self, typed: Sequence[Typed]) -> None:
        self._refused = bool(typed) and not self._on_typed(typed)
        if typed and not self._refused:
            return
        for number, one in enumerate(self.rows):
            self._restore(number, one)
        self.sheet.refresh()

    def _paste(self) -> str:
        """A block from Excel, from the cursor on; one that does not fit is refused whole."""
        at = self.sheet.get_currently_selected()
        block = block_of(gridsheet.copied(self))
        if not at or not "".join(map("".join, block)).strip():
            return "break"
        beyond = at.row + len(block) > len(self.rows)
        if beyond or at.column + max(map(len, block)) > len(self.columns):
            room = f"{len(self.rows) - at.row} 行 {len(self.columns) - at.column} 列"
            told = f"粘贴的内容有 {len(block)} 行 {max(map(len, block))} 列"
            dialogs.warn(self, f"{told}，从这一格往后只有 {room}，没有粘贴。请从第一格起重新粘贴。")
            return "break"
        self._hand_over(differing(self.columns, self.rows[at.row :], block, at.column))
        return "break"
