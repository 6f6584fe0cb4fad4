"""Forms of statuses and marks, and the title of a roster."""

import pytest

from jdzb.core.cells import RawSheet, Workbook
from jdzb.core.fields import InvalidForm
from jdzb.ledgers.members import heading, standing
from jdzb.ledgers.members.entries import Mark, Member, Status

MEMBER = Member("何永贵", birth="1970-05", joined="1999-07-01", id=7)


def problems(read, *arguments):
    with pytest.raises(InvalidForm) as caught:
        read(*arguments)
    return {problem.field: problem.expected for problem in caught.value.problems}


def test_leaving_names_everything_that_is_missing():
    found = problems(standing.read_status, standing.LEAVING_FIELDS, {}, MEMBER)
    assert set(found) == {"status", "since"}


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2027-01", "这一天还没有到"),
        ("1999-06-30", "不应早于入党日期 1999-07-01"),
        ("去年", "应为日期，例如 1985-06-12"),
    ],
)
def test_leaving_on_an_impossible_day_is_refused(since, expected):
    raw = {"status": "转出", "since": since}
    found = problems(standing.read_status, standing.LEAVING_FIELDS, raw, MEMBER)
    assert found == {"since": expected}


def test_leaving_on_the_day_of_joining_is_possible():
    raw = {"status": "转出", "since": "1999.7.1", "reason": " 转往县城 "}
    read = standing.read_status(standing.LEAVING_FIELDS, raw, MEMBER)
    assert read == Status(7, "转出", "1999-07-01", "转往县城")


def test_a_status_before_birth_is_refused():
    raw = {"status": "入党申请人", "since": "1969-01"}
    assert problems(standing.read_status, standing.STATUS_FORM, raw, MEMBER) == {
        "since": "不应早于出生日期 1970-05"
    }


def test_only_mobile_members_keep_where_and_whom():
    raw = {"mark": "流动党员", "since": "2026-03", "place": "苏州", "contact": "林秀兰"}
    assert standing.read_mark(raw, MEMBER) == Mark(7, "流动党员", "2026-03", None, "苏州", "林秀兰")
    assert standing.read_mark({**raw, "mark": "困难党员"}, MEMBER) == Mark(7, "困难党员", "2026-03")


def test_a_mark_does_not_end_before_it_begins():
    raw = {"mark": "流动党员", "since": "2026-03", "until": "2026-02-28"}
    assert problems(standing.read_mark, raw, MEMBER) == {"until": "不应早于开始日期 2026-03"}
    mark = Mark(7, "流动党员", "2026-03")
    assert problems(standing.read_ending, {"until": "2026-02"}, mark) == {
        "until": "不应早于开始日期 2026-03"
    }
    assert standing.read_ending({"until": "2026.4.1", "reason": "返乡"}, mark) == (
        "2026-04-01", "返乡",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "township", "name"),
    [
        ("柳河镇青山村党支部党员花名册", "柳河镇", "青山村党支部"),
        ("青山村党支部 2026年 党员名单", "", "青山村党支部"),
        ("中共柳河镇青山村支部委员会党员名册", "柳河镇", "青山村支部委员会"),
        ("江苏省临沭县柳河镇青山村党支部党员信息表", "柳河镇", "青山村党支部"),
        ("北镇市柳河镇镇东村党支部党员花名册", "柳河镇", "镇东村党支部"),
        ("东风社区党支部党员名册", "", "东风社区党支部"),
    ],
)
def test_a_title_tells_the_branch_and_the_township(title, township, name):
    rows = ((title, None), ("姓名", "性别"))
    workbook = Workbook("名册.xlsx", "", (RawSheet("花名册", rows),))
    assert heading.branch_in(workbook, "花名册", 2) == heading.BranchTitle(name, township)


@pytest.mark.parametrize("title", ["党员花名册", "流动党员花名册", "2026年度党员信息采集表", None])
def test_a_title_without_a_branch_tells_none(title):
    workbook = Workbook("名册.xlsx", "", (RawSheet("花名册", ((title,), ("姓名",))),))
    assert heading.branch_in(workbook, "花名册", 2) is None
