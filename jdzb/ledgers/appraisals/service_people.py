"""The list of a round put right by hand: excused, added, taken off, each with the reason."""

from __future__ import annotations

from jdzb.core.errors import Refused
from jdzb.core.fields import Value
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of, made
from jdzb.ledgers.appraisals import columns, service
from jdzb.ledgers.appraisals.columns import ASSESSED
from jdzb.ledgers.appraisals.entries import Subject
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
