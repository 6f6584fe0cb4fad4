"""The page that hangs, exactly as it was printed: the kept PDF, large."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.pageview import PageView
from jdzb.gui.kit.theme import px


class Viewer(Dialog[str]):
    """补印 answers ``again``."""

    def __init__(self, parent: tk.Misc, title: str, content: bytes) -> None:
        self.content = content
        super().__init__(parent, title)

    def build(self, body: ttk.Frame) -> None:
        """What moves the page in one row, the page in all the room below."""
        bar = Flow(body)
        bar.pack(fill="x", pady=(0, px(self, 8)))
        self.view = PageView(body, bar)
        self.view.pack(fill="both", expand=True)
        self.view.obey(self)
        self.add_button("补印", lambda: self.close("again"), primary=True)
        self.add_button("关闭", self.cancel)
        self.view.show(self.content)

    def _place(self) -> None:
        """As large as the screen allows, but for its bars."""
        super()._place()
        width, height = self.winfo_screenwidth() - 24, self.winfo_screenheight() - 96
        self.geometry(f"{width}x{height}+12+24")
