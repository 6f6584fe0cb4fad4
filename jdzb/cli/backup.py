"""The commands that back the ledger up and bring a backup back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from jdzb import ledgers
from jdzb.cli import ledger
from jdzb.core import paths
from jdzb.core.errors import JdzbError
from jdzb.store import backup, candidate, database, restore
from jdzb.store.names import Names

REASON = "用命令行恢复"


def make(chosen: argparse.Namespace) -> int:
    """Back the ledger up, to the second place too; 0 only when the copy is sound."""
    with ledger.opened(existing=True) as session:
        draft = backup.start(session)
    made = backup.finish(draft)
    facts = {
        "path": str(made.path), "size": made.size, "entries": made.entries, "ok": made.ok,
    }  # fmt: skip
    if chosen.json:
        ledger.show(facts)
    else:
        print(f"已备份到 {made.path}（{made.entries} 条历史）。")
    if not made.ok:
        print("这份备份检查出问题，已标“待查”；请运行 check 看是哪里。", file=sys.stderr)
    backup.settle(made, backup.second_place(paths.home()))
    return 0 if made.ok else 1


def bring_back(chosen: argparse.Namespace) -> int:
    """Examine a backup, say what is lost, and put it in the ledger's place."""
    path, backed = paths.ledger_file(), Path(chosen.file).expanduser().absolute()
    names = Names(ledgers.naming, ledgers.titling)
    found = _beside_the_ledger(restore.examine(backed, names), path)
    done = restore.restore(found.path, path, ledger.ACTOR, chosen.reason or REASON, names)
    lost = [{"at": step.at, "actor": step.actor, "what": step.what} for step in found.lost]
    if chosen.json:
        kept = str(done.kept) if done.kept else None
        ledger.show(
            {"entries": done.head.size, "relation": found.relation, "lost": lost, "kept": kept}
        )
        return 0
    for sentence in candidate.words(found):
        print(sentence)
    for step in found.lost:
        print(f"  {step.at[:10]} {step.actor} {step.what}")
    print("已恢复，并记入了历史。")
    if done.kept:
        print(f"原来的账本没有删除，放在 {done.kept}。")
    return 0


def _beside_the_ledger(found: candidate.Candidate, path: Path) -> candidate.Candidate:
    """The backup compared with the ledger, where that can be read. Raises LedgerInUse."""
    if not path.exists():
        return found
    try:
        with database.open_ledger(path, ledger.ACTOR) as session:
            return candidate.compare(found, session)
    except database.LedgerInUse:
        raise
    except JdzbError:  # damaged: that is what the backup is for
        return found
