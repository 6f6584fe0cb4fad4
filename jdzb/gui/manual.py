"""The manual inside the program: a window beside the work, opened by F1 at the page's chapter."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

import jdzb
from jdzb.gui.kit import dialogs, keys, tasks, theme
from jdzb.gui.kit.reader import Reader
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Elided, SearchBox
from jdzb.press import manual as press
from jdzb.press.markdown import Chapter, Piece, chapters, read

NAME = "使用手册"
KEYS = "按键"
WIDTH, HEIGHT, CONTENTS = 900, 640, 256  # units


class ManualWindow(tk.Toplevel):
    """Contents at the left, a chapter at the right; stays open while the program is worked with."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, background=theme.PAGE)
        self.title(NAME)
        self.chapters: tuple[Chapter, ...] = ()
        self._intro: Sequence[Piece] = ()
        self._of = ""
        self._hit = ("", -1)
        self._make_bar()
        self._make_contents()
        self.reader = Reader(self, press.folder())
        self.reader.pack(side="left", fill="both", expand=True)
        self.bind("<Escape>", lambda _: self.destroy())
        self.bind("<F1>", lambda _: self.destroy())
        self.bind("<F3>", lambda _: self.find_next())
        for key in ("<Control-f>", "<Control-F>"):
            self.bind(key, lambda _: self.search.focus_set())
        self._take()
        width = min(px(self, WIDTH), self.winfo_screenwidth() - 20)
        self.geometry(f"{width}x{min(px(self, HEIGHT), self._most())}")

    def show(self, title: str, intro: Sequence[Piece] = ()) -> None:
        """Turn to a chapter; ``intro`` stands above its text whenever it is read."""
        self._intro, self._of = intro, title
        self.turn(next((n for n, one in enumerate(self.chapters) if one.title == title), 0))
        self.transient(self.master)  # type: ignore[call-overload]
        self.lift()
        self.contents.focus_set()

    def turn(self, number: int, heading: str = "") -> None:
        """Show a chapter, from one of its headings on."""
        chapter = self.chapters[number]
        pieces = (*(self._intro if chapter.title == self._of else ()), *chapter.pieces)
        self.reader.show(chapter.title, pieces)
        if heading:
            self.reader.go(heading)
        place = self._places.index((number, heading))
        self.contents.selection_clear(0, "end")
        self.contents.selection_set(place)
        self.contents.activate(place)
        self.contents.see(place)

    def find_next(self) -> None:
        """The next place with the words in the search box, over all chapters, round again."""
        words = self.search.text
        if not words:
            return
        hits = [
            (number, nth)
            for number, chapter in enumerate(self.chapters)
            for nth in range(_told(chapter).count(words.casefold()))
        ]
        known, last = self._hit
        at = (last + 1) % len(hits) if known == words and hits else 0
        self._hit = (words, at)
        if not hits:
            self.found.show(f"手册里没有“{words}”。")
            return
        self.found.show(f"第 {at + 1} 处，共 {len(hits)} 处；回车看下一处")
        self.turn(hits[at][0])
        self.reader.mark(words, hits[at][1])

    def save(self) -> None:
        """Write the manual as a PDF where the user wants it."""
        path = dialogs.choose_save_file(self, f"支部台账{NAME}.pdf", "存成PDF", types=dialogs.PDF)
        if path is not None:
            tasks.run_task(
                self,
                lambda _: press.write(path, f"{jdzb.__version__} 版"),
                lambda done: self.found.show(f"已存成 {done.name}。"),
                title="正在排版手册",
            )  # fmt: skip

    def _make_bar(self) -> None:
        bar = ttk.Frame(self, style="Header.TFrame")
        bar.pack(side="top", fill="x")
        inner = ttk.Frame(bar, style="Header.TFrame")
        inner.pack(fill="x", padx=px(self, theme.CARD_PAD), pady=px(self, 10))
        self.search = SearchBox(inner, lambda _: self.find_next(), "在手册里查找", width=20)
        self.search.bind("<Return>", lambda _: self.find_next())
        self.search.pack(side="left")
        save = ttk.Button(inner, text="存成PDF…", command=self.save)
        save.pack(side="right")
        self.found = Elided(inner, style="Subtle.TLabel")
        self.found.pack(side="left", fill="x", expand=True, padx=px(self, 12))
        ttk.Frame(self, style="Line.TFrame", height=1).pack(side="top", fill="x")

    def _make_contents(self) -> None:
        side = ttk.Frame(self, style="TFrame", width=px(self, CONTENTS))
        side.pack(side="left", fill="y")
        side.pack_propagate(False)
        self.contents = tk.Listbox(side, activestyle="none", exportselection=False)
        bar = ttk.Scrollbar(side, command=self.contents.yview)
        self.contents.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        self.contents.pack(fill="both", expand=True, padx=(px(self, 12), 0), pady=px(self, 8))
        self.contents.bind("<<ListboxSelect>>", lambda _: self._chosen())
        for key, by in (("<Prior>", -1), ("<Next>", 1)):  # wherever the keyboard is
            self.bind(key, lambda _, by=by: self._page(by))  # type: ignore[misc]
            self.contents.bind(key, lambda _, by=by: self._page(by))  # type: ignore[misc]
        for key, at in (("<Home>", 0), ("<End>", -1)):
            self.contents.bind(key, lambda _, at=at: self._leap(at))  # type: ignore[misc]
        ttk.Frame(self, style="Line.TFrame", width=1).pack(side="left", fill="y")

    def _take(self) -> None:
        """Read the manual; the keys of the window are a chapter of their own at its end."""
        table = Piece("table", rows=(("按键", "做什么"), *keys.KEYS))
        self.chapters = (*chapters(read(press.source())), Chapter(KEYS, (table,)))
        self._places: list[tuple[int, str]] = []
        for number, chapter in enumerate(self.chapters):
            self._list(number, "", chapter.title)
            for piece in chapter.pieces:
                if piece.kind == "heading" and piece.level == 3:
                    self._list(number, piece.text, f"　{piece.text}")

    def _list(self, number: int, heading: str, line: str) -> None:
        self._places.append((number, heading))
        self.contents.insert("end", line)

    def _chosen(self) -> None:
        chosen = self.contents.curselection()  # type: ignore[no-untyped-call]
        if chosen:
            self.turn(*self._places[chosen[0]])

    def _page(self, by: int) -> str:
        """The chapter a page on or back."""
        self.reader.text.yview_scroll(by, "pages")
        return "break"

    def _leap(self, at: int) -> str:
        """To the first or the last line of the contents."""
        self.turn(*self._places[at])
        return "break"

    def _most(self) -> int:
        return self.winfo_screenheight() - 60


def _told(chapter: Chapter) -> str:
    """All words of a chapter as the reader shows them, for searching."""
    return "\n".join(Reader.words(piece) for piece in chapter.pieces).casefold()


def show(parent: tk.Misc, title: str, about: str = "") -> ManualWindow:
    """The manual at the chapter of a page; ``about`` (paragraphs parted by blank lines) above it.

    There is one window of it; it is brought to the front when it is open already.
    """
    open_ = [one for one in parent.winfo_children() if isinstance(one, ManualWindow)]
    window = open_[0] if open_ else ManualWindow(parent)
    told = (part.replace("\n", "") for part in about.strip().split("\n\n"))
    window.show(title, tuple(Piece("text", ((part, ""),)) for part in told if part))
    return window
