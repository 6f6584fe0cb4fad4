"""Photos and papers of a promise: small pictures that open."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from jdzb.core.errors import JdzbError
from jdzb.gui.kit import tasks, tooltip
from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.theme import px
from jdzb.ledgers.commitments import service_progress
from jdzb.ledgers.commitments.entries import File
from jdzb.press import photos
from jdzb.store import attachments

SIDE = 60  # units of a small picture's longer side
LONGEST = 12  # characters of a name on its button
_PICTURES, _PAPERS = (
    "*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG",
    "*.pdf *.docx *.doc *.xlsx *.pptx *.wps",
)
TYPES = (("照片和文件", f"{_PICTURES} {_PAPERS}"), ("所有文件", "*"))


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

    def _drawn(self, drawn: Sequence[tuple[File, bytes]]) -> None:
        for file, data in drawn:
            button = self.buttons[file.sha256]
            if data and button.winfo_exists():
                self.images[file.sha256] = image = _image(self, data, px(self, SIDE))
                button.configure(image=image)
        if self.winfo_exists():
            self.hold([*self.buttons.values(), self.more])


def _draw(file: File, side: int) -> bytes:
    """A small picture as PPM, a PNG as it is; b"" for what is no picture or is missing."""
    try:
        content = service_progress.content(file)
    except JdzbError:
        return b""
    if attachments.ending(content) == ".png":
        return content
    found = photos.picture(content, side, side) if attachments.ending(content) == ".jpg" else None
    return found.ppm if found else b""


def _image(widget: tk.Misc, data: bytes, side: int) -> tk.PhotoImage:
    kind = "PNG" if data.startswith(b"\x89PNG") else "PPM"
    image = tk.PhotoImage(master=widget, data=data, format=kind)
    times = max(-(-image.width() // side), -(-image.height() // side))
    return image.subsample(times) if times > 1 else image
