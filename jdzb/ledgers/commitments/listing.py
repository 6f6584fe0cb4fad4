"""A list of promises made in Excel, as villages keep them: read whole, nothing guessed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jdzb.core.cells import Cell, RawSheet, Workbook, cell_words
from jdzb.core.fields import InvalidForm, plain
from jdzb.ledgers.commitments import columns
from jdzb.ledgers.commitments.columns import AT_LEAST, AT_MOST, BRANCH
from jdzb.ledgers.commitments.entries import Commitment
from jdzb.ledgers.commitments.parsing import parse

SEARCHED_ROWS = 20  # a header further down has not been seen
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "year": ("年度", "年份"),
    "member": ("承诺人", "姓名", "党员", "党员姓名"),
    "what": ("承诺事项", "承诺内容", "公开承诺事项", "承诺", "事项", "内容"),
    "bound": ("目标要求",),
    "target": ("目标数量", "目标", "数量", "承诺目标"),
    "unit": ("单位",),
    "due": ("期限", "完成期限", "完成时限", "时限", "完成时间", "兑现时间"),
    "reported": ("述诺",),
    "reported_on": ("述诺日期",),
    "outcome": ("评定结果",),
    "settled_on": ("评定日期",),
    "note": ("备注",),
}
_TARGET = re.compile(r"(不少于|不低于|至少|不超过|不高于|至多)?\s*(\d{1,9})\s*([^\d\s]{0,10})")
_BOUNDS = {
    "不少于": AT_LEAST, "不低于": AT_LEAST, "至少": AT_LEAST,
    "不超过": AT_MOST, "不高于": AT_MOST, "至多": AT_MOST,
}  # fmt: skip
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:以?前)?")
_TOTALS = ("合计", "总计", "小计", "共计")


@dataclass(frozen=True, slots=True)
class Listing:
    """What was read: the promises in their order, and a sentence for each row that was not."""

    found: tuple[Commitment, ...]
    faults: tuple[str, ...]


def read(workbook: Workbook, year: int, ids: Mapping[str, int]) -> Listing:
    """The promises of all visible sheets that have a column 承诺事项; ``ids`` by displayed name.

    ``year`` and its days stand where the list tells none; an empty name is the one above it, as in
    merged cells. A row with anything that cannot be read is left out and told.
    """
    found: list[Commitment] = []
    faults: list[str] = []
    headed = [(one, head) for one in workbook.sheets if one.visible and (head := _header(one))]
    for sheet, (first, places) in headed:
        for number, raw in _rows(sheet, first, places, year, ids):
            try:
                found.append(parse(raw))
            except InvalidForm as error:
                told = "；".join(problem.sentence() for problem in error.problems)
                faults.append(f"“{sheet.name}”第 {number} 行：{told}")
    if not headed:
        faults.append(f"“{workbook.name}”里没有找到“承诺事项”一栏")
    return Listing(tuple(dict.fromkeys(found)), tuple(faults))


def _header(sheet: RawSheet) -> tuple[int, dict[str, int]] | None:
    """The first row under the header (from 0), and the place of each field."""
    for number, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        places = _places(row)
        if "what" in places and len(places) > 1:
            return number + 1, places
    return None


def _places(row: Sequence[Cell]) -> dict[str, int]:
    labels = [re.sub(r"[\s（(].*", "", cell_words(cell).replace(" ", "")) for cell in row]
    return {
        name: place
        for name, known in HEADINGS.items()
        if (place := next((n for n, label in enumerate(labels) if label in known), -1)) >= 0
    }


def _rows(
    sheet: RawSheet, first: int, places: Mapping[str, int], year: int, ids: Mapping[str, int]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its number as shown and its raw form."""
    name = ""
    for number, row in enumerate(sheet.rows[first:], first + 1):
        texts = {field: cell_words(row[place]).strip() for field, place in places.items()}
        name = re.sub(r"\s", "", texts.get("member", "")) or name
        lead = plain(cell_words(row[0])) if row else ""
        total = any(one.replace(" ", "") in _TOTALS for one in (lead, name))
        if texts.get("what") and not total:
            yield number, _form(texts | {"member": name}, year, ids)


def _form(texts: dict[str, str], year: int, ids: Mapping[str, int]) -> dict[str, str]:
    raw = {spec.name: texts.get(spec.name, "") for spec in columns.FIELDS}
    raw["year"] = raw["year"].removesuffix("年") or str(year)
    raw["member"] = "" if raw["member"] in (BRANCH, "支部", "") else _id(raw["member"], ids)
    match = _TARGET.fullmatch(plain(raw["target"]))
    if match:
        raw["target"] = match[2]
        raw["bound"] = raw["bound"] or _BOUNDS.get(match[1] or "", "")
        raw["unit"] = raw["unit"] or match[3]
    day = _MONTH_DAY.fullmatch(plain(raw["due"]))
    raw["due"] = f"{raw['year']}-{day[1]}-{day[2]}" if day else raw["due"].removesuffix("前")
    return raw


def _id(name: str, ids: Mapping[str, int]) -> str:
    return str(ids.get(name, name))
