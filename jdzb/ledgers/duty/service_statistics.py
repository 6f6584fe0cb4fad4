"""The figures of duty: plan and sign-in counted by member, group, month and year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from jdzb.core import clock
from jdzb.ledgers.duty import rules_attendance as rules
from jdzb.ledgers.duty import service_attendance as attendance
from jdzb.ledgers.duty import service_visits
from jdzb.ledgers.duty.figures import GROUP, MEMBER, MONTH, NO_GROUP, YEAR, Line, Statistics
from jdzb.ledgers.duty.rules_attendance import Tally
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session


def people(session: Session) -> dict[int, tuple[str, str]]:
    """Name and group of everyone ever in the register, in its order."""
    names = members.names(session)
    groups = {one.id: one.party_group or NO_GROUP for one in members.register(session).members}
    return {member: (name, groups.get(member, NO_GROUP)) for member, name in names.items()}


def statistics(session: Session, first: date, last: date, way: str = MEMBER) -> Statistics:
    """The figures of some days, both ends included; half days before the first sign-in of all and
    those not over yet do not count.
    """
    known = people(session)
    makes: Mapping[str, Callable[[], list[Line]]] = {
        MEMBER: lambda: by_member(session, first, last),
        GROUP: lambda: _named(session, first, last, lambda who, _: known[who][1]),
        MONTH: lambda: _named(session, first, last, lambda _, day: f"{day.year}年{day.month:2}月"),
        YEAR: lambda: _named(session, first, last, lambda _, day: f"{day.year}年"),
    }
    begun = attendance.first_day(session)
    since = max(begun, first) if begun and begun <= last else None
    visits = service_visits.visit_figures(session, first, last).all
    return Statistics(way, first, last, since, tuple(makes[way]()), visits)


def by_member(session: Session, first: date, last: date) -> list[Line]:
    """One line for everyone planned or there, in the order of the register."""
    sums = _sums(session, first, last, lambda member, _: member)
    return [
        Line(name, sums[member], group, member)
        for member, (name, group) in people(session).items()
        if member in sums
    ]


def _named(
    session: Session, first: date, last: date, name: Callable[[int, date], str]
) -> list[Line]:
    sums = _sums(session, first, last, name)
    return [Line(name, sums[name]) for name in sorted(sums, key=_numbered)]


def _numbered(name: str) -> str:
    """A name that sorts by its Chinese number: 第三党小组 after 第二党小组."""
    tens = name.replace("十", "1")
    return tens.translate(str.maketrans("一二三四五六七八九", "123456789"))


def _sums(
    session: Session, first: date, last: date, key: Callable[[int, date], rules.Key]
) -> dict[rules.Key, Tally]:
    begun = attendance.first_day(session)
    if begun is None:
        return {}
    first, last = max(first, begun), min(last, clock.today())
    found = attendance.places(session, first, last)
    return rules.tally(found, attendance.rows(session, first, last), key)


def years(session: Session) -> tuple[int, int]:
    """The first and the last year there is anything to count in."""
    begun = attendance.first_day(session) or clock.today()
    return begun.year, max(begun.year, clock.today().year)


def for_the_wall(session: Session, found: Statistics) -> Statistics:
    """The same with the names as they stand on public sheets."""
    names = members.names(session, public=True)
    lines = tuple(replace(one, name=names.get(one.member, one.name)) for one in found.lines)
    return replace(found, lines=lines)
