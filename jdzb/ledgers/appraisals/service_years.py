"""Final results over the years: of one member, and of one scheme beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jdzb.store.session import Session

_RESULTS = (
    "SELECT e.id, r.id AS round, r.title, r.scheme, r.year, r.span, r.closed_on AS day,"
    " s.member, s.name, e.rank, e.total, e.grade, e.fallen"
    " FROM appraisal_results e JOIN appraisal_rounds r ON r.id = e.round"
    " JOIN appraisal_subjects s ON s.id = e.subject"
    " WHERE e.void IS NULL AND r.void IS NULL AND s.void IS NULL AND r.closed_on IS NOT NULL"
)


@dataclass(frozen=True, slots=True)
class Past:
    """A final result: of which round and year, rank, total in hundredths, grade, what followed."""

    id: int
    round: int
    title: str
    scheme: str
    year: int
    span: str | None
    day: str
    member: int | None
    name: str
    rank: int | None
    total: int | None
    grade: str | None
    fallen: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison: a name, and his result of each year (None: none)."""

    member: int | None
    name: str
    results: tuple[Past | None, ...]


def results_of(session: Session, member: int) -> Sequence[Past]:
    """The final results of one member, the latest first."""
    sql = f"{_RESULTS} AND s.member = ? ORDER BY r.year DESC, r.closed_on DESC, e.id"
    return [Past(**row) for row in session.query(sql, (member,))]


def years_of(session: Session, scheme: str) -> tuple[int, ...]:
    """The years that have a final result by a scheme, in order."""
    sql = (
        "SELECT DISTINCT year FROM appraisal_rounds"
        " WHERE void IS NULL AND closed_on IS NOT NULL AND scheme = ? ORDER BY year"
    )
    return tuple(row["year"] for row in session.query(sql, (scheme,)))


def compare(session: Session, scheme: str, years: Sequence[int]) -> tuple[Compared, ...]:
    """Everybody's final results by a scheme, a line each in the order of the latest list; where a
    year has several rounds (quarters), the last closed one.
    """
    sql = f"{_RESULTS} AND r.scheme = ? ORDER BY r.closed_on, s.place, e.id"
    found: dict[tuple[int | None, str], dict[int, Past]] = {}
    for row in session.query(sql, (scheme,)):
        past = Past(**row)
        name = past.name if past.member is None else ""
        found.setdefault((past.member, name), {})[past.year] = past
    lines = []
    for (member, _), held in found.items():
        if any(year in held for year in years):
            name = held[max(held)].name
            lines.append(Compared(member, name, tuple(held.get(year) for year in years)))
    return tuple(lines)
