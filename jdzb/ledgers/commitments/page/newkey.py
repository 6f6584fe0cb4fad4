"""Ctrl+N on a view: while it is in sight and no dialog is."""

from __future__ import annotations

import contextlib
import tkinter as tk
from collections.abc import Callable

from jdzb.gui.kit.views import View


def on_new(view: View, act: Callable[[], object]) -> None:
    """Call ``act()`` at Ctrl+N."""

    def pressed(event: tk.Event[tk.Misc]) -> str | None:
        if not (view.winfo_exists() and view.winfo_ismapped()):
            return None
        here = str(view.winfo_toplevel())
        if view.tk.call("winfo", "toplevel", str(event.widget)) != here:
            return None
        act()
        return "break"

    for key in ("<Control-n>", "<Control-N>"):
        with contextlib.suppress(tk.TclError):
            view.winfo_toplevel().bind(key, pressed, add=True)
