"""How a grid of scores looks and is drawn: lines, columns, their widths; only what differs anew."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from jdzb.gui.kit import gridsheet, theme
from jdzb.gui.kit.gridcells import GridCol, GridRow, arrowed
from jdzb.gui.kit.gridtail import GridTail
from jdzb.gui.kit.theme import px

BAR = 20  # units kept for the scroll bar
LEAST = 110  # units of height it asks for
ROW = 12  # units a line is higher than its text


class GridView(ttk.Frame):
    """``shape(columns)``, then ``show(rows)``; what the hand does is told to ``ScoreGrid``."""

    def __init__(
        self,
        parent: tk.Misc,
        head: str,
        head_width: float,
        on_row: Callable[[int], object],
        on_open: Callable[[], object],
        on_head: Callable[[int | None], object],
    ) -> None:
        super().__init__(parent, width=1, height=px(parent, LEAST))
        self.pack_propagate(False)  # as large as the page lets it be
        self._head, self._head_width = head, head_width
        self.columns: tuple[GridCol, ...] = ()
        self._main: tuple[GridCol, ...] = ()  # those without a look
        self._arrow: tuple[int | None, str] = (None, "")
        self.rows: tuple[GridRow, ...] = ()
        self._chosen: int | None = None
        self._width = self._line = 0
        self._waiting = ""
        self.sheet = gridsheet.made(self)
        self.tail = GridTail(self.sheet, on_row, on_open, on_head)
        self._corner = ttk.Label(self.sheet, text=head, style="Column.TLabel", anchor="w")
        self._restyle()
        self.bind("<<ThemeChanged>>", lambda _: self.after_idle(self._restyle), add=True)
        self.bind("<Configure>", lambda _: self._resized(), add=True)

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
        sheet, columns = self.sheet, arrowed(self.columns, *self._arrow)
        index = theme.characters(self, self._head_width) + px(self, 12)
        sheet.set_index_width(index, redraw=False)
        room = self._width - index - px(self, BAR) - self.tail.measure()
        shown, widths = gridsheet.laid(self, columns[: len(self._main)], room)
        lines = max((one.lines for one in (*shown, *columns)), default=1)
        height = lines * self._line + px(self, 10)
        sheet.set_header_height_pixels(height, redraw=False)
        sheet.headers([one.title for one in shown], redraw=False)
        self.tail.entitle([one.title for one in columns[len(self._main) :]], height)
        if shown:
            sheet.set_column_widths(widths)
        if self.rows:
            sheet.set_row_heights([theme.line_height(self) + px(self, ROW)] * len(self.rows))
        sheet.recreate_all_selection_boxes()
        sheet.refresh()
        self._show_tail()

    def sorted_by(self, column: int | None, arrow: str) -> None:
        """An arrow on a heading (None: that of the names); '' takes it off."""
        if (column, arrow) != self._arrow:
            self._arrow = column, arrow
            self._name_corner()
            self._measure()

    def _name_corner(self) -> None:
        column, arrow = self._arrow
        self._corner.configure(text=self._head + (arrow if column is None else ""))

    def entitle(self, head: str, width: float) -> None:
        """What stands above the names, and their width in characters."""
        if (head, width) != (self._head, self._head_width):
            self._head, self._head_width = head, width
            self._name_corner()
            self._measure()

    # -- showing -----------------------------------------------------------------------------------

    def shape(self, columns: Sequence[GridCol]) -> None:
        """Other columns; the lines go."""
        self.columns, self.rows = tuple(columns), ()
        self._main = tuple(one for one in columns if not one.look)
        self._arrow = (None, "")
        sheet = self.sheet
        sheet.set_sheet_data([], reset_col_positions=False, reset_row_positions=True, redraw=False)
        sheet.reset_all_options()
        self.tail.shape(self.columns[len(self._main) :], len(self._main))
        self._name_corner()
        for place, one in enumerate(self._main):
            sheet.align_columns(place, one.align, redraw=False)
        shut = [place for place, one in enumerate(self._main) if not one.typed]
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

    def _fill(self) -> None:
        sheet, at = self.sheet, self.sheet.get_currently_selected()
        chosen = self._chosen
        sheet.set_sheet_data(
            [self._texts(one) for one in self.rows], reset_col_positions=True, redraw=False,
            reset_highlights=True, keep_formatting=False,
        )  # fmt: skip
        self._name_rows()
        for number, one in enumerate(self.rows):
            gridsheet.colour(sheet, number, GridRow(one.id, "", ()), one, len(self._main))
        self._measure()
        place = next((n for n, one in enumerate(self.rows) if one.id == chosen), 0)
        if self.rows and self._main:
            column = at.column if at and at.column < len(self._main) else self._first()
            sheet.select_cell(place, column, redraw=False)
            sheet.see(place, column, redraw=True)

    def _name_rows(self) -> None:
        self.sheet.row_index(gridsheet.aligned(self, self.rows), redraw=False)

    def _texts(self, one: GridRow) -> list[str]:
        return list(one.cells[: len(self._main)])

    def _show_tail(self) -> None:
        place = next((n for n, one in enumerate(self.rows) if one.id == self._chosen), -1)
        self.tail.show(self.rows, place)

    def _first(self) -> int:
        return next((n for n, one in enumerate(self._main) if one.typed), 0)

    def _mend(self, before: Sequence[GridRow]) -> None:
        """Draw what differs; the whole only where a cell was empty, or a ground changed."""
        named = [one.head for one in self.rows] != [one.head for one in before]
        if named:
            self._name_rows()
        drawn = True
        for number, (old, one) in enumerate(zip(before, self.rows, strict=True)):
            if old is not one or self.sheet.MT.data[number] != self._texts(one):
                self._restore(number, one)
                gridsheet.colour(self.sheet, number, old, one, len(self._main))
                drawn &= gridsheet.mended(self.sheet, number, old, one, len(self._main))
        if not drawn:
            self.sheet.refresh()
        elif named:
            self.sheet.MT.main_table_redraw_grid_and_text(redraw_row_index=True, redraw_table=False)
        self._show_tail()

    def _restore(self, number: int, one: GridRow) -> None:
        if self.sheet.MT.data[number] != self._texts(one):
            self.sheet.MT.data[number] = self._texts(one)
