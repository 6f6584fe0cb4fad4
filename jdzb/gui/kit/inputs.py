"""One widget for each kind of field; all give and take plain text, as core reads it."""

from __future__ import annotations

import re
import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.core import clock
from jdzb.core.fields import Field, Unreadable, read_field, shown
from jdzb.gui.kit.noteinput import NoteInput
from jdzb.gui.kit.theme import px

if TYPE_CHECKING:
    from jdzb.gui.kit.choosebox import Choices, Option
    from jdzb.gui.kit.datepicker import DatePicker

NORMALISED = {"day", "month", "phone", "office", "whole", "fen", "name"}
_MONTH_AND_DAY = re.compile(r"\s*(\d{1,2})[-./月](\d{1,2})日?\s*")


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
        """Write a readable value in its usual form, texts as typed; raises Unreadable."""
        if self.text().strip():
            usual = shown(self.spec, read_field(self.spec, self.text()))
            if usual != self.text() and self.spec.kind in NORMALISED:
                self.put(usual)

    def mark(self, wrong: bool) -> None:
        """Show that something is wrong, or no longer."""
        self.state(["invalid" if wrong else "!invalid"])


class DateInput(LineInput):
    """A date, typed in any form or picked from a month; Down or Alt+Down opens the month.

    A month and a day alone (12-15, 12月15日) mean those of ``year``; None: of this year.
    """

    year: int | None = None

    def __init__(self, parent: tk.Misc, spec: Field, changed: Callable[[], object]) -> None:
        super().__init__(parent, spec, changed)
        _add_sign(self, self.open)
        self.bind("<Down>", lambda _: self.open())
        self.bind("<Alt-Down>", lambda _: self.open())

    def text(self) -> str:
        """What is typed, with its year."""
        typed = super().text()
        match = _MONTH_AND_DAY.fullmatch(typed) if self.spec.kind == "day" else None
        return f"{self.year or clock.today().year}-{match[1]}-{match[2]}" if match else typed

    def normalise(self) -> None:
        """Write the date whole; raises Unreadable."""
        super().normalise()
        if self.text() != self.variable.get():
            self.put(self.text())

    def open(self) -> DatePicker:
        """Show the month."""
        from jdzb.gui.kit.datepicker import DatePicker  # reads a calendar and its languages

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
            parent, textvariable=self.variable, width=2, state="readonly", height=12,
            values=spec.choices if spec.required else ["", *spec.choices],
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


class PickInput(LineInput):
    """A member (or another record): typing name, pinyin or initials shows whom it may mean, a
    click on ▾ shows all; gives the id.
    """

    def __init__(self, parent: tk.Misc, spec: Field, changed: Callable[[], object]) -> None:
        super().__init__(parent, spec, changed)
        self.options: Sequence[Option] = ()
        self.list: Choices | None = None
        self._putting = False
        self.variable.trace_add("write", lambda *_: self._typed())
        _add_sign(self, lambda: self._offer(self.options))
        self.bind("<Down>", lambda _: self._step(1))
        self.bind("<Up>", lambda _: self._step(-1))
        self.bind("<Escape>", lambda _: "break" if self._fold() else None)
        self.bind("<FocusOut>", lambda _: self.after_idle(self._left))
        for key in ("<Return>", "<KP_Enter>"):
            self.bind(key, self._enter)

    def text(self) -> str:
        """The id of the option that is named, or what is typed when it names none."""
        typed = super().text().strip()
        found = [option for option in self.options if option.label == typed]
        return str(found[0].id) if len(found) == 1 else typed

    def put(self, text: str) -> None:
        """Show the option with this id."""
        found = [option for option in self.options if str(option.id) == text]
        self._putting = True
        super().put(found[0].label if found else text)
        self._putting = False
        self.icursor("end")

    def normalise(self) -> None:
        """Complete what means one option alone; raises Unreadable when nothing is meant."""
        if fault := self.fault():
            raise Unreadable(fault)
        typed = super().text().strip()
        if typed and not self._named(typed):
            self.put(str(self.matches(typed)[0].id))

    def fault(self) -> str:
        """Why what is typed means no option, or more than one; nothing when all is well."""
        typed = super().text().strip()
        found = self.matches(typed)
        if not typed or self._named(typed) or len(found) == 1:
            return ""
        if not found:
            return "没有找到这个人，请点 ▾ 选"
        if any(option.label.partition("（")[0] != typed for option in found):
            return "不止一人，请点 ▾ 选定"
        return f"有{'两' if len(found) == 2 else len(found)}个{typed}，请点 ▾ 选定"

    def matches(self, typed: str) -> list[Option]:
        """The options that a text may mean, those that begin with it first."""
        found = [option for option in self.options if option.means(typed)]
        return sorted(found, key=lambda option: not option.begins(typed))

    def open(self) -> str:
        """Show the options that fit what is typed; all of them when that names one."""
        typed = super().text().strip()
        self._offer(self.options if self._named(typed) else self.matches(typed))
        return "break"

    def _named(self, typed: str) -> bool:
        return any(option.label == typed for option in self.options)

    def _typed(self) -> None:
        if not self._putting:
            self.after_idle(self._suggest)

    def _suggest(self) -> None:
        """Show whom the text may mean, while the user is typing it."""
        if not self.winfo_exists() or self.instate(["!focus"]):
            return
        typed = super().text().strip()
        if typed and not self._named(typed):
            self._offer(self.matches(typed))
        else:
            self._fold()

    def _offer(self, options: Sequence[Option]) -> None:
        from jdzb.gui.kit.choosebox import Choices

        if self.list:
            self.list.show(options)
        else:
            self.list = Choices(self, self._take, self._closed)
            self.list.show(options)
            self.list.open(self)

    def _take(self, id_: int) -> None:
        self.put(str(id_))

    def _closed(self) -> None:
        self.list = None

    def _fold(self) -> bool:
        """Take the list away; True when there was one."""
        shown = self.list is not None
        if self.list:
            self.list.close()
        return shown

    def _left(self) -> None:
        if self.winfo_exists() and self.instate(["!focus"]):
            self._fold()

    def _step(self, by: int) -> str:
        if self.list:
            self.list.step(by)
        elif by > 0:
            self.open()
        return "break"

    def _enter(self, _: tk.Event[tk.Misc]) -> str | None:
        typed = super().text().strip()
        if self.list:
            self.list.take()
        elif typed and len(self.matches(typed)) > 1 and not self._named(typed):
            return self.open()
        return None


def _add_sign(field: LineInput, open_: Callable[[], object]) -> None:
    """The ▾ at the right of a field that has something to open."""
    sign = ttk.Label(field, text="▾", style="Hint.TLabel", cursor="hand2")
    sign.place(relx=1.0, rely=0.5, x=-px(field, 10), anchor="e")
    sign.bind("<Button-1>", lambda _: open_())


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
