"""A ledger read through once, so that reading it criss-cross finds every page in memory."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jdzb.store.session import Session

_CHUNK = 1 << 20  # bytes


def read_ahead(session: Session) -> None:
    """Read the file of an open ledger from its beginning to its end; what cannot be read is left.

    The pages of a table lie scattered, and a disk that seeks for each takes four times as long.
    The handle stays open as long as the session: POSIX drops every lock a process holds on a file
    as soon as the process closes any of its handles. Private copies were just written: not read.
    """
    if session.read_only or session.ahead is not None:
        return
    with contextlib.suppress(OSError):
        session.ahead = session.path.open("rb", buffering=0)
        while session.ahead.read(_CHUNK):
            pass
