"""What makes a file last: flushed to the disk, and renamed in one step."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

_TRIES, _PAUSE = 10, 0.025  # a virus scanner lets go within a second or so


def sync_file(path: Path) -> None:
    """Make what was written to a file last through a power cut. Raises OSError."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename durable where the system can (Windows has no such call)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def copy(source: Path, target: Path) -> None:
    """Copy a file so that it lasts; half a copy is taken away. Raises OSError."""
    import shutil  # not needed for the first draw

    try:
        shutil.copyfile(source, target)
        sync_file(target)
    except BaseException:
        with contextlib.suppress(OSError):
            target.unlink()
        raise


def replace(source: Path, target: Path) -> None:
    """Give a file another's place in one step, and make that last. Raises OSError.

    A virus scanner that holds the file for a moment is waited for (WIN-UNTESTED).
    """
    for left in reversed(range(_TRIES)):
        try:
            source.replace(target)
            break
        except PermissionError:
            if not left or os.name != "nt":
                raise
            time.sleep(_PAUSE * (_TRIES - left))
    sync_folder(target.parent)


def fresh_folder(parent: Path, name: str) -> Path:
    """Make a folder of this name; ``name-2``, ``name-3``… when it is there. Raises OSError."""
    parent.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        folder = parent / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir()
        except FileExistsError:
            number += 1
        else:
            return folder
