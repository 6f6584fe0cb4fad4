"""A form becomes a card."""

import pytest

from jdzb.core.fields import InvalidForm
from jdzb.ledgers.members import entries


def test_only_the_name_is_required():
    with pytest.raises(InvalidForm, match="姓名没有填写"):
        entries.parse({})
    assert entries.parse({"name": "梁　燚"}).name == "梁燚"


@pytest.mark.parametrize(
    ("typed", "post"),
    [
        ("党支部书记", "书记"), ("支部书记", "书记"), ("支书", "书记"), ("书记", "书记"), ("村党支部书记", "书记"),
        ("党支部副书记", "副书记"), ("组织委员", "组织委员"), ("支部组织委员", "组织委员"), ("宣传", "宣传委员"),
        ("纪律检查委员", "纪检委员"), ("党小组长", "党小组长"), ("小组长", "党小组长"), ("第一党小组组长", "第一党小组组长"),
        ("村委会主任", "村委会主任"), ("", None), (None, None),
    ],
)  # fmt: skip
def test_a_party_post_is_read_by_its_short_name_and_others_stay(typed, post):
    assert entries.plain_post(typed) == post


def test_posts_are_parted_by_one_mark():
    member = entries.parse({"name": "王强", "assigned_posts": "卫生监督，政策宣传; 治安 巡逻"})
    assert member.assigned_posts == "卫生监督、政策宣传、治安、巡逻"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"joined": "2027-01"}, "还没有到"),
        ({"joined": "2000-05-01", "full": "2000-04"}, "不应早于入党日期"),
        ({"birth": "2000-05", "joined": "1999-01"}, "不应早于出生日期"),
        ({"birth": "1985.13"}, "应为日期"),
        ({"phone": "123"}, "11位手机号"),
    ],
)
def test_what_cannot_be_is_refused_with_the_form_kept(raw, said):
    with pytest.raises(InvalidForm, match=said):
        entries.parse({"name": "王强", **raw})


def test_all_problems_come_at_once():
    with pytest.raises(InvalidForm) as caught:
        entries.parse({"name": "", "birth": "x", "sex": "不"})
    assert [problem.field for problem in caught.value.problems] == ["name", "sex", "birth"]


def test_what_contradicts_comes_together_with_what_cannot_be_read():
    with pytest.raises(InvalidForm) as caught:
        entries.parse({"birth": "1990.5", "joined": "1985.7", "full": "1984.7", "phone": "12345"})
    found = {problem.field: problem.expected for problem in caught.value.problems}
    assert list(found) == ["name", "joined", "full", "phone"]
    assert found["joined"] == "不应早于出生日期 1990-05"
    assert found["full"] == "不应早于入党日期 1985-07"


def test_months_and_days_compare_as_months():
    assert not entries.earlier("2000-05", "2000-05-30")
    assert entries.earlier("2000-04-30", "2000-05")
    assert entries.add_years("2000-02-29", 1) == "2001-03-01"
    assert entries.add_years("2000-02-29", 4) == "2004-02-29"
    assert entries.add_years("2000-02", 1) == "2001-02"
