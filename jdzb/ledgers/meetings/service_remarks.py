"""What the meetings say of one member's year: hours of study, attendance, where a rule bites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jdzb.core import clock
from jdzb.core.ledger import Remark
from jdzb.ledgers.meetings import service_figures
from jdzb.ledgers.meetings.service_figures import MemberYear, Study
from jdzb.store.session import Session

KEY = "meetings"


def remarks(session: Session, member: int, year: int) -> Sequence[Remark]:
    """The lines for the member's card; the rules of absence are told of this year alone.

    Nothing of who is no Party member and was at no meeting.
    """
    found = service_figures.member_year(session, member, year)
    told = list(_counts(found))
    if year == clock.today().year:
        told += [
            Remark(KEY, "缺席", one.text, "red" if one.reached else "amber", one.source)
            for one in found.verdicts
        ]
    return told


def _counts(found: MemberYear) -> Iterator[Remark]:
    if found.study is not None:
        yield _hours(found.study)
    if found.should:
        numbers = ("到会", found.came), ("请假", found.excused), ("缺席", found.absent)
        states = "，".join(f"{word} {count}" for word, count in numbers if count)
        yield Remark(KEY, "会议", f"应到 {found.should} 次：{states}")


def _hours(study: Study) -> Remark:
    """24 / 32，还差 8; who is excused has no figure to reach."""
    if study.excused:
        return Remark(KEY, "学时", f"{study.hours}（年老体弱，不作要求）")
    tail, tone = (f"，还差 {study.missing}", "amber") if study.missing else ("，已够", "")
    return Remark(KEY, "学时", f"{study.hours} / {study.need}{tail}", tone, study.basis)
