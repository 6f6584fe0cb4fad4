"""Where a record of the duty book is shown: its month, its day of sign-in, its visit, its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from jdzb.ledgers.duty.entries import month_of
from jdzb.ledgers.duty.entries_reviews import read_period
from jdzb.ledgers.duty.page.calendar import CalendarView

if TYPE_CHECKING:
    from jdzb.ledgers.duty.page.screen import DutyPage


def open_record(page: DutyPage, table: str, row: int) -> bool:
    """Show it, whatever the filters say; False for what has no line, and what is not in force."""
    acts: Mapping[str, Callable[[DutyPage, Mapping[str, Any]], bool]] = {
        "duty_turns": _turn, "duty_attendance": _sign, "duty_visits": _visit,
        "duty_reviews": _review,
    }  # fmt: skip
    if table not in acts:
        return False
    found = page.session.rows(table, "id = ?", (row,))
    return bool(found) and acts[table](page, found[0])


def _turn(page: DutyPage, row: Mapping[str, Any]) -> bool:
    view, day = page.turn("roster"), date.fromisoformat(row["day"])
    if not isinstance(view, CalendarView):
        return False
    view.search.clear()
    view.show_month(month_of(day), day.day)
    found = [one for one in view.day.turns if one.id == row["id"]]
    if found:
        view.day_card.choose(found[0])
    view.start()
    return bool(found)


def _sign(page: DutyPage, row: Mapping[str, Any]) -> bool:
    from jdzb.ledgers.duty.page.signing import SigningView

    view = page.turn("signing")
    if not isinstance(view, SigningView):
        return False
    view.search.clear()
    view.go(date.fromisoformat(row["day"]))
    return view.show_sign(row["id"])


def _visit(page: DutyPage, row: Mapping[str, Any]) -> bool:
    from jdzb.ledgers.duty.page.visits import VisitsView

    view = page.turn("visits")
    if not isinstance(view, VisitsView):
        return False
    view.show_visit(row["id"])
    view.start()
    return view.list.table.selected() == str(row["id"])


def _review(page: DutyPage, row: Mapping[str, Any]) -> bool:
    from jdzb.ledgers.duty.page.reviews import ReviewsView

    view = page.turn("reviews")
    if not isinstance(view, ReviewsView):
        return False
    view.search.clear()
    view.period = read_period(row["period"])
    view.refresh(None)
    view.table.select(row["member"])
    view.start()
    return view.chosen is not None and view.chosen.review.id == row["id"]
