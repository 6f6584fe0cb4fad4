"""评议办法: the way to the list of schemes, where a county's own are added."""

from __future__ import annotations

from tkinter import ttk

from jdzb.core.ledger import Changed
from jdzb.gui import pages
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.gui.settings.part import Host, Part

WHAT = "评议按哪个办法：看程序自带的，加本县自己写的。"
TOLD = "已经开始的评议，一直按开始时的办法和数值，不受这里改动的影响。"


class SchemesPart(Part):
    """Words and a button."""

    KEY, TITLE = "schemes", "评议办法"

    def build(self) -> None:
        """Words and a button."""
        for words in (Wrapped(self, WHAT), Wrapped(self, TOLD, "Subtle.TLabel")):
            words.configure(width=1)
            words.pack(fill="x", pady=(0, px(self, 8)))
        self.button = ttk.Button(self, text="打开评议办法…", command=self.open_list)
        self.button.pack(anchor="w")

    def start(self) -> None:
        """The button."""
        self.button.focus_set()

    def open_list(self) -> None:
        """The list, over this window."""
        pages.schemes()(self, self).run()

    @property
    def shell(self) -> Host:
        """Who says a sentence."""
        return self.host

    def tell(self, changed: Changed) -> None:
        """A write of the list."""
        self.host.on_changed(changed)
