"""One widget for each kind of field; all give and take plain text, as core reads it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk

from jdzb.core.fields import Field, Unreadable, plain, read_field, shown
from jdzb.gui.kit.datepicker import DatePicker
from jdzb.gui.kit.popup import Popup
from jdzb.gui.kit.theme import px

NORMALISED = {"day", "month", "phone", "whole", "fen", "name"}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a picker: its id, its text, and what it is found by (pinyin, initials)."""

    id: int
    label: str
    search: str = ""

    def means(self, text: str) -> bool:
        """Whether typing ``text`` means this option."""
        return plain(text).lower() in f"{self.label} {self.search}".lower()


class LineInput(ttk.Entry):
    """One line of text."""

    def __init__(self, parent: tk.Misc, spec: Field, changed: Callable[[], object]) -> None:
        self.variable = tk.StringVar(parent)
        super().__init__(parent, textvariable=self.variable, width=2)
        self.spec = spec
        self.variable.trace_add("write", lambda *_: changed())

    def text(self) -> str:
        """What is typed."""
        return self.variable.get()

    def put(self, text: str) -> None:
        """Show a text."""
        self.variable.set(text)

    def normalise(self) -> None:
        """Write a readable value in its usual form; raises Unreadable."""
        if self.spec.kind in NORMALISED and self.text().strip():
            usual = shown(self.spec, read_field(self.spec, self.text()))
            if usual != self.text():
                self.put(usual)

    def mark(self, wrong: bool) -> None:
        """Show that something is wrong, or no longer."""
        self.state(["invalid" if wrong else "!invalid"])


class DateInput(LineInput):
    """A date, typed in any form or picked from a month; Down or Alt+Down opens the month."""

    def __init__(self, parent: tk.Misc, spec: Field, changed: Callable[[], object]) -> None:
        super().__init__(parent, spec, changed)
        self._sign = ttk.Label(self, text="▾", style="Hint.TLabel", cursor="hand2")
        self._sign.place(relx=1.0, rely=0.5, x=-px(self, 10), anchor="e")
        self._sign.bind("<Button-1>", lambda _: self.open())
        self.bind("<Down>", lambda _: self.open())
        self.bind("<Alt-Down>", lambda _: self.open())

    def open(self) -> DatePicker:
        """Show the month."""
        try:
            value = str(read_field(self.spec, self.text()) or "")
        except Unreadable:
            value = ""
        return DatePicker(self, value, self.put, months=self.spec.kind == "month")


class ChoiceInput(ttk.Combobox):
    """One of a few words; arrows walk through them, BackSpace empties."""

    def __init__(self, parent: tk.Misc, spec: Field, changed: Callable[[], object]) -> None:
        self.variable = tk.StringVar(parent)
        super().__init__(
            parent, textvariable=self.variable, values=["", *spec.choices], width=2,
            state="readonly", height=12,
        )  # fmt: skip
        self.variable.trace_add("write", lambda *_: changed())
        for key in ("<BackSpace>", "<Delete>"):
            self.bind(key, lambda _: self.put(""))
        self.bind("<<ComboboxSelected>>", lambda _: self.selection_clear())

    def text(self) -> str:
        """The word chosen."""
        return self.variable.get()

    def put(self, text: str) -> None:
        """Choose a word."""
        self.variable.set(text)

    def normalise(self) -> None:
        """Nothing to do."""

    def mark(self, wrong: bool) -> None:
        """Show that something is wrong, or no longer."""
        self.state(["invalid" if wrong else "!invalid"])


class NoteInput(ttk.Frame):
    """Several lines of text; Tab moves on, Ctrl+Tab types a tab."""

    def __init__(
        self, parent: tk.Misc, spec: Field, changed: Callable[[], object], lines: int = 3
    ) -> None:
        super().__init__(parent, style="Field.TFrame", padding=px(parent, 3))
        self.spec = spec
        self.area = tk.Text(
            self, height=lines, width=4, wrap="word", undo=True, borderwidth=0,
            highlightthickness=0, padx=px(self, 7), pady=px(self, 3),
        )  # fmt: skip
        self.area.pack(fill="both", expand=True)
        self.area.bind("<Tab>", lambda _: self._leave(self.area.tk_focusNext()))
        self.area.bind("<Shift-Tab>", lambda _: self._leave(self.area.tk_focusPrev()))
        if self.tk.call("tk", "windowingsystem") == "x11":
            self.area.bind("<ISO_Left_Tab>", lambda _: self._leave(self.area.tk_focusPrev()))
        self.area.bind("<FocusIn>", lambda _: self.state(["focus"]), add=True)
        self.area.bind("<FocusOut>", lambda _: self.state(["!focus"]), add=True)
        self.area.bind("<<Modified>>", lambda _: self._modified(changed))

    def text(self) -> str:
        """What is typed, without the line feed Tk adds."""
        return self.area.get("1.0", "end-1c")

    def put(self, text: str) -> None:
        """Show a text; undo begins anew."""
        self.area.delete("1.0", "end")
        self.area.insert("1.0", text)
        self.area.edit_reset()

    def normalise(self) -> None:
        """Nothing to do."""

    def mark(self, wrong: bool) -> None:
        """Show that something is wrong, or no longer."""
        self.state(["invalid" if wrong else "!invalid"])

    def focus_set(self) -> None:
        """The focus belongs to the text inside."""
        self.area.focus_set()

    def _leave(self, target: tk.Misc | None) -> str:
        if target is not None:
            target.focus_set()
        return "break"

    def _modified(self, changed: Callable[[], object]) -> None:
        if self.area.edit_modified():
            self.area.edit_modified(False)
            changed()


class PickInput(LineInput):
    """A member (or another record), found by typing name, pinyin or initials; gives the id."""

    def __init__(self, parent: tk.Misc, spec: Field, changed: Callable[[], object]) -> None:
        super().__init__(parent, spec, changed)
        self.options: Sequence[Option] = ()
        self._list: _Choices | None = None
        self.bind("<Down>", lambda _: self.open())
        self.bind("<Return>", self._enter)

    def text(self) -> str:
        """The id of the option that is named, or what is typed when it names none."""
        typed = super().text().strip()
        found = [option for option in self.options if option.label == typed]
        return str(found[0].id) if len(found) == 1 else typed

    def put(self, text: str) -> None:
        """Show the option with this id."""
        found = [option for option in self.options if str(option.id) == text]
        super().put(found[0].label if found else text)

    def normalise(self) -> None:
        """Complete what means one option alone; raises Unreadable when nothing is meant."""
        typed = super().text().strip()
        if not typed or any(option.label == typed for option in self.options):
            return
        found = self.matches(typed)
        if len(found) != 1:
            raise Unreadable(
                "没有找到这个人，请按 ↓ 从名单里选" if not found else "不止一人，请按 ↓ 选定"
            )
        super().put(found[0].label)

    def matches(self, typed: str) -> list[Option]:
        """The options that a text may mean."""
        return [option for option in self.options if option.means(typed)]

    def open(self) -> str:
        """Show the options that fit what is typed."""
        typed = super().text().strip()
        named = any(option.label == typed for option in self.options)
        _Choices(self, self.options if named else self.matches(typed))
        return "break"

    def _enter(self, _: tk.Event[tk.Misc]) -> str | None:
        typed = super().text().strip()
        found = self.matches(typed)
        if typed and len(found) > 1 and not any(option.label == typed for option in found):
            return self.open()
        return None


class _Choices(Popup):
    """The list below a picker."""

    def __init__(self, field: PickInput, options: Sequence[Option]) -> None:
        super().__init__(field)
        self._field, self._offered = field, options
        self._box = tk.Listbox(self.body, height=min(max(len(options), 1), 10), width=18)
        self._box.insert("end", *[option.label for option in options] or ["没有找到"])
        self._box.pack(fill="both", expand=True)
        self._box.selection_set(0)
        self._box.bind("<Return>", lambda _: self._take())
        self._box.bind("<ButtonRelease-1>", lambda _: self._take())
        self.open(self._box)

    def _take(self) -> None:
        chosen = self._box.curselection()  # type: ignore[no-untyped-call]
        self.close()
        if chosen and self._offered:
            self._field.put(str(self._offered[chosen[0]].id))


Input = LineInput | ChoiceInput | NoteInput


def make_input(
    parent: tk.Misc, spec: Field, changed: Callable[[], object], lines: int = 3
) -> Input:
    """The widget for a field."""
    if spec.kind == "note":
        return NoteInput(parent, spec, changed, lines)
    if spec.kind == "choice":
        return ChoiceInput(parent, spec, changed)
    if spec.kind == "member":
        return PickInput(parent, spec, changed)
    return (DateInput if spec.kind in ("day", "month") else LineInput)(parent, spec, changed)
