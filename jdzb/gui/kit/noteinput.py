"""Several lines of text in a form."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from jdzb.core.fields import Field, read_field
from jdzb.gui.kit.theme import px


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
            self.area.bind("<<Paste>>", lambda _: self._replace())
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
        """Leave the text as it is; raises Unreadable when it is too long."""
        read_field(self.spec, self.text())

    def mark(self, wrong: bool) -> None:
        """Show that something is wrong, or no longer."""
        self.state(["invalid" if wrong else "!invalid"])

    def focus_set(self) -> None:
        """The focus belongs to the text inside."""
        self.area.focus_set()

    def focus_force(self) -> None:
        """So does a focus taken from another window."""
        self.area.focus_force()

    def _replace(self) -> None:
        """What is pasted takes the place of what is selected; X11 alone would leave both."""
        if self.area.tag_ranges("sel"):
            self.area.edit_separator()
            self.area.delete("sel.first", "sel.last")

    def _leave(self, target: tk.Misc | None) -> str:
        if target is not None:
            target.focus_set()
            target.event_generate("<<TraverseIn>>")  # typing replaces, as after any other Tab
        return "break"

    def _modified(self, changed: Callable[[], object]) -> None:
        if self.area.edit_modified():
            self.area.edit_modified(False)
            changed()
