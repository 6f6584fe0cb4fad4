"""Lawful erasure: private values leave a row and its history; the log still proves the rest.

Sealed entries keep their salted commitments, so that the head of the log does not change; without
the salt nobody can guess what they bound. Copies made before (backups, packages) keep the values.
"""

from __future__ import annotations

from collections.abc import Sequence

from jdzb.core import errors
from jdzb.core.ledger import Changed
from jdzb.store import journal
from jdzb.store.session import NoSuchRow, Session


def erase(
    session: Session, table: str, row: int, columns: Sequence[str], *, reason: str
) -> Changed:
    """Empty the columns of a row, void or not, and take the texts of all its entries away.

    The row's last state without them and an ``erase`` event naming the entries are sealed. Raises
    ReasonNeeded, NoSuchRow, WriteFailed (a column that must not be empty).
    """
    if not reason.strip():
        raise errors.ReasonNeeded
    what = f"依法清除 {table} 表第 {row} 条的个人信息"
    with session.together(what, reason) as batch:
        texts = session.entries("tbl = ? AND pk = ? AND op <> 'X'", (table, row))
        if not texts:
            raise NoSuchRow
        marks = ", ".join(f'"{column}" = NULL' for column in columns)
        run = session.connection.execute
        run(f'UPDATE "{table}" SET {marks} WHERE id = ?', (row,))
        _state_anew(session, table, row)
        named = ",".join(str(entry.seq) for entry in texts)
        run(f"UPDATE journal SET old = NULL, new = NULL, salt = NULL WHERE seq IN ({named})")
        facts = {"table": table, "row": row, "entries": [entry.seq for entry in texts]}
        session.event("erase", facts, what=what)
        batch.rows.append((table, row))
    return batch.changed


def _state_anew(session: Session, table: str, row: int) -> None:
    """Leave one unsealed entry with the row as it is now, and nothing of what it was."""
    run = session.connection.execute
    own = "tbl = ? AND pk = ? AND leaf IS NULL"
    changed = run(f"UPDATE journal SET old = NULL WHERE {own}", (table, row)).rowcount
    if not changed:  # the columns were empty already: the history still holds what they were
        state = journal.row_json(journal.columns_of(session.connection, table), "")
        run(
            f"INSERT INTO journal (tbl, pk, op, new) SELECT ?, id, 'U', {state} "
            f'FROM "{table}" WHERE id = ?',
            (table, row),
        )
