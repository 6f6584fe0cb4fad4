"""What a ledger file says of itself in its first 100 bytes, read before SQLite touches it.

Layout: the SQLite file format, section 1.3.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from jdzb.core.errors import JdzbError
from jdzb.store import migrations

PAGE = 4096
_UTF8 = 1


class ForeignFile(JdzbError):
    """The file is no ledger of this program."""

    sentence = "“{name}”不是支部台账的账本文件，没有打开，也没有改动它。请选择“支部台账.db”。"


class NewerLedger(JdzbError):
    """The file was written by a newer version of the program."""

    sentence = (
        "账本“{name}”是用更新的程序写的（第{version}版，本程序只认得到第{known}版），"
        "没有打开，也没有改动。请安装新版程序后再打开。"
    )


class DamagedLedger(JdzbError):
    """The file is a ledger but broken."""

    sentence = "账本“{name}”已损坏（{why}），没有改动它。请先复制保存这个文件，再用最近的备份恢复。"


@dataclass(frozen=True, slots=True)
class FileHeader:
    """The facts of the first 100 bytes; ``pages`` is 0 when the header does not vouch for it."""

    page_size: int
    rollback_journal: bool
    pages: int
    application_id: int
    user_version: int
    encoding: int


def read_header(path: Path) -> FileHeader:
    """The header of a SQLite file; raises ForeignFile when it is none. OSError passes through."""
    with path.open("rb") as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise ForeignFile(name=path.name)
    (size,) = struct.unpack_from(">H", head, 16)
    counter, pages = struct.unpack_from(">II", head, 24)
    (encoding, user_version) = struct.unpack_from(">II", head, 56)
    (application_id,) = struct.unpack_from(">I", head, 68)
    (valid_for,) = struct.unpack_from(">I", head, 92)
    return FileHeader(
        page_size=65536 if size == 1 else size,
        rollback_journal=head[18] == head[19] == 1,
        pages=pages if counter == valid_for else 0,
        application_id=application_id,
        user_version=user_version,
        encoding=encoding,
    )


def examine(path: Path, *, interrupted: bool = False) -> FileHeader:
    """The header of a ledger this program may open.

    Raises ForeignFile, NewerLedger, or DamagedLedger. ``interrupted`` says that a rollback journal
    waits beside the file: then sizes are not judged, for SQLite has yet to mend them.
    """
    header = read_header(path)
    if header.application_id != migrations.APPLICATION_ID:
        raise ForeignFile(name=path.name)
    known = migrations.latest_version()
    if header.user_version > known:
        raise NewerLedger(name=path.name, version=header.user_version, known=known)
    if header.page_size != PAGE or not header.rollback_journal or header.encoding != _UTF8:
        raise DamagedLedger(name=path.name, why="文件设置被别的程序改过")
    size = path.stat().st_size
    if not interrupted and (size % PAGE or (header.pages and header.pages * PAGE != size)):
        raise DamagedLedger(name=path.name, why="文件不完整，可能复制时被中断")
    return header
