"""Short ways to write down what was entered about a subject, for the tests of the engine."""

from __future__ import annotations

from jdzb.ledgers.appraisals import grading, reading, scoring
from jdzb.ledgers.appraisals.scoring import Entered, Mark, Tally


def scheme(key):
    """A shipped scheme."""
    return reading.standard()[key]


def points(**given):
    """Values of a scheme with one side and one period: points(township=91.5)."""
    return {("year", item, ""): round(value * 100) for item, value in given.items()}


def marks(**given):
    """Accepted marks in one period: marks(meetings=10, dues=6)."""
    return tuple(Mark("year", item, round(value * 100)) for item, value in given.items())


def same_tally(used, *counts, blank=0):
    """The same votes on every line of every ballot of a scheme."""
    ballots = [part for part in used.parts if part.ballot]
    return {
        (period, item.key): Tally(counts, blank)
        for part in ballots
        for period in part.periods
        for item in part.items
    }


def scored(used, values=None, given=(), tallies=None):
    """The score of what was entered."""
    return scoring.score(used, Entered(values or {}, given, tallies or {}))


def graded(used, scores, decided=(), **each):
    """All graded, numbered from 1 in the order given; ``each`` are excused={3: 'why'}, lowest=…."""
    excused, lowest = each.get("excused", {}), each.get("lowest", {})
    return grading.grade(
        used,
        [
            grading.Entrant(n, score, excused.get(n, ""), lowest.get(n, 0))
            for n, score in enumerate(scores, 1)
        ],
        decided,
    )


def grades(result):
    """Who got which grade: {'优秀': [1, 2]}, empty grades left out."""
    found = {}
    for one in result.outcomes.values():
        if one.grade:
            found.setdefault(one.grade, []).append(one.id)
    return found


def indices(total, used=None):
    """The score of 两个指数 with this total in both periods."""
    return scored(
        used or scheme("indices"),
        {
            (period, item, "final"): round(value * 100)
            for period in ("mid", "end")
            for item, value in (
                ("loyalty", min(total, 40)),
                ("duty", min(max(total - 40, 0), 40)),
                ("own", max(total - 80, 0)),
            )
        },
    )
