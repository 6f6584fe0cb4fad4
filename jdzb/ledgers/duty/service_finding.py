"""Visits sought: who came, with what, what was answered, who received them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from jdzb.core import people
from jdzb.core.ledger import Finds, Found
from jdzb.core.seeking import piece, words_of
from jdzb.ledgers.duty.entries_visits import VISIT_TABLE
from jdzb.ledgers.members import service
from jdzb.ledgers.members import service_finding as members
from jdzb.store.seeking import Place, seek
from jdzb.store.session import Session

PLACE = Place(
    VISIT_TABLE, ("visitor", "matter", "answer", "home", "note", "phone", "handling", "day"),
    "day DESC, id DESC",
)  # fmt: skip


def find(session: Session, text: str, most: int) -> Finds:
    """The visits that hold every word; those of a person before those that speak of one."""
    if not (words := words_of(text)):
        return Finds()

    def known(word: str) -> Mapping[str, Collection[int | str]]:
        sql = "SELECT DISTINCT visitor FROM duty_visits WHERE void IS NULL"
        came = [row["visitor"] for row in session.query(sql)] if word.isascii() else []
        return {
            "visitor": [name for name in came if people.match(word, name)],
            "receiver": members.ids(session, word),
        }

    total, rows = seek(session, PLACE, words, most, known)
    return Finds(total, tuple(_found(session, row, words) for row in rows))


def _found(session: Session, row: Mapping[str, Any], words: Sequence[str]) -> Found:
    text = piece((row[name] for name in PLACE.texts[1:-1]), words)
    if row["receiver"]:
        text += f" · 接待：{service.name_of(session, row['receiver'])}"
    return Found("duty", (VISIT_TABLE, row["id"]), f"{row['visitor']}来访", text, row["day"])
