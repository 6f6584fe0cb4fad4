"""What leaves the meetings book: paper, Word, plain text for the platform."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from jdzb.core.sheet import Sheet
from jdzb.gui.kit import dialogs, tasks
from jdzb.gui.kit.choicedialog import choose_sheet
from jdzb.gui.kit.widgets import Action
from jdzb.ledgers.meetings import service_sheets, sheets
from jdzb.store import printout
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.gui.kit.page import Window
    from jdzb.ledgers.meetings.page.minutes import MinutesView

WORD = (("Word 文档", "*.docx"),)
NOT_PUBLIC = "没有要公开的议题。在议题的“是否公开”里选“公开”，再打印决议。"


def show(widget: tk.Misc, shell: Window, session: Session, make: Callable[[], Sheet]) -> None:
    """Show a sheet as it will print; it has one paper of its own."""
    from jdzb.gui.kit.printdialog import PrintDialog

    PrintDialog(widget, shell, lambda _: make(), partial(printout.stamp, session)).run()


class Press:
    """Prints the meeting of a view, as it is stored: what is typed is saved as a draft before."""

    def __init__(self, view: MinutesView) -> None:
        self.view, self.session, self.shell = view, view.session, view.shell

    def actions(self) -> Sequence[Action]:
        """The buttons of the header."""
        word = Action("导出Word", self.export_word, tip="会议记录，内容和打印的一样")
        return (word, Action("打印…", self.ask, tip="Ctrl+P"))

    def ask(self) -> None:
        """Ask which sheet, and show it as it will print."""
        if self._ready():
            choose_sheet(self.view, dict(self._jobs()))

    def _ready(self) -> bool:
        """What is typed is in the ledger; False when there is nothing, or something is wrong."""
        if self.view.saved is None:
            self.shell.say("先在左边选一次会议，再打印。")
            return False
        return self.view.save() if self.view.unsaved() or not self.view.saved.meeting else True

    def _jobs(self) -> list[tuple[str, Callable[[], object]]]:
        sheet = self._sheet
        return [
            ("会议记录", partial(sheet, service_sheets.minutes)),
            ("签到表", partial(sheet, service_sheets.sign_in)),
            ("会议通知（公开）", partial(sheet, service_sheets.agenda)),
            ("决议公开（公开）", self._wall),
            ("复制为文本", self.copy_text),
        ]

    def _wall(self) -> None:
        """The decisions for the wall; without one that is public, how to make it so."""
        if sheets.public_items(self.view.stored):
            self._sheet(service_sheets.resolution)
        else:
            dialogs.inform(self.view, NOT_PUBLIC)

    def _sheet(self, make: Callable[..., Sheet]) -> None:
        show(self.view, self.shell, self.session, lambda: make(self.session, self.view.stored))

    def export_word(self) -> None:
        """The minutes as a Word file where the user wants it."""
        from jdzb.press import docx

        if not self._ready():
            return
        sheet = service_sheets.minutes(self.session, self.view.stored)
        file = dialogs.choose_save_file(self.view, docx.filename(sheet), "导出Word", WORD)
        if file is None:
            return
        tasks.run_task(
            self.view,
            lambda _: docx.write(sheet, file),
            lambda _: self.shell.say(f"已导出会议记录：{file}"),
            title="正在导出",
        )

    def copy_text(self) -> None:
        """The minutes on the clipboard, for pasting into the provincial platform."""
        self.view.clipboard_clear()
        self.view.clipboard_append(service_sheets.plain_text(self.session, self.view.stored))
        self.shell.say("已复制会议记录的文本，到平台上按 Ctrl+V 粘贴。")
