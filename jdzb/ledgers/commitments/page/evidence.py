"""Photos and papers of a promise: small pictures that open."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from jdzb.core.errors import JdzbError
from jdzb.gui.kit import tasks, tooltip
from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.smallpicture import image_of
from jdzb.gui.kit.theme import px
from jdzb.ledgers.commitments import service_progress
from jdzb.ledgers.commitments.entries import File
from jdzb.press import photos
from jdzb.press.photos import Drawn

SIDE = 60  # units of a small picture's longer side
LONGEST = 12  # characters of a name on its button


class Evidence(ButtonRows):
    """A button for each file, with its picture when it is one, and one to add more."""

    def __init__(
        self, parent: tk.Misc, files: Sequence[File], on_open: Callable[[File], object],
        on_add: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.images: dict[str, tk.PhotoImage] = {}
        self.buttons = {file.sha256: self._button(file, on_open) for file in files}
        self.more = ttk.Button(self, text="＋ 照片、文件…", style="Small.TButton", command=on_add)
        tooltip.attach(self.more, "F8")
        self.hold([*self.buttons.values(), self.more])
        if files:
            side = px(self, SIDE)
            tasks.run_task(
                self, lambda _: [(file, _draw(file, side)) for file in files], self._drawn,
                title="附件", quiet=True,
            )  # fmt: skip

    def _button(self, file: File, on_open: Callable[[File], object]) -> ttk.Button:
        name = file.name if len(file.name) <= LONGEST else f"…{file.name[-LONGEST + 1 :]}"
        button = ttk.Button(
            self, text=name, style="Small.TButton", compound="top", command=lambda: on_open(file)
        )
        tooltip.attach(button, f"{file.kind or ''}　{file.name}")
        return button

    def _drawn(self, drawn: Sequence[tuple[File, Drawn]]) -> None:
        side = px(self, SIDE)
        for file, one in drawn:
            button, image = self.buttons[file.sha256], image_of(self, one, side, side)
            if image and button.winfo_exists():
                self.images[file.sha256] = image
                button.configure(image=image)
        if self.winfo_exists():
            self.hold([*self.buttons.values(), self.more])


def _draw(file: File, side: int) -> Drawn:
    """A small picture of a file; none of what is no picture or is missing."""
    try:
        return photos.drawn(service_progress.content(file), side, side)
    except JdzbError:
        return b"", ""
