"""One ordered pass over the journal: every entry against its hashes, and what each row became."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any, Literal

from jdzb.store import journal
from jdzb.store.transparency import HASH

# Texts come as their stored bytes: what is hashed is exactly what lies in the file.
_ENTRIES = (
    "SELECT seq, pk, txn, CAST(at AS BLOB), CAST(actor AS BLOB), CAST(tbl AS BLOB), "
    "CAST(op AS BLOB), CAST(what AS BLOB), CAST(reason AS BLOB), CAST(old AS BLOB), "
    "CAST(new AS BLOB), salt, old_commitment, new_commitment, leaf FROM journal ORDER BY seq"
)

_Entry = tuple[Any, ...]  # as _ENTRIES selects it
_Named = tuple[int, bytes, int]  # an entry by its number, table and row
_Jumped = tuple[int, bytes, int, bytes | None, bytes | None]  # entry, table, row, left as, old

Kind = Literal["gap", "unsealed", "entry", "erased"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Entries ``first`` to ``last`` are not in order; of one that is there, what it says it is.

    That is its row, or what it is called when it is an event, and its moment (UTC).
    """

    kind: Kind
    first: int
    last: int
    table: str = ""
    row: int = 0
    what: str = ""
    at: str = ""


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

    ``foreign`` are the entries of other programs.
    ``jumps`` are entries whose row was, by their own word, not as the entries before had left it.
    """

    entries: int = 0
    leaves: list[bytes] = field(default_factory=list)
    rows: dict[str, dict[int, bytes | None]] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    foreign: list[int] = field(default_factory=list)
    jumps: list[Jump] = field(default_factory=list)


@dataclass(slots=True)
class _Pass:
    """What is only known when the journal has been read: texts gone, and texts that may be."""

    found: Replay
    rows: dict[bytes, dict[int, bytes | None]] = field(default_factory=dict)
    jumps: list[_Jumped] = field(default_factory=list)
    erased: dict[_Named, Trouble] = field(default_factory=dict)
    allowed: set[_Named] = field(default_factory=set)


def replay(connection: sqlite3.Connection) -> Replay:
    """Read the whole journal once. Raises sqlite3.DatabaseError for a file that cannot be read."""
    found = Replay()
    whole = _Pass(found)
    _read_all(connection, whole)
    found.troubles += [whole.erased[one] for one in sorted(whole.erased.keys() - whole.allowed)]
    found.jumps = [jump for one in whole.jumps if (jump := _jump(one))]
    found.rows = {table.decode(errors="replace"): texts for table, texts in whole.rows.items()}
    return found


def _read_all(connection: sqlite3.Connection, whole: _Pass) -> None:
    found, expected, common = whole.found, 1, ()
    rows, ours = dict[int, bytes | None](), True
    for entry in connection.execute(_ENTRIES):
        seq, pk, _, _, _, table, op, _, _, old, new, salt, _, _, leaf = entry
        if entry[2:9] != common:  # what the entries of a transaction share is framed once
            common = entry[2:9]
            before, after = _frames(*common)
            rows = whole.rows.setdefault(table, {}) if op != b"X" else {}
            ours = entry[4] != _FOREIGN
        if seq != expected:
            found.troubles.append(Trouble("gap", expected, seq - 1))
        expected = seq + 1
        if op == b"X":
            whole.allowed.update(_declared(new, seq) if table == b"erase" and leaf else ())
        elif rows.get(pk) != old:
            whole.jumps.append((seq, table, pk, rows.get(pk), old))
        rows[pk] = new
        found.entries += 1
        if leaf is not None:
            found.leaves.append(leaf)
        if salt is None or not (ours and _holds(entry, before, after)):
            _note(whole, entry, before, after)


def _note(whole: _Pass, entry: _Entry, before: bytes, after: bytes) -> None:
    """Put down what is special about an entry: unsealed, changed, erased, another program's."""
    seq, pk, _, _, actor, table, op, _, _, _, _, salt, _, _, leaf = entry
    if leaf is None:
        whole.found.troubles.append(_trouble("unsealed", entry))
        return
    if not _holds(entry, before, after):
        whole.found.troubles.append(_trouble("entry", entry))
    elif salt is None:
        whole.erased[seq, table if op != b"X" else b"", pk] = _trouble("erased", entry)
    if actor == _FOREIGN:
        whole.found.foreign.append(seq)


def _trouble(kind: Kind, entry: _Entry) -> Trouble:
    seq, pk, _, at, _, table, op, what, *_ = entry
    told = (b"", what, at) if op == b"X" else (table, b"", at)
    about, called, moment = ((one or b"").decode(errors="replace") for one in told)
    return Trouble(kind, seq, seq, about, pk, called, moment)


def _holds(entry: _Entry, before: bytes, after: bytes) -> bool:
    """True when the leaf binds the entry and its commitments both texts, or both are gone.

    It is asked of every entry, so it spends nothing; what is missing or of another kind is a
    TypeError. The bytes are those that journal.leaf_of and journal.commitment make.
    """
    seq, pk, _, _, _, _, _, _, _, old, new, salt, c_old, c_new, leaf = entry
    try:
        seq, pk = b"%d" % seq, b"%d" % pk
        data = _LEAF % (len(seq), seq, before, len(pk), pk, after, c_old, c_new)
        if _sha256(data).digest() != leaf:
            return False
        if salt is None:
            return old is None and new is None and len(c_old) == len(c_new) == HASH
        old = b"\0" if old is None else b"\1" + old
        new = b"\0" if new is None else b"\1" + new
        return bool(
            _sha256(b"jdzb\0o" + salt + old).digest() == c_old
            and _sha256(b"jdzb\0n" + salt + new).digest() == c_new
        )
    except TypeError:
        return False


_sha256 = hashlib.sha256
_FOREIGN = journal.FOREIGN.encode()
# A leaf: entry, what its transaction shares, row, the rest of that, two commitments of 32 bytes.
_LEAF = b"\0\1\0\0\0%c%b%b\1\0\0\0%c%b%b\1\0\0\0\x20%b\1\0\0\0\x20%b"


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
    return _framed(None if value is None else b"%d" % value)


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
