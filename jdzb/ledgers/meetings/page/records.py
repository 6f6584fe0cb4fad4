"""Where a record of the meetings book is shown: its minutes, its talk, its matter, its plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jdzb.ledgers.meetings.page.screen import MeetingsPage

PARTS = frozenset(
    {
        "meeting_attendance", "meeting_excluded", "meeting_guests", "meeting_items",
        "meeting_criticisms", "meeting_files",
    }
)  # fmt: skip


def open_record(page: MeetingsPage, table: str, row: int) -> bool:
    """Show it, whatever the filters say; False for what has no line, and what is not in force."""
    found = page.session.rows(table, "id = ?", (row,))
    if not found:
        return False
    if table == "meetings":
        return _minutes(page, row)
    if table in PARTS:
        return _minutes(page, found[0]["meeting"])
    if table == "meeting_talks":
        return _talk(page, row)
    if table in ("meeting_matters", "meeting_steps"):
        return _matter(page, found[0].get("matter", row))
    return table == "meeting_plans" and _plan(page, found[0])


def _minutes(page: MeetingsPage, meeting: int) -> bool:
    if not page.session.rows("meetings", "id = ?", (meeting,)):
        return False
    view = page.minutes()
    if view.show_meeting(meeting):
        view.start()
    return True  # where what is typed may not be left, the question has said so


def _talk(page: MeetingsPage, talk: int) -> bool:
    from jdzb.ledgers.meetings.page.talks import TalksView

    view = page.turn("talks")
    if not isinstance(view, TalksView):
        return False
    view.search.clear()
    view.refresh(None)
    view.table.select(talk)
    view.start()
    return view.table.selected() == str(talk)


def _matter(page: MeetingsPage, matter: int) -> bool:
    from jdzb.ledgers.meetings.page.matters import MattersView

    view = page.turn("matters")
    if not isinstance(view, MattersView):
        return False
    view.table.select(matter)
    view.start()
    return view.table.selected() == str(matter)


def _plan(page: MeetingsPage, row: Mapping[str, Any]) -> bool:
    from jdzb.ledgers.meetings.page.plan import PlanView

    view = page.turn("plan")
    if not isinstance(view, PlanView) or not view.offers(row["year"]):
        return False
    view.show_year(row["year"])
    view.table.select(row["id"])
    return view.table.selected() == str(row["id"])
