"""What can be done with the round on the page: each act asks what it must, writes, says so."""

from __future__ import annotations

import tkinter as tk
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from jdzb.core.errors import JdzbError
from jdzb.core.ledger import Changed, Conduct
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.choicedialog import ChoiceDialog
from jdzb.gui.kit.widgets import Action
from jdzb.ledgers.appraisals import service, service_marks, service_scores
from jdzb.ledgers.appraisals.entries import Subject
from jdzb.ledgers.appraisals.page.press import Press
from jdzb.ledgers.appraisals.page.words import Fact
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.service_scores import Cell
from jdzb.ledgers.appraisals.service_stages import Step
from jdzb.ledgers.appraisals.service_standings import Standings

if TYPE_CHECKING:
    from jdzb.ledgers.appraisals.page.screen import AppraisalsPage

REASONS = ("填错了", "按凭据核对", "意见核实以后更正")
VOIDING = ("开错了", "办法选错了")
FACTS, NEXT, TIES = "依据…", "下一个待定", "裁定…"
WHICH = "打开哪一条记录？按数字键，或单击。"


class Deeds:
    """The acts of the page; what needs a round says so without one."""

    def __init__(self, page: AppraisalsPage) -> None:
        self.page, self.session, self.shell = page, page.session, page.shell
        self.press = Press(page)

    def offered(self) -> Sequence[Action]:
        """The buttons below the grid."""
        return (
            Action(FACTS, self.all_evidence, tip="账本里的事实：采纳或不采纳，每一分都有凭据"),
            Action(NEXT, self.next_waiting, tip="F4：下一个有事实待定的人"),
            Action("测评票…", self.ballots, tip="发票、收票、计票，票数对得上才算"),
            Action("名单…", self.people, tip="谁评定、谁不评定、为什么"),
            Action(TIES, self.ties, tip="同分、名额不够时公开裁定，写明理由"),
            Action("导入Excel…", self.press.bring, tip="把填好的打分表读回来"),
            Action("历年…", self.years, tip="同一个办法，几年的结果放在一起"),
            Action("评议办法…", self.schemes, tip="程序里的办法和本地的办法"),
            Action("开始新的…", self.begin, tip="Ctrl+N"),
            Action("更正、作废…", self.head, tip="改名称、年度、备注，或者作废这一次"),
        )

    def relabel(self, standings: Standings) -> None:
        """The button of the ties says how many wait."""
        count = len(standings.graded.open)
        text = f"裁定 {count}…" if count else TIES
        self.page.card.relabel(TIES, text, urgent=bool(count))

    def count_facts(self) -> None:
        """The button of the evidence says how many facts wait, another leads to the next."""
        count = self.page.waiting.total()
        text = f"依据：{count} 条待定…" if count else FACTS
        self.page.card.relabel(FACTS, text, urgent=bool(count))
        self.page.card.offer_next(NEXT, on=bool(count))

    def tell(self, changed: Changed | None) -> None:
        """Hand on what a dialog wrote; None when it was cancelled."""
        if changed is not None:
            self.shell.on_changed(changed)

    def with_reason(
        self, what: str, act: Callable[[str], Changed], parent: tk.Misc | None = None
    ) -> Changed | None:
        """Do it; where the result hangs already, only with a reason. None when nothing came."""
        try:
            changed = act("")
        except service.NeedsReason:
            out = service.out(self.session, self.page.round_id)
            reason = dialogs.ask_reason(parent or self.page, f"{out}。{what}", REASONS)
            if not reason:
                return None
            changed = act(reason)
        self.shell.on_changed(changed)
        return changed

    def standings(self) -> Standings | None:
        """The round on the page; says what to do without one."""
        if self.page.standings is None:
            self.shell.say("还没有评议，先按“开始评议”。")
        return self.page.standings

    # -- points ------------------------------------------------------------------------------------

    def write(self, cells: Sequence[Cell]) -> bool:
        """Write typed cells; bad ones are named and nothing is written."""
        round_id = self.page.round_id
        try:
            changed = self.with_reason(
                "更正分数",
                lambda why: service_scores.write(self.session, round_id, cells, why),
            )
        except JdzbError as error:
            dialogs.warn(self.page, str(error))
            return False
        return changed is not None and bool(changed.rows)

    def facts(self, whole: Whole, subject: Subject | None = None) -> Sequence[Conduct]:
        """What all books tell of the year of a round, of one of its people or of everybody."""
        people = [subject] if subject else whole.assessed
        members = [one.member for one in people if one.member is not None]
        return self.shell.board.facts_of(members, whole.round.year)

    def waiting(self, whole: Whole) -> Counter[int]:
        """How many facts about each subject wait to be accepted or refused."""
        if whole.round.closed:
            return Counter()
        return Counter(one.subject for one in service_marks.proposals(whole, self.facts(whole)))

    def next_waiting(self) -> None:
        """The next of those about whom facts wait: the cursor on his line, his facts listed."""
        rows = [one.id for one in self.page.card.grid_.rows]
        at = self.page.card.grid_.selected
        start = rows.index(at) + 1 if at in rows else 0
        for id_ in (*rows[start:], *rows[:start]):
            if self.page.waiting[id_]:
                self.page.card.grid_.select(id_)
                self.evidence()
                return

    def look(self, facts: Sequence[Fact], title: str) -> None:
        """The record a deduction rests on, in its own book; of several the one chosen."""
        if one := self.chosen(facts, title, self.page):
            self.shell.open_record(one.table, one.row)

    def chosen(self, facts: Sequence[Fact], title: str, parent: tk.Misc) -> Fact | None:
        """The fact there is, or the one chosen of several."""
        if len(facts) < 2:
            return next(iter(facts), None)
        known = {f"{one.name}{'　' * place}": one for place, one in enumerate(facts)}
        word = ChoiceDialog(parent, title, WHICH, list(known)).run()
        return known.get(word or "")

    def evidence(self) -> None:
        """The marks of the person chosen, and what the books tell of him."""
        from jdzb.ledgers.appraisals.page.evidence import EvidenceDialog

        line, standings = self.page.line, self.standings()
        if line is not None and standings is not None:
            EvidenceDialog(self.page, self, standings.whole, line.subject).run()

    def all_evidence(self) -> None:
        """The same of everybody."""
        from jdzb.ledgers.appraisals.page.evidence import EvidenceDialog

        if standings := self.standings():
            EvidenceDialog(self.page, self, standings.whole).run()

    # -- the round ---------------------------------------------------------------------------------

    def begin(self) -> None:
        """Open a new round."""
        from jdzb.ledgers.appraisals.page.beginning import BeginDialog

        self.tell(BeginDialog(self.page, self).run())

    def head(self) -> None:
        """Change name, year, note of the round; or put it out of force."""
        from jdzb.ledgers.appraisals.page.beginning import HeadForm

        standings = self.standings()
        if standings is None:
            return
        round_ = standings.whole.round
        answer = dialogs.ask_choice(self.page, f"“{round_.title}”：", ("更正…", "作废…", "取消"))
        if answer == "更正…":
            self.tell(HeadForm(self.page, self.session, round_).run())
        elif answer == "作废…" and (
            reason := dialogs.ask_reason(self.page, f"作废“{round_.title}”", VOIDING)
        ):
            self.tell(service.void(self.session, round_.id, reason))

    def people(self) -> None:
        """Who is on the list, who is not graded and why."""
        from jdzb.ledgers.appraisals.page.people import PeopleDialog

        if standings := self.standings():
            PeopleDialog(self.page, self, standings.whole.id).run()

    def excuse(self) -> None:
        """Whether the person chosen is graded."""
        from jdzb.ledgers.appraisals.page.people import excuse

        if line := self.page.line:
            excuse(self.page, self, line.subject)

    def ballots(self) -> None:
        """Hand out, count."""
        from jdzb.ledgers.appraisals.page import voting

        if standings := self.standings():
            voting.ask(self, standings.whole)

    def ties(self) -> None:
        """Decide who of equals gets the better grade."""
        from jdzb.ledgers.appraisals.page import ties

        if standings := self.standings():
            ties.decide(self, standings)

    def years(self) -> None:
        """The final results of several years beside each other."""
        from jdzb.ledgers.appraisals.page.years import YearsDialog

        standings = self.standings()
        if standings is not None:
            YearsDialog(self.page, self, standings.scheme.title).run()

    def schemes(self) -> None:
        """The schemes there are, the county's own too."""
        from jdzb.ledgers.appraisals.page.schemes import SchemesDialog

        SchemesDialog(self.page, self).run()

    # -- stages ------------------------------------------------------------------------------------

    def stage(self, step: Step) -> None:
        """Do or record a stage."""
        from jdzb.ledgers.appraisals.page import stages

        if standings := self.standings():
            stages.take(self, standings, step)

    def post(self) -> None:
        """The notice: its days, then the sheet."""
        from jdzb.ledgers.appraisals.page import stages

        if standings := self.standings():
            stages.post(self, standings)

    # -- below a line ------------------------------------------------------------------------------

    def talk(self) -> None:
        """Record a talk with the person chosen."""
        from jdzb.ledgers.appraisals.page import caring

        line = self.page.line
        if line is not None and line.subject.member is not None:
            kind = next((one.what for one in line.outcome.lines), "")
            self.tell(
                caring.talk(self.page, self.session, self.page.round_id, line.subject.member, kind)
            )

    def help(self) -> None:
        """The 2+1 help of the person chosen: begun, its notes, its outcome."""
        from jdzb.ledgers.appraisals.page import caring

        line = self.page.line
        if line is not None and line.subject.member is not None:
            caring.help_(self, line.subject.member)

    # -- looking back ------------------------------------------------------------------------------

    def history(self) -> None:
        """Every version of all that hangs on the person chosen in this round."""
        line, standings = self.page.line, self.page.standings
        if line is None or standings is None:
            self.shell.say("先在表格里选一个人，再看历史。")
            return
        who, whole = line.subject.id, standings.whole
        rows = [("appraisal_rounds", whole.id), ("appraisal_subjects", who)]
        for table, entries in (
            ("appraisal_scores", whole.scores), ("appraisal_marks", whole.marks),
            ("appraisal_tallies", whole.tallies), ("appraisal_stages", whole.stages),
            ("appraisal_results", whole.results), ("appraisal_decisions", whole.decisions),
        ):  # fmt: skip
            rows += [(table, one.id) for one in entries if one.subject == who]
        rows += [("appraisal_talks", one.id) for one in whole.talks
                 if one.member == line.subject.member]  # fmt: skip
        self.shell.show_history(rows, f"{line.subject.name}：{whole.round.title}")
