"""The commands about the file as a whole."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jdzb.core import paths
from jdzb.core.errors import JdzbError
from jdzb.store import database
from jdzb.store.session import Session

ACTOR = "命令行"


class NoLedger(JdzbError):
    """There is no ledger to examine."""

    sentence = "“{folder}”里没有账本，没有改动什么。请用 --home 指出账本所在的文件夹。"


@contextlib.contextmanager
def opened(*, existing: bool = False) -> Iterator[Session]:
    """The ledger of this home; with ``existing``, raises NoLedger instead of making one."""
    path = paths.ledger_file()
    if existing and not path.exists():
        raise NoLedger(folder=path.parent)
    with database.open_ledger(path, ACTOR) as session:
        yield session


@contextlib.contextmanager
def looked_into() -> Iterator[Session]:
    """The ledger of this home, or an empty one elsewhere, so that looking makes no file."""
    path = paths.ledger_file()
    with tempfile.TemporaryDirectory() as folder:
        target = path if path.exists() else Path(folder) / path.name
        with database.open_ledger(target, ACTOR) as session:
            yield session


def show(value: Any) -> None:
    """Print a value as JSON, Chinese left readable."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()


def check(chosen: argparse.Namespace) -> int:
    """Examine the whole ledger; 0 only when nothing is wrong."""
    from jdzb import ledgers
    from jdzb.store import check as examination

    with opened(existing=True) as session:
        report = examination.check_ledger(session)
        findings = examination.findings(report, ledgers.naming, ledgers.titling(session))
    if chosen.json:
        show({"ok": report.ok, "findings": findings})
        return 0 if report.ok else 1
    print(f"检查了 {report.rows} 条记录、{report.entries} 条历史。")
    for sentence in findings:
        print(f"  {sentence}")
    print("账本完整，与历史一致。" if report.ok else f"发现 {len(findings)} 处不对，账本没有改动。")
    return 0 if report.ok else 1
