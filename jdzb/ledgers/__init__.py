"""The shelf: every book of the branch, in the order of the window's rail."""

from __future__ import annotations

from jdzb.core.ledger import Ledger

LEDGERS: tuple[Ledger, ...]


def __getattr__(name: str) -> tuple[Ledger, ...]:
    """``LEDGERS``, read when asked for: a page of one book must not wait for all books."""
    if name != "LEDGERS":
        raise AttributeError(name)
    from jdzb.ledgers import duty, members

    return (members.LEDGER, duty.LEDGER)
