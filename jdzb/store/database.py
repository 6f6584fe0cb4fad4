"""Opening and closing the one SQLite file.

The file is examined before SQLite touches it, locked for one program at a time, and left as a
single file when closed. TRUNCATE with synchronous EXTRA keeps every committed transaction through
a power cut; EXCLUSIVE keeps foreign programs out while this one works. ``trusted_schema`` stays on:
SQLite 3.40 calls json_object() unsafe inside triggers without it, and the journal lives by that.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from jdzb.core import clock
from jdzb.core.errors import JdzbError
from jdzb.store import header, journal, migrations, reasons, transparency
from jdzb.store.session import Session

_WAIT_SECONDS = 2.0


class LedgerInUse(JdzbError):
    """Another window, account or program holds the file."""

    sentence = (
        "账本正由另一个窗口、另一个账户或别的程序使用，没有打开。请先关掉那一个，再打开本程序。"
    )


class UnwritableFolder(JdzbError):
    """The folder of the ledger cannot be written."""

    sentence = (
        "账本所在的文件夹“{folder}”不能写入（{why}），没有改动任何记录。"
        "请检查权限、剩余空间，或换一个文件夹。"
    )


class UnsafePlace(JdzbError):
    """The file is a link, or lies on a network share."""

    sentence = (
        "账本“{name}”放在{where}，断网或拔出会损坏记录，所以没有打开。"
        "请把它复制到本机硬盘的文件夹里。"
    )


def open_ledger(path: Path, actor: str = "文书") -> Session:
    """Open the ledger at ``path``, making it when there is none, and raise it to today's schema.

    Raises ForeignFile, NewerLedger, DamagedLedger, LedgerInUse, UnwritableFolder or UnsafePlace;
    then nothing was changed. Entries a foreign program made are sealed as such on the way.
    """
    _refuse_unsafe_place(path)
    try:
        if not path.exists():
            _create(path)
        return _open_existing(path, actor)
    except OSError as error:
        raise UnwritableFolder(folder=path.parent, why=reasons.of_system(error)) from error
    except sqlite3.DatabaseError as error:
        raise _opening_error(error, path) from error


def _open_existing(path: Path, actor: str) -> Session:
    interrupted = _save_crash(path)
    found = header.examine(path, interrupted=interrupted)
    connection = _connect(path)
    try:
        if found.user_version < migrations.latest_version():
            _migrate(connection, path)
        _refuse_missing_tables(connection, path)
        _restore_triggers(connection)
        _note_changed_root(connection)
        session = Session(connection, path, actor)
        session.seal_foreign()
        return session
    except BaseException:
        connection.close()
        raise


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=_WAIT_SECONDS)
    try:
        _configure(connection)
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _opening_error(error, path) from error
    return connection


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


def _configure(connection: sqlite3.Connection) -> None:
    """Set every pragma and read it back: a pragma that fails is silent."""
    for name, value, expected in _PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is not None and row[0] != expected:
            raise sqlite3.OperationalError(f"PRAGMA {name} is {row[0]}, not {expected}")


def _opening_error(error: sqlite3.DatabaseError, path: Path) -> JdzbError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LedgerInUse()
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return header.DamagedLedger(name=path.name, why="内容读不出来")
    if code == sqlite3.SQLITE_ERROR:
        return header.DamagedLedger(name=path.name, why="内容与它的版本号对不上")
    return UnwritableFolder(folder=path.parent, why=reasons.of_sqlite(error))


def _create(path: Path) -> None:
    """Make an empty ledger beside and put it in place: a kill leaves none or a whole one.

    When another program makes one at the same time, the first stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new-{os.getpid()}")
    try:
        _build(fresh)
        _put_in_place(fresh, path)
    except (OSError, sqlite3.DatabaseError):
        if not path.exists():
            raise
    finally:
        for leftover in path.parent.glob(f"{path.name}.new*"):
            with contextlib.suppress(OSError):
                leftover.unlink()
    sync_folder(path.parent)


def _build(fresh: Path) -> None:
    connection = sqlite3.connect(fresh, isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {header.PAGE}")
        connection.execute("PRAGMA synchronous = EXTRA")
        with _transaction(connection):
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


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Raise an old ledger: first a checked copy, then every step in one transaction."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    _copy_before_migration(connection, path, version)
    before = migrations.schema_hash(migrations.schema_of(connection))
    with _transaction(connection):
        migrations.apply(connection, migrations.all_migrations()[version:])
        after = migrations.schema_hash(migrations.schema_of(connection))
        facts = {"from": version, "to": migrations.latest_version(), "old": before, "new": after}
        journal.record_event(connection, "migration", facts)
        journal.seal(connection, journal.Act("程序", f"账本升级到第{facts['to']}版"))


def _copy_before_migration(connection: sqlite3.Connection, path: Path, version: int) -> None:
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
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _refuse_missing_tables(connection: sqlite3.Connection, path: Path) -> None:
    """A table the program needs, or the head of the log, is missing: refuse.

    Lesser changes are for the check to report.
    """
    schema = migrations.schema_of(connection)
    needed = {name for kind, name, *_ in migrations.expected_beside(schema) if kind == "table"}
    found = {name for kind, name, *_ in schema if kind == "table"}
    if missing := needed - found:
        raise header.DamagedLedger(name=path.name, why="缺少数据表 " + "、".join(sorted(missing)))
    if connection.execute("SELECT count(*) FROM loghead").fetchone() != (1,):
        raise header.DamagedLedger(name=path.name, why="缺少历史的总校验值")


def _restore_triggers(connection: sqlite3.Connection) -> None:
    """Put back triggers a foreign program dropped or changed, and journal that it did.

    Without them the next write would leave no history. Foreign triggers go; foreign tables get
    none, for nobody knows their columns.
    """
    schema = migrations.schema_of(connection)
    expected = {row for row in migrations.expected_beside(schema) if row[0] == "trigger"}
    found = {row for row in schema if row[0] == "trigger"}
    if expected == found:
        return
    names = sorted({row[1] for row in expected ^ found})
    with _transaction(connection):
        for _, name, *_ in found:
            connection.execute(f'DROP TRIGGER "{name}"')
        for *_, sql in sorted(expected):
            connection.execute(sql)
        journal.record_event(connection, "schema", {"triggers": names})
        what = "程序之外改动了触发器，已恢复：" + "、".join(names)
        journal.seal(connection, journal.Act(journal.FOREIGN, what))


def _note_changed_root(connection: sqlite3.Connection) -> None:
    """Journal that a foreign program changed the root: the next seal would mend it unseen."""
    peaks, root = connection.execute("SELECT peaks, root FROM loghead").fetchone()
    whole = len(peaks) % transparency.HASH == 0  # else nothing can be sealed, and the check says so
    if whole and transparency.root_of(transparency.split_peaks(peaks)) != root:
        with _transaction(connection):
            journal.record_event(connection, "head", {"root": bytes(root).hex()})
            what = "程序之外改动了历史的总校验值"
            journal.seal(connection, journal.Act(journal.FOREIGN, what))


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _save_crash(path: Path) -> bool:
    """Copy the file and its rollback journal aside when the last run was cut off."""
    rollback = path.with_name(path.name + "-journal")
    if not (rollback.exists() and rollback.stat().st_size):
        return False
    import shutil

    moment = clock.now().strftime("%Y%m%d-%H%M%S")
    folder = path.parent / "crash-save" / moment
    folder.mkdir(parents=True, exist_ok=True)
    for source in (path, rollback):
        shutil.copy2(source, folder / source.name)
    return True


def _refuse_unsafe_place(path: Path) -> None:
    if path.is_symlink():
        raise UnsafePlace(name=path.name, where="一个链接后面")
    if str(path).startswith(("\\\\", "//")):
        raise UnsafePlace(name=path.name, where="网络文件夹")
    if path.exists() and path.is_file() and path.stat().st_size == 0:
        raise header.DamagedLedger(name=path.name, why="文件是空的")


def sync_folder(folder: Path) -> None:
    """Make a rename durable where the system can (Windows has no such call)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
