"""The meetings book in the file: minutes recorded, completed, corrected, voided, found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from jdzb.core import clock, rules
from jdzb.core.errors import JdzbError, Refused
from jdzb.core.fields import Field, Value
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of, made
from jdzb.ledgers.meetings import columns, framing, kinds, told
from jdzb.ledgers.meetings.columns import PUBLIC
from jdzb.ledgers.meetings.entries import (
    Attendance,
    Criticism,
    Excluded,
    File,
    Frame,
    Guest,
    Item,
    Meeting,
    Minutes,
    OwnKind,
)
from jdzb.ledgers.meetings.kinds import Kind
from jdzb.ledgers.meetings.parsing import meeting_of, values_of
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

DRAFTING, COMPLETING = "记录中", "记录完成"


class Locked(JdzbError):
    """Minutes that are complete; only a correction with a reason changes them."""

    sentence = "这次会议的记录已经完成，没有改动。要改，请用“更正”并写明原因。"


@dataclass(frozen=True, slots=True)
class _Part:
    """A table of what hangs on a meeting: where it is in Minutes, its columns, its entries.

    What is not ``written`` with the minutes (files) is only read with them.
    """

    name: str
    table: str
    fields: tuple[Field, ...]
    kind: type[Any]
    order: str = "id"
    written: bool = True


_PARTS = (
    _Part("attendance", "meeting_attendance", columns.ATTENDANCE_FIELDS, Attendance),
    _Part("excluded", "meeting_excluded", columns.EXCLUDED_FIELDS, Excluded),
    _Part("guests", "meeting_guests", columns.GUEST_FIELDS, Guest),
    _Part("items", "meeting_items", columns.ITEM_FIELDS, Item, "place, id"),
    _Part("criticisms", "meeting_criticisms", columns.CRITICISM_FIELDS, Criticism),
    _Part("files", "meeting_files", columns.FILE_FIELDS, File, written=False),
)
_WRITTEN = tuple(part for part in _PARTS if part.written)


# -- kinds and frames ------------------------------------------------------------------------------


def kinds_of(session: Session) -> dict[str, Kind]:
    """Every kind of meeting by its name, the branch's own among them, those of its own that are
    not held any more too (for their meetings). Raises BadKinds.
    """
    rows = session.rows("meeting_kinds", voided=True)
    own = [made(OwnKind, row) for row in rows if row["void"] is None]
    retired = [made(OwnKind, row) for row in rows if row["void"] is not None]
    return kinds.with_own(kinds.standard(), own, retired)


def kind_of(session: Session, name: str) -> Kind:
    """A kind by name; one that nobody describes prescribes nothing."""
    return kinds_of(session).get(name) or kinds.unknown(name)


def frame(session: Session, kind: str, day: date, group: str = "") -> Frame:
    """Who should attend a meeting of that kind on a day, and who does not count and why."""
    known = members.register(session)
    return framing.frame(known, kind_of(session, kind), day, group, rules.standard())


def fresh(session: Session, meeting: Meeting) -> Minutes:
    """New minutes, not stored: everyone who should attend, nobody's state recorded."""
    found = frame(session, meeting.kind, _day(meeting), meeting.party_group or "")
    return Minutes(meeting, found.attendance, found.excluded)


def reframed(session: Session, minutes: Minutes) -> Minutes:
    """The minutes with 应到 worked out anew, after day, kind or group were changed in a draft."""
    meeting = minutes.meeting
    now = frame(session, meeting.kind, _day(meeting), meeting.party_group or "")
    return framing.reframe(minutes, now)


def include(session: Session, minutes: Minutes, member: int) -> Minutes:
    """The minutes with an excluded member (流动, 年老体弱) counted after all, because he came."""
    return framing.include(minutes, member, members.register(session))


# -- writing ---------------------------------------------------------------------------------------


def add(session: Session, meeting: Meeting) -> Changed:
    """Enter a meeting alone, without attendance or items (from a spreadsheet)."""
    return session.add("meetings", values_of(meeting), what=f"登记{words(session, meeting)}")


def record(session: Session, minutes: Minutes) -> Changed:
    """Enter new minutes whole, as a draft; ``changed.id`` is the id of the meeting."""
    meeting = replace(minutes.meeting, completed_on=None)
    with session.together(f"记录{words(session, meeting)}", DRAFTING) as batch:
        added = add(session, meeting)
        for part in _WRITTEN:
            _write(session, part, added.id, getattr(minutes, part.name), batch.act.what)
    return batch.changed


def save(session: Session, meeting_id: int, minutes: Minutes) -> Changed:
    """Save a draft; only what differs is written. Raises Locked when it is complete."""
    if get(session, meeting_id).locked:
        raise Locked
    return _put(session, meeting_id, minutes, f"保存{words(session, minutes.meeting)}", DRAFTING)


def correct(session: Session, meeting_id: int, minutes: Minutes, reason: str) -> Changed:
    """Change complete minutes, for a reason; before and after stay in the history."""
    what = f"更正{words(session, minutes.meeting)}的记录"
    return _put(session, meeting_id, minutes, what, reason)


def complete(session: Session, meeting_id: int) -> Changed:
    """Lock the minutes, from now on changed by ``correct`` alone. Raises Refused before the day."""
    meeting = get(session, meeting_id)
    if meeting.locked:
        raise Locked
    today = clock.today()
    if _day(meeting) > today:
        raise Refused(why="还没有到开会的日子，记录不能完成；草稿还在。")
    what = f"完成{words(session, meeting)}的记录"
    done = {"completed_on": today.isoformat()}
    return session.amend("meetings", meeting_id, done, what=what, reason=COMPLETING)


def published(session: Session, item_id: int, day: str, notice: int | None = None) -> Changed:
    """A decision was made public on a day, by a notice of the noticeboard or without one; an
    internal one is public from then on. Raises Refused before the meeting and after today.
    """
    held = get(session, session.row("meeting_items", item_id)["meeting"]).day
    if not held <= day <= clock.today().isoformat():
        raise Refused(why=f"公开日期应在开会（{held}）以后、今天以前，没有登记。")
    values: dict[str, Value] = {"publish": PUBLIC, "published_on": day, "notice": notice}
    what = "登记决议公开"
    return session.amend("meeting_items", item_id, values, what=what, reason=what)


def not_published(session: Session, item_id: int, reason: str) -> Changed:
    """The decision was not made public after all, for a reason."""
    values: dict[str, Value] = {"published_on": None, "notice": None}
    return session.amend("meeting_items", item_id, values, what="取消决议公开", reason=reason)


def amend(session: Session, meeting_id: int, meeting: Meeting, reason: str) -> Changed:
    """Change the head of a meeting, for a reason; whether it is complete does not change."""
    old = get(session, meeting_id)
    values = values_of(replace(meeting, completed_on=old.completed_on))
    what = f"更正{words(session, old)}"
    return session.amend("meetings", meeting_id, values, what=what, reason=reason)


def void(session: Session, meeting_id: int, reason: str) -> Changed:
    """Put a meeting out of force with all that hangs on it, for a reason."""
    what = f"作废{words(session, get(session, meeting_id))}的记录"
    return session.void("meetings", meeting_id, what=what, reason=reason)


def _put(session: Session, meeting_id: int, minutes: Minutes, what: str, reason: str) -> Changed:
    old = get(session, meeting_id)
    values = values_of(replace(minutes.meeting, completed_on=old.completed_on))
    with session.together(what, reason) as batch:
        session.amend("meetings", meeting_id, values, what=what, reason=reason)
        for part in _WRITTEN:
            entries = getattr(minutes, part.name)
            _write(session, part, meeting_id, entries, what, reason)
    return batch.changed


def _write(
    session: Session, part: _Part, meeting_id: int, entries: Sequence[Any], what: str,
    reason: str = DRAFTING,
) -> None:  # fmt: skip
    """Bring the rows of one part to what the minutes say: added, changed, or put out of force."""
    old = {row["id"]: row for row in session.rows(part.table, "meeting = ?", (meeting_id,))}
    for place, entry in enumerate(entries, 1):
        values = columns_of(part.fields, entry) | {"meeting": meeting_id}
        if "place" in values:
            values["place"] = place
        row = old.pop(entry.id, None)
        if row is None:
            session.add(part.table, values, what=what)
        elif any(row[name] != value for name, value in values.items()):
            session.amend(part.table, entry.id, values, what=what, reason=reason)
    for row_id in old:
        session.void(part.table, row_id, what=what, reason=reason)


# -- reading ---------------------------------------------------------------------------------------


def get(session: Session, meeting_id: int) -> Meeting:
    """The head of one meeting in force; raises NoSuchRow."""
    return meeting_of(session.row("meetings", meeting_id))


def minutes(session: Session, meeting_id: int) -> Minutes:
    """One meeting whole; raises NoSuchRow."""
    parts = {
        part.name: tuple(
            made(part.kind, row)
            for row in session.rows(part.table, "meeting = ?", (meeting_id,), order=part.order)
        )
        for part in _PARTS
    }
    return Minutes(get(session, meeting_id), **parts)


def browse(session: Session, query: str = "") -> Sequence[Meeting]:
    """The meetings in force, the latest first; each word of the query is in kind, theme or day."""
    rows = session.rows("meetings", order="day DESC, since DESC, id DESC")
    found = [meeting_of(row) for row in rows]
    typed = query.split()
    return [one for one in found if all(_holds(one, word) for word in typed)]


def _holds(meeting: Meeting, word: str) -> bool:
    texts = (meeting.kind, meeting.day, meeting.theme, meeting.party_group, meeting.chair)
    return any(word in text for text in texts if text)


def words(session: Session, meeting: Meeting) -> str:
    """11月20日党员大会; a group's with the name of the group."""
    short = kind_of(session, meeting.kind).short
    month, day = int(meeting.day[5:7]), int(meeting.day[8:])
    return f"{month}月{day}日{told.grouped(meeting.party_group or '', short)}"


def _day(meeting: Meeting) -> date:
    return date.fromisoformat(meeting.day)


def heads(session: Session, since: date, until: date) -> list[Mapping[str, Any]]:
    """The heads of the meetings of a span, short columns alone, by day."""
    return [
        *session.query(
            "SELECT id, kind, day, party_group, completed_on, should, present, hours"
            " FROM meetings WHERE void IS NULL AND day BETWEEN ? AND ? ORDER BY day, id",
            (since.isoformat(), until.isoformat()),
        )
    ]
