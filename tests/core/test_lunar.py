"""Lunar dates, against days everybody knows."""

from datetime import date

import pytest

from jdzb.core.lunar import lunar_words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 21), "农历十月十三"),
        (date(2026, 2, 17), "农历正月初一"),
        (date(2026, 2, 16), "农历腊月廿九"),
        (date(2025, 7, 25), "农历闰六月初一"),
        (date(2027, 2, 6), "农历正月初一"),
        (date(2026, 9, 25), "农历八月十五"),
        (date(2030, 2, 2), "农历腊月三十"),
    ],
)
def test_the_lunar_date_is_the_one_of_the_wall_calendar(day, words):
    assert lunar_words(day) == words


def test_a_day_beyond_the_table_has_no_lunar_date():
    assert lunar_words(date(2150, 1, 1)) == ""
