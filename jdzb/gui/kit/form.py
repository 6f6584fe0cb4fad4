"""A form laid out by hand: text in, text out, problems beside their fields."""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from tkinter import ttk

from jdzb.core.errors import JdzbError
from jdzb.core.fields import Field, Problem, Unreadable, Value, shown
from jdzb.gui.kit import keys
from jdzb.gui.kit.choosebox import Option
from jdzb.gui.kit.inputs import Input, PickInput, make_input
from jdzb.gui.kit.noteinput import NoteInput
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped


class Form(ttk.Frame):
    """``add`` each field where it belongs, ``show`` values, ``read`` raw text, ``tell`` problems.

    Tab and Enter move on in the order of adding, Ctrl+S calls ``on_save``, Esc ``on_cancel``,
    ``on_dirty(bool)`` is told when the form begins or ceases to hold unsaved text.
    """

    def __init__(
        self,
        parent: tk.Misc,
        fields: Sequence[Field],
        on_save: Callable[[], object] | None = None,
        on_cancel: Callable[[], object] | None = None,
        on_dirty: Callable[[bool], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._specs = {spec.name: spec for spec in fields}
        self._boxes: dict[str, _Box] = {}
        self._clean: dict[str, str] = {}
        self._dirty = self._showing = False
        self._on_save, self._on_cancel, self._on_dirty = on_save, on_cancel, on_dirty

    def add(self, name: str, row: int, column: int = 0, span: int = 1, lines: int = 3) -> Input:
        """Put a field into the grid; columns share the width evenly. ``lines`` is for notes."""
        box = _Box(self, self._specs[name], self._changed, lines)
        gap = px(self, 12)
        box.grid(
            row=row, column=column, columnspan=span, sticky="nwe",
            padx=(0 if column == 0 else gap, 0), pady=0,
        )  # fmt: skip
        for place in range(column, column + span):
            self.columnconfigure(place, weight=1, uniform="fields")
        self._boxes[name] = box
        self._clean[name] = ""
        self._bind_keys(box)
        return box.input

    def input(self, name: str) -> Input:
        """The widget of a field."""
        return self._boxes[name].input

    def offer(self, name: str, options: Sequence[Option]) -> None:
        """Give a field of kind member the records it may name."""
        picker = self._boxes[name].input
        if isinstance(picker, PickInput):
            picker.options = tuple(options)

    def show(self, values: Mapping[str, Value]) -> None:
        """Show stored values; fields without one are emptied; the form is clean afterwards."""
        self._showing = True
        for name, box in self._boxes.items():
            box.input.put(shown(self._specs[name], values.get(name)))
        self._showing = False
        self.settle()

    def fill(self, raw: Mapping[str, str]) -> None:
        """Put typed text into some fields, which makes the form dirty."""
        for name, text in raw.items():
            self._boxes[name].input.put(text)

    def read(self) -> dict[str, str]:
        """The raw text of every field, for the ``parse`` of a ledger."""
        return {name: box.input.text() for name, box in self._boxes.items()}

    def settle(self) -> None:
        """What stands in the form is saved: clean, without problems."""
        self._clean = self.read()
        for box in self._boxes.values():
            box.tell("")
        self._changed()

    def tell(self, problems: Sequence[Problem]) -> None:
        """Mark every problem beside its field and go to the first; clears those that are gone.

        A field with a list says by itself that nobody, or more than one, is meant.
        """
        found = {problem.field: problem.expected for problem in reversed(problems)}
        for name, box in self._boxes.items():
            fault = box.input.fault() if isinstance(box.input, PickInput) else ""
            box.tell(found.get(name, "") and (fault or found[name]))
        for name in (name for name in self._boxes if name in found):
            self._boxes[name].input.focus_set()
            break

    def problems(self) -> dict[str, str]:
        """The sentences that stand beside fields now."""
        return {name: box.problem for name, box in self._boxes.items() if box.problem}

    @property
    def dirty(self) -> bool:
        """True when the text is not what was shown or saved last."""
        return self._dirty

    def start(self) -> None:
        """Focus the first field; typing replaces what stands there."""
        first = next(iter(self._boxes.values())).input
        first.focus_set()
        first.event_generate("<<TraverseIn>>")

    def focus_force(self) -> None:
        """A focus taken from another window belongs to the first field."""
        next(iter(self._boxes.values())).input.focus_force()
        self.start()

    def enable(self, on: bool) -> None:
        """Let the user type, or only read."""
        for box in self._boxes.values():
            widget: tk.Misc = box.input.area if isinstance(box.input, NoteInput) else box.input
            usual = "readonly" if isinstance(widget, ttk.Combobox) else "normal"
            widget.configure(state=usual if on else "disabled")  # type: ignore[call-arg]

    def _changed(self) -> None:
        dirty = bool(self._boxes) and self.read() != self._clean
        if not self._showing and dirty != self._dirty:
            self._dirty = dirty
            if self._on_dirty:
                self._on_dirty(dirty)

    def _bind_keys(self, box: _Box) -> None:
        widget: tk.Misc = box.input.area if isinstance(box.input, NoteInput) else box.input
        widget.bind("<FocusOut>", lambda _: box.leave(), add=True)
        if not isinstance(box.input, NoteInput):
            widget.bind("<Return>", self._next, add=True)
            widget.bind("<KP_Enter>", self._next, add=True)
        for key in ("<Control-s>", "<Control-S>"):
            widget.bind(key, lambda _: self._call(self._on_save))
        widget.bind("<Escape>", lambda _: self._call(self._on_cancel), add=True)

    def _next(self, event: tk.Event[tk.Misc]) -> str:
        if str(keys.focused(self)) == str(event.widget):
            following = event.widget.tk_focusNext()
            if following is not None:
                following.focus_set()
                following.event_generate("<<TraverseIn>>")  # typing replaces, as after Tab
        return "break"

    def _call(self, act: Callable[[], object] | None) -> str | None:
        if act is None:
            return None
        focus = keys.focused(self)
        for box in self._boxes.values():
            if focus is not None and str(focus).startswith(str(box)):
                box.leave()
        try:
            act()
        except JdzbError:  # told here: Tk would hand the key on, and the window act once more
            self.nametowidget(".").report_callback_exception(*sys.exc_info())
        return "break"


class _Box(ttk.Frame):
    """A label, its widget, and a line for what is wrong; the line has its room always.

    So nothing moves under the pointer when a problem comes or goes; only a sentence longer than
    the line takes a second one.
    """

    def __init__(self, form: Form, spec: Field, changed: Callable[[], object], lines: int) -> None:
        super().__init__(form)
        self.problem = ""
        star = "　*" if spec.required else ""
        ttk.Label(self, text=spec.label + star, style="Field.TLabel").pack(anchor="w")
        self.input = make_input(self, spec, changed, lines)
        self.input.pack(fill="both", expand=True)
        self._line = Wrapped(self, style="Problem.TLabel")
        self._line.configure(width=1)  # the sentence never makes the field wider
        self._line.pack(fill="x")

    def tell(self, problem: str) -> None:
        """Show what is wrong, or nothing."""
        self.problem = problem
        self.input.mark(bool(problem))
        self._line.show(problem)

    def leave(self) -> None:
        """When the focus goes: usual form, or what is wrong."""
        try:
            self.input.normalise()
        except Unreadable as error:
            self.tell(str(error))
        else:
            self.tell("")
