"""What the two windows on the history share: a list, one version beside it, undoing it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk
from typing import Protocol

from jdzb.core import people
from jdzb.core.errors import JdzbError
from jdzb.core.ledger import Changed
from jdzb.gui import undoing
from jdzb.gui.compare import UNDONE, Comparison
from jdzb.gui.kit import dialogs, theme
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.textfit import shorten
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import EmptyState, SearchBox, Wrapped
from jdzb.gui.wording import Wording
from jdzb.store.history import Version
from jdzb.store.session import Session
from jdzb.store.undo import REDO, UNDO, ChangedSince, entries_of

LARGE = 125  # per cent of text size above which both halves are equally wide
ELIDED, CELL_PAD = ("what", "why"), 22  # columns of any length; units beside a text in its cell
UNDO_KEY = "（Delete）"


class Host(Protocol):
    """What the windows ask of the window below them."""

    def on_undone(self, changed: Changed) -> None:
        """Redraw after an undo, and say it."""

    def show_history(self, rows: Sequence[tuple[str, int]], title: str) -> None:
        """Open the history of some records."""


class VersionsDialog(Dialog[tuple[str, int]]):
    """Subclasses give ``columns``, ``read()``, ``cells(version)`` and may add a ``header``."""

    columns: Sequence[Col] = ()
    empty = "没有改动。"

    def __init__(self, parent: tk.Misc, host: Host, session: Session, title: str) -> None:
        self.host, self.session = host, session
        self.wording = Wording(session)
        self.versions: dict[str, Version] = {}
        self._led_to = 0  # the later change the program itself chose
        super().__init__(parent, title)

    def build(self, body: ttk.Frame) -> None:
        """The search box, the list and the version chosen, what was done, the buttons."""
        self.header(body)
        self._stage = ttk.Frame(body)
        self.told = Wrapped(body, style="Amber.TLabel")
        self.told.configure(width=1)
        self.told.pack(side="bottom", fill="x", pady=(px(self, 8), 0))
        self._stage.pack(fill="both", expand=True)
        self.table = Table(
            self._stage, self.columns, on_open=lambda _: self.button.focus_set(),
            on_select=self._choose, find=lambda typed, line: typed in "".join(line.cells),
        )  # fmt: skip
        self.none = EmptyState(self.table, self.empty)
        self.table.set_empty(self.none)
        self.comparison = Comparison(self._stage)
        self._halve()
        self.button = self.add_button(UNDO + UNDO_KEY, self.undo)
        self.more_buttons()
        self.add_button("关闭", self.cancel, primary=True)
        self.search.bind("<Escape>", lambda _: self._escape())
        self.table.tree.bind("<Delete>", lambda _: self.undo())
        self.table.tree.bind("<Configure>", lambda _: self._elide(), add=True)
        for key in ("<Control-f>", "<Control-F>"):
            self.bind(key, lambda _: self.search.focus_set())
        self.search.bind("<Down>", lambda _: self.table.start())
        self.first = self.table.tree
        self.fill()
        self._measure(body)

    def header(self, body: ttk.Frame) -> None:
        """The line above the list: the search box."""
        self.search = SearchBox(
            body, lambda _: self.fill(), hint="查找：姓名、拼音、内容、原因", width=34
        )
        self.search.pack(fill="x", pady=(0, px(self, 10)))

    def more_buttons(self) -> None:
        """Buttons between 撤销 and 关闭."""

    def read(self) -> list[Version]:
        """The versions to list, the latest first."""
        raise NotImplementedError

    def cells(self, version: Version) -> tuple[str, ...]:
        """The texts of a line."""
        raise NotImplementedError

    def fill(self, chosen: str | None = None) -> None:
        """Read the history again and list what is looked for; the first line is chosen."""
        sought = self.search.text.lower()
        chosen = chosen or self.table.selected()
        self.wording = Wording(self.session)
        found = [one for one in self.read() if self._meant(one, sought)]
        self.versions = {str(one.txn): one for one in found}
        self.none.show("没有找到。" if sought else self.empty)
        self.table.show([self._line(one) for one in found])
        self._elide()
        shown = chosen if chosen in self.versions else next(iter(self.versions), None)
        self.table.select(*([shown] if shown else []))
        self._choose(shown)

    @property
    def version(self) -> Version | None:
        """The version chosen."""
        return self.versions.get(self.table.selected() or "")

    def undo(self) -> None:
        """Undo the version chosen, or do again what is undone; says why when it cannot be."""
        version = self.version
        if version is None or not self._agreed(version):
            return
        try:
            changed, news = undoing.undo(self.session, version.undone or version.txn)
        except ChangedSince as error:
            self.find(error)
            self._led_to = int(str(error.facts["txn"]))
            self.say(str(error))
        except JdzbError as error:
            self.say(str(error))
        else:
            self.host.on_undone(changed)
            self.fill(str(version.txn))
            back = UNDO if version.undone else REDO
            self.say(f"已{changed.what}。要反悔，再按“{back}”。{news}", calm=not news)

    def _agreed(self, version: Version) -> bool:
        """Ask where more would be taken back than meant: one of 52 imported people, or a whole
        month that the program chose when something earlier could not be undone.
        """
        entries = entries_of(self.session, version.txn)
        touched = len({(entry.table, entry.pk) for entry in entries if entry.op != "X"})
        act = REDO if version.undone else UNDO
        if touched <= len(version.parts):
            if touched == 1 or version.txn != self._led_to:
                return True
            question = f"“{self.wording.what(version)}”一次改了 {touched} 条记录，要一起{act}吗？"
            return dialogs.ask_yes_no(self, question, yes=f"全部{act}")
        question = (
            f"“{self.wording.what(version)}”一次改了 {touched} 条记录，这里只列出其中 "
            f"{len(version.parts)} 条。{act}会把 {touched} 条一起{act}。"
        )
        return dialogs.ask_yes_no(self, question, yes=f"全部{act}")

    def find(self, error: ChangedSince) -> None:
        """Choose the later change that stands in the way, where it is listed."""
        if str(error.facts["txn"]) in self.versions:
            self.table.select(str(error.facts["txn"]))
            self._choose(None)

    def say(self, text: str, *, calm: bool = False) -> None:
        """A sentence below the list."""
        self.told.configure(style="Green.TLabel" if calm else "Amber.TLabel")
        self.told.show(text)

    def _elide(self) -> None:
        """End in … what is longer than its column; the whole text stands at the right."""
        tree = self.table.tree
        for place, column in enumerate(self.columns):
            room = tree.column(column.key, "width") - px(self, CELL_PAD)
            for line in self.table.lines() if room > 0 and column.key in ELIDED else ():
                text = shorten(self, line.cells[place], room, "Body")
                tree.set(str(line.id), column.key, text)

    def _line(self, version: Version) -> Line:
        tone = "amber" if version.foreign else "" if version.undoable else "grey"
        if version.undone:
            tone = "grey"
        return Line(version.txn, self.cells(version), (tone,) if tone else ())

    def _meant(self, version: Version, sought: str) -> bool:
        if not sought or sought in self.wording.search_text(version).lower():
            return True
        spelled = sought.isascii() and sought.isalpha()
        return spelled and any(people.match(sought, name) for name in self.wording.names(version))

    def _choose(self, _: str | None) -> None:
        version, before = self.version, self.comparison.version
        if version is None or before is None or version.txn != before.txn:
            self.told.show("")
        self.comparison.show(version, self.wording)
        again = version is not None and version.undone
        self.button.configure(text=(REDO if again else UNDO) + UNDO_KEY)
        self.button.state(["!disabled" if version and version.undoable else "disabled"])

    def _escape(self) -> str | None:
        """Esc empties the search first, then closes."""
        if not self.search.text:
            return None
        self.search.clear()
        return "break"

    def _halve(self) -> None:
        large = theme.percent(self) > LARGE
        for column, weight in enumerate((1, 1) if large else (6, 4)):
            self._stage.columnconfigure(column, weight=weight, uniform="half")
        self._stage.rowconfigure(0, weight=1)
        self.table.grid(row=0, column=0, sticky="nswe")
        self.comparison.grid(row=0, column=1, sticky="nswe", padx=(px(self, 18), 0))
        self._stage.grid_propagate(False)

    def _measure(self, body: ttk.Frame) -> None:
        """Give the middle the room the screen leaves it."""
        self.update_idletasks()
        others = body.winfo_reqheight() - self._stage.winfo_reqheight()
        height = self.winfo_screenheight() - px(self, 210) - others
        width = min(px(self, 1110), self.winfo_screenwidth() - px(self, 90))
        self._stage.configure(width=width, height=max(min(height, px(self, 460)), px(self, 150)))


def state(version: Version) -> str:
    """已撤销, 不能撤销 for prints and backups, else nothing."""
    if version.undone:
        return UNDONE
    return "" if version.undoable else "不能撤销"
