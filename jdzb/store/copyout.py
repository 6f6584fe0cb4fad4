"""A copy of the ledger that leaves the computer: without what was deleted, on the disk, checked."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jdzb.core.errors import JdzbError
from jdzb.store import check, journal, migrations, reasons
from jdzb.store.session import Session
from jdzb.store.transparency import Head


class CopyFailed(JdzbError):
    """The copy could not be made; the ledger is as it was."""

    sentence = "账本没有复制出来：{why}。账本没有改动，请处理后再试。"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a copy must say of itself: head, schema, rows in force by table, the last moment."""

    head: Head
    version: int
    schema: str
    sqlite: str
    counts: dict[str, int]
    last_at: str


def vacuum_into(session: Session, target: Path) -> None:
    """Write a copy that holds no deleted content to ``target``, which must not exist, and sync it.

    Raises CopyFailed; then there is no file of ours.
    """
    if target.exists():
        raise CopyFailed(why=f"“{target.name}”已经有了")
    try:
        session.connection.execute("VACUUM INTO ?", (str(target),))
        with target.open("rb+") as file:
            os.fsync(file.fileno())
    except (sqlite3.Error, OSError) as error:
        target.unlink(missing_ok=True)
        raise CopyFailed(why=_why(error)) from error


def facts(session: Session) -> Facts:
    """The facts of an open ledger. Raises CopyFailed."""
    connection = session.connection
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        schema = migrations.schema_hash(migrations.schema_of(connection))
        counts = {table: _in_force(connection, table) for table in _tables(connection)}
        last = connection.execute("SELECT max(at) FROM journal").fetchone()[0] or ""
        return Facts(session.head(), version, schema, sqlite3.sqlite_version, counts, last)
    except sqlite3.Error as error:
        raise CopyFailed(why=_why(error)) from error


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Session]:
    """A copy to be read, on any thread. Raises CopyFailed, for what is read from it too."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(address, uri=True, isolation_level=None)
        try:
            yield Session(connection, path, "")
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise CopyFailed(why=_why(error)) from error


def examine(path: Path) -> tuple[Head, check.Report]:
    """The head of a copy and what the whole check says of it; on any thread. Raises CopyFailed."""
    with opened(path) as session:
        return session.head(), check.check_ledger(session)


def _tables(connection: sqlite3.Connection) -> list[str]:
    """The tables that the program knows: a foreign one has no columns we can count on."""
    known = {name for kind, name, *_ in migrations.expected_schema() if kind == "table"}
    return [name for name in journal.tracked_tables(connection) if name in known]


def _in_force(connection: sqlite3.Connection, table: str) -> int:
    row = connection.execute(f'SELECT count(*) FROM "{table}" WHERE void IS NULL').fetchone()
    return int(row[0])


def _why(error: sqlite3.Error | OSError) -> str:
    return reasons.of_system(error) if isinstance(error, OSError) else reasons.of_sqlite(error)
