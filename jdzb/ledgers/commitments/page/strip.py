"""The year and its six steps in one line; a click registers a step."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from tkinter import ttk

from jdzb.gui.kit import tooltip
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, Wrapped
from jdzb.ledgers.commitments import rules
from jdzb.ledgers.commitments.columns import STEPS
from jdzb.ledgers.commitments.rules import StepView

CIRCLES = "①②③④⑤⑥"
TODO = {
    "提诺": "收齐每人的承诺，在下面填好",
    "审诺": "支部开会审过，登记日期，连上会议记录",
    "公示": "打印“承诺公示”贴出去，登记日期，连上公示",
    "践诺": "做一件记一笔",
    "述诺": "本人说说办得怎样，逐条登记，再登记这一步",
    "评诺": "发票测评、计票、评定，再登记这一步",
}


class YearPick(ttk.Frame):
    """‹ 2026年 ›: ``year``, ``show(year)``, ``on_year(year)`` after a press."""

    def __init__(self, parent: tk.Misc, year: int, on_year: Callable[[int], object]) -> None:
        super().__init__(parent)
        self.year, self._on_year = year, on_year
        self._label = ttk.Label(self, style="Strong.TLabel")
        for text, by, tip in (("‹", -1, "前一年"), ("›", 1, "后一年")):
            button = ttk.Button(
                self, text=text, style="Small.TButton",
                command=lambda by=by: self.go(self.year + by),  # type: ignore[misc]
            )  # fmt: skip
            tooltip.attach(button, tip)
            button.pack(side="left")
            if by < 0:
                self._label.pack(side="left", padx=px(self, 8))
        self.show(year)

    def show(self, year: int) -> None:
        """Name a year without telling anyone."""
        self.year = year
        self._label.configure(text=f"{year}年")

    def go(self, year: int) -> None:
        """Turn to a year."""
        self.show(year)
        self._on_year(year)


@dataclass(frozen=True, slots=True)
class Shown:
    """A step with what it is tied to, as its tip tells."""

    view: StepView
    tied: str


class YearStrip(Card):
    """``show(steps, today)``; ``on_step(view)`` when one is pressed."""

    def __init__(
        self, parent: tk.Misc, year: int,
        on_year: Callable[[int], object],
        on_step: Callable[[StepView], object],
        on_count: Callable[[], object],
        on_settle: Callable[[], object],
        on_again: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._on_step = on_step
        self._shown: Sequence[Shown] = ()
        row = Flow(self.body, gap=6)
        row.pack(fill="x")
        self.years = YearPick(row, year, on_year)
        row.push(self.years)
        self.buttons: dict[str, ttk.Button] = {}
        for place, step in enumerate(STEPS):
            button = ttk.Button(
                row, style="Step.TButton", text=f"{CIRCLES[place]} {step}",
                command=lambda place=place: self._press(place),  # type: ignore[misc]
            )  # fmt: skip
            row.push(button)
            self.buttons[step] = button
        self._tips = {step: tooltip.attach(button, "") for step, button in self.buttons.items()}
        foot = ttk.Frame(self.body)
        foot.pack(fill="x", pady=(px(self, 6), 0))
        self.tally = ttk.Button(foot, text="评诺计票…", style="Small.TButton", command=on_count)
        self.tally.pack(side="right", padx=(px(self, 10), 0))
        self.settle = ttk.Button(foot, style="Small.TButton", command=on_settle)
        self.again = ttk.Button(foot, style="Small.TButton", command=on_again)
        self.line = Wrapped(foot, "", "Subtle.TLabel")
        self.line.configure(width=1)
        self.line.pack(side="left", fill="x", expand=True)

    def show(self, shown: Sequence[Shown], today: date) -> None:
        """The steps as they stand: done, next, late."""
        self._shown = shown
        following = rules.following([one.view for one in shown])
        left = rules.skipped([one.view for one in shown])
        for one in shown:
            view = one.view
            style = "Done." if view.done else ""
            if not view.done and (view in left or view.late(today)):
                style = "Late."
            elif following is not None and view.step == following.step:
                style = "Next."
            text = f"{CIRCLES[view.number - 1]} {view.step}{_brief(view)}"
            self.buttons[view.step].configure(style=f"{style}Step.TButton", text=text)
            self._tips[view.step].text = _tip(one)
        self.line.show(_next_words(following, left, today))

    def offer(self, reached: int, again: int) -> None:
        """Offer to settle so many promises that reached their target, and to take so many over
        from last year; 0 takes the button away.
        """
        self._offer(self.settle, f"达标的 {reached} 条评为兑现…", reached)
        self._offer(self.again, f"沿用去年的 {again} 条…", again)

    def _offer(self, button: ttk.Button, text: str, count: int) -> None:
        button.configure(text=text)
        if count:
            button.pack(side="right", padx=(px(self, 10), 0), after=self.tally)
        else:
            button.pack_forget()

    def _press(self, place: int) -> None:
        if self._shown:
            self._on_step(self._shown[place].view)


def _brief(view: StepView) -> str:
    """03-05, or what the ledger counts, behind the name of the step."""
    if view.taken:
        day = view.taken.day
        return f" {day[5:] if day[:4] == str(view.until.year) else day}"
    return f" {view.told.removeprefix('记了 ')}" if view.told else ""


def _tip(one: Shown) -> str:
    view = one.view
    parts = [f"{view.step}：{view.taken.day}" if view.taken else f"{view.step}：还没有登记"]
    parts += [text for text in (one.tied, view.told) if text]
    if view.taken and view.taken.note:
        parts.append(view.taken.note)
    parts.append("单击更正" if view.taken else f"应在 {view.until.isoformat()} 前，单击登记")
    return "\n".join(parts)


def _next_words(following: StepView | None, left: Sequence[StepView], today: date) -> str:
    parts = []
    if left:
        parts.append(f"▲ 没有登记：{'、'.join(view.step for view in left)}")
    if following is None:
        parts.append("六步都已登记。" if not left else "")
    else:
        late = "，已经过了" if following.late(today) else ""
        until = f"{following.until.month}月底前{late}"
        parts.append(f"下一步 {following.step}（{until}）：{TODO[following.step]}。")
    return "　".join(part for part in parts if part)
