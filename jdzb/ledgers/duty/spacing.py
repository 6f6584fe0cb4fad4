"""Turns of one person far apart, and not always the same pairs: best effort, counts as fair.

Hill climbing by chains "h gives a day to i, i gives a day to j, ..." that end where they began or
at one with a turn less than h: either way the counts stay as fair. Every chain lowers one whole
number, so it ends; the turns are looked at in a fixed order, so the same input gives the same.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping
from datetime import date
from itertools import combinations, pairwise

from jdzb.ledgers.duty import exchanging
from jdzb.ledgers.duty.blocks import members_of
from jdzb.ledgers.duty.board import Board
from jdzb.ledgers.duty.roster import Remark

Pairs = Mapping[tuple[int, int], int]
Step = tuple[int, int, int]  # giver, day, taker
Chain = tuple[int, list[Step]]  # what is gained by the steps

_NEAR = 1_000_000_000  # the cost of two turns on consecutive days
_BREACH = _NEAR * 10_000  # of two turns nearer than the least gap
_MOVED = _NEAR * 100  # of a turn of an earlier rostering that goes to another
_PAIR = 400_000  # of each other time the same two serve together
_CONTENT = 14  # days between turns from which on nobody minds
_TRIALS = 25_000  # steps looked at before it is good enough
_SHORT, _LONG = 2, 3  # steps of a chain
_WORST = -(10**18)
_COST = [_NEAR * 8] + [_NEAR // gap**5 for gap in range(1, 70)]


class Spacing:
    """The state of the climb: each one's turns as day numbers, and how often two were together."""

    def __init__(self, board: Board, together: Pairs, least: int = 0) -> None:
        self.board, self.least = board, least
        self.prices = [cost + _BREACH * (gap < least) for gap, cost in enumerate(_COST)]
        self.prior = [set(day.prior) for day in board.days]
        self.trials = _TRIALS
        self.day = [one.day.toordinal() for one in board.days]
        self.turns: list[list[int]] = [self._turns(i) for i in range(len(board.people))]
        place = {person.id: i for i, person in enumerate(board.people)}
        self.met: dict[tuple[int, int], int] = {}
        for (one, other), times in together.items():
            if one in place and other in place:
                self._meet(place[one], place[other], times)
        for on in board.on:
            for one, other in combinations(members_of(on), 2):
                self._meet(one, other, 1)

    def _turns(self, i: int) -> list[int]:
        last = self.board.people[i].last
        found = [last.toordinal()] if last else []
        return found + [n for n, on in zip(self.day, self.board.on, strict=True) if on >> i & 1]

    def _meet(self, one: int, other: int, times: int) -> None:
        key = (one, other) if one < other else (other, one)
        self.met[key] = self.met.get(key, 0) + times

    def _times(self, one: int, other: int) -> int:
        return self.met.get((one, other) if one < other else (other, one), 0)

    def cost(self, i: int) -> int:
        """What the gaps between the turns of person i cost."""
        return self._gaps_cost(self.turns[i])

    def uneasy(self, i: int) -> bool:
        """True when some turns of person i are near each other."""
        return self.cost(i) >= _COST[_CONTENT]

    def _gaps_cost(self, turns: list[int]) -> int:
        far = len(self.prices)
        return sum(self.prices[b - a] for a, b in pairwise(turns) if b - a < far)

    def moved(self, i: int, d: int) -> int:
        """What it costs that person i has given day d away."""
        return _MOVED if self.board.people[i].id in self.prior[d] else 0

    def meets_again(self, i: int, d: int) -> bool:
        """True when i meets someone on day d whom i meets elsewhere too."""
        others = self.board.on[d] & ~(1 << i)
        return any(self._times(i, k) > 1 for k in members_of(others))

    def gain(self, step: Step) -> int:
        """How much lower the cost is after the step."""
        i, d, j = step
        self.trials -= 1
        less = [n for n in self.turns[i] if n != self.day[d]]
        more = self.turns[j].copy()
        insort(more, self.day[d])
        gain = self.cost(i) - self._gaps_cost(less) + self.cost(j) - self._gaps_cost(more)
        gain += self.moved(j, d) - self.moved(i, d)
        others = members_of(self.board.on[d] & ~(1 << i))
        return gain + _PAIR * sum(self._times(i, k) - 1 - self._times(j, k) for k in others)

    def carry_out(self, step: Step) -> None:
        """Give the day from the first person to the second."""
        i, d, j = step
        self.leave(i, d)
        self.join(j, d)

    def leave(self, i: int, d: int) -> None:
        """Take person i off day d."""
        self.board.take(i, d)
        self.turns[i].remove(self.day[d])
        for k in members_of(self.board.on[d]):
            self._meet(i, k, -1)

    def join(self, j: int, d: int) -> None:
        """Put person j on day d."""
        for k in members_of(self.board.on[d]):
            self._meet(j, k, 1)
        self.board.put(j, d)
        insort(self.turns[j], self.day[d])


def spread(board: Board, together: Pairs | None = None, least: int = 0) -> None:
    """Move turns along chains while that parts one's turns or breaks up a standing pair.

    ``least``: a gap that is kept before everything else but fair counts.
    """
    state = Spacing(board, together or {}, least)
    while state.trials > 0 and (
        _climb(state, _SHORT) or _climb(state, _LONG) or exchanging.exchange(state)
    ):
        pass


def shortest(board: Board) -> int | None:
    """The fewest days between two turns of the same person in the rotation, the last before too."""
    state = Spacing(board, {})
    ours = (turns for i, turns in enumerate(state.turns) if board.people[i].rotates)
    return min((b - a for turns in ours for a, b in pairwise(turns)), default=None)


def breaches(board: Board, least: int) -> tuple[Remark, ...]:
    """Whose turns are nearer than the least gap, and why that cannot be helped."""
    state = Spacing(board, {}, least)
    found = []
    for i, turns in enumerate(state.turns):
        for first, second in pairwise(turns):
            if second - first < least and board.people[i].rotates:
                found.append(_breach(state, i, first, second))
    return tuple(sorted(found, key=lambda one: one.day))


def _breach(state: Spacing, i: int, first: int, second: int) -> Remark:
    board, days = state.board, (date.fromordinal(first), date.fromordinal(second))
    free = [
        d for d, n in enumerate(state.day) if n in (first, second) and board.movable(d) >> i & 1
    ]
    text = f"{board.people[i].name} {days[0]:%m-%d}和{days[1]:%m-%d}只隔{second - first}天：{{}}。"
    asked = [one for one in days if one in board.people[i].eager]
    if asked and not free:
        return Remark(days[1], text.format(f"{asked[0]:%m-%d}是本人想值的"))
    if not free:
        return Remark(days[1], text.format("两个班都是手工、固定或以前排的，不动"))
    d = free[-1]
    if board.mates[i] & board.on[d] != 1 << i:
        return Remark(days[1], text.format("同班的人要一起排，没有找到更好的排法"))
    others = [*members_of(board.heirs(i, d))]
    near = [j for j in others if any(abs(n - state.day[d]) < state.least for n in state.turns[j])]
    if not others:
        return Remark(days[1], text.format(f"{board.days[d].day:%m-%d}没有别人能值"))
    some = f"里{len(near)}人也不够间隔，其余的换了次数就不匀" if near else "换了次数就不匀"
    rest = "也都不够间隔" if len(near) == len(others) else some
    return Remark(days[1], text.format(f"{board.days[d].day:%m-%d}能替的{len(others)}人{rest}"))


def _climb(state: Spacing, longest: int) -> bool:
    """One round over all turns worth moving, the worst first; True when anything got better.

    Chains of three are dear and tried only for turns on consecutive days or below the least gap.
    """
    better = False
    for i, d in _worth_moving(state, _CONTENT if longest == _SHORT else max(1, state.least - 1)):
        if state.trials > 0 and d in state.board.moving[i]:
            gain, chain = _best_chain(state, [], (i, d), longest)
            for step in chain if gain > 0 else []:
                state.carry_out(step)
                better = True
    return better


def _worth_moving(state: Spacing, near: int) -> list[tuple[int, int]]:
    """The turns of people with two turns that near, and of standing pairs; the dearest first."""
    cost = [state.cost(i) for i in range(len(state.turns))]
    turns = [(i, d) for i, days in enumerate(state.board.moving) for d in sorted(days)]
    pairs = near == _CONTENT
    worth = [
        (i, d) for i, d in turns if cost[i] >= _COST[near] or (pairs and state.meets_again(i, d))
    ]
    return sorted(worth, key=lambda turn: (-cost[turn[0]], turn))


def _best_chain(state: Spacing, before: list[Step], turn: tuple[int, int], longest: int) -> Chain:
    """The chain with most to gain that goes on from these steps by handing the turn on.

    It may end where it began or, when it has one step or three, at one with a turn less.
    """
    board, (giver, d) = state.board, turn
    first = before[0][0] if before else giver
    heirs = board.level[first] - (not before)
    home_only = bool(before) and longest == _SHORT
    been = {step[0] for step in before[1:]}
    best: Chain = (_WORST, [])
    heirs_of = board.heirs(giver, d)
    for j in members_of(heirs_of & 1 << first if home_only else heirs_of):
        ends = j == first or board.level[j] == heirs
        onward = board.moving[j] if len(before) + 1 < longest and j != first else set()
        if j not in been and (ends or onward):
            step = (giver, d, j)
            gain = state.gain(step)
            here: Chain = (gain if ends else _WORST, [step])
            further = _further(state, [*before, step], gain, longest) if onward else best
            best = max(best, here, further, key=_gain_of)
    return best


def _further(state: Spacing, before: list[Step], gain: int, longest: int) -> Chain:
    """The best chain that goes on from these steps; the last of them is only tried out."""
    giver, d, taker = before[-1]
    used = {step[1] for step in before}
    state.carry_out((giver, d, taker))
    best: Chain = (_WORST, [])
    for e in sorted(state.board.moving[taker] - used):
        more, rest = _best_chain(state, before, (taker, e), longest)
        best = max(best, (gain + more, [before[-1], *rest]), key=_gain_of)
    state.carry_out((taker, d, giver))
    return best


def _gain_of(chain: Chain) -> int:
    return chain[0]
