"""Heads remembered outside the file, and what they say of it: grown, older, rewritten, restored.

The township's register, the printed codes and this computer's memory are such anchors. The memory
is good against mistakes, not against skill: whoever can change the ledger can change it too.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from jdzb.core import clock, paths
from jdzb.store import declared, journal, proofs, transparency
from jdzb.store.declared import Restore
from jdzb.store.session import Session
from jdzb.store.transparency import HASH, Head

Standing = Literal["same", "extended", "older", "rewritten", "restored", "stranger"]
UNPROVEN = "这只是账本自己的登记，证明不了，请与以前的副本逐条对照"
_KEPT = 200  # heads remembered of one ledger: more than a year of working days


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head seen at a moment (UTC) at a place (打印, 关闭, 镇里核对)."""

    head: Head
    at: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """A log as read from a file: its id, its leaf hashes, the restores declared in it, last day."""

    origin: str
    leaves: list[bytes]
    restores: tuple[Restore, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a file stands to an anchor.

    ``size`` and ``at`` are the file's own last entry (of a restore: the declaration's moment),
    ``lost`` the entries that the anchor had seen and that are known to be gone, ``agreed`` the
    largest size at which some remembered head still agrees with the file. ``proven`` says of a
    restore that its own leaves lead to the lost head: else how much was lost is the file's word.
    """

    standing: Standing
    anchor: Anchor
    size: int = 0
    at: str = ""
    lost: int = 0
    agreed: int = 0
    reason: str = ""
    proven: bool = False

    @property
    def alarm(self) -> bool:
        """True when the history seen at the anchor is not in the file and nobody declared why."""
        return self.standing in ("older", "rewritten", "stranger")


def read_log(connection: sqlite3.Connection) -> Log:
    """The log in the file; unsealed entries are not yet part of it."""
    rows = connection.execute("SELECT leaf FROM journal WHERE leaf IS NOT NULL ORDER BY seq")
    leaves = [leaf for (leaf,) in rows]
    last = connection.execute("SELECT at FROM journal WHERE leaf IS NOT NULL ORDER BY seq DESC")
    (at,) = last.fetchone() or ("",)
    return Log(
        journal.read_head(connection).origin, leaves, declared.read(connection), str(at or "")
    )


def judge(log: Log, anchor: Anchor | Head) -> Verdict:
    """How the log stands to a head seen before."""
    if isinstance(anchor, Head):
        anchor = Anchor(anchor)
    seen, size = anchor.head, len(log.leaves)
    if seen.origin and seen.origin != log.origin:
        return Verdict("stranger", anchor, size, log.at)
    if seen.size <= size and proofs.root_at(log.leaves, seen.size) == seen.root:
        return Verdict("same" if seen.size == size else "extended", anchor, size, log.at)
    for restore in reversed(log.restores):
        if declared.declares(log.leaves, restore, seen):
            lost, agreed = seen.size - restore.fork, restore.fork
            proven, reason = declared.leads_to_lost(log.leaves, restore), restore.reason
            return Verdict("restored", anchor, size, restore.at, lost, agreed, reason, proven)
    if seen.size > size:
        return Verdict("older", anchor, size, log.at, seen.size - size)
    return Verdict("rewritten", anchor, size, log.at)


def words(verdict: Verdict) -> str:
    """One Chinese sentence for a verdict."""
    head, own, day = verdict.anchor.head, verdict.size, clock.told(verdict.at)[:10]
    where = f"{verdict.anchor.where}时" if verdict.anchor.where else "上次看到"
    then = f"{clock.told(verdict.anchor.at)[:10]} {where}".strip()
    agreed = f"（前{verdict.agreed}条仍一致）" if verdict.agreed else ""
    sentences = {
        "same": f"与{then}的{head.size}条历史完全一致。",
        "extended": f"{then}的{head.size}条历史原样都在，之后又记了{own - head.size}条。",
        "older": f"这是一份旧账本：只有{own}条历史（最后一条 {day}），{then}已有{head.size}条，"
        f"少了{verdict.lost}条，又没有登记过恢复备份。",
        "rewritten": f"历史被改写过，或放回旧账本后又接着记：{then}的{head.size}条历史"
        f"与现在账本里的不一样{agreed}，又没有登记过恢复备份。",
        "restored": f"{day} 恢复过备份（原因：{verdict.reason or '未写'}），"
        f"{then}的{head.size}条历史里最后{verdict.lost}条没有留下，"
        + ("登记属实。" if verdict.proven else f"{UNPROVEN}。"),
        "stranger": f"这是另一本账本，编号不是 {head.origin}，不能与{then}的历史比较。",
    }
    return sentences[verdict.standing]


def remembered(origin: str) -> Anchor | None:
    """The head of a ledger this computer saw last; None when it knows none."""
    known = _memory().get(origin)
    return known[-1].anchor(origin) if known else None


def remember(session: Session, where: str = "关闭") -> None:
    """Keep the head in this computer's memory; nothing when the memory cannot be written.

    A head that contradicts what is remembered is not taken: the alarm stays until somebody
    declares a restore.
    """
    try:
        _remember(session, where)
    except (OSError, ValueError, sqlite3.Error):
        return


def memories(origin: str) -> list[Anchor]:
    """Every head of a ledger that this computer remembers, oldest first."""
    return [one.anchor(origin) for one in _memory().get(origin, ())]


def compare_with_memory(session: Session, leaves: Sequence[bytes] | None = None) -> Verdict | None:
    """How the ledger stands to what this computer saw of it last; None when it never saw it.

    ``leaves`` are those of the whole log, where they have been read already.
    """
    connection = session.connection
    own = journal.read_head(connection)
    known = _memory().get(own.origin)
    if not known:
        return None
    last = known[-1]
    since = _leaves_since(connection, last.size) if leaves is None else leaves[last.size :]
    if last.leads_to(since, own):
        standing: Standing = "same" if last.size == own.size else "extended"
        return Verdict(standing, last.anchor(own.origin), own.size, _last_moment(connection))
    log = read_log(connection)
    verdict = judge(log, last.anchor(own.origin))
    return _with_older_memories(verdict, log, known) if verdict.alarm else verdict


# --- the memory of this computer ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Memory:
    """A remembered head; its peaks prove later growth from the new leaves alone."""

    size: int
    peaks: bytes
    at: str
    where: str

    def anchor(self, origin: str) -> Anchor:
        root = transparency.root_of(transparency.split_peaks(self.peaks))
        return Anchor(Head(self.size, root, origin), self.at, self.where)

    def leads_to(self, since: Sequence[bytes], own: Head) -> bool:
        """True when the leaves added since lead from these peaks to the ledger's root."""
        peaks = transparency.split_peaks(self.peaks)
        size, grown = transparency.append(self.size, peaks, since)
        return (size, transparency.root_of(grown)) == (own.size, own.root)


def _leaves_since(connection: sqlite3.Connection, size: int) -> list[bytes]:
    rows = connection.execute(
        "SELECT leaf FROM journal WHERE leaf IS NOT NULL ORDER BY seq LIMIT -1 OFFSET ?", (size,)
    )
    return [leaf for (leaf,) in rows]


def _file() -> Path:
    return paths.machine() / "lastseen.json"


def _memory() -> dict[str, list[_Memory]]:
    """What this computer remembers, by ledger, oldest first; empty when it cannot be read."""
    try:
        read = json.loads(_file().read_text(encoding="utf-8"))
        return {str(origin): [_recall(one) for one in heads] for origin, heads in read.items()}
    except (OSError, ArithmeticError, LookupError, ValueError, TypeError, AttributeError,
            RecursionError):  # fmt: skip
        return {}


def _recall(facts: Mapping[str, Any]) -> _Memory:
    size, peaks = int(facts["size"]), bytes.fromhex(facts["peaks"])
    if size < 0 or len(peaks) != size.bit_count() * HASH:
        raise ValueError("not the peaks of that size")
    return _Memory(size, peaks, str(facts["at"]), str(facts["where"]))


def _remember(session: Session, where: str) -> None:
    connection = session.connection
    own = journal.read_head(connection)
    verdict = compare_with_memory(session)
    if verdict and (verdict.alarm or verdict.standing == "same"):
        return
    (peaks,) = connection.execute("SELECT peaks FROM loghead").fetchone()
    if transparency.root_of(transparency.split_peaks(peaks)) != own.root:
        return
    known = _memory()
    new = _Memory(own.size, peaks, clock.stamp(), where)
    known[own.origin] = [*known.get(own.origin, ()), new][-_KEPT:]
    _write({origin: [_facts(one) for one in heads] for origin, heads in known.items()})


def _facts(one: _Memory) -> dict[str, object]:
    return {"size": one.size, "peaks": one.peaks.hex(), "at": one.at, "where": one.where}


def _write(value: Mapping[str, object]) -> None:
    """Replace the file as a whole: a reader sees the old memory or the new one."""
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new-{os.getpid()}")
    fresh.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    fresh.replace(path)


def _with_older_memories(verdict: Verdict, log: Log, known: list[_Memory]) -> Verdict:
    """Tell an older copy from a rewritten one by the heads remembered before the last."""
    heads = [one.anchor(log.origin).head for one in known if one.size <= len(log.leaves)]
    roots = proofs.roots_at(log.leaves, [head.size for head in heads])
    agreed = [head.size for head in heads if roots[head.size] == head.root]
    against = [
        head
        for head in heads
        if roots[head.size] != head.root
        and not any(declared.declares(log.leaves, r, head) for r in log.restores)
    ]
    standing: Standing = "rewritten" if against else verdict.standing
    most = max(agreed, default=0)
    return Verdict(standing, verdict.anchor, verdict.size, verdict.at, verdict.lost, most)


def _last_moment(connection: sqlite3.Connection) -> str:
    found = connection.execute("SELECT at FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return str(found[0] or "") if found else ""
