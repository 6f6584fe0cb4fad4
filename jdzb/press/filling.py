"""Plaques and cards: the type as large as one page allows."""

from __future__ import annotations

from collections.abc import Mapping

from jdzb.core.sheet import FOLDED, PLAQUE, Paper, Sheet
from jdzb.press import layout
from jdzb.press.marks import Mark
from jdzb.press.style import MM, Frame

SCALES: Mapping[Paper, tuple[float, ...]] = {  # of the usual type: 1 is a text of 16 points
    PLAQUE: (2.4, 2.2, 2.0, 1.8, 1.6, 1.4, 1.2, 1.0),
    FOLDED: (1.2, 1.1, 1.0, 0.9, 0.8, 0.7, 0.6),
}
SIDE, TOP, BOTTOM = 51, 40, 30  # points of the margins, before the scale


def filled(sheet: Sheet) -> tuple[Frame, list[list[Mark]]]:
    """The frame and the pages in it: one page where any scale allows it."""
    for scale in SCALES[sheet.paper]:
        width, height = sheet.paper.width * MM / scale, sheet.paper.height * MM / scale
        frame = Frame(width, height, SIDE, SIDE, TOP, BOTTOM, scale)
        made = layout.pages(sheet, frame)
        if len(made) == 1:
            break
    return frame, made
