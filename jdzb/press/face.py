"""TrueType files for ReportLab, opened at once: mapped, not read; tables looked up, not unpacked.

ReportLab's own parser walks every glyph in Python (0.1 s for 22,000 glyphs). Cost confessed: this
class knows the inner names of ``reportlab.pdfbase.ttfonts``, so ReportLab stays pinned below 6.
"""

from __future__ import annotations

import mmap
import sys
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from struct import iter_unpack, unpack_from
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import ttfonts


class Bytes:
    """A slice of a file that copies only what is asked of it."""

    __slots__ = ("_data", "_start")

    def __init__(self, data: mmap.mmap | bytes, start: int) -> None:
        self._data, self._start = data, start

    def __getitem__(self, part: slice) -> bytes:
        return self._data[self._start + (part.start or 0) : self._start + part.stop]


class Advances(Sequence[tuple[int, int]]):
    """Advance width and left side bearing by glyph, read from the hmtx table when asked."""

    def __init__(self, table: bytes, full: int, count: int) -> None:
        self._table, self._full, self._count = table, full, count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, glyph: Any) -> Any:
        if not 0 <= glyph < self._count:
            raise IndexError(glyph)
        if glyph < self._full:
            return unpack_from(">HH", self._table, glyph * 4)
        advance = unpack_from(">H", self._table, (self._full - 1) * 4)[0]
        offset = self._full * 4 + (glyph - self._full) * 2
        return advance, unpack_from(">H", self._table, offset)[0]


class Widths(Mapping[int, float]):
    """Width in thousandths of the type size by code point."""

    def __init__(self, glyphs: dict[int, int], advances: Advances, scale: float) -> None:
        self._glyphs, self._advances, self._scale = glyphs, advances, scale

    def __getitem__(self, code: int) -> float:
        return float(self._advances[self._glyphs[code]][0] * self._scale)

    def __iter__(self) -> Iterator[int]:
        return iter(self._glyphs)

    def __len__(self) -> int:
        return len(self._glyphs)


class Face(ttfonts.TTFontFace):  # type: ignore[misc]
    """A font file with a format 12 cmap and long loca, as build_fonts.py writes them."""

    def readFile(self, f: str) -> None:  # noqa: N802 - ReportLab's name
        """Map the file into memory; in the package it is squeezed, and read whole."""
        self.filename, self._pos = f, 0
        self._ttf_data: mmap.mmap | bytes
        if (packed := Path(f + ".z")).exists():
            self._ttf_data = zlib.decompress(packed.read_bytes())
        elif (packed := Path(f + ".xz")).exists():
            import lzma

            self._ttf_data = lzma.decompress(packed.read_bytes())
        else:
            with Path(f).open("rb") as file:
                self._ttf_data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803, ARG002
        """Read names and measures as ReportLab does, characters in bulk."""
        super().extractInfo(charInfo=0)
        full = unpack_from(">H", super().get_table("hhea"), 34)[0]
        self.charToGlyph = self._character_map()
        self.charToGlyph.setdefault(0xA0, self.charToGlyph[0x20])
        self.hmetrics = Advances(super().get_table("hmtx"), full, self.numGlyphs)
        scale = 1000 / self.unitsPerEm
        self.charWidths = Widths(self.charToGlyph, self.hmetrics, scale)
        self.defaultWidth = self.hmetrics[0][0] * scale
        self.glyphPos = _numbers("I", super().get_table("loca"))

    def get_table(self, tag: str) -> Any:
        """The table's bytes; the outlines stay in the file."""
        if tag == "glyf":
            return Bytes(self._ttf_data, self.get_table_pos("glyf")[0])
        return super().get_table(tag)

    def _character_map(self) -> dict[int, int]:
        table = super().get_table("cmap")
        records = iter_unpack(">HHI", table[4 : 4 + 8 * unpack_from(">H", table, 2)[0]])
        start = next(offset for platform, kind, offset in records if (platform, kind) == (3, 10))
        count = unpack_from(">I", table, start + 12)[0]
        glyphs: dict[int, int] = {}
        for first, last, glyph in iter_unpack(">III", table[start + 16 : start + 16 + 12 * count]):
            glyphs.update(
                zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)
            )
        return glyphs


class Font(ttfonts.TTFont):  # type: ignore[misc]
    """A ReportLab font over a Face; supplementary-plane names stay searchable in the PDF."""

    def __init__(self, name: str, path: Path) -> None:
        self.fontName, self.face = name, Face(str(path))
        self.encoding = ttfonts.TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        self._asciiReadable = self.shapable = False

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Embed the subsets; ReportLab writes U+2CB4E as five digits where UTF-16 is due."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, codes in enumerate(subsets):
            if max(codes) > 0xFFFF:
                name = f"{ttfonts.SUBSETN(number).decode()}+{self.face.name.decode()}"
                content = ttfonts.makeToUnicodeCMap(name, codes)
                for code in (code for code in codes if code > 0xFFFF):
                    pair = chr(code).encode("utf-16-be").hex().upper()
                    content = content.replace(f"> <{code:04X}>", f"> <{pair}>")
                doc.idToObject[f"toUnicodeCMap:{name}"].content = content


def _numbers(kind: str, table: bytes) -> array[int]:
    numbers = array(kind, table)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers
