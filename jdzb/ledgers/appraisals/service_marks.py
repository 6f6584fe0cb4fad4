"""Deductions and additions with their evidence: proposed from facts, accepted or refused, by hand.

The facts are told by the other books (``Conduct``) and handed in by the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jdzb.core.errors import ReasonNeeded, Refused
from jdzb.core.fields import Value
from jdzb.core.ledger import Changed, Conduct
from jdzb.core.records import columns_of, made
from jdzb.ledgers.appraisals import columns, naming, scoring, service
from jdzb.ledgers.appraisals.columns import NOT_TAKEN, TAKEN, VETO
from jdzb.ledgers.appraisals.entries import Mark, Subject
from jdzb.ledgers.appraisals.parsing import show_points
from jdzb.ledgers.appraisals.schemes import Scheme
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.service_scores import DIRECT
from jdzb.store.session import Session

TABLE = "appraisal_marks"
_SIGNS = {columns.DEDUCT: "−", columns.ADD: "+"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mark that a fact would make by the scheme: of whom, under which item, how many points.

    ``title`` is the item's; points are hundredths, 0 where the scheme does not say how many.
    """

    subject: int
    name: str
    period: str
    item: str
    title: str
    kind: str
    points: int
    day: str
    what: str
    evidence: str
    fact: str

    @property
    def words(self) -> str:
        """组织生活 −2：3月5日主题党日无故缺席."""
        sign = _SIGNS.get(self.kind)
        worth = f"{sign}{show_points(self.points)}" if sign else "一票否决"
        return f"{self.title} {worth}：{int(self.day[5:7])}月{int(self.day[8:])}日{self.what}"


# -- proposals -------------------------------------------------------------------------------------


def propose(session: Session, round_id: int, facts: Iterable[Conduct]) -> tuple[Proposal, ...]:
    """What facts of the round's year would take off, add or veto, by the evidence keys of the
    scheme; those judged already are left out. By person, then by day.
    """
    return proposals(service.whole(session, round_id), facts)


def proposals(whole: Whole, facts: Iterable[Conduct]) -> tuple[Proposal, ...]:
    """The same of a round already read."""
    if whole.round.closed:
        return ()
    people = {one.member: one for one in whole.assessed if one.member is not None}
    found = [
        one
        for fact in sorted(facts, key=lambda each: (each.day, each.row, each.what))
        if fact.member in people and fact.day.year == whole.round.year
        for one in _matching(whole, people[fact.member], fact)
        if one.kind == VETO or one.period not in whole.apart(people[fact.member])
    ]
    order = {one.id: one.place for one in whole.subjects}
    return tuple(sorted(_unjudged(whole, found), key=lambda one: (order[one.subject], one.day)))


def _matching(whole: Whole, subject: Subject, fact: Conduct) -> Iterator[Proposal]:
    scheme = whole.scheme
    for period, part, item in scoring.cells(scheme):
        months = next(one.months for one in scheme.periods if one.key == period)
        if part.way in DIRECT and fact.key in item.evidence and _within(fact, months):
            kind = DIRECT[part.way]
            yield _proposal(subject, period, (item.key, item.title), kind, item.each, fact)
    for veto in scheme.vetoes:
        if fact.key in veto.evidence:
            period = _period_of(whole, fact.day.isoformat())
            yield _proposal(subject, period, (veto.key, veto.title), VETO, 0, fact)


def _within(fact: Conduct, months: tuple[int, int]) -> bool:
    return months[0] <= fact.day.month <= months[1]


def _period_of(whole: Whole, day: str) -> str:
    """The period a day falls into; the first one for a day before the year, else the last."""
    keys = [one.key for one in whole.scheme.periods]
    if int(day[:4]) != whole.round.year:
        return keys[0 if int(day[:4]) < whole.round.year else -1]
    month = int(day[5:7])
    held = (one.key for one in whole.scheme.periods if one.months[0] <= month <= one.months[1])
    return next(held, keys[-1])


def _proposal(
    subject: Subject, period: str, item: tuple[str, str], kind: str, points: int, fact: Conduct
) -> Proposal:
    table, row = fact.row
    return Proposal(
        subject.id, subject.name, period, item[0], item[1], kind, points,
        fact.day.isoformat(), fact.what, f"{table}:{row}", fact.key,
    )  # fmt: skip


def _unjudged(whole: Whole, found: Sequence[Proposal]) -> list[Proposal]:
    """One row may be the evidence of two facts (both halves of a day), and its wording may have
    been corrected since: each judgement answers the fact of its words, or else one other.
    """
    judged: dict[tuple[int, str, str], list[str]] = {}
    for mark in whole.marks:
        if mark.fact:
            key = (mark.subject, mark.item, mark.evidence or "")
            judged.setdefault(key, []).append(mark.what)
    left = []
    for one in found:
        known = judged.get((one.subject, one.item, one.evidence), [])
        if one.what in known:
            known.remove(one.what)
        else:
            left.append(one)
    rest = []
    for one in left:
        known = judged.get((one.subject, one.item, one.evidence), [])
        if known:
            known.pop()
        else:
            rest.append(one)
    return rest


def accept(
    session: Session, round_id: int, chosen: Sequence[Proposal], reason: str = ""
) -> Changed:
    """The secretary accepts proposals (their points perhaps changed): they count from now on.

    Raises Refused for one without points or when all are judged already, Frozen, NeedsReason when
    the result is posted.
    """
    service.refuse_change(session, round_id, reason)
    for one in chosen:
        if one.kind != VETO and one.points <= 0:
            raise Refused(why=f"{one.name}的“{one.title}”没有写明多少分，没有采纳。请先填分值。")
    return _judge(session, round_id, chosen, TAKEN, reason)


def refuse(session: Session, round_id: int, chosen: Sequence[Proposal], reason: str) -> Changed:
    """The secretary refuses proposals, for a reason; they are not proposed again."""
    if not reason.strip():
        raise ReasonNeeded
    service.refuse_change(session, round_id, reason)
    return _judge(session, round_id, chosen, NOT_TAKEN, reason)


def _judge(
    session: Session, round_id: int, chosen: Sequence[Proposal], verdict: str, reason: str
) -> Changed:
    rows = session.rows(TABLE, "round = ? AND fact IS NOT NULL", (round_id,))
    judged = {(row["subject"], row["item"], row["evidence"], row["what"]) for row in rows}
    chosen = [one for one in chosen if _key(one) not in judged]
    if not chosen:
        raise Refused(why="这些评议依据已经处理过了，没有重复登记。请刷新页面。")
    names = "、".join(dict.fromkeys(one.name for one in chosen))
    deed = "采纳" if verdict == TAKEN else "不采纳"
    what = f"{deed} {len(chosen)} 条评议依据（{names[:30]}）"
    scheme = service.scheme_of(session, round_id)
    with session.together(what, reason or what) as batch:
        for one in chosen:
            title = naming.item_title(scheme, one.period, one.item)
            mark = Mark(
                one.subject, one.period, one.item, one.points, one.day, one.what, one.kind,
                one.evidence, one.fact, verdict, reason.strip() or None, one.name, title, round_id,
            )  # fmt: skip
            session.add(TABLE, columns_of(columns.MARK_FIELDS, mark), what=what)
    return batch.changed


def _key(one: Proposal) -> tuple[int, str, str, str]:
    return one.subject, one.item, one.evidence, one.what


# -- by hand ---------------------------------------------------------------------------------------


def add_mark(session: Session, round_id: int, mark: Mark, reason: str = "") -> Changed:
    """Enter a deduction, addition or veto by hand, perhaps with its evidence.

    Raises Refused for an item that takes none, or somebody who is not graded; Frozen, NeedsReason.
    """
    service.refuse_change(session, round_id, reason)
    whole = service.whole(session, round_id, {mark.subject})
    subject = whole.subject(mark.subject)
    if not subject.assessed:
        raise Refused(why=f"{subject.name}{subject.takes}，不登记扣分加分，没有保存。")
    kind, title = _kind_of(whole.scheme, mark)
    if kind == VETO:
        mark = replace(mark, points=0, period=_period_of(whole, mark.day))
    elif (why := whole.apart(subject).get(mark.period)) is not None:
        told = naming.period_title(whole.scheme, mark.period)
        raise Refused(why=f"{subject.name}的{told}不计（{why}），不登记扣分加分，没有保存。")
    points = mark.points
    values = columns_of(columns.MARK_FIELDS, mark)
    values |= {"round": round_id, "kind": kind, "points": points, "name": subject.name}
    values["title"] = naming.item_title(whole.scheme, mark.period, mark.item)
    sign = f"{_SIGNS[kind]}{show_points(points)}" if kind in _SIGNS else kind
    return session.add(TABLE, values, what=f"登记{subject.name}“{title}”{sign}")


def _kind_of(scheme: Scheme, mark: Mark) -> tuple[str, str]:
    for veto in scheme.vetoes:
        if veto.key == mark.item:
            return VETO, veto.title
    for period, part, item in scoring.cells(scheme):
        if (period, item.key) == (mark.period, mark.item) and part.way in DIRECT:
            return DIRECT[part.way], item.title
    raise Refused(why=f"评议办法里没有“{mark.item}”这一项扣分或加分，没有保存。")


def amend_mark(
    session: Session, mark_id: int, points: int, what: str, verdict: str, reason: str
) -> Changed:
    """Change points, words or verdict of a mark, for a reason. Raises Refused, Frozen."""
    mark = made(Mark, session.row(TABLE, mark_id))
    service.refuse_change(session, mark.round, reason)
    if mark.kind != VETO and points <= 0:
        raise Refused(why="分值应大于 0，没有改动。不该扣的，请作废这一条并写明原因。")
    values: dict[str, Value] = {"points": points, "what": what, "verdict": verdict}
    if verdict != mark.verdict:
        values["reason"] = reason.strip()
    return session.amend(TABLE, mark_id, values, what="更正一条评议依据", reason=reason)


def void_mark(session: Session, mark_id: int, reason: str) -> Changed:
    """Put a mark out of force, for a reason; a fact behind it may then be proposed again."""
    mark = made(Mark, session.row(TABLE, mark_id))
    service.refuse_change(session, mark.round, reason)
    return session.void(TABLE, mark_id, what="作废一条评议依据", reason=reason)


def outdated(whole: Whole, facts: Iterable[Conduct]) -> tuple[Mark, ...]:
    """The accepted marks whose fact no book tells any more (the absence was corrected, say)."""
    told = {(f"{fact.row[0]}:{fact.row[1]}", fact.key) for fact in facts}
    return tuple(
        mark
        for mark in whole.marks
        if mark.counts and mark.fact and (mark.evidence, mark.fact) not in told
    )
