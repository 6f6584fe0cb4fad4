"""Fields of a record: their labels, and the readers that turn typed text into stored values.

Stored dates are ISO text: a whole day ``1985-06-12``, or a month ``1985-06`` where the day is not
known. Sorting such text sorts the dates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from jdzb.core import clock
from jdzb.core.errors import JdzbError

Kind = Literal["name", "text", "note", "day", "month", "whole", "fen", "choice", "phone", "member"]
Value = str | int | None

OLDEST_YEARS = 110  # nobody in a register is older; a two-digit year is read by this


class Unreadable(ValueError):
    """A text is not what a field expects; the message says in Chinese what was expected."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a table: stored under ``name``, shown as ``label``.

    ``kind`` picks the reader and the widget; ``aliases`` are other names the column has in
    spreadsheets; ``private`` keeps it off every public sheet; ``width`` counts full-width
    characters.
    """

    name: str
    label: str
    kind: Kind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    hint: str = ""
    private: bool = False
    width: int = 8


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a form: which field, what it says, what was expected."""

    field: str
    label: str
    value: str
    expected: str

    def sentence(self) -> str:
        """The problem as one Chinese sentence."""
        if not self.value:
            return f"{self.label}没有填写：{self.expected}"
        return f"{self.label}“{self.value}”：{self.expected}"


class InvalidForm(JdzbError):
    """A form has problems; all of them at once, in ``problems``."""

    sentence = "{list}。没有保存，填写的内容还在，请改好再保存。"

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems in the order of the form."""
        self.problems = tuple(problems)
        super().__init__(list="；".join(problem.sentence() for problem in problems))


def plain(text: str) -> str:
    """The text with full-width forms made half-width and outer blanks removed."""
    return unicodedata.normalize("NFKC", text).strip()


def read_text(text: str) -> str | None:
    """One line of text with outer blanks removed; None when empty."""
    return re.sub(r"[ \t\u3000]*\n[ \t\u3000]*", " ", text).strip(" \t\u3000\n\r") or None


def read_note(text: str) -> str | None:
    """Text of several lines, outer blanks removed; None when empty."""
    return text.replace("\r\n", "\n").strip(" \t\u3000\n\r") or None


def read_name(text: str) -> str | None:
    """A person's name without padding (``梁　燚`` is ``梁燚``); raises Unreadable for digits."""
    from jdzb.core import people

    name = people.plain_name(text)
    if name and not people.is_name(name):
        raise Unreadable("应为姓名，例如 陈志强")
    return name or None


def read_whole(text: str) -> int | None:
    """A whole number of 0 or more."""
    digits = plain(text)
    if not digits:
        return None
    if not re.fullmatch(r"\d{1,9}", digits):
        raise Unreadable("应为整数，例如 12")
    return int(digits)


def read_fen(text: str) -> int | None:
    """An amount in yuan, stored in whole fen (``12.5`` is 1250)."""
    amount = plain(text).removesuffix("元").replace(",", "").strip()
    if not amount:
        return None
    match = re.fullmatch(r"(\d{1,10})(?:\.(\d{1,2}))?", amount)
    if not match:
        raise Unreadable("应为金额（元），例如 12.50")
    return int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))


def read_phone(text: str) -> str | None:
    """A telephone number: digits, with a hyphen kept in a landline (``0000-2560000``).

    A mobile number loses what was dialled before it: 0, 86, +86, 0086.
    """
    number = re.sub(r"[\s()]", "", plain(text).replace("—", "-").replace("–", "-"))
    if not number:
        return None
    mobile = re.sub(r"^(\+86|0086|86|0)(?=1[3-9]\d{9}$)", "", number.replace("-", ""))
    if re.fullmatch(r"1[3-9]\d{9}", mobile):
        return mobile
    if re.fullmatch(r"(0\d{2,3}-?)?\d{7,8}(-\d{1,5})?|\d{5,6}|[48]00-?\d{3,4}-?\d{3,4}", number):
        return number
    raise Unreadable("应为11位手机号或带区号的座机号")


_DATE_FORMS = (
    re.compile(r"(?P<y>\d{4}|\d{2})[./年-](?P<m>\d{1,2})(?:[./月-](?P<d>\d{1,2})日?|月)?[./]?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<y>\d{4})(?P<m>0[1-9]|1[0-2])"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})T[\d:.]+"),
)


def date_candidates(text: str) -> tuple[str, ...]:
    """Every ISO date the text can mean, at most two (a two-digit year has two centuries).

    Dates after today and dates more than 110 years ago are left out. Empty when it is no date.
    """
    compact = re.sub(r"\s+(\d{1,2}:\d{2}(:\d{2})?)$", "", plain(text))
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


def read_month(text: str) -> str | None:
    """A date as ISO text, to the day or to the month; None when empty.

    A two-digit year is read only where one century alone is possible.
    """
    if not plain(text):
        return None
    found = date_candidates(text)
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        raise Unreadable("两位数的年份分不清世纪，请写四位数，例如 1985-06")
    raise Unreadable("应为日期，例如 1985-06 或 1985-06-12")


def read_day(text: str) -> str | None:
    """A whole day as ISO text; None when empty."""
    value = read_month(text)
    if value is not None and len(value) != 10:
        raise Unreadable("要写到哪一天，例如 2026-12-05")
    return value


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


def show_date(value: str | None) -> str:
    """An ISO date for the screen and for paper: ``1985年6月12日``, ``1985年6月``, or empty."""
    if not value:
        return ""
    parts = [int(part) for part in value.split("-")]
    shown = f"{parts[0]}年{parts[1]}月"
    return shown + (f"{parts[2]}日" if len(parts) == 3 else "")


_READERS: dict[str, Callable[[str], Value]] = {
    "name": read_name,
    "text": read_text,
    "note": read_note,
    "day": read_day,
    "month": read_month,
    "whole": read_whole,
    "fen": read_fen,
    "phone": read_phone,
    "member": read_whole,
}


def read_field(spec: Field, text: str) -> Value:
    """The stored value of one typed text; raises Unreadable with what was expected."""
    if spec.kind == "choice":
        value = plain(text)
        if value and value not in spec.choices:
            raise Unreadable("应为其中之一：" + "、".join(spec.choices))
        return value or None
    return _READERS[spec.kind](text)


@dataclass(slots=True)
class _Reading:
    values: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_fields(specs: Sequence[Field], raw: Mapping[str, str]) -> dict[str, Value]:
    """Read a whole form; raises InvalidForm with every problem at once.

    A key of ``raw`` that is no field is a programming error (KeyError).
    """
    unknown = set(raw) - {spec.name for spec in specs}
    if unknown:
        raise KeyError(f"not fields of this form: {sorted(unknown)}")
    reading = _Reading()
    for spec in specs:
        _read_one(spec, raw.get(spec.name, ""), reading)
    if reading.problems:
        raise InvalidForm(reading.problems)
    return reading.values


def _read_one(spec: Field, text: str, reading: _Reading) -> None:
    try:
        value = read_field(spec, text)
    except Unreadable as error:
        reading.problems.append(Problem(spec.name, spec.label, text.strip(), str(error)))
        return
    reading.values[spec.name] = value
    if spec.required and value is None:
        reading.problems.append(Problem(spec.name, spec.label, "", spec.hint or "必填"))


def shown(spec: Field, value: Value) -> str:
    """A stored value as the text a form shows; reading it back gives the same value."""
    if value is None:
        return ""
    if spec.kind == "fen" and isinstance(value, int):
        return f"{value // 100}.{value % 100:02d}"
    return str(value)
