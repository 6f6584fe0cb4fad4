"""What the noticeboard keeps: notices with the steps of their life, objections, photos."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from jdzb.core.fields import Field, InvalidForm, Problem, Value, read_fields
from jdzb.core.ledger import Table
from jdzb.core.sheet import PAPERS

NOTICE, ANNOUNCEMENT, PUBLICATION, OF_A_BOOK = "通知", "公告", "公示", "台账表"
KINDS = (NOTICE, ANNOUNCEMENT, PUBLICATION, OF_A_BOOK)
FREE = (NOTICE, ANNOUNCEMENT, PUBLICATION)
VILLAGE, PARTY, RESULTS, CANDIDATES, OTHER = (
    "村务公开", "党务公开", "评议结果", "发展对象", "其他",
)  # fmt: skip
CATEGORIES = (VILLAGE, PARTY, RESULTS, CANDIDATES, OTHER)
CORNER = "\u00a0"  # an empty first heading: a blank that is not stripped
LONGEST_BODY, LONGEST_GRID = 10_000, 20_000  # characters; a cell of Excel holds 32,767
MOST_COLUMNS = 20

FIELDS = (
    Field("title", "标题", required=True, hint="例如 关于评议结果的公示", width=18, most=60),
    Field("kind", "种类", "choice", required=True, choices=KINDS, width=5),
    Field("category", "公开类别", "choice", required=True, choices=CATEGORIES, width=6),
    Field("source", "来自台账", width=10),
    Field("body", "正文", "note", hint="一段一行", width=20, most=LONGEST_BODY),
    Field("grid", "表格", "note", hint="从 Excel 复制后粘贴", width=14, most=LONGEST_GRID),
    Field("signer", "落款", hint="不填就用支部全称", width=12, most=40),
    Field("signed_on", "落款日期", "day", width=7),
    Field("paper", "纸张", "choice", choices=tuple(one.label for one in PAPERS), width=6),
    Field("place", "张贴地点", hint="例如 村委会公开栏", width=8, most=40),
    Field("proposed_by", "提出人", "words", width=6, most=20),
    Field("proposed_on", "提出日期", "day", width=7),
    Field("checked_by", "审核人", "words", width=6, most=20),
    Field("checked_on", "审核日期", "day", width=7),
    Field("approved_by", "审批人", "words", width=6, most=20),
    Field("approved_on", "审批日期", "day", width=7),
    Field("posted_by", "张贴人", "words", width=6, most=20),
    Field("posted_on", "张贴日期", "day", width=7),
    Field("since", "公示起", "day", width=7),
    Field("until", "公示止", "day", width=7),
    Field("short_reason", "时间不足的原因", width=10),
    Field("printed", "打印记录号", "whole", width=5),
    Field("taken_by", "撤下人", "words", width=6, most=20),
    Field("taken_on", "撤下日期", "day", width=7),
    Field("corrects", "更正哪一份", "whole", width=5),
    Field("note", "备注", "note", width=10),
)
OBJECTION_FIELDS = (
    Field("notice", "公示", "whole", required=True),
    Field("day", "提出日期", "day", required=True, width=7),
    Field("who", "提出人", hint="不愿署名可以不填", width=6, most=20),
    Field("what", "意见", "note", required=True, hint="写明提了什么意见", width=16),
    Field("answer", "答复", "note", width=16),
    Field("answered_on", "答复日期", "day", width=7),
    Field("answered_by", "答复人", "words", width=6, most=20),
)
PHOTO_FIELDS = (
    Field("notice", "公示", "whole", required=True),
    Field("sha256", "照片指纹", required=True),
    Field("name", "文件名", required=True),
    Field("taken_on", "拍照日期", "day", width=7),
    Field("note", "说明", width=10),
)
TABLES = (
    Table("notices", FIELDS, "公示", day="posted_on"),
    Table("notice_objections", OBJECTION_FIELDS, "公示意见", day="day"),
    Table("notice_photos", PHOTO_FIELDS, "公示照片"),
)
# What stands on the paper: a change to one of these after posting makes the paper out of date.
CONTENT = ("title", "body", "grid", "signer", "signed_on", "since", "until")
# What a form of a free notice shows; the steps are taken by their own buttons.
DRAFT = (
    "title", "kind", "category", "body", "grid", "signer", "signed_on", "paper", "place",
    "since", "until", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing on the wall. Days are ISO text; ``id`` is 0 until stored.

    ``source`` names the sheet of another book (``duty:2026年12月党员值班表``). ``grid`` is lines of
    tab-separated cells, the first of them the headings, all of the same length. ``printed`` is the
    number of the journal entry of the print that hangs, ``corrects`` the notice it corrects.
    """

    title: str
    kind: str = PUBLICATION
    category: str = OTHER
    source: str | None = None
    body: str | None = None
    grid: str | None = None
    signer: str | None = None
    signed_on: str | None = None
    paper: str | None = None
    place: str | None = None
    proposed_by: str | None = None
    proposed_on: str | None = None
    checked_by: str | None = None
    checked_on: str | None = None
    approved_by: str | None = None
    approved_on: str | None = None
    posted_by: str | None = None
    posted_on: str | None = None
    since: str | None = None
    until: str | None = None
    short_reason: str | None = None
    printed: int | None = None
    taken_by: str | None = None
    taken_on: str | None = None
    corrects: int | None = None
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Objection:
    """What somebody said against a notice, and the answer."""

    notice: int
    day: str
    what: str
    who: str | None = None
    answer: str | None = None
    answered_on: str | None = None
    answered_by: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of the board: the SHA-256 of the attachment, the name the file had."""

    notice: int
    sha256: str
    name: str
    taken_on: str | None = None
    note: str | None = None
    id: int = 0


def parse(raw: Mapping[str, str]) -> Notice:
    """Read the form of a notice; raises InvalidForm with every problem at once."""
    grid = read_grid(raw.get("grid", "")) or ""
    notice = notice_of(read_fields(FIELDS, {**raw, "grid": grid}))
    problems = contradictions(notice)
    if problems:
        raise InvalidForm(problems)
    return notice


def notice_of(values: Mapping[str, Value]) -> Notice:
    """A notice from stored or read values; keys that are no field of it are left out."""
    known: dict[str, Any] = {f.name: values[f.name] for f in fields(Notice) if f.name in values}
    return Notice(**known)


def values_of(notice: Notice) -> dict[str, Value]:
    """The columns of a notice, without its id."""
    return {spec.name: getattr(notice, spec.name) for spec in FIELDS}


def parse_objection(raw: Mapping[str, str]) -> Objection:
    """Read the form of an objection; raises InvalidForm with every problem at once."""
    known: dict[str, Any] = {**read_fields(OBJECTION_FIELDS, raw)}
    return Objection(**known)


def contradictions(notice: Notice) -> list[Problem]:
    """What cannot be: a period that ends before it begins, a table with too many columns."""
    found = []
    if notice.since and notice.until and notice.until < notice.since:
        found.append(Problem("until", "公示止", notice.until, f"早于公示起 {notice.since}"))
    width = len(grid_rows(notice)[0]) if notice.grid else 0
    if width > MOST_COLUMNS:
        expected = f"最多 {MOST_COLUMNS} 栏，现有 {width} 栏"
        found.append(Problem("grid", "表格", "", expected))
    return found


def read_grid(text: str) -> str | None:
    """A pasted table in its usual form: rows of the same length, empty rows and edges left out.

    Text as Excel and WPS put it on the clipboard, a cell of several lines in quotes; its line feeds
    become blanks. A quote that is not closed is a character. None when there is nothing in it.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = [[" ".join(cell.split()) for cell in row] for row in _cells(plain)]
    rows = [row for row in rows if any(row)]
    width = max((len(row) - _blanks(row[::-1]) for row in rows), default=0)
    rows = [(row + [""] * width)[:width] for row in rows]
    if not rows:
        return None
    rows[0][0] = rows[0][0] or CORNER
    return "\n".join("\t".join(row) for row in rows).rstrip("\t")


def _cells(plain: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(plain), delimiter="\t", strict=True))
    except csv.Error:
        return [line.split("\t") for line in plain.split("\n")]


def _blanks(row: list[str]) -> int:
    return next((n for n, cell in enumerate(row) if cell), len(row))


def grid_rows(notice: Notice) -> tuple[tuple[str, ...], ...]:
    """The table row by row, the headings first; empty without a table."""
    rows = [line.split("\t") for line in (notice.grid or "").split("\n") if notice.grid]
    width = max((len(row) for row in rows), default=0)
    return tuple(tuple(cell.strip() for cell in (row + [""] * width)[:width]) for row in rows)


def day(value: str | None) -> date | None:
    """A stored day as a date."""
    return date.fromisoformat(value) if value else None
