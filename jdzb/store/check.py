"""Examine a ledger: is the file whole, is its schema ours, does its history explain every row?

The check returns facts; ``words`` puts a Chinese sentence to each.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Literal

from jdzb.core import clock
from jdzb.core.visible import visible
from jdzb.store import anchors, journal, migrations, readahead, reasons, replay, transparency
from jdzb.store.anchors import Verdict
from jdzb.store.names import Names, Naming, Titling, unnamed, untitled
from jdzb.store.session import ReadFailed, Session

FaultKind = Literal[
    "damaged", "foreign_key", "schema", "trigger", "gap", "unsealed", "entry", "erased", "head",
    "jump", "changed", "added", "removed", "unreadable",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One fact that is not in order. ``journal`` and ``file`` are what each says of the value.

    A fault of the history itself is at entry ``seq``, of the moment ``at`` (UTC); of a gap ``file``
    is its last entry, of an event ``journal`` is what it is called.
    """

    kind: FaultKind
    table: str = ""
    row: int = 0
    column: str = ""
    journal: str = ""
    file: str = ""
    seq: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome: how much was examined, what is wrong, and edits made by foreign programs.

    ``verdict`` is how the ledger stands to what this computer saw of it last, None if it never did.
    """

    entries: int
    rows: int
    faults: tuple[Fault, ...]
    foreign: tuple[journal.Entry, ...]
    verdict: Verdict | None = None

    @property
    def ok(self) -> bool:
        """True when nothing is wrong, no foreign program wrote, and nothing seen here is gone."""
        return not (self.faults or self.foreign or (self.verdict and self.verdict.alarm))


def check_ledger(session: Session, *, memory: bool = True) -> Report:
    """Examine the whole open ledger; reads everything, writes nothing, never raises for damage.

    ``memory`` compares it with what this computer saw of it last as well.
    """
    connection = session.connection
    faults: list[Fault] = []
    rows = 0
    readahead.read_ahead(session)
    try:
        faults += _file_faults(connection)
        faults += _schema_faults(connection)
        history = replay.replay(connection)
        faults += map(_trouble_fault, history.troubles)
        faults += (fault for jump in history.jumps for fault in _jump_faults(jump))
        faults += _head_faults(connection, history.leaves)
        for table in _tables():
            count, wrong = _table_faults(connection, table, history.rows.get(table, {}))
            rows += count
            faults += wrong
        foreign = tuple(_entries(session, history.foreign))
        verdict = anchors.compare_with_memory(session, history.leaves) if memory else None
    except (sqlite3.DatabaseError, ReadFailed) as error:
        faults.append(Fault("unreadable", file=_unreadable(error)))
        return Report(0, rows, tuple(faults), ())
    except (TypeError, AttributeError, ValueError, OverflowError):
        # A damaged cell can hold a value of any kind, whatever its column promises.
        faults.append(Fault("unreadable", file="有的内容已损坏，读不懂"))
        return Report(0, rows, tuple(faults), ())
    return Report(history.entries, rows, tuple(faults), foreign, verdict)


def _entries(session: Session, numbers: list[int]) -> Iterator[journal.Entry]:
    for seq in numbers:
        yield from session.entries("seq = ?", (seq,))


def _unreadable(error: sqlite3.DatabaseError | ReadFailed) -> str:
    return str(error.facts["why"]) if isinstance(error, ReadFailed) else reasons.of_sqlite(error)


LONGEST = 400  # characters of a sentence; values of the file may be endless


def words(fault: Fault, naming: Naming = unnamed, titling: Titling = untitled) -> str:
    """One Chinese sentence for a fault, names of the file and, where known, names of the books."""
    where, column = _where(fault.table, fault.row, naming, titling), _column(fault, naming)
    entry = _entry(fault, naming, titling)
    sentences = {
        "damaged": f"文件有损坏：{fault.file}",
        "foreign_key": f"{where}指向一条不存在的记录",
        "schema": f"数据表结构被改动：{fault.table} 应为“{fault.journal}”，现为“{fault.file}”",
        "trigger": f"触发器 {fault.table} 不在了，外面的改动可能没有留下历史",
        "gap": f"历史缺少第 {fault.seq} 条"
        + (f"至第 {fault.file} 条" if fault.file != str(fault.seq) else ""),
        "erased": f"{entry}的内容被抹去，又没有登记过清除",
        "unsealed": f"{entry}没有封存，是程序之外的改动",
        "entry": f"{entry}的内容被改写",
        "jump": f"{where}的“{column}”有过没留下历史的改动："
        f"历史是“{fault.journal}”，后来成了“{fault.file}”"
        if fault.column
        else f"{where}的历史接不上，中间有过没留下历史的改动",
        "head": f"历史的总校验值对不上：应为 {fault.journal}，现为 {fault.file}",
        "changed": f"{where}的“{column}”被改动：历史是“{fault.journal}”，现在是“{fault.file}”",
        "added": f"{where}没有历史，是从外面加进来的",
        "removed": f"{where}在历史里有，现在不见了",
        "unreadable": f"账本读不下去：{fault.file}",
    }
    return sentences[fault.kind] + "。"


def _where(table: str, row: int, naming: Naming, titling: Titling) -> str:
    """党员‘张三’（members 表第 3 条）, or without a name members 表第 3 条."""
    called, place = _called(table, row, naming, titling)
    return f"{called}（{place}）" if called else place


def _called(table: str, row: int, naming: Naming, titling: Titling) -> tuple[str, str]:
    """党员‘张三’, or as much of it as is known, and members 表第 3 条."""
    name = naming(table, "")
    title = titling(table, row) if name else ""
    return f"{name}‘{title}’" if title else name, f"{table} 表第 {row} 条"


def _entry(fault: Fault, naming: Naming, titling: Titling) -> str:
    """历史第 5 条（2026-11-21，党员‘张三’，members 表第 3 条）, of an event what it is called."""
    record = _called(fault.table, fault.row, naming, titling) if fault.table else ()
    inside = "，".join(one for one in (clock.told(fault.at)[:10], fault.journal, *record) if one)
    return f"历史第 {fault.seq} 条（{inside}）" if inside else f"历史第 {fault.seq} 条"


def _column(fault: Fault, naming: Naming) -> str:
    name = naming(fault.table, fault.column)
    return f"{name} {fault.column}" if name else fault.column


def told(session: Session, faults: Iterable[Fault], names: Names) -> list[str]:
    """One Chinese sentence for each fault of this ledger, safe to show, and cut."""
    called = names.titling(session)
    return [visible(words(one, names.naming, called), LONGEST) for one in faults]


def findings(report: Report, naming: Naming = unnamed, titling: Titling = untitled) -> list[str]:
    """Everything not in order, a sentence each: the verdict, then faults, then foreign edits.

    What the file holds is safe to show, and cut.
    """
    alarm = report.verdict and report.verdict.alarm
    told = [anchors.words(report.verdict)] if report.verdict and alarm else []
    told += [words(fault, naming, titling) for fault in report.faults]
    told += [_foreign_words(entry, naming, titling) for entry in report.foreign]
    return [visible(one, LONGEST) for one in told]


def _foreign_words(entry: journal.Entry, naming: Naming, titling: Titling) -> str:
    if entry.op == "X":
        return f"{entry.what}（{entry.at[:10]} 发现）。"
    sides = ((entry.old or {}), (entry.new or {}))
    columns = [name for name in sides[1] if sides[0].get(name) != sides[1][name]]
    changes = "、".join(
        f"{naming(entry.table, name) or name} 由“{_told(sides[0].get(name))}”"
        f"变为“{_told(sides[1][name])}”"
        for name in columns
    )
    where = _where(entry.table, entry.pk, naming, titling)
    told = changes or "历史里写的内容读不懂"
    return f"{where}在程序之外被改动：{told}（{entry.at[:10]} 发现）。"


def _tables() -> list[str]:
    """The tables the program knows; another one is a fault of the schema."""
    names = sorted(name for kind, name, *_ in migrations.expected_schema() if kind == "table")
    return [name for name in names if name not in journal.INTERNAL]


def _file_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (line,) in connection.execute("PRAGMA integrity_check"):  # indexes too, at no more cost
        if line != "ok":
            yield Fault("damaged", file=line)
    for table, row, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield Fault("foreign_key", table, row or 0)


def _schema_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    expected = {(kind, name): sql for kind, name, _, sql in migrations.expected_schema()}
    found = {(kind, name): sql for kind, name, _, sql in migrations.schema_of(connection)}
    for key in sorted(expected.keys() | found.keys()):
        if key[0] == "trigger" and key not in found:
            yield Fault("trigger", key[1])
        elif expected.get(key) != found.get(key):
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


def _head_faults(connection: sqlite3.Connection, leaves: list[bytes]) -> Iterator[Fault]:
    stored = connection.execute("SELECT size, peaks, root FROM loghead").fetchone()
    peaks = transparency.peaks_of(leaves)
    root = transparency.root_of(peaks)
    if stored != (len(leaves), b"".join(peaks), root):
        told = "（没有）" if stored is None else f"{stored[0]} 条 {stored[2].hex()[:12]}"
        yield Fault("head", journal=f"{len(leaves)} 条 {root.hex()[:12]}", file=told)


def _table_faults(
    connection: sqlite3.Connection, table: str, said: dict[int, bytes | None]
) -> tuple[int, list[Fault]]:
    """The number of rows, and what differs from the last text the journal has of each row."""
    current = journal.row_json(journal.columns_of(connection, table), "")
    rows = connection.execute(f'SELECT id, CAST({current} AS BLOB) FROM "{table}" ORDER BY id')
    faults, missing, count = list[Fault](), dict(said), 0
    for row, text in rows:
        count += 1
        known = missing.pop(row, None)
        if known is None:
            faults.append(Fault("added", table, row))
        elif known != text:
            faults += _row_faults(table, row, _read(known), _read(text))
    return count, faults + [Fault("removed", table, row) for row in sorted(missing)]


def _read(text: bytes) -> dict[str, Any]:
    return journal.read_row(text.decode("utf-8", "replace")) or {}


def _trouble_fault(trouble: replay.Trouble) -> Fault:
    return Fault(
        trouble.kind, trouble.table, trouble.row, journal=trouble.what, file=str(trouble.last),
        seq=trouble.first, at=trouble.at,
    )  # fmt: skip


def _jump_faults(jump: replay.Jump) -> Iterator[Fault]:
    """Column by column what was changed between two entries; one fault when a side is missing."""
    left, old = jump.left, jump.old
    if left is None or old is None:
        yield Fault("jump", jump.table, jump.row)
        return
    for column in sorted(left.keys() | old.keys()):
        if left.get(column) != old.get(column):
            values = _told(left.get(column)), _told(old.get(column))
            yield Fault("jump", jump.table, jump.row, column, *values)


def _row_faults(
    table: str, row: int, said: dict[str, Any], text: dict[str, Any]
) -> Iterator[Fault]:
    """Column by column; a column that a later migration added counts as empty in old entries."""
    for column, value in text.items():
        if said.get(column) != value:
            yield Fault("changed", table, row, column, _told(said.get(column)), _told(value))


def _told(value: object) -> str:
    return "" if value is None else str(value)
