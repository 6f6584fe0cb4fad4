"""Absences without reason over the meetings of the past, and hours of study."""

from hypothesis import given
from hypothesis import strategies as st

from jdzb.core import rules as figures
from jdzb.ledgers.meetings import absences
from jdzb.ledgers.meetings.absences import Seen, Tally
from jdzb.ledgers.meetings.columns import ABSENT, CAME, EXCUSED

TABLE = figures.standard()


def seen(*states, year=2026, start=1):
    """One meeting a month from a month on: 到, 假, 缺 (no reason), 病 (away with a reason), 空."""
    words = {"到": (CAME, None), "假": (EXCUSED, "外出"), "缺": (ABSENT, None),
             "无": (ABSENT, "无故"), "病": (ABSENT, "住院"), "空": (None, None)}  # fmt: skip
    return [
        Seen(1, n, f"{year}-{start + n:02d}-05", "主题党日", *words[state], hours=2, row=n)
        for n, state in enumerate(states)
    ]


def texts(tally):
    return [one.text for one in absences.verdicts(tally, TABLE) if one.reached]


def test_only_absence_without_a_reason_counts():
    tally = absences.tally(1, seen("缺", "假", "无", "病", "到", "空"))
    assert (tally.total, tally.days) == (2, ("2026-01-05", "2026-03-05"))


def test_the_third_absence_calls_for_a_talk_also_when_not_in_a_row():
    tally = absences.tally(1, seen("缺", "到", "缺", "到", "缺"))
    assert (tally.total, tally.running) == (3, 1)
    assert texts(tally) == ["今年无故缺席 3 次，须书记谈话"]


def test_three_in_a_row_are_dealt_with_and_an_excused_one_ends_the_row():
    tally = absences.tally(1, seen("缺", "缺", "缺"))
    assert texts(tally) == [
        "今年无故缺席 3 次，须书记谈话",
        "连续无故缺席 3 次，须给予处理",
        "连续无故不参加组织生活 3 个月，须给予处理",
    ]
    assert absences.tally(1, seen("缺", "缺", "缺", "假")).running == 0


def test_a_row_goes_on_over_the_new_year_and_the_total_begins_anew():
    tally = absences.tally(1, [*seen("缺", "缺", year=2025, start=11), *seen("缺")])
    assert (tally.total, tally.running, tally.months_running) == (1, 3, 3)


def test_a_month_with_one_meeting_attended_is_no_month_away():
    same = [Seen(1, 90, "2026-02-20", "党课", CAME)]
    tally = absences.tally(1, [*seen("缺", "缺", "缺"), *same])
    assert (tally.months_total, tally.months_running) == (2, 1)


def test_a_month_without_a_meeting_ends_the_run_of_months():
    tally = absences.tally(1, [*seen("缺"), *seen("缺", "缺", start=3)])
    assert (tally.running, tally.months_running) == (3, 2)


def test_more_than_six_months_begin_with_the_seventh():
    six = Tally(1, months_total=6)
    assert texts(six) == []
    assert "第 7 个月须给予处理" in next(absences.verdicts(six, TABLE)).text
    assert texts(Tally(1, months_total=7)) == ["今年无故不参加组织生活 7 个月，须给予处理"]


@given(st.lists(st.sampled_from("到假缺病空"), max_size=12))
def test_the_counts_agree_with_a_simple_reading(states):
    tally = absences.tally(1, seen(*states))
    recorded = [state for state in states if state != "空"]
    assert tally.total == states.count("缺")
    tail = "".join(recorded)
    assert tally.running == len(tail) - len(tail.rstrip("缺"))
    assert tally.months_running <= tally.months_total == tally.total
    assert absences.hours(seen(*states)).get(1, 0) == 2 * states.count("到")
