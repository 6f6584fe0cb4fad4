"""A page of a PDF as a picture for the screen: what is seen is what prints."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

_one_at_a_time = Lock()  # pdfium serves one thread at a time


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PPM (what tk.PhotoImage reads), its number from 0, how many pages there are."""

    ppm: bytes
    page: int
    pages: int


def picture(content: bytes, page: int, width: int, height: int) -> Picture:
    """One page of a PDF, as large as fits into width × height pixels."""
    import pypdfium2

    with _one_at_a_time:
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
