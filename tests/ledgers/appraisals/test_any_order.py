"""Whatever is entered, in whatever order: the same result, and nobody is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdzb.ledgers.appraisals import grading, reading, scoring
from jdzb.ledgers.appraisals.grading import Entrant
from jdzb.ledgers.appraisals.scoring import Entered, Mark, Tally
from jdzb.ledgers.appraisals.terms import ADD, BALLOT, DEDUCT, GRADE
from tests.ledgers.appraisals.entering import scheme

every_scheme = pytest.mark.parametrize("key", reading.standard())


@st.composite
def entered(draw, used, whole=False):
    """What may be entered about one subject, complete or not; a period may not count for him."""
    values, marks, tallies = {}, [], {}
    for period, part, item in scoring.cells(used):
        if part.way in (DEDUCT, ADD):
            given_ = draw(st.lists(st.integers(0, 4000), max_size=3))
            marks += [Mark(period, item.key, points) for points in given_]
        elif part.way == BALLOT and (whole or draw(st.booleans())):
            choices = len(used.ballot(part.ballot).choices)
            counts = draw(st.tuples(*[st.integers(0, 9)] * (choices or 1)))
            tallies[period, item.key] = Tally((counts[0] + 1, *counts[1:]), of=40)
        elif part.way != BALLOT:
            allowed = (
                [one.points for one in part.choices]
                if part.way == GRADE
                else range(0, item.full + 1, 500)
            )
            for side in used.sides:
                if whole or draw(st.integers(0, 5)):
                    values[period, item.key, side.key] = draw(st.sampled_from(allowed))
    if used.vetoes and draw(st.integers(0, 9)) == 0:
        marks.append(Mark(used.periods[0].key, draw(st.sampled_from(used.vetoes)).key))
    several = [one.key for one in used.periods[:-1]]
    apart = draw(st.sets(st.sampled_from(several))) if several and draw(st.booleans()) else ()
    return Entered(values, marks, tallies, frozenset(apart))


@st.composite
def field(draw, used, most=12):
    """Entrants of a scheme: complete or not, excused or not, some last year in the lowest."""
    whole = draw(st.booleans())
    return [
        Entrant(
            n,
            scoring.score(used, draw(entered(used, whole))),
            draw(st.sampled_from(("", "", "", "年老体弱"))),
            draw(st.sampled_from((0, 0, 1))),
        )
        for n in range(draw(st.integers(0, most)))
    ]


@every_scheme
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_any_order_of_entering_gives_the_same_points(key, data):
    used = scheme(key)
    one = data.draw(entered(used))
    values = dict(data.draw(st.permutations(list(one.values.items()))))
    tallies = dict(data.draw(st.permutations(list(one.tallies.items()))))
    other = Entered(values, data.draw(st.permutations(list(one.marks))), tallies, one.apart)
    assert scoring.score(used, other) == scoring.score(used, one)


@pytest.mark.parametrize("key", ["indices", "stars"])
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_who_is_the_same_in_every_period_has_the_same_total_whichever_count(key, data):
    used = scheme(key)
    each = {
        (item.key, side.key): data.draw(st.sampled_from(range(0, item.full + 1, 500)))
        for item in used.items
        for side in used.sides
    }
    periods = [one.key for one in used.periods]
    values = {(period, *cell): points for period in periods for cell, points in each.items()}
    apart = data.draw(st.sets(st.sampled_from(periods), max_size=len(periods) - 1))
    some = {cell: points for cell, points in values.items() if cell[0] not in apart}
    one = scoring.score(used, Entered(some, apart=frozenset(apart)))
    whole = scoring.score(used, Entered(values))
    assert (one.total, one.stars, one.missing) == (whole.total, whole.stars, ())


@every_scheme
@given(data=st.data(), random=st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_any_order_of_people_gives_the_same_grades(key, data, random):
    used = scheme(key)
    entrants = data.draw(field(used))
    shuffled = random.sample(entrants, len(entrants))
    assert grading.grade(used, shuffled).outcomes == grading.grade(used, entrants).outcomes


@every_scheme
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_nobody_is_both_excused_and_ranked_and_the_numbers_sum(key, data):
    used = scheme(key)
    entrants = data.draw(field(used))
    result = grading.grade(used, entrants)
    assert set(result.outcomes) == {one.id for one in entrants}
    for one in entrants:
        outcome = result.outcomes[one.id]
        waiting = bool(one.excused or one.score.missing)
        assert (outcome.rank is None, outcome.grade == "") == (waiting, waiting)
    assert sum(result.counts.values()) + result.waiting == result.assessed
    assert result.assessed == sum(not one.excused for one in entrants)


@every_scheme
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_no_quota_is_exceeded_and_more_points_never_mean_a_worse_grade(key, data):
    used = scheme(key)
    entrants = data.draw(field(used))
    result = grading.grade(used, entrants)
    for one in used.grades[:-1]:
        if one.most is not None or one.places is not None:
            assert result.counts[one.title] <= grading.room_of(one, result.assessed)
    numbers = {one.title: n for n, one in enumerate(used.grades)}
    plain = [
        (one.score.order, numbers[result.outcomes[one.id].grade])
        for one in entrants
        if result.outcomes[one.id].grade and not one.score.vetoes and not one.lowest
    ]
    for order, number in plain:
        assert all(number <= other for less, other in plain if less < order)


@every_scheme
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_ties_decided_one_after_another_come_to_an_end(key, data):
    used = scheme(key)
    entrants = data.draw(field(used))
    decided = []
    for _ in range(len(entrants) * len(used.grades) + 1):
        result = grading.grade(used, entrants, decided)
        if not result.open:
            break
        tie = result.open[0]
        decided.append(grading.Choice(tie.better, frozenset(tie.who[: tie.places])))
    assert result.open == ()
    assert not any(one.tied for one in result.outcomes.values())
    upto = grading.borders(used, result.assessed)
    for number, one in enumerate(used.grades):
        if one.percent is not None and used.lowest is None:
            better = [each.title for each in used.grades[: number + 1]]
            assert sum(result.counts[title] for title in better) <= upto[number]
