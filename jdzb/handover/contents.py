"""What goes into a package beside the ledger: kept sheets, attachments; every name in ASCII."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jdzb.handover.manifest import Printed, Stored
from jdzb.press import kept_sheets
from jdzb.store.session import Session

LEDGER = "ledger.db"
CHUNK = 1 << 16
_NO_NAMES: Mapping[str, str] = {}
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,79}")
_PACKED = (".pdf", ".jpg", ".jpeg", ".png", ".zip", ".docx", ".xlsx", ".mp4")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the package: its name there, where its bytes are, its own name where it differs."""

    name: str
    source: Path | bytes
    original: str = ""

    @property
    def size(self) -> int:
        """Bytes, unread. OSError passes through."""
        return len(self.source) if isinstance(self.source, bytes) else self.source.stat().st_size

    def chunks(self) -> Iterator[bytes]:
        """The bytes piece by piece. OSError passes through."""
        if isinstance(self.source, bytes):
            yield self.source
            return
        with self.source.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk

    def stored(self) -> Stored:
        """Size and SHA-256. OSError passes through."""
        digest, size = hashlib.sha256(), 0
        for chunk in self.chunks():
            digest.update(chunk)
            size += len(chunk)
        return Stored(size, digest.hexdigest(), self.original)


def zip_entry(member: Member, at: datetime) -> zipfile.ZipInfo:
    """How a member lies in the ZIP: an ordinary file, deflated unless it is packed already."""
    moment = (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second)
    entry = zipfile.ZipInfo(member.name, moment)
    packed = member.name.lower().endswith(_PACKED)
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def sheets_since(session: Session, size: int) -> list[tuple[Printed, Member | None]]:
    """The public sheets printed after the log had ``size`` entries, with the file of each.

    A file that is gone leaves its sheet in the list, without a member.
    """
    printed = session.entries("op = 'X' AND tbl = 'print' AND seq > ?", (size,))
    return [
        _printed(entry.seq, str(entry.new.get("title", "")), entry.at)
        for entry in printed
        if entry.new and entry.new.get("public", True)
    ]


def _printed(seq: int, title: str, at: str) -> tuple[Printed, Member | None]:
    path, name = kept_sheets.path_of(seq), f"sheets/{seq}.pdf"
    if not path.is_file():
        return Printed(seq, title, at), None
    return Printed(seq, title, at, name), Member(name, path)


def photo_names(session: Session) -> dict[str, str]:
    """The names files had before they were kept under their SHA-256; of voided ones too."""
    tables = ("meeting_files", "notice_photos", "commitment_files", "appraisal_files")
    rows = [row for table in tables for row in session.rows(table, voided=True)]
    return {str(row["sha256"]): str(row["name"]) for row in reversed(rows)}


def attachments(folder: Path, names: Mapping[str, str] = _NO_NAMES) -> list[Member]:
    """Every ordinary file below the folder, links and half-written files left out.

    ``names`` are the names files had before they were kept, by the stem of their name now. No
    folder, no members.
    """
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    taken: set[str] = set()
    whole = (path for path in found if not path.name.startswith("."))
    return [_attachment(path, folder, taken, names) for path in whole]


def _attachment(path: Path, folder: Path, taken: set[str], names: Mapping[str, str]) -> Member:
    """A plain ASCII name stays; any other becomes a number, and the manifest keeps the own name."""
    own = path.relative_to(folder).as_posix()
    if _PLAIN.fullmatch(own) and own.lower() not in taken:
        taken.add(own.lower())
        return Member(f"attachments/{own}", path, names.get(path.stem, ""))
    ending = path.suffix.lower() if _PLAIN.fullmatch(path.suffix[1:]) else ""
    number = len(taken) + 1
    while f"{number:04}{ending}" in taken:
        number += 1
    taken.add(f"{number:04}{ending}")
    return Member(f"attachments/{number:04}{ending}", path, own)
