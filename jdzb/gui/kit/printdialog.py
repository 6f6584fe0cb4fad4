"""The print dialog of every sheet: the page as it will be, then 打印, 打开 or 另存为."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import Path
from tkinter import ttk
from typing import Protocol

from jdzb.core import clock, paths
from jdzb.core.errors import JdzbError
from jdzb.core.sheet import A4_PORTRAIT, Paper, Sheet
from jdzb.gui.kit import dialogs, tasks, theme
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import TabBar, Wrapped
from jdzb.press import pdf, preview, printing

FOLDER = "打印"  # in the home folder: what was printed or opened stays there as a file


class Host(Protocol):
    """What the dialog asks of the window."""

    def say(self, sentence: str) -> None:
        """Show a sentence in the status bar."""


class PrintDialog(Dialog[None]):
    """``make(paper)`` gives the sheet; ``stamp(sheet)`` journals it and puts the code in its foot.

    The sheet is stamped each time it leaves the program, not while it is only looked at.
    """

    def __init__(
        self,
        parent: tk.Misc,
        host: Host,
        make: Callable[[Paper], Sheet],
        stamp: Callable[[Sheet], Sheet],
        papers: Sequence[Paper] = (A4_PORTRAIT,),
    ) -> None:
        self.host, self.make, self.stamp, self.papers = host, make, stamp, tuple(papers)
        self.sheet: Sheet | None = None
        self._content, self._image = b"", None
        self._page = self._pages = 0
        super().__init__(parent, "打印")

    _image: tk.PhotoImage | None

    def build(self, body: ttk.Frame) -> None:
        """Papers above, the page below, the way through its pages at the foot."""
        self.heading = Wrapped(body, style="Heading.TLabel")
        self.heading.pack(fill="x", pady=(0, px(self, 8)))
        self.choice = TabBar(
            body, [(one.name, one.label) for one in self.papers], lambda _: self.look()
        )
        if len(self.papers) > 1:
            self.choice.pack(fill="x", pady=(0, px(self, 8)))
        self._turn = ttk.Frame(body)
        self._turn.pack(side="bottom", fill="x", pady=(px(self, 6), 0))
        self.count = ttk.Label(self._turn, style="Faint.TLabel")
        self.count.pack(side="left")
        for text, by in (("下一页", 1), ("上一页", -1)):
            button = ttk.Button(
                self._turn,
                text=text,
                style="Small.TButton",
                command=lambda by=by: self.turn(by),  # type: ignore[misc]
            )
            button.pack(side="right", padx=(px(self, 8), 0))
        width, height = self._room()
        self.canvas = tk.Canvas(body, width=width, height=height, background=theme.MUTED)
        self.canvas.pack(fill="both", expand=True)
        self.bind("<Next>", lambda _: self.turn(1))
        self.bind("<Prior>", lambda _: self.turn(-1))
        self._build_buttons()
        self.look()

    def _build_buttons(self) -> None:
        self.acts = [
            self.add_button("打印", self.print_, primary=True),
            self.add_button("打开", self.open_),
            self.add_button("另存为…", self.save),
        ]
        self.add_button("关闭", self.cancel)

    def _room(self) -> tuple[int, int]:
        """How large the page may be on this screen."""
        height = self.winfo_screenheight() - px(self, 305)
        return min(px(self, 640), self.winfo_screenwidth() - px(self, 80)), max(
            height, px(self, 160)
        )

    # -- looking ---------------------------------------------------------------------------------

    def look(self) -> None:
        """Make the sheet for the paper chosen and show its first page, or why it cannot print."""
        paper = next(one for one in self.papers if one.name == self.choice.value)
        self._content = b""
        self._enable(False)
        sheet = self.make(paper)
        self.sheet = sheet
        self.heading.configure(text=sheet.title)
        self.count.configure(text="正在排版……")
        tasks.run_task(self, lambda _: pdf.render(sheet), self._rendered, self._refused, "正在排版")

    def _rendered(self, content: bytes) -> None:
        if not self.winfo_exists():
            return
        self._content = content
        self._enable(True)
        self._page = 0
        self._draw()

    def _refused(self, error: Exception) -> None:
        """What stops the sheet stands where the page would be."""
        if not isinstance(error, JdzbError):
            raise error
        if not self.winfo_exists():
            return
        self.canvas.delete("all")
        self.count.configure(text="")
        width = self.canvas.winfo_width()
        self.canvas.create_text(
            width / 2, px(self, 60), text=str(error), font="Body", fill=theme.RED,
            width=max(width - px(self, 60), 1), anchor="n",
        )  # fmt: skip

    def turn(self, by: int) -> None:
        """Go to the next page or the one before."""
        if self._content and 0 <= self._page + by < self._pages:
            self._page += by
            self._draw()

    def _draw(self) -> None:
        self.canvas.update_idletasks()
        size = [max(side - px(self, 16), 1) for side in self._canvas_size()]
        shown = preview.picture(self._content, self._page, *size)
        self._pages = shown.pages
        self._image = tk.PhotoImage(master=self, data=shown.ppm, format="PPM")
        self.canvas.delete("all")
        width, height = self._canvas_size()
        self.canvas.create_image(width / 2, height / 2, image=self._image)
        self.count.configure(text=f"第 {self._page + 1} 页，共 {self._pages} 页")

    def _canvas_size(self) -> tuple[int, int]:
        width, height = self.canvas.winfo_width(), self.canvas.winfo_height()
        return (width, height) if width > 1 else self._room()

    def _enable(self, on: bool) -> None:
        for button in self.acts:
            button.state(["!disabled" if on else "disabled"])

    # -- leaving the program ---------------------------------------------------------------------

    def print_(self) -> None:
        """Stamp, write, send to the printer."""
        self._finish(None, printing.print_pdf, "已送去打印")

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
            if self.winfo_exists():
                self.cancel()

        def failed(error: Exception) -> None:
            if self.winfo_exists():
                self._enable(True)
            if not isinstance(error, JdzbError):
                raise error
            dialogs.warn(self, str(error))

        tasks.run_task(self, work, done, failed, "正在出纸")


def _place(name: str) -> Path:
    """Where a sheet is written when nobody says where; an older copy is left alone."""
    folder = paths.home() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if path.exists():
        path = path.with_stem(f"{path.stem}_{clock.now():%m%d-%H%M%S}")
    return path
