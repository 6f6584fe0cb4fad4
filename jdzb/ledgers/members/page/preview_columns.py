"""The columns of the file in the preview: what each is taken for, to be corrected by the user."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from jdzb.core.cells import cell_words, letter
from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Elided, Wrapped
from jdzb.ledgers.members import labels, reading, roster
from jdzb.ledgers.members.headers import Column
from jdzb.ledgers.members.roster import Part, Plan

UNKNOWN = "不认识，不导入"
SAMPLES = 3


class Columns(ttk.Frame):
    """``show(plan)``; ``choose(sheet, column, target)`` is told at once."""

    def __init__(self, parent: tk.Misc, choose: Callable[[str, int, str], object]) -> None:
        super().__init__(parent)
        self._chosen = choose
        self._words = dict(roster.targets())
        self._known: tuple[Part, ...] = ()
        self.boxes: dict[tuple[str, int], ttk.Combobox] = {}
        note = "左边是文件里的栏目，右边是台账里的栏目。认错了就在右边改，各行马上重新读。"
        Wrapped(self, note, style="Subtle.TLabel").pack(fill="x", pady=(0, px(self, 6)))
        self.scroll = ScrollFrame(self)
        self.scroll.pack(fill="both", expand=True)

    def show(self, plan: Plan) -> None:
        """Show every column that has a label or something in it."""
        if [_places(part) for part in plan.parts] != [_places(part) for part in self._known]:
            self._build(plan)
        self._known = plan.parts
        for part in plan.parts:
            for column in part.columns:
                if box := self.boxes.get((part.sheet, column.index)):
                    box.set(self._words.get(column.target, UNKNOWN))

    def _build(self, plan: Plan) -> None:
        body = self.scroll.body
        for child in body.winfo_children():
            child.destroy()
        self.boxes = {}
        body.columnconfigure(1, weight=1)
        body.columnconfigure(2, minsize=px(self, 260))
        row = 0
        for part in plan.parts:
            if len(plan.parts) > 1:
                title = ttk.Label(body, text=f"工作表“{part.sheet}”", style="Heading.TLabel")
                title.grid(row=row, column=0, columnspan=3, sticky="w", pady=(px(self, 6), 0))
                row += 1
            for column in part.columns:
                samples = _samples(plan, part, column)
                if column.label or samples:
                    self._build_row(row, part, column, samples)
                    row += 1

    def _build_row(self, row: int, part: Part, column: Column, samples: str) -> None:
        body, gap = self.scroll.body, px(self, 12)
        place = letter(column.index)
        words = f"{place}　{column.label}" if column.label else f"{place}　（没有栏目名）"
        ttk.Label(body, text=words).grid(row=row, column=0, sticky="w", pady=px(self, 3))
        example = Elided(body, samples, style="Faint.TLabel")
        example.grid(row=row, column=1, sticky="we", padx=gap)
        box = ttk.Combobox(body, values=list(self._words.values()), state="readonly", height=16)
        box.grid(row=row, column=2, sticky="we", pady=px(self, 3))
        box.bind("<<ComboboxSelected>>", lambda _: self._pick(part.sheet, column.index, box))
        for wheel, way in (("<Button-4>", -2), ("<Button-5>", 2)):
            box.bind(wheel, lambda _, way=way: self._roll(way))  # type: ignore[misc]
        box.bind("<MouseWheel>", lambda event: self._roll(-2 if event.delta > 0 else 2))
        self.boxes[part.sheet, column.index] = box

    def _roll(self, way: int) -> str:
        """The wheel scrolls the list; it must not change what a column is."""
        self.scroll.scroll(way)
        return "break"

    def _pick(self, sheet: str, index: int, box: ttk.Combobox) -> None:
        box.selection_clear()
        target = next(key for key, word in self._words.items() if word == box.get())
        self._chosen(sheet, index, "" if target == labels.IGNORED else target)


def _places(part: Part) -> tuple[str, int, tuple[int, ...]]:
    return part.sheet, part.header_row, tuple(column.index for column in part.columns)


def _samples(plan: Plan, part: Part, column: Column) -> str:
    """The first texts under a header, ID numbers masked."""
    sheet = next(one for one in plan.workbook.sheets if one.name == part.sheet)
    texts = (cell_words(row[column.index]).strip() for row in sheet.rows[part.header_row :])
    found = [reading.without_id_numbers(text) for text in texts if text][:SAMPLES]
    return "、".join(found)
