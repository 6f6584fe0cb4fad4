"""The preview of an import: every row and doubt, to correct and decide; nothing is written."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from tkinter import ttk

from jdzb.core.errors import JdzbError
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Elided, TabBar, Wrapped
from jdzb.ledgers.members import heading, matching, roster, service, service_import
from jdzb.ledgers.members.heading import BranchTitle
from jdzb.ledgers.members.page.preview_columns import Columns
from jdzb.ledgers.members.page.preview_detail import Detail
from jdzb.ledgers.members.page.preview_rows import Rows
from jdzb.ledgers.members.roster import Decision, Plan
from jdzb.ledgers.members.rows import Key
from jdzb.store.session import Session

KEEP, DISCARD = "返回继续核对", "不导入，丢掉更正"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user decided: the plan to write, and the branch's name where it was taken."""

    plan: Plan
    branch: BranchTitle | None = None


class Preview(Dialog[Answer]):
    """Nothing is written here; ``run()`` gives the decided plan or None."""

    writes = True  # but it would be for nothing where nothing can be written

    def __init__(self, parent: tk.Misc, session: Session, plan: Plan) -> None:
        self.plan = plan
        self.known = service.register(session)
        self.names = frozenset(member.name for member in self.known.members)
        self.seen = service_import.came_in_before(session, plan.workbook.sha256)
        self.shown = matching.compare(plan, self.known, seen=self.seen)
        part = plan.parts[0]
        named = session.setting("branch.name")
        self.title_of_branch = (
            None if named else heading.branch_in(plan.workbook, part.sheet, part.header_row)
        )
        super().__init__(parent, f"导入花名册：{plan.workbook.name}")

    def build(self, body: ttk.Frame) -> None:
        """What was found above, rows and columns in the middle, the sum at the foot."""
        self._where = Elided(body, style="Subtle.TLabel")
        self._where.pack(fill="x")
        self.views = TabBar(body, (("rows", "逐行核对"), ("columns", "栏目对应")), self._turn)
        self.views.pack(fill="x", pady=px(self, 8))
        self._build_foot(body)
        self._stage = ttk.Frame(body)
        self._stage.pack(fill="both", expand=True)
        self._rows_view = ttk.Frame(self._stage)
        self._rows_view.columnconfigure(0, weight=5, uniform="half")
        self._rows_view.columnconfigure(1, weight=3, uniform="half")
        self._rows_view.rowconfigure(0, weight=1)
        self.rows = Rows(self._rows_view, self._choose, self._enter_detail, self._toggle)
        self.rows.grid(row=0, column=0, sticky="nswe")
        self.detail = Detail(self._rows_view, self.correct, self.decide)
        self.detail.grid(row=0, column=1, sticky="nswe", padx=(px(self, 18), 0))
        self.columns = Columns(self._stage, self.map_column)
        self.go = self.add_button("导入", self.accept, primary=True)
        self.add_button("取消", self.cancel)
        self._turn("rows")
        self._refresh()
        self._stage.pack_propagate(False)
        self._rows_view.grid_propagate(False)
        self._measure(body)
        self.first = self.rows.table.tree

    def _measure(self, body: ttk.Frame) -> None:
        """Give the middle the room the screen leaves it."""
        self.update_idletasks()
        others = body.winfo_reqheight() - self._stage.winfo_reqheight()
        height = self.winfo_screenheight() - px(self, 200) - others
        width = min(px(self, 1110), self.winfo_screenwidth() - px(self, 90))
        self._stage.configure(width=width, height=max(min(height, px(self, 460)), px(self, 150)))

    def _build_foot(self, body: ttk.Frame) -> None:
        foot = ttk.Frame(body)
        foot.pack(side="bottom", fill="x", pady=(px(self, 8), 0))
        self.summary = Wrapped(foot, style="Strong.TLabel")
        self.summary.pack(fill="x")
        self.take_branch = tk.BooleanVar(self, value=self.title_of_branch is not None)
        if self.title_of_branch:
            name, township = self.title_of_branch.name, self.title_of_branch.township
            words = f"支部名称还没有填：用标题行里的“{township}{name}”"
            ttk.Checkbutton(foot, text=words, variable=self.take_branch).pack(anchor="w")

    # -- what the user does ----------------------------------------------------------------------

    def correct(self, key: Key, target: str, text: str) -> None:
        """Read a cell as the user typed it; the whole plan is made anew."""
        self._take(lambda: roster.correct(self.plan, key, target, text))

    def decide(self, key: Key, decision: Decision) -> None:
        """Take or leave one row."""
        self._take(lambda: roster.decide(self.plan, key, decision))

    def map_column(self, sheet: str, index: int, target: str) -> None:
        """Read a column as something else."""
        self._take(lambda: roster.map_column(self.plan, sheet, index, target))

    def accept(self) -> None:
        """Import what is decided."""
        self.detail.commit()
        taken = self.title_of_branch if self.take_branch.get() else None
        self.close(Answer(self.plan, taken))

    def cancel(self) -> None:
        """Leave; corrections are thrown away only after asking."""
        done = len(self.plan.corrections) + len(self.plan.decisions) + len(self.plan.mapping)
        if done:
            question = f"还没有导入。关掉这个窗口，刚才的 {done} 处更正和选择会丢掉。"
            if dialogs.ask_choice(self, question, (KEEP, DISCARD)) != DISCARD:
                return
        self.close(None)

    def _take(self, make: Callable[[], Plan]) -> None:
        """Change the plan; what makes it no roster any more is refused with its sentence."""
        try:
            plan = make()
        except JdzbError as error:
            dialogs.warn(self, str(error))
        else:
            self.plan = plan
            self.shown = matching.compare(plan, self.known, seen=self.seen)
        self._refresh()

    def _toggle(self, key: Key) -> None:
        """Space on a row: skip it, or take it back."""
        skipped = self.plan.decision(key) == "skip"
        self.decide(key, "auto" if skipped else "skip")

    def _choose(self, key: Key | None) -> None:
        line = next((one for one in self.shown.lines if one.person.key == key), None)
        self.detail.show(self.plan, line, bool(line and line.person.member.name in self.names))

    def _enter_detail(self) -> None:
        self.detail.start()

    def _turn(self, view: str) -> None:
        """Rows or columns."""
        shown, hidden = self._rows_view, self.columns
        if view == "columns":
            shown, hidden = hidden, shown
        self.rows.choose_anew()
        hidden.pack_forget()
        shown.pack(fill="both", expand=True)

    # -- what is shown ---------------------------------------------------------------------------

    def _refresh(self) -> None:
        parts = self.plan.parts
        where = "；".join(f"工作表“{p.sheet}”，表头在第 {p.header_row} 行" for p in parts[:3])
        self._where.show(where + ("。这份文件以前导入过。" if self.seen else ""))
        unknown = sum(len(part.unknown()) for part in parts)
        count = sum(1 for part in parts for column in part.columns if column.label)
        self.views.relabel("rows", f"逐行核对（{len(self.shown.lines)} 人）")
        self.views.relabel(
            "columns", f"栏目对应（{count} 栏" + (f"，{unknown} 栏不认识）" if unknown else "）")
        )
        self.rows.show(self.shown)
        self.columns.show(self.plan)
        self._choose(self.rows.selected())
        self._sum_up()

    def _sum_up(self) -> None:
        """52 人：新增 52，改动 0，相同 0，跳过 0；要看 2 人的 3 处、1 栏."""
        told = service_import.outcome(self.shown)
        self.summary.configure(
            text=f"{told.read} 人：新增 {told.added}，改动 {told.changed}，相同 {told.unchanged}，"
            f"跳过 {told.skipped}；{_to_look_at(self.shown)}"
        )
        count = told.added + told.changed
        self.go.configure(text=f"导入 {count} 人" if count else "没有要导入的")
        self.go.state(["!disabled" if count else "disabled"])

    def _enter(self, event: tk.Event[tk.Misc]) -> str | None:
        """Enter presses only a button that has the focus: nothing is imported by a slip."""
        if isinstance(event.widget, ttk.Button):
            event.widget.invoke()
        return "break"


def _to_look_at(shown: matching.Preview) -> str:
    """How many people, cells and columns want a look: 要看 2 人的 3 处、1 栏."""
    cells = [len(line.problems) for line in shown.lines if line.problems]
    parts = [f"{len(cells)} 人的 {sum(cells)} 处"] if cells else []
    parts += [f"{len(shown.plan.problems)} 栏"] if shown.plan.problems else []
    return f"要看 {'、'.join(parts)}" if parts else "没有要看的"
