"""Finds text that is cut off on a real window: offences(window) -> one line for each."""

import tkinter as tk
from tkinter import ttk

from jdzb.gui.kit import theme
from jdzb.gui.kit.calendar import MonthGrid

SLACK = 1  # pixels lost to rounding
TEXTUAL = (ttk.Label, ttk.Button, ttk.Radiobutton, ttk.Checkbutton)


def offences(window):
    """What is cut off, squeezed out or overlapping, in the window as it stands now."""
    window.update()
    found = []
    for widget in walk(window):
        found += [f"{widget} {line}" for line in _examine(widget)]
    return found


def walk(widget):
    """The widget and all below it, without other windows."""
    yield widget
    for child in widget.winfo_children():
        if not isinstance(child, tk.Toplevel | tk.Menu):
            yield from walk(child)


def _examine(widget):
    if not widget.winfo_viewable():
        yield from _squeezed_out(widget)
        return
    if isinstance(widget, ttk.Entry):
        yield from _entry(widget)
    elif isinstance(widget, TEXTUAL):
        yield from _label(widget)
    elif isinstance(widget, ttk.Treeview):
        yield from _tree(widget)
    elif isinstance(widget, MonthGrid):
        yield from _month(widget)
    elif isinstance(widget, tk.Canvas):
        yield from _canvas(widget)
    if isinstance(widget, (*TEXTUAL, ttk.Entry, tk.Text, ttk.Treeview)):
        yield from _outside(widget)


def _squeezed_out(widget):
    """Packed or gridded into a visible part that has no room for it: Tk hides it."""
    parent = widget.master
    wanted = widget.winfo_manager() in ("pack", "grid") and not isinstance(widget, ttk.Scrollbar)
    if wanted and parent is not None and parent.winfo_viewable() and widget.winfo_reqwidth() > 1:
        yield "has no room at all"


def _label(widget):
    text = str(widget.cget("text"))
    if not text:
        return
    if str(widget.cget("width")) in ("", "0"):
        need = (widget.winfo_reqwidth(), widget.winfo_reqheight())
    else:
        need = _text_size(widget, text)
    if need[0] > widget.winfo_width() + SLACK:
        yield f"“{text}” needs {need[0]} of {widget.winfo_width()} pixels"
    if need[1] > widget.winfo_height() + SLACK:
        yield f"“{text}” needs {need[1]} of {widget.winfo_height()} pixels in height"


def _text_size(widget, text):
    font = theme.text_font(widget, _font(widget))
    lines = text.split("\n")
    return max(font.measure(line) for line in lines), font.metrics("linespace") * len(lines)


def _font(widget):
    style = ttk.Style(widget)
    own = str(widget.cget("font")) if "font" in widget.keys() else ""  # noqa: SIM118 - no dict
    name = own or str(style.lookup(str(widget.cget("style")) or widget.winfo_class(), "font"))
    return name if name in theme.FONTS else "Body"


def _entry(widget):
    if widget.get() and tuple(widget.xview()) != (0.0, 1.0):
        yield f"“{widget.get()}” is wider than its field"
    need = theme.line_height(widget)
    if need > widget.winfo_height():
        yield f"“{widget.get()}” is higher than its field"


def _tree(tree):
    pad = theme.px(tree, 4)
    columns = [str(name) for name in tree["displaycolumns"]]
    heading = theme.text_font(tree, "Column")
    for name in columns:
        text, width = str(tree.heading(name, "text")), int(tree.column(name, "width"))
        if heading.measure(text) > width - pad:
            yield f"heading “{text}” needs {heading.measure(text)} of {width} pixels"
    font = theme.text_font(tree, "Body")
    for item in tree.get_children():
        for name in columns:
            box, text = tree.bbox(item, name), str(tree.set(item, name))
            lines = text.split("\n")
            needed = max(font.measure(line) for line in lines)
            if box and needed > box[2] - pad:
                yield f"cell “{text}” of {name} needs {needed} of {box[2]} pixels"
            if box and font.metrics("linespace") * len(lines) > box[3]:
                yield f"cell “{text}” is higher than its row"


def _canvas(canvas):
    """Texts outside the canvas (or what it scrolls over), and texts that overlap."""
    if isinstance(canvas.master, MonthGrid):
        return
    right, bottom = canvas.winfo_width(), canvas.winfo_height()
    if region := str(canvas.cget("scrollregion")):
        right, bottom = (float(end) for end in region.split()[2:])
    boxes = [(canvas.itemcget(item, "text"), canvas.bbox(item)) for item in _texts(canvas)]
    for text, box in boxes:
        if not _within(box, (0, 0, right, bottom)):
            yield f"“{text}” at {box} leaves the canvas of {right} × {bottom}"
    yield from _overlaps(boxes)


def _month(grid):
    """Texts of a day that leave its cell, overlap, or are shortened."""
    canvas = grid.canvas
    for day in range(1, grid.days() + 1):
        items = [item for item in _texts(canvas) if f"day{day}" in canvas.gettags(item)]
        boxes = [(canvas.itemcget(item, "text"), canvas.bbox(item)) for item in items]
        for text, box in boxes:
            if not _within(box, grid.bounds(day)):
                yield f"day {day}: “{text}” leaves its cell"
            if "…" in text:
                yield f"day {day}: “{text}” is shortened"
        yield from (f"day {day}: {line}" for line in _overlaps(boxes))


def _texts(canvas):
    return [
        item
        for item in canvas.find_all()
        if canvas.type(item) == "text" and canvas.itemcget(item, "text") and canvas.bbox(item)
    ]


def _within(box, bounds):
    left, top, right, bottom = bounds
    return (
        box[0] >= left - SLACK and box[1] >= top - SLACK
        and box[2] <= right + SLACK and box[3] <= bottom + SLACK
    )  # fmt: skip


def _overlaps(boxes):
    for place, (text, box) in enumerate(boxes):
        for other, around in boxes[place + 1 :]:
            wide = min(box[2], around[2]) - max(box[0], around[0])
            high = min(box[3], around[3]) - max(box[1], around[1])
            if wide > 2 and high > 4:  # lines of a text stand closer than their boxes
                yield f"“{text}” and “{other}” overlap"


def _outside(widget):
    """A part of the widget that no ancestor shows; what scrolls may be below, never beside."""
    left, top = widget.winfo_rootx(), widget.winfo_rooty()
    right, bottom = left + widget.winfo_width(), top + widget.winfo_height()
    scrolls = False
    above = widget.master
    while above is not None:
        scrolls = scrolls or (isinstance(above, tk.Canvas) and bool(above.cget("yscrollcommand")))
        x, y = above.winfo_rootx(), above.winfo_rooty()
        if left < x - SLACK or right > x + above.winfo_width() + SLACK:
            yield f"leaves {above} at its side"
            return
        if not scrolls and (top < y - SLACK or bottom > y + above.winfo_height() + SLACK):
            yield f"leaves {above} above or below"
            return
        above = None if isinstance(above, tk.Tk | tk.Toplevel) else above.master
