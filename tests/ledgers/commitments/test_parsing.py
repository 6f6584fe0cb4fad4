"""Forms of the commitments book: what they read, and every problem at once."""

import pytest

from jdzb.core.fields import InvalidForm
from jdzb.ledgers.commitments import parsing
from jdzb.ledgers.commitments.entries import Ballot, Commitment

PROMISE = {"year": "2026", "member": "3", "what": "走访 36 户次", "target": "36", "unit": "户次"}
BALLOT = {"year": "2026", "day": "2026-11-20", "handed": "40", "returned": "38"}
WISH = {"day": "2026-10-01", "villager": "董阿婆", "wish": "一床棉被"}


def problems(parse, raw):
    with pytest.raises(InvalidForm) as caught:
        parse(raw)
    return {one.field: one.expected for one in caught.value.problems}


def test_a_promise_without_number_or_day_is_read():
    assert parsing.parse({"year": "2026", "what": "争取项目"}) == Commitment(2026, "争取项目")


def test_a_promise_with_all_is_read_as_typed():
    found = parsing.parse({**PROMISE, "due": "2026年12月31日", "bound": "不少于"})
    assert found == Commitment(
        2026, "走访 36 户次", 3, "不少于", 36, "户次", "2026-12-31"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field", "expected"),
    [
        ({"year": "26"}, "year", "四位数"),
        ({"due": "2025-12-31"}, "due", "早于 2026 年"),
        ({"target": "0"}, "target", "大于 0"),
        ({"target": ""}, "target", "要写数量"),
        ({"target": "", "unit": "", "bound": "不超过"}, "target", "要写数量"),
        ({"member": "张三"}, "member", "没有这个人"),
        ({"outcome": "兑现"}, "settled_on", "日期"),
        ({"reported": "都办了"}, "reported_on", "日期"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(change, field, expected):
    assert expected in problems(parsing.parse, {**PROMISE, **change})[field]


def test_all_that_is_wrong_is_said_at_once():
    raw = {"year": "26", "what": "", "due": "某天", "target": "三十"}
    assert set(problems(parsing.parse, raw)) == {"year", "what", "due", "target"}


def test_no_fire_may_be_promised():
    found = parsing.parse({**PROMISE, "target": "0", "unit": "起", "bound": "不超过"})
    assert (found.target, found.bound) == (0, "不超过")


def test_ballots_that_make_up_what_came_back_are_read_with_blanks_as_none():
    found = parsing.parse_ballot({**BALLOT, "satisfied": "30", "fairly": "5", "invalid": "3"})
    assert found == Ballot(2026, "2026-11-20", 40, 38, None, 30, 5, 0, 0, 3)
    assert (found.kept_back, found.valid) == (2, 35)


def test_ballots_that_do_not_add_up_are_refused_with_both_numbers():
    raw = {**BALLOT, "satisfied": "30", "fairly": "5", "invalid": "2"}
    assert problems(parsing.parse_ballot, raw) == {"returned": "各项合计 37 张，与收回的 38 张不符"}


def test_more_ballots_back_than_handed_out_are_refused():
    raw = {**BALLOT, "handed": "37", "satisfied": "38"}
    assert problems(parsing.parse_ballot, raw) == {"returned": "多于发出的 37 张"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"due": "2026-09-30"}, "due"),
        ({"claimed_on": "2026-10-03"}, "claimed_by"),
        ({"claimed_by": "1", "claimed_on": "2026-09-03"}, "claimed_on"),
        ({"fulfilled_on": "2026-10-03"}, "claimed_by"),
        (
            {"claimed_by": "1", "claimed_on": "2026-10-03", "fulfilled_on": "2026-10-02"},
            "fulfilled_on",
        ),
    ],
)
def test_a_wish_goes_forward_in_time(change, field):
    assert set(problems(parsing.parse_wish, {**WISH, **change})) == {field}


def test_one_post_is_one_line():
    assert set(problems(parsing.parse_post, {"name": "护林岗、宣传岗"})) == {"name"}
