"""A page of several views under tabs; each view is made when it is first brought to the front."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import ClassVar

from jdzb.core.ledger import Changed
from jdzb.gui.kit.page import Page, Screen
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Action, TabBar

STEPS = (("<Control-Next>", 1), ("<Control-Prior>", -1))


class View(Screen):
    """What stands under one tab: the same answers as a page, its buttons in the page's header.

    It is refreshed after a write while it is in front, else when it comes to the front.
    """

    def __init__(self, parent: tk.Misc, page: TabbedPage) -> None:
        super().__init__(parent, style="Page.TFrame")
        self.page, self.shell, self.session = page, page.shell, page.session
        self.header, self.body = page.header, self
        self.build()


@dataclass(frozen=True, slots=True)
class Tab:
    """A view: its key, the words on its tab, and how its class is had."""

    key: str
    title: str
    load: Callable[[], type[View]]


class TabbedPage(Page):
    """``VIEWS`` under a row of tabs; Ctrl+PageDown turns to the next, Ctrl+PageUp back.

    What is typed and not saved is asked about before a view is left.
    """

    VIEWS: ClassVar[tuple[Tab, ...]] = ()

    front: View

    def build(self) -> None:
        """The tabs, and the first view."""
        choices = [(tab.key, tab.title) for tab in self.VIEWS]
        self.tabs = TabBar(self.body, choices, self.turn)
        self.tabs.configure(style="Page.TFrame")
        self.tabs.pack(fill="x", pady=(0, px(self, 12)))
        self.host = ttk.Frame(self.body, style="Page.TFrame")
        self.host.pack(fill="both", expand=True)
        self.views: dict[str, View] = {}
        self._bring(choices[0][0])
        for sequence, by in STEPS:
            self.winfo_toplevel().bind(sequence, lambda _, by=by: self._step(by), add=True)  # type: ignore[misc]

    def turn(self, key: str) -> View:
        """Bring a view to the front, if the one in front may be left; the view then in front."""
        if key != self.front.KEY and self.can_leave():
            self._bring(key)
            self.header.set_actions(self.buttons())
            self.front.refresh(None)
        self.tabs.mark(self.front.KEY)
        self.focus_set()  # an empty view must not leave the keys to the one that is gone
        self.front.start()
        return self.front

    def _bring(self, key: str) -> None:
        for view in self.views.values():
            view.pack_forget()
        if key not in self.views:
            load = next(tab.load for tab in self.VIEWS if tab.key == key)
            self.views[key] = load()(self.host, self)
        self.front = self.views[key]
        self.front.pack(fill="both", expand=True)

    def _step(self, by: int) -> str | None:
        if not (self.winfo_exists() and self.winfo_ismapped()):
            return None
        keys = [tab.key for tab in self.VIEWS]
        self.turn(keys[(keys.index(self.front.KEY) + by) % len(keys)])
        return "break"

    # -- what the view in front answers ------------------------------------------------------------

    def refresh(self, changed: Changed | None) -> None:
        """Refresh the view in front; the others when they come to the front."""
        self.front.refresh(changed)

    def buttons(self) -> Sequence[Action]:
        """Those of the view in front."""
        return self.front.buttons()

    def start(self) -> None:
        """The focus where the view in front begins."""
        self.front.start()

    def focus_search(self) -> None:
        """F3."""
        self.front.focus_search()

    def print_(self) -> None:
        """Ctrl+P."""
        self.front.print_()

    def history(self) -> None:
        """Ctrl+H."""
        self.front.history()

    def save(self) -> bool:
        """Ctrl+S."""
        return self.front.save()

    def unsaved(self) -> bool:
        """True when the view in front holds something not saved."""
        return self.front.unsaved()

    def discard(self) -> None:
        """Forget what is typed in the view in front."""
        self.front.discard()
