"""A picture that fits into a few units of the screen."""

from __future__ import annotations

import tkinter as tk

from jdzb.press.photos import Drawn


def image_of(widget: tk.Misc, drawn: Drawn, width: int, height: int) -> tk.PhotoImage | None:
    """A drawn picture for Tk, a PNG made smaller; None when there is none. On Tk's thread."""
    data, kind = drawn
    if not data:
        return None
    try:
        image = tk.PhotoImage(master=widget, data=data, format=kind)
    except tk.TclError:
        return None
    times = max(-(-image.width() // width), -(-image.height() // height))
    return image.subsample(times) if times > 1 else image
