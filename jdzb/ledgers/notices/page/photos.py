"""Photos of the board: small on the card, large in a window of their own."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from jdzb.core.errors import JdzbError
from jdzb.core.fields import show_date
from jdzb.gui.kit import dialogs, tasks, tooltip
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.smallpicture import image_of
from jdzb.gui.kit.theme import px
from jdzb.ledgers.notices.entries import Photo
from jdzb.press import photos
from jdzb.press.photos import Drawn
from jdzb.store import attachments

SIDE = 96  # units of a small photo's longer side
DAMAGED = "照片打不开，可能已损坏"


class Strip(Flow):
    """The photos of a notice, each a button that opens it."""

    def __init__(
        self, parent: tk.Misc, shown: Sequence[Photo], on_open: Callable[[Photo], object]
    ) -> None:
        super().__init__(parent)
        self.buttons: list[ttk.Button] = []
        self.images: dict[str, tk.PhotoImage] = {}
        for photo in shown:
            button = ttk.Button(
                self, text=photo.name[-12:], style="Small.TButton", compound="top",
                command=lambda photo=photo: on_open(photo),  # type: ignore[misc]
            )  # fmt: skip
            tooltip.attach(button, f"{photo.name}　{show_date(photo.taken_on)}")
            self.push(button)
            self.buttons.append(button)
        side = px(self, SIDE)
        tasks.run_task(
            self, lambda _: [_draw(photo, side, side) for photo in shown],
            lambda drawn: self._show(shown, drawn, side), title="照片", quiet=True,
        )  # fmt: skip

    def _show(self, shown: Sequence[Photo], drawn: Sequence[Drawn], side: int) -> None:
        for photo, one, button in zip(shown, drawn, self.buttons, strict=True):
            if not button.winfo_exists():
                return
            image = image_of(self, one, side, side)
            if image is None:
                button.configure(text=f"▲ {photo.name[-12:]}")
            else:
                self.images[photo.sha256] = image
                button.configure(image=image)


class PhotoView(Dialog[str]):
    """One photo as large as the screen allows; 作废 answers ``void``."""

    def __init__(self, parent: tk.Misc, photo: Photo) -> None:
        self.photo, self.image = photo, None
        super().__init__(parent, photo.name)

    image: tk.PhotoImage | None

    def build(self, body: ttk.Frame) -> None:
        """The picture, below it when it was taken."""
        width = self.winfo_screenwidth() - px(self, 120)
        height = self.winfo_screenheight() - px(self, 260)
        drawn = _draw(self.photo, width, height)
        self.image = image_of(self, drawn, width, height)
        if self.image is None:
            ttk.Label(body, text=drawn[1] or DAMAGED, style="Red.TLabel").pack()
        else:
            ttk.Label(body, image=self.image).pack()
        told = f"{self.photo.name}　拍照登记于 {show_date(self.photo.taken_on)}"
        ttk.Label(body, text=told, style="Subtle.TLabel").pack(anchor="w", pady=(px(self, 8), 0))
        self.add_button("关闭", self.cancel, primary=True)
        self.add_button("作废这张照片…", lambda: self.close("void"))


def choose(parent: tk.Misc) -> list[str]:
    """The picture to add, as a list of one path; empty when none was chosen."""
    found = dialogs.choose_open_file(parent, "选择公开栏的照片", dialogs.PHOTOS)
    return [str(found)] if found else []


def _draw(photo: Photo, width: int, height: int) -> Drawn:
    """The verified picture, or why there is none in place of its format; for any thread."""
    try:
        content = attachments.read(photo.sha256, photo.name)
    except JdzbError as error:
        return b"", str(error)
    data, kind = photos.drawn(content, width, height)
    return data, kind or DAMAGED
