"""How numbers are written in a text: pieces of digits, and what joins them.

Figures side by side look like the pieces of a number. What tells them apart: how people write a
telephone or a card, whether a row of figures goes on, units, days and round sums.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_BLANK = r"(?:[^\S\t]|[\u00ad\u200b-\u200f\u2060\ufe0f\ufeff\u20e3])"
GAP = re.compile(
    rf"{_BLANK}{{1,4}}|{_BLANK}{{0,2}}[.。·•․\-_]{_BLANK}{{0,2}}|[ ]?(?:\(|\)[ -]?)[ ]?"
)
_DAY = re.compile(r"(?:19\d\d|20[0-3]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_MONTH = re.compile(r"(?:19\d\d|20[0-3]\d)(?:0[1-9]|1[0-2])")
_NEXT_PHONE = re.compile(r"(?:86\D?)?1[3-9]\d(?:\d{8})?(?!\d)")
_UNIT = re.compile(r"\s*[元万亩米户人岁吨斤%]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A group of digits: where it starts and ends, and how it is joined to the one before."""

    start: int
    end: int
    gap: str | None  # "" for blanks, else the marks between; None when not joined

    @property
    def size(self) -> int:
        """How many digits."""
        return self.end - self.start


def pieces_of(plain: str) -> list[Piece]:
    """The groups of digits of a text in ASCII digits, place for place."""
    spans = [match.span() for match in re.finditer(r"\d+", plain)]
    made = [Piece(*span, None) for span in spans[:1]]
    for (_, end), span in pairwise(spans):
        gap = plain[end : span[0]]
        made.append(Piece(*span, _joint(gap) if GAP.fullmatch(gap) else None))
    return made


def _joint(gap: str) -> str:
    return "\n" if "\n" in gap else gap.strip()


def written_as_id(pieces: Sequence[Piece], first: int, last: int) -> bool:
    """False for many figures joined in many ways; the check digit and the birth day do the rest."""
    return last - first < 3 or len({piece.gap for piece in pieces[first + 1 : last + 1]}) == 1


def written_as_card(pieces: Sequence[Piece], first: int, last: int) -> bool:
    """False for pieces of a longer row of figures, and for pieces nobody writes a card in."""
    sizes = [piece.size for piece in pieces[first : last + 1]]
    if sizes[:4] == [4, 4, 4, 4] or (sizes[0] == 6 and len(sizes) == 2):
        return not _goes_on(pieces, last)
    telephone = len(sizes) == 2 and sizes[1] == 11  # it stands for itself
    return len(set(sizes[:-1])) == 1 and not telephone and _stands_alone(pieces, first, last)


def written_as_phone(
    digits: str, text: str, pieces: Sequence[Piece], first: int, last: int
) -> bool:
    """False for pieces of a longer row of figures, a range, a sum of round figures, a day.

    Three and eight or four and four, seven and four are how people write a number.
    """
    used = pieces[first : last + 1]
    sizes = [piece.size for piece in used]
    if sizes[-1] == 11 or sizes[-3:] == [3, 4, 4]:  # 11: the country's number stands before it
        return not _goes_on(pieces, last) or bool(_NEXT_PHONE.match(text, pieces[last + 1].start))
    numbers = [int(text[piece.start : piece.end]) for piece in used]
    figures = (
        _UNIT.match(text, used[-1].end)
        or all(number % 100 == 0 for number in numbers)
        or _is_day(sizes, digits)
        or (used[0].gap is not None and _is_day(sizes[-1:], digits[-8:]))
        or (last + 1 < len(pieces) and pieces[last + 1].gap == "." != used[-1].gap)
    )
    if max(sizes) == 1:
        return _stands_alone(pieces, first, last)
    if figures or sizes[0] == 1 or max(numbers) <= 31:
        return False
    if sizes[-2:] in ([3, 8], [7, 4]):
        return not _goes_on(pieces, last)
    if len(sizes) == 2 and min(sizes) < 3 and used[1].gap != "\n":
        return False
    return _stands_alone(pieces, first, last)


def _is_day(sizes: list[int], digits: str) -> bool:
    """True when the first pieces are a day or a month: 19741203, 1974-12."""
    day = _DAY if sizes[0] == 8 else _MONTH
    return (sizes[0] == 8 or sizes[:2] == [4, 2]) and bool(day.match(digits))


def _goes_on(pieces: Sequence[Piece], last: int) -> bool:
    """True when another figure follows in the same way as the last two, on the same line."""
    return last + 1 < len(pieces) and pieces[last + 1].gap == pieces[last].gap != "\n"


def _stands_alone(pieces: Sequence[Piece], first: int, last: int) -> bool:
    """True when pieces are joined all in one way, and nothing else in that way to them.

    The number of a list may stand before: 1.138.123.41027.
    """
    gaps = {piece.gap for piece in pieces[first + 1 : last + 1]}
    before = pieces[first].gap
    listed = before == "." != pieces[first - 1].gap and pieces[first - 1].size <= 2
    free = before not in gaps or before == "\n" or listed
    return len(gaps) == 1 and free and not _goes_on(pieces, last)
