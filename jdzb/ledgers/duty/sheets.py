"""What the duty book prints: the roster of a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from jdzb.core import sheet
from jdzb.core.branch import Branch
from jdzb.core.sheet import Calendar, Day, InfoLine, Note, Sheet, Source
from jdzb.ledgers.duty.entries import DutySettings, Month

CONTENT = "党员值班安排"


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day as printed: the names, weekend or holiday in red, a short note (元旦, 不值班)."""

    day: date
    names: tuple[str, ...] = ()
    accent: bool = False
    note: str = ""


def roster_title(month: Month) -> str:
    """What the roster of a month is called."""
    return f"{month.words}党员值班表"


def roster(
    month: Month,
    days: Sequence[PrintedDay],
    settings: DutySettings,
    branch: Branch,
    paper: sheet.Paper = sheet.A4,
) -> Sheet:
    """The month's roster for the wall: calendar, hours, place, telephone and duties."""
    grid = tuple(Day(one.day, one.names, one.accent, one.note) for one in days)
    place = f"值班地点：{settings.place}" if settings.place else "值班地点：待补充"
    phone = f"服务电话：{branch.phone}" if branch.phone else "服务电话：待补充"
    blocks: list[sheet.Block] = [InfoLine(place, settings.hours(), phone), Calendar(grid)]
    if settings.tasks:
        blocks.append(Note(f"值班职责：{settings.tasks}"))
    footer = replace(branch.footer(CONTENT), since=month.first, until=month.last)
    return Sheet(
        title=roster_title(month),
        branch=branch.title or "支部名称待补充",
        blocks=tuple(blocks),
        paper=paper,
        footer=footer,
        public=True,
        sources=_sources(month),
    )


def _sources(month: Month) -> tuple[Source, ...]:
    """Turns and closed days of the month, the names, the settings of duty and branch."""
    first, last = month.first.isoformat(), month.last.isoformat()
    return (
        Source("duty_turns", "day", first, last),
        Source("duty_closures", "since", first, last),
        Source("duty_closures", "until", first, last),
        Source("members", "name"),
        Source("settings", "key", "duty.", "duty.~"),
        Source("settings", "key", "branch.", "branch.~"),
    )
