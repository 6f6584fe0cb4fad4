"""Between the books and the noticeboard: what may be posted, and what was printed for it."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Protocol

from jdzb.core.errors import JdzbError
from jdzb.core.sheet import Sheet
from jdzb.gui.kit.page import Page
from jdzb.store.session import Session

KEY = "notices"


class Window(Protocol):
    """What the board asks of the window."""

    session: Session

    @property
    def page(self) -> Page:
        """The page in front."""

    def open_page(self, key: str) -> Page:
        """Bring a page to the front."""

    def badge(self, key: str, count: int) -> None:
        """Show a count on the rail."""


class Board:
    """``offers`` and ``posted`` serve the print dialog, ``sheets`` the page of the noticeboard.

    The source of a sheet is the key of its book and its title: ``duty:2026年12月党员值班表``.
    """

    def __init__(self, window: Window) -> None:
        self._window, self._awake = window, False

    def wake(self) -> None:
        """From now on the rail says how many notices want a hand; the books have been read."""
        self._awake = True
        self.remind()

    def remind(self) -> None:
        """Count again: any book may have changed what hangs on the wall."""
        if not self._awake:
            return
        from jdzb.ledgers import LEDGERS

        for book in LEDGERS:
            with contextlib.suppress(JdzbError):  # what cannot be read is said by its own page
                if book.key == KEY:
                    due = {one.subject for one in book.due(self._window.session)}
                    self._window.badge(KEY, len(due))

    def offers(self, sheet: Sheet) -> bool:
        """True for a public sheet; the page of the noticeboard prints its own without asking."""
        return sheet.public

    def posted(self, sheet: Sheet, seq: int) -> None:
        """Open the form of the register, filled as far as the stamped sheet tells."""
        source = f"{self._window.page.KEY}:{sheet.title}"
        page = self._window.open_page(KEY)
        if page.KEY == KEY:
            page.enter_printed(source, sheet, seq)  # type: ignore[attr-defined]

    def sheets(self) -> Sequence[tuple[str, Sheet]]:
        """What the other books print now for the wall: source and sheet."""
        from jdzb.ledgers import LEDGERS

        return [
            (f"{book.key}:{sheet.title}", sheet)
            for book in LEDGERS
            if book.key != KEY
            for sheet in book.sheets(self._window.session)
            if sheet.public
        ]
