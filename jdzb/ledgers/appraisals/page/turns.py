"""Who has done a stage that everybody goes through: 自评, 审核, 互评."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.core import clock, people
from jdzb.core.fields import Unreadable, read_day
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.scaling import lines_for
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.ledgers.appraisals import service, service_stages
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.service_stages import Step

if TYPE_CHECKING:
    from jdzb.ledgers.appraisals.page.deeds import Deeds

ROWS = 10
TOLD = "选中做完的人（Ctrl、Shift 选几个，Ctrl+A 全选），登记；都做完以后，登记完成这一步。"


class TurnsDialog(Dialog[None]):
    """The list, the day, 登记 and 完成."""

    writes = True

    def __init__(self, deeds: Deeds, whole: Whole, step: Step) -> None:
        self.deeds, self.whole, self.step = deeds, whole, step
        super().__init__(deeds.page, service_stages.named(whole, step))

    def build(self, body: ttk.Frame) -> None:
        """A word, the list, the day."""
        ttk.Frame(body, width=px(self, 520), height=1).pack()
        told = Wrapped(body, TOLD, "Subtle.TLabel")
        told.configure(width=1)
        told.pack(fill="x", pady=(0, px(self, 8)))
        columns = (
            Col("name", "姓名", 6, sort=people.sort_key), Col("state", "情况", 6),
            Col("day", "日期", 7), Col("note", "说明", 6, elastic=True),
        )  # fmt: skip
        self.table = Table(
            body, columns, several=True, find=lambda typed, line: people.match(typed, line.cells[0])
        )
        self.table.tree.configure(height=lines_for(self, ROWS))
        self.table.pack(fill="both", expand=True)
        for key in ("<Control-a>", "<Control-A>"):
            self.table.tree.bind(key, lambda _: self._all())
        row = ButtonRows(body)
        row.pack(fill="x", pady=(px(self, 8), 0))
        label = ttk.Label(row, text="日期", style="Field.TLabel")
        self.day = ttk.Entry(row, width=11)
        self.day.insert(0, clock.today().isoformat())
        mark = ttk.Button(row, text="登记选中的", style="SmallPrimary.TButton", command=self.mark)
        words = ttk.Button(row, text="写说明…", style="Small.TButton", command=self.note)
        row.hold([label, self.day, mark, words])
        self.add_button("完成这一步…", self.complete)
        self.add_button("关闭", self.cancel, primary=True)
        for widget in (self.table.tree, self.day):
            for key in ("<Return>", "<KP_Enter>"):
                widget.bind(key, lambda _: self.mark())
        self.first = self.table.tree
        self.fill()

    def fill(self) -> None:
        """Who has done it, who has not; those who have not come first."""
        self.whole = service.whole(self.deeds.session, self.whole.id)
        key, period = self.step.stage.key, self.step.period
        self.step = service_stages.step_of(self.whole, key, period)
        rows = {
            one.subject: one
            for one in self.whole.stages
            if (one.stage, one.period) == (key, period)
        }
        lines = []
        for one in (each for each in self.whole.subjects if not each.excused):
            row, done = rows.get(one.id), one.id in self.step.people
            day, note = (row.done_on or "", row.note or "") if row else ("", "")
            cells = (one.name, "已完成" if done else "没有", day, note)
            lines.append(Line(one.id, cells, ("green",) if done else ()))
        lines.sort(key=lambda line: line.cells[1] == "已完成")
        self.table.show(lines)

    def _all(self) -> str:
        self.table.select(*(line.id for line in self.table.lines() if line.cells[1] == "没有"))
        return "break"

    def _day(self) -> str | None:
        try:
            return str(read_day(self.day.get()) or "") or None
        except Unreadable as error:
            dialogs.warn(self, f"日期“{self.day.get()}”{error}。没有登记。")
            return None

    def mark(self) -> str:
        """Those chosen have done it."""
        chosen, day = [int(id_) for id_ in self.table.selection()], self._day()
        if not chosen:
            dialogs.inform(self, "先在名单上选做完的人，再登记。")
        elif day:
            self.deeds.tell(service_stages.done_by(
                self.deeds.session, self.whole.id, self.step.stage.key, self.step.period, chosen,
                day, self.deeds.session.actor))  # fmt: skip
            self.fill()
        self.table.start()
        return "break"

    def note(self) -> None:
        """What the one chosen said of himself, or the branch of him."""
        chosen = self.table.selected()
        if not chosen:
            return
        old = next(line.cells[3] for line in self.table.lines() if str(line.id) == chosen)
        text = dialogs.ask_text(self, f"{self.step.title}的内容：", value=old)
        if text is not None:
            self.deeds.tell(service_stages.text_by(
                self.deeds.session, self.whole.id, self.step.stage.key, self.step.period,
                int(chosen), text))  # fmt: skip
            self.fill()

    def complete(self) -> None:
        """The stage as a whole is done; who is missing is said, and forbids nothing."""
        from jdzb.ledgers.appraisals.page import stages

        missing = self.step.of - len(self.step.people)
        told = f"还有 {missing} 人没有登记“{self.step.title}”。仍然登记完成吗？"
        if missing and not dialogs.ask_yes_no(self, told, yes="登记完成", no="再看看"):
            return
        if stages.record(self.deeds, self.whole, self.step):
            self.close(None)
