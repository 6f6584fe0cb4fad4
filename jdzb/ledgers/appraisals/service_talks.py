"""What follows below a line, in the file: talks, and 2+1 help for a year with its monthly notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jdzb.core import clock, rules
from jdzb.core.errors import Refused
from jdzb.core.fields import Value, show_date
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of, made
from jdzb.ledgers.appraisals import columns
from jdzb.ledgers.appraisals.entries import Help, HelpNote, Talk
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import add_years
from jdzb.store.session import Session

TALKS, HELPS, NOTES = "appraisal_talks", "appraisal_helps", "appraisal_help_notes"
LONGEST = "members.correction.years"


@dataclass(frozen=True, slots=True)
class Helped:
    """One help with its notes by month, and the months up to today that have none."""

    help: Help
    notes: tuple[HelpNote, ...]
    missing: tuple[str, ...]

    @property
    def over(self) -> bool:
        """True when its time is up and no outcome is written."""
        return self.help.outcome is None and self.help.until < clock.today().isoformat()


# -- talks -----------------------------------------------------------------------------------------


def add_talk(session: Session, talk: Talk) -> Changed:
    """Record a talk; raises Refused for a day to come."""
    _refuse_future(talk.day, "谈话")
    what = f"登记与{members.name_of(session, talk.member)}的{talk.kind}"
    return session.add(TALKS, columns_of(columns.TALK_FIELDS, talk), what=what)


def amend_talk(session: Session, talk_id: int, talk: Talk, reason: str) -> Changed:
    """Change a talk, for a reason."""
    _refuse_future(talk.day, "谈话")
    what = f"更正与{members.name_of(session, talk.member)}的{talk.kind}"
    values = columns_of(columns.TALK_FIELDS, talk)
    return session.amend(TALKS, talk_id, values, what=what, reason=reason)


def void_talk(session: Session, talk_id: int, reason: str) -> Changed:
    """Put a talk out of force, for a reason."""
    return session.void(TALKS, talk_id, what="作废一次评议谈话", reason=reason)


def talks(session: Session, round_id: int) -> Sequence[Talk]:
    """The talks of a round, by day."""
    return [made(Talk, row) for row in session.rows(TALKS, "round = ?", (round_id,), order="day")]


def talks_with(session: Session, member: int) -> Sequence[Talk]:
    """All talks with a member after appraisals, the latest first."""
    rows = session.rows(TALKS, "member = ?", (member,), order="day DESC, id DESC")
    return [made(Talk, row) for row in rows]


# -- help ------------------------------------------------------------------------------------------


def proposed(member: int, round_id: int | None, day: date) -> Help:
    """A help to be filled in: from a day on, as long as correcting oneself may take."""
    since = day.isoformat()
    return Help(member, 0, 0, "", since, _last(since), round_id)


def _last(since: str) -> str:
    """The last day of a help that began on a day: a year later, the day before."""
    years = rules.standard().whole(LONGEST)
    return (date.fromisoformat(add_years(since, years)) - timedelta(days=1)).isoformat()


def _refuse_long(help_: Help) -> None:
    if help_.until > (last := _last(help_.since)):
        rule = rules.standard().rule(LONGEST)
        told = f"限期改正最长 {rule.figure} 年（{rule.basis}）"
        raise Refused(why=f"{told}，应到{show_date(last)}为止，没有保存。还要帮教，到期后再登记。")


def add_help(session: Session, help_: Help) -> Changed:
    """Begin help; raises Refused while another help of that member runs, or for one too long."""
    _refuse_long(help_)
    name = members.name_of(session, help_.member)
    if any(one.help.outcome is None for one in helps(session, help_.member)):
        raise Refused(why=f"{name}已经有一项帮教在进行，没有重复登记。请先写明那一项的结果。")
    values = columns_of(columns.HELP_FIELDS, help_)
    return session.add(HELPS, values, what=f"登记对{name}的2+1帮教")


def amend_help(session: Session, help_id: int, help_: Help, reason: str) -> Changed:
    """Change a help, for a reason; raises Refused for one too long."""
    _refuse_long(help_)
    what = f"更正对{members.name_of(session, help_.member)}的2+1帮教"
    values = columns_of(columns.HELP_FIELDS, help_)
    return session.amend(HELPS, help_id, values, what=what, reason=reason)


def end_help(session: Session, help_id: int, outcome: str, day: str) -> Changed:
    """Write the outcome; raises Refused for an unknown one, or a day outside the help."""
    known = made(Help, session.row(HELPS, help_id))
    if outcome not in columns.OUTCOMES:
        raise Refused(why=f"帮教结果应为 {'、'.join(columns.OUTCOMES)} 之一，没有登记。")
    _refuse_future(day, "结束帮教")
    if day < known.since:
        raise Refused(why=f"结束日期早于开始帮教的 {known.since}，没有登记。请改正日期。")
    what = f"登记{members.name_of(session, known.member)}的帮教结果：{outcome}"
    values: dict[str, Value] = {"outcome": outcome, "ended_on": day}
    return session.amend(HELPS, help_id, values, what=what, reason=what)


def void_help(session: Session, help_id: int, reason: str) -> Changed:
    """Put a help out of force, for a reason."""
    return session.void(HELPS, help_id, what="作废一项2+1帮教", reason=reason)


def add_note(session: Session, note: HelpNote) -> Changed:
    """Write the note of a month; raises Refused for a month outside the help or written already."""
    known = helped(session, note.help)
    since, until = known.help.since[:7], (known.help.ended_on or known.help.until)[:7]
    if not since <= note.month <= until:
        raise Refused(why=f"{note.month} 不在帮教的 {since} 至 {until} 之内，没有登记。")
    if any(one.month == note.month for one in known.notes):
        raise Refused(why=f"{note.month} 已经有一条帮教记录，没有重复登记。要改，请更正那一条。")
    _refuse_future(note.day, "记录")
    what = f"登记{members.name_of(session, known.help.member)}{int(note.month[5:])}月的帮教情况"
    return session.add(NOTES, columns_of(columns.HELP_NOTE_FIELDS, note), what=what)


def amend_note(session: Session, note_id: int, note: HelpNote, reason: str) -> Changed:
    """Change a month's note, for a reason."""
    values = columns_of(columns.HELP_NOTE_FIELDS, note)
    return session.amend(NOTES, note_id, values, what="更正帮教记录", reason=reason)


def helped(session: Session, help_id: int) -> Helped:
    """One help with its notes; raises NoSuchRow."""
    return _with_notes(session, made(Help, session.row(HELPS, help_id)))


def helps(session: Session, member: int | None = None) -> Sequence[Helped]:
    """The helps in force (of one member), the latest first."""
    where, args = ("member = ?", (member,)) if member is not None else ("", ())
    rows = session.rows(HELPS, where, args, order="since DESC, id DESC")
    return [_with_notes(session, made(Help, row)) for row in rows]


def _with_notes(session: Session, known: Help) -> Helped:
    rows = session.rows(NOTES, "help = ?", (known.id,), order="month")
    notes = tuple(made(HelpNote, row) for row in rows)
    there = {one.month for one in notes}
    return Helped(known, notes, tuple(one for one in _months(known) if one not in there))


def _months(known: Help) -> Iterator[str]:
    """The months of a help that are over, or in their last week, each wants a note."""
    soon = date.fromordinal(clock.today().toordinal() + 7)
    last = min(known.ended_on or known.until, soon.isoformat())[:7]
    year, month = int(known.since[:4]), int(known.since[5:7])
    while (name := f"{year:04}-{month:02}") < last:
        yield name
        year, month = year + month // 12, month % 12 + 1


def _refuse_future(day: str, deed: str) -> None:
    if day > clock.today().isoformat():
        raise Refused(why=f"{day} 还没有到，不能先登记{deed}，没有保存。请改正日期。")
