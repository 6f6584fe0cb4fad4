"""The page of the meetings book: its views under tabs, each read when it is first opened."""

from __future__ import annotations

from jdzb.core import clock
from jdzb.core.ledger import Changed, Due
from jdzb.gui.kit.views import Tab, TabbedPage, View
from jdzb.ledgers import meetings
from jdzb.ledgers.meetings import columns, service
from jdzb.ledgers.meetings.page.minutes import MinutesView

KEYS = """

记录：Ctrl+N 新会议，按数字选种类；F8 其余都记到会；名字上输拼音首字母定位，
1 到会，2 到 6 请假的原因，7 其他原因，9 缺席（再按 9 写原因），退格清掉，回车或空格依次切换；
F7 下一个议题；Ctrl+S 保存草稿，完成以后锁住，F2 更正。

写着的内容每两秒自动留存一次，停电、死机以后再打开，这里会找回来；找回的内容保存以后才是台账记录。

议题选了“公开”，下面就写着公开了没有；“登记公开…”填哪一天公开的、
公开栏里是哪一份，完成以后也能登记。

本支部自己的会：新会议里或计划里按“会议种类…”，Insert 添加，F2 修改，Delete 停用；
停用的不再出现，开过的会不变。

Ctrl+PageDown、Ctrl+PageUp 换上面的标签。
"""


def _plan() -> type[View]:
    from jdzb.ledgers.meetings.page.plan import PlanView

    return PlanView


def _matters() -> type[View]:
    from jdzb.ledgers.meetings.page.matters import MattersView

    return MattersView


def _talks() -> type[View]:
    from jdzb.ledgers.meetings.page.talks import TalksView

    return TalksView


class MeetingsPage(TabbedPage):
    """The minutes, the plan of the year, 四议两公开, talks."""

    KEY, TITLE, HELP = "meetings", "会议", f"{meetings.__doc__}{KEYS}"
    TABLES = frozenset(
        {table.name for table in columns.TABLES}
        | {"settings", "members", "member_statuses", "member_marks"}
    )
    VIEWS = (
        Tab("minutes", "记录", lambda: MinutesView),
        Tab("plan", "计划", _plan),
        Tab("matters", "四议", _matters),
        Tab("talks", "谈心", _talks),
    )

    def refresh(self, changed: Changed | None) -> None:
        """The view in front; on the rail how many drafts wait to be completed."""
        super().refresh(changed)
        today = clock.today().isoformat()
        waiting = sum(not one.locked and one.day <= today for one in service.browse(self.session))
        self.shell.badge(self.KEY, waiting)

    def open_due(self, due: Due) -> None:
        """The meeting, its publication, the talk, the step, the plan that a due line asks for."""
        from jdzb.ledgers.meetings.page import opening

        opening.open_due(self, due)

    def open_record(self, table: str, row: int) -> bool:
        """Its minutes, its talk, its matter, its line of the plan."""
        from jdzb.ledgers.meetings.page import records

        return records.open_record(self, table, row)

    def minutes(self) -> MinutesView:
        """Bring the minutes to the front."""
        self.turn("minutes")
        view = self.views["minutes"]
        if not isinstance(view, MinutesView):
            raise TypeError(view)
        return view
