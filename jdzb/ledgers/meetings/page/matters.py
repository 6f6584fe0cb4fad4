"""四议: every matter of 四议两公开 with its six steps, each with its own quorum and base."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from jdzb.core import clock
from jdzb.core.fields import Value, show_date
from jdzb.core.ledger import Changed
from jdzb.core.sheet import Sheet
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.choicedialog import choose_sheet
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.split import Split
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.views import View
from jdzb.gui.kit.widgets import Action, Card, EmptyState, Wrapped
from jdzb.ledgers.meetings import columns, parsing, service_matters
from jdzb.ledgers.meetings.entries import Matter, Step
from jdzb.ledgers.meetings.matters import Chain, StepView
from jdzb.ledgers.meetings.page.check_card import MARKS, NUMBERS

COLUMNS = (
    Col("title", "事项", 12, elastic=True), Col("day", "提出", 6, rank=1),
    Col("next", "走到哪一步", 13), Col("closed", "办结", 6, rank=2),
)  # fmt: skip
VOIDING = ("登记错了", "不办了")
REASONS = ("写错了", "办结", "补充说明")
STEP_NOTE = "1 至 4 步是会议，在本台账里开的请在会议记录的议题上按“四议…”；5、6 步是公示。"
NOTHING = "还没有四议两公开的事项。"


class MattersView(View):
    """The matters at the left, the six steps of the chosen one at the right."""

    KEY, TITLE = "matters", "四议"

    def build(self) -> None:
        """List and card."""
        self.chains: list[Chain] = []
        self.split = Split(self.body, 420, 900, 260)
        self.split.pack(fill="both", expand=True)
        card = Card(self.split.main)
        card.pack(fill="both", expand=True)
        self.table = Table(
            card.body, COLUMNS, on_open=lambda _: self.amend(), on_select=lambda _: self._draw()
        )
        self.table.pack(fill="both", expand=True)
        self.table.set_empty(EmptyState(self.table, NOTHING, Action("新事项", self.add_, True)))
        self.card = Card(self.split.side, "六步")
        self.card.pack(fill="both", expand=True)
        feet = Flow(self.card.body)
        feet.pack(side="bottom", fill="x", pady=(px(self, 8), 0))
        self.feet = feet
        self.scroll = ScrollFrame(self.card.body)
        self.scroll.pack(fill="both", expand=True)
        self.split.show_whole(self.scroll)
        tree = self.table.tree
        for key, act in (("<Insert>", self.add_), ("<Delete>", self.void), ("<F2>", self.amend)):
            tree.bind(key, lambda _, act=act: act())  # type: ignore[misc]

    def buttons(self) -> Sequence[Action]:
        """What is done with the matter chosen, and a new one."""
        return (
            Action("打印…", self.print_, tip="Ctrl+P"),
            Action("作废…", self.void, tip="Delete"),
            Action("修改…", self.amend, tip="F2"),
            Action("登记一步…", self.step, tip="公示，或者不在本台账里的会议"),
            Action("新事项", self.add_, primary=True, tip="Insert"),
        )

    def refresh(self, changed: Changed | None) -> None:
        """Read the matters with their steps."""
        del changed
        found = service_matters.browse_matters(self.session)
        self.chains = [service_matters.chain(self.session, one.id) for one in found]
        self.table.show([_line(one) for one in self.chains])
        if self.chains and self.table.selected() is None:
            self.table.select(self.chains[0].matter.id)
        going = sum(one.matter.closed_on is None for one in self.chains)
        self.header.show("四议两公开", f"{len(self.chains)} 件 · 在办 {going} 件")
        self._draw()

    def _chosen(self) -> Chain | None:
        key = self.table.selected()
        return next((one for one in self.chains if str(one.matter.id) == key), None)

    def _draw(self) -> None:
        """The six steps of the matter chosen, each with what was found of it."""
        for child in self.scroll.body.winfo_children():
            child.destroy()
        chain = self._chosen()
        self.card.entitle("六步")
        if chain is None:
            self._say("在左边选一件事，这里看它的六步。", "Subtle.TLabel")
            return
        self._say(chain.matter.title, "Strong.TLabel")
        for step in chain.steps:
            self._draw_step(step)
        self._say(service_matters.words(chain), "Strong.TLabel")

    def _draw_step(self, step: StepView) -> None:
        mark = "✘" if step.failed else "✔" if step.done else "○"
        days = "、".join(show_date(one.day) + one.where for one in step.taken)
        head = f"{mark} {NUMBERS[step.number - 1]} {step.title}　{days}"
        styles = {"✘": "Red.TLabel", "✔": "Green.TLabel"}
        self._say(head, styles.get(mark, "Faint.TLabel"))
        for line in step.lines:
            sign, style = MARKS[line.mark]
            self._say(f"{sign} {line.text}", style)
            told = "，".join(part for part in (line.figure, line.source) if part)
            self._say(told, "Faint.TLabel")

    def _say(self, text: str, style: str) -> None:
        label = Wrapped(self.scroll.body, text, style)
        label.configure(width=1)
        label.pack(fill="x", pady=(0, px(self, 4)))

    def start(self) -> None:
        """The table; an empty one leaves the focus to its button."""
        self.table.start()

    def focus_search(self) -> None:
        """F3: typing in the table looks for a title."""
        self.table.tree.focus_set()

    # -- acts ------------------------------------------------------------------------------------

    def add_(self) -> None:
        """A new matter."""
        self._edit(Matter("", clock.today().isoformat()), "新事项")

    def amend(self) -> None:
        """Change the matter chosen; a day at 办结日期 ends it."""
        if chain := self._chosen():
            self._edit(chain.matter, "修改事项")

    def _edit(self, matter: Matter, title: str) -> None:
        spots = (
            Spot("title", 0, 0, 2), Spot("day", 1, 0), Spot("closed_on", 1, 1),
            Spot("note", 2, 0, 2),
        )  # fmt: skip

        def write(raw: dict[str, str]) -> Changed | None:
            entry = replace(parsing.parse_matter(raw), id=matter.id)
            if not matter.id:
                return service_matters.add_matter(self.session, entry)
            reason = dialogs.ask_reason(self, f"修改事项 {matter.title}", REASONS)
            if not reason:
                return None
            return service_matters.amend_matter(self.session, matter.id, entry, reason)

        values = {spec.name: getattr(matter, spec.name) for spec in columns.MATTER_FIELDS}
        layout = Layout(columns.MATTER_FIELDS, spots)
        changed = FormDialog(self, title, layout, write, values).run()
        self._tell(changed)
        if changed is not None and not matter.id:
            self.table.select(changed.id)  # what is done next is done with the new one

    def step(self) -> None:
        """A step that is no item of a meeting here: a posting, a meeting kept elsewhere."""
        chain = self._chosen()
        if chain is None:
            self.shell.say("先在左边选一件事。")
            return
        following = chain.next.number if chain.next else len(chain.steps)
        spots = (
            Spot("step", 0, 0), Spot("day", 0, 1), Spot("should", 1, 0), Spot("present", 1, 1),
            Spot("yes", 2, 0), Spot("no", 2, 1), Spot("abstain", 2, 2), Spot("note", 3, 0, 3),
        )  # fmt: skip
        fields = [spec for spec in columns.STEP_FIELDS if spec.name not in ("matter", "link")]

        def write(raw: dict[str, str]) -> Changed:
            entry: Step = parsing.parse_step({**raw, "matter": str(chain.matter.id)})
            return service_matters.add_step(self.session, entry)

        values: dict[str, Value] = {"step": following, "day": clock.today().isoformat()}
        note = f"{chain.matter.title}。{STEP_NOTE}"
        self._tell(FormDialog(self, "登记一步", Layout(fields, spots), write, values, note).run())

    def void(self) -> None:
        """Put the matter chosen out of force."""
        chain = self._chosen()
        if chain and (
            reason := dialogs.ask_reason(self, f"作废事项 {chain.matter.title}", VOIDING)
        ):
            self._tell(service_matters.void_matter(self.session, chain.matter.id, reason))

    def print_(self) -> None:
        """Ctrl+P: the record page of a step, or all six as one."""
        from jdzb.ledgers.meetings import service_sheets
        from jdzb.ledgers.meetings.page import press

        chain = self._chosen()
        if chain is None:
            self.shell.say("先在左边选一件事，再打印。")
            return

        def job(number: int) -> Callable[[], object]:
            def make() -> Sheet:
                return service_sheets.matter_pages(self.session, chain.matter.id)[number]

            return lambda: press.show(self, self.shell, self.session, make)

        def book() -> Sheet:
            return service_sheets.matter_book(self.session, chain.matter.id)

        jobs = [(step.title, job(step.number - 1)) for step in chain.steps]
        jobs.append(("六张一起", lambda: press.show(self, self.shell, self.session, book)))
        choose_sheet(self, dict(jobs))

    def history(self) -> None:
        """Ctrl+H."""
        if chain := self._chosen():
            steps = service_matters.steps_of(self.session, chain.matter.id)
            rows = [("meeting_matters", chain.matter.id)]
            rows += [("meeting_steps", one.id) for one in steps]
            self.shell.show_history(rows, chain.matter.title)

    def _tell(self, changed: Changed | None) -> None:
        if changed is not None:
            self.shell.on_changed(changed)


def _line(chain: Chain) -> Line:
    matter = chain.matter
    done = sum(step.done and not step.failed for step in chain.steps)
    following = f"{done}/6　{chain.next.title}" if chain.next else "六步都有"
    wrong = any(line.mark == "wrong" for step in chain.steps for line in step.lines)
    tags = ("grey",) if matter.closed_on else ("red",) if wrong else ()
    return Line(matter.id, (matter.title, matter.day, following, matter.closed_on or ""), tags)
