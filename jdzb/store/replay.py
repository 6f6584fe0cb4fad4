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
_Named = tuple[int, bytes, int]  # an entry by its number, table and row

Trouble = Literal["gap", "unsealed", "entry", "erased"]


@dataclass(frozen=True, slots=True)
class Jump:
    """Entry ``seq`` says the row was ``old``; the entries before it had left it as ``left``."""

    seq: int
    table: str
    row: int
    left: dict[str, Any] | None
    old: dict[str, Any] | None


@dataclass(slots=True)
class Replay:
    """Leaf hashes in order, the last text of every row by table and id, and what is not in order.

    Troubles are (kind, first entry, last entry); ``foreign`` are the entries of other programs.
    ``jumps`` are entries whose row was, by their own word, not as the entries before had left it.
    """

    entries: int = 0
    leaves: list[bytes] = field(default_factory=list)
    rows: dict[str, dict[int, bytes | None]] = field(default_factory=dict)
    troubles: list[tuple[Trouble, int, int]] = field(default_factory=list)
    foreign: list[int] = field(default_factory=list)
    jumps: list[Jump] = field(default_factory=list)


def replay(connection: sqlite3.Connection) -> Replay:
    """Read the whole journal once. Raises sqlite3.DatabaseError for a file that cannot be read."""
    found, expected = Replay(), 1
    erased, allowed = set[_Named](), set[_Named]()
    foreign, events = journal.FOREIGN.encode(), (b"X", b"erase")
    last: dict[bytes, dict[int, bytes | None]] = {}
    for entry in connection.execute(_ENTRIES):
        seq, pk, _, _, actor, table, op, _, _, old, new, salt, _, _, leaf = entry
        if expected != seq:
            found.troubles.append(("gap", expected, seq - 1))
        expected = seq + 1
        found.entries += 1
        if op != b"X":
            rows = last.setdefault(table, {})
            if rows.get(pk) != old and (jump := _jump(seq, table, pk, rows.get(pk), old)):
                found.jumps.append(jump)
            rows[pk] = new
        elif (op, table) == events and leaf is not None:
            allowed.update(_declared(new, seq))
        if leaf is None:
            found.troubles.append(("unsealed", seq, seq))
            continue
        if not _holds(entry):
            found.troubles.append(("entry", seq, seq))
        elif salt is None:
            erased.add((seq, table if op != b"X" else b"", pk))
        if actor == foreign:
            found.foreign.append(seq)
        found.leaves.append(leaf)
    found.troubles += [("erased", seq, seq) for seq, *_ in sorted(erased - allowed)]
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


def _declared(text: bytes | None, event: int) -> list[_Named]:
    """The entries before it that a sealed erase event names, all of its own row; never events."""
    try:
        facts = json.loads(text or b"{}")
        table, row = str(facts["table"]).encode(), int(facts["row"])
        return [(seq, table, row) for seq in facts["entries"] if seq < event]
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return []


def _jump(seq: int, table: bytes, row: int, left: bytes | None, old: bytes | None) -> Jump | None:
    """The jump between two texts that differ; none when only an empty column was added."""
    said, own = _read(left), _read(old)
    if said and own and all(said.get(name) == own.get(name) for name in said | own):
        return None
    return Jump(seq, table.decode(errors="replace"), row, said, own)


def _read(text: bytes | None) -> dict[str, Any] | None:
    return None if text is None else journal.read_row(text.decode(errors="replace"))
