"""The duty roster: provably fair, plain about what lacks, and true to what was set by hand."""

from collections import Counter
from datetime import date, timedelta
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdzb.core import paths
from jdzb.core.rules import RuleTable
from jdzb.core.workdays import load_calendar
from jdzb.ledgers.duty.entries import MEMBERS, NOBODY, Closure, DutySettings, Month, Turn
from jdzb.ledgers.duty.roster import Away, Day, Person
from jdzb.ledgers.duty.rules import (
    defaults,
    joining_credits,
    make_roster,
    month_days,
    stand_in_problem,
    substitutes,
    swap_problem,
)

FIRST = date(2026, 12, 1)
NAMES = (
    "林秀兰", "周桂芳", "吴春生", "郑德福", "孙明义", "徐海燕",
    "何永贵", "罗四海", "梁金凤", "宋有才", "唐国兴",
)  # fmt: skip
SECRETARY = 99


def dec(day):
    return date(2026, 12, day)


def month(year=2026, number=12, need=2):
    """The default month: so many from the rotation Monday to Friday, the secretary on weekends."""
    start = date(year, number, 1)
    days = (start + timedelta(days=i) for i in range(31))
    return [
        Day(day, 1, fixed=(SECRETARY,), rota=False) if day.weekday() > 4 else Day(day, need)
        for day in days
        if day.month == number
    ]


def weekdays(need=2):
    return [day for day in month(need=need) if day.rota]


def branch(**changes):
    """Eleven members and the secretary; changes by name."""
    people = [Person(i, name, **changes.get(name, {})) for i, name in enumerate(NAMES)]
    return [*people, Person(SECRETARY, "陈志强", rotates=False, **changes.get("陈志强", {}))]


def plan_of(roster, day):
    return next(plan for plan in roster.days if plan.day == day)


def spread_of(roster, people):
    levels = [roster.levels[one.id] for one in people if one.rotates]
    return max(levels) - min(levels)


# --- any roster -----------------------------------------------------------------------------------


@st.composite
def situations(draw, people=7, days=8):
    """People with leaves, joinings and weekly days, and days some of which were made by hand."""
    length = draw(st.integers(1, days))
    offsets = st.integers(0, length - 1)
    stretches = st.builds(
        lambda a, n: Away(FIRST + timedelta(days=a), FIRST + timedelta(days=a + n)),
        offsets,
        st.integers(0, 3),
    )
    size = draw(st.integers(0, people))
    folk = [
        Person(
            id=i,
            name=f"党员{i}",
            away=tuple(draw(st.lists(stretches, max_size=2))),
            since=draw(st.none() | st.builds(lambda a: FIRST + timedelta(days=a), offsets)),
            weekdays=draw(st.frozensets(st.integers(0, 6), max_size=1)),
            served=draw(st.integers(0, 3)),
            last=draw(
                st.none() | st.builds(lambda a: FIRST - timedelta(days=a), st.integers(1, 9))
            ),
            rotates=draw(st.booleans() | st.just(True)),
        )
        for i in range(size)
    ]
    anyone = st.lists(st.integers(0, size), max_size=2, unique=True)  # size: one no longer known
    wanted = [
        Day(
            day=FIRST + timedelta(days=i),
            need=draw(st.integers(0, 3)),
            kept=tuple(draw(anyone)) if draw(st.integers(0, 3)) == 0 else (),
            rota=draw(st.integers(0, 5)) > 0,
            closed="不值班（设置）" if draw(st.integers(0, 7)) == 0 else None,
        )
        for i in range(length)
    ]
    return folk, wanted


@given(situations())
@settings(max_examples=80, deadline=None)
def test_every_day_is_full_or_says_what_lacks(situation):
    people, days = situation
    for day, plan in zip(days, make_roster(people, days).days, strict=True):
        lack = day.need - len(plan.members)
        if day.closed and not day.kept:
            assert (plan.members, plan.why) == ((), day.closed)
        elif day.closed or lack <= 0:
            assert plan.why is None
        else:
            assert f"缺{lack}人" in plan.why


@given(situations())
@settings(max_examples=80, deadline=None)
def test_a_short_day_has_everyone_on_it_who_could_come(situation):
    people, days = situation
    for day, plan in zip(days, make_roster(people, days).days, strict=True):
        if plan.why and day.rota and not day.closed:
            able = {one.id for one in people if one.rotates and one.may_serve(day.day)}
            assert able <= set(plan.members)


@given(situations())
@settings(max_examples=80, deadline=None)
def test_nobody_serves_on_leave_or_before_joining_or_twice_a_day_unless_kept_by_hand(situation):
    people, days = situation
    known = {one.id: one for one in people}
    for day, plan in zip(days, make_roster(people, days).days, strict=True):
        assert len(set(plan.members)) == len(plan.members)
        for who in set(plan.members) - set(day.kept):
            assert known[who].may_serve(day.day)
            assert known[who].rotates


@given(situations())
@settings(max_examples=80, deadline=None)
def test_kept_turns_stay_and_kept_turns_on_leave_are_named(situation):
    people, days = situation
    known = {one.id: one for one in people}
    for day, plan in zip(days, make_roster(people, days).days, strict=True):
        assert plan.members[: len(day.kept)] == day.kept
        away = [who for who in day.kept if who in known and known[who].away_on(day.day)]
        assert list(plan.clash) == away


@given(situations())
@settings(max_examples=60, deadline=None)
def test_turns_are_those_served_and_those_planned(situation):
    people, days = situation
    roster = make_roster(people, days)
    planned = Counter(who for plan in roster.days for who in plan.members)
    assert roster.turns == {one.id: one.served + planned[one.id] for one in people}


@given(situations())
@settings(max_examples=80, deadline=None)
def test_everyone_more_than_one_turn_apart_is_named_in_a_gap_with_a_reason(situation):
    people, days = situation
    roster = make_roster(people, days)
    named = {who for gap in roster.unfairness for who in (gap.high, gap.low)}
    pool = [one.id for one in people if one.rotates and one.joined(days[-1].day)]
    for one, other in combinations(pool, 2):
        if abs(roster.levels[one] - roster.levels[other]) > 1:
            assert {one, other} & named
    for gap in roster.unfairness:
        assert gap.difference == roster.levels[gap.high] - roster.levels[gap.low] > 1
        assert gap.reason.endswith("。")


@given(situations())
@settings(max_examples=60, deadline=None)
def test_the_same_input_gives_the_same_roster(situation):
    people, days = situation
    assert make_roster(people, days) == make_roster(people, days)


@given(situations(people=4, days=4))
@settings(max_examples=150, deadline=None)
def test_no_roster_at_all_is_fairer(situation):
    people, days = situation
    people = [one for one in people if one.since is None]  # newcomers' credit is tested apart
    roster = make_roster(people, days)
    found = sorted((roster.levels[one.id] for one in people), reverse=True)
    assert found == min(all_shares(people, days, held_by(people, days)))


def held_by(people, days):
    """What a roster without rotation seats holds: the kept and the weekly turns of each day."""
    known = {one.id for one in people}
    levels = {one.id: one.served for one in people}
    rank = sorted(people, key=lambda one: (one.last or date.min, one.id))
    held = []
    for day in days:
        on = {who for who in day.kept if who in known}
        levels.update({who: levels[who] + 1 for who in on})
        held.append(on)
        for one in sorted(rank, key=lambda one: levels[one.id]):
            weekly = day.rota and not day.closed and day.day.weekday() in one.weekdays
            able = one.rotates and one.may_serve(day.day) and one.id not in on
            if weekly and able and len(on | set(day.kept)) < day.need:
                on.add(one.id)
                levels[one.id] += 1
    return held


def all_shares(people, days, held):
    """The counts, greatest first, of every roster that fills as many seats as can be filled."""
    choices = []
    for day, on in zip(days, held, strict=True):
        able = [one.id for one in people if one.rotates and one.may_serve(day.day)]
        able = [who for who in able if who not in on]
        seats = max(0, day.need - len(on | set(day.kept)))
        seats = min(seats, len(able)) if day.rota and not day.closed else 0
        choices.append([(*on, *some) for some in combinations(able, seats)])
    for one_roster in product(*choices):
        planned = Counter(who for members in one_roster for who in members)
        yield sorted((one.served + planned[one.id] for one in people), reverse=True)


# --- fairness -------------------------------------------------------------------------------------


def test_the_default_month_is_full_and_at_most_one_turn_apart():
    people = branch()
    roster = make_roster(people, month())
    assert all(plan.why is None for plan in roster.days)
    assert {len(plan.members) for plan in roster.days if plan.day.weekday() < 5} == {2}
    assert all(plan.members == (SECRETARY,) for plan in roster.days if plan.day.weekday() > 4)
    assert spread_of(roster, people) == 1
    assert roster.unfairness == ()


def test_who_has_served_less_this_year_serves_more_now():
    people = branch(吴春生={"served": 3}, 郑德福={"served": 1})
    roster = make_roster(people, weekdays())
    assert spread_of(roster, people) <= 1
    assert roster.turns[NAMES.index("吴春生")] in (4, 5)


def test_fairness_needs_a_chain_of_exchanges():
    # 甲 can only serve the 1st, 乙 the 1st and the 2nd, 丙 the 2nd and the 3rd.
    def only(*days):
        return tuple(Away(dec(i), dec(i)) for i in range(1, 4) if i not in days)

    people = [
        Person(1, "丙", away=only(2, 3)),
        Person(2, "乙", away=only(1, 2)),
        Person(3, "甲", away=only(1)),
    ]
    roster = make_roster(people, [Day(dec(i), 1) for i in (1, 2, 3)])
    assert sorted(roster.turns.values()) == [1, 1, 1]


def test_a_gap_names_the_leave_that_forces_it():
    people = branch(吴春生={"away": (Away(dec(1), dec(31), "住院"),)})
    gap = make_roster(people, weekdays()).unfairness[0]
    assert gap.low == NAMES.index("吴春生")
    assert "吴春生 12-01至12-31 住院" in gap.reason


def test_a_gap_made_by_hand_says_so():
    people = branch()
    days = [Day(day.day, 2, kept=(0,)) for day in weekdays()]
    gap = make_roster(people, days).unfairness[0]
    assert gap.high == 0
    assert "手工或固定排的" in gap.reason


def test_a_gap_from_earlier_months_says_so():
    people = branch(林秀兰={"served": 30})
    gap = make_roster(people, weekdays()).unfairness[0]
    assert (gap.high, gap.difference) == (0, 26)
    assert "以前值得多" in gap.reason


def test_one_gap_is_told_of_each_person_not_of_each_pair():
    people = branch(林秀兰={"served": 30}, 吴春生={"away": (Away(dec(1), dec(31)),)})
    assert len(make_roster(people, weekdays()).unfairness) == 2


def test_a_whole_year_month_by_month_stays_one_turn_apart():
    served, last, people = Counter(), {}, branch()
    for number in range(1, 13):
        people = [
            Person(
                one.id, one.name, served=served[one.id], last=last.get(one.id), rotates=one.rotates
            )
            for one in people
        ]
        roster = make_roster(people, month(number=number))
        assert spread_of(roster, people) <= 1
        for plan in roster.days:
            served.update(plan.members)
            last.update(dict.fromkeys(plan.members, plan.day))


# --- newcomers ------------------------------------------------------------------------------------


def test_a_newcomer_never_catches_up():
    people = branch(唐国兴={"since": dec(21)})
    roster = make_roster(people, weekdays())
    newcomer = roster.turns[NAMES.index("唐国兴")]
    since = [plan for plan in roster.days if plan.day >= dec(21)]
    theirs = Counter(who for plan in since for who in plan.members)
    assert newcomer <= max(theirs[one] for one in range(len(NAMES) - 1))
    assert spread_of(roster, people) <= 1


def test_credit_is_not_counted_as_a_turn():
    people = branch(唐国兴={"credit": 4, "since": dec(1)}, **{n: {"served": 4} for n in NAMES[:-1]})
    roster = make_roster(people, weekdays())
    who = NAMES.index("唐国兴")
    assert roster.levels[who] - roster.turns[who] == 4
    assert spread_of(roster, people) <= 1


def test_joining_credit_is_the_fewest_turns_at_that_day():
    turns = [(dec(1), 1), (dec(2), 2), (dec(3), 1), (dec(8), 2), (date(2025, 12, 31), 2)]
    assert joining_credits({1: None, 2: None, 3: dec(4)}, turns, 2026) == {3: 1}


def test_two_newcomers_one_after_the_other_are_level():
    turns = [(dec(1), 1), (dec(2), 1), (dec(5), 2), (dec(6), 1)]
    assert joining_credits({1: None, 2: dec(3), 3: dec(7)}, turns, 2026) == {2: 2, 3: 3}


def test_who_joined_in_an_earlier_year_has_no_credit():
    assert joining_credits({1: None, 2: date(2024, 7, 1)}, [(dec(1), 1)], 2026) == {}


# --- days by settings and by hand -----------------------------------------------------------------


def test_a_day_that_cannot_be_filled_says_who_is_away_and_why():
    people = [
        Person(1, "吴春生", away=(Away(dec(15), dec(18)),)),
        Person(2, "郑德福"),
    ]
    plan = make_roster(people, [Day(dec(16), 2)]).days[0]
    assert (plan.members, plan.why) == ((2,), "缺1人：可排的2人中 吴春生 12-15至12-18 请假")


def test_a_day_with_too_small_a_pool_says_so():
    assert make_roster([Person(1, "甲")], [Day(dec(1), 2)]).days[0].why == "缺1人：可排的只有1人"


def test_a_day_without_anyone_says_so():
    assert make_roster([], [Day(dec(1), 2)]).days[0].why == "缺2人：没有可排的党员"


def test_many_absences_are_cut_short_with_their_number():
    people = [Person(i, f"党员{i}", away=(Away(dec(1), dec(1)),)) for i in range(9)]
    why = make_roster(people, [Day(dec(1), 2)]).days[0].why
    assert why.startswith("缺2人：可排的9人中 党员0 12-01 请假、")
    assert why.endswith("等9人")


def test_an_open_ended_absence_reads_well():
    people = [Person(1, "甲", away=(Away(dec(5), date.max, "外出务工"),))]
    assert "甲 12-05起 外出务工" in make_roster(people, [Day(dec(6), 1)]).days[0].why


def test_the_secretary_away_on_a_weekend_leaves_the_day_named():
    people = branch(陈志强={"away": (Away(dec(5), dec(6)),)})
    plan = plan_of(make_roster(people, month()), dec(5))
    assert (plan.members, plan.why) == ((), "缺1人：固定值班的陈志强 12-05至12-06 请假")


def test_the_rotation_stands_in_for_the_secretary_where_the_day_is_open_to_it():
    people = branch(陈志强={"away": (Away(dec(5), dec(6)),)})
    plan = make_roster(people, [Day(dec(5), 1, fixed=(SECRETARY,))]).days[0]
    assert len(plan.members) == 1
    assert plan.why is None


def test_a_closed_day_is_empty_and_says_why():
    plan = make_roster(branch(), [Day(dec(1), 2, closed="不值班（设置）")]).days[0]
    assert (plan.members, plan.why) == ((), "不值班（设置）")


def test_a_fixed_weekday_is_always_served():
    people = branch(罗四海={"weekdays": frozenset({2})})
    roster = make_roster(people, weekdays())
    wednesdays = [plan for plan in roster.days if plan.day.weekday() == 2]
    assert all(NAMES.index("罗四海") in plan.members for plan in wednesdays)


def test_a_fixed_weekday_gives_way_to_leave():
    people = branch(罗四海={"weekdays": frozenset({2}), "away": (Away(dec(9), dec(9)),)})
    roster = make_roster(people, weekdays())
    assert NAMES.index("罗四海") not in plan_of(roster, dec(9)).members
    assert plan_of(roster, dec(9)).why is None


def test_more_fixed_people_than_seats_take_turns():
    always = {"weekdays": frozenset({2})}
    people = branch(罗四海=always, 梁金凤=always, 宋有才=always)
    roster = make_roster(people, weekdays())
    three = [NAMES.index(name) for name in ("罗四海", "梁金凤", "宋有才")]
    wednesdays = [plan for plan in roster.days if plan.day.weekday() == 2]
    turns = Counter(who for plan in wednesdays for who in plan.members)
    assert set(turns) == set(three)
    assert max(turns.values()) - min(turns.values()) <= 1


def test_a_change_by_hand_replaces_the_secretary_on_a_weekend():
    days = [Day(dec(5), 1, kept=(3,), fixed=(SECRETARY,), rota=False)]
    assert make_roster(branch(), days).days[0].members == (3,)


def test_a_kept_turn_of_someone_who_has_left_takes_its_seat():
    plan = make_roster(branch(), [Day(dec(1), 2, kept=(777,))]).days[0]
    assert plan.members[0] == 777
    assert len(plan.members) == 2
    assert plan.why is None


@pytest.fixture(scope="module")
def calendar():
    return load_calendar(paths.resources() / "db" / "holidays")


def days_of(calendar, number, weekends="书记", holidays="书记", **others):
    wanted = DutySettings(2, weekends, holidays, "8:30–12:00", "14:00–17:00", "", "")
    days = month_days(Month(2026, number), wanted, calendar, SECRETARY, **others)
    return {one.day: one for one in days}


def test_the_default_settings_make_the_default_month(calendar):
    assert list(days_of(calendar, 12).values()) == month()


def test_a_weekend_day_worked_for_a_holiday_needs_members(calendar):
    assert days_of(calendar, 10)[date(2026, 10, 10)] == Day(date(2026, 10, 10), 2)


def test_weekends_and_holidays_go_by_their_own_setting(calendar):
    found = days_of(calendar, 10, weekends=NOBODY, holidays=MEMBERS)
    assert found[date(2026, 10, 3)] == Day(date(2026, 10, 3), 2)
    assert found[date(2026, 10, 11)].closed == "不值班（周末）"
    assert days_of(calendar, 10, holidays=NOBODY)[date(2026, 10, 1)].closed == "不值班（国庆节）"


def test_a_closure_shuts_its_days_and_turns_by_hand_are_passed_on(calendar):
    shut = Closure(dec(7), dec(8), "党员活动室维修")
    found = days_of(calendar, 12, closures=[shut], kept={dec(8): (3,), dec(9): (4,)})
    assert [one.day for one in found.values() if one.closed] == [dec(7), dec(8)]
    assert found[dec(8)].closed == "不值班（党员活动室维修）"
    assert (found[dec(8)].kept, found[dec(9)].kept) == ((3,), (4,))


def test_a_branch_without_a_secretary_is_told_so_on_weekends(calendar):
    wanted = DutySettings(2, "书记", "书记", "8:30–12:00", "", "", "")
    days = month_days(Month(2026, 12), wanted, calendar)
    assert plan_of(make_roster(branch(), days), dec(5)).why == "缺1人：党员册里没有书记"


# --- turns apart ----------------------------------------------------------------------------------


def rests(roster):
    """The days between turns of each in the rotation."""
    found = []
    for who in range(len(NAMES)):
        days = [plan.day for plan in roster.days if who in plan.members]
        found += [(b - a).days for a, b in pairwise(days)]
    return found


def test_turns_of_one_person_are_spread_apart():
    roster = make_roster(branch(), month())
    assert roster.shortest == min(rests(roster)) >= 4


def test_nobody_serves_on_two_consecutive_days_when_it_can_be_avoided():
    away = (Away(dec(1), dec(11)),)
    people = branch(林秀兰={"away": away}, 周桂芳={"away": away}, 吴春生={"away": away})
    assert min(rests(make_roster(people, month()))) > 1


def test_a_chain_of_three_parts_consecutive_turns_where_an_exchange_cannot():
    people = [
        Person(0, "甲", away=(Away(dec(2), dec(2)),)),
        Person(1, "乙", served=2),
        Person(2, "丙", served=2, away=(Away(dec(3), dec(5)),)),
    ]
    roster = make_roster(people, [Day(dec(i), 1) for i in (1, 2, 3, 4)])
    assert [plan.members for plan in roster.days] == [(0,), (2,), (1,), (0,)]


def test_who_served_yesterday_does_not_begin():
    people = branch(林秀兰={"last": date(2026, 11, 30)}, 周桂芳={"last": date(2026, 11, 30)})
    roster = make_roster(people, month())
    first = min(plan.day for plan in roster.days if {0, 1} & set(plan.members))
    assert first > dec(3)


def test_who_waited_longest_serves_when_not_all_can():
    people = [Person(i, str(i), last=date(2026, 11, 30 - i)) for i in range(10)]
    roster = make_roster(people, [Day(dec(i), 1) for i in range(7, 12)])
    assert {who for who, turns in roster.turns.items() if turns} == {5, 6, 7, 8, 9}


def test_the_same_two_do_not_always_serve_together():
    people = [Person(i, str(i)) for i in range(8)]  # plain rotation would make four fixed pairs
    roster = make_roster(people, weekdays())
    pairs = Counter(frozenset(plan.members) for plan in roster.days)
    assert max(pairs.values()) <= 3


def test_pairs_of_earlier_months_are_parted():
    people = [Person(i, str(i)) for i in range(8)]
    before = {frozenset(plan.members) for plan in make_roster(people, weekdays()[:4]).days}
    together = {tuple(sorted(pair)): 9 for pair in before}
    after = make_roster(people, weekdays()[:4], together)
    assert not before & {frozenset(plan.members) for plan in after.days}


# --- swaps and stand-ins --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small():
    people = [
        Person(1, "吴春生", away=(Away(dec(3), dec(4)),)),
        Person(2, "郑德福"),
        Person(3, "梁金凤", served=0, last=date(2026, 11, 1)),
        Person(4, "宋有才", since=dec(3)),
        Person(5, "陈志强", rotates=False),
    ]
    days = [Day(dec(1), 1, kept=(1,)), Day(dec(2), 2, kept=(2, 1)), Day(dec(3), 1, kept=(2,))]
    return people, make_roster(people, days)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (Turn(dec(1), 1), Turn(dec(3), 2), "吴春生 12-03至12-04 请假，12-03不能值班。"),
        (Turn(dec(1), 1), Turn(dec(2), 2), "吴春生12-02已经值班，同一天不能排两次。"),
        (Turn(dec(1), 2), Turn(dec(3), 2), "郑德福12-01没有值班，不能换班。"),
        (Turn(dec(2), 1), Turn(dec(2), 2), "两个班在同一天，不用换。"),
        (Turn(dec(2), 2), Turn(dec(3), 2), "两个班是同一个人的，不用换。"),
    ],
)
def test_a_swap_that_cannot_be_says_why(small, one, other, said):
    people, roster = small
    assert swap_problem(roster.days, people, one, other) == said
    if "没有值班" not in said:
        assert swap_problem(roster.days, people, other, one) == said


def test_a_swap_that_can_be_has_no_problem():
    people = branch()
    days = make_roster(people, month()).days
    assert (
        swap_problem(days, people, Turn(dec(1), days[0].members[0]), Turn(dec(5), SECRETARY))
        is None
    )


@pytest.mark.parametrize(
    ("day", "member", "said"),
    [
        (dec(1), 3, None),
        (dec(3), 1, "吴春生 12-03至12-04 请假，12-03不能值班。"),
        (dec(2), 4, "宋有才12-02还不参加值班。"),
        (dec(3), 2, "郑德福12-03已经值班，同一天不能排两次。"),
        (dec(1), 777, "此人不在值班名单里。"),
    ],
)
def test_a_stand_in_who_cannot_come_is_told_why(small, day, member, said):
    people, roster = small
    assert stand_in_problem(roster.days, people, day, member) == said


def test_substitutes_come_fewest_turns_first():
    people = branch(梁金凤={"away": (Away(dec(20), dec(31)),)})
    roster = make_roster(people, month())
    found = substitutes(roster, people, dec(16))
    assert [one.turns for one in found] == sorted(one.turns for one in found)
    assert found[0].least
    assert not found[-1].least
    assert not {one.member for one in found} & set(plan_of(roster, dec(16)).members)
    assert SECRETARY not in {one.member for one in found}


def test_among_equals_the_one_longest_without_a_turn_comes_first():
    people = [Person(i, str(i), last=date(2026, 11, 10 + i)) for i in range(3)]
    roster = make_roster(people, [Day(dec(20), 0)])
    assert [one.member for one in substitutes(roster, people, dec(20))] == [0, 1, 2]
    assert substitutes(roster, people, dec(20))[0].last == date(2026, 11, 10)


def test_who_serves_the_day_before_comes_after_the_rested():
    people = [Person(i, str(i)) for i in range(3)]
    roster = make_roster(people, [Day(dec(7), 1, kept=(0,)), Day(dec(8), 1, kept=(2,))])
    people[1:2] = [Person(1, "1", served=0)]
    assert substitutes(roster, people, dec(8))[0].member == 1


def test_people_on_leave_are_no_substitutes(small):
    people, roster = small
    assert {one.member for one in substitutes(roster, people, dec(3))} == {3, 4}


def test_the_defaults_come_from_the_rule_table():
    found = defaults(RuleTable.load(paths.resources() / "db" / "rules"))
    assert (found.people_a_day, found.weekend_office, found.answer_workdays) == (2, "书记", 5)
    assert (found.morning, found.afternoon) == ("8:30–12:00", "14:00–17:00")
