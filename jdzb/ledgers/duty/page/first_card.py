"""今天值班 on the first page: who is on duty, signed in with one click."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from jdzb.core import clock
from jdzb.core.ledger import Due
from jdzb.gui.kit import theme
from jdzb.gui.kit.page import BookCard, Window
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Elided, Pill
from jdzb.ledgers.duty import (
    service_attendance,
    service_conduct,
    service_day,
    service_outlook,
)
from jdzb.ledgers.duty.entries import month_of
from jdzb.ledgers.duty.page import sign_card
from jdzb.ledgers.duty.page.sign_deeds import SignDeeds, Spot
from jdzb.ledgers.duty.rules_attendance import AHEAD, NOW, Half
from jdzb.ledgers.duty.service_day import DutyDay
from jdzb.store.session import Session

TITLE, SIGN, MORE = "今天值班", "签到", "替班、换班、请假…"
HOURS = 9.4  # full-width characters of 上午 8:30–12:00


class DutyCard(BookCard):
    """``buttons`` are those that sign somebody in, in their order."""

    def __init__(self, parent: tk.Misc, shell: Window, session: Session) -> None:
        super().__init__(parent, TITLE)
        self.shell, self.session = shell, session
        self.deeds = SignDeeds(self, shell, session)
        self.buttons: list[ttk.Button] = []
        self._told: list[tuple[str, str, str]] = []
        more = ttk.Button(self.head, text=MORE, style="Link.TButton", command=self._signing)
        more.pack(side="left", padx=(px(self, 12), 0))

    def refresh(self) -> None:
        """Read the day again; the focus goes on to whoever is to sign in next."""
        had = str(self.focus_get() or "").startswith(f"{self}.")
        for child in self.body.winfo_children():
            child.destroy()
        self.buttons, self._told = [], []
        found = service_day.today(self.session)
        self.entitle(_titled(found), _counted(found))
        if found.empty:
            self._nobody(found)
        for part in found.halves:
            self._half(part.half, sign_card.spots(part, _names(found)), found)
        if had:
            self.start()

    def start(self) -> None:
        """The focus on the first button."""
        target = next(iter(self.buttons), None)
        if target is not None:
            target.focus_set()

    def told(self) -> Sequence[tuple[str, str, str]]:
        """When, who and how it stands, for paper."""
        return self._told

    # -- lines -----------------------------------------------------------------------------------

    def _half(self, half: Half, spots: Sequence[Spot], found: DutyDay) -> None:
        for number, spot in enumerate(spots):
            when = f"{half.name} {half.hours}"
            self._line(when if not number else "", spot, found)
            self._told.append((when, _who(found, spot), _state(spot)))

    def _line(self, when: str, spot: Spot, found: DutyDay) -> None:
        line = ttk.Frame(self.body)
        line.pack(fill="x")
        ttk.Frame(self.body, style="Line.TFrame", height=1).pack(fill="x")
        ttk.Label(line, text=when).grid(row=0, column=0, sticky="w", padx=(px(self, 8), 0))
        line.columnconfigure(0, minsize=theme.characters(self, HOURS))
        line.columnconfigure(2, weight=1)
        line.rowconfigure(0, minsize=px(self, 34))
        person = found.people[spot.member]
        name = ttk.Label(line, text=person.name, style="Strong.TLabel", cursor="hand2")
        name.grid(row=0, column=1, sticky="w")
        name.bind("<Button-1>", lambda _: self._signing())
        gap = 0 if person.post else px(self, 12)  # （ brings its own
        Elided(line, _facts(found, spot)).grid(row=0, column=2, sticky="we", padx=(gap, 0))
        ends = ttk.Frame(line)
        ends.grid(row=0, column=3, sticky="e", padx=px(self, 8))
        word = sign_card.state(spot)
        if word not in (NOW, AHEAD):
            tone = sign_card.TONES.get(word, "grey")
            Pill(ends, _state(spot), tone).pack(side="left")
        if spot.row is None:
            self._sign_button(ends, spot, now=self._begun(spot))

    def _begun(self, spot: Spot) -> bool:
        begins = {half.name: half.begins for half in service_attendance.halves(self.session)}
        return clock.now().time() >= begins[spot.half]

    def _sign_button(self, parent: tk.Misc, spot: Spot, *, now: bool) -> None:
        style = "SmallPrimary.TButton" if now else "Small.TButton"
        button = ttk.Button(parent, text=SIGN, style=style, command=lambda: self.deeds.sign(spot))
        button.pack(side="left", padx=(px(self, 8), 0))
        for key, by in (("Up", -1), ("Down", 1)):
            button.bind(f"<{key}>", lambda _, by=by: self._step(button, by))  # type: ignore[misc]
        self.buttons.append(button)

    def _step(self, button: ttk.Button, by: int) -> str | None:
        place = self.buttons.index(button) + by
        if not 0 <= place < len(self.buttons):
            return None
        self.buttons[place].focus_set()
        return "break"

    # -- nobody ----------------------------------------------------------------------------------

    def _nobody(self, found: DutyDay) -> None:
        """A day off, or a month without a roster."""
        text = f"今天{found.off}。" if found.off else "今天没有排人。"
        if not found.rostered and not found.off:
            text = f"{month_of(found.day).words}还没有排班。"
        ttk.Label(self.body, text=text, style="Subtle.TLabel").pack(
            anchor="w", padx=px(self, 8), pady=(px(self, 4), px(self, 6))
        )
        if not found.off:
            self._link("去排班" if not found.rostered else "去看值班表", self._roster)

    def _link(self, text: str, act: Callable[[], object]) -> None:
        button = ttk.Button(self.body, text=text, style="Link.TButton", command=act)
        button.pack(anchor="w", padx=px(self, 4), pady=(px(self, 6), 0))

    def _roster(self) -> None:
        """The roster of this month."""
        self.shell.open_due(Due("duty", None, "", "", service_outlook.ROSTER, filled=("0",)))

    def _signing(self) -> None:
        """The tab where everything else about the day is entered."""
        self.shell.open_due(Due("duty", clock.today(), "", "", service_conduct.SIGN))


def _names(found: DutyDay) -> dict[int, str]:
    return {member: person.name for member, person in found.people.items()}


def _titled(found: DutyDay) -> str:
    return f"{TITLE} · {found.holiday}" if found.holiday else TITLE


def _counted(found: DutyDay) -> str:
    return f"本月已值 {found.served} 天，签到 {found.signed} 天" if found.served else ""


def _facts(found: DutyDay, spot: Spot) -> str:
    person = found.people[spot.member]
    parts = (f"（{person.post}）" if person.post else "", person.phone)
    return "　".join(part for part in parts if part)


def _who(found: DutyDay, spot: Spot) -> str:
    return f"{found.people[spot.member].name}{_facts(found, spot)}"


def _state(spot: Spot) -> str:
    """已签到 8:26, 有人替 8:30, 未签到."""
    word, row = sign_card.state(spot), spot.row
    told = {"到岗": "已签到"}.get(word, word)
    return f"{told} {row.times}" if row and row.times else told
