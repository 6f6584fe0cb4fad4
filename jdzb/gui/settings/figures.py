"""规则: every figure the program works with, its source, and whether the branch changed it."""

from __future__ import annotations

from functools import partial
from tkinter import ttk
from typing import Final

from jdzb.core import rules
from jdzb.core.people import match
from jdzb.core.rules import Rule
from jdzb.core.sheet import A4
from jdzb.gui.kit import dialogs, exporting
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import EmptyState, SearchBox, TabBar, Wrapped
from jdzb.gui.settings import figurechange, listing
from jdzb.gui.settings.part import Part
from jdzb.gui.wording import when
from jdzb.store import figures, printout
from jdzb.store.branch import read_branch
from jdzb.store.figures import Change

BOOKS: Final = {
    "appraisals": "评议", "audit": "审计", "backup": "备份", "commitments": "承诺", "duty": "值班",
    "meetings": "会议", "members": "党员", "notices": "公开栏", "operators": "操作人",
    "today": "今日",
}  # fmt: skip
STATES: Final = {
    "read": "已核对", "second-hand": "转引", "source document": "经验材料", "own": "本程序",
    rules.CHANGED: "本支部改定",
}  # fmt: skip
LEVELS: Final = {"N": "国家规定", "L": "地方做法"}
FILTERS = (("", "全部"), ("N", "国家规定"), ("L", "地方做法"), ("own", "改过的"))
COLUMNS = (
    Col("title", "名称", 11, elastic=True),
    Col("figure", "数值", 8, elastic=True),
    Col("level", "级别", 4, rank=2),
    Col("state", "状态", 5, rank=1),
    Col("source", "出处", 9, rank=3, elastic=True),
)


class FiguresPart(Part):
    """A list that can be searched; beside it the rule chosen. Enter changes it."""

    KEY, TITLE = "rules", "规则"

    table: Table

    def build(self) -> None:
        """The search above, the list at the left, the rule chosen at the right."""
        row = ttk.Frame(self)
        row.pack(fill="x", pady=(0, px(self, 8)))
        self.filters = TabBar(row, FILTERS, lambda _: self.refresh())
        for text, act in (("打印…", self.print_), ("导出…", self.export)):
            ttk.Button(row, text=text, style="Small.TButton", command=act).pack(
                side="right", padx=(px(self, 8), 0)
            )
        self.box = SearchBox(row, lambda _: self.refresh(), hint="查找：名称、拼音、出处", width=26)
        self.box.pack(side="right", padx=(px(self, 10), 0))
        self.filters.pack(side="left", fill="x", expand=True)
        self.box.bind("<Escape>", self._escape)
        self.box.bind("<Down>", lambda _: self.table.start())
        stage = ttk.Frame(self)
        stage.pack(fill="both", expand=True)
        stage.rowconfigure(0, weight=1)
        for column, weight in ((0, 13), (1, 7)):
            stage.columnconfigure(column, weight=weight, uniform="half")
        self.table = Table(
            stage, COLUMNS, on_open=lambda _: self.change(), on_select=lambda _: self._choose(),
            find=lambda typed, line: typed in line.cells[0] or match(typed, line.cells[0]),
        )  # fmt: skip
        self.table.tree.configure(height=4)
        self.table.set_empty(EmptyState(self.table, "没有找到这样的规则。"))
        self.table.grid(row=0, column=0, sticky="nswe")
        self._side(stage).grid(row=0, column=1, sticky="nswe", padx=(px(self, 16), 0))
        self.table.tree.bind("<Delete>", lambda _: self.restore())
        self.refresh()

    def _side(self, stage: ttk.Frame) -> ttk.Frame:
        frame = ttk.Frame(stage)
        buttons = Flow(frame)
        buttons.pack(side="bottom", fill="x", pady=(px(self, 8), 0))
        self.change_button = ttk.Button(
            buttons, text="改数值…", style="SmallPrimary.TButton", command=self.change
        )
        self.restore_button = ttk.Button(
            buttons, text="恢复标准", style="Small.TButton", command=self.restore
        )
        for button in (self.change_button, self.restore_button):
            buttons.push(button)
        scroll = ScrollFrame(frame)
        scroll.pack(fill="both", expand=True)
        side = scroll.body
        self.title = self._words(side, "Strong.TLabel")
        self.figure = self._words(side, "Heading.TLabel")
        self.mark = self._words(side, "Amber.TLabel")
        self.facts = self._words(side, "Subtle.TLabel")
        return frame

    def _words(self, side: ttk.Frame, style: str) -> Wrapped:
        label = Wrapped(side, style=style)
        label.configure(width=1)
        label.pack(fill="x", pady=(0, px(self, 4)))
        return label

    def refresh(self) -> None:
        """The rules as they are in force now."""
        self.changes = {one.key: one for one in figures.changes(self.session)}
        found = [rule for rule in rules.standard().all() if self._meant(rule)]
        count = sum(1 for rule in rules.standard().all() if rule.key in self.changes)
        self.filters.relabel("own", f"改过的 {count}" if count else "改过的")
        self.table.show([self._line(rule) for rule in found])
        if self.table.selected() is None and found:
            self.table.select(found[0].key)
        self._choose()

    def start(self) -> None:
        """The list."""
        self.table.start()

    def search(self) -> None:
        """Into the search box."""
        self.box.focus_set()

    @property
    def rule(self) -> Rule | None:
        """The rule chosen, as it is in force."""
        key = self.table.selected()
        return rules.standard().rule(key) if key else None

    def change(self) -> None:
        """Another figure for the rule chosen; a national one is asked about before."""
        rule = self.rule
        if rule is None or self.refused():
            return
        if changed := figurechange.ask(self, self.session, rule):
            self.host.on_changed(changed)
            self.refresh()

    def restore(self) -> None:
        """The program's own figure again, for a reason."""
        rule = self.rule
        if rule is None or rule.key not in self.changes or self.refused():
            return
        standard = rules.shipped().rule(rule.key)
        what = f"“{rule.title}”恢复为标准的 {standard.figure_words}。"
        keys = tuple(key for key in (rule.key, rule.beside) if key in self.changes)
        if reason := dialogs.ask_reason(self, what):
            self.host.on_changed(figures.restore_rules(self.session, keys, reason))
            self.refresh()

    def history(self) -> None:
        """Everything that was done to the rule chosen."""
        rule = self.rule
        found = figures.row_of(self.session, rule.key) if rule else None
        if rule and found:
            self.host.show_history([found], f"规则：{rule.title}")
            self.refresh()

    def export(self) -> None:
        """The rules that are listed, as a spreadsheet."""
        exporting.export(self, self.host, listing.grid(self._listed()))

    def print_(self) -> None:
        """The rules that are listed, on paper."""
        from jdzb.gui.kit.printdialog import PrintDialog

        sheet = listing.sheet(self._listed(), read_branch(self.session).title)
        stamp = partial(printout.stamp, self.session)
        PrintDialog(self, self.host, lambda _: sheet, stamp, (A4,)).run()

    def _listed(self) -> list[Rule]:
        return [rules.standard().rule(str(line.id)) for line in self.table.lines()]

    # -- what is shown -----------------------------------------------------------------------------

    def _meant(self, rule: Rule) -> bool:
        wanted = self.filters.value
        own = rule.key in self.changes
        if wanted and not (own if wanted == "own" else wanted == rule.level):
            return False
        sought, told = self.box.text, f"{rule.title}{rule.figure_words}{rule.basis}{_book(rule)}"
        return sought in told or match(sought, rule.title)

    def _line(self, rule: Rule) -> Line:
        own = rule.key in self.changes
        cells = (rule.title, rule.figure_words, LEVELS[rule.level], STATES[rule.status], rule.basis)
        return Line(rule.key, cells, ("amber",) if own else ())

    def _choose(self) -> None:
        rule = self.rule
        change = self.changes.get(rule.key) if rule else None
        self.title.show(rule.title if rule else "")
        self.figure.show(rule.figure_words if rule else "")
        self.mark.show(_changed(rule, change) if rule and change else "")
        if rule and change:
            self.mark.pack(fill="x", pady=(0, px(self, 4)), before=self.facts)
        else:
            self.mark.pack_forget()
        self.facts.show(_facts(rule) if rule else "")
        writable = rule is not None and self.may_change
        self.change_button.state(["!disabled" if writable else "disabled"])
        self.restore_button.state(["!disabled" if writable and change else "disabled"])

    def _escape(self, _: object) -> str | None:
        if not self.box.text:
            return None
        self.box.clear()
        return "break"


def _book(rule: Rule) -> str:
    """Which book goes by it."""
    return BOOKS.get(rule.key.partition(".")[0], "")


def _changed(rule: Rule, change: Change) -> str:
    standard = rules.shipped().rule(rule.key)
    if rule == standard:
        return f"▲ 改过（{when(change.at)} {change.actor}），但改的数值读不出来，现按标准。"
    return (
        f"▲ 本支部改定。标准是 {standard.figure_words}（{standard.basis}）。"
        f"{when(change.at)} {change.actor} 改，原因：{change.why or '没有写'}"
    )


def _facts(rule: Rule) -> str:
    lines = [
        f"出处：{rule.basis or '没有写'}",
        f"级别：{LEVELS[rule.level]}",
        f"状态：{rule.status_words}",
        f"用在：{_book(rule)}",
    ]
    if rule.level == "N":
        lines.append("国家规定的数值一般不改；改了，乡镇核对仍按标准，并看得到是谁改的、为什么。")
    return "\n".join(lines)
