"""Photos and papers that prove a mark: small pictures that open, and one button to add more."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import Path
from tkinter import ttk

from jdzb.core.errors import JdzbError
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs, tasks, tooltip
from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.smallpicture import image_of
from jdzb.gui.kit.theme import px
from jdzb.ledgers.appraisals import service_files
from jdzb.ledgers.appraisals.entries import File
from jdzb.press import photos
from jdzb.press.photos import Drawn
from jdzb.store import attachments, scratch
from jdzb.store.session import Session

SIDE = 44  # units of a small picture's longer side
LONGEST = 14  # characters of a name on its button
OPEN, VOID, SHUT = "打开", "作废…", "关闭"
VOIDING = ("加错了", "重复")
ADD = "＋ 照片、文件…"


class Proofs(ButtonRows):
    """``show(round, mark)``: the files of a mark; without one nothing can be added."""

    def __init__(
        self, parent: tk.Misc, session: Session, open_file: Callable[[Path], object],
        on_done: Callable[[Changed], object],
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.session, self._open_file, self._on_done = session, open_file, on_done
        self.round_id, self.mark = 0, 0
        self.files: Sequence[File] = ()
        self.images: dict[int, tk.PhotoImage] = {}
        self.buttons: dict[int, ttk.Button] = {}
        self.more = ttk.Button(self, text=ADD, style="Small.TButton", command=self.add_)
        tooltip.attach(self.more, "F8：这一条的凭据，JPG、PNG 照片或 PDF、Word、Excel 文件")

    def show(self, round_id: int, mark: int) -> None:
        """The files of a mark; 0 for none chosen."""
        files = [one for one in service_files.files(self.session, round_id)
                 if mark and one.mark == mark]  # fmt: skip
        if (round_id, mark, files) == (self.round_id, self.mark, self.files):
            return
        self.round_id, self.mark, self.files = round_id, mark, files
        for button in self.buttons.values():
            button.destroy()
        self.buttons, self.images = {one.id: self._button(one) for one in files}, {}
        if not mark:
            self.more.place_forget()
        self._hold()
        if files:
            side = px(self, SIDE)
            tasks.run_task(
                self, lambda _: [(one, _draw(one, side)) for one in files], self._drawn,
                title="附件", quiet=True,
            )  # fmt: skip

    def _hold(self) -> None:
        self.hold([*self.buttons.values(), *([self.more] if self.mark else [])])

    def _button(self, file: File) -> ttk.Button:
        name = file.name if len(file.name) <= LONGEST else f"…{file.name[-LONGEST + 1 :]}"
        button = ttk.Button(
            self, text=name, style="Small.TButton", compound="left",
            command=lambda: self.open(file),
        )  # fmt: skip
        tooltip.attach(button, f"{file.kind or ''}　{file.name}")
        return button

    def _drawn(self, drawn: Sequence[tuple[File, Drawn]]) -> None:
        side = px(self, SIDE)
        for file, one in drawn:
            button, image = self.buttons.get(file.id), image_of(self, one, side, side)
            if image and button is not None and button.winfo_exists():
                self.images[file.id] = image
                button.configure(image=image)
        if self.winfo_exists():
            self._hold()

    def add_(self) -> None:
        """Choose a file and keep a copy beside the ledger."""
        path = self.mark and dialogs.choose_open_file(self, "选择照片或文件", dialogs.PAPERS)
        if path:
            self._on_done(service_files.add_file(self.session, self.round_id, path, mark=self.mark))

    def open(self, file: File) -> None:
        """Open a copy with the system's own viewer, or put the file out of force."""
        answer = dialogs.ask_choice(self, f"{file.kind or ''}　{file.name}", (OPEN, VOID, SHUT))
        if answer == OPEN:
            self._open_file(attachments.copy_out(file.sha256, file.name, scratch.make()))
        elif answer == VOID and (
            reason := dialogs.ask_reason(self, f"作废附件 {file.name}", VOIDING)
        ):
            self._on_done(service_files.void_file(self.session, file.id, reason))


def _draw(file: File, side: int) -> Drawn:
    """A small picture of a file; none of what is no picture or is missing."""
    try:
        return photos.drawn(service_files.content(file), side, side)
    except JdzbError:
        return b"", ""
