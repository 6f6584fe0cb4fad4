"""裁定: equals at the border of a grade, decided openly: who, how many places, why."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.choicedialog import ChoiceDialog
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.scaling import lines_for
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.ledgers.appraisals import grading, scoring, service_notice, service_stages
from jdzb.ledgers.appraisals.grading import Tie
from jdzb.ledgers.appraisals.page.words import how_ties
from jdzb.ledgers.appraisals.schemes import Part
from jdzb.ledgers.appraisals.service_standings import Standings

if TYPE_CHECKING:
    from jdzb.ledgers.appraisals.page.deeds import Deeds

NAMES = 5  # of equals who are named in the question
REASONS = ("支部大会表决", "日常工作量更大", "服务群众更多")


def decide(deeds: Deeds, standings: Standings) -> None:
    """Decide the first tie that is open; without one say how it stands, or decide anew."""
    if standings.graded.open:
        deeds.tell(TieDialog(deeds, standings, standings.graded.open[0]).run())
        return
    told = quotas(standings)
    if not standings.ties or standings.whole.round.closed:
        dialogs.inform(deeds.page, f"没有需要裁定的同分。{told}")
        return
    known = {
        f"{one.better}：{service_stages.names_of(standings.whole, one.chosen)}": one
        for one in standings.ties
    }
    question = f"都已裁定。{told}\n要重新裁定哪一个？"
    chosen = ChoiceDialog(deeds.page, "裁定", question, list(known)).run()
    if chosen:
        deeds.tell(TieDialog(deeds, standings, known[chosen]).run())


def quotas(standings: Standings) -> str:
    """优秀最多 16 名，已有 12 名; how equals are settled."""
    scheme, graded = standings.scheme, standings.graded
    found, upto = [], grading.borders(scheme, graded.assessed)
    for place, one in enumerate(scheme.grades):
        if not one.limited:
            continue
        before = upto[place - 1] if place else 0
        room = upto[place] - before if one.percent is not None else grading.room_of(
            one, graded.assessed
        )  # fmt: skip
        found.append(f"“{one.title}”{room} 名，现有 {graded.counts[one.title]} 名")
    limits = f"名额：{'，'.join(found)}。" if found else "各等次没有名额限制。"
    return f"{limits}同分时{how_ties(scheme)}。"


class TieDialog(Dialog[Changed]):
    """Choose as many as there are places, say why."""

    writes = True

    def __init__(self, deeds: Deeds, standings: Standings, tie: Tie) -> None:
        self.deeds, self.standings, self.tie = deeds, standings, tie
        super().__init__(deeds.page, f"裁定谁是“{tie.better}”")

    def build(self, body: ttk.Frame) -> None:
        """What the question is, the equals, the reason."""
        ttk.Frame(body, width=px(self, 560), height=1).pack()
        tie, whole = self.tie, self.standings.whole
        names = service_stages.names_of(whole, tie.who[:NAMES])
        names += " 等" if len(tie.who) > NAMES else ""
        told = (
            f"{names} {len(tie.who)} 人同分，“{tie.better}”还有 {tie.places} 个名额，"
            f"其余为“{tie.worse}”。请选 {tie.places} 人并写明理由。{quotas(self.standings)}"
        )
        label = Wrapped(body, told, "TLabel")
        label.configure(width=1)
        label.pack(fill="x", pady=(0, px(self, 10)))
        columns = (
            Col("name", "姓名", 6),
            Col("total", "总分", 5),
            Col("parts", "不一样的项目", 12, elastic=True),
        )
        self.table = Table(body, columns, several=True)
        self.table.tree.configure(height=min(len(tie.who), lines_for(self, 10) - 2))
        self.table.pack(fill="both", expand=True)
        self.table.show([self._line(who) for who in tie.who])
        if tie.chosen:
            self.table.select(*tie.chosen)
        ttk.Label(body, text="理由　*", style="Field.TLabel").pack(
            anchor="w", pady=(px(self, 10), 0)
        )
        self.reason = ttk.Combobox(body, values=REASONS)
        self.reason.pack(fill="x")
        self.said = Wrapped(body, style="Problem.TLabel")
        self.said.configure(width=1)
        self.said.pack(fill="x")
        self.add_button("取消", self.cancel)
        self.add_button("裁定", self.take, primary=True)
        self.first = self.table.tree

    def _line(self, who: int) -> Line:
        line, scheme = self.standings.line(who), self.standings.scheme
        several = len(scheme.periods) > 1
        found = [
            f"{period.title if several else ''}{part.title} {self._points(who, period.key, part)}"
            for period in scheme.periods
            for part in scheme.parts
            if len({self._points(one, period.key, part) for one in self.tie.who}) > 1
        ]
        parts = "　".join(found) or "各项都一样"
        return Line(who, (line.subject.name, self.standings.total(line), parts))

    def _points(self, who: int, period: str, part: Part) -> str:
        points = self.standings.line(who).score.parts.get((period, part.key))
        return "" if points is None else scoring.shown(points, 1)

    def take(self) -> None:
        """Write it; too few or too many, or no reason, is said here."""
        chosen = [int(id_) for id_ in self.table.selection()]
        reason = self.reason.get().strip()
        if len(chosen) != self.tie.places:
            self.said.show(
                f"选了 {len(chosen)} 人，应选 {self.tie.places} 人（按住 Ctrl 单击选几个）。"
            )
            self.table.start()
        elif not reason:
            self.said.show("请写明理由，理由会记入台账。")
            self.reason.focus_set()
        else:
            changed = service_notice.decide(
                self.deeds.session, self.standings.whole.id, self.tie, chosen, reason
            )
            self.close(changed)
