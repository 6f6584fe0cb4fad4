"""Ballot papers: half pages beside each other on A4, each part a paper with its own pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jdzb.core.blocks import Block, NewPage
from jdzb.core.sheet import Sheet
from jdzb.press import layout
from jdzb.press.marks import Bookmark, Mark

Pages = list[list[Mark]]


def pairs(sheet: Sheet) -> list[tuple[list[Mark], list[Mark]]]:
    """What stands left and right on each A4 page.

    Papers of one page share an A4 page, to be cut; a longer one has its own, to be folded.
    """
    made: Pages = []
    for part in _parts(sheet):
        own = [_plain(page) if made else page for page in layout.pages(part)]
        blank: Pages = [[]] * (len(own) % 2 if len(own) > 1 else 0)
        made += [*own, *blank]
    made += [[]] * (len(made) % 2)
    return list(zip(made[::2], made[1::2], strict=True))


def _parts(sheet: Sheet) -> Iterator[Sheet]:
    """The papers; the subtitle of each is also what its following pages are headed with."""
    blocks: list[Block] = []
    subtitle = sheet.subtitle
    for block in (*sheet.blocks, NewPage("")):
        if isinstance(block, NewPage):
            yield replace(sheet, subtitle=subtitle, name=subtitle, blocks=tuple(blocks))
            blocks, subtitle = [], block.text
        else:
            blocks.append(block)


def _plain(page: list[Mark]) -> list[Mark]:
    """Without bookmarks: fifty of the same name help nobody."""
    return [mark for mark in page if not isinstance(mark, Bookmark)]
