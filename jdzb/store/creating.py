"""Making a new ledger and raising an old one to today's schema."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from jdzb.core import clock
from jdzb.store import disk, header, journal, locking, migrations


def create(path: Path) -> None:
    """Make an empty ledger beside and put it in place: a kill leaves none or a whole one.

    When another program makes one at the same time, the first stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new-{os.getpid()}")
    try:
        build(fresh)
        _put_in_place(fresh, path)
    except (OSError, sqlite3.DatabaseError):
        if not path.exists():
            raise
    finally:
        forget_leftovers(path)
    disk.sync_folder(path.parent)


def forget_leftovers(path: Path) -> None:
    """Remove what a kill while a ledger was made left beside; the ledger itself is in place."""
    with contextlib.suppress(OSError):  # a folder that may not be listed
        for leftover in path.parent.iterdir():
            if leftover.name.startswith(f"{path.name}.new"):
                with contextlib.suppress(OSError):
                    leftover.unlink()


def build(fresh: Path) -> None:
    """Make an empty ledger at a path where nothing is. Raises OSError, sqlite3.DatabaseError."""
    connection = sqlite3.connect(fresh, isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {header.PAGE}")
        connection.execute("PRAGMA synchronous = EXTRA")
        with locking.transaction(connection):
            connection.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
            migrations.apply(connection, migrations.all_migrations())
            journal.start_log(connection)
            schema = migrations.schema_hash(migrations.schema_of(connection))
            journal.record_event(connection, "open", {"schema": schema})
            journal.seal(connection, journal.Act("程序", "新建账本"))
    finally:
        connection.close()


def _put_in_place(fresh: Path, path: Path) -> None:
    """Give the file its name unless there is one of that name: a rename would replace it."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        return
    except OSError:  # a disk that knows no links
        if not path.exists():
            fresh.rename(path)


def raise_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Raise an old ledger: first a checked copy, then every step in one transaction."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    _copy_before(connection, path, version)
    before = migrations.schema_hash(migrations.schema_of(connection))
    with locking.transaction(connection):
        migrations.apply(connection, migrations.all_migrations()[version:])
        after = migrations.schema_hash(migrations.schema_of(connection))
        facts = {"from": version, "to": migrations.latest_version(), "old": before, "new": after}
        journal.record_event(connection, "migration", facts)
        journal.seal(connection, journal.Act("程序", f"账本升级到第{facts['to']}版"))


def _copy_before(connection: sqlite3.Connection, path: Path, version: int) -> None:
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    moment = clock.now().strftime("%Y%m%d-%H%M%S")
    target = folder / f"升级前-第{version}版-{moment}.db"
    copy = sqlite3.connect(target)
    try:
        connection.backup(copy)
        (verdict,) = copy.execute("PRAGMA quick_check").fetchone()
    finally:
        copy.close()
    if verdict != "ok":
        raise header.DamagedLedger(name=path.name, why="升级前检查没有通过")
    disk.sync_file(target)
