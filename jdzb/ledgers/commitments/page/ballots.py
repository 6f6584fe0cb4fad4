"""评诺: the paper ballots counted person by person; the sum stands beside the fields."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from tkinter import ttk

from jdzb.core import clock, people
from jdzb.core.errors import JdzbError
from jdzb.core.fields import InvalidForm, Value
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.ledgers.commitments import columns, parsing, rules, service
from jdzb.ledgers.commitments import service_year as campaign
from jdzb.ledgers.commitments.columns import VOTES
from jdzb.ledgers.commitments.entries import Ballot
from jdzb.ledgers.commitments.page.forms import hear
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

WIDE, ROWS = 760, 6
REASONS, VOIDING = ("数错了", "登记错了"), ("登记错了", "重新测评")
_COUNTS = ("handed", "returned", *VOTES)
_TYPED = ("day", *_COUNTS)
_FIELDS = tuple(
    replace(spec, hint="填整数") if spec.kind == "whole" else spec for spec in columns.BALLOT_FIELDS
)
COLUMNS = (
    Col("who", "被评人", 5, sort=people.sort_key), Col("handed", "发出", 3, "e"),
    Col("returned", "收回", 3, "e"), Col("satisfied", "满意", 3, "e"),
    Col("fairly", "基本满意", 4, "e"), Col("dissatisfied", "不满意", 3.4, "e"),
    Col("abstain", "没有填", 3.4, "e", rank=2), Col("invalid", "废票", 3, "e", rank=1),
    Col("share", "满意率", 4, "e"),
)  # fmt: skip


class BallotsDialog(Dialog[None]):
    """Everybody with promises in a list; below it the count of the one chosen.

    Each count is saved by itself; ``told(changed)`` hears of it.
    """

    writes = True

    def __init__(
        self, parent: tk.Misc, session: Session, year: int, told: Callable[[Changed], object]
    ) -> None:
        self.session, self.year, self.told = session, year, told
        self.names = members.names(session)
        self.people = _judged(session, year)
        self.counted: dict[int | None, Ballot] = {}
        self.chosen: int | None = None
        super().__init__(parent, f"{year}年评诺计票")

    def build(self, body: ttk.Frame) -> None:
        """List, fields, the sum."""
        ttk.Frame(body, width=px(self, WIDE), height=1).pack()
        told = "发了多少张票、收回多少张、各项多少张。各项加起来要等于收回的张数。"
        ttk.Label(body, text=told, style="Subtle.TLabel").pack(anchor="w", pady=(0, px(self, 8)))
        self.table = Table(
            body, COLUMNS, on_open=lambda _: self._to_form(), on_select=self._select,
            find=lambda typed, line: people.match(typed, line.cells[0]),
        )  # fmt: skip
        self.table.tree.configure(height=min(max(len(self.people), 2), ROWS))
        self.table.tree.bind("<Delete>", lambda _: self.void())
        self.table.pack(fill="x")
        self.who = ttk.Label(body, style="Heading.TLabel")
        self.who.pack(anchor="w", pady=(px(self, 12), px(self, 4)))
        self.form = Form(body, _FIELDS, on_save=self.save, on_cancel=self.cancel)
        for place, name in enumerate(_TYPED):
            self.form.add(name, place // 4, place % 4)
        self.form.pack(fill="x")
        self.sum = Wrapped(body, "", "Subtle.TLabel")
        self.sum.configure(width=1)
        self.sum.pack(fill="x")
        hear(self.form, _COUNTS, self._add_up)
        self.form.input("invalid").bind("<Return>", lambda _: self._enter_saves())
        self.add_button("保存，下一人（Ctrl+S）", self.save, primary=True)
        self.add_button("作废这份计票…", self.void)
        self.add_button("关闭", self.cancel)
        for key in ("<Control-s>", "<Control-S>"):
            self.bind(key, lambda _: self.save())
        self._fill()
        self._begin(self._first_open())
        self.first = self.form.input("handed")

    # -- showing ---------------------------------------------------------------------------------

    def _fill(self) -> None:
        self.counted = {one.member: one for one in campaign.ballots(self.session, self.year)}
        self.table.show([self._line(one) for one in self.people])

    def _line(self, member: int | None) -> Line:
        one = self.counted.get(member)
        name = self._called(member)
        if one is None:
            return Line(member or 0, (name, *("" for _ in COLUMNS[1:])))
        counts = [str(getattr(one, key)) for key in _COUNTS]
        return Line(member or 0, (name, *counts, rules.percent(rules.satisfaction(one))))

    def _called(self, member: int | None) -> str:
        return columns.BRANCH if member is None else self.names.get(member, "")

    def _first_open(self) -> int | None:
        return next((one for one in self.people if one not in self.counted), self.people[0])

    def _select(self, id_: str | None) -> None:
        """Another line: what is typed is saved first, or the line stays."""
        if id_ is None or (int(id_) or None) == self.chosen:
            return
        if self.form.dirty and not self._write():
            self.table.select(self.chosen or 0)
            return
        self._begin(int(id_) or None)

    def _begin(self, member: int | None) -> None:
        self.chosen = member
        known = self.counted.get(member)
        self.who.configure(
            text=f"{self._called(member)}{'（已登记，改动要写原因）' if known else ''}"
        )
        self.form.show(self._values(known))
        self.table.select(member or 0)
        self._add_up()

    def _values(self, known: Ballot | None) -> dict[str, Value]:
        """The count as it is; for a new one the day and the ballots handed out of the last."""
        if known:
            return {name: getattr(known, name) for name in _TYPED}
        last = next(reversed(self.counted.values()), None)
        day = last.day if last else clock.today().isoformat()
        return {"day": day, "handed": last.handed if last else None}

    def _add_up(self) -> None:
        if not self.winfo_exists():
            return
        raw = self.form.read()
        text, style = sum_words(raw)
        self.sum.show(text)
        self.sum.configure(style=style)

    # -- acts ------------------------------------------------------------------------------------

    def _to_form(self) -> None:
        handed = self.form.input("handed")
        handed.focus_set()
        handed.event_generate("<<TraverseIn>>")  # typing replaces what is offered

    def _enter_saves(self) -> str:
        self.save()
        return "break"

    def save(self) -> None:
        """Save the count, and go on with the next person not counted yet."""
        if self._write():
            self._begin(self._first_open())
            self._to_form()

    def _write(self) -> bool:
        try:
            one = parsing.parse_ballot(
                {**self.form.read(), "year": str(self.year), "member": str(self.chosen or "")}
            )
            changed = self._saved(one)
        except InvalidForm as error:
            self.form.tell(error.problems)
            return False
        except JdzbError as error:
            dialogs.warn(self, str(error))
            return False
        if changed is None:
            return False
        self.form.settle()
        self.told(changed)
        self._fill()
        return True

    def _saved(self, one: Ballot) -> Changed | None:
        known = self.counted.get(self.chosen)
        if known is None:
            return campaign.count(self.session, [one])
        if replace(one, id=known.id, note=known.note) == known:
            return Changed("没有改动")
        reason = dialogs.ask_reason(self, f"更正{self._called(self.chosen)}的评诺计票", REASONS)
        kept = replace(one, note=known.note)
        return campaign.amend_ballot(self.session, known.id, kept, reason) if reason else None

    def void(self) -> None:
        """Put the count of the one chosen out of force."""
        known = self.counted.get(self.chosen)
        if known is None:
            self.sum.show("这个人还没有计票，没有可作废的。")
            return
        reason = dialogs.ask_reason(self, f"作废{self._called(self.chosen)}的评诺计票", VOIDING)
        if reason:
            self.told(campaign.void_ballot(self.session, known.id, reason))
            self._fill()
            self._begin(self.chosen)


def sum_words(raw: Mapping[str, str]) -> tuple[str, str]:
    """How the counts add up, and the style of the words: green when they do."""
    counts = {name: _whole(raw[name]) for name in _COUNTS}
    if any(count is None for count in counts.values()):
        return "张数填整数。", "Amber.TLabel"
    total = sum(counts[name] or 0 for name in VOTES)
    handed, returned = counts["handed"] or 0, counts["returned"] or 0
    if not raw["returned"].strip():
        return f"各项合计 {total} 张。", "Subtle.TLabel"
    if returned > handed:
        return f"▲ 收回 {returned} 张，比发出的 {handed} 张多。", "Amber.TLabel"
    kept = f"，没有收回 {handed - returned} 张" if handed > returned else ""
    if total == returned:
        return f"✔ 各项合计 {total} 张，等于收回的{kept}。", "Green.TLabel"
    apart = f"少 {returned - total}" if total < returned else f"多 {total - returned}"
    return f"▲ 各项合计 {total} 张，比收回的 {returned} 张{apart} 张{kept}。", "Amber.TLabel"


def _whole(text: str) -> int | None:
    text = text.strip() or "0"
    return int(text) if text.isdecimal() else None


def _judged(session: Session, year: int) -> Sequence[int | None]:
    """Who made promises, and who was counted; the branch first."""
    promised = [one.member for one in service.of_year(session, year)]
    counted = [one.member for one in campaign.ballots(session, year)]
    return list(dict.fromkeys([*promised, *counted]))
