"""From points to grades: lines, bands, quotas, vetoes, ties, what happens below the lines. Pure.

Everybody gets the best grade that is open to him (line, stars, majority, veto) and still has room,
the best totals first. Room: of ``percent`` grades the share of this and all better grades together,
rounded half up (10/20/60/10 % of 49: the borders 4.9, 14.7, 44.1, 49 become 5, 15, 44, 49); of
``most`` the share rounded down, never more; of ``places`` the number. Who may have no place there
(failing, vetoed) takes none, so it is the lower bands that become smaller. Where equal totals meet
a border with room for some of them only, that is a tie: settled by the scheme, or open until
decided; while it is open all of them stand just below the border and the places are kept. Places
that equals left empty go to nobody with less. A quota is never exceeded, even where the scheme
moves equals up: there they go down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from jdzb.ledgers.appraisals.schemes import Grade, Line, Scheme
from jdzb.ledgers.appraisals.scoring import Score
from jdzb.ledgers.appraisals.terms import BY_MAJORITY, BY_STARS, DECIDE, UP, WHOLE

TWICE_LOWEST, BELOW = "lowest", "below"


@dataclass(frozen=True, slots=True)
class Entrant:
    """One subject. ``excused``: why he is not graded. ``lowest``: years running before this one
    in the lowest band.
    """

    id: int
    score: Score
    excused: str = ""
    lowest: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What was decided of a tie: who of the equals gets this grade."""

    grade: str
    who: frozenset[int]


@dataclass(frozen=True, slots=True)
class Tie:
    """Equals at a border: so many ``places`` in ``better``, the rest go to ``worse`` (a lower one).

    ``settled`` by a decision or by the scheme; ``chosen`` are those who got the places.
    """

    better: str
    worse: str
    who: tuple[int, ...]
    places: int
    settled: bool = False
    chosen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out for one. No rank and no grade for who is excused or not complete yet.

    ``why``: keys of what kept him from a better grade: veto keys, 'below', 'lowest'. ``lines``:
    what is to happen. ``tied``: in an open tie.
    """

    id: int
    rank: int | None = None
    grade: str = ""
    why: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Graded:
    """The outcome of all: ``counts`` by grade and ``waiting`` (incomplete) sum to ``assessed``."""

    outcomes: Mapping[int, Outcome]
    counts: Mapping[str, int]
    assessed: int
    waiting: int
    ties: tuple[Tie, ...] = ()

    @property
    def open(self) -> tuple[Tie, ...]:
        """The ties nobody has decided yet."""
        return tuple(tie for tie in self.ties if not tie.settled)


def grade(scheme: Scheme, entrants: Iterable[Entrant], decided: Sequence[Choice] = ()) -> Graded:
    """Rank and grade everybody who is not excused."""
    everybody = list(entrants)
    assessed = [one for one in everybody if not one.excused]
    ready = sorted((one for one in assessed if not one.score.missing), key=lambda one: one.id)
    ready.sort(key=lambda one: one.score.order, reverse=True)
    field_ = _Field(scheme, len(assessed), decided)
    for group in _equals(ready):
        field_.place(group)
    numbers = {one.id: _lowered(scheme, one, field_.given[one.id]) for one in ready}
    ranks = _ranks(ready)
    tied = {who for tie in field_.ties if not tie.settled for who in tie.who}
    outcomes = {one.id: Outcome(one.id) for one in everybody}
    for one in ready:
        title = scheme.grades[numbers[one.id]].title
        lines = tuple(_lines(scheme, one.score, title))
        why = tuple(_why(scheme, one, field_.given[one.id], numbers[one.id]))
        outcomes[one.id] = Outcome(one.id, ranks[one.id], title, why, lines, one.id in tied)
    given = [numbers[one.id] for one in ready]
    counts = {one.title: given.count(number) for number, one in enumerate(scheme.grades)}
    return Graded(outcomes, counts, len(assessed), len(assessed) - len(ready), tuple(field_.ties))


def borders(scheme: Scheme, assessed: int) -> tuple[int, ...]:
    """For each grade how many may have it or a better one; all where no percent is said."""
    found, percent = [], 0
    for one in scheme.grades:
        percent += one.percent or 0
        share = Fraction(percent * assessed, WHOLE)
        found.append(int((share * 2 + 1) // 2) if one.percent is not None else assessed)
    return tuple(found)


def room_of(one: Grade, assessed: int) -> int:
    """How many at most may have this grade by its quota and places."""
    by_share = assessed if one.most is None else int(one.most * assessed)
    return by_share if one.places is None else min(one.places, by_share)


def _equals(ready: Sequence[Entrant]) -> Iterator[list[Entrant]]:
    for _, group in groupby(ready, key=lambda one: one.score.order):
        yield list(group)


def _ranks(ready: Sequence[Entrant]) -> dict[int, int]:
    """Equals share the better rank: 1, 2, 2, 4."""
    found: dict[int, int] = {}
    for group in _equals(ready):
        found |= dict.fromkeys((one.id for one in group), len(found) + 1)
    return found


@dataclass(slots=True)
class _Field:
    """The grades being filled from the best total down."""

    scheme: Scheme
    assessed: int
    decided: Sequence[Choice]
    given: dict[int, int] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    closed: set[int] = field(default_factory=set)
    taken: list[int] = field(init=False)
    upto: tuple[int, ...] = field(init=False)
    rooms: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.taken = [0] * len(self.scheme.grades)
        self.upto = borders(self.scheme, self.assessed)
        self.rooms = tuple(room_of(one, self.assessed) for one in self.scheme.grades)

    def place(self, group: Sequence[Entrant]) -> None:
        """Give each of these equals a grade."""
        waiting = [(one.id, best_open(self.scheme, one.score)) for one in group]
        last = len(self.scheme.grades) - 1
        for number in range(last + 1):
            here = [who for who, best in waiting if best <= number]
            end = number == last
            placed = self._put(number, here) if end else self._admitted(number, here)
            waiting = [pair for pair in waiting if pair[0] not in set(placed)]

    def _put(self, number: int, who: Sequence[int]) -> Sequence[int]:
        self.taken[number] += len(who)
        self.given |= dict.fromkeys(who, number)
        return who

    def _admitted(self, number: int, here: list[int]) -> Sequence[int]:
        """Place those of these equals for whom there is room; who is placed."""
        room = self._room(number)
        if len(here) <= room:
            return self._put(number, here)
        if room == 0:
            return []
        chosen, settled = self._settled(number, here, room)
        better, worse = (self.scheme.grades[n].title for n in (number, number + 1))
        self.ties.append(Tie(better, worse, tuple(here), room, settled, tuple(chosen)))
        if settled:
            self.closed.add(number)
            return self._put(number, chosen)
        self.taken[number] += room  # the places are kept for whoever is decided on
        self.taken[number + 1] -= room
        return self._put(number + 1, here)

    def _settled(self, number: int, here: list[int], room: int) -> tuple[list[int], bool]:
        """Who of equals got the places, and whether that is settled."""
        grade_ = self.scheme.grades[number]
        chosen = self._chosen(grade_.title, here, room)
        if chosen or self.scheme.ties == DECIDE:
            return chosen, bool(chosen)
        up = self.scheme.ties == UP and grade_.percent is not None
        return (here if up else []), True

    def _chosen(self, better: str, here: list[int], room: int) -> list[int]:
        """A decision counts while it still fits: just so many of just these equals."""
        for one in self.decided:
            if one.grade == better and len(one.who) == room and one.who <= set(here):
                return sorted(one.who)
        return []

    def _room(self, number: int) -> int:
        """Room left in a grade, and up to the borders of the bands it lies within."""
        if number in self.closed:
            return 0
        left = self.rooms[number] - self.taken[number]
        for lower in range(number, len(self.taken)):
            if self.scheme.grades[lower].percent is not None:
                left = min(left, self.upto[lower] - sum(self.taken[: lower + 1]))
        return max(left, 0)


def best_open(scheme: Scheme, score: Score) -> int:
    """The number of the best grade that line, stars, majority and vetoes leave open."""
    numbers = {one.title: number for number, one in enumerate(scheme.grades)}
    least = max(
        (numbers[veto.grade] for veto in scheme.vetoes if veto.key in score.vetoes), default=0
    )
    return max(least, _reached(scheme, score))


def _reached(scheme: Scheme, score: Score) -> int:
    last = len(scheme.grades) - 1
    if scheme.by == BY_MAJORITY:
        return score.majority if score.majority >= 0 else last
    if scheme.by == BY_STARS:
        earned = len(score.stars)
        reached = (n for n, one in enumerate(scheme.grades) if earned >= one.stars)
    else:
        reached = (n for n, one in enumerate(scheme.grades) if score.total >= one.line)
    return next(reached, last)


def _lowered(scheme: Scheme, one: Entrant, number: int) -> int:
    """The grade after the rule of so many years running in the lowest band."""
    rule = scheme.lowest
    if rule is None or scheme.grades[number].title != rule.grade or one.lowest + 1 < rule.years:
        return number
    return next(n for n, each in enumerate(scheme.grades) if each.title == rule.to)


def _why(scheme: Scheme, one: Entrant, given: int, final: int) -> Iterator[str]:
    yield from one.score.vetoes
    if given == len(scheme.grades) - 1 and _reached(scheme, one.score) == given:
        yield BELOW
    if final != given:
        yield TWICE_LOWEST


def _lines(scheme: Scheme, score: Score, title: str) -> Iterator[Line]:
    for line in scheme.lines:
        total = bool(line.below) and score.total < line.below
        important = bool(line.important_below) and score.important < line.important_below
        if total or important or title in line.grades:
            yield line


def best_of_period(period: str, entrants: Iterable[Entrant]) -> tuple[int, ...]:
    """Who has the most points in a period (several where they are equal); for ``Scheme.award``.

    Nobody among fewer than two, nor while something of the period is missing. A veto counts in
    the period it fell into; for whom the period does not count is not compared.
    """
    found = {
        one.id: one.score for one in entrants if not one.excused and period not in one.score.apart
    }
    waiting = any(cell[0] == period for score in found.values() for cell in score.missing)
    if len(found) < 2 or waiting:
        return ()
    open_ = {who: one.periods[period] for who, one in found.items() if period not in one.vetoed}
    return tuple(who for who, points in open_.items() if points == max(open_.values()))
