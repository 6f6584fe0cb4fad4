"""The year of organisational life on the first page: each month of each course in one state."""

from dataclasses import replace

import pytest

from jdzb.ledgers.meetings import service
from jdzb.ledgers.meetings.columns import ABSENT, CAME
from jdzb.ledgers.meetings.entries import Meeting
from jdzb.ledgers.meetings.service_year import care, year
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member

GENERAL, THEME, GROUP = "支部党员大会", "主题党日", "党小组会"


@pytest.fixture
def people(session):
    for n, group in enumerate(("一组", "一组", "二组")):
        members.add(
            session,
            Member(f"党员{'甲乙丙'[n]}", joined="2001-01", full="2002-01", party_group=group),
        )


def hold(session, day, kind, entered="", away=(), monkeypatch=None, **more):
    """A meeting entered on the day it was held, or on another."""
    monkeypatch.setenv("JDZB_TODAY", f"{entered or day}T20:00:00")
    minutes = service.fresh(session, Meeting(kind, day, **more))
    states = tuple(
        replace(one, state=ABSENT if one.name in away else CAME) for one in minutes.attendance
    )
    meeting = service.record(session, replace(minutes, attendance=states)).id
    service.complete(session, meeting)
    monkeypatch.setenv("JDZB_TODAY", "2026-11-21")
    return meeting


def states(session, label, number=2026):
    (course,) = [one for one in year(session, number) if one.label == label]
    return [one.state for one in course.months]


def test_a_year_before_the_book_is_blank_and_one_to_come_is_ahead(session, people):
    assert states(session, "主题党日", 2025) == [""] * 12
    assert states(session, "主题党日", 2027) == ["ahead"] * 12
    assert states(session, "党员大会", 2027) == ["", "", "ahead"] * 4


def test_in_time_late_missing_and_to_come(session, people, monkeypatch):
    for day, entered in (
        ("2026-07-05", ""), ("2026-08-05", "2026-08-12"), ("2026-09-05", "2026-09-13"),
    ):  # fmt: skip
        hold(session, day, THEME, entered, monkeypatch=monkeypatch)
    expected = [""] * 6 + ["done", "done", "late", "missing", "ahead", "ahead"]
    assert states(session, "主题党日") == expected


def test_a_quarter_shows_what_it_lacks_in_its_last_month(session, people, monkeypatch):
    meeting = hold(session, "2026-04-10", GENERAL, monkeypatch=monkeypatch)
    expected = ["", "", "", "done", "", "", "", "", "missing", "", "", "ahead"]
    assert states(session, "党员大会") == expected
    hold(session, "2026-10-10", GENERAL, monkeypatch=monkeypatch)
    assert states(session, "党员大会")[9:] == ["done", "", ""]
    (course,) = [one for one in year(session, 2026) if one.label == "党员大会"]
    (door,) = course.months[3].doors
    assert (door.subject, door.what) == (meeting, "2026年4月10日党员大会")
    (door,) = course.months[8].doors
    assert (door.filled[0], door.what) == (GENERAL, "党员大会：第三季度缺，现在补记")


def test_of_several_groups_the_one_that_lacks_most_is_shown(session, people, monkeypatch):
    for day, group in (("2026-09-12", "一组"), ("2026-10-12", "一组"), ("2026-09-13", "二组")):
        hold(session, day, GROUP, party_group=group, monkeypatch=monkeypatch)
    assert states(session, "党小组会")[8:] == ["done", "missing", "ahead", "ahead"]
    (course,) = [one for one in year(session, 2026) if one.label == "党小组会"]
    assert [door.what for door in course.months[9].doors] == [
        "2026年10月12日一组党小组会", "二组党小组会：10月缺，现在补记",
    ]  # fmt: skip


def test_who_was_away_twice_running_is_named(session, people, monkeypatch):
    hold(session, "2026-09-05", THEME, away=("党员甲", "党员乙"), monkeypatch=monkeypatch)
    assert list(care(session)) == []
    hold(session, "2026-10-05", THEME, away=("党员甲",), monkeypatch=monkeypatch)
    (line,) = care(session)
    assert [name for _, name in line.people] == ["党员甲"]
    hold(session, "2026-11-05", THEME, monkeypatch=monkeypatch)
    assert list(care(session)) == []
