"""Who can share a day: people who come together as one block, and blocks that avoid each other.

Sets of people are bits of an int, as on the board.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """People who come together or not at all; clash: who cannot come with them (they too)."""

    bits: int
    size: int
    clash: int
    loath: int = 0


def members_of(bits: int) -> Iterator[int]:
    """The indices in a set of people, lowest first."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def circles(mates: Sequence[int]) -> list[int]:
    """For each person all who come together with him, oneself included: friends of friends too."""
    found = [1 << i | bits for i, bits in enumerate(mates)]
    for i in range(len(found)):
        for j in members_of(found[i]):
            found[j] |= 1 << i
    for k in range(len(found)):
        for i in members_of(found[k]):
            found[i] |= found[k]
    return found


def enemies(foes: Sequence[int], bits: int) -> int:
    """Who may not come with any of these."""
    found = 0
    for i in members_of(bits) if any(foes) else ():
        found |= foes[i]
    return found


def blocks(
    can: int, loath: int, mates: Sequence[int], foes: Sequence[int], held: int
) -> list[Block]:
    """The blocks of a day. A loath one is not missed by his mates, but does not come without them.

    Whoever avoids one of those held, or someone of his own block, cannot come.
    """
    found: dict[int, int] = {}
    for i in members_of(can | loath):
        spared = mates[i] & loath
        if willing := mates[i] & can:
            found[willing] = 0
        if spared:
            found[willing | spared] = spared.bit_count()
    made = []
    for bits, unwilling in found.items():
        clash = enemies(foes, bits)
        if not clash & (bits | held):
            made.append(Block(bits, bits.bit_count(), clash | bits, unwilling))
    return made


def most(found: Sequence[Block], seats: int) -> int:
    """The most seats, of so many, that these blocks can fill."""
    fills = (cheapest(found, n, lambda _: 0) is not None for n in range(seats, 0, -1))
    return next((seats - gone for gone, fits in enumerate(fills) if fits), 0)


def cheapest(found: Sequence[Block], seats: int, price: Callable[[Block], int]) -> int | None:
    """The cheapest blocks that fill exactly so many seats, as bits; None when none do.

    Of equally cheap ones the first in the order of the blocks by price a seat.
    """
    ranked = sorted(
        ((price(block), block) for block in found if block.size <= seats),
        key=lambda one: one[0] / one[1].size,
    )
    best: list[tuple[int, int]] = []
    _choose(ranked, seats, (0, 0, 0, 0), best)
    return best[-1][1] if best else None


def _choose(
    ranked: Sequence[tuple[int, Block]],
    seats: int,
    state: tuple[int, int, int, int],
    best: list[tuple[int, int]],
) -> None:
    """Go on from (first block to look at, cost, bits, clash); better ends are added to best."""
    first, spent, bits, clash = state
    if not seats:
        best.append((spent, bits))
        return
    for n in range(first, len(ranked)):
        cost, block = ranked[n]
        if best and (spent - best[-1][0]) * block.size + seats * cost >= 0:
            return
        if block.size <= seats and not block.bits & clash:
            after = (n + 1, spent + cost, bits | block.bits, clash | block.clash)
            _choose(ranked, seats - block.size, after, best)


def every(found: Sequence[Block], seats: int) -> Iterator[int]:
    """Every choice of blocks that fills exactly so many seats, as bits."""
    if not seats:
        yield 0
    for n, block in enumerate(found):
        if 0 < block.size <= seats:
            rest = [one for one in found[n + 1 :] if not one.bits & block.clash]
            yield from (block.bits | bits for bits in every(rest, seats - block.size))
