"""Findings as lines with a sign and a way in, and the window that shows one with its evidence."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Literal

from jdzb.core.fields import Field, InvalidForm, read_fields
from jdzb.gui.kit import dialogs, keys
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.textfit import wrap
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.handover.audit import Finding, told

Tone = Literal["green", "amber", "red", "grey"]
SIGNS = {"green": "✔", "amber": "▲", "red": "✕", "grey": "…"}
STYLES = {"green": "Green.TLabel", "amber": "Amber.TLabel", "red": "Red.TLabel"}
TONES: dict[str, Tone] = {"ok": "green", "notice": "amber", "fault": "red"}
MOST = 60  # lines on the page; the rest is listed in a window
WIDE = 600  # units of the text in a window
TEXT = Field("text", "说明", "note", required=True, most=300)
HINT = "说明会记入台账历史，随交接包交给乡镇。"


@dataclass(frozen=True, slots=True)
class Told:
    """A line: its tone, its words, and what the link at its right says and does."""

    tone: Tone
    text: str
    link: str = ""
    act: Callable[[], object] | None = None


class FindingList(ScrollFrame):
    """``show(lines)`` fills it; a line breaks where it must, its link is a stop of the Tab key."""

    def __init__(self, parent: tk.Misc, least: int = 110) -> None:
        super().__init__(parent)
        self.canvas.configure(height=px(self, least))
        self.lines: tuple[Told, ...] = ()

    def show(self, lines: Sequence[Told]) -> None:
        """Replace the lines; the focus stays in the list when it was there."""
        focused = str(keys.focused(self) or "").startswith(str(self.body))
        self.lines = tuple(lines)
        for child in self.body.winfo_children():
            child.destroy()
        shown = lines if len(lines) <= MOST else lines[:MOST]
        for line in shown:
            self._line(line)
        if len(lines) > MOST:
            rest = f"还有 {len(lines) - MOST} 件没有列在这里。"
            self._line(Told("grey", rest, "全部", self._show_all))
        if focused:
            self.start()

    def start(self) -> None:
        """The focus on the first link, if there is one."""
        for row in self.body.winfo_children():
            for child in row.winfo_children():
                if isinstance(child, ttk.Button):
                    child.focus_set()
                    return

    def texts(self) -> list[str]:
        """The words of every line."""
        return [line.text for line in self.lines]

    def _line(self, line: Told) -> None:
        row = ttk.Frame(self.body)
        row.pack(fill="x")
        row.columnconfigure(0, minsize=px(self, 40))
        row.columnconfigure(1, weight=1)
        style = STYLES.get(line.tone, "Faint.TLabel")
        sign = ttk.Label(row, text=SIGNS[line.tone], style=style)
        gap = px(self, 6)
        sign.grid(row=0, column=0, sticky="n", padx=(px(self, 8), 0), pady=gap)
        Wrapped(row, line.text).grid(row=0, column=1, sticky="we", pady=gap)
        if line.act:
            link = ttk.Button(row, text=line.link, style="Link.TButton", command=line.act)
            link.grid(row=0, column=2, sticky="ne", padx=(px(self, 14), px(self, 12)), pady=gap)
        hair = ttk.Frame(row, style="Hair.TFrame", height=1)
        hair.grid(row=1, column=0, columnspan=3, sticky="we")

    def _show_all(self) -> None:
        text = "\n\n".join(f"{SIGNS[line.tone]} {line.text}" for line in self.lines)
        dialogs.show_text(self, f"全部 {len(self.lines)} 件", text)


class FindingDialog(Dialog[str]):
    """One finding and its evidence; with ``explain`` an explanation is asked, the answer is it."""

    KEEP = "记下说明"

    def __init__(
        self, parent: tk.Misc, finding: Finding, explain: bool = False, known: str = ""
    ) -> None:
        self.finding, self.explain, self.known = finding, explain, known
        self.writes = explain
        super().__init__(parent, "写说明" if explain else "依据")

    def build(self, body: ttk.Frame) -> None:
        """What was found, the explanation, the evidence below."""
        self._paragraph(body, self.finding.what, "Strong")
        if self.explain:
            self._ask(body)
        if self.finding.evidence:
            title = f"依据（{len(self.finding.evidence)} 条）"
            self._paragraph(body, title, "Heading", above=14)
        for row in self.finding.evidence:
            self._paragraph(body, told(row), above=8)
        self.add_button("关闭", self.cancel, primary=not self.explain)
        if not self.explain:
            self._scroll.obey(self)

    def _ask(self, body: ttk.Frame) -> None:
        self.form = Form(body, (TEXT,), on_save=self.accept)
        self.form.add("text", 0, lines=3)
        self.form.show({"text": self.known})
        self.form.pack(fill="x", pady=(px(self, 12), 0))
        self._paragraph(body, HINT, "Faint")
        self.add_button("记下说明", self.accept, primary=True)
        self.first = self.form.input("text")

    def accept(self) -> None:
        """Close with the explanation, or say that there is none."""
        try:
            read_fields((TEXT,), self.form.read())
        except InvalidForm as error:
            self.form.tell(error.problems)
            return
        self.close(self.form.read()["text"].strip())

    def _paragraph(self, body: ttk.Frame, text: str, style: str = "", above: int = 0) -> None:
        font = {"Strong": "Strong", "Heading": "Heading", "Faint": "Small"}.get(style, "Body")
        lines = wrap(self, text, px(self, WIDE), font)
        name = f"{style}.TLabel" if style else "TLabel"
        ttk.Label(body, text=lines, style=name, justify="left").pack(
            anchor="w", pady=(px(self, above), 0)
        )
