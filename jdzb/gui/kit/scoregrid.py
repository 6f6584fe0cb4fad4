"""A grid of texts one types into: keyboard, blocks pasted from Excel, a colour for each cell."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from typing import Any

from jdzb.gui.kit import dialogs, gridsheet
from jdzb.gui.kit.gridcells import GridRow, Typed, block_of, differing
from jdzb.gui.kit.gridview import GridView


class ScoreGrid(GridView):
    """``shape(columns)``, then ``show(rows)``; texts typed come as one call of ``on_typed``.

    ``on_typed`` returns False when they were refused: what stood there before is shown again.
    ``on_select(id)`` follows the line, ``on_open(id)`` is a double click or Enter on a cell nobody
    types into, ``on_head(column)`` a click on a heading (None: above the names). The columns with
    a look come last and are always in sight; the cursor stays in the others.
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
        self._on_typed, self._on_select = on_typed, on_select
        self._on_open, self._on_head = on_open, on_head
        self._refused = False
        super().__init__(parent, head, head_width, self._to_line, self._open_line, self._heading)
        self._bind_all()

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
        self._corner.bind("<Button-1>", lambda _: self._heading(None))

    def show(self, rows: Sequence[GridRow]) -> None:
        """Replace the lines; the chosen line and cell stay."""
        super().show(rows)
        self._moved()

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
            if one.id == id_ and self._main:
                self._edge(number, self._first() if self.column is None else self.column)

    def start(self) -> None:
        """Take the keyboard."""
        self.sheet.MT.focus_set()

    def _edge(self, row: int, column: int) -> str:
        if self.rows and self._main:
            row, column = row % len(self.rows), column % len(self._main)
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
            self._show_tail()
            if self._on_select:
                self._on_select(chosen)

    def _index_click(self, event: tk.Event[tk.Misc]) -> None:
        row = self.sheet.identify_row(event, allow_end=False)
        if row is not None:
            self._edge(row, self.column or self._first())

    def _head_click(self, event: tk.Event[tk.Misc]) -> None:
        column = self.sheet.identify_column(event, allow_end=False)
        if column is not None:
            self._heading(column)

    def _heading(self, column: int | None) -> None:
        if self._on_head:
            self._on_head(column)

    def _to_line(self, number: int) -> None:
        self._edge(number, self._first() if self.column is None else self.column)
        self.start()

    def _open_line(self) -> None:
        if self._on_open and self._chosen is not None:
            self._on_open(self._chosen)

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
