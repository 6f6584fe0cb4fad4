"""Paper ballots: sums that must match, tallies counted paper by paper."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jdzb.ledgers.appraisals import ballots
from jdzb.ledgers.appraisals.ballots import Papers
from jdzb.ledgers.appraisals.scoring import Tally
from tests.ledgers.appraisals.entering import scheme

VOTE, FLAG = scheme("direct").ballot("vote"), scheme("flag").ballot("vote")


@pytest.mark.parametrize(
    ("papers", "said"),
    [
        ((49, 41, 1), []),
        ((49, 50, 0), ["收回 50 张，比发出的 49 张还多。"]),
        ((49, 40, 41), ["无效票 41 张，比收回的 40 张还多。"]),
        ((49, -1, 0), ["票数不能小于 0。", "无效票 0 张，比收回的 -1 张还多。"]),
    ],
)
def test_the_numbers_of_papers_must_make_sense(papers, said):
    assert ballots.papers_faults(Papers(*papers)) == said


def test_handed_out_is_returned_and_kept_and_returned_is_valid_and_invalid():
    papers = Papers(49, 41, 2)
    assert (papers.kept, papers.valid) == (8, 39)
    assert papers.returned + papers.kept == papers.handed


def test_each_line_must_make_up_the_valid_ballots():
    lines = {(1, "vote"): Tally((30, 8, 0, 0), 1), (2, "vote"): Tally((30, 8, 0, 0))}
    said = ballots.faults(VOTE, Papers(49, 41, 2), lines, {1: "陈志强", 2: "林秀兰"})
    assert said == ["“林秀兰”各项合计 38 票，与有效票 39 张对不上（少 1）。"]


def test_a_negative_count_is_told_even_where_the_sum_is_right():
    lines = {(1, "vote"): Tally((40, -1, 0, 0))}
    assert ballots.faults(VOTE, Papers(39, 39), lines, {1: "陈志强"}) == ["票数不能小于 0。"]


def test_papers_read_one_by_one_give_tallies_that_match():
    lines = [(1, "vote"), (2, "vote")]
    papers = [{(1, "vote"): 0, (2, "vote"): 1}, {(1, "vote"): 0}, {(1, "vote"): 3, (2, "vote"): 1}]
    found = ballots.count(VOTE, papers, lines)
    assert found == {(1, "vote"): Tally((2, 0, 0, 1)), (2, "vote"): Tally((0, 2, 0, 0), 1)}
    assert ballots.faults(VOTE, Papers(3, 3), found, {}) == []
    assert ballots.shares(found[1, "vote"]) == (Fraction(2, 3), 0, 0, Fraction(1, 3))
    assert ballots.shares(Tally((0, 0))) == (0, 0)


def test_ticking_one_of_all_is_counted_too():
    lines = [(1, "vote"), (2, "vote")]
    papers = [{(1, "vote"): 0}, {(1, "vote"): 0}, {(2, "vote"): 0}, {}]
    found = ballots.count(FLAG, papers, lines)
    assert found == {(1, "vote"): Tally((2,), of=4), (2, "vote"): Tally((1,), of=4)}
    assert ballots.faults(FLAG, Papers(4, 4), found, {}, blank=1) == []
    assert ballots.shares(found[1, "vote"]) == (Fraction(1, 2),)
