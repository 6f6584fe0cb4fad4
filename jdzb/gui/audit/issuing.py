"""导出整改单: what goes back to the village, and by which day it is to be put right."""

from __future__ import annotations

import tkinter as tk
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tkinter import ttk

from jdzb.core import clock
from jdzb.core.errors import JdzbError
from jdzb.core.fields import Field, InvalidForm, Problem, read_fields
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.textfit import wrap
from jdzb.gui.kit.theme import px
from jdzb.handover import explanations, rectify, register
from jdzb.handover.audit import SEVERITIES, Audit, Finding
from jdzb.handover.rectify import Own
from jdzb.store import reasons

DAYS = 10  # a usual term; the user may write another
WIDE, MARK = 560, 36  # units of a text; those of a tick before it
TERM = Field("days", "几天内改完", "whole", required=True, width=6)
WRONG_TERM = "请填 1 到 365 的数字"
WHAT = Field("what", "要村里改什么", "note", required=True, most=300)
DUE = Field("due", "哪天以前改完", "day", required=True)
NONE = "没有核对出要整改的事。不另加，导出的就是“无问题”的回执，村里导入后记为已收讫。"


class NotIssued(JdzbError):
    """The file could not be written where it was wanted."""

    sentence = "没有存成：{why}。请换一个文件夹再试。"


class IssueDialog(Dialog[Path]):
    """Ticks for the findings, their term, items of one's own; the answer is the file written.

    The folder is looked for from ``begin``, where the package was read.
    """

    KEEP = ""

    def __init__(self, parent: tk.Misc, audit: Audit, begin: Path | None = None) -> None:
        self.audit, self.begin = audit, begin
        self.offered = (*audit.faults, *audit.notices)
        self.ticks: list[tuple[Finding, tk.BooleanVar]] = []
        self.own: list[tuple[Own, tk.BooleanVar]] = []
        super().__init__(parent, "导出整改单")

    def build(self, body: ttk.Frame) -> None:
        """The village, the findings with their term, the items of one's own."""
        who = self.audit.branch or self.audit.origin
        ttk.Label(body, text=who, style="Heading.TLabel").pack(anchor="w")
        room = ttk.Frame(body, width=px(self, WIDE), height=px(self, 8))
        room.pack()  # a window does not grow wider when an item is added
        for finding in self.offered:
            explained = explanations.explained(finding)
            mark = f"{SEVERITIES[finding.severity]}{'，村里已说明' if explained else ''}"
            told = f"【{mark}】{finding.what}"
            asked = finding.kind != "rectification" and not explained  # they have it already
            self.ticks.append((finding, self._tick(body, told, asked)))
        self.form = Form(body, (TERM,), on_save=self.accept)
        if self.offered:
            self.form.add("days", 0)
            self.form.show({"days": DAYS})
            self.form.pack(fill="x", pady=(px(self, 12), 0))
        else:
            ttk.Label(body, text=wrap(self, NONE, px(self, WIDE))).pack(anchor="w")
        self.extra = ttk.Frame(body)
        self.extra.pack(fill="x", pady=(px(self, 8), 0))
        self.add_button("导出…", self.accept, primary=True)
        self.more = self.add_button("另加一项…", self.write_own)
        self.add_button("关闭", self.cancel)

    def _tick(self, parent: ttk.Frame, told: str, on: bool) -> tk.BooleanVar:
        ticked = tk.BooleanVar(self, on)
        text = wrap(self, told, px(self, WIDE - MARK))
        ttk.Checkbutton(parent, text=text, variable=ticked).pack(anchor="w", pady=px(self, 2))
        return ticked

    def write_own(self) -> None:
        """Ask for an item that no finding asks for, and list it ticked."""
        own = OwnDialog(self, "另加一项").run()
        if own is not None:
            told = f"【另加】{own.what}（{own.due} 前）"
            self.own.append((own, self._tick(self.extra, told, True)))

    def accept(self) -> None:
        """Ask for the folder and write the file there."""
        due = self._due()
        if self.offered and due is None:
            return
        title = "整改单存到哪个文件夹（可以就存在村里的U盘上）"
        folder = dialogs.choose_folder(self, title, self.begin)
        if folder is not None:
            self.close(self._write(folder, due))

    def _due(self) -> date | None:
        """The last day of the term; None when there is no reading it, which is told beside it."""
        if not self.offered:
            return None
        try:
            days = int(read_fields((TERM,), self.form.read())["days"] or 0)
        except InvalidForm:
            days = 0
        if not 1 <= days <= 365:
            self.form.tell([Problem("days", TERM.label, self.form.read()["days"], WRONG_TERM)])
            return None
        return clock.today() + timedelta(days=days)

    def _write(self, folder: Path, due: date | None) -> Path:
        chosen = tuple(finding for finding, ticked in self.ticks if ticked.get())
        key = register.with_key(register.default_path()).recipient
        own = [one for one, ticked in self.own if ticked.get()]
        told = replace(self.audit, findings=chosen)
        try:
            return rectify.write(told, folder, key, due if chosen else None, own)
        except OSError as error:
            raise NotIssued(why=reasons.of_system(error)) from error


class OwnDialog(Dialog[Own]):
    """What the village is to put right, in the township's own words, and by which day."""

    KEEP = "加上"

    def build(self, body: ttk.Frame) -> None:
        """The words and the day; ten days are offered."""
        self.form = Form(body, (WHAT, DUE), on_save=self.accept)
        self.form.add("what", 0, lines=4)
        self.form.add("due", 1)
        self.form.columnconfigure(0, minsize=px(self, WIDE))
        self.form.show({"due": (clock.today() + timedelta(days=DAYS)).isoformat()})
        self.form.pack(fill="x")
        self.add_button("加上", self.accept, primary=True)
        self.add_button("关闭", self.cancel)
        self.first = self.form.input("what")

    def accept(self) -> None:
        """Close with the item, or say what is missing; a day that is past is no term."""
        try:
            typed = read_fields((WHAT, DUE), self.form.read())
        except InvalidForm as error:
            self.form.tell(error.problems)
            return
        due = date.fromisoformat(str(typed["due"]))
        if due < clock.today():
            self.form.tell([Problem("due", DUE.label, due.isoformat(), "请写今天或以后的日子")])
            return
        self.close(Own(" ".join(str(typed["what"]).split()), due))
