"""A file system between SQLite and the disk, through apsw: it records every operation, and can fail.

``installed(disk)`` puts it under the program: for that time ``sqlite3.connect`` gives connections of
apsw that speak like those of sqlite3. A file must never be open in both at once.
"""

import contextlib
import sqlite3
from itertools import count

import apsw

_NUMBERS = count()


class Disk(apsw.VFS):
    """Passes everything on to the real file system; tells ``watch(kind, name, *what)`` before.

    Kinds: open, read, write (data, offset), truncate (size), sync, delete (folder synced?), close.
    What ``watch`` raises is what SQLite gets.
    """

    def __init__(self, watch):
        self.vfs_name = f"watched-{next(_NUMBERS)}"
        self.watch = watch
        super().__init__(self.vfs_name, "")

    def xOpen(self, name, flags):  # noqa: N802
        return _File(self, name, flags)

    def xDelete(self, name, syncdir):  # noqa: N802
        self.watch("delete", _short(name), bool(syncdir))
        super().xDelete(name, syncdir)


class _File(apsw.VFSFile):
    def __init__(self, disk, name, flags):
        self.disk = disk
        self.name = _short(name.filename() if isinstance(name, apsw.URIFilename) else name)
        self.disk.watch("open", self.name)
        super().__init__("", name, flags)

    def xRead(self, amount, offset):  # noqa: N802
        self.disk.watch("read", self.name)
        return super().xRead(amount, offset)

    def xWrite(self, data, offset):  # noqa: N802
        self.disk.watch("write", self.name, bytes(data), offset)
        super().xWrite(data, offset)

    def xTruncate(self, size):  # noqa: N802
        self.disk.watch("truncate", self.name, size)
        super().xTruncate(size)

    def xSync(self, flags):  # noqa: N802
        self.disk.watch("sync", self.name)
        super().xSync(flags)


def _short(name):
    return "" if name is None else name.rsplit("/", 1)[-1]


@contextlib.contextmanager
def installed(disk, swaps=()):
    """Every database the program opens meanwhile goes through ``disk``.

    ``swaps`` are settings it believes it has made, such as ("synchronous", "OFF").
    """
    plain = sqlite3.connect

    def connect(path, **options):
        if str(path) == ":memory:":
            return plain(path, **options)
        return Connection(str(path), disk, dict(swaps), options)

    sqlite3.connect = connect
    try:
        yield
    finally:
        sqlite3.connect = plain


class Connection:
    """As much of sqlite3.Connection as the program uses, over apsw."""

    def __init__(self, path, disk, swaps, options):
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        if options.get("uri"):
            flags |= apsw.SQLITE_OPEN_URI
        self.disk, self.swaps, self.believed = disk, swaps, {}
        with _as_sqlite3():
            self.apsw = apsw.Connection(path, flags=flags, vfs=disk.vfs_name)
        self.apsw.set_busy_timeout(int(options.get("timeout", 5) * 1000))

    def execute(self, sql, args=()):
        """A cursor that has begun."""
        words = sql.replace("=", " ").split()
        if words[0] == "PRAGMA" and words[1] in self.swaps:
            if len(words) == 2:
                return _Answer([(self.believed[words[1]],)])
            self.believed[words[1]] = {"EXTRA": 3, "FULL": 2}.get(words[2], words[2].lower())
            sql = f"PRAGMA {words[1]} = {self.swaps[words[1]]}"
        return _Cursor(self.apsw, sql, args)

    def executemany(self, sql, rows):
        """One statement for many rows."""
        with _as_sqlite3():
            self.apsw.executemany(sql, rows)

    def backup(self, target, **_):
        """The whole database into another."""
        with _as_sqlite3():
            copying = target.apsw.backup("main", self.apsw, "main")
            try:
                copying.step()
            finally:  # apsw cannot report a failure while it gives a copying up
                watch, self.disk.watch = self.disk.watch, lambda *_: None
                copying.close(True)
                self.disk.watch = watch

    @property
    def in_transaction(self):
        return self.apsw.in_transaction

    def rollback(self):
        if self.in_transaction:
            self.execute("ROLLBACK")

    def close(self):
        """Close, every statement with it; like sqlite3, without a word of what fails meanwhile."""
        with contextlib.suppress(apsw.Error):
            self.apsw.close(True)


class _Cursor:
    def __init__(self, connection, sql, args):
        self._cursor = connection.cursor()
        self.description = None
        self._cursor.exec_trace = self._describe
        try:
            with _as_sqlite3():
                self._cursor.execute(sql, args)
        finally:
            self._cursor.exec_trace = None  # a circle: an unfinished SELECT would live on
        self.lastrowid = connection.last_insert_rowid()

    def _describe(self, cursor, sql, args):
        self.description = tuple((name, *(None,) * 6) for name, _ in cursor.get_description() or ())
        return True

    def fetchone(self):
        with _as_sqlite3():
            return self._cursor.fetchone()

    def fetchall(self):
        with _as_sqlite3():
            return self._cursor.fetchall()

    def __iter__(self):
        while (row := self.fetchone()) is not None:
            yield row


class _Answer(list):
    def fetchone(self):
        return self[0]

    def fetchall(self):
        return list(self)


def failure(name):
    """The error of SQLite to raise from ``watch``: IOERR or FULL."""
    error = {"IOERR": apsw.IOError, "FULL": apsw.FullError}[name](f"planted {name}")
    error.result = error.extendedresult = getattr(apsw, f"SQLITE_{name}")
    return error


def sqlite_error(name):
    """The same as sqlite3 tells it."""
    error = sqlite3.OperationalError(name)
    error.sqlite_errorcode = getattr(sqlite3, f"SQLITE_{name}")
    return error


@contextlib.contextmanager
def _as_sqlite3():
    try:
        yield
    except apsw.Error as error:
        code = getattr(error, "extendedresult", None) or apsw.SQLITE_ERROR
        kind = {
            apsw.SQLITE_CORRUPT: sqlite3.DatabaseError,
            apsw.SQLITE_NOTADB: sqlite3.DatabaseError,
            apsw.SQLITE_CONSTRAINT: sqlite3.IntegrityError,
        }.get(code & 0xFF, sqlite3.OperationalError)
        told = kind(str(error))
        told.sqlite_errorcode = code
        raise told from error
