"""Where a record of the register is shown: the card of the person it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jdzb.ledgers.members.page.screen import MembersPage


def open_record(page: MembersPage, table: str, row: int) -> bool:
    """Show the card, whatever list it stands on; False for a card or a line not in force."""
    if table == "members":
        return _card(page, row)
    found = page.session.rows(table, "id = ?", (row,))
    return bool(found) and _card(page, found[0]["member"])


def _card(page: MembersPage, member: int) -> bool:
    if member not in {one.id for one in page.known.members}:
        return False
    page.people.go_today()
    page.show_member(member)
    page.choose(str(member))
    page.start()
    if page.split.stacked:
        page.read()
    return page.people.table.selected() == str(member)
