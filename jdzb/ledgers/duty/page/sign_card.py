"""A half day on the screen: everyone planned or there, each with a word, the times, its buttons."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from tkinter import ttk

from jdzb.core import clock
from jdzb.gui.kit import theme
from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, Pill, Wrapped
from jdzb.ledgers.duty.entries_attendance import AWAY, FOR_OTHERS, ON_LEAVE, PRESENT, SWAPPED
from jdzb.ledgers.duty.page.sign_deeds import SignDeeds, Spot, deeds_of
from jdzb.ledgers.duty.rules_attendance import AHEAD, NOW, REPLACED, UNSIGNED
from jdzb.ledgers.duty.service_attendance import HalfDay

TONES = {
    PRESENT: "green", SWAPPED: "green", REPLACED: "green", ON_LEAVE: "grey", AWAY: "red",
    UNSIGNED: "red", NOW: "amber", AHEAD: "grey",
}  # fmt: skip
EXTRA = "计划外"
NAME = 4.6  # full-width characters


class HalfCard(Card):
    """``show`` a half day; arrows go from line to line, Enter does the most likely thing."""

    def __init__(self, parent: tk.Misc, deeds: SignDeeds, step: Callable[[int], object]) -> None:
        super().__init__(parent)
        self.deeds, self.step = deeds, step
        self.names: Mapping[int, str] = {}
        self.rows: list[SpotRow] = []

    def show(self, view: HalfDay, names: Mapping[int, str], day: date) -> None:
        """Show everyone of the half day."""
        self.names = names
        for child in self.body.winfo_children():
            child.destroy()
        found = spots(view, names)
        came = sum(spot.row is not None for spot in found if spot.place)
        note = f"计划 {len(view.places)} 人，已登记 {came}" if view.places else "没有排人"
        self.entitle(f"{view.half.name} {view.half.hours}", note)
        self.rows = [SpotRow(self.body, spot, self) for spot in found]
        for row in self.rows:
            row.pack(fill="x", pady=(0, px(self, 6)))
        more = ttk.Button(
            self.body, text="其他人到岗…", style="Link.TButton",
            command=lambda: self.deeds.besides(day, view.half.name),
        )  # fmt: skip
        more.pack(anchor="w")


class SpotRow(ttk.Frame):
    """One person of the half day; the frame takes the focus, its buttons follow by Tab."""

    def __init__(self, parent: tk.Misc, spot: Spot, card: HalfCard) -> None:
        pad = (px(parent, 10), px(parent, 6))
        super().__init__(parent, style="Field.TFrame", padding=pad, takefocus=True)
        self.spot, self._card = spot, card
        name = ttk.Label(self, text=spot.name, style="Strong.TLabel")
        name.grid(row=0, column=0, sticky="w")
        self.columnconfigure(0, minsize=theme.characters(self, NAME))
        word = state(spot)
        self.pill = Pill(self, word, TONES.get(word, "grey"))
        self.pill.grid(row=0, column=1, sticky="w", padx=px(self, 8))
        self.columnconfigure(1, minsize=theme.characters(self, 5))
        self.told = Wrapped(self, told(spot, card.names), "Subtle.TLabel")
        self.told.configure(width=1)
        self.told.grid(row=0, column=2, sticky="we", padx=(0, px(self, 8)))
        self.columnconfigure(2, weight=1)
        self.buttons = self._buttons()
        for widget in (self, name, self.pill, self.told):
            widget.bind("<Button-1>", lambda _: self.focus_set(), add=True)
            widget.bind("<Button-3>", self._menu, add=True)
        for key, by in (("Up", -1), ("Down", 1)):
            self.bind(f"<{key}>", lambda _, by=by: card.step(by))  # type: ignore[misc]
        self.bind("<FocusIn>", lambda _: self.state(["focus"]), add=True)
        self.bind("<FocusOut>", lambda _: self.state(["!focus"]), add=True)
        self.bind("<Return>", lambda _: self.act())
        self.bind("<space>", lambda _: self.act())
        self.bind("<Delete>", lambda _: self._void())
        for key in ("<Menu>", "<Shift-F10>"):
            self.bind(key, self._menu)

    def act(self) -> None:
        """The most likely thing: sign in, or correct."""
        key = "签到" if "签到" in self.buttons else "更正"
        self.buttons[key].invoke()

    def _void(self) -> None:
        if "作废" in self.buttons:
            self.buttons["作废"].invoke()

    def _buttons(self) -> dict[str, ttk.Button]:
        line = ButtonRows(self)
        deeds, spot = self._card.deeds, self.spot
        does: Mapping[str, Callable[[Spot], object]] = {
            "签到": deeds.sign, "替班": deeds.stand_in,
            "换班": lambda one: deeds.stand_in(one, SWAPPED), "脱岗": deeds.away,
            "请假": deeds.on_leave, "离岗": deeds.left, "更正": deeds.correct,
            "作废": deeds.void, "历史": deeds.history,
        }  # fmt: skip
        ahead = spot.day > clock.today()
        found = {}
        for text in () if ahead else deeds_of(spot):
            style = "SmallPrimary.TButton" if text == "签到" else "Small.TButton"
            button = ttk.Button(
                line, text=text, style=style, command=lambda text=text: does[text](spot)  # type: ignore[misc]
            )  # fmt: skip
            found[text] = button
        if found:
            line.hold(tuple(found.values()))
            wide = sum(one.winfo_reqwidth() + px(self, 8) for one in found.values())
            self.columnconfigure(3, minsize=wide)
            line.grid(row=0, column=3, sticky="we")
        return found

    def _menu(self, event: tk.Event[tk.Misc]) -> None:
        """Everything the buttons offer, as a menu at the line."""
        self.focus_set()
        menu = tk.Menu(self, tearoff=False)
        for text, button in self.buttons.items():
            menu.add_command(label=text, command=button.invoke)
        by_key = event.type == tk.EventType.KeyPress
        x = self.winfo_rootx() + px(self, 20) if by_key else event.x_root
        y = self.winfo_rooty() + self.winfo_height() if by_key else event.y_root
        menu.tk_popup(x, y)


def spots(view: HalfDay, names: Mapping[int, str]) -> list[Spot]:
    """The lines of a half day: the plan, who stood in for one on leave, who came besides."""
    found = [
        Spot(place.day, place.half, place.member, names[place.member], place, place.row)
        for place in view.places
    ]
    covers = [place.cover for place in view.places if place.own and place.cover]
    besides = (
        Spot(row.day, row.half, row.member, names[row.member], None, row)
        for row in (*covers, *view.extras)
    )
    return [*found, *besides]


def state(spot: Spot) -> str:
    """The word on the pill: 到岗, 有人替, 未签到…"""
    if spot.place:
        return spot.place.state
    row = spot.row
    return row.state if row and row.state in FOR_OTHERS else EXTRA


def told(spot: Spot, names: Mapping[int, str]) -> str:
    """What the pill does not say: who came, from when to when, why."""
    row = spot.row
    if row is None:
        return ""
    who = ""
    if spot.place and row.member != spot.member:
        who = f"{names[row.member]}来{'换' if row.state == SWAPPED else '替'}"
    elif row.instead_of is not None:
        who = f"替{names[row.instead_of]}"
    parts: Sequence[str] = (who, row.times, row.note or "")
    return "　".join(part for part in parts if part)
