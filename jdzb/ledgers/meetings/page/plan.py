"""计划: the year in twelve months: what is planned, with its theme, and what was held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from tkinter import ttk

from jdzb.core import clock
from jdzb.core.fields import Field
from jdzb.core.ledger import Changed
from jdzb.core.sheet import Sheet
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.choicedialog import choose_sheet
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.views import View
from jdzb.gui.kit.widgets import Action, Card, EmptyState, TabBar, Wrapped
from jdzb.ledgers.meetings import columns, parsing, service, service_kinds, service_plan, told
from jdzb.ledgers.meetings.entries import Plan
from jdzb.ledgers.meetings.page.own_kinds import KindsDialog

COLUMNS = (
    Col("month", "月份", 3.4), Col("kind", "会议", 7), Col("day", "日期", 6),
    Col("theme", "主题", 12, elastic=True), Col("lead", "负责人", 4, rank=1),
    Col("held", "已开", 4),
)  # fmt: skip
VOIDING = ("不开了", "登记错了")
NOTHING = "这一年还没有计划。\n可以先按规定的次数列出来，再填主题、负责人。"


class PlanView(View):
    """The lines of a year; Enter changes one, 去记录 begins its minutes."""

    KEY, TITLE = "plan", "计划"

    def build(self) -> None:
        """The year, the table, what is lacking."""
        self.lines: list[Plan] = []
        today = clock.today().year
        self.card = card = Card(self.body)
        card.pack(fill="both", expand=True)
        years = [(str(year), f"{year}年") for year in (today - 1, today, today + 1)]
        row = Flow(card.body)
        row.pack(fill="x", pady=(0, px(self, 8)))
        self.years = TabBar(row, years, lambda _: self.refresh(None))
        self.years.mark(str(today))
        row.push(self.years)
        for text, act in (
            ("固定日…", self.settings), ("会议种类…", self.kinds), ("取消一项…", self.void),
        ):  # fmt: skip
            row.push(ttk.Button(row, text=text, style="Small.TButton", command=act))
        self.lacking = Wrapped(card.body, style="Amber.TLabel")
        self.lacking.configure(width=1)
        self.table = Table(card.body, COLUMNS, on_open=lambda _: self.amend())
        self.table.pack(fill="both", expand=True)
        self.table.set_empty(
            EmptyState(self.table, NOTHING, Action("列出规定要开的会", self.outline, primary=True))
        )
        for key, act in (("<Insert>", self.add_), ("<Delete>", self.void), ("<F2>", self.amend)):
            self.table.tree.bind(key, lambda _, act=act: act())  # type: ignore[misc]

    @property
    def year(self) -> int:
        """The year shown."""
        return int(self.years.value)

    def buttons(self) -> Sequence[Action]:
        """A new line, the settings of the fixed day, the minutes of the line chosen."""
        return (
            Action("打印…", self.print_, tip="Ctrl+P"),
            Action("加一项", self.add_, tip="Insert"),
            Action("去记录", self.hold, primary=True, tip="按选中的一项开始会议记录"),
        )

    def refresh(self, changed: Changed | None) -> None:
        """Read the plan and what was held."""
        del changed
        self.lines = service_plan.plans(self.session, self.year)
        rows = service.browse(self.session)
        held = [[row.day for row in rows if _keeps(row.kind, row.day, one)] for one in self.lines]
        self.table.show([_line(one, days) for one, days in zip(self.lines, held, strict=True)])
        self._show_missing()
        done = sum(map(bool, held))
        self.header.show(f"{self.year}年会议计划", f"{len(self.lines)} 项 · 已开 {done} 项")

    def _show_missing(self) -> None:
        text = self._missing()
        self.lacking.show(text)
        if text:
            self.lacking.pack(fill="x", pady=(0, px(self, 8)), before=self.table)
        else:
            self.lacking.pack_forget()

    def _missing(self) -> str:
        """What the rules ask for and was not held in periods that are over."""
        rows = service_plan.overview(self.session, self.year)
        parts = [
            f"{told.grouped(row.group, row.kind.short)}缺"
            + "、".join(one.period.label for one in row.missing)
            for row in rows
            if row.missing
        ]
        return f"▲ {'；'.join(parts)}" if parts else ""

    def start(self) -> None:
        """The table; an empty one leaves the focus to its button."""
        self.table.start()

    def focus_search(self) -> None:
        """F3: typing in the table looks for a month."""
        self.table.tree.focus_set()

    # -- acts ------------------------------------------------------------------------------------

    def _chosen(self) -> Plan | None:
        key = self.table.selected()
        found = next((one for one in self.lines if str(one.id) == key), None)
        if found is None:
            self.shell.say("先在表上选一项。")
        return found

    def outline(self) -> None:
        """What the rules ask for, as a beginning."""
        self.shell.on_changed(service_plan.start_plan(self.session, self.year))

    def add_(self) -> None:
        """A new line."""
        self._edit(Plan(self.year, clock.today().month, ""), "加一项计划")

    def amend(self) -> None:
        """Change the line chosen."""
        if one := self._chosen():
            self._edit(one, "改一项计划")

    def _edit(self, plan: Plan, title: str) -> None:
        known = [*service_kinds.offered(self.session), *([plan.kind] if plan.kind else [])]
        names = tuple(dict.fromkeys(known))
        fields = tuple(_spec(spec, names) for spec in columns.PLAN_FIELDS)
        spots = (
            Spot("kind", 0, 0, 2), Spot("year", 0, 2), Spot("month", 0, 3),
            Spot("theme", 1, 0, 4), Spot("day", 2, 0, 2), Spot("lead", 2, 2, 2),
            Spot("note", 3, 0, 4),
        )  # fmt: skip

        def write(raw: dict[str, str]) -> Changed:
            entry = parsing.parse_plan(raw)
            if plan.id:
                return service_plan.amend_plan(self.session, plan.id, entry)
            return service_plan.add_plan(self.session, entry)

        values = {spec.name: getattr(plan, spec.name) for spec in columns.PLAN_FIELDS}
        changed = FormDialog(self, title, Layout(fields, spots), write, values).run()
        self._tell(changed)
        if changed is not None and not plan.id:
            self.table.select(changed.id)

    def void(self) -> None:
        """Take the line chosen out of the plan."""
        one = self._chosen()
        if one and (reason := dialogs.ask_reason(self, f"取消{one.month}月{one.kind}", VOIDING)):
            self.shell.on_changed(service_plan.void_plan(self.session, one.id, reason))

    def kinds(self) -> None:
        """The kinds of meeting; the branch's own are added there."""
        KindsDialog(self, self.session, self.shell).run()

    def offers(self, year: int) -> bool:
        """True when the plan of this year can be turned to."""
        return abs(year - clock.today().year) <= 1

    def show_year(self, year: int) -> None:
        """The plan of a year; one that is empty offers its beginning."""
        self.years.mark(str(year))
        self.refresh(None)
        self.start()

    def settings(self) -> None:
        """The fixed day of 主题党日 and the latest."""
        spots = (Spot("theme_day", 0, 0), Spot("theme_latest", 0, 1))

        def write(raw: dict[str, str]) -> Changed:
            return service_plan.save_settings(self.session, raw)

        values = {key: int(text) for key, text in service_plan.settings(self.session).items()}
        layout = Layout(columns.SETTING_FIELDS, spots, 420)
        self._tell(FormDialog(self, "主题党日的固定日", layout, write, values).run())

    def hold(self) -> None:
        """The minutes of the line chosen: begun on its day, or those there are when it was held."""
        from jdzb.ledgers.meetings.page.screen import MeetingsPage

        one = self._chosen()
        if one is None or not isinstance(self.page, MeetingsPage):
            return
        view = self.page.minutes()
        held = [row.id for row in service.browse(self.session) if _keeps(row.kind, row.day, one)]
        if held:
            view.show_meeting(held[0])
        elif view.can_leave():
            view.begin(one.kind, one.day or "", one.theme)

    def print_(self) -> None:
        """Ctrl+P: the plan, the year of organisational life, everybody's attendance."""
        from jdzb.ledgers.meetings import service_sheets
        from jdzb.ledgers.meetings.page import press

        def job(make: Callable[..., Sheet]) -> Callable[[], object]:
            return lambda: press.show(
                self, self.shell, self.session, lambda: make(self.session, self.year)
            )

        jobs = (
            ("年度计划（公开）", job(service_sheets.plan)),
            ("组织生活全年情况（公开）", job(service_sheets.overview)),
            ("出勤情况（内部）", job(service_sheets.attendance)),
        )
        choose_sheet(self, dict(jobs))

    def history(self) -> None:
        """Ctrl+H."""
        if one := self._chosen():
            self.shell.show_history([("meeting_plans", one.id)], f"{one.month}月{one.kind}的计划")

    def _tell(self, changed: Changed | None) -> None:
        if changed is not None:
            self.shell.on_changed(changed)


def _spec(spec: Field, kinds: tuple[str, ...]) -> Field:
    return replace(spec, kind="choice", choices=kinds) if spec.name == "kind" else spec


def _keeps(kind: str, day: str, one: Plan) -> bool:
    """True when a meeting of this kind on this day is what was planned."""
    return (kind, day[:7]) == (one.kind, f"{one.year}-{one.month:02}")


def _line(one: Plan, days: Sequence[str]) -> Line:
    late = not days and (one.year, one.month) < (clock.today().year, clock.today().month)
    shown = "、".join(sorted(day[5:] for day in days)[:2]) or ("没有记录" if late else "")
    cells = (f"{one.month}月", one.kind, one.day or "", one.theme or "", one.lead or "", shown)
    return Line(one.id, cells, ("amber",) if late else ())
