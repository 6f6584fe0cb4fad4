"""A part of a page that scrolls: by wheel, and so that the widget with the focus is in sight.

What Tab would never bring into sight, the words below the last field or button, is scrolled by the
arrows, PageUp and PageDown: there the part itself is a stop of Tab, with a red line around it.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Iterator
from tkinter import ttk

from jdzb.gui.kit import theme
from jdzb.gui.kit.theme import px

RESTLESS = 500  # milliseconds in which a bar that comes back is one that comes and goes
_State = tuple[int, int, int]  # width and height of the part, height of what is in it
_OWN = (tk.Text, tk.Listbox, ttk.Treeview)
UNSEEN = 48  # units that may stand below the last stop of Tab
_EDGES = (
    {"relwidth": 1, "height": 2}, {"relwidth": 1, "height": 2, "rely": 1, "anchor": "sw"},
    {"relheight": 1, "width": 2}, {"relheight": 1, "width": 2, "relx": 1, "anchor": "ne"},
)  # fmt: skip
_STEPS = {"Up": (-1, "units"), "Down": (1, "units"), "Prior": (-1, "pages"), "Next": (1, "pages")}


class ScrollFrame(ttk.Frame):
    """Content goes into ``body``; ``page=True`` stands on the warm ground, else on white."""

    def __init__(self, parent: tk.Misc, page: bool = False) -> None:
        style = "Page.TFrame" if page else "TFrame"
        super().__init__(parent, style=style)
        self.canvas = tk.Canvas(
            self, background=theme.PAGE if page else theme.CARD, width=1, height=1
        )
        bar_style = "Page.Vertical.TScrollbar" if page else "Vertical.TScrollbar"
        self._bar = ttk.Scrollbar(self, command=self.canvas.yview, style=bar_style)
        self.canvas.configure(yscrollcommand=self._scrolled)
        self.canvas.pack(side="left", fill="both", expand=True)
        # The hull takes the height its content asks for, so that growth is noticed; the strut
        # makes it at least as high as the canvas.
        self._hull = ttk.Frame(self.canvas, style=style)
        self._strut = ttk.Frame(self._hull, width=0, style=style)
        self._strut.grid(row=0, column=1)
        self.body = ttk.Frame(self._hull, style=style)
        self.body.grid(row=0, column=0, sticky="nswe")
        self._hull.columnconfigure(0, weight=1)
        self._hull.rowconfigure(0, weight=1)
        self._hidden: _State | None = None  # in which the bar went just now
        self._kept: frozenset[_State] = frozenset()  # between which it came and went: it stays
        self._tried: frozenset[_State] = frozenset()  # and came back once all was calm
        self._item = self.canvas.create_window(0, 0, window=self._hull, anchor="nw")
        self._hull.bind("<Configure>", lambda _: self._fit())
        self.canvas.bind("<Configure>", lambda _: self._fit())
        self._ring: list[tk.Frame] = []
        self._whole = False
        self._be_a_stop()
        install(self)

    def spread(self, whole: bool) -> None:
        """Ask for the room of all the content, or for none; then what is around it scrolls."""
        if whole != self._whole:
            self._whole = whole
            self.canvas.configure(height=1)
            self._fit()

    def ask_for(self, most: int) -> None:
        """Ask for the room the content needs, but at most so many pixels in height."""
        self.update_idletasks()
        width, height = self.body.winfo_reqwidth(), self.body.winfo_reqheight()
        bar = self._bar.winfo_reqwidth() if height > most else 0
        self.canvas.configure(width=width + bar, height=min(height, most))

    def lacking(self) -> int:
        """How many pixels of height the content has not got; 0 or less when all is seen."""
        return self.body.winfo_reqheight() - self.canvas.winfo_height()

    def obey(self, window: tk.Misc) -> None:
        """Scroll by the arrow keys, PageUp, PageDown, Home and End pressed anywhere in a window."""
        for key, (way, what) in _STEPS.items():
            window.bind(f"<{key}>", lambda _, step=(way, what): self.canvas.yview_scroll(*step))  # type: ignore[misc]
        window.bind("<Home>", lambda _: self.canvas.yview_moveto(0))
        window.bind("<End>", lambda _: self.canvas.yview_moveto(1))

    def reveal(self, widget: tk.Misc, part: tuple[float, float] | None = None) -> None:
        """Scroll until a widget inside, or its part from y to y, is in sight.

        What is higher than the room there is stays where it is while some of it is seen.
        """
        if not self._overflows():
            return
        first, last = part or (0, widget.winfo_height())
        top = widget.winfo_rooty() - self.body.winfo_rooty() + first
        bottom = top + last - first
        height, whole = self.canvas.winfo_height(), max(self.body.winfo_height(), 1)
        seen = self.canvas.canvasy(0)
        if bottom - top > height and top < seen + height and bottom > seen:
            return
        margin = 0 if isinstance(widget, _OWN) else px(self, 24)  # for the line below a field
        if top - margin < seen:
            self.canvas.yview_moveto(max(top - margin, 0) / whole)
        elif bottom + margin > seen + height:
            self.canvas.yview_moveto((bottom + margin - height) / whole)

    def scroll(self, lines: int) -> bool:
        """Scroll by wheel steps; False when there is nothing to scroll."""
        if not self._overflows():
            return False
        self.canvas.yview_scroll(lines, "units")
        return True

    def _overflows(self) -> bool:
        return self.lacking() > 0

    def _be_a_stop(self) -> None:
        self.canvas.configure(takefocus=lambda _: self._hides())
        self.obey(self.canvas)
        for key in ("<Control-Prior>", "<Control-Next>"):  # these turn the views
            self.canvas.bind(key, lambda _: None)
        self.canvas.bind("<FocusIn>", lambda _: self._show_ring())
        self.canvas.bind("<FocusOut>", lambda _: self.drop_ring())

    def _hides(self) -> bool:
        """True when there is more below the last widget that Tab brings into sight."""
        if not (self.canvas.winfo_viewable() and self._overflows()):  # Tk does not ask for itself
            return False
        top = self.body.winfo_rooty()
        ends = [one.winfo_rooty() + one.winfo_height() for one in _stops(self.body)]
        return top + self.body.winfo_reqheight() - max(ends, default=top) > px(self, UNSEEN)

    def _show_ring(self) -> None:
        if _has_focus(self.canvas) and not self._ring:
            for edge in _EDGES:
                line = tk.Frame(self.canvas, background=theme.ACCENT)
                line.place(edge)
                self._ring.append(line)

    def drop_ring(self) -> None:
        """The keyboard has gone from the part itself."""
        while self._ring:
            self._ring.pop().destroy()

    def _fit(self) -> None:
        """The content is as wide as the canvas and at least as high."""
        width, height = self.canvas.winfo_width(), self._hull.winfo_reqheight()
        self._strut.configure(height=1 if self._whole else self.canvas.winfo_height())
        if self._whole and self.canvas.winfo_height() != self.body.winfo_reqheight():
            self.canvas.configure(height=self.body.winfo_reqheight())
        self.canvas.itemconfigure(self._item, width=width)
        self.canvas.configure(
            scrollregion=(0, 0, width, height), yscrollincrement=theme.line_height(self)
        )

    def _scrolled(self, first: float, last: float) -> None:
        self._bar.set(first, last)
        needed, shown = float(first) > 0 or float(last) < 1, bool(self._bar.winfo_manager())
        # A bar in a part lower than itself would make the part higher, go, and come for ever.
        needed = needed and self.winfo_height() > self._bar.winfo_reqheight()
        state = self.winfo_width(), self.winfo_height(), self._hull.winfo_reqheight()
        if needed and not shown:
            if self._hidden and self._hidden[:2] == state[:2]:
                self._keep(frozenset((self._hidden, state)))
            self._bar.pack(side="right", fill="y", before=self.canvas)
        elif shown and not needed and state not in self._kept:
            self._bar.pack_forget()
            self._hidden = state
            self._later(self._rest)

    def _keep(self, states: frozenset[_State]) -> None:
        """A bar that would come and go for ever stays; once all is calm it is tried once more."""
        self._kept = states
        if states != self._tried:
            self._later(self._try)

    def _later(self, act: Callable[[], None]) -> None:
        """By a timer of the root: one of the widget would outlive it as an unknown command."""
        root = self.nametowidget(".")
        root.after(RESTLESS, lambda: act() if self.winfo_exists() else None)

    def _try(self) -> None:
        self._tried, self._kept = self._kept, frozenset()
        self._scrolled(*self.canvas.yview())

    def _rest(self) -> None:
        self._hidden = None


def install(widget: tk.Misc) -> None:
    """Bind wheel and focus once for the whole root; they find the scrolling part by themselves."""
    root = widget.winfo_toplevel().nametowidget(".")
    if getattr(root, "jdzb_wheel", False):
        return
    root.jdzb_wheel = True
    root.bind_all("<MouseWheel>", lambda event: _wheel(root, event, -1 if event.delta > 0 else 1))
    root.bind_all("<Button-4>", lambda event: _wheel(root, event, -1))
    root.bind_all("<Button-5>", lambda event: _wheel(root, event, 1))
    root.bind_all("<FocusIn>", _focused, add=True)
    for wheel in ("<MouseWheel>", "<Button-4>", "<Button-5>"):
        root.unbind_class("TCombobox", wheel)  # a page rolled under the pointer changes no choice


def reveal_part(widget: tk.Misc, first: float, last: float) -> None:
    """Bring a part of a widget (from y to y) into sight where it stands in something scrolled."""
    around = _around(widget.master)
    if around is not None:
        around.reveal(widget, (first, last))


def _wheel(root: tk.Misc, event: tk.Event[tk.Misc], way: int) -> None:
    widget: tk.Misc | str = event.widget
    if isinstance(widget, str):  # the list in Tk's own file dialog lies sideways
        if root.tk.call("winfo", "class", widget) == "Canvas":
            root.tk.call(widget, "xview", "scroll", 2 * way, "units")
        return
    if isinstance(widget, _OWN) and _has_more(widget):
        return
    part = _around(widget)
    while part is not None and not part.scroll(2 * way):
        part = _around(part.master)


def _focused(event: tk.Event[tk.Misc]) -> None:
    """Reveal what has the focus; the frames around it hear of it too when a window comes back."""
    if isinstance(event.widget, tk.Misc) and _has_focus(event.widget):
        part = _around(event.widget)
        if part is not None and event.widget is part.canvas:
            part = _around(part.master)
        if part is not None:
            part.reveal(event.widget)
        while part is not None:  # to which Tk does not tell a focus that goes inside
            part.drop_ring()
            part = _around(part.master)


def _stops(widget: tk.Misc) -> Iterator[tk.Misc]:
    """What the keyboard comes to inside a widget: by Tab, or from button to button by arrows."""
    for child in widget.winfo_children():
        button = isinstance(child, ttk.Button) and child.winfo_viewable()
        if button or widget.tk.getboolean(widget.tk.call("tk::FocusOK", child)):
            yield child
        yield from _stops(child)


def _has_focus(widget: tk.Misc) -> bool:
    return str(widget.tk.call("focus")) == str(widget)


def _around(widget: tk.Misc | None) -> ScrollFrame | None:
    while widget is not None and not isinstance(widget, ScrollFrame):
        widget = widget.master
    return widget


def _has_more(widget: tk.Text | tk.Listbox | ttk.Treeview) -> bool:
    first, last = widget.yview()
    return float(first) > 0 or float(last) < 1
