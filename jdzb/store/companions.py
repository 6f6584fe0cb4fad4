"""What belongs to the ledger but lies beside it: photos, and the sheets as they were posted.

A backup is the ledger alone. In the second place, which must do when the whole computer is gone,
they lie in a folder of their own beside the backups and come back with a restore from there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from jdzb.store import disk
from jdzb.store.transparency import Head

FOLDERS = ("attachments", "sheets")
_PART = ".jdzb-part"


def carry(home: Path, second: Path, head: Head | None) -> int:
    """Copy to the second place what it lacks of them, or has in another size; how many.

    Without a head it is not known whose they are, and nothing is copied. Raises OSError.
    """
    target = _place(second, head.origin) if head else None
    return _copied(home, target, lambda file, there: not _same(file, there)) if target else 0


def bring_back(backups: Path, home: Path, head: Head) -> int:
    """Copy back to ``home`` what is missing there; how many. Raises OSError."""
    return _copied(_place(backups, head.origin), home, lambda _, there: not there.exists())


def _place(second: Path, origin: str) -> Path:
    return second / f"附件和存件-{origin}"


def _copied(source: Path, target: Path, wanted: Callable[[Path, Path], bool]) -> int:
    count = 0
    for name in FOLDERS:
        for file in sorted((source / name).glob("[!.]*")):
            there = target / name / file.name
            if file.is_file() and not file.is_symlink() and wanted(file, there):
                _copy(file, there)
                count += 1
    return count


def _copy(file: Path, there: Path) -> None:
    there.parent.mkdir(parents=True, exist_ok=True)
    part = there.with_name(f".{there.name}{_PART}")
    try:
        disk.copy(file, part)
        disk.replace(part, there)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _same(file: Path, there: Path) -> bool:
    return there.exists() and there.stat().st_size == file.stat().st_size
