"""A choice from a column of buttons: one digit or one click."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from tkinter import ttk

from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.theme import px

DIGITS = 9
WHICH = "打印哪一张？按数字键，或单击。"


class ChoiceDialog(Dialog[str]):
    """Answers with one of the words; digits choose the first nine, arrows move."""

    def __init__(self, parent: tk.Misc, title: str, question: str, words: Sequence[str]) -> None:
        self.question, self.words = question, tuple(words)
        self.buttons: list[ttk.Button] = []
        super().__init__(parent, title)

    def build(self, body: ttk.Frame) -> None:
        """A button for each word, in two columns."""
        ttk.Label(body, text=self.question, style="Subtle.TLabel").grid(
            row=0, column=0, columnspan=2, sticky="w", pady=(0, px(self, 10))
        )
        rows = (len(self.words) + 1) // 2
        for place, word in enumerate(self.words):
            digit = f"{place + 1}  " if place < DIGITS else ""
            button = ttk.Button(
                body,
                text=f"{digit}{word}",
                command=lambda word=word: self.close(word),  # type: ignore[misc]
            )
            column, row = divmod(place, rows)
            button.grid(row=row + 1, column=column, sticky="we", padx=px(self, 5), pady=px(self, 4))
            for key, by in (("Up", -1), ("Down", 1), ("Left", -rows), ("Right", rows)):
                button.bind(f"<{key}>", lambda _, to=place + by: self._go(to))  # type: ignore[misc]
            self.buttons.append(button)
            if place < DIGITS:
                for key in (f"<Key-{place + 1}>", f"<KP_{place + 1}>"):
                    self.bind(key, lambda _, word=word: self.close(word))  # type: ignore[misc]
        body.columnconfigure((0, 1), weight=1, uniform="words")
        self.add_button("取消", self.cancel)
        self.first = self.buttons[0]

    def _go(self, place: int) -> str:
        if 0 <= place < len(self.buttons):
            self.buttons[place].focus_set()
        return "break"


def choose_sheet(widget: tk.Misc, jobs: Mapping[str, Callable[[], object]]) -> None:
    """Ask which sheet to print, by its name, and do its job."""
    chosen = ChoiceDialog(widget, "打印", WHICH, list(jobs)).run()
    if chosen:
        jobs[chosen]()
