"""What is due and what is found: facts alone, and nothing before the book began."""

from dataclasses import replace

import pytest

from jdzb.core.fields import InvalidForm
from jdzb.ledgers.meetings import service, service_outlook, service_plan
from jdzb.ledgers.meetings.columns import CAME, EXCUSED, HANDS, PUBLIC
from jdzb.ledgers.meetings.entries import Item, Meeting, Minutes, Plan
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member

GENERAL, THEME = "支部党员大会", "主题党日"


@pytest.fixture
def people(session):
    for n in range(4):
        name = f"党员{'甲乙丙丁'[n]}"
        members.add(session, Member(name, joined="2001-01", full="2002-01", party_group="一组"))


def hold(session, day, kind=GENERAL, *items, came=9, done=True, **more):
    minutes = service.fresh(session, Meeting(kind, day, **more))
    states = tuple(
        replace(one, state=CAME if n < came else EXCUSED, reason="外出")
        for n, one in enumerate(minutes.attendance)
    )
    meeting = service.record(session, replace(minutes, attendance=states, items=items)).id
    if done:
        service.complete(session, meeting)
    return meeting


def due(session):
    return [one.what for one in service_outlook.due(session)]


def found(session, key):
    return [one.what for one in service_outlook.findings(session) if one.key == key]


def test_an_empty_book_asks_for_nothing(session, people):
    assert service_outlook.due(session) == service_outlook.findings(session) == ()


def test_the_running_month_and_year_ask_for_their_meetings(session, people):
    hold(session, "2026-10-05", THEME)
    assert due(session) == [
        "开11月一组党小组会",
        "开11月主题党日",
        "开2026年组织生活会",
        "开2026年民主评议",
    ]
    theme = service_outlook.due(session)[1]
    assert (theme.when.isoformat(), "支部工作条例" in theme.basis) == ("2026-11-15", True)


def test_the_quarter_is_asked_for_when_it_nears_its_end(session, people, monkeypatch):
    hold(session, "2026-10-05", THEME)
    monkeypatch.setenv("JDZB_TODAY", "2026-12-12")
    assert {"开第四季度党员大会", "开第四季度党课"} <= set(due(session))


def test_a_draft_and_a_decision_to_publish_are_due(session, people):
    item = Item("修渠", decision="同意", way=HANDS, yes=4, no=0, abstain=0, publish=PUBLIC)
    meeting = hold(session, "2026-11-20", GENERAL, item, done=False)
    told = {one.what: one for one in service_outlook.due(session)}
    assert told["完成11月20日党员大会的记录"].subject == meeting
    assert told["公开11月20日党员大会的决议"].when.isoformat() == "2026-11-27"
    service.complete(session, meeting)
    service.published(session, service.minutes(session, meeting).items[0].id, "2026-11-21")
    assert not {what for what in due(session) if "11月20日" in what}


def test_what_is_missing_is_told_by_kind_and_year(session, people):
    hold(session, "2026-01-05", THEME)
    hold(session, "2026-03-05", THEME)
    hold(session, "2026-04-20", GENERAL)
    hold(session, "2026-09-12", "党小组会", party_group="一组")
    told = found(session, "meetings.missing")
    theme = next(what for what in told if "主题党日" in what)
    assert theme.startswith("2026年主题党日：2月、4月、5月、6月、7月、8月、9月、10月没有记录")
    general = next(what for what in told if "党员大会" in what)
    assert general.startswith("2026年党员大会：第一季度、第三季度没有记录")
    group = next(what for what in told if "小组" in what)
    assert group.startswith("2026年一组党小组会：10月没有记录")
    assert not any("支委会" in what for what in told)  # the branch has no committee


def test_too_few_present_and_votes_that_do_not_add_up_are_found(session, people):
    item = Item("修渠", decision="同意", way=HANDS, yes=3, no=0, abstain=0)
    meeting = hold(session, "2026-11-20", GENERAL, item, came=1)
    (quorum,) = found(session, "meetings.quorum")
    assert "实到 1 人，应到 4 人，至少须到 2 人" in quorum
    (votes,) = found(session, "meetings.votes")
    assert "票数共 3，多于到会有表决权的 1 人" in votes
    rows = [one.rows for one in service_outlook.findings(session) if one.key == "meetings.quorum"]
    assert rows == [(("meetings", meeting),)]


def test_representatives_are_found_by_their_own_base(session, people):
    for day, present in (("2026-11-18", 19), ("2026-11-19", 20)):
        meeting = Meeting("村民代表会议", day, should=30, present=present)
        service.complete(session, service.record(session, Minutes(meeting)).id)
    (told,) = found(session, "meetings.quorum")
    assert "2026年11月18日村代会到会人数不够：实到 19 人，应到 30 人，至少须到 20 人" in told


def test_complete_minutes_without_a_decision_or_with_blanks_are_found_and_drafts_are_not(
    session, people
):
    minutes = service.fresh(session, Meeting(GENERAL, "2026-11-20"))
    meeting = service.record(session, replace(minutes, items=(Item("议水渠"),))).id
    assert service_outlook.findings(session) == []
    service.complete(session, meeting)
    assert found(session, "meetings.undecided") == ["2026年11月20日党员大会议题 1 没有写决定"]
    assert "还有 4 人没有登记到会情况" in found(session, "meetings.blank")[0]
    assert found(session, "meetings.quorum") == []


def test_a_decision_in_the_resolution_is_a_decision(session, people):
    hold(session, "2026-11-20", GENERAL, Item("议水渠"), resolution="同意修渠。")
    assert found(session, "meetings.undecided") == []


def test_meetings_of_the_future_are_neither_due_nor_held(session, people):
    hold(session, "2026-10-05", THEME)
    service.record(session, service.fresh(session, Meeting(THEME, "2026-11-28")))
    assert "开11月主题党日" in due(session)


def test_the_theme_of_the_plan_stands_beside_the_meeting(session, people):
    hold(session, "2026-10-05", THEME)
    service_plan.add_plan(session, Plan(2026, 11, THEME, theme="冬季防火"))
    assert "开11月主题党日（冬季防火）" in due(session)


def test_in_december_next_years_plan_is_due_while_there_is_none(session, people, monkeypatch):
    hold(session, "2026-10-05", THEME)
    assert "做2027年会议计划" not in due(session)
    monkeypatch.setenv("JDZB_TODAY", "2026-12-01")
    assert "做2027年会议计划" in due(session)
    service_plan.start_plan(session, 2027)
    assert "做2027年会议计划" not in due(session)


# -- the plan --------------------------------------------------------------------------------------


def test_the_outline_of_a_year_has_the_fixed_day_of_every_month(session, people):
    service_plan.start_plan(session, 2027)
    plans = service_plan.plans(session, 2027)
    days = [one.day for one in plans if one.kind == THEME]
    assert (len(days), days[0], days[11]) == (12, "2027-01-05", "2027-12-05")
    assert [one.month for one in plans if one.kind == GENERAL] == [3, 6, 9, 12]
    assert len(session.undo().rows) == len(plans)


def test_the_branch_sets_its_own_fixed_day(session):
    assert service_plan.fixed_day(session, 2026, 11).latest.isoformat() == "2026-11-15"
    service_plan.save_settings(session, {"theme_day": "20", "theme_latest": "25"})
    found = service_plan.fixed_day(session, 2026, 11)
    assert (found.day.isoformat(), found.latest.isoformat()) == ("2026-11-20", "2026-11-25")
    with pytest.raises(InvalidForm):
        service_plan.save_settings(session, {"theme_day": "0", "theme_latest": "32"})
    with pytest.raises(InvalidForm, match="早于固定日 20 日"):
        service_plan.save_settings(session, {"theme_day": "20", "theme_latest": "10"})
    assert service_plan.fixed_day(session, 2026, 11) == found


def test_a_line_of_the_plan_is_entered_and_changed(session):
    added = service_plan.add_plan(session, Plan(2027, 3, "党课", theme="春耕"))
    service_plan.amend_plan(session, added.id, Plan(2027, 3, "党课", "2027-03-12", "防火"))
    (plan,) = service_plan.plans(session, 2027)
    assert (plan.day, plan.theme) == ("2027-03-12", "防火")
    service_plan.void_plan(session, added.id, "改期")
    assert service_plan.plans(session, 2027) == []


def test_the_year_shows_what_was_held_and_what_is_missing(session, people):
    hold(session, "2026-01-05", THEME)
    hold(session, "2026-04-20", GENERAL)
    rows = {(row.kind.name, row.group): row for row in service_plan.overview(session, 2026)}
    assert [len(cell) for cell in rows[THEME, ""].months][:4] == [1, 0, 0, 0]
    assert [one.period.label for one in rows[GENERAL, ""].missing] == ["第一季度", "第三季度"]
    assert ("党小组会", "一组") in rows
