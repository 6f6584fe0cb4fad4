"""A Sheet as a Word file in the look of GB/T 9704: the same words, Word's own page numbers.

python-docx is imported at first use. Fonts are named, not embedded: Word and WPS have them.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from jdzb.core import clock
from jdzb.core.blocks import (
    Cell,
    Heading,
    InfoLine,
    NewPage,
    Note,
    Paragraph,
    Table,
    cell_text,
    located,
)
from jdzb.core.blocks import lines as lines_of
from jdzb.core.sheet import Block, Sheet
from jdzb.press import pdf

BODY, HEI, KAI, SONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
TITLE = "方正小标宋简体"
LATIN = "Times New Roman"
LEADING = 28.95  # points: 22 lines in 225 mm
_SIZES = {"body": 16.0, "title": 22.0, "branch": 13.0, "small": 12.0, "foot": 9.5}
_HEADINGS = {0: SONG, 1: HEI, 2: KAI}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write(sheet: Sheet, path: Path) -> Path:
    """Save the sheet as .docx, whole or not at all; raises CannotWrite, PrivateNumberOnSheet."""
    pdf.save(render(sheet), path)
    return path


def filename(sheet: Sheet) -> str:
    """The name offered for the file: that of the PDF with the other ending."""
    return sheet.filename().removesuffix(".pdf") + ".docx"


def render(sheet: Sheet) -> bytes:
    """The sheet as .docx; raises PrivateNumberOnSheet when it is public and holds one."""
    from docx import Document

    sheet.refuse_private_numbers()
    document = Document()
    _page(document, sheet)
    _describe(document, sheet)
    _head(document, sheet)
    for block in sheet.blocks:
        _block(document, block)
    _sign(document, sheet)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _page(document: Any, sheet: Sheet) -> None:
    """Paper, margins, the header of following pages, the foot with page x of y."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(sheet.paper.width), Mm(sheet.paper.height)
    if sheet.paper.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.header_distance, section.footer_distance = Mm(25), Mm(20)
    section.different_first_page_header_footer = bool(sheet.header())
    if sheet.header():
        _run(section.header.paragraphs[0], sheet.header(), HEI, _SIZES["foot"])
    for foot in (section.footer, section.first_page_footer):
        if foot is section.footer or sheet.header():
            _foot(foot, sheet)


def _foot(foot: Any, sheet: Sheet) -> None:
    told = sheet.foot()
    last = foot.paragraphs[0]
    for text in (told.about(), told.complaints()):
        if text:
            _run(last.insert_paragraph_before(), text, HEI, _SIZES["foot"])
    for text, field in (("第 ", "PAGE"), (" 页 共 ", "NUMPAGES"), (" 页", "")):
        _run(last, text, HEI, _SIZES["foot"])
        if field:
            _field(last, field)


def _field(paragraph: Any, name: str) -> None:
    """A number that Word counts itself."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = _run(paragraph, "", HEI, _SIZES["foot"])
    for kind in ("begin", "", "end"):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = name
        run._r.append(mark)  # noqa: SLF001 - python-docx has no fields


def _describe(document: Any, sheet: Sheet) -> None:
    facts = document.core_properties
    facts.title, facts.author = _plain(sheet.name or sheet.title), _plain(sheet.branch)
    facts.comments, facts.language = "", "zh-CN"
    facts.created = facts.modified = clock.now().replace(tzinfo=None)


def _head(document: Any, sheet: Sheet) -> None:
    rows = (
        (sheet.branch, HEI, _SIZES["branch"]), (sheet.heads()[0], TITLE, _SIZES["title"]),
        (sheet.heads()[1], TITLE, 17.0),
    )  # fmt: skip
    for text, font, size in rows:
        if text:
            _run(_paragraph(document, "center", leading=size * 1.5), text, font, size)
    _paragraph(document)


def _block(document: Any, block: Block) -> None:
    if isinstance(block, Table):
        _table(document, block)
    elif isinstance(block, Heading):
        made = _paragraph(
            document, "center" if block.level == 0 else "left", indent=block.level > 0
        )
        made.paragraph_format.keep_with_next = True
        _run(made, block.text, _HEADINGS[block.level], _SIZES["body"])
    elif isinstance(block, Paragraph):
        _run(
            _paragraph(document, block.align, indent=block.indent), block.text, BODY, _SIZES["body"]
        )
    else:
        size = _SIZES["small"] if isinstance(block, Note | InfoLine) else _SIZES["body"]
        for text in filter(None, lines_of(block)):
            made = _paragraph(document, "left", leading=size * 1.6)
            made.paragraph_format.page_break_before = isinstance(block, NewPage)
            _run(made, text, SONG, size)


def _table(document: Any, table: Table) -> None:
    """A grid with merged cells; its header is repeated on following pages."""
    if table.caption:
        _run(_paragraph(document, "center"), table.caption, HEI, _SIZES["branch"])
    rows = (*table.head(), *table.body())
    made = document.add_table(len(rows), len(table.columns), style="Table Grid")
    for number, column, cell in located(rows, len(table.columns)):
        place = made.cell(number, column)
        if isinstance(cell, Cell) and (cell.rows, cell.columns) != (1, 1):
            place = place.merge(made.cell(number + cell.rows - 1, column + cell.columns - 1))
        font = HEI if number < len(table.head()) else SONG
        align = cell.align if isinstance(cell, Cell) else None
        paragraph = place.paragraphs[0]
        _align(paragraph, align or table.columns[column].align)
        _run(paragraph, cell_text(cell), font, _SIZES["small"])
    for row in made.rows[: len(table.head())]:
        _repeat(row)


def _repeat(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def _sign(document: Any, sheet: Sheet) -> None:
    """Name and date at the right, four characters in, held to the last line of the text."""
    from docx.shared import Pt

    if not sheet.signature:
        return
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    for text in ("", sheet.signature.name, sheet.signature.date_words()):
        made = _paragraph(document, "right")
        made.paragraph_format.right_indent = Pt(_SIZES["body"] * 4)
        made.paragraph_format.keep_with_next = text != sheet.signature.date_words()
        _run(made, text, BODY, _SIZES["body"])


# -- paragraphs and runs ---------------------------------------------------------------------------


def _paragraph(
    document: Any, align: str = "left", *, indent: bool = False, leading: float = LEADING
) -> Any:
    from docx.shared import Pt

    made = document.add_paragraph()
    look = made.paragraph_format
    look.space_before = look.space_after = Pt(0)
    look.line_spacing = Pt(leading)
    look.widow_control = True
    if indent:
        look.first_line_indent = Pt(2 * _SIZES["body"])
    _align(made, align)
    return made


def _align(paragraph: Any, align: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())


def _run(paragraph: Any, text: str, font: str, size: float) -> Any:
    """Text in a Chinese font, Latin letters and digits in another."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(_plain(text))
    run.font.name, run.font.size = LATIN, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)  # noqa: SLF001
    return run


def _plain(text: str) -> str:
    """What XML may hold."""
    return _FORBIDDEN.sub("", text)
