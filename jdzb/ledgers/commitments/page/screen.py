"""The page of the commitments book: its views under tabs, each read when it is first opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jdzb.core.ledger import Changed, Due
from jdzb.gui.kit.views import Tab, TabbedPage, View
from jdzb.ledgers import commitments
from jdzb.ledgers.commitments import columns, service_outlook
from jdzb.ledgers.commitments.page.promise_list import AMISS, NEAR
from jdzb.ledgers.commitments.page.promises import PromisesView

KEYS = """

承诺：Ctrl+N 填一个人的几条，可以照去年的填；回车或直接按数字记一笔，写多少、做了什么，再回车；
F2 修改，F9 述诺，F4 评定，F8 加照片，Delete 作废，Ctrl+H 历史。
上面六步单击登记，可以连上会议、公示；
“评诺计票…”逐人填票数，合计和收回的对上才能保存。
“没有承诺”里是还没填的人，年老体弱、流动党员不在内。

微心愿：Ctrl+N 登记，回车认领，认领了的回车登记实现，F2 修改，Delete 作废。
岗位：Ctrl+N 新岗位，回车认领，右边“退岗”；谁在哪个岗写在党员卡片上。

Ctrl+P 打印，Ctrl+PageDown、Ctrl+PageUp 换上面的标签。
"""


def _wishes() -> type[View]:
    from jdzb.ledgers.commitments.page.wishes import WishesView

    return WishesView


def _posts() -> type[View]:
    from jdzb.ledgers.commitments.page.posts import PostsView

    return PostsView


class CommitmentsPage(TabbedPage):
    """The promises of a year, wishes, posts."""

    KEY, TITLE, HELP = "commitments", "承诺", f"{commitments.__doc__}{KEYS}"
    TABLES = frozenset(
        {table.name for table in columns.TABLES}
        | {"settings", "members", "member_statuses", "member_marks", "meetings", "notices"}
    )
    VIEWS = (
        Tab("promises", "承诺", lambda: PromisesView),
        Tab("wishes", "微心愿", _wishes),
        Tab("posts", "岗位", _posts),
    )

    def refresh(self, changed: Changed | None) -> None:
        """The view in front; on the rail how much of the book wants a hand."""
        super().refresh(changed)
        waiting = service_outlook.due(self.session)
        wishes = sum(one.button == service_outlook.WISH for one in waiting)
        self.tabs.relabel("wishes", f"微心愿 {wishes}" if wishes else "微心愿")
        self.shell.badge(self.KEY, len(waiting))

    def open_due(self, due: Due) -> None:
        """The promises of a state, the form of a step, the wishes that a due line means."""
        acts: Mapping[str, Callable[[Due], None]] = {
            service_outlook.LOOK: self._look, service_outlook.STEP: self._register,
            service_outlook.WISH: self._wish,
        }  # fmt: skip
        if due.button in acts and self.can_leave():
            acts[due.button](due)

    def open_record(self, table: str, row: int) -> bool:
        """Its promise, its step, its wish, its post."""
        from jdzb.ledgers.commitments.page import records

        return records.open_record(self, table, row)

    def promises(self) -> PromisesView:
        """Bring the promises to the front."""
        self.turn("promises")
        view = self.views["promises"]
        if not isinstance(view, PromisesView):
            raise TypeError(view)
        return view

    def _look(self, due: Due) -> None:
        year, state = due.filled
        view = self.promises()
        view.show_year(int(year), NEAR if state == service_outlook.NEAR else AMISS)
        view.choose_state(state)

    def _register(self, due: Due) -> None:
        year, step = due.filled
        view = self.promises()
        view.show_year(int(year))
        view.press(step)

    def _wish(self, due: Due) -> None:
        from jdzb.ledgers.commitments.page.wishes import WishesView

        view = self.turn("wishes")
        if isinstance(view, WishesView):
            view.show_state(due.filled[0], due.subject)
