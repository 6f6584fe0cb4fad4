"""The middle of the page: sights, search, the grid of points, the buttons below it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import replace
from tkinter import ttk

from jdzb.core import people
from jdzb.gui.kit import tooltip
from jdzb.gui.kit.gridcells import GridRow, Typed
from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.scoregrid import ScoreGrid
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Action, Card, SearchBox, TabBar
from jdzb.ledgers.appraisals.page import sights
from jdzb.ledgers.appraisals.page.sights import Sight, Spot
from jdzb.ledgers.appraisals.service_scores import Cell
from jdzb.ledgers.appraisals.service_standings import Standing, Standings

NOBODY = "没有符合的人。"
COUNTED = "“{title}”是票数算出来的，不在这里填，按“测评票…”。"
SUMMED = "“{title}”是合计，不在这里填，按上面的各段填分。"
NO_LIST = "名单上还没有人，按“名单…”添加。"
ARROWS = ("▲", "▼")  # rising, falling
FEW = 3  # tabs that stand beside the search
NAME, LONGEST, RANK = 4, 9, 2.4  # characters of the names, and of the ranks before them


class GridCard(Card):
    """``show(standings)``; ``on_cells`` writes what was typed, False when it was refused;
    ``say`` tells in a line.

    The order of the lines stays while one types; ``sort()`` puts them by rank again.
    """

    def __init__(
        self,
        parent: tk.Misc,
        on_cells: Callable[[Sequence[Cell]], bool],
        on_select: Callable[[int | None], object],
        on_open: Callable[[int], object],
        on_round: Callable[[int], object],
        say: Callable[[str], object],
    ) -> None:
        super().__init__(parent)
        self._on_cells, self._say = on_cells, say
        self.standings: Standings | None = None
        self.sights: tuple[Sight, ...] = ()
        self._order: list[int] = []
        self._known: dict[int, tuple[Standing, GridRow]] = {}
        self._sorted: tuple[int | None, bool] | None = None
        self._shape: tuple[int, Sight] | None = None
        bar = ttk.Frame(self.body)
        bar.pack(fill="x", pady=(0, px(self, 8)))
        self.search = SearchBox(bar, lambda _: self._redraw(), "查找：姓名或首字母", 18)
        self.search.pack(side="right")
        self.rounds = ttk.Combobox(bar, state="readonly", width=20)
        self.rounds.bind("<<ComboboxSelected>>", lambda _: on_round(self.rounds.current()))
        self._bar = bar
        self.tabs: TabBar | None = None
        self.foot = ButtonRows(self.body)
        self.foot.pack(fill="x", side="bottom", pady=(px(self, 10), 0))
        self.buttons: dict[str, ttk.Button] = {}
        self._hidden: frozenset[str] = frozenset()
        self.grid_ = ScoreGrid(
            self.body, "名次  姓名", NAME + RANK, self._typed, on_select, on_open, self._by_head
        )
        self.grid_.pack(fill="both", expand=True)
        self.grid_.sheet.MT.bind("<Key>", self._elsewhere, add=True)
        self.empty = ttk.Label(self.body, text=NOBODY, style="Subtle.TLabel")

    def offer(self, actions: Sequence[Action]) -> None:
        """Buttons below the grid."""
        for action in actions:
            button = ttk.Button(
                self.foot, text=action.text, style="Small.TButton", command=action.command
            )
            tooltip.attach(button, action.tip)
            self.buttons[action.text] = button
        self._hold()

    def relabel(self, name: str, text: str, *, urgent: bool) -> None:
        """Other words on one of the buttons; red where something waits."""
        button = self.buttons[name]
        if str(button["text"]) != text:
            style = "SmallPrimary.TButton" if urgent else "Small.TButton"
            button.configure(text=text, style=style)
            self._hold()

    def offer_next(self, name: str, *, on: bool) -> None:
        """Whether one of the buttons is there at all."""
        self._hidden = (self._hidden - {name}) if on else (self._hidden | {name})
        self._hold()

    def _hold(self) -> None:
        shown = [one for name, one in self.buttons.items() if name not in self._hidden]
        for name in self._hidden:
            self.buttons[name].place_forget()
        self.foot.hold(shown)

    def name_rounds(self, titles: Sequence[str], place: int) -> None:
        """The rounds there are, the one shown; with one alone nothing is chosen."""
        self.rounds.configure(values=list(titles))
        if titles:
            self.rounds.current(place)
        if len(titles) > 1:
            self.rounds.pack(side="right", padx=(0, px(self, 8)), after=self.search)
        else:
            self.rounds.pack_forget()

    # -- showing -----------------------------------------------------------------------------------

    @property
    def sight(self) -> Sight:
        """What is shown now."""
        key = self.tabs.value if self.tabs else sights.WHOLE
        return next((one for one in self.sights if one.key == key), self.sights[0])

    def show(self, standings: Standings, keep: bool = False) -> None:
        """Show a round; ``keep``: the lines stay where they are."""
        before, self.standings = self.standings, standings
        other = before is None or before.whole.id != standings.whole.id
        if other or before is None or before.scheme is not standings.scheme:
            self.sights = sights.sights(standings.scheme)
            self._make_tabs()
            self._sorted = None
        if other or not keep:
            self._put_in_order()
        self._redraw()

    def sort(self) -> None:
        """By rank again."""
        self._sorted = None
        self._put_in_order()
        self._redraw()

    def _put_in_order(self) -> None:
        if self.standings is None:
            return
        if self._sorted is None:
            self._order = [one.subject.id for one in self.standings.lines]
        else:
            column, falling = self._sorted
            self._order = sights.order(self.standings, column, self.sight, falling)

    def _make_tabs(self) -> None:
        if self.tabs:
            self.tabs.destroy()
            self.tabs = None
        if len(self.sights) > 1:
            choices = [(one.key, one.title) for one in self.sights]
            few = len(choices) <= FEW
            self.tabs = TabBar(self._bar if few else self.body, choices, lambda _: self.sort())
            if few:
                self.tabs.pack(side="left", fill="x", expand=True)
            else:
                self.tabs.pack(fill="x", pady=(0, px(self, 8)), after=self._bar)

    def _redraw(self) -> None:
        standings = self.standings
        if standings is None:
            return
        shape = (standings.whole.id, self.sight)
        if shape != self._shape:
            self._shape, self._known = shape, {}
            self.grid_.shape(sights.grid_columns(standings.scheme, self.sight))
        lines = {one.subject.id: one for one in standings.lines}
        typed = self.search.text
        shown = [lines[id_] for id_ in self._order if id_ in lines]
        shown += [one for id_, one in lines.items() if id_ not in set(self._order)]
        self._point()
        found = [one for one in shown if not typed or people.match(typed, one.subject.name)]
        names = max((len(one.subject.name) for one in standings.lines), default=3)
        self.grid_.entitle("名次  姓名", min(max(names, NAME), LONGEST) + RANK)
        self.grid_.show([self._row_of(standings, one) for one in found])
        self.empty.configure(text=NOBODY if lines else NO_LIST)
        if found:
            self.empty.place_forget()
        else:
            self.empty.place(relx=0.5, rely=0.5, anchor="center")

    def _point(self) -> None:
        """An arrow on the heading by which the lines are sorted."""
        column, falling = self._sorted or (None, False)
        arrow = ARROWS[falling] if self._sorted else ""
        self.grid_.sorted_by(column, arrow)

    def _row_of(self, standings: Standings, line: Standing) -> GridRow:
        """The line as it is shown, put into words again only where something changed."""
        key = line.subject.id
        known = self._known.get(key)
        if known and known[0].score is line.score and known[0].subject == line.subject:
            before, row = known
            if before.outcome == line.outcome:
                return row
            if (before.grade, before.outcome.lines) == (line.grade, line.outcome.lines):
                row = replace(row, head=sights.head(line))
            else:
                points = row.cells[: len(self.sight.spots)]
                row = sights.grid_row(standings, line, self.sight, points)
        else:
            row = sights.grid_row(standings, line, self.sight)
        self._known[key] = (line, row)
        return row

    def _by_head(self, column: int | None) -> None:
        again = self._sorted is not None and self._sorted[0] == column
        falling = not (self._sorted or (None, True))[1] if again else column is not None
        self._sorted = (column, falling)
        self._put_in_order()
        self._redraw()

    # -- typing ------------------------------------------------------------------------------------

    def _elsewhere(self, event: tk.Event[tk.Misc]) -> None:
        """A digit where nothing is typed: where its points come from is said."""
        place = self.grid_.column
        if not event.char.isdigit() or place is None or self.grid_.columns[place].typed:
            return
        spot = self.sight.spots[place]
        told = COUNTED if spot.part and spot.part.ballot else SUMMED
        self._say(told.format(title=spot.title))

    def _typed(self, typed: Sequence[Typed]) -> bool:
        spots = self.sight.spots
        cells = [
            Cell(one.row, spot.period, spot.items[0].key, _text(spot, one.text), spot.side or "")
            for one in typed
            for spot in [spots[one.column]]
        ]
        return self._on_cells(cells)


def _text(spot: Spot, typed: str) -> str:
    """A dot is nothing; a digit is the choice of that place, where grades are given."""
    if typed == sights.NOTHING:
        return ""
    titles = [one.title for one in spot.part.choices] if spot.part else []
    if titles and typed.isdigit() and typed not in titles:
        place = int(typed)
        return titles[place - 1] if 1 <= place <= len(titles) else typed
    return typed
