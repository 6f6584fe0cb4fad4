"""The results at the right of a grid of scores: always in sight, totals bold, grades as pills."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from typing import Any, Literal

from jdzb.gui.kit import corners, theme
from jdzb.gui.kit.gridcells import GridCol, GridRow
from jdzb.gui.kit.theme import px

TOP = 3  # pixels tksheet leaves above a text
GAP, PAD = 10, 9  # units: between the columns, beside the word in a pill
SMALL = 13  # units a pill is higher than half its text


class GridTail:
    """Two canvases in columns of the sheet: headings, and the lines that are in sight.

    They scroll with the sheet; a click puts the cursor on the line.
    """

    def __init__(
        self, sheet: Any, on_row: Callable[[int], object], on_open: Callable[[], object],
        on_head: Callable[[int], object],
    ) -> None:  # fmt: skip
        self.sheet = sheet
        self.columns: tuple[GridCol, ...] = ()
        self.edges: list[int] = []
        self.rows: Sequence[GridRow] = ()
        self.width, self._first, self.chosen = 0, 0, -1
        self._drawn: dict[int, tuple[object, ...]] = {}
        self._pills: dict[tuple[object, ...], tk.PhotoImage] = {}
        self.head = tk.Canvas(sheet, width=1, height=1)
        self.body = tk.Canvas(sheet, width=1, height=1, confine=False)
        for canvas in (self.head, self.body):
            canvas.configure(background=theme.CARD, highlightthickness=0)
        self.body.bind("<Button-1>", lambda event: self._at(event, on_row))
        self.body.bind("<Double-Button-1>", lambda _: on_open())
        self.head.bind("<Button-1>", lambda event: on_head(self._column(event.x)))
        for wheel in ("<MouseWheel>", "<Button-4>", "<Button-5>"):
            self.body.bind(wheel, sheet.MT.mousewheel)
        self.body.bind("<Configure>", lambda _: self.draw())
        sheet.MT.configure(yscrollcommand=self._scrolled)

    def shape(self, columns: Sequence[GridCol], first: int) -> None:
        """Other columns; ``first`` is the place of the first of them in a line."""
        self.columns, self._first = tuple(columns), first
        self.rows = ()
        self._forget()
        if columns:
            self.head.grid(row=0, column=2, sticky="ns")
            self.body.grid(row=1, column=2, sticky="ns")
            self.sheet.yscroll.grid_configure(column=3)
        else:
            self.head.grid_remove()
            self.body.grid_remove()

    def measure(self) -> int:
        """Its width at the text size in force, in pixels."""
        if not self.columns:
            return 0
        self.edges = [px(self.body, GAP)]
        for one in self.columns:
            wide = theme.characters(self.body, one.width, "Column")
            self.edges.append(self.edges[-1] + wide + px(self.body, GAP))
        self.width = self.edges[-1]
        self.body.configure(width=self.width)
        self._forget()
        return self.width

    def entitle(self, titles: Sequence[str], height: int) -> None:
        """What stands above the columns, in a heading so many pixels high."""
        self.head.configure(width=self.width, height=height)
        self.head.delete("all")
        middle = TOP + theme.line_height(self.head, "Column") // 2
        for place, (one, title) in enumerate(zip(self.columns, titles, strict=True)):
            x, anchor = self._side(place, one)
            self.head.create_text(
                x, middle, text=title, anchor=anchor, fill=theme.SUBTLE, font="Column"
            )
        self.head.create_line(0, height - 1, self.width, height - 1, fill=theme.HAIRLINE)

    def show(self, rows: Sequence[GridRow], chosen: int) -> None:
        """Other lines; those that differ from what stands there are drawn anew."""
        self.rows, self.chosen = rows, chosen
        self.draw()

    def draw(self) -> None:
        """Draw what is in sight and differs."""
        if not self.columns or not self.width:
            return
        table, wanted = self.sheet.MT, {}
        self.body.configure(scrollregion=(0, 0, self.width, table.row_positions[-1] + 3))
        top = table.canvasy(0)
        bottom = top + max(self.body.winfo_height(), 1)
        for number, one in enumerate(self.rows[: len(table.row_positions) - 1]):
            above, below = table.row_positions[number : number + 2]
            if above < bottom and below > top:
                cells = tuple((one.cells[place], one.tones.get(place, ""))
                              for place in range(self._first, len(one.cells)))  # fmt: skip
                wanted[number] = (above, below, one.tinted or number == self.chosen, cells)
        for number in [old for old, as_ in self._drawn.items() if wanted.get(old) != as_]:
            self.body.delete(f"r{number}")
            del self._drawn[number]
        for number, as_ in wanted.items():
            if number not in self._drawn:
                self._drawn[number] = as_
                self._line(f"r{number}", *as_)

    # -- drawing -----------------------------------------------------------------------------------

    def _line(
        self, tag: str, above: int, below: int, tinted: bool, cells: Sequence[tuple[str, str]]
    ) -> None:
        ground = theme.CHOSEN if tinted else theme.CARD
        if tinted:
            self.body.create_rectangle(
                0, above, self.width, below, fill=ground, outline=ground, tags=tag
            )
        self.body.create_line(0, below, self.width, below, fill=theme.HAIRLINE, tags=tag)
        middle = above + TOP + theme.line_height(self.body) // 2
        for place, ((text, tone), one) in enumerate(zip(cells, self.columns, strict=True)):
            x, anchor = self._side(place, one)
            if one.look == "pill" and tone:
                self._pill(tag, x, middle, text, tone, ground)
                continue
            ink = theme.TONES[tone][0] if tone else theme.TEXT
            self.body.create_text(
                x, middle, text=text, anchor=anchor, fill=ink, tags=tag,
                font="Strong" if one.look == "strong" else "Label",
            )  # fmt: skip

    def _pill(self, tag: str, left: int, middle: int, text: str, tone: str, ground: str) -> None:
        ink, fill = theme.TONES[tone]
        width = theme.text_font(self.body, "Small").measure(text) + 2 * px(self.body, PAD)
        picture = self._picture(width, fill, ground)
        self.body.create_image(left, middle, image=picture, anchor="w", tags=tag)
        self.body.create_text(
            left + width // 2, middle, text=text, fill=ink, font="Small", tags=tag
        )

    def _picture(self, width: int, fill: str, ground: str) -> tk.PhotoImage:
        """A pill as wide as that: a round box with its middle stretched."""
        key = (width, fill, ground, theme.percent(self.body))
        if key not in self._pills:
            border = px(self.body, SMALL) - 1
            side = 2 * border + 1
            box = corners.Box("", border, 0, fill, fill, ground)
            round_ = tk.PhotoImage(master=self.body, data=corners.ppm(box, border, 1), format="PPM")
            whole = tk.PhotoImage(master=self.body, width=width, height=side)
            for start, end, at, upto in (
                (border, border + 1, 0, width), (0, border, 0, border),
                (border + 1, side, width - border, width),
            ):  # fmt: skip
                whole.tk.call(whole, "copy", round_, "-from", start, 0, end, side,
                              "-to", at, 0, upto, side)  # fmt: skip
            self._pills[key] = whole
        return self._pills[key]

    def _side(self, place: int, one: GridCol) -> tuple[int, Literal["w", "e"]]:
        """Where the text of a column begins or ends: words from the left, figures to the right."""
        if one.look == "pill":
            return self.edges[place], "w"
        return self.edges[place + 1] - px(self.body, GAP), "e"

    def _forget(self) -> None:
        self.body.delete("all")
        self._drawn = {}

    # -- the mouse ---------------------------------------------------------------------------------

    def _scrolled(self, first: str, last: str) -> None:
        self.sheet.yscroll.set(first, last)
        self.body.yview_moveto(float(first))
        self.draw()

    def _at(self, event: tk.Event[tk.Misc], on_row: Callable[[int], object]) -> None:
        y = self.body.canvasy(event.y)
        places = self.sheet.MT.row_positions
        for number in range(len(self.rows)):
            if places[number] <= y < places[number + 1]:
                on_row(number)

    def _column(self, x: int) -> int:
        inside = [place for place, edge in enumerate(self.edges[:-1]) if x >= edge]
        return self._first + (inside[-1] if inside else 0)
