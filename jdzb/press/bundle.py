"""A year's sheets as one PDF: title page, contents that can be clicked, bookmarks by month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from jdzb.core.errors import JdzbError
from jdzb.press import bundle_front, pagemark, pdf
from jdzb.press.bundle_front import Entry

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter

Report = Callable[[float, str], object]
_READ, _JOINED, _MARKED = 0.35, 0.7, 0.9  # shares of the work, about as long as they take


class NothingToBundle(JdzbError):
    """No sheet was posted in the time asked for."""

    sentence = "{name}里没有张贴过的表，没有生成汇编。请先登记张贴，或换一个年份。"


@dataclass(frozen=True, slots=True)
class Part:
    """A posted sheet: its title, the day it was put up, its kept PDF (None: never kept)."""

    title: str
    day: date
    path: Path | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was made: pages in all, and the parts whose kept PDF is missing or damaged."""

    pages: int
    missing: tuple[Part, ...]


def bundle(
    title: str,
    branch: str,
    parts: Sequence[Part],
    path: Path,
    report: Report = lambda _share, _words: None,
) -> Bundle:
    """Write the parts by day into one PDF at path, whole or not at all.

    ``report(share, words)`` is told how far it is and may raise to stop: nothing is left behind.
    A part that cannot be read is named in the contents. Raises NothingToBundle and CannotWrite.
    """
    if not parts:
        raise NothingToBundle(name=title)
    ordered = sorted(parts, key=lambda part: part.day)
    readers = _read(ordered, report)
    entries = [
        Entry(part.title, part.day, len(reader.pages) if reader else 0, part.note)
        for part, reader in zip(ordered, readers, strict=True)
    ]
    front = bundle_front.front(title, branch, entries)
    writer = _joined(front, readers, report)
    _number(writer, front.count, report)
    bundle_front.link(writer, front)
    bundle_front.outline(writer, front)
    _describe(writer, title, branch)
    report(_MARKED, "正在生成文件")
    made = BytesIO()
    writer.write(made)
    report(1.0, "正在写入文件")
    pdf.save(made.getvalue(), path)
    missing = tuple(part for part, one in zip(ordered, readers, strict=True) if one is None)
    return Bundle(front.count + sum(entry.pages for entry in entries), missing)


def _read(parts: Sequence[Part], report: Report) -> list[PdfReader | None]:
    found = []
    for number, part in enumerate(parts):
        report(_READ * number / len(parts), f"正在读第 {number + 1} 张，共 {len(parts)} 张")
        found.append(_reader(part.path))
    return found


def _reader(path: Path | None) -> PdfReader | None:
    """The kept PDF when every one of its pages can be copied, else None."""
    from pypdf import PdfReader, PdfWriter

    if path is None:
        return None
    try:
        reader = PdfReader(BytesIO(path.read_bytes()))
        trial = PdfWriter()
        trial.append(reader, import_outline=False)
        for page in trial.pages:
            page.compress_content_streams()
        return reader if len(reader.pages) else None
    except Exception:  # noqa: BLE001 - whatever a damaged file makes of the reader, it is missing
        return None


def _joined(
    front: bundle_front.Front, readers: Sequence[PdfReader | None], report: Report
) -> PdfWriter:
    """The front pages and the parts, one after the other."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for content in front.sheets:
        writer.append(PdfReader(BytesIO(content)), import_outline=False)
    known = [reader for reader in readers if reader is not None]
    for number, reader in enumerate(known):
        share = _READ + (_JOINED - _READ) * number / len(known)
        report(share, f"正在汇编第 {number + 1} 张，共 {len(known)} 张")
        writer.append(reader, import_outline=False)
    return writer


def _describe(writer: PdfWriter, title: str, branch: str) -> None:
    """Title, author, language, and bookmarks shown at once."""
    from pypdf.generic import NameObject, TextStringObject

    facts = {"/Title": title, "/Author": branch, "/Creator": "支部台账 jdzb"}
    writer.add_metadata(facts)
    writer.root_object[NameObject("/Lang")] = TextStringObject("zh-CN")
    writer.page_mode = "/UseOutlines"


def _number(writer: PdfWriter, first: int, report: Report) -> None:
    """The page of the bundle in the margin of every sheet: that is what the contents speak of."""
    pages = list(writer.pages)[first:]
    marked = [
        (page, next(pagemark.places(f"汇编第 {number} 页", pagemark.size_of(page))))
        for number, page in enumerate(pages, first + 1)
    ]
    over = pagemark.overlay(marked)
    for number, (page, words) in enumerate(zip(pages, over.pages, strict=True)):
        share = _JOINED + (_MARKED - _JOINED) * number / len(pages)
        report(share, f"正在编页码，第 {number + 1} 页，共 {len(pages)} 页")
        page.merge_page(words)
        page.compress_content_streams()
