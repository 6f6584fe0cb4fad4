"""Words sought in the texts of the books: what counts as a word, and the piece that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

BEFORE, LENGTH = 12, 80  # characters of a piece before the word, and in all
LONGEST = 200  # characters of what is typed; what is pasted beyond is not sought
_FEWEST = 2  # characters from which a text is looked through


def words_of(typed: str) -> tuple[str, ...]:
    """The different words of what is typed, in small letters; none of what is too short."""
    words = tuple(dict.fromkeys(typed[:LONGEST].lower().split()))
    return words if any(len(word) >= _FEWEST for word in words) else ()


def marker(words: Sequence[str]) -> re.Pattern[str]:
    """What finds any of the words, the longest first, in any case."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)), re.IGNORECASE)


def piece(texts: Iterable[str | None], words: Sequence[str]) -> str:
    """One line around the first word in the texts; the first text where none holds a word."""
    known = [text for text in texts if text]
    pattern = marker(words)
    for text in known:
        if found := pattern.search(text):
            return _cut(text, max(0, found.start() - BEFORE), max(LENGTH, len(found[0])))
    return _cut(known[0], 0, LENGTH) if known else ""


def _cut(text: str, start: int, length: int) -> str:
    end = start + length
    middle = " ".join(text[start:end].split())
    return "…" * (start > 0) + middle + "…" * (end < len(text))
