"""What the floor has due, beside the books: the copy on a stick, findings of the township."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from jdzb.core import clock, rules
from jdzb.core.ledger import Due
from jdzb.handover import rectify
from jdzb.store import events
from jdzb.store.session import Session

BOOK, COPY, ANSWER = "audit", "去拷贝", "去答复"
COPIED = "package"  # the event of package.py, which is heavy to read
LONGEST = "audit.copy.days"


def due(session: Session) -> list[Due]:
    """By day: the next copy once the last (or the first entry) is long ago, then what the township
    found and is still open.
    """
    return [*_copy(session), *_findings(session)]


def _copy(session: Session) -> Iterator[Due]:
    rule = rules.standard().rule(LONGEST)
    last = events.last_event(session, COPIED)
    since = last or next(iter(session.entries("seq = 1")), None)
    if since is None:
        return
    day, today = _day(since.at), clock.today()
    when = day + timedelta(days=rules.standard().whole(LONGEST))
    if when <= today:
        told = f"上次拷贝是 {(today - day).days} 天以前" if last else "还没有拷贝过"
        yield Due(BOOK, when, f"把账本拷贝到U盘（{told}）", rule.basis, COPY)


def _day(stamp: str) -> date:
    return clock.local(stamp).date()


def _findings(session: Session) -> Iterator[Due]:
    for one in rectify.listing(session):
        if not one.closed_on:
            state = "改完销号" if one.answer else "整改"
            when = date.fromisoformat(one.due) if one.due else None
            yield Due(BOOK, when, f"{state}：{one.what}", f"{one.day} 乡镇核对", ANSWER, one.id)
