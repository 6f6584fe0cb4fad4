"""What can be done to a day: stand-in, swap, off, on, leave; each asks what it must and says so."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.ledgers.duty import service, service_hand
from jdzb.ledgers.duty.page.arrange import ArrangeDialog
from jdzb.ledgers.duty.page.cells import short, words
from jdzb.ledgers.duty.page.choosing import WhichDialog, WhoDialog
from jdzb.ledgers.duty.service_hand import Candidate, Offer
from jdzb.ledgers.duty.service_month import DayView, TurnView
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.gui.kit.page import Window

REASONS = ("临时有事", "外出", "身体不适")
LATE = ("当天临时换人", "当时漏登", "登记错了")


class DayDeeds:
    """Changes one day of the roster; whoever is on leave is replaced without asking why."""

    def __init__(self, widget: tk.Misc, shell: Window, session: Session) -> None:
        self.widget, self.shell, self.session = widget, shell, session

    def replace(self, day: DayView, turn: TurnView, other: Candidate) -> None:
        """Put another on the turn."""
        self._stand_in(day, turn, other.member, other.name)

    def choose(self, day: DayView, turn: TurnView | None) -> None:
        """Choose who comes: in place of the turn's member, or besides."""

        def find(leaves: TurnView | None) -> tuple[Candidate, ...]:
            gone = leaves.member if leaves else 0
            return service_hand.candidates(self.session, day.day, gone)

        dialog = WhoDialog(self.widget, day, turn, find)
        member = dialog.run()
        if member is None:
            return
        chosen = dialog.found[member]
        if dialog.turn is None:
            self.put_on(day, chosen)
        else:
            self._stand_in(day, dialog.turn, member, chosen.name)

    def swap(self, day: DayView, turn: TurnView) -> None:
        """Exchange the turn for another."""
        offers = service_hand.offers(self.session, turn.id)
        chosen = WhichDialog(self.widget, day, turn, offers).run()
        if chosen is None:
            return
        other = next(one for one in offers if one.id == chosen)
        what = f"{turn.name}（{short(day.day)}）和{other.name}（{short(other.day)}）换班"
        if reason := self._reason(turn, what, day, other):
            self._done(service_hand.swap(self.session, turn.id, chosen, reason))

    def take_off(self, day: DayView, turn: TurnView) -> None:
        """Take the turn's member off the day."""
        if reason := self._reason(turn, f"{short(day.day)}换下{turn.name}", day):
            self._done(service.void(self.session, turn.id, reason))

    def put_on(self, day: DayView, other: Candidate) -> None:
        """Put one more on the day; for a past one that was printed it is asked why."""
        reason: str | None = ""
        if late := service_hand.late_words(self.session, day.day):
            what = f"{short(day.day)}加上{other.name}（补录）\n{late}"
            reason = dialogs.ask_reason(self.widget, what, LATE)
        if reason is not None:
            self._done(service_hand.put_on(self.session, day.day, other.member, reason))

    def leave(self, day: DayView, turn: TurnView) -> None:
        """Record that the turn's member is away."""
        filled = {"member": str(turn.member), "since": day.day.isoformat()}
        self.arrange("leave", filled | {"until": filled["since"]})

    def arrange(self, tab: str = "leave", filled: dict[str, str] | None = None) -> None:
        """Leaves, fixed days, days without duty, settings."""
        ArrangeDialog(self.widget, self.shell, self.session, tab, filled or {}).run()

    def history(self, day: DayView) -> None:
        """Who was put on the day and taken off it, when, by whom."""
        rows = service.ever_on(self.session, day.day)
        self.shell.show_history(rows, f"{short(day.day)}值班")

    def why(self, day: DayView, turn: TurnView) -> None:
        """Why the turn's member serves on the day."""
        lines = service_hand.why_here(self.session, turn.id)
        title = f"为什么是{turn.name}：{words(day.day)}"
        dialogs.show_text(self.widget, title, "\n".join(f"· {line}" for line in lines))

    def _stand_in(self, day: DayView, turn: TurnView, member: int, name: str) -> None:
        if reason := self._reason(turn, f"{short(day.day)}{turn.name}换成{name}", day):
            self._done(service_hand.stand_in(self.session, turn.id, member, reason))

    def _reason(self, turn: TurnView, what: str, *days: DayView | Offer) -> str | None:
        """Why; who is away is not asked about, unless a printed sheet of a past day changes."""
        told = (service_hand.late_words(self.session, one.day) for one in days)
        if late := next(filter(None, told), ""):
            return dialogs.ask_reason(self.widget, f"{what}（补录）\n{late}", LATE)
        return turn.clash or dialogs.ask_reason(self.widget, what, REASONS)

    def _done(self, changed: Changed) -> None:
        self.shell.on_changed(changed)
