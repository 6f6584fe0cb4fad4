"""The dark rail at the left: the pages there are, who works, and the settings."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from jdzb.gui.kit import theme
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Elided

ROOMY, LEAST = 11, 2  # units above and below the name of a page, and where the room is short


class Rail(ttk.Frame):
    """``choose(key)`` is called when the user wants a page; ``mark(key)`` shows which is on.

    ``feet`` are the buttons at its foot, the lowest first: the settings, where a click on the
    operator's name leads too.
    """

    def __init__(
        self,
        parent: tk.Misc,
        pages: Sequence[tuple[str, str]],
        operator: str,
        choose: Callable[[str], object],
        feet: Sequence[tuple[str, Callable[[], object]]],
    ) -> None:
        super().__init__(parent, style="Rail.TFrame")
        self.pack_propagate(False)
        self._value = tk.StringVar(self)
        self._badges: dict[str, ttk.Label] = {}
        self._items: dict[str, ttk.Radiobutton] = {}
        brand = ttk.Label(self, text="支部台账", style="Brand.Rail.TLabel")
        brand.pack(anchor="w", padx=px(self, 18), pady=(px(self, 15), px(self, 14)))
        for key, title in pages:
            self._add(key, title, choose)
        self._operator = Elided(self, f"操作人：{operator}", style="Soft.Rail.TLabel")
        self._operator.configure(cursor="hand2")
        self._operator.bind("<Button-1>", lambda _: feet[0][1](), add=True)  # to be changed there
        ttk.Frame(self, style="Rail.TFrame", height=px(self, 10)).pack(side="bottom")
        below: list[ttk.Button] = []
        for text, act in feet:
            foot = ttk.Button(self, text=text, style="Rail.TButton", command=act)
            foot.pack(side="bottom", fill="x")
            below.append(foot)
        for foot in reversed(below):
            foot.lift()  # Tab goes from above to below
        self._operator.pack(
            side="bottom", fill="x", padx=(px(self, 18), px(self, 4)), pady=px(self, 2)
        )
        self._resize()
        self.bind("<<ThemeChanged>>", lambda _: self._resize())
        self.bind("<Configure>", lambda _: self._close_up())

    def name_operator(self, operator: str) -> None:
        """Show who works."""
        self._operator.show(f"操作人：{operator}")

    def mark(self, key: str) -> None:
        """Show which page is on."""
        self._value.set(key)
        for name, item in self._items.items():  # Tab stops at one of them, the arrows move
            item.configure(takefocus=name == key)
        for name, label in self._badges.items():
            label.state(["selected" if name == key else "!selected"])

    def badge(self, key: str, count: int) -> None:
        """Show a count beside a page; 0 takes it away."""
        label = self._badges[key]
        if count:
            label.configure(text=str(count))
            label.place(relx=1.0, rely=0.5, x=-px(self, 18), anchor="e")
        else:
            label.place_forget()

    def item(self, key: str) -> ttk.Radiobutton:
        """The item of a page."""
        return self._items[key]

    def _add(self, key: str, title: str, choose: Callable[[str], object]) -> None:
        item = ttk.Radiobutton(
            self, text=title, value=key, variable=self._value, style="Rail.Toolbutton",
            command=lambda: choose(key),
        )  # fmt: skip
        item.pack(fill="x", ipady=px(self, ROOMY))
        item.bind("<Return>", lambda _: item.invoke())
        item.bind("<Down>", lambda _: self._step(key, 1))
        item.bind("<Up>", lambda _: self._step(key, -1))
        self._items[key] = item
        self._badges[key] = ttk.Label(item, style="Badge.TLabel")

    def _step(self, key: str, by: int) -> str:
        keys = list(self._items)
        self._items[keys[(keys.index(key) + by) % len(keys)]].focus_set()
        return "break"

    def _resize(self) -> None:
        self.configure(width=px(self, theme.RAIL_WIDTH))
        self.after_idle(self._close_up)

    def _close_up(self) -> None:
        """The pages stand closer together where large text leaves less room."""
        if not self.winfo_exists() or self.winfo_height() < 2:
            return
        needed = sum(child.winfo_reqheight() for child in self.winfo_children()) + px(self, 36)
        spare = (self.winfo_height() - needed) // (2 * max(len(self._items), 1))
        room = max(min(spare, px(self, ROOMY)), px(self, LEAST))
        for item in self._items.values():
            if int(str(item.pack_info()["ipady"])) != room:
                item.pack_configure(ipady=room)
