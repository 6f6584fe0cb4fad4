"""Private numbers that no wall may show: found in any disguise, named, or masked.

ID numbers of 18 places (birth day and check digit right), mobile numbers, bank cards (an issuer's
range, Luhn right). Blanks, line breaks, hyphens, dots, slashes and brackets inside do not hide
them, nor do full-width, Chinese, circled or other digits. A comma or 、 parts two numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from jdzb.core.people import id_facts
from jdzb.core.written import (
    GAP,
    Piece,
    pieces_of,
    written_as_card,
    written_as_id,
    written_as_phone,
)

ID_NUMBER, MOBILE, BANK_CARD = "身份证号", "手机号", "银行卡号"
_FEWEST = 11  # digits of the shortest private number
_MOST = 19
_GLYPHS = {
    ord(odd): plain
    for odd, plain in zip(
        "ＸｘхХ×✕ΧⅩⅹ" + "－—–‐‑−﹣" + "．＿（）",
        "X" * 9 + "-" * 7 + "._()",
        strict=True,
    )
}  # fmt: skip
_HAN = {ord(han): str(n) for n, hans in enumerate(
    ("〇零○Ｏ", "一壹幺", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
) for han in hans}  # fmt: skip
_X = re.compile(rf"(?:{GAP.pattern})?[Xx](?![A-Za-z0-9])")
_CARD = re.compile(  # the ranges of issuers, with their lengths
    r"(?:6[02589]|81|9[0456])\d{14,17}|(?:4\d|5[1-58]|3[56]|84)\d{14}|(?:43674|45635)\d{14}"
)
_PHONE = re.compile(r"(?:0|86|0086)?1[3-9]\d{9}")
_ABOUT_PHONES = re.compile("电话|手机|号码|联系|联络")
_ABOUT_IDS = re.compile("身份|证件|证号|号码")
_AREA, _BORN = 6, 14  # where the digits of the place and of the birth day end in an ID number
_DIGIT = re.compile(
    r"[\d〇零○一壹幺二贰三叁四肆五伍六陆七柒八捌九玖\u00b2\u00b3\u00b9"
    r"\u2070-\u2089\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]"
)
Row = tuple[Sequence[str], Sequence[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class PrivateNumber:
    """A number that must not stand on a wall: its kind, its text as written, where it starts."""

    kind: str
    text: str
    start: int

    def masked(self) -> str:
        """As an internal sheet may show it: 138****1027, the first six and last four of an ID."""
        bare = bare_number(self.text)
        if self.kind == MOBILE:
            return f"{bare[-11:-8]}****{bare[-4:]}"
        head = 6 if self.kind == ID_NUMBER else 4
        return f"{bare[:head]}{'*' * (len(bare) - head - 4)}{bare[-4:]}"


def private_numbers(text: str) -> tuple[PrivateNumber, ...]:
    """ID, mobile and bank card numbers in a text, in its order, never overlapping.

    Tabs part cells: over them a number is found as ``across`` finds it.
    """
    if len(_DIGIT.findall(text)) < _FEWEST:
        return ()
    plain = _plain(text)
    found = list(_found(text, plain))
    han = plain.translate(_HAN)
    circled = re.sub(r"[^\x00-\x7f]", _circled, plain)
    for told in (han, circled):
        if told != plain:
            found += [one for one in _found(text, told) if _apart(one, found)]
    if "\t" in text:
        found += [one for one in _over_tabs(text) if _apart(one, found)]
    return tuple(sorted(found, key=lambda one: one.start))


def _apart(one: PrivateNumber, others: Iterable[PrivateNumber]) -> bool:
    end = one.start + len(one.text)
    return all(end <= other.start or one.start >= other.start + len(other.text) for other in others)


def _over_tabs(text: str) -> Iterator[PrivateNumber]:
    start = 0
    for line in text.splitlines(keepends=True):
        cells = line.rstrip("\r\n").split("\t")
        for first, one in across(cells):
            at = start + sum(len(cell) + 1 for cell in cells[:first])
            yield PrivateNumber(one.kind, text[at : at + len(one.text)], at)
        start += len(line)


def masked(text: str) -> str:
    """The text with the middle of every private number hidden; only for sheets not on a wall."""
    for one in reversed(private_numbers(text)):
        text = text[: one.start] + one.masked() + text[one.start + len(one.text) :]
    return text


def bare_number(text: str) -> str:
    """The digits of a number (and the X of an ID) without what stands between them."""
    plain = re.sub(r"[^\x00-\x7f]", _circled, _plain(text).translate(_HAN))
    return re.sub(r"[^\dX]", "", plain.upper())


def on_sheet(
    texts: Iterable[tuple[str, str]], rows: Iterable[Row], allowed: Iterable[str] = ()
) -> Iterator[tuple[str, PrivateNumber]]:
    """The private numbers in (place, text) pairs, then those over neighbouring cells of a row.

    ``rows`` are (places, texts, column titles) of equal length. Numbers that are ``allowed``, in
    whatever way they are written, are left out.
    """
    known = {bare_number(number) for number in allowed}
    found = [(place, one) for place, text in texts for one in private_numbers(text)]
    for places, cells, titles in rows:
        found += [(places[first], one) for first, one in across(cells, titles)]
    return ((place, one) for place, one in found if bare_number(one.text) not in known)


def across(cells: Sequence[str], titles: Sequence[str] = ()) -> Iterator[tuple[int, PrivateNumber]]:
    """Private numbers that begin in one cell of a row and end in another, with the first cell.

    ID numbers in any pieces but plain figures; cards of four and four digits; mobile numbers in
    two pieces of 3 and 8 or 7 and 4, in other pieces only under a title that speaks of telephones:
    three columns of figures (156 households, 1,350 people, 2,100 mu) look the same.
    """
    bare = [bare_number(cell) if _only_number(cell) else "" for cell in cells]
    for first in range(len(bare) - 1):
        digits = bare[first]
        for last in range(first + 1, len(bare)):
            if not digits or not bare[last] or len(digits) >= _MOST:
                break
            digits += bare[last]
            told = " ".join(titles[first : last + 1])
            if kind := _kind_across(bare[first : last + 1], told):
                yield first, PrivateNumber(kind, " ".join(cells[first : last + 1]), 0)
                break


def _only_number(cell: str) -> bool:
    return bool(re.fullmatch(r"[\d\s-]*\d\s*[Xx]?|[Xx]", _plain(cell).strip()))


def _kind_across(pieces: Sequence[str], titles: str) -> str | None:
    digits, sizes = "".join(pieces), [len(piece) for piece in pieces]
    if len(digits) == 18 and id_facts(digits):
        told = bool(_ABOUT_IDS.search(titles))
        return ID_NUMBER if told or not _are_figures(pieces) else None
    if sizes[:4] == [4, 4, 4, 4] and _is_card(digits):
        return BANK_CARD
    told = bool(_ABOUT_PHONES.search(titles))
    usual = sizes in ([3, 8], [7, 4]) and not digits.endswith("00")
    if _PHONE.fullmatch(digits) and (told or usual):
        return MOBILE
    return None


def _are_figures(pieces: Sequence[str]) -> bool:
    """True for what a row of counts has, not an ID number cut up: 165 180 195 210 225 240.

    None is long or begins with 0, and they are cut neither between the number's parts nor in fours.
    """
    plain = all(piece == "0" or not piece.startswith(("0", "X")) for piece in pieces)
    fours = [len(piece) for piece in pieces] == [4, 4, 4, 4, 2]
    cut = {_AREA, _BORN} <= set(accumulate(len(piece) for piece in pieces))
    return plain and not fours and not cut and max(map(len, pieces)) <= len("9999")


# --- in one text ---------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """The text, place for place, with decimal digits of every script and dashes as ASCII."""
    if text.isascii():
        return text
    return re.sub(r"[^\D0-9]", _decimal, text.translate(_GLYPHS))


def _decimal(match: re.Match[str]) -> str:
    return str(unicodedata.decimal(match[0]))


def _circled(match: re.Match[str]) -> str:
    """Circled, raised and bracketed digits: ① is 1."""
    digit = unicodedata.digit(match[0], -1)
    return str(digit) if digit >= 0 else match[0]


def _found(text: str, plain: str) -> Iterator[PrivateNumber]:
    pieces = pieces_of(plain)
    if sum(piece.size for piece in pieces) < _FEWEST:
        return
    first = 0
    while first < len(pieces):
        last, kind, end = _number_at(plain, pieces, first)
        if kind:
            start = pieces[first].start
            yield PrivateNumber(kind, text[start:end], start)
        first = last + 1


def _number_at(text: str, pieces: list[Piece], first: int) -> tuple[int, str, int]:
    """The last piece used, the kind and the end of the number that starts with a piece; or none.

    An ID number wins over a card, a card over a mobile number that is a part of it.
    """
    hits: dict[str, tuple[int, int]] = {}
    digits = ""
    for last in range(first, len(pieces)):
        piece = pieces[last]
        if len(digits) + piece.size > _MOST or (last > first and piece.gap is None):
            break
        digits += text[piece.start : piece.end]
        kind, end = _kind(digits, text, pieces, first, last), piece.end
        if (mark := _X.match(text, end)) and len(digits) == 17:
            kind = _kind(digits + "X", text, pieces, first, last) or kind
            end = mark.end() if kind == ID_NUMBER else end
        if kind:
            hits[kind] = (last, end)
    for kind in (ID_NUMBER, BANK_CARD, MOBILE):
        if kind in hits:
            return hits[kind][0], kind, hits[kind][1]
    return first, "", 0


def _kind(digits: str, text: str, pieces: list[Piece], first: int, last: int) -> str | None:
    whole = first == last
    if len(digits) == 18 and (whole or written_as_id(pieces, first, last)) and id_facts(digits):
        return ID_NUMBER
    if _is_card(digits) and (whole or written_as_card(pieces, first, last)):
        return BANK_CARD
    if _PHONE.fullmatch(digits) and (whole or written_as_phone(digits, text, pieces, first, last)):
        return MOBILE
    return None


def _is_card(digits: str) -> bool:
    """16 to 19 digits of a card issuer's range that pass the Luhn check."""
    if not _CARD.fullmatch(digits) or len(digits) < 16:
        return False
    doubled = [int(d) * (1 + n % 2) for n, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
