"""The year of promises in the file: its six steps, and the ballots villagers cast at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from jdzb.core import clock, rules
from jdzb.core.errors import Refused
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of, made
from jdzb.ledgers.commitments import columns
from jdzb.ledgers.commitments import rules as thinking
from jdzb.ledgers.commitments.columns import (
    BRANCH,
    JUDGED,
    PRACTISED,
    PROPOSED,
    REPORTED,
)
from jdzb.ledgers.commitments.entries import Ballot, Step
from jdzb.ledgers.commitments.rules import StepView
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

STEP_TABLE, BALLOTS = "commitment_steps", "commitment_ballots"
_LINK = re.compile(r"([a-z_]+):(\d+)")
_CALLED = {"meetings": ("kind", "day"), "notices": ("title", "posted_on")}


def take(session: Session, step: Step) -> Changed:
    """Record that a step was taken. Raises Refused when it was, or for a day still to come."""
    _refuse_day(step.day)
    if session.rows(STEP_TABLE, "year = ? AND step = ?", (step.year, step.step)):
        raise Refused(why=f"{step.year}年的{step.step}已经登记，没有改动。要改请用“更正”。")
    values = columns_of(columns.STEP_FIELDS, step)
    return session.add(STEP_TABLE, values, what=f"登记{step.year}年{step.step}")


def amend_step(session: Session, step_id: int, step: Step, reason: str) -> Changed:
    """Change a step, for a reason. Raises Refused for a day still to come."""
    _refuse_day(step.day)
    values = columns_of(columns.STEP_FIELDS, step)
    what = f"更正{step.year}年{step.step}"
    return session.amend(STEP_TABLE, step_id, values, what=what, reason=reason)


def void_step(session: Session, step_id: int, reason: str) -> Changed:
    """Put a step out of force, for a reason."""
    return session.void(STEP_TABLE, step_id, what="作废承诺的一个步骤", reason=reason)


def _refuse_day(day: str) -> None:
    if day > clock.today().isoformat():
        raise Refused(why=f"{day}还没有到，没有登记。")


def taken(session: Session, year: int) -> Sequence[Step]:
    """The steps of a year that are recorded, by day."""
    rows = session.rows(STEP_TABLE, "year = ?", (year,), order="day, id")
    return [made(Step, row) for row in rows]


def posted(session: Session, year: int) -> date | None:
    """The day the promises of a year were posted; None before."""
    return thinking.posted_on(taken(session, year))


def steps(session: Session, year: int) -> tuple[StepView, ...]:
    """The six steps of a year with what the ledger counts of them."""
    told = dict(_told(session, year))
    begun = session.query(
        "SELECT 1 FROM commitments WHERE year = ? AND member IS NOT NULL AND void IS NULL LIMIT 1",
        (year,),
    )
    return thinking.steps(year, taken(session, year), told, rules.standard(), bool(begun))


def _told(session: Session, year: int) -> Iterator[tuple[str, str]]:
    (row,) = session.query(
        "SELECT count(*) AS n, count(DISTINCT member) AS who, count(reported_on) AS said,"
        " count(outcome) AS settled FROM commitments WHERE year = ? AND void IS NULL",
        (year,),
    )
    if row["n"]:
        yield PROPOSED, f"{row['who']} 人 {row['n']} 条" if row["who"] else f"支部 {row['n']} 条"
    (done,) = session.query(
        "SELECT count(*) AS n FROM commitment_progress p JOIN commitments c ON c.id = p.commitment"
        " WHERE c.year = ? AND p.void IS NULL AND c.void IS NULL",
        (year,),
    )
    if done["n"]:
        yield PRACTISED, f"记了 {done['n']} 笔"
    if row["said"]:
        yield REPORTED, f"{row['said']}/{row['n']} 条"
    if row["settled"]:
        yield JUDGED, f"评定 {row['settled']}/{row['n']} 条"


# -- links -----------------------------------------------------------------------------------------


def read_link(text: str | None) -> tuple[str, int] | None:
    """``notices:7`` as (table, id); None for anything else."""
    match = _LINK.fullmatch(text or "")
    return (match[1], int(match[2])) if match else None


def linked(session: Session, text: str | None) -> tuple[str, str] | None:
    """What a step is tied to and its day: (支部委员会, 2026-03-02); None without it, or voided."""
    link = read_link(text)
    if link is None or link[0] not in _CALLED:
        return None
    rows = session.rows(link[0], "id = ?", (link[1],))
    title, day = _CALLED[link[0]]
    return (str(rows[0][title]), str(rows[0][day] or "")) if rows else None


def candidates(session: Session, step: str, year: int) -> list[tuple[str, str]]:
    """What a step may be tied to, the latest first: (meetings:12, 2026-03-02 支部委员会).

    From the autumn before, when a year's promises are prepared, to the spring after.
    """
    table = "notices" if step == columns.POSTED else "meetings"
    title, day = _CALLED[table]
    first, last = f"{year - 1:04}-10-01", f"{year + 1:04}-03-31"
    found = session.rows(table, f"{day} BETWEEN ? AND ?", (first, last), order=f"{day} DESC, id")
    return [(f"{table}:{row['id']}", f"{row[day]} {row[title]}") for row in found]


# -- ballots ---------------------------------------------------------------------------------------


def ballots(session: Session, year: int) -> Sequence[Ballot]:
    """The counts of a year: the branch's first, then the members'."""
    order = "member IS NOT NULL, member, id"
    return [made(Ballot, row) for row in session.rows(BALLOTS, "year = ?", (year,), order=order)]


def count(session: Session, found: Sequence[Ballot]) -> Changed:
    """Enter the counts of several people as one act. Raises Refused for one counted already."""
    one = found[0]
    told = f"登记{_judged(session, one)}" if len(found) == 1 else f"登记 {len(found)} 人的评诺计票"
    with session.together(told) as batch:
        for ballot in found:
            _refuse_day(ballot.day)
            if _known(session, ballot):
                raise Refused(why=f"{_judged(session, ballot)}已经登记，要改请用“更正”。")
            session.add(BALLOTS, columns_of(columns.BALLOT_FIELDS, ballot), what=told)
    return batch.changed


def amend_ballot(session: Session, ballot_id: int, ballot: Ballot, reason: str) -> Changed:
    """Change a count, for a reason."""
    what = f"更正{_judged(session, ballot)}"
    values = columns_of(columns.BALLOT_FIELDS, ballot)
    return session.amend(BALLOTS, ballot_id, values, what=what, reason=reason)


def void_ballot(session: Session, ballot_id: int, reason: str) -> Changed:
    """Put a count out of force, for a reason."""
    return session.void(BALLOTS, ballot_id, what="作废一份评诺计票", reason=reason)


def _known(session: Session, one: Ballot) -> bool:
    return bool(session.rows(BALLOTS, "year = ? AND member IS ?", (one.year, one.member)))


def _judged(session: Session, one: Ballot) -> str:
    name = BRANCH if one.member is None else members.name_of(session, one.member)
    return f"{name}{one.year}年的评诺计票"
