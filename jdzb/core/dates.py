"""Dates and times as people write them: 1985.06, 1985年6月12日, 85.6, 9点半, 下午3点."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from jdzb.core import clock

OLDEST_YEARS = 110  # nobody in a register is older; a two-digit year is read by this

_DATE_FORMS = (
    re.compile(r"(?P<y>\d{4}|\d{2})[./年-](?P<m>\d{1,2})(?:[./月-](?P<d>\d{1,2})日?|月)?[./]?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<y>\d{4})(?P<m>0[1-9]|1[0-2])"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})T[\d:.]+"),
)
_CLOCK = re.compile(r"(上午|下午|中午|晚上)?(\d{1,2})(?:[:.点时](\d{2}|半)?)?分?")


def candidates(text: str) -> tuple[str, ...]:
    """Every ISO date the text can mean, at most two (a two-digit year has two centuries).

    Dates after today and dates more than 110 years ago are left out. Empty when it is no date.
    """
    compact = re.sub(
        r"\s+(\d{1,2}:\d{2}(:\d{2})?)$", "", unicodedata.normalize("NFKC", text).strip()
    )
    compact = re.sub(r"\s", "", compact).replace("—", "-").replace("–", "-").replace("。", ".")
    for form in _DATE_FORMS:
        if match := form.fullmatch(compact):
            year = match["y"]
            years = [int(year)] if len(year) == 4 else [1900 + int(year), 2000 + int(year)]
            found = (_iso(y, int(match["m"]), match.groupdict().get("d")) for y in years)
            known = tuple(value for value in found if value)
            if len(year) == 2:
                return tuple(value for value in known if _within_a_life(value))
            if known and not "1900" <= known[0][:4] <= "2100":
                continue  # 850612 is no month of the year 8506
            return known
    return ()


def _iso(year: int, month: int, day: str | None) -> str | None:
    try:
        whole = date(year, month, int(day) if day else 1)
    except ValueError:
        return None
    return whole.isoformat() if day else whole.isoformat()[:7]


def _within_a_life(value: str) -> bool:
    today = clock.today()
    oldest = f"{today.year - OLDEST_YEARS:04d}{today.isoformat()[4:]}"
    return oldest[: len(value)] <= value <= today.isoformat()[: len(value)]


def read_time(text: str) -> str | None:
    """A time of day as 09:30, from 9:30, 0930, 9点半, 下午3点; None when empty, else ValueError."""
    typed = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if not typed:
        return None
    if re.fullmatch(r"\d{3,4}", typed):
        typed = f"{typed[:-2]}:{typed[-2:]}"
    match = _CLOCK.fullmatch(typed)
    if not match:
        raise ValueError(text)
    hour, minute = int(match[2]), 30 if match[3] == "半" else int(match[3] or 0)
    if match[1] in ("下午", "晚上") and hour < 12:
        hour += 12
    if hour > 23 or minute > 59:
        raise ValueError(text)
    return f"{hour:02d}:{minute:02d}"
