"""What can still be read of a damaged ledger, row by row, as tables for Excel.

The damaged file is copied aside first and never written. A row that the table no longer gives is
taken from the history, when the history still has it.
"""

from __future__ import annotations

import contextlib
import csv
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jdzb.core.errors import JdzbError
from jdzb.store import creating, disk, journal, locking, migrations, readonly, reasons, scratch
from jdzb.store.readonly import ReadOnlySession

ORIGIN = "来源"
_FROM_TABLE, _FROM_HISTORY = "数据表", "历史"
_MOST_MISSING = 200_000  # ids looked up one by one between the two readable ends of a table

Row = dict[str, Any]


class NotSalvaged(JdzbError):
    """Nothing could be written."""

    sentence = "没有导出：{why}。损坏的账本没有改动；请换一个有空间、能写入的文件夹再试。"


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many rows of each table were saved, a Chinese sentence for each problem, the folder."""

    counts: dict[str, int]
    problems: tuple[str, ...]
    folder: Path


def salvage(path: Path, folder: Path) -> Salvaged:
    """Write what can be read of the file at ``path`` into a new folder inside ``folder``.

    One CSV (UTF-8 with mark) for each table, beside it the damaged file itself with its rollback
    journal. Raises NotSalvaged.
    """
    try:
        target = disk.fresh_folder(folder, "抢救出的记录")
        kept = disk.fresh_folder(target, "损坏的账本")
        for name in (path.name, path.name + "-journal"):
            if (source := path.with_name(name)).exists():
                disk.copy(source, kept / name)
        return _read_out(kept / path.name, target)
    except OSError as error:
        raise NotSalvaged(why=reasons.of_system(error)) from error


def words(found: Salvaged) -> str:
    """What was saved, for the user."""
    rows = sum(count for name, count in found.counts.items() if name != "journal")
    told = (
        f"读出了 {rows} 条记录，写在“{found.folder}”里（用 Excel 打开），损坏的账本也复制在那里。"
    )
    return "\n".join((told, *found.problems))


def open_readable(path: Path) -> ReadOnlySession:
    """A ledger to look at, in a folder of its own, of what can be read of the file at ``path``.

    Its history need not explain its rows. Raises NotSalvaged.
    """
    folder = scratch.folder()
    copy, target = Path(folder.name) / "damaged", Path(folder.name) / path.name
    try:
        disk.copy(path, copy)
        creating.build(target)
        with _reading(copy) as damaged:
            _fill(damaged, target)
        session = readonly.open_readonly(target, private=False)
    except BaseException as error:
        folder.cleanup()
        if isinstance(error, OSError):
            raise NotSalvaged(why=reasons.of_system(error)) from error
        if isinstance(error, sqlite3.Error):
            raise NotSalvaged(why=reasons.of_sqlite(error)) from error
        raise
    session.folder = folder
    return session


def _fill(damaged: sqlite3.Connection, target: Path) -> None:
    connection = sqlite3.connect(target, isolation_level=None)
    try:
        with locking.transaction(connection):
            for kind, name, *_ in migrations.schema_of(connection):
                if kind == "trigger":
                    connection.execute(f'DROP TRIGGER "{name}"')
            past = _history(damaged)
            for name in [*_tables(damaged), "loghead"]:
                rows = past.get(name, {}) | _rows(damaged, name, [])
                if name in journal.INTERNAL and rows:
                    connection.execute(f"DELETE FROM {name}")
                _insert(connection, name, rows)
    finally:
        connection.close()


def _insert(connection: sqlite3.Connection, table: str, rows: dict[int, Row]) -> None:
    """The rows as they are; one that the schema refuses is left out."""
    known = journal.columns_of(connection, table)
    for row in rows.values():
        names = [name for name in known if name in row]
        listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" for _ in names)
        with contextlib.suppress(sqlite3.IntegrityError, sqlite3.InterfaceError):
            sql = f'INSERT INTO "{table}" ({listed}) VALUES ({marks})'
            connection.execute(sql, [row[name] for name in names])


@contextlib.contextmanager
def _reading(file: Path) -> Iterator[sqlite3.Connection]:
    """A damaged file, read as far as SQLite can."""
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        with contextlib.suppress(sqlite3.DatabaseError):  # else a file cut short is not read at all
            connection.execute("PRAGMA writable_schema = ON")
        yield connection
    finally:
        connection.close()


def _read_out(file: Path, target: Path) -> Salvaged:
    counts: dict[str, int] = {}
    problems: list[str] = []
    with _reading(file) as connection:
        names = _tables(connection)
        if not names:
            problems.append("文件的目录已损坏，一张表也读不出来；请用备份恢复。")
        past = _history(connection) if names else {}
        for name in names:
            rows = _rows(connection, name, problems)
            told = [{**row, ORIGIN: _FROM_TABLE} for row in rows.values()]
            lost = [(key, row) for key, row in past.get(name, {}).items() if key not in rows]
            told += [{**row, ORIGIN: _FROM_HISTORY} for _, row in lost]
            if lost:
                problems.append(f"{name} 表有 {len(lost)} 条只能从历史里读出，请逐条核对。")
            _write(target / f"{name}.csv", told)
            counts[name] = len(told)
    return Salvaged(counts, tuple(problems), target)


def _tables(connection: sqlite3.Connection) -> list[str]:
    """The tables that the program knows and the file names; the history last."""
    known = {name for kind, name, *_ in migrations.expected_schema() if kind == "table"}
    try:
        found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return []
    names = sorted(name for (name,) in found if name in known)
    return [name for name in names if name not in journal.INTERNAL] + [
        name for name in names if name == "journal"
    ]


def _rows(connection: sqlite3.Connection, table: str, problems: list[str]) -> dict[int, Row]:
    """The rows by number: from the front, from the back, then one by one between."""
    front, whole = _scan(connection, table, "ASC")
    if whole:
        return front
    back, _ = _scan(connection, table, "DESC")
    low, high = max(front, default=0), min(back, default=0)
    between: dict[int, Row] = {}
    for number in range(low + 1, min(high, low + _MOST_MISSING)):
        for row in _safely(connection, f'SELECT * FROM "{table}" WHERE rowid = {number}'):
            between[number] = row
    problems.append(f"{table} 表有一部分读不出来。")
    return {**front, **between, **dict(reversed(back.items()))}


def _scan(connection: sqlite3.Connection, table: str, order: str) -> tuple[dict[int, Row], bool]:
    found: dict[int, Row] = {}
    key = "seq" if table == "journal" else "id"
    errors: list[str] = []
    sql = f'SELECT * FROM "{table}" ORDER BY rowid {order}'
    for row in _safely(connection, sql, errors):
        found[int(row[key])] = row
    return found, not errors


def _safely(
    connection: sqlite3.Connection, sql: str, errors: list[str] | None = None
) -> Iterator[Row]:
    """The rows of a SELECT until SQLite cannot go on."""
    try:
        cursor = connection.execute(sql)
        names = [column[0] for column in cursor.description]
        for values in cursor:
            yield dict(zip(names, values, strict=True))
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        if errors is not None:
            errors.append(str(error))


def _history(connection: sqlite3.Connection) -> dict[str, dict[int, Row]]:
    """The last state of every row as the readable part of the history tells it."""
    past: dict[str, dict[int, Row]] = {}
    entries = _rows(connection, "journal", [])
    for _, entry in sorted(entries.items()):
        row = journal.read_row(entry["new"] if isinstance(entry["new"], str) else None)
        if row and entry["op"] != "X":
            past.setdefault(str(entry["tbl"]), {})[int(entry["pk"])] = row
    return past


def _write(file: Path, rows: list[Row]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with file.open("w", encoding="utf-8-sig", newline="", errors="replace") as out:
        writer = csv.DictWriter(out, [ORIGIN, *(name for name in names if name != ORIGIN)])
        writer.writeheader()
        writer.writerows({name: _plain(value) for name, value in row.items()} for row in rows)


def _plain(value: object) -> object:
    """A cell as text; bytes as hexadecimal, and nothing that Excel would take for a formula."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value
