"""A new meeting filled as far as the ledger knows: what was the same last time."""

from __future__ import annotations

from collections import Counter
from datetime import date

from jdzb.core import clock
from jdzb.ledgers.meetings import framing, kinds, service
from jdzb.ledgers.meetings.entries import Meeting, Minutes
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

SAME = ("since", "place", "chair", "recorder")  # the end of a meeting is never guessed


def begin(
    session: Session, kind: str, day: str = "", theme: str | None = None, group: str = ""
) -> Minutes:
    """New minutes of a kind on a day (today), not stored; time, place, chair, recorder as at the
    last meeting of that kind, else at the last of any; of the group that has met least.
    """
    day = day or clock.today().isoformat()
    last = last_like(session, kind)
    known = {name: getattr(last, name) for name in SAME} if last else {}
    own: str | None = None
    if service.kind_of(session, kind).who == kinds.GROUP:
        own = group or next_group(session, date.fromisoformat(day))
    return service.fresh(session, Meeting(kind, day, party_group=own, theme=theme, **known))


def last_like(session: Session, kind: str) -> Meeting | None:
    """The last meeting of a kind, else of any kind."""
    every = service.browse(session)
    return next((one for one in every if one.kind == kind), next(iter(every), None))


def groups(session: Session, day: date) -> tuple[str, ...]:
    """The Party groups there are on a day."""
    return framing.groups(members.register(session), day)


def next_group(session: Session, day: date) -> str | None:
    """The group that has met least in the year of a day."""
    year = str(day.year)
    met = Counter(
        one.party_group
        for one in service.browse(session)
        if one.day[:4] == year and one.party_group
    )
    return min(groups(session, day), key=lambda group: met[group], default=None)
