"""Months, quarters, years: what is missing since the book began, and the fixed day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdzb.ledgers.meetings import kinds, periods
from jdzb.ledgers.meetings.periods import Held

KINDS = kinds.with_own(kinds.standard(), ())
GENERAL, THEME, LIFE = KINDS["支部党员大会"], KINDS["主题党日"], KINDS["组织生活会"]
TODAY = date(2026, 11, 21)


def labels(kind, begun, *days, today=TODAY):
    held = [Held(kind.name, day) for day in days]
    found = periods.missing(kind, "", held, list(periods.over(kind, begun, today)))
    return [one.period.label for one in found]


def test_a_quarter_without_a_general_meeting_is_missing_and_the_running_one_is_not():
    found = labels(GENERAL, date(2026, 1, 5), "2026-01-20", "2026-07-20")
    assert found == ["第二季度"]


def test_what_was_before_the_book_is_not_missing():
    assert labels(THEME, date(2026, 9, 20)) == ["10月"]
    assert labels(GENERAL, date(2026, 8, 20)) == []
    assert labels(LIFE, date(2025, 6, 1), today=date(2026, 2, 1)) == []
    assert labels(LIFE, date(2025, 2, 1), today=date(2026, 2, 1)) == ["全年"]


@pytest.mark.parametrize(
    ("day", "latest", "month", "expected"),
    [
        (5, 15, 11, ("2026-11-05", "2026-11-15")),
        (20, 15, 11, ("2026-11-20", "2026-11-30")),
        (31, 31, 2, ("2026-02-28", "2026-02-28")),
    ],
)
def test_the_fixed_day_and_the_day_it_may_be_put_off_to(day, latest, month, expected):
    found = periods.fixed_day(2026, month, day, latest)
    assert (found.day.isoformat(), found.latest.isoformat()) == expected


@given(st.sampled_from([GENERAL, THEME, LIFE]), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_day_lies_in_its_period_and_the_periods_follow_without_a_gap(kind, day):
    period = periods.period_of(kind, day)
    assert period.first <= day <= period.last
    following = periods.period_of(kind, date.fromordinal(period.last.toordinal() + 1))
    assert following.first.toordinal() == period.last.toordinal() + 1
