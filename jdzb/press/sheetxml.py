"""What the spreadsheet reader does not tell of an .xlsx: how far a sheet reaches, and error cells.

The reader makes a dense table up to the farthest cell, and reads #REF! as nothing. So the parts
are looked through before: a stray mark in the last cell of a sheet would cost 500 GB.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"')
_ERROR = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"[^>]*\st="e"[^>/]*>.{0,2000}?<(?:\w+:)?v>([^<]{1,20})<',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Extent:
    """How many rows and columns a sheet has, and its error cells (row, column from 0): #REF!."""

    rows: int = 0
    columns: int = 0
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)


def unpacked_size(data: bytes) -> int:
    """How many bytes the parts of a zip say they have unpacked; 0 for what is no zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return sum(part.file_size for part in book.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return 0


def extents(data: bytes) -> dict[str, Extent]:
    """The extent of every sheet by its name; empty for what is no .xlsx."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return {name: _extent(book.read(part)) for name, part in _parts(book)}
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        return {}  # the reader will say what is wrong with it


def put_errors(rows: list[list[Any]], extent: Extent) -> None:
    """Put the words of the error cells where the reader found nothing."""
    for (row, column), words in extent.errors.items():
        if row < len(rows) and column < len(rows[row]) and rows[row][column] == "":
            rows[row][column] = words


def _parts(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name with the part that holds it."""
    relations = _RELATION.findall(book.read("xl/_rels/workbook.xml.rels"))
    targets = {_attribute(one, "Id"): _attribute(one, "Target") for one in relations}
    for sheet in _SHEET.findall(book.read("xl/workbook.xml")):
        target = targets.get(_attribute(sheet, r"\w+:id"), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in book.namelist():
            yield _attribute(sheet, "name"), part


def _attribute(tag: bytes, name: str) -> str:
    found = re.search(rf"""\s{name}\s*=\s*["']([^"']*)["']""", tag.decode("utf-8", "replace"))
    return unescape(found[1]) if found else ""


def _extent(xml: bytes) -> Extent:
    if b"\x00" in xml[:4]:  # UTF-16: nobody's spreadsheet program writes it
        return Extent()
    columns, last = set[bytes](), 0
    for found in _CELL.finditer(xml):
        columns.add(found[1])
        last = max(last, int(found[2]))
    errors = {
        (int(row) - 1, _number(column) - 1): words.decode("utf-8", "replace")
        for column, row, words in _ERROR.findall(xml)
    }
    return Extent(last, max(map(_number, columns), default=0), errors)


def _number(letters: bytes) -> int:
    """The column's number as counted from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
