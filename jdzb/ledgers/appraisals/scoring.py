"""From what was entered about one subject to his points. Pure, exact, one subject at a time.

Sums are fractions until the total is rounded (``Scheme.decimals``), so the order of entering does
not matter. A cell of the grid is a (period, item) pair; with several sides also the side.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from jdzb.ledgers.appraisals.schemes import Aspect, Ballot, Item, Part, Scheme
from jdzb.ledgers.appraisals.terms import ADD, BALLOT, BY_MAJORITY, DEDUCT, GRADE, WHOLE

Cell = tuple[str, str]  # (period, item)
Weights = Mapping[str, Fraction]  # by period


@dataclass(frozen=True, slots=True)
class Mark:
    """A deduction or an addition that was accepted; of a veto ``item`` is its key, points are 0."""

    period: str
    item: str
    points: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """What the ballots say of one subject under one item: votes per choice, papers without one.

    Of a ballot on which one of all is ticked: ``counts`` holds his votes alone, ``of`` the valid
    papers.
    """

    counts: tuple[int, ...]
    blank: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Entered:
    """All that was entered about one subject; ``values`` by (period, item, side), in hundredths.

    ``apart``: the periods that do not count for him. Nothing is missing there, what was entered
    there is left aside, and the weights of the other periods are scaled to the whole.
    """

    values: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    marks: Sequence[Mark] = ()
    tallies: Mapping[Cell, Tally] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Score:
    """The points of one subject in hundredths; cells, parts, periods exact, the total rounded.

    A cell of a part that deducts holds what is taken off. ``missing``: cells not entered yet,
    counted as 0. ``order``: the larger, the better; the majority or the stars, then the points.
    ``majority``: number of the choice that more than half reach, -1 without ballots; the total is
    then the percent of votes for the best choice. ``stars``: keys of the parts that earned theirs.
    ``vetoes`` count for the year, ``vetoed`` are the periods they fell into. ``apart``: as entered.
    """

    total: int
    cells: Mapping[Cell, Fraction]
    parts: Mapping[tuple[str, str], Fraction]
    periods: Mapping[str, Fraction]
    order: tuple[Fraction | int, ...]
    important: Fraction = Fraction(0)
    missing: tuple[Cell, ...] = ()
    vetoes: tuple[str, ...] = ()
    stars: tuple[str, ...] = ()
    majority: int = -1
    vetoed: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()


def rounded(points: Fraction, decimals: int = 2) -> int:
    """Hundredths rounded half up to so many digits after the point: 9516.5 is 9520 with one."""
    step = (100, 10, 1)[decimals]
    return step * floor(points / step + Fraction(1, 2))


def shown(points: Fraction | int, decimals: int = 2) -> str:
    """Hundredths as a person writes them, at least one digit: 95.2, 100.0, 92.25."""
    whole, rest = divmod(abs(rounded(Fraction(points), decimals)), 100)
    digits = f"{rest:02d}"[: max(decimals, 1)]
    digits = digits[0] + digits[1:].rstrip("0")
    return f"{'-' if points < 0 else ''}{whole}.{digits}"


def cells(scheme: Scheme) -> Iterator[tuple[str, Part, Item]]:
    """(period, part, item) of every cell, in the order of the grid."""
    for period in scheme.periods:
        for part in scheme.parts:
            if period.key in part.periods:
                yield from ((period.key, part, item) for item in part.items)


def score(scheme: Scheme, entered: Entered) -> Score:
    """The points of one subject."""
    marked = _marked(entered.marks)
    found: dict[Cell, Fraction] = {}
    missing = []
    for period, part, item in cells(scheme):
        there = period not in entered.apart
        points = _cell(scheme, part, item, period, entered, marked) if there else Fraction(0)
        if points is None:
            missing.append((period, item.key))
        found[period, item.key] = points or Fraction(0)
    parts = {
        (period.key, part.key): Fraction(0)
        if period.key in entered.apart
        else _part(part, period.key, found)
        for period in scheme.periods
        for part in scheme.parts
        if period.key in part.periods
    }
    return _summed(scheme, entered, found, parts, tuple(missing))


def _summed(
    scheme: Scheme,
    entered: Entered,
    found: Mapping[Cell, Fraction],
    parts: Mapping[tuple[str, str], Fraction],
    missing: tuple[Cell, ...],
) -> Score:
    periods = {one.key: _period(scheme, one.key, parts) for one in scheme.periods}
    weights = weights_of(scheme, entered.apart)
    total = rounded(_over_year(periods, weights), scheme.decimals)
    stars, majority = _stars(scheme, parts, weights), -1
    order: tuple[Fraction | int, ...] = (len(stars), total)
    if scheme.by == BY_MAJORITY:
        shares, majority = _reached(entered)
        total = rounded(shares[0] * WHOLE, scheme.decimals) if shares else 0
        order = (-majority, *shares)
    known = {veto.key for veto in scheme.vetoes}
    vetoed = [mark for mark in entered.marks if mark.item in known]
    vetoes = {mark.item for mark in vetoed}
    return Score(
        total, found, parts, periods, order, _important(scheme, found, weights), missing,
        tuple(veto.key for veto in scheme.vetoes if veto.key in vetoes), stars, majority,
        frozenset(mark.period for mark in vetoed), entered.apart,
    )  # fmt: skip


def weights_of(scheme: Scheme, apart: Collection[str] = ()) -> dict[str, Fraction]:
    """What each period that counts weighs of the whole; the weights sum to 1 (40 % and 60 %, the
    first left out: 1), unless only periods without weight are left.
    """
    counted = {one.key: one.weight for one in scheme.periods if one.key not in apart}
    whole = sum(counted.values()) or 1
    return {key: Fraction(weight, whole) for key, weight in counted.items()}


def fault(scheme: Scheme, item: Item, points: int) -> str:
    """What is wrong with points entered for an item, as a Chinese sentence, or nothing."""
    part = scheme.part_of(item.key)
    if part.way == GRADE:
        allowed = [one.points for one in part.choices]
        names = "、".join(one.title for one in part.choices)
        return "" if points in allowed else f"“{item.title}”应为 {names} 之一。"
    most = item.full or part.full
    if 0 <= points <= most:
        return ""
    return f"“{item.title}”应在 0 到 {shown(most)} 分之间。"


# -- one cell --------------------------------------------------------------------------------------


def _marked(marks: Iterable[Mark]) -> dict[Cell, int]:
    found: dict[Cell, int] = {}
    for mark in marks:
        found[mark.period, mark.item] = found.get((mark.period, mark.item), 0) + mark.points
    return found


def _cell(
    scheme: Scheme,
    part: Part,
    item: Item,
    period: str,
    entered: Entered,
    marked: Mapping[Cell, int],
) -> Fraction | None:
    """The points of a cell, what it takes off where the part deducts; None if not entered."""
    if part.way in (DEDUCT, ADD):
        points = marked.get((period, item.key), 0)
        return Fraction(min(points, item.full) if item.full else points)
    if part.way == BALLOT:
        tally = entered.tallies.get((period, item.key))
        ballot = scheme.ballot(part.ballot)
        return None if tally is None else _of_ballot(ballot, tally, item.full)
    points_of = _of_sides(scheme, item, period, entered)
    if points_of is None or part.way != GRADE:
        return points_of
    return points_of * item.full / WHOLE


def _of_sides(scheme: Scheme, item: Item, period: str, entered: Entered) -> Fraction | None:
    total = Fraction(0)
    for side in scheme.sides:
        if side.weight:
            points = entered.values.get((period, item.key, side.key))
            if points is None:
                return None
            total += Fraction(points * side.weight, WHOLE)
    return total


def _of_ballot(ballot: Ballot, tally: Tally, full: int) -> Fraction | None:
    """The mean of the choices over the votes cast, of ``full``; None where nobody said anything."""
    if ballot.pick:
        return Fraction(tally.counts[0] * full, tally.of) if tally.of else None
    cast = sum(tally.counts)
    worth = sum(n * one.points for n, one in zip(tally.counts, ballot.choices, strict=True))
    return Fraction(worth * full, cast * WHOLE) if cast else None


# -- the sums --------------------------------------------------------------------------------------


def _part(part: Part, period: str, found: Mapping[Cell, Fraction]) -> Fraction:
    points = sum((_aspect(one, part.way, period, found) for one in part.aspects), Fraction(0))
    if part.way == DEDUCT:
        return max(part.full - points, Fraction(0))
    if part.mean:
        return points / len(part.aspects)
    return min(points, Fraction(part.full)) if part.full else points


def _aspect(aspect: Aspect, way: str, period: str, found: Mapping[Cell, Fraction]) -> Fraction:
    points = sum((found[period, item.key] for item in aspect.items), Fraction(0))
    limited = aspect.full and way in (DEDUCT, ADD)
    return min(points, Fraction(aspect.full)) if limited else points


def _period(scheme: Scheme, period: str, parts: Mapping[tuple[str, str], Fraction]) -> Fraction:
    total = Fraction(0)
    for part in scheme.parts:
        if points := parts.get((period, part.key)):
            total += points * part.weight / part.full if part.weight else points
    return total


def _over_year(periods: Mapping[str, Fraction], weights: Weights) -> Fraction:
    return sum((periods[key] * weight for key, weight in weights.items()), Fraction(0))


def _important(scheme: Scheme, found: Mapping[Cell, Fraction], weights: Weights) -> Fraction:
    """The key points over the year; what is taken off counts against them."""
    total = Fraction(0)
    for period, part, item in cells(scheme):
        if item.important and period in weights:
            points = found[period, item.key]
            gained = item.full - points if part.way == DEDUCT else points
            total += gained * weights[period]
    return total


def _stars(
    scheme: Scheme, parts: Mapping[tuple[str, str], Fraction], weights: Weights
) -> tuple[str, ...]:
    if not scheme.star_line:
        return ()
    found = []
    for part in scheme.parts:
        own = {key: weight for key, weight in weights.items() if key in part.periods}
        points = sum((parts[key, part.key] * weight for key, weight in own.items()), Fraction(0))
        whole = sum(own.values())
        if whole and points / whole >= scheme.star_line:
            found.append(part.key)
    return tuple(found)


def _reached(entered: Entered) -> tuple[tuple[Fraction, ...], int]:
    """Shares of the votes cast for each choice or a better one, and the first above a half."""
    given = (
        tally.counts
        for (period, _), tally in entered.tallies.items()
        if period not in entered.apart
    )
    counts = [sum(column) for column in zip(*given, strict=True)]
    cast = sum(counts)
    if not cast:
        return (), -1
    shares = tuple(Fraction(sum(counts[: n + 1]), cast) for n in range(len(counts)))
    return shares, next(n for n, share in enumerate(shares) if share > Fraction(1, 2))
