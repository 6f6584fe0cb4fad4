"""The journal: triggers in plain SQL write it, the seal binds it into the log.

Because the triggers need nothing but SQLite, an edit by a foreign tool is journalled too; it stays
unsealed until the program opens the file again, which is how it is recognised.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jdzb.core import clock
from jdzb.core.errors import JdzbError
from jdzb.core.roles import Touched
from jdzb.store import transparency

INTERNAL = ("journal", "loghead")
FOREIGN, PROGRAM = "外部程序", "程序"


class BrokenLog(JdzbError):
    """The stored head of the log is no head at all: nothing can be appended to it."""

    sentence = "历史的总校验值已被改坏，没有保存；原来的记录都在。请用最近的备份恢复账本。"


@dataclass(frozen=True, slots=True)
class Entry:
    """One journal entry. ``op``: I new row, U changed row, X event; ``old``/``new`` are rows."""

    seq: int
    table: str
    pk: int
    op: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None
    txn: int
    at: str
    actor: str
    what: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Act:
    """Who did what, when and why: written on every entry of one transaction."""

    actor: str
    what: str
    reason: str | None = None


def acts(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The entries by what the user did, in order; a foreign one without a number is its own act."""
    found: dict[object, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.txn or ("alone", entry.seq), []).append(entry)
    return list(found.values())


def tracked_tables(connection: sqlite3.Connection) -> list[str]:
    """Every table of the ledger but the journal's own, by name."""
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "ORDER BY name"
    )
    return [name for (name,) in rows if name not in INTERNAL]


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """The column names of a table in their order."""
    rows = connection.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))
    return [name for (name,) in rows]


def row_json(columns: Iterable[str], alias: str) -> str:
    """The SQL expression for a row as the journal writes it."""
    prefix = f"{alias}." if alias else ""
    return "json_object(" + ", ".join(f"'{c}', {prefix}\"{c}\"" for c in columns) + ")"


def triggers_for(table: str, columns: list[str]) -> list[str]:
    """The triggers of one table: journal every insert and update, refuse DELETE and a new id."""
    old, new = row_json(columns, "OLD"), row_json(columns, "NEW")
    differs = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in columns)
    return [
        f"""CREATE TRIGGER {table}_inserted AFTER INSERT ON {table} BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('{table}', NEW.id, 'I', {new});
END""",
        f"""CREATE TRIGGER {table}_updated AFTER UPDATE ON {table} WHEN {differs} BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('{table}', NEW.id, 'U', {old}, {new});
END""",
        f"""CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END""",
        f"""CREATE TRIGGER {table}_id_kept BEFORE UPDATE OF id ON {table}
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END""",
    ]


_SEALED = ("seq", "tbl", "pk", "op", "txn", "at", "actor", "what", "reason",
           "old_commitment", "new_commitment", "leaf")  # fmt: skip
_ERASABLE = ("old", "new", "salt")


def guard_triggers() -> list[str]:
    """The triggers of the journal: no entry goes, a sealed one changes only by erasing its text."""
    changed = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in _SEALED)
    rewritten = " OR ".join(f"(NEW.{c} IS NOT NULL AND OLD.{c} IS NOT NEW.{c})" for c in _ERASABLE)
    return [
        """CREATE TRIGGER journal_kept BEFORE DELETE ON journal BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END""",
        f"""CREATE TRIGGER journal_sealed BEFORE UPDATE ON journal
WHEN OLD.leaf IS NOT NULL AND ({changed} OR {rewritten}) BEGIN
  SELECT RAISE(ABORT, 'a sealed entry stays');
END""",
        """CREATE TRIGGER loghead_kept BEFORE DELETE ON loghead BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END""",
    ]


def install_triggers(connection: sqlite3.Connection) -> None:
    """Put the right triggers on every table, replacing all that were there; no commit."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f'DROP TRIGGER "{name}"')
    for table in tracked_tables(connection):
        for statement in triggers_for(table, columns_of(connection, table)):
            connection.execute(statement)
    for statement in guard_triggers():
        connection.execute(statement)


def record_event(
    connection: sqlite3.Connection, kind: str, payload: Mapping[str, Any], about: int = 0
) -> None:
    """Write an entry that is no row change (a print, an import, a migration), still unsealed.

    ``about`` is a number by which the event is found again: the transaction that an undo undoes.
    """
    text = json.dumps(dict(payload), ensure_ascii=False, sort_keys=True)
    connection.execute(
        "INSERT INTO journal (tbl, pk, op, new) VALUES (?, ?, 'X', ?)", (kind, about, text)
    )


def commitment(mark: bytes, salt: bytes, text: str | None) -> bytes:
    """The salted commitment to one side of an entry (``mark`` is b"o" or b"n")."""
    body = b"\0" if text is None else b"\1" + text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(b"jdzb\0" + mark + salt + body).digest()


def leaf_of(values: Iterable[object]) -> bytes:
    """The leaf hash over length-prefixed values, None told apart from empty.

    They are seq, txn, at, actor, tbl, pk, op, what, reason, old and new commitment, in this order.
    """
    parts = []
    for value in values:
        body = value if isinstance(value, bytes) else b"" if value is None else str(value).encode()
        tag = b"\0" if value is None else b"\1"
        parts.append(tag + len(body).to_bytes(4, "big") + body)
    return transparency.leaf_hash(b"".join(parts))


def seal(connection: sqlite3.Connection, act: Act) -> int:
    """Bind every unsealed entry into the log as one transaction; its number, or 0; no commit.

    Raises BrokenLog.
    """
    rows = connection.execute(
        "SELECT seq, tbl, pk, op, old, new FROM journal WHERE leaf IS NULL ORDER BY seq"
    ).fetchall()
    if not rows:
        return 0
    txn = _last_txn(connection, rows[0][0]) + 1
    at, leaves, sealed = clock.stamp(), [], []
    for seq, table, pk, op, old, new in rows:
        salt = os.urandom(16)
        c_old, c_new = commitment(b"o", salt, old), commitment(b"n", salt, new)
        leaf = leaf_of((seq, txn, at, act.actor, table, pk, op, act.what, act.reason, c_old, c_new))
        leaves.append(leaf)
        sealed.append((txn, at, act.actor, act.what, act.reason, salt, c_old, c_new, leaf, seq))
    connection.executemany(
        "UPDATE journal SET txn = ?, at = ?, actor = ?, what = ?, reason = ?, salt = ?, "
        "old_commitment = ?, new_commitment = ?, leaf = ? WHERE seq = ?",
        sealed,
    )
    _grow_log(connection, leaves)
    return txn


def _last_txn(connection: sqlite3.Connection, seq: int) -> int:
    """The number of the transaction before entry ``seq``; 0 when there is none.

    Numbers grow with seq: a maximum over all entries would read the whole journal at every write.
    """
    row = connection.execute(
        "SELECT txn FROM journal WHERE seq < ? AND txn IS NOT NULL ORDER BY seq DESC LIMIT 1",
        (seq,),
    ).fetchone()
    return int(row[0]) if row else 0


def _grow_log(connection: sqlite3.Connection, leaves: list[bytes]) -> None:
    size, packed = connection.execute("SELECT size, peaks FROM loghead").fetchone()
    if size < 0 or len(packed) != size.bit_count() * transparency.HASH:
        raise BrokenLog
    size, peaks = transparency.append(size, transparency.split_peaks(packed), leaves)
    connection.execute(
        "UPDATE loghead SET size = ?, peaks = ?, root = ?",
        (size, b"".join(peaks), transparency.root_of(peaks)),
    )


def start_log(connection: sqlite3.Connection) -> None:
    """Give a new ledger its random id and an empty log."""
    number = int.from_bytes(os.urandom(5), "big")
    origin = "".join(transparency.ALPHABET[(number >> (5 * i)) & 31] for i in range(8))
    connection.execute(
        "INSERT INTO loghead (id, origin, size, peaks, root) VALUES (1, ?, 0, x'', ?)",
        (origin, transparency.root_of([])),
    )


def read_head(connection: sqlite3.Connection) -> transparency.Head:
    """The head of the log as stored."""
    size, root, origin = connection.execute("SELECT size, root, origin FROM loghead").fetchone()
    return transparency.Head(size, root, origin)


def touched(connection: sqlite3.Connection) -> Iterator[Touched]:
    """What the entries not sealed yet are about, each kind once; read when it is asked for."""
    rows = connection.execute(
        "SELECT DISTINCT tbl, op, CASE tbl WHEN 'settings' THEN json_extract(new, '$.key') "
        "ELSE '' END FROM journal WHERE leaf IS NULL"
    )
    yield from (Touched(table, op, str(key or "")) for table, op, key in rows)


def entries(
    connection: sqlite3.Connection, where: str = "1", args: Iterable[object] = ()
) -> list[Entry]:
    """Journal entries in order, those that satisfy ``where``."""
    rows = connection.execute(
        "SELECT seq, tbl, pk, op, old, new, txn, at, actor, what, reason FROM journal "
        f"WHERE {where} ORDER BY seq",
        tuple(args),
    )
    return [Entry(s, t, p, o, read_row(a), read_row(b), *rest) for s, t, p, o, a, b, *rest in rows]


def read_row(text: str | None) -> dict[str, Any] | None:
    """A row as an entry holds it; None for none, and for a text that a foreign hand spoilt."""
    try:
        found = None if text is None else json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
