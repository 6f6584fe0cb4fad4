"""Fields laid out close together: a label above each, no room kept for problems."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from tkinter import ttk

from jdzb.core import people
from jdzb.core.fields import Field, Unreadable
from jdzb.gui.kit import keys
from jdzb.gui.kit.inputs import ChoiceInput, DateInput, Input, make_input
from jdzb.gui.kit.keys import COMMAND_KEYS
from jdzb.gui.kit.noteinput import NoteInput
from jdzb.gui.kit.theme import px

GAP, ROW_GAP = 8, 6  # units


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: row, column, its share of the row's width; the lines of a note."""

    name: str
    row: int
    column: int
    span: int = 1
    lines: int = 2


class Fields(ttk.Frame):
    """``show`` and ``read`` raw text by name; ``on_change()`` after every change by the user.

    Enter moves on; leaving a field writes it in its usual form or marks it wrong.
    """

    def __init__(
        self, parent: tk.Misc, specs: Sequence[Field], on_change: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self._specs = {spec.name: spec for spec in specs}
        self._on_change = on_change
        self._showing = False
        self._only: set[str] = set()
        self.inputs: dict[str, Input] = {}
        self._boxes: dict[str, ttk.Frame] = {}
        self._rows: dict[int, ttk.Frame] = {}

    def add(self, places: Sequence[Place]) -> None:
        """Put fields into the grid of this frame."""
        for place in places:
            spec = self._specs[place.name]
            box = ttk.Frame(self)
            ttk.Label(box, text=spec.label, style="Field.TLabel").pack(anchor="w")
            entry = make_input(box, spec, self._changed, place.lines)
            entry.pack(fill="both", expand=True)
            self.inputs[place.name], self._boxes[place.name] = entry, box
            self._bind_keys(place.name)
        self.arrange(places)

    def arrange(self, places: Sequence[Place]) -> None:
        """Put the fields into other rows; those of a row share its width by their spans."""
        for place in places:
            row = self._row(place.row)
            row.columnconfigure(place.column, weight=place.span, uniform="fields")
            box = self._boxes[place.name]
            gap = px(self, GAP) if place.column else 0
            box.grid(in_=row, row=0, column=place.column, sticky="nwe", padx=(gap, 0))
            box.lift()  # above its row, and in the order of the Tab key
        taken = {(place.row, place.column) for place in places}
        for number in {place.row for place in places}:
            row = self._rows[number]
            for column in range(row.grid_size()[0]):
                if (number, column) not in taken:
                    row.columnconfigure(column, weight=0, uniform="")

    def _row(self, number: int) -> ttk.Frame:
        if number not in self._rows:
            self._rows[number] = row = ttk.Frame(self)
            row.grid(row=number, column=0, sticky="we", pady=(0, px(self, ROW_GAP)))
            self.columnconfigure(0, weight=1)
        return self._rows[number]

    def show(self, raw: Mapping[str, str]) -> None:
        """Show texts; one that stands there already is left alone, with its cursor."""
        self._showing = True
        for name, entry in self.inputs.items():
            text = raw.get(name, "")
            if entry.text() != text:
                entry.put(text)
            entry.mark(False)
        self._showing = False

    def tell_only(self, name: str, text: str) -> None:
        """Show a text in a field that is only shown, never typed in."""
        entry = self.inputs[name]
        self._only.add(name)
        self._showing = True
        if entry.text() != text:
            entry.put(text)
        self._showing = False
        entry.configure(state="readonly", takefocus=False)  # type: ignore[call-overload]

    def read(self) -> dict[str, str]:
        """The text of every field."""
        return {name: entry.text() for name, entry in self.inputs.items()}

    def tell(self, wrong: Collection[str]) -> bool:
        """Mark these and go to the first; True when there is one."""
        for name, entry in self.inputs.items():
            entry.mark(name in wrong)
        for name in (name for name in self.inputs if name in wrong):
            self.inputs[name].focus_set()
            return True
        return False

    def enable(self, on: bool) -> None:
        """Let the user type, or only read."""
        for entry in (entry for name, entry in self.inputs.items() if name not in self._only):
            if isinstance(entry, ChoiceInput):
                entry.configure(state="readonly" if on else "disabled")
            elif isinstance(entry, NoteInput):
                entry.area.configure(state="normal" if on else "disabled")
            else:
                entry.configure(state="normal" if on else "readonly")
            if isinstance(entry, DateInput):
                _let_pick(entry, on)

    def _changed(self) -> None:
        if not self._showing:
            self._on_change()

    def _bind_keys(self, name: str) -> None:
        entry = self.inputs[name]
        widget = widget_of(entry)
        widget.bind("<FocusOut>", lambda _: self._leave(entry), add=True)
        if not isinstance(entry, NoteInput):
            for key in ("<Return>", "<KP_Enter>"):
                widget.bind(key, self._next, add=True)
        if isinstance(entry, ChoiceInput):
            widget.bind("<Key>", lambda event: self._choose(entry, event), add=True)
            widget.bind("<MouseWheel>", lambda _: "break")  # scrolling past changes nothing
            widget.bind("<Button-4>", lambda _: "break")
            widget.bind("<Button-5>", lambda _: "break")

    def _choose(self, entry: ChoiceInput, event: tk.Event[tk.Misc]) -> str | None:
        """A letter chooses the word that begins with it in pinyin: j is 举手."""
        command = int(event.state) & COMMAND_KEYS
        if command or not event.char.isalpha() or entry.instate(["disabled"]):
            return None
        words = [word for word in entry["values"] if word and people.match(event.char, word)]
        if words:
            entry.put(words[0])
        return "break"

    def _leave(self, entry: Input) -> None:
        try:
            entry.normalise()
        except Unreadable:
            entry.mark(True)
        else:
            entry.mark(False)

    def _next(self, event: tk.Event[tk.Misc]) -> str:
        if str(keys.focused(self)) == str(event.widget):
            following = event.widget.tk_focusNext()
            if following is not None:
                following.focus_set()
        return "break"


def _let_pick(entry: DateInput, on: bool) -> None:
    """Offer the month, or keep it away while the day may only be read."""
    for sign in (child for child in entry.winfo_children() if isinstance(child, ttk.Label)):
        if on:
            sign.place(relx=1.0, rely=0.5, x=-px(entry, 10), anchor="e")
        else:
            sign.place_forget()
    for key in ("<Down>", "<Alt-Down>"):
        entry.bind(key, lambda _: entry.open() if on else "break")


def widget_of(entry: Input) -> tk.Misc:
    """The widget that has the focus while a field is typed in."""
    return entry.area if isinstance(entry, NoteInput) else entry
