"""Fields of a record: their labels, and the readers that turn typed text into stored values.

Stored dates are ISO text: a whole day ``1985-06-12``, or a month ``1985-06`` where the day is not
known. Sorting such text sorts the dates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from jdzb.core import clock, dates
from jdzb.core.errors import JdzbError

Kind = Literal[
    "name", "text", "words", "note", "day", "month", "whole", "fen", "choice", "phone", "office",
    "member",
]  # fmt: skip
Value = str | int | None

LONGEST = {"note": 1000}  # characters, where a field does not say its own maximum
LONGEST_LINE = 100
SHOWN = 30  # characters of a wrong value that a sentence repeats


class Unreadable(ValueError):
    """A text is not what a field expects; the message says in Chinese what was expected."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a table: stored under ``name``, shown as ``label``.

    ``kind`` picks the reader and the widget: ``words`` is a text that is no date and no number,
    ``phone`` anybody's telephone, ``office`` one that may be posted; ``aliases`` are other names
    the column has in spreadsheets; ``private`` keeps it off every public sheet; ``width`` counts
    full-width characters; ``most`` is the longest text, 0 for the usual maximum of its kind.
    ``plainly`` says each of the ``choices`` to a reader who never saw the form.
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
    most: int = 0
    plainly: tuple[str, ...] = ()


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
        value = self.value if len(self.value) <= SHOWN else f"{self.value[:SHOWN]}…"
        return f"{self.label}“{value}”：{self.expected}"


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
    """A person's name without padding (``梁　燚`` is ``梁燚``); raises Unreadable, saying why."""
    from jdzb.core import people

    name = people.plain_name(text)
    if name and not people.is_name(name):
        raise Unreadable(people.name_fault(name))
    return name or None


def read_words(text: str) -> str | None:
    """One line of words; raises Unreadable for a date or a number alone."""
    value = read_text(text)
    if value and (dates.candidates(value) or not any(char.isalpha() for char in value)):
        raise Unreadable("应为文字，不是日期或号码")
    return value


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
    """A mobile number, or a landline with its area code, a hyphen kept (``0000-2560000``).

    A mobile number loses what was dialled before it: 0, 86, +86, 0086.
    """
    number = _dialled(text)
    mobile = _mobile(number)
    if mobile or not number or re.fullmatch(rf"{_AREA}-?{_LANDLINE}", number):
        return mobile or number or None
    raise Unreadable(_id_typed(number) or "应为11位手机号，或区号加座机号")


def read_office_phone(text: str) -> str | None:
    """A telephone that may be posted: a landline or a service number; a mobile is refused."""
    number = _dialled(text)
    if _mobile(number):
        raise Unreadable("请填座机，不填手机")
    if not number or re.fullmatch(rf"({_AREA}-?)?{_LANDLINE}|{_SERVICE}", number):
        return number or None
    raise Unreadable(_id_typed(number) or "应为座机号，如 0000-2560000")


_AREA, _LANDLINE = r"0\d{2,3}", r"[1-9]\d{6,7}(-\d{1,5})?"
_SERVICE = r"1\d{4,5}|[48]00-?\d{3,4}-?\d{3,4}"  # 12388, 400-123-4567


def _dialled(text: str) -> str:
    return re.sub(r"[\s()]", "", plain(text).replace("—", "-").replace("–", "-"))


def _mobile(number: str) -> str:
    """The eleven digits of a mobile number; '' for any other."""
    bare = re.sub(r"^(\+86|0086|86|0)(?=1[3-9]\d{9}$)", "", number.replace("-", ""))
    return bare if re.fullmatch(r"1[3-9]\d{9}", bare) else ""


def _id_typed(number: str) -> str:
    """What to say of an ID number typed for a telephone, also of one with a slip; '' for others."""
    typed = re.fullmatch(r"\d{15}|\d{17}[\dXx]", number.replace("-", ""))
    return "身份证号不保存，请填电话" if typed else ""


def read_month(text: str, example: str = "1985-06-12") -> str | None:
    """A date as ISO text, to the day or to the month; None when empty.

    A two-digit year is read only where one century alone is possible.
    """
    if not plain(text):
        return None
    found = dates.candidates(text)
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        raise Unreadable("年份请写四位数，例如 1985-06")
    raise Unreadable(f"应为日期，例如 {example}")


def read_day(text: str) -> str | None:
    """A whole day as ISO text; None when empty."""
    value = read_month(text, clock.today().isoformat())
    if value is not None and len(value) != 10:
        raise Unreadable(f"要写到哪一天，例如 {clock.today().isoformat()}")
    return value


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
    "words": read_words,
    "note": read_note,
    "day": read_day,
    "month": read_month,
    "whole": read_whole,
    "fen": read_fen,
    "phone": read_phone,
    "office": read_office_phone,
    "member": read_whole,
}


def read_field(spec: Field, text: str) -> Value:
    """The stored value of one typed text; raises Unreadable with what was expected."""
    if spec.kind == "choice":
        value = plain(text)
        if value and value not in spec.choices:
            raise Unreadable("应为其中之一：" + "、".join(spec.choices))
        return value or None
    if spec.kind == "whole" and spec.hint:
        return _read_hinted(spec, text)
    read = _READERS[spec.kind](text)
    most = spec.most or LONGEST.get(spec.kind, LONGEST_LINE)
    if isinstance(read, str) and len(read) > most:
        raise Unreadable(f"最多 {most} 字，现有 {len(read)} 字")
    return read


def _read_hinted(spec: Field, text: str) -> int | None:
    """A whole number; what is none hears what the field asks for (1 到 6 人)."""
    try:
        return read_whole(text)
    except Unreadable:
        raise Unreadable(f"应为{spec.hint}") from None


def read_fields(specs: Sequence[Field], raw: Mapping[str, str]) -> dict[str, Value]:
    """Read a whole form; raises InvalidForm with every problem at once.

    A key of ``raw`` that is no field is a programming error (KeyError).
    """
    values, problems = read_known(specs, raw)
    if problems:
        raise InvalidForm(problems)
    return values


def read_known(
    specs: Sequence[Field], raw: Mapping[str, str]
) -> tuple[dict[str, Value], list[Problem]]:
    """What of a form can be read, and what is wrong with the rest; an unreadable value is None.

    A key of ``raw`` that is no field is a programming error (KeyError).
    """
    unknown = set(raw) - {spec.name for spec in specs}
    if unknown:
        raise KeyError(f"not fields of this form: {sorted(unknown)}")
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for spec in specs:
        text = raw.get(spec.name, "")
        try:
            values[spec.name] = read_field(spec, text)
        except Unreadable as error:
            values[spec.name] = None
            problems.append(Problem(spec.name, spec.label, text.strip(), str(error)))
            continue
        if spec.required and values[spec.name] is None:
            problems.append(Problem(spec.name, spec.label, "", spec.hint or "必填"))
    return values, problems


def in_order(specs: Sequence[Field], problems: Sequence[Problem]) -> list[Problem]:
    """The problems in the order of the form."""
    order = [spec.name for spec in specs]
    return sorted(problems, key=lambda problem: order.index(problem.field))


def shown(spec: Field, value: Value) -> str:
    """A stored value as the text a form shows; reading it back gives the same value."""
    if value is None:
        return ""
    if spec.kind == "fen" and isinstance(value, int):
        return f"{value // 100}.{value % 100:02d}"
    return str(value)
