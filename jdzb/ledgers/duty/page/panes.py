"""The panes of 请假与设置: a form above, what is in force below."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from jdzb.core import clock, people
from jdzb.core.fields import Field, InvalidForm, Problem
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs, theme
from jdzb.gui.kit.choosebox import Option
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import EmptyState, Wrapped
from jdzb.ledgers.duty import entries, service
from jdzb.ledgers.duty.entries import Leave
from jdzb.ledgers.duty.page.cells import short
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.gui.kit.page import Window

ROWS, FEW, LARGE = 7, 3, 125  # lines of a list before it scrolls; fewer above this text size
DAY = Col("since", "从", 8), Col("until", "到", 8)
NAME = Col("name", "姓名", 5, sort=people.sort_key)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its words, table and fields, how it is read, added and listed."""

    key: str
    title: str
    button: str
    table: str
    fields: tuple[Field, ...]
    parse: Callable[..., Any]
    add: Callable[..., Changed]
    columns: tuple[Col, ...]
    lines: Callable[[Session], list[Line]]
    reasons: tuple[str, ...]
    empty: str
    about: str


def _leaves(session: Session) -> list[Line]:
    names = members.names(session)
    return [
        Line(
            one.id,
            (names[one.member], _day(one.since), _day(one.until), one.reason or ""),
            ("grey",) if one.until < clock.today() else (),
        )
        for one in service.leaves(session, after=date(clock.today().year, 1, 1))
    ]


def _fixed(session: Session) -> list[Line]:
    names = members.names(session)
    return [
        Line(one.id, (names[one.member], one.weekday, one.note or ""))
        for one in service.fixed_days(session)
    ]


def _closures(session: Session) -> list[Line]:
    return [
        Line(one.id, (_day(one.since), _day(one.until), one.reason))
        for one in service.closures(session, after=date(clock.today().year, 1, 1))
    ]


def _day(day: date) -> str:
    return f"{day.year}年{short(day)}"


KINDS = (
    Kind(
        "leave", "请假", "登记请假", "duty_leaves", entries.LEAVE_FIELDS, entries.parse_leave,
        service.add_leave, (NAME, *DAY, Col("reason", "事由", 12, elastic=True)), _leaves,
        ("提前回来", "登记错了"), "今年没有请假。",
        "请假的日子不排班；已经排了班的，日历上标红，按一下就能换人。流动党员、年老体弱的不用请假。",
    ),
    Kind(
        "fixed", "固定值班日", "登记固定日", "duty_fixed", entries.FIXED_FIELDS,
        entries.parse_fixed, service.add_fixed,
        (NAME, Col("weekday", "固定在", 5), Col("note", "说明", 12, elastic=True)), _fixed,
        ("本人要求", "登记错了"), "没有固定值班日，全部轮流。",
        "固定在星期几的党员，排班时每到那一天都排他；没有固定的，按次数轮流。",
    ),
    Kind(
        "closure", "不值班的日子", "登记不值班", "duty_closures", entries.CLOSURE_FIELDS,
        entries.parse_closure, service.add_closure,
        (*DAY, Col("reason", "原因", 14, elastic=True)), _closures,
        ("照常值班", "登记错了"), "没有登记不值班的日子。",
        "例如春节放假、会场维修。法定节假日不用登记，谁值班在“值班设置”里定。",
    ),
)  # fmt: skip


class RecordPane(ttk.Frame):
    """Records of one kind: a new one above, those in force below, one key to cancel one."""

    def __init__(self, parent: tk.Misc, kind: Kind, session: Session, shell: Window) -> None:
        super().__init__(parent)
        self.kind, self.session, self.shell = kind, session, shell
        self.button = kind.button
        _about(self, kind.about)
        self.form = Form(self, kind.fields, on_save=self.save)
        for column, spec in enumerate(kind.fields):
            self.form.add(spec.name, 0, column)
        self.form.pack(fill="x")
        if any(spec.kind == "member" for spec in kind.fields):
            self.form.offer("member", _people(session))
        self.told = Wrapped(self, "", "Amber.TLabel")
        self.told.configure(width=1)
        self.told.pack(fill="x")
        foot = ttk.Frame(self)
        foot.pack(side="bottom", fill="x", pady=(px(self, 8), 0))
        self.off = ttk.Button(foot, text="取消选中的", style="Small.TButton", command=self.void)
        self.off.pack(side="right")
        self.past = ttk.Button(foot, text="历史", style="Small.TButton", command=self.history)
        self.past.pack(side="right", padx=px(self, 8))
        self.table = Table(self, kind.columns)
        self.table.set_empty(EmptyState(self.table, kind.empty))
        self.table.tree.configure(height=ROWS if theme.percent(self) <= LARGE else FEW)
        self.table.tree.bind("<Delete>", lambda _: self.void())
        for key in ("<Control-h>", "<Control-H>"):
            self.table.tree.bind(key, lambda _: self.history())
        self.table.pack(fill="both", expand=True)
        self.fill()

    def fill(self) -> None:
        """Show what is in force."""
        lines = self.kind.lines(self.session)
        self.table.show(lines)
        for button in (self.off, self.past):
            button.state(["!disabled" if lines else "disabled"])

    def save(self) -> None:
        """Record what is typed, or say beside the fields what is wrong."""
        try:
            entry = self.kind.parse(self.form.read())
        except InvalidForm as error:
            self.form.tell(_worded(error))
            return
        changed = self.kind.add(self.session, entry)
        self.form.show({})
        self.form.start()
        self.fill()
        self.shell.on_changed(changed)
        self.told.show(_served(self.session, entry) if isinstance(entry, Leave) else "")

    def history(self) -> None:
        """The versions of the chosen one."""
        if chosen := self.table.selected():
            self.shell.show_history([(self.kind.table, int(chosen))], self.kind.title)
        else:
            self.told.show("请先在下面选一行，再看历史。")

    def void(self) -> None:
        """Cancel the chosen one, for a reason."""
        chosen = self.table.selected()
        if chosen is None:
            self.told.show("请先在下面选一行，再取消。")
            return
        line = next(line for line in self.table.lines() if str(line.id) == chosen)
        what = f"取消{self.kind.title}：{'　'.join(cell for cell in line.cells if cell)}"
        if reason := dialogs.ask_reason(self, what, self.kind.reasons):
            changed = service.void_absence(self.session, self.kind.table, int(chosen), reason)
            self.fill()
            self.told.show("")
            self.shell.on_changed(changed)


class SettingsPane(ttk.Frame):
    """三定: how many a day, who on weekends and holidays, when, where, what for."""

    button = "保存设置"

    def __init__(self, parent: tk.Misc, session: Session, shell: Window) -> None:
        super().__init__(parent)
        self.session, self.shell = session, shell
        _about(self, "改了以后，没排的月份照新设置排；已经排好的月份要按“重新排班”才会变。")
        self.form = Form(self, entries.SETTING_FIELDS, on_save=self.save)
        places = {"people": (0, 0), "weekends": (0, 1), "holidays": (0, 2), "morning": (1, 0),
                  "afternoon": (1, 1), "place": (1, 2)}  # fmt: skip
        for name, (row, column) in places.items():
            self.form.add(name, row, column)
        self.form.add("tasks", 2, 0, span=3, lines=3)
        self.form.pack(fill="x")
        self.form.show(self._known())

    def save(self) -> None:
        """Keep the settings, or say beside the fields what is wrong."""
        try:
            changed = service.save_settings(self.session, self.form.read())
        except InvalidForm as error:
            self.form.tell(error.problems)
            return
        self.form.settle()
        self.shell.on_changed(changed)

    def _known(self) -> dict[str, Any]:
        known = service.settings(self.session)
        return {spec.name: getattr(known, spec.name) for spec in entries.SETTING_FIELDS}


def _about(pane: ttk.Frame, text: str) -> None:
    label = Wrapped(pane, text, "Faint.TLabel")
    label.configure(width=1)
    label.pack(fill="x", pady=(0, px(pane, 10)))


def _people(session: Session) -> list[Option]:
    """Every member of today, found by name, pinyin and initials."""
    names = members.names(session)
    known = members.browse(session, kind="党员")
    return [
        Option(one.id, names[one.id], _spelled(names[one.id]))
        for one in sorted(known, key=lambda one: people.sort_key(names[one.id]))
    ]


def _spelled(name: str) -> str:
    """The pinyin and the initials of a name, every sound of every character: chenzhiqiang czq."""
    keys = people.pinyin_keys(name)
    whole = "".join(sounds[0] for sounds in keys)
    return f"{whole} {''.join(sounds[0][0] for sounds in keys)}"


def _worded(error: InvalidForm) -> Sequence[Problem]:
    """The problems, a member who is not found said as such (the reader expects an id)."""
    return [
        replace(problem, expected="没有找到这个人，请点 ▾ 从名单里选")
        if problem.field == "member" and problem.value
        else problem
        for problem in error.problems
    ]


def _served(session: Session, leave: Leave) -> str:
    """Which turns of the member lie in the leave, as a sentence; empty when none does."""
    days = [
        short(turn.day)
        for turn in service.browse(session)
        if turn.member == leave.member and leave.since <= turn.day <= leave.until
        and turn.day >= clock.today()
    ]  # fmt: skip
    if not days:
        return ""
    name = members.name_of(session, leave.member)
    return f"{name}这几天已经排了班：{'、'.join(days)}。请在日历上换人。"
