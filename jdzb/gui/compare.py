"""One version of a record: when, who, why on top; below it the fields before and after."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Pill, Wrapped
from jdzb.gui.wording import Told, Wording, when
from jdzb.store.history import Part, Version

FIRST, MORE = 5, 25  # records drawn at once, and by each press of the button below them
FOREIGN, UNDONE = "外部程序的改动", "已撤销"


class Comparison(ttk.Frame):
    """``show(version)`` or ``show(None)``; 显示全部 adds the fields that did not change."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.version: Version | None = None
        self.wording: Wording | None = None
        self.whole = tk.BooleanVar(self, value=False)
        row = ttk.Frame(self)
        row.pack(fill="x")
        self.toggle = ttk.Checkbutton(row, text="显示全部", variable=self.whole, command=self._fill)
        self.toggle.pack(side="right", padx=(px(self, 8), 0))
        self.head = Wrapped(row, style="Strong.TLabel")
        self.head.pack(side="left", fill="x", expand=True)
        self.what = Wrapped(self)
        self.what.pack(fill="x")
        self.reason = Wrapped(self, style="Subtle.TLabel")
        self.reason.pack(fill="x")
        for label in (self.head, self.what, self.reason):
            label.configure(width=1)  # its width is the window's, not the text's
        self._pills = Flow(self)
        self._pills.pack(fill="x", pady=px(self, 4))
        ttk.Frame(self, style="Line.TFrame", height=1).pack(fill="x")
        self.scroll = ScrollFrame(self)
        self.scroll.pack(fill="both", expand=True, pady=(px(self, 6), 0))
        self._waiting = ""

    def show(self, version: Version | None, wording: Wording) -> None:
        """Show a version; drawn when the keys rest."""
        self.version, self.wording = version, wording
        if not self._waiting:
            self._waiting = self.after_idle(self._draw)

    def texts(self) -> list[str]:
        """Everything that can be read below the head, line by line."""
        labels = [w for w in self.scroll.body.winfo_children() if isinstance(w, ttk.Label)]
        return [str(label.cget("text")).replace("\n", "") for label in labels]

    def _draw(self) -> None:
        self._waiting = ""
        if not self.winfo_exists():
            return
        version, wording = self.version, self.wording
        known = version is not None and wording is not None
        self.head.show(f"{when(version.at)}　{version.actor}" if version and known else "")
        self.what.show(wording.what(version) if version and wording else "没有选中的改动。")
        self.reason.show(f"原因：{version.reason}" if version and version.reason else "")
        for child in self._pills.winfo_children():
            child.destroy()
        if version and version.foreign:
            self._pills.push(Pill(self._pills, FOREIGN, "amber"))
        if version and version.undone:
            self._pills.push(Pill(self._pills, UNDONE, "grey"))
        self.toggle.state(["!disabled" if version and version.parts else "disabled"])
        self._fill()

    def _fill(self) -> None:
        """The records of the version, the first few at once."""
        body = self.scroll.body
        for child in body.winfo_children():
            child.destroy()
        body.columnconfigure((1, 2), weight=1, uniform="sides")
        self.scroll.canvas.yview_moveto(0)
        if self.version is None:
            return
        if not self.version.parts:
            text = "这一笔没有改动记录的内容，只留下一条记载，不能撤销。"
            _cell(body, text, "Subtle.TLabel", 0, 0, 3)
            return
        for column, text in ((1, "改前"), (2, "改后")):
            _cell(body, text, "Column.TLabel", 0, column)
        self._add(0, FIRST)

    def _add(self, first: int, count: int) -> None:
        if self.version is None or self.wording is None:
            return
        body, parts = self.scroll.body, self.version.parts
        for part in parts[first : first + count]:
            self._add_part(body, part, self.wording)
        rest = len(parts) - first - count
        if rest > 0:
            button = ttk.Button(body, text=f"再显示 {min(rest, MORE)} 条（还有 {rest} 条）")
            button.configure(
                style="Small.TButton", command=lambda: self._more(button, first + count)
            )
            button.grid(row=body.grid_size()[1], column=0, columnspan=3, sticky="w", pady=6)

    def _more(self, button: ttk.Button, first: int) -> None:
        button.destroy()
        self._add(first, MORE)
        self.toggle.focus_set()

    def _add_part(self, body: ttk.Frame, part: Part, wording: Wording) -> None:
        row = body.grid_size()[1]
        _cell(body, wording.record(part), "Strong.TLabel", row, 0, 3)
        told = wording.told(part, self.whole.get())
        for number, one in enumerate(told, row + 1):
            _line(body, one, number)
        if not told:
            _cell(body, "没有改动任何一栏。", "Faint.TLabel", row + 1, 0, 3)


def _line(body: ttk.Frame, one: Told, row: int) -> None:
    label = ttk.Label(body, text=one.label, style="Subtle.TLabel")
    label.configure(wraplength=px(body, 110), justify="left")
    label.grid(row=row, column=0, sticky="nw", padx=(0, px(body, 10)), pady=px(body, 2))
    _cell(body, one.before, "Subtle.TLabel", row, 1)
    _cell(body, one.after, "TLabel" if one.changed else "Subtle.TLabel", row, 2)


def _cell(body: ttk.Frame, text: str, style: str, row: int, column: int, span: int = 1) -> None:
    label = Wrapped(body, text, style)
    label.configure(width=1)
    gap = px(body, 8) if column == 1 else 0
    label.grid(
        row=row, column=column, columnspan=span, sticky="nwe", padx=(0, gap), pady=px(body, 2)
    )
