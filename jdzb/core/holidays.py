"""The days of a year's holidays as a person writes them: 国庆节 10月1日—10月7日, a line each."""

from __future__ import annotations

import re
from datetime import date

from jdzb.core.fields import Unreadable, plain
from jdzb.core.workdays import Holiday, Year

_DAY = r"(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?"
_TO = r"\s*(?:[-–—~～至到]+)\s*"
_LINE = re.compile(rf"(\D+?)[\s:：,，]*{_DAY}(?:{_TO}(?:{_DAY}|(\d{{1,2}})日?))?")
_ONE = re.compile(_DAY)
EXAMPLE = "应像“国庆节 10月1日—10月7日”这样写"


def holiday_lines(year: Year) -> str:
    """The holidays, a line each; reading them back gives the same."""
    lines = []
    for one in year.holidays:
        last = "" if one.last == one.first else f"—{_shown(one.last, year.year)}"
        lines.append(f"{one.name} {_shown(one.first, year.year)}{last}")
    return "\n".join(lines)


def workday_words(year: Year) -> str:
    """The shifted workdays; reading them back gives the same."""
    return "、".join(_shown(day, year.year) for day in year.workdays)


def read_holidays(year: int, text: str) -> tuple[Holiday, ...]:
    """The holidays of a text, a line each; Unreadable names the first line that is none."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise Unreadable(f"一行一个节日，{EXAMPLE}")
    return tuple(_holiday(year, number, line) for number, line in lines)


def read_workdays(year: int, text: str) -> tuple[date, ...]:
    """The days of a text, parted by 、; Unreadable names the first that is none."""
    parts = [one for one in re.split(r"[、,，;；\s]+", plain(text)) if one]
    found = []
    for part in parts:
        match = _ONE.fullmatch(part)
        day = _date(year, *match.groups()) if match else None
        if day is None:
            raise Unreadable(f"“{part}”读不懂，应像“2月14日”这样写，几天用顿号隔开")
        found.append(day)
    return tuple(sorted(found))


def _holiday(year: int, number: int, line: str) -> Holiday:
    match = _LINE.fullmatch(plain(line))
    wrong = Unreadable(f"第 {number} 行读不懂，{EXAMPLE}")
    if match is None:
        raise wrong
    name, *parts = match.groups()
    first = _date(year, *parts[:3])
    last = first
    if parts[4]:
        last = _date(year, *parts[3:6])
    elif parts[6] and first:
        last = _date(first.year, None, str(first.month), parts[6])
    if first is None or last is None:
        raise wrong
    return Holiday(name.strip(), first, last)


def _date(year: int, own: str | None, month: str, day: str) -> date | None:
    try:
        return date(int(own or year), int(month), int(day))
    except ValueError:
        return None


def _shown(day: date, year: int) -> str:
    head = "" if day.year == year else f"{day.year}年"
    return f"{head}{day.month}月{day.day}日"
