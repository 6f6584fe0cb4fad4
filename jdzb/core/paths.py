"""Where things are. Import the module, never its names: trials repoint the folders."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

LEDGER_NAME = "支部台账.db"
_override: Path | None = None


def resources() -> Path:
    """The read-only root that holds ``db/`` and ``assets/`` (inside the package when frozen)."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parents[2]


def program() -> Path:
    """The folder the user sees as the program."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return Path(__file__).resolve().parents[2]


def set_home(folder: Path | None) -> None:
    """Point the living files at ``folder`` for this process (``--home``); None undoes it."""
    global _override  # noqa: PLW0603 - the one piece of module state, confessed
    _override = folder


def home() -> Path:
    """The folder of the living files.

    First of: ``--home``, ``JDZB_HOME``, ``data/`` beside the program if it can be written, the
    per-machine folder.
    """
    if _override is not None:
        return _override
    if value := os.environ.get("JDZB_HOME"):
        return Path(value)
    beside = program() / "data"
    if beside.is_dir() and _can_write(beside):
        return beside
    if not beside.exists() and _can_write(program()):
        return beside
    return _per_machine()


def ledger_file() -> Path:
    """The one SQLite file."""
    return home() / LEDGER_NAME


def machine() -> Path:
    """The folder of what this computer remembers, whichever ledger is open: ``JDZB_MACHINE`` or the
    per-machine folder. It may not exist and may not be writable.
    """
    value = os.environ.get("JDZB_MACHINE")
    return Path(value) if value else _per_machine()


@cache
def _can_write(folder: Path) -> bool:
    """True when a file can be made there; of Program Files Windows itself says yes, and refuses."""
    if os.name != "nt" or not os.access(folder, os.W_OK):
        return os.access(folder, os.W_OK)
    probe = folder / f".jdzb-{os.getpid()}"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def _per_machine() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "jdzb"
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "jdzb"
