"""Questions to the journal that only an auditor asks, answered inside SQLite."""

from __future__ import annotations

from jdzb.store.session import Session

Step = tuple[int, str, str]


def set_back(session: Session, since: int = 0, most: int = 1000) -> list[Step]:
    """Entries after ``since`` whose stamp is older than one before: number, stamp, that stamp.

    What was before ``since`` was told then: only its last entry counts. Raises ReadFailed.
    """
    rows = session.query(
        "SELECT seq, at, latest FROM (SELECT seq, at, max(at) OVER (ORDER BY seq "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest FROM journal "
        "WHERE at IS NOT NULL AND seq >= ?) WHERE at < latest AND seq > ? LIMIT ?",
        (since, since, most),
    )
    return [(int(row["seq"]), str(row["at"]), str(row["latest"])) for row in rows]
