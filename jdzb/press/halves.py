"""Ballot papers: half pages beside each other on A4, each part a paper with its own pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from jdzb.core.blocks import Block, NewPage
from jdzb.core.sheet import Sheet
from jdzb.press import layout
from jdzb.press.marks import Bookmark, Mark


@dataclass(frozen=True, slots=True)
class Half:
    """Half an A4 page: ``own`` is drawn over the stencil of that page of every paper."""

    page: int
    own: list[Mark]


BLANK = Half(-1, [])


@dataclass(frozen=True, slots=True)
class Laid:
    """The stencils: what page 1, 2… of all papers have alike; and each A4 page, left and right."""

    stencils: list[list[Mark]]
    pairs: list[tuple[Half, Half]]


def laid(sheet: Sheet) -> Laid:
    """Papers of one page share an A4 page, to be cut; a longer one has its own, to be folded."""
    papers = [layout.pages(part) for part in _parts(sheet)]
    alike = [
        set.intersection(*(set(own[page]) for own in papers if page < len(own)))
        for page in range(max(map(len, papers)))
    ]
    stencils = [[one for one in page if one in alike[n]] for n, page in enumerate(_longest(papers))]
    halves: list[Half] = []
    for paper in papers:
        for number, page in enumerate(paper):
            own = [one for one in page if one not in alike[number]]
            halves.append(Half(number, _plain(own) if halves else own))
        halves += [BLANK] * (len(paper) % 2 if len(paper) > 1 else 0)
    halves += [BLANK] * (len(halves) % 2)
    return Laid(
        [_plain(one) for one in stencils], list(zip(halves[::2], halves[1::2], strict=True))
    )


def _longest(papers: list[list[list[Mark]]]) -> list[list[Mark]]:
    return max(papers, key=len)


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
