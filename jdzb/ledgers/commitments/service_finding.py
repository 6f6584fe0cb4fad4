"""Promises and wishes sought: whose they are, what they say, what became of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from jdzb.core import people
from jdzb.core.ledger import Finds, Found
from jdzb.core.seeking import piece, words_of
from jdzb.ledgers.commitments import service, service_wishes
from jdzb.ledgers.commitments.columns import BRANCH
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members import service_finding
from jdzb.store.seeking import Place, seek
from jdzb.store.session import Session

PROMISES = Place(
    service.TABLE, ("what", "unit", "reported", "outcome", "note", "year"), "year DESC, id DESC"
)
WISHES = Place(
    service_wishes.TABLE, ("villager", "wish", "home", "how", "thanks", "note"), "day DESC, id DESC"
)


def find(session: Session, text: str, most: int) -> Finds:
    """The promises that hold every word, then the wishes; of each somebody's own first."""
    if not (words := words_of(text)):
        return Finds()
    promised, promises = seek(
        session, PROMISES, words, most, lambda word: _promisers(session, word)
    )
    wished, wishes = seek(session, WISHES, words, most, lambda word: _wishers(session, word))
    names = members.names(session) if promises else {}
    found = [_promise(row, names, words) for row in promises]
    found += [_wish(session, row, words) for row in wishes]
    return Finds(promised + wished, tuple(found[:most]))


def _promisers(session: Session, word: str) -> Mapping[str, Collection[int | str]]:
    return {"member": service_finding.ids(session, word)}


def _wishers(session: Session, word: str) -> Mapping[str, Collection[int | str]]:
    sql = "SELECT DISTINCT villager FROM commitment_wishes WHERE void IS NULL"
    known = [row["villager"] for row in session.query(sql)] if word.isascii() else []
    return {
        "villager": [name for name in known if people.match(word, name)],
        "claimed_by": service_finding.ids(session, word),
    }


def _promise(row: Mapping[str, Any], names: Mapping[int, str], words: Sequence[str]) -> Found:
    who = names.get(row["member"], BRANCH)
    text = piece((row[name] for name in PROMISES.texts[:-1]), words)
    title = f"{who}{row['year']}年的承诺"
    return Found("commitments", (PROMISES.table, row["id"]), title, text, row["due"] or "")


def _wish(session: Session, row: Mapping[str, Any], words: Sequence[str]) -> Found:
    text = piece((row[name] for name in WISHES.texts[1:]), words)
    if row["claimed_by"]:
        text += f" · 认领：{members.name_of(session, row['claimed_by'])}"
    title = f"{row['villager']}的微心愿"
    return Found("commitments", (WISHES.table, row["id"]), title, text, row["day"])
