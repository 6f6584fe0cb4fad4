"""The rule table: the shipped rows, the typed readers, and broken files."""

from fractions import Fraction

import pytest

from jdzb.core import paths
from jdzb.core.rules import STATUSES, BadRules, RuleTable, UnknownRule, WrongFigure

GOOD = """
[[rule]]
key = "duty.people_a_day"
title = "每天值班人数"
figure = 2
unit = "人"
source = "试验"
article = ""
level = "L"
status = "own"
"""


@pytest.fixture(scope="module")
def table():
    return RuleTable.load(paths.resources() / "db" / "rules")


def said_of(folder, text):
    (folder / "duty.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadRules) as caught:
        RuleTable.load(folder)
    return str(caught.value)


def test_the_duty_defaults_are_in_the_table(table):
    assert table.whole("duty.people_a_day") == 2
    assert table.text("duty.weekend_office") == "书记"
    assert table.text("duty.morning") == "8:30–12:00"
    assert table.text("duty.afternoon") == "14:00–17:00"
    assert table.whole("duty.answer_workdays") == 5
    assert (table.whole("members.posts.least"), table.whole("members.posts.most")) == (1, 3)
    assert table.whole("audit.late_entry.days") == 7


def test_shares_are_exact(table):
    assert table.share("appraisals.review.excellent_share") == Fraction(1, 3)
    assert table.share("meetings.representatives.quorum") == Fraction(2, 3)
    assert table.share("appraisals.direct.members_share") == Fraction(4, 5)


def test_lists_keep_their_order(table):
    assert table.wholes("appraisals.bands.percent") == (10, 20, 60, 10)
    assert table.texts("commitments.excused")[0] == "年老体弱"
    assert len(table.texts("meetings.four_two.steps")) == 6


def test_every_rule_says_where_it_comes_from_and_how_sure_it_is(table):
    for rule in table.all():
        assert rule.basis, rule.key
        assert rule.status in STATUSES
        assert rule.status_words
        assert rule.level_words


def test_a_national_rule_that_was_read_names_its_article(table):
    bare = [r.key for r in table.all() if (r.level, r.status) == ("N", "read") and not r.article]
    assert bare == []


def test_a_rule_prints_its_figure_and_its_basis(table):
    rule = table.rule("notices.village_affairs.days")
    assert rule.figure_words == "15 天，至少"
    assert rule.basis.endswith("第三十五条")


def test_a_missing_rule_is_named_in_chinese(table):
    with pytest.raises(UnknownRule, match="没有“duty"):
        table.rule("duty.none")


@pytest.mark.parametrize("reader", ["share", "text", "wholes", "texts"])
def test_a_figure_of_the_wrong_kind_is_refused(table, reader):
    with pytest.raises(WrongFigure, match="每天值班人数"):
        getattr(table, reader)("duty.people_a_day")


def test_a_text_is_no_whole_number(table):
    with pytest.raises(WrongFigure, match="整数"):
        table.whole("duty.morning")


def test_a_later_folder_replaces_a_rule(tmp_path):
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    (ours / "duty.toml").write_text(GOOD, encoding="utf-8")
    (theirs / "县.toml").write_text(GOOD.replace("= 2", "= 3"), encoding="utf-8")
    assert RuleTable.load(ours, theirs).whole("duty.people_a_day") == 3


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("figure = 2", "figure = 0.5", "duty.people_a_day figure"),
        ("figure = 2", "figure = [1, 'a']", "duty.people_a_day figure"),
        ("figure = 2", "figure = []", "duty.people_a_day figure"),
        ("figure = 2", "figure = true", "duty.people_a_day figure"),
        ("figure = 2\n", "", "duty.people_a_day figure"),
        ('unit = "人"', "unit = 1", "duty.people_a_day unit"),
        ('level = "L"', 'level = "X"', "duty.people_a_day level"),
        ('status = "own"', 'status = "sure"', "duty.people_a_day status"),
        ('title = "每天值班人数"', 'titel = "每天值班人数"', "duty.people_a_day titel"),
        ('title = "每天值班人数"', 'title = " "', "duty.people_a_day title"),
        ("duty.people_a_day", "值班", "值班 key"),
        ('key = "duty.people_a_day"\n', "", "第 1 条 key"),
        ("[[rule]]", "[rule]", "全文"),
        ("figure = 2", "figure 2", "全文"),
    ],
)
def test_a_broken_file_is_named_with_its_key_in_one_sentence(tmp_path, old, new, key):
    said = said_of(tmp_path, GOOD.replace(old, new))
    assert "duty.toml" in said
    assert f"“{key}”" in said
    assert said.count("。") == 1


def test_the_same_key_twice_is_refused(tmp_path):
    assert "重复" in said_of(tmp_path, GOOD + GOOD)


def test_a_file_in_another_encoding_is_named(tmp_path):
    (tmp_path / "duty.toml").write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(BadRules, match="UTF-8"):
        RuleTable.load(tmp_path)
