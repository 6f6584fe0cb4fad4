"""An old sheet printed once more: the very page as then, marked 补印 with the day."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from jdzb.core.errors import JdzbError
from jdzb.core.sheet import cn_day
from jdzb.press import pagemark


class UnreadableSheet(JdzbError):
    """The kept PDF of a posted sheet is damaged."""

    sentence = (
        "留存的这张表的文件打不开，可能已损坏，没有补印，台账里的记录没有受影响。"
        "请从备份或U盘交接包里找回 sheets 文件夹中的这个文件，再补印。"
    )


def reprint(content: bytes, day: date) -> bytes:
    """The same PDF (text, check code, QR) with 补印 and the day in the margin of each page.

    Raises UnreadableSheet.
    """
    try:
        return _marked(content, f"补印　{cn_day(day)}")
    except Exception as error:
        raise UnreadableSheet from error


def _marked(content: bytes, words: str) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=BytesIO(content))
    sizes = [pagemark.size_of(page) for page in writer.pages]
    found = [pagemark.free_place(content, n, words, size) for n, size in enumerate(sizes)]
    over = pagemark.overlay([*zip(writer.pages, found, strict=True)])
    for page, words_page in zip(writer.pages, over.pages, strict=True):
        page.merge_page(words_page)
        page.compress_content_streams()
    made = BytesIO()
    writer.write(made)
    return made.getvalue()
