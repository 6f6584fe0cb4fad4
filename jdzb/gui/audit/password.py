"""The password of a sealed package."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.textfit import wrap
from jdzb.gui.kit.theme import px

HINT = "填村里告诉您的密码。"


class PasswordDialog(Dialog[str]):
    """The answer is what was typed, None to leave the package alone."""

    def __init__(self, parent: tk.Misc, name: str) -> None:
        self.name = name
        super().__init__(parent, "交接包的密码")

    def build(self, body: ttk.Frame) -> None:
        """The name, the field, a tick to see what is typed."""
        text = wrap(self, f"“{self.name}”是加密的。{HINT}", px(self, 420))
        ttk.Label(body, text=text, justify="left").pack(anchor="w")
        self.typed, self._seen = tk.StringVar(self), tk.BooleanVar(self, False)
        self.entry = ttk.Entry(body, textvariable=self.typed, show="•", width=36)
        self.entry.pack(fill="x", pady=(px(self, 10), px(self, 4)))
        seen = ttk.Checkbutton(body, text="显示", variable=self._seen, command=self._unveil)
        seen.pack(anchor="w")
        self.add_button("核对", lambda: self.close(self.typed.get()), primary=True)
        self.add_button("跳过这一个", self.cancel)
        self.first = self.entry

    def _unveil(self) -> None:
        self.entry.configure(show="" if self._seen.get() else "•")
