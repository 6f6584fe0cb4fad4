"""Where a record of the commitments book is shown: its promise, its step, its wish, its post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jdzb.ledgers.commitments.page.screen import CommitmentsPage


def open_record(page: CommitmentsPage, table: str, row: int) -> bool:
    """Show it, whatever the filters say; False for what is not in force."""
    found = page.session.rows(table, "id = ?", (row,))
    if found and table in ("commitment_progress", "commitment_files"):
        found = page.session.rows("commitments", "id = ?", (found[0]["commitment"],))
    if not found:
        return False
    if table == "commitment_wishes":
        return _wish(page, found[0])
    if table == "commitment_posts":
        return _post(page, found[0]["name"])
    if table in ("commitment_steps", "commitment_ballots"):
        return _step(page, found[0])
    return _promise(page, found[0])


def _promise(page: CommitmentsPage, row: Mapping[str, Any]) -> bool:
    view = page.promises()
    view.show_year(row["year"])
    view.list.table.select(row["id"])
    view.start()
    return view.list.table.selected() == str(row["id"])


def _step(page: CommitmentsPage, row: Mapping[str, Any]) -> bool:
    """The year; on the button of the step, or of the count of the ballots."""
    view = page.promises()
    view.show_year(row["year"])
    view.strip.buttons.get(row.get("step", ""), view.strip.tally).focus_set()
    return True


def _wish(page: CommitmentsPage, row: Mapping[str, Any]) -> bool:
    from jdzb.ledgers.commitments.page.wishes import WishesView

    view = page.turn("wishes")
    if not isinstance(view, WishesView):
        return False
    view.show_wish(row["id"], row["day"])
    view.start()
    return view.table.selected() == str(row["id"])


def _post(page: CommitmentsPage, name: str) -> bool:
    from jdzb.ledgers.commitments.page.posts import PostsView

    view = page.turn("posts")
    if not isinstance(view, PostsView):
        return False
    view.search.clear()
    view.refresh(None)
    view.table.select(name)
    view.start()
    return view.table.selected() == name
