"""The list of a round put right by hand: excused, a period not counted, added, taken off; each with
the reason.
"""

from __future__ import annotations

from jdzb.core.errors import ReasonNeeded, Refused
from jdzb.core.fields import Value
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of, made
from jdzb.ledgers.appraisals import columns, naming, scoring, service
from jdzb.ledgers.appraisals.columns import ASSESSED
from jdzb.ledgers.appraisals.entries import Subject
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.terms import WITHOUT_GRADE
from jdzb.store.session import Session

TABLE = service.SUBJECTS


def excuse(session: Session, subject_id: int, takes: str, why: str, reason: str) -> Changed:
    """Somebody is graded, takes part without a grade, or not at all; ``why`` stands beside it.

    Raises Refused without a why for who is not graded, Frozen, ReasonNeeded.
    """
    one = made(Subject, session.row(TABLE, subject_id))
    service.refuse_change(session, one.round, reason)
    if takes not in columns.TAKES:
        raise Refused(why=f"应为 {'、'.join(columns.TAKES)} 之一，没有改动。")
    if takes != ASSESSED and not why.strip():
        raise Refused(why=f"{one.name}不评定，要写明原因，没有改动。")
    kept = None if takes == ASSESSED else why.strip()
    values: dict[str, Value] = {"takes": takes, "why": kept, "basis": "支部决定"}
    what = f"{one.name}改为{takes}"
    return session.amend(TABLE, subject_id, values, what=what, reason=reason)


def leave_out(session: Session, subject_id: int, period: str, reason: str) -> Changed:
    """A period does not count for somebody who was not there yet, for a reason that stands in
    the results: the other periods weigh the whole. A second time changes the reason.

    Raises Refused for one who is not graded, a period there is not, the last one that counts;
    Frozen, ReasonNeeded.
    """
    if not reason.strip():
        raise ReasonNeeded
    whole, one = _held(session, subject_id, reason)
    title = _title(whole, period)
    if not one.assessed:
        raise Refused(why=f"{one.name}{one.takes}，没有要计的时段，没有改动。")
    whys = whole.apart(one) | {period: " ".join(reason.split())}
    if not any(scoring.weights_of(whole.scheme, whys).values()):
        told = f"{one.name}除了{title}没有别的时段计分，没有改动"
        raise Refused(why=f"{told}。不评定他，请在名单里改为“{WITHOUT_GRADE}”。")
    return _count(session, whole, one, whys, f"{one.name}的{title}不计", reason)


def count_again(session: Session, subject_id: int, period: str, reason: str) -> Changed:
    """A period counts for him after all, for a reason. Raises Refused when it does already."""
    whole, one = _held(session, subject_id, reason)
    whys, title = whole.apart(one), _title(whole, period)
    if whys.pop(period, None) is None:
        raise Refused(why=f"{one.name}的{title}本来就计分，没有改动。")
    return _count(session, whole, one, whys, f"{one.name}的{title}恢复计分", reason)


def _held(session: Session, subject_id: int, reason: str) -> tuple[Whole, Subject]:
    one = made(Subject, session.row(TABLE, subject_id))
    service.refuse_change(session, one.round, reason)
    return service.whole(session, one.round, {subject_id}), one


def _title(whole: Whole, period: str) -> str:
    if title := naming.period_title(whole.scheme, period):
        return title
    raise Refused(why=f"“{whole.scheme.title}”没有分开的时段“{period}”，没有改动。")


def _count(
    session: Session, whole: Whole, one: Subject, whys: dict[str, str], what: str, reason: str
) -> Changed:
    values: dict[str, Value] = {"apart": naming.apart_lines(whole.scheme, whys)}
    return session.amend(TABLE, one.id, values, what=what, reason=reason)


def add_subject(session: Session, round_id: int, subject: Subject, reason: str = "") -> Changed:
    """Put somebody on the list who was left out; raises Refused for one who is on it."""
    service.refuse_change(session, round_id, reason)
    rows = session.rows(TABLE, "round = ?", (round_id,))
    known = [made(Subject, row) for row in rows]
    if any((one.name, one.member) == (subject.name, subject.member) for one in known):
        raise Refused(why=f"{subject.name}已经在名单里，没有重复添加。")
    place = max((one.place for one in known), default=0) + 1
    values = columns_of(columns.SUBJECT_FIELDS, subject) | {"round": round_id, "place": place}
    return session.add(TABLE, values, what=f"把{subject.name}列入评议名单")


def void_subject(session: Session, subject_id: int, reason: str) -> Changed:
    """Take somebody off the list, for a reason."""
    one = made(Subject, session.row(TABLE, subject_id))
    service.refuse_change(session, one.round, reason)
    return session.void(TABLE, subject_id, what=f"把{one.name}移出评议名单", reason=reason)
