"""The only writer: every change is one transaction of rows, their journal entries and the seal."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from jdzb.core import errors, roles
from jdzb.core.changed import Changed
from jdzb.store import journal, reasons, undo
from jdzb.store.transparency import Head
from jdzb.store.undo import ChangedSince, NothingToUndo

if TYPE_CHECKING:
    from sqlite_utils import Database

    from jdzb.core.fields import Value

__all__ = [
    "Batch", "ChangedSince", "NoSuchRow", "NothingToUndo", "ReadFailed", "Row", "Session",
    "WriteFailed",
]  # fmt: skip
Row = dict[str, Any]


class NoSuchRow(errors.JdzbError):
    """A record that is not there, or no longer in force."""

    sentence = "这条记录已不存在或已作废，没有改动。请刷新页面后再试。"


class WriteFailed(errors.JdzbError):
    """SQLite refused a write; the transaction was rolled back."""

    sentence = "没有保存：{why}。原来的记录都在，没有写进一半。"


class ReadFailed(errors.JdzbError):
    """SQLite could not read what is in the file."""

    sentence = "账本读不出来：{why}。没有改动任何记录。"


class Batch:
    """One transaction being written: who does what, and the rows touched so far."""

    def __init__(self, act: journal.Act) -> None:
        """Begin with nothing touched."""
        self.act = act
        self.rows: list[tuple[str, int]] = []
        self.txn = 0

    @property
    def changed(self) -> Changed:
        """The batch as a value; ``txn`` is 0 until the transaction is committed."""
        return Changed(self.act.what, tuple(dict.fromkeys(self.rows)), self.txn)


class Session:
    """One open ledger and the person working in it. Use it on the thread that opened it."""

    read_only = False

    def __init__(self, connection: sqlite3.Connection, path: Path, actor: str) -> None:
        """Made by ``open_ledger`` alone."""
        self.connection, self.path, self.actor = connection, path, actor
        self.role = roles.NOBODY  # how far the writes of the actor may go
        self._batch: Batch | None = None
        self.own: set[int] = set()  # the transactions written since the file was opened
        self._database: Database | None = None
        self.ahead: IO[bytes] | None = None  # closed after the connection: see readahead

    def __enter__(self) -> Self:
        """A session closes at the end of its ``with``."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close; see ``close``."""
        self.close()

    @property
    def acting(self) -> bool:
        """True inside ``together``: what is read may still be taken back."""
        return self._batch is not None

    # -- reading ---------------------------------------------------------------------------------

    def query(self, sql: str, args: Sequence[object] | Mapping[str, object] = ()) -> list[Row]:
        """The rows of a SELECT as dicts. Raises ReadFailed."""
        with _reading():
            cursor = self.connection.execute(sql, args)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, values, strict=True)) for values in cursor]

    def rows(
        self,
        table: str,
        where: str = "",
        args: Sequence[object] = (),
        *,
        order: str = "id",
        voided: bool = False,
    ) -> list[Row]:
        """The rows of a table in force (with ``voided``, all) that satisfy ``where``."""
        tests = [f"({where})"] if where else []
        if not voided:
            tests.append("void IS NULL")
        condition = " WHERE " + " AND ".join(tests) if tests else ""
        return self.query(f'SELECT * FROM "{table}"{condition} ORDER BY {order}', args)

    def row(self, table: str, row_id: int) -> Row:
        """One row in force; raises NoSuchRow."""
        found = self.rows(table, "id = ?", (row_id,))
        if not found:
            raise NoSuchRow
        return found[0]

    def entries(self, where: str = "1", args: Sequence[object] = ()) -> list[journal.Entry]:
        """Journal entries in order; ``where`` sees seq, tbl, pk, op, txn, at, actor."""
        with _reading():
            return journal.entries(self.connection, where, args)

    def head(self) -> Head:
        """The head of the log: how many entries, and their root."""
        return journal.read_head(self.connection)

    def code(self) -> str:
        """The check code of the head."""
        return self.head().code

    def setting(self, key: str, default: str = "") -> str:
        """A setting of the branch."""
        found = self.rows("settings", "key = ?", (key,))
        return str(found[0]["value"]) if found else default

    # -- writing ---------------------------------------------------------------------------------

    def add(self, table: str, values: Mapping[str, Value], *, what: str) -> Changed:
        """Add a row; ``what`` is the Chinese sentence of the act. Raises WriteFailed."""
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" for _ in values)
        with self.together(what) as batch:
            cursor = self.connection.execute(
                f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(values.values())
            )
            own = (table, int(cursor.lastrowid or 0))
            batch.rows.append(own)
        return Changed(what, (own,), batch.txn)

    def amend(
        self, table: str, row_id: int, values: Mapping[str, Value], *, what: str, reason: str
    ) -> Changed:
        """Change the given columns of a row in force, for a reason.

        Values that are there already write nothing (``rows`` is then empty). Raises ReasonNeeded,
        NoSuchRow, WriteFailed.
        """
        if not reason.strip():
            raise errors.ReasonNeeded
        current = self.row(table, row_id)
        if all(current[name] == value for name, value in values.items()):
            return Changed(what)
        with self.together(what, reason) as batch:
            self.put(table, row_id, values)
            batch.rows.append((table, row_id))
        return Changed(what, ((table, row_id),), batch.txn)

    def void(self, table: str, row_id: int, *, what: str, reason: str) -> Changed:
        """Put a row out of force, for a reason; it stays in the file and in the history."""
        return self.amend(table, row_id, {"void": reason.strip()}, what=what, reason=reason)

    def event(self, kind: str, payload: Mapping[str, Any], *, what: str) -> Changed:
        """Journal something that is no row change: a print, an import."""
        with self.together(what) as batch:
            journal.record_event(self.connection, kind, payload)
        return batch.changed

    def set_setting(self, key: str, value: str, *, reason: str = "设置") -> Changed:
        """Set a setting of the branch; the same value writes nothing."""
        found = self.rows("settings", "key = ?", (key,), voided=True)
        what = f"设置 {key}"
        if not found:
            return self.add("settings", {"key": key, "value": value}, what=what)
        if found[0]["void"]:  # an undone setting is set again
            with self.together(what, reason) as batch:
                self.put("settings", found[0]["id"], {"value": value, "void": None})
                batch.rows.append(("settings", found[0]["id"]))
            return batch.changed
        new: dict[str, Value] = {"value": value}
        return self.amend("settings", found[0]["id"], new, what=what, reason=reason)

    @contextlib.contextmanager
    def together(self, what: str, reason: str | None = None) -> Iterator[Batch]:
        """Group writes into one transaction; after the block ``batch.changed`` is what it did.

        Inside another block it joins that one (as a savepoint), under the outer name and reason;
        its own ``changed`` still holds its own rows alone.
        Any error undoes the block whole; an error of SQLite comes out as WriteFailed, and
        NotAllowed when the role of the actor does not go as far as what was written.
        """
        outer = self._batch
        self._batch = batch = Batch(outer.act if outer else journal.Act(self.actor, what, reason))
        try:
            with self._atomic():
                yield batch
                if outer is None:
                    roles.require(self.role, self.actor, journal.touched(self.connection))
                    batch.txn = journal.seal(self.connection, batch.act)
            if outer is not None:
                outer.rows += batch.rows
            elif batch.txn:
                self.own.add(batch.txn)
        finally:
            self._batch = outer

    # -- undoing ---------------------------------------------------------------------------------

    def can_undo(self) -> str | None:
        """What ``undo`` would undo, in Chinese; None when there is nothing."""
        step = undo.last(self)
        return step.what if step else None

    def undo(self) -> Changed:
        """Undo the last change of this operator today, or of anybody since the file was opened.

        Raises NothingToUndo, and what ``undo_txn`` raises.
        """
        step = undo.last(self)
        if step is None:
            raise NothingToUndo
        return self.undo_txn(step.txn)

    def undo_txn(self, txn: int) -> Changed:
        """Undo an earlier transaction, whenever it was made, by its opposite, also journalled.

        A new row is put out of force, a changed row gets its old values; undoing an undo does it
        again. Raises ChangedSince, AlreadyUndone, CannotUndo.
        """
        return undo.reverse(self, txn)

    def put(self, table: str, row_id: int, values: Mapping[str, Value]) -> None:
        """Overwrite columns of a row, in force or not; for use inside ``together``."""
        changes = ", ".join(f'"{name}" = ?' for name in values)
        self.connection.execute(
            f'UPDATE "{table}" SET {changes} WHERE id = ?', [*values.values(), row_id]
        )

    # -- the file --------------------------------------------------------------------------------

    def seal_foreign(self) -> int:
        """Seal the entries another program made while this one was closed; how many."""
        (count,) = self.connection.execute(
            "SELECT count(*) FROM journal WHERE leaf IS NULL"
        ).fetchone()
        if count:
            with self._atomic():
                journal.seal(self.connection, journal.Act(journal.FOREIGN, "程序之外的改动"))
        return int(count)

    def close(self) -> None:
        """Close the file and leave it alone in its folder, without a rollback journal."""
        if self._batch is not None:
            raise RuntimeError("closed inside a transaction")
        with contextlib.suppress(sqlite3.Error):
            self.connection.execute("PRAGMA optimize")
            # SQLite deletes an empty journal that a crash left only when the lock is not for good.
            self.connection.execute("PRAGMA locking_mode = NORMAL").fetchall()
            self.connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        self.connection.close()
        if self.ahead is not None:
            self.ahead.close()

    @contextlib.contextmanager
    def _atomic(self) -> Iterator[None]:
        try:
            with self._wrapped().atomic():
                yield
        except sqlite3.Error as error:
            raise WriteFailed(why=reasons.of_sqlite(error)) from error

    def _wrapped(self) -> Database:
        """The connection in sqlite-utils, imported at the first write: it costs 65 ms."""
        if self._database is None:
            from sqlite_utils import Database

            self._database = Database(self.connection, execute_plugins=False)
        return self._database


@contextlib.contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise ReadFailed(why=reasons.of_sqlite(error)) from error
