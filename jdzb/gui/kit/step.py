"""One step of a guide through several: it shows what is there, keeps what is typed."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import Any, ClassVar

from jdzb.gui.kit.page import Window


class Step(ttk.Frame):
    """Subclasses fill ``build``; each ``save`` is one transaction, so that nothing is half kept."""

    TITLE: ClassVar[str] = ""
    ABOUT: ClassVar[str] = ""

    def __init__(self, parent: tk.Misc, window: Window, session: Any) -> None:
        super().__init__(parent)
        self.window, self.session = window, session
        self.build()

    def build(self) -> None:
        """Make the widgets, once."""

    def refresh(self) -> None:
        """Read the ledger again; called when the step comes to the front. What is typed stays."""

    @property
    def first(self) -> tk.Misc:
        """Where typing begins."""
        return self

    def save(self) -> bool:
        """Keep what is typed; False when something is wrong, which then stands beside its field."""
        return True
