"""The commands of the register."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from jdzb.cli import ledger
from jdzb.core import fields, paths
from jdzb.core.errors import JdzbError
from jdzb.ledgers.members import roster, service, service_import
from jdzb.press import xlsx


class NotADay(JdzbError):
    """The day of --as-of cannot be read."""

    sentence = "“{value}”不是日期，没有列出。请写成 2026-06-30 的样子。"


def load(chosen: argparse.Namespace) -> int:
    """Bring in a spreadsheet roster, all of it or nothing; --dry-run only says what would be."""
    plan = roster.plan(xlsx.read_workbook(Path(chosen.file)))
    if chosen.dry_run:
        with ledger.looked_into() as session:
            outcome = service_import.outcome(service_import.preview(session, plan))
    else:
        with ledger.opened() as session:
            outcome = service_import.apply(session, plan)
    if chosen.json:
        ledger.show(outcome.as_json())
        return 0
    print(("（只预览，没有写入）" if chosen.dry_run else "") + outcome.sentence())
    for problem in outcome.problems:
        where = f"{problem.sheet} 第 {problem.row} 行 {problem.column}"
        print(f"  {where}“{problem.value}”：{problem.expected}")
    return 0


def listing(chosen: argparse.Namespace) -> int:
    """List the register as of a day, today by default."""
    day = _day(chosen.as_of) if chosen.as_of else None
    with ledger.opened(existing=True) as session:
        people = service.as_json(session, day)
    if chosen.json:
        ledger.show(people)
        return 0
    for person in people:
        known = (person[key] for key in ("name", "sex", "birth", "status", "group", "post"))
        print("  " + "  ".join([str(value) for value in known if value] + person["marks"]))
    print(f"共 {len(people)} 人，账本在 {paths.ledger_file()}")
    return 0


def _day(text: str) -> date:
    try:
        value = fields.read_day(text)
    except fields.Unreadable:
        value = None
    if value is None:
        raise NotADay(value=text)
    return date.fromisoformat(value)
