"""校验码: a code from paper, or the text of its QR code, and what it says of the ledger."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from jdzb.gui.kit import dialogs
from jdzb.gui.kit.theme import px
from jdzb.store import codes
from jdzb.store.session import Session

SHOWN = 200  # changes listed
NOTHING = "请把纸上页脚的校验码填在这里（25 个字符，抽查可以只填前 12 个），或粘贴二维码的文字。"


class CodeBox(ttk.Frame):
    """A field and 查; the answer is one paragraph, below it what was changed since."""

    def __init__(self, parent: tk.Misc, session: Session) -> None:
        super().__init__(parent)
        self.session = session
        ttk.Label(self, text="查校验码", style="Heading.TLabel").pack(anchor="w")
        row = ttk.Frame(self)
        row.pack(fill="x", pady=(px(self, 6), 0))
        self._typed = tk.StringVar(self)
        self.entry = ttk.Entry(row, textvariable=self._typed, width=10)
        self.button = ttk.Button(row, text="查", style="Small.TButton", command=self.find)
        self.button.pack(side="right", padx=(px(self, 8), 0))
        self.entry.pack(side="left", fill="x", expand=True)
        self.entry.bind("<Return>", lambda _: self.find())

    def find(self) -> None:
        """Say what the code says; a code that is none, or not of this ledger, says so."""
        typed = self._typed.get().strip()
        if not typed:
            dialogs.inform(self, NOTHING)
            self.entry.focus_set()
            return
        found = codes.find(self.session, typed)
        text = codes.words(found)
        if found.sheet:
            text = f"《{found.sheet}》\n\n{text}"
        if found.changes:
            lines = [codes.change_words(entry) for entry in found.acts[:SHOWN]]
            text += "\n\n改动：\n" + "\n".join(lines)
        dialogs.show_text(self, "校验码", text)

    def put(self, text: str) -> None:
        """Show a code, as if typed."""
        self._typed.set(text)
