"""The visit log in the file: visits written, answered, raised, found and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jdzb.core import clock, rules
from jdzb.core.errors import Refused
from jdzb.core.ledger import Changed, Due, Finding, Grid
from jdzb.core.private import masked
from jdzb.core.sheet import Paper, Sheet
from jdzb.ledgers.duty import rules_visits, service, sheets_visits
from jdzb.ledgers.duty.entries import Month
from jdzb.ledgers.duty.entries_visits import (
    BRANCH,
    GENERAL,
    ON_THE_SPOT,
    VISIT_FIELDS,
    VISIT_TABLE,
    Visit,
    read_visit,
    visit_values,
)
from jdzb.ledgers.duty.rules_visits import Case, Counts, Terms
from jdzb.ledgers.members import service as members
from jdzb.store.branch import read_branch
from jdzb.store.session import Session

ANSWER = "去答复"  # the button of what is due
_TERM_BASIS = {BRANCH: "duty.answer_workdays", GENERAL: "duty.general_workdays"}


@dataclass(frozen=True, slots=True)
class Figures:
    """The visits of a span: all together, and by who received (0: nobody named)."""

    all: Counts
    receivers: Mapping[int, Counts]


def add_visit(session: Session, visit: Visit) -> Changed:
    """Enter a visit."""
    what = f"登记{visit.on}{visit.visitor}来访（{visit.handling}）"
    return session.add(VISIT_TABLE, visit_values(visit), what=what)


def amend_visit(session: Session, visit_id: int, visit: Visit, reason: str) -> Changed:
    """Change a visit, for a reason."""
    return _amend(session, visit_id, visit, "修改", reason)


def void_visit(session: Session, visit_id: int, reason: str) -> Changed:
    """Put a visit out of force, for a reason."""
    visit = get_visit(session, visit_id)
    what = f"作废{visit.on}{visit.visitor}的来访登记"
    return session.void(VISIT_TABLE, visit_id, what=what, reason=reason)


def answer(session: Session, visit_id: int, answered: Visit) -> Changed:
    """Close a matter with its answer, or add what the visitor said of it; nothing else changes.

    ``answered`` is the visit as the form read it. Raises Refused while it is still open.
    """
    old = get_visit(session, visit_id)
    if answered.open:
        raise Refused(why="还没有写办理结果和答复日期，没有保存。")
    changed = replace(
        old,
        answer=answered.answer,
        answered_on=answered.answered_on,
        satisfaction=answered.satisfaction,
    )
    return _amend(session, visit_id, changed, "答复" if old.open else "回访", "办结来访事项")


def raise_visit(session: Session, visit_id: int, day: date, reason: str) -> Changed:
    """Raise an open matter of the branch to the general branch, from a day on, for a reason."""
    old = get_visit(session, visit_id)
    if old.handling != BRANCH or not old.open:
        raise Refused(why="只有支部办、还没有答复的事项可以上报总支，没有改动。")
    changed = replace(old, handling=GENERAL, raised_on=max(day, old.handed_on or old.day))
    return _amend(session, visit_id, changed, "上报总支", reason)


def _amend(session: Session, visit_id: int, visit: Visit, act: str, reason: str) -> Changed:
    session.row(VISIT_TABLE, visit_id)
    what = f"{act}{visit.on}{visit.visitor}的来访事项"
    return session.amend(VISIT_TABLE, visit_id, visit_values(visit), what=what, reason=reason)


# -- reading ---------------------------------------------------------------------------------------


def get_visit(session: Session, visit_id: int) -> Visit:
    """One visit in force; raises NoSuchRow."""
    return read_visit(session.row(VISIT_TABLE, visit_id))


def visits(session: Session, since: date = date.min, until: date = date.max) -> list[Visit]:
    """The visits in force of a span of days, both ends counted, in their order."""
    span = (since.isoformat(), until.isoformat())
    rows = session.rows(VISIT_TABLE, "day BETWEEN ? AND ?", span, order="day, time, id")
    return [read_visit(row) for row in rows]


def terms() -> Terms:
    """The terms of the rule table."""
    return rules_visits.terms(rules.standard())


def cases(session: Session, since: date = date.min, until: date = date.max) -> list[Case]:
    """The visits of a span as they stand today, open ones first by their remaining days."""
    return rules_visits.ordered(_cases(visits(session, since, until)))


def _cases(found: Sequence[Visit]) -> list[Case]:
    calendar, known, today = service.calendar(), terms(), clock.today()
    return [rules_visits.case(one, calendar, known, today) for one in found]


def _open_cases(session: Session) -> list[Case]:
    rows = session.rows(VISIT_TABLE, "answered_on IS NULL", order="day, id")
    return rules_visits.ordered(_cases([read_visit(row) for row in rows]))


def reckoning(case: Case) -> str:
    """How the last day of a matter was found, in Chinese; empty on the spot."""
    return rules_visits.reckoning(case, service.calendar(), terms())


def basis(case: Case) -> str:
    """Where the term comes from: 大理市做法（据地方经验材料）; empty on the spot."""
    if case.visit.handling == ON_THE_SPOT:
        return ""
    rule = rules.standard().rule(_TERM_BASIS[case.visit.handling])
    return rule.basis if rule.status == "own" else f"{rule.basis}（{rule.status_words}）"


def on_duty(session: Session, day: date) -> list[int]:
    """Who serves on a day, in the order entered; who may have received."""
    rows = session.rows("duty_turns", "day = ?", (day.isoformat(),))
    return [row["member"] for row in rows]


# -- figures ---------------------------------------------------------------------------------------


def visit_figures(session: Session, since: date, until: date) -> Figures:
    """How many came in a span of days, how they were handled and answered, by today's state."""
    found = cases(session, since, until)
    return Figures(rules_visits.count(found), rules_visits.by_receiver(found))


def visit_counts(session: Session, year: int, month: int | None = None) -> Counts:
    """The visits of a year, or of one month of it."""
    since = date(year, month or 1, 1)
    return visit_figures(session, since, Month(year, month or 12).last).all


def visits_due(session: Session) -> list[Due]:
    """The open matters that are overdue or near their last day."""
    table, found = rules.standard(), []
    for one in _open_cases(session):
        if one.state in (rules_visits.OVERDUE, rules_visits.NEAR):
            visit, rule = one.visit, table.rule(_TERM_BASIS[one.visit.handling])
            what = f"答复{visit.visitor}{visit.on}反映的事（{one.left_words}）"
            found.append(Due("duty", one.last, what, rule.basis, ANSWER, visit.id))
    return found


def visits_findings(session: Session) -> list[Finding]:
    """Open matters past their last day; of this year those answered or raised too late."""
    found = [
        _finding("duty.visit_overdue", one, f"未答复，{one.left_words}")
        for one in _open_cases(session)
        if one.state == rules_visits.OVERDUE
    ]
    since = date(clock.today().year, 1, 1)
    for one in cases(session, since):
        if one.late and not one.visit.open:
            found.append(_finding("duty.visit_late", one, f"{_cn(one.visit.answered_on)}才答复"))
        elif one.late and one.state != rules_visits.OVERDUE:
            found.append(_finding("duty.visit_late", one, f"{_cn(one.visit.raised_on)}才上报总支"))
    return found


def _finding(key: str, one: Case, told: str) -> Finding:
    visit = one.visit
    provisional = "（暂算）" if one.provisional else ""
    last = f"应在{_cn(one.last)}{provisional}前" if one.last else ""
    what = f"{visit.on}{visit.visitor}来访，{visit.handling}，{last}答复，{told}"
    return Finding("duty", key, what, ((VISIT_TABLE, visit.id),))


def _cn(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""


# -- out -------------------------------------------------------------------------------------------


def visits_grid(session: Session, found: Sequence[Case], title: str) -> Grid:
    """The cases for Excel, in their order, with last day and what is left; numbers masked."""
    names = members.names(session)
    headers = (*(spec.label for spec in VISIT_FIELDS), "最后一天", "剩余")
    return Grid(title, headers, tuple(_grid_row(one, names) for one in found))


def _grid_row(one: Case, names: Mapping[int, str]) -> tuple[str, ...]:
    values = visit_values(one.visit)
    values["receiver"] = names.get(one.visit.receiver or 0, "")
    last = one.last.isoformat() + ("（暂算）" if one.provisional else "") if one.last else ""
    return (*(masked(str(value or "")) for value in values.values()), last, one.left_words)


def log_sheet(session: Session, month: Month, paper: Paper | None = None) -> Sheet:
    """The log of a month with names, telephones masked: for the branch, not for the wall."""
    found = _cases(visits(session, month.first, month.last))
    names = members.names(session)
    return sheets_visits.month_log(month, found, names, read_branch(session), paper)


def public_sheet(session: Session, month: Month, paper: Paper | None = None) -> Sheet:
    """The figures of a month and the answers, without anybody's name."""
    found = _cases(visits(session, month.first, month.last))
    return sheets_visits.public_month(month, found, read_branch(session), paper)


def blank_sheet(session: Session, rows: int, paper: Paper | None = None) -> Sheet:
    """The form to be written by hand, with so many rows."""
    return sheets_visits.blank_log(rows, read_branch(session), paper)
