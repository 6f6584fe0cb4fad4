"""Who has the ledger open: a note beside it, for the sentence the second one reads.

The lock of SQLite is the authority. A note left by a program that died harms nothing: it is not
believed when its process is gone, and the next opening writes it anew.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from jdzb.core import clock

SUFFIX = ".open.json"


@dataclass(frozen=True, slots=True)
class Occupant:
    """Who works (``actor``), under which account on which PC, since when, in which process."""

    actor: str
    user: str
    host: str
    since: str
    pid: int


def note_of(path: Path) -> Path:
    """Where the note of a ledger lies."""
    return path.with_name(path.name + SUFFIX)


def enter(path: Path, actor: str) -> None:
    """Write the note of this process; where nothing can be written there is none."""
    mine = Occupant(actor, _user(), _host(), clock.now().isoformat(" ", "minutes"), os.getpid())
    with contextlib.suppress(OSError, ValueError):
        note_of(path).write_text(json.dumps(asdict(mine), ensure_ascii=False), encoding="utf-8")


def leave(path: Path) -> None:
    """Take the note away."""
    with contextlib.suppress(OSError):
        note_of(path).unlink(missing_ok=True)


def read(path: Path) -> Occupant | None:
    """The note of a ledger; None without one, or when its process is no more."""
    try:
        found = Occupant(**json.loads(note_of(path).read_text(encoding="utf-8")))
        named = all(isinstance(getattr(found, name), str) for name in ("actor", "user", "host"))
        if not named or not isinstance(found.pid, int) or _gone(found):
            return None
        datetime.fromisoformat(found.since)
    except (OSError, ValueError, TypeError):
        return None
    return found


def words(occupant: Occupant | None) -> str:
    """Who it is, as a Chinese phrase before 使用."""
    if occupant is None:
        return "另一个窗口、另一个账户或别的程序"
    since = datetime.fromisoformat(occupant.since)
    when = f"{since.month}月{since.day}日 {since:%H:%M} 起"
    return f"“{occupant.actor}”（账户 {occupant.user}，电脑 {occupant.host}，{when}）"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return "?"


def _host() -> str:
    if sys.platform == "win32":
        return os.environ.get("COMPUTERNAME", "?")
    return os.uname().nodename


def _gone(occupant: Occupant) -> bool:
    return occupant.host == _host() and not is_running(occupant.pid)


def is_running(pid: int) -> bool:
    """False only when this PC surely has no such process; on Windows nobody knows that cheaply."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
