"""Keys that mean the same everywhere: Enter presses a button, Ctrl+A takes all of a text."""

from __future__ import annotations

import tkinter as tk

# A button with an Enter of its own keeps it; pressed twice it would do its work twice.
_PRESS = 'if {[bind %W <Return>] eq ""} {%W invoke; break}'
# Under X Tk deletes by Ctrl+H what BackSpace deletes; here it means the history.
_CTRL_H = ("Entry", "TEntry", "TCombobox", "Text")
_CTRL_A = ("<Control-Key-a>", "<Control-Lock-Key-A>")


def install(root: tk.Misc) -> None:
    """Bind them for every widget of this root, those of Tk's own dialogs included."""
    for key in ("<Return>", "<KP_Enter>"):
        root.tk.call("bind", "TButton", key, _PRESS)
    for key in _CTRL_A:  # under X Tk means the beginning of the line by it
        root.tk.call("event", "delete", "<<LineStart>>", key)
        root.tk.call("event", "add", "<<SelectAll>>", key)
    for kind in _CTRL_H:
        root.tk.call("bind", kind, "<Control-h>", "# nothing")


def focused(widget: tk.Misc) -> tk.Misc | None:
    """The widget of ours that has the focus; None while one of Tk's own dialogs has it."""
    try:
        return widget.focus_get()
    except KeyError:  # Python does not know the widgets that Tk makes by itself
        return None
