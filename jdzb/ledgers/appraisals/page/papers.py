"""Ballot papers entered one by one: the number, a digit for every tick, the next."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.core.errors import JdzbError
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.gridcells import GridCol, GridRow, Typed
from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.scoregrid import ScoreGrid
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.ledgers.appraisals import schemes, service, service_ballots
from jdzb.ledgers.appraisals.columns import INVALID, VALID
from jdzb.ledgers.appraisals.entries import Ballot, Paper
from jdzb.ledgers.appraisals.service import Whole

if TYPE_CHECKING:
    from jdzb.ledgers.appraisals.page.deeds import Deeds

TICK, HEIGHT = "√", 300
WRONG_NUMBER = "票号“{typed}”应为 1 到 {handed} 的数，没有保存。"


class PaperDialog(Dialog[None]):
    """Digits are the choices in the order of the paper; Ctrl+S saves and goes to the next."""

    writes = True

    def __init__(
        self, parent: tk.Misc, deeds: Deeds, whole: Whole, ballot: Ballot, spec: schemes.Ballot
    ) -> None:
        self.deeds, self.session = deeds, deeds.session
        self.whole, self.ballot, self.spec = whole, ballot, spec
        lines = service_ballots.lines(whole, ballot)
        self.people = list(dict.fromkeys(who for who, _ in lines))
        self.items = list(dict.fromkeys(item for _, item in lines))
        self.ticks: dict[tuple[int, str], int] = {}
        self.dirty = False
        super().__init__(parent, f"{spec.title}：逐张录入")

    def build(self, body: ttk.Frame) -> None:
        """The number, valid or not, the ticks."""
        room = min(px(self, 700), self.winfo_screenwidth() - px(self, 100))
        ttk.Frame(body, width=room, height=1).pack()
        told = Wrapped(body, self._told(), "Subtle.TLabel")
        told.configure(width=1)
        told.pack(fill="x", pady=(0, px(self, 8)))
        row = ButtonRows(body)
        row.pack(fill="x", pady=(0, px(self, 8)))
        self.number = ttk.Entry(row, width=6)
        self.invalid = tk.BooleanVar(self)
        box = ttk.Checkbutton(row, text="无效票", variable=self.invalid)
        self.known = ttk.Label(row, style="Subtle.TLabel")
        row.hold([ttk.Label(row, text="票号", style="Field.TLabel"), self.number, box, self.known])
        self.row = row
        for key in ("<Return>", "<KP_Enter>"):
            self.number.bind(key, lambda _: self._go())
        holder = ttk.Frame(body, height=min(px(self, HEIGHT), self.winfo_screenheight() // 2))
        holder.pack(fill="both", expand=True)
        holder.pack_propagate(False)
        self.grid_ = ScoreGrid(holder, "姓名", 6, self._typed)
        self.grid_.pack(fill="both", expand=True)
        titles = {one.key: one.title for one in self.whole.scheme.items}
        self.grid_.shape(
            [GridCol(titles[one], max(4, len(titles[one])), True) for one in self.items]
        )
        self.add_button("作废这一张…", self.void)
        self.add_button("保存，下一张（Ctrl+S）", self.save, primary=True)
        self.add_button("关闭", self.cancel)
        for key in ("<Control-s>", "<Control-S>"):
            self.bind(key, lambda _: self.save())
        self.first = self.grid_.sheet.MT
        self.show_paper(self._next())

    def _told(self) -> str:
        if self.spec.pick:
            return f"选了谁，就在谁那一格按 1；最多选 {self.spec.pick} 个。不清楚的登记为无效票。"
        names = "，".join(f"{n} {one.title}" for n, one in enumerate(self.spec.choices, 1))
        return f"按数字录入：{names}；没有填的空着。录完一张按 Ctrl+S，自动到下一张。"

    # -- showing -----------------------------------------------------------------------------------

    def _papers(self) -> dict[int, Paper]:
        found = [one for one in self.whole.papers if one.ballot == self.ballot.id]
        return {one.number: one for one in found}

    def _next(self, after: int = 0) -> int:
        known, handed = self._papers(), self.ballot.handed or 0
        free = (n for n in range(after + 1, handed + 1) if n not in known)
        return next(free, min(after + 1, max(handed, 1)))

    def show_paper(self, number: int) -> None:
        """A paper as it was entered, or an empty one."""
        paper = self._papers().get(number)
        self.ticks = {(who, item): n for who, item, n in paper.answers} if paper else {}
        self.invalid.set(bool(paper and not paper.valid))
        self.number.delete(0, "end")
        self.number.insert(0, str(number))
        read, returned = len(self._papers()), self.ballot.returned
        told = f"已录入 {read} 张" + (f"，收回 {returned} 张" if returned is not None else "")
        told += "　（这一张录过，改了保存就是更正）" if paper else ""
        self.known.configure(text=told)
        self.row.event_generate("<Configure>")
        self.dirty = False
        self._fill()

    def _fill(self) -> None:
        self.grid_.show([self._paper_row(who) for who in self.people])

    def _paper_row(self, who: int) -> GridRow:
        cells = tuple(self._text(who, item) for item in self.items)
        return GridRow(who, self.whole.subject(who).name, cells)

    def _text(self, who: int, item: str) -> str:
        place = self.ticks.get((who, item))
        if place is None:
            return ""
        return TICK if self.spec.pick else f"{place + 1} {self.spec.choices[place].title}"

    # -- typing ------------------------------------------------------------------------------------

    def unsaved(self) -> bool:
        """Ticks that are not saved."""
        return self.dirty or self.grid_.editing

    def _typed(self, typed: Sequence[Typed]) -> bool:
        ticks = dict(self.ticks)
        most = 1 if self.spec.pick else len(self.spec.choices)
        for one in typed:
            key, text = (one.row, self.items[one.column]), one.text.split(" ")[0]
            if not text:
                ticks.pop(key, None)
            elif text == TICK or (text.isdigit() and 1 <= int(text) <= most):
                ticks[key] = 0 if text == TICK else int(text) - 1
            else:
                name = self.whole.subject(one.row).name
                dialogs.warn(self, f"{name}的“{one.text}”应为 1 到 {most} 的数字。没有填入。")
                return False
        self.ticks, self.dirty = ticks, True
        self._fill()
        return True

    def _number(self) -> int | None:
        typed, handed = self.number.get().strip(), self.ballot.handed or 0
        if typed.isdigit() and 1 <= int(typed) <= handed:
            return int(typed)
        dialogs.warn(self, WRONG_NUMBER.format(typed=typed, handed=handed))
        return None

    def _go(self) -> str:
        number = self._number()
        if number is not None:
            self.show_paper(number)
            self.grid_.start()
        return "break"

    def save(self) -> None:
        """Write this paper and go to the next."""
        number = self._number() if self.grid_.finish() else None
        if number is None:
            return
        answers = tuple((who, item, place) for (who, item), place in self.ticks.items())
        state = INVALID if self.invalid.get() else VALID
        paper = Paper(self.ballot.id, number, state, answers)
        try:
            changed = self.deeds.with_reason(
                "更正票面",
                lambda why: service_ballots.put_paper(
                    self.session, self.ballot.id, paper, why or self._why(number)
                ),
                self,
            )
        except JdzbError as error:
            dialogs.warn(self, str(error))
            return
        if changed is not None:
            self.whole = service.whole(self.session, self.whole.id)
            self.show_paper(self._next(number))
            self.grid_.select(self.people[0])
            self.grid_.start()

    def _why(self, number: int) -> str:
        """Before the notice a paper is corrected by the paper itself."""
        return "按票面更正" if number in self._papers() and not self._posted() else ""

    def _posted(self) -> bool:
        return service.posted(self.session, self.whole.id)

    def void(self) -> None:
        """Take the paper shown out, for a reason."""
        number = self._number()
        paper = self._papers().get(number or 0)
        if paper is None:
            dialogs.inform(self, "这一张还没有录入，没有可作废的。")
            return
        if why := dialogs.ask_reason(self, f"作废第 {number} 号票", ("录错了", "重复录入")):
            self.deeds.tell(service_ballots.void_paper(self.session, paper.id, why))
            self.whole = service.whole(self.session, self.whole.id)
            self.show_paper(paper.number)
