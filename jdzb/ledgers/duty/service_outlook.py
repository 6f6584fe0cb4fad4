"""What the duty book shows to the rest: its sheets, its spreadsheet, what is due, who served."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jdzb.core import clock, rules, sheet
from jdzb.core.ledger import Due, Finding, Grid
from jdzb.core.sheet import Sheet
from jdzb.core.workdays import DayKind
from jdzb.ledgers.duty import (
    service,
    service_conduct,
    service_month,
    service_sheets,
    service_statistics,
    service_visits,
    sheets,
)
from jdzb.ledgers.duty.entries import TURN_FIELDS, Month, month_of
from jdzb.ledgers.duty.figures import GROUP
from jdzb.ledgers.duty.service_month import DayView, MonthView
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.store.branch import read_branch
from jdzb.store.session import Session

ROSTER = "去排班"  # the button of what is due


def month_sheet(session: Session, month: Month, paper: sheet.Paper = sheet.A4) -> Sheet:
    """The roster of a month for the wall, as it stands; without check code until it is stamped."""
    return view_sheet(session, service_month.view(session, month), paper)


def view_sheet(session: Session, view: MonthView, paper: sheet.Paper = sheet.A4) -> Sheet:
    """The same for a month that has been read already."""
    names = members.names(session, public=True)
    days = [_printed(day, names) for day in view.days]
    settings, branch = service.settings(session), read_branch(session)
    return sheets.roster(view.month, days, settings, branch, paper)


def _printed(day: DayView, names: Mapping[int, str]) -> sheets.PrintedDay:
    who = tuple(names[turn.member] for turn in day.turns)
    note = day.holiday or ""
    if not day.names and day.why:
        note = "不值班" if day.need == 0 else "待补充"
    return sheets.PrintedDay(day.day, who, day.kind is not DayKind.WORKDAY, note)


def sheets_now(session: Session) -> Sequence[Sheet]:
    """What may hang now: the roster of this month, the next one's once it is made, and of the last
    month the visits and the figures by group, where there are any.
    """
    month = month_of(clock.today())
    coming, last = service_month.view(session, month.shifted(1)), month.shifted(-1)
    found = [month_sheet(session, month)]
    if coming.rostered:
        found.append(view_sheet(session, coming))
    if service_visits.visits(session, last.first, last.last):
        found.append(service_visits.public_sheet(session, last))
    figures = service_statistics.statistics(session, last.first, last.last, GROUP)
    if figures.since:
        found.append(service_sheets.statistics(session, figures))
    return found


def to_grid(session: Session, month: Month | None = None) -> Grid:
    """The turns in force (of a month) for Excel, members by their names."""
    names = members.names(session)
    title = f"{month.words}党员值班表" if month else "党员值班记录"
    rows = tuple(
        (turn.day.isoformat(), names[turn.member], turn.origin, turn.note or "")
        for turn in service.browse(session)
        if month is None or month.holds(turn.day)
    )
    return Grid(title, tuple(spec.label for spec in TURN_FIELDS), rows)


def from_grid(session: Session, grid: Grid) -> Sequence[Mapping[str, str]]:
    """The rows of a grid made by to_grid as raw forms; an unknown name will not parse."""
    ids = {name: str(member) for member, name in members.names(session).items()}
    keys = [spec.name for spec in TURN_FIELDS]
    forms = [dict(zip(keys, row, strict=True)) for row in grid.rows]
    return [form | {"member": ids.get(form["member"], form["member"])} for form in forms]


def prepare(session: Session) -> None:
    """Make the member that the example of this book speaks of."""
    members.add(session, Member("陈志强", joined="2001-03", full="2002-03", party_post="书记"))


def due(session: Session) -> Sequence[Due]:
    """Who has not signed in today; whose matter is to be answered soon or is overdue; late in the
    month (a rule says from which day), next month's roster while it is missing.
    """
    today = clock.today()
    found = []
    coming = month_of(today).shifted(1)
    since = rules.standard().whole("duty.next_month_from")
    if today.day >= since and not service_month.rostered(session, coming):
        what = f"排{coming.words}值班表"
        found.append(Due("duty", month_of(today).last, what, "值班安排", ROSTER))
    return [*service_conduct.unsigned_today(session), *service_visits.visits_due(session), *found]


def findings(session: Session) -> Sequence[Finding]:
    """Days of this month not full; of this and the next month those without duty but rostered, and
    turns of someone who is away. Before the book's first turn nothing is missing.
    """
    begun = service.first_day(session)
    this = month_of(clock.today())
    views = [service_month.view(session, month) for month in (this, this.shifted(1))]
    found = []
    for day in (day for view in views for day in view.days):
        shown = f"{day.day.month}月{day.day.day}日"
        kept = begun is not None and begun <= day.day and this.holds(day.day)
        if day.why and day.need and kept:
            found.append(Finding("duty", "duty.short", f"{shown}{day.why}"))
        if day.shut:
            rows = tuple(("duty_turns", turn.id) for turn in day.turns)
            found.append(Finding("duty", "duty.shut", f"{shown}{day.why}，还排着人", rows))
        for turn in day.turns:
            if turn.clash:
                rows = (("duty_turns", turn.id),)
                found.append(Finding("duty", "duty.clash", f"{shown}{turn.name}{turn.clash}", rows))
    return [*found, *service_conduct.gaps(session), *service_visits.visits_findings(session)]
