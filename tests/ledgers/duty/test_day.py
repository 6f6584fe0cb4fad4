"""Today's duty at a glance."""

from datetime import date

import pytest

from jdzb.ledgers.duty import service, service_attendance, service_day
from jdzb.ledgers.duty.entries import Closure, Turn
from jdzb.ledgers.duty.entries_attendance import Attendance
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member

TODAY, YESTERDAY = date(2026, 11, 20), date(2026, 11, 19)


@pytest.fixture(autouse=True)
def morning(monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2026-11-20T10:05:00")


@pytest.fixture
def secretary(session):
    card = Member(
        "陈志强", joined="2001-03", full="2002-03", party_post="书记", phone="13800002107"
    )
    return members.add(session, card).id


def test_who_is_planned_with_post_and_a_hidden_number(session, secretary):
    service.add(session, Turn(TODAY, secretary))
    found = service_day.today(session)
    assert [half.half.name for half in found.halves] == ["上午", "下午"]
    assert (found.rostered, found.empty, found.off, found.holiday) == (True, False, "", "")
    assert found.people[secretary] == service_day.Person("陈志强", "支部书记", "138****2107")


def test_the_days_of_the_month_and_those_signed(session, secretary):
    for day in (YESTERDAY, TODAY):
        service.add(session, Turn(day, secretary))
    service_attendance.sign(session, Attendance(TODAY, "上午", secretary, came="08:26"))
    found = service_day.today(session)
    assert (found.served, found.signed) == (2, 1)


def test_a_month_without_turns_is_not_rostered(session, secretary):
    found = service_day.today(session)
    assert (found.rostered, found.empty, found.off) == (False, True, "")


def test_a_day_off_is_said_with_its_reason(session, secretary):
    service.add_closure(session, Closure(TODAY, TODAY, "村里开运动会"))
    assert service_day.today(session).off == "不值班（村里开运动会）"


def test_a_public_holiday_is_named(session, secretary, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2026-10-01T10:00:00")
    assert service_day.today(session).holiday.startswith("国庆")
