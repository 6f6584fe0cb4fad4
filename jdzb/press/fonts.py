"""The type of the printed page: six committed fonts, each opened when first used."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from jdzb.core import paths
from jdzb.core.errors import JdzbError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdzb.press.face import Font

Role = Literal["title", "song", "hei", "hei-bold", "fang", "kai"]
FALLBACK: Role = "song"
# Joiners, variation selectors and direction marks show nothing; tabs and odd blanks show a space.
_SILENT = re.compile(
    "[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_BLANK = re.compile("[\t\x0b\x0c\u00a0\u2000-\u200a\u202f\u205f]")


class MissingGlyphs(JdzbError):
    """Characters that no font can print; nothing has been printed."""

    sentence = (
        "有 {count} 个字没有字体能印出来：{characters}（在{places}）。没有打印，请换一种写法再试。"
    )


@cache
def loaded(role: Role) -> Font:
    """The font of a role, opened and made known to ReportLab as 'jdzb-<role>'."""
    from reportlab.pdfbase import pdfmetrics

    from jdzb.press.face import Font

    font = Font(f"jdzb-{role}", paths.resources() / "assets" / "fonts" / f"{role}.ttf")
    pdfmetrics.registerFont(font)
    return font


@cache
def glyph(char: str, role: Role) -> tuple[Role, float] | None:
    """The role whose font shows the character and its width in ems; None when no font has it."""
    for candidate in (role, FALLBACK):
        widths = loaded(candidate).face.charWidths
        if ord(char) in widths:
            return candidate, widths[ord(char)] / 1000
    return None


def advance(char: str, role: Role) -> float:
    """Width in ems; a character no font has counts one."""
    found = glyph(char, role)
    return found[1] if found else 1.0


def runs(text: str, role: Role) -> Iterator[tuple[Role, str]]:
    """The text cut where the font changes, with the role that prints each piece."""
    piece, current = "", role
    for char in text:
        found = glyph(char, role)
        now = found[0] if found else role
        if now != current and piece:
            yield current, piece
            piece = ""
        current, piece = now, piece + char
    if piece:
        yield current, piece


def printable(text: str) -> str:
    """The text without marks that print nothing; line feeds stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BLANK.sub(" ", _SILENT.sub("", text))


def missing(text: str) -> tuple[str, ...]:
    """The characters that no font has, each once, in order of appearance."""
    chars = dict.fromkeys(printable(text).replace("\n", ""))
    return tuple(char for char in chars if glyph(char, FALLBACK) is None)
