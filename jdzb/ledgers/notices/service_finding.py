"""Notices sought: by title and by everything they say."""

from __future__ import annotations

from jdzb.core.ledger import Finds, Found
from jdzb.core.seeking import piece, words_of
from jdzb.ledgers.notices.service import TABLE
from jdzb.store.seeking import Place, seek
from jdzb.store.session import Session

PLACE = Place(
    TABLE,
    ("title", "body", "grid", "category", "place", "signer", "proposed_by", "posted_by", "note"),
    "ifnull(posted_on, proposed_on) DESC, id DESC",
)


def find(session: Session, text: str, most: int) -> Finds:
    """The notices that hold every word, those with it in the title first."""
    if not (words := words_of(text)):
        return Finds()
    total, rows = seek(session, PLACE, words, most, lambda _: {})
    found = tuple(
        Found(
            "notices", (TABLE, row["id"]), row["title"],
            piece((row[name] for name in PLACE.texts[1:]), words),
            row["posted_on"] or row["proposed_on"] or "",
        )
        for row in rows
    )  # fmt: skip
    return Finds(total, found)
