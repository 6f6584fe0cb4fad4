"""The meetings of a village that lives for years, written down the morning after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from jdzb.cli import demo_meetings
from jdzb.cli.villagers import GROUPS, Village
from jdzb.ledgers.meetings import service, service_plan
from jdzb.ledgers.meetings.columns import ABSENT, CAME, EXCUSED, HANDS
from jdzb.ledgers.meetings.entries import Attendance, Item, Meeting
from jdzb.ledgers.members import service as members

DIALS_IN = 0.6  # of those who are away, by telephone
ASKS_LEAVE, STAYS_AWAY = 0.06, 0.01


def meet(village: Village, day: date) -> None:
    """Write down and complete what was held the day before; nothing on most days."""
    held = day - timedelta(days=1)
    theme = demo_meetings.themes()[held.month]
    for meeting, title in demo_meetings.regular(held.year, held.month, GROUPS, theme):
        if meeting.day == held.isoformat():
            _hold(village, meeting, title)


def plan(village: Village, day: date) -> None:
    """The plan of the year."""
    service_plan.start_plan(village.session, day.year)


def _hold(village: Village, meeting: Meeting, title: str) -> None:
    session = village.session
    chair, recorder = (members.name_of(session, one) for one in village.officers[:2])
    lecturer = meeting.lecturer and f"书记 {chair}"
    head = replace(
        meeting, place=demo_meetings.PLACE, chair=chair, recorder=recorder, lecturer=lecturer
    )
    fresh = service.fresh(session, head)
    attendance = tuple(_state(village, one) for one in fresh.attendance)
    items = (_item(village, title, attendance),) if title else ()
    written = replace(fresh, attendance=attendance, items=items)
    service.complete(session, service.record(session, written).id)


def _state(village: Village, one: Attendance) -> Attendance:
    """Who is at home nearly always comes; of those who are away the larger part dials in."""
    draw = village.rng.random()
    if one.member in village.away and draw > DIALS_IN:
        return replace(one, state=EXCUSED, reason=demo_meetings.LEAVES[0])
    if draw < STAYS_AWAY:
        return replace(one, state=ABSENT)
    if draw < STAYS_AWAY + ASKS_LEAVE:
        return replace(one, state=EXCUSED, reason=village.rng.choice(demo_meetings.LEAVES))
    return replace(one, state=CAME)


def _item(village: Village, title: str, attendance: Sequence[Attendance]) -> Item:
    """Decided by a show of hands, now and then with a vote against it."""
    voters = sum(one.votes and one.state == CAME for one in attendance)
    no, abstain = (village.rng.randint(0, voters // 20) for _ in range(2))
    yes = voters - no - abstain
    return Item(
        title, talk="请大家谈谈意见。", decision="同意", way=HANDS, yes=yes, no=no, abstain=abstain
    )
