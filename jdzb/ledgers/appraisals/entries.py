"""What the appraisals book keeps: a round, and all that hangs on it. Points are hundredths."""

from __future__ import annotations

from dataclasses import dataclass

from jdzb.ledgers.appraisals.columns import (
    ASSESSED,
    DEDUCT,
    TAKEN,
    VALID,
)
from jdzb.ledgers.appraisals.terms import MEMBERS, NOT_AT_ALL, TALK


@dataclass(frozen=True, slots=True)
class Round:
    """One appraisal by one scheme. ``day`` is the day as of which people are listed (ISO text).

    ``scheme`` is the title of the scheme; its whole text is frozen beside the round when it opens.
    ``closed_on`` set: the results are final. ``span`` is a part of the year (第三季度), or None.
    """

    title: str
    scheme: str
    year: int
    day: str
    span: str | None = None
    closed_on: str | None = None
    note: str | None = None
    id: int = 0

    @property
    def closed(self) -> bool:
        """True when the results are frozen."""
        return self.closed_on is not None


@dataclass(frozen=True, slots=True)
class SchemeText:
    """The text of a scheme in the ledger: a county's own (``round`` None) or one frozen."""

    key: str
    title: str
    text: str
    round: int | None = None
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody (or a branch, a group) in a round; ``takes`` says whether he gets a grade.

    ``apart`` are the periods that do not count for him, a line each: 年中：8月转入.
    """

    name: str
    kind: str = MEMBERS
    member: int | None = None
    standing: str | None = None
    takes: str = ASSESSED
    why: str | None = None
    basis: str | None = None
    place: int = 0
    round: int = 0
    apart: str | None = None
    id: int = 0

    @property
    def assessed(self) -> bool:
        """True for who is ranked and graded."""
        return self.takes == ASSESSED

    @property
    def excused(self) -> bool:
        """True for who does not take part at all."""
        return self.takes == NOT_AT_ALL


@dataclass(frozen=True, slots=True)
class Score:
    """One cell of the grid: entered points, or the choice entered (way grade)."""

    subject: int
    item: str
    period: str
    side: str | None = None
    points: int | None = None
    choice: str | None = None
    name: str | None = None
    title: str | None = None
    round: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A deduction, addition or veto with what happened and its evidence: a record of the ledger
    (``duty_turns:12``), or in words the paper that proves it.

    ``fact`` is the kind of fact (``duty.away``), None when entered by hand. One not taken
    (``verdict``) counts nothing and has a reason; it is never proposed again.
    """

    subject: int
    period: str
    item: str
    points: int
    day: str
    what: str
    kind: str = DEDUCT
    evidence: str | None = None
    fact: str | None = None
    verdict: str = TAKEN
    reason: str | None = None
    name: str | None = None
    title: str | None = None
    round: int = 0
    id: int = 0

    @property
    def counts(self) -> bool:
        """True for one the branch accepted."""
        return self.verdict == TAKEN


@dataclass(frozen=True, slots=True)
class Ballot:
    """Papers of one ballot handed out, returned, of these invalid, or without any tick (blank)."""

    ballot: str
    period: str
    day: str | None = None
    handed: int | None = None
    returned: int | None = None
    invalid: int | None = None
    blank: int | None = None
    note: str | None = None
    title: str | None = None
    round: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Attended:
    """How many of some people (党员, 村民代表) should be there for a ballot and were."""

    ballot: int
    who: str
    should: int | None = None
    present: int | None = None
    round: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes one subject got on one item, by choice in the order of the scheme; blank ones."""

    ballot: int
    subject: int
    item: str
    counts: tuple[int, ...] = ()
    blank: int | None = None
    name: str | None = None
    title: str | None = None
    round: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """One ballot paper: its number, and per (subject, item) the chosen place (0…); None: blank."""

    ballot: int
    number: int
    state: str = VALID
    answers: tuple[tuple[int, str, int], ...] = ()
    note: str | None = None
    round: int = 0
    id: int = 0

    @property
    def valid(self) -> bool:
        """True when its votes count."""
        return self.state == VALID


@dataclass(frozen=True, slots=True)
class StageDone:
    """What was done of a stage: as a whole (``subject`` None), or by one of those assessed."""

    stage: str
    period: str
    subject: int | None = None
    begun_on: str | None = None
    done_on: str | None = None
    who: str | None = None
    link: str | None = None
    since: str | None = None
    until: str | None = None
    note: str | None = None
    title: str | None = None
    name: str | None = None
    round: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """Who of equals (同分) or of too many for a quota (名额) gets the grade, and why."""

    kind: str
    subject: int
    grade: str
    day: str
    reason: str
    name: str | None = None
    round: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one subject as posted and frozen; ``parts`` are (title, text) pairs."""

    subject: int
    rank: int | None = None
    total: int | None = None
    grade: str | None = None
    parts: str | None = None
    fallen: str | None = None
    name: str | None = None
    round: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk after a line was fallen below; internal."""

    round: int
    member: int
    day: str
    kind: str = TALK
    talker: int | None = None
    text: str | None = None
    remedy: str | None = None
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Help:
    """2+1 help for a year: two Party members and one more; ``outcome`` None while it runs."""

    member: int
    first: int
    second: int
    third: str
    since: str
    until: str
    round: int | None = None
    plan: str | None = None
    outcome: str | None = None
    ended_on: str | None = None
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class HelpNote:
    """What was written of one month of help; ``month`` is ``2026-11``."""

    help: int
    month: str
    day: str
    text: str
    who: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """A photo or paper of a round, perhaps of one mark: its SHA-256, the name it had."""

    round: int
    sha256: str
    name: str
    mark: int | None = None
    kind: str | None = None
    note: str | None = None
    id: int = 0
