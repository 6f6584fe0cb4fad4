"""审计往来 and 待整改: what was handed over, what came back, what is still to be put right."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tkinter import ttk

from jdzb.core import clock
from jdzb.core.fields import Field, Problem
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.textfit import wrap
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Elided, Pill, Wrapped
from jdzb.handover import package, rectify
from jdzb.handover.manifest import Handed
from jdzb.handover.rectify import Item
from jdzb.store.branch import read_branch
from jdzb.store.session import Session
from jdzb.store.transparency import Head

LISTS = (("乡镇的整改单", "*.json"), ("所有文件", "*"))
SHOWN = 6  # lines of the exchange
WIDE = 560
ANSWER = Field("answer", "答复：改了什么，什么时候改的", "note", most=600)


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of the exchange: its local day (and minute), with whom, how it ended.

    ``code`` is the first group of the check code of what was handed over.
    """

    day: str
    code: str
    whom: str
    state: str
    tone: str


class Exchange(ttk.Frame):
    """The lists; ``on_changed`` is told when findings came in, were answered or ticked off."""

    def __init__(
        self, parent: tk.Misc, session: Session, on_changed: Callable[[Changed], object]
    ) -> None:
        super().__init__(parent)
        self.session, self._on_changed = session, on_changed
        ttk.Label(self, text="审计往来", style="Heading.TLabel").pack(anchor="w")
        self.passages = ttk.Frame(self)
        self.passages.pack(fill="x", pady=(px(self, 6), 0))
        ttk.Label(self, text="待整改", style="Heading.TLabel").pack(
            anchor="w", pady=(px(self, 18), px(self, 4))
        )
        self.items = ttk.Frame(self)
        self.items.pack(fill="x")
        self.button = ttk.Button(
            self, text="导入乡镇的整改单…", style="Small.TButton", command=self.receive
        )
        self.button.pack(anchor="w", pady=(px(self, 8), 0))

    def show(self) -> None:
        """Read the ledger again and show it."""
        for frame in (self.passages, self.items):
            for child in frame.winfo_children():
                child.destroy()
        found = passages(self.session)
        for one in found[:SHOWN]:
            self._passage(one)
        if not found:
            self._quiet(self.passages, "还没有交过。")
        waiting = [one for one in rectify.listing(self.session) if not one.closed_on]
        several = len({item.audit for item in waiting}) > 1
        for item in waiting:
            self._item(item, f"{item.day[5:]} 第 " if several else "")
        if not waiting:
            self._quiet(self.items, "没有要整改的。")

    def receive(self) -> None:
        """Take in the findings that the township gave back."""
        path = dialogs.choose_open_file(self, "乡镇的整改单", LISTS)
        if path is not None:
            self._on_changed(self._received(path))

    def _received(self, path: Path) -> Changed:
        try:
            return rectify.receive(self.session, path)
        except rectify.OtherKey as error:
            if not dialogs.ask_yes_no(self, str(error), "换用新密钥", "不收"):
                return Changed("没有收下整改单")
            return rectify.receive(self.session, path, new_key=True)

    def answer(self, item: Item) -> None:
        """Ask what was done about an item; ticked off when it is done with."""
        done = AnswerDialog(self, item).run()
        if done is None:
            return
        text, closed = done
        with self.session.together("答复整改", "整改") as batch:
            if text != (item.answer or ""):
                rectify.answer(self.session, item.id, text)
            if closed:
                rectify.close(self.session, item.id)
        self._on_changed(batch.changed)

    def _passage(self, one: Passage) -> None:
        row = ttk.Frame(self.passages)
        row.pack(fill="x")
        row.columnconfigure(1, weight=1)
        gap = px(self, 7)
        day = ttk.Label(row, text=one.day[5:], style="Subtle.TLabel")
        day.grid(row=0, column=0, padx=(px(self, 8), px(self, 14)), pady=gap)
        Elided(row, f"{one.code} {one.whom}").grid(row=0, column=1, sticky="we")
        Pill(row, one.state, one.tone).grid(row=0, column=2, padx=(px(self, 6), px(self, 8)))
        hair = ttk.Frame(row, style="Hair.TFrame", height=1)
        hair.grid(row=1, column=0, columnspan=3, sticky="we")

    def _item(self, item: Item, which: str) -> None:
        row = ttk.Frame(self.items)
        row.pack(fill="x", pady=px(self, 3))
        row.columnconfigure(0, weight=1)
        number = f"{which}{item.number} 项：" if which else f"{item.number}. "
        text = Wrapped(row, number + item.what)
        text.grid(row=0, column=0, columnspan=2, sticky="we")
        style = "Red.TLabel" if item.overdue else "Amber.TLabel"
        due = f"{item.due[5:]} 前" if item.due else "没有期限"
        late = "　已过期" if item.overdue else ""
        state = due + ("　答复了还没改完" if item.answer else late)
        ttk.Label(row, text=state, style=style).grid(row=1, column=0, sticky="w")
        link = ttk.Button(
            row, text="销号" if item.answer else "答复", style="Link.TButton",
            command=lambda: self.answer(item),
        )  # fmt: skip
        link.grid(row=1, column=1, sticky="e")

    def _quiet(self, parent: ttk.Frame, text: str) -> None:
        ttk.Label(parent, text=text, style="Faint.TLabel").pack(anchor="w")


class AnswerDialog(Dialog[tuple[str, bool]]):
    """What the township found, with its evidence, and the answer; (text, ticked off)."""

    writes = True
    KEEP = ""  # the primary button ticks off, which is more than keeping what is typed

    def __init__(self, parent: tk.Misc, item: Item) -> None:
        self.item = item
        super().__init__(parent, "答复整改")

    def build(self, body: ttk.Frame) -> None:
        """The finding, the answer, two ways to end."""
        item = self.item
        due = f"（{item.due} 前）" if item.due else ""
        self._text(body, f"{item.what}{due}", "Strong")
        self.form = Form(body, (ANSWER,), on_save=lambda: self._end(closed=True))
        self.form.add("answer", 0, lines=4)
        self.form.show({"answer": item.answer})
        self.form.pack(fill="x", pady=(px(self, 12), 0))
        if item.kind == rectify.OWN:
            self._text(body, "这一项是乡镇另加的，不是从账本里核对出来的。", "Subtle")
        if item.evidence:
            self._text(body, f"乡镇的依据：\n{item.evidence}", "Subtle")
        self.add_button("答复并销号", lambda: self._end(closed=True), primary=True)
        self.add_button("先答复，还没改完", lambda: self._end(closed=False))
        self.add_button("关闭", self.cancel)
        self.first = self.form.input("answer")

    def _text(self, body: ttk.Frame, text: str, style: str) -> None:
        font = "Strong" if style == "Strong" else "Label"
        told = wrap(self, text, px(self, WIDE), font)
        ttk.Label(body, text=told, style=f"{style}.TLabel", justify="left").pack(anchor="w")

    def _end(self, *, closed: bool) -> None:
        text = self.form.read()["answer"].strip()
        if closed and not text:
            self.form.tell([Problem("answer", "答复", "", "请写明改了什么，再销号")])
            return
        self.close((text, closed))


def passages(session: Session) -> list[Passage]:
    """Handovers and what came back of them, the latest first."""
    whom = township(session)
    items = rectify.listing(session)
    audits = session.rows("audits")
    handed = {one.size: one for one in package.handed(session)}
    found = []
    for row in audits:
        sent = handed.pop(row["size"], None)
        day = clock.told(sent.at) if sent else row["day"]
        outcome = _outcome([item for item in items if item.audit == row["id"]])
        found.append(Passage(day, row["code"].partition("-")[0], whom, *outcome))
    for one in handed.values():
        code = _first_group(one, session.head().origin)
        found.append(Passage(clock.told(one.at), code, whom, "已拷贝", "grey"))
    return sorted(found, key=lambda one: one.day, reverse=True)


def _first_group(handed: Handed, origin: str) -> str:
    """The beginning of the check code; nothing where a foreign hand wrote the event."""
    try:
        return Head(handed.size, bytes.fromhex(handed.root), origin).code.partition("-")[0]
    except (ValueError, OverflowError):
        return ""


def last_words(session: Session) -> str:
    """上次：2026-11-02 · 柳河镇党建办 · 已收讫."""
    handed = package.handed(session)
    if not handed:
        return "还没有交过"
    last = handed[-1]
    sizes = [row["size"] for row in session.rows("audits")]
    state = "已收讫" if last.size in sizes else "还没有回执"
    return f"上次：{clock.told(last.at)[:10]} · {township(session)} · {state}"


def township(session: Session) -> str:
    """Who examines: 柳河镇党建办."""
    name = read_branch(session).township
    return f"{name}党建办" if name else "乡镇党建办"


def _outcome(items: list[Item]) -> tuple[str, str]:
    if not items:
        return "无问题", "green"
    waiting = sum(1 for one in items if not one.closed_on)
    if waiting:
        return f"整改 {waiting} 项", "amber"
    return f"整改 {len(items)} 项 已销号", "green"
