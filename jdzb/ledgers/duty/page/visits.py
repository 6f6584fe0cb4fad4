"""来访: the visit log, open matters first, each answered or raised with one key."""

from __future__ import annotations

import contextlib
import tkinter as tk
from collections.abc import Sequence
from functools import partial

from jdzb.core import clock
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.split import Split
from jdzb.gui.kit.views import View
from jdzb.gui.kit.widgets import Action
from jdzb.ledgers.duty import service_visits
from jdzb.ledgers.duty.entries import month_of
from jdzb.ledgers.duty.entries_visits import BRANCH, VISIT_TABLE
from jdzb.ledgers.duty.page.visit_card import Told, VisitActs, VisitCard
from jdzb.ledgers.duty.page.visit_list import VisitList
from jdzb.ledgers.duty.page.visit_press import VisitPress
from jdzb.ledgers.duty.rules_visits import OVERDUE, Case, count
from jdzb.ledgers.members import service as members

CARD_WIDTH, LIST_HEIGHT = 320, 330  # units
RAISING = ("超出支部职权", "需要上级协调", "需要资金或政策")
VOIDING = ("重复登记", "登记错了")
NEW = "登记来访"


class VisitsView(View):
    """List and card; a new visit by Ctrl+N."""

    KEY, TITLE = "visits", "来访"

    def build(self) -> None:
        """The two cards and the keys."""
        self.cases: list[Case] = []
        self.names: dict[int, str] = {}
        self.press = VisitPress(self, self.shell, self.session)
        self.split = Split(self.body, CARD_WIDTH, main_height=LIST_HEIGHT)
        self.split.pack(fill="both", expand=True)
        self.list = VisitList(self.split.main, self._redraw, self._chosen, self._opened, self.add_)
        self.list.pack(fill="both", expand=True)
        self.card = VisitCard(
            self.split.side,
            VisitActs(self.answer, self.raise_, self.amend, self.void, self.history),
        )
        self.card.pack(fill="both", expand=True)
        tree = self.list.table.tree
        tree.bind("<F2>", lambda _: self.amend())
        tree.bind("<F4>", lambda _: self.raise_())
        tree.bind("<Delete>", lambda _: self.void())
        tree.bind("<Insert>", lambda _: self.add_())
        for key in ("<Control-n>", "<Control-N>"):
            with contextlib.suppress(tk.TclError):
                self.winfo_toplevel().bind(key, self._new_key, add=True)

    def _new_key(self, event: tk.Event[tk.Misc]) -> str | None:
        """Ctrl+N, while this view is in sight and no dialog is."""
        if not (self.winfo_exists() and self.winfo_ismapped()):
            return None
        here = str(self.winfo_toplevel())
        if self.tk.call("winfo", "toplevel", str(event.widget)) != here:
            return None
        self.add_()
        return "break"

    def buttons(self) -> Sequence[Action]:
        """Excel, paper, a new visit."""
        return (
            Action("导出Excel", self.export, tip="导出正在显示的来访"),
            Action("打印", self.print_, tip="Ctrl+P"),
            Action(NEW, self.add_, primary=True, tip="Ctrl+N"),
        )

    # -- showing ---------------------------------------------------------------------------------

    def refresh(self, changed: Changed | None) -> None:
        """Read the visits again; one just added is chosen."""
        before = {one.visit.id for one in self.cases}
        self.cases = service_visits.cases(self.session)
        self.names = members.names(self.session)
        new = [one for one in self.cases if one.visit.id not in before]
        if changed and len(new) == 1:
            self.list.widen(new[0])
        self._show_header()
        self._redraw()
        if changed and len(new) == 1:
            self.list.table.select(new[0].visit.id)

    def _show_header(self) -> None:
        month = month_of(clock.today())
        this = count(one for one in self.cases if month.holds(one.visit.day))
        waiting = [one for one in self.cases if one.visit.open]
        overdue = sum(1 for one in waiting if one.state == OVERDUE)
        parts = [f"{month.number}月来访 {this.total} 件", f"未办结 {len(waiting)} 件"]
        parts += [f"超期 {overdue} 件"] if overdue else []
        parts += ["节假日暂算"] if any(one.provisional for one in waiting) else []
        self.header.show("来访登记", " · ".join(parts))

    def _redraw(self) -> None:
        self.list.fill(self.cases, self.names)
        self._chosen(self.list.table.selected())

    def _chosen(self, id_: str | None) -> None:
        case = next((one for one in self.list.shown if str(one.visit.id) == id_), None)
        self.card.show(self._told(case) if case else None)
        self._case = case

    def _told(self, case: Case) -> Told:
        receiver = self.names.get(case.visit.receiver or 0, "")
        return Told(case, receiver, service_visits.reckoning(case), service_visits.basis(case))

    def start(self) -> None:
        """The list; an empty one leaves the focus to its button."""
        self.list.table.start()

    def focus_search(self) -> None:
        """F3."""
        self.list.search.focus_set()
        self.list.search.selection_range(0, tk.END)

    def show_visit(self, visit_id: int) -> None:
        """Choose a visit, whatever the filters say."""
        found = next((one for one in self.cases if one.visit.id == visit_id), None)
        if found:
            self.list.widen(found)
            self._redraw()
            self.list.table.select(visit_id)
            self._chosen(str(visit_id))

    # -- acts ------------------------------------------------------------------------------------

    def add_(self) -> None:
        """A new visit."""
        from jdzb.ledgers.duty.page.visit_forms import NewVisit

        kept = [one.visit for one in self.cases]
        self._tell(NewVisit(self, self.session, kept).run())

    def _opened(self, _: str) -> None:
        """Enter: answer what waits for an answer or a word of the visitor, else change."""
        if self._case and (self._case.visit.open or not self._case.visit.satisfaction):
            self.answer()
        else:
            self.amend()

    def answer(self) -> None:
        """The answer, its day, what the visitor said."""
        from jdzb.ledgers.duty.page.visit_forms import AnswerVisit

        if self._case:
            self._tell(AnswerVisit(self, self.session, self._case).run())

    def raise_(self) -> None:
        """F4: to the general branch."""
        if self._case is None:
            return
        visit = self._case.visit
        if visit.handling != BRANCH or not visit.open:
            self.shell.say("只有支部办、还没有答复的事项可以上报总支。")
            return
        what = f"把{visit.visitor}反映的事上报总支，从今天起另算期限。"
        if reason := dialogs.ask_reason(self, what, RAISING):
            raised = service_visits.raise_visit(self.session, visit.id, clock.today(), reason)
            self._tell(raised)

    def amend(self) -> None:
        """F2: put right what is written."""
        from jdzb.ledgers.duty.page.visit_forms import AmendVisit

        if self._case:
            self._tell(AmendVisit(self, self.session, self._case.visit).run())

    def void(self) -> None:
        """Put the visit out of force."""
        if self._case is None:
            return
        visit = self._case.visit
        asked = f"作废{visit.on}{visit.visitor}的来访登记（登记错了才作废）。"
        if reason := dialogs.ask_reason(self, asked, VOIDING):
            self._tell(service_visits.void_visit(self.session, visit.id, reason))

    def history(self) -> None:
        """Ctrl+H: every version of the visit."""
        if self._case is None:
            self.shell.say("先在名单上选一件来访，再看历史。")
            return
        visit = self._case.visit
        self.shell.show_history(((VISIT_TABLE, visit.id),), f"{visit.on}{visit.visitor}来访")

    def _tell(self, changed: Changed | None) -> None:
        if changed:
            self.shell.on_changed(changed)
        self.after_idle(partial(self._back, self.list.table))

    def _back(self, table: tk.Misc) -> None:
        """After an act the keys belong to the list again."""
        if table.winfo_exists() and self.list.shown:
            self.list.table.start()

    # -- out -------------------------------------------------------------------------------------

    def export(self) -> None:
        """The visits shown, as Excel."""
        self.press.export(self.list.shown, self.list.title())

    def print_(self) -> None:
        """Ctrl+P: the month's log, its summary for the wall, or the form to write on."""
        self.press.ask(self.list.month or month_of(clock.today()))
