"""Text size: changes fonts, rows, pictures and every padding on the screen at once.

It is kept per machine (``machine.json`` in the home folder), not in the ledger: another PC has
another screen.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Iterable
from tkinter import ttk

from jdzb.gui.kit import machine, theme

_PACKED = ("padx", "pady", "ipadx", "ipady")


def saved_text_size() -> int:
    """The text size of this machine, in per cent; 100 when none is kept or it is not usable."""
    value = machine.recall("text_size", "100")
    return int(value) if value in map(str, theme.TEXT_SIZES) else 100


def save_text_size(percent: int) -> None:
    """Keep the text size for this machine."""
    machine.keep("text_size", str(percent))


def set_text_size(root: tk.Misc, percent: int) -> None:
    """Change the text size of everything that is on the screen."""
    ratio = percent / theme.percent(root)
    if ratio == 1:
        return
    for widget in _tree(root):
        _stretch(widget, ratio)
    theme.set_scale(root, percent)
    root.update_idletasks()
    for widget in _tree(root):
        if isinstance(widget, ttk.Entry):  # Tk centres its text anew only when told of a font
            widget.configure(font=str(widget.cget("font")))


def next_size(percent: int, step: int) -> int:
    """The text size ``step`` places further, within the sizes there are."""
    place = theme.TEXT_SIZES.index(percent) + step
    return theme.TEXT_SIZES[min(max(place, 0), len(theme.TEXT_SIZES) - 1)]


def lines_for(widget: tk.Misc, most: int) -> int:
    """How many lines a list in a dialog shows: fewer where the text is large, four at least."""
    line = theme.line_height(widget) + 2 * theme.px(widget, theme.ROW_PAD)
    return min(most, max(widget.winfo_screenheight() * 9 // 20 // line, 4))


def _tree(widget: tk.Misc) -> Iterable[tk.Misc]:
    yield widget
    for child in widget.winfo_children():
        yield from _tree(child)


def _stretch(widget: tk.Misc, ratio: float) -> None:
    """Multiply what the widget was given in pixels when it was made."""
    if isinstance(widget, ttk.Frame | ttk.Label) and widget.cget("padding"):
        padding = [_times(part, ratio) for part in _parts(widget.cget("padding"))]
        widget.tk.call(widget, "configure", "-padding", padding)
    if isinstance(widget, tk.Text):
        widget.configure(padx=_times(widget["padx"], ratio), pady=_times(widget["pady"], ratio))
    manager = widget.winfo_manager() if isinstance(widget, tk.Widget) else ""
    if manager in ("pack", "grid"):
        _stretch_managed(widget, manager, ratio)
    columns, rows = widget.grid_size()
    for name, count in (("columnconfigure", columns), ("rowconfigure", rows)):
        for index in range(count):
            minimum = widget.tk.getint(widget.tk.call("grid", name, widget, index, "-minsize"))
            if minimum:
                widget.tk.call("grid", name, widget, index, "-minsize", round(minimum * ratio))


def _stretch_managed(widget: tk.Misc, manager: str, ratio: float) -> None:
    known = widget.tk.splitlist(widget.tk.call(manager, "info", widget))
    options = dict(zip(known[::2], known[1::2], strict=True))
    for option in _PACKED:
        value = options.get(f"-{option}", 0)
        parts = [_times(part, ratio) for part in _parts(value)]
        if any(parts):
            widget.tk.call(manager, "configure", widget, f"-{option}", parts)


def _parts(value: object) -> list[object]:
    return list(value) if isinstance(value, tuple | list) else [*str(value).split()]


def _times(value: object, ratio: float) -> int:
    return round(float(str(value)) * ratio)
