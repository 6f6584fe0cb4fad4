"""The print dialog of every sheet: the page as it will be, then 打印, 打开 or 另存为."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tkinter import ttk
from typing import Protocol

from jdzb.core import clock, paths
from jdzb.core.errors import JdzbError
from jdzb.core.sheet import PAPERS, Paper, Sheet
from jdzb.gui.kit import dialogs, tasks
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.pageview import PageView
from jdzb.gui.kit.printfoot import PrintFoot
from jdzb.gui.kit.theme import MARGIN, px
from jdzb.gui.kit.widgets import TabBar
from jdzb.press import footer, kept_sheets, pdf, printing

HELD = 600  # milliseconds; a key held down repeats itself sooner
FOLDER = "打印"  # in the home folder: what was printed or opened stays there as a file


class Host(Protocol):
    """What the dialog asks of the window. It may have a ``board``, a Board or None."""

    def say(self, sentence: str) -> None:
        """Show a sentence in the status bar."""


class Board(Protocol):
    """The register of what hangs on the wall: told of public sheets that were printed."""

    def offers(self, sheet: Sheet) -> bool:
        """True when this public sheet is not in the register yet and may be entered."""

    def posted(self, sheet: Sheet, seq: int) -> None:
        """Enter a stamped sheet; ``seq`` is its print entry. Says by itself what it did."""


class PrintDialog(Dialog[None]):
    """``make(paper)`` gives the sheet; ``stamp(sheet)`` journals it and puts the code in its foot.

    The sheet is stamped each time it leaves the program, not while it is only looked at. A ``make``
    that ignores the paper asked for has its own shown first. ``on_out`` hears of the stamped sheet
    once it was printed, opened or saved.
    """

    def __init__(
        self,
        parent: tk.Misc,
        host: Host,
        make: Callable[[Paper], Sheet],
        stamp: Callable[[Sheet], Sheet],
        papers: Sequence[Paper] = PAPERS,
        on_out: Callable[[Sheet], object] = lambda _: None,
    ) -> None:
        self.host, self.make, self.stamp, self.papers = host, make, stamp, tuple(papers)
        self.on_out = on_out
        self.board: Board | None = getattr(host, "board", None)
        self.sheet: Sheet | None = None
        self._content = b""  # what is seen; empty while nothing can be printed
        super().__init__(parent, "打印")

    def build(self, body: ttk.Frame) -> None:
        """Papers and what moves the page in one row, the page in all the room below."""
        bar = Flow(body)
        bar.pack(fill="x", pady=(0, px(self, 8)))
        self.choice = TabBar(
            bar, [(one.name, one.label) for one in self.papers], lambda _: self.look()
        )
        if len(self.papers) > 1:
            bar.push(self.choice)
        self.view = PageView(body, bar)
        self.view.pack(fill="both", expand=True)
        self.view.obey(self)
        self.foot = PrintFoot(self._feet)
        self.foot.pack(
            side="left", fill="x", expand=True, padx=(px(self, MARGIN), 0), pady=px(self, 12)
        )
        self.acts = [
            self.add_button("打印", self.print_, primary=True),
            self.add_button("打开", self.open_),
            self.add_button("另存为…", self.save),
        ]
        self.add_button("关闭", self.cancel)
        self._pressed = self._clock()
        for key in ("<Control-p>", "<Control-P>"):
            self.bind(key, self._by_key)
        for key in ("<Return>", "<KP_Enter>"):
            self.acts[0].bind(key, self._by_key)
        self._start()

    def _place(self) -> None:
        """As large as the screen allows, but for its bars: the page wants to be read."""
        super()._place()
        width, height = self.winfo_screenwidth() - 24, self.winfo_screenheight() - 96
        self.geometry(f"{width}x{height}+12+24")

    # -- looking ---------------------------------------------------------------------------------

    def _start(self) -> None:
        """Show the sheet on the first paper, or on its own when it heeds none."""
        sheet = self.make(self.papers[0])
        if sheet.paper in self.papers:
            self.choice.mark(sheet.paper.name)
        self._look_at(sheet)
        self.foot.start(sheet.public and self.board is not None and self.board.offers(sheet))

    def look(self) -> None:
        """Make the sheet for the paper chosen and show its first page, or why it cannot print."""
        paper = next(one for one in self.papers if one.name == self.choice.value)
        self._look_at(replace(self.make(paper), paper=paper))

    def _look_at(self, sheet: Sheet) -> None:
        """Show what the sheet will be.

        It has the foot of the print, with the room of its code, so that pages end alike.
        """
        self._content = b""
        self._enable(False)
        self.sheet = sheet
        self.title(f"打印：{sheet.title}")
        self.foot.note(printing.advice(sheet.paper))
        draft = replace(sheet, footer=footer.pending(sheet.footer, clock.now()))
        shown, refused = partial(self._rendered, sheet), partial(self._refused, sheet)
        tasks.run_task(self, lambda _: pdf.render(draft), shown, refused, "正在排版")

    def _rendered(self, sheet: Sheet, content: bytes) -> None:
        if self.winfo_exists() and sheet is self.sheet:
            self._content = content
            self._enable(True)
            self.view.show(content)

    def _refused(self, sheet: Sheet, error: Exception) -> None:
        """What stops the sheet stands where the page would be."""
        if not isinstance(error, JdzbError):
            raise error
        if self.winfo_exists() and sheet is self.sheet:
            self.view.tell(str(error))

    def _enable(self, on: bool) -> None:
        for button in self.acts:
            button.state(["!disabled" if on else "disabled"])

    # -- leaving the program ---------------------------------------------------------------------

    def _clock(self) -> int:
        return int(self.tk.call("clock", "milliseconds"))

    def _by_key(self, _: tk.Event[tk.Misc]) -> str:
        """Print, but not while the key that opened the dialog is still held: it repeats itself."""
        before, self._pressed = self._pressed, self._clock()
        if self._pressed - before > HELD:
            self.acts[0].invoke()
        return "break"

    def print_(self) -> None:
        """Stamp, write, send to the printer."""
        order = self.foot.order()
        if self.sheet is None or order is None:
            return
        order = replace(order, paper=self.sheet.paper, title=self.sheet.title)
        copies = f" {order.copies} 份" if order.copies > 1 else ""
        where = f"（{order.printer}）" if order.printer else ""
        self._finish(None, partial(printing.print_pdf, order=order), f"已送去打印{copies}{where}")

    def open_(self) -> None:
        """Stamp, write, open in the system's viewer."""
        self._finish(None, printing.open_pdf, "已打开")

    def save(self) -> None:
        """Stamp and write where the user wants it."""
        if self.sheet is None:
            return
        target = dialogs.choose_save_file(self, self.sheet.filename(), types=dialogs.PDF)
        if target:
            self._finish(target, lambda _: None, "已保存")

    def _finish(self, target: Path | None, act: Callable[[Path], None], said: str) -> None:
        if self.sheet is None or not self._content:
            return
        stamped = self.stamp(self.sheet)
        self._enable(False)

        def work(_: tasks.Token) -> Path:
            path = target or _place(stamped.filename())
            pdf.write(stamped, path)
            act(path)
            return path

        def done(path: Path) -> None:
            self.host.say(f"{said}：{path}")
            self._left(stamped, saved=target)

        def failed(error: Exception) -> None:
            if self.winfo_exists():
                self._enable(True)
            if not isinstance(error, JdzbError):
                raise error
            dialogs.warn(self, str(error))

        tasks.run_task(self, work, done, failed, "正在出纸")

    def _left(self, stamped: Sheet, saved: Path | None) -> None:
        """The paper is out: close, and enter it in the register when that was wanted.

        Of a file that was only saved nobody knows yet whether it will hang: that is asked.
        """
        wanted, seq = self.foot.to_board, kept_sheets.entry_of(stamped)
        self.on_out(stamped)
        if self.winfo_exists():
            self.cancel()
        if not (wanted and seq) or self.board is None:
            return
        asked = f"已保存：{saved}\n这张表要贴上墙吗？要贴就登记到公开栏，以后打印了再登记也行。"
        if saved is None or dialogs.ask_yes_no(self.master, asked, "去登记", "先不登记"):
            self.board.posted(stamped, seq)


def _place(name: str) -> Path:
    """Where a sheet is written when nobody says where; an older copy is left alone."""
    folder = paths.home() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if path.exists():
        path = path.with_stem(f"{path.stem}_{clock.now():%m%d-%H%M%S}")
    return path
