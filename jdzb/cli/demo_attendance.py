"""Who served in the fictional village: sign-ins and appraisals through the services of the book."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from jdzb.core import clock
from jdzb.core.errors import Refused
from jdzb.ledgers.duty import service, service_hand, service_month, service_reviews
from jdzb.ledgers.duty import service_attendance as attendance
from jdzb.ledgers.duty.entries import month_of
from jdzb.ledgers.duty.entries_attendance import (
    AFTERNOON,
    AWAY,
    MORNING,
    ON_LEAVE,
    PRESENT,
    STOOD_IN,
    Attendance,
)
from jdzb.ledgers.duty.entries_reviews import SIDES, Review, period_of
from jdzb.ledgers.duty.rules_attendance import Place
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

DAYS = 6  # past days that the village has signed in for: none of them a late entry
AWAY_FOR = ("接孩子放学", "回家喂猪", "去镇上取快递")
ON_LEAVE_FOR = ("看病", "走亲戚")


def serve(session: Session) -> None:
    """Past days as they were worked: who was put on, and who put them there by hand."""
    with session.together("登记示例值班", "示例"):
        for day in _past():
            for member in _who(session, day):
                with contextlib.suppress(Refused):
                    service_hand.put_on(session, day, member)


def sign(session: Session) -> None:
    """The past days signed in for, some half days not, and what is said of the quarter so far."""
    rng = random.Random(DAYS)
    with session.together("登记示例签到", "示例"):
        for day in _past():
            for place in attendance.places(session, day, day):
                _sign(session, place, rng)
    with session.together("登记示例评议", "示例"):
        review(session, clock.today(), rng, SIDES[:2])


def live(session: Session, day: date) -> None:
    """One morning at the desk: yesterday afternoon as it stands on the form, this morning now."""
    rng = random.Random(day.toordinal())
    yesterday = day - timedelta(days=1)
    for place in attendance.places(session, yesterday, day):
        if (place.day, place.half) in ((yesterday, AFTERNOON), (day, MORNING)):
            _sign(session, place, rng)


def review(session: Session, day: date, rng: random.Random, sides: tuple[str, ...] = SIDES) -> None:
    """What some sides say of everyone in the quarter that a day lies in."""
    figures = service_reviews.scheme()
    for one in service_reviews.board(session, period_of(day, figures.months)):
        good = not (one.tally.away or one.tally.unsigned)
        given = {side: figures.grades[0 if good else rng.randint(0, 2)] for side in sides}
        if not one.review.id:
            said: Review = replace(one.review, **given)  # type: ignore[arg-type]
            service_reviews.enter(session, said)


def _past() -> Iterator[date]:
    return (clock.today() - timedelta(days=ago) for ago in range(DAYS, 0, -1))


def _who(session: Session, day: date) -> list[int]:
    """Those of the day: as many as the settings want, who served least; or the secretary."""
    view = service_month.view(session, month_of(day)).days[day.day - 1]
    able = [one.member for one in service_hand.candidates(session, day) if not one.problem]
    if view.need > 1 or service.settings(session).people == 1:
        return able[: view.need]
    secretary = members.secretary(session, day)
    return [secretary.id] if view.need and secretary else []


def _sign(session: Session, place: Place, rng: random.Random) -> None:
    """One planned half day: most come, some do not, and now and then nobody writes it down."""
    chance = rng.random()
    came = f"08:{rng.randint(16, 34)}" if place.half == MORNING else f"13:{rng.randint(50, 59)}"
    entry = Attendance(place.day, place.half, place.member, PRESENT, came=came)
    if place.day == clock.today():
        entry = replace(entry, came=f"{clock.now():%H:%M}")
    if chance > 0.97:
        return
    if chance > 0.95:
        entry = replace(entry, state=AWAY, note=rng.choice(AWAY_FOR))
    elif chance > 0.93:
        entry = replace(entry, state=ON_LEAVE, came=None, note=rng.choice(ON_LEAVE_FOR))
    elif chance > 0.88:
        able = service_hand.candidates(session, place.day)
        other = rng.choice([one.member for one in able if not one.problem] or [place.member])
        if other != place.member:
            entry = replace(entry, member=other, state=STOOD_IN, instead_of=place.member)
    with contextlib.suppress(Refused):
        attendance.sign(session, entry)
