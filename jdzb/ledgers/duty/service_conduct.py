"""What sign-in and 三评议 tell the rest: facts for the appraisal, gaps, what waits today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from jdzb.core import clock
from jdzb.core.ledger import Conduct, Due, Finding
from jdzb.ledgers.duty import service_attendance as attendance
from jdzb.ledgers.duty import service_reviews
from jdzb.ledgers.duty.entries_attendance import (
    AWAY,
    ON_LEAVE,
    PRESENT,
    STOOD_IN,
    SWAPPED,
    Attendance,
)
from jdzb.ledgers.duty.entries_reviews import read_period
from jdzb.ledgers.duty.rules_attendance import UNSIGNED, Place
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

SIGN = "去签到"  # the button of what is due
UNTOLD = 3  # days of one gap told one by one
KEYS = {
    PRESENT: "served", SWAPPED: "served", STOOD_IN: "stood_in", AWAY: "away", ON_LEAVE: "leave",
}  # fmt: skip


def conduct(session: Session, member: int, year: int) -> Sequence[Conduct]:
    """The duty of a member in a year up to today, each fact with its row, by day.

    Before the first sign-in of all a turn is a turn; from then on every half day signed, missed
    (with the turn as evidence), stood in for, and what was said of it.
    """
    first, last = date(year, 1, 1), min(date(year, 12, 31), clock.today())
    begun = attendance.first_day(session) or date.max
    facts = [
        Conduct("duty", member, turn.day, "值班", ("duty_turns", turn.id), "duty.served")
        for turn in attendance.serving(session, first, last)
        if turn.member == member and turn.day < begun
    ]
    facts += _signed(session, member, first, last)
    facts += _missed(session, member, max(first, begun), last)
    facts += _judged(session, member, year)
    return sorted(facts, key=lambda fact: fact.day)


def _signed(session: Session, member: int, first: date, last: date) -> Iterator[Conduct]:
    for row in attendance.rows(session, first, last):
        if row.member == member:
            what, key = _words(session, row), f"duty.{KEYS[row.state]}"
            yield Conduct("duty", member, row.day, what, (attendance.TABLE, row.id), key)


def _words(session: Session, row: Attendance) -> str:
    """值班到岗（上午）, 替林秀兰值班（上午）, 脱岗（上午）：接孩子."""
    if row.instead_of is not None:
        other = members.name_of(session, row.instead_of)
        return f"{row.state}：替{other}值班（{row.half}）"
    what = f"值班{row.state}（{row.half}）"
    return f"{what}：{row.note}" if row.note and row.state in (AWAY, ON_LEAVE) else what


def _missed(session: Session, member: int, first: date, last: date) -> Iterator[Conduct]:
    if first > last:
        return
    served = attendance.serving(session, first, last)
    turns = {turn.day: turn.id for turn in served if turn.member == member}
    for place in attendance.places(session, first, last):
        if place.member == member and place.state == UNSIGNED:
            what, turn = f"值班未签到（{place.half}）", ("duty_turns", turns[place.day])
            yield Conduct("duty", member, place.day, what, turn, "duty.unsigned")


def _judged(session: Session, member: int, year: int) -> Iterator[Conduct]:
    figures = service_reviews.scheme()
    for review in service_reviews.reviews(session):
        period = read_period(review.period)
        score, result = figures.score(review), figures.result(review)
        if review.member == member and period.first.year == year and result:
            what = f"{period.words}值班评议：{result}（{score}分）"
            day = min(period.last, clock.today())
            key = f"duty.review.{result}"
            yield Conduct("duty", member, day, what, (service_reviews.TABLE, review.id), key)


def gaps(session: Session) -> Sequence[Finding]:
    """Planned days that are over with nobody signed in, one finding a month; none before the first
    sign-in of all, for a branch that keeps none.
    """
    begun, yesterday = attendance.first_day(session), clock.today() - timedelta(days=1)
    if begun is None or begun > yesterday:
        return []
    days: dict[date, list[Place]] = {}
    for place in attendance.places(session, begun, yesterday):
        days.setdefault(place.day, []).append(place)
    empty = [day for day, here in days.items() if all(one.state == UNSIGNED for one in here)]
    served = attendance.serving(session, begun, yesterday)
    turns = {(turn.day, turn.member): turn.id for turn in served}
    months: dict[tuple[int, int], list[date]] = {}
    for day in empty:
        months.setdefault((day.year, day.month), []).append(day)
    return [
        Finding(
            "duty",
            "duty.unsigned",
            f"{year}年{month}月有 {len(found)} 天值班没有签到：{_listed(found)}",
            tuple(
                ("duty_turns", turns[day, who])
                for day in found
                for who in dict.fromkeys(place.member for place in days[day])
            ),
        )
        for (year, month), found in months.items()
    ]


def unsigned_today(session: Session) -> Sequence[Due]:
    """Today's half days that have begun and where someone has not signed in; for a branch that
    keeps sign-in.
    """
    if attendance.first_day(session) is None:
        return []
    names = members.names(session)
    found = []
    for view in attendance.open_now(session):
        who = [names[one.member] for one in view.places if not one.row]
        what = f"今天{view.half.name}值班还没有签到：{'、'.join(who)}"
        found.append(Due("duty", clock.today(), what, "值班签到", SIGN))
    return found


def _listed(days: Sequence[date]) -> str:
    listed = "、".join(f"{day.day}日" for day in days[:UNTOLD])
    return f"{listed}等" if len(days) > UNTOLD else listed
