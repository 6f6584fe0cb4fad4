"""The year of organisational life for the first page: each month of each course in one state."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from jdzb.core import clock, rules
from jdzb.core.fields import show_date
from jdzb.core.ledger import Care, Cell, Course, Due
from jdzb.ledgers.meetings import kinds, service_figures, service_outlook, told
from jdzb.ledgers.meetings import service_plan as planning
from jdzb.ledgers.meetings.periods import Held, period_of
from jdzb.ledgers.meetings.service_plan import YearRow
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

LATE, WATCH = "audit.late_entry.days", "meetings.absence.watch"
AHEAD, MISSING, DONE, BEHIND = "ahead", "missing", "done", "late"
_WORST = ("", DONE, BEHIND, AHEAD, MISSING)  # of several groups the last of these is shown


def year(session: Session, number: int) -> Sequence[Course]:
    """What the rules ask for monthly or quarterly, month by month; all groups of a kind as one."""
    rows = [
        row
        for row in planning.overview(session, number)
        if row.kind.times is not None and row.kind.period in (kinds.MONTH, kinds.QUARTER)
    ]
    late = _late(session, [one for row in rows for cell in row.months for one in cell])
    by_kind: dict[str, list[tuple[Cell, ...]]] = {}
    for row in rows:
        months = tuple(_cell(row, number, month, late) for month in range(1, 13))
        by_kind.setdefault(row.kind.short, []).append(months)
    return [
        Course(name, tuple(_together(cells) for cells in zip(*several, strict=True)))
        for name, several in by_kind.items()
    ]


def _together(cells: Iterable[Cell]) -> Cell:
    known = tuple(cells)
    worst = max((one.state for one in known), key=_WORST.index)
    return Cell(worst, tuple(door for one in known for door in one.doors))


def _cell(row: YearRow, number: int, month: int, late: Mapping[int, int]) -> Cell:
    held = row.months[month - 1]
    doors = tuple(_opened(row, one, late) for one in held)
    span = period_of(row.kind, date(number, month, 1))
    closing = span.last.month == month  # what a period lacks stands in its last month
    if closing and any(one.period == span for one in row.missing):
        return Cell(MISSING, (*doors, _begun(row, f"{span.label}缺，现在补记")))
    if held:
        return Cell(BEHIND if any(one.id in late for one in held) else DONE, doors)
    months = row.months[span.first.month - 1 : month]
    if closing and span.last >= clock.today() and not any(months):
        return Cell(AHEAD, (_begun(row, f"{span.label}，还没有开"),))
    return Cell()


def _opened(row: YearRow, one: Held, late: Mapping[int, int]) -> Due:
    what = f"{show_date(one.day)}{told.grouped(row.group, row.kind.short)}"
    what += f"，会后 {late[one.id]} 天才录入，是补录" if one.id in late else ""
    return Due("meetings", None, what, "", service_outlook.WRITE, one.id)


def _begun(row: YearRow, state: str) -> Due:
    what = f"{told.grouped(row.group, row.kind.short)}：{state}"
    filled = (row.kind.name, row.group, "")
    return Due("meetings", None, what, "", service_outlook.HOLD, filled=filled)


def _late(session: Session, held: Sequence[Held]) -> dict[int, int]:
    """After how many days meetings were entered, of those that were entered late."""
    most, days = rules.standard().whole(LATE), {one.id: date.fromisoformat(one.day) for one in held}
    entries = session.query(
        "SELECT pk, min(at) AS at FROM journal WHERE tbl = 'meetings' AND op = 'I'"
        " AND pk IN (SELECT value FROM json_each(?)) GROUP BY pk",
        (json.dumps(list(days)),),
    )
    after = {one["pk"]: clock.local(one["at"]).date() - days[one["pk"]] for one in entries}
    return {id_: gap.days for id_, gap in after.items() if gap > timedelta(days=most)}


def care(session: Session) -> Sequence[Care]:
    """Who was away without reason at the last meetings, as often as the rule says."""
    least, today = rules.standard().whole(WATCH), clock.today()
    register, names = members.register(session), members.names(session)
    party = {one.id for one in register.party_on(today)}
    found = [
        (tally.member, names[tally.member])
        for tally in service_figures.tallies(session, today).values()
        if tally.running >= least and tally.member in party
    ]
    label = f"最近连续 {least} 次以上无故没有参加组织生活"
    return [Care(label, tuple(found), "amber")] if found else []
