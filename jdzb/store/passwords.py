"""The passwords of the operators: argon2id hashes in ``operators.json`` beside the ledger.

They are not in the ledger, whose copy goes to the township. The ledger keeps the SHA-256 of each
salted hash: a file that was exchanged, or one of another PC, opens nothing. Whoever deletes the
file gains no more than the way of the forgotten password, which leaves its trace.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jdzb.core import rules
from jdzb.core.errors import JdzbError
from jdzb.store import disk, reasons

if TYPE_CHECKING:
    from argon2 import PasswordHasher

FILE = "operators.json"
LENGTH = "operators.password_length"
# argon2id with 32 MiB: 0.1 s on two cores of 2020, about half a second on an old PC of 4 GB; the
# more usual 64 MiB in four threads took 0.3 s here, and as long again per open ledger.
_TIMES, _MEMORY, _THREADS = 3, 32 << 10, 1
_VARIED = 3  # different characters at the least
_LONGEST_WAIT = 30  # seconds


class WeakPassword(JdzbError):
    """A password that anybody at the desk would guess."""

    sentence = "密码{why}，没有设。请换一个，例如三四个不相干的词连起来。"


class PasswordsUnwritable(JdzbError):
    """The file with the hashes cannot be written."""

    sentence = "密码没有设：{file} 写不进去（{why}），原来的还有效。请检查文件夹权限和硬盘空间。"


def file_of(ledger: Path) -> Path:
    """Where the hashes of a ledger lie."""
    return ledger.parent / FILE


def refuse_weak(password: str, name: str) -> None:
    """Raise WeakPassword for one that is short, monotonous, a row, or the name."""
    text, least = _plain(password), rules.standard().whole(LENGTH)
    if len(text) < least:
        raise WeakPassword(why=f"太短，至少 {least} 个字")
    steps = {ord(b) - ord(a) for a, b in itertools.pairwise(text)}
    if len(set(text)) < _VARIED or steps in ({1}, {-1}):
        raise WeakPassword(why="太容易猜")
    if _plain(name) and len(text.replace(_plain(name), "")) < least // 2:
        raise WeakPassword(why="就是姓名，太容易猜")


def prepare(ledger: Path, password: str, current: Collection[str]) -> str:
    """Put the hash of a new password into the file; its mark, which the ledger must then keep.

    The hashes whose marks are ``current`` stay: until the ledger has the new mark, the old password
    is the one that counts, whenever the power fails. Raises PasswordsUnwritable.
    """
    made = _hasher().hash(_plain(password))
    known = _read(ledger)
    kept = [one for one in known["hashes"] if mark_of(one) in current]
    _write(ledger, {**known, "hashes": [*kept, made]})
    return mark_of(made)


def mark_of(hashed: str) -> str:
    """What the ledger keeps of a hash; its salt of 16 random bytes keeps the password from being
    guessed by it.
    """
    return hashlib.sha256(hashed.encode()).hexdigest()


def known(ledger: Path, mark: str) -> bool:
    """True when this PC has the hash that the ledger speaks of."""
    return any(mark_of(one) == mark for one in _read(ledger)["hashes"])


def fits(ledger: Path, mark: str, password: str) -> bool:
    """True when the password is the one of the hash that the ledger's mark stands for."""
    import argon2

    hashed = next((one for one in _read(ledger)["hashes"] if mark_of(one) == mark), "")
    try:
        return bool(hashed) and _hasher().verify(hashed, _plain(password))
    except (argon2.exceptions.Argon2Error, argon2.exceptions.InvalidHashError):
        return False


def wait_after(ledger: Path, who: int, *, right: bool) -> int:
    """Count a try; the seconds until the next may be made: 0, 1, 2, 4… after wrong ones.

    The count outlives the program; where it cannot be written it holds for this try.
    """
    known = _read(ledger)
    wrong = 0 if right else known["wrong"].get(str(who), 0) + 1
    if wrong != known["wrong"].get(str(who), 0):
        with contextlib.suppress(PasswordsUnwritable):
            _write(ledger, {**known, "wrong": {**known["wrong"], str(who): wrong}})
    return min(1 << (wrong - 1), _LONGEST_WAIT) if 0 < wrong < 10 else _LONGEST_WAIT * bool(wrong)


def _hasher() -> PasswordHasher:
    import argon2  # 25 ms, only where a password is typed

    return argon2.PasswordHasher(time_cost=_TIMES, memory_cost=_MEMORY, parallelism=_THREADS)


def _plain(password: str) -> str:
    """As typed with any input method: full-width letters are letters."""
    return unicodedata.normalize("NFKC", password)


def _read(ledger: Path) -> dict[str, Any]:
    """The file; without one, or with a spoilt one, nothing is known."""
    try:
        found = json.loads(file_of(ledger).read_text(encoding="utf-8"))
        hashes = [one for one in found["hashes"] if isinstance(one, str)]
        wrong = {str(k): int(v) for k, v in found.get("wrong", {}).items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {"hashes": [], "wrong": {}}
    return {"hashes": hashes, "wrong": wrong}


def _write(ledger: Path, known: dict[str, Any]) -> None:
    """Written aside, made to last, then named: a kill leaves the old one or the new."""
    file = file_of(ledger)
    new = file.with_name(f"{FILE}.new")
    try:
        new.write_text(json.dumps(known, indent=1), encoding="utf-8")
        disk.sync_file(new)
        disk.replace(new, file)
    except OSError as error:
        raise PasswordsUnwritable(file=file, why=reasons.of_system(error)) from error
