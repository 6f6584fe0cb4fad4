"""The days of a year as a person writes them, and the calendar in force."""

from datetime import date

import pytest

from jdzb.core import holidays, inforce, workdays
from jdzb.core.fields import Unreadable
from jdzb.core.workdays import Holiday


@pytest.mark.parametrize("year", workdays.shipped().years.values(), ids=lambda one: one.year)
def test_every_shipped_year_reads_back_as_it_is_shown(year):
    assert holidays.read_holidays(year.year, holidays.holiday_lines(year)) == year.holidays
    assert holidays.read_workdays(year.year, holidays.workday_words(year)) == year.workdays
    assert workdays.year_of(workdays.text_of(year), f"{year.year}.toml") == year


def test_the_words_of_a_notice_are_read():
    text = "元旦：1月1日至3日\n\n国庆节、中秋节 10-1 ~ 10-8\n春节　２月５日—2月12日\n清明节 4.5"
    assert holidays.read_holidays(2027, text) == (
        Holiday("元旦", date(2027, 1, 1), date(2027, 1, 3)),
        Holiday("国庆节、中秋节", date(2027, 10, 1), date(2027, 10, 8)),
        Holiday("春节", date(2027, 2, 5), date(2027, 2, 12)),
        Holiday("清明节", date(2027, 4, 5), date(2027, 4, 5)),
    )
    days = (date(2027, 2, 14), date(2027, 9, 26))
    assert holidays.read_workdays(2027, "9月26日，2-14") == days


@pytest.mark.parametrize(
    "line", ["国庆节", "10月1日—10月7日", "国庆节 10月32日", "国庆节 十月一日"]
)
def test_a_line_that_is_none_is_named(line):
    with pytest.raises(Unreadable, match="第 2 行读不懂，应像“国庆节 10月1日—10月7日”这样写"):
        holidays.read_holidays(2027, f"元旦 1月1日\n{line}")


def test_a_day_that_is_none_is_named():
    with pytest.raises(Unreadable, match="“下周六”读不懂，应像“2月14日”这样写"):
        holidays.read_workdays(2027, "2月14日、下周六")


def test_a_year_in_force_moves_the_working_days_and_is_taken_back():
    friday = date(2027, 4, 30)
    assert workdays.standard().provisional(2027)
    assert workdays.standard().add_workdays(friday, 1) == date(2027, 5, 3)
    text = workdays.text_of(workdays.shipped().years[2027])
    text = text.replace("published = false", "published = true")
    inforce.use_years({2027: text.replace("2027-05-02", "2027-05-05"), 2031: "unsinn"})
    assert workdays.standard().add_workdays(friday, 1) == date(2027, 5, 6)
    assert not workdays.standard().provisional(2027)
    assert workdays.standard().provisional(2031)
    inforce.use_years({})
    assert workdays.standard() is workdays.shipped()
