"""A photo for the screen: a JPEG becomes a page of a PDF, which pdfium draws at any size."""

from __future__ import annotations

import struct
from io import BytesIO

from jdzb.press import preview
from jdzb.press.preview import Picture

_ORIENTATION, _EXIF, _FRAME = 0x0112, 0xE1, b"Exif\0\0"
_TURNS = {3: 180, 6: 90, 8: 270}  # degrees clockwise by the EXIF orientation
_LARGEST = 14_000  # points: no page is larger
_ENTRY = 12  # bytes of a field in EXIF
_PNG, _JPEG = b"\x89PNG", b"\xff\xd8\xff"  # how the files begin
Drawn = tuple[bytes, str]  # a picture and its format as Tk reads them; b"" when there is none


def picture(jpeg: bytes, width: int, height: int) -> Picture | None:
    """A JPEG upright, as large as fits into width × height pixels; None when it is damaged.

    For any thread.
    """
    from pypdfium2 import PdfiumError

    try:
        return preview.picture(_page(jpeg), 0, width, height)
    except (PdfiumError, IndexError, ValueError, ZeroDivisionError):
        return None


def drawn(content: bytes, width: int, height: int) -> Drawn:
    """A picture for the screen: a JPEG at its size, a PNG as it is; b"" for what is no picture.

    For any thread.
    """
    if content.startswith(_PNG):
        return content, "PNG"
    found = picture(content, width, height) if content.startswith(_JPEG) else None
    return (found.ppm, "PPM") if found else (b"", "")


def fitted(png: bytes, width: int) -> bytes:
    """A picture made as wide as so many pixels, never wider than it is, as PPM. For any thread."""
    from reportlab.pdfgen.canvas import Canvas

    from jdzb.press import png as drawing

    wide, high = drawing.size(png)
    shown, made = min(width, wide), BytesIO()
    canvas = Canvas(made, pagesize=(wide, high))
    drawing.draw(canvas, png, (0, 0, wide, high))
    canvas.save()
    return preview.picture(made.getvalue(), 0, shown, max(round(high * shown / wide), 1)).ppm


def turn(jpeg: bytes) -> int:
    """Degrees clockwise by which the picture must be turned to stand upright."""
    try:
        return _TURNS.get(_orientation(jpeg), 0)
    except (struct.error, IndexError):
        return 0


def _page(jpeg: bytes) -> bytes:
    """A PDF of one page that shows the picture."""
    import pypdfium2

    with preview.one_at_a_time:
        document = pypdfium2.PdfDocument.new()
        try:
            image = pypdfium2.PdfImage.new(document)
            image.load_jpeg(BytesIO(jpeg), inline=True)
            wide, high = image.get_px_size()
            scale = min(_LARGEST / max(wide, high), 1.0)
            size = wide * scale, high * scale
            page = document.new_page(*size)
            image.set_matrix(pypdfium2.PdfMatrix().scale(*size))
            page.insert_obj(image)
            page.set_rotation(turn(jpeg))
            page.gen_content()
            made = BytesIO()
            document.save(made)
            return made.getvalue()
        finally:
            document.close()


def _orientation(jpeg: bytes) -> int:
    """The EXIF orientation, 1 to 8; 1 when none is told."""
    at = 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        kind, size = jpeg[at + 1], struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
        body = jpeg[at + 4 : at + 2 + size]
        if kind == _EXIF and body.startswith(_FRAME):
            return _told(body[len(_FRAME) :])
        at += 2 + size
    return 1


def _told(tiff: bytes) -> int:
    order = "<" if tiff[:2] == b"II" else ">"
    start = struct.unpack(f"{order}I", tiff[4:8])[0]
    count = struct.unpack(f"{order}H", tiff[start : start + 2])[0]
    for number in range(count):
        entry = tiff[start + 2 + number * _ENTRY :][:_ENTRY]
        tag, _, _, value = struct.unpack(f"{order}HHIH", entry[:10])
        if tag == _ORIENTATION:
            return int(value)
    return 1
