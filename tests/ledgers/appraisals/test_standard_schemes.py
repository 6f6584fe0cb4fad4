"""Every shipped scheme worked by hand: the sums stand in the comments, not in the program."""

from __future__ import annotations

import pytest

from jdzb.core import rules
from jdzb.ledgers.appraisals import ballots, grading, scoring
from jdzb.ledgers.appraisals.ballots import Papers, Present
from jdzb.ledgers.appraisals.scoring import Entered, Mark, Tally
from tests.ledgers.appraisals.entering import (
    graded,
    grades,
    indices,
    marks,
    points,
    same_tally,
    scheme,
    scored,
)

# -- 合格党员评定: 60 % of what was done, 40 % of votes ----------------------------------------------

STANDARD = scheme("standard")


def standard(off=0.0, good=20, fair=20):
    votes = same_tally(STANDARD, good, fair, 0, 0)
    return scored(STANDARD, given=marks(complaints=off), tallies=votes)


def test_the_notice_in_the_picture_is_what_comes_out():
    # 40 ballots, on each line 20 好 and 20 较好: (20×100 + 20×85) ÷ 40 = 92.5.
    # 97.0 × 60 % + 92.5 × 40 % = 58.2 + 37.0 = 95.2.
    one = standard(off=3)
    assert one.parts["year", "daily"] == 9700
    assert one.parts["year", "vote"] == 9250
    assert scoring.shown(one.total, 1) == "95.2"
    # 96.0 and 92.5: 57.6 + 37.0 = 94.6.  95.0: 57.0 + 37.0 = 94.0.  91.0: 54.6 + 37.0 = 91.6.
    totals = [scoring.shown(standard(off=n).total, 1) for n in (4, 5, 9)]
    assert totals == ["94.6", "94.0", "91.6"]


def test_many_deductions_of_one_member_add_up():
    # 组织生活 5 × 2 = 10, 党费 2 × 3 = 6, 任务 2 × 2.5 = 5, 投诉 3: 24 off, 76.0 left.
    # Votes 10 好, 15 较好, 10 一般, 5 差 of 40: (1000 + 1275 + 700 + 200) ÷ 40 = 79.375.
    # 76.0 × 60 % + 79.375 × 40 % = 45.6 + 31.75 = 77.35; one digit, half up: 77.4.
    given = (
        *[Mark("year", "meetings", 200)] * 5,
        *[Mark("year", "dues", 300)] * 2,
        *[Mark("year", "tasks", 250)] * 2,
        Mark("year", "complaints", 300),
    )
    one = scored(STANDARD, given=given, tallies=same_tally(STANDARD, 10, 15, 10, 5))
    assert one.parts["year", "daily"] == 7600
    assert one.total == 7740


def test_below_the_warning_a_talk_and_below_passing_help():
    # 24 off and all 一般: 76 × 60 % + 70 × 40 % = 45.6 + 28 = 73.6: 合格, above 70.
    # 40 off and all 一般: 60 × 60 % + 28 = 36 + 28 = 64.0: 合格, below 70: talk.
    # 60 off and all 一般: 40 × 60 % + 28 = 24 + 28 = 52.0: 不合格, talk and help for 12 months.
    some = [
        scored(STANDARD, given=marks(meetings=off), tallies=same_tally(STANDARD, 0, 0, 40, 0))
        for off in (24, 40, 60)
    ]
    result = graded(STANDARD, [*some, *(standard() for _ in range(7))])
    assert [one.total for one in some] == [7360, 6400, 5200]
    assert [result.outcomes[n].grade for n in (1, 2, 3)] == ["合格", "合格", "不合格"]
    assert [line.what for line in result.outcomes[2].lines] == ["谈话"]
    assert [(line.what, line.months) for line in result.outcomes[3].lines] == [
        ("谈话", 0),
        ("帮教", 12),
    ]
    assert result.outcomes[3].why == (grading.BELOW,)
    assert result.outcomes[1].lines == ()


def test_just_on_a_line_is_not_below_it():
    # 50 off, all 好: 50 × 60 % + 100 × 40 % = 30 + 40 = 70.0.
    warned = scored(STANDARD, given=marks(meetings=50), tallies=same_tally(STANDARD, 40, 0, 0, 0))
    assert warned.total == 7000
    assert graded(STANDARD, [warned]).outcomes[1].lines == ()


def test_of_49_three_are_excused_and_five_of_the_others_are_excellent():
    # 46 are assessed; 10 % of 46 = 4.6, rounded 5.
    scores = [standard(off=n) for n in range(49)]
    result = graded(STANDARD, scores, excused={7: "年老体弱", 8: "年老体弱", 9: "外出务工"})
    # The first 40 are 合格 at least: n off gives 60 % × (100 - n) + 37 ≥ 60 while n ≤ 61.
    assert result.assessed == 46
    assert grades(result)["优秀"] == [1, 2, 3, 4, 5]
    assert result.counts == {"优秀": 5, "合格": 41, "不合格": 0}
    assert [result.outcomes[n].rank for n in (7, 8, 9)] == [None, None, None]


def test_deductions_never_go_below_nothing_and_votes_are_waited_for():
    one = scored(STANDARD, given=marks(meetings=70, dues=60))
    assert one.parts["year", "daily"] == 0
    assert len(one.missing) == 6  # the six lines of the ballot
    assert graded(STANDARD, [one]).waiting == 1


# -- 两个指数: 40 % + 60 %, bands 10/20/60/10 -------------------------------------------------------

INDICES = scheme("indices")


def test_mid_year_counts_40_and_year_end_60_percent():
    # Mid-year 30 + 35 + 15 = 80, year-end 38 + 36.5 + 18 = 92.5: 32.0 + 55.5 = 87.5.
    # What the member and the others gave is written down and does not count.
    given = {"loyalty": (30, 38), "duty": (35, 36.5), "own": (15, 18)}
    values = {}
    for item, (mid, end) in given.items():
        values["mid", item, "final"] = mid * 100
        values["end", item, "final"] = round(end * 100)
        values["mid", item, "self"] = values["end", item, "peer"] = 0
    one = scored(INDICES, values)
    assert (one.periods["mid"], one.periods["end"]) == (8000, 9250)
    assert one.total == 8750


@pytest.mark.parametrize(
    ("people", "numbers"),
    [
        # 0.7, 2.1, 6.3, 7 → the borders 1, 2, 6, 7.
        (7, [1, 1, 4, 1]),
        # 1, 3, 9, 10.
        (10, [1, 2, 6, 1]),
        # 4.9, 14.7, 44.1, 49 → 5, 15, 44, 49.
        (49, [5, 10, 29, 5]),
    ],
)
def test_bands_of_7_10_and_49(people, numbers):
    result = graded(INDICES, [indices(99 - n / 2) for n in range(people)])
    assert [*result.counts.values()] == [*numbers, 0]
    assert result.ties == ()


def test_equals_at_a_border_wait_for_a_decision():
    # Ten, the borders are after 1, 3, 9. 95 | 90 90 90 …: three equals for the two places 2 and 3.
    totals = [95, 90, 90, 90, 85, 84, 83, 82, 81, 80]
    scores = [indices(total) for total in totals]
    result = graded(INDICES, scores)
    (tie,) = result.open
    assert (tie.better, tie.worse, tie.who, tie.places) == ("较好", "一般", (2, 3, 4), 2)
    assert [result.outcomes[n].rank for n in range(1, 6)] == [1, 2, 2, 2, 5]
    assert all(result.outcomes[n].tied for n in (2, 3, 4))
    decided = graded(INDICES, scores, [grading.Choice("较好", frozenset({2, 4}))])
    assert decided.open == ()
    assert grades(decided)["较好"] == [2, 4]
    assert [*decided.counts.values()] == [1, 2, 6, 1, 0]


def test_of_7_the_tie_is_at_the_last_border():
    # Borders after 1, 2, 6: 70 and 70 stand at places 6 and 7; one of them is in the last band.
    scores = [indices(total) for total in (95, 92, 90, 88, 86, 70, 70)]
    (tie,) = graded(INDICES, scores).open
    assert (tie.better, tie.worse, tie.who, tie.places) == ("一般", "较差", (6, 7), 1)


def test_of_49_the_tie_is_at_the_first_border():
    # Borders after 5, 15, 44: the fifth and the sixth are equal.
    totals = [99, 98, 97, 96, 95, 95, *(94 - n / 2 for n in range(43))]
    result = graded(INDICES, [indices(total) for total in totals])
    (tie,) = result.open
    assert (tie.better, tie.who, tie.places) == ("好", (5, 6), 1)
    # One place is kept for whoever is decided on, so the seventh stays in the second band.
    assert result.outcomes[7].grade == "较好"


def test_under_60_fails_and_stands_in_the_place_of_the_last_band():
    # Ten, 59.99 is last: the border after 9 keeps the bands 1, 2, 6; the last band is empty.
    totals = [95, 94, 93, 92, 91, 90, 89, 88, 87, 59.99]
    result = graded(INDICES, [indices(total) for total in totals])
    assert [*result.counts.values()] == [1, 2, 6, 0, 1]
    assert result.outcomes[10].grade == "不合格"
    # Two fail: the second of them stands where the third band ends.
    totals[8] = 59
    result = graded(INDICES, [indices(total) for total in totals])
    assert [*result.counts.values()] == [1, 2, 5, 0, 2]


def test_the_second_year_in_the_lowest_band_fails():
    scores = [indices(90 - n) for n in range(10)]
    assert graded(INDICES, scores).outcomes[10].grade == "较差"
    assert graded(INDICES, scores, lowest={1: 1, 10: 1}).outcomes[10].grade == "不合格"
    result = graded(INDICES, scores, lowest={10: 1})
    assert result.outcomes[10].why == (grading.TWICE_LOWEST,)
    assert [*result.counts.values()] == [1, 2, 6, 0, 1]
    assert result.outcomes[1].grade == "好"


# -- 民主评议: the majority, 优秀 at most a third -----------------------------------------------------

REVIEW = scheme("review")


def review(*counts, blank=0):
    return scored(REVIEW, tallies={("year", "vote"): Tally(counts, blank)})


@pytest.mark.parametrize(
    ("counts", "grade"),
    [
        # 40 votes, more than half is 21.
        ((21, 10, 5, 4), "优秀"),
        ((20, 15, 5, 0), "合格"),  # just half is not enough; 20 + 15 = 35
        ((5, 15, 10, 10), "基本合格"),  # 20, then 30
        ((5, 5, 10, 20), "不合格"),  # 20 only
        ((0, 0, 0, 40), "不合格"),
    ],
)
def test_the_grade_is_the_one_that_more_than_half_reach(counts, grade):
    one = review(*counts)
    assert REVIEW.grades[one.majority].title == grade


def test_blank_lines_do_not_count_as_votes():
    # 12 voted, 8 said nothing: 7 of 12 is more than a half.
    one = review(7, 5, 0, 0, blank=8)
    assert REVIEW.grades[one.majority].title == "优秀"
    assert scoring.shown(one.total, 1) == "58.3"  # 7 ÷ 12 = 58.33 %


def test_of_ten_three_are_excellent_though_five_have_the_majority():
    # A third of 10 is 3.33, never more than 3. Votes for 优秀: 39, 38, 37, 30, 25 of 40.
    voted = [(39, 1), (38, 2), (37, 3), (30, 10), (25, 15), *[(10, 30)] * 5]
    result = graded(REVIEW, [review(*pair, 0, 0) for pair in voted])
    assert grades(result)["优秀"] == [1, 2, 3]
    assert result.counts == {"优秀": 3, "合格": 7, "基本合格": 0, "不合格": 0}
    # 37 twice: two equals for one place, and the secretary decides.
    voted[3] = (37, 3)
    result = graded(REVIEW, [review(*pair, 0, 0) for pair in voted])
    (tie,) = result.open
    assert (tie.who, tie.places, tie.better) == ((3, 4), 1, "优秀")
    assert result.counts["优秀"] == 2


def test_a_third_of_7_and_of_49_is_rounded_down():
    for people, most in ((7, 2), (49, 16), (2, 0)):
        all_good = [review(40 - n % 19, n % 19, 0, 0) for n in range(people)]
        decided = graded(REVIEW, all_good)
        assert decided.counts["优秀"] + sum(tie.places for tie in decided.open) == most


# -- 积分制: deduct, add, veto ----------------------------------------------------------------------

POINTS = scheme("points")


def test_additions_stop_at_their_limits():
    # 100 - 2×5 - 3×2 = 84; wishes 7 × 2 = 14, at most 10; stood in 3; others 4: 17. 101.0 in all.
    given = marks(absent=10, duty=6, wish=14, stand_in=3, deed=4)
    one = scored(POINTS, given=given)
    assert (one.parts["year", "base"], one.parts["year", "extra"]) == (8400, 1700)
    assert one.total == 10100
    # Others 9: 10 + 3 + 9 = 22, the part gives 20 at most.
    assert scored(POINTS, given=marks(wish=14, stand_in=3, deed=9)).total == 12000


def test_a_veto_fails_whatever_the_points_and_leaves_the_place_to_the_next():
    # Three of nine may be excellent. The best is vetoed; the next three are.
    scores = [scored(POINTS, given=marks(deed=20 - n)) for n in range(9)]
    vetoed = scored(POINTS, given=(*marks(deed=20), Mark("year", "punished")))
    result = graded(POINTS, [vetoed, *scores[1:]])
    assert result.outcomes[1].grade == "不合格"
    assert result.outcomes[1].why == ("punished",)
    assert [line.what for line in result.outcomes[1].lines] == ["帮教"]
    assert grades(result)["优秀"] == [2, 3, 4]
    assert result.outcomes[1].rank == 1


# -- 清单台阶: 45 + 55 + 10, steps 70/80/90, floor on key points --------------------------------------

STEPS = scheme("steps")


@pytest.mark.parametrize(
    ("base", "main", "extra", "total", "grade", "measures"),
    [
        # 45×100 % + 55×100 % + 10 = 110.
        (100, 100, 12, 110, "第一台阶", []),
        # 45 + 55×80 % = 45 + 44 = 89: second; with 1 more 90: first.
        (100, 80, 0, 89, "第二台阶", []),
        (100, 80, 1, 90, "第一台阶", []),
        # 45×80 % + 44 = 80: just the second.
        (80, 80, 0, 80, "第二台阶", []),
        # 45 + 55×60 % = 45 + 33 = 78: the key points 33 are below 40 and below 35.
        (100, 60, 0, 78, "第三台阶", ["自我批评", "谈话"]),
        # 45×60 % + 44 = 71: the third, no floor is touched.
        (60, 80, 0, 71, "第三台阶", []),
        # 0 + 55 = 55: below 60, key points whole.
        (0, 100, 0, 55, "未上台阶", ["自我批评", "谈话"]),
        # 0 + 55 + 10 = 65: below 70, not below 60.
        (0, 100, 10, 65, "未上台阶", ["自我批评"]),
    ],
)
def test_steps_and_what_happens_below(base, main, extra, total, grade, measures):
    one = scored(STEPS, points(base=base, main=main), marks(deed=extra))
    assert one.total == total * 100
    assert one.important == main * 55
    outcome = graded(STEPS, [one]).outcomes[1]
    assert outcome.grade == grade
    assert [line.what for line in outcome.lines] == measures


# -- 星级支部: five marks, four quarters, vetoes ------------------------------------------------------

STARS = scheme("stars")
MARKS = ("team", "members", "life", "place", "role")


def stars(*rows, vetoed=False):
    """A row of five marks for each quarter."""
    values = {
        (f"q{quarter}", item, ""): mark * 100
        for quarter, row in enumerate(rows, 1)
        for item, mark in zip(MARKS, row, strict=True)
    }
    return scored(STARS, values, (Mark("q1", "incident"),) if vetoed else ())


def test_each_mark_that_reaches_its_line_over_the_year_is_a_star():
    # team 90 90 90 90 = 90; members 80 80 80 79 = 79.75; life 70 90 80 80 = 80; place 60; role 100.
    # Stars: team, life, role: three. Total (90 + 79.75 + 80 + 60 + 100) ÷ 5 = 81.95, shown 82.0.
    one = stars(
        (90, 80, 70, 60, 100), (90, 80, 90, 60, 100), (90, 80, 80, 60, 100), (90, 79, 80, 60, 100)
    )
    assert one.stars == ("team", "life", "role")
    assert one.total == 8200
    result = graded(STARS, [one])
    assert (result.outcomes[1].grade, result.outcomes[1].lines) == ("三星", ())


def test_below_three_stars_is_notified_and_a_veto_takes_all_stars():
    two = stars(*[(90, 90, 70, 70, 70)] * 4)
    vetoed = stars(*[(90, 90, 90, 90, 90)] * 4, vetoed=True)
    result = graded(STARS, [two, vetoed])
    assert result.outcomes[1].grade == "二星"
    assert [line.what for line in result.outcomes[1].lines] == ["通报"]
    assert (result.outcomes[2].grade, result.outcomes[2].why) == ("无星", ("incident",))
    below = rules.standard().whole("appraisals.stars.notified_below")
    notified = {one.title for one in STARS.grades if one.stars < below}
    assert set(STARS.lines[0].grades) == notified


def test_the_red_flag_of_a_quarter_goes_to_the_best_without_a_veto_in_that_quarter():
    # The best one (95 in each quarter) had an accident in the first: no stars for the year, and
    # no flag then, it goes to the next (90, for the last one has 80); the other flags are his.
    best, next_ = stars(*[(95,) * 5] * 4, vetoed=True), stars(*[(90,) * 5] * 4)
    last = stars(*[(80,) * 5] * 3, (100,) * 5)
    field = [grading.Entrant(n, one) for n, one in enumerate((best, next_, last), 1)]
    flags = [grading.best_of_period(one.key, field) for one in STARS.periods]
    assert flags == [(2,), (1,), (1,), (3,)]
    assert graded(STARS, [best]).outcomes[1].grade == "无星"
    assert grading.best_of_period("q2", field[1:2]) == ()


# -- 直评村官: turnout, invalid ballots, 80/20 --------------------------------------------------------

DIRECT = scheme("direct")


def test_80_percent_of_ballots_and_20_of_the_township():
    # 80 handed out, 78 came back, 3 invalid: 75 count. 45 优秀, 20 称职, 5 基本称职, 5 不称职:
    # (45×100 + 20×80 + 5×60) ÷ 75 = 6400 ÷ 75 = 85.3333…
    # 85.3333… × 80 % + 91.5 × 20 % = 68.2666… + 18.3 = 86.5666…, shown 86.57: 称职.
    tallies = {("year", "vote"): Tally((45, 20, 5, 5))}
    papers = Papers(80, 78, 3)
    ballot = DIRECT.ballot("vote")
    assert (
        ballots.faults(ballot, papers, {(1, "vote"): tallies["year", "vote"]}, {1: "李村长"}) == []
    )
    one = scored(DIRECT, points(township=91.5), tallies=tallies)
    assert one.total == 8657
    assert graded(DIRECT, [one]).outcomes[1].grade == "称职"


def test_invalid_ballots_counted_along_are_told():
    # The three invalid ones were counted as 不称职: 78 instead of 75.
    found = ballots.faults(
        DIRECT.ballot("vote"),
        Papers(80, 78, 3),
        {(1, "vote"): Tally((45, 20, 5, 8))},
        {1: "李村长"},
    )
    assert found == ["“李村长”各项合计 78 票，与有效票 75 张对不上（多 3）。"]


def test_the_meeting_needs_four_fifths_of_members_and_30_representatives():
    # 4/5 of 49 = 39.2: 40 members.
    ballot = DIRECT.ballot("vote")
    lines = ballots.turnout(ballot, [Present("党员", 39, 49), Present("村民代表", 30, 35)])
    assert [(line.who, line.need, line.enough) for line in lines] == [
        ("党员", 40, False),
        ("村民代表", 30, True),
    ]
    assert lines[0].words == "到会党员 39 人，须 40 人以上（49 人的 4/5）"
    lines = ballots.turnout(ballot, [Present("党员", 40, 50), Present("村民代表", 29, 35)])
    assert [line.enough for line in lines] == [True, False]
    assert not any(line.enough for line in ballots.turnout(ballot, []))


def test_it_is_announced_three_days_before():
    before = DIRECT.stages[0]
    assert (before.kind, before.days) == ("before", 3)
    assert DIRECT.notice_days == 7


# -- 流动红旗: one of all is ticked -------------------------------------------------------------------

FLAG = scheme("flag")


def test_the_group_with_most_ballots_gets_the_flag():
    # 41 handed out, 40 came back, 2 invalid: 38 count. 17 + 12 + 8 and 1 blank = 38.
    papers = Papers(41, 40, 2)
    tallies = {n: Tally((votes,), of=38) for n, votes in ((1, 12), (2, 17), (3, 8))}
    lines = {(n, "vote"): tally for n, tally in tallies.items()}
    ballot = FLAG.ballot("vote")
    assert ballots.faults(ballot, papers, lines, {}, blank=1) == []
    assert ballots.faults(ballot, papers, lines, {}) == [
        "各对象得票与弃权合计 37，应为 38（少 1）。"
    ]
    scores = [scored(FLAG, tallies={("year", "vote"): tallies[n]}) for n in (1, 2, 3)]
    assert [one.total for one in scores] == [3160, 4470, 2110]  # 31.58, 44.74, 21.05 %
    result = graded(FLAG, scores)
    assert grades(result) == {"流动红旗": [2], "参评": [1, 3]}


def test_two_groups_with_as_many_ballots_are_told():
    scores = [
        scored(FLAG, tallies={("year", "vote"): Tally((votes,), of=38)}) for votes in (15, 15, 8)
    ]
    (tie,) = graded(FLAG, scores).open
    assert (tie.better, tie.who, tie.places) == ("流动红旗", (1, 2), 1)


# -- the figures -----------------------------------------------------------------------------------


def test_the_schemes_agree_with_the_rule_table():
    table = rules.standard()
    assert REVIEW.per_year == table.whole("appraisals.review.per_year")
    assert STEPS.most == sum(table.wholes("appraisals.steps.parts")) * 100
    assert {scheme(key).notice_days for key in ("review", "standard", "indices")} == {
        table.whole("notices.appraisal_result.days")
    }


def test_the_national_review_goes_as_the_regulation_says():
    # 党员教育管理工作条例 art. 18: 个人自评, 党员互评, 民主测评, in this order; grades as notified.
    assert [one.title for one in REVIEW.stages[:3]] == ["个人自评", "党员互评", "民主测评"]
    assert [one.title for one in REVIEW.grades] == ["优秀", "合格", "基本合格", "不合格"]
    assert [(one.who, one.effect) for one in REVIEW.excuses] == [("预备党员", "参加但不评定")]
    assert (len(STARS.parts), STARS.grades[0].stars) == (5, 5)


def test_no_public_sheet_names_who_failed_by_default():
    for key in ("review", "standard", "indices", "points", "steps", "stars", "direct"):
        used = scheme(key)
        assert not used.names(used.grades[-1].title), key


def test_what_the_sources_leave_open_is_said():
    assert STANDARD.todo == ("日常记实", "日常记实·其余五类", "民主评议")
    assert len(STANDARD.parts[1].aspects) == 6
    assert "默认值" in STANDARD.about
    for key in ("standard", "indices", "points", "steps", "stars"):
        assert scheme(key).todo, key


def test_the_same_points_again_give_the_same_score():
    entered = Entered(points(township=90), (), {("year", "vote"): Tally((10, 5, 0, 0))})
    assert scoring.score(DIRECT, entered) == scoring.score(DIRECT, entered)
