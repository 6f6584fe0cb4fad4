"""查找: one box over all books; what is found stands below while it is typed, Enter opens it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.core.ledger import Finds, Found
from jdzb.core.seeking import marker
from jdzb.core.visible import flowing
from jdzb.gui.kit import theme
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.textfit import shorten
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import SearchBox, Wrapped
from jdzb.ledgers import LEDGERS
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.gui.shell import Shell

TITLE = "查找"
FEW, MANY = 6, 60  # records of one book shown at first, and when more are asked for
WIDE, NAME, DAY, PAD = 800, 200, 96, 10  # units: the list, the name of a record, its day
LINES, REST = 15, 285  # lines at most; units of the height of everything but the lines
HOW = "↑ ↓ 选择，回车打开，Esc 关闭。几个词用空格隔开，都有的才列出。"
NOTHING_TYPED = (
    "输入姓名、拼音、首字母，或者两个以上的字。\n"
    "党员、会议记录、来访、承诺、微心愿、公示、评议一起找；离开支部的党员也在内。"
)


@dataclass(frozen=True, slots=True)
class More:
    """The line that asks for the rest of a book."""

    ledger: str
    left: int


def find_all(session: Session, text: str, wanted: Mapping[str, int]) -> Mapping[str, Finds]:
    """What each book finds, by its key, the books in the order of the shelf; none without a hit."""
    found = {
        book.key: book.find(session, text, wanted.get(book.key, FEW)) for book in LEDGERS if text
    }
    return {key: finds for key, finds in found.items() if finds.total}


def run(shell: Shell) -> None:
    """Ask for words, those of the last time to begin with, and open the record chosen."""
    dialog = FindDialog(shell.root, shell.session, shell.sought)
    row = dialog.run()
    shell.sought = dialog.typed
    if row is not None:
        shell.open_record(*row)


class FindDialog(Dialog[tuple[str, int]]):
    """``run()`` gives the record to be opened; ``typed`` is what was sought before."""

    def __init__(self, parent: tk.Misc, session: Session, typed: str = "") -> None:
        self.session, self.typed = session, typed
        self.rows: list[Found | More] = []
        self.chosen = 0
        self._shown: str | None = None
        self._lines: list[int] = []
        self._wanted: dict[str, int] = {}
        super().__init__(parent, TITLE)

    def build(self, body: ttk.Frame) -> None:
        """The box, the list, how it is used."""
        self.search = SearchBox(body, lambda _: self.seek(), "姓名、拼音或内容，例如 czq、水渠")
        self.search.insert(0, self.typed)
        self.search.selection_range(0, tk.END)
        self.search.pack(fill="x", pady=(0, px(self, 10)))
        self._build_list(body)
        self.how = Wrapped(body, HOW, "Faint.TLabel")
        self.how.configure(width=1)
        self.how.pack(fill="x", pady=(px(self, 8), 0))
        self.add_button("关闭", self.cancel)
        self.button = self.add_button("打开", self.open_, primary=True)
        self.search.bind("<Escape>", lambda _: self._end())
        for key in ("<Return>", "<KP_Enter>"):
            self.search.bind(key, lambda _: self._enter_typed())
        for key, by in (("Up", -1), ("Down", 1), ("Prior", -8), ("Next", 8)):
            self.search.bind(f"<{key}>", lambda _, by=by: self.step(by))  # type: ignore[misc]
        self.first = self.search
        self.seek()

    def _build_list(self, body: ttk.Frame) -> None:
        frame = ttk.Frame(body)
        frame.pack(fill="both", expand=True)
        self._room = min(px(self, WIDE), self.winfo_screenwidth() - px(self, 100))
        ttk.Frame(frame, width=self._room, height=1).pack()
        bar = ttk.Scrollbar(frame)
        self.list = text = tk.Text(
            frame, width=4, height=self._lines_in_sight(), wrap="none", borderwidth=0,
            highlightthickness=0, font="Body", takefocus=False, cursor="arrow", state="disabled",
            background=theme.CARD, foreground=theme.TEXT, yscrollcommand=bar.set,
            spacing1=px(self, 4), spacing3=px(self, 4),
        )  # fmt: skip
        bar.configure(command=text.yview)
        bar.pack(side="right", fill="y")
        text.pack(side="left", fill="both", expand=True)
        self._room -= px(self, 30)
        text.configure(tabs=(px(self, PAD), px(self, NAME + PAD), self._room, "right"))
        text.tag_configure("book", font="Strong", foreground=theme.ACCENT)
        text.tag_configure("faint", foreground=theme.FAINT)
        text.tag_configure("chosen", background=theme.CHOSEN)
        text.tag_configure("found", background=theme.AMBER_SOFT, foreground=theme.AMBER)
        text.bind("<Button-1>", self._clicked)
        for sequence in ("<B1-Motion>", "<Double-Button-1>", "<Triple-Button-1>"):
            text.bind(sequence, lambda _: "break")

    def _lines_in_sight(self) -> int:
        """As many as the screen leaves room for beside the box and the buttons."""
        line = theme.line_height(self) + 2 * px(self, 4)
        return min(LINES, max((self.winfo_screenheight() - px(self, REST)) // line, 4))

    # -- seeking -----------------------------------------------------------------------------------

    def seek(self) -> None:
        """Look for what is typed, unless it is what is shown."""
        if self.search.text == self._shown:
            return
        self._wanted = {}
        self.chosen = 0
        self._seek()

    def _seek(self) -> None:
        self._shown = self.typed = text = self.search.text
        found = find_all(self.session, text, self._wanted)
        area = self.list
        area.configure(state="normal")
        area.delete("1.0", "end")
        self.rows, self._lines = [], []
        for book in LEDGERS:
            if book.key in found:
                self._put_book(book.title, book.key, found[book.key], text.split())
        if not found:
            area.insert("end", self._nothing(text), "faint")
        area.configure(state="disabled")
        self.button.state(["!disabled" if self.rows else "disabled"])
        self._mark()
        if not self.chosen:
            area.yview_moveto(0)

    def _nothing(self, text: str) -> str:
        if not text:
            return NOTHING_TYPED
        shown = flowing(text[:30]) + "…" * (len(text) > 30)
        short = "再输入一个字，或者" if len(text) == 1 else ""
        return f"没有找到“{shown}”。\n{short}换个词、少打几个字再找。作废的记录不在内。"

    def _put_book(self, title: str, key: str, finds: Finds, words: Sequence[str]) -> None:
        self.list.insert("end", f"{title}　{finds.total} 条\n", "book")
        for one in finds.found:
            self._put(one, words)
        if left := finds.total - len(finds.found):
            told = (
                f"还有 {left} 条……" if len(finds.found) < MANY else f"还有 {left} 条，请再加一个词"
            )
            self._note_line(More(key, left))
            self.list.insert("end", f"\t{told}\n", "faint")

    def _put(self, one: Found, words: Sequence[str]) -> None:
        """A line: what it is called, the piece that holds the words, its day."""
        self._note_line(one)
        name = shorten(self, flowing(one.title), px(self, NAME - 2 * PAD), "Body")
        room = self._room - px(self, NAME + DAY + 2 * PAD)
        self.list.insert("end", "\t")
        self._put_marked(name, words)
        self.list.insert("end", "\t")
        self._put_marked(shorten(self, flowing(one.text), room, "Body"), words, "faint")
        self.list.insert("end", f"\t{one.day}\n", "faint")

    def _put_marked(self, text: str, words: Sequence[str], tag: str = "") -> None:
        at = 0
        for found in marker(words).finditer(text):
            self.list.insert("end", text[at : found.start()], tag)
            self.list.insert("end", found[0], "found")
            at = found.end()
        self.list.insert("end", text[at:], tag)

    def _note_line(self, row: Found | More) -> None:
        self.rows.append(row)
        self._lines.append(int(self.list.index("end-1c").split(".")[0]))

    # -- choosing ----------------------------------------------------------------------------------

    def step(self, by: int) -> str:
        """From a line to another; the keyboard stays in the box."""
        if self.rows:
            self.chosen = min(max(self.chosen + by, 0), len(self.rows) - 1)
            self._mark()
        return "break"

    def _mark(self) -> None:
        self.list.tag_remove("chosen", "1.0", "end")
        if self.rows:
            line = self._lines[self.chosen]
            self.list.tag_add("chosen", f"{line}.0", f"{line + 1}.0")
            self.list.see(f"{max(line - 1, 1)}.0")  # the name of its book too
            self.list.see(f"{line}.0")

    def _clicked(self, event: tk.Event[tk.Misc]) -> str:
        line = int(self.list.index(f"@{event.x},{event.y}").split(".")[0])
        if line in self._lines:
            self.chosen = self._lines.index(line)
            self._mark()
            self.open_()
        return "break"

    def open_(self) -> None:
        """Enter or a click: close with the record chosen, or show the rest of its book."""
        self.seek()  # what was typed a moment ago
        if not self.rows:
            return
        row = self.rows[self.chosen]
        if isinstance(row, Found):
            self.close(row.row)
        elif self._wanted.get(row.ledger) != MANY:
            self._wanted[row.ledger] = MANY
            self._seek()

    def _enter_typed(self) -> str:
        self.open_()
        return "break"

    def _end(self) -> str:
        self.cancel()
        return "break"
