"""The rows of the file in the preview: what becomes of each, with filters."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from jdzb.core import people
from jdzb.gui.kit import table
from jdzb.gui.kit.table import Col, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import EmptyState, TabBar
from jdzb.ledgers.members.matching import Line, Preview
from jdzb.ledgers.members.page.people import by_pinyin
from jdzb.ledgers.members.rows import Key

WORDS = {"add": "新增", "change": "有改动", "unchanged": "相同", "skip": "跳过"}
TONES = {"add": "green", "change": "amber", "unchanged": "grey", "skip": "red"}
_FILTERS = (("all", "全部"), ("look", "要看"), *WORDS.items())
_COLUMNS = (
    Col("row", "行", 2),
    Col("name", "姓名", 4, sort=by_pinyin),
    Col("result", "结果", 3.2, rank=1),
    Col("look", "要看", 3.2, rank=2),
    Col("birth", "出生", 5.4, rank=4),
    Col("joined", "入党", 5.4, rank=3),
    Col("full", "转正", 5.4, rank=6),
    Col("group", "党小组", 5, rank=7),
    Col("phone", "电话", 6.2, elastic=True, rank=5),
)


class Rows(ttk.Frame):
    """``show(preview)``; Enter goes to the cells of a row, Space skips it or takes it back."""

    def __init__(
        self,
        parent: tk.Misc,
        on_select: Callable[[Key | None], object],
        on_enter: Callable[[], object],
        on_skip: Callable[[Key], object],
    ) -> None:
        super().__init__(parent)
        self._told, self._skip = on_select, on_skip
        self._lines: tuple[Line, ...] = ()
        self._keys: dict[str, Key] = {}
        self.filters = TabBar(self, _FILTERS, lambda _: self.choose_anew())
        self.filters.pack(fill="x", pady=(0, px(self, 6)))
        self.table = Table(
            self, _COLUMNS, lambda _: on_enter(), lambda _: self._told(self.selected()),
            find=lambda typed, line: people.match(typed, line.cells[1]),
        )  # fmt: skip
        self.table.pack(fill="both", expand=True)
        self.table.set_empty(EmptyState(self.table, "没有这样的行。"))
        self.table.tree.bind("<space>", lambda _: self._toggle())

    def selected(self) -> Key | None:
        """The row that is chosen."""
        return self._keys.get(self.table.selected() or "")

    def show(self, preview: Preview) -> None:
        """Show the comparison; a row that was on the list stays there in its place.

        What has been corrected goes only when a filter is clicked: nothing moves under the pointer.
        """
        self._lines = preview.lines
        for key, word in _FILTERS:
            count = sum(_fits(line, key) for line in self._lines)
            self.filters.relabel(key, f"{word} {count}" + (" 人" if key == "look" else ""))
        self._fill()

    def choose_anew(self) -> None:
        """Only the rows that fit the filter now."""
        self._keys = {}
        self._fill()

    def _fill(self) -> None:
        held = set(self._keys.values())
        kept = [
            line
            for line in self._lines
            if line.person.key in held or _fits(line, self.filters.value)
        ]
        self._keys = {_id(line): line.person.key for line in kept}
        self.table.show([_row(line) for line in kept])
        if kept and not self.table.selected():
            self.table.select(_id(kept[0]))
        self._told(self.selected())

    def _toggle(self) -> str:
        if key := self.selected():
            self._skip(key)
        return "break"


def _fits(line: Line, filter_: str) -> bool:
    if filter_ == "look":
        return bool(line.problems)
    return filter_ in ("all", line.action)


def _id(line: Line) -> str:
    sheet, row, column = line.person.key
    return f"{row}/{column}/{sheet}"


def _row(line: Line) -> table.Line:
    member = line.person.member
    cells = (
        str(line.person.row), member.name or line.person.texts.get("name", ""), WORDS[line.action],
        f"{len(line.problems)} 处" if line.problems else "", member.birth or "",
        member.joined or "", member.full or "", member.party_group or "", member.phone or "",
    )  # fmt: skip
    tone = "grey" if line.action in ("skip", "unchanged") else "amber" if line.problems else ""
    return table.Line(_id(line), cells, (tone,) if tone else ())
