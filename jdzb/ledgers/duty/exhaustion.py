"""Every roster there is, day by day, where that is few enough: the last proof of fairness.

Two rosters of the days so far with the same counts have the same future, so one of them is kept;
people (and circles of people) who could serve on the same days may swap their counts.
"""

from __future__ import annotations

from itertools import islice

from jdzb.ledgers.duty.blocks import every, members_of
from jdzb.ledgers.duty.board import Board

_BUDGET = 100_000  # (counts, choice) looked at
_MANY = 2_000  # choices of one day

Levels = tuple[int, ...]
Kinds = tuple[tuple[tuple[int, ...], ...], ...]  # circles of people by kind
Path = tuple[int, tuple[int, ...]]  # turns that stay where they are; the choice of each day


def exhaust(board: Board) -> bool:
    """Look at every roster and take the fairest; False, and nothing changed, when it is too much.

    Of equally fair ones it is that with fewest changes.
    """
    level = [*board.level]
    for d in range(len(board.days)):
        for i in members_of(board.movable(d)):
            level[i] -= 1
    alike, work = _alike(board), 0
    states: dict[Levels, Path] = {tuple(level): (0, ())}
    for d in range(len(board.days)):
        options = _options(board, d)
        work += len(states) * len(options)
        if work > _BUDGET or len(options) > _MANY:
            return False
        states = _onward(states, options, board.movable(d), alike)
    fairest = min(states, key=lambda one: (sum(n * n for n in one), -states[one][0]))
    for d, bits in enumerate(states[fairest][1]):
        board.reseat(d, bits)
    return True


def _alike(board: Board) -> Kinds:
    """Circles of people by kind: those of one kind could serve on the very same days."""
    found: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    for i, mates in enumerate(board.mates):
        circle = tuple(members_of(mates))
        if circle[0] == i:
            rows = {_row(board, j) for j in circle}
            unlike = len(rows) > 1 or any(board.foes[j] for j in circle)
            found.setdefault((len(circle), i if unlike else -1, *rows), []).append(circle)
    return tuple(tuple(circles) for circles in found.values())


def _row(board: Board, i: int) -> tuple[int, ...]:
    days = zip(board.can, board.loath, board.held, strict=True)
    return tuple((can >> i & 1) + 2 * (no >> i & 1) + 4 * (held >> i & 1) for can, no, held in days)


def _key(kinds: Kinds, level: Levels) -> tuple[tuple[Levels, ...], ...]:
    """The same for counts that differ only in who of those alike has them."""
    return tuple(
        tuple(sorted(tuple(level[i] for i in circle) for circle in circles)) for circles in kinds
    )


def _options(board: Board, d: int) -> list[int]:
    """The choices of a day with as few as can be who asked to be spared; no more than _MANY."""
    seats = board.movable(d).bit_count()
    found = list(islice(every(board.choices(d), seats), _MANY + 1))
    fewest = min((bits & board.loath[d]).bit_count() for bits in found)
    return [bits for bits in found if (bits & board.loath[d]).bit_count() == fewest]


def _onward(
    states: dict[Levels, Path], options: list[int], now: int, kinds: Kinds
) -> dict[Levels, Path]:
    """Every choice of one more day; of those with the same future the one with fewest changes."""
    found: dict[object, tuple[Levels, Path]] = {}
    for level, (same, path) in states.items():
        for bits in options:
            after = tuple(n + (bits >> i & 1) for i, n in enumerate(level))
            key, staying = _key(kinds, after), same + (bits & now).bit_count()
            if key not in found or found[key][1][0] < staying:
                found[key] = (after, (staying, (*path, bits)))
    return dict(found.values())
