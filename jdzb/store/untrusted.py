"""Reading a ledger of unknown origin: a private copy, a known schema, limits, no write.

Nothing the file brings is ever run: its triggers, views and indexes must be, byte for byte, those
of a version this program knows. A file of an older version is raised in the private copy after its
schema passed. Whoever calls this does so in a process of its own (``handover.verify``).
"""

from __future__ import annotations

import shutil
import sqlite3
import struct
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from jdzb.core import paths
from jdzb.core.errors import JdzbError
from jdzb.core.visible import visible
from jdzb.store import header, migrations
from jdzb.store.session import Session

LIMIT_BYTES = 2 * 1024**3
SECONDS = 30.0
_STEPS = 20_000  # SQLite operations between two looks at the deadline
_MOST_OBJECTS = 500
_STATISTICS = ("table", "sqlite_stat1", "sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)")
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 4_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 20,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_READING = {
    sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE,
    sqlite3.SQLITE_TRANSACTION,
}  # fmt: skip
_PRAGMAS = {
    "quick_check", "foreign_key_check", "table_info", "table_list", "table_xinfo", "index_list",
    "index_info", "user_version", "application_id", "page_count", "integrity_check",
}  # fmt: skip
_FORBIDDEN_FUNCTIONS = {"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"}
_TABLE_FUNCTIONS = ("json_each", "pragma_table_info", "pragma_table_list")


class Untrusted(JdzbError):
    """The file cannot be read as a ledger; ``why`` says which examination it failed."""

    sentence = "“{name}”不能当作账本核对：{why}。没有改动这个文件；请让村里重新拷一份。"


class UntrustedSession(Session):
    """A session that reads a file of unknown origin; every write fails with WriteFailed."""

    read_only = True

    def close(self) -> None:
        """Close the private copy; nothing in it is tidied up."""
        self.connection.close()


def open_untrusted(path: Path, folder: Path, seconds: float = SECONDS) -> UntrustedSession:
    """A session that only reads a private copy of ``path``, made in ``folder`` (the caller's own).

    Every query stops ``seconds`` from now. Raises Untrusted; OSError passes through. Reading may
    raise ReadFailed or sqlite3.DatabaseError at any time: pages are read when they are asked for.
    """
    copy = _private_copy(path, folder)
    version = _examine_header(copy, path.name)
    deadline = time.monotonic() + seconds
    try:
        connection = _connect(copy, deadline)
        try:
            _examine_schema(connection, version, path.name)
        finally:
            connection.close()
        if version < migrations.latest_version():
            _raise_copy(copy, version, deadline)
        return UntrustedSession(_connect(copy, deadline, _TABLE_FUNCTIONS), path, "核对")
    except (sqlite3.Error, sqlite3.Warning, UnicodeDecodeError, ValueError, MemoryError) as error:
        raise Untrusted(name=path.name, why=f"内容读不出来（{_told(error)}）") from error


def _private_copy(path: Path, folder: Path) -> Path:
    """The file alone, without any journal that lies beside it: that would be played into it."""
    if path.is_symlink() or not path.is_file():
        raise Untrusted(name=path.name, why="它不是普通文件")
    if path.stat().st_size > LIMIT_BYTES:
        raise Untrusted(name=path.name, why="文件大得不合常理")
    copy = folder / "untrusted.db"
    for leftover in (
        copy,
        copy.with_name(copy.name + "-journal"),
        copy.with_name(copy.name + "-wal"),
    ):
        leftover.unlink(missing_ok=True)
    shutil.copyfile(path, copy, follow_symlinks=False)
    return copy


def _examine_header(copy: Path, name: str) -> int:
    """The version number of a file whose first 100 bytes are as this program writes them."""
    with copy.open("rb") as file:
        head = file.read(100)
    size = copy.stat().st_size
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise Untrusted(name=name, why="它不是数据库文件")
    if struct.unpack_from(">I", head, 68) != (migrations.APPLICATION_ID,):
        raise Untrusted(name=name, why="它不是支部台账的账本")
    (version,) = struct.unpack_from(">I", head, 60)
    if version > migrations.latest_version():
        raise Untrusted(name=name, why="它是用更新的程序写的，请先更新本机的程序")
    counter, pages = struct.unpack_from(">II", head, 24)
    (valid_for,) = struct.unpack_from(">I", head, 92)
    if size % header.PAGE or counter != valid_for or pages * header.PAGE != size:
        raise Untrusted(name=name, why="文件不完整，可能复制时被中断")
    if not _is_ours(head):
        raise Untrusted(name=name, why="文件设置被别的程序改过")
    return int(version)


def _is_ours(head: bytes) -> bool:
    """Page size 4096, rollback journal, nothing reserved, format 4, no auto-vacuum, UTF-8."""
    (page_size,) = struct.unpack_from(">H", head, 16)
    schema_format, _, largest_root, encoding = struct.unpack_from(">IIII", head, 44)
    (incremental,) = struct.unpack_from(">I", head, 64)
    return (
        page_size == header.PAGE
        and tuple(head[18:24]) == (1, 1, 0, 64, 32, 32)
        and (schema_format, largest_root, encoding, incremental) == (4, 0, 1, 0)
        and not any(head[72:92])
    )


def _connect(copy: Path, deadline: float, ready: Iterable[str] = ()) -> sqlite3.Connection:
    """A connection that reads and can do nothing else; table functions are made ``ready`` before.

    SQLite declares them as if a table were created, which the authorizer must refuse.
    """
    uri = f"{copy.as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=True)
    try:
        _limit(connection, deadline)
        connection.text_factory = _as_text
        for pragma in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON",
                       "mmap_size = 0", "temp_store = MEMORY"):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}").fetchall()
        for name in ready:
            connection.execute(f"SELECT 1 FROM {name} LIMIT 0").fetchall()
        connection.set_authorizer(_authorize)
    except BaseException:
        connection.close()
        raise
    return connection


def _limit(connection: sqlite3.Connection, deadline: float) -> None:
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    connection.set_progress_handler(_stop_at(deadline), _STEPS)


def _stop_at(deadline: float) -> Callable[[], int]:
    return lambda: int(time.monotonic() > deadline)


def _as_text(data: bytes) -> str:
    """Text as it is; bytes that are no UTF-8 become marks, which no commitment agrees with."""
    return data.decode("utf-8", "replace")


def _authorize(
    action: int, first: str | None, second: str | None, schema: str | None, inner: str | None
) -> int:
    """Reading is allowed, and the pragmas that only read; nothing else is."""
    del schema, inner
    allowed = action in _READING
    if action == sqlite3.SQLITE_FUNCTION:
        allowed = (second or "").lower() not in _FORBIDDEN_FUNCTIONS
    elif action == sqlite3.SQLITE_PRAGMA:
        allowed = (first or "").lower() in _PRAGMAS
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _examine_schema(connection: sqlite3.Connection, version: int, name: str) -> None:
    """Raise Untrusted unless the schema is, byte for byte, one of that version."""
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name "
        f"LIMIT {_MOST_OBJECTS}"
    ).fetchall()
    own = [row for row in rows if not str(row[1]).lower().startswith("sqlite_")]
    for row in rows:
        made_by_sqlite = row[0] == "index" and row[3] is None
        if row not in own and not made_by_sqlite and row != _STATISTICS:
            raise Untrusted(name=name, why="里面有来历不明的数据表")
    if migrations.whole_hash(own) not in known_schemas(version):
        raise Untrusted(name=name, why=_schema_words(own, version))


_KINDS = {"table": "数据表", "trigger": "触发器", "view": "视图", "index": "索引"}


def _schema_words(own: migrations.Schema, version: int) -> str:
    """What differs from today's schema, the first thing by name; of an older version, only that."""
    expected = {row[:2]: row for row in migrations.expected_schema()}
    found = {row[:2]: row for row in own}
    differing = sorted(key for key in expected | found if expected.get(key) != found.get(key))
    if version != migrations.latest_version() or not differing:
        return "数据表结构与它的版本号对不上"
    key = differing[0]
    how = "被改过" if key in expected and key in found else "是外加的"
    what = f"{_KINDS.get(key[0], '')} {visible(key[1], 40)} {how if key in found else '不见了'}"
    return f"结构被别的程序改过（{what}，共 {len(differing)} 处）"


@cache
def known_schemas(version: int) -> frozenset[str]:
    """The SHA-256 of every released schema of that version, and of today's."""
    found: set[str] = set()
    text = (paths.resources() / "db" / "known-schemas.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            number, digest, *_ = line.split()
            found.update({digest} if int(number) == version else ())
    if version == migrations.latest_version():
        found.add(migrations.whole_hash(list(migrations.expected_schema())))
    return frozenset(found)


def _raise_copy(copy: Path, version: int, deadline: float) -> None:
    """Bring the private copy to today's schema; its history stays as it was, entry for entry."""
    connection = sqlite3.connect(copy, isolation_level=None)
    try:
        _limit(connection, deadline)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
        for pragma in ("journal_mode = MEMORY", "synchronous = OFF", "cell_size_check = ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("BEGIN IMMEDIATE")
        migrations.apply(connection, migrations.all_migrations()[version:])
        connection.execute("COMMIT")
    finally:
        connection.close()


def _told(error: BaseException) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__
