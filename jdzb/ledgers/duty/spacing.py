"""Turns of one person far apart, and not always the same pairs: best effort, counts as fair.

Hill climbing by chains "h gives a day to i, i gives a day to j, ..." that end where they began or
at one with a turn less than h: either way the counts stay as fair. Every chain lowers one whole
number, so it ends; the turns are looked at in a fixed order, so the same input gives the same.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping
from itertools import combinations, pairwise

from jdzb.ledgers.duty.roster import Board, members_of

Pairs = Mapping[tuple[int, int], int]
Step = tuple[int, int, int]  # giver, day, taker
Chain = tuple[int, list[Step]]  # what is gained by the steps

_NEAR = 1_000_000_000  # the cost of two turns on consecutive days
_PAIR = 400_000  # of each other time the same two serve together
_CONTENT = 14  # days between turns from which on nobody minds
_TRIALS = 25_000  # steps looked at before it is good enough
_SHORT, _LONG = 2, 3  # steps of a chain
_WORST = -(10**18)
_COST = [_NEAR * 8] + [_NEAR // gap**5 for gap in range(1, 70)]


class Spacing:
    """The state of the climb: each one's turns as day numbers, and how often two were together."""

    def __init__(self, board: Board, together: Pairs) -> None:
        self.board = board
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
        return _gaps_cost(self.turns[i])

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
        gain = self.cost(i) - _gaps_cost(less) + self.cost(j) - _gaps_cost(more)
        others = members_of(self.board.on[d] & ~(1 << i))
        return gain + _PAIR * sum(self._times(i, k) - 1 - self._times(j, k) for k in others)

    def carry_out(self, step: Step) -> None:
        """Give the day from the first person to the second."""
        i, d, j = step
        self.board.take(i, d)
        self.turns[i].remove(self.day[d])
        for k in members_of(self.board.on[d]):
            self._meet(i, k, -1)
            self._meet(j, k, 1)
        self.board.put(j, d)
        insort(self.turns[j], self.day[d])


def spread(board: Board, together: Pairs | None = None) -> None:
    """Move turns along chains while that parts one's turns or breaks up a standing pair."""
    state = Spacing(board, together or {})
    while state.trials > 0 and (_climb(state, _SHORT) or _climb(state, _LONG)):
        pass


def shortest(board: Board) -> int | None:
    """The fewest days between two turns of the same person in the rotation, the last before too."""
    state = Spacing(board, {})
    ours = (turns for i, turns in enumerate(state.turns) if board.people[i].rotates)
    return min((b - a for turns in ours for a, b in pairwise(turns)), default=None)


def _climb(state: Spacing, longest: int) -> bool:
    """One round over all turns worth moving, the worst first; True when anything got better.

    Chains of three are dear and tried only for turns on consecutive days.
    """
    better = False
    for i, d in _worth_moving(state, _CONTENT if longest == _SHORT else 1):
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
    pairs = near > 1
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
    for j in members_of(board.free(d) & (1 << first) if home_only else board.free(d)):
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


def _gaps_cost(turns: list[int]) -> int:
    far = len(_COST)
    return sum(_COST[b - a] for a, b in pairwise(turns) if b - a < far)
