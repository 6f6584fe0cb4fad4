"""Which kind of meeting: one digit or one click."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.theme import px
from jdzb.ledgers.meetings.kinds import Kind


class KindDialog(Dialog[str]):
    """Answers with the name of a kind; digits choose the first nine, arrows move."""

    writes = True

    def __init__(self, parent: tk.Misc, kinds: Sequence[Kind], title: str = "新会议") -> None:
        self.kinds = tuple(kinds)
        self.buttons: list[ttk.Button] = []
        super().__init__(parent, title)

    def build(self, body: ttk.Frame) -> None:
        """A button for each kind."""
        ttk.Label(body, text="哪一种会？按数字键，或单击。", style="Subtle.TLabel").grid(
            row=0, column=0, columnspan=2, sticky="w", pady=(0, px(self, 10))
        )
        rows = (len(self.kinds) + 1) // 2
        for place, kind in enumerate(self.kinds):
            digit = f"{place + 1}  " if place < 9 else ""
            button = ttk.Button(
                body,
                text=f"{digit}{kind.name}",
                command=lambda name=kind.name: self.close(name),  # type: ignore[misc]
            )
            column, row = divmod(place, rows)
            button.grid(row=row + 1, column=column, sticky="we", padx=px(self, 5), pady=px(self, 4))
            for key, by in (("Up", -1), ("Down", 1), ("Left", -rows), ("Right", rows)):
                button.bind(f"<{key}>", lambda _, to=place + by: self._go(to))  # type: ignore[misc]
            self.buttons.append(button)
            if place < 9:
                self.bind(f"<Key-{place + 1}>", lambda _, name=kind.name: self.close(name))  # type: ignore[misc]
                self.bind(f"<KP_{place + 1}>", lambda _, name=kind.name: self.close(name))  # type: ignore[misc]
        body.columnconfigure((0, 1), weight=1, uniform="kinds")
        self.add_button("取消", self.cancel)
        self.first = self.buttons[0]

    def _go(self, place: int) -> str:
        if 0 <= place < len(self.buttons):
            self.buttons[place].focus_set()
        return "break"
