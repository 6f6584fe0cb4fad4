"""The look of the printed page in points: type, colours, frames. The screen has its own table."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jdzb.core.sheet import HALVES, Heading, Note, Paragraph, Sheet
from jdzb.press.linebreak import Style

MM = 72 / 25.4
INK = "#1A1A1A"
GREY = "#5A5A5A"
LINE = "#555555"
RED = "#A61414"
HEAD_FILL = "#F3EBE4"
EMPTY_FILL = "#FAF6F1"
THICK, THIN, HAIR = 1.5, 0.6, 0.7

# GB/T 9704-2012: text block 156 x 225 mm, body 16 pt FangSong, 22 lines of 28 characters.
BODY = Style("fang", 16, 225 * MM / 22, indent=2, tracking=156 * MM / 28 / 16 - 1)
CLOSER = 28.0  # the least leading the standard knows; for when a signature just misses its page
BRANCH = Style("hei", 13, 22, align="center", tracking=0.05)
TITLE = Style("title", 30, 40, align="center", tracking=0.08)
SUBTITLE = Style("title", 17, 26, align="center")
HEADINGS = {
    0: SUBTITLE,
    1: Style("hei", 16, BODY.leading, indent=2),
    2: Style("kai", 16, BODY.leading, indent=2),
}
INFO = Style("hei", 11.5, 17, align="left")
NOTE = Style("song", 12, 20)
SMALL_NOTE = replace(NOTE, size=10.5, leading=16)
CAPTION = Style("hei", 13, 22, align="center")
HEAD = Style("hei-bold", 12.5, 17, align="center")
CELL = Style("song", 12.5, 17, align="center")
BOLD_CELL = replace(CELL, role="title")
FOOT = Style("hei", 9.5, 14.2, align="left", color="#333333")
FOOT_CODE = replace(FOOT, role="hei-bold")
SIGNATURE = Style("fang", 16, 26, align="left")
LARGE = Style("title", 60, 90, align="center", tracking=0.1)
LARGE_SIZES = (60, 52, 44, 38, 32, 26)
TITLE_SIZES = (30, 28, 26, 24, 22)
OFFICIAL_TITLE = Style("title", 22, 34, align="center")
HALF = 0.9  # a half page is read in the hand
TITLE_GAP = BODY.leading  # an official title is parted from the text by a blank line


@dataclass(frozen=True, slots=True)
class Frame:
    """Paper size and margins in points, before ``scale`` enlarges all."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    scale: float = 1.0
    depth: float = float("inf")

    @property
    def measure(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right


def frame(sheet: Sheet) -> Frame:
    """The frame of a sheet; A3 is the A4 page enlarged, so that it reads from two metres away."""
    size = sheet.paper
    if size == HALVES:
        return Frame(size.width / HALF * MM, size.height / HALF * MM, 32, 32, 46, 22, HALF)
    if size.landscape:
        scale = size.width / 297
        width, height = 297 * MM, size.height / scale * MM
        if sheet.official:
            return Frame(width, height, 28 * MM, 26 * MM, 28 * MM, 24, scale)
        return Frame(width, height, 39, 39, 34, 34, scale)
    width, height = size.width * MM, size.height * MM
    if sheet.official or _words_only(sheet):
        return Frame(width, height, 28 * MM, 26 * MM, 37 * MM, 24, 1, 225 * MM)
    return Frame(width, height, 51, 51, 50, 34)


def _words_only(sheet: Sheet) -> bool:
    plain = (isinstance(block, Paragraph | Heading | Note) for block in sheet.blocks)
    return bool(sheet.blocks) and all(plain)
