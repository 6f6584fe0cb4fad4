"""Putting a backup in the ledger's place: examined, declared in its own history, nothing lost.

The backup is prepared beside the ledger (raised to today's schema, the restore journalled in it)
and takes the ledger's place in one rename: a power cut leaves the one or the other, never half of
both. What it replaces lies in ``kept`` afterwards.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jdzb.core import clock
from jdzb.core.errors import JdzbError, ReasonNeeded
from jdzb.core.ledger import Changed
from jdzb.store import (
    anchors,
    check,
    companions,
    database,
    disk,
    header,
    journal,
    locking,
    occupant,
    readonly,
    reasons,
    scratch,
)
from jdzb.store.candidate import Candidate, fork_of
from jdzb.store.names import NAMELESS, Names
from jdzb.store.session import Session
from jdzb.store.transparency import Head

_TOLERATED = {"changed", "added", "removed", "unsealed", "entry", "foreign_key"}
_MOST_LEAVES = 5000  # of the lost history that are declared; a longer one is declared by its head
_WORK = "恢复中-"


class RestoreFailed(JdzbError):
    """Nothing was replaced."""

    sentence = "没有恢复：{why}。现在的账本没有改动；请处理后再试，或换一份备份。"


class UselessBackup(JdzbError):
    """The file is no backup that could take the ledger's place."""

    sentence = "“{name}”不能用来恢复：{why}。现在的账本没有改动；请换一份备份。"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done: the head now, where the replaced file lies (None when there was none)."""

    head: Head
    kept: Path | None


def examine(path: Path, names: Names = NAMELESS) -> Candidate:
    """Examine a backup whole; on any thread. ``candidate.compare`` then tells what would be lost.

    Faults are told in the words of ``names``.
    Raises UselessBackup; RestoreFailed when there is no room to look at it.
    """
    with _prepared(path, None) as copy, readonly.open_readonly(copy.file, private=False) as found:
        report = _sound(found, path.name, names)
        log = anchors.read_log(found.connection)
        return Candidate(
            path, copy.head, log.at, found.setting("branch.name"), report.rows,
            tuple(check.told(found, report.faults, names)), log.leaves[: copy.head.size],
        )  # fmt: skip


def restore(path: Path, ledger: Path, actor: str, reason: str, names: Names = NAMELESS) -> Restored:
    """Put the backup ``path`` in the place of the closed ``ledger``, for a reason.

    Raises ReasonNeeded, UselessBackup, RestoreFailed, LedgerInUse; then the ledger is as it was.
    """
    if not reason.strip():
        raise ReasonNeeded
    with _prepared(path, ledger.parent) as copy:
        with database.open_copy(copy.file, actor) as session:
            _sound(session, path.name, names)
            leaves = anchors.read_log(session.connection).leaves[: copy.head.size]
            facts = {
                "file": path.name,
                "reason": reason.strip(),
                "from": {"size": copy.head.size, "root": copy.head.root.hex()},
                "lost": _lost(ledger, copy.head.origin, leaves),
            }
            what = f"恢复备份“{path.name}”（{copy.head.size}条历史）"
            with session.together(what, reason.strip()):
                journal.record_event(session.connection, "restore", facts)
            head = session.head()
        kept = _keep(ledger) if ledger.exists() else None
        disk.replace(copy.file, ledger)
    with contextlib.suppress(OSError):  # the ledger is back; a photo that is not is told when read
        companions.bring_back(path.parent, ledger.parent, copy.head)
    return Restored(head, kept)


def declare(session: Session, lost: Head, reason: str) -> Changed:
    """Journal that the open ledger is a backup put back by hand, and which head that left behind.

    Raises ReasonNeeded, WriteFailed.
    """
    if not reason.strip():
        raise ReasonNeeded
    own = session.head()
    facts = {
        "file": "",
        "reason": reason.strip(),
        "from": {"size": own.size, "root": own.root.hex()},
        "lost": _head_facts(lost, []),
    }
    return session.event("restore", facts, what=f"登记恢复：账本换成了{own.size}条历史的备份")


# --- the journal ---------------------------------------------------------------------------------


def _sound(session: Session, name: str, names: Names) -> check.Report:
    """The report of the whole check; raises UselessBackup for what a restore cannot heal."""
    report = check.check_ledger(session)
    if bad := [fault for fault in report.faults if fault.kind not in _TOLERATED]:
        (why,) = check.told(session, bad[:1], names)
        raise UselessBackup(name=name, why=why.rstrip("。"))
    return report


def _lost(ledger: Path, origin: str, leaves: list[bytes]) -> dict[str, object] | None:
    """The head that the restore leaves behind, for the journal; None when nothing is lost.

    A ledger that cannot be read is known by what this PC saw of it last. Raises LedgerInUse.
    """
    if not ledger.exists():
        return None
    try:
        with database.open_ledger(ledger, "程序") as session:
            own, head = anchors.read_log(session.connection), session.head()
    except (header.ForeignFile, header.NewerLedger, header.DamagedLedger, journal.BrokenLog):
        seen = anchors.remembered(origin)
        return _head_facts(seen.head, []) if seen else None
    except locking.UnwritableFolder as error:
        raise RestoreFailed(why=error.facts["why"]) from error
    if own.origin != origin:
        return _head_facts(head, [])
    fork = fork_of(own.leaves, leaves)
    return _head_facts(head, own.leaves[fork:]) if fork < len(own.leaves) else None


def _head_facts(head: Head, leaves: list[bytes]) -> dict[str, object]:
    facts: dict[str, object] = {"origin": head.origin, "size": head.size, "root": head.root.hex()}
    if 0 < len(leaves) <= _MOST_LEAVES:
        facts["leaves"] = [leaf.hex() for leaf in leaves]
    return facts


# --- the files -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy of the backup, raised to today's schema; the head it had before."""

    file: Path
    head: Head


@contextlib.contextmanager
def _prepared(path: Path, beside: Path | None) -> Iterator[_Copy]:
    """A copy of the backup in a folder of its own (``beside`` the ledger); gone afterwards."""
    folder = None
    try:
        folder = _work_folder(beside)
        file = folder / "支部台账.db"
        disk.copy(path, file)
        with readonly.open_readonly(file, private=False) as found:
            head = found.head()
        database.open_copy(file, "程序").close()
        yield _Copy(file, head)
    except (locking.UnwritableFolder, OSError) as error:
        why = reasons.of_system(error) if isinstance(error, OSError) else error.facts["why"]
        raise RestoreFailed(why=why) from error
    except (header.ForeignFile, header.NewerLedger, header.DamagedLedger) as error:
        raise UselessBackup(name=path.name, why=_why(error)) from error
    except journal.BrokenLog as error:
        raise UselessBackup(name=path.name, why="历史的总校验值已被改坏") from error
    except (sqlite3.DatabaseError, UnicodeDecodeError, TypeError) as error:
        raise UselessBackup(name=path.name, why="内容读不出来") from error
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _why(error: JdzbError) -> str:
    if isinstance(error, header.ForeignFile):
        return "不是支部台账的账本文件"
    if isinstance(error, header.NewerLedger):
        return "是用更新的程序写的，请先安装新版程序"
    return f"已损坏（{error.facts['why']}）"


def _work_folder(beside: Path | None) -> Path:
    if beside is None:
        return scratch.make()
    for leftover in beside.glob(f"{_WORK}*"):
        with contextlib.suppress(ValueError):
            if not occupant.is_running(int(leftover.name.removeprefix(_WORK).split("-")[0])):
                shutil.rmtree(leftover, ignore_errors=True)
    return disk.fresh_folder(beside, f"{_WORK}{os.getpid()}")


def _keep(ledger: Path) -> Path:
    """Lay the file that is replaced, and what belongs to it, into ``kept``; where."""
    moment = clock.now().strftime("%Y%m%d-%H%M%S")
    folder = disk.fresh_folder(ledger.parent / "kept", moment)
    try:
        os.link(ledger, folder / ledger.name)
    except OSError:  # a disk that knows no links
        disk.copy(ledger, folder / ledger.name)
    besides = [ledger.with_name(ledger.name + end) for end in ("-journal", "-wal", "-shm")]
    for file in filter(Path.exists, besides):
        disk.copy(file, folder / file.name)
    disk.sync_folder(folder)
    for file in besides:  # a rollback journal left beside would be played into the backup
        file.unlink(missing_ok=True)
    return folder
