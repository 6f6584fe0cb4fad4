"""The card of one promise: how far it is, what was done with evidence, 述诺, the outcome."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from tkinter import ttk

from jdzb.core.fields import show_date
from jdzb.gui.kit import tooltip
from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, Wrapped
from jdzb.ledgers.commitments import rules
from jdzb.ledgers.commitments.columns import AT_MOST
from jdzb.ledgers.commitments.entries import File, Progress
from jdzb.ledgers.commitments.page.evidence import Evidence
from jdzb.ledgers.commitments.rules import OVERDUE, Standing

MOST_ROWS = 4  # entries of progress seen at once
COLUMNS = (
    Col("day", "日期", 3), Col("amount", "完成", 3.2), Col("what", "做了什么", 5, elastic=True),
)  # fmt: skip
_TONES = {"进行中": "TLabel", "未到年度": "TLabel", "落后": "Amber.TLabel"}


@dataclass(frozen=True, slots=True)
class CardActs:
    """What the buttons of the card do with the promise shown."""

    record: Callable[[], object]
    entry: Callable[[int], object]
    drop_entry: Callable[[int], object]
    report: Callable[[], object]
    settle: Callable[[], object]
    add_file: Callable[[], object]
    open_file: Callable[[File], object]
    amend: Callable[[], object]
    void: Callable[[], object]
    history: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Told:
    """A promise with what only the ledger knows; ``doubts`` is what is vague in its words."""

    standing: Standing
    who: str
    place: str
    entries: Sequence[Progress]
    files: Sequence[File]
    doubts: str


class PromiseCard(Card):
    """``show`` a promise, or why there is none."""

    def __init__(self, parent: tk.Misc, acts: CardActs) -> None:
        super().__init__(parent, "承诺")
        self._acts = acts
        self.buttons: dict[str, ttk.Button] = {}
        self.table: Table | None = None
        self.evidence: Evidence | None = None

    def show(self, told: Told | None, instead: str = "") -> None:
        """Everything about the promise, how far it is on top."""
        for child in self.body.winfo_children():
            child.destroy()
        self.buttons, self.table, self.evidence = {}, None, None
        if told is None:
            self.entitle("承诺")
            self._line(instead or "在左边选一条承诺，这里看全部内容。", "Subtle.TLabel")
            return
        self.entitle(told.who, told.place)
        self._line(told.standing.commitment.what, "TLabel")
        self._show_reach(told.standing)
        if told.doubts:
            self._line(told.doubts, "Amber.TLabel", 6)
        self._show_buttons(told)  # in sight however long the rest is
        self._show_entries(told)
        self._show_end(told)

    def _show_reach(self, one: Standing) -> None:
        if one.reached is not None:
            bar = ttk.Progressbar(self.body, maximum=100, length=1)
            bar.configure(value=min(int(one.reached * 100), 100))
            bar.pack(fill="x", pady=(px(self, 8), 0))
        self._line(_reach_words(one), "Subtle.TLabel", 4)
        style = "Red.TLabel" if one.amiss else "Green.TLabel"
        self._line(_state_words(one), _TONES.get(one.state, style), 2)

    def _show_entries(self, told: Told) -> None:
        row = ttk.Frame(self.body)
        row.pack(fill="x", pady=(px(self, 10), px(self, 4)))
        count = f"践诺 {len(told.entries)} 笔" if told.entries else "践诺"
        ttk.Label(row, text=count, style="Strong.TLabel").pack(side="left")
        button = ttk.Button(
            row, text="记一笔…", style="SmallPrimary.TButton", command=self._acts.record
        )
        tooltip.attach(button, "回车，或直接按数字")
        button.pack(side="right")
        self.buttons["记一笔…"] = button
        if told.entries:
            self._show_table(told)
        else:
            self._line("还没有记。做了一件就记一笔。", "Faint.TLabel")
        self.evidence = Evidence(self.body, told.files, self._acts.open_file, self._acts.add_file)
        self.evidence.pack(fill="x", pady=(px(self, 8), 0))

    def _show_table(self, told: Told) -> None:
        promise, held = told.standing.commitment, {one.progress for one in told.files}
        host = ttk.Frame(
            self.body, width=1
        )  # a list asks for the width it has; the card has its own
        host.pack_propagate(False)
        host.pack(fill="x")
        self.table = table = Table(host, COLUMNS, lambda id_: self._acts.entry(int(id_)))
        table.tree.configure(height=min(len(told.entries), MOST_ROWS))
        table.tree.bind("<Delete>", lambda _: self._drop())
        table.pack(fill="both", expand=True)
        table.bind("<Configure>", lambda _: _take_height(host, table), add=True)
        host.bind("<<ThemeChanged>>", lambda _: host.after_idle(_take_height, host, table))
        _take_height(host, table)
        table.show(
            [
                Line(
                    one.id,
                    (
                        one.day[5:] if one.day[:4] == str(promise.year) else one.day,
                        rules.amount_words(one.amount, promise),
                        f"{'▣ ' if one.id in held else ''}{' '.join(one.what.split())}",
                    ),
                )
                for one in reversed(told.entries)
            ]
        )

    def _drop(self) -> None:
        if self.table and (id_ := self.table.selected()):
            self._acts.drop_entry(int(id_))

    def _show_end(self, told: Told) -> None:
        one = told.standing.commitment
        if one.reported_on:
            self._line(f"述诺　{show_date(one.reported_on)}", "Faint.TLabel", 8)
            self._line(one.reported or "", "TLabel")
        if one.outcome:
            self._line(f"评定　{show_date(one.settled_on)}", "Faint.TLabel", 8)
            self._line(one.outcome, "Strong.TLabel")
        if one.note:
            self._line("备注", "Faint.TLabel", 8)
            self._line(one.note, "TLabel")

    def _line(self, text: str, style: str, above: int = 0) -> None:
        line = Wrapped(self.body, text, style)
        line.configure(width=1)  # its width is the card's, not the text's
        line.pack(fill="x", pady=(px(self, above), 0))

    def _show_buttons(self, told: Told) -> None:
        row = ButtonRows(self.body)
        row.pack(fill="x", pady=(px(self, 12), 0))
        held = []
        for text, command, tip in self._offered(told):
            button = ttk.Button(row, text=text, command=command, style="Small.TButton")
            tooltip.attach(button, tip)
            self.buttons[text] = button
            held.append(button)
        row.hold(held)

    def _offered(self, told: Told) -> Iterator[tuple[str, Callable[[], object], str]]:
        acts, one = self._acts, told.standing.commitment
        yield "改述诺" if one.reported_on else "述诺", acts.report, "F9"
        yield "改评定" if one.outcome else "评定", acts.settle, "F4"
        yield "修改", acts.amend, "F2"
        yield "作废", acts.void, "Delete"
        yield "历史", acts.history, "Ctrl+H"


def _take_height(host: ttk.Frame, table: Table) -> None:
    """As high as the list wants to be."""
    if host.winfo_exists() and int(str(host["height"])) != table.winfo_reqheight():
        host.configure(height=table.winfo_reqheight())


def _reach_words(one: Standing) -> str:
    """27 / 36 户次 · 75% · 时间过了 89%."""
    promise = one.commitment
    if promise.target is None:
        return "没有写目标数量，进度算不出来。"
    unit = promise.unit or ""
    if promise.bound == AT_MOST:
        return f"已有 {one.done} {unit} · {rules.target_words(promise)}"
    return f"{one.done} / {promise.target} {unit} · {one.percent} · 时间过了 {int(one.gone * 100)}%"


def _state_words(one: Standing) -> str:
    due = one.commitment.due
    until = f"期限 {show_date(due)}" if due else "没有写期限"
    passed = "，已经过了" if one.state == OVERDUE else ""
    return f"{'▲ ' if one.amiss else ''}{one.state} · {until}{passed}"
