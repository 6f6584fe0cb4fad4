"""Where a Chinese line may break: characters in classes, text cut into what stays together.

Own tables after UAX #14 and 标点符号用法 (GB/T 15834): a library for this costs 50 ms at start.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import east_asian_width

OPENING = frozenset("（〔【《〈「『“‘［｛〖([{《￥¥№$")
CLOSING = frozenset("），、。．；：？！》〉」』”’】〕〗］｝…—·～)]},.;:?!%‰℃°％")
NOT_FIRST = CLOSING | frozenset("々〻ー-–~/／")
# Full-width marks with ink in their left half (the right half may be given up), and the mirror.
HALF_LEFT = frozenset("，、。．；：）〕】》〉」』”’］｝〗")
HALF_RIGHT = frozenset("（〔【《〈「『“‘［｛〖")

_LETTER = r"0-9A-Za-z\u00c0-\u024f\u0370-\u052f\uff10-\uff19"
_UNIT = (
    "个工作日|个百分点|平方米|立方米|小时|分钟|公里|公斤|千克|万元|亿元|人次|户次|周岁|个月|"
    "[年月日起号时分秒点周岁天届期次个名户人位家组支条件项元角亩斤吨米里度票套本份盏棵株头只场站万亿千百]"
)
_NUMBER = r"[+\-−±]?\d+(?:[.,:：/\-–~～]\d+)*"
_ATOM = re.compile(
    r"待补充|\d+年(?:\d+月(?:\d+日前?)?)?|\d+月\d+日前?"
    rf"|{_NUMBER}(?:%|‰|℃|°|％)?(?![{_LETTER}])(?:{_UNIT})?"
    rf"|[{_LETTER}]+(?:[.,:;/\-–_@&+'’~×=#]+[{_LETTER}]+)*(?:%|‰|℃|°|％)?"
    r"|—+|…+|\s|.",
    re.DOTALL,
)
_EDGE_SPACE = re.compile(r"(?<=[^\x00-\u2e7f]) (?=[!-~])|(?<=[!-~]) (?=[^\x00-\u2e7f])")


@cache
def wide(char: str) -> bool:
    """True for characters of a full square: Han, full-width letters and marks."""
    return east_asian_width(char) in "WF" or char in "“”‘’…—"


@cache
def narrow_word(char: str) -> bool:
    """True for the Latin letters and digits that a quarter em parts from Han."""
    return re.match(rf"[{_LETTER}%‰°]", char) is not None and not wide(char)


@cache
def ideograph(char: str) -> bool:
    """True for Han and other full squares that are no punctuation."""
    return wide(char) and char not in CLOSING and char not in OPENING and not char.isspace()


def tidy(text: str) -> str:
    """The text with runs of blanks made one, and without the blank between Han and Latin."""
    return _EDGE_SPACE.sub("", re.sub(r" {2,}", " ", text.strip(" ")))


def atoms(text: str) -> list[str]:
    """The text cut into pieces that hold together: numbers with units, dates, words, characters."""
    return _ATOM.findall(text)


def breaks(text: str) -> tuple[list[int], list[int]]:
    """The places where a line may end, and the places for an emergency (between atoms).

    Both as offsets into the text, the end included; the first keep closing marks off line starts
    and opening marks off line ends.
    """
    good: list[int] = []
    rough: list[int] = []
    position = 0
    for atom in atoms(text):
        if position:
            rough.append(position)
            if _may_break(text[position - 1], text[position]):
                good.append(position)
        if "年" in atom[:-1] or "月" in atom[:-1]:
            rough += [position + n for n, c in enumerate(atom[:-1], 1) if c in "年月"]
        position += len(atom)
    return [*good, position], [*rough, position]


def _may_break(before: str, after: str) -> bool:
    if after.isspace() or after in NOT_FIRST or before in OPENING:
        return False
    return not (before == after and before in "—…")


def squeeze(before: str, after: str) -> float:
    """Ems to add (a gap) or take away (half of a mark) between two neighbours on a line."""
    if before in HALF_LEFT and (after in HALF_LEFT or after in HALF_RIGHT):
        return -0.5
    if before in HALF_RIGHT and after in HALF_RIGHT:
        return -0.5
    if (before.isdecimal() and after in "年月日号时至") or (
        before in "年月至" and after.isdecimal()
    ):
        return 0.0  # a date, and the days from one to another, stand together
    if (narrow_word(before) and ideograph(after)) or (ideograph(before) and narrow_word(after)):
        return 0.25
    return 0.0


def stretchable(before: str, after: str) -> bool:
    """True when justification may widen the place between two neighbours."""
    if before == after and before in "—…":
        return False
    return wide(before) or wide(after) or before == " " or after == " "
