"""The commands of the duty book."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from jdzb.cli import ledger
from jdzb.core import sheet as sheets
from jdzb.core.errors import Refused
from jdzb.ledgers.duty import service_month, service_outlook
from jdzb.ledgers.duty.entries import WEEKDAYS, read_month
from jdzb.ledgers.duty.service_month import DayView, MonthView
from jdzb.press import pdf
from jdzb.store import printout


def roster(chosen: argparse.Namespace) -> int:
    """Roster a month, keeping what was changed by hand, and print it."""
    month = read_month(chosen.month)
    with ledger.opened() as session:
        view, _ = service_month.make_roster(session, month)
    if chosen.json:
        ledger.show(as_json(view))
    else:
        _tell(view)
    return 0


def as_json(view: MonthView) -> dict[str, object]:
    """A month as plain objects; ``turns`` are those of everyone in the rota over the year."""
    days = [
        {"date": day.day.isoformat(), "members": list(day.names), "why": _all_told(day)}
        for day in view.days
    ]
    return {"month": str(view.month), "days": days, "turns": dict(view.turns)}


def _all_told(day: DayView) -> str | None:
    """Why the day is not full, and what else is out of the ordinary with it; None when nothing."""
    return "；".join(told for told in (day.why, *day.notes) if told) or None


def sheet(chosen: argparse.Namespace) -> int:
    """Write the month's roster as PDF; refuses a month that has none."""
    month, paper = read_month(chosen.month), sheets.paper(chosen.paper)
    with ledger.opened(existing=True) as session:
        view = service_month.view(session, month)
        if not view.rostered:
            raise Refused(
                why=f"{month.words}还没有排班，没有出表。请先排班（main.py duty roster {month}）。"
            )
        for day in view.shut():
            print(f"请注意：{day.day:%m-%d} {day.why}，却还排着人。", file=sys.stderr)
        page = service_outlook.view_sheet(session, view, paper)
        pdf.check(page)
        target = Path(chosen.output or page.filename())
        pdf.write(printout.stamp(session, page), target)
    print(f"已写好 {target}")
    return 0


def _tell(view: MonthView) -> None:
    print(f"{view.month.words}值班表" + ("（节假日暂算）" if view.provisional else ""))
    for day in view.days:
        names = "、".join(day.names)
        weekday = WEEKDAYS[day.day.weekday()]
        told = _all_told(day)
        print(f"  {day.day:%m-%d} {weekday}  {names}{'  ' + told if told else ''}")
    print(f"轮值的 {len(view.turns)} 人，全年次数最多差 {view.spread} 次。")
    for told in (*view.gaps, *view.remarks):
        print(f"  {told}")
