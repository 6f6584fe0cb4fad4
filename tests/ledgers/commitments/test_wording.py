"""Vague promises are pointed out with what to write instead; nothing is forbidden."""

import pytest

from jdzb.core import rules
from jdzb.ledgers.commitments import wording
from jdzb.ledgers.commitments.entries import Commitment

WHOLE = {"target": 36, "unit": "户次", "due": "2026-12-31"}


def doubts(what, **more):
    one = Commitment(2026, what, 1, **(WHOLE | more))
    return wording.vague(one, rules.standard(), wording.standard())


@pytest.mark.parametrize(
    "what",
    [
        "每月走访留守老人 3 户，全年 36 户次",
        "清理三组公共垃圾池，每季度 1 次",
        "帮扶 2 户补种蚕豆，提供种子和技术",
        "调解邻里纠纷，做到小事不出组",
        "带头缴清当年党费并组织本小组按月缴纳",
        "每月为活动室图书角更新图书、整理卫生",
    ],
)
def test_promises_that_can_be_measured_are_left_in_peace(what):
    assert doubts(what) == ()


def test_no_number_and_no_day_are_pointed_out_with_the_rule():
    found = doubts("修缮水渠", target=None, unit=None, due=None)
    assert [one.field for one in found] == ["target", "due"]
    assert "大姚" in found[0].sentence()


def test_a_number_in_the_words_is_to_be_put_into_the_target():
    (found,) = doubts("走访老人二十户", target=None, unit=None)
    assert found.sentence() == "没有目标数量：把事项里的数填进目标"


def test_a_number_without_unit_is_pointed_out():
    assert [one.field for one in doubts("走访老人", unit=None)] == ["unit"]


def test_empty_words_are_named_the_longest_first_and_once():
    found = doubts("积极参与环境整治，进一步加强学习，加强学习")
    assert [one.text for one in found] == ["“积极参与”", "“加强学习”", "“进一步”"]
    assert all(one.instead for one in found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[vague]]\nword = '尽量'\n", "第 1 个词"),
        ("[[vague]]\nword = ' '\ninstead = ''\n", "第 1 个词"),
        ("[[vage]]\nword = '尽量'\ninstead = ''\n", "[[vague]]"),
        ("word =", "格式不对"),
    ],
)
def test_a_broken_file_of_words_is_named_with_its_place(tmp_path, text, told):
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(wording.BadWords) as caught:
        wording.load(tmp_path)
    assert "own.toml" in str(caught.value)
    assert told in str(caught.value)


def test_units_used_most_come_first_and_none_twice():
    found = wording.units({"盏": 1, "户次": 5})
    assert found[:2] == ("户次", "盏")
    assert len(set(found)) == len(found)
