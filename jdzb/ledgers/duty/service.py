"""The duty book at work: settings, leaves and fixed days, the month as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from jdzb.core import workdays
from jdzb.core.errors import Refused
from jdzb.core.fields import Value
from jdzb.core.ledger import Changed
from jdzb.core.rules import standard as standard_rules
from jdzb.core.workdays import Calendar
from jdzb.ledgers.duty import rules
from jdzb.ledgers.duty.entries import (
    BY_HAND,
    SETTING_FIELDS,
    Closure,
    DutySettings,
    Fixed,
    Leave,
    Month,
    Turn,
    parse_settings,
    read_settings,
)
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

TASKS = (
    "处理村务、卫生保洁、场所管理；接待群众、提供咨询、代办民事；处置并上报突发事件。"
    "能办的当场办，不能办的 {days} 个工作日内答复。"
)
PLACE = "支部活动室"


def calendar() -> Calendar:
    """The working days in force."""
    return workdays.standard()


def settings(session: Session) -> DutySettings:
    """The duty settings: what the branch set, else the model village's from the rule table."""
    standard = rules.defaults(standard_rules())
    known = {
        "people": str(standard.people_a_day),
        "weekends": standard.weekend_office,
        "holidays": standard.weekend_office,
        "morning": standard.morning,
        "afternoon": standard.afternoon,
        "place": PLACE,
        "tasks": TASKS.format(days=standard.answer_workdays),
        "gap": str(standard.least_gap),
    }
    return read_settings({name: session.setting(f"duty.{name}", known[name]) for name in known})


def save_settings(session: Session, raw: Mapping[str, str]) -> Changed:
    """Keep the settings as typed; raises InvalidForm with every problem."""
    read = parse_settings(raw)
    with session.together("修改值班设置", "设置") as batch:
        for spec in SETTING_FIELDS:
            session.set_setting(f"duty.{spec.name}", str(getattr(read, spec.name)))
    return batch.changed


# -- turns made by hand ----------------------------------------------------------------------------


def add(session: Session, turn: Turn) -> Changed:
    """Put a member on a day by hand. Raises Refused when the member already serves that day."""
    name = members.name_of(session, turn.member)
    _refuse_twice(session, turn, name)
    what = f"安排{name}{turn.day.month}月{turn.day.day}日值班"
    return session.add("duty_turns", _turn_values(turn), what=what)


def amend(session: Session, turn_id: int, turn: Turn, reason: str) -> Changed:
    """Change a turn, for a reason; what is changed by hand survives the next rostering."""
    name = members.name_of(session, turn.member)
    old = get(session, turn_id)
    if (old.day, old.member) != (turn.day, turn.member):
        _refuse_twice(session, turn, name)
    what = f"改{turn.day.month}月{turn.day.day}日值班：{name}"
    return session.amend("duty_turns", turn_id, _turn_values(turn), what=what, reason=reason)


def void(session: Session, turn_id: int, reason: str) -> Changed:
    """Take a turn off its day, for a reason; the roster does not put the member back on it."""
    turn = get(session, turn_id)
    what = f"换下{turn.day.month}月{turn.day.day}日的{members.name_of(session, turn.member)}"
    return session.void("duty_turns", turn_id, what=what, reason=reason)


def get(session: Session, turn_id: int) -> Turn:
    """One turn in force; raises NoSuchRow."""
    return read_turn(session.row("duty_turns", turn_id))


def browse(session: Session, query: str = "") -> Sequence[Turn]:
    """The turns in force by day; ``query`` is part of a day (2026-12) or of a name."""
    found = [read_turn(row) for row in session.rows("duty_turns", order="day, id")]
    if not query:
        return found
    wanted = {one.id for one in members.browse(session, query)}
    return [turn for turn in found if query in turn.day.isoformat() or turn.member in wanted]


def first_day(session: Session) -> date | None:
    """The first day the book has a turn for; None while it has none."""
    (found,) = session.query("SELECT min(day) AS day FROM duty_turns WHERE void IS NULL")
    return date.fromisoformat(found["day"]) if found["day"] else None


def turns_of_year(session: Session, year: int) -> list[Turn]:
    """The turns of a year and each member's last before it: a long history costs little."""
    last = (
        "SELECT id FROM (SELECT id, max(day) FROM duty_turns WHERE void IS NULL AND day < ? "
        "GROUP BY member)"
    )
    start, end = f"{year}-01-01", f"{year}-12-31"
    where = f"day BETWEEN ? AND ? OR id IN ({last})"
    rows = session.rows("duty_turns", where, (start, end, start), order="day, id")
    return [read_turn(row) for row in rows]


def taken_off(session: Session, month: Month, again: str) -> tuple[Turn, ...]:
    """Turns of the month taken off by hand, that is not by rostering (``again``) or undo.

    Who serves that day all the same (put back later) is not among them, nor what was forgotten.
    """
    span = (again, month.first.isoformat(), month.last.isoformat())
    where = "void <> ? AND void NOT LIKE '撤销%' AND day BETWEEN ? AND ?"
    found = [read_turn(row) for row in session.rows("duty_turns", where, span, voided=True)]
    here = session.rows("duty_turns", "day BETWEEN ? AND ?", span[1:])
    serving = {(row["day"], row["member"]) for row in here}
    old = session.setting(_forgotten(month)).split()
    return tuple(
        turn
        for turn in found
        if (turn.day.isoformat(), turn.member) not in serving and str(turn.id) not in old
    )


def ever_on(session: Session, day: date) -> tuple[tuple[str, int], ...]:
    """(table, id) of every turn there ever was on a day, those taken off too."""
    found = session.rows("duty_turns", "day = ?", (day.isoformat(),), voided=True)
    return tuple(("duty_turns", row["id"]) for row in found)


def forget_taken_off(session: Session, month: Month, turns: Iterable[Turn]) -> None:
    """Let rostering put back whom these changes by hand took off."""
    old = session.setting(_forgotten(month)).split()
    ids = [*old, *(str(turn.id) for turn in turns)]
    session.set_setting(_forgotten(month), " ".join(ids))


# -- leaves, fixed days, closures ------------------------------------------------------------------


def add_leave(session: Session, leave: Leave) -> Changed:
    """Record that a member is away."""
    values: dict[str, Value] = {
        "member": leave.member,
        "since": leave.since.isoformat(),
        "until": leave.until.isoformat(),
        "reason": leave.reason,
    }
    span = f"{leave.since:%m-%d}至{leave.until:%m-%d}"
    what = f"登记{members.name_of(session, leave.member)} {span} 请假"
    return session.add("duty_leaves", values, what=what)


def leaves(session: Session, *, after: date | None = None) -> list[Leave]:
    """The leaves in force that end on or after a day, by their beginning."""
    rows = session.rows(
        "duty_leaves", "until >= ?", ((after or date.min).isoformat(),), order="since, id"
    )
    return [
        Leave(row["member"], _day(row["since"]), _day(row["until"]), row["reason"], row["id"])
        for row in rows
    ]


def add_fixed(session: Session, fixed: Fixed) -> Changed:
    """Record that a member always serves a weekday. Raises Refused when that is known already."""
    name = members.name_of(session, fixed.member)
    if any((f.member, f.weekday) == (fixed.member, fixed.weekday) for f in fixed_days(session)):
        raise Refused(why=f"{name}已经固定在{fixed.weekday}，没有重复登记。")
    values: dict[str, Value] = {
        "member": fixed.member,
        "weekday": fixed.weekday,
        "note": fixed.note,
    }
    return session.add("duty_fixed", values, what=f"登记{name}固定在{fixed.weekday}值班")


def fixed_days(session: Session) -> list[Fixed]:
    """The fixed days in force."""
    return [
        Fixed(row["member"], row["weekday"], row["note"], row["id"])
        for row in session.rows("duty_fixed")
    ]


def add_closure(session: Session, closure: Closure) -> Changed:
    """Record days without duty."""
    since, until = closure.since.isoformat(), closure.until.isoformat()
    values: dict[str, Value] = {"since": since, "until": until, "reason": closure.reason}
    return session.add("duty_closures", values, what=f"登记{since}至{until}不值班")


def closures(session: Session, *, after: date | None = None) -> list[Closure]:
    """The days without duty that end on or after a day."""
    rows = session.rows(
        "duty_closures", "until >= ?", ((after or date.min).isoformat(),), order="since, id"
    )
    return [
        Closure(_day(row["since"]), _day(row["until"]), row["reason"], row["id"]) for row in rows
    ]


def void_absence(session: Session, table: str, row_id: int, reason: str) -> Changed:
    """Put a leave, a fixed day, a closure, a pair or a wish out of force, for a reason."""
    names = {"duty_leaves": "请假", "duty_fixed": "固定值班日", "duty_closures": "不值班的日子"}
    names |= {"duty_pairs": "搭档", "duty_wishes": "愿望"}
    return session.void(table, row_id, what=f"取消{names[table]}", reason=reason)


# -- rows ------------------------------------------------------------------------------------------


def read_turn(row: Mapping[str, Any]) -> Turn:
    """A turn from its row."""
    return Turn(_day(row["day"]), row["member"], row["origin"], row["note"], row["id"])


def _turn_values(turn: Turn) -> dict[str, Value]:
    return {
        "day": turn.day.isoformat(),
        "member": turn.member,
        "origin": turn.origin or BY_HAND,
        "note": turn.note,
    }


def _refuse_twice(session: Session, turn: Turn, name: str) -> None:
    same = (turn.day.isoformat(), turn.member)
    if session.rows("duty_turns", "day = ? AND member = ?", same):
        raise Refused(why=f"{name}{turn.day:%m-%d}已经值班，同一天不能排两次；没有改动。")


def _forgotten(month: Month) -> str:
    return f"duty.forgotten.{month}"


def _day(text: str) -> date:
    return date.fromisoformat(text)
