"""Rounds of appraisal sought: by title, scheme, year and note."""

from __future__ import annotations

from jdzb.core.ledger import Finds, Found
from jdzb.core.seeking import piece, words_of
from jdzb.ledgers.appraisals.service import ROUNDS
from jdzb.store.seeking import Place, seek
from jdzb.store.session import Session

PLACE = Place(ROUNDS, ("title", "scheme", "year", "span", "note"), "year DESC, day DESC, id DESC")


def find(session: Session, text: str, most: int) -> Finds:
    """The rounds that hold every word, those with it in the title first."""
    if not (words := words_of(text)):
        return Finds()
    total, rows = seek(session, PLACE, words, most, lambda _: {})
    found = tuple(
        Found(
            "appraisals", (ROUNDS, row["id"]), row["title"],
            piece((row["scheme"], row["note"]), words), row["day"] or "",
        )
        for row in rows
    )  # fmt: skip
    return Finds(total, found)
