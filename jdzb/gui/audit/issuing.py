"""导出整改单: which findings go back to the village, and by which day they are to be put right."""

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
from jdzb.handover import rectify, register
from jdzb.handover.audit import SEVERITIES, Audit, Finding
from jdzb.store import reasons

DAYS = 10  # a usual term; the user may write another
WIDE = 560
TERM = Field("days", "几天内改完", "whole", required=True, hint="从今天起，最多 365 天", width=6)
NONE = "没有要整改的事。导出的是“无问题”的回执，村里导入后记为已收讫。"


class NotIssued(JdzbError):
    """The file could not be written where it was wanted."""

    sentence = "没有存成：{why}。请换一个文件夹再试。"


class IssueDialog(Dialog[Path]):
    """Ticks for the findings, the term; the answer is the file written."""

    def __init__(self, parent: tk.Misc, audit: Audit) -> None:
        self.audit = audit
        self.offered = (*audit.faults, *audit.notices)
        self.ticks: list[tuple[Finding, tk.BooleanVar]] = []
        super().__init__(parent, "导出整改单")

    def build(self, body: ttk.Frame) -> None:
        """The village, the findings, the term."""
        who = self.audit.branch or self.audit.origin
        ttk.Label(body, text=who, style="Heading.TLabel").pack(anchor="w", pady=(0, px(self, 8)))
        for finding in self.offered:
            ticked = tk.BooleanVar(self, finding.kind != "rectification")  # they have it already
            told = f"【{SEVERITIES[finding.severity]}】{finding.what}"
            text = wrap(self, told, px(self, WIDE))
            ttk.Checkbutton(body, text=text, variable=ticked).pack(anchor="w", pady=px(self, 2))
            self.ticks.append((finding, ticked))
        self.form = Form(body, (TERM,), on_save=self.accept)
        if self.offered:
            self.form.add("days", 0)
            self.form.show({"days": DAYS})
            self.form.pack(fill="x", pady=(px(self, 12), 0))
        else:
            ttk.Label(body, text=wrap(self, NONE, px(self, WIDE))).pack(anchor="w")
        self.add_button("导出…", self.accept, primary=True)
        self.add_button("关闭", self.cancel)

    def accept(self) -> None:
        """Ask for the folder and write the file there."""
        due = self._due()
        if self.offered and due is None:
            return
        folder = dialogs.choose_folder(self, "整改单存到哪个文件夹（可以就存在村里的U盘上）")
        if folder is not None:
            self.close(self._write(folder, due))

    def _due(self) -> date | None:
        """The last day of the term; None when there is no reading it, which is told beside it."""
        if not self.offered:
            return None
        try:
            days = int(read_fields((TERM,), self.form.read())["days"] or 0)
        except InvalidForm as error:
            self.form.tell(error.problems)
            return None
        if not 1 <= days <= 365:
            self.form.tell([Problem("days", TERM.label, str(days), "请写 1 到 365")])
            return None
        return clock.today() + timedelta(days=days)

    def _write(self, folder: Path, due: date | None) -> Path:
        chosen = tuple(finding for finding, ticked in self.ticks if ticked.get())
        key = register.with_key(register.default_path()).recipient
        told = replace(self.audit, findings=chosen)
        try:
            return rectify.write(told, folder, key, due if chosen else None)
        except OSError as error:
            raise NotIssued(why=reasons.of_system(error)) from error
