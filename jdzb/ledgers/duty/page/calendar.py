"""值班表: the calendar of a month at the left, the day and the counts at the right."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence

from jdzb.core import clock
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs, theme
from jdzb.gui.kit.calendar import MonthGrid
from jdzb.gui.kit.split import BAR, Split
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.views import View
from jdzb.gui.kit.widgets import Action, Card, EmptyState
from jdzb.ledgers.duty import service, service_hand, service_month
from jdzb.ledgers.duty.entries import MEMBERS, SECRETARY, DutySettings, Month, month_of
from jdzb.ledgers.duty.page import rostering
from jdzb.ledgers.duty.page.cells import badge, cells, hits
from jdzb.ledgers.duty.page.counts import CountsCard
from jdzb.ledgers.duty.page.day_card import DayCard
from jdzb.ledgers.duty.page.deeds import DayDeeds
from jdzb.ledgers.duty.page.foot import Foot
from jdzb.ledgers.duty.page.printing import Press
from jdzb.ledgers.duty.page.strip import Strip
from jdzb.ledgers.duty.service_month import DayView, MonthView
from jdzb.ledgers.members import service as members

BEFORE, AFTER, ROSTER, PRINT = "before", "after", "roster", "打印值班表"
ROSTER_FROM = 20  # from this day of the month on, the next month's roster is what is wanted
LEAST_SIDE = 190  # units: narrower, and the cards go under the month
CELL = 15  # units beside a name in its cell; two of them for the rounding of large text
WIDE = 560  # units: from here on day and counts stand beside each other


class CalendarView(View):
    """A month of duty on one screen; every change is one or two keys away."""

    KEY, TITLE = "roster", "值班表"

    month: Month
    view: MonthView

    def build(self) -> None:
        """The calendar at the left, the cards at the right, the empty state over all of it."""
        self.month = self._first_month()
        self.deeds = DayDeeds(self, self.shell, self.session)
        self.press = Press(self, self.shell, self.session)
        self.menu = tk.Menu(self, tearoff=False)
        self.split = Split(self.body, narrow=LEAST_SIDE + theme.GAP + BAR)
        self.split.pack(fill="both", expand=True)
        self._build_calendar(self.split.main)
        self.day_card = DayCard(self.split.side, self.deeds)
        self.counts = CountsCard(self.split.side, self.explain)
        self.split.side.bind("<Configure>", lambda _: self._arrange_side())
        nobody = "还没有登记党员，排不了班。先导入村里的花名册，或登记党员。"
        action = Action("去党员页", lambda: self.shell.open_page("members"), primary=True)
        self.nobody = Card(self.body)
        EmptyState(self.nobody.body, nobody, action).pack(fill="both", expand=True)

    def _build_calendar(self, parent: tk.Misc) -> None:
        card = Card(parent)
        card.pack(fill="both", expand=True)
        self.strip = Strip(card.body, self.roster)
        acts = (("请假与设置", self.deeds.arrange), ("导出Excel", self.export))
        self.foot = Foot(card.body, self._searched, self._next_found, acts)
        self.foot.pack(side="bottom", fill="x", pady=(px(self, 12), 0))
        self.search = self.foot.search
        self.grid_ = MonthGrid(card.body, self._selected, self._opened, self._menu, self._turn)
        self.grid_.pack(fill="both", expand=True)
        for key in ("<Control-Next>", "<Control-Prior>"):  # these turn the views, not the month
            self.grid_.canvas.bind(key, lambda _: None)
        self.grid_.canvas.bind("<Delete>", lambda _: self._take_off())
        self.grid_.canvas.bind("<Insert>", lambda _: self._add_one())
        self.grid_.canvas.bind("<F7>", lambda _: self._why())

    def _arrange_side(self) -> None:
        """Day and counts one below the other, or beside each other in a wide place."""
        side, gap = self.split.side, px(self, theme.GAP)
        wide = side.winfo_width() > px(self, WIDE)
        side.columnconfigure((0, 1), weight=1, uniform="cards" if wide else "")
        side.columnconfigure(1, weight=1 if wide else 0)
        side.rowconfigure(0, weight=1 if wide else 0)
        side.rowconfigure(1, weight=0 if wide else 1)
        self.day_card.grid(row=0, column=0, sticky="nswe")
        if wide:
            self.counts.grid(row=0, column=1, padx=(gap, 0), pady=0, sticky="nswe")
        else:
            self.counts.grid(row=1, column=0, padx=0, pady=(gap, 0), sticky="nswe")

    def buttons(self) -> Sequence[Action]:
        """Months, rostering, printing."""
        return (
            Action(BEFORE, lambda: self._turn(-1)),
            Action(AFTER, lambda: self._turn(1)),
            Action(ROSTER, self.roster, tip="手工改过的日子会保留"),
            Action(PRINT, self.print_, primary=True, tip="Ctrl+P"),
        )

    # -- showing ---------------------------------------------------------------------------------

    def refresh(self, changed: Changed | None) -> None:
        """Read the month again and show it."""
        del changed
        old = getattr(self, "view", None)
        self.view = service_month.view(self.session, self.month)
        self.settings = service.settings(self.session)
        if old and (old.month, old.days, old.turns) == (
            self.month, self.view.days, self.view.turns,
        ):  # fmt: skip
            self.view = old  # with the reasons of the last rostering
        self._show_header()
        self._show_month()
        self.counts.show(self.view)
        self._show_nobody()

    def _show_header(self) -> None:
        parts = [self.month.words, f"定人定时定点：{_arranged(self.settings)}"]
        if self.view.provisional:
            parts.append("节假日暂算")
        self.header.show("值班表", " · ".join(parts))
        before, after = self.month.shifted(-1).number, self.month.shifted(1).number
        self.header.button(BEFORE).configure(text=f"◀ {before}月")
        self.header.button(AFTER).configure(text=f"{after}月 ▶")
        self.header.button(ROSTER).configure(text="重新排班" if self.view.rostered else "排班")

    def _show_month(self) -> None:
        self.strip.show(self.view, self.grid_)
        names = {name for day in self.view.days for name in day.names}
        self.split.need(self._wide_enough(names | {name for name, _ in self.view.turns}))
        self._searched()
        self.grid_.select(self.grid_.selected or self._first_day())

    def _wide_enough(self, names: set[str]) -> int:
        """How many units the month must be wide so that every name fits into its cell."""
        measure = theme.text_font(self, "Small").measure
        widest = max((measure(name) for name in names), default=0) / px(self, 100) * 100
        return round(7 * (widest + CELL) + 2 * (theme.CARD_PAD + 2))

    def _show_nobody(self) -> None:
        if members.browse(self.session):
            self.nobody.place_forget()
        else:
            self.nobody.place(x=0, y=0, relwidth=1, relheight=1)
            self.nobody.lift()

    # -- the day ---------------------------------------------------------------------------------

    @property
    def day(self) -> DayView:
        """The day selected."""
        return self.view.days[(self.grid_.selected or 1) - 1]

    def _selected(self, number: int) -> None:
        day = self.view.days[number - 1]
        found = service_hand.candidates(self.session, day.day)
        able = [one for one in found if one.problem is None]
        ahead = self.view.rostered and day.day >= clock.today()  # who served is not guessed
        best = able[0] if able and ahead else None
        today = "今天" if day.day == clock.today() else ""
        note = " · ".join(part for part in (today, day.holiday) if part)
        self.day_card.show(day, self.settings.hours(), best, note)

    def _opened(self, _: int) -> None:
        self.deeds.choose(self.day, self.day_card.turn)

    def _take_off(self) -> None:
        if self.day_card.turn:
            self.deeds.take_off(self.day, self.day_card.turn)

    def _why(self) -> None:
        if self.day_card.turn:
            self.deeds.why(self.day, self.day_card.turn)

    def _add_one(self) -> None:
        self.deeds.choose(self.day, None)

    def history(self) -> None:
        """Ctrl+H: who was put on the day and taken off it."""
        self.deeds.history(self.day)

    def _menu(self, _: int, x: int, y: int) -> None:
        """Everything the card offers, as a menu at the day."""
        menu = self.menu
        menu.delete(0, "end")
        for text, button in self.day_card.buttons.items():
            menu.add_command(label=text, command=button.invoke)
        menu.tk_popup(x, y)

    # -- the month -------------------------------------------------------------------------------

    def show_month(self, month: Month, day: int | None = None) -> None:
        """Go to a month, and to a day of it."""
        self.month = month
        self.grid_.selected = day
        self.refresh(None)

    def _turn(self, by: int) -> None:
        """The next or the last month; over the edge of one stands the edge of the other."""
        month, day = self.month.shifted(by), self.grid_.selected or 1
        if by > 0 and day + 7 > self.month.last.day:
            day = 1
        elif by < 0 and day <= 7:
            day = month.last.day
        self.show_month(month, min(day, month.last.day))

    def _first_month(self) -> Month:
        """The running month, or the next one from the 20th on while that has no roster."""
        this = month_of(clock.today())
        if clock.today().day < ROSTER_FROM:
            return this
        coming = service_month.view(self.session, this.shifted(1))
        return this if coming.rostered else this.shifted(1)

    def _first_day(self) -> int:
        """Today, else the first day that needs a hand, else the first."""
        if self.month.holds(clock.today()):
            return clock.today().day
        return next((day.day.day for day in self.view.days if badge(day)), 1)

    # -- what the buttons and keys do ------------------------------------------------------------

    def roster(self) -> None:
        """Roster the month."""
        made = rostering.make(self, self.shell, self.session, self.month)
        if made:
            self.view = made
            self.counts.show(self.view)
        self.grid_.start()

    def explain(self) -> None:
        """Say why the counts differ."""
        text = rostering.reasons(self.session, self.view)
        dialogs.show_text(self, "为什么次数不同", text)

    def print_(self) -> None:
        """Ctrl+P: the sheet of the month, when it has a roster."""
        if self._has_roster("打印"):
            self.press.ask(self.view)

    def export(self) -> None:
        """The month as a spreadsheet, when it has a roster."""
        if self._has_roster("导出"):
            self.press.export(self.view)

    def _has_roster(self, act: str) -> bool:
        if not self.view.rostered:
            text = f"{self.month.words}还没有排班，没有可{act}的值班表。请先排班。"
            dialogs.inform(self, text)
        return self.view.rostered

    def start(self) -> None:
        """The focus on the calendar."""
        self.grid_.start()

    def focus_search(self) -> None:
        """F3: into the search box."""
        self.search.focus_set()

    # -- search ----------------------------------------------------------------------------------

    def _searched(self) -> None:
        query = self.search.text
        self.grid_.show(self.month.year, self.month.number, cells(self.view, clock.today(), query))
        self.foot.tell(hits(self.view, query))

    def _next_found(self) -> None:
        """Enter in the search box: to the next day found, round again after the last."""
        days = [day.day for day in hits(self.view, self.search.text)]
        if days:
            now = self.grid_.selected or 0
            self.grid_.select(next((day for day in days if day > now), days[0]))


def _arranged(settings: DutySettings) -> str:
    """每天2名党员，周末书记值守."""
    weekends = {SECRETARY: "周末书记值守", MEMBERS: "周末党员值班"}
    return f"每天{settings.people}名党员，{weekends.get(settings.weekends, '周末不值班')}"
