"""Sign-in at work: a half day's plan and who came, entered, corrected, put out of force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jdzb.core import clock
from jdzb.core.errors import Refused
from jdzb.core.ledger import Changed
from jdzb.core.rules import standard
from jdzb.ledgers.duty import rules_attendance as rules
from jdzb.ledgers.duty import service
from jdzb.ledgers.duty.entries import Turn
from jdzb.ledgers.duty.entries_attendance import (
    AWAY,
    CAME,
    FOR_OTHERS,
    ON_LEAVE,
    Attendance,
    attendance_values,
    read_attendance,
)
from jdzb.ledgers.duty.rules_attendance import Half, Place
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

TABLE = "duty_attendance"
LEFT = "登记离岗时间"


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A half day with its planned people, those who came besides, and whether it is over."""

    half: Half
    phase: str
    places: tuple[Place, ...]
    extras: tuple[Attendance, ...]


# -- reading ---------------------------------------------------------------------------------------


def halves(session: Session) -> tuple[Half, ...]:
    """The half days that the settings give hours."""
    return rules.halves(service.settings(session))


def rows(session: Session, first: date, last: date) -> list[Attendance]:
    """The sign-ins in force of some days, both ends included."""
    span = (first.isoformat(), last.isoformat())
    found = session.rows(TABLE, "day BETWEEN ? AND ?", span, order="day, half, id")
    return [read_attendance(row) for row in found]


def get(session: Session, row_id: int) -> Attendance:
    """One sign-in in force; raises NoSuchRow."""
    return read_attendance(session.row(TABLE, row_id))


def first_day(session: Session) -> date | None:
    """The first day that has a sign-in; None while the branch keeps none."""
    (found,) = session.query("SELECT min(day) AS day FROM duty_attendance WHERE void IS NULL")
    return date.fromisoformat(found["day"]) if found["day"] else None


def serving(session: Session, first: date, last: date) -> list[Turn]:
    """The turns of some days, without those on days that were made ones without duty."""
    span = (first.isoformat(), last.isoformat())
    found = session.rows("duty_turns", "day BETWEEN ? AND ?", span, order="day, id")
    closed = service.closures(session, after=first)
    turns = (service.read_turn(row) for row in found)
    return [turn for turn in turns if not any(one.covers(turn.day) for one in closed)]


def places(session: Session, first: date, last: date) -> tuple[Place, ...]:
    """Every planned half day of some days with its sign-in."""
    turns, found = serving(session, first, last), rows(session, first, last)
    return rules.places(turns, halves(session), found, clock.now())


def day_view(session: Session, day: date) -> tuple[HalfDay, ...]:
    """The half days of a day; those without hours in the settings only when someone signed in."""
    found, signed = places(session, day, day), rows(session, day, day)
    known, now = halves(session), clock.now()
    views = []
    for half in known:
        here = tuple(place for place in found if place.half == half.name)
        mine = [row for row in signed if row.half == half.name]
        views.append(HalfDay(half, half.phase(day, now), here, rules.extras(here, mine)))
    return tuple(views)


def ever_on(session: Session, day: date, member: int | None = None) -> list[tuple[str, int]]:
    """(table, id) of every sign-in there ever was on a day (of a member, or for one)."""
    found = session.rows(TABLE, "day = ?", (day.isoformat(),), voided=True)
    return [
        (TABLE, row["id"])
        for row in found
        if member is None or member in (row["member"], row["instead_of"])
    ]


def is_late(day: date) -> bool:
    """True when entering something of that day now is a late entry (补录), which wants a reason."""
    most = standard().whole("audit.late_entry.days")
    return clock.today() - day > timedelta(days=most)


def odd_hour(session: Session, half: str) -> tuple[str, bool]:
    """What is odd in signing in for a half day now, in Chinese, or nothing; whether it is over.

    Who comes before it begins is early only while another half day still runs.
    """
    known = {one.name: one for one in halves(session)}
    now, mine = clock.now().time(), known.get(half)
    if mine and now >= mine.ends:
        return f"{half}（{mine.hours}）已经过了，现在是 {now.hour}:{now:%M}", True
    if mine and any(now < one.ends <= mine.begins for one in known.values()):
        return f"还没到{half}（{mine.hours}），现在是 {now.hour}:{now:%M}", False
    return "", False


# -- writing ---------------------------------------------------------------------------------------


def sign(session: Session, entry: Attendance, reason: str = "") -> Changed:
    """Enter a sign-in; a late one wants its ``reason``. Raises Refused when it cannot be so."""
    _refuse(session, entry)
    if is_late(entry.day) and not reason.strip():
        raise Refused(why="这一天已经过去很久，补录要写明原因；没有保存。")
    what = f"登记{_told(session, entry)}"
    with session.together(what, reason.strip() or None) as batch:
        session.add(TABLE, attendance_values(entry), what=what)
    return batch.changed


def amend(session: Session, row_id: int, entry: Attendance, reason: str) -> Changed:
    """Correct a sign-in, for a reason. Raises Refused when it cannot be so."""
    _refuse(session, entry, row_id)
    what = f"更正{_told(session, entry)}"
    return session.amend(TABLE, row_id, attendance_values(entry), what=what, reason=reason)


def leave(session: Session, row_id: int, went: str) -> Changed:
    """Enter when someone left, which was open; asks for no reason. Raises Refused."""
    entry = get(session, row_id)
    if entry.went or entry.state not in CAME:
        raise Refused(why="这条签到不能再登记离岗时间，要改请按“更正”；没有改动。")
    if entry.came and went < entry.came:
        raise Refused(why="离岗时间不能早于到岗时间；没有改动。")
    what = f"登记{members.name_of(session, entry.member)}{went.removeprefix('0')}离岗"
    return session.amend(TABLE, row_id, {"went": went}, what=what, reason=LEFT)


def void(session: Session, row_id: int, reason: str) -> Changed:
    """Put a sign-in out of force, for a reason."""
    entry = get(session, row_id)
    return session.void(TABLE, row_id, what=f"作废{_told(session, entry)}", reason=reason)


def _refuse(session: Session, entry: Attendance, row_id: int = 0) -> None:
    """Raise Refused with the reason why this cannot be; ``row_id`` is the one corrected."""
    name = members.name_of(session, entry.member)
    found = rows(session, entry.day, entry.day)
    others = [row for row in found if row.id != row_id and row.half == entry.half]
    if any(row.member == entry.member for row in others):
        raise Refused(why=f"{name}{_when(entry)}已经登记过，要改请按“更正”；没有保存。")
    turns = serving(session, entry.day, entry.day)
    here = rules.places(turns, halves(session), others, clock.now())
    planned = {place.member: place for place in here if place.half == entry.half}
    if problem := rules.why_not(entry, planned, clock.now()):
        raise Refused(why=f"{name}{_when(entry)}：{problem}；没有保存。")


def _told(session: Session, entry: Attendance) -> str:
    """林秀兰11月20日上午签到; 周桂芳11月20日上午替林秀兰值班."""
    name = members.name_of(session, entry.member)
    if entry.state in FOR_OTHERS:
        other = members.name_of(session, entry.instead_of or 0)
        return f"{name}{_when(entry)}{entry.state}（替{other}）"
    return f"{name}{_when(entry)}{entry.state if entry.state in (AWAY, ON_LEAVE) else '签到'}"


def _when(entry: Attendance) -> str:
    return f"{entry.day.month}月{entry.day.day}日{entry.half}"


def open_now(session: Session) -> Sequence[HalfDay]:
    """The half days of today that have begun and for which someone has not signed in."""
    now = clock.now()
    return [
        view
        for view in day_view(session, now.date())
        if view.half.begins <= now.time()
        and any(place.state in (rules.UNSIGNED, rules.NOW) for place in view.places)
    ]
