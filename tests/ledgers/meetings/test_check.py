"""The check card: who is enough, what passes, what does not add up; each line with its figure."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdzb.core import rules as figures
from jdzb.core.fields import InvalidForm
from jdzb.ledgers.meetings import forms, kinds, parsing, periods, rules, voting
from jdzb.ledgers.meetings.absences import Tally
from jdzb.ledgers.meetings.columns import ABSENT, CAME, EXCUSED, HANDS, NO_VOTE, PUBLIC
from jdzb.ledgers.meetings.entries import Attendance, Item, Meeting, Minutes

TABLE = figures.standard()
KINDS = kinds.with_own(kinds.standard(), ())
GENERAL, REPRESENTATIVES = KINDS["支部党员大会"], KINDS["村民代表会议"]
HEAD = {"since": "19:30", "place": "活动室", "chair": "陈志强", "recorder": "林秀兰"}


def people(present, should):
    """So many who vote, the first of them there, the others excused."""
    return tuple(
        Attendance(n, f"党员{n}", state=CAME if n <= present else EXCUSED, reason="外出")
        for n in range(1, should + 1)
    )


def general(present, should, *items):
    return Minutes(
        Meeting("支部党员大会", "2026-11-20", **HEAD), people(present, should), items=items
    )


def counted(present, should, *items):
    meeting = Meeting("村民代表会议", "2026-11-20", should=should, present=present, **HEAD)
    return Minutes(meeting, items=items)


def voted(yes, no=0, abstain=0, **more):
    return Item("修渠", decision="同意", way=HANDS, yes=yes, no=no, abstain=abstain, **more)


def lines(minutes, kind=GENERAL, **more):
    found = rules.check(minutes, kind, TABLE, **more)
    return {line.key: line for line in found}


def marks(minutes, kind=GENERAL):
    return {key: line.mark for key, line in lines(minutes, kind).items()}


def test_half_of_sixteen_may_meet_and_their_eight_votes_are_not_enough():
    found = lines(general(8, 16, voted(8)))
    assert found["quorum"].mark == "ok"
    assert "实到 8 人" in found["quorum"].text
    assert "至少须到 8 人" in found["quorum"].text
    assert found["quorum"].source == "《中国共产党支部工作条例（试行）》第十一条"
    assert found["majority"].mark == "wrong"
    assert "没有超过应到 16 人的 1/2" in found["majority"].text
    assert "须 9 票" in found["majority"].text
    assert found["majority"].source == "《中国共产党支部工作条例（试行）》第十一条"


def test_the_ninth_vote_of_sixteen_carries_the_motion():
    assert lines(general(9, 16, voted(9)))["majority"].mark == "ok"


def test_one_less_than_half_is_no_meeting_and_its_votes_are_void():
    found = lines(general(7, 16, voted(7)))
    assert (found["quorum"].mark, found["majority"].mark) == ("wrong", "wrong")
    assert "表决无效" in found["majority"].text


def test_representatives_pass_with_more_than_half_of_those_present():
    found = lines(counted(20, 30, voted(11, 5, 4)), REPRESENTATIVES)
    assert (found["quorum"].mark, found["majority"].mark) == ("ok", "ok")
    assert "超过实到 20 人的 1/2" in found["majority"].text
    assert "村民委员会组织法" in found["majority"].source
    assert marks(counted(20, 30, voted(10, 5, 5)), REPRESENTATIVES)["majority"] == "wrong"
    assert marks(counted(19, 30, voted(19)), REPRESENTATIVES)["quorum"] == "wrong"


def test_a_villagers_meeting_needs_more_than_half_not_just_half():
    kind = KINDS["村民会议"]
    assert marks(counted(50, 100), kind)["quorum"] == "wrong"
    assert marks(counted(51, 100), kind)["quorum"] == "ok"


def test_a_probationary_member_attends_without_a_vote():
    minutes = general(8, 15, voted(8))
    guest = Attendance(99, "严建国", "预备党员", NO_VOTE, CAME)
    minutes = replace(minutes, attendance=(*minutes.attendance, guest))
    assert voting.count(minutes, GENERAL) == voting.Count(16, 9, 7, 0, 0, 15, 8)
    assert "应到 16 = 到 9 + 假 7 + 缺 0" in lines(minutes)["arithmetic"].text
    assert lines(minutes)["majority"].mark == "ok"  # 8 of 15
    nine = replace(minutes, items=(voted(9),))
    assert "多于到会有表决权的 8 人" in lines(nine)["votes"].text


def test_more_votes_than_voters_are_wrong_and_carry_nothing():
    found = lines(general(8, 16, voted(9)))
    assert found["votes"].mark == "wrong"
    assert "majority" not in found


def test_votes_that_are_fewer_or_not_all_written_are_told():
    assert "少 2 人" in lines(general(12, 16, voted(9, 1)))["votes"].text
    short = Item("修渠", decision="同意", way=HANDS, yes=9)
    assert "票数没有填全" in lines(general(12, 16, short))["votes"].text
    assert "votes" not in lines(general(12, 16, voted(9, 2, 1)))


def test_who_is_not_recorded_keeps_the_quorum_open():
    minutes = general(7, 16)
    blank = tuple(replace(one, state=None) if one.member > 7 else one for one in minutes.attendance)
    found = lines(replace(minutes, attendance=blank))
    assert (found["quorum"].mark, found["arithmetic"].mark) == ("warn", "warn")
    assert "还有 9 人没有登记" in found["arithmetic"].text


def test_a_list_with_nobody_in_it_is_not_yet_a_meeting():
    assert marks(general(0, 0))["quorum"] == "warn"
    assert marks(counted(None, None), REPRESENTATIVES)["quorum"] == "warn"


def test_a_draft_hears_what_is_missing_and_a_full_one_hears_nothing():
    bare = Minutes(Meeting("支部党员大会", "2026-11-20"), people(16, 16), items=(Item("议水渠"),))
    found = lines(bare)
    assert found["empty"].text == "待补充：时间、地点、主持、记录"
    assert found["decision"].text == "议题 1 没有写决定"
    assert set(marks(general(16, 16, voted(16)))) == {"quorum", "arithmetic", "majority"}


def test_leave_without_a_reason_is_named():
    minutes = general(15, 16)
    silent = tuple(replace(one, reason=None) for one in minutes.attendance)
    assert lines(replace(minutes, attendance=silent))["reason"].text == "党员16请假没有写原因"


def test_a_base_typed_by_hand_that_differs_is_told_and_used():
    found = lines(general(16, 16, voted(9, 7, base=20)))
    assert "所填表决权 20 人，与本次应到 16 人不符" in found["base"].text
    assert "应到 20 人的 1/2" in found["majority"].text


def test_a_decision_is_to_be_public_within_seven_days():
    minutes = general(16, 16, voted(16, publish=PUBLIC))
    soon = lines(minutes, today=date(2026, 11, 27))["publish"]
    assert (soon.mark, soon.figure) == ("warn", "会后 7 天")
    assert "最迟2026年11月27日" in soon.text
    assert lines(minutes, today=date(2026, 11, 28))["publish"].mark == "wrong"
    done = general(16, 16, voted(16, publish=PUBLIC, published_on="2026-11-21"))
    assert "publish" not in lines(done, today=date(2026, 12, 28))


def test_the_second_absence_warns_and_the_third_calls_for_a_talk():
    minutes = general(15, 16)
    away = tuple(
        replace(one, state=ABSENT, reason=None) if one.member == 16 else one
        for one in minutes.attendance
    )
    minutes = replace(minutes, attendance=away)

    def told(count):
        found = rules.check(minutes, GENERAL, TABLE, {16: Tally(16, total=count)})
        return [(line.mark, line.text) for line in found if line.key == "absence"]

    assert told(1) == []
    assert told(2) == [("warn", "党员16今年无故缺席已 2 次，第 3 次须书记谈话")]
    assert told(3) == [("wrong", "党员16今年无故缺席 3 次，须书记谈话")]


@given(st.integers(1, 400), st.data())
def test_quorum_and_majority_are_what_whole_numbers_say(should, data):
    present = data.draw(st.integers(0, should))
    yes = data.draw(st.integers(0, present))
    found = marks(general(present, should, voted(yes, present - yes)))
    assert (found["quorum"] == "ok") == (2 * present >= should)
    assert (found["majority"] == "ok") == (2 * present >= should and 2 * yes > should)
    given_ = marks(counted(present, should, voted(yes, present - yes)), REPRESENTATIVES)
    assert (given_["quorum"] == "ok") == (3 * present >= 2 * should)
    if present:
        carried = 3 * present >= 2 * should and 2 * yes > present
        assert (given_["majority"] == "ok") == carried


@given(st.lists(st.sampled_from([CAME, EXCUSED, ABSENT, None]), max_size=60), st.data())
def test_every_one_is_counted_once(states, data):
    voters = [data.draw(st.booleans()) for _ in states]
    attendance = tuple(
        Attendance(n, str(n), voting="有" if vote else "无", state=state)
        for n, (state, vote) in enumerate(zip(states, voters, strict=True))
    )
    minutes = Minutes(Meeting("支部党员大会", "2026-11-20"), attendance)
    found = voting.count(minutes, GENERAL)
    assert found.should == found.came + found.excused + found.absent + found.blank == len(states)
    assert found.present <= found.votes == sum(voters)


@given(
    st.integers(0, 300), st.integers(0, 300), st.integers(0, 300), st.integers(0, 300),
    st.integers(0, 300),
)  # fmt: skip
def test_no_numbers_stop_the_card(should, present, yes, no, abstain):
    for kind in KINDS.values():
        assert (
            rules.check(counted(present, should, voted(yes, no, abstain)), kind, TABLE) is not None
        )


@pytest.mark.parametrize("name", list(KINDS))
def test_every_line_has_its_source(name):
    found = rules.check(counted(5, 9, voted(4, 1, publish=PUBLIC)), KINDS[name], TABLE)
    assert all(line.source and line.text for line in found)


# -- what some kinds ask for -----------------------------------------------------------------------


def asked(kind, day, today="2026-11-21", **more):
    minutes = Minutes(Meeting(kind, day, **HEAD, **more))
    fixed = periods.fixed_day(int(day[:4]), int(day[5:7]), 5, 15)
    found = forms.lines(minutes, KINDS[kind], TABLE, fixed, date.fromisoformat(today))
    return {line.key: (line.mark, line.text) for line in found}


def test_a_theme_day_is_measured_by_its_fixed_and_its_latest_day():
    done = {"study": "学习全会公报"}
    assert asked("主题党日", "2026-11-15", **done) == {
        "fixed": ("ok", "固定在5日，推迟到15日，没有超过最迟的15日")
    }
    assert asked("主题党日", "2026-11-05", "2026-11-06", **done)["fixed"][0] == "ok"
    late = asked("主题党日", "2026-11-16")
    assert late["fixed"] == ("warn", "固定在5日，最迟15日，这次在16日")
    assert late["parts"] == ("warn", "待补充：学、会、做、工、课")


def test_a_lecture_names_its_lecturer_and_a_life_meeting_its_quarter():
    assert asked("党课", "2026-11-20")["lecturer"] == ("warn", "待补充：主讲人")
    assert asked("党课", "2026-11-20", lecturer="陈志强") == {}
    assert asked("组织生活会", "2026-11-20") == {}
    assert asked("组织生活会", "2026-11-20", today="2026-11-27") == {}
    quarter = asked("组织生活会", "2026-02-20", "2026-02-21")["quarter"]
    assert quarter == ("warn", "一般在第四季度开，这次在第一季度")


def test_minutes_entered_late_hear_that_they_are_late():
    assert "late" not in asked("支部党员大会", "2026-11-14")
    assert asked("支部党员大会", "2026-11-13")["late"][1] == "会后 8 天才录入，按补录计"


def test_of_a_meeting_to_come_the_card_asks_no_attendance():
    ahead = lines(general(0, 4, Item("修渠")), today=date(2026, 11, 19))
    assert list(ahead) == ["ahead"]
    assert "arithmetic" in lines(general(0, 4, Item("修渠")), today=date(2026, 11, 20))


def test_a_chair_who_is_away_is_pointed_out():
    away = replace(general(3, 4).meeting, chair="党员4", recorder="党员1")
    found = lines(replace(general(3, 4), meeting=away))
    assert found["away"].text == "主持党员4登记为请假，请核对"
    assert "away" not in lines(general(3, 4))


def test_a_meeting_gives_no_more_hours_than_its_day_has():
    raw = {"kind": "党课", "day": "2026-11-20", "hours": "99"}
    with pytest.raises(InvalidForm, match="24 学时"):
        parsing.parse(raw)
    assert parsing.parse({**raw, "hours": "24"}).hours == 24
