"""Where a record of the noticeboard is shown: the notice itself, or that it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jdzb.ledgers.notices.page.screen import NoticesPage


def open_record(page: NoticesPage, table: str, row: int) -> bool:
    """Show it, whatever the filters say; False for what is not in force."""
    found = page.session.rows(table, "id = ?", (row,))
    notice = found[0].get("notice", row) if found else 0
    if notice not in {one.notice.id for one in page.whole}:
        return False
    page.search.clear()
    page.refresh(None)
    page.show_notice(notice)
    page.choose(str(notice))
    page.table.start()
    return page.table.selected() == str(notice)
