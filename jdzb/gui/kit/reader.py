"""A chapter of Markdown to read: words, lists, tables, pictures; scrolls, can be copied."""

from __future__ import annotations

import re
import tkinter as tk
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from tkinter import ttk

from jdzb.gui.kit import theme
from jdzb.gui.kit.textfit import wrap
from jdzb.gui.kit.theme import characters, px
from jdzb.press import photos
from jdzb.press.markdown import Piece, Span

PAD = 24  # units around the text
STEP = 22  # units an item stands to the right of the text around it
WIDEST = 26  # characters of a table's column
DEEPEST = 3  # lists in lists
WIDER = {"heading": "Heading", "below": "Small"}  # fonts other than that of the text
FOLLOWING = {f"item{level}": f"item{level}-" for level in range(1, DEEPEST + 1)}


class Reader(ttk.Frame):
    """``show(title, pieces)`` fills it; pictures are read from ``folder`` and fit its width."""

    def __init__(self, parent: tk.Misc, folder: Path) -> None:
        super().__init__(parent)
        self.folder = folder
        self.text = tk.Text(
            self, wrap="word", borderwidth=0, highlightthickness=0, cursor="arrow",
            padx=px(self, PAD), pady=px(self, PAD // 2), state="disabled", spacing2=px(self, 3),
        )  # fmt: skip
        bar = ttk.Scrollbar(self, command=self.text.yview)
        self.text.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        self.text.pack(side="left", fill="both", expand=True)
        self._shown: tuple[str, Sequence[Piece]] = ("", ())
        self._pictures: list[tk.PhotoImage] = []
        self._width = 0
        self._tables = 0
        self._dress()
        self.text.bind("<Configure>", lambda _: self._refit())
        self.bind("<<ThemeChanged>>", lambda _: self._again())
        self.text.bind("<Control-a>", lambda _: self.text.tag_add("sel", "1.0", "end"))

    def show(self, title: str, pieces: Sequence[Piece]) -> None:
        """A chapter from its beginning."""
        self._shown = (title, pieces)
        self.text.configure(state="normal")
        self.text.delete("1.0", "end")
        self._pictures.clear()
        self.text.insert("end", f"{title}\n", "title")
        for piece in pieces:
            self._put(piece)
        self.text.configure(state="disabled")
        self.text.yview_moveto(0)

    def go(self, heading: str) -> None:
        """Scroll to a heading of the chapter."""
        place = self.text.search(f"{heading}\n", "2.0", "end")
        if place:
            self.text.yview(f"{place} linestart")

    def mark(self, words: str, nth: int) -> None:
        """Mark the words at their ``nth`` place in the chapter, from 0, and scroll to it."""
        self.text.tag_remove("found", "1.0", "end")
        pattern = r"\n?".join(re.escape(letter) for letter in words)  # a line may end inside
        place, length = "2.0", tk.IntVar(self)
        for _ in range(nth + 1):
            found = self.text.search(pattern, place, "end", nocase=True, regexp=True, count=length)
            if not found:
                return
            place = f"{found}+{length.get()}c"
        self.text.tag_add("found", found, place)
        self.text.see(found)

    @staticmethod
    def words(piece: Piece) -> str:
        """What of a piece can be searched: as ``mark`` finds it."""
        if piece.kind == "table":
            return "\n".join("\t".join(row) for row in piece.rows)
        return piece.text

    def _put(self, piece: Piece) -> None:
        if piece.kind == "picture":
            self._put_picture(piece)
        elif piece.kind == "table":
            self._put_table(piece.rows)
        elif piece.kind == "item":
            level = min(piece.level, DEEPEST)
            self.text.insert("end", f"{piece.mark}\t", f"item{level}")
            self._put_spans(piece.spans, f"item{level}", level * px(self, STEP))
        elif piece.kind == "heading":
            self._put_spans(((piece.text, ""),), "heading")
        else:
            self._put_spans(piece.spans, piece.kind, px(self, STEP) if piece.kind == "quote" else 0)

    def _put_spans(self, spans: Sequence[Span], tag: str, inset: int = 0) -> None:
        """Lines broken as on paper; those behind the first begin at the inset."""
        whole = "".join(words for words, _ in spans)
        lines = wrap(self, whole, self._room() - inset, WIDER.get(tag, "Body"))
        for words, emphasis in broken(spans, lines):
            first, *others = words.split("\n")
            self.text.insert("end", first, (tag, emphasis))
            for line in others:
                self.text.insert("end", "\n", tag)
                tag = FOLLOWING.get(tag, tag)
                self.text.insert("end", line, (tag, emphasis))
        self.text.insert("end", "\n", tag)
        self.text.insert("end", "\n", "gap")

    def _room(self) -> int:
        """The width of a line in pixels."""
        return max(self.text.winfo_width(), px(self, 420)) - 2 * px(self, PAD) - 4

    def _put_picture(self, piece: Piece) -> None:
        file = self.folder / Path(piece.source).name
        if file.is_file():
            drawn = photos.fitted(file.read_bytes(), self._room())
            image = tk.PhotoImage(master=self, data=drawn, format="PPM")
            self._pictures.append(image)
            self.text.image_create("end", image=image, padx=1, pady=px(self, 4))
            self.text.insert("end", "\n", "picture")
        self._put_spans(piece.spans, "below")

    def _put_table(self, rows: Sequence[Sequence[str]]) -> None:
        """Columns by tabs; the last may take several lines."""
        self._tables += 1
        tag = f"table{self._tables}"
        measure = theme.text_font(self, "Strong").measure
        widths = [
            min(max(measure(row[n]) for row in rows), characters(self, WIDEST)) + px(self, STEP)
            for n in range(len(rows[0]))
        ]
        stops = list(accumulate(widths[:-1]))
        self.text.tag_configure(
            tag, tabs=stops, lmargin2=stops[-1] if stops else 0, spacing1=px(self, 3)
        )
        for number, row in enumerate(rows):
            tags = (tag, "strong") if number == 0 else (tag,)
            self.text.insert("end", "\t".join(row) + "\n", tags)
        self.text.insert("end", "\n", "gap")

    def _dress(self) -> None:
        """The look of each kind, at the text size in force."""
        look, gap, step = self.text.tag_configure, px(self, 8), px(self, STEP)
        family = str(self.getvar("::jdzb_family"))
        look("title", font="Title", spacing3=gap)
        look("heading", font="Heading", spacing1=gap)
        look("text", spacing3=px(self, 3))
        look("quote", lmargin1=step, lmargin2=step, foreground=theme.SUBTLE)
        look("below", font="Small", foreground=theme.FAINT)
        look("gap", font=(family, -gap))
        look("code", background=theme.MUTED)
        look("strong", font="Strong")
        look("found", background=theme.GOLD, foreground=theme.ON_GOLD)
        for level in range(1, DEEPEST + 1):
            inset = level * step
            look(f"item{level}", lmargin1=inset - px(self, 16), lmargin2=inset, tabs=inset)
            look(f"item{level}-", lmargin1=inset, lmargin2=inset)
        self.text.tag_raise("strong")
        self.text.tag_raise("found")

    def _refit(self) -> None:
        width = self.text.winfo_width()
        if abs(width - self._width) > 1:
            self._width = width
            self._again()

    def _again(self) -> None:
        top = self.text.yview()[0]
        self._dress()
        self.show(*self._shown)
        self.text.yview_moveto(top)


def broken(spans: Sequence[Span], lines: str) -> Iterator[Span]:
    """The spans with the line feeds of ``lines``: the same words, a blank at a line's end gone."""
    at = 0
    for words, emphasis in spans:
        told = ""
        for letter in words:
            if lines[at : at + 1] == "\n" and letter not in " \n":
                told, at = told + "\n", at + 1
            if lines[at : at + 1] == letter:
                told, at = told + letter, at + 1
        yield told, emphasis
