"""What meetings tell of each member: absences, hours of study, facts for appraisals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from jdzb.core import clock, rules
from jdzb.core.ledger import Conduct
from jdzb.core.records import made
from jdzb.ledgers.meetings import (
    absences,
    forms,
    framing,
    matters,
    service,
    service_plan,
    voting,
)
from jdzb.ledgers.meetings import rules as card
from jdzb.ledgers.meetings.absences import Seen, Tally, Verdict
from jdzb.ledgers.meetings.columns import ABSENCE_TALK, ABSENT, CAME, EXCUSED
from jdzb.ledgers.meetings.entries import Meeting, Minutes, Talk
from jdzb.ledgers.meetings.kinds import VILLAGERS, Kind
from jdzb.ledgers.meetings.rules import Line
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

HOURS, HOURS_COMMITTEE = "members.study.hours", "members.study.hours_committee"
_SEEN = (
    "SELECT a.id AS row, a.member, a.meeting, m.day, m.kind, m.hours, a.state, a.reason"
    " FROM meeting_attendance a JOIN meetings m ON m.id = a.meeting"
    " WHERE a.void IS NULL AND m.void IS NULL AND a.member IS NOT NULL"
    " AND m.day BETWEEN ? AND ?"
)


@dataclass(frozen=True, slots=True)
class Study:
    """The hours of one member in a year beside the hours asked for; excused ones are not asked."""

    member: int
    name: str
    hours: int
    need: int
    basis: str
    excused: bool = False

    @property
    def missing(self) -> int:
        """How many hours are still missing; 0 for who is excused."""
        return 0 if self.excused else max(0, self.need - self.hours)


@dataclass(frozen=True, slots=True)
class MemberYear:
    """What a member's own page shows of a year of meetings."""

    should: int
    came: int
    excused: int
    absent: int
    unexcused: int
    study: Study | None
    tally: Tally
    verdicts: tuple[Verdict, ...]
    seen: tuple[Seen, ...]


def seen(session: Session, since: date, until: date, *only: int) -> list[Seen]:
    """What is recorded of the members (or of some) at the meetings of a span, by day."""
    known = service.kinds_of(session)
    own = f" AND a.member IN ({', '.join('?' for _ in only)})" if only else ""
    args = (since.isoformat(), until.isoformat(), *only)
    rows = session.query(f"{_SEEN}{own} ORDER BY m.day, m.id, a.id", args)
    for row in rows:
        row["hours"] = _hours(row["hours"], known.get(row["kind"]))
    return [Seen(**row) for row in rows]


def _hours(given: int | None, kind: Kind | None) -> int:
    figure = kind.hours.figure if kind and kind.hours else 0
    return given if given is not None else figure if isinstance(figure, int) else 0


def counted(session: Session, found: Sequence[Seen]) -> list[Seen]:
    """Those at meetings whose absences count."""
    counting = {kind.name for kind in service.kinds_of(session).values() if kind.absences}
    return [one for one in found if one.kind in counting]


def tallies(session: Session, day: date, only: Sequence[int] = ()) -> dict[int, Tally]:
    """The absences without reason up to a day, of who was away without reason in that year.

    The run is followed back to the year before. ``only``: these members.
    """
    found: dict[int, list[Seen]] = {one: [] for one in only or _away(session, day)}
    span = date(day.year - 1, 1, 1), day
    for one in counted(session, seen(session, *span, *found) if found else []):
        found[one.member].append(one)
    return {member: absences.tally(member, one) for member, one in found.items()}


def _away(session: Session, day: date, least: int = 1) -> list[int]:
    """Who was away without reason at so many meetings of the year, or more, up to a day."""
    rows = session.query(
        "SELECT a.member, a.reason FROM meetings m"
        " JOIN meeting_attendance a ON a.meeting = m.id AND a.state = '缺席'"
        " WHERE a.void IS NULL AND m.void IS NULL AND a.member IS NOT NULL"
        " AND m.day BETWEEN ? AND ?",
        (date(day.year, 1, 1).isoformat(), day.isoformat()),
    )
    times = Counter(row["member"] for row in rows if absences.unexcused(ABSENT, row["reason"]))
    return sorted(member for member, count in times.items() if count >= least)


def check(session: Session, minutes: Minutes) -> tuple[Line, ...]:
    """The check card of minutes as they stand, typed or stored, with the absences before them.

    A step of 四议两公开 is measured by the local rule too, where that asks for something else.
    """
    meeting, table, today = minutes.meeting, rules.standard(), clock.today()
    kind = service.kind_of(session, meeting.kind)
    found = _with_this(session, minutes) if kind.absences else {}
    fixed = service_plan.fixed_day(session, int(meeting.day[:4]), int(meeting.day[5:7]))
    return (
        *card.check(minutes, kind, table, found, today),
        *_twice(session, minutes.meeting),
        *_local(minutes, kind),
        *forms.lines(minutes, kind, table, fixed, today),
    )


def _twice(session: Session, meeting: Meeting) -> Iterator[Line]:
    """Another record of such a meeting on the day: it may have been entered twice."""
    rows = session.query(
        "SELECT id FROM meetings WHERE void IS NULL AND kind = ? AND day = ? AND id <> ?"
        " AND coalesce(party_group, '') = ?",
        (meeting.kind, meeting.day, meeting.id, meeting.party_group or ""),
    )
    if rows:
        text = f"同一天另有一次{meeting.kind}的记录，请看看是不是登记了两遍"
        yield Line(card.WARN, "twice", text)


def _local(minutes: Minutes, kind: Kind) -> Iterator[Line]:
    numbers, table = voting.count(minutes, kind), rules.standard()
    told = (voting.share_of(kind.quorum), voting.share_of(kind.majority), kind.base)
    for number, item in enumerate(minutes.items, 1):
        if item.step is None:
            continue
        should = item.base if item.base is not None else numbers.votes
        taken = matters.Taken(
            number, minutes.meeting.day, should=should, present=numbers.present, yes=item.yes
        )
        for test in matters.yardsticks(item.step, table, villagers=kind.name == VILLAGERS):
            if test.level == matters.LOCAL and (test.quorum, test.majority, test.base) != told:
                title = f"议题 {number}（{table.texts(matters.STEPS)[item.step - 1]}）"
                yield from matters.measured(title, taken, test)


def _with_this(session: Session, minutes: Minutes) -> dict[int, Tally]:
    """Tallies of who is away in these minutes; the stored ones of this meeting do not count."""
    meeting = minutes.meeting
    day = date.fromisoformat(meeting.day)
    found = {}
    for one in minutes.attendance:
        if one.member is None or not absences.unexcused(one.state, one.reason):
            continue
        before = counted(session, seen(session, date(day.year - 1, 1, 1), day, one.member))
        before = [each for each in before if not meeting.id or each.meeting != meeting.id]
        now = Seen(one.member, meeting.id or 2**31, meeting.day, meeting.kind, one.state)
        found[one.member] = absences.tally(one.member, [*before, now])
    return found


# -- study and the member's page -------------------------------------------------------------------


def study(session: Session, year: int) -> list[Study]:
    """The hours of every Party member of today in a year, in the order of the register.

    The committee is asked for more; 年老体弱 are not held to it.
    """
    since, until = _span(year)
    known = absences.hours(seen(session, since, until))
    register, day = members.register(session), min(until, clock.today())
    names = members.names(session)
    table = rules.standard()
    found = []
    for one in register.party_on(day):
        rule = table.rule(HOURS_COMMITTEE if framing.in_committee(one) else HOURS)
        need, excused = table.whole(rule.key), register.excused_on(one, day)
        basis = rule.basis
        found.append(Study(one.id, names[one.id], known.get(one.id, 0), need, basis, excused))
    return found


def member_year(session: Session, member: int, year: int) -> MemberYear:
    """The meetings of one member in a year, with what the rules of absence say today."""
    since, until = _span(year)
    found = seen(session, since, until, member)
    states = [one.state for one in found if one.state]
    day = min(until, clock.today())
    tally = tallies(session, day, (member,))[member]
    return MemberYear(
        should=len(states),
        came=states.count(CAME),
        excused=states.count(EXCUSED),
        absent=states.count(ABSENT),
        unexcused=sum(one.away for one in found),
        study=_study_of(session, member, found, day),
        tally=tally,
        verdicts=tuple(absences.verdicts(tally, rules.standard())),
        seen=tuple(found),
    )


def _study_of(session: Session, member: int, found: Sequence[Seen], day: date) -> Study | None:
    """The hours of one; None for who is no Party member that day."""
    register = members.register(session)
    one = next((card for card in register.party_on(day) if card.id == member), None)
    if one is None:
        return None
    table = rules.standard()
    rule = table.rule(HOURS_COMMITTEE if framing.in_committee(one) else HOURS)
    done = absences.hours(found).get(member, 0)
    excused = register.excused_on(one, day)
    return Study(member, one.name, done, table.whole(rule.key), rule.basis, excused)


def _span(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


# -- for appraisals --------------------------------------------------------------------------------


def conduct(session: Session, member: int, year: int) -> Sequence[Conduct]:
    """Every meeting of the year at which something is recorded of the member, and every talk."""
    since, until = _span(year)
    known = service.kinds_of(session)
    found = []
    for one in seen(session, since, until, member):
        if one.state:
            short = known[one.kind].short if one.kind in known else one.kind
            row = ("meeting_attendance", one.row)
            day = date.fromisoformat(one.day)
            what = f"{short}{_state(one)}"
            found.append(Conduct("meetings", member, day, what, row, _key(one)))
    for talk in talks(session, member, since, until):
        row = ("meeting_talks", talk.id)
        day = date.fromisoformat(talk.day)
        found.append(Conduct("meetings", member, day, talk.kind, row, "meetings.talk"))
    return sorted(found, key=lambda one: (one.day, one.row))


def _state(one: Seen) -> str:
    if one.away:
        return "无故缺席"
    return f"{one.state}（{one.reason}）" if one.reason else str(one.state)


def _key(one: Seen) -> str:
    if one.away:
        return "meetings.absent"
    return "meetings.present" if one.state == CAME else "meetings.excused"


def talks(
    session: Session, member: int, since: date = date.min, until: date = date.max
) -> list[Talk]:
    """The talks with a member in a span, by day."""
    args = (member, since.isoformat(), until.isoformat())
    rows = session.rows("meeting_talks", "member = ? AND day BETWEEN ? AND ?", args, order="day")
    return [made(Talk, row) for row in rows]


def untalked(session: Session, today: date) -> list[tuple[Tally, Verdict]]:
    """Who has reached the figure for a talk in this year, and has had none since the last absence.

    The longest waiting first.
    """
    found = []
    who = _away(session, today, rules.standard().whole(absences.TALK))
    for tally in (tallies(session, today, who) if who else {}).values():
        for verdict in absences.verdicts(tally, rules.standard()):
            if verdict.key == absences.TALK and verdict.reached:
                last = date.fromisoformat(tally.days[-1])
                had = talks(session, tally.member, last, today)
                if not any(talk.kind == ABSENCE_TALK for talk in had):
                    found.append((tally, verdict))
    return sorted(found, key=lambda pair: (pair[0].days[-1], pair[0].member))
