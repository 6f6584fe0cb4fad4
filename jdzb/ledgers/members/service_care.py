"""Whom the branch looks after this month: lines of the register for the first page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from jdzb.core import clock, rules
from jdzb.core.ledger import Care
from jdzb.ledgers.members import service
from jdzb.ledgers.members.entries import ACTIVIST, FULL, MOBILE, PROBATIONARY, Mark, first_day
from jdzb.ledgers.members.rules import Register
from jdzb.store.session import Session

CONTACT = "members.mobile.contact_days"


def care(session: Session) -> Sequence[Care]:
    """Counts, mobile members nobody contacted for long, the political birthdays of the month;
    nothing of an empty register.
    """
    known, today = service.register(session), clock.today()
    return list(_lines(known, service.names(session), today)) if known.members else []


def _lines(known: Register, names: dict[int, str], today: date) -> Iterator[Care]:
    counts = [(kind, len(known.listed(kind, today))) for kind in (FULL, PROBATIONARY, ACTIVIST)]
    short = [f"{kind.removeprefix('入党')} {count}" for kind, count in counts if count]
    if short:
        yield Care("　".join(short))
    yield from _mobile(known, names, today)
    found = known.celebrating(today.month, today.year)
    people = [(one.member.id, f"{names[one.member.id]}（{one.years}年）") for one in found]
    yield Care("本月政治生日" if people else "本月没有政治生日", tuple(people))


def _mobile(known: Register, names: dict[int, str], today: date) -> Iterator[Care]:
    mobile = known.listed(MOBILE, today)
    if not mobile:
        return
    days = rules.standard().whole(CONTACT)
    since = (today - timedelta(days=days)).isoformat()
    lost = [one for one in mobile if _out_of_touch(known.marks.get(one.id, ()), since)]
    if not lost:
        yield Care(f"流动党员 {len(mobile)}，{days} 天内都联系过")
        return
    people = tuple((one.id, names[one.id]) for one in lost)
    yield Care(f"流动党员 {len(mobile)}，{days} 天没有联系的 {len(lost)} 人", people, "amber")


def _out_of_touch(marks: Sequence[Mark], since: str) -> bool:
    """Neither contacted since that day nor away for so short."""
    away = [mark for mark in marks if mark.mark == MOBILE and not mark.until]
    return all(max(mark.last_contact or "", first_day(mark.since)) < since for mark in away)
