"""公开目录 as data: what is to be public each month, quarter and year, and what has been. Pure.

The items are db/catalogue/*.toml, one [[item]] each, editable by hand, with source and status.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from jdzb.core import paths
from jdzb.core.errors import JdzbError
from jdzb.core.rules import LEVELS, STATUSES
from jdzb.ledgers.notices.entries import PARTY, VILLAGE

MONTHLY, QUARTERLY, YEARLY, ANY_TIME = "month", "quarter", "year", "event"
EVERY = {MONTHLY: "每月公开", QUARTERLY: "每季度公开", YEARLY: "每年公开", ANY_TIME: "随时公开"}
_KINDS = {"village": VILLAGE, "party": PARTY}
_TEXTS = ("key", "title", "every", "source", "article", "level", "status")
_MONTH = re.compile(r"(?:(\d{4})年)?(?<!\d)(1[0-2]|0?[1-9])月(?!\d)")
_QUARTER = re.compile(r"(?:(\d{4})年)?第?([一二三四1-4])季度")


class BadCatalogue(JdzbError):
    """A file of the catalogue that cannot be used; the sentence names the file and the item."""

    sentence = "公开目录文件 {file} 的“{item}”有误：{expected}；目录没有载入，请改正该文件后重试。"


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be made public: how often (a key of EVERY), by which month if yearly, why.

    A posting whose title holds one of ``words`` is one of it.
    """

    key: str
    title: str
    every: str
    words: tuple[str, ...]
    source: str
    article: str
    level: str
    status: str
    by: int = 12

    @property
    def kind(self) -> str:
        """村务公开 or 党务公开."""
        return _KINDS[self.key.partition(".")[0]]

    @property
    def basis(self) -> str:
        """《…法》第三十五条; a default of the program says that it is one."""
        ours = self.status == "own"
        return f"{self.source}，没有统一规定" if ours else self.source + self.article


@dataclass(frozen=True, slots=True)
class Due:
    """An item in one of its periods (both days counted), the last day for it, the days posted."""

    item: Item
    since: date
    until: date
    posted: tuple[date, ...] = ()

    def overdue(self, today: date) -> bool:
        """True when the period is over and nothing was posted."""
        return not self.posted and self.item.every != ANY_TIME and self.until < today


@cache
def standard() -> tuple[Item, ...]:
    """The catalogue that comes with the program, read once."""
    return load(paths.resources() / "db" / "catalogue")


def load(folder: Path) -> tuple[Item, ...]:
    """The items of *.toml in a folder; raises BadCatalogue."""
    found = [item for path in sorted(folder.glob("*.toml")) for item in _file(path)]
    keys = [item.key for item in found]
    for key in keys:
        if keys.count(key) > 1:
            raise BadCatalogue(file=folder.name, item=key, expected="这一项重复出现")
    return tuple(found)


def due(items: Iterable[Item], year: int, quarter: int) -> tuple[Due, ...]:
    """What is to be public in a quarter (1 to 4): each month, once, by its end, at any time."""
    months = range(3 * quarter - 2, 3 * quarter + 1)
    first, last = date(year, months[0], 1), _end(year, months[-1])
    made: list[Due] = []
    for item in items:
        if item.every == MONTHLY:
            made += [Due(item, date(year, month, 1), _end(year, month)) for month in months]
        elif item.every == YEARLY and item.by in months:
            made.append(Due(item, date(year, 1, 1), _end(year, item.by)))
        elif item.every in (QUARTERLY, ANY_TIME):
            made.append(Due(item, first, last))
    return tuple(made)


def answered(dues: Iterable[Due], postings: Sequence[tuple[str, date]]) -> tuple[Due, ...]:
    """The dues with the days of the postings (title, day) that answer them, earliest first.

    A title that names a month or a quarter answers that one, whenever it was put up.
    """
    about = [(title, day, _about(title, day)) for title, day in postings]
    return tuple(
        replace(
            one,
            posted=tuple(
                sorted(
                    day
                    for title, day, period in about
                    if one.since <= period <= one.until
                    and any(word in title for word in one.item.words)
                )
            ),
        )
        for one in dues
    )


def _about(title: str, posted: date) -> date:
    """A day of the period a posting is about: the one its title names, else its own."""
    if found := _MONTH.search(title):
        month = int(found[2])
    elif found := _QUARTER.search(title):
        month = 3 * ("一二三四".find(found[2]) + 1 or int(found[2])) - 2
    else:
        return posted
    distance = month - posted.month
    year = posted.year - (distance > 6) + (distance < -6)
    return date(int(found[1]) if found[1] else year, month, 1)


def _end(year: int, month: int) -> date:
    after = date(year + month // 12, month % 12 + 1, 1)
    return after - timedelta(days=1)


def _file(path: Path) -> list[Item]:
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadCatalogue(file=path.name, item="全文", expected=f"格式不对（{error}）") from error
    rows = data.get("item")
    if set(data) - {"item"} or not isinstance(rows, list):
        raise BadCatalogue(file=path.name, item="全文", expected="每一项应以 [[item]] 开头")
    return [_item(path, number, row) for number, row in enumerate(rows, 1)]


def _item(path: Path, number: int, row: dict[str, Any]) -> Item:
    problem = _problem(row)
    if problem:
        where = str(row.get("key") or f"第 {number} 项")
        raise BadCatalogue(file=path.name, item=where, expected=problem)
    texts = {name: row[name] for name in _TEXTS}
    return Item(words=tuple(row["words"]), by=row.get("by", 12), **texts)


def _problem(row: dict[str, Any]) -> str:
    """What is wrong with an item, in Chinese, or nothing."""
    for name in _TEXTS:
        if not isinstance(row.get(name), str):
            return f"{name} 应为文字，写在引号里"
    words = row.get("words")
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        return "words 应为几个词"
    if row["key"].partition(".")[0] not in _KINDS:
        return "key 应以 village. 或 party. 开头"
    known = {"every": EVERY, "level": LEVELS, "status": STATUSES}
    for name, choices in known.items():
        if row[name] not in choices:
            return f"{name} 应为 {'、'.join(choices)} 之一"
    by = row.get("by", 12)
    return "" if type(by) is int and 1 <= by <= 12 else "by 应为 1 至 12 的月份"
