"""三评议: what a member, the group and the branch say of the duty of a month or quarter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jdzb.core.errors import JdzbError
from jdzb.core.fields import Field, InvalidForm, Problem, Value, plain, read_fields
from jdzb.core.ledger import Table
from jdzb.core.rules import RuleTable
from jdzb.ledgers.duty.entries import Month

SIDES = ("own", "grp", "branch")
REVIEW_FIELDS = (
    Field("member", "党员", "member", required=True, width=6),
    Field("period", "时段", required=True, hint="例如 2026年四季度、2026年11月", width=8),
    Field("own", "自评", width=4),
    Field("grp", "小组评", width=4),
    Field("branch", "支部评", width=4),
    Field("note", "说明", width=14),
)
REVIEWS = Table("duty_reviews", REVIEW_FIELDS, "值班评议")
QUARTERS = "一二三四"
_QUARTER = re.compile(r"(20\d{2})(?:年|-Q)([1-4一二三四])(?:季度)?", re.IGNORECASE)
_MONTH = re.compile(r"(20\d{2})[-年.](0?[1-9]|1[0-2])月?")


class NotAPeriod(JdzbError):
    """A period that is neither a month nor a quarter."""

    sentence = "“{value}”不是月份也不是季度，没有改动。请写成 2026年11月 或 2026年四季度 的样子。"


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter (``months`` 3) or a month (``months`` 1) that begins with ``start``."""

    start: Month
    months: int

    @property
    def first(self) -> date:
        """The first day."""
        return self.start.first

    @property
    def last(self) -> date:
        """The last day."""
        return self.start.shifted(self.months - 1).last

    @property
    def words(self) -> str:
        """2026年四季度, 2026年11月."""
        if self.months == 1:
            return self.start.words
        return f"{self.start.year}年{QUARTERS[self.start.number // 3]}季度"

    def shifted(self, by: int) -> Period:
        """The period so many later (earlier when negative)."""
        return Period(self.start.shifted(by * self.months), self.months)

    def __str__(self) -> str:
        if self.months == 1:
            return str(self.start)
        return f"{self.start.year}-Q{self.start.number // 3 + 1}"


@dataclass(frozen=True, slots=True)
class Review:
    """What three sides say of one member in one period; a side that said nothing yet is None."""

    member: int
    period: str
    own: str | None = None
    grp: str | None = None
    branch: str | None = None
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Scheme:
    """The figures of the appraisal, from the rule table; points, weights and floors in percent."""

    grades: tuple[str, ...]
    points: tuple[int, ...]
    weights: tuple[int, ...]
    floors: tuple[int, ...]
    months: int

    def score(self, review: Review) -> int | None:
        """The weighted points, rounded; None until all three sides have spoken."""
        given = [getattr(review, side) for side in SIDES]
        if any(grade not in self.grades for grade in given):
            return None
        points = [self.points[self.grades.index(grade)] for grade in given]
        sums = sum(point * weight for point, weight in zip(points, self.weights, strict=True))
        return round(sums / sum(self.weights))

    def result(self, review: Review) -> str | None:
        """The grade that the score reaches; None until all three sides have spoken."""
        score = self.score(review)
        if score is None:
            return None
        marks = zip(self.grades, self.floors, strict=False)
        return next((grade for grade, floor in marks if score >= floor), self.grades[-1])


def scheme(table: RuleTable) -> Scheme:
    """The figures; WrongFigure or UnknownRule when the table was spoilt by hand."""
    return Scheme(
        grades=table.texts("duty.review.grades"),
        points=table.wholes("duty.review.points"),
        weights=table.wholes("duty.review.weights"),
        floors=table.wholes("duty.review.floors"),
        months=table.whole("duty.review.months"),
    )


def read_period(text: str) -> Period:
    """2026年四季度, 2026-Q4, 2026年11月 or 2026-11; raises NotAPeriod."""
    typed = re.sub(r"\s|第", "", plain(text))
    if match := _QUARTER.fullmatch(typed):
        number = QUARTERS.find(match[2]) if match[2] in QUARTERS else int(match[2]) - 1
        return Period(Month(int(match[1]), number * 3 + 1), 3)
    if match := _MONTH.fullmatch(typed):
        return Period(Month(int(match[1]), int(match[2])), 1)
    raise NotAPeriod(value=text)


def period_of(day: date, months: int) -> Period:
    """The period of so many months (1 or 3) that a day lies in."""
    return Period(Month(day.year, (day.month - 1) // months * months + 1), months)


def parse_review(raw: Mapping[str, str], grades: Sequence[str]) -> Review:
    """A review as typed; raises InvalidForm with every problem."""
    values = read_fields(REVIEW_FIELDS, raw)
    expected = f"应为{'、'.join(grades)}之一"
    labels = {spec.name: spec.label for spec in REVIEW_FIELDS}
    problems = [
        Problem(side, labels[side], str(values[side]), expected)
        for side in SIDES
        if values[side] is not None and values[side] not in grades
    ]
    if problems:
        raise InvalidForm(problems)
    return read_review({**values, "period": str(read_period(str(values["period"])))})


def read_review(row: Mapping[str, Any]) -> Review:
    """A review from its columns; ``id`` may be among them."""
    known = {spec.name: row[spec.name] for spec in REVIEW_FIELDS}
    return Review(**known, id=row.get("id") or 0)


def review_values(review: Review) -> dict[str, Value]:
    """The columns of a review, without its id."""
    return {spec.name: getattr(review, spec.name) for spec in REVIEW_FIELDS}
