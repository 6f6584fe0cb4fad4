"""Today's duty at a glance: every half day with who is planned, and the days of the month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jdzb.core import clock
from jdzb.core.private import masked
from jdzb.ledgers.duty import rules, service, service_month
from jdzb.ledgers.duty import service_attendance as attendance
from jdzb.ledgers.duty.entries import month_of
from jdzb.ledgers.duty.entries_attendance import CAME
from jdzb.ledgers.duty.service_attendance import HalfDay
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session


@dataclass(frozen=True, slots=True)
class Person:
    """Someone as the day shows him: name, 党内职务, telephone with its middle hidden."""

    name: str
    post: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class DutyDay:
    """A day of duty: ``rostered`` when its month has turns, ``off`` why nobody is on duty by the
    rules ('' on a day of duty), ``holiday`` its name; of its month up to the day, how many days had
    duty and on how many of them somebody signed in.
    """

    day: date
    halves: tuple[HalfDay, ...]
    people: dict[int, Person]
    rostered: bool
    off: str
    holiday: str
    served: int
    signed: int

    @property
    def empty(self) -> bool:
        """True when nobody is planned and nobody came."""
        return not any(half.places or half.extras for half in self.halves)


def today(session: Session) -> DutyDay:
    """The day of the clock."""
    day = clock.today()
    month, halves = month_of(day), attendance.day_view(session, day)
    served = {turn.day for turn in attendance.serving(session, month.first, day)}
    came = {row.day for row in attendance.rows(session, month.first, day) if row.state in CAME}
    return DutyDay(
        day, halves, _people(session), service_month.rostered(session, month),
        _off(session, day), service.calendar().name(day) or "", len(served), len(served & came),
    )  # fmt: skip


def _people(session: Session) -> dict[int, Person]:
    cards = {one.id: one for one in members.register(session).members}
    found = {}
    for member, name in members.names(session).items():
        card = cards.get(member)
        post = (card.party_post or "") if card else ""
        phone = masked(card.phone or "") if card else ""
        found[member] = Person(name, "支部书记" if post == "书记" else post, phone)
    return found


def _off(session: Session, day: date) -> str:
    """Why a day has no duty: 春节放假, 节假日不值班; '' when it has."""
    settings, calendar = service.settings(session), service.calendar()
    closures = service.closures(session, after=day)
    found = rules.month_days(month_of(day), settings, calendar, closures=closures)
    this = next(one for one in found if one.day == day)
    return this.closed or "" if this.need == 0 or this.closed else ""
