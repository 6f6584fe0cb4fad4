"""签到: the half days of a day with everyone planned; at the right the days of the month."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from datetime import date
from tkinter import ttk

from jdzb.core import clock, people
from jdzb.core.ledger import Changed
from jdzb.gui.kit import theme
from jdzb.gui.kit.split import Split
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.views import View
from jdzb.gui.kit.widgets import Action, Card, EmptyState, SearchBox
from jdzb.ledgers.duty import service_attendance as service
from jdzb.ledgers.duty.entries import WEEKDAYS, Month, month_of
from jdzb.ledgers.duty.page.cells import words
from jdzb.ledgers.duty.page.sign_card import HalfCard, SpotRow
from jdzb.ledgers.duty.page.sign_deeds import SignDeeds
from jdzb.ledgers.duty.page.sign_press import SignPress
from jdzb.ledgers.duty.rules_attendance import AHEAD, NOW, UNSIGNED, Place
from jdzb.ledgers.members import service as members

BEFORE, AFTER, TODAY, PRINT = "before", "after", "今天", "打印"
SIDE, LISTED = 300, 320  # units
DAYS = (
    Col("day", "日期", 4.5),
    Col("morning", "上午", 3.5),
    Col("afternoon", "下午", 3.5, elastic=True),
)


class SigningView(View):
    """One click or Enter signs in the person of a line; everything else is a button of the line."""

    KEY, TITLE = "signing", "签到"

    def build(self) -> None:
        """The half days at the left, the month at the right."""
        self.day = clock.today()
        self.deeds = SignDeeds(self, self.shell, self.session)
        self.press = SignPress(self, self.shell, self.session)
        self.split = Split(self.body, side_width=SIDE, narrow=SIDE + 560)
        self.split.pack(fill="both", expand=True)
        self.halves = ttk.Frame(self.split.main, style="Page.TFrame")
        self.halves.pack(fill="both", expand=True)
        self.cards: list[HalfCard] = []
        self._build_month(self.split.side)

    def _build_month(self, parent: tk.Misc) -> None:
        self.month_card = Card(parent, "本月")
        self.month_card.pack(fill="both", expand=True)
        self.search = SearchBox(
            self.month_card.body, lambda _: self._show_month(), hint="找人的值班日", width=12
        )
        self.search.pack(fill="x", pady=(0, px(self, 8)))
        # Columns fill the list, so a list that asks for their width would never come to rest here.
        room = ttk.Frame(self.month_card.body, width=1, height=px(self, LISTED))
        room.pack_propagate(False)
        room.pack(fill="both", expand=True)
        self.table = Table(room, DAYS, self._opened, self._selected)
        self.table.pack(fill="both", expand=True)
        self.table.set_empty(EmptyState(self.table, "这个月没有排班。"))

    def buttons(self) -> Sequence[Action]:
        """Months, back to today, printing."""
        return (
            Action(BEFORE, lambda: self.turn(-1)),
            Action(AFTER, lambda: self.turn(1)),
            Action(TODAY, lambda: self.go(clock.today())),
            Action(PRINT, self.print_, primary=True, tip="Ctrl+P"),
        )

    # -- showing ---------------------------------------------------------------------------------

    def refresh(self, changed: Changed | None) -> None:
        """Read the day and its month again; the focus stays on its line."""
        del changed
        kept = self._focused()
        self.names = members.names(self.session)
        month = month_of(self.day)
        self.places = service.places(self.session, month.first, month.last)
        self._show_day()
        self._show_month()
        self._show_header()
        if kept:
            self._focus(kept)

    def _show_header(self) -> None:
        month, today = month_of(self.day), "今天" if self.day == clock.today() else ""
        parts = [words(self.day), today, self.press.place()]
        self.header.show("签到", " · ".join(part for part in parts if part))
        before, after = month.shifted(-1).number, month.shifted(1).number
        self.header.button(BEFORE).configure(text=f"◀ {before}月")
        self.header.button(AFTER).configure(text=f"{after}月 ▶")
        self.header.button(TODAY).state(["disabled" if today else "!disabled"])
        later = month.shifted(1).first > clock.today()
        self.header.button(AFTER).state(["disabled" if later else "!disabled"])

    def _show_day(self) -> None:
        views = service.day_view(self.session, self.day)
        if len(self.cards) != len(views):
            for card in self.cards:
                card.destroy()
            self.cards = [HalfCard(self.halves, self.deeds, self.step) for _ in views]
            for number, card in enumerate(self.cards):
                card.pack(fill="x", pady=(px(self, theme.GAP) if number else 0, 0))
        for card, view in zip(self.cards, views, strict=True):
            card.show(view, self.names, self.day)

    def _show_month(self) -> None:
        query = self.search.text
        self.month_card.entitle(month_of(self.day).words, self._sum())
        days = sorted(self._days(query).items(), reverse=True)
        self.table.show([_line(day, here) for day, here in days])
        self.table.select(self.day.isoformat())
        self.after_idle(self._see_day)

    def _see_day(self) -> None:
        """Bring the day into sight: rows just put in have no place until they are drawn."""
        if self.winfo_exists() and (chosen := self.table.selected()):
            self.table.tree.update_idletasks()
            self.table.tree.see(chosen)

    def _days(self, query: str) -> dict[date, list[Place]]:
        """The days of the month with duty up to today; with a query those of the person meant."""
        found: dict[date, list[Place]] = {}
        for place in self.places:
            if place.day <= clock.today():
                found.setdefault(place.day, []).append(place)
        return {day: here for day, here in found.items() if not query or self._means(query, here)}

    def _means(self, query: str, here: Sequence[Place]) -> bool:
        ids = {one.member for one in here} | {one.row.member for one in here if one.row}
        return any(people.match(query, self.names[one]) for one in ids)

    def _sum(self) -> str:
        missing = sum(place.state == UNSIGNED for place in self.places)
        return f"未签到 {missing}" if missing else ""

    # -- moving ----------------------------------------------------------------------------------

    @property
    def rows(self) -> list[SpotRow]:
        """Every line of the day, morning first."""
        return [row for card in self.cards for row in card.rows]

    def go(self, day: date) -> None:
        """Go to a day."""
        self.day = day
        self.refresh(None)

    def turn(self, by: int) -> None:
        """The last day of the month before, the first of the next, not after today."""
        month = month_of(self.day).shifted(by)
        day = month.last if by < 0 else month.first
        self.go(min(self._duty_day(month, last=by < 0) or day, clock.today()))

    def _duty_day(self, month: Month, *, last: bool) -> date | None:
        days = [turn.day for turn in service.serving(self.session, month.first, month.last)]
        days = [day for day in days if day <= clock.today()]
        return (max(days) if last else min(days)) if days else None

    def step(self, by: int) -> str:
        """From a line to the next."""
        rows, kept = self.rows, self._focused()
        keys = [row.spot.key for row in rows]
        if kept in keys:
            rows[(keys.index(kept) + by) % len(rows)].focus_set()
        return "break"

    def _focused(self) -> tuple[str, int] | None:
        """The line that has the focus, or holds the button that has it."""
        widget: tk.Misc | None = self.focus_get()
        while widget is not None and not isinstance(widget, SpotRow):
            widget = widget.master
        return widget.spot.key if widget else None

    def _focus(self, key: tuple[str, int]) -> None:
        row = next((row for row in self.rows if row.spot.key == key), None)
        if row:
            row.focus_set()

    def _selected(self, chosen: str | None) -> None:
        if chosen and chosen != self.day.isoformat():
            self.day = date.fromisoformat(chosen)
            self._show_day()
            self._show_header()

    def _opened(self, _: str) -> None:
        self.start()

    def start(self) -> None:
        """The focus on the first line that waits, else on the first, else in the month."""
        rows = self.rows
        waits = (row for row in rows if row.spot.row is None)
        first = next(waits, rows[0] if rows else None)
        (first or self.table.tree).focus_set()

    def show_sign(self, sign: int) -> bool:
        """Choose the line of a sign-in of the day shown; False when it has none."""
        found = [row for row in self.rows if row.spot.row and row.spot.row.id == sign]
        if found:
            found[0].focus_set()
        return bool(found)

    def focus_search(self) -> None:
        """F3: find a person's days of the month."""
        self.search.focus_set()

    # -- keys ------------------------------------------------------------------------------------

    def history(self) -> None:
        """Ctrl+H: what was entered for the line; without one, for the day."""
        kept = self._focused()
        row = next((row for row in self.rows if row.spot.key == kept), None)
        if row:
            self.deeds.history(row.spot)
        else:
            rows = service.ever_on(self.session, self.day)
            self.shell.show_history(rows, f"{words(self.day)}签到")

    def print_(self) -> None:
        """Ctrl+P: which sheet, then the sheet."""
        self.press.ask(self.day)


def _line(day: date, here: Sequence[Place]) -> Line:
    cells = [_half(here, half) for half in ("上午", "下午")]
    missing = any(place.state == UNSIGNED for place in here)
    tags = ("red",) if missing else ("strong",) if day == clock.today() else ()
    return Line(day.isoformat(), (f"{day.day}日 周{WEEKDAYS[day.weekday()][-1]}", *cells), tags)


def _half(here: Sequence[Place], half: str) -> str:
    """2/2, 未签 1, 待签; empty where nobody was planned."""
    mine = [place for place in here if place.half == half]
    signed = sum(place.row is not None for place in mine)
    if all(place.state in (NOW, AHEAD) for place in mine):
        return "待签" if any(place.state == NOW for place in mine) else ""
    missing = sum(place.state == UNSIGNED for place in mine)
    return f"未签 {missing}" if missing else f"{signed}/{len(mine)}"
