"""The calendar of working days: published holidays and shifted workdays, counted legally.

Data are one TOML file a year (db/holidays/2026.toml), written for a clerk's hand. A year that
is not yet published, or has no file at all, is provisional (暂算). The years that the open ledger
has of its own are in force until it is closed: see ``inforce``.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from jdzb.core import inforce, paths
from jdzb.core.errors import JdzbError

_T = TypeVar("_T")

_DAY = timedelta(days=1)
_SATURDAY = 5
_MARGIN = timedelta(days=31)  # a New Year's holiday may begin in the December before


class BadHolidays(JdzbError):
    """A holiday file that cannot be used; the sentence names the file and the key."""

    sentence = "节假日文件 {file} 的“{key}”有误：{expected}；日历没有载入，请改正该文件后重试。"


class DayKind(Enum):
    """What the State Council makes of a day; a shifted workday on a weekend is a WORKDAY."""

    WORKDAY = "工作日"
    WEEKEND = "周末"
    HOLIDAY = "节假日"


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday with its first and last day, both included."""

    name: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Every day of the holiday in order."""
        day = self.first
        while day <= self.last:
            yield day
            day += _DAY


@dataclass(frozen=True, slots=True)
class Year:
    """One year's file as read: its holidays, shifted workdays, source and whether published."""

    year: int
    published: bool
    source: str
    holidays: tuple[Holiday, ...]
    workdays: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Every known year; days of an unknown year are plain weekdays and weekends, provisional."""

    years: Mapping[int, Year]
    names: Mapping[date, str]
    shifted: frozenset[date]

    def kind(self, day: date) -> DayKind:
        """Workday, weekend or public holiday; a weekend day inside a holiday is HOLIDAY."""
        if day in self.names:
            return DayKind.HOLIDAY
        if day.weekday() >= _SATURDAY and day not in self.shifted:
            return DayKind.WEEKEND
        return DayKind.WORKDAY

    def is_workday(self, day: date) -> bool:
        """True when offices are open on this day."""
        return self.kind(day) is DayKind.WORKDAY

    def is_shifted(self, day: date) -> bool:
        """True for a weekend day that is worked in exchange for a holiday (调休上班)."""
        return day in self.shifted

    def name(self, day: date) -> str | None:
        """The holiday's name (国庆节), or None on any other day."""
        return self.names.get(day)

    def provisional(self, year: int) -> bool:
        """True (暂算) when the year's arrangement is not published or has no file."""
        known = self.years.get(year)
        return known is None or not known.published

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day after day; day itself never counts (民法典 art. 201).

        n = 0 gives day back unchanged, whatever kind it is; a negative n counts backwards.
        """
        step = _DAY if n >= 0 else -_DAY
        left = abs(n)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """How many working days lie after start up to and including end; negative if end is past.

        It undoes add_workdays: workdays_between(d, add_workdays(d, n)) == n for n >= 0.
        """
        if end < start:
            return -self.workdays_between(end, start)
        span = (end - start).days
        return sum(self.is_workday(start + _DAY * i) for i in range(1, span + 1))


def standard() -> Calendar:
    """The calendar in force: the same object as long as nothing changes."""
    return _with(inforce.years())


@cache
def shipped() -> Calendar:
    """The calendar that comes with the program, read once."""
    return load_calendar(paths.resources() / "db" / "holidays")


@lru_cache(maxsize=4)
def _with(own: tuple[tuple[int, str], ...]) -> Calendar:
    years = {**shipped().years}
    for number, text in own:
        with contextlib.suppress(BadHolidays):
            years[number] = year_of(text, f"{number}.toml")
    return _calendar(years) if own else shipped()


def load_calendar(*folders: Path) -> Calendar:
    """Read every YYYY.toml of the folders; a year in a later folder replaces the earlier one.

    A missing folder counts as empty. BadHolidays names the file and the key at fault.
    """
    years: dict[int, Year] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            year = read_year(path)
            years[year.year] = year
    return _calendar(years)


def read_year(path: Path) -> Year:
    """One year's file, checked; BadHolidays when anything in it cannot be meant."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad(path.name, "全文", "应存为 UTF-8 编码") from error
    return year_of(text, path.name)


def year_of(text: str, file: str) -> Year:
    """The year of a text, checked; it must be the one that its file is called after."""
    data = _toml(file, text)
    year = _typed(file, data, "year", int, "应为年份，如 2026")
    stem = file.partition(".")[0]
    if stem != str(year):
        raise _bad(file, "year", f"应与文件名一致，写成 {stem}")
    found = Year(
        year=year,
        published=_typed(file, data, "published", bool, "应为 true（已公布）或 false（未公布）"),
        source=_typed(file, data, "source", str, "应写明依据的通知"),
        holidays=_holidays(file, year, data),
        workdays=_workdays(file, year, data),
    )
    _refuse_contradiction(file, found)
    return found


def text_of(year: Year) -> str:
    """The year as the text of its file; reading it back gives the same year."""
    days = ", ".join(day.isoformat() for day in year.workdays)
    lines = [
        f"year = {year.year}", f"published = {str(year.published).lower()}",
        f"source = {json.dumps(year.source, ensure_ascii=False)}", f"workdays = [{days}]",
    ]  # fmt: skip
    for one in year.holidays:
        name = json.dumps(one.name, ensure_ascii=False)
        lines += ["", "[[holiday]]", f"name = {name}", f"first = {one.first}", f"last = {one.last}"]
    return "\n".join(lines) + "\n"


def _calendar(years: Mapping[int, Year]) -> Calendar:
    names = {
        day: holiday.name
        for year in years.values()
        for holiday in year.holidays
        for day in holiday.days()
    }
    shifted = frozenset(day for year in years.values() for day in year.workdays)
    return Calendar(years, names, shifted)


def _toml(file: str, text: str) -> dict[str, Any]:
    import tomllib  # not needed for the first draw

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _bad(file, "全文", f"格式不对（{error}）") from error
    unknown = sorted(data.keys() - {"year", "published", "source", "workdays", "holiday"})
    if unknown:
        raise _bad(file, unknown[0], "没有这个项目，请检查拼写")
    return data


def _bad(file: str, key: str, expected: str) -> BadHolidays:
    return BadHolidays(file=file, key=key, expected=expected)


def _typed(file: str, data: Mapping[str, Any], key: str, kind: type[_T], expected: str) -> _T:
    value = data.get(key)
    if type(value) is not kind:  # exact: true is an int too, a datetime is a date too
        raise _bad(file, key, expected)
    return value


def _near(file: str, year: int, key: str, day: Any) -> date:
    if type(day) is not date:
        raise _bad(file, key, f"应为日期，如 {year}-10-01，不加引号")
    if not date(year, 1, 1) - _MARGIN <= day <= date(year, 12, 31) + _MARGIN:
        raise _bad(file, key, f"{day} 不在 {year} 年")
    return day


def _holidays(file: str, year: int, data: Mapping[str, Any]) -> tuple[Holiday, ...]:
    rows = _typed(file, data, "holiday", list, "应至少有一个 [[holiday]]")
    found = sorted((_holiday(file, year, row) for row in rows), key=lambda one: one.first)
    for before, after in pairwise(found):
        if after.first <= before.last:
            raise _bad(file, "holiday", f"{before.name}与{after.name}的日期重叠")
    return tuple(found)


def _holiday(file: str, year: int, row: Any) -> Holiday:
    if not isinstance(row, dict):
        raise _bad(file, "holiday", "每个节日应以 [[holiday]] 开头")
    name = _typed(file, row, "name", str, "应写节日名称，如 国庆节")
    first = _near(file, year, f"{name} first", row.get("first"))
    last = _near(file, year, f"{name} last", row.get("last"))
    if last < first:
        raise _bad(file, f"{name} last", f"最后一天 {last} 早于第一天 {first}")
    return Holiday(name, first, last)


def _workdays(file: str, year: int, data: Mapping[str, Any]) -> tuple[date, ...]:
    rows = _typed(file, data, "workdays", list, "应为日期列表，没有调休时写 []")
    days = sorted(_near(file, year, "workdays", day) for day in rows)
    for day in days:
        if day.weekday() < _SATURDAY:
            raise _bad(file, "workdays", f"{day} 不是星期六或星期日")
    return tuple(days)


def _refuse_contradiction(file: str, year: Year) -> None:
    off = {day: holiday.name for holiday in year.holidays for day in holiday.days()}
    for day in year.workdays:
        if day in off:
            raise _bad(file, "workdays", f"{day} 同时列为{off[day]}假期")
