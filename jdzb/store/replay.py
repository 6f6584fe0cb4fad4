"""One ordered pass over the journal: every entry against its hashes, and what each row became."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from jdzb.store import journal

# Texts come as their stored bytes: what is hashed is exactly what lies in the file.
_ENTRIES = (
    "SELECT seq, pk, txn, CAST(at AS BLOB), CAST(actor AS BLOB), CAST(tbl AS BLOB), "
    "CAST(op AS BLOB), CAST(what AS BLOB), CAST(reason AS BLOB), CAST(old AS BLOB), "
    "CAST(new AS BLOB), salt, old_commitment, new_commitment, leaf FROM journal ORDER BY seq"
)

_Entry = tuple[Any, ...]  # as _ENTRIES selects it

Trouble = Literal["gap", "unsealed", "entry", "erased"]


@dataclass(slots=True)
class Replay:
    """Leaf hashes in order, the last text of every row by table and id, and what is not in order.

    Troubles are (kind, first entry, last entry); ``foreign`` are the entries of other programs.
    """

    entries: int = 0
    leaves: list[bytes] = field(default_factory=list)
    rows: dict[str, dict[int, bytes | None]] = field(default_factory=dict)
    troubles: list[tuple[Trouble, int, int]] = field(default_factory=list)
    foreign: list[int] = field(default_factory=list)


def replay(connection: sqlite3.Connection) -> Replay:
    """Read the whole journal once. Raises sqlite3.DatabaseError for a file that cannot be read."""
    found, expected = Replay(), 1
    erased, allowed = list[int](), set[int]()
    foreign, events = journal.FOREIGN.encode(), (b"X", b"erase")
    last: dict[bytes, dict[int, bytes | None]] = {}
    for entry in connection.execute(_ENTRIES):
        seq, pk, _, _, actor, table, op, _, _, _, new, salt, _, _, leaf = entry
        if expected != seq:
            found.troubles.append(("gap", expected, seq - 1))
        expected = seq + 1
        found.entries += 1
        if op != b"X":
            last.setdefault(table, {})[pk] = new
        elif (op, table) == events and leaf is not None:
            allowed.update(_declared(new))
        if leaf is None:
            found.troubles.append(("unsealed", seq, seq))
            continue
        if not _holds(entry):
            found.troubles.append(("entry", seq, seq))
        elif salt is None:
            erased.append(seq)
        if actor == foreign:
            found.foreign.append(seq)
        found.leaves.append(leaf)
    found.troubles += [("erased", seq, seq) for seq in erased if seq not in allowed]
    found.rows = {table.decode(errors="replace"): rows for table, rows in last.items()}
    return found


def _holds(entry: _Entry) -> bool:
    """True when the leaf binds the entry and its commitments both texts, or both are gone."""
    seq, pk, txn, at, actor, table, op, what, reason, old, new, salt, c_old, c_new, leaf = entry
    data = (
        b"\0", _number(seq), _by_whom(txn, at, actor), _framed(table), _number(pk),
        _for_what(op, what, reason), _hash(c_old), _hash(c_new),
    )  # fmt: skip
    if hashlib.sha256(b"".join(data)).digest() != leaf:
        return False
    if salt is None:
        return old is None and new is None
    return bool(_side(b"o", salt, old) == c_old and _side(b"n", salt, new) == c_new)


# The same bytes as journal.leaf_of and journal.commitment make of decoded values. What the entries
# of a transaction have in common is framed once.
_LENGTHS = [b"\1" + length.to_bytes(4, "big") for length in range(64)]
_HASHED = _LENGTHS[32]


def _framed(value: bytes | None) -> bytes:
    return b"\0" * 5 if value is None else b"\1" + len(value).to_bytes(4, "big") + value


def _number(value: int | None) -> bytes:
    text = None if value is None else b"%d" % value
    return _framed(text) if text is None else _LENGTHS[len(text)] + text


@lru_cache(1024)
def _by_whom(txn: int | None, at: bytes | None, actor: bytes | None) -> bytes:
    return _number(txn) + _framed(at) + _framed(actor)


@lru_cache(1024)
def _for_what(op: bytes, what: bytes | None, reason: bytes | None) -> bytes:
    return _framed(op) + _framed(what) + _framed(reason)


def _hash(value: bytes | None) -> bytes:
    return _HASHED + value if value is not None and len(value) == 32 else _framed(value)


def _side(mark: bytes, salt: bytes, text: bytes | None) -> bytes:
    start = b"jdzb\0" + mark + salt
    return hashlib.sha256(start + (b"\0" if text is None else b"\1" + text)).digest()


def _declared(text: bytes | None) -> list[int]:
    """The entries that a sealed erase event names."""
    try:
        named = json.loads(text or b"{}")["entries"]
        return [seq for seq in named if isinstance(seq, int)]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []
