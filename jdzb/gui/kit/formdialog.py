"""A small window with one form: all problems beside their fields, nothing typed is lost unasked."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from tkinter import ttk

from jdzb.core.fields import Field, InvalidForm, Value
from jdzb.core.ledger import Changed
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.textfit import wrap
from jdzb.gui.kit.theme import px


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a field stands in the form: row, column, how many columns, the lines of a note."""

    name: str
    row: int
    column: int = 0
    span: int = 1
    lines: int = 2


@dataclass(frozen=True, slots=True)
class Layout:
    """A form laid out by hand: its fields, their places, its width in units."""

    fields: Sequence[Field]
    spots: Sequence[Spot]
    width: int = 560


class FormDialog(Dialog[Changed]):
    """``write(raw)`` saves what is typed and returns Changed, or raises InvalidForm."""

    writes = True

    def __init__(
        self,
        parent: tk.Misc,
        title: str,
        layout: Layout,
        write: Callable[[dict[str, str]], Changed | None],
        values: Mapping[str, Value] | None = None,
        note: str = "",
    ) -> None:
        self.layout, self.write, self.note = layout, write, note
        self.values = values or {}
        super().__init__(parent, title)

    def build(self, body: ttk.Frame) -> None:
        """A word of explanation, the form, the buttons."""
        width = min(px(self, self.layout.width), self.winfo_screenwidth() - px(self, 100))
        ttk.Frame(body, width=width, height=1).pack()
        if self.note:
            words = wrap(self, self.note, width, "Label")
            note = ttk.Label(body, text=words, style="Subtle.TLabel", justify="left")
            note.pack(anchor="w", pady=(0, px(self, 10)))
        self.form = Form(body, self.layout.fields, on_save=self.save, on_cancel=self.cancel)
        self.form.pack(fill="both", expand=True)
        for spot in self.layout.spots:
            self.form.add(spot.name, spot.row, spot.column, spot.span, spot.lines)
        self.decorate(self.form)
        self.form.show(self.values)
        self.add_button("保存（Ctrl+S）", self.save, primary=True)
        self.add_button("取消", self.cancel)
        for key in ("<Control-s>", "<Control-S>"):
            self.bind(key, lambda _: self.save())
        self.first = self.form.input(self.layout.spots[0].name)

    def decorate(self, form: Form) -> None:
        """More widgets inside the form."""

    def save(self) -> None:
        """Write; what is wrong stands beside its field and the window stays."""
        try:
            changed = self.write(self.form.read())
        except InvalidForm as error:
            self.form.tell(error.problems)
            return
        if changed is not None:
            self.close(changed)
