"""What every page is: a header bar, a body, and answers to the keys of the window."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from jdzb.gui.kit import dialogs, theme
from jdzb.gui.kit.header import PageHeader
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Action, Card

if TYPE_CHECKING:
    from jdzb.core.ledger import Changed, Conduct, Due, Told
    from jdzb.core.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Posted:
    """A notice that hangs, or hung: its number and title, the day, what it was made from."""

    id: int
    title: str
    day: str
    source: str = ""


class Wall(Protocol):
    """What the books have for a page that does not know them."""

    def sheets(self) -> Sequence[tuple[str, Sheet]]:
        """What the other books print now for the wall: ``key:title`` and the sheet."""

    def posted_notices(self) -> Sequence[Posted]:
        """The notices that hang or hung, the latest first."""

    def told_of(self, member: int, year: int) -> Told:
        """What all books tell of one member in a year."""

    def facts_of(self, members: Sequence[int], year: int) -> Sequence[Conduct]:
        """The facts all books tell of some members in a year."""

    def records(self, book: str) -> Sequence[Posted]:
        """The newest main records of another book, and what each is called."""

    def unanswered(self, sources: Collection[str], notices: Collection[int]) -> Sequence[str]:
        """The objections nobody answered to notices made from these sources, or of these ids."""


class Window(Protocol):
    """What a page may ask of the window that holds it."""

    @property
    def board(self) -> Wall:
        """The way from the books to the noticeboard, and to the card of a member."""

    def on_changed(self, changed: Changed) -> None:
        """Tell what a write did: pages that show its tables are redrawn, the status bar says it."""

    def say(self, sentence: str) -> None:
        """Show a sentence in the status bar for a while."""

    def open_page(self, key: str) -> Page:
        """Go to another page (it may refuse to leave this one) and return it."""

    def badge(self, key: str, count: int) -> None:
        """Show a count on the rail; 0 takes it away."""

    def open_file(self, file: Path) -> None:
        """Hand a file to the system's own viewer."""

    def open_due(self, due: Due) -> None:
        """Do what the button of a due line promises, on the page of its book."""

    def open_record(self, table: str, row: int) -> None:
        """Show a record of any book on the page of its book."""

    def open_settings(self) -> None:
        """Open the settings of this machine and of the branch."""

    def show_changes(self) -> None:
        """Show everything written today, each change to be undone by itself."""

    def show_history(self, rows: Sequence[tuple[str, int]], title: str) -> None:
        """Show every version of records that belong together; ``title`` says what they are."""


class Screen(ttk.Frame):
    """What a page and a view of a page have in common. Subclasses fill ``build`` and ``refresh``.

    ``header`` is the bar on top of the page, ``body`` the warm ground below it.
    """

    KEY: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""

    shell: Window
    session: Any
    header: PageHeader
    body: ttk.Frame

    def build(self) -> None:
        """Make the widgets, once."""

    def refresh(self, changed: Changed | None) -> None:
        """Read the ledger again and show it; ``changed`` is what was written, None for all."""

    def buttons(self) -> Sequence[Action]:
        """The buttons of the header, the primary one last."""
        return ()

    def start(self) -> None:
        """Put the focus where typing should begin; called when the page comes to the front."""
        self.focus_search()

    def focus_search(self) -> None:
        """F3: put the focus into the search box."""

    def print_(self) -> None:
        """Ctrl+P: print what the page shows."""
        self.shell.say("这一页没有可打印的内容。")

    def history(self) -> None:
        """Ctrl+H: every version of the record chosen."""
        self.shell.say("这一页没有选中的记录，看不了历史。")

    def save(self) -> bool:
        """Ctrl+S: save what is typed; False when it could not be saved."""
        return True

    def unsaved(self) -> bool:
        """True when something typed has not been saved."""
        return False

    def discard(self) -> None:
        """Forget what is typed and not saved."""

    def can_leave(self) -> bool:
        """Ask, when something is not saved, whether to save it; False keeps the user here."""
        if not self.unsaved():
            return True
        answer = dialogs.ask_choice(
            self, "填写的内容还没有保存。", ("保存", "不保存", "返回继续填写"), title="尚未保存"
        )
        if answer == "不保存":
            self.discard()
            return True
        return answer == "保存" and self.save()


class BookCard(Card):
    """What a book shows of itself on the first page."""

    def refresh(self) -> None:
        """Read the ledger again and show it."""

    def told(self) -> Sequence[tuple[str, str, str]]:
        """The same in three columns, for paper."""
        return ()


class Page(Screen):
    """One page of the rail; its widgets are made when it is first opened.

    ``TABLES`` are the tables it shows: after a write to one of them it is refreshed. ``HELP`` is
    the text of F1.
    """

    HELP: ClassVar[str] = ""
    TABLES: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, parent: tk.Misc, shell: Window, session: Any) -> None:
        super().__init__(parent, style="Page.TFrame")
        self.shell, self.session = shell, session
        self.header = PageHeader(self)
        self.header.pack(fill="x")
        self.header.show(self.TITLE)
        self.body = ttk.Frame(self, style="Page.TFrame")
        gap, side = px(self, theme.GAP), px(self, theme.MARGIN)
        self.body.pack(fill="both", expand=True, padx=side, pady=gap)
        self.build()
        self.header.set_actions(self.buttons())
        self.refresh(None)

    def open_due(self, due: Due) -> None:
        """What the button of a due line of this book promises: its form, filled as far as known.

        The page is in front already; without a form of its own it is all there is to show.
        """

    def open_record(self, table: str, row: int) -> bool:
        """Show this record of the book, in front already; False when it has no place here."""
        del table, row
        return False

    def shows(self, changed: Changed) -> bool:
        """True when a write concerns what the page shows."""
        return bool(self.TABLES & changed.tables)

    @staticmethod
    def book_card(parent: tk.Misc, shell: Window, session: Any) -> BookCard | None:
        """What the book shows on the first page; None when it has nothing for it."""
        del parent, shell, session
        return None

    @staticmethod
    def read_ahead() -> None:
        """Import what the page needs only later; called in a thread once the window stands."""
