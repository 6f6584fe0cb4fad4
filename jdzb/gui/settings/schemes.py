"""评议办法: what there is, and the way to the list where a county's own are added."""

from __future__ import annotations

from tkinter import ttk

from jdzb.core.ledger import Changed
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.gui.settings.part import Host, Part
from jdzb.ledgers.appraisals import service
from jdzb.ledgers.appraisals.page.schemes import SchemesDialog

TOLD = "已经开始的评议，一直按开始时的办法和数值，不受这里改动的影响。"


class SchemesPart(Part):
    """The names of the schemes, and a button."""

    KEY, TITLE = "schemes", "评议办法"

    def build(self) -> None:
        """Words and a button."""
        self.names, told = Wrapped(self), Wrapped(self, TOLD, "Subtle.TLabel")
        for words in (self.names, told):
            words.configure(width=1)
            words.pack(fill="x", pady=(0, px(self, 8)))
        self.button = ttk.Button(self, text="打开评议办法…", command=self.open_list)
        self.button.pack(anchor="w")
        self.refresh()

    def refresh(self) -> None:
        """The schemes there are now."""
        titles = "、".join(one.title for one in service.schemes(self.session))
        self.names.show(f"现有的办法：{titles}。")

    def start(self) -> None:
        """The button."""
        self.button.focus_set()

    def open_list(self) -> None:
        """The list, over this window."""
        SchemesDialog(self, self).run()
        self.refresh()

    @property
    def shell(self) -> Host:
        """Who says a sentence."""
        return self.host

    def tell(self, changed: Changed) -> None:
        """A write of the list."""
        self.host.on_changed(changed)
