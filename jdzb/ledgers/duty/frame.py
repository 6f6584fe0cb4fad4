"""A month as the solver knows it, read once. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jdzb.ledgers.duty import rules
from jdzb.ledgers.duty.entries import Closure, Month, Turn
from jdzb.ledgers.duty.roster import Day, Person, Roster


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything the solver needs about a month; gap: days from turn to turn, at least."""

    month: Month
    people: tuple[Person, ...]
    turns: tuple[Turn, ...]
    days: tuple[Day, ...]
    closures: tuple[Closure, ...] = ()
    gap: int = 0

    def turns_on(self, day: date) -> list[Turn]:
        """The turns of a day."""
        return [turn for turn in self.turns if turn.day == day]

    def on(self, day: date) -> set[int]:
        """Who serves on a day."""
        return {turn.member for turn in self.turns_on(day)}

    def person(self, member: int) -> Person | None:
        """The person of that id, if a member in this month."""
        return next((one for one in self.people if one.id == member), None)

    def standing(self) -> Roster:
        """The month exactly as it stands, with everyone's counts."""
        kept = (
            (day.day, tuple(turn.member for turn in self.turns_on(day.day))) for day in self.days
        )
        days = tuple(Day(day, need=len(members), kept=members) for day, members in kept)
        return rules.make_roster(self.people, days)

    def last_before(self, member: int, day: date) -> date | None:
        """The last turn of a member before a day, as far as the frame knows."""
        return max(
            (one.day for one in self.turns if one.member == member and one.day < day), default=None
        )

    def next_after(self, member: int, day: date) -> date | None:
        """The next turn of a member after a day, as far as the frame knows."""
        return min(
            (one.day for one in self.turns if one.member == member and one.day > day), default=None
        )
