"""Between the books and pages that do not know them: what may be posted, what was printed for the
noticeboard, what all books tell of a member.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol

from jdzb.core.errors import JdzbError
from jdzb.gui.kit.page import Page, Posted
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.core.ledger import Conduct, Ledger, Told
    from jdzb.core.sheet import Sheet

KEY, CORRECT, ANSWER = "notices", "更正", "答复"  # the buttons of what wants a hand

NEWEST = 60  # records of another book that one may be chosen from


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
    """``offers`` and ``posted`` serve the print dialog, ``sheets`` the page of the noticeboard,
    ``told_of`` that of the members.

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
        with contextlib.suppress(JdzbError):  # what cannot be read is said by its own page
            due = {one.subject for one in self._book().due(self._window.session)}
            self._window.badge(KEY, len(due))

    def _book(self) -> Ledger:
        from jdzb.ledgers import LEDGERS

        return next(book for book in LEDGERS if book.key == KEY)

    def offers(self, sheet: Sheet) -> bool:
        """True for a public sheet that does not hang yet, or hangs there out of date."""
        if not sheet.public:
            return False
        book, session = self._book(), self._window.session
        source = self._source(sheet)
        hangs = [
            one.id
            for one in book.browse(session)
            if one.source == source and one.posted_on and not one.taken_on
        ]
        stale = {one.subject for one in book.due(session) if one.button == CORRECT}
        return not hangs or hangs[-1] in stale

    def posted(self, sheet: Sheet, seq: int) -> None:
        """Open the form of the register, filled as far as the stamped sheet tells."""
        source = self._source(sheet)
        page = self._window.open_page(KEY)
        if page.KEY == KEY:
            page.enter_printed(source, sheet, seq)  # type: ignore[attr-defined]

    def _source(self, sheet: Sheet) -> str:
        return f"{self._window.page.KEY}:{sheet.title}"

    def posted_notices(self) -> Sequence[Posted]:
        """The notices that hang or hung, the latest first."""
        every = self._book().browse(self._window.session)
        posted = [one for one in every if one.posted_on]
        found = [Posted(one.id, one.title, one.posted_on, one.source or "") for one in posted]
        return sorted(found, key=lambda one: (one.day, one.id), reverse=True)

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

    def told_of(self, member: int, year: int) -> Told:
        """What all books tell of one member in a year."""
        from jdzb import ledgers

        return ledgers.told_of(self._window.session, member, year)

    def facts_of(self, members: Sequence[int], year: int) -> Sequence[Conduct]:
        """The facts all books tell of some members in a year."""
        from jdzb import ledgers

        return ledgers.facts_of(self._window.session, members, year)

    def records(self, book: str) -> Sequence[Posted]:
        """The newest main records of another book, what each is called."""
        from jdzb import ledgers

        session = self._window.session
        found = next((one for one in ledgers.LEDGERS if one.key == book), None)
        if found is None:
            return ()
        table, title = found.tables[0], ledgers.titling(session)
        newest = sorted(found.browse(session), key=lambda one: -one.id)[:NEWEST]
        return [Posted(one.id, title(table.name, one.id), "") for one in newest]

    def unanswered(self, sources: Collection[str], notices: Collection[int]) -> Sequence[str]:
        """The objections nobody answered to notices made from these sources, or of these ids."""
        book, session = self._book(), self._window.session
        meant = {
            one.id for one in book.browse(session) if one.source in sources or one.id in notices
        }
        due = book.due(session)
        return [one.what for one in due if one.button == ANSWER and one.subject in meant]
