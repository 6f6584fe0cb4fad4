"""The three parts of a person's card: facts, statuses and marks, history."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.core.fields import show_date
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.ledgers.members import rules
from jdzb.ledgers.members.entries import LEFT, MOBILE, Mark, Status
from jdzb.ledgers.members.page.facts import facts, mark_words
from jdzb.ledgers.members.service_history import Line

if TYPE_CHECKING:
    from jdzb.ledgers.members.page.card import Acts, Shown

LATEST = 20  # acts the card shows itself; labels by the hundred are slow
_TONES = {"amber": "Amber.TLabel", "faint": "Faint.TLabel", "": "TLabel"}


def draw_facts(body: ttk.Frame, person: Shown) -> None:
    """Label and text, line by line."""
    grid = ttk.Frame(body)
    grid.pack(fill="x")
    grid.columnconfigure(1, weight=1)
    for row, fact in enumerate(facts(person.member, person.status, person.day)):
        label = ttk.Label(grid, text=fact.label, style="Subtle.TLabel")
        label.grid(row=row, column=0, sticky="nw", pady=px(body, 2), padx=(0, px(body, 12)))
        text = Wrapped(grid, fact.text, style=_TONES[fact.tone])
        text.grid(row=row, column=1, sticky="we", pady=px(body, 2))


def draw_standing(body: ttk.Frame, person: Shown, acts: Acts) -> None:
    """The timeline of statuses, then the marks, each with what can be done with it."""
    _heading(body, "身份")
    steps = [
        (step.since, step.status, step.reason or "", None)
        for step in rules.timeline(person.member, ())
    ]
    entered = [
        (step.since, one.status, one.reason or "", one)
        for one in person.statuses
        for step in rules.timeline(person.member, (one,))
        if step.status == one.status and step.reason == one.reason
    ]
    known = {(since, status) for since, status, _, one in entered if one}
    rows = [step for step in steps if step[:2] not in known] + entered
    for since, status, reason, one in sorted(rows, key=lambda row: row[0]):
        _draw_step(body, since, status, reason, one, acts)
    if not rows:
        Wrapped(body, "还没有日期，身份待补充。", style="Amber.TLabel").pack(fill="x")
    _heading(body, "标记")
    for mark in person.marks:
        _draw_mark(body, mark, person.status in LEFT, acts)
    if not person.marks:
        Wrapped(body, "没有标记。", style="Faint.TLabel").pack(fill="x")


def _draw_step(
    body: ttk.Frame, since: str, status: str, reason: str, one: Status | None, acts: Acts
) -> None:
    words = f"{show_date(since) or '一直'}　{status}" + (f"（{reason}）" if reason else "")
    style = "Red.TLabel" if status in LEFT else "TLabel"
    Wrapped(body, words, style=style).pack(fill="x", pady=(px(body, 2), 0))
    if one:
        _links(body, (("作废这一条", lambda: acts.void_status(one)),))


def _draw_mark(body: ttk.Frame, mark: Mark, gone: bool, acts: Acts) -> None:
    Wrapped(body, mark.mark, style="Strong.TLabel").pack(fill="x", pady=(px(body, 2), 0))
    Wrapped(body, mark_words(mark), style="Subtle.TLabel").pack(fill="x")
    links: list[tuple[str, Callable[[], object]]] = []
    if mark.mark == MOBILE and not mark.until and not gone:
        links.append(("今天联系过", lambda: acts.touched(mark)))
    links.append(("修改", lambda: acts.edit_mark(mark)))
    if not mark.until:
        links.append(("结束…", lambda: acts.end_mark(mark)))
    _links(body, links)


def draw_history(body: ttk.Frame, lines: Sequence[Line], compare: Callable[[], object]) -> None:
    """The latest acts about the person, and the way to all of them side by side."""
    _links(body, ((f"全部 {len(lines)} 次改动，改前改后对照", compare),))
    for line in lines[:LATEST]:
        Wrapped(body, f"{line.when}　{line.who}", style="Subtle.TLabel").pack(fill="x")
        Wrapped(body, line.what).pack(fill="x")
        for label, old, new in line.changes:
            text = f"{label}：{old or '空'} → {new or '空'}"
            Wrapped(body, text, style="Strong.TLabel").pack(fill="x")
        if line.reason:
            Wrapped(body, f"原因：{line.reason}", style="Faint.TLabel").pack(fill="x")
        ttk.Frame(body, style="Hair.TFrame", height=1).pack(fill="x", pady=px(body, 8))


def _heading(body: ttk.Frame, text: str) -> None:
    label = ttk.Label(body, text=text, style="Column.TLabel")
    label.pack(anchor="w", pady=(px(body, 8) if body.winfo_children()[1:] else 0, px(body, 2)))


def _links(body: tk.Misc, links: Sequence[tuple[str, Callable[[], object]]]) -> None:
    row = Flow(body)
    row.pack(fill="x", pady=(0, px(row, 6)))
    for text, command in links:
        button = ttk.Button(row, text=text, command=command, style="Link.TButton")
        button.bind("<Return>", lambda event: event.widget.invoke())
        row.push(button)
