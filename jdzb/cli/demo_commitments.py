"""A year of promises of the fictional village, through the same services as real ones."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from jdzb.core import clock, paths
from jdzb.ledgers.commitments import service, service_progress, service_wishes, service_year
from jdzb.ledgers.commitments.columns import (
    BROKEN,
    JUDGED,
    KEPT,
    NAMED,
    PARTLY,
    POSTED,
    PROPOSED,
    REPORTED,
    REVIEWED,
)
from jdzb.ledgers.commitments.entries import Ballot, Commitment, Post, Progress, Step, Wish
from jdzb.ledgers.commitments.parsing import parse
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import FRAIL, MOBILE
from jdzb.store.session import Session

Row = Mapping[str, str]
BRANCH = "支部"
EACH, ENTRIES = 3, 4  # promises of those nobody wrote for by name; entries of progress of each
DONE = ("已按计划完成", "入户办好", "组织了一次", "当场办结")


def commit(session: Session, ids: Mapping[str, int]) -> int:
    """Write the promises of the year (before April, of the year before) as one act; how many.

    ``ids`` are those of the members by name. What lies after today is not written; a year that is
    over has its reports, outcomes and ballots.
    """
    today = clock.today()
    year = today.year if today.month > 3 else today.year - 1
    with session.together("登记示例承诺", "示例"):
        _steps(session, year, today)
        for commitment, pace in _promises(session, year, ids):
            added = service.add(session, commitment).id
            _proceed(session, commitment, added, pace, today)
        if year < today.year:
            _conclude(session, year)
        _wishes(session, ids, today)
        _posts(session, ids)
    return len(session.rows(service.TABLE))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the demo's files."""
    source = paths.resources() / "db" / "demo" / f"{name}.csv"
    with source.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# -- the promises ----------------------------------------------------------------------------------


def _promises(
    session: Session, year: int, ids: Mapping[str, int]
) -> Iterator[tuple[Commitment, int]]:
    """Each promise with the pace in percent at which it is kept."""
    known = rows("commitments")
    own = [row for row in known if row["name"]]
    for row in own:
        yield _promise(year, row, ids.get(row["name"]))
    pool = [row for row in known if not row["name"]]
    named = {ids[row["name"]] for row in own if row["name"] != BRANCH}
    for number, member in enumerate(_others(session, year, named)):
        for place in range(EACH):
            yield _promise(year, pool[(number * 3 + place * 7) % len(pool)], member)


def _others(session: Session, year: int, named: set[int]) -> list[int]:
    """Every other Party member who is neither away nor frail."""
    known, day = members.register(session), min(clock.today(), date(year, 12, 31))
    free = [one for one in known.party_on(day) if one.id not in named]
    excused = {MOBILE, FRAIL}
    return [one.id for one in free if not excused.intersection(known.marks_on(one, day))]


def _promise(year: int, row: Row, member: int | None) -> tuple[Commitment, int]:
    raw = {name: row[name] for name in ("what", "bound", "target", "unit")}
    due = f"{year}-{row['due']}" if row["due"] else ""
    form = {**raw, "year": str(year), "member": str(member or ""), "due": due}
    return parse(form), int(row["pace"])


def _proceed(session: Session, one: Commitment, id_: int, pace: int, today: date) -> None:
    """Some entries of progress, evenly up to today, in all as much as the pace says."""
    due = date.fromisoformat(one.due or f"{one.year}-12-31")
    start, until = date(one.year, 3, 10), min(due, today - timedelta(days=2))
    days = (until - start).days
    if days <= 0 or not one.target or not pace:
        return
    share = days / max((due - start).days, 1)
    total = min(int(one.target * share * pace / 100 + 0.5), one.target)
    count = min(ENTRIES, total)
    for number in range(count):
        amount = total * (number + 1) // count - total * number // count
        day = start + timedelta(days=days * (number + 1) // count)
        told = DONE[(id_ + number) % len(DONE)]
        service_progress.add(session, Progress(id_, day.isoformat(), told, amount))


def _steps(session: Session, year: int, today: date) -> None:
    """The steps whose day has come; the review is tied to the committee's meeting of its month."""
    days = {
        PROPOSED: (2, 20), REVIEWED: (3, 2), POSTED: (3, 5), REPORTED: (12, 20), JUDGED: (12, 25),
    }  # fmt: skip
    meeting, held = next(
        ((link, date.fromisoformat(title[:10]))
         for link, title in service_year.candidates(session, REVIEWED, year)
         if title.startswith(f"{year}-02") and "支部委员会" in title), (None, None),
    )  # fmt: skip
    for step, (month, day) in days.items():
        link = meeting if step == REVIEWED else None
        on = held if link and held else date(year, month, day)
        if on <= today:
            service_year.take(session, Step(year, step, on.isoformat(), link))


def _conclude(session: Session, year: int) -> None:
    """Reports, ballots and outcomes of a year that is over."""
    found = service_progress.standings(session, year)
    day = f"{year}-12-25"
    outcomes = {}
    for one in found:
        share = one.reached
        service.report(session, one.commitment.id, "按承诺办理，情况如实。", f"{year}-12-20")
        kept = share is None or share >= 1
        outcomes[one.commitment.id] = KEPT if kept else PARTLY if share else BROKEN
    service.settle_all(session, outcomes, day)
    who = dict.fromkeys(one.commitment.member for one in found)
    service_year.count(session, [_ballot(year, day, member) for member in who])


def _ballot(year: int, day: str, member: int | None) -> Ballot:
    fairly, against = (member or 0) % 4, (member or 0) % 3 % 2
    good = 38 - fairly - against - 1
    return Ballot(year, day, 40, 38, member, good, fairly, against, 1, 0)


# -- wishes and posts ------------------------------------------------------------------------------


def _wishes(session: Session, ids: Mapping[str, int], today: date) -> None:
    for row in rows("wishes"):
        day = today - timedelta(days=int(row["ago"]))

        def after(name: str, row: Row = row, day: date = day) -> str | None:
            return (day + timedelta(days=int(row[name]))).isoformat() if row[name] else None

        wish = Wish(
            day.isoformat(), row["villager"], row["wish"], row["home"],
            claimed_by=ids.get(row["claimed"]), claimed_on=after("claimed_after"),
            fulfilled_on=after("fulfilled_after"), how=row["how"] or None,
            thanks=row["thanks"] or None, naming=row["naming"] or NAMED,
        )  # fmt: skip
        service_wishes.add(session, wish)


def _posts(session: Session, ids: Mapping[str, int]) -> None:
    for row in rows("posts"):
        post = Post(row["name"], row["duties"], int(row["seats"]))
        service_wishes.add_post(session, post)
        holders: Sequence[str] = [one for one in row["holders"].split("、") if one]
        for name in holders:
            service_wishes.take_post(session, ids[name], row["name"])
