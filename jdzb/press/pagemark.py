"""A few words added to a finished page, in its margin, where they cover nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from jdzb.press import pdf, preview, style
from jdzb.press.linebreak import Line, break_lines
from jdzb.press.marks import Text

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

SIDE, EDGE, STRIP = 40.0, 14.0, 17.0  # points from the side, from the edge; height of the strip
SHORT = 595.0  # the shorter side of A4: larger paper has larger words


def overlay(marked: list[tuple[PageObject, Text]]) -> PdfReader:
    """A blank page for each page, with its words; merge them one by one."""
    from pypdf import PdfReader

    return PdfReader(BytesIO(pdf.overlay((size_of(page), mark) for page, mark in marked)))


def size_of(page: PageObject) -> tuple[float, float]:
    """Width and height of a page in points."""
    return float(page.mediabox.width), float(page.mediabox.height)


def places(words: str, size: tuple[float, float]) -> Iterator[Text]:
    """The words in each corner of the margin, the upper right first."""
    scale = min(size) / SHORT
    look = replace(style.FOOT_CODE, size=10 * scale, leading=STRIP * scale, color=style.INK)
    line: Line = break_lines(words, look, size[0])[0]
    for y in ((EDGE + 12) * scale, size[1] - (EDGE + 4) * scale):
        for x in (size[0] - SIDE * scale - line.width, SIDE * scale):
            yield Text(x, y, line, look)


def free_place(content: bytes, number: int, words: str, size: tuple[float, float]) -> Text:
    """The first corner of page ``number`` (from 0) where nothing stands; else the first of all."""
    seen = preview.picture(content, number, round(size[0]), round(size[1]))
    width = round(size[0])
    pixels = seen.ppm[-3 * width * round(size[1]) :]
    found = [*places(words, size)]
    return next((mark for mark in found if _blank(pixels, width, mark)), found[0])


def _blank(pixels: bytes, width: int, mark: Text) -> bool:
    """True when the picture (a pixel a point) is white where the words will stand."""
    high = mark.style.size
    left, right = int(mark.x) - 2, int(mark.x + mark.line.width) + 2
    rows = range(int(mark.y - high) - 1, int(mark.y + 0.3 * high) + 2)
    spans = (pixels[3 * (y * width + left) : 3 * (y * width + right)] for y in rows)
    return all(span.count(255) == len(span) for span in spans)
