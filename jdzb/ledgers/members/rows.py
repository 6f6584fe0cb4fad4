"""The rows of a roster: which of them are people, and the cells of each. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jdzb.core import people
from jdzb.core.cells import Cell, RawSheet, cell_words
from jdzb.ledgers.members import dates, labels, reading
from jdzb.ledgers.members.headers import Column, Header

Key = tuple[str, int, int]  # sheet, row as the spreadsheet numbers it, first column of the roster

DATE_TARGETS = (
    "birth", "joined", "full", labels.APPLIED, labels.ACTIVIST_SINCE, labels.CANDIDATE_SINCE,
)  # fmt: skip
_FOOTER = re.compile(
    r"(合计|总计|小计|共计|总人数|人数合计|本页|累计).*|共\d+(人|名).*|第\d+页.*|"
    r"(填表|填报|制表|审核|复核|统计|经办|负责|联系|签[字名]|盖章|日期|单位|注|说明|备注|附|支部书记|党支部书记)"
    r"[^:：]{0,6}[:：].*|(填表|填报|制表|审核)(人|单位|时间|日期)?|注[:：].*"
)
_ABOVE = ("同上", "〃", "″", "''", '"', "同")


@dataclass(frozen=True, slots=True)
class Row:
    """One person's row: where it is, its cells by target, and what titles above it tell."""

    key: Key
    cells: Mapping[str, Cell]
    columns: Mapping[str, Column]
    told: reading.Noted
    padded: frozenset[str] = frozenset()

    @property
    def sheet(self) -> str:
        """The sheet's name."""
        return self.key[0]

    @property
    def number(self) -> int:
        """The row's number as the spreadsheet shows it."""
        return self.key[1]


@dataclass(slots=True)
class _Reader:
    """Walks down one roster and remembers the section and the row above."""

    sheet: RawSheet
    header: Header
    told: reading.Noted
    filled: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    above: Mapping[str, Cell] = field(default_factory=dict)


def read_rows(sheet: RawSheet, header: Header) -> Iterator[Row]:
    """Every row with something in it that is no total, footer, section or repeated header."""
    reader = _Reader(sheet, header, _title(sheet, header), _merged_down(sheet, header))
    padded = frozenset(
        column.target
        for column in header.columns
        if column.target in DATE_TARGETS
        and dates.writes_padded_months(row[column.index] for row in sheet.rows[header.body :])
    )
    for place in range(header.body, len(sheet.rows)):
        cells = _person(reader, place)
        if cells is not None:
            key = (sheet.name, place + 1, header.columns[0].index)
            columns = {c.target: c for c in reversed(header.columns) if c.target}
            yield Row(key, cells, columns, reader.told, padded)


def _title(sheet: RawSheet, header: Header) -> reading.Noted:
    """What the sheet's name tells of everyone on it, else the title above the header."""
    told = reading.title_tells(sheet.name)
    above = (cell_words(cell) for row in sheet.rows[: header.body] for cell in row if cell)
    for text in above:
        if not (told.status or told.marks) and labels.target_of(text) == "":
            told = reading.title_tells(text)
    return told


def _merged_down(sheet: RawSheet, header: Header) -> dict[tuple[int, int], Cell]:
    """What cells merged over several rows say of the rows below: one group for many people."""
    single = {c.index for c in header.columns if c.target in ("name", labels.ID_NUMBER, "")}
    found = {}
    for merged in sheet.merged:
        if merged.left != merged.right or merged.left in single or merged.top < header.body:
            continue
        for row in range(merged.top + 1, merged.bottom + 1):
            found[row, merged.left] = sheet.rows[merged.top][merged.left]
    return found


def _person(reader: _Reader, place: int) -> dict[str, Cell] | None:
    """The cells of a person's row by target; None for any other row."""
    row = reader.sheet.rows[place]
    own = [c for c in reader.header.columns if row[c.index] is not None]
    if not own or _is_repeated_header(row, reader.header) or _is_footer(row, own):
        return None
    if len(own) == 1 and _is_section(reader, cell_words(row[own[0].index]), own[0]):
        return None
    facts = [c for c in own if c.target not in labels.UNCOUNTED]
    if not facts:
        return None
    cells = {c.target: _cell(reader, place, c) for c in reversed(reader.header.columns) if c.target}
    for column in reversed(own):  # of two telephone columns the first with a number counts
        if column.target:
            cells[column.target] = _cell(reader, place, column)
    reader.above = cells
    return cells


def _cell(reader: _Reader, place: int, column: Column) -> Cell:
    cell = reader.sheet.rows[place][column.index]
    if cell is None:
        return reader.filled.get((place, column.index))
    if column.target != "name" and isinstance(cell, str) and cell.strip() in _ABOVE:
        return reader.above.get(column.target)
    return cell


def _is_repeated_header(row: tuple[Cell, ...], header: Header) -> bool:
    """A header printed again on the next page."""
    name = next(c for c in header.columns if c.target == "name")
    words = labels.plain_label(cell_words(row[name.index]))
    return words == labels.plain_label(name.label) or words in ("姓名", "党员姓名")


def _is_footer(row: tuple[Cell, ...], own: list[Column]) -> bool:
    """Totals and signatures: told by their first words, unless a person stands in the row too."""
    texts = [re.sub(r"\s", "", cell_words(row[column.index])) for column in own]
    totals = any(text in ("合计", "总计", "小计", "共计") for text in texts[:3])
    return totals or bool(_FOOTER.fullmatch(texts[0]))


def _is_section(reader: _Reader, text: str, column: Column) -> bool:
    """A row of one cell: 二、预备党员 tells of the rows below; any other text tells nothing."""
    told = reading.title_tells(text)
    if told.status or told.marks:
        reader.told = told
        return True
    return not (column.target == "name" and people.is_name(people.plain_name(text)))
