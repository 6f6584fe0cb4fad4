"""Readers: processes of our own that read a stretch each of a long journal, beside this one.

They open the very file as immutable: this process holds it alone and writes nothing meanwhile. What
a reader fails to bring is read here, so the outcome is the same with and without them.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jdzb.core import paths
from jdzb.store import replay
from jdzb.store.session import Session

LONG = 50_000  # entries; a shorter journal is read before a process has started
MOST = 3
CHILD = "_read"  # the hidden command
_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Readers:
    """The stretch left for this process, and the readers with theirs (first entry, last entry)."""

    connection: sqlite3.Connection
    own: tuple[int, int] = (replay.FIRST, replay.LAST)
    running: tuple[tuple[subprocess.Popen[bytes] | None, int, int], ...] = ()

    def replay(self) -> replay.Replay:
        """As ``replay.replay``."""
        parts = [replay.read_part(self.connection, *self.own)]
        for process, first, last in self.running:
            brought = _brought(process)
            parts.append(brought or replay.read_part(self.connection, first, last))
        return replay.together(parts)


@contextlib.contextmanager
def beside(session: Session, count: int | None = None) -> Iterator[Readers]:
    """``count`` readers at work, by default one for each further core; none after the block.

    There are none for a short journal, and for a file that this process does not hold alone.
    """
    most = min((os.cpu_count() or 1) - 1, MOST) if count is None else count
    entries = _entries(session) if most and _holds_alone(session) else 0
    if entries < LONG:
        yield Readers(session.connection)
        return
    # A reader gets twice the stretch of this process, which has the rest of the check to do.
    share = entries * 2 // (most * 2 + 1)
    starts = [entries - share * left + 1 for left in range(most, 0, -1)]
    running: list[tuple[subprocess.Popen[bytes] | None, int, int]] = []
    try:
        for first, after in zip(starts, [*starts[1:], replay.LAST + 1], strict=True):
            running.append((_start(session.path, first, after - 1), first, after - 1))
        yield Readers(session.connection, (replay.FIRST, starts[0] - 1), tuple(running))
    finally:
        for process, *_ in running:
            if process is not None:
                with process:  # its end closes the pipe and waits
                    process.kill()


def child(path: Path, first: int, last: int) -> int:
    """The hidden command: a part of the journal on standard output, as ``pickle`` writes it."""
    gc.disable()  # nothing is thrown away until the end
    uri = f"{path.as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        with contextlib.closing(connection):
            part = replay.read_part(connection, first, last)
    except (sqlite3.Error, TypeError, AttributeError, ValueError, OverflowError):
        return 1  # who asked reads it himself, and tells what is wrong
    sys.stdout.buffer.write(pickle.dumps(part))
    sys.stdout.buffer.flush()
    return 0


def _holds_alone(session: Session) -> bool:
    """True while nobody can change the file: locked for good, and no transaction is open.

    A session that only reads has none to ask for: its file may be hostile, and its process limited.
    """
    if getattr(session, "read_only", False) or session.connection.in_transaction:
        return False
    (mode,) = session.connection.execute("PRAGMA locking_mode").fetchone()
    rollback = session.path.with_name(session.path.name + "-journal")
    return mode == "exclusive" and not (rollback.exists() and rollback.stat().st_size)


def _entries(session: Session) -> int:
    (last,) = session.connection.execute("SELECT max(seq) FROM journal").fetchone()
    return int(last or 0)


def _start(path: Path, first: int, last: int) -> subprocess.Popen[bytes] | None:
    """A reader at work; None when the system starts none."""
    program = [] if getattr(sys, "frozen", False) else [str(paths.program() / "main.py")]
    command = [sys.executable, *program, CHILD, str(path.absolute()), str(first), str(last)]
    none = subprocess.DEVNULL
    try:
        return subprocess.Popen(command, stdin=none, stdout=subprocess.PIPE, stderr=none)
    except OSError:
        return None


def _brought(process: subprocess.Popen[bytes] | None) -> replay.Part | None:
    """What a reader found; None when it failed."""
    if process is None:
        return None
    try:
        text, _ = process.communicate(timeout=_SECONDS)
        part = pickle.loads(text) if process.returncode == 0 else None  # noqa: S301 - our own
    except (subprocess.TimeoutExpired, OSError, ValueError, EOFError, pickle.PickleError):
        return None
    return part if isinstance(part, replay.Part) else None
