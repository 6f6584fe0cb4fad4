"""Plaques and cards: the type as large as one page allows, each card by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from jdzb.core.blocks import Block, NewPage
from jdzb.core.sheet import FOLDED, PLAQUE, Paper, Sheet
from jdzb.press import layout
from jdzb.press.marks import Mark
from jdzb.press.style import MM, Frame

SCALES: Mapping[Paper, tuple[float, ...]] = {  # of the usual type: 1 is a text of 16 points
    PLAQUE: tuple(tenth / 10 for tenth in range(24, 9, -1)),
    FOLDED: tuple(tenth / 20 for tenth in range(24, 11, -1)),
}
SIDE, TOP, BOTTOM = 51, 40, 30  # points of the margins, before the scale


def filled(sheet: Sheet) -> list[tuple[Frame, list[Mark]]]:
    """Each page with its frame. A NewPage begins a card of its own, its text the title."""
    return [(frame, page) for card in _cards(sheet) for frame, page in _set(card)]


def _set(card: Sheet) -> list[tuple[Frame, list[Mark]]]:
    """One page where any scale allows it; several of the smallest type where none does."""
    for scale in SCALES[card.paper]:
        width, height = card.paper.width * MM / scale, card.paper.height * MM / scale
        frame = Frame(width, height, SIDE, SIDE, TOP, BOTTOM, scale)
        made = layout.pages(card, frame)
        if len(made) == 1:
            break
    return [(frame, page) for page in made]


def _cards(sheet: Sheet) -> Iterator[Sheet]:
    blocks: list[Block] = []
    title = sheet.title
    for block in (*sheet.blocks, NewPage("")):
        if not isinstance(block, NewPage):
            blocks.append(block)
            continue
        if blocks or title != sheet.title or len(sheet.blocks) == 0:
            yield replace(sheet, title=title, blocks=tuple(blocks))
        blocks, title = [], block.text
