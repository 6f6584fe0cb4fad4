"""Events of the journal: the latest of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jdzb.store.journal import Entry
    from jdzb.store.session import Session


def last_event(session: Session, kind: str) -> Entry | None:
    """The latest event of a kind ("handover", "print"); None when there never was one."""
    # +seq: by the index of tables; by the number it would look through all where there is none
    latest = "seq = (SELECT max(+seq) FROM journal WHERE op = 'X' AND tbl = ?)"
    return next(iter(session.entries(latest, (kind,))), None)
