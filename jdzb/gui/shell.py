"""The window: rail, pages, status bar, keys, and the one place where errors become sentences."""

from __future__ import annotations

import logging
import os
import sys
import tkinter as tk
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from tkinter import ttk
from types import TracebackType
from typing import TYPE_CHECKING

from jdzb.core.errors import JdzbError, Refused
from jdzb.gui import shortcuts, undoing
from jdzb.gui.board import Board
from jdzb.gui.kit import dialog, dialogs, keys, machine, scaling, theme
from jdzb.gui.kit.page import Page
from jdzb.gui.pages import Entry
from jdzb.gui.rail import Rail
from jdzb.gui.standing import Band
from jdzb.gui.statusbar import StatusBar
from jdzb.store import figures
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.core.ledger import Changed, Due
    from jdzb.gui.locking import Locker

log = logging.getLogger(__name__)
UNEXPECTED = (
    "程序遇到了没有料到的问题，刚才的操作可能没有完成；已保存的记录都在。"
    "请重试；若再出现，请把 logs 文件夹里的日志交给维护人员。"
)
SOON = 50  # milliseconds
UNSAVED_UNDO = "有填写的内容还没有保存；先保存，或按 Esc 放弃，再撤销。"


class Shell:
    """Holds the pages of one open ledger in one Tk root; made once, by app.py."""

    def __init__(self, root: tk.Tk, session: Session, pages: Sequence[Entry]) -> None:
        self.root, self.session, self.board = root, session, Board(self)
        self._entries = {entry.key: entry for entry in pages}
        self._made: dict[str, Page] = {}
        self._current = self.sought = ""
        self._figures = figures.in_force()
        root.title("支部台账（只读查看）" if session.read_only else "支部台账")
        root.configure(background=theme.PAGE)
        root.minsize(min(960, root.winfo_screenwidth()), 560)
        self.frame = ttk.Frame(root, style="Page.TFrame")
        self.frame.pack(fill="both", expand=True)
        feet = (
            ("设置", self.open_settings), ("今日改动", self.show_changes),
            ("锁屏 Ctrl+L", self.lock),
        )  # fmt: skip
        titles = [(entry.key, entry.title) for entry in pages]
        self.rail = Rail(self.frame, titles, session.actor, self.open_page, feet)
        self.rail.pack(side="left", fill="y")
        hints = (
            ("Ctrl+Z 撤销", self.undo), ("Ctrl+P 打印", self.print_),
            ("Ctrl+F 查找", self.find), ("F1 帮助", self.help),
        )  # fmt: skip
        following = partial(undoing.next_step, session)
        self.status = StatusBar(self.frame, hints, self.show_changes, following)
        self.status.pack(side="bottom", fill="x")
        self.host = ttk.Frame(self.frame, style="Page.TFrame")
        self.host.pack(side="top", fill="both", expand=True)
        self.band = Band(self.frame)
        self.band.stand(session, "", self.host)
        root.report_callback_exception = self.report
        root.protocol("WM_DELETE_WINDOW", self.close)
        shortcuts.bind(self, list(self._entries))
        self._show_facts()
        if pages:
            self.open_page(pages[0].key)

    # -- pages -----------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page in front."""
        return self._made[self._current]

    def open_page(self, key: str) -> Page:
        """Bring a page to the front, making it when it is new; stays when the page says no."""
        if key == self._current or (self._current and not self.page.can_leave()):
            self.rail.mark(self._current)
            return self.page
        if key not in self._made:
            self._made[key] = self._entries[key].load()(self.host, self, self.session)
        if self._current:
            self.page.pack_forget()
        self._current = key
        self.rail.mark(key)
        self.band.stand(self.session, key, self.host)
        self.page.pack(fill="both", expand=True)
        self.page.focus_set()  # an empty page must not leave the keys to the one that is gone
        self.page.start()
        self.show_saved()
        return self.page

    def open_due(self, due: Due) -> None:
        """The form that the button of a due line promises, on the page of its book."""
        if due.ledger == (page := self.open_page(due.ledger)).KEY:
            page.open_due(due)

    def open_record(self, table: str, row: int) -> None:
        """The record itself on the page of its book; its history where the page cannot show it."""
        from jdzb.ledgers import book_of, titling

        key = book_of(table)
        if key and key != (page := self.open_page(key)).KEY:
            return  # what is typed on the page in front may not be left
        if not key or (page.can_leave() and not page.open_record(table, row)):
            self.show_history([(table, row)], titling(self.session)(table, row))

    def start(self) -> None:
        """Put the focus where typing should begin; for the moment when the window appears."""
        if self._current:
            self.page.start()

    def step_page(self, by: int) -> None:
        """The next page on the rail, or the one before."""
        keys = list(self._entries)
        self.open_page(keys[(keys.index(self._current) + by) % len(keys)])

    def badge(self, key: str, count: int) -> None:
        """Show a count on the rail; 0 takes it away."""
        self.rail.badge(key, count)

    # -- what happened ---------------------------------------------------------------------------

    def on_changed(self, changed: Changed) -> None:
        """Say what a write did, and refresh every page that shows one of its tables."""
        if not changed.rows and not changed.txn:
            self.say("没有变化，没有写入新的记录。")
            return
        self._redraw(changed)
        undo = "（Ctrl+Z 撤销）" if changed.rows else ""
        self.say(f"已{changed.what}{undo}" if not changed.what.startswith("已") else changed.what)

    def _redraw(self, changed: Changed) -> None:
        figured, self._figures = self._figures, figures.in_force()
        for page in self._made.values():
            if figured != self._figures:  # a figure of the rule table concerns every page
                page.refresh(None)
            elif page.shows(changed):
                page.refresh(changed)
        self.board.remind()
        self._show_facts()

    def say(self, sentence: str) -> None:
        """Show a sentence in the status bar for a while."""
        self.status.say(sentence)

    def report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """The doorway of all errors: a sentence for the user, the rest to the log. Never raises."""
        expected = isinstance(error, JdzbError)
        if not expected:
            log.error("unexpected", exc_info=(kind, error, trace))
        try:
            if dialog.has_window(self.root):
                dialogs.warn(self.root, str(error) if expected else UNEXPECTED)
        except Exception:
            log.exception("the sentence could not be shown: %s", error)

    def show_saved(self) -> None:
        """Say at the foot whether something typed is not saved yet."""
        if self.session.read_only:
            self.status.show_read_only()
        elif self._current:
            self.status.show_saved(not self.page.unsaved())

    def _show_facts(self) -> None:
        self.status.show_facts(self.session)
        self.show_saved()

    # -- keys ------------------------------------------------------------------------------------

    def print_(self) -> None:
        """Ctrl+P: print what the page in front shows."""
        self.page.print_()

    def find(self) -> None:
        """Ctrl+F: look for anything in all books, and open it."""
        from jdzb.gui import find

        find.run(self)

    def save(self) -> None:
        """Ctrl+S: save what is typed on the page in front."""
        self.page.save()

    def undo(self) -> None:
        """Ctrl+Z: undo the last write of this session, and say which."""
        if self.page.unsaved():
            if not isinstance(keys.focused(self.root), tk.Text):  # a Text has undone its own typing
                self.say(UNSAVED_UNDO)
            return
        self.on_undone(*undoing.undo(self.session))

    def on_undone(self, changed: Changed, news: str = "") -> None:
        """Redraw what an undo touched, say it, what is out of order by it, and what is next."""
        self._redraw(changed)
        following = self.session.can_undo()
        tail = f"（再按 Ctrl+Z 撤销：{following}）" if following else ""
        self.say(f"已{changed.what}{'。' + news if news else tail}")

    def history(self) -> None:
        """Ctrl+H: the history of what is chosen on the page in front."""
        self.page.history()

    def show_history(self, rows: Sequence[tuple[str, int]], title: str) -> None:
        """Every version of records that belong together, before and after."""
        from jdzb.gui.history import HistoryDialog

        HistoryDialog(dialog.top(self.root), self, self.session, rows, title).run()

    def show_changes(self) -> None:
        """Everything written today, or on another day, each to be undone or opened by itself."""
        from jdzb.gui.changes import ChangesDialog

        if row := ChangesDialog(self.root, self, self.session).run():
            self.open_record(*row)

    def help(self) -> None:
        """F1: the manual, at the chapter of the page in front."""
        from jdzb.gui import manual

        manual.show(self.root, self.page.TITLE, self.page.HELP)

    # -- text size, settings, files, end ----------------------------------------------------------

    def step_text_size(self, step: int) -> None:
        """Ctrl+plus and Ctrl+minus."""
        self.set_text_size(scaling.next_size(theme.percent(self.root), step))

    def set_text_size(self, percent: int) -> None:
        """Change the text size at once, and keep it for this machine."""
        scaling.set_text_size(self.root, percent)
        scaling.save_text_size(percent)
        self.say(f"字号 {percent}%")

    def set_operator(self, name: str) -> None:
        """Who works from now on: the journal says so; kept for this machine.

        Raises Refused where operators are registered: there each proves who he is.
        """
        if self.session.role:
            raise Refused(why="已登记操作人，不能直接改名字；没有改动。请按 Ctrl+L 换人。")
        self.session.actor = name
        self.rail.name_operator(name)
        machine.keep("operator", name)

    @cached_property
    def locker(self) -> Locker:
        """The lock of this window, read when it is needed."""
        from jdzb.gui.locking import Locker

        return Locker(self)

    def lock(self) -> None:
        """Ctrl+L: hide everything until somebody says who he is."""
        self.locker.lock()

    def open_settings(self) -> None:
        """The settings of this machine and of the branch."""
        from jdzb.gui import settings

        settings.SettingsDialog(self.root, self, self.session).run()

    def open_file(self, file: Path) -> None:
        """Hand a file to the system's own viewer."""
        if sys.platform == "win32":
            os.startfile(file)  # noqa: S606 - the user asked for it
            return
        try:
            import subprocess

            subprocess.Popen(["xdg-open", str(file)], start_new_session=True)
        except OSError:
            dialogs.inform(self.root, f"没有找到能打开它的程序。文件在：{file}")

    def close(self) -> None:
        """Close the window once all dialogs above it and the page agree: they ask what to save."""
        holder = dialog.held_by(self.root)
        if dialog.locked_by(self.root):
            self.locker.close()
        elif holder:
            if dialog.dismiss(self.root, holder):  # its caller must have returned before the next
                self.root.after(SOON, self.close)
        elif not self._current or self.page.can_leave():
            self.root.destroy()
