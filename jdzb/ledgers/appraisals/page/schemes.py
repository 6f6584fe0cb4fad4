"""评议办法: those of the program and the county's own, looked at, added, replaced, retired."""

from __future__ import annotations

import tkinter as tk
from pathlib import Path
from tkinter import ttk
from typing import Protocol

from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.scaling import lines_for
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.ledgers.appraisals import service, service_schemes
from jdzb.ledgers.appraisals.entries import SchemeText
from jdzb.ledgers.appraisals.page import picture
from jdzb.ledgers.appraisals.reading import BadScheme
from jdzb.ledgers.appraisals.schemes import Scheme
from jdzb.store.session import Session


class Speaker(Protocol):
    """Who says a sentence."""

    def say(self, sentence: str) -> None:
        """Say it."""


class Holder(Protocol):
    """Who opens the list: the page's deeds, or the settings."""

    @property
    def session(self) -> Session:
        """The ledger."""

    @property
    def shell(self) -> Speaker:
        """Who says what was done."""

    def tell(self, changed: Changed) -> None:
        """Hand on what was written."""


TOML = (("评议办法", "*.toml"), ("文本", "*.txt"))
TOLD = (
    "办法是一份文本文件。要写本地的：选一个相近的另存为文件，用记事本改好，再“添加文件…”；"
    "写错的地方会指出在哪一行。已经开始的评议仍按开始时的办法。"
)
PASTED = "粘贴的办法"
REASONS = ("县里发了新办法", "支部大会定的", "写错了")


class SchemesDialog(Dialog[None]):
    """The list; Enter shows what a scheme says."""

    def __init__(self, parent: tk.Misc, deeds: Holder) -> None:
        self.deeds, self.session = deeds, deeds.session
        super().__init__(parent, "评议办法")

    def build(self, body: ttk.Frame) -> None:
        """A word, the list, the buttons."""
        room = min(px(self, 720), self.winfo_screenwidth() - px(self, 100))
        ttk.Frame(body, width=room, height=1).pack()
        told = Wrapped(body, TOLD, "Subtle.TLabel")
        told.configure(width=1)
        told.pack(fill="x", pady=(0, px(self, 8)))
        columns = (
            Col("title", "名称", 8, elastic=True), Col("who", "评议谁", 4),
            Col("source", "出处", 8, elastic=True, rank=1), Col("own", "", 4),
        )  # fmt: skip
        self.table = Table(
            body, columns, on_open=lambda _: self.look(), on_select=lambda _: self._enable()
        )
        self.table.tree.configure(height=lines_for(self, 9))
        self.table.pack(fill="both", expand=True)
        self.source = Wrapped(body, style="Subtle.TLabel")
        self.source.configure(width=1)
        self.source.pack(fill="x", pady=(px(self, 8), 0))
        row = ButtonRows(body)
        row.pack(fill="x", pady=(px(self, 8), 0))
        self.acts = {
            text: ttk.Button(row, text=text, style="Small.TButton", command=act)
            for text, act in (
                ("看办法（回车）", self.look), ("另存为文件…", self.keep), ("添加文件…", self.add_),
                ("粘贴…", self.paste), ("更换…", self.replace), ("停用…", self.retire),
            )
        }  # fmt: skip
        row.hold(list(self.acts.values()))
        for key in ("<Control-v>", "<Control-V>"):
            self.bind(key, lambda _: self.paste())
        self.add_button("关闭", self.cancel, primary=True)
        self.first = self.table.tree
        self.fill()

    def fill(self) -> None:
        """Read the schemes again."""
        self.own = {one.key: one for one in service_schemes.own(self.session)}
        self.schemes = {one.key: one for one in service.schemes(self.session)}
        self.table.show([
            Line(key, (one.title, one.who, one.source, "本地" if key in self.own else ""),
                 ("strong",) if key in self.own else ())
            for key, one in self.schemes.items()
        ])  # fmt: skip
        if not self.table.selected():
            self.table.select(next(iter(self.schemes)))
        self._enable()

    def _enable(self) -> None:
        own, chosen = self.table.selected() in self.own, self._chosen()
        self.source.show(f"出处：{chosen.source}" if chosen else "")
        for text in ("更换…", "停用…"):
            self.acts[text].state(["!disabled" if own else "disabled"])

    def _chosen(self) -> Scheme | None:
        return self.schemes.get(self.table.selected() or "")

    def _own(self) -> SchemeText | None:
        return self.own.get(self.table.selected() or "")

    def look(self) -> None:
        """What the one chosen says."""
        if one := self._chosen():
            dialogs.show_text(self, one.title, picture.words(one))

    def keep(self) -> None:
        """The text of the one chosen as a file, to begin an own one from."""
        if one := self._chosen():
            file = dialogs.choose_save_file(self, f"{one.title}.toml", "另存评议办法", TOML)
            if file is not None:
                file.write_text(service.scheme_named(self.session, one.key)[1], encoding="utf-8")
                self.deeds.shell.say(f"已另存：{file}")

    # -- the county's own --------------------------------------------------------------------------

    def add_(self) -> None:
        """One from a file."""
        if file := dialogs.choose_open_file(self, "添加评议办法", TOML):
            self._take(self._text(file), file.name)

    def paste(self) -> None:
        """One from the clipboard."""
        try:
            text = self.clipboard_get()
        except tk.TclError:
            text = ""
        if text.strip():
            self._take(text, PASTED)
        else:
            dialogs.inform(self, "先在别处选中办法的全文并复制，再到这里粘贴。")

    def _text(self, file: Path) -> str:
        try:
            return service_schemes.text_from(file)
        except BadScheme as error:
            self._tell_faults(error, file.name)
            return ""

    def _take(self, text: str, name: str) -> None:
        if self._accepted(text, name):
            self._done(service_schemes.add_own(self.session, text, name))

    def _accepted(self, text: str, name: str) -> bool:
        """What it says is shown first; False when it is wrong, or not wanted."""
        if not text:
            return False
        try:
            scheme = service.read(text, name)
        except BadScheme as error:
            self._tell_faults(error, name)
            return False
        return bool(Picture(self, scheme).run())

    def _tell_faults(self, error: BadScheme, name: str) -> None:
        told = "\n".join(one.words for one in error.faults)
        head = f"“{name}”有 {len(error.faults)} 处不对，没有改动任何记录，请改正后再来：\n\n"
        dialogs.show_text(self, "评议办法有误", head + told)

    def replace(self) -> None:
        """A new text for the own one chosen, for a reason."""
        own = self._own()
        file = dialogs.choose_open_file(self, f"更换“{own.title}”", TOML) if own else None
        if own is None or file is None:
            return
        text = self._text(file)
        if self._accepted(text, file.name):
            why = dialogs.ask_reason(self, f"更换评议办法“{own.title}”", REASONS)
            if why:
                self._done(service_schemes.amend_own(self.session, own.id, text, file.name, why))

    def retire(self) -> None:
        """The own one chosen is offered no more, for a reason."""
        own = self._own()
        if own and (why := dialogs.ask_reason(self, f"停用“{own.title}”", REASONS)):
            self._done(service_schemes.retire_own(self.session, own.id, why))

    def _done(self, changed: Changed) -> None:
        self.deeds.tell(changed)
        self.fill()
        self.table.start()


class Picture(Dialog[bool]):
    """What a scheme says, and whether to take it."""

    writes = True

    def __init__(self, parent: tk.Misc, scheme: Scheme) -> None:
        self.scheme = scheme
        super().__init__(parent, f"添加“{scheme.title}”吗？")

    def build(self, body: ttk.Frame) -> None:
        """The words of the scheme."""
        room = min(px(self, 640), self.winfo_screenwidth() - px(self, 100))
        ttk.Frame(body, width=room, height=1).pack()
        told = Wrapped(body, picture.words(self.scheme), "TLabel")
        told.configure(width=1)
        told.pack(fill="x")
        self.add_button("不添加", self.cancel)
        self.add_button("添加", lambda: self.close(answer=True), primary=True)
