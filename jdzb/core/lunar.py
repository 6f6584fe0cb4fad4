"""The lunar date that people in the village reckon by."""

from __future__ import annotations

from datetime import date, datetime, time

FIRST, LAST = 1901, 2099  # the years the table of the library has whole


def lunar_words(day: date) -> str:
    """农历十月十三, 农历闰六月初一; '' outside 1901 to 2099."""
    if not FIRST < day.year <= LAST:
        return ""
    from cnlunar import Lunar

    known = Lunar(datetime.combine(day, time(12)))  # its day changes at 23 o'clock
    month = known.lunarMonthCn.rstrip("大小")  # how long the month is, nobody asks
    return f"农历{month}{known.lunarDayCn}"
