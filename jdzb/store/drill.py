"""The restore drill: once a month the latest good backup is brought back in a folder of its own.

A backup nobody ever brought back is a hope. What the last drill found lies beside the backups.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from jdzb.core import clock
from jdzb.core.errors import JdzbError
from jdzb.store import anchors, backup, check, proofs, readonly, restore, scratch
from jdzb.store.names import NAMELESS, Names

NOTE = "恢复演练.json"
_EVERY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Drill:
    """What a drill found: its day, which backup, how many entries; ``why`` it failed, or ''."""

    day: str
    file: str
    entries: int
    why: str = ""


def due(home: Path) -> bool:
    """True when there is a good backup and none was tried for a month."""
    seen = last(home)
    with contextlib.suppress(ValueError):
        if seen and abs(clock.today() - date.fromisoformat(seen.day)) < _EVERY:
            return False
    return backup.good(home) is not None


def last(home: Path) -> Drill | None:
    """What the last drill found; None when there was none."""
    try:
        found = json.loads((home / backup.FOLDER / NOTE).read_text(encoding="utf-8"))
        return Drill(str(found["day"]), str(found["file"]), int(found["entries"]), found["why"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def run(home: Path, names: Names = NAMELESS) -> Drill | None:
    """Restore the latest good backup elsewhere and compare; on any thread. None without a backup.

    The ledger is not touched, nothing is remembered of the trial. A fault is told by ``names``.
    """
    tried = backup.good(home)
    if tried is None:
        return None
    try:
        why = _try(tried, names)
    except (JdzbError, OSError) as error:
        why = str(error)
    found = Drill(clock.today().isoformat(), tried.path.name, tried.entries, why)
    with contextlib.suppress(OSError):
        text = json.dumps(asdict(found), ensure_ascii=False)
        (home / backup.FOLDER / NOTE).write_text(text, encoding="utf-8")
    return found


def _try(tried: backup.Backup, names: Names) -> str:
    """Bring it back; why it is not the same, or ''."""
    with scratch.folder() as folder:
        ledger = Path(folder) / "支部台账.db"
        restore.restore(tried.path, ledger, "程序", "恢复演练", names)
        with readonly.open_readonly(ledger, private=False) as session:
            if told := check.told(session, check.check_ledger(session).faults[:1], names):
                return told[0]
            leaves = anchors.read_log(session.connection).leaves
    same = tried.head is not None and proofs.root_at(leaves, tried.entries) == tried.head.root
    return "" if same else "恢复出来的历史与备份不一样。"


def words(drill: Drill | None) -> str:
    """One Chinese sentence for the window."""
    if drill is None:
        return "还没有做过恢复演练。"
    if drill.why:
        return f"{drill.day} 的恢复演练没有成功：{drill.why}请马上另做一份备份。"
    return f"上次恢复演练：{drill.day}，用“{drill.file}”，{drill.entries}条历史全部恢复成功。"
