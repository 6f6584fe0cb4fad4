"""What the commitments book keeps: promises and what became of them, wishes, posts."""

from __future__ import annotations

from dataclasses import dataclass

from jdzb.ledgers.commitments.columns import NAMED


@dataclass(frozen=True, slots=True)
class Commitment:
    """One promise for a year; ``member`` None: the branch's. Days are ISO text.

    ``target`` counts in ``unit``; ``bound`` says whether it is to be reached (不少于, None) or not
    to be passed (不超过). ``outcome`` is None while it runs; ``id`` is 0 until stored.
    """

    year: int
    what: str
    member: int | None = None
    bound: str | None = None
    target: int | None = None
    unit: str | None = None
    due: str | None = None
    reported: str | None = None
    reported_on: str | None = None
    outcome: str | None = None
    settled_on: str | None = None
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """What was done for a promise on a day; ``amount`` None: nothing that counts."""

    commitment: int
    day: str
    what: str
    amount: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """A photo or paper as evidence: of one entry of progress, or of the promise."""

    commitment: int
    sha256: str
    name: str
    progress: int | None = None
    kind: str | None = None
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the year taken by all; ``link`` is ``meetings:12`` or ``notices:7``."""

    year: int
    step: str
    day: str
    link: str | None = None
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Ballot:
    """How villagers judged one member (None: the branch) on paper: counts of ballots."""

    year: int
    day: str
    handed: int
    returned: int
    member: int | None = None
    satisfied: int = 0
    fairly: int = 0
    dissatisfied: int = 0
    abstain: int = 0
    invalid: int = 0
    note: str | None = None
    id: int = 0

    @property
    def kept_back(self) -> int:
        """Handed out and not returned."""
        return self.handed - self.returned

    @property
    def valid(self) -> int:
        """The ballots that say something."""
        return self.satisfied + self.fairly + self.dissatisfied


@dataclass(frozen=True, slots=True)
class Wish:
    """A villager's wish; the name stands on the wall only where ``naming`` is 公开."""

    day: str
    villager: str
    wish: str
    home: str | None = None
    due: str | None = None
    claimed_by: int | None = None
    claimed_on: str | None = None
    fulfilled_on: str | None = None
    how: str | None = None
    thanks: str | None = None
    naming: str | None = None
    note: str | None = None
    id: int = 0

    @property
    def named(self) -> bool:
        """True when the villager agreed to the name on the wall."""
        return self.naming == NAMED


@dataclass(frozen=True, slots=True)
class Post:
    """A post for members without office (设岗定责): what it is, what it asks for."""

    name: str
    duties: str | None = None
    seats: int | None = None
    note: str | None = None
    id: int = 0
