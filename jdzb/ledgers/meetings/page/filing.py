"""附件: photos and files of a meeting, small pictures of what is a picture."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.core.errors import JdzbError
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs, tasks, tooltip
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.smallpicture import image_of
from jdzb.gui.kit.theme import px
from jdzb.ledgers.meetings import service_files
from jdzb.ledgers.meetings.entries import File
from jdzb.press import photos
from jdzb.press.photos import Drawn
from jdzb.store import attachments, scratch
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.gui.kit.page import Window

SIDE = 84  # units of a small picture's longer side
LONGEST = 14  # characters of a name on its button
VOIDING = ("加错了", "重复")
OPEN, VOID, SHUT = "打开", "作废…", "关闭"


class Filing(ttk.Frame):
    """``show(meeting)`` by its id, 0: not stored yet; complete minutes take files too."""

    def __init__(self, parent: tk.Misc, session: Session, shell: Window) -> None:
        super().__init__(parent)
        self.session, self.shell = session, shell
        self.meeting = 0
        self.files: Sequence[File] = ()
        self.images: dict[str, tk.PhotoImage] = {}
        self.buttons: dict[str, ttk.Button] = {}
        ttk.Label(self, text="附件（签到表、照片、课件）", style="Field.TLabel").pack(anchor="w")
        self.row = Flow(self)
        self.row.pack(fill="x", pady=(0, px(self, 6)))
        self.more = ttk.Button(self.row, text="＋ 附件…", style="Small.TButton", command=self.add_)
        self.row.push(self.more)

    def show(self, meeting: int) -> None:
        """Show the files of a meeting."""
        files = service_files.files(self.session, meeting) if meeting else ()
        if (meeting, files) == (self.meeting, self.files):
            return
        self.meeting, self.files = meeting, files
        for button in self.buttons.values():
            button.destroy()
        self.buttons = {file.sha256: self._button(file) for file in files}
        side = px(self, SIDE)
        if files:
            tasks.run_task(
                self, lambda _: [(file, _draw(file, side)) for file in files], self._drawn,
                title="附件", quiet=True,
            )  # fmt: skip

    def _button(self, file: File) -> ttk.Button:
        name = file.name if len(file.name) <= LONGEST else f"…{file.name[-LONGEST + 1 :]}"
        button = ttk.Button(
            self.row, text=name, style="Small.TButton", compound="top",
            command=lambda: self.open(file),
        )  # fmt: skip
        tooltip.attach(button, f"{file.kind or ''}　{file.name}")
        self.row.push(button)
        return button

    def _drawn(self, drawn: Sequence[tuple[File, Drawn]]) -> None:
        side = px(self, SIDE)
        for file, one in drawn:
            button, image = self.buttons.get(file.sha256), image_of(self, one, side, side)
            if image and button is not None and button.winfo_exists():
                self.images[file.sha256] = image
                button.configure(image=image)

    def add_(self) -> None:
        """Choose a file, say what it is, keep a copy beside the ledger."""
        if not self.meeting:
            self.shell.say("先按 Ctrl+S 保存这次会议，再加附件。")
            return
        path = dialogs.choose_open_file(self, "选择照片或文件", dialogs.PAPERS)
        if path is None:
            return
        kind = dialogs.ask_choice(self, f"“{path.name}”是什么？", service_files.KINDS)
        if kind:
            self._tell(service_files.add_file(self.session, self.meeting, path, kind))

    def open(self, file: File) -> None:
        """Open a copy with the system's own viewer, or put the file out of force."""
        answer = dialogs.ask_choice(self, f"{file.kind or ''}　{file.name}", (OPEN, VOID, SHUT))
        if answer == OPEN:
            self.shell.open_file(service_files.copy_out(file, scratch.make()))
        elif answer == VOID:
            reason = dialogs.ask_reason(self, f"作废附件 {file.name}", VOIDING)
            if reason:
                self._tell(service_files.void_file(self.session, file.id, reason))

    def _tell(self, changed: Changed) -> None:
        self.shell.on_changed(changed)
        self.show(self.meeting)


def _draw(file: File, side: int) -> Drawn:
    """A small picture of a file; none of what is no picture or is missing."""
    try:
        return photos.drawn(attachments.read(file.sha256, file.name), side, side)
    except JdzbError:
        return b"", ""
