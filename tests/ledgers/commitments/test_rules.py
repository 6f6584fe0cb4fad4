"""Where a promise stands: worked by hand from the days of 2026 (365 days, 1 January to 31 December)."""

from datetime import date
from fractions import Fraction

import pytest

from jdzb.core import rules
from jdzb.ledgers.commitments import rules as thinking
from jdzb.ledgers.commitments.columns import STEPS
from jdzb.ledgers.commitments.entries import Ballot, Commitment, Progress, Step, Wish
from jdzb.ledgers.commitments.rules import standing, tally

YEAR_END = "2026-12-31"


def stand(done, today, *, posted=None, **more):
    values = {"target": 36, "unit": "户次", "due": YEAR_END} | more
    one = Commitment(2026, "走访", 1, **values)
    entries = [Progress(1, "2026-01-02", "走访", done)] if done is not None else []
    day = date.fromisoformat(today)
    return standing(one, tally(entries, day), rules.standard(), day, posted=posted)


def test_the_share_of_time_runs_from_new_year_to_the_day_promised():
    # 2 July is day 182 after 1 January; 31 December is day 364: exactly half.
    assert stand(18, "2026-07-02").gone == Fraction(1, 2)
    assert stand(18, "2026-07-02").reached == Fraction(1, 2)


def test_once_posted_the_time_runs_from_the_posting():
    # 5 March to 31 December are 301 days; 2 August is 150 days after 5 March.
    assert stand(0, "2026-08-02", posted=date(2026, 3, 5)).gone == Fraction(150, 301)


@pytest.mark.parametrize(
    ("done", "state"),
    [
        # Half the time gone less the tenth of the rule: 4/10 of 36 are 14.4, in whole visits 14.
        (14, "进行中"),
        (13, "落后"),
        (36, "已达到"),
        (37, "已达到"),
    ],
)
def test_behind_is_more_than_a_tenth_of_the_target_behind_the_time(done, state):
    assert stand(done, "2026-07-02").state == state


def test_a_small_target_is_not_behind_before_a_whole_one_is():
    # 4 times a year, on 2 July: 4/10 of 4 are 1.6, so 1 is enough.
    assert stand(1, "2026-07-02", target=4).state == "进行中"
    assert stand(0, "2026-07-02", target=4).state == "落后"


def test_past_its_day_a_promise_is_overdue_unless_it_is_reached():
    assert stand(35, "2026-12-31").state == "进行中"
    assert stand(35, "2027-01-01").state == "超期"
    assert stand(36, "2027-01-01").state == "已达到"


def test_without_a_number_nothing_is_behind_but_the_day_still_counts():
    assert stand(None, "2026-11-21", target=None, unit=None).state == "进行中"
    assert stand(None, "2027-01-01", target=None, unit=None).state == "超期"
    assert stand(None, "2027-01-01", target=None, unit=None, due=None).state == "进行中"


def test_what_is_not_to_be_passed_is_broken_by_passing_it_alone():
    assert stand(None, "2027-01-01", bound="不超过", target=0).state == "进行中"
    assert stand(1, "2026-02-01", bound="不超过", target=0).state == "已突破"
    assert stand(1, "2026-02-01", bound="不超过", target=0).reached is None


def test_an_outcome_goes_before_all_arithmetic():
    assert stand(0, "2027-06-01", outcome="部分兑现").state == "部分兑现"


def test_entries_after_the_day_looked_at_do_not_count():
    entries = [Progress(1, "2026-03-01", "走访", 5), Progress(1, "2026-09-01", "走访", 7)]
    one = Commitment(2026, "走访", 1, target=36)
    day = date(2026, 6, 1)
    found = standing(one, tally(entries, day), rules.standard(), day)
    assert (found.done, found.entries, found.last) == (5, 1, "2026-03-01")


def test_the_year_before_it_begins_asks_for_nothing():
    assert stand(None, "2025-12-31").state == "未到年度"


@pytest.mark.parametrize(
    ("more", "done", "today", "outcome"),
    [
        ({}, 36, "2026-11-21", "兑现"),
        ({}, 35, "2026-11-21", ""),
        ({"bound": "不超过", "target": 0}, None, "2026-11-21", ""),
        ({"bound": "不超过", "target": 0}, None, "2027-01-01", "兑现"),
    ],
)
def test_an_outcome_is_proposed_only_where_the_numbers_say_it(more, done, today, outcome):
    found = stand(done, today, **more)
    assert thinking.proposed_outcome(found, date.fromisoformat(today)) == outcome


@pytest.mark.parametrize(
    ("one", "target", "due"),
    [
        (Commitment(2026, "走访", target=36, unit="户次", due=YEAR_END), "36 户次", "12-31"),
        (Commitment(2026, "调解", None, "不少于", 3, "起"), "不少于 3 起", ""),
        (Commitment(2026, "修路", target=5, due="2027-06-30"), "5", "2027-06-30"),
        (Commitment(2026, "争取项目"), "", ""),
    ],
)
def test_target_and_day_as_printed(one, target, due):
    assert (thinking.target_words(one), thinking.due_words(one)) == (target, due)


# -- steps -----------------------------------------------------------------------------------------


def steps(*taken, told=()):
    entries = [Step(2026, step, day) for step, day in taken]
    return thinking.steps(2026, entries, dict(told), rules.standard())


def test_the_steps_stand_in_their_order_with_their_last_days():
    found = steps()
    assert [view.step for view in found] == list(STEPS)
    assert [view.until.isoformat() for view in found[:3]] == [
        "2026-02-28",
        "2026-03-31",
        "2026-03-31",
    ]
    assert thinking.following(found).step == "提诺"


def test_promises_in_the_ledger_and_progress_are_steps_by_themselves():
    found = steps(told={"提诺": "3 人 9 条", "践诺": "记了 4 笔"}.items())
    assert [view.step for view in found if view.done] == ["提诺", "践诺"]
    assert [view.step for view in thinking.skipped(found)] == ["审诺", "公示"]
    assert thinking.following(found).step == "述诺"


def test_after_the_last_step_nothing_follows():
    found = steps(*((step, "2026-03-01") for step in STEPS))
    assert thinking.following(found) is None
    assert thinking.skipped(found) == ()


def test_a_step_is_late_the_day_after_its_month():
    (proposing, *_) = steps()
    assert not proposing.late(date(2026, 2, 28))
    assert proposing.late(date(2026, 3, 1))


# -- counts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "words"),
    [(2, "只有 2 条，规定至少 3 条"), (3, ""), (4, ""), (5, "有 5 条，规定最多 4 条")],
)
def test_three_or_four_promises_are_asked_for(count, words):
    assert thinking.too_few_or_many(count, rules.standard()) == words


def test_satisfaction_is_of_the_ballots_that_came_back():
    # 30 satisfied and 5 fairly of 38: 35/38 = 92.105 %.
    ballot = Ballot(2026, "2026-12-25", 40, 38, 1, 30, 5, 1, 1, 1)
    assert thinking.percent(thinking.satisfaction(ballot)) == "92.1%"


@pytest.mark.parametrize(
    ("share", "words"),
    [(None, ""), (Fraction(1), "100%"), (Fraction(1, 3), "33.3%"), (Fraction(2, 3), "66.7%")],
)
def test_a_share_is_rounded_half_up_to_a_tenth(share, words):
    assert thinking.percent(share) == words


# -- wishes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({}, "待认领"),
        ({"day": "2026-11-05"}, "久未认领"),  # 16 days before the 21st
        ({"claimed_by": 1}, "已认领"),
        ({"claimed_by": 1, "day": "2026-09-22"}, "已认领"),  # its 60th day is the 21st
        ({"claimed_by": 1, "day": "2026-09-21"}, "到期未实现"),
        ({"claimed_by": 1, "due": "2026-11-20"}, "到期未实现"),
        ({"claimed_by": 1, "fulfilled_on": "2026-11-20", "due": "2026-11-19"}, "已实现"),
    ],
)
def test_where_a_wish_stands(more, state):
    wish = Wish(**{"day": "2026-11-10", "villager": "董阿婆", "wish": "棉被"} | more)
    assert thinking.wish_state(wish, rules.standard(), date(2026, 11, 21)) == state
