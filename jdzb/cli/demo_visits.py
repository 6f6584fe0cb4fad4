"""Visits of the fictional village, through the same service as real ones."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from jdzb.core import clock, paths
from jdzb.ledgers.duty import service, service_visits
from jdzb.ledgers.duty.entries_visits import BRANCH, GENERAL, ON_THE_SPOT, Visit, parse_visit
from jdzb.store.session import Session

RAISED_AFTER = 2  # working days


def receive(session: Session, ids: Mapping[str, int]) -> int:
    """Write the visits in one act: entered, raised, answered by the days told; how many.

    ``ids`` are those of the members by name.
    """
    source = paths.resources() / "db" / "demo" / "visits.csv"
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with session.together("登记示例来访", "示例"):
        for row in rows:
            _live(session, row, ids)
    return len(rows)


def _live(session: Session, row: Mapping[str, str], ids: Mapping[str, int]) -> None:
    """One visit, ``ago`` working days before today, answered ``after`` working days later."""
    calendar = service.calendar()
    day = calendar.add_workdays(clock.today(), -int(row["ago"]))
    visit_id = service_visits.add_visit(session, _entered(session, row, day, ids)).id
    if row["handling"] == GENERAL:
        raised = calendar.add_workdays(day, RAISED_AFTER)
        service_visits.raise_visit(session, visit_id, raised, "超出支部职权")
    if row["after"]:
        answered = replace(
            service_visits.get_visit(session, visit_id),
            answer=row["answer"],
            answered_on=calendar.add_workdays(day, int(row["after"])),
            satisfaction=row["satisfaction"] or None,
        )
        service_visits.answer(session, visit_id, answered)


def _entered(session: Session, row: Mapping[str, str], day: date, ids: Mapping[str, int]) -> Visit:
    """The visit as it was written while the visitor sat there; who was on duty received."""
    serving = [*service_visits.on_duty(session, day), ids[row["receiver"]]]
    names = ("time", "visitor", "home", "matter")
    raw = {name: row[name] for name in names} | {"day": day.isoformat(), "handling": BRANCH}
    raw["receiver"] = str(serving[0])
    if row["handling"] == ON_THE_SPOT:
        raw |= {name: row[name] for name in ("handling", "answer", "satisfaction")}
    return parse_visit(raw)
