"""Dates as rosters write them."""

from datetime import date, datetime

import pytest

from jdzb.ledgers.members import dates


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("1948.06", "1948-06"), ("1967年11月", "1967-11"), ("97.3", "1997-03"),
        ("20240308", "2024-03-08"), ("2025-03-08", "2025-03-08"), ("2005/6/9", "2005-06-09"),
        ("1977-02-06", "1977-02-06"), (datetime(1985, 6, 12), "1985-06-12"),
        (date(1985, 6, 12), "1985-06-12"), (31204, "1985-06-06"), (31204.0, "1985-06-06"),
        (31204.5, "1985-06-06"), (1985.06, "1985-06"), (1985.12, "1985-12"), (1985.2, "1985-02"),
        (19850612.0, "1985-06-12"), (198506, "1985-06"), ("198506", "1985-06"), ("850612", "1985-06-12"),
        ("１９８５．０６", "1985-06"), ("1985年6月12日", "1985-06-12"), ("1985.6.12.", "1985-06-12"),
        ("1985、6", "1985-06"), ("1985 6 12", "1985-06-12"), ("1985，06，12", "1985-06-12"),
        ("（1985.06）", "1985-06"), ("1985.6月", "1985-06"), ("1985年6月12", "1985-06-12"),
        ("1985年06月12日 00:00:00", "1985-06-12"), ("1985-06-12 00:00:00", "1985-06-12"),
        ("一九八五年六月", "1985-06"), ("二〇〇一年十二月二十三日", "2001-12-23"), ("八五年六月", "1985-06"),
        ("1985年6月生", "1985-06"), ("1985—06—12", "1985-06-12"), ("1985.1", "1985-01"),
        ("2000.2.29", "2000-02-29"), ("85年6月", "1985-06"),
    ],
)  # fmt: skip
def test_every_form_of_a_date_is_read(cell, iso):
    assert dates.read_date(cell).options == (iso,)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1985", "只有年份"), (1985.0, "只有年份"), ("1985年", "只有年份"), ("1985.13", "应为日期"),
        ("1985.06.00", "应为日期"), ("2001.2.30", "应为日期"), ("不记得", "应为日期"), ("2027.01", "还没有到"),
        (date(2026, 11, 22), "还没有到"), (date(1905, 6, 7), "太早"), ("12/6/1985", "应为日期"), (True, "应为日期"),
        ("去年", "应为日期"), (12.0, "应为日期"), (-1.5, "应为日期"), (float("1e300"), "应为日期"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_said_and_not_read(cell, expected):
    reading = dates.read_date(cell)
    assert reading.options == ()
    assert expected in reading.expected


@pytest.mark.parametrize("cell", [1985.1, 85.1])
def test_a_number_that_lost_its_nought_may_be_october(cell):
    reading = dates.read_date(cell)
    assert reading.options == ("1985-01", "1985-10")
    assert "1月还是10月" in reading.expected


def test_a_text_is_unsure_too_where_its_column_writes_january_as_01():
    column = ["1985.06", "1990.12", "1985.1"]
    assert dates.writes_padded_months(column)
    assert len(dates.read_date("1985.1", padded=True).options) == 2
    assert not dates.writes_padded_months(["1985.06", "1985.6"])
    assert not dates.writes_padded_months(["1985.12"])


def settled(**cells):
    return dates.resolve({name: dates.read_date(cell) for name, cell in cells.items()})


def test_a_two_digit_year_is_settled_by_the_other_dates():
    assert settled(birth="1992年3月", joined="23.6") == {"birth": "1992-03", "joined": "2023-06"}
    assert settled(birth="20.5") == {"birth": "1920-05"}
    assert settled(joined="2024.06", full="25.6") == {"joined": "2024-06", "full": "2025-06"}
    assert settled(birth="02.3", joined="22.7", full="23.7")["full"] == "2023-07"


def test_a_two_digit_year_that_stays_open_is_left_out():
    assert settled(joined="23.6") == {}
    assert settled(birth="1985.06", full=1986.1) == {"birth": "1985-06"}


def test_dates_that_contradict_each_other_are_kept_when_each_is_plain():
    assert settled(birth="1985-06", joined="1990-01") == {"birth": "1985-06", "joined": "1990-01"}
    assert dict(dates.disagreements({"birth": "1985-06", "joined": "1990-01"})).keys() == {"joined"}


@pytest.mark.parametrize(
    ("joined", "full", "odd"),
    [
        ("2005-07-11", "2006-07-10", False), ("2005-07", "2006-07-01", False), ("2005-07", "2006-06", True),
        ("2005-07", "2007-07", False), ("2005-07", "2009-01", True), ("1972-01", "1972-02", False),
    ],
)  # fmt: skip
def test_an_odd_probation_is_noticed_but_not_before_1983(joined, full, odd):
    assert bool(dates.odd_probation(joined, full)) is odd
