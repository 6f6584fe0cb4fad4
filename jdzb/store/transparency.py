"""The append-only log over journal entries (RFC 6962) and the check code of its head.

Leaves and nodes are hashed as RFC 6962 section 2.1 says: SHA-256 over 0x00 and the leaf's bytes,
SHA-256 over 0x01 and the two children. The tree is kept as its peaks (roots of the perfect
subtrees, largest first), so that an append costs a handful of hashes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jdzb.core.errors import JdzbError

HASH = 32
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0/O, no 1/I: nothing to mistake when typed
SPOT = 12  # characters that suffice for a spot check: 60 bits
_ROOT = 52  # characters that carry the whole root
_DATA = 24  # characters of the check code that carry the root: 120 bits


class MistypedCode(JdzbError):
    """The typed check code fails its own check character, or has the wrong length."""

    sentence = (
        "校验码“{code}”输入有误（应为5组共25位，抽查可以只输前12位，不含0、1、I、O）。"
        "没有改动任何记录，请对照纸上重新输入。"
    )


@dataclass(frozen=True, slots=True)
class Head:
    """The state of the log: number of entries, root hash (32 bytes), random id of the ledger."""

    size: int
    root: bytes
    origin: str = ""

    @property
    def code(self) -> str:
        """The check code of this head: five groups of five characters."""
        return check_code(self.root)

    @property
    def qr(self) -> str:
        """The text of the QR code: ledger, size and the whole root in 52 characters."""
        return f"JDZB1/{self.origin}/{self.size}/{_base32(self.root, _ROOT)}"


def leaf_hash(data: bytes) -> bytes:
    """RFC 6962 leaf hash."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 6962 interior node hash."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def append(size: int, peaks: Sequence[bytes], leaves: Iterable[bytes]) -> tuple[int, list[bytes]]:
    """The size and peaks of the tree after the leaf hashes are appended."""
    grown = list(peaks)
    for leaf in leaves:
        node, place = leaf, size
        while place & 1:
            node = node_hash(grown.pop(), node)
            place >>= 1
        grown.append(node)
        size += 1
    return size, grown


def peaks_of(leaves: Sequence[bytes]) -> list[bytes]:
    """The peaks over all leaf hashes at once, level by level: much faster than appending."""
    level, peaks, sha256 = list(leaves), [], hashlib.sha256
    while level:
        if len(level) & 1:
            peaks.append(level.pop())
        pairs = zip(level[::2], level[1::2], strict=True)
        level = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
    return peaks[::-1]


def root_of(peaks: Sequence[bytes]) -> bytes:
    """The root hash over the peaks; SHA-256 of nothing for the empty tree."""
    if not peaks:
        return hashlib.sha256(b"").digest()
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def split_peaks(packed: bytes) -> list[bytes]:
    """Peaks as stored, 32 bytes each; raises ValueError for another length."""
    if len(packed) % HASH:
        raise ValueError("peaks are not whole hashes")
    return [packed[i : i + HASH] for i in range(0, len(packed), HASH)]


def check_code(root: bytes) -> str:
    """24 characters of the root (120 bits) and a check character, in five groups of five."""
    text = _base32(root, _ROOT)[:_DATA]
    text += _check_character(text)
    return "-".join(text[i : i + 5] for i in range(0, 25, 5))


def read_code(typed: str) -> str:
    """The 24 data characters of a typed check code, hyphens and blanks ignored.

    Raises MistypedCode when it is not 25 characters of the alphabet or the check character fails.
    """
    text = _plain(typed)
    if len(text) != _DATA + 1 or _check_character(text[:_DATA]) != text[_DATA]:
        raise _mistyped(typed)
    return text[:_DATA]


def read_start(typed: str) -> str:
    """The first twelve characters of a code for a spot check. Raises MistypedCode."""
    text = _plain(typed)
    if len(text) != SPOT:
        raise _mistyped(typed)
    return text


def read_qr(text: str) -> Head:
    """The head in the text of a QR code. Raises MistypedCode."""
    parts = text.strip().upper().split("/")
    if len(parts) != 4 or parts[0] != "JDZB1" or not (parts[2].isdecimal() and parts[2].isascii()):
        raise _mistyped(text)
    root = _plain(parts[3])
    if len(root) != _ROOT or len(parts[2]) > 12:
        raise _mistyped(text)
    number = bits(root) >> (_ROOT * 5 - HASH * 8)
    return Head(int(parts[2]), number.to_bytes(HASH, "big"), parts[1])


def bits(text: str) -> int:
    """The number that characters of the alphabet stand for, five bits each."""
    number = 0
    for character in text:
        number = number << 5 | ALPHABET.index(character)
    return number


def _plain(typed: str) -> str:
    """What was typed without hyphens and blanks. Raises MistypedCode for a foreign character."""
    text = "".join(typed.upper().replace("-", "").split())
    if not all(character in ALPHABET for character in text):
        raise _mistyped(typed)
    return text


def _mistyped(typed: str) -> MistypedCode:
    return MistypedCode(code=typed.strip()[:40])


def _base32(data: bytes, length: int) -> str:
    number = int.from_bytes(data, "big") << (length * 5 - len(data) * 8)
    return "".join(ALPHABET[(number >> (5 * i)) & 31] for i in reversed(range(length)))


def _check_character(text: str) -> str:
    """Horner's rule over GF(32): finds every single wrong character and every exchanged pair."""
    total = 0
    for character in text:
        total = _times_x(total) ^ ALPHABET.index(character)
    return ALPHABET[_times_x(total)]


def _times_x(value: int) -> int:
    value <<= 1
    return value ^ 0b100101 if value & 32 else value
