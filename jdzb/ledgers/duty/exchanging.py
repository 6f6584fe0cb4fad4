"""Blocks on other days: who comes together changes places with as many others; counts stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jdzb.ledgers.duty.blocks import Block, every, members_of
from jdzb.ledgers.duty.board import Board

if TYPE_CHECKING:
    from jdzb.ledgers.duty.spacing import Spacing


def exchange(state: Spacing) -> bool:
    """One round over all blocks of several people; True when any got a better day."""
    board, better = state.board, False
    for d in range(len(board.days)) if board.paired else ():
        for block in _there(board, d):
            if block.size > 1 and any(state.uneasy(i) for i in members_of(block.bits)):
                better |= _best_day(state, d, block)
    return better


def _best_day(state: Spacing, d: int, block: Block) -> bool:
    """Let a block change places with the others whose days suit all of them best."""
    best, choice = 0, None
    for e, others in _places(state.board, d, block):
        if state.trials <= 0:
            break
        state.trials -= 1
        gain = _swap(state, (d, block.bits), (e, others))
        _swap(state, (e, block.bits), (d, others))
        if gain > best:
            best, choice = gain, (e, others)
    if choice:
        _swap(state, (d, block.bits), choice)
    return choice is not None


def _places(board: Board, d: int, block: Block) -> Iterator[tuple[int, int]]:
    """The days the block could serve instead, each with those who would take its day."""
    here = {one.bits: one for one in board.choices(d)}
    for e in range(len(board.days)):
        fits = e != d and not block.bits & board.on[e]
        if fits and any(one.bits == block.bits for one in board.choices(e)):
            for others in every(_there(board, e), block.size):
                stay = board.on[e] & ~others
                parts = [one for one in _there(board, e) if one.bits & others]
                able = all(one.bits in here for one in parts) and not block.clash & stay
                rest = board.on[d] & ~block.bits
                if able and not any(here[one.bits].clash & rest for one in parts):
                    yield e, others


def _there(board: Board, d: int) -> list[Block]:
    """The blocks that serve on day d and may move; nobody comes there against his wish."""
    now = board.movable(d)
    found = [one for one in board.choices(d) if not one.bits & ~now and not one.loath]
    return [one for one in found if not now & board.loath[d] & _circle(board, one)]


def _circle(board: Board, block: Block) -> int:
    """Everyone who comes together with the block's people."""
    return board.mates[next(members_of(block.bits))]


def _swap(state: Spacing, one: tuple[int, int], other: tuple[int, int]) -> int:
    """Exchange the days of two groups of people; how much lower the cost is afterwards."""
    (d, some), (e, others) = one, other
    who = [*members_of(some | others)]
    before = sum(state.cost(i) for i in who)
    before += sum(state.moved(i, e) for i in members_of(some))
    before += sum(state.moved(i, d) for i in members_of(others))
    for bits, day in ((some, d), (others, e)):
        for i in members_of(bits):
            state.leave(i, day)
    for bits, day in ((some, e), (others, d)):
        for i in members_of(bits):
            state.join(i, day)
    after = sum(state.cost(i) for i in who)
    after += sum(state.moved(i, d) for i in members_of(some))
    after += sum(state.moved(i, e) for i in members_of(others))
    return before - after
