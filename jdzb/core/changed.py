"""What a write did, told to the pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """What a write did: a Chinese sentence for the status bar, and the rows it touched.

    ``rows`` holds (table, id) pairs in the order written; ``id`` is the first of them, the record
    the user meant. ``txn`` is the journal transaction, by which it can be undone.
    """

    what: str
    rows: tuple[tuple[str, int], ...] = ()
    txn: int = 0

    @property
    def id(self) -> int:
        """The id of the first row written."""
        return self.rows[0][1]

    @property
    def tables(self) -> frozenset[str]:
        """The tables touched; pages redraw by them."""
        return frozenset(table for table, _ in self.rows)
