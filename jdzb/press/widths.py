"""How wide the columns of a table are, how large its type, and whether it fits its page at all.

What a column needs is measured once, in ems; every size and page is then a matter of arithmetic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jdzb.core.blocks import Table, located
from jdzb.core.errors import JdzbError
from jdzb.press import clusters, style
from jdzb.press.linebreak import text_width

SIZES = (12.5, 12, 11.5, 11, 10.5)
WALL = (12.5, 12)  # sizes that read from a metre away; before smaller ones the page is turned
PAD = 5.0
WIDEST_FLOOR = 0.4  # of the page: no column asks for more
LINES = 6  # a text that needs more lines than this in its cell wants a wider column
WHOLE = 7.0  # ems; up to here a word or number is never broken: 13 digits
NAMED = 3  # columns named when a table is too wide


class TooWide(JdzbError):
    """A table that does not fit its page in the smallest type; nothing has been printed."""

    sentence = (
        "{table}共 {count} 栏，横放、用 {size} 磅的小字也放不下，没有打印。"
        "最宽的是{widest}。请删去或合并几栏，把栏名和内容写短，或者分成两张表。"
    )


@dataclass(frozen=True, slots=True)
class Need:
    """What a column needs in ems: to stay calm, at the very least; ``share`` of what is left."""

    calm: float
    least: float
    share: float


def needs(table: Table) -> tuple[Need, ...]:
    """The needs of the columns, in their order."""
    return tuple(_need(table, number) for number in range(len(table.columns)))


def fitted(wanted: tuple[Need, ...], width: float) -> tuple[float, list[float]]:
    """The largest type size at which the columns stay calm, else fit at all, with their points.

    Columns too many for the smallest size are squeezed: ``fits`` has said so before.
    """
    for floors in (_calm(wanted), _least(wanted)):
        for size in SIZES:
            if found := _columns(wanted, floors, size, width):
                return size, found
    size = SIZES[-1]
    points = [need.least * size + 2 * PAD for need in wanted]
    return size, [one * width / sum(points) for one in points]


def calm(wanted: tuple[Need, ...], width: float) -> bool:
    """True when the columns stand calmly in a size that reads from a metre away."""
    return any(_columns(wanted, _calm(wanted), size, width) for size in WALL)


def refuse(table: Table, wanted: tuple[Need, ...], width: float) -> None:
    """Raise TooWide when not even the smallest type gets the columns into width points."""
    if _columns(wanted, _least(wanted), SIZES[-1], width):
        return
    order = sorted(range(len(wanted)), key=lambda number: -wanted[number].least)
    titles = (table.columns[number].title or f"第 {number + 1} 列" for number in order[:NAMED])
    raise TooWide(
        table=f"表“{table.caption}”" if table.caption else "表格",
        count=len(wanted),
        size=f"{SIZES[-1]:g}",
        widest="、".join(f"“{title[:12]}”" for title in titles),
    )


def _calm(wanted: tuple[Need, ...]) -> list[float]:
    return [need.calm for need in wanted]


def _least(wanted: tuple[Need, ...]) -> list[float]:
    return [need.least for need in wanted]


def _columns(
    wanted: tuple[Need, ...], ems: list[float], size: float, width: float
) -> list[float] | None:
    """Points per column by share, none below its floor; None when the floors do not fit."""
    floors = [min(em * size + 2 * PAD + 0.5, width * WIDEST_FLOOR) for em in ems]
    if sum(floors) >= width:
        return None
    fixed: dict[int, float] = {}
    while True:
        free = [n for n in range(len(floors)) if n not in fixed]
        room = width - sum(fixed.values())
        shares = sum(wanted[n].share for n in free) or 1.0
        widths = {n: room * wanted[n].share / shares for n in free}
        tight = [n for n in free if widths[n] < floors[n] - 0.01]
        if not tight:
            return [fixed.get(n, widths.get(n, 0.0)) for n in range(len(floors))]
        fixed |= {n: floors[n] for n in tight}


def _need(table: Table, number: int) -> Need:
    column = table.columns[number]
    head = replace(style.HEAD, size=1.0)
    title = text_width(column.title, head)
    heads = [text_width(word, head) for word in _head_words(column.title)]
    words, longest = [0.0], title / 2
    for text, bold in dict.fromkeys(_texts(table, number)):
        look = replace(style.BOLD_CELL if bold else style.CELL, size=1.0)
        parts = (spread(text) if column.names else text).split("\n")
        longest = max(longest, *(text_width(part, look) for part in parts))
        cut = re.split("[、\n]", spread(text)) if column.names else _words(text)
        words += [text_width(word, look) for word in cut]
    calmest = max(*heads, *words, min(longest, max(4.0, longest / LINES)))
    least = max(min(max(words), WHOLE), min(title, 2.0))
    return Need(calmest, least, column.width)


def _texts(table: Table, number: int) -> list[tuple[str, bool]]:
    """The texts of a column and whether they are bold; cells over several columns left out."""
    bold = table.columns[number].bold
    found = [cell for _, start, cell in located(table.rows, len(table.columns)) if start == number]
    return [
        (cell, bold) if isinstance(cell, str) else (cell.text, bold or cell.bold)
        for cell in found
        if isinstance(cell, str) or cell.columns == 1
    ]


def _head_words(title: str) -> list[str]:
    """What stays together in a heading: short ones, and the two parts of 补贴面积（亩）."""
    parts = title.replace("（", "\n（").split("\n")
    whole = [[part] if len(part) <= 4 else _words(part) for part in parts]
    return [word for words in whole for word in words] or [""]


def _words(text: str) -> list[str]:
    made = []
    for line in map(clusters.tidy, text.split("\n")):
        start = 0
        for end in clusters.breaks(line)[0] if line else ():
            made.append(line[start:end])
            start = end
    return made


def spread(name: str) -> str:
    """A two-character name with an ideographic space, so that it lines up with three: 王　强."""
    two = len(name) == 2 and all(clusters.ideograph(char) for char in name)
    return f"{name[0]}\u3000{name[1]}" if two else name
