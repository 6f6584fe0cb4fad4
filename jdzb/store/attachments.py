"""Pictures and files that belong to records, kept beside the ledger under their SHA-256.

A file of that name is never changed again; the ledger holds the hash, so an exchanged file is seen
when it is read. What is kept is never opened by another program; a copy may be.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from jdzb.core import paths
from jdzb.core.errors import JdzbError
from jdzb.store import disk, reasons

FOLDER = "attachments"
MOST = 20 * 1024 * 1024  # bytes: a photo of a good telephone has 5 to 12 MB
_LONGEST_NAME = 80
_STARTS = {b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n\x1a\n": ".png"}
_PAPERS = (  # how a file begins, and the endings it may have
    (b"%PDF-", (".pdf",)),
    (b"PK\x03\x04", (".docx", ".xlsx", ".pptx")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (".doc", ".xls", ".ppt", ".wps", ".et", ".dps")),
)
_ENDINGS = (*_STARTS.values(), *(one for _, endings in _PAPERS for one in endings))


class NotAPicture(JdzbError):
    """A file that is neither JPEG nor PNG by its first bytes."""

    sentence = "“{name}”不是 jpg 或 png 图片，没有添加。请换成手机拍的照片或截图。"


class NotKept(JdzbError):
    """A file that is no picture and no paper, by its first bytes and its ending."""

    sentence = (
        "“{name}”不是图片、PDF 或 Word、Excel、PPT、WPS 文件，没有添加。请换成其中一种再添加。"
    )


class TooLarge(JdzbError):
    """A file over MOST."""

    sentence = "“{name}”有 {size} MB，超过 {most} MB，没有添加。请用较小的照片或文件。"


class CannotKeep(JdzbError):
    """The file could not be read, or its copy not be written."""

    sentence = "“{name}”没有添加：{why}。台账里的记录没有受影响。"


class Missing(JdzbError):
    """The file of a record is gone, or its bytes are not those that were kept."""

    sentence = (
        "附件“{name}”{why}，打不开；台账里的记录还在。请从备份或U盘交接包的 attachments 里找回。"
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept file: the hash by which it is found again, the name it had."""

    sha256: str
    name: str


def keep(file: Path, *, papers: bool = False) -> Kept:
    """Copy a picture (with ``papers`` also a PDF or office file) into the home.

    One that is there already stays as it is. Raises NotAPicture or NotKept, TooLarge, CannotKeep;
    then nothing is left behind.
    """
    name = file.name[-_LONGEST_NAME:]
    try:
        content = _read(file, name)
        kept = Kept(hashlib.sha256(content).hexdigest(), name)
        target = _folder() / f"{kept.sha256}{_ending(content, name, papers=papers)}"
        if not target.is_file() or target.read_bytes() != content:
            _write(content, target)
    except OSError as error:
        raise CannotKeep(name=name, why=reasons.of_system(error)) from error
    return kept


def read(sha256: str, name: str = "") -> bytes:
    """The bytes of a kept file, verified. Raises Missing."""
    for ending in _ENDINGS:
        path = _folder() / f"{sha256}{ending}"
        try:
            content = path.read_bytes()
        except OSError:
            continue
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Missing(name=name, why="被改动过，与登记时不一致")
        return content
    raise Missing(name=name, why="不在 attachments 文件夹里")


def ending(content: bytes) -> str:
    """'.jpg' or '.png' by the first bytes; '' for anything else."""
    return next((end for start, end in _STARTS.items() if content.startswith(start)), "")


def _folder() -> Path:
    return paths.home() / FOLDER


def _read(file: Path, name: str) -> bytes:
    size = file.stat().st_size
    if size > MOST:
        megabytes = f"{size / 1024 / 1024:.1f}"
        raise TooLarge(name=name, size=megabytes, most=MOST // 1024 // 1024)
    with file.open("rb") as source:
        return source.read(MOST + 1)


def _ending(content: bytes, name: str, *, papers: bool) -> str:
    own = Path(name).suffix.lower()
    found = ending(content)
    if papers and not found:
        known = (endings for start, endings in _PAPERS if content.startswith(start))
        found = own if own in next(known, ()) else ""
    if not found:
        raise (NotKept if papers else NotAPicture)(name=name)
    return found


def _write(content: bytes, target: Path) -> None:
    """Whole or not at all: written aside, synced, then named."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=".part-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        disk.replace(Path(aside), target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(aside).unlink()
        raise


def copy_out(sha256: str, name: str, folder: Path) -> Path:
    """Write a verified copy under its own name into a folder. Raises Missing, CannotKeep."""
    content = read(sha256, name)
    target = folder / (Path(name).name or sha256)
    try:
        _write(content, target)
    except OSError as error:
        raise CannotKeep(name=name, why=reasons.of_system(error)) from error
    return target
