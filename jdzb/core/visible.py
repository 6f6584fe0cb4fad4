"""Text from unknown hands, made harmless to look at: nothing hidden, nothing endless."""

from __future__ import annotations

import unicodedata

LIMIT = 200
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # control, format (bidi), surrogates, unknown


def visible(value: object, limit: int = LIMIT) -> str:
    """The value as one line: what cannot be seen is spelt ⟨U+202E⟩, what is too long is cut.

    A cut text ends with its whole length, so that nobody takes it for all there is.
    """
    text = "" if value is None else str(value)
    shown = "".join(map(_spelt, text[:limit]))
    return shown if len(text) <= limit else f"{shown}…（共{len(text)}字）"


def flowing(value: object, limit: int = LIMIT) -> str:
    """A note of several lines as one visible line, a blank where a line ended."""
    return visible(" ".join(str("" if value is None else value).split()), limit)


def _spelt(character: str) -> str:
    if character.isascii() and character.isprintable():
        return character
    hidden = unicodedata.category(character) in _HIDDEN
    return f"⟨U+{ord(character):04X}⟩" if hidden else character
