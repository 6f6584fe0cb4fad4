"""An examined backup beside the ledger it would replace: what would be lost, in plain words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile
from pathlib import Path
from typing import Literal

from jdzb.store import anchors
from jdzb.store.session import Session
from jdzb.store.transparency import Head

Relation = Literal["same", "older", "newer", "branch", "stranger", "unknown"]


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the user in a history: when (UTC), who, what."""

    at: str
    actor: str
    what: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An examined backup, and how it stands to the ledger it would replace (by ``compare``).

    ``lost`` are the acts of the ledger that the backup does not know, the latest first; ``gained``
    is how many entries it has that the ledger has not.
    """

    path: Path
    head: Head
    at: str
    branch: str
    rows: int
    faults: tuple[str, ...]
    leaves: list[bytes] = field(repr=False)
    relation: Relation = "unknown"
    lost: tuple[Step, ...] = ()
    gained: int = 0


def compare(found: Candidate, current: Session) -> Candidate:
    """The same with what restoring it would mean for the open ledger. Raises ReadFailed."""
    own = anchors.read_log(current.connection)
    ours = own.origin == found.head.origin
    fork = fork_of(own.leaves, found.leaves) if ours else 0
    if not ours:
        relation: Relation = "stranger"
    elif fork == len(own.leaves):
        relation = "same" if fork == len(found.leaves) else "newer"
    else:
        relation = "older" if fork == len(found.leaves) else "branch"
    gained = len(found.leaves) - fork
    return replace(found, relation=relation, lost=_steps(current, fork), gained=gained)


def words(found: Candidate) -> list[str]:
    """What the user must know before deciding, a Chinese sentence each."""
    relation = {
        "same": "它与现在的账本完全一样，恢复它不会改变什么。",
        "older": f"它比现在的账本旧：恢复后，下面{len(found.lost)}次操作会没有。",
        "newer": f"它比现在的账本新，多{found.gained}条历史；恢复它不会丢失什么。",
        "branch": f"它和现在的账本从某一天起各记各的：恢复后，下面{len(found.lost)}次操作会没有，"
        f"换成它的{found.gained}条历史。",
        "stranger": "它是另一本账本，不是现在这一本的备份；现在账本里的记录都不在它里面。",
        "unknown": "现在的账本读不出来，无法比较；恢复后以这份备份为准。",
    }
    village = f"{found.branch}，" if found.branch else ""
    about = f"备份：{village}{found.rows}条记录、{found.head.size}条历史"
    told = [f"{about}，最后一条记于 {found.at[:10] or '（没有）'}。", relation[found.relation]]
    if found.faults:
        told.append(f"注意：检查出{len(found.faults)}处与历史不符，例如：{found.faults[0]}")
    return told


def fork_of(first: list[bytes], second: list[bytes]) -> int:
    """How many leaves two logs have in common."""
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _steps(session: Session, fork: int) -> tuple[Step, ...]:
    """The acts after the first ``fork`` entries, the latest first."""
    later = session.entries("seq > ? AND leaf IS NOT NULL", (fork,))
    acts = [next(group) for _, group in groupby(later, key=lambda entry: entry.txn)]
    return tuple(Step(act.at, act.actor, act.what) for act in reversed(acts))
