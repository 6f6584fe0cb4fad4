"""From a Sheet to pages of marks: what stands where, on which page."""

from __future__ import annotations

from dataclasses import replace

from jdzb.core.blocks import Calendar, Chart, Heading, InfoLine, Large, NewPage
from jdzb.core.sheet import A4, A4_PORTRAIT, Block, Note, Paragraph, Sheet, Table
from jdzb.press import footer, marks, style, widths
from jdzb.press.chart import chart_pieces
from jdzb.press.linebreak import Style, break_lines, text_width
from jdzb.press.marks import Bookmark, Mark, Piece, Rule, Seal, Text
from jdzb.press.month import month_pieces
from jdzb.press.style import Frame
from jdzb.press.tables import table_pieces
from jdzb.press.titling import balanced

SEAL_RADIUS = 41.0
RUNNING = 30.0  # points from the line above the text down to the text
HELD = 2  # lines of the text that go with the signature to a new page
_AFTER_TABLE = Piece(8, gap=True)


def turned(sheet: Sheet) -> Sheet:
    """The sheet on the paper it needs: portrait turns landscape for a wide table.

    Raises TooWide when a table does not fit in the smallest type either.
    """
    tables = [(b, widths.needs(b)) for b in sheet.blocks if isinstance(b, Table)]
    width = style.frame(sheet).measure
    if sheet.paper == A4_PORTRAIT and not all(widths.calm(w, width) for _, w in tables):
        sheet = replace(sheet, paper=A4)
    for table, wanted in tables:
        widths.refuse(table, wanted, style.frame(sheet).measure)
    return sheet


def pages(sheet: Sheet, frame: Frame | None = None) -> list[list[Mark]]:
    """Every page's marks in reading order, footers included; ``frame`` goes before the paper's."""
    frame = frame or style.frame(sheet)
    foot = footer.height(sheet.foot(), frame.measure)
    edge = frame.height - frame.bottom - foot
    bottom = min(edge, frame.top + frame.depth)
    pieces = _pieces(sheet, frame, bottom - frame.top)
    flowed = Flow(frame, bottom).run(pieces)
    if sheet.official and len(flowed) > 1:
        closer = Flow(frame, bottom).run(_closer(pieces))
        flowed = closer if len(closer) < len(flowed) else flowed
    for number, page in enumerate(flowed, 1):
        page[:0] = _running(sheet, frame) if number > 1 else []
        page.extend(footer.footer_marks(sheet.foot(), frame, edge, (number, len(flowed))))
    return flowed


def _running(sheet: Sheet, frame: Frame) -> list[Mark]:
    """The line above the text of a following page, with a rule under it; one line, cut if long."""
    if not sheet.header():
        return []
    line = break_lines(sheet.header(), style.FOOT, frame.measure)[0]
    y = frame.top - RUNNING
    under = y + style.FOOT.leading + 2
    rule = Rule(frame.left, under, frame.left + frame.measure, under, style.HAIR, "#999999")
    return [Text(frame.left, y + marks.baseline(style.FOOT), line, style.FOOT), rule]


class Flow:
    """Places pieces one under the other, opening pages; closes each table's thick outline."""

    def __init__(self, frame: Frame, bottom: float) -> None:
        self.frame, self.bottom = frame, bottom
        self.pages: list[list[Mark]] = [[]]
        self.y = frame.top
        self.table: tuple[float, marks.Row] | None = None

    def run(self, pieces: list[Piece]) -> list[list[Mark]]:
        """All pages."""
        start = 0
        while start < len(pieces):
            end = start
            while pieces[end].keep and end + 1 < len(pieces):
                end += 1
            self._group(pieces[start : end + 1])
            start = end + 1
        self._close()
        return self.pages

    def _group(self, group: list[Piece]) -> None:
        if self._full(sum(piece.height for piece in group)):
            self._turn(group[0])
        for piece in group:
            if piece.top or self._full(piece.height):
                self._turn(piece)
            self._place(piece)

    def _full(self, height: float) -> bool:
        return self.y + height > self.bottom + 0.01 and self.y > self.frame.top

    def _turn(self, piece: Piece) -> None:
        """Open a page; a table's rows are led by its header again."""
        if not self.pages[-1]:
            return
        self._close()
        self.pages.append([])
        self.y = self.frame.top
        if piece.row and not piece.row.head:
            for head in piece.row.header:
                self._place(head)

    def _place(self, piece: Piece) -> None:
        if piece.gap and self.y == self.frame.top and len(self.pages) > 1:
            return
        if not piece.row or (piece.row.head and self.table and not self.table[1].head):
            self._close()
        if piece.row:
            self.table = (self.table[0] if self.table else self.y, piece.row)
        self.pages[-1] += [marks.moved(m, self.frame.left, self.y) for m in piece.marks]
        self.y += piece.height

    def _close(self) -> None:
        if self.table:
            top, row = self.table
            x = self.frame.left + row.x
            outline = marks.Box(x, top, row.width, self.y - top, "", style.THICK)
            self.pages[-1].append(outline)
        self.table = None


def _pieces(sheet: Sheet, frame: Frame, height: float) -> list[Piece]:
    pieces = [_head(sheet, frame.measure)]
    for index, block in enumerate(sheet.blocks):
        if isinstance(block, Calendar):
            used = sum(piece.height for piece in pieces)
            pieces += _calendar(block, sheet.blocks[index + 1 :], frame.measure, height - used)
            break
        before = sheet.blocks[index - 1] if index else None
        if isinstance(block, InfoLine) and isinstance(before, Paragraph):
            pieces = [*_held(pieces), Piece(7, gap=True, keep=True)]  # a place to sign, not alone
        pieces += block_pieces(block, frame.measure, height)
        if isinstance(block, NewPage):
            pieces.append(_head(replace(sheet, subtitle=block.text), frame.measure))
    if sheet.signature:
        pieces = [*_held(pieces), _signature(sheet, frame.measure)]
    return pieces


def _closer(pieces: list[Piece]) -> list[Piece]:
    """The lines of the text set a little closer, when that saves a page."""
    usual = style.BODY.leading
    return [replace(p, height=style.CLOSER) if p.height == usual else p for p in pieces]


def _held(pieces: list[Piece]) -> list[Piece]:
    """The last two pieces that show something, and all behind them, held to what follows."""
    shown = [number for number, piece in enumerate(pieces) if not piece.gap][-HELD:]
    return [*pieces[: shown[0]], *(replace(piece, keep=True) for piece in pieces[shown[0] :])]


def _calendar(
    calendar: Calendar, after: tuple[Block, ...], width: float, height: float
) -> list[Piece]:
    """The calendar with all that follows it, on one page when the smallest type allows."""
    made: list[Piece] = []
    for note in (style.NOTE, style.SMALL_NOTE):
        rest = [p for block in after for p in block_pieces(block, width, height, note)]
        room = height - sum(piece.height for piece in rest)
        made = month_pieces(calendar, width, room)
        if sum(piece.height for piece in made) <= room:
            return made + rest
    return month_pieces(calendar, width, height) + rest


def block_pieces(
    block: Block, width: float, height: float, note: Style = style.NOTE
) -> list[Piece]:
    """The pieces of one block in a measure; height is that of an empty page."""
    if isinstance(block, Table | Chart):
        if isinstance(block, Table):
            made = table_pieces(block, width, height)
        else:
            made = tuple(chart_pieces(block, width))
        return [Piece(6, gap=True, keep=True), *made, _AFTER_TABLE]
    if isinstance(block, Calendar):
        return month_pieces(block, width, height)
    if isinstance(block, InfoLine | Large | NewPage):
        return [_single(block, width)]
    if isinstance(block, Note):
        return [Piece(7, gap=True), *_text(block.text, note, width)]
    if isinstance(block, Heading):
        return _heading(block, width)
    return _paragraph(block, width)


def _text(text: str, look: Style, width: float) -> list[Piece]:
    """Line by line; neither the first nor the last line of a text stands alone on a page."""
    lines = break_lines(text, look, width)
    alone = {0, len(lines) - 2} if len(lines) > 1 else set()
    return [
        Piece(look.leading, marks.set_lines((line,), look), keep=number in alone)
        for number, line in enumerate(lines)
    ]


def _paragraph(block: Paragraph, width: float) -> list[Piece]:
    look = replace(style.BODY, align=block.align)
    return _text(block.text, look if block.indent else replace(look, indent=0.0), width)


def _heading(block: Heading, width: float) -> list[Piece]:
    pieces = _text(block.text, style.HEADINGS[block.level], width)
    pieces[0] = replace(pieces[0], marks=(Bookmark(0, block.text, 1), *pieces[0].marks))
    return [replace(piece, keep=True) for piece in pieces]


def _head(sheet: Sheet, width: float) -> Piece:
    """Branch, title, subtitle, red rule: the top of the first page."""
    made: list[Mark] = [Bookmark(0, sheet.title, 0)]
    y, (title, below) = 0.0, sheet.heads()
    for text, look in ((sheet.branch, style.BRANCH), (title, _title_style(sheet, width))):
        lines = balanced(_airy(text), look, width) if text else ()
        set_ = marks.set_lines(lines, look, 0, y)
        airy = len(lines) == 1 and _airy(text) != text
        made += [replace(mark, spoken=text) for mark in set_] if airy else set_
        y += len(lines) * look.leading
    y += style.TITLE_GAP if sheet.official and not below else 0.0
    if below:
        lines = balanced(below, style.SUBTITLE, width)
        made += marks.set_lines(lines, style.SUBTITLE, 0, y)
        y += len(lines) * style.SUBTITLE.leading
    if sheet.red_rule:
        made += [Rule(0, y + 3, width, y + 3, 2.4, style.RED)]
        made += [Rule(0, y + 6.4, width, y + 6.4, 0.8, style.RED)]
        y += 8
    return Piece(y + (10 if sheet.red_rule else 5), tuple(made), keep=True)


def _airy(title: str) -> str:
    """公示 is set as 公　示."""
    return f"{title[0]}\u3000{title[1]}" if len(title) == 2 else title


def _title_style(sheet: Sheet, width: float) -> Style:
    """The largest size at which the title stands on one line, 22 points at least."""
    if sheet.official:
        return style.OFFICIAL_TITLE
    for size in style.TITLE_SIZES:
        look = replace(style.TITLE, size=size, leading=style.TITLE.leading * size / 30)
        if text_width(sheet.heads()[0], look) <= width:
            break
    return look


def _single(block: InfoLine | Large | NewPage, width: float) -> Piece:
    if isinstance(block, NewPage):
        return Piece(0, top=True)
    return _info(block, width) if isinstance(block, InfoLine) else _large(block, width)


def _info(block: InfoLine, width: float) -> Piece:
    """Three parts on one line; when they would touch, each takes a line of its own."""
    look, parts = style.INFO, (block.left, block.center, block.right)
    if sum(text_width(part, look) for part in parts if part) + 30 > width:
        lines = break_lines("\n".join(part for part in parts if part), look, width)
        return Piece(len(lines) * look.leading + 5, marks.set_lines(lines, look), keep=True)
    made: list[Text] = []
    for part, align in zip(parts, ("left", "center", "right"), strict=True):
        aligned = replace(look, align=align)  # type: ignore[arg-type]
        made += marks.set_lines(break_lines(part, aligned, width), aligned)
    return Piece(look.leading + 5, tuple(made), keep=True)


def _large(block: Large, width: float) -> Piece:
    """One line as large as the width allows, smaller for a long text, then on several lines."""
    for size in style.LARGE_SIZES:
        look = replace(style.LARGE, size=size, leading=size * 1.5)
        look = replace(look, color=style.RED) if block.accent else look
        if text_width(block.text, look) <= width:
            break
    lines = balanced(block.text, look, width)
    return Piece(len(lines) * look.leading + 8, marks.set_lines(lines, look))


def _signature(sheet: Sheet, width: float) -> Piece:
    """Name and date at the right, the date four characters in, the name centred over it."""
    look = style.SIGNATURE
    if sheet.signature is None:
        return Piece(0)
    name, day = sheet.signature.name, sheet.signature.date_words()
    lines = balanced(name, look, width * 0.7)
    wide = max(line.width for line in lines)
    center = width - 4 * look.size - max(text_width(day, look), 5 * look.size) / 2
    center = min(center, width - look.size - wide / 2)
    top = 2 * SEAL_RADIUS - len(lines) * look.leading + 12
    made: list[Mark] = []
    for number, line in enumerate((*lines, *break_lines(day, look, width))):
        x, y = center - line.width / 2, top + number * look.leading
        made += marks.set_lines((line,), look, x, y) if line.text else ()
    height = top + (len(lines) + 1) * look.leading
    if sheet.signature.seal:
        made.append(Seal(center, height - SEAL_RADIUS, SEAL_RADIUS))
    return Piece(height + 8, tuple(made))
