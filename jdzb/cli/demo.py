"""A fictional village, filled in through the same services as a real one."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Mapping
from datetime import date, timedelta

from jdzb.cli import (
    demo_appraisals,
    demo_attendance,
    demo_commitments,
    demo_meetings,
    demo_notices,
    demo_visits,
    ledger,
)
from jdzb.core import clock, paths
from jdzb.core.errors import JdzbError
from jdzb.ledgers.duty import service as duty
from jdzb.ledgers.duty import service_month
from jdzb.ledgers.duty.entries import Leave, month_of
from jdzb.ledgers.members import entries, service_standing
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import FIELDS, MOBILE, Mark
from jdzb.store import database
from jdzb.store.branch import save_branch
from jdzb.store.session import Session

BRANCH = {
    "name": "青山村党支部",
    "township": "柳河镇",
    "phone": "0000-2560000",
    "complaint_phone": "0000-2560000",
    "township_phone": "0000-2550000",
}


class NotEmpty(JdzbError):
    """The ledger has members already; a demo must not mix with real records."""

    sentence = "“{folder}”的账本里已经有党员，没有写入示例。请用 --home 另指一个空文件夹。"


class HasLedger(NotEmpty):
    """There is a ledger; a history that began years ago cannot follow on it."""

    sentence = "“{folder}”里已经有账本，没有写入示例。请用 --home 另指一个空文件夹。"


def fill(chosen: argparse.Namespace) -> int:
    """Fill an empty ledger with the demo village; raises NotEmpty otherwise."""
    if chosen.years:
        return _fill_years(chosen.years)
    with ledger.opened() as session:
        if session.rows("members"):
            raise NotEmpty(folder=paths.home())
        ids = village(session)
        demo_meetings.meet(session, ids)
        demo_commitments.commit(session, ids)
        demo_appraisals.appraise(session, ids)
        demo_notices.hang(session)
        count = len(session.rows("members"))
    print(f"已建好示例：青山村党支部，{count} 人，账本在 {paths.ledger_file()}")
    return 0


def _fill_years(count: int) -> int:
    """Fill a new ledger with a village that lived so many years; raises HasLedger."""
    from jdzb.cli import years

    path = paths.ledger_file()
    if path.exists():
        raise HasLedger(folder=paths.home())
    start = years.beginning(count)
    with clock.pretended(start):
        session = database.open_ledger(path, ledger.ACTOR)
    with session:
        save_branch(session, BRANCH)
        years.live(session, start, lambda year: print(f"{year}年过完了", flush=True))
        years.next_month(session)
        size = session.head().size
    print(f"已建好示例：青山村党支部{count}年的账本，{size} 条历史，在 {path}")
    return 0


def village(session: Session) -> dict[str, int]:
    """Write the village: branch, members with statuses and marks, leaves, this and next month.

    Returns the ids by name (of two people of one name, the later).
    """
    with session.together("登记示例党员"):
        save_branch(session, BRANCH)
        ids = {row["name"]: _member(session, row) for row in _rows()}
    today = clock.today()
    leave = today + timedelta(days=18)
    duty.add_leave(session, Leave(ids["吴春生"], leave, leave + timedelta(days=3), "外出看病"))
    month = month_of(today)
    demo_attendance.serve(session)
    service_month.make_roster(session, month)
    service_month.make_roster(session, month.shifted(1))
    demo_attendance.sign(session)
    demo_visits.receive(session, ids)
    return ids


def _rows() -> list[dict[str, str]]:
    source = paths.resources() / "db" / "demo" / "members.csv"
    with source.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _member(session: Session, row: Mapping[str, str]) -> int:
    names = {spec.name for spec in FIELDS}
    card = entries.parse({name: text for name, text in row.items() if name in names})
    member = members.add(session, card, status=row["status"] or None).id
    if row["mark"]:
        service_standing.mark(session, _mark(member, row["mark"]))
    return member


def _mark(member: int, mark: str) -> Mark:
    """A mark since January; mobile members were last in touch one to four months ago."""
    since = date(clock.today().year, 1, 1).isoformat()[:7]
    if mark != MOBILE:
        return Mark(member, mark, since)
    contacted = clock.today() - timedelta(days=30 + member * 7 % 90)
    place = ("广东东莞", "浙江义乌", "省城")[member % 3]
    return Mark(member, mark, since, None, place, "林秀兰", contacted.isoformat())
