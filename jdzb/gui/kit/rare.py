"""Cures a fault of Tk 8.6: BackSpace and Delete break characters like 𬭎 in a line of text.

Tk counts such a character as two; deleting one half corrupts the whole text. Where a line holds
one, the keys rewrite the line as a whole; elsewhere Tk's own behaviour stays.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

_KEYS = {"<BackSpace>": ("Backspace", -1), "<Delete>": ("Delete", 1)}


def install(root: tk.Misc) -> None:
    """Bind the cure to every line of text of this root."""
    for kind in ("TEntry", "TCombobox"):
        for key, (own, way) in _KEYS.items():
            root.bind_class(kind, key, _cure(root, own, way))  # type: ignore[arg-type]
        root.bind_class(kind, "<<PrevChar>>", lambda event: _leave_half(event.widget, -1), add="+")
        for key in ("<<NextChar>>", "<ButtonRelease-1>"):
            root.bind_class(kind, key, lambda event: _leave_half(event.widget, 1), add="+")


def erase(text: str, first: int, last: int, way: int) -> tuple[str, int]:
    """The text after a key at ``first`` (``last`` when a piece is chosen), and the cursor's place.

    Places count as Tk counts them, in UTF-16 units; half a character is taken whole.
    """
    begin, end = _place(text, first, up=False), _place(text, last, up=True)
    if begin == end:
        begin, end = (max(begin - 1, 0), end) if way < 0 else (begin, min(end + 1, len(text)))
    left = text[:begin]
    return left + text[end:], units(left)


def units(text: str) -> int:
    """The length of a text as Tk counts it."""
    return len(text.encode("utf-16-le")) // 2


def _place(text: str, index: int, up: bool) -> int:
    """The place in Python's counting of a place in Tk's."""
    seen = 0
    for place, character in enumerate(text):
        if seen >= index:
            return place
        seen += units(character)
        if seen > index:
            return place + up
    return len(text)


def _leave_half(entry: ttk.Entry | str, way: int) -> None:
    """Move the cursor out of the middle of a character, where typing would break it."""
    if isinstance(entry, str):
        return
    text, index = entry.get(), entry.index("insert")
    if units(text[: _place(text, index, up=False)]) != index:
        entry.icursor(index + way)


def _cure(root: tk.Misc, own: str, way: int) -> Callable[[tk.Event[ttk.Entry]], None]:
    def press(event: tk.Event[ttk.Entry]) -> None:
        entry: ttk.Entry | str = event.widget
        if isinstance(entry, str):  # a line of Tk's own file dialog: only its path is known
            root.tk.call(f"ttk::entry::{own}", entry)
            return
        text = entry.get()
        if units(text) == len(text):
            root.tk.call(f"ttk::entry::{own}", entry)
        elif not entry.instate(("disabled",)) and not entry.instate(("readonly",)):
            _rewrite(entry, text, way)

    return press


def _rewrite(entry: ttk.Entry, text: str, way: int) -> None:
    chosen = entry.selection_present()
    first = entry.index("sel.first") if chosen else entry.index("insert")
    last = entry.index("sel.last") if chosen else first
    rest, cursor = erase(text, first, last, way)
    entry.delete(0, "end")
    entry.insert(0, rest)
    entry.icursor(cursor)
