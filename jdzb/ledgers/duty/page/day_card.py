"""The card of the selected day: who serves, what is wrong, and every change one click away."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Protocol

from jdzb.gui.kit import theme
from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, Wrapped
from jdzb.ledgers.duty.entries import BY_HAND
from jdzb.ledgers.duty.page.cells import words
from jdzb.ledgers.duty.service_hand import Candidate
from jdzb.ledgers.duty.service_month import DayView, TurnView

BUTTON_PAD = 28  # units
LEAST, WHY = "（最少）", "为什么是他"


class Deeds(Protocol):
    """What the buttons of the card do."""

    def replace(self, day: DayView, turn: TurnView, other: Candidate) -> None:
        """Put another on the turn."""

    def choose(self, day: DayView, turn: TurnView | None) -> None:
        """Choose who comes: in place of the turn's member, or besides."""

    def swap(self, day: DayView, turn: TurnView) -> None:
        """Exchange the turn for another."""

    def take_off(self, day: DayView, turn: TurnView) -> None:
        """Take the turn's member off the day."""

    def put_on(self, day: DayView, other: Candidate) -> None:
        """Put one more on the day."""

    def leave(self, day: DayView, turn: TurnView) -> None:
        """Record that the turn's member is away."""

    def history(self, day: DayView) -> None:
        """Show who was put on the day and taken off it."""

    def why(self, day: DayView, turn: TurnView) -> None:
        """Say why the turn's member serves on the day."""


class DayCard(Card):
    """``show`` a day; the arrows choose among its people, the buttons act on the one chosen."""

    def __init__(self, parent: tk.Misc, deeds: Deeds) -> None:
        super().__init__(parent, "值班安排")
        self._deeds = deeds
        self.day: DayView | None = None
        self.turn: TurnView | None = None
        self.rows: dict[int, PersonRow] = {}
        self.buttons: dict[str, ttk.Button] = {}
        self._best: Candidate | None = None
        self._foot: ButtonRows | None = None
        self._width = 0
        self.body.bind("<Configure>", lambda event: self._resized(event.width))

    def show(self, day: DayView, hours: str, best: Candidate | None, note: str = "") -> None:
        """Show a day; ``best`` is who should come next, None when nobody can."""
        same = self.day is not None and self.day.day == day.day and self.turn is not None
        kept = self.turn.member if same and self.turn else 0
        self.day, self._best = day, best
        self.turn = _first(day.turns, kept)
        self.entitle(words(day.day), note)
        for child in self.body.winfo_children():
            child.destroy()
        times = ButtonRows(self.body)
        times.pack(fill="x", pady=(0, px(self, 2)))
        halves = [ttk.Label(times, text=half, style="Subtle.TLabel") for half in hours.split("　")]
        times.hold(halves)
        if day.why:
            text = f"{day.why}，却还排着人" if day.shut else day.why
            calm = not day.need and not day.shut
            self._line(text, "Subtle.TLabel" if calm else "Red.TLabel")
        for odd in day.notes:
            self._line(odd, "Amber.TLabel")
        self.rows = {turn.id: PersonRow(self.body, turn, self) for turn in day.turns}
        for row in self.rows.values():
            row.pack(fill="x", pady=(px(self, 8), 0))
        self._show_buttons()

    def choose(self, turn: TurnView) -> None:
        """Make one of the day's people the one the buttons act on."""
        self.turn = turn
        self._show_buttons()

    def step(self, by: int) -> None:
        """Go to the next person of the day, or the one before."""
        turns = self.day.turns if self.day else ()
        if self.turn in turns:
            chosen = turns[(turns.index(self.turn) + by) % len(turns)]
            self.choose(chosen)
            self.rows[chosen.id].focus_set()

    def _resized(self, width: int) -> None:
        if width != self._width:
            self._width = width
            self._show_buttons()

    def _line(self, text: str, style: str) -> None:
        line = Wrapped(self.body, text, style)
        line.configure(width=1)  # its width is the card's, not the text's
        line.pack(fill="x", pady=(0, px(self, 2)))

    def _show_buttons(self) -> None:
        for row in self.rows.values():
            row.choose(row.turn == self.turn)
        if self._foot:
            self._foot.destroy()
        self._foot = ButtonRows(self.body)
        self._foot.pack(fill="x", pady=(px(self, 12), 0))
        self.buttons = {}
        for text, command, primary in self._actions():
            style = "SmallPrimary.TButton" if primary else "Small.TButton"
            button = ttk.Button(self._foot, text=text, command=command, style=style)
            button.bind("<Return>", lambda event: event.widget.invoke())
            self.buttons[text] = button
        self._foot.hold(tuple(self.buttons.values()))

    def _actions(self) -> list[tuple[str, Callable[[], object], bool]]:
        day, turn, best, deeds = self.day, self.turn, self._best, self._deeds
        if day is None:
            return []
        found: list[tuple[str, Callable[[], object], bool]] = []
        short = len(day.turns) < day.need
        best = None if day.shut else best
        if best and turn and not (short and not turn.clash):
            text = self._fitted(f"换成 {best.name}", best)
            found.append((text, lambda: deeds.replace(day, turn, best), bool(turn.clash)))
        elif best and short:
            text = self._fitted(f"加上 {best.name}", best)
            found.append((text, lambda: deeds.put_on(day, best), True))
        if turn:
            found.append(("选人…", lambda: deeds.choose(day, turn), False))
            found.append(("换班", lambda: deeds.swap(day, turn), False))
            found.append(("换下", lambda: deeds.take_off(day, turn), day.shut))
            found.append(("请假", lambda: deeds.leave(day, turn), False))
            found.append((WHY, lambda: deeds.why(day, turn), False))
        found.append(("加人", lambda: deeds.choose(day, None), False))
        found.append(("历史", lambda: deeds.history(day), False))
        return found

    def _fitted(self, text: str, best: Candidate) -> str:
        """The text with the reason for the choice, where there is room for it."""
        whole, room = f"{text}{LEAST}", self.body.winfo_width()
        wide = theme.text_font(self, "Column").measure(whole) + px(self, BUTTON_PAD)
        return whole if best.least and (room <= 1 or wide <= room) else text


class PersonRow(ttk.Frame):
    """One person of the day: name, and at the right why there is a clash or what was changed."""

    def __init__(self, parent: tk.Misc, turn: TurnView, card: DayCard) -> None:
        pad = (px(parent, 10), px(parent, 6))
        super().__init__(parent, style="Field.TFrame", padding=pad, takefocus=True)
        self.turn, self._card = turn, card
        self._label = ttk.Label(self, text=turn.name)
        self._label.pack(side="left", anchor="n")
        remark = turn.clash or turn.note or ("手工安排" if turn.origin == BY_HAND else "")
        style = "Problem.TLabel" if turn.clash else "Faint.TLabel"
        self._remark = Wrapped(self, remark, style)
        self._remark.configure(width=1)
        self._remark.pack(side="left", fill="x", expand=True, padx=(px(self, 14), 0))
        for widget in (self, self._label, self._remark):
            widget.bind("<Button-1>", lambda _: self._clicked(), add=True)
        for key, by in (("Up", -1), ("Left", -1), ("Down", 1), ("Right", 1)):
            self.bind(f"<{key}>", lambda _, by=by: card.step(by))  # type: ignore[misc]
        self.bind("<FocusIn>", lambda _: self._focused(), add=True)
        self.bind("<FocusOut>", lambda _: self.state(["!focus"]), add=True)
        self.bind("<Return>", lambda _: card.buttons["选人…"].invoke())
        self.bind("<F7>", lambda _: card.buttons[WHY].invoke())

    def choose(self, on: bool) -> None:
        """Show whether the buttons act on this person."""
        self._label.configure(style="Strong.TLabel" if on else "TLabel")
        self.configure(takefocus=on)

    def _clicked(self) -> None:
        self.focus_set()

    def _focused(self) -> None:
        self.state(["focus"])
        if self._card.turn != self.turn:
            self._card.choose(self.turn)


def _first(turns: Sequence[TurnView], member: int) -> TurnView | None:
    """The turn of that member if there is one, else one that clashes, else the first."""
    for turn in turns:
        if turn.member == member:
            return turn
    return next((turn for turn in turns if turn.clash), turns[0] if turns else None)
