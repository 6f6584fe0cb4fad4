"""One ordered pass over the journal: every entry against its hashes, and what each row became."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass, field
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
_Jumped = tuple[int, bytes, int, bytes | None, bytes | None]  # entry, table, row, left as, old

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


@dataclass(slots=True)
class _Pass:
    """What is only known when the journal has been read: texts gone, and texts that may be."""

    found: Replay
    rows: dict[bytes, dict[int, bytes | None]] = field(default_factory=dict)
    jumps: list[_Jumped] = field(default_factory=list)
    erased: set[_Named] = field(default_factory=set)
    allowed: set[_Named] = field(default_factory=set)


def replay(connection: sqlite3.Connection) -> Replay:
    """Read the whole journal once. Raises sqlite3.DatabaseError for a file that cannot be read."""
    found = Replay()
    whole = _Pass(found)
    _read_all(connection, whole)
    gone = sorted(whole.erased - whole.allowed)
    found.troubles += [("erased", seq, seq) for seq, *_ in gone]
    found.jumps = [jump for one in whole.jumps if (jump := _jump(one))]
    found.rows = {table.decode(errors="replace"): texts for table, texts in whole.rows.items()}
    return found


def _read_all(connection: sqlite3.Connection, whole: _Pass) -> None:
    found, expected = whole.found, 1
    foreign, common, rows = journal.FOREIGN.encode(), (), dict[int, bytes | None]()
    for entry in connection.execute(_ENTRIES):
        seq, pk, _, _, actor, table, op, _, _, old, new, salt, _, _, leaf = entry
        if entry[2:9] != common:  # what the entries of a transaction share is framed once
            common = entry[2:9]
            before, after = _frames(*common)
            rows = whole.rows.setdefault(table, {}) if op != b"X" else {}
        if seq != expected:
            found.troubles.append(("gap", expected, seq - 1))
        expected = seq + 1
        if op == b"X":
            whole.allowed.update(_declared(new, seq) if table == b"erase" and leaf else ())
        elif rows.get(pk) != old:
            whole.jumps.append((seq, table, pk, rows.get(pk), old))
        rows[pk] = new
        found.entries += 1
        if leaf is not None:
            found.leaves.append(leaf)
        if salt is None or actor == foreign or not _holds(entry, before, after):
            _note(whole, entry, before, after)


def _note(whole: _Pass, entry: _Entry, before: bytes, after: bytes) -> None:
    """Put down what is special about an entry: unsealed, changed, erased, another program's."""
    seq, pk, _, _, actor, table, op, _, _, _, _, salt, _, _, leaf = entry
    if leaf is None:
        whole.found.troubles.append(("unsealed", seq, seq))
        return
    if not _holds(entry, before, after):
        whole.found.troubles.append(("entry", seq, seq))
    elif salt is None:
        whole.erased.add((seq, table if op != b"X" else b"", pk))
    if actor == journal.FOREIGN.encode():
        whole.found.foreign.append(seq)


def _holds(entry: _Entry, before: bytes, after: bytes) -> bool:
    """True when the leaf binds the entry and its commitments both texts, or both are gone."""
    seq, pk, _, _, _, _, _, _, _, old, new, salt, c_old, c_new, leaf = entry
    data = b"".join(
        (b"\0", _number(seq), before, _number(pk), after, _hash(c_old), _hash(c_new))
    )  # fmt: skip
    if _sha256(data).digest() != leaf:
        return False
    if salt is None:
        return old is None and new is None
    old = b"\0" if old is None else b"\1" + old
    new = b"\0" if new is None else b"\1" + new
    return bool(
        _sha256(b"jdzb\0o" + salt + old).digest() == c_old
        and _sha256(b"jdzb\0n" + salt + new).digest() == c_new
    )


# The same bytes as journal.leaf_of and journal.commitment make of decoded values.
_sha256 = hashlib.sha256
_LENGTHS = [b"\1" + length.to_bytes(4, "big") for length in range(64)]
_HASHED = _LENGTHS[32]


def _frames(
    txn: int | None, at: bytes | None, actor: bytes | None, table: bytes, op: bytes,
    what: bytes | None, reason: bytes | None,
) -> tuple[bytes, bytes]:  # fmt: skip
    """What stands between the numbers of the entry and of the row, and what after both."""
    before = _number(txn) + _framed(at) + _framed(actor) + _framed(table)
    return before, _framed(op) + _framed(what) + _framed(reason)


def _framed(value: bytes | None) -> bytes:
    return b"\0" * 5 if value is None else b"\1" + len(value).to_bytes(4, "big") + value


def _number(value: int | None) -> bytes:
    if value is None:
        return b"\0" * 5
    text = b"%d" % value
    return _LENGTHS[len(text)] + text


def _hash(value: bytes | None) -> bytes:
    return _HASHED + value if value is not None and len(value) == 32 else _framed(value)


def _declared(text: bytes | None, event: int) -> list[_Named]:
    """The entries before it that a sealed erase event names, all of its own row; never events."""
    try:
        facts = json.loads(text or b"{}")
        table, row = str(facts["table"]).encode(), int(facts["row"])
        return [(seq, table, row) for seq in facts["entries"] if seq < event]
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return []


def _jump(jumped: _Jumped) -> Jump | None:
    """The jump between two texts that differ; none when only an empty column was added."""
    seq, table, row, left, old = jumped
    said, own = _read(left), _read(old)
    if said and own and all(said.get(name) == own.get(name) for name in said | own):
        return None
    return Jump(seq, table.decode(errors="replace"), row, said, own)


def _read(text: bytes | None) -> dict[str, Any] | None:
    return None if text is None else journal.read_row(text.decode(errors="replace"))
