"""The strip of the stages: what each is called, how far it has come; a click does or records it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from jdzb.gui.kit import theme, tooltip
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card
from jdzb.ledgers.appraisals import service_stages
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.service_stages import DONE, RUNNING, Step
from jdzb.ledgers.appraisals.terms import NOTICE, STAGES

CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STYLES = {DONE: "Done.Step.TButton", RUNNING: "Next.Step.TButton"}


class StageStrip(Card):
    """``show(whole)``; ``on_choose(step)`` when a stage is pressed; arrows move along it."""

    def __init__(self, parent: tk.Misc, on_choose: Callable[[Step], object]) -> None:
        super().__init__(parent)
        self.configure(padding=(px(self, theme.CARD_PAD), px(self, 7)))
        self._on_choose = on_choose
        self.steps: Sequence[Step] = ()
        self.buttons: list[ttk.Button] = []
        self._flow: Flow | None = None

    def show(self, whole: Whole) -> None:
        """The stages of a round anew; new buttons only where there are others."""
        self.steps = service_stages.steps(whole)
        if len(self.steps) != len(self.buttons):
            self._make()
        for step, button in zip(self.steps, self.buttons, strict=True):
            mark = CIRCLES[step.number - 1] if step.number <= len(CIRCLES) else f"{step.number}."
            said = f" {step.said}" if step.said else ""
            button.configure(
                text=f"{mark} {service_stages.named(whole, step)}{said}",
                style=_STYLES.get(step.state, "Step.TButton"),
            )
            tip = f"{step.state}：{STAGES.get(step.stage.kind, '')}"
            if step.stage.kind == NOTICE and step.stage.days:
                tip += f"，至少 {step.stage.days} 天"
            tooltip.attach(button, f"{tip}。单击或回车办理、登记。")

    def _make(self) -> None:
        if self._flow:
            self._flow.destroy()
        self._flow = flow = Flow(self.body, gap=14)
        flow.pack(fill="x")
        self.buttons = []
        for number in range(len(self.steps)):
            button = ttk.Button(flow, command=lambda n=number: self._choose(n))  # type: ignore[misc]
            button.bind("<Return>", lambda _, n=number: self._choose(n))  # type: ignore[misc]
            for key, by in (("<Left>", -1), ("<Right>", 1)):
                button.bind(key, lambda _, to=number + by: self._go(to))  # type: ignore[misc]
            flow.push(button)
            self.buttons.append(button)

    def _choose(self, number: int) -> str:
        self._on_choose(self.steps[number])
        return "break"

    def _go(self, number: int) -> str:
        self.buttons[number % len(self.buttons)].focus_set()
        return "break"
