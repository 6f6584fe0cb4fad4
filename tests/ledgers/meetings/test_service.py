"""Minutes in the file: drafts, completion, correction with before and after, undo."""

from dataclasses import replace

import pytest

from jdzb.core.errors import ReasonNeeded, Refused
from jdzb.core.fields import InvalidForm
from jdzb.ledgers.meetings import parsing, service, service_figures, service_talks
from jdzb.ledgers.meetings.columns import ABSENCE_TALK, ABSENT, CAME, HANDS, PUBLIC
from jdzb.ledgers.meetings.entries import Attendance, Criticism, Guest, Item, Meeting, Talk
from jdzb.ledgers.meetings.service import Locked
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members import service_standing
from jdzb.ledgers.members.entries import FRAIL, Mark, Member
from jdzb.store import check

GENERAL, THEME = "支部党员大会", "主题党日"


@pytest.fixture
def people(session):
    """Five members, the first the secretary."""
    return [
        members.add(
            session,
            Member(name, joined="2001-01", full="2002-01", party_post="书记" if n == 0 else None),
        ).id
        for n, name in enumerate(("陈志强", "林秀兰", "周桂芳", "郑德福", "袁小龙"))
    ]


def written(session, day="2026-11-20", *, away=(), kind=GENERAL, **more):
    """Whole minutes of a day, those away without a reason; not stored."""
    minutes = service.fresh(session, Meeting(kind, day, chair="陈志强", **more))
    states = tuple(
        replace(one, state=ABSENT if one.member in away else CAME) for one in minutes.attendance
    )
    item = Item("修渠", decision="同意", way=HANDS, yes=len(states), no=0, abstain=0)
    return replace(minutes, attendance=states, items=(item,), guests=(Guest("赵镇长", "镇里"),))


def stored(session, *args, **more):
    added = service.record(session, written(session, *args, **more))
    service.complete(session, added.id)
    return added.id


def test_whole_minutes_are_one_act_and_come_back_as_they_were(session, people):
    minutes = written(session)
    added = service.record(session, minutes)
    assert added.rows[0] == ("meetings", added.id)
    found = service.minutes(session, added.id)
    assert [one.name for one in found.attendance] == [one.name for one in minutes.attendance]
    assert (found.items[0].yes, found.guests[0].capacity) == (5, "镇里")
    assert found.meeting.state == "草稿"
    session.undo()
    assert session.rows("meetings") == session.rows("meeting_attendance") == []
    assert session.rows("meeting_items") == []


def test_saving_a_draft_writes_only_what_differs(session, people):
    meeting = service.record(session, written(session)).id
    found = service.minutes(session, meeting)
    assert service.save(session, meeting, found).rows == ()
    states = (replace(found.attendance[0], state=ABSENT), *found.attendance[1:])
    changed = service.save(session, meeting, replace(found, attendance=states))
    assert changed.rows == (("meeting_attendance", found.attendance[0].id),)


def test_items_keep_their_order_and_what_is_taken_out_is_void(session, people):
    meeting = service.record(session, written(session)).id
    found = service.minutes(session, meeting)
    service.save(session, meeting, replace(found, items=(Item("选举"), *found.items), guests=()))
    again = service.minutes(session, meeting)
    assert [(one.place, one.title) for one in again.items] == [(1, "选举"), (2, "修渠")]
    assert again.guests == ()
    assert len(session.rows("meeting_guests", voided=True)) == 1


def test_complete_minutes_are_changed_by_a_correction_alone(session, people):
    meeting = stored(session)
    found = service.minutes(session, meeting)
    better = replace(found, items=(replace(found.items[0], decision="不同意"),))
    with pytest.raises(Locked):
        service.save(session, meeting, better)
    with pytest.raises(ReasonNeeded):
        service.correct(session, meeting, better, " ")
    service.correct(session, meeting, better, "记错了决定")
    entry = session.entries("tbl = 'meeting_items' AND op = 'U'")[-1]
    assert (entry.old["decision"], entry.new["decision"]) == ("同意", "不同意")
    assert entry.reason == "记错了决定"
    assert service.get(session, meeting).completed_on == "2026-11-21"
    session.undo()
    assert service.minutes(session, meeting) == found
    assert check.check_ledger(session).ok


def test_completing_can_be_undone_and_waits_for_the_day(session, people):
    meeting = service.record(session, written(session, "2026-11-22")).id
    with pytest.raises(Refused, match="还没有到开会的日子"):
        service.complete(session, meeting)
    meeting = stored(session)
    with pytest.raises(Locked):
        service.complete(session, meeting)
    session.undo()
    assert not service.get(session, meeting).locked


def test_a_void_meeting_counts_nowhere(session, people, today):
    meeting = stored(session, away=people[4:], kind=THEME)
    assert service_figures.tallies(session, today)[people[4]].total == 1
    service.void(session, meeting, "记重了")
    assert service_figures.tallies(session, today) == {}
    assert service_figures.conduct(session, people[4], 2026) == []


def test_the_card_counts_the_absences_before_and_this_one_once(session, people):
    for month in (8, 9):
        stored(session, f"2026-{month:02d}-05", kind=THEME, away=people[4:])
    minutes = written(session, "2026-10-05", kind=THEME, away=people[4:])

    def told(minutes):
        lines = service_figures.check(session, minutes)
        return [line.text for line in lines if line.key == "absence"]

    before = told(minutes)
    assert before[0] == "袁小龙今年无故缺席 3 次，须书记谈话"
    meeting = service.record(session, minutes).id
    assert told(service.minutes(session, meeting)) == before


def test_the_meeting_of_a_group_is_called_once_by_its_name(session, people):
    head = Meeting("党小组会", "2026-11-20", party_group="第一党小组")
    assert service.record(session, service.fresh(session, head)).what == (
        "记录11月20日第一党小组会"
    )


def test_a_talk_answers_the_third_absence(session, people, today):
    for month in (8, 9, 10):
        stored(session, f"2026-{month:02d}-05", kind=THEME, away=people[4:])
    ((tally, verdict),) = service_figures.untalked(session, today)
    assert (tally.member, verdict.text) == (people[4], "今年无故缺席 3 次，须书记谈话")
    talk = Talk("2026-10-08", people[4], ABSENCE_TALK, people[0], text="说明情况")
    service_talks.add_talk(session, talk)
    assert service_figures.untalked(session, today) == []


def test_hours_of_study_come_from_the_meetings_attended(session, people):
    service_standing.mark(session, Mark(people[3], FRAIL, "2026-01"))
    stored(session, "2026-03-05", kind=THEME)
    stored(session, "2026-03-20", kind="党课", away=[people[2]])
    stored(session, "2026-04-05", kind=THEME, hours=4)
    found = {one.name: one for one in service_figures.study(session, 2026)}
    assert (found["陈志强"].hours, found["陈志强"].need) == (8, 56)
    assert (found["周桂芳"].hours, found["周桂芳"].need, found["周桂芳"].missing) == (6, 32, 26)
    assert (found["郑德福"].excused, found["郑德福"].missing) == (True, 0)
    assert service_figures.study(session, 2025)[0].hours == 0
    assert service_figures.member_year(session, people[2], 2026).study.hours == 6


def test_the_member_page_hears_the_year(session, people):
    stored(session, "2026-03-05", kind=THEME, away=[people[4]])
    stored(session, "2026-04-05", kind=THEME)
    year = service_figures.member_year(session, people[4], 2026)
    assert (year.should, year.came, year.absent, year.unexcused) == (2, 1, 1, 1)
    facts = service_figures.conduct(session, people[4], 2026)
    assert [(one.what, one.day.month) for one in facts] == [
        ("主题党日无故缺席", 3),
        ("主题党日到会", 4),
    ]
    assert [one.key for one in facts] == ["meetings.absent", "meetings.present"]


def test_somebody_without_a_card_is_recorded_by_name(session, people):
    minutes = written(session, kind="村“两委”会")
    more = (*minutes.attendance, Attendance(None, "尤主任", "村委会主任", state=CAME))
    meeting = service.record(session, replace(minutes, attendance=more)).id
    assert service.minutes(session, meeting).attendance[-1].name == "尤主任"
    assert service_figures.check(session, service.minutes(session, meeting))[0].mark == "ok"


def test_criticism_is_kept_with_the_life_meeting(session, people):
    minutes = written(session, kind="组织生活会")
    notes = (Criticism(people[0], text="学习不够"), Criticism(people[1], "相互批评", people[0]))
    meeting = service.record(session, replace(minutes, criticisms=notes)).id
    assert [one.kind for one in service.minutes(session, meeting).criticisms] == [
        "自我批评",
        "相互批评",
    ]


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"since": "25点"}, "since"),
        ({"since": "19:30", "until": "18:00"}, "until"),
        ({"should": "20", "present": "21"}, "present"),
        ({"day": "2026-13-01"}, "day"),
    ],
)
def test_a_head_that_cannot_be_hears_why(raw, field):
    with pytest.raises(InvalidForm) as caught:
        parsing.parse({"kind": GENERAL, "day": "2026-11-20"} | raw)
    assert field in {one.field for one in caught.value.problems}


def test_times_are_read_as_people_write_them():
    meeting = parsing.parse({"kind": GENERAL, "day": "2026-11-20", "since": "晚上7点半"})
    assert meeting.since == "19:30"


def test_a_public_decision_is_marked_with_the_day_it_went_up(session, people):
    minutes = written(session)
    meeting = service.record(
        session, replace(minutes, items=(replace(minutes.items[0], publish=PUBLIC),))
    ).id
    service.complete(session, meeting)
    item = service.minutes(session, meeting).items[0]
    service.published(session, item.id, "2026-11-21", 7)
    again = service.minutes(session, meeting).items[0]
    assert (again.published_on, again.notice) == ("2026-11-21", 7)
