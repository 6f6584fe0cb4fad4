"""The card of the person chosen: his points with their evidence, what follows, what to do."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from tkinter import ttk

from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, Wrapped
from jdzb.ledgers.appraisals.page import words
from jdzb.ledgers.appraisals.service_standings import Standing, Standings, wants_help
from jdzb.ledgers.appraisals.terms import HELP


@dataclass(frozen=True, slots=True)
class Acts:
    """What the card can ask for."""

    look: Callable[[Sequence[words.Fact], str], object]
    evidence: Callable[[], object]
    talk: Callable[[], object]
    help: Callable[[], object]
    people: Callable[[], object]
    sheet: Callable[[], object]


class PersonCard(Card):
    """``show(standings, line, state)``; ``state`` tells of talks and help already recorded."""

    def __init__(self, parent: tk.Misc, acts: Acts) -> None:
        super().__init__(parent, " ")
        self._acts = acts
        self.lines = ttk.Frame(self.body)
        self.lines.pack(fill="x")
        self.fallen = Wrapped(self.body, style="Red.TLabel")
        self.fallen.configure(width=1)
        self.known = Wrapped(self.body, style="Subtle.TLabel")
        self.known.configure(width=1)
        self.row = ButtonRows(self.body)
        self.row.pack(fill="x", side="bottom", pady=(px(self, 8), 0))
        self.buttons = {
            text: ttk.Button(self.row, text=text, style="Small.TButton", command=act)
            for text, act in (
                ("登记谈话", acts.talk),
                ("2+1 帮教", acts.help),
                ("凭据…", acts.evidence),
                ("打分表", acts.sheet),
                ("是否评定…", acts.people),
            )
        }

    def show(
        self,
        standings: Standings | None,
        line: Standing | None,
        state: str = "",
        done: Collection[str] = (),
        files: Mapping[int, int] = words.NONE,
    ) -> None:
        """The person's points, and what follows that is not ``done``; nothing without one."""
        for child in self.lines.winfo_children():
            child.destroy()
        self.lines.configure(height=1)  # an emptied frame keeps its height
        if standings is None or line is None:
            self.entitle("没有选中的人", "")
            self._hold(())
            self.fallen.pack_forget()
            self.known.pack_forget()
            return
        self.entitle(_title(standings, line), line.grade if line.subject.assessed else "")
        for told in words.told_of(standings, line, files):
            self._put(told, line.subject.name)
        text = words.why(standings.scheme, line)
        if not self.lines.winfo_children() and not text:
            text = "没有扣分加分的记录。"
        self._say(self.fallen, words.fallen(line, done))
        self._say(self.known, "\n".join(one for one in (text, state) if one))
        self._hold(self._offered(line))
        self._redden(line, done)

    def _say(self, label: Wrapped, text: str) -> None:
        label.show(text)
        if text:
            label.pack(fill="x", pady=(px(self, 4), 0))
        else:
            label.pack_forget()

    def _put(self, told: words.Told, name: str) -> None:
        row = ttk.Frame(self.lines)
        row.pack(fill="x", pady=(0, px(self, 3)))
        if told.facts or told.files:
            link = ttk.Button(
                row, text="查看", style="Link.TButton", command=lambda: self._look(told, name)
            )
            link.pack(side="right", anchor="n")
        label = Wrapped(row, told.text, "TLabel")
        label.configure(width=1)
        label.pack(side="left", fill="x", expand=True)

    def _look(self, told: words.Told, name: str) -> None:
        if told.facts:
            self._acts.look(told.facts, f"{name}：{told.text}")
        else:
            self._acts.evidence()

    def _offered(self, line: Standing) -> tuple[str, ...]:
        person = line.subject.member is not None
        found = []
        if person and line.outcome.lines:
            found.append("登记谈话")
        if person and wants_help(line):
            found.append("2+1 帮教")
        return (*found, "凭据…", "打分表", "是否评定…")

    def _redden(self, line: Standing, done: Collection[str]) -> None:
        """Red is what is to follow next: the talk, then the help; nothing once both are there."""
        left = [rule.what for rule in line.outcome.lines if rule.what not in done]
        talk = any(what != HELP for what in left)
        for text, red in (("登记谈话", talk), ("2+1 帮教", bool(left) and not talk)):
            self.buttons[text].configure(style="SmallPrimary.TButton" if red else "Small.TButton")

    def _hold(self, offered: tuple[str, ...]) -> None:
        for text, button in self.buttons.items():
            if text not in offered:
                button.place_forget()
        self.row.hold([self.buttons[text] for text in offered])


def _title(standings: Standings, line: Standing) -> str:
    total = standings.total(line)
    return f"{line.subject.name} · {total}" if total else line.subject.name
