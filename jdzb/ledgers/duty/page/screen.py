"""The page of the duty book: its views under tabs, each read when it is first opened."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from jdzb.core import clock
from jdzb.core.ledger import Changed, Due
from jdzb.gui.kit.page import BookCard, Window
from jdzb.gui.kit.views import Tab, TabbedPage, View
from jdzb.ledgers import duty
from jdzb.ledgers.duty import service_conduct, service_outlook, service_visits
from jdzb.ledgers.duty.entries import month_of
from jdzb.ledgers.duty.page.calendar import CalendarView
from jdzb.ledgers.duty.page.cells import attention
from jdzb.store.session import Session

VISIT = "登记来访"  # the button of the first page

KEYS = """

日历上：方向键选日子，PageUp、PageDown 换月，回车换人，Delete 换下，Insert 加人，F7 看为什么是他，
菜单键或右键有全部操作；Ctrl+H 看这一天改过什么；
F3 找一个人的值班日（姓名、拼音、首字母都行），Ctrl+P 打印。

Ctrl+PageDown、Ctrl+PageUp 换上面的标签。
签到：上下键选人，回车或空格签到（已签的是更正），Delete 作废，菜单键有全部操作，
Ctrl+P 打印值班牌、签到表。
评议：数字键填等次，左右键换评议的一方，回车看实情。统计：回车看一个人的逐次记录。

来访：Ctrl+N 登记，回车答复或填满意度，F4 上报总支，F2 修改，Delete 作废；
未办结的排在最前，剩 1 个工作日变黄，超期变红。
"""


def _signing() -> type[View]:
    from jdzb.ledgers.duty.page.signing import SigningView

    return SigningView


def _visits() -> type[View]:
    from jdzb.ledgers.duty.page.visits import VisitsView

    return VisitsView


def _reviews() -> type[View]:
    from jdzb.ledgers.duty.page.reviews import ReviewsView

    return ReviewsView


def _statistics() -> type[View]:
    from jdzb.ledgers.duty.page.statistics import StatisticsView

    return StatisticsView


class DutyPage(TabbedPage):
    """The roster, who was there, who came, what is said of it, the figures."""

    KEY, TITLE, HELP = "duty", "值班", f"{duty.__doc__}{KEYS}"
    TABLES = frozenset(
        {
            "duty_turns", "duty_leaves", "duty_fixed", "duty_closures", "duty_pairs",
            "duty_wishes", "duty_attendance", "duty_reviews", "duty_visits", "settings",
            "members", "member_statuses", "member_marks",
        }
    )  # fmt: skip
    VIEWS = (
        Tab("roster", "值班表", lambda: CalendarView),
        Tab("signing", "签到", _signing),
        Tab("visits", "来访", _visits),
        Tab("reviews", "评议", _reviews),
        Tab("statistics", "统计", _statistics),
    )

    def open_due(self, due: Due) -> None:
        """Today's sign-in, the answer to a visit, or the month to be rostered."""
        acts: dict[str, Callable[[Due], None]] = {
            service_visits.ANSWER: self._answer, service_conduct.SIGN: self._sign,
            service_outlook.ROSTER: self._roster, VISIT: self._visit,
        }  # fmt: skip
        if due.button in acts and self.can_leave():
            acts[due.button](due)

    def _answer(self, due: Due) -> None:
        from jdzb.ledgers.duty.page.visits import VisitsView

        view = self.turn("visits")
        if isinstance(view, VisitsView):
            view.show_visit(due.subject or 0)
            view.answer()

    def _sign(self, _: Due) -> None:
        from jdzb.ledgers.duty.page.signing import SigningView

        view = self.turn("signing")
        if isinstance(view, SigningView):
            view.go(clock.today())
            view.start()

    def _roster(self, due: Due) -> None:
        """The month so many after this one, without a word the next."""
        view, ahead = self.turn("roster"), int(due.filled[0]) if due.filled else 1
        if isinstance(view, CalendarView):
            view.show_month(month_of(clock.today()).shifted(ahead), 1 if ahead else None)

    def _visit(self, _: Due) -> None:
        from jdzb.ledgers.duty.page.visits import VisitsView

        view = self.turn("visits")
        if isinstance(view, VisitsView):
            view.add_()

    @staticmethod
    def book_card(parent: tk.Misc, shell: Window, session: Session) -> BookCard:
        """Who is on duty today."""
        from jdzb.ledgers.duty.page.first_card import DutyCard

        return DutyCard(parent, shell, session)

    def open_record(self, table: str, row: int) -> bool:
        """Its month, its sign-in, its visit, its line of the judgements."""
        from jdzb.ledgers.duty.page import records

        return records.open_record(self, table, row)

    def refresh(self, changed: Changed | None) -> None:
        """The view in front; on the rail how many days and open matters need a hand."""
        super().refresh(changed)
        waiting = len(service_conduct.unsigned_today(self.session))
        self.tabs.relabel("signing", f"签到 {waiting}" if waiting else "签到")
        pressing = len(service_visits.visits_due(self.session))
        self.tabs.relabel("visits", f"来访 {pressing}" if pressing else "来访")
        self.shell.badge(self.KEY, attention(self.session) + pressing)
