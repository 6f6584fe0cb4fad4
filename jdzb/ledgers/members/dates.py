"""Dates as rosters write them: every date a cell can mean, and which one the others allow. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product

from jdzb.core import clock
from jdzb.core.cells import Cell, cell_words
from jdzb.core.dates import OLDEST_YEARS, candidates
from jdzb.core.fields import plain
from jdzb.ledgers.members import charter
from jdzb.ledgers.members.entries import add_years, earlier

_SERIAL = (5000, 60000)  # Excel's day numbers for 1913 to 2064
_EPOCH = date(1899, 12, 30)
_EXPECTED = "应为日期，例如 1985-06 或 1985-06-12"
_NOT_YET = re.compile("未|预|待|尚|否|延")
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
class Reading:
    """The dates a cell can mean (none, one, several), and what to tell when it is not one."""

    options: tuple[str, ...] = ()
    expected: str = ""


def read_date(cell: Cell, *, padded: bool = False) -> Reading:
    """Every date a cell can mean. Dates to come and of 110 years ago and more are none.

    ``padded`` tells that the column writes January as 01: then 1985.1 may be October.
    """
    if isinstance(cell, datetime | date):
        return _within((cell.isoformat()[:10],))
    if isinstance(cell, bool) or cell is None:
        return Reading(expected=_EXPECTED)
    if isinstance(cell, int | float):
        return _number(float(cell))
    text = _tidy(cell_words(cell))
    return _one_or_ten(text) if padded else _text(text)


def writes_padded_months(cells: Iterable[Cell]) -> bool:
    """True when texts of a column say 1985.06 and none says 1985.6."""
    texts = [plain(cell) for cell in cells if isinstance(cell, str)]
    padded = any(re.fullmatch(r"(\d{2}|\d{4})\.0[1-9]", text) for text in texts)
    return padded and not any(re.fullmatch(r"(\d{2}|\d{4})\.[2-9]", text) for text in texts)


def _number(value: float) -> Reading:
    if _SERIAL[0] <= value <= _SERIAL[1]:
        return _within(((_EPOCH + timedelta(days=int(value))).isoformat(),))
    return _one_or_ten(cell_words(value))


def _one_or_ten(text: str) -> Reading:
    """As a number, or in a column of padded months, 1985.10 loses its nought and looks like 1."""
    match = re.fullmatch(r"(\d{2}|\d{4})\.1", text)
    if not match:
        return _text(text)
    options = tuple(sorted({*_text(f"{match[1]}.01").options, *_text(f"{match[1]}.10").options}))
    return Reading(options, f"分不清是1月还是10月，请写成 {' 或 '.join(options)}")


def _tidy(text: str) -> str:
    """A text in the forms that core.dates knows: separators, Chinese digits, words after."""
    tidy = re.sub(r"[(\[\])]", "", plain(text))
    tidy = re.sub(r"\s*(?<=[\s日])\d{1,2}:\d{2}(:\d{2})?$", "", tidy)
    tidy = re.sub(r"(入党|转正|出生|生)$", "", tidy)
    if re.match(r"[〇零○一二三四五六七八九]{2,4}年", tidy):
        tidy = _han_date(tidy)
    tidy = re.sub(r"(?<=\d)[\s、，,:：·_\\/．。]+(?=\d{1,2}(\D|$))", ".", tidy)
    return re.sub(r"[日号.]$", lambda found: "日" if found[0] != "." else "", tidy.strip())


def _han_date(text: str) -> str:
    """一九八五年十二月三日 in figures."""
    year, _, rest = text.partition("年")
    parts = [_han_number(part) for part in re.findall(r"[一二三四五六七八九十廿]+", rest)]
    figures = year.translate(_HAN_DIGITS)
    return ".".join((figures, *(str(part) for part in parts)))


def _han_number(text: str) -> int:
    tens, ten, ones = text.replace("廿", "二十").partition("十")
    if not ten:
        return int(text.translate(_HAN_DIGITS))
    return int(tens.translate(_HAN_DIGITS) or 1) * 10 + int(ones.translate(_HAN_DIGITS) or 0)


def _text(text: str) -> Reading:
    if re.fullmatch(r"(19|20)\d\d年?", text):
        return Reading(expected=f"只有年份，请补上月份，例如 {text[:4]}-06")
    found = candidates(text)
    if not found and re.fullmatch(r"\d{6}", text):
        found = candidates(f"{text[:2]}.{text[2:4]}.{text[4:]}")
    return _within(found)


def tells_the_past(text: str) -> bool:
    """True when a text that is no whole date still names a year that has come: 1986年, 1986年底."""
    return _names_a_past_year(text) and not _NOT_YET.search(text)


def tells_not_yet(text: str) -> bool:
    """True for 未转正, 预备期, 待转, 2027年3月（预计）: no date, but words for there being none."""
    return bool(_NOT_YET.search(text)) and not _names_a_past_year(text)


def _names_a_past_year(text: str) -> bool:
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?=\D|\d{2}(?!\d)|$)", plain(text))
    return bool(years) and max(years) <= str(clock.today().year)


def _within(found: tuple[str, ...]) -> Reading:
    """Only dates somebody alive can have, and why not where none is left."""
    today = clock.today().isoformat()
    oldest = add_years(today, -OLDEST_YEARS)
    options = tuple(v for v in found if not earlier(v, oldest) and v <= today[: len(v)])
    if len(options) > 1:
        years = "还是".join(f"{option[:4]}年" for option in options)
        return Reading(options, f"分不清是{years}，请写四位数的年份")
    if found and not options:
        late = found[0] > today[: len(found[0])]
        return Reading(expected="这一天还没有到，请核对" if late else "年份太早，请核对")
    return Reading(options, "" if options else _EXPECTED)


def resolve(readings: Mapping[str, Reading]) -> dict[str, str]:
    """The dates of one person (birth, joined, full) that leave no choice.

    A cell with several meanings is settled where only one of them goes together with the others:
    joined at 18 or later, confirmed not before joining. Otherwise it is left out.
    """
    names = [name for name, reading in readings.items() if reading.options]
    combinations = list(product(*(readings[name].options for name in names)))
    possible = [c for c in combinations if _agree(dict(zip(names, c, strict=True)))]
    settled = {}
    for place, name in enumerate(names):
        left = {c[place] for c in possible} or set(readings[name].options)
        if len(left) == 1:
            settled[name] = left.pop()
    return settled


def _agree(dates: Mapping[str, str]) -> bool:
    return not any(True for _ in disagreements(dates, adult_today=True))


def disagreements(
    dates: Mapping[str, str], *, adult_today: bool = False
) -> Iterator[tuple[str, str]]:
    """What does not go together, as (name of the date at fault, what was expected)."""
    birth, joined, full = (dates.get(name) for name in ("birth", "joined", "full"))
    adult = charter.adult_age()
    if birth and joined and earlier(joined, add_years(birth, adult)):
        yield "joined", f"入党时不满{adult}周岁（{birth} 出生），请核对"
    if joined and full and earlier(full, joined):
        yield "full", f"早于入党日期 {joined}，请核对"
    if birth and full and not joined and earlier(full, add_years(birth, adult)):
        yield "full", f"转正时不满{adult}周岁（{birth} 出生），请核对"
    if adult_today and birth and earlier(clock.today().isoformat(), add_years(birth, adult)):
        yield "birth", f"不满{adult}周岁，请核对"


def odd_probation(joined: str, full: str) -> str:
    """What is unusual about the time from joining to confirmation; '' when it is one to two years.

    Before 1983 the rules were others (none from 1969 to 1977), so nothing is unusual then.
    """
    if joined < "1983":
        return ""
    if earlier(full[:7], add_years(joined[:7], charter.probation_years())):
        return f"距入党（{joined}）不满一年，请核对"
    if earlier(add_years(joined[:7], charter.longest_probation()), full[:7]):
        return f"距入党（{joined}）超过 {charter.longest_probation()} 年，请核对"
    return ""
