"""核对别人的U盘包: the township's window: choose, check one after the other, look, give back."""

from __future__ import annotations

import json
import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from tkinter import ttk

from jdzb.gui.audit import jobs, paper
from jdzb.gui.audit.issuing import IssueDialog, NotIssued
from jdzb.gui.audit.jobs import Job
from jdzb.gui.audit.password import PasswordDialog
from jdzb.gui.audit.result import Result
from jdzb.gui.kit import dialogs, machine, tasks
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.page import Window
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import EmptyState, Wrapped
from jdzb.handover import audit as auditing
from jdzb.handover import auditsheet, drives, register, verify
from jdzb.handover.audit import Audit
from jdzb.store import reasons

PACKAGES = (("交接包", "*.zip *.age *.db"), ("所有文件", "*"))
JSON = (("JSON 文件", "*.json"),)
FIRST = "选一个交接包，或插上U盘点它的名字。"
ASIDE = "包里的内容只读打开，不会改动它，也不会改动本机的账本。"
ACCEPT = "认作新起点"
FRESH = ("restored", "stranger")  # what a person may accept as a new start


class VerifyDialog(Dialog[None]):
    """``add(path)`` puts the packages of a file or folder on the list and checks them in turn."""

    def __init__(self, parent: tk.Misc, host: Window, register_path: Path | None = None) -> None:
        self.host = host
        self.known = register_path or register.default_path()
        self.jobs: dict[str, Job] = {}
        self._running: Job | None = None
        super().__init__(parent, "核对别人的U盘包")

    def build(self, body: ttk.Frame) -> None:
        """Where packages come from, the list, the result, what is done with it."""
        self.bar = Flow(body, gap=8)
        self.bar.pack(fill="x", pady=(0, px(self, 12)))
        self.first = self._source("选交接包…", self.ask_file)
        self._source("选文件夹…", self.ask_folder)
        self.told = Wrapped(body, style="Green.TLabel")
        self.told.pack(side="bottom", fill="x", pady=(px(self, 6), 0))
        self._stage = ttk.Frame(body)
        self._stage.pack(fill="both", expand=True)
        columns = (
            Col("file", "交接包", 6, elastic=True), Col("day", "日期", 5.5),
            Col("state", "结果", 4.5),
        )  # fmt: skip
        self.table = Table(self._stage, columns, on_select=self._chosen)
        self.table.set_empty(EmptyState(self.table, "还没有选交接包。"))
        self.result = Result(self._stage)
        self._divide()
        self.acts = {
            text: self.add_button(text, act)
            for text, act in (
                ("重新核对", self.again), (ACCEPT, self.accept), ("打印核对单", self.print_),
                ("存成 JSON…", self.save), ("导出整改单…", self.issue),
            )
        }  # fmt: skip
        self.add_button("关闭", self.cancel)
        self.bind("<F5>", lambda _: self.look())
        self._display()
        self.look()

    def _source(self, text: str, act: object) -> ttk.Button:
        button = ttk.Button(self.bar, text=text, style="Small.TButton", command=act)  # type: ignore[arg-type]
        self.bar.push(button)
        return button

    def _divide(self) -> None:
        for column, weight in enumerate((2, 3)):
            self._stage.columnconfigure(column, weight=weight, uniform="part")
        self._stage.rowconfigure(0, weight=1)
        self.table.grid(row=0, column=0, sticky="nswe")
        self.result.grid(row=0, column=1, sticky="nswe", padx=(px(self, 20), 0))
        self._stage.grid_propagate(False)
        width = min(px(self, 1150), self.winfo_screenwidth() - px(self, 90))
        height = max(self.winfo_screenheight() - px(self, 280), px(self, 220))
        self._stage.configure(width=width, height=min(height, px(self, 520)))

    # -- where packages come from ----------------------------------------------------------------

    def look(self) -> None:
        """Look for sticks; each becomes a button."""
        tasks.run_task(self, lambda _: drives.removable(), self._found, quiet=True)

    def _found(self, found: Sequence[drives.Drive]) -> None:
        for button in self.bar.winfo_children()[2:]:
            button.destroy()
        for drive in found:
            name = f"U盘 {drive.path.drive} {drive.label}".replace("  ", " ")
            self._source(name, lambda drive=drive: self.add(drive.path))
        if found and not self.jobs:
            self.bar.winfo_children()[2].focus_set()

    def ask_file(self) -> None:
        """One package or ledger."""
        path = dialogs.choose_open_file(self, "交接包", PACKAGES)
        if path is not None:
            self.add(path)

    def ask_folder(self) -> None:
        """Every village's newest package in a folder."""
        path = dialogs.choose_folder(self, "放交接包的文件夹")
        if path is not None:
            self.add(path)

    def add(self, path: Path) -> None:
        """Put the packages of a file or folder on the list, and begin. Raises NothingToVerify."""
        fresh = [Job(one) for one in verify.packages(path)]
        self.jobs |= {str(job.path): job for job in fresh}
        self._list()
        self.table.select(str(fresh[0].path))
        self.table.start()
        self._next()

    # -- checking --------------------------------------------------------------------------------

    def _next(self) -> None:
        """Check the next one that waits; one with a password asks for it first."""
        waiting = [job for job in self.jobs.values() if job.state == "等待"]
        if self._running or not waiting:
            return
        job = waiting[0]
        if jobs.needs_password(job.path):
            self.table.select(str(job.path))
            password = PasswordDialog(self, job.path.name).run()
            if password is None:
                self._set(job, "没有核对", "grey")
                self._next()
                return
        else:
            password = ""
        self._begin(job, password)

    def _begin(self, job: Job, password: str) -> None:
        self._running = job
        self._set(job, "正在核对……", "grey")
        tasks.run_task(
            self, lambda _: verify.verify(job.path, self.known, password),
            lambda found: self._checked(job, found), lambda error: self._failed(job, error),
            quiet=True,
        )  # fmt: skip

    def _checked(self, job: Job, found: Audit) -> None:
        self._running, job.audit = None, found
        tone = "red" if not found.ok else "amber" if found.notices else "green"
        told = "要说明" if found.notices else "通过"
        if not found.ok:
            told = "打不开" if found.locked else "没有通过"
        self._set(job, told, tone)
        self._next()

    def _failed(self, job: Job, error: Exception) -> None:
        self._running = None
        self._set(job, "没有核对", "red")
        if isinstance(error, OSError):
            raise NotIssued(why=reasons.of_system(error)) from error
        raise error

    def again(self) -> None:
        """Check the one chosen once more, with another password perhaps."""
        job = self.job
        if job and job is not self._running:
            job.audit = None
            self._set(job, "等待", "grey")
            self._next()

    @property
    def job(self) -> Job | None:
        """The package chosen."""
        return self.jobs.get(self.table.selected() or "")

    # -- showing ---------------------------------------------------------------------------------

    def _set(self, job: Job, state: str, tone: str) -> None:
        job.state, job.tone = state, tone
        self._list()
        self._display()

    def _list(self) -> None:
        lines = [
            Line(
                key, (jobs.name_of(job), jobs.day_of(job), job.state),
                (job.tone,) if job.tone != "grey" else (),
            )
            for key, job in self.jobs.items()
        ]  # fmt: skip
        self.table.show(lines)

    def say(self, sentence: str) -> None:
        """What was done stands in this window: the one below is covered by it."""
        self.told.show(sentence)
        self.host.say(sentence)

    def _chosen(self, _: str | None) -> None:
        self.told.show("")
        self._display()

    def _display(self) -> None:
        job = self.job
        if job is None:
            self.result.tell(FIRST, ASIDE)
        elif job.audit is None:
            self.result.tell(job.state, job.path.name)
        else:
            self.result.show(job.audit)
        found = job.audit if job else None
        self._allow("重新核对", job is not None and job is not self._running)
        fresh = found is not None and found.verdict in FRESH and not found.accepted
        self._allow(ACCEPT, fresh)
        self._allow("打印核对单", found is not None)
        self._allow("存成 JSON…", found is not None)
        self._allow("导出整改单…", found is not None and bool(found.origin))

    def _allow(self, text: str, on: bool) -> None:
        self.acts[text].state(["!disabled" if on else "disabled"])

    # -- what is done with it --------------------------------------------------------------------

    def accept(self) -> None:
        """Take this head as the one to be extended from now on."""
        job = self.job
        if job is None or job.audit is None:
            return
        question = (
            f"{job.audit.sentence}\n\n以后就从这本账的第 {job.audit.size} 条接着核对，"
            "原来记着的那一段不再比对。请先问清村里为什么，再认作新起点。"
        )
        question += "\n原因会记入核对登记："
        if reason := dialogs.ask_text(self, question, ACCEPT, need="请写明为什么认作新起点。"):
            actor = machine.recall("operator", "文书")
            job.audit = verify.accept(job.audit, self.known, actor, reason)
            self._set(job, "已认可", "amber")

    def print_(self) -> None:
        """The audit sheet."""
        if self.job and self.job.audit:
            paper.show(self, self, auditsheet.sheet(self.job.audit))

    def save(self) -> None:
        """The audit for other programs."""
        if not (self.job and self.job.audit):
            return
        found = self.job.audit
        name = f"核对-{found.origin or '未读出'}-{found.day}.json"
        target = dialogs.choose_save_file(self, name, "存成 JSON", JSON)
        if target is None:
            return
        text = json.dumps(auditing.to_json(found), ensure_ascii=False, indent=2)
        try:
            target.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise NotIssued(why=reasons.of_system(error)) from error
        self.say(f"已保存：{target}")

    def issue(self) -> None:
        """The findings as a file for the village."""
        if self.job and self.job.audit:
            path = IssueDialog(self, self.job.audit, self.job.path.parent).run()
            if path is not None:
                self.say(f"整改单已写好：{path}")
                dialogs.inform(self, f"整改单已写好：{path}\n请交给村里，在“审计”页导入。")
