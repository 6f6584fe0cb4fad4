"""A figure as a person types it: every kind, in every usual form, and what is refused."""

from fractions import Fraction

import pytest

from jdzb.core import figures, inforce, rules
from jdzb.core.fields import Unreadable
from jdzb.core.inforce import Own


def rule(key):
    return rules.shipped().rule(key)


@pytest.mark.parametrize("one", rules.shipped().all(), ids=lambda one: one.key)
def test_every_shipped_figure_reads_back_as_it_is_shown(one):
    assert figures.read(one, figures.written(one.figure)) == one.figure
    assert figures.expected(one).startswith("应为")
    for other in (one.beside, one.at_most):
        assert not other or other in rules.shipped().rules


@pytest.mark.parametrize(
    ("key", "typed", "figure"),
    [
        ("duty.answer_workdays", "７", 7),
        ("duty.least_gap", "0", 0),
        ("meetings.general.quorum", "三分之二", Fraction(2, 3)),
        ("meetings.general.quorum", " 2 / 3 ", Fraction(2, 3)),
        ("appraisals.direct.members_share", "75%", Fraction(3, 4)),
        ("duty.morning", "08：00 至 11:30", "8:00–11:30"),
        ("duty.review.weights", "20，30 50", (20, 30, 50)),
        ("meetings.four_two.quorum", "1/2、1/2、2/3、80%", ("1/2", "1/2", "2/3", "4/5")),
        ("meetings.base.excluded", "年老体弱，流动党员", ("年老体弱", "流动党员")),
        ("commitments.measurable", " 有数 有期 ", "有数 有期"),
    ],
)
def test_what_people_type_is_read(key, typed, figure):
    assert figures.read(rule(key), typed) == figure


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        ("duty.people_a_day", "两", "应为 1 到 6 的整数"),
        ("duty.people_a_day", "7", "应为 1 到 6 的整数"),
        ("duty.answer_workdays", "0", "应为 1 到 9999 的整数"),
        ("duty.answer_workdays", "-3", "应为 1 到 9999 的整数"),
        ("duty.answer_workdays", "5.5", "应为 1 到 9999 的整数"),
        ("duty.answer_workdays", "9" * 400, "应为 1 到 9999 的整数"),
        ("meetings.general.quorum", "3/2", "应为分数，如 1/2、2/3，不超过 1"),
        ("meetings.general.quorum", "1/0", "应为分数，如 1/2、2/3，不超过 1"),
        ("meetings.general.quorum", "", "应为分数，如 1/2、2/3，不超过 1"),
        ("duty.morning", "12:00–8:30", "应为时间，如 8:30–12:00"),
        ("duty.weekend_office", "村长", "应为 书记、党员、不值班 中的一项"),
        ("duty.review.months", "2", "应为 1、3 中的一项"),
        ("duty.review.weights", "20、80", "应为 3 个 1 到 100 的整数，用顿号隔开"),
        ("meetings.four_two.base", "应到、应到", "应为 应到、实到 中的 4 个，用顿号隔开"),
        ("commitments.measurable", "　", "应为文字，40 字以内"),
        ("commitments.measurable", "公" * 41, "应为文字，40 字以内"),
    ],
)
def test_what_is_no_such_figure_hears_what_is_expected(key, typed, expected):
    with pytest.raises(Unreadable) as caught:
        figures.read(rule(key), typed)
    assert str(caught.value) == expected


def test_the_table_in_force_is_one_object_until_something_changes():
    before = rules.standard()
    assert rules.standard() is before is rules.shipped()
    inforce.use_figures(
        {"duty.answer_workdays": Own("3", "柳河镇做法"), "duty.nothing": Own("3", "")}
    )
    changed = rules.standard()
    assert changed is rules.standard()
    assert changed.whole("duty.answer_workdays") == 3
    assert changed.rule("duty.answer_workdays").basis == "柳河镇做法"
    assert changed.rule("duty.answer_workdays").status_words == "本支部改定"
    assert rules.shipped().whole("duty.answer_workdays") == 5
    inforce.use_figures({})
    assert rules.standard() is before


def test_a_figure_that_cannot_be_read_changes_nothing():
    inforce.use_figures({"duty.answer_workdays": Own("三天", "外面改的")})
    assert rules.standard().rules == rules.shipped().rules
