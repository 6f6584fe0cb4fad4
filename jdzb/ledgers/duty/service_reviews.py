"""三评议 at work: the grades of a period, side by side with what the sign-in says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jdzb.core import clock
from jdzb.core.errors import Refused
from jdzb.core.ledger import Changed, Grid
from jdzb.core.rules import standard
from jdzb.ledgers.duty import entries_reviews, service_statistics
from jdzb.ledgers.duty import service_attendance as attendance
from jdzb.ledgers.duty.entries_reviews import (
    REVIEW_FIELDS,
    SIDES,
    Period,
    Review,
    Scheme,
    read_review,
    review_values,
)
from jdzb.ledgers.duty.rules_attendance import Tally
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

TABLE = "duty_reviews"
EVIDENCE = ("到岗/应值", "脱岗", "未签到")
LABELS = {spec.name: spec.label for spec in REVIEW_FIELDS}


@dataclass(frozen=True, slots=True)
class Judged:
    """A member in a period: the evidence, the review (id 0 while there is none), score, result."""

    member: int
    name: str
    group: str
    tally: Tally
    review: Review
    score: int | None
    result: str | None

    def cells(self) -> tuple[str, ...]:
        """Evidence, grades, score and result; what nobody said yet is empty."""
        one, review = self.tally, self.review
        proof = (f"{one.served + one.swapped}/{one.planned}", str(one.away), str(one.unsigned))
        given = tuple(getattr(review, side) or "" for side in SIDES)
        return (*proof, *given, "" if self.score is None else str(self.score), self.result or "")


def scheme() -> Scheme:
    """The figures in force."""
    return entries_reviews.scheme(standard())


def current(months: int = 0) -> Period:
    """The period that today lies in."""
    return entries_reviews.period_of(clock.today(), months or scheme().months)


def reviews(session: Session, period: Period | None = None) -> list[Review]:
    """The reviews in force, of one period or of all."""
    where, args = ("period = ?", (str(period),)) if period else ("", ())
    return [read_review(row) for row in session.rows(TABLE, where, args)]


def get(session: Session, row_id: int) -> Review:
    """One review in force; raises NoSuchRow."""
    return read_review(session.row(TABLE, row_id))


def board(session: Session, period: Period) -> list[Judged]:
    """Everyone planned, there or reviewed in a period up to today, in the register's order."""
    figures = scheme()
    counted = service_statistics.by_member(session, period.first, period.last)
    tallies = {line.member: line.tally for line in counted}
    given = {one.member: one for one in reviews(session, period)}
    last = min(period.last, clock.today())
    planned = {turn.member for turn in attendance.serving(session, period.first, last)}
    found = []
    for member, (name, group) in service_statistics.people(session).items():
        if member in given or member in tallies or member in planned:
            review = given.get(member) or Review(member, str(period))
            tally = tallies.get(member, Tally())
            score, result = figures.score(review), figures.result(review)
            found.append(Judged(member, name, group, tally, review, score, result))
    return found


def grade(
    session: Session, review: Review, side: str, given: str | None, reason: str = ""
) -> Changed:
    """Enter what one side says; changing what it said before wants a ``reason``.

    Raises Refused for a period that has not begun, ReasonNeeded.
    """
    period = entries_reviews.read_period(review.period)
    if period.first > clock.today():
        raise Refused(why=f"{period.words}还没有开始，不能评议；没有保存。")
    act, said = ("填写", f"：{LABELS[side]}{given}") if given else ("清空", f"的{LABELS[side]}")
    what = f"{act}{_told(session, review, said)}"
    if not review.id:
        new: Review = replace(review, **{side: given})  # type: ignore[arg-type]
        return session.add(TABLE, review_values(new), what=what)
    if getattr(review, side) is None:
        reason = f"填写{LABELS[side]}"
    return session.amend(TABLE, review.id, {side: given}, what=what, reason=reason)


def enter(session: Session, review: Review) -> Changed:
    """Enter all that is said of a member at once. Raises Refused when something is said already."""
    where = "member = ? AND period = ?"
    if session.rows(TABLE, where, (review.member, review.period)):
        raise Refused(why=f"{_told(session, review, '')}已经填过，没有重复登记。")
    what = f"填写{_told(session, review, '')}"
    return session.add(TABLE, review_values(review), what=what)


def remark(session: Session, review: Review, note: str | None, reason: str = "") -> Changed:
    """Enter the note; changing an earlier one wants a ``reason``. Raises ReasonNeeded."""
    what = f"填写{_told(session, review, '说明')}"
    if not review.id:
        return session.add(TABLE, review_values(replace(review, note=note)), what=what)
    reason = reason if review.note else "填写说明"
    return session.amend(TABLE, review.id, {"note": note}, what=what, reason=reason)


def void(session: Session, row_id: int, reason: str) -> Changed:
    """Put a review out of force, for a reason."""
    review = get(session, row_id)
    what = f"作废{_told(session, review, '')}"
    return session.void(TABLE, row_id, what=what, reason=reason)


def unsaid(found: Sequence[Judged]) -> dict[str, int]:
    """How many each side has not spoken of yet."""
    return {side: sum(getattr(one.review, side) is None for one in found) for side in SIDES}


def _told(session: Session, review: Review, what: str) -> str:
    words = entries_reviews.read_period(review.period).words
    return f"{members.name_of(session, review.member)}{words}值班评议{what}"


def to_grid(period: Period, found: Sequence[Judged]) -> Grid:
    """The board for Excel."""
    headers = (
        "姓名",
        "党小组",
        *EVIDENCE,
        *(LABELS[side] for side in SIDES),
        "得分",
        "结果",
        "说明",
    )
    rows = tuple((one.name, one.group, *one.cells(), one.review.note or "") for one in found)
    return Grid(f"{period.words}值班三评议", headers, rows)


def rule_words(figures: Scheme) -> str:
    """How the result comes about, in a sentence."""
    sides = "、".join(
        f"{LABELS[side]}占{weight}%" for side, weight in zip(SIDES, figures.weights, strict=True)
    )
    points = "、".join(
        f"{grade}{point}分" for grade, point in zip(figures.grades, figures.points, strict=True)
    )
    floors = "、".join(
        f"{floor}分以上为{grade}"
        for grade, floor in zip(figures.grades, figures.floors, strict=False)
    )
    return f"{sides}；{points}；{floors}，其余为{figures.grades[-1]}。三方都评了才有得分和结果。"
