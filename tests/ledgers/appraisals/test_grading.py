"""Borders, ties by the scheme, vetoes that only lower, decisions that no longer fit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from jdzb.ledgers.appraisals import grading
from jdzb.ledgers.appraisals.grading import Choice
from jdzb.ledgers.appraisals.schemes import Grade, Veto
from jdzb.ledgers.appraisals.scoring import Mark
from tests.ledgers.appraisals.entering import graded, grades, indices, marks, points, scheme, scored

INDICES, POINTS = scheme("indices"), scheme("points")
# Ten people, borders after 1, 3, 9: the equals stand at the places 2, 3, 4.
THREE_EQUALS = [95, 90, 90, 90, 85, 84, 83, 82, 81, 80]


def counts(ties, totals):
    used = replace(INDICES, ties=ties)
    result = graded(used, [indices(total, used) for total in totals])
    return [*result.counts.values()], result


def test_ties_that_go_down_leave_places_empty():
    # None of the three in band two; nobody with less gets in either.
    numbers, result = counts("down", THREE_EQUALS)
    assert numbers == [1, 0, 8, 1, 0]
    assert result.open == ()
    assert result.ties[0].settled


def test_ties_that_go_up_make_the_next_band_smaller():
    # All three in band two: four above the second border, five up to the third.
    numbers, result = counts("up", THREE_EQUALS)
    assert numbers == [1, 3, 5, 1, 0]
    assert result.ties[0].chosen == (2, 3, 4)


def test_all_equal_is_one_tie_after_another():
    # Ten equals: one of ten for the first band; then two of the other nine, and so on.
    scores = [indices(80) for _ in range(10)]
    decided, seen = [], []
    for _ in range(3):
        (tie,) = graded(INDICES, scores, decided).open
        seen.append((len(tie.who), tie.places))
        decided.append(Choice(tie.better, frozenset(tie.who[: tie.places])))
    assert seen == [(10, 1), (9, 2), (7, 6)]
    result = graded(INDICES, scores, decided)
    assert [*result.counts.values()] == [1, 2, 6, 1, 0]
    assert result.open == ()
    assert {one.rank for one in result.outcomes.values()} == {1}


@pytest.mark.parametrize("who", [{2}, {2, 3, 4}, {2, 5}, {1, 2}])
def test_a_decision_that_does_not_fit_leaves_the_tie_open(who):
    scores = [indices(total) for total in THREE_EQUALS]
    result = graded(INDICES, scores, [Choice("较好", frozenset(who))])
    assert [tie.places for tie in result.open] == [2]


def test_a_quota_is_not_exceeded_even_where_equals_go_up():
    used = replace(POINTS, ties="up")  # 优秀 at most a third: 2 of 6
    scores = [scored(used, given=marks(deed=deed)) for deed in (9, 8, 8, 3, 2, 1)]
    assert grades(graded(used, scores))["优秀"] == [1]


def test_a_veto_forbids_a_grade_and_does_not_lift_the_failing():
    used = replace(POINTS, vetoes=(Veto("late", "迟到", "合格"),))
    late = Mark("year", "late")
    best = scored(used, given=(*marks(deed=20), late))
    failing = scored(used, given=(*marks(absent=50), late))
    others = [scored(used, given=marks(deed=n)) for n in (5, 4, 3, 2)]
    result = graded(used, [best, failing, *others])
    assert [result.outcomes[n].grade for n in (1, 2)] == ["合格", "不合格"]
    assert result.outcomes[2].why == ("late", "below")
    assert grades(result)["优秀"] == [3, 4]


def test_who_may_not_be_in_a_band_stands_in_the_next_one_and_takes_its_place():
    # The best may only be 较好: the second of all is 好, and 较好 has room for one more.
    used = replace(INDICES, vetoes=(Veto("late", "迟到", "较好"),))
    scores = [indices(95 - n, used) for n in range(10)]
    scores[0] = replace(scores[0], vetoes=("late",))
    found = grades(graded(used, scores))
    assert (found["好"], found["较好"]) == ([2], [1, 3])


def test_who_stands_below_a_full_border_is_not_lifted_over_it():
    # The first three may only be 较好 and fill the places up to the second border.
    used = replace(INDICES, vetoes=(Veto("late", "迟到", "较好"),))
    scores = [indices(95 - n, used) for n in range(10)]
    scores[:3] = [replace(one, vetoes=("late",)) for one in scores[:3]]
    assert [*graded(used, scores).counts.values()] == [0, 3, 6, 1, 0]


def test_key_points_just_on_a_line_are_not_below_it():
    steps = scheme("steps")
    one = scored(steps, points(base=100, main=60), ())  # 55 × 60 % = 33
    on, over = (
        replace(steps, lines=(replace(steps.lines[1], important_below=least),))
        for least in (3300, 3301)
    )
    assert graded(on, [one]).outcomes[1].lines == ()
    assert len(graded(over, [one]).outcomes[1].lines) == 1


def test_places_and_shares_limit_together():
    one = Grade("优秀", places=4, most=Fraction(1, 3))
    assert [grading.room_of(one, n) for n in (2, 3, 10, 12, 49)] == [0, 1, 3, 4, 4]


def test_borders_are_rounded_half_up_together():
    # 5: 0.5, 1.5, 4.5, 5 → 1, 2, 5, 5.  15: 1.5, 4.5, 13.5 → 2, 5, 14, 15.
    assert grading.borders(INDICES, 5)[:4] == (1, 2, 5, 5)
    assert grading.borders(INDICES, 15)[:4] == (2, 5, 14, 15)
    assert grading.borders(INDICES, 0)[:4] == (0, 0, 0, 0)
    # of 1: 0.1, 0.3, 0.9, 1; of 2: 0.2, 0.6, 1.8, 2; of 3: 0.3, 0.9, 2.7, 3
    assert grading.borders(INDICES, 1)[:4] == (0, 0, 1, 1)
    assert grading.borders(INDICES, 2)[:4] == (0, 1, 2, 2)
    assert grading.borders(INDICES, 3)[:4] == (0, 1, 3, 3)


def test_nobody_to_assess_is_no_error():
    result = graded(INDICES, [])
    assert (result.assessed, result.waiting, sum(result.counts.values())) == (0, 0, 0)
    alone = graded(INDICES, [indices(90)], excused={1: "年老体弱"})
    assert (alone.assessed, alone.outcomes[1].grade) == (0, "")


def test_who_is_not_complete_waits_and_takes_no_place():
    waiting = scored(INDICES)
    result = graded(INDICES, [waiting, *(indices(95 - n) for n in range(9))])
    assert (result.waiting, result.assessed) == (1, 10)
    assert result.outcomes[1].rank is None
    assert [*result.counts.values()] == [1, 2, 6, 0, 0]
