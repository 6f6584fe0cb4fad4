"""A page of a PDF as a picture for the screen: what is seen is what prints."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from jdzb.core import clock

one_at_a_time = Lock()  # pdfium serves one thread at a time


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PPM (what tk.PhotoImage reads), its number from 0, how many pages there are."""

    ppm: bytes
    page: int
    pages: int


def picture(content: bytes, page: int, width: int, height: int) -> Picture:
    """One page of a PDF, as large as fits into width × height pixels; for any thread."""
    import pypdfium2

    with one_at_a_time:
        document = pypdfium2.PdfDocument(content)
        try:
            sheet = document[page]
            scale = min(width / sheet.get_width(), height / sheet.get_height())
            bitmap = sheet.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
            head = f"P6 {bitmap.width} {bitmap.height} 255\n".encode()
            row = bitmap.width * 3
            pixels = bytes(bitmap.buffer)
            lines = (
                pixels[at : at + row]
                for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)
            )
            return Picture(head + b"".join(lines), page, len(document))
        finally:
            document.close()


def thumbnail(content: bytes, width: int, height: int) -> Picture | None:
    """Page 1 small, as large as fits into width × height pixels; None when it is no whole PDF.

    For any thread.
    """
    from pypdfium2 import PdfiumError

    try:
        return picture(content, 0, width, height)
    except (PdfiumError, IndexError):
        return None


def warm() -> None:
    """Open the fonts and pdfium by a page nobody sees: the first preview must not wait for them."""
    from jdzb.core.sheet import Column, Footer, Heading, Paragraph, Sheet, Signature, Table
    from jdzb.press import footer, pdf

    sheet = Sheet(
        title="公示",
        branch="支部",
        blocks=(
            Heading("一、", 1), Heading("（一）", 2), Heading("零", 0), Paragraph("正文"),
            Table((Column("姓名"), Column("职务", bold=True)), (("甲", "乙"),)),
        ),
        signature=Signature("支部"),
        footer=footer.pending(Footer("公示"), clock.now()),
    )  # fmt: skip
    thumbnail(pdf.render(sheet), 100, 100)
