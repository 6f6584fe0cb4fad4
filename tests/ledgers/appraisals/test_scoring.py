"""Points: rounding once, limits, sides, what may be entered."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from jdzb.ledgers.appraisals import scoring
from jdzb.ledgers.appraisals.schemes import Choice, Item
from jdzb.ledgers.appraisals.scoring import Tally
from tests.ledgers.appraisals.entering import indices, marks, points, scheme, scored

INDICES, DIRECT, STEPS = scheme("indices"), scheme("direct"), scheme("steps")


@pytest.mark.parametrize(
    ("points_", "decimals", "hundredths", "words"),
    [
        (Fraction(9515), 1, 9520, "95.2"),
        (Fraction(95149, 10), 1, 9510, "95.1"),
        (Fraction(9550), 0, 9600, "96.0"),
        (Fraction(9549), 0, 9500, "95.0"),
        (Fraction(19, 2), 2, 10, "0.1"),
        (Fraction(9225), 2, 9225, "92.25"),
        (Fraction(10000), 2, 10000, "100.0"),
    ],
)
def test_rounding_is_half_up(points_, decimals, hundredths, words):
    assert scoring.rounded(points_, decimals) == hundredths
    assert scoring.shown(points_, decimals) == words


def test_a_deduction_is_shown_with_its_sign():
    assert scoring.shown(-250) == "-2.5"


def test_the_total_is_rounded_once_at_the_end():
    # A third: 1 of 3 says 优秀 on the ballot, the others 不称职: 33.333…; × 80 % = 26.666…
    # With the township's 0: 26.67. Rounded before weighing it would be 33.33 × 80 % = 26.66.
    one = scored(DIRECT, points(township=0), tallies={("year", "vote"): Tally((1, 0, 0, 2))})
    assert one.total == 2667
    assert one.parts["year", "vote"] == Fraction(10000, 3)


def test_sides_are_weighed():
    half = replace(
        INDICES,
        sides=tuple(
            replace(side, weight=weight)
            for side, weight in zip(INDICES.sides, (2000, 3000, 5000), strict=True)
        ),
    )
    given = {"self": 40, "peer": 30, "final": 20}
    values = {
        (period, item, side): value * 100 if item != "own" else 0
        for period in ("mid", "end")
        for item in ("loyalty", "duty", "own")
        for side, value in given.items()
    }
    # 40×20 % + 30×30 % + 20×50 % = 8 + 9 + 10 = 27 each: 54.
    assert scored(half, values).total == 5400
    del values["end", "duty", "peer"]
    assert scored(half, values).missing == (("end", "duty"),)


def test_a_limit_of_an_item_and_of_an_aspect_hold():
    points_ = scheme("points")
    extra = points_.parts[1]
    wish = replace(extra.aspects[0], items=(Item("a", "甲", full=600), Item("b", "乙")), full=1000)
    used = replace(points_, parts=(points_.parts[0], replace(extra, aspects=(wish,))))
    # 甲 9, at most 6; 乙 5: 11, the aspect gives 10 at most.
    assert scored(used, given=marks(a=9, b=5)).parts["year", "extra"] == 1000
    assert scored(used, given=marks(a=9, b=3)).parts["year", "extra"] == 900


def test_what_may_be_entered_is_told():
    loyalty, base = INDICES.item("loyalty"), STEPS.item("base")
    assert scoring.fault(INDICES, loyalty, 4000) == ""
    assert scoring.fault(INDICES, loyalty, 4001) == "“忠诚指数”应在 0 到 40.0 分之间。"
    assert scoring.fault(INDICES, loyalty, -1) != ""
    assert scoring.fault(STEPS, base, Choice("较好", 8000).points) == ""
    assert scoring.fault(STEPS, base, 5000) == "“基本任务”应为 好、较好、一般、差 之一。"


def test_a_ballot_without_a_vote_is_missing_not_nothing():
    one = scored(DIRECT, points(township=90), tallies={("year", "vote"): Tally((0, 0, 0, 0), 9)})
    assert one.missing == (("year", "vote"),)


def test_every_cell_of_the_grid_stands_once():
    cells = [(period, item.key) for period, _, item in scoring.cells(INDICES)]
    assert len(cells) == len(set(cells)) == 6
    assert set(indices(80).cells) == set(cells)
