"""The visits of a village that lives for years: entered when they come, answered days later."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from functools import cache

from jdzb.cli.villagers import SURNAMES, Village
from jdzb.core import clock, paths
from jdzb.ledgers.duty import service_visits
from jdzb.ledgers.duty.entries_visits import BRANCH, ON_THE_SPOT, parse_visit

EVERY = 6  # days
WAITS = 4  # days for an answer


@cache
def _matters() -> list[dict[str, str]]:
    """What people come about, each with its answer."""
    source = paths.resources() / "db" / "demo" / "visits.csv"
    with source.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["answer"]]


def receive(village: Village, day: date) -> None:
    """Somebody comes; who is on duty, or else the secretary, receives."""
    row = village.rng.choice(_matters())
    handling = ON_THE_SPOT if row["handling"] == ON_THE_SPOT else BRANCH
    serving = [*service_visits.on_duty(village.session, day), village.officers[0]]
    raw = {name: row[name] for name in ("home", "matter")} | {
        "day": day.isoformat(), "time": f"{clock.now():%H:%M}", "handling": handling,
        "visitor": f"{village.rng.choice(SURNAMES)}大{village.rng.choice('爷伯叔娘婶')}",
        "receiver": str(serving[0]),
    }  # fmt: skip
    if handling == ON_THE_SPOT:
        raw |= {"answer": row["answer"], "satisfaction": row["satisfaction"]}
    visit = service_visits.add_visit(village.session, parse_visit(raw))
    if handling == BRANCH:
        village.waiting.append((visit.id, row["answer"]))


def answer(village: Village, day: date) -> None:
    """Whoever waits is answered, and says what he thinks of it."""
    waiting, village.waiting = village.waiting, []
    for visit_id, text in waiting:
        visit = service_visits.get_visit(village.session, visit_id)
        satisfied = village.rng.choice(("满意", "满意", "满意", "基本满意"))
        answered = replace(visit, answer=text, answered_on=day, satisfaction=satisfied)
        service_visits.answer(village.session, visit_id, answered)
