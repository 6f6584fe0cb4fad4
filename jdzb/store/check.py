"""Examine a ledger: is the file whole, is its schema ours, does its history explain every row?

The check returns facts; ``words`` puts a Chinese sentence to each.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Literal

from jdzb.store import journal, migrations, reasons, transparency
from jdzb.store.session import ReadFailed, Session

FaultKind = Literal[
    "damaged", "foreign_key", "schema", "gap", "unsealed", "entry", "head", "changed", "added",
    "removed", "unreadable",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One fact that is not in order. ``journal`` and ``file`` are what each says of the value."""

    kind: FaultKind
    table: str = ""
    row: int = 0
    column: str = ""
    journal: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome: how much was examined, what is wrong, and edits made by foreign programs."""

    entries: int
    rows: int
    faults: tuple[Fault, ...]
    foreign: tuple[journal.Entry, ...]

    @property
    def ok(self) -> bool:
        """True when nothing is wrong and no foreign program wrote."""
        return not self.faults and not self.foreign


def check_ledger(session: Session) -> Report:
    """Examine the whole open ledger; reads everything, writes nothing, never raises for damage."""
    connection = session.connection
    faults: list[Fault] = []
    rows = 0
    try:
        faults += _file_faults(connection)
        faults += _schema_faults(connection)
        faults += _log_faults(connection)
        for table in _tables():
            rows += connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            faults += _table_faults(connection, table)
        foreign = tuple(session.entries("actor = ?", (journal.FOREIGN,)))
        size = connection.execute("SELECT count(*) FROM journal").fetchone()[0]
    except (sqlite3.DatabaseError, ReadFailed) as error:
        faults.append(Fault("unreadable", file=_unreadable(error)))
        return Report(0, rows, tuple(faults), ())
    return Report(size, rows, tuple(faults), foreign)


def _unreadable(error: sqlite3.DatabaseError | ReadFailed) -> str:
    return str(error.facts["why"]) if isinstance(error, ReadFailed) else reasons.of_sqlite(error)


def words(fault: Fault) -> str:
    """One Chinese sentence for a fault."""
    where = f"{fault.table} 表第 {fault.row} 条"
    sentences = {
        "damaged": f"文件有损坏：{fault.file}",
        "foreign_key": f"{where}指向一条不存在的记录",
        "schema": f"数据表结构被改动：{fault.table} 应为“{fault.journal}”，现为“{fault.file}”",
        "gap": f"历史缺少第 {fault.row} 条" + (f"至第 {fault.file} 条" if fault.file else ""),
        "unsealed": f"历史第 {fault.row} 条没有封存（程序之外的改动）",
        "entry": f"历史第 {fault.row} 条的内容被改写",
        "head": f"历史的总校验值对不上：应为 {fault.journal}，现为 {fault.file}",
        "changed": f"{where}的“{fault.column}”被改动："
        f"历史是“{fault.journal}”，现在是“{fault.file}”",
        "added": f"{where}没有历史，是从外面加进来的",
        "removed": f"{where}在历史里有，现在不见了",
        "unreadable": f"账本读不下去：{fault.file}",
    }
    return sentences[fault.kind] + "。"


def findings(report: Report) -> list[str]:
    """Everything not in order, a Chinese sentence each: first faults, then foreign edits."""
    told = [words(fault) for fault in report.faults]
    return told + [_foreign_words(entry) for entry in report.foreign]


def _foreign_words(entry: journal.Entry) -> str:
    if entry.op == "X":
        return f"{entry.what}（{entry.at[:10]} 发现）。"
    sides = ((entry.old or {}), (entry.new or {}))
    columns = [name for name in sides[1] if sides[0].get(name) != sides[1][name]]
    changes = "、".join(
        f"{name} 由“{_told(sides[0].get(name))}”变为“{_told(sides[1][name])}”" for name in columns
    )
    where = f"{entry.table} 表第 {entry.pk} 条"
    told = changes or "历史里写的内容读不懂"
    return f"{where}在程序之外被改动：{told}（{entry.at[:10]} 发现）。"


def _tables() -> list[str]:
    """The tables the program knows; another one is a fault of the schema."""
    names = sorted(name for kind, name, *_ in migrations.expected_schema() if kind == "table")
    return [name for name in names if name not in journal.INTERNAL]


def _file_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (line,) in connection.execute("PRAGMA quick_check"):
        if line != "ok":
            yield Fault("damaged", file=line)
    for table, row, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield Fault("foreign_key", table, row or 0)


def _schema_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    expected = {(kind, name): sql for kind, name, _, sql in migrations.expected_schema()}
    found = {(kind, name): sql for kind, name, _, sql in migrations.schema_of(connection)}
    for key in sorted(expected.keys() | found.keys()):
        if expected.get(key) != found.get(key):
            name = f"{key[0]} {key[1]}"
            ours, theirs = expected.get(key), found.get(key)
            pairs = zip(ours or "", theirs or "", strict=False)
            same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            yield Fault("schema", name, 0, "", _short(ours, same), _short(theirs, same))


def _short(sql: str | None, same: int) -> str:
    """A statement from a little before it differs, sixty characters of it."""
    if sql is None:
        return "（没有）"
    start = max(0, same - 20)
    plain = " ".join(sql[start : start + 60].split())
    return ("…" if start else "") + plain + ("…" if len(sql) > start + 60 else "")


def _log_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Every entry against its commitments and leaf, then the whole tree against the head."""
    rows = connection.execute(
        "SELECT seq, txn, at, actor, tbl, pk, op, what, reason, old_commitment, new_commitment, "
        "leaf, old, new, salt FROM journal ORDER BY seq"
    )
    expected, size = 1, 0
    peaks: list[bytes] = []
    for *leaf_values, leaf, old, new, salt in rows:
        seq = leaf_values[0]
        if expected < seq:
            yield Fault("gap", row=expected, file=str(seq - 1) if expected < seq - 1 else "")
        expected = seq + 1
        if leaf is None:
            yield Fault("unsealed", row=seq)
            continue
        if not _entry_holds(leaf_values, leaf, old, new, salt):
            yield Fault("entry", row=seq)
        size, peaks = transparency.append(size, peaks, [leaf])
    yield from _head_faults(connection, size, peaks)


def _entry_holds(
    values: list[Any], leaf: bytes, old: str | None, new: str | None, salt: bytes | None
) -> bool:
    if journal.leaf_of(values) != leaf:
        return False
    if salt is None:  # erased by rule: the commitments stay, the text is gone
        return old is None and new is None
    committed = (journal.commitment(b"o", salt, old), journal.commitment(b"n", salt, new))
    return committed == (values[-2], values[-1])


def _head_faults(connection: sqlite3.Connection, size: int, peaks: list[bytes]) -> Iterator[Fault]:
    stored = connection.execute("SELECT size, peaks, root FROM loghead").fetchone()
    root = transparency.root_of(peaks)
    if stored != (size, b"".join(peaks), root):
        told = "（没有）" if stored is None else f"{stored[0]} 条 {stored[2].hex()[:12]}"
        yield Fault("head", journal=f"{size} 条 {root.hex()[:12]}", file=told)


def _table_faults(connection: sqlite3.Connection, table: str) -> Iterator[Fault]:
    """Replay: the last journal entry of every row against the row itself."""
    current = journal.row_json(journal.columns_of(connection, table), "t")
    last = (
        "SELECT pk, new FROM journal WHERE seq IN "
        "(SELECT max(seq) FROM journal WHERE tbl = :tbl AND op <> 'X' GROUP BY pk)"
    )
    differing = connection.execute(
        f'SELECT t.id, {current}, j.new, j.pk FROM "{table}" t LEFT JOIN ({last}) j '
        f"ON j.pk = t.id WHERE j.new IS NOT {current}",
        {"tbl": table},
    ).fetchall()
    for row, text, said, pk in differing:
        if pk is None:
            yield Fault("added", table, row)
        elif said is not None:
            yield from _row_faults(
                table, row, journal.read_row(said) or {}, journal.read_row(text) or {}
            )
    gone = connection.execute(
        f'SELECT pk FROM ({last}) WHERE pk NOT IN (SELECT id FROM "{table}")', {"tbl": table}
    ).fetchall()
    for (row,) in gone:
        yield Fault("removed", table, row)


def _row_faults(
    table: str, row: int, said: dict[str, Any], text: dict[str, Any]
) -> Iterator[Fault]:
    """Column by column; a column that a later migration added counts as empty in old entries."""
    for column, value in text.items():
        if said.get(column) != value:
            yield Fault("changed", table, row, column, _told(said.get(column)), _told(value))


def _told(value: object) -> str:
    return "" if value is None else str(value)
