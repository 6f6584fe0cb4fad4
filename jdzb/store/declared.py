"""Declared restores: a log says in its own history that it was put back, and what that left behind.

A declaration is the file's own word. Only the hashes of what was lost can prove it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from jdzb.store import journal, proofs
from jdzb.store.transparency import Head


@dataclass(frozen=True, slots=True)
class Restore:
    """A sealed declaration that a backup was put back: the log left ``lost`` at size ``fork``.

    ``leaves`` are the leaf hashes of what was lost, from ``fork`` on; empty when nobody has them.
    """

    seq: int
    at: str
    reason: str
    fork: int
    lost: Head
    leaves: tuple[bytes, ...] = ()


def read(connection: sqlite3.Connection) -> tuple[Restore, ...]:
    """The restores declared in a log, oldest first; a declaration that holds none is left out."""
    where = "tbl = 'restore' AND op = 'X' AND leaf IS NOT NULL"
    found = [_read(entry) for entry in journal.entries(connection, where)]
    return tuple(restore for restore in found if restore)


def _read(entry: journal.Entry) -> Restore | None:
    """The declaration in an event; None when it holds none."""
    facts = entry.new or {}
    try:
        lost, origin = facts["lost"], facts.get("from") or {}
        head = Head(int(lost["size"]), bytes.fromhex(lost["root"]))
        leaves = tuple(bytes.fromhex(leaf) for leaf in lost.get("leaves", ()))
        fork = head.size - len(leaves) if leaves else min(int(origin.get("size", 0)), head.size)
        return Restore(entry.seq, entry.at, str(facts.get("reason", "")), fork, head, leaves)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
        return None


def declares(leaves: list[bytes], restore: Restore, seen: Head) -> bool:
    """True when the anchor is the head declared lost, or a head on the way to it."""
    if (seen.size, seen.root) == (restore.lost.size, restore.lost.root):
        return True
    if not restore.fork < seen.size <= restore.lost.size or not leads_to_lost(leaves, restore):
        return False
    return proofs.root_at(_branch(leaves, restore), seen.size) == seen.root


def leads_to_lost(leaves: list[bytes], restore: Restore) -> bool:
    """True when the leaves declared lost, after the log's own up to the fork, give that head."""
    branch = _branch(leaves, restore)
    if restore.fork > len(leaves) or len(branch) != restore.lost.size:
        return False
    return proofs.root_at(branch, len(branch)) == restore.lost.root


def _branch(leaves: list[bytes], restore: Restore) -> list[bytes]:
    return [*leaves[: restore.fork], *restore.leaves]
