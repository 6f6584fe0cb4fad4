"""评议: what three sides say of a period's duty, beside the sign-in; filled in by number keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk

from jdzb.core import people
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs, exporting, keys
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.views import View
from jdzb.gui.kit.widgets import Action, Card, EmptyState, SearchBox, TabBar, Wrapped
from jdzb.ledgers.duty import service_conduct, service_sheets
from jdzb.ledgers.duty import service_reviews as service
from jdzb.ledgers.duty.entries_reviews import QUARTERS, SIDES, Period
from jdzb.ledgers.duty.page.cells import short
from jdzb.ledgers.duty.service_reviews import LABELS, Judged

BEFORE, AFTER, EXPORT, PRINT = "before", "after", "导出Excel", "打印评议表"
NOTHING = "这段时间没有值班。排了班、签了到，就可以在这里评议。"
REASONS = ("重新评议", "登记错了")
HOW = "选一行，按数字键或点等次，自动跳到下一行；← → 换评议的一方；Delete 清空。"


class ReviewsView(View):
    """A line for each member; the keys 1 to 4 grade it for the side that is on."""

    KEY, TITLE = "reviews", "评议"

    def build(self) -> None:
        """The sides above, the list, the grades to click below."""
        self.figures = service.scheme()
        self.period = service.current(self.figures.months)
        card = Card(self.body)
        card.pack(fill="both", expand=True)
        top = ttk.Frame(card.body)
        top.pack(fill="x", pady=(0, px(self, 10)))
        self.sides = TabBar(top, [(side, LABELS[side]) for side in SIDES], self._sided)
        self.search = SearchBox(top, lambda _: self._show(), hint="找人或党小组", width=14)
        self.search.pack(side="right", padx=(px(self, 10), 0))
        self.sides.pack(side="left", fill="x", expand=True)
        how = Wrapped(card.body, HOW, "Faint.TLabel")
        how.configure(width=1)
        how.pack(side="bottom", fill="x", pady=(px(self, 8), 0))
        self._build_grades(card.body)
        self._build_table(card.body)

    def _build_grades(self, parent: ttk.Frame) -> None:
        foot = ttk.Frame(parent)
        foot.pack(side="bottom", fill="x", pady=(px(self, 10), 0))
        acts: list[tuple[str, Callable[[], object]]] = [
            (f"{grade}　{number}", partial(self.grade, grade))
            for number, grade in enumerate(self.figures.grades, 1)
        ]
        acts += [("说明…", self.remark), ("清空", self.clear), ("历史", self.history)]
        self.grades: dict[str, ttk.Button] = {}
        for text, command in acts:
            button = ttk.Button(foot, text=text, style="Small.TButton", command=command)
            button.pack(side="left", padx=(0, px(self, 8)))
            self.grades[text.split("　")[0]] = button
        why = ttk.Button(foot, text="怎么算分？", style="Link.TButton", command=self.explain)
        why.pack(side="right")

    def _build_table(self, parent: ttk.Frame) -> None:
        columns = (
            Col("name", "姓名", 6, sort=people.sort_key),
            Col("group", "党小组", 6, rank=3),
            Col("served", "到岗/应值", 5, "center"),
            Col("away", "脱岗", 3, "center", rank=1),
            Col("unsigned", "未签到", 3, "center", rank=1),
            *(Col(side, LABELS[side], 4, "center", elastic=True) for side in SIDES),
            Col("score", "得分", 3, "center"),
            Col("result", "结果", 3, "center"),
            Col("note", "说明", 6, elastic=True, rank=2),
        )
        self.table = Table(parent, columns, self._open, find=_means)
        self.table.set_empty(EmptyState(self.table, NOTHING))
        self.table.pack(fill="both", expand=True)
        tree = self.table.tree
        grades = enumerate(self.figures.grades, 1)
        keys.bind_digits(tree, {n: partial(self.grade, grade) for n, grade in grades})
        for arrow, by in (("Left", -1), ("Right", 1)):
            tree.bind(f"<{arrow}>", lambda _, by=by: self._step_side(by))  # type: ignore[misc]
        tree.bind("<Delete>", lambda _: self.clear())

    def buttons(self) -> Sequence[Action]:
        """Periods, Excel, printing."""
        return (
            Action(BEFORE, lambda: self.turn(-1)),
            Action(AFTER, lambda: self.turn(1)),
            Action(EXPORT, self.export),
            Action(PRINT, self.print_, primary=True, tip="Ctrl+P"),
        )

    # -- showing ---------------------------------------------------------------------------------

    def refresh(self, changed: Changed | None) -> None:
        """Read the period again."""
        del changed
        self.found = service.board(self.session, self.period)
        self._show()
        missing = service.unsaid(self.found)
        told = "、".join(
            f"{LABELS[side]}还差 {count} 人" for side, count in missing.items() if count
        )
        said = told or ("三方都评完了" if self.found else "")
        self.header.show("值班三评议", " · ".join(one for one in (self.period.words, said) if one))
        for key, by, sign in ((BEFORE, -1, "◀ {}"), (AFTER, 1, "{} ▶")):
            text = sign.format(_brief(self.period.shifted(by)))
            self.header.button(key).configure(text=text)
        ahead = self.period.shifted(1).first > service.current(self.figures.months).last
        self.header.button(AFTER).state(["disabled" if ahead else "!disabled"])
        self._mark_side()
        for button in self.grades.values():
            button.state(["!disabled" if self.found else "disabled"])

    def _show(self) -> None:
        query = self.search.text
        self.table.show(
            [
                Line(
                    one.member,
                    (one.name, one.group, *one.cells(), one.review.note or ""),
                    ("red",) if one.tally.away or one.tally.unsigned else (),
                )
                for one in self.found
                if not query or people.match(query, one.name) or query in one.group
            ]
        )

    @property
    def chosen(self) -> Judged | None:
        """The member of the line chosen."""
        member = self.table.selected()
        return next((one for one in self.found if str(one.member) == member), None)

    # -- what is said ------------------------------------------------------------------------------

    def grade(self, given: str) -> str:
        """Grade the line chosen for the side that is on, and go to the next line."""
        one = self.chosen
        if one and self._said(one, given):
            self._next(one)
        return "break"

    def clear(self) -> None:
        """Take back what the side that is on said of the line, for a reason."""
        if (one := self.chosen) and getattr(one.review, self.sides.value):
            self._said(one, None)

    def remark(self) -> None:
        """Write a note to the line."""
        one = self.chosen
        if one is None:
            return
        note = dialogs.ask_text(self, f"{one.name}的评议说明", value=one.review.note or "")
        if note is None or (note or None) == one.review.note:
            return
        reason = self._reason(one, "说明") if one.review.note else "填写说明"
        if reason:
            self.shell.on_changed(service.remark(self.session, one.review, note or None, reason))

    def _said(self, one: Judged, given: str | None) -> bool:
        """Save it; what was said before is changed for a reason only. True when it stands so."""
        side = self.sides.value
        before = getattr(one.review, side)
        if before == given:
            return True
        reason = self._reason(one, f"{LABELS[side]}（{before}）") if before else ""
        if before and not reason:
            return False
        changed = service.grade(self.session, one.review, side, given, reason or "")
        self.shell.on_changed(changed)
        return True

    def _reason(self, one: Judged, what: str) -> str | None:
        return dialogs.ask_reason(self, f"改{one.name}的{what}", REASONS)

    def _next(self, one: Judged) -> None:
        ids = [int(line.id) for line in self.table.lines()]
        place = ids.index(one.member) + 1 if one.member in ids else len(ids)
        if place < len(ids):
            self.table.select(ids[place])

    def _sided(self, _: str) -> None:
        self._mark_side()
        self.table.start()

    def _step_side(self, by: int) -> str:
        place = (SIDES.index(self.sides.value) + by) % len(SIDES)
        self.sides.mark(SIDES[place])
        self._mark_side()
        return "break"

    def _mark_side(self) -> None:
        """An arrow in the head of the column that is being filled in."""
        for side in SIDES:
            sign = " ▾" if side == self.sides.value else ""
            self.table.tree.heading(side, text=f"{LABELS[side]}{sign}")

    def explain(self) -> None:
        """How points and result come about."""
        dialogs.show_text(self, "怎么算分", service.rule_words(self.figures))

    def _open(self, _: str) -> None:
        """The facts behind the line."""
        one = self.chosen
        if one is None:
            return
        facts = service_conduct.conduct(self.session, one.member, self.period.start.year)
        inside = [fact for fact in facts if self.period.first <= fact.day <= self.period.last]
        text = "\n".join(f"{short(fact.day)}　{fact.what}" for fact in inside)
        dialogs.show_text(self, f"{one.name}：{self.period.words}", text or "没有记录。")

    # -- what buttons and keys do ------------------------------------------------------------------

    def turn(self, by: int) -> None:
        """The period before or after."""
        self.period = self.period.shifted(by)
        self.refresh(None)

    def start(self) -> None:
        """The focus on the list."""
        self.table.start()

    def focus_search(self) -> None:
        """F3."""
        self.search.focus_set()

    def history(self) -> None:
        """Ctrl+H: what was said of the line chosen, and changed."""
        one = self.chosen
        if one and one.review.id:
            title = f"{one.name}{self.period.words}值班评议"
            self.shell.show_history([(service.TABLE, one.review.id)], title)
        else:
            self.shell.say("这一行还没有评议，没有历史。")

    def print_(self) -> None:
        """Ctrl+P: the list of the period, for internal use."""
        from jdzb.core import sheet
        from jdzb.gui.kit.printdialog import PrintDialog
        from jdzb.store import printout

        PrintDialog(
            self,
            self.shell,
            lambda _: service_sheets.reviews(self.session, self.period),
            lambda page: printout.stamp(self.session, page),
            (sheet.A4,),
        ).run()

    def export(self) -> None:
        """The list as a spreadsheet."""
        exporting.export(self, self.shell, service.to_grid(self.period, self.found))


def _brief(period: Period) -> str:
    """三季度, 11月."""
    month = period.start.number
    return f"{month}月" if period.months == 1 else f"{QUARTERS[month // 3]}季度"


def _means(typed: str, line: Line) -> bool:
    return people.match(typed, line.cells[0])
