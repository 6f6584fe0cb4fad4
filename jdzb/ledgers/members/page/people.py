"""The left side of the members' page: search, lists with counts, day, and the people."""

from __future__ import annotations

import re
import tkinter as tk
from collections.abc import Callable, Iterator
from datetime import date
from tkinter import ttk

from jdzb.core import clock, people
from jdzb.core.fields import Field, Unreadable, read_day, show_date
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.inputs import DateInput
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Action, Card, EmptyState, SearchBox, TabBar
from jdzb.ledgers.members import rules, service
from jdzb.ledgers.members.entries import LEFT, Member
from jdzb.ledgers.members.page.facts import KINDS
from jdzb.ledgers.members.rules import Register


def by_pinyin(name: str) -> object:
    """Sorts names as a telephone book does."""
    return people.sort_key(bare(name))


def bare(name: str) -> str:
    """A display name without what tells it from others of that name: 张伟（1985） is 张伟."""
    return re.sub(r"（.*）$", "", name)


_COLUMNS = (
    Col("name", "姓名", 5.4, sort=by_pinyin),
    Col("sex", "性别", 2.2, rank=6),
    Col("birth", "出生日期", 5.4, rank=7),
    Col("joined", "入党日期", 5.4, rank=3),
    Col("group", "党小组", 5, rank=5),
    Col("post", "职务", 4.2, rank=2),
    Col("phone", "电话", 6.2, rank=8),
    Col("status", "身份", 5, rank=1),
    Col("marks", "标记", 4.2, elastic=True, rank=4),
)


class People(Card):
    """``fill(register)`` shows it; what the user does with it comes back by the callbacks."""

    def __init__(
        self,
        parent: tk.Misc,
        on_change: Callable[[], object],
        on_select: Callable[[str | None], object],
        on_open: Callable[[str], object],
        import_: Callable[[], object],
        birthdays: Callable[[], object],
        read: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self._changed = on_change
        self._view: tuple[str, str, date] | None = None
        self.shown: tuple[Member, ...] = ()
        self._build_tools(birthdays, read)
        self.lists = TabBar(self.body, [k[:2] for k in KINDS], lambda _: on_change())
        self.lists.pack(fill="x", pady=(0, px(self, 8)))
        self.table = Table(self.body, _COLUMNS, on_open, on_select, find=_finds)
        self.table.pack(fill="both", expand=True)
        action = Action("导入花名册", import_, primary=True)
        self._nobody = EmptyState(
            self.table,
            "还没有党员。\n先导入村里现成的 Excel 花名册，或者逐个添加。\n"
            "乡镇来核对村里的U盘包，请点左边的“审计”。",
            action,
        )
        self._none = EmptyState(self.table, "")
        self.search.bind("<Down>", lambda _: self.table.start())
        self.search.bind("<Return>", lambda _: self.table.start())

    def _build_tools(self, birthdays: Callable[[], object], read: Callable[[], object]) -> None:
        """Search, day and the month's birthdays, in one row where there is room."""
        self._tools = row = Flow(self.body, gap=14)
        row.pack(fill="x", pady=(0, px(self, 8)))
        self.search = SearchBox(row, lambda _: self._changed(), "姓名、拼音或首字母", 18)
        day = ttk.Frame(row)
        ttk.Label(day, text="名单日期", style="Field.TLabel").pack(side="left")
        self.day_input = DateInput(day, Field("day", "名单日期", "day"), self._day_typed)
        self.day_input.configure(width=12)
        self.day_input.put(clock.today().isoformat())
        self.day_input.pack(side="left", padx=(px(self, 8), 0))
        self.day_input.bind("<FocusOut>", lambda _: self._day_left(), add=True)
        self.day_input.bind("<Return>", lambda _: self._day_left(), add=True)
        month = ttk.Frame(row, padding=(0, px(self, 5)))
        self.birthdays = ttk.Button(month, style="Link.TButton", command=birthdays)
        self.birthdays.bind("<Return>", lambda _: self.birthdays.invoke())
        self.birthdays.pack(side="left")
        self.reader = ttk.Button(month, text="看卡片", style="Small.TButton", command=read)
        for part in (self.search, day, month):
            row.push(part)

    def stand_alone(self, alone: bool) -> None:
        """Offer the way to the card while it does not stand beside the list."""
        if alone and not self.reader.winfo_manager():
            self.reader.pack(side="left", padx=(px(self, 14), 0))
        elif not alone:
            self.reader.pack_forget()
        self._tools.after_idle(self._tools.event_generate, "<Configure>")

    # -- what is chosen --------------------------------------------------------------------------

    @property
    def kind(self) -> str:
        """The list that is on."""
        return self.lists.value

    @property
    def day(self) -> date:
        """The day whose list is shown; today while what is typed is no date."""
        try:
            value = read_day(self.day_input.text())
        except Unreadable:
            value = None
        return date.fromisoformat(value) if value else clock.today()

    def go_today(self) -> None:
        """Back to today's list."""
        self.day_input.put(clock.today().isoformat())

    def _day_typed(self) -> None:
        try:
            read_day(self.day_input.text())
        except Unreadable:
            return
        if hasattr(self, "table"):
            self._changed()

    def _day_left(self) -> None:
        try:
            self.day_input.normalise()
        except Unreadable:
            self.go_today()
        if not self.day_input.text():
            self.go_today()

    # -- what is shown ---------------------------------------------------------------------------

    def fill(self, known: Register) -> None:
        """Show the list that is on, as of the day, as far as the search finds it."""
        day = self.day
        for key, word, _ in KINDS:
            self.lists.relabel(key, f"{word} {len(known.listed(key, day))}")
        self.shown = service.search(self.search.text, known.listed(self.kind, day))
        names = rules.display_names(known.members)
        self._choose_empty(known)
        near = self._near()
        self.table.show([_line(known, member, names[member.id], day) for member in self.shown])
        if self.shown and not self.table.selected():
            self.table.select(next(near, self.shown[0].id))
        month = clock.today()
        count = len(known.celebrating(month.month, month.year))
        self.birthdays.configure(text=f"{month.month}月政治生日 {count} 人")

    def _near(self) -> Iterator[str]:
        """Who may be chosen when the chosen one leaves the same list: those below, then above."""
        view = (self.kind, self.search.text, self.day)
        order, same = [str(line.id) for line in self.table.lines()], view == self._view
        self._view = view
        chosen = self.table.selected()
        place = order.index(chosen) if same and chosen else len(order)
        still = {str(one.id) for one in self.shown}
        return (id_ for id_ in (*order[place:], *reversed(order[:place])) if same and id_ in still)

    def title(self) -> str:
        """What the list shown is called on paper."""
        return next(title for key, _, title in KINDS if key == self.kind)

    def _choose_empty(self, known: Register) -> None:
        """Nobody at all asks for the roster; an empty list only says so."""
        word = next(word for key, word, _ in KINDS if key == self.kind)
        if self.search.text:
            self._none.show(f"“{word}”里没有找到“{self.search.text}”。")
        else:
            self._none.show(f"{show_date(self.day.isoformat())}没有“{word}”名单上的人。")
        for one in (self._nobody, self._none):
            one.place_forget()
        self.table.set_empty(self._none if known.members else self._nobody)


def _finds(typed: str, line: Line) -> bool:
    return people.match(typed, bare(line.cells[0]))


def _line(known: Register, member: Member, name: str, day: date) -> Line:
    status = known.status_on(member, day)
    cells = (
        name, member.sex or "", member.birth or "", member.joined or "",
        member.party_group or "", member.party_post or member.village_post or "",
        people.mask_phone(member.phone), status or "待补充",
        "、".join(known.marks_on(member, day)),
    )  # fmt: skip
    if status in LEFT:
        return Line(member.id, cells, ("grey",))
    return Line(member.id, cells, () if status else ("amber",))
