"""Who is what on which day."""

from datetime import date

import pytest

from jdzb.ledgers.members import rules
from jdzb.ledgers.members.entries import Mark, Member, Status
from jdzb.ledgers.members.rules import Register

WANG = Member("王强", birth="1970-05", joined="1995-07-01", full="1996-07", id=1)


def status(member, *events, day):
    return rules.status_on(member, events, date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("1995-06-30", ""), ("1995-07-01", "预备党员"), ("1996-06-30", "预备党员"),
        ("1996-07-01", "正式党员"), ("2026-11-21", "正式党员"),
    ],
)  # fmt: skip
def test_the_status_follows_from_the_two_dates_of_the_card(day, expected):
    assert status(WANG, day=day) == expected


def test_a_month_counts_from_its_first_day():
    member = Member("李梅", joined="2000-03")
    assert status(member, day="2000-03-01") == "预备党员"
    assert status(member, day="2000-02-29") == ""


def test_the_steps_before_joining_and_leaving_are_events():
    events = (
        Status(1, "入党申请人", "1993-01-05"),
        Status(1, "入党积极分子", "1994-01"),
        Status(1, "转出", "2020-10-08"),
    )
    wanted = {"1992-12-31": "", "1993-06-01": "入党申请人", "1994-06-01": "入党积极分子",
              "1996-01-01": "预备党员", "2020-10-07": "正式党员", "2020-10-08": "转出"}  # fmt: skip
    assert {day: status(WANG, *events, day=day) for day in wanted} == wanted


def test_full_without_a_date_counts_a_year_after_joining_and_yields_to_a_date():
    event = Status(1, "正式党员")
    unknown = Member("李梅", joined="2000-03-05", id=1)
    assert status(unknown, event, day="2001-03-04") == "预备党员"
    assert status(unknown, event, day="2001-03-05") == "正式党员"
    assert status(WANG, event, day="1996-06-30") == "预备党员"
    assert status(Member("赵敏"), event, day="1990-01-01") == "正式党员"


def test_two_steps_on_one_day_leave_the_higher():
    member = Member("李梅", joined="2000-03-05", full="2000-03-05")
    assert status(member, day="2000-03-05") == "正式党员"


def test_a_suspended_member_may_come_back():
    events = (Status(1, "停止党籍", "2020-01"), Status(1, "正式党员", "2021-01"))
    assert status(WANG, *events, day="2020-06-01") == "停止党籍"
    assert status(WANG, *events, day="2021-06-01") == "正式党员"


def test_only_full_members_vote_and_both_kinds_are_members():
    day = date(1996, 1, 1)
    assert rules.is_member_on(WANG, (), day)
    assert not rules.has_vote_on(WANG, (), day)
    assert rules.has_vote_on(WANG, (), date(1996, 7, 1))
    assert not rules.is_member_on(WANG, (Status(1, "去世", "2020-01"),), date(2020, 1, 1))


def test_a_card_that_tells_nothing_counts_as_a_member_without_vote_and_is_doubted():
    bare, day = Member("李梅"), date(2026, 1, 1)
    assert rules.is_member_on(bare, (), day)
    assert not rules.has_vote_on(bare, (), day)
    assert "没有写明身份" in rules.doubt(bare, (), day)
    assert rules.doubt(WANG, (), day) == ""


def test_marks_begin_and_end_on_their_days():
    marks = (Mark(1, "年老体弱"), Mark(1, "流动党员", "2026-03-05", "2026-08"))
    assert rules.marks_on(marks, date(2026, 3, 4)) == ("年老体弱",)
    assert rules.marks_on(marks, date(2026, 3, 5)) == ("流动党员", "年老体弱")
    assert rules.marks_on(marks, date(2026, 7, 31)) == ("流动党员", "年老体弱")
    assert rules.marks_on(marks, date(2026, 8, 1)) == ("年老体弱",)
    assert rules.excused_on(marks, date(1990, 1, 1))


REGISTER = Register(
    members=(
        Member("王强", joined="1995-07-01", full="1996-07-01", party_post="书记", id=1),
        Member("李梅", joined="2025-11-25", id=2),
        Member("赵敏", id=3),
        Member("孙亮", joined="1990-11-03", full="1991-11-03", party_post="书记", id=4),
        Member("钱进", joined="1988-11", full="1989-11", id=5),
    ),
    statuses={3: (Status(3, "发展对象", "2026-01"),), 4: (Status(4, "转出", "2026-05-01"),)},
    marks={5: (Mark(5, "流动党员"),), 1: (Mark(1, "困难党员", "2026-01"),)},
)


def test_the_four_lists():
    day = date(2026, 11, 21)
    listed = {kind: [m.name for m in REGISTER.listed(kind, day)] for kind in rules.LISTS}
    assert listed == {
        "党员": ["王强", "李梅", "钱进"], "入党积极分子": ["赵敏"],
        "流动党员": ["钱进"], "困难党员": ["王强"],
    }  # fmt: skip
    assert [m.name for m in REGISTER.listed(rules.ALL, day)] == ["王强", "李梅", "赵敏", "钱进"]
    assert [m.name for m in REGISTER.listed(rules.GONE, day)] == ["孙亮"]


def test_the_secretary_is_the_one_who_was_a_member_that_day():
    assert REGISTER.secretary_on(date(2026, 11, 21)).name == "王强"
    assert REGISTER.secretary_on(date(2026, 4, 30)).name == "孙亮"
    assert Register().secretary_on(date(2026, 1, 1)) is None


def test_political_birthdays_of_a_month_come_by_day_with_their_years():
    found = REGISTER.anniversaries(11, 2026)
    assert [(one.member.name, one.years) for one in found] == [("李梅", 1), ("钱进", 38)]
    assert REGISTER.anniversaries(11, 2025)[0].member.name == "孙亮"
    assert REGISTER.anniversaries(12, 2026) == ()


@pytest.mark.parametrize(
    ("births", "expected"),
    [
        (("1985-06", "1990-01"), ["张伟（1985）", "张伟（1990）"]),
        (("1985-06", "1985-07-01"), ["张伟（1985.06）", "张伟（1985.07）"]),
        ((None, "1985-07-01"), ["张伟（一）", "张伟（二）"]),
    ],
)
def test_same_name_people_are_shown_apart(births, expected):
    members = [Member("张伟", birth=birth, id=n) for n, birth in enumerate(births, start=1)]
    shown = rules.display_names([*members, Member("王强", id=9)])
    assert [shown[1], shown[2], shown[9]] == [*expected, "王强"]


def test_same_birth_months_are_told_apart_by_group():
    members = [Member("张伟", birth="1985-06", party_group=f"第{n}党小组", id=n) for n in (1, 2)]
    assert rules.display_names(members)[2] == "张伟（2组）"
