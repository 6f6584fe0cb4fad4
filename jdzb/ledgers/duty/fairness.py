"""Fair shares of duty: the provably fairest counts, and the reason of every gap left.

Proof. Counts are the degrees of a flow (year -> person -> day -> seat) with convex costs
level^2 and, below every such difference, the rank as tie-break. A flow is cheapest exactly when
its residual graph has no negative cycle; here such a cycle is a chain "h gives a day to i, i gives
a day to j, ... l" that ends at one whose next turn costs less than h's last one. balance() stops
only when no such chain is left, so the sum of squares is least (and with it the sorted counts).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from jdzb.ledgers.duty.blocks import members_of
from jdzb.ledgers.duty.board import Board, seats_left
from jdzb.ledgers.duty.roster import Gap, Person

_SHOWN = 4


def restore(board: Board) -> bool:
    """Put back the turns of an earlier rostering where that can be; True when there were any."""
    place = {person.id: i for i, person in enumerate(board.people)}
    for d, day in enumerate(board.days):
        for i in (place[one] for one in day.prior if one in place):
            if board.free(d) & ~board.loath[d] & 1 << i and seats_left(board, d):
                board.put(i, d)
    return any(board.moving)


def settled(board: Board) -> list[tuple[int, int]]:
    """The turns of an earlier rostering that are still there, as (person, day)."""
    return [
        (i, d)
        for d, day in enumerate(board.days)
        for i in members_of(board.on[d] & ~board.held[d])
        if board.people[i].id in day.prior
    ]


def fill(board: Board) -> None:
    """Give every seat to the one with fewest turns, longest since the last, first in the list."""
    last = [person.last or date.min for person in board.people]
    for d, day in enumerate(board.days):
        free = [*members_of(board.free(d) & ~board.loath[d])]
        free.sort(key=lambda i: (board.level[i], last[i], i))
        spared = [*members_of(board.free(d) & board.loath[d])]
        spared.sort(key=lambda i: (board.people[i].id not in day.prior, board.level[i], i))
        for i in (free + spared)[: seats_left(board, d)]:
            board.put(i, d)
        for i in members_of(board.on[d]):
            last[i] = day.day


def balance(board: Board, *, ranked: bool = True) -> None:
    """Exchange turns along chains until the counts are the fairest that exist.

    With ``ranked`` the one turn more goes to who has waited longest; without, what is as fair
    stays as it is. A set of people from whom no chain leads to a cheaper end is done with: no
    chain leaves it, none of the later exchanges opens one, and all who remain have cheaper last
    turns. Who can neither give nor take is done with from the start.
    """
    active = sum(1 << i for i, turns in enumerate(board.moving) if turns)
    active = reduce(or_, (*board.can, *board.loath), active)
    while active:
        high = max(members_of(active), key=lambda i: _last_cost(board, i))
        came = reach(board, high, active)
        low = min(came, key=lambda i: _next_cost(board, i))
        cheaper, dearer = _next_cost(board, low), _last_cost(board, high)
        if cheaper < dearer and (ranked or cheaper[0] < dearer[0]):
            _pass_on(board, came, low)
        else:
            active &= ~sum(1 << i for i in came)


def reach(board: Board, start: int, within: int) -> dict[int, tuple[int, int]]:
    """All to whom a turn of start can travel by exchanges, each with (giver, day); start: (-1, -1).

    Breadth first, so that the fewest days change.
    """
    came = {start: (-1, -1)}
    seen, queue, done = 1 << start, [start], set[tuple[int, int]]()
    for i in queue:
        for d in sorted(board.moving[i]):
            if (key := (d, board.loath[d] >> i & 1)) in done:
                continue
            done.add(key)
            fresh = board.heirs(i, d) & within & ~seen
            seen |= fresh
            for j in members_of(fresh):
                came[j] = (i, d)
                queue.append(j)
    return came


def gaps(board: Board) -> tuple[Gap, ...]:
    """Every one outside the band of two neighbouring counts that holds most, with the reason.

    Each pair more than one turn apart has at least one of these in it.
    """
    pool = [i for i, person in enumerate(board.people) if person.rotates]
    pool = [i for i in pool if _was_ever_eligible(board, board.people[i])]
    if not pool:
        return ()
    base = _band(board, pool)
    pool.sort(key=lambda i: (board.level[i], i))
    lowest, band = pool[0], [i for i in pool if base <= board.level[i] <= base + 1]
    highs = [(i, lowest) for i in pool if board.level[i] > base + 1]
    lows = [(band[-1], i) for i in pool if board.level[i] < base]
    pairs = [(h, low) for h, low in highs + lows if board.level[h] - board.level[low] > 1]
    return tuple(_gap(board, high, low) for high, low in pairs)


def _last_cost(board: Board, i: int) -> tuple[int, int]:
    return board.level[i], board.rank[i]


def _next_cost(board: Board, i: int) -> tuple[int, int]:
    return board.level[i] + 1, board.rank[i]


def _pass_on(board: Board, came: dict[int, tuple[int, int]], end: int) -> None:
    giver, d = came[end]
    while d >= 0:
        board.take(giver, d)
        board.put(end, d)
        end, (giver, d) = giver, came[giver]


def _was_ever_eligible(board: Board, person: Person) -> bool:
    return bool(board.days) and person.joined(board.days[-1].day)


def _band(board: Board, pool: Iterable[int]) -> int:
    levels = [board.level[i] for i in pool]
    return max(set(levels), key=lambda one: (levels.count(one) + levels.count(one + 1), -one))


def _gap(board: Board, high: int, low: int) -> Gap:
    above, below = board.people[high], board.people[low]
    difference = board.level[high] - board.level[low]
    causes = "；".join(_causes(board, high, low))
    reason = f"{above.name}比{below.name}多{difference}次：{causes}。"
    return Gap(above.id, below.id, difference, reason)


def _causes(board: Board, high: int, low: int) -> list[str]:
    """Why none of the days that could travel from high can end at low."""
    movers = reach(board, high, (1 << len(board.people)) - 1)
    found = sorted({d for i in movers for d in board.moving[i]})
    if not found:
        return [_stuck(board, high)]
    person = board.people[low]
    days = [board.days[d].day for d in found]
    leaves = dict.fromkeys(away.words for day in days if (away := person.away_on(day)))
    causes = [f"{person.name} {'、'.join(list(leaves)[:_SHOWN])}"] if leaves else []
    if person.since and any(not person.joined(day) for day in days):
        causes.append(f"{person.name} {person.since:%m-%d}起才参加值班")
    busy = [day for d, day in zip(found, days, strict=True) if board.on[d] >> low & 1]
    if busy:
        more = f"等{len(busy)}天" if len(busy) > _SHOWN else ""
        causes.append("、".join(f"{day:%m-%d}" for day in busy[:_SHOWN]) + f"{more}已经有班")
    return causes


def _stuck(board: Board, high: int) -> str:
    name = board.people[high].name
    if any(held >> high & 1 for held in board.held):
        return f"{name}的班是手工或固定排的，不能调"
    if any(board.movable(d) >> high & 1 for d in range(len(board.days))):
        return f"{name}同搭档一起排，不能单独调"
    return f"{name}以前值得多，这个月没有再排"
