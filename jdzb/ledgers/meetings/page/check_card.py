"""The card at the right: what is in order, what is not, each with figure and source."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import dataclass
from tkinter import ttk

from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, Wrapped
from jdzb.ledgers.meetings.rules import OK, OWN_COUNT, WARN, WRONG, Line

MARKS = {OK: ("✔", "Green.TLabel"), WARN: ("▲", "Amber.TLabel"), WRONG: ("✘", "Red.TLabel")}
NUMBERS = "①②③④⑤⑥"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of 四议两公开 as the card shows it; ``here``: the meeting on the page."""

    number: int
    title: str
    day: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class Chained:
    """A matter with its steps."""

    title: str
    steps: tuple[StepLine, ...]


class CheckCard(Card):
    """``show(lines, chains)``; drawn anew only when something is different."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, "核对")
        self.foot = ttk.Frame(self.body)
        self.foot.pack(side="bottom", fill="x", pady=(px(self, 8), 0))
        self.scroll = ScrollFrame(self.body)
        self.scroll.pack(fill="both", expand=True)
        self.shown: tuple[Sequence[Line], Sequence[Chained]] = ((), ())
        self._made: list[ttk.Frame | ttk.Label] = []

    def show(self, lines: Sequence[Line], chains: Sequence[Chained] = ()) -> None:
        """The lines in their order, then each matter of 四议两公开."""
        if (lines, chains) == self.shown:
            return
        self.shown = (lines, chains)
        for widget in self._made:
            widget.destroy()
        self._made = []
        for line in lines:
            self._draw(line)
        for chain in chains:
            self._draw_chain(chain)

    def texts(self) -> list[str]:
        """The sentences with their marks, as they stand."""
        return [f"{MARKS[line.mark][0]} {line.text}" for line in self.shown[0]]

    def _draw(self, line: Line) -> None:
        sign, style = MARKS[line.mark]
        told = "，".join(part for part in (line.figure, _source(line)) if part)
        row = self._row(sign, style, line.text)
        if told:
            source = Wrapped(row, told, "Faint.TLabel")
            source.configure(width=1)
            source.grid(row=1, column=1, sticky="we")

    def _row(self, sign: str, style: str, text: str) -> ttk.Frame:
        row = ttk.Frame(self.scroll.body)
        row.pack(fill="x", pady=(0, px(self, 7)))
        row.columnconfigure(1, weight=1)
        ttk.Label(row, text=sign, style=style).grid(
            row=0, column=0, sticky="n", padx=(0, px(self, 6))
        )
        words = Wrapped(row, text)
        words.configure(width=1)
        words.grid(row=0, column=1, sticky="we")
        self._made.append(row)
        return row

    def _draw_chain(self, chain: Chained) -> None:
        head = Wrapped(self.scroll.body, f"四议两公开：{chain.title}", "Subtle.TLabel")
        head.configure(width=1)
        head.pack(fill="x", pady=(px(self, 10), px(self, 4)))
        self._made.append(head)
        for step in chain.steps:
            row = ttk.Frame(self.scroll.body)
            row.pack(fill="x")
            row.columnconfigure(0, weight=1)
            mark, style = ("本次", "Red.TLabel") if step.here else ("✔", "Green.TLabel")
            if not step.day and not step.here:
                mark, style = "○", "Faint.TLabel"
            day = f" {step.day[5:]}" if step.day else ""
            words = f"{NUMBERS[step.number - 1]} {step.title}{day}"
            label = Wrapped(row, words, "TLabel" if step.here else "Subtle.TLabel")
            label.configure(width=1)
            label.grid(row=0, column=0, sticky="we")
            ttk.Label(row, text=mark, style=style).grid(row=0, column=1, sticky="e")
            self._made.append(row)


def _source(line: Line) -> str:
    return "" if line.source == OWN_COUNT else line.source
