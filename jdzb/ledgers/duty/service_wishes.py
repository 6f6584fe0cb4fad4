"""Pairs and wishes in the ledger: added, listed; they are put out of force as leaves are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jdzb.core.errors import Refused
from jdzb.core.fields import Value
from jdzb.core.ledger import Changed
from jdzb.ledgers.duty import service
from jdzb.ledgers.duty.entries_wishes import APART, TOGETHER, Pair, Wish
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session


def add_pair(session: Session, pair: Pair) -> Changed:
    """Record who serves together or apart.

    Raises Refused when the two are a pair already, and when no roster could keep it.
    """
    one, other = (members.name_of(session, who) for who in (pair.one, pair.other))
    known = pairs(session)
    for old in known:
        if old.both == pair.both:
            told = f"{one}和{other}已经登记为{old.kind}，没有重复登记。要改，先取消原来的。"
            raise Refused(why=told)
    _refuse_impossible(session, [*known, pair])
    values: dict[str, Value] = {
        "one": pair.one,
        "other": pair.other,
        "kind": pair.kind,
        "note": pair.note,
    }
    return session.add("duty_pairs", values, what=f"登记{one}和{other}{pair.kind}")


def _refuse_impossible(session: Session, known: Sequence[Pair]) -> None:
    """Refuse a circle that has not enough seats, or two in it who may not meet."""
    seats = service.settings(session).people
    for circle in _circles(known):
        names = "、".join(members.name_of(session, who) for who in sorted(circle))
        if len(circle) > seats:
            why = f"{names}就都要同一天值班，可是每天只排{seats}人，排不下；没有登记。"
            raise Refused(why=why)
        if any(pair.kind == APART and pair.both <= circle for pair in known):
            raise Refused(why=f"{names}里有人同班、有人不同班，互相矛盾；没有登记。")


def _circles(known: Sequence[Pair]) -> list[set[int]]:
    """Everyone who comes together, friends of friends too."""
    found: list[set[int]] = []
    for pair in known:
        if pair.kind == TOGETHER:
            touched = [circle for circle in found if circle & pair.both]
            found = [circle for circle in found if not circle & pair.both]
            found.append(set(pair.both).union(*touched))
    return found


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
