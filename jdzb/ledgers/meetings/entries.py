"""What the meetings book keeps: a meeting, and all that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass

from jdzb.ledgers.meetings.columns import DONE, DRAFT, HEART, INTERNAL, OWN, VOTE


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. Days and times are ISO text (``2026-11-20``, ``19:30``); id 0 until stored.

    ``kind`` is the name of a kind of meeting. ``should`` and ``present`` are counted by hand, for
    meetings without a list of names. ``study`` to ``lesson`` are the five parts of a 主题党日.
    """

    kind: str
    day: str
    since: str | None = None
    until: str | None = None
    place: str | None = None
    chair: str | None = None
    recorder: str | None = None
    party_group: str | None = None
    theme: str | None = None
    should: int | None = None
    present: int | None = None
    hours: int | None = None
    lecturer: str | None = None
    courseware: str | None = None
    study: str | None = None
    meet: str | None = None
    practice: str | None = None
    labour: str | None = None
    lesson: str | None = None
    resolution: str | None = None
    completed_on: str | None = None
    note: str | None = None
    id: int = 0

    @property
    def locked(self) -> bool:
        """True when the minutes are complete: then only a correction changes them."""
        return self.completed_on is not None

    @property
    def state(self) -> str:
        """草稿 or 完成."""
        return DONE if self.locked else DRAFT


@dataclass(frozen=True, slots=True)
class Attendance:
    """Somebody who should attend: name and standing (正式党员) as of the day of the meeting.

    ``state`` None is not recorded yet. ``member`` None: a representative who is on no card.
    """

    member: int | None
    name: str
    standing: str | None = None
    voting: str = VOTE
    state: str | None = None
    reason: str | None = None
    meeting: int = 0
    id: int = 0

    @property
    def votes(self) -> bool:
        """True for somebody with the right to vote."""
        return self.voting == VOTE


@dataclass(frozen=True, slots=True)
class Excluded:
    """Somebody who does not count: why (``流动党员``), and the rule it rests on."""

    member: int | None
    name: str
    why: str
    basis: str | None = None
    meeting: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who sat in without belonging to the meeting (列席)."""

    name: str
    capacity: str | None = None
    meeting: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda. ``base`` is who may vote and should attend, None: as frozen.

    ``matter`` and ``step`` (1 to 6) make it a step of 四议两公开; ``link`` names a record of
    another book (``commitments:12``); ``notice`` is the notice that made the decision public.
    """

    title: str
    place: int = 1
    talk: str | None = None
    decision: str | None = None
    way: str | None = None
    base: int | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    matter: int | None = None
    step: int | None = None
    link: str | None = None
    publish: str = INTERNAL
    published_on: str | None = None
    notice: int | None = None
    meeting: int = 0
    id: int = 0

    @property
    def voted(self) -> bool:
        """True when any of the three numbers is there."""
        return not (self.yes is self.no is self.abstain is None)


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter that goes the way of 四议两公开."""

    title: str
    day: str
    closed_on: str | None = None
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A step taken outside the agenda of a meeting here: a posting, or numbers given by hand.

    ``link`` is ``table:id`` (``notices:7``, ``meetings:12``).
    """

    matter: int
    step: int
    day: str
    link: str | None = None
    should: int | None = None
    present: int | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Criticism:
    """Criticism at a 组织生活会: of whom, by whom (None: of himself). Never on a public sheet."""

    member: int
    kind: str = OWN
    critic: int | None = None
    text: str | None = None
    remedy: str | None = None
    meeting: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """A photo or file of a meeting: the SHA-256 of the attachment, the name the file had."""

    meeting: int
    sha256: str
    name: str
    kind: str | None = None
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk with a member, internal; 缺席谈话 answers absences without reason."""

    day: str
    member: int
    kind: str = HEART
    talker: int | None = None
    place: str | None = None
    text: str | None = None
    remedy: str | None = None
    meeting: int | None = None
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """One line of the year plan; ``day`` None: the fixed day of the rules, if the kind has one."""

    year: int
    month: int
    kind: str
    day: str | None = None
    theme: str | None = None
    lead: str | None = None
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class OwnKind:
    """A kind of meeting of this branch alone; shares as text (``2/3``)."""

    name: str
    who: str
    short: str | None = None
    period: str | None = None
    times: int | None = None
    quorum: str | None = None
    majority: str | None = None
    base: str | None = None
    hours: int | None = None
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting whole: who should attend frozen, guests, items in order, criticism, files."""

    meeting: Meeting
    attendance: tuple[Attendance, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    guests: tuple[Guest, ...] = ()
    items: tuple[Item, ...] = ()
    criticisms: tuple[Criticism, ...] = ()
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Who should attend a kind of meeting on a day, and who is left out and why.

    ``by_hand``: nobody is listed, the number is counted by hand.
    """

    attendance: tuple[Attendance, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    by_hand: bool = False
