"""The right side of the members' page: the chosen person, readable, with what can be done."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from tkinter import ttk

from jdzb.core import clock
from jdzb.core.ledger import Conduct, Told
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, Pill, TabBar, Wrapped
from jdzb.ledgers.members.entries import LEFT, MOBILE, Mark, Member, Status
from jdzb.ledgers.members.page import card_parts
from jdzb.ledgers.members.page.facts import doubts, tone_of
from jdzb.ledgers.members.rules import Register
from jdzb.ledgers.members.service_history import Line

TABS = (
    ("facts", "资料"), ("record", "履职"), ("standing", "身份与标记"), ("history", "改动记录"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Acts:
    """What the card's buttons do with the chosen person, or with one status or mark of theirs."""

    edit: Callable[[], object]
    leave: Callable[[], object]
    mark: Callable[[], object]
    status: Callable[[], object]
    void: Callable[[], object]
    void_status: Callable[[Status], object]
    edit_mark: Callable[[Mark], object]
    end_mark: Callable[[Mark], object]
    touched: Callable[[Mark], object]
    back: Callable[[], object]
    history: Callable[[int], tuple[Line, ...]]
    compare: Callable[[], object]
    told: Callable[[int, int], Told]
    open_fact: Callable[[Conduct], object]


@dataclass(frozen=True, slots=True)
class Shown:
    """A person as of a day: the card, what it is called, statuses and marks."""

    member: Member
    name: str
    status: str
    marks_now: tuple[str, ...]
    statuses: tuple[Status, ...]
    marks: tuple[Mark, ...]
    day: date


def shown(known: Register, member: Member, name: str, day: date) -> Shown:
    """Everything the card needs of a person."""
    return Shown(
        member=member,
        name=name,
        status=known.status_on(member, day),
        marks_now=known.marks_on(member, day),
        statuses=known.statuses.get(member.id, ()),
        marks=known.marks.get(member.id, ()),
        day=day,
    )


class MemberCard(Card):
    """``show(person)`` or ``show(None)``; the part that is on is built when it is needed."""

    def __init__(self, parent: tk.Misc, acts: Acts) -> None:
        super().__init__(parent)
        self._acts, self._person = acts, None
        self._waiting = ""
        head = ttk.Frame(self.body)
        head.pack(fill="x")
        self.name = Wrapped(head, style="Heading.TLabel")
        self.name.pack(side="left", fill="x", expand=True)
        self.back = ttk.Button(head, text="◀ 回到名单", style="Small.TButton", command=acts.back)
        self._pills = Flow(self.body)
        self._pills.pack(fill="x", pady=(px(self, 4), px(self, 8)))
        self.tabs = TabBar(self.body, TABS, lambda _: self._fill())
        self.tabs.pack(fill="x", pady=(0, px(self, 8)))
        self._feet = Flow(self.body)
        self._feet.pack(side="bottom", fill="x", pady=(px(self, 10), 0))
        self.scroll = ScrollFrame(self.body)
        self.scroll.pack(fill="both", expand=True)
        self._build_buttons()
        self.show(None)

    _person: Shown | None

    def _build_buttons(self) -> None:
        """What can be done with the person, the commonest first."""
        acts = self._acts
        self.buttons = {
            text: ttk.Button(self._feet, text=text, command=command, style=style)
            for text, command, style in (
                ("修改", acts.edit, "SmallPrimary.TButton"),
                ("加标记…", acts.mark, "Small.TButton"),
                ("登记身份…", acts.status, "Small.TButton"),
                ("离开支部…", acts.leave, "Small.TButton"),
                ("历史", acts.compare, "Small.TButton"),
                ("作废…", acts.void, "Small.TButton"),
            )
        }
        for button in self.buttons.values():
            button.bind("<Return>", lambda event: event.widget.invoke())
            button.bind("<Escape>", lambda _: acts.back())
            self._feet.push(button)
        self.back.bind("<Escape>", lambda _: acts.back())

    @property
    def person(self) -> Shown | None:
        """Who is on the card."""
        return self._person

    def show(self, person: Shown | None) -> None:
        """Show a person, or that nobody is chosen; drawn when the keys rest."""
        self._person = person
        if not self._waiting:
            self._waiting = self.after_idle(self._draw)

    def _draw(self) -> None:
        self._waiting = ""
        if not self.winfo_exists():
            return
        person = self._person
        self.name.configure(text=person.name if person else "没有选中的人")
        for child in self._pills.winfo_children():
            child.destroy()
        if person:
            self._draw_pills(person)
        for text, button in self.buttons.items():
            gone = bool(person) and person.status in LEFT if person else True
            off = person is None or (gone and text in ("加标记…", "离开支部…"))
            button.state(["disabled" if off else "!disabled"])
        self._fill()

    def _draw_pills(self, person: Shown) -> None:
        tone = tone_of(person.status) if person.status else "amber"
        self._pills.push(Pill(self._pills, person.status or "身份待补充", tone))
        for word in person.marks_now:
            self._pills.push(Pill(self._pills, word, "amber" if word == MOBILE else "grey"))

    def stand_alone(self, alone: bool) -> None:
        """Offer the way back to the list while it does not stand beside the card."""
        if not alone:
            self.back.pack_forget()
        elif not self.back.winfo_manager():
            self.back.pack(side="right", before=self.name)

    def _fill(self) -> None:
        """Build the part that is on, from its top."""
        body = self.scroll.body
        for child in body.winfo_children():
            child.destroy()
        self.scroll.canvas.yview_moveto(0)
        if self._person is None:
            text = "在左边选一个人，这里显示他（她）的卡片。"
            Wrapped(body, text, style="Subtle.TLabel").pack(fill="x")
        elif self.tabs.value == "facts":
            for doubt in doubts(self._person.member, self._person.statuses, self._person.day):
                Wrapped(body, f"▲ {doubt}", style="Amber.TLabel").pack(
                    fill="x", pady=(0, px(self, 6))
                )
            card_parts.draw_facts(body, self._person)
        elif self.tabs.value == "standing":
            card_parts.draw_standing(body, self._person, self._acts)
        elif self.tabs.value == "record":
            self._draw_record(body, self._person)
        else:
            lines = self._acts.history(self._person.member.id)
            card_parts.draw_history(body, lines, self._acts.compare)

    def _draw_record(self, body: ttk.Frame, person: Shown) -> None:
        from jdzb.ledgers.members.page.record import Record

        def ask(year: int) -> Told:
            return self._acts.told(person.member.id, year)

        record = Record(body, ask, self._acts.open_fact, person.name, clock.today().year)
        record.pack(fill="x")

    def renew(self) -> None:
        """Read again what other pages may have changed meanwhile."""
        if self.tabs.value == "record":
            self.show(self._person)
