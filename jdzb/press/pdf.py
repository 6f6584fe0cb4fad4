"""A Sheet as PDF: fonts embedded, names searchable, a character no font has refused by name."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from jdzb.core import clock
from jdzb.core.errors import JdzbError
from jdzb.core.sheet import FOLDED, HALVES, Sheet
from jdzb.press import filling, fonts, halves, kept_sheets, layout, style
from jdzb.press.fonts import MissingGlyphs
from jdzb.press.marks import Bookmark, Box, Code, Mark, Picture, Rule, Seal, Text
from jdzb.press.style import Frame

QUIET = 4  # modules of white around a QR code
_one_at_a_time = Lock()  # ReportLab's fonts serve one document at a time


class CannotWrite(JdzbError):
    """The target file is locked or its folder cannot be written."""

    sentence = "“{name}”没有保存成功：{why}"


def render(sheet: Sheet) -> bytes:
    """The sheet as PDF.

    Raises PrivateNumberOnSheet (public sheets), MissingGlyphs and TooWide before anything is drawn.
    """
    sheet = check(sheet)
    with _one_at_a_time:
        if sheet.paper in filling.SCALES:
            return _drawn(sheet, filling.filled(sheet))
        if sheet.paper == HALVES:
            return _drawn_halves(sheet, style.frame(sheet))
        frame = style.frame(sheet)
        return _drawn(sheet, [(frame, page) for page in layout.pages(sheet)])


def check(sheet: Sheet) -> Sheet:
    """Raise what would stop the sheet from printing; call it before anything is journalled.

    Gives the sheet on the paper it will be printed on: landscape where a table is wide.
    """
    sheet.refuse_private_numbers()
    refuse_missing(sheet)
    return layout.turned(sheet)


def write(sheet: Sheet, path: Path) -> Path:
    """Render into path, all or nothing; raises CannotWrite and what render raises.

    All paper leaves through here, so a stamped public sheet is also kept for the next handover.
    """
    content = render(sheet)
    save(content, path)
    kept_sheets.keep(sheet, content)
    return path


def save(content: bytes, path: Path) -> None:
    """Put content at path by way of a temporary file beside it; raises CannotWrite."""
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".jdzb-", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        raise CannotWrite(name=path.name, why=_why(error, path)) from error


def refuse_missing(sheet: Sheet) -> None:
    """Raise MissingGlyphs when the sheet holds characters that no font has."""
    found: dict[str, list[str]] = {}
    for place, text in sheet.places():
        for char in fonts.missing(text):
            found.setdefault(char, []).append(place)
    if found:
        listed = "、".join(f"{char}（U+{ord(char):04X}）" for char in found)
        places = "、".join(dict.fromkeys(place for where in found.values() for place in where))
        raise MissingGlyphs(count=len(found), characters=listed, places=places)


def _why(error: OSError, path: Path) -> str:
    if path.is_dir():
        return "这个名字是一个文件夹。请换一个文件名。"
    if not path.parent.is_dir():
        return "文件夹不存在。请另选一个文件夹。"
    if path.exists() and os.access(path.parent, os.W_OK):
        return "文件正被别的程序打开，请关掉那个程序再试，或者换一个文件名。"
    if isinstance(error, PermissionError) or not os.access(path.parent, os.W_OK):
        return "这个文件夹不允许写入。请另选一个文件夹。"
    return "磁盘可能已满或已拔出。请检查后再试，原来的文件没有动。"


def drawn(sheet: Sheet, pages: list[tuple[Frame, list[Mark]]]) -> bytes:
    """Pages that were laid out elsewhere, as a PDF that is described as the sheet says."""
    with _one_at_a_time:
        return _drawn(sheet, pages)


def _drawn(sheet: Sheet, pages: list[tuple[Frame, list[Mark]]]) -> bytes:
    """The pages; those of a folded card again upside down above themselves."""
    buffer, folded = BytesIO(), sheet.paper == FOLDED
    frame, _ = pages[0]
    width, height = frame.width * frame.scale, frame.height * frame.scale
    canvas = _canvas(buffer, (width, 2 * height if folded else height), "title")
    _describe(canvas, sheet)
    for number, (frame, page) in enumerate(pages):
        _draw_page(canvas, page, frame, number)
        if folded:
            canvas.translate(width, 2 * height)
            canvas.rotate(180)
            _draw_page(canvas, [m for m in page if not isinstance(m, Bookmark)], frame, number)
            _draw_dashes(canvas, (0, height, width, height))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _drawn_halves(sheet: Sheet, frame: Frame) -> bytes:
    """Two pages on each, with the line to cut or fold along; what papers share is stored once."""
    buffer, laid = BytesIO(), halves.laid(sheet)
    width, height = frame.width * frame.scale, frame.height * frame.scale
    canvas = _canvas(buffer, (2 * width, height), "title")
    _describe(canvas, sheet)
    for number, stencil in enumerate(laid.stencils):
        canvas.beginForm(f"stencil{number}", 0, 0, width, height)
        _draw_page(canvas, stencil, frame, 0)
        canvas.endForm()
    for number, pair in enumerate(laid.pairs):
        for half in pair:
            if half.page >= 0:
                canvas.doForm(f"stencil{half.page}")
            _draw_page(canvas, half.own, frame, number)
            canvas.translate(width, 0)
        _draw_dashes(canvas, (-width, 0, -width, height))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_page(canvas: Any, page: list[Mark], frame: Frame, number: int) -> None:
    canvas.saveState()
    canvas.scale(frame.scale, frame.scale)
    for mark in page:
        _draw(canvas, mark, frame.height, number)
    canvas.restoreState()


def _draw_dashes(canvas: Any, ends: tuple[float, float, float, float]) -> None:
    """The line to fold or cut along."""
    canvas.setStrokeColor("#BBBBBB")
    canvas.setLineWidth(0.5)
    canvas.setDash(3, 3)
    canvas.line(*ends)


def overlay(pages: Iterable[tuple[tuple[float, float], Text]]) -> bytes:
    """Pages of those widths and heights in points, blank but for a line of text each."""
    buffer = BytesIO()
    with _one_at_a_time:
        canvas = _canvas(buffer, (0.0, 0.0), "hei-bold")
        for size, mark in pages:
            canvas.setPageSize(size)
            _draw_text(canvas, mark, size[1])
            canvas.showPage()
        canvas.save()
    return buffer.getvalue()


def _canvas(buffer: BytesIO, size: tuple[float, float], role: fonts.Role) -> Any:
    """A canvas whose first font is one of ours, lest an unembedded Helvetica is listed."""
    from reportlab.pdfgen.canvas import Canvas

    return Canvas(
        buffer,
        pagesize=size,
        initialFontName=fonts.loaded(role).fontName,
        pdfVersion=(1, 5),
        pageCompression=1,
        lang="zh-CN",
    )


def _describe(canvas: Any, sheet: Sheet) -> None:
    """Title, author, dates (the print time, so that the same sheet gives the same dates)."""
    canvas.setTitle(sheet.name or sheet.title)
    canvas.setAuthor(sheet.branch)
    canvas.setSubject(sheet.foot().about() or sheet.title)
    canvas.setCreator("支部台账 jdzb")
    when = sheet.footer.printed_at or clock.now()
    canvas._doc._timeStamp.YMDhms = when.timetuple()[:6]  # noqa: SLF001 - no public way


def _draw(canvas: Any, mark: Mark, height: float, page: int) -> None:
    if isinstance(mark, Text):
        _draw_text(canvas, mark, height)
    elif isinstance(mark, Box):
        _draw_box(canvas, mark, height)
    elif isinstance(mark, Rule):
        canvas.setStrokeColor(mark.color)
        canvas.setLineWidth(mark.width)
        canvas.line(mark.x, height - mark.y, mark.to_x, height - mark.to_y)
    elif isinstance(mark, Seal):
        _draw_seal(canvas, mark, height)
    elif isinstance(mark, Code):
        _draw_code(canvas, mark, height)
    elif isinstance(mark, Picture):
        from jdzb.press import png  # only the manual has pictures

        low = height - mark.y - mark.height
        png.draw(canvas, mark.file, (mark.x, low, mark.width, mark.height))
    else:
        _bookmark(canvas, mark, height, page)


def _draw_text(canvas: Any, mark: Text, height: float) -> None:
    """One line; ActualText lets a reader copy 王强 where 王　强 stands."""
    spoken = mark.spoken or mark.line.text
    plain = max(spoken) <= "\uffff"  # pdfium loses supplementary characters of ActualText
    if plain:
        coded = spoken.encode("utf-16-be").hex().upper()
        canvas._code.append(f"/Span <</ActualText <FEFF{coded}>>> BDC")  # noqa: SLF001
    text = canvas.beginText()
    text.setFillColor(mark.style.color)
    for segment in mark.line.segments:
        text.setTextOrigin(mark.x + segment.x, height - mark.y)
        text.setFont(fonts.loaded(segment.role).fontName, mark.style.size)
        text.setCharSpace(segment.space)
        text.textOut(segment.text)
    text.setCharSpace(0)
    canvas.drawText(text)
    if plain:
        canvas._code.append("EMC")  # noqa: SLF001


def _draw_box(canvas: Any, mark: Box, height: float) -> None:
    if mark.fill:
        canvas.setFillColor(mark.fill)
    canvas.setStrokeColor(style.INK if mark.stroke > style.THIN else style.LINE)
    canvas.setLineWidth(mark.stroke or 1)
    y = height - mark.y - mark.height
    outlined, filled = int(mark.stroke > 0), int(bool(mark.fill))
    canvas.rect(mark.x, y, mark.width, mark.height, stroke=outlined, fill=filled)


def _draw_seal(canvas: Any, mark: Seal, height: float) -> None:
    canvas.saveState()
    canvas.setStrokeColor("#BBBBBB")
    canvas.setLineWidth(0.7)
    canvas.setDash(2, 2)
    canvas.circle(mark.x, height - mark.y, mark.radius, stroke=1, fill=0)
    canvas.restoreState()


def _draw_code(canvas: Any, mark: Code, height: float) -> None:
    """A QR code of level M, each run of dark modules one vector rectangle."""
    import segno

    rows = [list(row) for row in segno.make_qr(mark.text, error="m").matrix]
    module = mark.side / (len(rows) + 2 * QUIET)
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        y = height - mark.y - (QUIET + number + 1) * module
        for start, end in _dark_runs(row):
            path.rect(mark.x + (QUIET + start) * module, y, (end - start) * module, module)
    canvas.setFillColor("#000000")
    canvas.drawPath(path, stroke=0, fill=1)


def _dark_runs(row: list[int]) -> list[tuple[int, int]]:
    edges = [n for n in range(len(row) + 1) if (row[n - 1] if n else 0) != [*row, 0][n]]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _bookmark(canvas: Any, mark: Bookmark, height: float, page: int) -> None:
    key = f"{page}-{mark.y:.1f}-{mark.text}"
    canvas.bookmarkHorizontal(key, 0, height - mark.y)
    canvas.addOutlineEntry(mark.text, key, mark.level, closed=False)
