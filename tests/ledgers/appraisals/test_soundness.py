"""Everything that does not hang together in a scheme is told in its own words."""

from __future__ import annotations

import pytest

from jdzb.core import rules
from jdzb.ledgers.appraisals import reading

TABLE, DIRECT = rules.standard(), "appraisals.direct"

# The scheme, what is replaced by what (first occurrence each), and what is said, under which key.
UNSOUND = [
    # weights and periods
    ("direct", [f'weight = "{DIRECT}.ballot_percent"', "", f'weight = "{DIRECT}.township_percent"',
     "weight = 100"], "part", "别的部分有权重，这一部分缺“weight”"),
    ("stars", ["months = [4, 6]", "months = [6, 4]"], "months", "应为起止两个月份，如 [1, 6]"),
    ("stars", ["months = [10, 12]", "months = [10, 13]"], "months", "应为起止两个月份，如 [1, 6]"),
    ("stars", ["weight = 20\ntodo", 'weight = 20\nperiods = ["q9"]\ntodo'], "periods",
     "没有时段“q9”"),
    # 20 of 100 points cannot be earned in the first half: 0.4 × 80 + 0.6 × 100 is never 100
    ("indices", ["full = 20", 'full = 20\nperiods = ["end"]'], "periods",
     "“年中”的满分只有 80.0，别的时段有 100.0，应相同"),
    # parts
    ("points", ['full = "appraisals.score.full"', ""], "part", "扣分的部分要写起始分“full”"),
    ("flag", ["full = 100\n", ""], "part", "缺满分“full”"),
    ("points", ['way = "add"\nfull = 20', 'way = "add"\nweight = 100'], "part",
     "有权重的部分要写满分“full”"),
    ("points", ['way = "add"', 'way = "add"\nballot = "vote"'], "ballot",
     "只有 way 为 ballot 的部分才写测评票"),
    ("steps", ['way = "grade"', 'way = "points"'], "choice", "只有 way 为 grade 的部分才写档次"),
    ("stars", ['way = "points"', 'way = "grade"'], "part",
     "定档的部分至少要有两个 [[part.choice]]"),
    ("steps", ["points = 60", "points = 80"], "points",
     "应低于上一档的 80.0 分，档次由高到低排列"),
    ("steps", ["points = 100", "points = 101"], "points", "按百分制写，不超过 100"),
    ("standard", ["expected = 5\ntodo = true", "expected = 5"], "expected",
     "缺评分项目：应有 5 项，只有 1 项；还没有列全的写 todo = true"),
    ("indices", ["full = 40\n", ""], "aspect", "“忠诚指数”缺满分“full”"),
    ("indices", ["full = 40\nevidence", 'full = 40\nitem = [{title = "学习", full = 30}]\nevidence'],
     "full", "各项满分合计 30.0，应为这一方面的 40.0"),
    # ballots and stages
    ("flag", ["pick = 1", "pick = 2"], "pick", "应为 0（逐人选档）或 1（只选一个）"),
    ("direct", ['voters = "党员、村民代表"', 'voters = "党员"\npick = 1'], "choice",
     "只选一个的票不写档次"),
    ("flag", ["pick = 1", ""], "ballot", "至少要有两个 [[ballot.choice]]"),
    ("direct", ['share = "appraisals.direct.members_share"', ""], "turnout",
     "要写“share”（占比）或“least”（至少几人）"),
    ("flag", ['days = "notices.appraisal_result.days"', ""], "stage", "公示要写天数“days”"),
    # grades
    ("flag", ["decimals = 1", "decimals = 3"], "decimals", "应为 0、1 或 2"),
    ("points", ['title = "不合格"', 'title = "合格"'], "title", "等次“合格”重复出现"),
    ("flag", ['title = "参评"', 'title = "参评"\nplaces = 2'], "grade", "最后一个等次不能限名额"),
    ("standard", ["percent = 10", "percent = 101"], "percent", "比例不能超过 100%"),
    ("direct", ['title = "称职"\nline = 80', 'title = "称职"\nline = 80\npercent = 10'], "grade",
     "有比例的等次应排在最前面，一个接一个"),
    ("direct", ['[[grade]]\ntitle = "不称职"', '[[grade]]\ntitle = "不称职"\nline = 10'], "line",
     "最后一个等次应从 0 分起，不写分数线"),
    ("direct", ["line = 90", "line = 101"], "line", "分数线高于总分上限 100.0"),
    # stars and majorities
    ("stars", ['star_line = "appraisals.stars.line"', ""], "全文",
     "按星数评定要写得星分数线“star_line”"),
    ("stars", ["stars = 5", "stars = 6"], "stars", "只有 5 个部分，得不到 6 星"),
    ("direct", ['ties = "decide"', 'ties = "decide"\nby = "majority"'], "by",
     "按多数票评定的只能有一个投票的部分"),
    ("review", ['[[ballot.choice]]\ntitle = "合格"', '[[ballot.choice]]\ntitle = "称职"'], "choice",
     "票上的档次应与等次相同：优秀、合格、基本合格、不合格"),
    # what happens below a line
    ("review", ['grades = ["基本合格"]', ""], "line",
     "要写“below”“important_below”“grades”或（按星数评定的）“stars_below”"),
    ("steps", ["important = true", ""], "important_below",
     "没有重点项；请在部分、方面或项目里写 important = true"),
    ("direct", ['grades = ["基本称职", "不称职"]', "below = 101"], "below",
     "高于总分上限 100.0"),
    ("review", ['months = "appraisals.help.months"', ""], "line", "帮教要写期限“months”（几个月）"),
    ("indices", ['to = "不合格"', 'to = "末等"'], "to", "没有等次“末等”"),
    ("points", ['key = "petition"', 'key = "duty"'], "key",
     "代号“duty”重复出现，请换一个；没有写 key 的，名称就是代号"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "changes", "where", "said"), UNSOUND)
def test_what_does_not_hang_together_is_told(key, changes, where, said):
    text = reading.text_of(key)
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(reading.BadScheme) as caught:
        reading.read(text, "本县.toml", TABLE)
    told = [(one.key, one.expected) for one in caught.value.faults]
    assert (where, said) in told
    assert len({words for _, words in told}) <= 3


def test_the_last_grade_of_a_scheme_by_stars_is_no_star():
    text = reading.text_of("stars")
    begin = text.index('[[grade]]\ntitle = "无星"')
    end = text.index('[[line]]\nkey = "notified"')
    spoilt = (text[:begin] + text[end:]).replace('"无星"', '"一星"')
    with pytest.raises(reading.BadScheme, match="最后一个等次应为 0 星"):
        reading.read(spoilt, "本县.toml", TABLE)
