"""Which kind of meeting: one digit or one click."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from jdzb.gui.kit.choicedialog import ChoiceDialog

OWN_KINDS = "会议种类…"  # the button that leads to them
ASK_KIND = "哪一种会？按数字键，或单击。"


class KindDialog(ChoiceDialog):
    """Which kind of meeting."""

    writes = True

    def __init__(self, parent: tk.Misc, kinds: Sequence[str], title: str = "新会议") -> None:
        super().__init__(parent, title, ASK_KIND, kinds)

    def build(self, body: ttk.Frame) -> None:
        """The kinds, and the way to the branch's own."""
        self.add_button(OWN_KINDS, lambda: self.close(OWN_KINDS))
        super().build(body)
