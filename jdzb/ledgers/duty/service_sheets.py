"""The sheets of sign-in, read from the file: card of the day, forms, statistics."""

from __future__ import annotations

from datetime import date, timedelta

from jdzb.core import clock, sheet
from jdzb.core.sheet import Sheet
from jdzb.ledgers.duty import service, service_reviews, service_statistics, sheets_attendance
from jdzb.ledgers.duty import service_attendance as attendance
from jdzb.ledgers.duty.entries import month_of
from jdzb.ledgers.duty.entries_reviews import Period
from jdzb.ledgers.duty.figures import MEMBER, Statistics
from jdzb.ledgers.members import service as members
from jdzb.store.branch import read_branch
from jdzb.store.session import Session


def day_card(session: Session, day: date | None = None) -> Sheet:
    """Who is on duty on a day (today), for the desk and the wall."""
    day = day or clock.today()
    names = members.names(session, public=True)
    who = [names[turn.member] for turn in attendance.serving(session, day, day)]
    closed = (one for one in service.closures(session, after=day) if one.covers(day))
    reason = next((one.reason for one in closed), "")
    return sheets_attendance.day_card(
        day, who, service.settings(session), read_branch(session), reason
    )


def month_form(session: Session, day: date) -> Sheet:
    """The form of the month of a day, to sign by hand."""
    month = month_of(day)
    return _form(session, month.first, month.last)


def week_form(session: Session, day: date) -> Sheet:
    """The form of the week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return _form(session, monday, monday + timedelta(days=6))


def statistics(session: Session, found: Statistics, paper: sheet.Paper = sheet.A4) -> Sheet:
    """The figures counted, with names as they stand on the wall."""
    if found.way == MEMBER:
        found = service_statistics.for_the_wall(session, found)
    return sheets_attendance.statistics(found, read_branch(session), paper)


def reviews(session: Session, period: Period) -> Sheet:
    """The appraisals of a period, for internal use, with the figures they follow."""
    grid = service_reviews.to_grid(period, service_reviews.board(session, period))
    rule = service_reviews.rule_words(service_reviews.scheme())
    return sheets_attendance.reviews(grid, rule, read_branch(session))


def _form(session: Session, first: date, last: date) -> Sheet:
    turns = attendance.serving(session, first, last)
    names, settings = members.names(session), service.settings(session)
    halves, branch = attendance.halves(session), read_branch(session)
    return sheets_attendance.sign_form(first, last, turns, names, halves, settings, branch)
