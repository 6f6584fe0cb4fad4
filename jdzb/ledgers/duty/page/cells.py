"""What the calendar shows of a month, day by day."""

from __future__ import annotations

from datetime import date

from jdzb.core import clock, people
from jdzb.core.workdays import DayKind
from jdzb.gui.kit.calendar import CellView
from jdzb.ledgers.duty import service_month
from jdzb.ledgers.duty.entries import BY_HAND, WEEKDAYS, month_of
from jdzb.ledgers.duty.service_month import DayView, MonthView
from jdzb.store.session import Session

OFF, BACK = "不值班", "上班"


def cells(view: MonthView, today: date, query: str = "") -> dict[int, CellView]:
    """Every day of the month; names that ``query`` means are marked as found."""
    return {day.day.day: _cell(day, today, query) for day in view.days}


def _cell(day: DayView, today: date, query: str) -> CellView:
    closed = day.need == 0 and not day.turns
    found = [name for name in day.names if query and people.match(query, name)]
    return CellView(
        lines=(OFF,) if closed else day.names,
        note=_note(day),
        badge=badge(day) if day.day >= today else "",
        accent=day.kind is not DayKind.WORKDAY,
        muted=closed or day.day < today,
        hand=any(turn.origin == BY_HAND for turn in day.turns),
        found=found[0] if found else "",
    )


def hits(view: MonthView, query: str) -> list[date]:
    """The days on which someone serves whom the query means; none without a query."""
    return [
        day.day
        for day in view.days
        if query and any(people.match(query, name) for name in day.names)
    ]


def badge(day: DayView) -> str:
    """What is wrong with a day in a word: 不值班, 请假冲突, 冲突, 缺1人; empty when nothing is."""
    if day.shut:
        return OFF
    clashes = [turn.clash for turn in day.turns if turn.clash]
    if clashes:
        return "请假冲突" if "请假" in clashes[0] else "冲突"
    return day.why.split("：")[0] if day.need and day.why else ""


def attention(session: Session) -> int:
    """How many days of this month and the next, from today on, need a hand."""
    this, today = month_of(clock.today()), clock.today()
    views = [service_month.view(session, month) for month in (this, this.shifted(1))]
    return sum(bool(badge(day)) for view in views for day in view.days if day.day >= today)


def _note(day: DayView) -> str:
    if day.holiday:
        return day.holiday
    if day.kind is DayKind.WORKDAY and day.day.weekday() > 4:
        return BACK
    return ""


def words(day: date) -> str:
    """12月16日 星期三."""
    return f"{day.month}月{day.day}日 {WEEKDAYS[day.weekday()]}"


def short(day: date) -> str:
    """12月16日."""
    return f"{day.month}月{day.day}日"
