"""Opening and closing the one SQLite file.

The file is examined before it is written, locked for one program at a time, and left as a
single file when closed. TRUNCATE with synchronous EXTRA keeps every committed transaction through
a power cut; EXCLUSIVE keeps foreign programs out while this one works. ``trusted_schema`` stays on:
SQLite 3.40 calls json_object() unsafe inside triggers without it, and the journal lives by that.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from jdzb.core import clock
from jdzb.core.errors import JdzbError
from jdzb.store import (
    anchors,
    creating,
    figures,
    header,
    journal,
    locking,
    migrations,
    occupant,
    places,
    reasons,
    transparency,
)
from jdzb.store.locking import LedgerInUse, UnwritableFolder
from jdzb.store.migrations import Schema
from jdzb.store.session import Batch, Session

__all__ = ["LedgerInUse", "OpenLedger", "UnsafePlace", "UnwritableFolder", "open_ledger"]

CLOCK_BACK = (
    "电脑的时间（{now}）比账本里最后一条记录（{last}）还早；记录都在，这件事已记入历史。"
    "请先把电脑的日期和时间调对，再填写。"
)
_CLOCK_PLAY = timedelta(minutes=2)  # a clock that is set right by the network is no event


class UnsafePlace(JdzbError):
    """The file is a link, or lies where it can vanish under the program."""

    sentence = (
        "账本“{name}”放在{where}，断网或拔出会损坏记录，所以没有打开。"
        "请把它复制到本机硬盘的文件夹里。"
    )


class OpenLedger(Session):
    """The session of the live ledger: others are told who has it.

    ``notices`` are sentences to say now; ``verdict`` is how the file stands to what this PC saw of
    it last, None when it never saw it.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, actor: str) -> None:
        super().__init__(connection, path, actor)
        self.notices: list[str] = []
        self.verdict = _verdict(self)
        self._open = True
        with contextlib.suppress(JdzbError):  # what cannot be read, the check reports
            figures.put_in_force(self)

    @contextlib.contextmanager
    def together(self, what: str, reason: str | None = None) -> Iterator[Batch]:
        """As with any session; figures of the rule table that changed are in force afterwards."""
        with super().together(what, reason) as batch:
            yield batch
        if not self._batch and figures.touched(batch.rows):
            figures.put_in_force(self)

    def close(self) -> None:
        """Close the file, and remember on this PC how far its history had come; once is enough."""
        if not self._open:
            return
        self._open = False
        anchors.remember(self)
        super().close()
        occupant.leave(self.path)


def open_ledger(path: Path, actor: str = "文书") -> OpenLedger:
    """Open the ledger at ``path``, making it when there is none, and raise it to today's schema.

    Raises ForeignFile, NewerLedger, DamagedLedger, LedgerInUse, UnwritableFolder or UnsafePlace;
    then nothing was changed. Entries a foreign program made are sealed as such on the way.
    """
    if where := places.why_unsafe(path):
        raise UnsafePlace(name=path.name, where=where)
    try:
        if not path.exists():
            creating.create(path)
        connection, notices = _opened(path)
        creating.forget_leftovers(path)
    except OSError as error:
        raise UnwritableFolder(folder=path.parent, why=reasons.of_system(error)) from error
    except sqlite3.DatabaseError as error:
        raise locking.opening_error(error, path) from error
    except UnicodeDecodeError as error:  # Python's, while it quotes a damaged schema
        raise header.DamagedLedger(name=path.name, why="内容读不出来") from error
    session = OpenLedger(connection, path, actor)
    session.notices += notices
    occupant.enter(path, actor)
    return session


def open_copy(path: Path, actor: str) -> Session:
    """A copy of a ledger, open for writing like the ledger itself, but nobody is told of it.

    Raises like open_ledger, and OSError or sqlite3.DatabaseError as they come.
    """
    return Session(_opened(path)[0], path, actor)


def _opened(path: Path) -> tuple[sqlite3.Connection, list[str]]:
    """The connection to a ledger that is there, raised to today's schema, foreign edits sealed.

    With it, the sentences the user must be told.
    """
    if path.stat().st_size == 0:
        raise header.DamagedLedger(name=path.name, why="文件是空的")
    locking.examine(path)
    connection = locking.connect(path)
    try:  # the header examined may have been that of a transaction which a crash undid since
        _refuse_damage(connection, path)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version < migrations.latest_version():
            creating.raise_schema(connection, path)
        schema = migrations.schema_of(connection)
        expected = migrations.expected_beside(schema)
        _refuse_missing_tables(connection, path, schema, expected)
        _restore_triggers(connection, schema, expected)
        _note_changed_root(connection)
        notices = _note_clock(connection)  # before foreign edits are sealed with the time of now
        Session(connection, path, journal.FOREIGN).seal_foreign()
    except BaseException:
        connection.close()
        raise
    return connection, notices


_VALUES = ("value in ", "constraint failed", "NULL value")
_QUICKLY = 64 << 20  # bytes of a ledger that is looked through at every opening


def _refuse_damage(connection: sqlite3.Connection, path: Path) -> None:
    """Pages that are no pages any more: refuse before anything is written. Values wait for the
    check, and a very large ledger for its daily backup, which is examined whole.
    """
    if path.stat().st_size > _QUICKLY:
        return
    for (line,) in connection.execute("PRAGMA quick_check(20)"):
        if line != "ok" and not any(words in line for words in _VALUES):
            raise header.DamagedLedger(name=path.name, why="有的内容已损坏")


def _refuse_missing_tables(
    connection: sqlite3.Connection, path: Path, schema: Schema, expected: Schema
) -> None:
    """A table the program needs, or the head of the log, is missing: refuse.

    Lesser changes are for the check to report.
    """
    needed = {name for kind, name, *_ in expected if kind == "table"}
    found = {name for kind, name, *_ in schema if kind == "table"}
    if missing := needed - found:
        raise header.DamagedLedger(name=path.name, why="缺少数据表 " + "、".join(sorted(missing)))
    if connection.execute("SELECT count(*) FROM loghead").fetchone() != (1,):
        raise header.DamagedLedger(name=path.name, why="缺少历史的总校验值")


def _restore_triggers(connection: sqlite3.Connection, schema: Schema, expected: Schema) -> None:
    """Put back triggers a foreign program dropped or changed, and journal that it did.

    Without them the next write would leave no history. Foreign triggers go; foreign tables get
    none, for nobody knows their columns.
    """
    wanted = {row for row in expected if row[0] == "trigger"}
    found = {row for row in schema if row[0] == "trigger"}
    if wanted == found:
        return
    names = sorted({row[1] for row in wanted ^ found})
    with locking.transaction(connection):
        for _, name, *_ in found:
            connection.execute(f'DROP TRIGGER "{name}"')
        for *_, sql in sorted(wanted):
            connection.execute(sql)
        journal.record_event(connection, "schema", {"triggers": names})
        many = f" 等{len(names)}个" if len(names) > 3 else ""
        what = "程序之外改动了触发器，已恢复：" + "、".join(names[:3]) + many
        journal.seal(connection, journal.Act(journal.FOREIGN, what))


def _note_changed_root(connection: sqlite3.Connection) -> None:
    """Journal that a foreign program changed the root: the next seal would mend it unseen."""
    peaks, root = connection.execute("SELECT peaks, root FROM loghead").fetchone()
    # When the peaks are none, nothing can be sealed, and the check says so.
    whole = isinstance(peaks, bytes) and len(peaks) % transparency.HASH == 0
    if whole and transparency.root_of(transparency.split_peaks(peaks)) != root:
        with locking.transaction(connection):
            journal.record_event(connection, "head", {"root": bytes(root).hex()})
            what = "程序之外改动了历史的总校验值"
            journal.seal(connection, journal.Act(journal.FOREIGN, what))


def _verdict(session: Session) -> anchors.Verdict | None:
    """What the PC's memory says; an opening never fails by it."""
    try:
        return anchors.compare_with_memory(session)
    except (JdzbError, OSError, ValueError, sqlite3.Error):
        return None


def _note_clock(connection: sqlite3.Connection) -> list[str]:
    """Journal that the clock stands before the last entry, and say so."""
    rows = connection.execute(
        "SELECT at FROM journal WHERE at IS NOT NULL ORDER BY seq DESC LIMIT 1"
    ).fetchall()
    now = clock.stamp()
    last = str(rows[0][0]) if rows else ""
    if _moment(now) >= _moment(last) - _CLOCK_PLAY:
        return []
    with contextlib.suppress(journal.BrokenLog), locking.transaction(connection):
        journal.record_event(connection, "clock", {"now": now, "last": last})
        journal.seal(connection, journal.Act("程序", f"电脑时间比上一条记录早：{now}、{last}"))
    shown = slice(16 if now[:10] == last[:10] else 10)  # to the minute when the day is the same
    return [CLOCK_BACK.format(now=_plain(now[shown]), last=_plain(last[shown]))]


def _plain(stamp: str) -> str:
    return stamp.replace("T", " ")


def _moment(stamp: str) -> datetime:
    try:
        return datetime.fromisoformat(stamp.removesuffix("Z"))
    except ValueError:  # none yet, or a foreign hand wrote it: the check says so
        return datetime(1, 1, 2)
