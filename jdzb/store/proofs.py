"""Proofs over the log (RFC 6962, sections 2.1.1 and 2.1.2): an entry is in it, it only grew.

Leaves are leaf hashes of 32 bytes. Proofs are lists of hashes in the order of the RFC, so that any
other program that follows it can check them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jdzb.store import transparency
from jdzb.store.transparency import HASH, node_hash


def root_at(leaves: Sequence[bytes], size: int) -> bytes:
    """The root of the log when it held ``size`` entries; raises ValueError beyond its length."""
    _within(0, size, len(leaves))
    return transparency.root_of(transparency.peaks_of(leaves[:size]))


def roots(leaves: Iterable[bytes]) -> Iterator[bytes]:
    """The root at every size from 1 on."""
    size, peaks = 0, list[bytes]()
    for leaf in leaves:
        size, peaks = transparency.append(size, peaks, (leaf,))
        yield transparency.root_of(peaks)


def roots_at(leaves: Sequence[bytes], sizes: Iterable[int]) -> dict[int, bytes]:
    """The roots at some sizes in one pass; sizes beyond the log are left out."""
    found, size, peaks = dict[int, bytes](), 0, list[bytes]()
    for wanted in sorted(one for one in set(sizes) if 0 <= one <= len(leaves)):
        size, peaks = transparency.append(size, peaks, leaves[size:wanted])
        found[wanted] = transparency.root_of(peaks)
    return found


def inclusion_proof(leaves: Sequence[bytes], index: int, size: int) -> list[bytes]:
    """That leaf ``index`` (from 0) is in the log of ``size`` entries. Raises ValueError."""
    _within(0, index, size - 1)
    _within(1, size, len(leaves))
    low, high, proof = 0, size, list[bytes]()
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            proof.append(_root(leaves, middle, high))
            high = middle
        else:
            proof.append(_root(leaves, low, middle))
            low = middle
    return proof[::-1]


def consistency_proof(leaves: Sequence[bytes], first: int, second: int) -> list[bytes]:
    """That the log of ``second`` entries extends the one of ``first``. Raises ValueError."""
    _within(1, first, second)
    _within(1, second, len(leaves))
    low, high, whole, proof = 0, second, True, list[bytes]()
    while first != high:
        middle = low + _split(high - low)
        if first <= middle:
            proof.append(_root(leaves, middle, high))
            high = middle
        else:
            proof.append(_root(leaves, low, middle))
            low, whole = middle, False
    if not whole:
        proof.append(_root(leaves, low, high))
    return proof[::-1]


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """True when the proof leads from the leaf hash at ``index`` to the root of ``size`` entries."""
    if not 0 <= index < size or not _hashes(leaf, root, *proof):
        return False
    place, last, node = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = node_hash(step, node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, step)
        place, last = place >> 1, last >> 1
    return last == 0 and node == root


def verify_consistency(
    first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]
) -> bool:
    """True when the proof shows that the second log begins with the whole first one."""
    if not 0 < first <= second or not _hashes(first_root, second_root, *proof):
        return False
    if first == second:
        return not proof and first_root == second_root
    steps = list(proof) if first & (first - 1) else [first_root, *proof]
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if not steps:
        return False
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, step)
        place, last = place >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def _root(leaves: Sequence[bytes], low: int, high: int) -> bytes:
    return transparency.root_of(transparency.peaks_of(leaves[low:high]))


def _split(count: int) -> int:
    """The largest power of two below ``count`` (2 or more)."""
    return 1 << ((count - 1).bit_length() - 1)


def _hashes(*values: bytes) -> bool:
    return all(len(value) == HASH for value in values)


def _within(low: int, value: int, high: int) -> None:
    if not low <= value <= high:
        raise ValueError(f"{value} is not between {low} and {high}")
