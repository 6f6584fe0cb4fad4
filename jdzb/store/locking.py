"""The one connection to a ledger: its settings, its lock, and whether the last run was cut off."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from jdzb.core import clock
from jdzb.core.errors import JdzbError
from jdzb.store import disk, header, occupant, reasons

_WAIT_SECONDS = 2.0
_HOT = 776  # SQLITE_READONLY_ROLLBACK: a rollback journal waits and nobody holds the file


class LedgerInUse(JdzbError):
    """Another window, account or program holds the file."""

    sentence = "账本正由{who}使用，没有打开。请先关掉那一个，再打开本程序。"


class UnwritableFolder(JdzbError):
    """The folder of the ledger cannot be written."""

    sentence = (
        "账本所在的文件夹“{folder}”不能写入（{why}），没有改动任何记录。"
        "请检查权限、剩余空间，或换一个文件夹。"
    )


_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    ("foreign_keys", "ON", 1),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
    ("secure_delete", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("temp_store", "MEMORY", 2),
)


def connect(path: Path) -> sqlite3.Connection:
    """The connection that holds the file alone, every setting read back. Raises what is wrong."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=_WAIT_SECONDS)
    try:
        _configure(connection)
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise opening_error(error, path) from error
    return connection


def _configure(connection: sqlite3.Connection) -> None:
    """Set every pragma and read it back: a pragma that fails is silent."""
    for name, value, expected in _PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is not None and row[0] != expected:
            raise sqlite3.OperationalError(f"PRAGMA {name} is {row[0]}, not {expected}")


def opening_error(error: sqlite3.DatabaseError, path: Path) -> JdzbError:
    """The sentence for what SQLite said while a ledger was opened."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LedgerInUse(who=occupant.words(occupant.read(path)))
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return header.DamagedLedger(name=path.name, why="内容读不出来")
    if code == sqlite3.SQLITE_ERROR:
        return header.DamagedLedger(name=path.name, why="内容与它的版本号对不上")
    return UnwritableFolder(folder=path.parent, why=reasons.of_sqlite(error))


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction; any error undoes it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def examine(path: Path) -> header.FileHeader:
    """The header of a ledger that nobody holds; what a crash left is copied aside first.

    SQLite itself tells whether a rollback journal is left over: a program that works has one too.
    Sizes are read under its lock, for while another writes they are not in order. Raises
    LedgerInUse, ForeignFile, NewerLedger, DamagedLedger.
    """
    with _looking(path) as hot:
        if not hot:
            return header.examine(path)
    _save_crash(path)
    return header.examine(path, interrupted=True)


@contextlib.contextmanager
def _looking(path: Path) -> Iterator[bool]:
    """Hold the file for reading; yields True instead when a rollback journal is left over."""
    log = path.with_name(path.name + "-wal")
    had_log = log.exists()
    uri = f"{path.absolute().as_uri()}?mode=ro&readonly_shm=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_WAIT_SECONDS)
    try:
        yield _is_hot(connection, path)
    finally:
        connection.close()
        if not had_log:  # SQLite makes an empty one when another program chose that mode
            log.unlink(missing_ok=True)


def _is_hot(connection: sqlite3.Connection, path: Path) -> bool:
    try:
        connection.execute("BEGIN")
        connection.execute("PRAGMA schema_version").fetchone()  # parses no schema
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == _HOT:
            return True
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise opening_error(error, path) from error
    return False  # what else is wrong with it the header or the real opening will say


def _save_crash(path: Path) -> None:
    """Copy the file and its rollback journal aside, unless another program mends them meanwhile."""
    moment = clock.now().strftime("%Y%m%d-%H%M%S")
    folder = disk.fresh_folder(path.parent / "crash-save", moment)
    rollback = path.with_name(path.name + "-journal")
    copies = [folder / source.name for source in (path, rollback)]
    try:
        for source, copy in zip((path, rollback), copies, strict=True):
            disk.copy(source, copy)
        with _looking(path) as still_hot:
            whole = still_hot
    except (FileNotFoundError, LedgerInUse):
        whole = False
    if not whole:
        for copy in copies:
            copy.unlink(missing_ok=True)
        folder.rmdir()
        with contextlib.suppress(OSError):
            folder.parent.rmdir()
