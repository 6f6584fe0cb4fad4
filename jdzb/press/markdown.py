"""The manual's Markdown as plain data: one source for the window, the paper and the README.

What the manual uses of Markdown: headings, paragraphs, lists, quotes, code, tables, pictures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from markdown_it.token import Token

Kind = Literal["heading", "text", "item", "quote", "code", "table", "picture"]
Emphasis = Literal["", "strong", "code"]
Span = tuple[str, Emphasis]
_EMPHASIS: dict[str, Emphasis] = {"strong_open": "strong", "strong_close": ""}


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, item, table or picture, in reading order.

    ``level`` is that of a heading, or how deep an item lies; ``mark`` stands before an item (· or
    1.); ``rows`` are of a table, the header first; ``source`` is the file of a picture.
    """

    kind: Kind
    spans: tuple[Span, ...] = ()
    level: int = 0
    mark: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    source: str = ""

    @property
    def text(self) -> str:
        """The words without their emphasis."""
        return "".join(words for words, _ in self.spans)

    @property
    def words(self) -> tuple[str, ...]:
        """All that is said: the text, the cells of a table."""
        return (self.text, *(cell for row in self.rows for cell in row))


@dataclass(frozen=True, slots=True)
class Chapter:
    """What stands below a heading of the second level, itself left out."""

    title: str
    pieces: tuple[Piece, ...]


def read(text: str) -> tuple[Piece, ...]:
    """The pieces of a Markdown text; comments and rules are left out."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return tuple(_Reader(tokens).pieces())


def chapters(pieces: Sequence[Piece]) -> tuple[Chapter, ...]:
    """The chapters; what stands before the first is left out."""
    starts = [n for n, one in enumerate(pieces) if one.kind == "heading" and one.level == 2]
    ends = [*starts[1:], len(pieces)]
    return tuple(
        Chapter(pieces[start].text, tuple(pieces[start + 1 : end]))
        for start, end in zip(starts, ends, strict=True)
    )


class _Reader:
    """Walks over the tokens; keeps in which lists and quotes it stands."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = list(tokens)
        self.lists: list[int] = []  # the number of the next item; 0 in a list without numbers
        self.first = self.quoted = False

    def pieces(self) -> Iterator[Piece]:
        """Every piece, in order."""
        rest = iter(self.tokens)
        for token in rest:
            self._stand(token)
            if token.type == "heading_open":
                yield Piece("heading", _spans(next(rest)), int(token.tag[1:]))
            elif token.type == "paragraph_open":
                yield from self._paragraph(next(rest))
            elif token.type in ("fence", "code_block"):
                yield Piece("code", ((token.content.rstrip("\n"), "code"),))
            elif token.type == "table_open":
                yield Piece("table", rows=tuple(_rows(rest)))

    def _stand(self, token: Token) -> None:
        if token.type == "bullet_list_open":
            self.lists.append(0)
        elif token.type == "ordered_list_open":
            self.lists.append(int(str(token.attrGet("start") or 1)))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif token.type == "list_item_open":
            self.first = True
        elif token.type in ("blockquote_open", "blockquote_close"):
            self.quoted = token.type == "blockquote_open"

    def _paragraph(self, inline: Token) -> Iterator[Piece]:
        children = inline.children or []
        if len(children) == 1 and children[0].type == "image":
            picture = children[0]
            yield Piece("picture", ((picture.content, ""),), source=str(picture.attrGet("src")))
        elif self.lists:
            yield Piece("item", _spans(inline), len(self.lists), self._mark())
        else:
            yield Piece("quote" if self.quoted else "text", _spans(inline))

    def _mark(self) -> str:
        """· or 2. before the first paragraph of an item, nothing before the others."""
        if not self.first:
            return ""
        self.first, number = False, self.lists[-1]
        self.lists[-1] += 1 if number else 0
        return f"{number}." if number else "·"


def _spans(inline: Token) -> tuple[Span, ...]:
    """The words with their emphasis; a line feed of the source joins Chinese text unseen."""
    found: list[Span] = []
    emphasis: Emphasis = ""
    for token in inline.children or []:
        emphasis = _EMPHASIS.get(token.type, emphasis)
        if token.type == "code_inline":
            found.append((token.content, "code"))
        elif token.type == "text" and token.content:
            found.append((token.content, emphasis))
        elif token.type in ("softbreak", "hardbreak") and found:
            words, of = found[-1]
            found[-1] = (words + ("\n" if token.type == "hardbreak" else ""), of)
    return tuple(found)


def _rows(rest: Iterator[Token]) -> Iterator[tuple[str, ...]]:
    """The rows of a table, its header first."""
    row: list[str] = []
    for token in rest:
        if token.type == "inline":
            row.append("".join(words for words, _ in _spans(token)))
        elif token.type == "tr_close":
            yield tuple(row)
            row = []
        elif token.type == "table_close":
            return
