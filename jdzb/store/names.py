"""How the books name what lies in the file. The store is below them and knows no names itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jdzb.store.session import Session

Naming = Callable[[str, str], str]
Titling = Callable[[str, int], str]


def unnamed(_table: str, _column: str) -> str:
    """The Chinese name of a table, or with a column of that; here of none: the books know them."""
    return ""


def untitled(_table: str, _row: int) -> str:
    """What a record itself is called, a person's name or a day; here nothing."""
    return ""


@dataclass(frozen=True, slots=True)
class Names:
    """What names tables and columns, and what titles the records of a ledger."""

    naming: Naming = unnamed
    titling: Callable[[Session], Titling] = lambda _: untitled


NAMELESS = Names()
