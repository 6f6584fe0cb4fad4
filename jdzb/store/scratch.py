"""Private folders for copies of a ledger; what a killed program left of its own goes with the next.

Windows does not tell cheaply whether a program still runs: there they wait for the system.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from jdzb.store import occupant

if TYPE_CHECKING:
    import tempfile


def folder() -> tempfile.TemporaryDirectory[str]:
    """A new folder that only this account reads, gone when it is closed. Raises OSError."""
    import tempfile  # not needed for the first draw

    _forget_leftovers(Path(tempfile.gettempdir()))
    return tempfile.TemporaryDirectory(prefix=f"jdzb-{os.getpid()}-")


def make() -> Path:
    """The same, for the caller to remove. Raises OSError."""
    import tempfile

    _forget_leftovers(Path(tempfile.gettempdir()))
    return Path(tempfile.mkdtemp(prefix=f"jdzb-{os.getpid()}-"))


def _forget_leftovers(place: Path) -> None:
    import shutil

    for leftover in place.glob("jdzb-*-*"):
        with contextlib.suppress(OSError, ValueError):
            if not occupant.is_running(int(leftover.name.split("-")[1])):
                shutil.rmtree(leftover, ignore_errors=True)
