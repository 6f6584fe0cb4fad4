"""Photos and files of a meeting in the file: the scan of the signed sheet, courseware, reports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jdzb.core.errors import Refused
from jdzb.core.fields import Value
from jdzb.core.ledger import Changed
from jdzb.core.records import made
from jdzb.ledgers.meetings import service
from jdzb.ledgers.meetings.entries import File
from jdzb.store import attachments
from jdzb.store.session import Session

TABLE = "meeting_files"
SIGNED, PHOTO, WARE, OTHER = "签到表", "现场照片", "课件", "其他"
KINDS = (SIGNED, PHOTO, WARE, OTHER)


def files(session: Session, meeting_id: int) -> Sequence[File]:
    """The files of a meeting in force, in the order taken in."""
    return [made(File, row) for row in session.rows(TABLE, "meeting = ?", (meeting_id,))]


def add_file(
    session: Session, meeting_id: int, path: Path, kind: str = OTHER, note: str | None = None
) -> Changed:
    """Keep a copy of a picture or paper beside the ledger, of complete minutes too.

    Raises Refused for one the meeting has already, and what ``attachments.keep`` raises.
    """
    meeting = service.get(session, meeting_id)
    words = service.words(session, meeting)
    kept = attachments.keep(path, papers=True)
    if any(one.sha256 == kept.sha256 for one in files(session, meeting_id)):
        raise Refused(why=f"“{kept.name}”已经在{words}的附件里，没有重复添加。")
    values: dict[str, Value] = {
        "meeting": meeting_id, "sha256": kept.sha256, "name": kept.name,
        "kind": kind or None, "note": note or None,
    }  # fmt: skip
    return session.add(TABLE, values, what=f"添加{words}的附件“{kept.name}”")


def void_file(session: Session, file_id: int, reason: str) -> Changed:
    """Take a file out of a meeting, for a reason; the copy stays, as all that was ever kept."""
    name = session.row(TABLE, file_id)["name"]
    return session.void(TABLE, file_id, what=f"作废会议附件“{name}”", reason=reason)


def content(file: File) -> bytes:
    """The bytes of a file, verified; raises attachments.Missing."""
    return attachments.read(file.sha256, file.name)


def copy_out(file: File, folder: Path) -> Path:
    """A copy under its own name, to be opened by another program; raises Missing, CannotKeep."""
    return attachments.copy_out(file.sha256, file.name, folder)
