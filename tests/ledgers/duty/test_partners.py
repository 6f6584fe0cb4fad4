"""Pairs, wishes and the least gap in the solver: as fair as any roster, and plain about the rest."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdzb.ledgers.duty import exhaustion, partners
from jdzb.ledgers.duty.board import new_board
from jdzb.ledgers.duty.roster import Away, Day, Person
from jdzb.ledgers.duty.rules import make_roster

FIRST = date(2026, 12, 1)


def dec(day):
    return date(2026, 12, day)


def folk(count, mates=(), foes=(), **changes):
    """So many people 0, 1, ...; mates and foes as pairs of numbers; changes as p3={...}."""

    def with_(who, pairs):
        return frozenset(other for pair in pairs if who in pair for other in pair if other != who)

    made = [Person(i, f"党员{i}", mates=with_(i, mates), foes=with_(i, foes)) for i in range(count)]
    return [replace(one, **changes.get(f"p{one.id}", {})) for one in made]


def days_of(length, need=2):
    return [Day(FIRST + timedelta(days=i), need) for i in range(length)]


def on(roster, day):
    return set(next(plan for plan in roster.days if plan.day == day).members)


# --- against every roster there is ----------------------------------------------------------------


@st.composite
def bound(draw, people=5, days=5):
    """A few people with absences, pairs of both kinds, days they would rather not, and days."""
    size, length = draw(st.integers(2, people)), draw(st.integers(1, days))
    wanted = [Day(FIRST + timedelta(days=i), draw(st.integers(1, 3))) for i in range(length)]
    pairs = st.lists(st.sampled_from([*combinations(range(size), 2)]), max_size=2)
    mates, foes = draw(pairs), draw(pairs)
    some = st.frozensets(st.sampled_from([day.day for day in wanted]), max_size=2)
    made = [
        replace(
            one,
            served=draw(st.integers(0, 3)),
            away=tuple(Away(day, day) for day in draw(some)),
            unwilling=draw(some) if draw(st.booleans()) else frozenset(),
        )
        for one in folk(size, mates, foes)
    ]
    return made, wanted


def circle(people, who):
    """All who come together with someone, friends of friends too."""
    known, found, queue = {one.id: one for one in people}, {who}, [who]
    for one in queue:
        new = known[one].mates - found
        found |= new
        queue += new
    return found


def allowed(people, day, held=frozenset()):
    """Every choice of people beside those held that fills a day and spares whom it can."""
    known = {one.id: one for one in people}
    able = {one.id for one in people if one.may_serve(day.day)} - held
    spared = {who for who in able if day.day in known[who].unwilling}

    def fits(chosen):
        for who in chosen:
            mates = circle(people, who) & able
            together = mates - spared <= chosen and (not mates & spared & chosen or mates <= chosen)
            if not together or known[who].foes & (chosen | held):
                return False
        return True

    for size in range(min(max(0, day.need - len(held)), len(able)), -1, -1):
        found = [set(some) for some in combinations(sorted(able), size) if fits(set(some))]
        if found:
            fewest = min(len(some & spared) for some in found)
            return [some for some in found if len(some & spared) == fewest]
    raise AssertionError("nobody is always a choice")


def fairest(people, days, held=()):
    """The least sum of squares of any roster with these people held on each day."""
    states = {tuple(one.served for one in people)}
    for day, there in zip(days, held or [frozenset()] * len(days), strict=True):
        states = {
            tuple(n + (one.id in some | there) for n, one in zip(state, people, strict=True))
            for state in states
            for some in allowed(people, day, there)
        }
    return min(sum(n * n for n in state) for state in states)


def squares(roster):
    return sum(level * level for level in roster.levels.values())


@given(bound())
@settings(max_examples=150, deadline=None)
def test_no_roster_that_keeps_the_pairs_is_fairer(situation):
    people, days = situation
    roster = make_roster(people, days)
    assert roster.proven
    assert squares(roster) == fairest(people, days)


@given(bound(), st.data())
@settings(max_examples=80, deadline=None)
def test_with_turns_by_hand_fixed_days_and_an_earlier_roster_it_is_as_fair_as_can_be(
    situation, data
):
    people, days = situation
    some = st.lists(st.integers(0, len(people) - 1), max_size=2, unique=True).map(tuple)
    days = [replace(day, kept=data.draw(some)[:1], prior=data.draw(some)) for day in days]
    weekday = st.frozensets(st.integers(0, 6), max_size=1)
    people = [replace(one, weekdays=data.draw(weekday)) for one in people]
    board = new_board(tuple(people), tuple(days))
    held = [frozenset(i for i in range(len(people)) if bits >> i & 1) for bits in board.held]
    roster = make_roster(people, days)
    assert roster.proven
    assert squares(roster) == fairest(people, days, held)
    for day, there, plan in zip(days, held, roster.days, strict=True):
        assert set(day.kept) <= there <= set(plan.members)
        assert set(plan.members) - there in allowed(people, day, there)


@given(bound())
@settings(max_examples=100, deadline=None)
def test_every_day_is_a_choice_that_keeps_pairs_and_spares_whom_it_can(situation):
    people, days = situation
    for day, plan in zip(days, make_roster(people, days).days, strict=True):
        assert set(plan.members) in allowed(people, day)
        assert (plan.why is None) == (len(plan.members) >= day.need)


@given(bound(people=6, days=6))
@settings(max_examples=60, deadline=None)
def test_rostering_again_changes_nothing(situation):
    people, days = situation
    first = make_roster(people, days)
    again = [replace(day, prior=on_.members) for day, on_ in zip(days, first.days, strict=True)]
    second = make_roster(people, again)
    assert [set(plan.members) for plan in second.days] == [set(p.members) for p in first.days]


@given(bound(), st.data())
@settings(max_examples=60, deadline=None)
def test_days_asked_for_never_make_the_counts_less_fair(situation, data):
    people, days = situation
    plain = squares(make_roster(people, days))
    asks = st.frozensets(st.sampled_from([day.day for day in days]), max_size=2)
    people = [replace(one, eager=data.draw(asks) - one.unwilling) for one in people]
    roster = make_roster(people, days)
    assert squares(roster) == plain
    missed = {
        f"{one.name}想值{day:%m-%d}"
        for one in people
        for day in one.eager
        if one.id not in on(roster, day)
    }
    assert {one.text.split("，")[0] for one in roster.remarks if "没有排上" in one.text} == missed


def test_a_roster_made_unfair_is_not_called_proven():
    people = folk(6, mates=[(0, 1)])
    board = new_board(tuple(people), tuple(days_of(6)))
    assert partners.share_out(board)
    for d in range(6):
        board.reseat(d, 0b11)
    assert not partners.proven(board)


def test_a_block_forced_onto_a_day_mends_what_single_days_cannot():
    changes = {
        "p0": {"served": 3, "unwilling": frozenset({dec(1)})},
        "p3": {"served": 2, "away": (Away(dec(1), dec(1)),)},
    }
    people, days = folk(4, [(0, 2)], [(0, 1)], **changes), [Day(dec(1), 1), Day(dec(2), 2)]
    roster = make_roster(people, days)
    assert (squares(roster), roster.proven) == (fairest(people, days), True)


@pytest.fixture
def odd_village():
    """Nine people, two pairs, one of each pair a turn ahead: two turns apart is the fairest."""
    served = {f"p{i}": {"served": 4 + (i in (1, 3))} for i in range(9)}
    return folk(9, [(0, 1), (2, 3)], **served)


@given(bound())
@settings(max_examples=80, deadline=None)
def test_trying_everything_finds_the_fairest_from_any_beginning(situation):
    people, days = situation
    board = new_board(tuple(people), tuple(days))
    partners.share_out(board)
    for d, day in enumerate(days):  # the first choice there is, however unfair
        board.reseat(d, sum(1 << who for who in min(allowed(people, day), key=sorted)))
    assert exhaustion.exhaust(board)
    assert sum(level * level for level in board.level) == fairest(people, days)


def test_where_prices_prove_nothing_everything_is_tried(odd_village):
    roster = make_roster(odd_village, days_of(12))
    assert roster.proven
    assert max(gap.difference for gap in roster.unfairness) == 2
    assert "逐一试完" not in roster.unfairness[0].reason


def test_what_is_too_much_to_try_is_not_called_proven(odd_village, monkeypatch):
    monkeypatch.setattr(exhaustion, "_BUDGET", 0)
    roster = make_roster(odd_village, days_of(12))
    assert not roster.proven
    assert roster.unfairness[0].reason.endswith("（没有逐一试完，也许还能再匀一点）。")


# --- pairs ----------------------------------------------------------------------------------------


def test_a_year_of_forty_with_ten_pairs_stays_one_turn_apart_and_proven():
    mates = [(2 * n, 2 * n + 1) for n in range(10)]
    served, last = Counter(), {}
    for number in range(1, 13):
        start = date(2026, number, 1)
        days = [Day(start + timedelta(days=i), 2) for i in range(28)]
        people = [
            replace(one, served=served[one.id], last=last.get(one.id)) for one in folk(40, mates)
        ]
        roster = make_roster(people, days)
        assert roster.proven
        assert max(roster.levels.values()) - min(roster.levels.values()) <= 1
        for plan in roster.days:
            served.update(plan.members)
            last.update(dict.fromkeys(plan.members, plan.day))
            assert all({a, b} <= set(plan.members) or not {a, b} & set(plan.members)
                       for a, b in mates)  # fmt: skip


def test_of_a_pair_with_one_on_leave_the_other_serves_with_somebody_else():
    away = {"away": (Away(dec(1), dec(6), "住院"),)}
    roster = make_roster(folk(4, [(0, 1)], p1=away), days_of(6))
    alone = [plan for plan in roster.days if 0 in plan.members]
    assert len(alone) == 4
    assert all(len(plan.members) == 2 and 1 not in plan.members for plan in alone)


def test_a_pair_that_finds_only_one_seat_leaves_the_day_short_and_says_so():
    plan = make_roster(folk(2, [(0, 1)]), days_of(1, need=1)).days[0]
    assert plan.members == ()
    assert plan.why == "缺1人：党员0、党员1同班，要2个位"


def test_two_who_are_kept_apart_leave_a_day_short_rather_than_meet():
    plan = make_roster(folk(2, foes=[(0, 1)]), days_of(1)).days[0]
    assert len(plan.members) == 1
    assert "不同班" in plan.why


def test_a_gap_forced_by_a_pair_names_the_pair():
    gap = make_roster(folk(3, [(0, 1)]), days_of(4)).unfairness[0]
    assert gap.low == 2
    assert "党员0和党员1同班" in gap.reason


def test_a_gap_that_a_pair_has_nothing_to_do_with_does_not_name_it():
    roster = make_roster(folk(8, [(6, 7)], p0={"served": 30}), days_of(10))
    assert [gap.high for gap in roster.unfairness] == [0]
    assert "同班" not in roster.unfairness[0].reason


def test_who_was_put_by_hand_brings_the_partner_to_an_empty_seat():
    days = [replace(day, kept=(3,)) if day.day == dec(2) else day for day in days_of(4)]
    assert on(make_roster(folk(8, [(3, 4)]), days), dec(2)) == {3, 4}


def test_who_was_put_by_hand_beside_another_drives_nobody_away():
    days = [Day(dec(1), 2, kept=(3,), prior=(5,))]
    assert on(make_roster(folk(8, [(3, 4)]), days), dec(1)) == {3, 5}


def test_a_fixed_weekday_brings_the_partner_too():
    people = folk(8, [(3, 4)], p3={"weekdays": frozenset({dec(2).weekday()})})
    assert on(make_roster(people, days_of(4)), dec(2)) == {3, 4}


def test_of_two_kept_apart_only_one_has_the_fixed_weekday():
    fixed = {"weekdays": frozenset({dec(2).weekday()})}
    roster = make_roster(folk(8, foes=[(3, 4)], p3=fixed, p4=fixed), days_of(4))
    assert len(on(roster, dec(2)) & {3, 4}) == 1


def test_a_new_pair_moves_no_more_days_than_it_must():
    people, days = folk(10), days_of(20)
    first = make_roster(people, days)
    prior = [replace(day, prior=plan.members) for day, plan in zip(days, first.days, strict=True)]
    second = make_roster(folk(10, [(0, 1)]), prior)
    parted = [plan for plan in first.days if len({0, 1} & set(plan.members)) == 1]
    changed = [
        old for old, new in zip(first.days, second.days, strict=True)
        if set(old.members) != set(new.members)
    ]  # fmt: skip
    assert parted
    assert len(changed) <= 2 * len(parted)
    assert all(len({0, 1} & set(plan.members)) != 1 for plan in second.days)


# --- wishes ---------------------------------------------------------------------------------------


def test_a_day_asked_for_is_given():
    days = days_of(10)
    for day in (dec(3), dec(9)):
        roster = make_roster(folk(10, p7={"eager": frozenset({day})}), days)
        assert 7 in on(roster, day)
        assert roster.remarks == ()


def test_a_day_asked_for_brings_the_partner():
    roster = make_roster(folk(10, [(6, 7)], p7={"eager": frozenset({dec(9)})}), days_of(10))
    assert on(roster, dec(9)) == {6, 7}


@pytest.mark.parametrize(
    ("change", "day", "said"),
    [
        ({"served": 9}, Day(dec(1), 2), "党员7想值12-01，没有排上：排上就会有人多值、有人少值。"),
        (
            {"away": (Away(dec(1), dec(1)),)},
            Day(dec(1), 2),
            "党员7想值12-01，没有排上：12-01 请假。",
        ),
        ({}, Day(dec(1), 0, closed="不值班"), "党员7想值12-01，没有排上：这天不值班。"),
        ({}, Day(dec(1), 1, rota=False), "党员7想值12-01，没有排上：这天由书记值班。"),
        ({}, Day(dec(1), 1, kept=(2,)), "党员7想值12-01，没有排上：位子已经由手工或固定的占满。"),
        (
            {"foes": frozenset({2})},
            Day(dec(1), 2, kept=(2,)),
            "党员7想值12-01，没有排上：与值班的党员2不同班。",
        ),
    ],
)
def test_a_day_asked_for_that_is_not_given_says_why(change, day, said):
    people = folk(10, p7={"eager": frozenset({dec(1)}), **change})
    assert [one.text for one in make_roster(people, [day]).remarks] == [said]


def test_who_would_rather_not_serves_only_when_nobody_else_can():
    spared = {"unwilling": frozenset({dec(1)})}
    assert on(make_roster(folk(3, p0=spared), days_of(1)), dec(1)) == {1, 2}
    roster = make_roster(folk(3, p0=spared, p1=spared, p2={"served": 5}), days_of(1))
    assert len(on(roster, dec(1)) & {0, 1}) == 1
    assert 2 in on(roster, dec(1))
    assert "不想值12-01，可是没有别人能值" in roster.remarks[0].text


# --- the least gap --------------------------------------------------------------------------------


def gaps(roster, size):
    found = []
    for who in range(size):
        days = [plan.day for plan in roster.days if who in plan.members]
        found += [(b - a).days for a, b in pairwise(days)]
    return found


@pytest.mark.parametrize("mates", [[], [(0, 1), (2, 3)]])
def test_the_least_gap_is_kept_where_it_can_be(mates):
    roster = make_roster(folk(12, mates), days_of(24), None, 6)
    assert min(gaps(roster, 12)) >= 6
    assert roster.remarks == ()


def test_the_days_of_a_pair_are_spread_apart():
    away = {"away": (Away(dec(1), dec(5)),)}
    roster = make_roster(folk(8, [(0, 1), (2, 3), (4, 5)], p0=away, p1=away), days_of(12))
    assert min(gaps(roster, 8)) == 3


def test_a_gap_that_cannot_be_kept_is_told_with_whose_and_why():
    roster = make_roster(folk(3), days_of(6), None, 4)
    assert roster.remarks
    assert all("只隔" in one.text and "12-0" in one.text for one in roster.remarks)
    assert "能替的" in roster.remarks[0].text
    short = [n for n in gaps(roster, 3) if n < 4]
    assert len(short) == len(roster.remarks)


def test_turns_of_an_earlier_rostering_move_for_the_gap_and_only_for_it():
    people, days = folk(12), days_of(24)
    prior = [
        Day(day.day, 2, prior=(n // 2 % 6 * 2, n // 2 % 6 * 2 + 1)) for n, day in enumerate(days)
    ]
    kept = make_roster(people, prior)
    assert [set(plan.members) for plan in kept.days] == [set(day.prior) for day in prior]
    moved = make_roster(people, prior, None, 4)
    assert min(gaps(moved, 12)) >= 4
    same = sum(
        len(set(plan.members) & set(day.prior)) for plan, day in zip(moved.days, prior, strict=True)
    )
    assert same >= 24
