"""Where the words sought stand in a meeting: pieces of its texts with the words marked."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from jdzb.gui.kit import theme
from jdzb.gui.kit.theme import px
from jdzb.ledgers.meetings.service_search import Excerpt

LINES = 7


class Excerpts(ttk.Frame):
    """``show(excerpts)``; read only, not a stop of the Tab key."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        ttk.Frame(self, style="Hair.TFrame", height=1).pack(fill="x", pady=(0, px(self, 6)))
        self.area = tk.Text(
            self, height=LINES, width=4, wrap="char", borderwidth=0, highlightthickness=0,
            font="Label", takefocus=False, cursor="arrow", state="disabled",
        )  # fmt: skip
        self.area.pack(fill="both", expand=True)
        self.area.tag_configure("label", foreground=theme.FAINT)
        self.area.tag_configure("found", background=theme.AMBER_SOFT, foreground=theme.AMBER)

    def show(self, excerpts: Sequence[Excerpt]) -> None:
        """Show these, each with the name of its text before it."""
        area = self.area
        area.configure(state="normal")
        area.delete("1.0", "end")
        for excerpt in excerpts:
            area.insert("end", f"{excerpt.label}：", "label")
            area.insert("end", "…" * excerpt.cut[0])
            at = 0
            for start, end in excerpt.marks:
                area.insert("end", excerpt.text[at:start])
                area.insert("end", excerpt.text[start:end], "found")
                at = end
            area.insert("end", excerpt.text[at:] + "…" * excerpt.cut[1] + "\n")
        area.configure(state="disabled")
