"""Pairs and wishes in the ledger: added, listed; they are put out of force as leaves are."""

from __future__ import annotations

from datetime import date

from jdzb.core.errors import Refused
from jdzb.core.fields import Value
from jdzb.core.ledger import Changed
from jdzb.ledgers.duty.entries_wishes import Pair, Wish
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session


def add_pair(session: Session, pair: Pair) -> Changed:
    """Record who serves together or apart. Raises Refused when the two are a pair already."""
    one, other = (members.name_of(session, who) for who in (pair.one, pair.other))
    for known in pairs(session):
        if known.both == pair.both:
            told = f"{one}和{other}已经登记为{known.kind}，没有重复登记。要改，先取消原来的。"
            raise Refused(why=told)
    values: dict[str, Value] = {
        "one": pair.one,
        "other": pair.other,
        "kind": pair.kind,
        "note": pair.note,
    }
    return session.add("duty_pairs", values, what=f"登记{one}和{other}{pair.kind}")


def pairs(session: Session) -> list[Pair]:
    """The pairs in force, as they were recorded."""
    return [
        Pair(row["one"], row["other"], row["kind"], row["note"], row["id"])
        for row in session.rows("duty_pairs")
    ]


def add_wish(session: Session, wish: Wish) -> Changed:
    """Record a wish. Raises Refused when the member has one for that day already."""
    name, day = members.name_of(session, wish.member), f"{wish.day.month}月{wish.day.day}日"
    known = wishes(session, since=wish.day, until=wish.day)
    if old := next((one for one in known if one.member == wish.member), None):
        told = f"{name}{day}已经登记了{old.kind}，没有重复登记。要改，先取消原来的。"
        raise Refused(why=told)
    values: dict[str, Value] = {
        "member": wish.member,
        "day": wish.day.isoformat(),
        "kind": wish.kind,
        "note": wish.note,
    }
    return session.add("duty_wishes", values, what=f"登记{name}{day}{wish.kind}")


def wishes(session: Session, *, since: date = date.min, until: date = date.max) -> list[Wish]:
    """The wishes in force for these days, both ends included, by day."""
    span = (since.isoformat(), until.isoformat())
    rows = session.rows("duty_wishes", "day BETWEEN ? AND ?", span, order="day, id")
    return [
        Wish(row["member"], date.fromisoformat(row["day"]), row["kind"], row["note"], row["id"])
        for row in rows
    ]
