"""依据: what the books tell, accepted or refused; all that was taken off or added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.core.errors import JdzbError
from jdzb.core.fields import Unreadable
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.scaling import lines_for
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import EmptyState, TabBar, Wrapped
from jdzb.ledgers.appraisals import service, service_files, service_marks
from jdzb.ledgers.appraisals.columns import NOT_TAKEN, TAKEN, VETO
from jdzb.ledgers.appraisals.entries import Mark, Subject
from jdzb.ledgers.appraisals.page.marks import MarkForm, NewMarkForm
from jdzb.ledgers.appraisals.page.proofs import Proofs
from jdzb.ledgers.appraisals.page.words import facts_of
from jdzb.ledgers.appraisals.parsing import read_points, show_points
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.service_marks import Proposal

if TYPE_CHECKING:
    from jdzb.ledgers.appraisals.page.deeds import Deeds
    from jdzb.ledgers.appraisals.page.screen import AppraisalsPage

OPEN = "待定"
COLUMNS = (
    Col("who", "姓名", 4), Col("item", "项目", 5, rank=1), Col("points", "分值", 4, "e"),
    Col("day", "日期", 6), Col("what", "事由", 12, elastic=True),
    Col("why", "凭据、理由", 11, rank=2),
)  # fmt: skip
TOLD = (
    "账本里记着的事实，按办法该扣、该加多少分，由书记逐条定：采纳的计入总分，不采纳的写明理由，"
    "以后不再提出。可以用 Ctrl、Shift 选几条一起办。"
)
REFUSALS = ("有正当理由", "已经补上", "不属于这一项")
ROWS = 8
NONE = "这里没有。账本里的事实都已经处理，或者办法没有用到。"
Entry = Proposal | Mark


class EvidenceDialog(Dialog[None]):
    """Of one ``subject``, or of everybody."""

    writes = True

    def __init__(
        self, page: AppraisalsPage, deeds: Deeds, whole: Whole, subject: Subject | None = None
    ) -> None:
        self.deeds, self.session, self.whole, self.subject = deeds, deeds.session, whole, subject
        self.facts = deeds.facts(whole, subject)
        self.entries: dict[str, Entry] = {}
        name = f"{subject.name}：" if subject else ""
        super().__init__(page, f"{name}评议的依据")

    def build(self, body: ttk.Frame) -> None:
        """A word of explanation, three lists, what can be done."""
        room = min(px(self, 860), self.winfo_screenwidth() - px(self, 90))
        ttk.Frame(body, width=room, height=1).pack()
        told = Wrapped(body, TOLD, "Subtle.TLabel")
        told.configure(width=1)
        told.pack(fill="x", pady=(0, px(self, 8)))
        lists = [(one, one) for one in (OPEN, TAKEN, NOT_TAKEN)]
        self.tabs = TabBar(body, lists, lambda _: self.fill())
        self.tabs.pack(fill="x", pady=(0, px(self, 8)))
        self.table = Table(
            body, COLUMNS, several=True, on_open=lambda _: self.look(),
            on_select=lambda _: self._enable(),
        )  # fmt: skip
        self.table.tree.configure(height=max(lines_for(self, ROWS + 5) - 5, 3))
        self.table.set_empty(EmptyState(self.table, NONE))
        self.table.pack(fill="both", expand=True)
        self.detail = Wrapped(body, style="Subtle.TLabel")
        self.detail.configure(width=1)
        self.detail.pack(fill="x", pady=(px(self, 4), 0))
        self.said = Wrapped(body, style="Green.TLabel")
        self.said.configure(width=1)
        self.said.pack(fill="x", pady=(px(self, 6), 0))
        self.proofs = Proofs(body, self.session, self.deeds.shell.open_file, self._tell)
        self.proofs.pack(fill="x", pady=(px(self, 6), 0))
        self._buttons(body)
        self.first = self.table.tree
        self._read()
        if not self._of(OPEN):
            self.tabs.mark(TAKEN)
        self.fill()

    def _buttons(self, body: ttk.Frame) -> None:
        row = ButtonRows(body)
        row.pack(fill="x", pady=(px(self, 6), 0))
        self.acts = {
            text: ttk.Button(row, text=text, style="Small.TButton", command=act)
            for text, act in (
                ("采纳", self.accept), ("不采纳…", self.refuse), ("查看凭据", self.look),
                ("改分值…", self.amend), ("作废…", self.void), ("手工登记…", self.add_),
            )
        }  # fmt: skip
        row.hold(list(self.acts.values()))
        self.table.tree.bind("<Insert>", lambda _: self.add_())
        self.table.tree.bind("<Delete>", lambda _: self.void())
        self.table.tree.bind("<F2>", lambda _: self.amend())
        self.bind("<F8>", lambda _: self.proofs.add_())
        self.add_button("关闭", self.cancel, primary=True)

    # -- showing -----------------------------------------------------------------------------------

    def _read(self) -> None:
        self.whole = service.whole(self.session, self.whole.id)
        files = service_files.files(self.session, self.whole.id)
        self.files = Counter(one.mark for one in files if one.mark)
        self.proposals = service_marks.proposals(self.whole, self.facts)

    def _of(self, list_: str) -> Sequence[Entry]:
        every: Sequence[Entry] = self.proposals if list_ == OPEN else self.whole.marks
        return [
            one
            for one in every
            if (self.subject is None or one.subject == self.subject.id)
            and (isinstance(one, Proposal) or one.verdict == list_)
        ]

    def fill(self) -> None:
        """The list chosen."""
        for list_ in (OPEN, TAKEN, NOT_TAKEN):
            self.tabs.relabel(list_, f"{list_} {len(self._of(list_))}")
        found = self._of(self.tabs.value)
        self.entries = {_key(n, one): one for n, one in enumerate(found)}
        self.table.show([self._line(key, one) for key, one in self.entries.items()])
        if self.entries and not self.table.selected():
            self.table.select(next(iter(self.entries)))
        self._enable()

    def _line(self, key: str, one: Entry) -> Line:
        names = {each.id: each.name for each in self.whole.subjects}
        titles = {each.key: each.title for each in self.whole.scheme.items}
        titles |= {each.key: each.title for each in self.whole.scheme.vetoes}
        sign = {"扣分": "−", "加分": "+"}.get(one.kind, "")
        points = f"{sign}{show_points(one.points)}" if sign else VETO
        why, papers = _why(one), self.files[one.id] if isinstance(one, Mark) else 0
        why = "，".join(part for part in (f"附件 {papers}" if papers else "", why) if part)
        cells = (names.get(one.subject, ""), titles.get(one.item, one.item), points, one.day,
                 one.what, why)  # fmt: skip
        return Line(key, cells, ("amber",) if isinstance(one, Mark) and not why else ())

    def _detail(self, one: Entry) -> str:
        """What the columns may have no room for."""
        why = _why(one)
        proved = isinstance(one, Mark) and self.files[one.id]
        told = f"　凭据、理由：{why}" if why else "" if proved else "　还没有凭据。"
        return f"{one.day}　{one.what}{told}"

    def _enable(self) -> None:
        chosen, open_ = bool(self.table.selection()), self.tabs.value == OPEN
        single = len(self.table.selection()) == 1
        on = {
            "采纳": chosen and self.tabs.value != TAKEN, "不采纳…": chosen and open_,
            "查看凭据": chosen, "改分值…": single and not open_, "作废…": single and not open_,
            "手工登记…": not self.whole.round.closed,
        }  # fmt: skip
        self.detail.show(self._detail(self._chosen()[0]) if single else "")
        marks = [one.id for one in self._chosen() if isinstance(one, Mark)]
        self.proofs.show(self.whole.id, marks[0] if single and marks else 0)
        for text, button in self.acts.items():
            button.state(["!disabled" if on[text] else "disabled"])

    def _chosen(self) -> list[Entry]:
        return [self.entries[key] for key in self.table.selection()]

    # -- judging -----------------------------------------------------------------------------------

    def accept(self) -> None:
        """Those chosen count from now on; one without points is asked for them."""
        if self.tabs.value == NOT_TAKEN:
            self._take_after_all()
            return
        chosen: list[Proposal] = []
        for one in self._chosen():
            if isinstance(one, Proposal):
                points = one.points or (0 if one.kind == VETO else self._ask_points(one))
                if points is None:
                    return
                chosen.append(replace(one, points=points))
        self._done(
            "采纳评议依据",
            lambda why: service_marks.accept(self.session, self.whole.id, chosen, why),
        )

    def _take_after_all(self) -> None:
        one = next((each for each in self._chosen() if isinstance(each, Mark)), None)
        if one and (why := dialogs.ask_reason(self, "改为采纳")):
            self._done("", lambda _: service_marks.amend_mark(
                self.session, one.id, one.points, one.what, TAKEN, why))  # fmt: skip

    def _ask_points(self, one: Proposal) -> int | None:
        told = f"{one.words}\n办法没有写明多少分，按支部的规定是多少分？"
        while text := dialogs.ask_text(self, told, need="请填写分值，例如 2。"):
            try:
                return read_points(text)
            except Unreadable as error:
                dialogs.warn(self, f"“{text}”{error}。")
        return None

    def refuse(self) -> None:
        """Those chosen count nothing, for a reason."""
        chosen = [one for one in self._chosen() if isinstance(one, Proposal)]
        if chosen and (why := dialogs.ask_reason(self, f"不采纳 {len(chosen)} 条", REFUSALS)):
            self._done("", lambda _: service_marks.refuse(
                self.session, self.whole.id, chosen, why))  # fmt: skip

    def look(self) -> None:
        """The record behind those chosen, in its own book; without one the history of the mark."""
        facts = facts_of(self._chosen())
        if not facts:
            own = [("appraisal_marks", one.id) for one in self._chosen() if isinstance(one, Mark)]
            self.deeds.shell.show_history(own, "评议依据")
        elif one := self.deeds.chosen(facts, "评议依据", self):
            self.close(None)
            self.deeds.shell.open_record(one.table, one.row)

    # -- by hand -----------------------------------------------------------------------------------

    def add_(self) -> None:
        """A deduction, addition or veto by hand, of the person of the dialog or of the line."""
        chosen = self._chosen()
        who = self.subject.id if self.subject else chosen[0].subject if chosen else 0
        self._tell(NewMarkForm(self, self.deeds, self.whole, who).run())

    def amend(self) -> None:
        """Other points or words, for a reason."""
        one = next((each for each in self._chosen() if isinstance(each, Mark)), None)
        if one:
            self._tell(MarkForm(self, self.session, one).run())

    def void(self) -> None:
        """Put a mark out of force, for a reason."""
        one = next((each for each in self._chosen() if isinstance(each, Mark)), None)
        if one and (why := dialogs.ask_reason(self, "作废一条评议依据", ("登记错了", "重复登记"))):
            self._done("", lambda _: service_marks.void_mark(self.session, one.id, why))

    def _done(self, what: str, act: object) -> None:
        try:
            changed = self.deeds.with_reason(what, act, self)  # type: ignore[arg-type]
        except JdzbError as error:
            dialogs.warn(self, str(error))
            return
        self._said(changed)

    def _tell(self, changed: Changed | None) -> None:
        if changed is not None:
            self.deeds.tell(changed)
        self._said(changed)

    def _said(self, changed: Changed | None) -> None:
        if changed is not None:
            self.said.show(f"已{changed.what}。")
            self._read()
            self.fill()
        self.table.start()


def _key(number: int, one: Entry) -> str:
    return f"m{one.id}" if isinstance(one, Mark) else f"p{number}"


def _why(one: Entry) -> str:
    if isinstance(one, Proposal):
        return "账本记录"
    if one.reason:
        return one.reason
    return "账本记录" if facts_of([one]) else one.evidence or ""
