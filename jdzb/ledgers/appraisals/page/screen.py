"""The page of the appraisals: stages above, the grid of points, the person chosen at the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from jdzb.core import rules
from jdzb.core.ledger import Changed, Due
from jdzb.gui.kit import gridsheet
from jdzb.gui.kit.page import Page
from jdzb.gui.kit.split import Split
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Action, EmptyState
from jdzb.ledgers import appraisals
from jdzb.ledgers.appraisals import (
    columns,
    service,
    service_files,
    service_standings,
)
from jdzb.ledgers.appraisals.entries import Round
from jdzb.ledgers.appraisals.page import following, words
from jdzb.ledgers.appraisals.page.deeds import Deeds
from jdzb.ledgers.appraisals.page.grid import GridCard
from jdzb.ledgers.appraisals.page.person import Acts, PersonCard
from jdzb.ledgers.appraisals.page.spread import SpreadCard
from jdzb.ledgers.appraisals.page.strip import StageStrip
from jdzb.ledgers.appraisals.service_scores import Cell
from jdzb.ledgers.appraisals.service_standings import Standing, Standings

SOON = 400  # milliseconds
SIDE, NARROW, HEIGHT, MAIN = 280, 860, 460, 560  # units
NOTHING = (
    "还没有评议。\n选一个评议办法，程序按花名册列出名单，写明谁不评定、为什么，再一步一步评到定档。"
)
KEYS = """

表格里：方向键走动，直接输入分值，回车往下；在 Excel 里复制一块，到这里按 Ctrl+V 粘贴；
定档的格子按数字选第几档；Delete 清空；点表头排序。扣分直接填 2 或 -2 都可以。
Ctrl+N 开始新的评议，F2 看选中的人的凭据，F4 到下一个待定的人，
F3 找人，Ctrl+H 看历史，Ctrl+P 打印，Ctrl+Z 撤销。
上面一排是步骤：按 Tab 到那一排，左右键选，回车办理或登记。
"""


class AppraisalsPage(Page):
    """One round at a time: its stages, its grid, its people."""

    KEY: ClassVar[str] = "appraisals"
    TITLE: ClassVar[str] = "评议"
    HELP: ClassVar[str] = f"{appraisals.__doc__}{KEYS}"
    TABLES: ClassVar[frozenset[str]] = frozenset(
        {table.name for table in columns.TABLES} | {"settings"}
    )

    @staticmethod
    def read_ahead() -> None:
        """The grid's library and the rule table: 200 ms."""
        gridsheet.read_ahead()
        rules.standard()

    def build(self) -> None:
        """The parts of the page, and its keys."""
        self.rounds: Sequence[Round] = ()
        self.standings: Standings | None = None
        self.round_id = 0
        self._typing: set[int] = set()
        self.waiting: Counter[int] = Counter()  # facts about each that nobody has judged
        self._files: Counter[int] = Counter()  # of each mark
        self._soon = ""
        self.deeds = deeds = Deeds(self)
        self.empty = EmptyState(self.body, NOTHING, Action("开始评议", deeds.begin, primary=True))
        self.split = Split(self.body, SIDE, NARROW, HEIGHT, MAIN)
        self.strip = StageStrip(self.split.main, deeds.stage)
        self.strip.pack(fill="x", pady=(0, px(self, 12)))
        self.card = GridCard(
            self.split.main, self.write, self.choose, lambda _: deeds.evidence(), self._turn,
            self.shell.say,
        )  # fmt: skip
        self.card.pack(fill="both", expand=True)
        self.card.offer(deeds.offered())
        deeds.count_facts()
        acts = Acts(
            deeds.look,
            deeds.evidence,
            deeds.talk,
            deeds.help,
            deeds.excuse,
            deeds.press.score_sheet,
        )
        self.person = PersonCard(self.split.side, acts)
        self.person.pack(fill="x")
        self.spread = SpreadCard(self.split.side)
        self.spread.pack(fill="both", expand=True, pady=(px(self, 14), 0))
        self._bind_keys()

    def _bind_keys(self) -> None:
        window = self.winfo_toplevel()
        for key in ("<Control-n>", "<Control-N>"):
            window.bind(key, lambda _: self._by_key(self.deeds.begin), add=True)
        self.bind_all_in_grid("<F2>", self.deeds.evidence)
        self.bind_all_in_grid("<F4>", self.deeds.next_waiting)

    def bind_all_in_grid(self, key: str, act: object) -> None:
        """A key of the grid."""
        self.card.grid_.sheet.MT.bind(key, lambda _: act() or "break")  # type: ignore[operator]

    def _by_key(self, act: object) -> str | None:
        if not self.winfo_exists() or not self.winfo_ismapped():
            return None
        act()  # type: ignore[operator]
        return "break"

    def buttons(self) -> Sequence[Action]:
        """The buttons of the header."""
        press = self.deeds.press
        return (
            Action("导出Excel", press.export, tip="整张打分表；填好以后用“导入Excel”读回来"),
            Action("打印测评票", press.ballots, tip="A5，两张一页，按发出的票数编号"),
            Action("生成公示", self.deeds.post, primary=True, tip="写明公示起止，打印上墙"),
        )

    # -- showing -----------------------------------------------------------------------------------

    def refresh(self, changed: Changed | None) -> None:
        """Read the round again; after typing only the people whose cells were typed."""
        if changed and self._typing and self.standings:
            self.standings = service_standings.refreshed(self.session, self.standings, self._typing)
            self.card.show(self.standings, keep=True)
            self._show_rest()
            return
        self.rounds = service.browse(self.session)
        known = [one.id for one in self.rounds]
        new = [row for table, row in changed.rows if table == service.ROUNDS] if changed else []
        if new and new[0] in known and new[0] != self.round_id:
            self.round_id = new[0]
        if self.round_id not in known:
            self.round_id = known[0] if known else 0
        self._show(keep=changed is not None)

    def _show(self, keep: bool = False) -> None:
        if not self.round_id:
            self.standings = None
            self.split.pack_forget()
            self.empty.pack(fill="both", expand=True)
            self.header.show(self.TITLE)
            return
        self.empty.pack_forget()
        self.split.pack(fill="both", expand=True)
        if self.standings is None or self.standings.whole.id != self.round_id:
            self.waiting = Counter()
            self.deeds.count_facts()
        self.standings = service_standings.standings(self.session, self.round_id)
        place = [one.id for one in self.rounds].index(self.round_id)
        self.card.name_rounds([one.title for one in self.rounds], place)
        self.card.show(self.standings, keep=keep)
        self.strip.show(self.standings.whole)
        files = service_files.files(self.session, self.round_id)
        self._files = Counter(one.mark for one in files if one.mark)
        self._show_rest()
        self._count_soon()

    def _show_rest(self) -> None:
        standings = self.standings
        if standings is None:
            return
        whole = standings.whole
        self.header.show(whole.round.title, words.subtitle(whole))
        self.spread.show(standings)
        self.deeds.relabel(standings)
        self.choose(self.card.grid_.selected)

    def _turn(self, place: int) -> None:
        """Another round."""
        self.round_id = self.rounds[place].id
        self._show()
        self.card.grid_.start()

    def show_round(self, round_id: int) -> None:
        """Bring a round to the front, if there is one of this number."""
        if round_id in {one.id for one in self.rounds}:
            self.round_id = round_id
            self._show()

    def choose(self, subject_id: int | None) -> None:
        """Put somebody on the card."""
        del subject_id
        line = self.line
        state = self._state(line) if line else ""
        done = following.done(self.session, self.standings, line) if line else frozenset()
        self.person.show(self.standings, line, state, done, self._files)

    def _count_soon(self) -> None:
        if self._soon:
            self.after_cancel(self._soon)
        self._soon = self.after(SOON, self.count)

    def count(self) -> None:
        """Ask the books what waits to be judged, once the page stands."""
        self._soon = ""
        if self.standings is None or not self.winfo_exists():
            return
        waiting = self.deeds.waiting(self.standings.whole)
        if waiting != self.waiting:
            self.waiting = waiting
            self.deeds.count_facts()
            self.choose(self.card.grid_.selected)

    @property
    def line(self) -> Standing | None:
        """The line chosen."""
        if self.standings is None:
            return None
        chosen = self.card.grid_.selected
        found = (one for one in self.standings.lines if one.subject.id == chosen)
        return next(found, None)

    def _state(self, line: Standing) -> str:
        """What waits to be judged, and what was done about somebody who fell below a line."""
        count = self.waiting[line.subject.id]
        waiting = f"账本里有 {count} 条事实待定，按“凭据…”" if count else ""
        about = following.told(self.session, self.standings, line)
        return "\n".join(one for one in (waiting, about) if one)

    # -- typing ------------------------------------------------------------------------------------

    def write(self, cells: Sequence[Cell]) -> bool:
        """Write what was typed; False when nothing was written."""
        self._typing = {one.subject for one in cells}
        try:
            return self.deeds.write(cells)
        finally:
            self._typing = set()

    def unsaved(self) -> bool:
        """True while a cell is being typed into."""
        return self.card.grid_.editing

    def save(self) -> bool:
        """The cell typed into is written; what cannot be was said, and is not kept."""
        self.card.grid_.finish()
        return True

    def discard(self) -> None:
        """Forget what is typed into the cell."""
        self.card.grid_.finish(keep=False)

    def can_leave(self) -> bool:
        """What is typed into a cell is written before the page is left."""
        return not self.unsaved() or self.save()

    def open_due(self, due: Due) -> None:
        """The round or the person of a due line, and its form."""
        from jdzb.ledgers.appraisals.page import opening

        opening.open_due(self, due)

    def open_record(self, table: str, row: int) -> bool:
        """Its round, with the person or the stage it is about."""
        from jdzb.ledgers.appraisals.page import records

        return records.open_record(self, table, row)

    # -- keys of the window ------------------------------------------------------------------------

    def start(self) -> None:
        """Typing begins in the grid, on what other books may have changed."""
        if self.standings:
            self.card.grid_.start()
            self._count_soon()
        else:
            self.empty.button.focus_set()

    def focus_search(self) -> None:
        """F3: the search box."""
        self.card.search.focus_set()

    def history(self) -> None:
        """Ctrl+H: everything ever written about the person chosen in this round."""
        self.deeds.history()

    def print_(self) -> None:
        """Ctrl+P: which sheet."""
        self.deeds.press.ask()
