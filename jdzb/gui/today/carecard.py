"""党员情况: the lines of the books about the members; each name leads to the card."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card

if TYPE_CHECKING:
    from jdzb.core.ledger import Care

TITLE, NAMED = "党员情况", 8
NOBODY, IMPORT = "还没有党员。先导入村里的花名册。", "去导入花名册"


class CareCard(Card):
    """``open_(member)`` shows somebody's card, ``every()`` the register."""

    def __init__(
        self, parent: tk.Misc, open_: Callable[[int], object], every: Callable[[], object]
    ) -> None:
        super().__init__(parent, TITLE)
        self._open, self._every = open_, every
        self._shown: tuple[Care, ...] | None = None
        self.names: dict[str, ttk.Button] = {}

    def show(self, lines: Sequence[Care]) -> None:
        """Show the lines; none means that there are no members."""
        if self._shown == tuple(lines):
            return
        self._shown = tuple(lines)
        self.names = {}
        for child in self.body.winfo_children():
            child.destroy()
        for line in lines:
            self._line(line)
        if not lines:
            ttk.Label(self.body, text=NOBODY, style="Subtle.TLabel").pack(anchor="w")
            ttk.Button(self.body, text=IMPORT, style="Small.TButton", command=self._every).pack(
                anchor="w", pady=(px(self, 10), 0)
            )

    def _line(self, line: Care) -> None:
        around = ttk.Frame(self.body)
        around.pack(fill="x", padx=px(self, 8), pady=px(self, 5))
        row = ButtonRows(around)
        row.pack(fill="x")
        ttk.Frame(self.body, style="Line.TFrame", height=1).pack(fill="x")
        style = "Amber.TLabel" if line.tone == "amber" else "TLabel"
        label = ttk.Label(row, text=f"{line.label}：" if line.people else line.label, style=style)
        named = line.people[:NAMED]
        links = [self._link(row, name, partial(self._open, member)) for member, name in named]
        if len(line.people) > NAMED:
            links.append(self._link(row, f"等 {len(line.people)} 人", self._every))
        row.hold((label, *links))

    def _link(self, row: ButtonRows, text: str, act: Callable[[], object]) -> ttk.Button:
        self.names[text] = ttk.Button(row, text=text, style="Link.TButton", command=act)
        return self.names[text]
