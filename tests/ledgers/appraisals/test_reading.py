"""Scheme files: what is wrong is named with file, line and key; what is right is the scheme."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdzb import ledgers
from jdzb.cli import demo, demo_meetings
from jdzb.core import rules
from jdzb.core.rules import RuleTable
from jdzb.ledgers.appraisals import reading, shape, terms
from jdzb.ledgers.appraisals.schemes import excuse_of
from jdzb.ledgers.appraisals.terms import evidence_words
from tests.ledgers.appraisals.entering import graded, scheme, scored

TABLE = rules.standard()
KEYS = ("review", "standard", "indices", "points", "steps", "stars", "direct", "flag")


def line_of(text, words, nth=1):
    """The line of the nth line that is these words."""
    return [n for n, line in enumerate(text.splitlines(), 1) if line == words][nth - 1]


def problems(text):
    """(line, key, words) of all that is wrong."""
    with pytest.raises(reading.BadScheme) as caught:
        reading.read(text, "本县.toml", TABLE)
    told = str(caught.value)
    assert told.startswith("评议办法文件 本县.toml 有误：第 ")
    assert told.endswith(
        ("。没有改动任何记录，请改正后重试。", "？没有改动任何记录，请改正后重试。")
    )
    assert all(fault.words in told for fault in caught.value.faults)
    return [(one.line, one.key, one.expected) for one in caught.value.faults]


def test_the_eight_schemes_are_shipped_in_order():
    assert tuple(reading.standard()) == KEYS
    assert all(one.key == key for key, one in reading.standard().items())


# Which scheme, the line (with its number among equal lines) that is spoilt, what it becomes, what
# is said of it; the line named is the one spoilt unless a second pair says another.
SPOILT = [
    # a misspelt key
    ("standard", ("weight = 60", 1), "wieght = 60", "没有这个项目，是不是“weight”？"),
    ("standard", ("key = \"dues\"", 1), 'kee = "dues"', "没有这个项目，是不是“key”？"),
    # weights that do not sum
    ("indices", ("weight = 100", 1), "weight = 90", "各项权重合计 90.0，应为 100"),
    ("standard", ("weight = 40", 1), "weight = 45", "各部分权重合计 105.0，应为 100"),
    # bands that do not sum, lines that overlap or rise
    (
        "indices",
        ('percent = "appraisals.bands.percent[3]"', 1),
        "percent = 20",
        "各等次比例合计 110.0%，应为 100%",
    ),
    (
        "direct",
        ("line = 80", 1),
        "line = 90",
        "“称职”的分数线 90.0 不低于上一等次“优秀”的 90.0，两档重叠",
    ),
    (
        "direct",
        ("line = 80", 1),
        "line = 95",
        "“称职”的分数线 95.0 不低于上一等次“优秀”的 90.0，分数线应由高到低排列",
    ),
    ("stars", ("stars = 4", 1), "stars = 5", "应少于上一等次“五星”的 5 星"),
    ("stars", ("months = [4, 6]", 1), "months = [3, 6]", "与上一时段重叠或次序颠倒"),
    # evidence, grades and rules that do not exist
    (
        "standard",
        ('evidence = ["meetings.absent"]', 1),
        'evidence = ["meeting.absent"]',
        "没有“meeting.absent”这种依据，是不是“meetings.absent”？",
    ),
    ("points", ('grade = "不合格"', 2), 'grade = "不合各"', "没有等次“不合各”，是不是“不合格”？"),
    ("standard", ('grades = ["优秀", "合格"]', 1), 'grades = ["良"]', "没有等次“良”"),
    (
        "points",
        ('line = "appraisals.score.passing"', 1),
        'line = "appraisals.score.pasing"',
        "规则表里没有“appraisals.score.pasing”，是不是“appraisals.score.passing”？",
    ),
    (
        "indices",
        ('percent = "appraisals.bands.percent[0]"', 1),
        'percent = "appraisals.bands.percent[9]"',
        "规则“appraisals.bands.percent”有 4 个数值，请写明用哪一个，如 appraisals.bands.percent[0] 是第一个",
    ),
    # values of the wrong kind
    ("standard", ("full = 100", 1), 'full = "一百"', "应为不小于 0 的数字，最多两位小数，不加引号"),
    ("standard", ("each = 2.5", 1), "each = 2.555", "应为不小于 0 的数字，最多两位小数，不加引号"),
    ("standard", ("each = 2.5", 1), "each = inf", "应为不小于 0 的数字，最多两位小数，不加引号"),
    ("standard", ("todo = true", 1), 'todo = "是"', "应为 true 或 false"),
    ("standard", ('way = "deduct"', 1), 'way = "扣分"',
     "应为 deduct（扣分）、add（加分）、points（打分）、grade（定档）、ballot（投票）之一"),
    (
        "review",
        ('most = "appraisals.review.excellent_share"', 1),
        'most = "3/2"',
        "应为不大于 1 的分数，如 1/3，写在引号里",
    ),
    ("standard", ('ballot = "vote"', 1), 'ballot = "voting"', "没有测评票“voting”，是不是“vote”？"),
    ("indices", ('side = "peer"', 1), 'side = "pear"', "没有“pear”这一方，是不是“peer”？"),
    (
        "standard",
        ('who = "流动党员"', 1),
        'who = "流动"',
        "党员名册里没有“流动”这种身份或标记，是不是“流动党员”？",
    ),
    ("standard", ('key = "dues"', 1), 'key = "tasks"', "代号“tasks”重复出现，请换一个；没有写 key 的，名称就是代号"),
    # sums of points
    ("indices", ("full = 40", 2), "full = 30", "各方面满分合计 70.0，应为这一部分的 80.0"),
    # TOML itself
    ("standard", ("full = 100", 1), "full = 100\nfull = 90", "这一项重复出现"),
    ("standard", ("full = 100", 1), "full = 一百", "等号后面的写法不对，文字要写在英文引号里"),
    ("standard", ('title = "党费"', 1), "title = 党费", "等号后面的写法不对，文字要写在英文引号里"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "where", "spoilt", "said"), SPOILT)
def test_a_spoilt_line_is_named(key, where, spoilt, said):
    text = reading.text_of(key)
    lines = text.splitlines()
    number = line_of(text, *where)
    lines[number - 1] = spoilt
    named = [fault for fault in problems("\n".join(lines)) if said == fault[2]]
    assert named, (said, problems("\n".join(lines)))
    elsewhere = {"这一项重复出现": 1, "代号“tasks”重复出现": None, "各方面满分合计": None}
    shift = next((n for start, n in elsewhere.items() if said.startswith(start)), 0)
    if shift is not None:
        assert named[0][0] == number + shift
        assert named[0][1] == spoilt.splitlines()[-1].split(" = ")[0]


def test_a_missing_aspect_is_named_with_the_number_that_is_expected():
    text = reading.text_of("standard")
    last = text.index('[[part.aspect]]\nkey = "character"')
    text = text[:last] + text[text.index("[[ballot]]", last) :]
    assert text.count('todo = true\n\n[[part.aspect]]\nkey = "belief"') == 1
    reading.read(text, "x", TABLE)  # as long as it says that there is more to do
    whole = text.replace(
        'todo = true\n\n[[part.aspect]]\nkey = "belief"', '\n[[part.aspect]]\nkey = "belief"'
    )
    ((line, key, said),) = problems(whole)
    assert (line, key) == (line_of(whole, "expected = 6"), "expected")
    assert said.startswith("缺评分方面：应有 6 项 [[part.aspect]]，只有 5 项")


def test_a_missing_part_is_named():
    text = reading.text_of("flag").replace("[[part]]", "[[parts]]")
    assert [(key, said) for _, key, said in problems(text)] == [
        ("全文", "缺 [[part]] 这张表"),
        ("parts", "没有这个项目，是不是“part”？"),
    ]


def test_a_missing_key_is_told_on_the_line_of_its_table():
    text = reading.text_of("flag").replace('title = "得票率"\n', "")
    assert problems(text) == [(line_of(text, "[[part]]"), "part", "缺“title”这一项")]


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_lines():
    text = (
        reading.text_of("direct")
        .replace("points = 80", "point = 80")
        .replace('kind = "ask"', 'kind = "asked"')
    )
    told = problems(text)
    assert [key for _, key, _ in told] == ["choice", "point", "kind"]
    assert [line for line, _, _ in told] == sorted(line for line, _, _ in told)


def test_a_scheme_that_does_not_end_with_the_final_grade_is_told():
    text = reading.text_of("flag").replace('kind = "final"', 'kind = "check"')
    assert problems(text)[0][1:] == ("kind", "最后一步应为 final（定档）")


def test_a_file_of_another_encoding_is_told():
    content = reading.text_of("flag").encode("gb18030")
    with pytest.raises(reading.BadScheme, match="UTF-8"):
        reading.decoded(content, "本县.toml")
    with_mark = reading.text_of("flag").encode("utf-8-sig")
    assert reading.read(reading.decoded(with_mark, "x"), "x", TABLE) == scheme("flag")
    assert reading.read("\ufeff" + reading.text_of("flag"), "x", TABLE) == scheme("flag")


@pytest.mark.parametrize("text", ["", "key = ", "[[part]", 'key = "a', "x = 1\n[[part]]\n= 3"])
def test_any_text_at_all_is_a_sentence(text):
    assert problems(text)


def test_a_key_item_that_deducts_says_what_it_is_worth():
    text = reading.text_of("points").replace(
        'title = "值班"\n', 'title = "值班"\nimportant = true\n'
    )
    ((line, key, said),) = problems(text)
    assert (line, key) == (line_of(text, 'title = "值班"') - 2, "aspect")
    assert said == "“值班”里的重点项要写满分“full”"


# How a county official writes it in Word or Notepad, and what he is told.
MISWRITTEN = [
    ("title = “值班”", 'title', '引号要用英文引号（"），不能用中文引号'),
    ('title = "值班”', "title", '引号要用英文引号（"），不能用中文引号'),
    ('title = "值班', "title", "引号没有配对，一段文字两头各一个英文引号，写在一行里"),
    ("title = 值班", "title", "等号后面的写法不对，文字要写在英文引号里"),
    ('名称 = "值班"', "名称", "等号左边应为英文代号，如 title、full"),
    ('title ＝ "值班"', 'title ＝ "值班', "“＝”是全角的，请改成英文半角的"),
    ("each = １０", "each", "“１０”是全角的，请改成英文半角的"),
    ("each = 2；", "each", "“；”是全角的，请改成英文半角的"),
    ("each\u3000= 2", "each", "有全角空格或看不见的字符，请删去，用英文半角的空格重打"),
    ("each = 2分", "each", "数字的写法不对：不带单位和百分号，前面不补 0；分数写在引号里，如 \"1/3\""),
    ("each = 1/3", "each", "数字的写法不对：不带单位和百分号，前面不补 0；分数写在引号里，如 \"1/3\""),
    ("each =", "each", "等号后面没有写"),
    ("ea/ch = 2", "ea/ch", "等号左边应为英文代号，如 title、full"),
    ("each 2", "each 2", "应写成“代号 = 值”；说明文字前面要加 #"),
    ("todo = 是", "todo", "应为 true 或 false"),
    ("each = 2 todo = true", "each", "一行只写一项，后面的另起一行"),
    ('evidence = ["duty.away"， "duty.unsigned"]', "evidence", "“，”是全角的，请改成英文半角的"),
    ('evidence = ["duty.away"', "evidence", "方括号没有配对"),
    ('title = "值\\班"', "title", "文字里不能有反斜杠“\\”，请改成“/”"),
    ("[[等次]]", "等次", "方括号里应为英文表名，如 [[grade]]"),
    ("【【grade】】", "【【grade】】", "“【【”是全角的，请改成英文半角的"),
    ("[[grade]", "grade", "应写成 [[grade]] 或 [public] 这样，两边的方括号一样多"),
    ("[part]", "part",
     "这张表重复出现：能写多张的要写成 [[grade]] 这样，下一层的表写在上一层后面"),
    ("full = " + "9" * 30, "full", "应为不小于 0 的数字，最多两位小数，不加引号"),
    ("full = 1e999999", "full", "应为不小于 0 的数字，最多两位小数，不加引号"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "key", "said"), MISWRITTEN)
def test_a_line_written_as_in_word_is_told_what_to_do(line, key, said):
    lines = reading.text_of("points").splitlines()
    number = lines.index('key = "duty"')
    lines.insert(number + 1, line)
    named = [one for one in problems("\n".join(lines)) if one[0] == number + 2]
    assert named == [(number + 2, key, said)]


def test_a_number_or_brackets_beyond_all_measure_are_told():
    for value in ("9" * 5000, "[" * 20000):
        ((_, key, said),) = problems(reading.text_of("flag") + f"x = {value}\n")
        assert (key, said) == ("全文", "有一个数字或一串括号太长")


def test_a_file_of_word_and_an_empty_one_are_told_as_such():
    for content in (b"PK\x03\x04\x14", b"\xd0\xcf\x11\xe0\xa1"):
        with pytest.raises(reading.BadScheme, match="不是文本文件，请把内容粘贴到记事本"):
            reading.decoded(content, "本县.docx")
    assert problems(" \n")[0][2] == "文件是空的，请复制一个相近的办法来改"
    with pytest.raises(reading.BadScheme, match="文件是空的"):
        reading.decoded(b"\xef\xbb\xbf\r\n", "本县.toml")
    old = reading.text_of("flag").replace("\n", "\r").encode()
    assert reading.read(reading.decoded(old, "x"), "x", TABLE) == scheme("flag")


VALUES = ["0", "-1", "101", '""', '"a"', "[]", "true", "1e400", '"1/3"', "{a = 1}", "[[1]]", "nan"]


@given(st.sampled_from(KEYS), st.data())
@settings(max_examples=150, deadline=None)
def test_whatever_a_line_becomes_it_is_a_scheme_or_a_sentence(key, data):
    lines = reading.text_of(key).splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    left, equals, _ = lines[place].partition("=")
    value = data.draw(st.sampled_from(VALUES))
    lines[place] = data.draw(
        st.sampled_from(["", f"{left}{equals} {value}", lines[place] + '"', lines[place - 1]])
    )
    used, faults = None, ()
    try:
        used = reading.read("\n".join(lines), "本县.toml", TABLE)
    except reading.BadScheme as bad:
        faults = bad.faults
    assert (used is None) == bool(faults)
    assert all(1 <= one.line <= len(lines) for one in faults)
    assert used is None or graded(used, [scored(used)]).assessed == 1


@pytest.mark.parametrize("key", KEYS)
def test_a_frozen_scheme_is_the_same_whatever_the_rules_become(key):
    text = reading.frozen(reading.text_of(key), TABLE)
    assert reading.read(text, "x", RuleTable({})) == scheme(key)
    assert reading.frozen(text, TABLE) == text


def test_a_frozen_scheme_that_is_copied_and_changed_is_frozen_anew():
    copied = reading.frozen(reading.text_of("points"), TABLE).replace(
        "line = 90", "line = 'appraisals.stars.line'"
    )
    again = reading.read(reading.frozen(copied, TABLE), "x", RuleTable({}))
    assert again.grades[0].line == 8000
    assert again.rules == (*scheme("points").rules, "appraisals.stars.line")


def test_a_changed_rule_changes_the_scheme_but_not_the_frozen_one():
    passing = replace(TABLE.rule("appraisals.score.passing"), figure=65)
    changed = RuleTable({**TABLE.rules, passing.key: passing})
    text = reading.text_of("points")
    assert reading.read(text, "x", changed).grades[1].line == 6500
    assert reading.read(reading.frozen(text, TABLE), "x", changed).grades[1].line == 6000


def test_who_is_notified_follows_the_rule_of_stars():
    rule = replace(TABLE.rule("appraisals.stars.notified_below"), figure=2)
    changed = RuleTable({**TABLE.rules, rule.key: rule})
    text = reading.text_of("stars")
    assert reading.read(text, "x", TABLE).lines[0].grades == ("二星", "一星", "无星")
    assert reading.read(text, "x", changed).lines[0].grades == ("一星", "无星")
    assert reading.read(reading.frozen(text, TABLE), "x", changed).lines[0].grades[0] == "二星"


def test_the_highest_total_counts_a_part_only_in_its_periods():
    # 80 + 20 in the middle of the year and at its end: 0.4 × 100 + 0.6 × 100
    assert scheme("indices").most == 10000
    # 20 of another part in each half: still 100, not 80 + 20 + 20
    halves = reading.text_of("indices").replace("full = 20", 'full = 20\nperiods = ["mid"]')
    second = """[[part]]
title = "年末个性指标"
way = "points"
full = 20
periods = ["end"]

[[grade]]
"""
    assert reading.read(halves.replace("[[grade]]\n", second, 1), "x", TABLE).most == 10000


def test_a_county_writes_its_own_scheme():
    text = """
key = "own"
title = "本县办法"
about = "说明"
source = "县委组织部"
level = "L"
status = "own"
who = "党员"

[[part]]
key = "life"
title = "组织生活"
way = "points"
[[part.aspect]]
key = "meetings"
title = "会议"
[[part.aspect.item]]
key = "present"
title = "到会"
full = 30.5
evidence = ["meetings.present", "duty.review.好"]
[[part.aspect.item]]
key = "spoke"
title = "发言"
full = 9.5

[[grade]]
title = "好"
line = 30
most = "1/3"
[[grade]]
title = "一般"

[[stage]]
key = "notice"
title = "公示"
kind = "notice"
days = 5

[[stage]]
key = "final"
title = "定档"
kind = "final"
"""
    own = reading.read(text, "own.toml", TABLE)
    assert [item.full for item in own.items] == [3050, 950]
    assert own.parts[0].full == own.most == 4000
    assert own.grades[0].most == Fraction(1, 3)
    assert [one.key for one in own.periods] == ["year"]
    assert evidence_words("duty.review.好") == "值班评议为“好”"


def test_what_has_no_key_is_known_by_its_title():
    text = (
        reading.text_of("direct")
        .replace('key = "vote"\n', "")
        .replace('ballot = "vote"', 'ballot = "直评村官测评票"')
    )
    used = reading.read(text, "x", TABLE)
    assert [item.key for item in used.items] == ["测评票", "township"]
    assert used.ballot("直评村官测评票").pick == 0
    twice = text.replace('title = "乡镇评分"\nway', 'title = "测评票"\nway').replace(
        'key = "township"\n', ""
    )
    assert {said for _, _, said in problems(twice)} == {
        "代号“测评票”重复出现，请换一个；没有写 key 的，名称就是代号"
    }


def test_the_guide_explains_every_key_and_every_kind_of_evidence():
    guide = reading.guide()
    words = set(re.findall(r"[a-z_]+", guide))
    for name, keys in shape.SHAPES.items():
        assert set(keys) <= words, name
    assert {*terms.WAYS, *terms.BYS, *terms.TIES, *terms.STAGES, *terms.LINKS} <= words
    assert all(one in guide for one in (*terms.WHO, *terms.EFFECTS, *terms.MEASURES))
    told = dict(
        re.findall(r"([a-z_]+\.[a-z_]+) ([^；。]+)", guide.split("三、依据")[1].replace("\n", ""))
    )
    assert {key: told.get(key) for key in terms.EVIDENCE} == dict(terms.EVIDENCE)


def test_what_the_books_tell_of_the_demo_village_may_be_evidence(session):
    ids = demo.village(session)
    demo_meetings.meet(session, ids)
    facts = ledgers.facts_of(session, sorted(ids.values()), 2026)
    keys = {fact.key for fact in facts if fact.ledger in ("duty", "meetings")}
    assert {"meetings.absent", "meetings.excused", "duty.served", "duty.unsigned"} <= keys
    assert all(evidence_words(key) for key in keys), keys


def test_who_is_excused_is_known_by_standing_or_mark():
    used = scheme("standard")
    assert excuse_of(used, "预备党员").effect == "参加但不评定"
    assert excuse_of(used, "正式党员", ("流动党员",)).why == "外出务工免评"
    assert excuse_of(used, "正式党员", ("困难党员",)) is None
