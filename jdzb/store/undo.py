"""Undoing: an earlier transaction is taken back by its opposite, which is journalled too.

An event ``undo`` in the new transaction names the old one, so that what is undone is known after a
restart, and undoing that transaction does the old one again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jdzb.core import clock
from jdzb.core.errors import JdzbError
from jdzb.store import journal

if TYPE_CHECKING:
    from jdzb.core.ledger import Changed
    from jdzb.store.session import Session

EVENT = "undo"
UNDO, REDO = "撤销", "重做"
_CHUNK = 500  # entries read at once on the way back


class NothingToUndo(JdzbError):
    """Nothing of today is left to undo."""

    sentence = (
        "今天没有可以撤销的改动，没有改动任何记录。"
        "以前的改动，请在“今日改动”里翻到那一天，逐条撤销。"
    )


class ChangedSince(JdzbError):
    """A later change stands on what is to be undone; its transaction is ``facts["txn"]``."""

    sentence = (
        "“{what}”不能直接撤销：后来（{when}）的“{later}”{why}；没有改动任何记录。"
        "请先撤销后来的那一步，或手工更正。"
    )


class AlreadyUndone(JdzbError):
    """The transaction is undone already."""

    sentence = "“{what}”已经撤销过了，没有改动任何记录。要恢复它，请用“重做”。"


class CannotUndo(JdzbError):
    """The transaction has no opposite, or its opposite is not possible now."""

    sentence = "“{what}”不能撤销：{why}；没有改动任何记录。"


@dataclass(frozen=True, slots=True)
class Step:
    """A transaction that can be undone, and its Chinese sentence."""

    txn: int
    what: str


def opposite(what: str) -> str:
    """What undoing an act is called: 撤销：…, of an undo 重做：…, of that 撤销：… again."""
    for old, new in ((UNDO, REDO), (REDO, UNDO)):
        if what.startswith(f"{old}："):
            return f"{new}：{what.removeprefix(f'{old}：')}"
    return f"{UNDO}：{what}"


def undone_by(session: Session, since: int = 1) -> dict[int, int]:
    """Which transactions from number ``since`` on are undone now, and by which one."""
    latest = _undoers(session, since)
    undone: dict[int, int] = {}
    for txn in sorted(latest, reverse=True):  # the later are judged before what they undid
        if latest[txn] not in undone:
            undone[txn] = latest[txn]
    return undone


def _undoers(session: Session, since: int) -> dict[int, int]:
    """For each transaction the last one that undid it, undone itself or not."""
    rows = session.query(
        "SELECT pk, txn FROM journal WHERE tbl = ? AND op = 'X' AND pk >= ? AND txn > pk "
        "ORDER BY txn",
        (EVENT, since),
    )
    return {row["pk"]: row["txn"] for row in rows}


def last(session: Session) -> Step | None:
    """What Ctrl+Z undoes: the last change still in force that this operator made today, or that
    anybody made since the file was opened; undoing itself does not count.
    """
    today, first = clock.bounds(clock.today())[0], min(session.own, default=None)
    skipped: set[int] = set()
    undone: dict[int, int] | None = None
    for row in _backwards(session):
        txn = row["txn"]
        if (row["at"] or "") < today and (first is None or txn < first):
            return None
        if row["op"] == "X" and row["tbl"] == EVENT:
            skipped.add(txn)
        mine = txn in session.own or row["actor"] == session.actor
        if row["op"] == "X" or txn in skipped or not mine:
            continue
        undone = undone_by(session) if undone is None else undone
        if txn not in undone:
            return Step(txn, row["what"])
        skipped.add(txn)
    return None


def _backwards(session: Session) -> Iterator[dict[str, Any]]:
    """The sealed entries, the latest first, read as far as they are asked for."""
    place = session.head().size + _CHUNK
    while True:
        rows = session.query(
            "SELECT seq, txn, at, actor, op, tbl, what FROM journal "
            "WHERE seq < ? AND txn IS NOT NULL ORDER BY seq DESC LIMIT ?",
            (place, _CHUNK),
        )
        yield from rows
        if len(rows) < _CHUNK:
            return
        place = rows[-1]["seq"]


def entries_of(session: Session, txn: int) -> list[journal.Entry]:
    """The entries of one transaction; found by halving, for they lie in its order."""
    first, end = _place(session, txn), _place(session, txn + 1)
    return session.entries("seq >= ? AND seq < ? AND txn = ?", (first, end, txn))


def _place(session: Session, txn: int) -> int:
    """The first entry of the transaction or of a later one."""
    low, high = 1, session.query("SELECT max(seq) AS most FROM journal")[0]["most"] + 1
    while low < high:
        middle = (low + high) // 2
        found = session.query(
            "SELECT txn FROM journal WHERE seq >= ? ORDER BY seq LIMIT 1", (middle,)
        )
        if found and found[0]["txn"] is not None and found[0]["txn"] < txn:
            low = middle + 1
        else:
            high = middle
    return low


def reverse(session: Session, txn: int) -> Changed:
    """Write the opposite of a transaction. Raises ChangedSince, AlreadyUndone, CannotUndo."""
    entries = entries_of(session, txn)
    rows = [entry for entry in entries if entry.op in ("I", "U")]
    what = entries[0].what if entries else ""
    if not rows or rows[0].actor == journal.PROGRAM:
        raise CannotUndo(what=what, why="它没有改动可以取回的记录")
    if txn in undone_by(session, txn):
        raise AlreadyUndone(what=what)
    name = opposite(what)
    with session.together(name, name.partition("：")[0]) as batch:
        for entry in reversed(rows):
            _take_back(session, entry)
            batch.rows.append((entry.table, entry.pk))
        _refuse_needed(session, rows)
        journal.record_event(session.connection, EVENT, {"txn": txn}, about=txn)
    return batch.changed


def _take_back(session: Session, entry: journal.Entry) -> None:
    if entry.new is None or (entry.op == "U" and entry.old is None):
        raise CannotUndo(what=entry.what, why="改动的内容已经按规定清除")
    current = session.rows(entry.table, "id = ?", (entry.pk,), voided=True)
    if not current or any(current[0].get(name) != value for name, value in entry.new.items()):
        raise _changed_since(session, entry, "又改了同一条记录")
    old = entry.old or {"void": opposite(entry.what)}
    try:
        session.put(entry.table, entry.pk, {n: v for n, v in old.items() if n != "id"})
    except sqlite3.IntegrityError as error:
        why = "恢复以后会与现在的另一条记录重复或冲突，请先作废那一条"
        raise CannotUndo(what=entry.what, why=why) from error


def _changed_since(session: Session, entry: journal.Entry, why: str) -> ChangedSince:
    later = session.entries(
        "tbl = ? AND pk = ? AND seq > ? AND op IN ('I', 'U')", (entry.table, entry.pk, entry.seq)
    )
    return _standing_on(session, entry, later, why)


def _standing_on(
    session: Session, entry: journal.Entry, later: Sequence[journal.Entry], why: str
) -> ChangedSince:
    """The error that names the last of the later changes that is in force."""
    undone = undone_by(session, entry.txn)
    undoing = set(_undoers(session, entry.txn).values())
    sealed = [one for one in later if one.txn]
    plain = [one for one in sealed if one.txn not in undone and one.txn not in undoing]
    found = next(reversed(plain or sealed), None)
    if found is None:
        foreign = "程序之外的改动"
        return ChangedSince(what=entry.what, when="刚才", later=foreign, why=why, txn=0, day="")
    moment = clock.local(found.at)
    when = f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"
    day = moment.date().isoformat()
    return ChangedSince(
        what=entry.what, when=when, later=found.what, why=why, txn=found.txn, day=day
    )


def _refuse_needed(session: Session, rows: Sequence[journal.Entry]) -> None:
    """Refuse to put a row out of force that a row in force refers to."""
    references = _references(session)
    for entry in rows:
        current = session.rows(entry.table, "id = ?", (entry.pk,), voided=True)
        for table, column in references.get(entry.table, ()) if current[0]["void"] else ():
            needed = session.rows(table, f'"{column}" = ?', (entry.pk,), order="id DESC LIMIT 1")
            if needed:
                later = session.entries("tbl = ? AND pk = ?", (table, needed[0]["id"]))
                raise _standing_on(session, entry, later, "还要用到这条记录")


def _references(session: Session) -> dict[str, list[tuple[str, str]]]:
    """For each table the columns of other tables that refer to it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table in journal.tracked_tables(session.connection):
        keys = session.query("SELECT * FROM pragma_foreign_key_list(?)", (table,))
        for key in keys:
            found.setdefault(key["table"], []).append((table, key["from"]))
    return found
