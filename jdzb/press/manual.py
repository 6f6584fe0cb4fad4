"""The manual on paper: contents, chapters, pictures, page numbers, bookmarks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from jdzb.core import paths
from jdzb.core.blocks import Column, Heading, Paragraph
from jdzb.core.blocks import Table as Grid
from jdzb.core.sheet import Footer, Sheet
from jdzb.press import footer, layout, marks, pdf, style
from jdzb.press.linebreak import break_lines, text_width
from jdzb.press.markdown import Piece as Part
from jdzb.press.markdown import chapters, read
from jdzb.press.marks import Bookmark, Box, Mark, Picture, Piece

BODY = replace(style.NOTE, indent=2)
PLAIN = style.NOTE
BOLD = replace(style.NOTE, role="hei-bold")
CODE = replace(style.SMALL_NOTE, align="left")
LINE = replace(style.NOTE, align="left")
STEP = 20.0  # points an item stands to the right of the text around it
AIR = Piece(6, gap=True)
TALLEST = 0.5  # of the page, a picture
FIRST = 20  # points of air above a chapter's first line


FOLDER, FILE = "manual", "manual.md"


def folder() -> Path:
    """Where the manual and its pictures lie."""
    return paths.resources() / "assets" / FOLDER


@cache
def source() -> str:
    """The Markdown of the whole manual."""
    return (folder() / FILE).read_text(encoding="utf-8")


def write(path: Path, edition: str) -> Path:
    """The manual of this program as PDF at path, all or nothing. Raises CannotWrite."""
    pdf.save(render(source(), folder(), edition), path)
    return path


def render(text: str, folder: Path, edition: str) -> bytes:
    """The manual as PDF, A4 upright; ``folder`` holds its pictures, ``edition`` says which it is.

    Raises MissingGlyphs for a character no font has.
    """
    parts = read(text)
    told = (
        words for part in parts for words in (part.text, *(w for row in part.rows for w in row))
    )
    pdf.refuse_missing(Sheet("", tuple(Paragraph(words) for words in told), public=False))
    title = next(part.text for part in parts if part.kind == "heading")
    sheet = Sheet(title, subtitle=edition, public=False, footer=Footer())
    frame = style.frame(replace(sheet, blocks=(Grid((Column(""),)),)))
    bottom = frame.height - frame.bottom - footer.height(sheet.foot(), frame.measure)
    depth = bottom - frame.top
    body = [
        piece
        for chapter in chapters(parts)
        for piece in _chapter(chapter.title, chapter.pieces, folder, (frame.measure, depth))
    ]
    text_pages = layout.Flow(frame, bottom).run(body)
    front = layout.Flow(frame, bottom).run(_front(sheet, text_pages, frame.measure, depth))
    pages = [*front, *text_pages]
    for number, page in enumerate(pages, 1):
        page.extend(footer.footer_marks(sheet.foot(), frame, bottom, (number, len(pages))))
    return pdf.drawn(sheet, [(frame, page) for page in pages])


def _front(sheet: Sheet, pages: Sequence[list[Mark]], width: float, depth: float) -> list[Piece]:
    """Title and contents; how many pages they take themselves is found by laying them out."""
    found = [
        (mark.text, mark.level, number)
        for number, page in enumerate(pages, 1)
        for mark in page
        if isinstance(mark, Bookmark)
    ]
    head = [
        *_bookmarked(layout.block_pieces(Heading(sheet.title, 0), width, depth), "目录", 0),
        *_centred(sheet.subtitle, width),
        Piece(FIRST),
    ]
    needed = sum(piece.height for piece in head) + len(found) * LINE.leading
    own = int(needed // depth) + 1
    return head + [_line(text, level, number + own, width) for text, level, number in found]


def _line(text: str, level: int, page: int, width: float) -> Piece:
    """One line of the contents: 值班 …… 12."""
    look = LINE if level else BOLD
    inset = STEP if level else 0.0
    number = str(page)
    room = width - inset - text_width(text, look) - text_width(number, look) - 8
    dots = "…" * max(int(room // text_width("…", LINE)), 1)
    row = (
        (inset, text, look),
        (inset + text_width(text, look) + 4, dots, LINE),
        (width - text_width(number, look), number, look),
    )
    return Piece(
        look.leading,
        tuple(
            mark
            for x, words, style_ in row
            for mark in marks.set_lines(break_lines(words, style_, width), style_, x)
        ),
    )


def _chapter(
    title: str, parts: Sequence[Part], folder: Path, room: tuple[float, float]
) -> list[Piece]:
    """A chapter begins a page."""
    heading = layout.block_pieces(Heading(title, 0), *room)
    made = [Piece(0, top=True), *_bookmarked(heading, title, 0), AIR]
    for part in parts:
        made += _MAKERS[part.kind](part, folder, room)
    return made


def _bookmarked(pieces: list[Piece], text: str, level: int) -> list[Piece]:
    first = pieces[0]
    kept = tuple(mark for mark in first.marks if not isinstance(mark, Bookmark))
    return [replace(first, marks=(Bookmark(0, text, level), *kept)), *pieces[1:]]


def _heading(part: Part, _: Path, room: tuple[float, float]) -> list[Piece]:
    look = replace(style.HEADINGS[1], indent=0, size=14, leading=26)
    pieces = [
        Piece(look.leading, marks.set_lines((line,), look), keep=True)
        for line in break_lines(part.text, look, room[0])
    ]
    return [Piece(8, gap=True, keep=True), *_bookmarked(pieces, part.text, 1)]


def _text(part: Part, _: Path, room: tuple[float, float]) -> list[Piece]:
    return [*_lines(part.text, room[0], 0.0, indented=True), AIR]


def _item(part: Part, _: Path, room: tuple[float, float]) -> list[Piece]:
    """The mark hangs to the left of the words."""
    inset = STEP * part.level
    pieces = _lines(part.text, room[0] - inset, inset)
    if part.mark:
        mark = break_lines(part.mark, LINE, STEP)
        stands = marks.set_lines(mark, LINE, inset - STEP * 0.8)
        pieces[0] = replace(pieces[0], marks=(*stands, *pieces[0].marks))
    return [*pieces, Piece(2, gap=True)]


def _quote(part: Part, _: Path, room: tuple[float, float]) -> list[Piece]:
    return [*_lines(part.text, room[0] - 2 * STEP, STEP), AIR]


def _lines(text: str, width: float, inset: float, *, indented: bool = False) -> list[Piece]:
    look = BODY if indented else PLAIN
    lines = break_lines(text, look, width)
    alone = {0, len(lines) - 2} if len(lines) > 1 else set()
    return [
        Piece(look.leading, marks.set_lines((line,), look, inset), keep=number in alone)
        for number, line in enumerate(lines)
    ]


def _code(part: Part, _: Path, room: tuple[float, float]) -> list[Piece]:
    """Lines to be typed, on a ground of their own."""
    made = []
    for words in part.text.split("\n"):
        for line in break_lines(words, CODE, room[0] - STEP):
            ground = Box(0, 0, room[0], CODE.leading, style.EMPTY_FILL)
            made.append(
                Piece(CODE.leading, (ground, *marks.set_lines((line,), CODE, STEP / 2)), keep=True)
            )
    return [*made, AIR]


def _table(part: Part, _: Path, room: tuple[float, float]) -> list[Piece]:
    head, *rows = part.rows
    widths = [max(len(row[n]) for row in part.rows) for n in range(len(head))]
    columns = tuple(
        Column(title, width=max(4, min(size, 24)), align="left" if size > 8 else "center")
        for title, size in zip(head, widths, strict=True)
    )
    return [*layout.block_pieces(Grid(columns, tuple(rows)), *room), AIR]


def _picture(part: Part, folder: Path, room: tuple[float, float]) -> list[Piece]:
    """As wide as the text, its words below it."""
    from jdzb.press import png

    file = folder / Path(part.source).name
    wide, high = png.size(file)
    width = min(room[0], TALLEST * room[1] * wide / high)
    drawn = Picture((room[0] - width) / 2, 4, width, width * high / wide, file)
    edge = Box(drawn.x, drawn.y, drawn.width, drawn.height, stroke=style.HAIR)
    below = _centred(part.text, room[0])
    return [Piece(drawn.height + 8, (drawn, edge), keep=True), *below, AIR]


def _centred(text: str, width: float) -> list[Piece]:
    look = replace(style.SMALL_NOTE, align="center")
    return [
        Piece(look.leading, marks.set_lines((line,), look))
        for line in break_lines(text, look, width)
    ]


_Maker = Callable[[Part, Path, tuple[float, float]], list[Piece]]
_MAKERS: dict[str, _Maker] = {
    "heading": _heading, "text": _text, "item": _item, "quote": _quote, "code": _code,
    "table": _table, "picture": _picture,
}  # fmt: skip
