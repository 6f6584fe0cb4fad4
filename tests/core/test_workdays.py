"""The calendar of working days: the shipped data, the counting, and broken files."""

from datetime import date, timedelta

import pytest

from jdzb.core import paths
from jdzb.core.errors import JdzbError
from jdzb.core.workdays import BadHolidays, DayKind, load_calendar

GOOD = """
year = 2030
published = true
source = "试验"
workdays = [2030-09-28]

[[holiday]]
name = "国庆节"
first = 2030-10-01
last = 2030-10-07
"""


@pytest.fixture(scope="module")
def calendar():
    return load_calendar(paths.resources() / "db" / "holidays")


def spoilt(folder, old, new, name="2030.toml"):
    (folder / name).write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(BadHolidays) as caught:
        load_calendar(folder)
    return str(caught.value)


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        (date(2024, 2, 4), DayKind.WORKDAY, None),
        (date(2024, 2, 9), DayKind.WORKDAY, None),
        (date(2024, 2, 17), DayKind.HOLIDAY, "春节"),
        (date(2025, 1, 1), DayKind.HOLIDAY, "元旦"),
        (date(2025, 1, 26), DayKind.WORKDAY, None),
        (date(2025, 10, 8), DayKind.HOLIDAY, "国庆节、中秋节"),
        (date(2026, 1, 4), DayKind.WORKDAY, None),
        (date(2026, 2, 23), DayKind.HOLIDAY, "春节"),
        (date(2026, 10, 3), DayKind.HOLIDAY, "国庆节"),
        (date(2026, 12, 5), DayKind.WEEKEND, None),
        (date(2026, 12, 7), DayKind.WORKDAY, None),
    ],
)
def test_a_published_day_is_what_the_notice_says(calendar, day, kind, name):
    assert (calendar.kind(day), calendar.name(day)) == (kind, name)


@pytest.mark.parametrize(("year", "days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_published_year_has_its_known_number_of_working_days(calendar, year, days):
    assert calendar.workdays_between(date(year - 1, 12, 31), date(year, 12, 31)) == days


@pytest.mark.parametrize(("year", "days"), [(2024, 8), (2025, 5), (2026, 6), (2027, 0)])
def test_every_shifted_workday_is_a_weekend_day_that_is_worked(calendar, year, days):
    shifted = calendar.years[year].workdays
    assert len(shifted) == days
    assert all(day.weekday() >= 5 and calendar.is_workday(day) for day in shifted)


def test_only_unpublished_years_are_provisional(calendar):
    assert [year for year in range(2023, 2029) if calendar.provisional(year)] == [2023, 2027, 2028]


def test_a_provisional_year_knows_the_statutory_days_of_the_lunar_festivals(calendar):
    assert calendar.name(date(2027, 2, 6)) == "春节"
    assert calendar.name(date(2027, 6, 9)) == "端午节"
    assert calendar.name(date(2027, 9, 15)) == "中秋节"


def test_a_year_without_file_has_plain_weekends(calendar):
    assert calendar.kind(date(2031, 10, 1)) is DayKind.WORKDAY
    assert calendar.kind(date(2031, 10, 4)) is DayKind.WEEKEND


def test_the_day_itself_does_not_count(calendar):
    assert calendar.add_workdays(date(2026, 12, 7), 1) == date(2026, 12, 8)


def test_five_working_days_from_the_eve_of_national_day_end_after_the_holiday(calendar):
    assert calendar.add_workdays(date(2026, 9, 30), 5) == date(2026, 10, 13)


def test_working_days_count_backwards_too(calendar):
    assert calendar.add_workdays(date(2026, 10, 8), -1) == date(2026, 9, 30)


def test_no_working_days_after_a_day_is_the_day_itself(calendar):
    assert calendar.add_workdays(date(2026, 10, 3), 0) == date(2026, 10, 3)


def test_counting_between_undoes_adding(calendar):
    for offset in range(0, 366, 7):
        start = date(2026, 1, 1) + timedelta(days=offset)
        for n in range(12):
            assert calendar.workdays_between(start, calendar.add_workdays(start, n)) == n


def test_an_overdue_day_counts_negative(calendar):
    assert calendar.workdays_between(date(2026, 12, 11), date(2026, 12, 7)) == -4


def test_a_later_folder_replaces_a_year(tmp_path):
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    (ours / "2030.toml").write_text(GOOD, encoding="utf-8")
    (theirs / "2030.toml").write_text(GOOD.replace("10-07", "10-08"), encoding="utf-8")
    assert load_calendar(ours, theirs).name(date(2030, 10, 8)) == "国庆节"
    assert load_calendar(ours, tmp_path / "none").name(date(2030, 10, 8)) is None


def test_a_file_saved_by_notepad_with_a_byte_order_mark_is_read(tmp_path):
    (tmp_path / "2030.toml").write_text(GOOD, encoding="utf-8-sig")
    assert load_calendar(tmp_path).name(date(2030, 10, 1)) == "国庆节"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("year = 2030", "year = 2031", "year"),
        ("published = true", 'published = "是"', "published"),
        ("published = true", "publisht = true", "publisht"),
        ('source = "试验"', "", "source"),
        ("[2030-09-28]", "[2030-09-27]", "workdays"),
        ("[2030-09-28]", '["2030-09-28"]', "workdays"),
        ("[2030-09-28]", "[2030-10-05]", "workdays"),
        ("[2030-09-28]", "[2032-09-25]", "workdays"),
        ('name = "国庆节"', "", "name"),
        ("last = 2030-10-07", "last = 2030-09-30", "国庆节 last"),
        ("first = 2030-10-01", "", "国庆节 first"),
        ("[[holiday]]", "[[holyday]]", "holyday"),
        ("year = 2030", "year 2030", "全文"),
    ],
)
def test_a_broken_file_is_named_with_its_key_in_one_sentence(tmp_path, old, new, key):
    said = spoilt(tmp_path, old, new)
    assert "2030.toml" in said
    assert f"“{key}”" in said
    assert said.count("。") == 1
    assert said.endswith("。")


def test_overlapping_holidays_are_refused(tmp_path):
    twice = (
        'last = 2030-10-07\n\n[[holiday]]\nname = "中秋节"\nfirst = 2030-10-07\nlast = 2030-10-08'
    )
    assert "国庆节与中秋节的日期重叠" in spoilt(tmp_path, "last = 2030-10-07", twice)


def test_a_file_in_another_encoding_is_named(tmp_path):
    (tmp_path / "2030.toml").write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(JdzbError, match="UTF-8"):
        load_calendar(tmp_path)
