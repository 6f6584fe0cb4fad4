"""How everybody stands in a round: points, rank, grade, what follows, and what is still open."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from jdzb.ledgers.appraisals import columns, grading, scoring, service, service_ballots
from jdzb.ledgers.appraisals.entries import Decision, Mark, Subject
from jdzb.ledgers.appraisals.grading import Choice, Entrant, Graded, Outcome, Tie
from jdzb.ledgers.appraisals.schemes import Item, Part, Scheme
from jdzb.ledgers.appraisals.scoring import Entered
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.terms import ADD, BALLOT, DEDUCT, HELP
from jdzb.store.session import Session


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the page: an item of a period, or a whole part decided by ballots (no item)."""

    period: str
    part: Part
    item: Item | None = None

    @property
    def title(self) -> str:
        """What stands above it."""
        return self.item.title if self.item else self.part.title

    @property
    def typed(self) -> bool:
        """True where a number or a grade may be typed."""
        return self.item is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of the page. ``marks`` of his, also the refused ones; ``told`` by the frozen
    result where the round is closed.
    """

    subject: Subject
    score: scoring.Score
    outcome: Outcome
    marks: tuple[Mark, ...] = ()

    @property
    def rank(self) -> int | None:
        """His place; None while something is missing, or without a grade."""
        return self.outcome.rank

    @property
    def grade(self) -> str:
        """His grade, or why he has none."""
        if not self.subject.assessed:
            return self.subject.why or self.subject.takes
        return self.outcome.grade

    def points(self, column: Column) -> Fraction | None:
        """The points of a column; below 0 where points are taken off, None when not entered or
        when its period does not count for him.
        """
        if column.period in self.score.apart:
            return None
        if column.item is None:
            cells = {(column.period, item.key) for item in column.part.items}
            if cells.intersection(self.score.missing):
                return None
            return self.score.parts[column.period, column.part.key]
        key = (column.period, column.item.key)
        if key in self.score.missing:
            return None
        points = self.score.cells[key]
        return -points if column.part.way == DEDUCT else points

    def told(self, column: Column, decimals: int = 2) -> str:
        """The cell as it is shown: ``-10``, ``92.5``; ``·`` for nothing, '' if missing, 不计."""
        if column.period in self.score.apart:
            return columns.NOT_COUNTED
        points = self.points(column)
        if points is None:
            return ""
        if not points and column.item and column.part.way != BALLOT:
            return "·" if column.part.way in (DEDUCT, ADD) else "0"
        return scoring.shown(points, decimals).removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Standings:
    """A round as the page shows it; lines by rank, then who is not complete, then the excused."""

    whole: Whole
    lines: tuple[Standing, ...]
    graded: Graded
    entered: Mapping[int, Entered]

    @property
    def scheme(self) -> Scheme:
        """The scheme of the round."""
        return self.whole.scheme

    def line(self, subject_id: int) -> Standing:
        """The line of a subject; KeyError for none."""
        return next(one for one in self.lines if one.subject.id == subject_id)

    def columns(self, period: str = "") -> tuple[Column, ...]:
        """The columns of a period (of all): items one by one, a part by ballots as one."""
        found: list[Column] = []
        for key, part, item in scoring.cells(self.scheme):
            if period and key != period:
                continue
            one = Column(key, part, None if part.way == BALLOT else item)
            if one not in found:
                found.append(one)
        return tuple(found)

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Equals at a border, settled or open."""
        return self.graded.ties

    @property
    def below(self) -> tuple[tuple[Standing, str], ...]:
        """(line, what) of everybody who fell below a line: what is to be done with him."""
        return tuple((one, rule.what) for one in self.lines for rule in one.outcome.lines)

    def best_of(self, period: str) -> tuple[str, ...]:
        """Who gets the award of the scheme for a period (several where they are equal)."""
        everybody = [Entrant(o.subject.id, o.score, _excused(o.subject)) for o in self.lines]
        best = grading.best_of_period(period, everybody)
        return tuple(one.subject.name for one in self.lines if one.subject.id in best)

    def total(self, one: Standing) -> str:
        """His total as it is shown, '' while something is missing."""
        if not one.subject.assessed or one.score.missing:
            return ""
        return scoring.shown(one.score.total, self.scheme.decimals)


def standings(session: Session, round_id: int) -> Standings:
    """Everybody of a round scored, ranked and graded by its frozen scheme; raises NoSuchRow."""
    return of_whole(session, service.whole(session, round_id))


def of_whole(session: Session, whole: Whole) -> Standings:
    """The same of a round already read."""
    entered = entered_of(whole, [one.id for one in whole.subjects])
    scores = {who: scoring.score(whole.scheme, one) for who, one in entered.items()}
    return _placed(session, whole, entered, scores)


def refreshed(session: Session, before: Standings, subjects: Collection[int]) -> Standings:
    """After cells of these subjects were written: only theirs are read and scored anew."""
    old, now = before.whole, service.whole(session, before.whole.id, set(subjects))
    gone = set(subjects)
    whole = replace(
        now,
        scores=(*(one for one in old.scores if one.subject not in gone), *now.scores),
        marks=(*(one for one in old.marks if one.subject not in gone), *now.marks),
        tallies=(*(one for one in old.tallies if one.subject not in gone), *now.tallies),
    )
    scores = {one.subject.id: one.score for one in before.lines}
    anew = entered_of(now, gone)
    scores |= {who: scoring.score(whole.scheme, one) for who, one in anew.items()}
    return _placed(session, whole, {**before.entered, **anew}, scores)


def entered_of(whole: Whole, people: Collection[int]) -> dict[int, Entered]:
    """All that was entered about these subjects, as the scoring reads it."""
    values: dict[int, dict[tuple[str, str, str], int]] = {who: {} for who in people}
    marks: dict[int, list[scoring.Mark]] = {who: [] for who in people}
    for one in whole.scores:
        if one.subject in values and one.points is not None:
            values[one.subject][one.period, one.item, one.side or ""] = one.points
    for mark in whole.marks:
        if mark.subject in marks and mark.counts:
            marks[mark.subject].append(scoring.Mark(mark.period, mark.item, mark.points))
    votes = _votes(whole)
    apart = {one.id: frozenset(whole.apart(one)) for one in whole.subjects}
    return {who: Entered(values[who], marks[who], votes.get(who, {}), apart[who]) for who in people}


def _votes(whole: Whole) -> dict[int, dict[scoring.Cell, scoring.Tally]]:
    found: dict[int, dict[scoring.Cell, scoring.Tally]] = {}
    for ballot in whole.ballots:
        for (subject, item), tally in service_ballots.counted(whole, ballot).items():
            found.setdefault(subject, {})[ballot.period, item] = tally
    return found


def _placed(
    session: Session,
    whole: Whole,
    entered: Mapping[int, Entered],
    scores: Mapping[int, scoring.Score],
) -> Standings:
    before = lowest_before(session, whole)
    entrants = [
        Entrant(one.id, scores[one.id], _excused(one), before.get(one.member or 0, 0))
        for one in whole.subjects
    ]
    graded = grading.grade(whole.scheme, entrants, choices(whole.decisions))
    outcomes = _frozen(whole, graded) if whole.round.closed else graded.outcomes
    marks: dict[int, list[Mark]] = {}
    for mark in whole.marks:
        marks.setdefault(mark.subject, []).append(mark)
    lines = [
        Standing(one, scores[one.id], outcomes[one.id], tuple(marks.get(one.id, ())))
        for one in whole.subjects
    ]
    lines.sort(key=_order)
    return Standings(whole, tuple(lines), graded, entered)


def _frozen(whole: Whole, graded: Graded) -> dict[int, Outcome]:
    """Rank and grade as they were written down when the round ended."""
    found = dict(graded.outcomes)
    for one in whole.results:
        if one.subject in found:
            old = found[one.subject]
            found[one.subject] = replace(old, rank=one.rank, grade=one.grade or "")
    return found


def _excused(one: Subject) -> str:
    return "" if one.assessed else one.why or one.takes


def _order(line: Standing) -> tuple[bool, bool, int, int]:
    rank = line.outcome.rank
    return not line.subject.assessed, rank is None, rank or 0, line.subject.place


def choices(decisions: Collection[Decision]) -> list[Choice]:
    """What was decided of ties, by grade."""
    found: dict[str, set[int]] = {}
    for one in decisions:
        found.setdefault(one.grade, set()).add(one.subject)
    return [Choice(grade, frozenset(who)) for grade, who in found.items()]


def lowest_before(session: Session, whole: Whole) -> dict[int, int]:
    """By member, how many years running right before this one he was in the lowest band, by the
    final results of the same scheme.
    """
    rule = whole.scheme.lowest
    if rule is None:
        return {}
    rows = session.query(
        "SELECT s.member, r.year, e.grade FROM appraisal_results e"
        " JOIN appraisal_rounds r ON r.id = e.round JOIN appraisal_subjects s ON s.id = e.subject"
        " WHERE e.void IS NULL AND r.void IS NULL AND s.void IS NULL AND r.closed_on IS NOT NULL"
        " AND s.member IS NOT NULL AND r.scheme = ? AND r.year < ?",
        (whole.scheme.title, whole.round.year),
    )
    years: dict[int, set[int]] = {}
    for row in rows:
        if row["grade"] in (rule.grade, rule.to):
            years.setdefault(row["member"], set()).add(row["year"])
    return {who: _running(held, whole.round.year) for who, held in years.items()}


def _running(years: Collection[int], year: int) -> int:
    count = 0
    while year - count - 1 in years:
        count += 1
    return count


def wants_help(standing: Standing) -> bool:
    """True for who is to be helped by 2+1."""
    return any(rule.what == HELP for rule in standing.outcome.lines)
