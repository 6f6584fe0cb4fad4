"""Two parts of a page: beside each other where there is room, else one below the other."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from jdzb.gui.kit import theme
from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.theme import px

BAR = 14  # units kept for the scroll bar


class Split(ScrollFrame):
    """Content goes into ``main`` and ``side``, at the right, ``side_width`` units wide.

    The side gives way while the main part has less than ``main_width`` units. In a window narrower
    than ``narrow`` units (large text, small screen) it goes below the main part, which is then at
    least ``main_height`` units high, and the page scrolls. So nothing is ever cut off.
    """

    def __init__(
        self,
        parent: tk.Misc,
        side_width: int = 286,
        narrow: int = 880,
        main_height: int = 330,
        main_width: int = 0,
    ) -> None:
        super().__init__(parent, page=True)
        self._measures = (side_width, narrow, main_height, main_width)
        self.main = ttk.Frame(self.body, style="Page.TFrame")
        self.side = ttk.Frame(self.body, style="Page.TFrame")
        self._stacked: tuple[bool, int, int] | None = None
        self._shown_whole: list[ScrollFrame] = []
        self.bind("<Configure>", lambda _: self._arrange(), add=True)
        self.bind("<<ThemeChanged>>", lambda _: self.after_idle(self._arrange), add=True)

    @property
    def stacked(self) -> bool:
        """True while the side is below."""
        return bool(self._stacked and self._stacked[0])

    def alone(self, *, side: bool) -> bool:
        """Where there is no room for both, the main part or the ``side`` has the page to itself.

        True when it is so.
        """
        alone = self.stacked
        self.side.pack_propagate(False)  # as large as the split says, whatever the buttons ask for
        self.side.configure(width=2, height=2)  # Tk's grid lays nothing out that asks for 1
        if alone:
            self.side.grid(row=0, pady=0)
        for part, seen in ((self.main, not side), (self.side, side)):
            if alone and not seen:
                part.grid_remove()
            else:
                part.grid()
        return alone

    def show_whole(self, part: ScrollFrame) -> None:
        """A part of the side that scrolls is all seen where the side stands below."""
        self._shown_whole.append(part)
        part.spread(self.stacked)

    def need(self, main_width: int) -> None:
        """From now on the main part needs so many units; ``narrow`` moves by as much."""
        side, narrow, height, main = self._measures
        if main_width != main:
            self._measures = (side, narrow + main_width - main, height, main_width)
            self._arrange()

    def _arrange(self) -> None:
        if not self.winfo_exists():
            return
        side, narrow, height, main = (px(self, units) for units in self._measures)
        stacked = self.winfo_width() < narrow
        if not stacked:
            left = self.winfo_width() - px(self, theme.GAP + BAR) - main
            side = min(side, left)
        wanted = (stacked, theme.percent(self), side)
        if not stacked:  # the main part is as high as the window, however long the side is
            self.body.rowconfigure(0, weight=0, minsize=self.winfo_height())
        if wanted == self._stacked or self.winfo_width() < 2:
            return
        self._stacked = wanted
        for part in self._shown_whole:
            part.spread(stacked)
        gap = px(self, theme.GAP)
        self.body.columnconfigure(0, weight=1)
        if stacked:
            self.body.rowconfigure(0, weight=1, minsize=height)
        self.body.rowconfigure(1, weight=0 if stacked else 1)
        self.body.columnconfigure(1, minsize=0 if stacked else side + gap)
        self.main.grid(row=0, column=0, sticky="nswe")
        if stacked:
            self.side.grid(row=1, column=0, rowspan=1, sticky="nswe", padx=0, pady=(gap, 0))
        else:
            self.side.grid(row=0, column=1, rowspan=2, sticky="nswe", padx=(gap, 0), pady=0)
