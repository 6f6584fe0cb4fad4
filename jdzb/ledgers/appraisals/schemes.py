"""What a scheme of appraisal is: who is assessed, by what, how points become a grade. Pure data.

All points are whole hundredths (97.5 points are 9750), weights and percents whole hundredths of a
percent (60 % is 6000). A scheme comes from a TOML file (``reading``) and is never changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from jdzb.ledgers.appraisals.terms import BALLOT, BY_POINTS, DECIDE, NOTICE, WHOLE


@dataclass(frozen=True, slots=True)
class Excuse:
    """Who of a standing or with a mark is not graded: takes part all the same, or not at all."""

    who: str
    effect: str
    why: str


@dataclass(frozen=True, slots=True)
class Period:
    """A part of the year with its weight in the total; ``months`` first and last."""

    key: str
    title: str
    weight: int = WHOLE
    months: tuple[int, int] = (1, 12)


@dataclass(frozen=True, slots=True)
class Side:
    """Whose points: 自评, 互评, 终评. A weight of 0 is written down and does not count."""

    key: str
    title: str
    weight: int = WHOLE


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be ticked on a ballot or given to a task, and what it is worth of 100 points."""

    title: str
    points: int


@dataclass(frozen=True, slots=True)
class Item:
    """What is entered: one column of the grid; its key is unique in the scheme.

    ``full``: the most that is given, added or deducted here (0: no limit of its own). ``each``:
    what one fact costs or brings unless said otherwise. ``important``: a key item (重点项).
    """

    key: str
    title: str
    full: int = 0
    each: int = 0
    evidence: tuple[str, ...] = ()
    important: bool = False
    todo: bool = False


@dataclass(frozen=True, slots=True)
class Aspect:
    """Items under one heading. ``expected``: how many the source speaks of (0: not said).

    ``todo``: the source gives only the number or the heading; the branch fills in the rest.
    ``full`` limits what is added or deducted under it (0: no limit); in other parts it is the
    items' sum.
    """

    key: str
    title: str
    items: tuple[Item, ...]
    full: int = 0
    expected: int = 0
    todo: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the total. ``weight`` 0: its points are added as they are.

    A part that deducts begins with ``full``; one that adds never brings more than ``full``.
    ``choices`` are the grades of its items (way grade); ``ballot`` the key of the ballot that gives
    its points: the mean of its lines where each is worth ``full``.
    """

    key: str
    title: str
    way: str
    full: int
    aspects: tuple[Aspect, ...]
    periods: tuple[str, ...]
    weight: int = 0
    choices: tuple[Choice, ...] = ()
    ballot: str = ""
    expected: int = 0
    todo: bool = False

    @property
    def items(self) -> Iterator[Item]:
        """The items of all aspects, in order."""
        return (item for aspect in self.aspects for item in aspect.items)

    @property
    def mean(self) -> bool:
        """Whether its points are the mean of its lines, not their sum."""
        return self.way == BALLOT and all(item.full == self.full for item in self.items)


@dataclass(frozen=True, slots=True)
class Turnout:
    """Who must be there: a share of them, a number at least, or both."""

    who: str
    share: Fraction | None = None
    least: int = 0


@dataclass(frozen=True, slots=True)
class Ballot:
    """A paper ballot. ``pick`` 0: everybody is given a choice; 1: one of all is ticked."""

    key: str
    title: str
    voters: str
    choices: tuple[Choice, ...]
    pick: int = 0
    turnout: tuple[Turnout, ...] = ()


@dataclass(frozen=True, slots=True)
class Veto:
    """What forbids a better grade than ``grade``, whatever the points."""

    key: str
    title: str
    grade: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade. ``line``: points at least; ``stars``: stars at least.

    How many may have it: ``percent`` of the assessed (rounded together with the better grades, half
    up), ``most`` at most this share of them (rounded down), ``places`` at most so many.
    """

    title: str
    line: int = 0
    stars: int = 0
    percent: int | None = None
    most: Fraction | None = None
    places: int | None = None

    @property
    def limited(self) -> bool:
        """Whether only so many may have it."""
        return not (self.percent is None and self.most is None and self.places is None)


@dataclass(frozen=True, slots=True)
class Line:
    """What (of MEASURES) happens to whom: total below, key points below, or one of the grades."""

    key: str
    title: str
    what: str
    below: int = 0
    important_below: int = 0
    grades: tuple[str, ...] = ()
    months: int = 0


@dataclass(frozen=True, slots=True)
class Lowest:
    """Who has ``grade`` for ``years`` running gets ``to``."""

    grade: str
    years: int
    to: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the procedure; ``kind`` of STAGES. ``days``: of a notice. ``link``: what it needs.

    ``each_period``: done once in every period. ``side``: whose points are entered in it.
    """

    key: str
    title: str
    kind: str
    days: int = 0
    link: str = ""
    side: str = ""
    each_period: bool = False


@dataclass(frozen=True, slots=True)
class Public:
    """What a public sheet may say: the grades whose people are named, and whether with points."""

    grades: tuple[str, ...] = ()
    points: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """A whole scheme. ``grades`` from the best to the worst; ``rules`` are the rules it rests on.

    ``decimals``: totals are rounded half up to so many digits, once, at the end; lines, ranks and
    ties look at the rounded total, for that is what hangs on the wall. ``award`` goes to the best
    of each period. ``star_line``: points of a part that earn its star. ``per_year``: rounds of it
    a year (0: not said).
    """

    key: str
    title: str
    about: str
    source: str
    level: str
    status: str
    who: str
    periods: tuple[Period, ...]
    parts: tuple[Part, ...]
    grades: tuple[Grade, ...]
    stages: tuple[Stage, ...]
    by: str = BY_POINTS
    decimals: int = 2
    ties: str = DECIDE
    star_line: int = 0
    award: str = ""
    per_year: int = 0
    sides: tuple[Side, ...] = (Side("", "得分"),)
    excuses: tuple[Excuse, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    lines: tuple[Line, ...] = ()
    lowest: Lowest | None = None
    public: Public = Public()
    rules: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """All items: the columns of the grid."""
        return tuple(item for part in self.parts for item in part.items)

    @property
    def todo(self) -> tuple[str, ...]:
        """The headings the branch still has to fill in, as 日常记实·其他五类."""
        found = []
        for part in self.parts:
            found += [part.title] if part.todo else []
            found += [f"{part.title}·{one.title}" for one in part.aspects if one.todo]
            found += [f"{part.title}·{one.title}" for one in part.items if one.todo]
        return tuple(dict.fromkeys(found))

    @property
    def notice_days(self) -> int:
        """How long the result hangs; 0 where nothing is posted."""
        return max((one.days for one in self.stages if one.kind == NOTICE), default=0)

    @property
    def most(self) -> int:
        """The highest total there is, in hundredths."""
        inside = ((q.weight, p) for q in self.periods for p in self.parts if q.key in p.periods)
        return sum(weight * (part.weight or part.full) for weight, part in inside) // WHOLE

    def part_of(self, item: str) -> Part:
        """The part an item of the scheme stands in."""
        return next(one for one in self.parts if item in {each.key for each in one.items})

    def item(self, key: str) -> Item:
        """An item by its key; KeyError for none."""
        return next(item for part in self.parts for item in part.items if item.key == key)

    def ballot(self, key: str) -> Ballot:
        """A ballot by its key."""
        return next(one for one in self.ballots if one.key == key)

    def names(self, grade: str) -> bool:
        """Whether a public sheet may name who has this grade."""
        return grade in self.public.grades


def excuse_of(scheme: Scheme, standing: str, marks: tuple[str, ...] = ()) -> Excuse | None:
    """Why somebody of this standing (预备党员) and marks (年老体弱) is not graded, or nothing."""
    known = {standing, *marks}
    return next((one for one in scheme.excuses if one.who in known), None)
