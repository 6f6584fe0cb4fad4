"""Years of a fictional village, lived day by day through the same services as a real one.

Some 19,000 journal entries a year: 260 members, two thirds of them away and telephoned in
turn, three on duty a day. The same number of years up to the same day gives the same rows.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from jdzb.cli import demo_attendance, villagers, years_meetings, years_visits
from jdzb.core import clock
from jdzb.core.errors import Refused
from jdzb.ledgers.duty import service as duty
from jdzb.ledgers.duty import service_hand, service_month, service_outlook
from jdzb.ledgers.duty.entries import Closure, Fixed, Leave, Month, Turn, month_of
from jdzb.ledgers.members import entries, service_standing
from jdzb.ledgers.members import service as members
from jdzb.store import printout
from jdzb.store.session import Session

PEOPLE, AWAY = 260, 170
OPENS, BETWEEN = time(8, 30), 14  # the day's first act, and the most minutes from one to the next
CALLS, CORRECTIONS = 4, 7  # a day
LEAVES = ("外出看病", "走亲戚", "农忙", "家里办喜事", "照看孙子", "外出务工")
SETTINGS = {
    "people": "3", "weekends": "党员", "holidays": "党员", "morning": "8:30–12:00",
    "afternoon": "14:00–17:00", "place": "村级活动场所", "tasks": "处理村务，接待群众，代办民事。",
}  # fmt: skip


def beginning(years: int) -> datetime:
    """The morning on which a history of so many years up to today begins."""
    first = month_of(clock.today()).shifted(-12 * years).first
    return datetime.combine(first, OPENS)


def live(session: Session, start: datetime, told: Callable[[int], None]) -> None:
    """Fill an empty ledger with the life from ``start`` to yesterday; ``told`` hears each year."""
    village = villagers.Village(session, random.Random(start.year))
    yesterday = clock.today() - timedelta(days=1)
    with clock.pretended(start):
        _settle(village, start.date())
    day = start.date()
    while day < yesterday:
        day += timedelta(days=1)
        _live_day(village, day)
        if (day.month, day.day) == (12, 31):
            told(day.year)


def _live_day(village: villagers.Village, day: date) -> None:
    moment = datetime.combine(day, OPENS)
    for act in _acts(day):
        moment += timedelta(minutes=village.rng.randint(1, BETWEEN))
        with clock.pretended(moment), contextlib.suppress(Refused):
            act(village, day)


Act = Callable[[villagers.Village, date], None]


def _acts(day: date) -> Iterator[Act]:
    """What is done on a day, in order: the work of the month, then that of every day."""
    monthly = {
        2: villagers.goes_away, 4: villagers.comes_home, 6: villagers.applies, 9: villagers.loses,
        12: _exchange, 15: _undoes, 20: _correct_leave, 25: _roster,
    }  # fmt: skip
    if day.day in monthly:
        yield monthly[day.day]
    if day.day == 18:
        yield _stand_in
    if day.day == 1:
        yield villagers.advance
    if day.day == 5 and day.month % 3 == 1:
        yield _new_posts
    if (day.month, day.day) == (1, 10):
        yield years_meetings.plan
        yield _yearly
    yield years_meetings.meet
    yield _sign
    if day.day % years_visits.EVERY == 0:
        yield years_visits.receive
    if day.day % years_visits.EVERY == years_visits.WAITS:
        yield years_visits.answer
    if (day.day, day.month % 3) == (10, 1):
        yield _judge
    yield _calls
    yield from [_correction] * CORRECTIONS
    yield _leave


# -- the first day ---------------------------------------------------------------------------------


def _settle(village: villagers.Village, day: date) -> None:
    """Settings, every member, who is away, and the first month's roster."""
    session, rng = village.session, village.rng
    duty.save_settings(session, SETTINGS)
    with session.together("登记全体党员"):
        village.home = [members.add(session, villagers.card(rng, day)).id for _ in range(PEOPLE)]
        for member in village.home[-AWAY:]:
            villagers.mark_away(village, member, day)
    village.home = village.home[:-AWAY]
    _elect(village)
    duty.add_fixed(session, Fixed(village.home[-1], "星期三", "赶集日"))
    service_month.make_roster(session, month_of(day))


# -- every day -------------------------------------------------------------------------------------


def _calls(village: villagers.Village, day: date) -> None:
    """The day's telephone calls to members who are away, in turn."""
    marks = list(village.away.values())
    with village.session.together("登记今天联系的流动党员", "联系"):
        for _ in range(min(CALLS, len(marks))):
            village.called += 1
            mark = marks[village.called % len(marks)]
            service_standing.touch(village.session, mark, day.isoformat())


def _correction(village: villagers.Village, day: date) -> None:
    """One card brought up to date."""
    rng = village.rng
    member = rng.choice(village.home)
    card = members.get(village.session, member)
    new, reason = rng.choice((
        (replace(card, phone=villagers.phone(rng)), "换了号码"),
        (replace(card, address=villagers.address(rng)), "搬了家"),
        (replace(card, assigned_posts=villagers.posts(rng)), "调整岗位"),
        (replace(card, note=f"{day:%Y-%m-%d}走访：{rng.choice(LEAVES)}"), "走访记录"),
    ))  # fmt: skip
    members.amend(village.session, member, new, reason)


def _leave(village: villagers.Village, day: date) -> None:
    since = day + timedelta(days=village.rng.randint(3, 20))
    until = since + timedelta(days=village.rng.randint(0, 4))
    leave = Leave(village.rng.choice(village.home), since, until, village.rng.choice(LEAVES))
    duty.add_leave(village.session, leave)


# -- duty, every month -----------------------------------------------------------------------------


def _roster(village: villagers.Village, day: date) -> None:
    """Next month's roster, and its sheet for the wall."""
    coming = month_of(day).shifted(1)
    made, _ = service_month.make_roster(village.session, coming)
    printout.stamp(village.session, service_outlook.view_sheet(village.session, made))


def _stand_in(village: villagers.Village, day: date) -> None:
    """Someone else comes tomorrow, unless away or on duty that day already."""
    turn = _turn(village, day + timedelta(days=1))
    other, reason = village.rng.choice(village.home), village.rng.choice(LEAVES)
    service_hand.stand_in(village.session, turn.id, other, reason)


def _exchange(village: villagers.Village, day: date) -> None:
    """Two turns of the coming days exchanged."""
    after = village.rng.randint(2, 14)
    one, other = (_turn(village, day + timedelta(days=days)) for days in (1, after))
    service_hand.swap(village.session, one.id, other.id, "两人商量")


def _turn(village: villagers.Village, day: date) -> Turn:
    """One turn of the day, or of the next on which anyone serves."""
    ahead = [turn for turn in duty.turns_of_year(village.session, day.year) if turn.day >= day]
    nearest = min(turn.day for turn in ahead)
    return village.rng.choice([turn for turn in ahead if turn.day == nearest])


def _correct_leave(village: villagers.Village, day: date) -> None:
    """A leave that comes to nothing."""
    ahead = [leave for leave in duty.leaves(village.session, after=day) if leave.since > day]
    duty.void_absence(village.session, "duty_leaves", village.rng.choice(ahead).id, "不去了")


def _undoes(village: villagers.Village, day: date) -> None:
    """A slip of the hand, taken back at once."""
    _correction(village, day)
    village.session.undo()


def _sign(village: villagers.Village, day: date) -> None:
    """The sign-ins since yesterday noon."""
    demo_attendance.live(village.session, day)


# -- every quarter, every year ---------------------------------------------------------------------


def _new_posts(village: villagers.Village, day: date) -> None:
    """Members without office get new posts for the quarter, as one act."""
    del day
    with village.session.together("调整本季度无职党员岗位", "季度调整"):
        for member in village.home:
            card = members.get(village.session, member)
            new = replace(card, assigned_posts=villagers.posts(village.rng))
            members.amend(village.session, member, new, "季度调整")


def _judge(village: villagers.Village, day: date) -> None:
    """What the three sides say of last quarter's duty."""
    with village.session.together("登记上季度值班评议"):
        demo_attendance.review(village.session, day - timedelta(days=20), random.Random(day.year))


def _yearly(village: villagers.Village, day: date) -> None:
    """The lists are printed, days without duty announced, every third year a new committee."""
    for sheet in members.sheets_now(village.session):
        printout.stamp(village.session, sheet)
    closed = date(day.year, 8, village.rng.randint(1, 20))
    closure = Closure(closed, closed + timedelta(days=2), "修缮活动场所")
    duty.add_closure(village.session, closure)
    if day.year % 3 == 0:
        _elect(village)


def _elect(village: villagers.Village) -> None:
    """A new committee: the old posts end, the new ones begin, as one act."""
    old, new = village.officers, village.rng.sample(village.home, 5)
    posts = dict.fromkeys(old) | dict(zip(new, entries.PARTY_POSTS, strict=False))
    with village.session.together("登记支委换届", "换届选举"):
        for member, post in posts.items():
            card = members.get(village.session, member)
            members.amend(village.session, member, replace(card, party_post=post), "换届选举")
    village.officers = new


def next_month(session: Session) -> Month:
    """Roster what lies ahead of today, so that the window opens on a full calendar."""
    coming = month_of(clock.today()).shifted(1)
    service_month.make_roster(session, coming)
    return coming
