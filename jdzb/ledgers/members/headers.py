"""Where the roster begins on a sheet, and what its columns are. Pure.

A header is one row or two, anywhere near the top; two rosters may stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from jdzb.core.cells import Cell, RawSheet, cell_words, letter
from jdzb.ledgers.members.labels import ID_NUMBER, SERIAL, UNCOUNTED, plain_label, target_of
from jdzb.ledgers.members.reading import without_id_numbers

_LOWER_LABELS = frozenset(("年月", "年月日", "时间", "日期", "号码", "名称", "情况", "与否"))
SEARCHED_ROWS = 40  # a header further down than this has not been seen


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a roster: its place (0 is A), its label, what it is ('' is nothing we know)."""

    index: int
    label: str
    target: str

    @property
    def title(self) -> str:
        """The label, or the column letter where there is none."""
        return self.label or f"{letter(self.index)} 列"


@dataclass(frozen=True, slots=True)
class Header:
    """A roster on a sheet: the first row under the header (from 0), its columns from left."""

    body: int
    columns: tuple[Column, ...]

    def targets(self) -> frozenset[str]:
        """What the columns are, those that carry facts."""
        return frozenset(column.target for column in self.columns) - UNCOUNTED


def find_headers(sheet: RawSheet, mapping: Mapping[int, str] | None = None) -> tuple[Header, ...]:
    """The rosters of a sheet: none, one, or several side by side; ``mapping`` corrects columns."""
    best: Header | None = None
    for row in range(min(len(sheet.rows), SEARCHED_ROWS)):
        for header in (_single(sheet, row), _double(sheet, row)):
            if header and (best is None or _is_better(header, best)):
                best = header
    if best is None:
        return ()
    if mapping:
        columns = (replace(c, target=mapping.get(c.index, c.target)) for c in best.columns)
        best = replace(best, columns=tuple(columns))
    return tuple(_by_content(sheet, header) for header in _side_by_side(best))


def _is_better(new: Header, old: Header) -> bool:
    """More facts, or the same facts with a second header row; a repeated header is no better."""
    more = len(new.targets()) - len(old.targets())
    return more > 0 or (more == 0 and new.body == old.body + 1)


def _single(sheet: RawSheet, row: int) -> Header | None:
    labels = [cell_words(cell) for cell in sheet.rows[row]]
    return _header(row + 1, ((label, target_of(label)) for label in labels))


def _double(sheet: RawSheet, row: int) -> Header | None:
    """A header of two rows: 入党 above 时间, or 基本情况 above 姓名."""
    if row + 1 >= len(sheet.rows):
        return None
    above, below = _spread(sheet, row), [cell_words(cell) for cell in sheet.rows[row + 1]]
    if not _is_header_row(sheet, row + 1, below):
        return None
    pairs = [_two_rows(top, bottom) for top, bottom in zip(above, below, strict=True)]
    covered = [n for n, (label, target) in enumerate(pairs) if target == "name"]
    if covered and below[covered[0]] and target_of(below[covered[0]]) != "name":
        return None  # a person's name already: the header had one row
    return _header(row + 2, pairs)


def _is_header_row(sheet: RawSheet, row: int, texts: list[str]) -> bool:
    """True for a second header row: labels known alone or below others, or cells merged into it."""
    if any(re.search(r"\d", plain_label(text)) for text in texts):
        return False
    if any(merged.top < row <= merged.bottom for merged in sheet.merged):
        return True
    return any(target_of(text) or plain_label(text) in _LOWER_LABELS for text in texts if text)


def _two_rows(top: str, bottom: str) -> tuple[str, str]:
    both = top + bottom if top != bottom else top
    for label in (both, bottom, top):
        if label and (target := target_of(label)):
            return label, target
    return both, ""


def _spread(sheet: RawSheet, row: int) -> list[str]:
    """The texts of a row, each merged text standing over all its columns."""
    texts = [cell_words(cell) for cell in sheet.rows[row]]
    for merged in sheet.merged:
        if merged.top == row and merged.right < len(texts):
            texts[merged.left : merged.right + 1] = [texts[merged.left]] * (
                merged.right - merged.left + 1
            )
    return texts


def _header(body: int, labels: Iterable[tuple[str, str]]) -> Header | None:
    """A header that names people and at least one fact about them; else None."""
    columns = tuple(
        Column(n, without_id_numbers(re.sub(r"\s+", "", label)), target)
        for n, (label, target) in enumerate(labels)
    )
    header = Header(body, columns)
    targets = header.targets()
    return header if "name" in targets and len(targets) > 1 else None


def _side_by_side(header: Header) -> tuple[Header, ...]:
    """Rosters printed in two halves: a second 姓名 with facts of its own begins a second roster."""
    starts = [n for n, column in enumerate(header.columns) if column.target == "name"]
    starts = [n - 1 if n and header.columns[n - 1].target == SERIAL else n for n in starts]
    starts[0] = 0
    ends = [*starts[1:], len(header.columns)]
    parts = [Header(header.body, header.columns[a:b]) for a, b in zip(starts, ends, strict=True)]
    if len(parts) == 1 or any(len(part.targets()) < 2 for part in parts):
        return (_one_name(header),)
    return tuple(parts)


def _one_name(header: Header) -> Header:
    """Only the first 姓名 is the member's; another one is somebody else's."""
    first = next(c.index for c in header.columns if c.target == "name")
    return replace(
        header,
        columns=tuple(
            replace(c, target="") if c.target == "name" and c.index != first else c
            for c in header.columns
        ),
    )


def _by_content(sheet: RawSheet, header: Header) -> Header:
    """A column nobody knows whose cells are ID numbers is one; it must never be stored."""
    unknown = [c for c in header.columns if not c.target]
    numbers = {c.index for c in unknown if _holds_id_numbers(sheet.rows[header.body :], c.index)}
    columns = (replace(c, target=ID_NUMBER) if c.index in numbers else c for c in header.columns)
    return replace(header, columns=tuple(columns))


def _holds_id_numbers(rows: Iterable[tuple[Cell, ...]], column: int) -> bool:
    texts = [cell_words(row[column]) for row in rows if row[column] is not None]
    hits = sum(bool(re.fullmatch(r"\d{17}[\dXx]", re.sub(r"[\s']", "", t))) for t in texts)
    return hits > 0 and hits * 2 >= len(texts)
