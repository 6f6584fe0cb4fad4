"""A ledger to look at and nothing else: a backup before it comes back, a damaged file.

The file is opened as immutable, so that SQLite neither locks it nor writes beside it nor plays back
a rollback journal that somebody put there.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jdzb.core.errors import JdzbError
from jdzb.store import disk, header, locking, migrations, reasons, scratch
from jdzb.store.session import Session

if TYPE_CHECKING:
    import tempfile


class ReadOnlyLedger(JdzbError):
    """Something was to be written into a ledger that is only looked at."""

    sentence = "现在是只读查看，没有保存，账本没有改动。要继续记录，请先恢复一份好的备份。"


class ReadOnlySession(Session):
    """A session that refuses every write with ReadOnlyLedger."""

    read_only = True

    def __init__(self, connection: sqlite3.Connection, path: Path, actor: str) -> None:
        super().__init__(connection, path, actor)
        self.folder: tempfile.TemporaryDirectory[str] | None = None

    @contextlib.contextmanager
    def _atomic(self) -> Iterator[None]:
        if self.read_only:
            raise ReadOnlyLedger
        yield

    def close(self) -> None:
        """Close the file; a private copy goes with it."""
        self.connection.close()
        if self.folder is not None:
            self.folder.cleanup()


def open_readonly(path: Path, actor: str = "只读", *, private: bool = True) -> ReadOnlySession:
    """A ledger of this version to look at; with ``private`` a copy of it, so that it may change.

    Damage inside is not looked for; a private copy may even be cut short. Raises ForeignFile,
    NewerLedger, DamagedLedger or UnwritableFolder (when the copy cannot be made); the file itself
    stays as it is.
    """
    folder = None
    try:
        folder = scratch.folder() if private else None
        seen = Path(folder.name) / path.name if folder else path
        if folder:
            disk.copy(path, seen)
        session = ReadOnlySession(_connect(seen, path.name, cut=private), path, actor)
    except BaseException as error:
        if folder:
            folder.cleanup()
        if isinstance(error, OSError):
            why = reasons.of_system(error)
            raise locking.UnwritableFolder(folder=path.parent, why=why) from error
        raise
    session.folder = folder
    return session


def _connect(seen: Path, name: str, *, cut: bool) -> sqlite3.Connection:
    header.examine(seen, interrupted=cut)
    uri = f"{seen.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    try:
        for pragma in ("query_only = ON", "cell_size_check = ON", "mmap_size = 0"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        schema = migrations.schema_of(connection)
        found = {name for kind, name, *_ in schema if kind == "table"}
        if not {"journal", "loghead"} <= found:
            raise header.DamagedLedger(name=name, why="缺少历史")
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        connection.close()
        raise header.DamagedLedger(name=name, why="内容读不出来") from error
    except BaseException:
        connection.close()
        raise
    return connection
