"""What is typed and not saved, kept in a file every few seconds: a power cut takes no more.

The file lies beside the ledger and is no record: nothing in it counts before it is saved.
"""

from __future__ import annotations

import contextlib
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from jdzb.core import clock
from jdzb.ledgers.meetings.page import typed as pages
from jdzb.ledgers.meetings.page.typed import Typed
from jdzb.store import disk
from jdzb.store.session import Session

FOLDER, NAME = "drafts", "meetings.json"  # named after the page
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """A page found after the program ended without saving it, and when it was kept (ISO)."""

    typed: Typed
    at: str


def file_of(session: Session) -> Path:
    """Where the page of a ledger is kept."""
    return session.path.parent / FOLDER / NAME


def keep(session: Session, typed: Typed) -> bool:
    """Keep the page so that it lasts; False when the disk refuses, which is logged."""
    if session.read_only:
        return False
    file = file_of(session)
    new = file.with_suffix(".new")
    try:
        file.parent.mkdir(mode=0o700, exist_ok=True)
        text = pages.to_json(typed, clock.now().isoformat(timespec="seconds"))
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(text)
        disk.sync_file(new)
        disk.replace(new, file)
    except OSError:
        log.warning("the draft was not kept", exc_info=True)
        return False
    return True


def forget(session: Session) -> None:
    """The page is saved, or was thrown away on purpose."""
    if not session.read_only:
        with contextlib.suppress(OSError):
            file_of(session).unlink(missing_ok=True)


def found(session: Session) -> Kept | None:
    """The page kept when the program ended without saving; a spoilt file is put aside."""
    file = file_of(session)
    try:
        return Kept(*pages.from_json(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        log.warning("the draft cannot be read", exc_info=True)
        with contextlib.suppress(OSError):
            file.replace(file.with_suffix(".spoilt"))
        return None
