"""今日: today's duty, what is due in all books, the year, the members to look after.

The window is drawn before the books are read: the cards stand empty for a moment. Then every write
redraws the page while it is in front, else it only counts anew for the rail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from jdzb.core import clock
from jdzb.gui.kit import dialog, exporting, theme
from jdzb.gui.kit.page import BookCard, Page
from jdzb.gui.kit.split import Split
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Action

if TYPE_CHECKING:
    from jdzb.core.ledger import Care, Changed

VISIT, MEET = "登记来访", "记一次会议"
# Milliseconds: until the books are read, until the page is seen, after a write, of the clock.
DRAWN, SOON, PAUSE, TICK = 150, 30, 700, 20_000
STALE = 10  # minutes after which what hangs on the hour is read again
CALM = "眼下没有要办的事。"
NEW = "这本账还是空的。\n先在“设置”里填支部名称、电话，再导入党员花名册。"
SETTINGS = "打开设置"
HELP = """打开程序先看这一页：今天谁值班、签到了没有，各本台账里到期要办的事，
全年组织生活，要关心的党员。

值班的人来了，按名字右边的“签到”，到岗时间就记成现在；按错了按 Ctrl+Z。
替班、换班、请假、脱岗，按下面的链接到“值班”的签到页去登记。

要办的事按期限先后排，过期的红，七天以内的黄。右边的按钮打开办这件事的表格，能填的已经填好；办完，这一行自己就没有了。
上下键选一行，回车按它的按钮。左边“今日”旁边的数字就是这里有几项。

组织生活：绿点按期，黄点补录（会后七天以上才录入），叉是缺，圈是还没到期。单击一个点，打开那次会；缺的、没开的，开始记一次。
方向键在点之间移动，回车打开。年份旁边的箭头换年份。

党员情况里，按一个名字就打开这个人的卡片。Ctrl+P 打印今天的清单，只作内部使用。"""


class TodayPage(Page):
    """Duty and due lines at the left, the year and the members at the right."""

    KEY, TITLE, HELP = "today", "今日", HELP

    def build(self) -> None:
        """The cards; they are filled later."""
        from jdzb.gui.today.carecard import CareCard
        from jdzb.gui.today.duelist import DueList
        from jdzb.gui.today.yearcard import YearCard

        self.care: Sequence[Care] = ()
        self.duty: BookCard | None = None
        self._filled, self._stale, self._timer, self._moment = False, True, "", self._now()
        self.split = Split(self.body, side_width=512, narrow=960, main_height=560, main_width=600)
        self.split.pack(fill="both", expand=True)
        acts = (Action("打印", self.print_, tip="Ctrl+P"), Action("导出Excel", self.export))
        self.due = DueList(self.split.main, self.shell.open_due, acts)
        self.due.pack(side="bottom", fill="both", expand=True)
        self.year = YearCard(self.split.side, self.shell.open_due, self.turn)
        self.year.pack(fill="x")
        self.people = CareCard(
            self.split.side, lambda member: self.shell.open_record("members", member),
            lambda: self.shell.open_page("members"),
        )  # fmt: skip
        self.people.pack(fill="both", expand=True, pady=(px(self, theme.GAP), 0))
        self.bind("<Map>", lambda _: self._mapped())
        self._later(TICK, self._tick)

    def buttons(self) -> Sequence[Action]:
        """The two things done most often."""
        return (
            Action(VISIT, lambda: self._begin("duty", VISIT)),
            Action(MEET, lambda: self._begin("meetings", MEET), primary=True),
        )

    def _begin(self, book: str, button: str) -> None:
        from jdzb.core.ledger import Due

        self.shell.open_due(Due(book, None, "", "", button))

    # -- when to read ----------------------------------------------------------------------------

    def shows(self, changed: Changed) -> bool:
        """Any write of any book may be shown here."""
        return bool(changed.rows or changed.txn)

    def refresh(self, changed: Changed | None) -> None:
        """Read all books again, in front at once, else when the page comes to the front."""
        del changed
        self._stale = True
        if not self._filled:
            return
        if self.winfo_ismapped():
            self.fill()
        else:
            self._recount()

    def start(self) -> None:
        """In front: what is out of date is read; the first time once the window is drawn."""
        if self._filled:
            if self._stale or self._moment != self._now():
                self.fill()
            self._later(SOON, self._focus)  # Tk gives it to nothing that is not seen yet

    def _mapped(self) -> None:
        if not self._filled and not self._timer:
            self._timer = self._later(DRAWN, self._first)

    def _first(self) -> None:
        """One card after the other, so that the window answers in between."""
        self._timer = ""
        if not self._filled and self.winfo_ismapped():
            self._filled = True
            self._in_turn([self._show_header, self._show_duty, self._show_due, self._show_year,
                           self._show_care, self._focus])  # fmt: skip

    def _in_turn(self, acts: Sequence[Callable[[], object]]) -> None:
        if acts:
            self._later(1, lambda: self._in_turn(acts[1:] if acts[0]() is None else ()))
        else:
            self._stale = False

    def fill(self) -> None:
        """Read and show everything now."""
        self._filled, self._stale, self._moment = True, False, self._now()
        for act in (self._show_header, self._show_duty, self._show_due, self._show_year,
                    self._show_care):  # fmt: skip
            act()

    def _recount(self) -> None:
        """For the rail, once the writing has come to rest."""
        if not self._timer:
            self._timer = self._later(PAUSE, self._count)

    def _count(self) -> None:
        from jdzb.gui.today import gathering

        self._timer = ""
        self.shell.badge(self.KEY, len(gathering.due(self.session)))

    def _tick(self) -> None:
        """The clock may have gone on to another day, also while the PC slept."""
        if self._filled and self._moment != (now := self._now()):
            if self.winfo_ismapped():
                self.fill()
            else:
                self._stale, self._moment = True, now
                self._recount()
        self._later(TICK, self._tick)

    @staticmethod
    def _now() -> tuple[date, int]:
        moment = clock.now()
        return moment.date(), (moment.hour * 60 + moment.minute) // STALE

    def _later(self, wait: int, act: Callable[[], object]) -> str:
        """By a timer of the root, which outlives the page."""
        root = self.nametowidget(".")
        return str(root.after(wait, lambda: act() if self.winfo_exists() else None))

    # -- showing ---------------------------------------------------------------------------------

    def _show_header(self) -> None:
        self.header.show(self.TITLE, self.subtitle())

    def subtitle(self) -> str:
        """青山村党支部 · 2026年11月21日 星期六 · 农历十月十三."""
        from jdzb.core.lunar import lunar_words
        from jdzb.core.sheet import WEEKDAYS

        day = clock.today()
        words = f"{day.year}年{day.month}月{day.day}日 {WEEKDAYS[day.weekday()]}"
        parts = (self.session.setting("branch.name"), words, lunar_words(day))
        return " · ".join(part for part in parts if part)

    def _show_duty(self) -> None:
        from jdzb.gui import pages

        if self.duty is None:
            kind = next(one for one in pages.PAGES if one.key == "duty").load()
            self.duty = kind.book_card(self.split.main, self.shell, self.session)
            if self.duty is not None:
                self.duty.pack(fill="x", pady=(0, px(self, theme.GAP)))
                self.duty.lower(self.due)  # Tab comes to it before what is due
        if self.duty is not None:
            self.duty.refresh()

    def _show_due(self) -> None:
        from jdzb.gui.today import gathering

        found = gathering.due(self.session)
        self.due.show(found)
        self.shell.badge(self.KEY, len(found))
        if found:
            self.due.set_empty("")
        elif gathering.is_new(self.session):
            self.due.set_empty(NEW, Action(SETTINGS, self.shell.open_settings))
        else:
            self.due.set_empty(CALM)

    def _show_year(self) -> None:
        self.turn(self.year.year)

    def turn(self, year: int) -> None:
        """The organisational life of a year."""
        from jdzb.gui.today import gathering

        self.year.show(year, gathering.courses(self.session, year))

    def _show_care(self) -> None:
        from jdzb.gui.today import gathering

        self.care = gathering.care(self.session)
        self.people.show(self.care)

    # -- keys ------------------------------------------------------------------------------------

    def _focus(self) -> None:
        """On the first due line, unless the user has begun something, be it in a window above."""
        focus = str(self.tk.call("focus"))
        if not focus.startswith(f"{self}.") and not dialog.held_by(self):
            self.due.start()

    def focus_search(self) -> None:
        """The due lines."""
        self.due.start()

    def print_(self) -> None:
        """Ctrl+P: today's list."""
        from jdzb.gui.kit.printdialog import PrintDialog
        from jdzb.gui.today import paper
        from jdzb.store import printout
        from jdzb.store.branch import read_branch

        def make(_: Any) -> Any:
            told = self.duty.told() if self.duty else ()
            day = self.subtitle().split(" · ", 1)[-1]
            branch = read_branch(self.session).title
            return paper.sheet(self.due.shown, told, self.care, branch, day)

        PrintDialog(self, self.shell, make, lambda sheet: printout.stamp(self.session, sheet)).run()

    def export(self) -> None:
        """The due lines as Excel."""
        from jdzb.gui.today import paper

        exporting.export(self, self.shell, paper.grid(self.due.shown, clock.today()))
