"""The one doorway of pop-ups. Call through the module (``dialogs.warn(...)``): tests stand in it.

Every question returns None (or False) when the user closes the window or presses Esc.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from tkinter import ttk

from jdzb.gui.kit import machine
from jdzb.gui.kit.dialog import Dialog, refused
from jdzb.gui.kit.textfit import wrap
from jdzb.gui.kit.theme import px

__all__ = [
    "Dialog",
    "ask_choice",
    "ask_reason",
    "ask_text",
    "ask_yes_no",
    "choose_folder",
    "choose_open_file",
    "choose_save_file",
    "inform",
    "show_text",
    "warn",
]

SPREADSHEETS = (("Excel 表格", "*.xlsx *.xls *.et"), ("所有文件", "*"))
XLSX = (("Excel 表格", "*.xlsx"),)
PDF = (("PDF 文件", "*.pdf"),)
_PICTURES = "*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG"
PHOTOS = (("照片", _PICTURES), ("所有文件", "*"))
PAPERS = (("照片和文件", f"{_PICTURES} *.pdf *.docx *.doc *.xlsx *.pptx *.wps"), ("所有文件", "*"))
FileTypes = Sequence[tuple[str, str]]
Pairs = Sequence[tuple[str, str]]
READING = 520  # units; the width of a longer text


def inform(parent: tk.Misc, text: str, title: str = "支部台账") -> None:
    """Say something; one button."""
    _Question(parent, title, text, ("知道了",)).run()


def warn(parent: tk.Misc, text: str, title: str = "请注意") -> None:
    """Say that something did not work: what happened, what was kept, what to do."""
    _Question(parent, title, text, ("知道了",), sign="▲").run()


def ask_yes_no(
    parent: tk.Misc, question: str, yes: str = "确定", no: str = "取消", title: str = "请确认"
) -> bool:
    """A question with two answers; True only for ``yes``."""
    return _Question(parent, title, question, (yes, no)).run() == yes


def ask_choice(
    parent: tk.Misc, question: str, choices: Sequence[str], title: str = "请选择"
) -> str | None:
    """A question with a button for each answer; the first is the primary one."""
    return _Question(parent, title, question, tuple(choices)).run()


def ask_text(
    parent: tk.Misc, question: str, title: str = "请填写", value: str = "", need: str = ""
) -> str | None:
    """One line of text, stripped; with ``need`` an empty answer is refused with that sentence."""
    return _TextQuestion(parent, title, question, value, need).run()


def ask_reason(parent: tk.Misc, what: str, offered: Sequence[str] = ()) -> str | None:
    """The reason for changing or voiding a record; never empty. ``what`` says what is changed.

    Each of the reasons ``offered`` is a button that answers at once.
    """
    if refused(parent):
        return None
    question = f"{what}\n请写明原因，原因会记入台账历史："
    return _TextQuestion(parent, "填写原因", question, "", "请填写原因。", offered).run()


def show_text(parent: tk.Misc, title: str, text: str, keys: Pairs = ()) -> None:
    """A longer text to read, with a scroll bar; above it ``keys`` and what they do."""
    _Reading(parent, title, text, keys).run()


def choose_open_file(
    parent: tk.Misc, title: str = "选择文件", types: FileTypes = SPREADSHEETS
) -> Path | None:
    """A file that exists."""
    from tkinter import filedialog  # not needed for the first draw

    _hide_dot_files(parent)
    return _chosen(
        filedialog.askopenfilename(
            parent=parent, title=title, filetypes=types, initialdir=_folder()
        )
    )


def choose_save_file(
    parent: tk.Misc, name: str, title: str = "另存为", types: FileTypes = PDF
) -> Path | None:
    """Where to save; Tk itself asks before replacing a file. ``name`` is the suggested name."""
    from tkinter import filedialog

    _hide_dot_files(parent)
    found = filedialog.asksaveasfilename(
        parent=parent, title=title, initialdir=_folder(), initialfile=name, filetypes=types,
        defaultextension=types[0][1].split()[0].lstrip("*"),
    )  # fmt: skip
    return _chosen(found)


def choose_folder(
    parent: tk.Misc, title: str = "选择文件夹", begin: Path | None = None
) -> Path | None:
    """A folder that exists: a stick that was not recognised, a second place."""
    from tkinter import filedialog

    _hide_dot_files(parent)
    found = filedialog.askdirectory(
        parent=parent, title=title, initialdir=begin or _folder(), mustexist=True
    )
    return Path(found) if found else None


def _folder() -> str:
    """Where a file was chosen last; when that stick is gone, the user's own folder."""
    folder = machine.recall("folder")
    return folder if Path(folder).is_dir() and folder else "~"


def _chosen(name: str) -> Path | None:
    """The path; its folder is where the next choice begins."""
    if not name:
        return None
    machine.keep("folder", str(Path(name).parent))
    return Path(name)


def _hide_dot_files(parent: tk.Misc) -> None:
    """Tk's own file dialog under X shows hidden files unless told otherwise."""
    if parent.tk.call("tk", "windowingsystem") == "x11":
        parent.tk.call("auto_load", "::tk::dialog::file::")
        parent.tk.call("set", "::tk::dialog::file::showHiddenVar", "0")


class _Question(Dialog[str]):
    """A sentence and some answers."""

    def __init__(
        self, parent: tk.Misc, title: str, text: str, answers: tuple[str, ...], sign: str = ""
    ) -> None:
        self.text, self.answers, self.sign = text, answers, sign
        super().__init__(parent, title)

    def build(self, body: ttk.Frame) -> None:
        """The sentence, a sign before it, a button for each answer."""
        if self.sign:
            ttk.Label(body, text=self.sign, style="Amber.TLabel").pack(
                side="left", anchor="n", padx=(0, px(self, 10))
            )
        text = wrap(self, self.text, px(self, 420))
        label = ttk.Label(body, text=text, justify="left")
        label.pack(side="left", fill="x", expand=True)
        for number, answer in enumerate(self.answers):
            self.add_button(answer, lambda answer=answer: self.close(answer), number == 0)  # type: ignore[misc]


class _TextQuestion(Dialog[str]):
    """A sentence and a line to fill in."""

    KEEP = ""

    def __init__(
        self, parent: tk.Misc, title: str, question: str, value: str, need: str,
        offered: Sequence[str] = (),
    ) -> None:  # fmt: skip
        self.question, self.value, self.need = question, value, need
        self.offered = offered
        super().__init__(parent, title)

    def build(self, body: ttk.Frame) -> None:
        """The question, the line, what is missing below it in red."""
        text = wrap(self, self.question, px(self, 420))
        ttk.Label(body, text=text, justify="left").pack(anchor="w")
        row = ttk.Frame(body)
        for offer in self.offered:
            button = ttk.Button(
                row, text=offer, style="Small.TButton",
                command=lambda offer=offer: self.close(offer),  # type: ignore[misc]
            )  # fmt: skip
            button.pack(side="left", padx=(0, px(self, 8)))
        if self.offered:
            row.pack(anchor="w", pady=(px(self, 8), 0))
        self.entry = ttk.Entry(body, width=44)
        self.entry.insert(0, self.value)
        self.entry.pack(fill="x", pady=(px(self, 8), 0))
        self.problem = ttk.Label(body, style="Problem.TLabel")
        self.problem.pack(anchor="w")
        self.add_button("确定", self.accept, primary=True)
        self.add_button("取消", self.cancel)
        self.first = self.entry

    def unsaved(self) -> bool:
        """True when something is typed in the line."""
        return self.entry.get().strip() not in ("", self.value)

    def accept(self) -> None:
        """Close with the text, or say what is missing."""
        text = self.entry.get().strip()
        if self.need and not text:
            self.problem.configure(text=self.need)
            self.entry.focus_set()
        else:
            self.close(text)


class _Reading(Dialog[None]):
    """A text to read, below it nothing but 关闭; scrolls by keys."""

    def __init__(self, parent: tk.Misc, title: str, text: str, keys: Pairs) -> None:
        self.text, self.pairs = text, keys
        super().__init__(parent, title)

    def build(self, body: ttk.Frame) -> None:
        """The keys in two columns, then the text."""
        if self.pairs:
            self._overview(body).pack(fill="x", pady=(0, px(self, 16)))
        text = wrap(self, self.text, px(self, READING))
        ttk.Label(body, text=text, justify="left").pack(anchor="w")
        self.add_button("关闭", self.cancel, primary=True)
        self._scroll.obey(self)

    def _overview(self, body: ttk.Frame) -> ttk.Frame:
        table = ttk.Frame(body)
        half = (len(self.pairs) + 1) // 2
        for number, (key, what) in enumerate(self.pairs):
            row, column = number % half, number // half * 2
            gap = (px(self, 24) if column else 0, px(self, 12))
            ttk.Label(table, text=key, style="Strong.TLabel").grid(
                row=row, column=column, sticky="w", padx=gap, pady=px(self, 2)
            )
            ttk.Label(table, text=what).grid(row=row, column=column + 1, sticky="w")
        table.columnconfigure((1, 3), weight=1)
        return table
