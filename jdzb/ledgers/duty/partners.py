"""Fair shares where people serve together or apart, and the proof that no roster is fairer.

Who comes together is a block; a day is a choice of blocks. Chains of exchanges (fairness.py) still
balance those who come by themselves; a whole day is chosen anew at the going price, and where that
does not help a block is forced onto a day and everything balanced around it.

Proof. Give every person a price between what the last turn cost and what the next would (level^2
has the slope 2 * level - 1 to 2 * level + 1). If each day's choice is the cheapest of all that fill
it, no roster has a lower sum of squares; if they are dearer by less than 2 in all, none has either,
because sums of squares of the same number of turns differ by even numbers. Where no such prices are
found, everything is tried as long as that is little; beyond that the roster is not called proven.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from jdzb.ledgers.duty import exhaustion, fairness
from jdzb.ledgers.duty.blocks import Block, cheapest, members_of, most
from jdzb.ledgers.duty.board import Board, new_board, seats_left, seats_to_give
from jdzb.ledgers.duty.roster import Gap

_TURN = 1_000_000  # the price of one step of the sum of squares, above every tie-break
_STAY = _TURN // 8  # what moving a person to another day costs, less than any step
_LOATH = _TURN * 1_000_000  # who asked to be spared comes only when nobody else can
_ROUNDS = 150  # of adjusting prices
_TRIES = 120  # blocks forced onto a day before it is good enough
_SHOWN = 4  # pairs named in a reason
_FINE = 1_000  # parts of a step in the prices of the proof


def share_out(board: Board) -> bool:
    """Fill the days and balance the counts; True when it is proven that none are fairer."""
    again = fairness.restore(board)
    if not board.paired:
        fairness.fill(board)
        fairness.balance(board, ranked=not again)
        return True
    _restore_blocks(board)
    _fill(board, ranked=not again)
    improve(board, ranked=not again)
    while not (sure := proven(board)) and _force_any(board, ranked=not again):
        pass
    return sure or exhaustion.exhaust(board)


def improve(board: Board, *, ranked: bool) -> None:
    """Balance, and choose days anew, until neither makes the counts fairer."""
    fairness.balance(board, ranked=ranked)
    while board.paired and any(_choose_anew(board, d, ranked) for d in range(len(board.days))):
        fairness.balance(board, ranked=ranked)


def gaps(board: Board, *, sure: bool) -> tuple[Gap, ...]:
    """The gaps left, with their reasons; pairs are named where it would be fairer without them."""
    found = fairness.gaps(board)
    if not (found and board.paired):
        return found
    single = tuple(replace(one, mates=frozenset(), foes=frozenset()) for one in board.people)
    without = new_board(single, board.days)
    share_out(without)
    forced = sum(n * n for n in without.level) < sum(n * n for n in board.level)
    doubt = "" if sure else "（没有逐一试完，也许还能再匀一点）"
    return tuple(_explained(board, gap, doubt, forced=forced) for gap in found)


def _explained(board: Board, gap: Gap, doubt: str, *, forced: bool) -> Gap:
    bonds = list(_bonds(board)) if forced else []
    theirs = [told for told, ids in bonds if ids & {gap.high, gap.low}] or [
        told for told, _ in bonds
    ]
    more = "、".join(theirs[:_SHOWN]) + ("等" if len(theirs) > _SHOWN else "")
    told = gap.reason.removesuffix("。")
    joint = "" if not more or told.endswith("：") else "；"
    return replace(gap, reason=f"{told}{joint}{more}{doubt}。")


def _bonds(board: Board) -> Iterator[tuple[str, set[int]]]:
    """Every circle and every two apart in words, with their ids."""
    for i, (mates, foes) in enumerate(zip(board.mates, board.foes, strict=True)):
        people = [board.people[j] for j in members_of(mates)]
        if len(people) > 1 and people[0].id == board.people[i].id:
            yield f"{'和'.join(one.name for one in people)}同班", {one.id for one in people}
        for j in members_of(foes >> i << i):
            one, other = board.people[i], board.people[j]
            yield f"{one.name}与{other.name}不同班", {one.id, other.id}


def weight(board: Board) -> int:
    """What is to be least: the sum of squares; before it, how many come who asked to be spared."""
    spared = sum((on & bits).bit_count() for on, bits in zip(board.on, board.loath, strict=True))
    return spared * _LOATH + sum(level * level for level in board.level)


def force(board: Board, d: int, block: Block, *, ranked: bool) -> bool:
    """Let a block serve on day d, the other seats as cheap as can be; False when it cannot."""
    left = board.movable(d).bit_count() - block.size
    others = [one for one in board.choices(d) if not one.bits & block.clash]
    rest = cheapest(others, left, _prices(board, d, ranked)) if left >= 0 else None
    if rest is None:
        return False
    board.reseat(d, block.bits | rest)
    return True


def proven(board: Board) -> bool:
    """True when the counts or prices show that no roster is fairer."""
    if _even(board):
        return True
    days = [(board.movable(d), board.choices(d), board.loath[d]) for d in range(len(board.days))]
    bounds = _bounds(board, [now for now, *_ in days], [found for _, found, _ in days])
    price = [2 * level * _FINE for level in board.level]
    for _ in range(_ROUNDS):
        dearer, pull = 0, [0] * len(price)
        for now, found, _ in days:
            best = cheapest(found, now.bit_count(), _adder(price)) or 0
            dearer += _sum(price, now) - _sum(price, best)
            for i in members_of(now & ~best):
                pull[i] += 1
            for i in members_of(best & ~now):
                pull[i] -= 1
        if dearer < 2 * _FINE:
            return True
        step = dearer // sum(one * one for one in pull) + 1
        price = [
            min(max(old - step * by, low), high)
            for old, by, (low, high) in zip(price, pull, bounds, strict=True)
        ]
    return False


def _even(board: Board) -> bool:
    """True when all who could serve more or less than they do are at most one turn apart."""
    able = 0
    for d in range(len(board.days)):
        for block in board.choices(d):
            able |= block.bits
    levels = [board.level[i] for i in members_of(able)]
    return max(levels, default=0) - min(levels, default=0) <= 1


def _bounds(board: Board, now: list[int], found: list[list[Block]]) -> list[tuple[int, int]]:
    """Between what prices each person's number of turns is the cheapest for him."""
    made = []
    for i, level in enumerate(board.level):
        turns = sum(on >> i & 1 for on in now)
        able = sum(any(block.bits >> i & 1 for block in blocks) for blocks in found)
        low = (2 * level - 1) * _FINE if turns else -_TURN * _FINE
        high = (2 * level + 1) * _FINE if turns < able else _TURN * _FINE
        made.append((low, high))
    return made


def _adder(price: list[int]) -> Callable[[Block], int]:
    return lambda block: _sum(price, block.bits) + block.loath * _LOATH


def _sum(price: list[int], bits: int) -> int:
    return sum(price[i] for i in members_of(bits))


# -- filling ---------------------------------------------------------------------------------------


def _restore_blocks(board: Board) -> None:
    """Put back the blocks of an earlier rostering that are still whole."""
    place = {person.id: i for i, person in enumerate(board.people)}
    for d, day in enumerate(board.days):
        prior = sum(1 << place[one] for one in set(day.prior) if one in place)
        for block in board.choices(d):
            fits = not block.clash & board.on[d] and block.size <= seats_left(board, d)
            if (block.size > 1 or block.loath) and fits and not block.bits & ~prior:
                board.reseat(d, board.movable(d) | block.bits)


def _fill(board: Board, *, ranked: bool) -> None:
    for d in range(len(board.days)):
        found = board.choices(d)
        seats = most(found, seats_to_give(board, d))
        if board.movable(d).bit_count() < seats or board.movable(d) & board.loath[d]:
            board.reseat(d, cheapest(found, seats, _prices(board, d, ranked)) or 0)


def _prices(board: Board, d: int, ranked: bool) -> Callable[[Block], int]:
    """What each block would add on day d; whoever is there now stays when all else is equal."""
    now = board.movable(d)
    price = []
    for i, level in enumerate(board.level):
        here = now >> i & 1
        tie = board.rank[i] if ranked else (0 if here else _STAY)
        price.append((2 * (level - here) + 1) * _TURN + tie)
    return _adder(price)


def _choose_anew(board: Board, d: int, ranked: bool) -> bool:
    """Give day d to the cheapest blocks; True when that is a change for the better."""
    now = board.movable(d)
    price, found = _prices(board, d, ranked), board.choices(d)
    best = cheapest(found, now.bit_count(), price)
    if best is None or best == now or _worth(price, board, d, best) >= _worth(price, board, d, now):
        return False
    board.reseat(d, best)
    return True


def _worth(price: Callable[[Block], int], board: Board, d: int, bits: int) -> int:
    return price(Block(bits, bits.bit_count(), 0, (bits & board.loath[d]).bit_count()))


# -- when prices do not prove it -------------------------------------------------------------------


def _force_any(board: Board, *, ranked: bool) -> bool:
    """Force one block after the other onto a day until that makes the counts fairer."""
    before, kept = weight(board), [*board.on]
    for d, block in islice(_candidates(board), _TRIES):
        if force(board, d, block, ranked=ranked):
            improve(board, ranked=ranked)
            if weight(board) < before:
                return True
            put_back(board, kept)
    return False


def put_back(board: Board, on: list[int]) -> None:
    """Make the board what it was."""
    for d, bits in enumerate(on):
        board.reseat(d, bits & ~board.held[d])


def _candidates(board: Board) -> Iterator[tuple[int, Block]]:
    """Blocks that are more than one person alone, least served first, with each day without."""
    found = [
        (sum(board.level[i] for i in members_of(block.bits)) / block.size, d, n, block)
        for d in range(len(board.days))
        for n, block in enumerate(board.choices(d))
        if block.size > 1 or block.clash != block.bits
        if block.bits & ~board.on[d]
    ]
    return ((d, block) for _, d, _, block in sorted(found, key=lambda one: one[:3]))
