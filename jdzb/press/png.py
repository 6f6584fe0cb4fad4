"""Pictures in a page without Pillow: the compressed pixels of a PNG go into the PDF as they are.

For PNGs of 8 bits a sample, grey, RGB or with a palette, not interlaced and without transparency:
such are the pictures of the manual. Cost confessed: the class knows ReportLab's inner names.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfdoc

_MAGIC = b"\x89PNG\r\n\x1a\n"
_SPACES = {0: ("DeviceGray", 1), 2: ("DeviceRGB", 3), 3: ("", 1)}  # by colour type; samples a pixel
_HEAD = ">IIBBBBB"


def size(png: Path | bytes) -> tuple[int, int]:
    """Width and height in pixels. Raises OSError, ValueError for what is no PNG."""
    content = png if isinstance(png, bytes) else png.read_bytes()
    if not content.startswith(_MAGIC):
        raise ValueError("no PNG")
    wide, high = struct.unpack(">II", content[16:24])
    return wide, high


def draw(canvas: Any, png: Path | bytes, place: tuple[float, float, float, float]) -> None:
    """Draw it at (left, bottom, width, height) in points; once in the file however often drawn.

    Raises OSError, ValueError for a PNG of another kind.
    """
    content = png if isinstance(png, bytes) else png.read_bytes()
    document = canvas._doc  # noqa: SLF001 - as Canvas.drawImage does
    name = hashlib.sha256(content).hexdigest()
    known = document.getXObjectName(name)
    if known not in document.idToObject:
        picture = _Picture(name, content)
        document.Reference(picture, known)
        document.addForm(name, picture)
    left, bottom, width, height = place
    canvas._currentPageHasImages = 1  # noqa: SLF001
    canvas.saveState()
    canvas.translate(left, bottom)
    canvas.scale(width, height)
    canvas._code.append(f"/{known} Do")  # noqa: SLF001
    canvas.restoreState()
    canvas._formsinuse.append(name)  # noqa: SLF001


class _Picture(pdfdoc.PDFImageXObject):  # type: ignore[misc]
    """The picture as an object of the PDF."""

    def __init__(self, name: str, content: bytes) -> None:
        super().__init__(name)
        parts = list(_parts(content))
        head = struct.unpack(_HEAD, parts[0][1])
        self.width, self.height, bits, kind, *rest = head
        if bits != 8 or kind not in _SPACES or any(rest) or any(one == b"tRNS" for one, _ in parts):
            raise ValueError(name)
        space, self.samples = _SPACES[kind]
        palette = b"".join(data for one, data in parts if one == b"PLTE")
        self.space = f"/{space}" if space else _indexed(palette)
        self.pixels = b"".join(data for one, data in parts if one == b"IDAT")

    def format(self, document: Any) -> Any:
        """The stream as it stands in the file."""
        stream = pdfdoc.PDFStream(content=self.pixels)
        columns = f"/Predictor 15 /Colors {self.samples} /BitsPerComponent 8 /Columns {self.width}"
        stream.dictionary.dict.update(
            Type=pdfdoc.PDFName("XObject"),
            Subtype=pdfdoc.PDFName("Image"),
            Width=self.width,
            Height=self.height,
            BitsPerComponent=8,
            ColorSpace=self.space,
            Filter=pdfdoc.PDFName("FlateDecode"),
            DecodeParms=f"<< {columns} >>",
            Length=len(self.pixels),
        )
        return stream.format(document)


def _indexed(palette: bytes) -> str:
    return f"[/Indexed /DeviceRGB {len(palette) // 3 - 1} <{palette.hex()}>]"


def _parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(name, data) of every chunk. Raises ValueError."""
    if not content.startswith(_MAGIC):
        raise ValueError("no PNG")
    at = len(_MAGIC)
    while at + 12 <= len(content):
        length, name = struct.unpack(">I4s", content[at : at + 8])
        yield name, content[at + 8 : at + 8 + length]
        at += length + 12
