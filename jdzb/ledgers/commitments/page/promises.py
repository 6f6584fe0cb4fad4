"""承诺: the year's steps, the promises by person, the one chosen with what was done for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from jdzb.core import clock
from jdzb.core.ledger import Changed
from jdzb.gui.kit import keys
from jdzb.gui.kit.split import Split
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.views import View
from jdzb.gui.kit.widgets import Action
from jdzb.ledgers.commitments import rules, service, service_progress
from jdzb.ledgers.commitments import service_year as campaign
from jdzb.ledgers.commitments.columns import JUDGED, REPORTED, REVIEWED
from jdzb.ledgers.commitments.page import reading
from jdzb.ledgers.commitments.page.deeds import Deeds
from jdzb.ledgers.commitments.page.forms import doubts
from jdzb.ledgers.commitments.page.newkey import on_new
from jdzb.ledgers.commitments.page.promise_card import CardActs, PromiseCard, Told
from jdzb.ledgers.commitments.page.promise_list import (
    ALL,
    MEMBER,
    ListActs,
    PromiseList,
    Year,
    who_words,
)
from jdzb.ledgers.commitments.page.steps import tied
from jdzb.ledgers.commitments.page.strip import Shown, YearStrip
from jdzb.ledgers.commitments.rules import Standing

CARD_WIDTH, LIST_HEIGHT = 350, 470  # units
NO_PROMISE = "还没有承诺。回车填写三四条，去年的可以照着填。"


class PromisesView(View):
    """Strip, list and card; every key of the list."""

    KEY, TITLE = "promises", "承诺"

    def build(self) -> None:
        """The three cards and the keys."""
        self.known: Year | None = None
        self.deeds = deeds = Deeds(self)
        self.split = Split(self.body, CARD_WIDTH, main_height=LIST_HEIGHT)
        self.split.pack(fill="both", expand=True)
        year = clock.today().year
        self.strip = YearStrip(
            self.split.main,
            year,
            lambda _: self.refresh(None),
            deeds.step,
            deeds.count,
            deeds.settle_reached,
            deeds.take_over_all,
        )
        self.strip.pack(fill="x", pady=(0, px(self, 12)))
        acts = ListActs(
            self._redraw, self._chosen, lambda _: deeds.open(), deeds.add, deeds.take_over_all
        )
        self.list = PromiseList(self.split.main, acts)
        self.list.pack(fill="both", expand=True)
        self.card = PromiseCard(
            self.split.side,
            CardActs(
                deeds.record, deeds.amend_entry, deeds.void_entry, deeds.report, deeds.settle,
                deeds.add_file, deeds.open_file, deeds.amend, deeds.void, self.history,
            ),
        )  # fmt: skip
        self.card.pack(fill="both", expand=True)
        self._bind_keys()

    def _bind_keys(self) -> None:
        tree, deeds = self.list.table.tree, self.deeds
        for key, act in (
            ("<F2>", deeds.amend), ("<F9>", deeds.report), ("<F4>", deeds.settle),
            ("<F8>", deeds.add_file), ("<Delete>", deeds.void), ("<Insert>", deeds.add),
        ):  # fmt: skip
            tree.bind(key, lambda _, act=act: act())  # type: ignore[misc]
        keys.bind_digits(tree, {n: partial(deeds.record, str(n)) for n in range(1, 10)})
        on_new(self, deeds.add)

    def buttons(self) -> Sequence[Action]:
        """Excel, paper, promises of one person."""
        return (
            Action("导入Excel", self.deeds.read_in, tip="村里手工做的承诺表"),
            Action("导出Excel", self.export, tip="导出正在显示的承诺"),
            Action("打印…", self.print_, tip="Ctrl+P：承诺公示、桌签、牌匾、进度、测评票、结果"),
            Action("填写承诺", self.deeds.add, primary=True, tip="Ctrl+N：一个人的几条一起填"),
        )

    # -- showing ---------------------------------------------------------------------------------

    @property
    def year(self) -> int:
        """The year shown."""
        return self.strip.years.year

    def refresh(self, changed: Changed | None) -> None:
        """Read the year again; a promise just made is chosen."""
        before = {one.commitment.id for one in self.known.standings} if self.known else set()
        self.known = reading.read_year(self.session, self.year)
        new = [
            one.commitment.id
            for one in self.known.standings
            if changed and before and one.commitment.id not in before
        ]
        views = campaign.steps(self.session, self.year)
        shown = [Shown(view, tied(self.session, view.taken)) for view in views]
        self.strip.show(shown, clock.today())
        self.strip.tally.state(["!disabled" if self.known.standings else "disabled"])
        following = rules.following(views)
        ending = following is None or following.step in (REPORTED, JUDGED)
        begun = bool(self.known.standings) and not any(
            view.done for view in views if view.step == REVIEWED
        )
        self.strip.offer(len(self.reached) if ending else 0, self.known.last if begun else 0)
        if new:
            self.list.widen()
        self._show_header()
        self._redraw()
        if new:
            self.list.table.select(new[0])

    def _show_header(self) -> None:
        if self.known is None:
            return
        every = self.known.standings
        parts = [who_words(every)]
        late = sum(one.amiss for one in every)
        parts += [f"超期、落后 {late} 条"] if late else []
        self.header.show(f"{self.year}年承诺", " · ".join(parts) if every else "还没有承诺")

    def _redraw(self) -> None:
        if self.known is not None:
            self.list.fill(self.known)
            self._chosen(self.list.table.selected())

    def _chosen(self, id_: str | None) -> None:
        one = self.standing
        if one is not None:
            self.card.show(self._told(one))
        elif id_ and id_.startswith(MEMBER) and self.known:
            self.card.show(None, f"{self.known.names[int(id_[1:])]}：{NO_PROMISE}")
        else:
            self.card.show(None)

    def _told(self, one: Standing) -> Told:
        if self.known is None:
            raise LookupError(one)
        promise = one.commitment
        own = [each.commitment.id for each in self.known.standings
               if each.commitment.member == promise.member]  # fmt: skip
        place = f"第 {own.index(promise.id) + 1} 条，共 {len(own)} 条"
        entries = service_progress.of(self.session, promise.id)
        files = service_progress.files(self.session, promise.id)
        return Told(one, self.known.who(one), place, entries, files, doubts(promise, typing=False))

    @property
    def standing(self) -> Standing | None:
        """The promise chosen."""
        id_ = self.list.table.selected()
        return next((one for one in self.list.shown if str(one.commitment.id) == id_), None)

    @property
    def member(self) -> int | None:
        """Whose line is chosen; None for the branch and for no line."""
        id_ = self.list.table.selected() or ""
        if id_.startswith(MEMBER):
            return int(id_[1:])
        one = self.standing
        return one.commitment.member if one else None

    @property
    def name(self) -> str:
        """The name of the one whose promise is chosen."""
        one = self.standing
        return self.known.who(one) if one and self.known else ""

    @property
    def reached(self) -> list[int]:
        """The promises that reached their target and have no outcome yet."""
        every, today = self.known.standings if self.known else (), clock.today()
        return [one.commitment.id for one in every if rules.proposed_outcome(one, today)]

    def show_year(self, year: int, tab: str = ALL) -> None:
        """Turn to a year and one of the states."""
        self.strip.years.show(year)
        self.list.widen(tab)
        self.refresh(None)

    def choose_state(self, state: str) -> None:
        """Choose the first promise of a state, if one is shown."""
        found = [one.commitment.id for one in self.list.shown if one.state == state]
        if found:
            self.list.table.select(found[0])

    def press(self, step: str) -> None:
        """The form of a step, as if its name had been pressed."""
        views = campaign.steps(self.session, self.year)
        self.deeds.step(next(view for view in views if view.step == step))

    # -- keys of the window ----------------------------------------------------------------------

    def start(self) -> None:
        """The list; the search box while it is empty."""
        if self.list.table.lines():
            self.list.table.start()
        else:
            self.list.search.focus_set()

    def focus_search(self) -> None:
        """F3."""
        self.list.search.focus_set()
        self.list.search.selection_range(0, "end")

    def history(self) -> None:
        """Ctrl+H: every version of the promise, its progress and its files."""
        one = self.standing
        if one is None:
            self.shell.say("先在名单上选一条承诺，再看历史。")
            return
        id_ = one.commitment.id
        rows = [(service.TABLE, id_)]
        rows += [
            (service_progress.TABLE, each.id) for each in service_progress.of(self.session, id_)
        ]
        rows += [
            (service_progress.FILES, each.id) for each in service_progress.files(self.session, id_)
        ]
        self.shell.show_history(rows, service.words(self.session, one.commitment))

    def print_(self) -> None:
        """Ctrl+P: the sheets of the year, the desk card of the one chosen."""
        self.deeds.print_()

    def export(self) -> None:
        """The promises shown, as Excel."""
        from jdzb.ledgers.commitments.page import paper

        paper.export(self, self.shell, self.list.table, f"{self.year}年承诺")
