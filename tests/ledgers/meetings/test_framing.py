"""应到 as of the day: who counts, who does not and why, and that it stays as it was."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdzb.core import rules as figures
from jdzb.ledgers.meetings import framing, kinds, service
from jdzb.ledgers.meetings.entries import Meeting, Minutes
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members import service_standing
from jdzb.ledgers.members.entries import DEAD, FRAIL, MOBILE, Mark, Member
from jdzb.ledgers.members.rules import Register

DAY = date(2026, 11, 20)
GENERAL = "支部党员大会"


@pytest.fixture
def village(session):
    """A small branch: ids by name."""
    cards = {
        "陈志强": Member("陈志强", joined="1992-05", full="1993-05", party_post="书记",
                      party_group="第一党小组"),
        "林秀兰": Member("林秀兰", joined="1996-07", full="1997-07", party_post="组织委员",
                      party_group="第二党小组"),
        "罗四海": Member("罗四海", joined="2001-06", full="2002-06", party_group="第一党小组"),
        "董老根": Member("董老根", joined="1959-12", full="1960-12", party_group="第二党小组"),
        "严建国": Member("严建国", joined="2026-03", party_group="第一党小组"),
        "陆家明": Member("陆家明", joined="2026-11-21", party_group="第一党小组"),
        "江大伯": Member("江大伯", joined="1960-01", full="1961-01"),
    }  # fmt: skip
    ids = {name: members.add(session, card).id for name, card in cards.items()}
    service_standing.mark(session, Mark(ids["罗四海"], MOBILE, "2026-01", place="东莞"))
    service_standing.mark(session, Mark(ids["董老根"], FRAIL, "2026-01"))
    service_standing.leave(session, ids["江大伯"], DEAD, "2026-10-01", "病故")
    return ids


def names(found):
    return {one.name for one in found}


def why(frame):
    return {one.name: one.why for one in frame.excluded}


def test_the_general_meeting_counts_everybody_also_who_is_away_or_old(session, village):
    frame = service.frame(session, GENERAL, DAY)
    assert names(frame.attendance) == {"陈志强", "林秀兰", "罗四海", "董老根", "严建国"}
    assert {one.name for one in frame.attendance if not one.votes} == {"严建国"}
    assert why(frame) == {
        "严建国": "预备党员，参加会议，没有表决权",
        "陆家明": "会后入党（2026-11-21）",
        "江大伯": "会前去世（2026-10-01）",
    }
    assert all(one.basis for one in frame.excluded)


def test_a_branch_may_leave_groups_out_by_its_rule_table(session, village, some_left_out):
    frame = service.frame(session, GENERAL, DAY)
    assert names(frame.attendance) == {"陈志强", "林秀兰", "严建国"}
    left = {one.why: one.basis for one in frame.excluded if one.why in (MOBILE, FRAIL)}
    assert left == dict.fromkeys((MOBILE, FRAIL), "《某县党务工作规程》第三条")


def test_who_joins_after_the_day_is_not_in_it_and_who_died_later_is(session, village):
    frame = service.frame(session, GENERAL, date(2026, 2, 1))
    assert "严建国" not in names(frame.attendance)
    assert "江大伯" in names(frame.attendance)
    later = service.frame(session, GENERAL, date(2026, 11, 21))
    assert "陆家明" in names(later.attendance)


def test_committee_and_group_have_their_own_people(session, village):
    committee = service.frame(session, "支部委员会", DAY)
    assert names(committee.attendance) == {"陈志强", "林秀兰"}
    group = service.frame(session, "党小组会", DAY, "第一党小组")
    assert names(group.attendance) == {"陈志强", "罗四海", "严建国"}


def test_people_of_one_name_are_told_apart_without_a_birth_date(session):
    for birth, group in (("1962-07", "第一党小组"), ("1978-05", "第三党小组")):
        card = Member("张伟", birth=birth, joined="2003-04", full="2004-04", party_group=group)
        members.add(session, card)
    frame = service.frame(session, GENERAL, DAY)
    assert names(frame.attendance) == {"张伟（一组）", "张伟（三组）"}


def test_villagers_representatives_are_counted_by_hand(session, village):
    frame = service.frame(session, "村民代表会议", DAY)
    assert frame.by_hand
    assert frame.attendance == frame.excluded == ()


def test_what_is_frozen_does_not_follow_the_register(session, village):
    added = service.record(session, service.fresh(session, Meeting(GENERAL, "2026-11-20")))
    before = service.minutes(session, added.id)
    service_standing.leave(session, village["林秀兰"], DEAD, "2026-11-19", "车祸")
    members.add(session, Member("新来的", joined="2000-01", full="2001-01"))
    assert service.minutes(session, added.id) == before


def test_another_day_keeps_what_is_recorded_of_a_person(session, village):
    minutes = service.fresh(session, Meeting(GENERAL, "2026-11-20"))
    came = tuple(replace(one, state="到会") for one in minutes.attendance)
    moved = replace(minutes, attendance=came, meeting=Meeting(GENERAL, "2026-11-21"))
    found = service.reframed(session, moved)
    assert {one.name: one.state for one in found.attendance} == {
        "陈志强": "到会", "林秀兰": "到会", "罗四海": "到会", "董老根": "到会", "严建国": "到会",
        "陆家明": None,
    }  # fmt: skip


def test_the_same_day_worked_out_again_writes_nothing(session, village):
    meeting = service.record(session, service.fresh(session, Meeting(GENERAL, "2026-11-20"))).id
    again = service.reframed(session, service.minutes(session, meeting))
    assert service.save(session, meeting, again).rows == ()


def test_a_mobile_member_left_out_who_comes_counts_also_after_the_day_is_changed(
    session, village, some_left_out
):
    minutes = service.fresh(session, Meeting(GENERAL, "2026-11-20"))
    found = service.include(session, minutes, village["罗四海"])
    assert "罗四海" in {one.name for one in found.attendance if one.votes}
    assert "罗四海" not in names(found.excluded)
    again = service.reframed(session, found)
    assert [one.name for one in again.attendance].count("罗四海") == 1
    assert "罗四海" not in names(again.excluded)


def test_who_died_or_joined_later_cannot_be_put_in(session, village):
    minutes = service.fresh(session, Meeting(GENERAL, "2026-11-20"))
    assert service.include(session, minutes, village["江大伯"]) == minutes
    assert service.include(session, minutes, village["陆家明"]) == minutes
    assert service.include(session, Minutes(minutes.meeting), 999) == Minutes(minutes.meeting)


dates = st.dates(date(2024, 1, 1), date(2026, 12, 31)).map(date.isoformat)
cards = st.lists(st.tuples(dates, dates, st.sampled_from([None, MOBILE, FRAIL]), dates), max_size=8)


@given(cards, st.dates(date(2024, 6, 1), date(2026, 12, 31)))
def test_every_party_member_of_the_day_is_expected_and_nobody_twice(found, day):
    people = tuple(
        Member(f"党员{n}", joined=min(joined, full), full=max(joined, full), id=n)
        for n, (joined, full, *_) in enumerate(found, 1)
    )
    marks = {n: (Mark(n, mark, since),) for n, (*_, mark, since) in enumerate(found, 1) if mark}
    register = Register(people, {}, marks)
    kind = kinds.with_own(kinds.standard(), ())[GENERAL]
    frame = framing.frame(register, kind, day, "", figures.standard())
    expected = [one.member for one in frame.attendance]
    assert expected == [one.id for one in register.party_on(day)]
    voters = {one.member for one in frame.attendance if one.votes}
    assert voters == {one.id for one in people if register.has_vote_on(one, day)}
    assert set(expected) - voters <= {one.member for one in frame.excluded}
