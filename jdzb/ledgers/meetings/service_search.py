"""Search over all minutes: any words, two characters enough, with the places of the words.

A plain scan of the file: the trigram index of SQLite needs three characters, and twenty years of
minutes are read faster than an index of every pair would be kept. Names of those who attended,
criticism and talks are not searched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jdzb.core import ledger
from jdzb.core.seeking import marker, words_of
from jdzb.ledgers.meetings import columns, told
from jdzb.ledgers.meetings.entries import Meeting
from jdzb.ledgers.meetings.parsing import meeting_of
from jdzb.store.session import Row, Session

BEFORE, LENGTH = 12, 60  # characters of an excerpt before the first word, and in all
MOST = 100  # meetings with excerpts; more are only counted
EXCERPTS = 3  # of one meeting
_HEAD = (
    "kind", "day", "party_group", "theme", "place", "chair", "recorder", "lecturer", "courseware",
    "study", "meet", "practice", "labour", "lesson", "resolution", "note",
)  # fmt: skip
_PARTS = {
    "meeting_items": ("title", "talk", "decision"),
    "meeting_guests": ("name", "capacity"),
}
_LABELS = {(table.name, spec.name): spec.label for table in columns.TABLES for spec in table.fields}
Told = tuple[str, str]  # the label of a text, the text


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text in which words were found: what text, the piece, where the words are.

    ``marks`` are (start, end) in ``text``; ``cut`` tells whether it goes on before and after.
    """

    label: str
    text: str
    marks: tuple[tuple[int, int], ...]
    cut: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, slots=True)
class Hit:
    """A meeting in which every word stands somewhere, with the first places."""

    meeting: Meeting
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """How many meetings hold the words, and the latest of them with excerpts."""

    total: int
    hits: tuple[Hit, ...]


def find(session: Session, query: str, most: int = MOST) -> Found:
    """The meetings in which every word of the query stands, the latest first.

    Latin letters are found in any case.
    """
    words = [*dict.fromkeys(query.lower().split())]
    if not words:
        return Found(0, ())
    heads = session.rows("meetings", order="day DESC, since DESC, id DESC")
    texts = {row["id"]: _texts("meetings", _HEAD, row) for row in heads}
    for table, names in _PARTS.items():
        for row in session.rows(table):
            if row["meeting"] in texts:
                texts[row["meeting"]] += _texts(table, names, row)
    held = [row for row in heads if _holds(texts[row["id"]], words)]
    hits = (Hit(meeting_of(row), _excerpts(texts[row["id"]], words)) for row in held[:most])
    return Found(len(held), tuple(hits))


def _texts(table: str, names: Sequence[str], row: Row) -> list[Told]:
    """What is written in a row."""
    return [(_LABELS[table, name], row[name]) for name in names if row[name]]


def _holds(texts: Sequence[Told], words: Sequence[str]) -> bool:
    return all(any(word in _folded(text, word) for _, text in texts) for word in words)


def _folded(text: str, word: str) -> str:
    """The text as a word is looked for in it: Chinese has no lower case."""
    return text.lower() if any(char.isalpha() and char < "\u2e80" for char in word) else text


def _excerpts(texts: Sequence[Told], words: Sequence[str]) -> tuple[Excerpt, ...]:
    """The first pieces; those that hold a word none before held go first."""
    pattern = marker(words)
    found = [made for label, text in texts if (made := excerpt(label, text, pattern))]
    left, first = set(words), []
    for one in found:
        if held := {word for word in left if word in one.text.lower()}:
            first.append(one)
            left -= held
    rest = [one for one in found if one not in first]
    return tuple([*first, *rest][: max(EXCERPTS, len(first))])


def excerpt(label: str, text: str, pattern: re.Pattern[str]) -> Excerpt | None:
    """The piece around the first word in a text, on one line; None when it holds no word."""
    first = pattern.search(text)
    if first is None:
        return None
    start = max(0, first.start() - BEFORE)
    end = max(start + LENGTH, first.end())
    piece = re.sub(r"\s", " ", text[start:end])
    marks = tuple(one.span() for one in pattern.finditer(piece))
    return Excerpt(label, piece, marks, (start > 0, end < len(text)))


def seek(session: Session, text: str, most: int) -> ledger.Finds:
    """The meetings, for the search over everything."""
    if not words_of(text):
        return ledger.Finds()
    found = find(session, text, most)
    return ledger.Finds(found.total, tuple(_sought(hit) for hit in found.hits))


def _sought(hit: Hit) -> ledger.Found:
    one = hit.meeting
    first = hit.excerpts[0]
    before, after = ("…" * cut for cut in first.cut)
    title = told.grouped(one.party_group or "", one.kind)
    text = f"{first.label}：{before}{first.text}{after}"
    return ledger.Found("meetings", ("meetings", one.id), title, text, one.day)
