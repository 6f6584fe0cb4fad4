"""Members sought by name, pinyin or initials, or by what stands on their cards; also who left."""

from __future__ import annotations

from collections.abc import Sequence

from jdzb.core import clock, people
from jdzb.core.ledger import Finds, Found
from jdzb.core.seeking import LONGEST, piece, words_of
from jdzb.ledgers.members import rules, service
from jdzb.ledgers.members.entries import Member
from jdzb.ledgers.members.rules import Register
from jdzb.store.session import Session

NO_STATUS = "身份待补充"


def find(session: Session, text: str, most: int) -> Finds:
    """Cards by name, best first; then those on which every word stands."""
    typed = text[:LONGEST]
    if not typed.strip():
        return Finds()
    known = service.register(session)
    words = words_of(typed)
    found = [*service.search(typed, known.members)] if _names(typed) else []
    held = {one.id for one in found}
    found += [one for one in known.members if one.id not in held and _holds(one, words)]
    names = rules.display_names(known.members)
    return Finds(
        len(found), tuple(_found(known, one, names[one.id], words) for one in found[:most])
    )


def ids(session: Session, word: str) -> tuple[int, ...]:
    """The members a word means: by name, pinyin or initials."""
    every = session.query("SELECT id, name FROM members WHERE void IS NULL")
    return tuple(row["id"] for row in every if _names(word) and people.match(word, row["name"]))


def _names(typed: str) -> bool:
    """True when it can mean a name: signs alone mean everybody's."""
    return any(char.isalnum() for char in typed)


def _texts(one: Member) -> tuple[str | None, ...]:
    return (
        one.party_post, one.village_post, one.party_group, one.assigned_posts, one.phone,
        one.address, one.note,
    )  # fmt: skip


def _holds(one: Member, words: Sequence[str]) -> bool:
    text = "\n".join(part for part in _texts(one) if part).lower()
    return bool(words) and all(word in text or word in one.name.lower() for word in words)


def _found(known: Register, one: Member, name: str, words: Sequence[str]) -> Found:
    status = known.status_on(one, clock.today()) or NO_STATUS
    held = piece(_texts(one), words) if _holds(one, words) else ""
    parts = (status, one.party_group or "", one.party_post or "", held)
    told = " · ".join(dict.fromkeys(part for part in parts if part))
    return Found("members", ("members", one.id), name, told)
