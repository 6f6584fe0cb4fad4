"""The minutes of one meeting: everything that is typed of it, in the order of the paper."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from tkinter import ttk

from jdzb.core.fields import Field, InvalidForm, Problem
from jdzb.gui.kit.inputs import LineInput
from jdzb.gui.kit.page import Window
from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, EmptyState, Wrapped
from jdzb.ledgers.meetings import kinds, voting
from jdzb.ledgers.meetings.entries import Item
from jdzb.ledgers.meetings.kinds import Kind
from jdzb.ledgers.meetings.page import typed as pages
from jdzb.ledgers.meetings.page.agenda import Agenda, ItemBlock
from jdzb.ledgers.meetings.page.attending import Attending
from jdzb.ledgers.meetings.page.criticisms import Criticisms
from jdzb.ledgers.meetings.page.fields import Fields, Place
from jdzb.ledgers.meetings.page.filing import Filing
from jdzb.ledgers.meetings.page.typed import HEAD_SPECS, Typed
from jdzb.store.session import Session

NARROW, NARROWEST = 590, 230  # units; below them the head takes two rows, and four
_SPECS = {spec.name: spec for spec in HEAD_SPECS}
_HEAD = (
    Place("day", 0, 0, 12), Place("since", 0, 1, 7), Place("until", 0, 2, 7),
    Place("place", 0, 3, 11), Place("chair", 0, 4, 8), Place("recorder", 0, 5, 8),
)  # fmt: skip
_HEAD_NARROW = (
    Place("day", 0, 0, 4), Place("since", 0, 1, 3), Place("until", 0, 2, 3),
    Place("place", 1, 0, 4), Place("chair", 1, 1, 3), Place("recorder", 1, 2, 3),
)  # fmt: skip
_HEAD_NARROWEST = (
    Place("day", 0, 0), Place("since", 1, 0), Place("until", 1, 1),
    Place("place", 2, 0), Place("chair", 3, 0), Place("recorder", 3, 1),
)  # fmt: skip
_THEME = Place("theme", 1, 0, 5)
_HOURS = Place("hours", 1, 1, 1)
_FIVE = ("study", "meet", "practice", "labour", "lesson")
_FOOT = (Place("resolution", 0, 0, 1, 2), Place("note", 1, 0, 1, 2))
GUESTS = Field("guests", "列席（写姓名，身份写在括号里，用顿号隔开）")


@dataclass(frozen=True, slots=True)
class Acts:
    """What the editor asks of the page."""

    changed: Callable[[], object]
    day_left: Callable[[], object]
    include: Callable[[int], object]
    exclude: Callable[[int], object]
    matter: Callable[[ItemBlock], object]
    step_words: Callable[[Item], str]
    new: Callable[[], object]
    publish: Callable[[ItemBlock], object]
    public_words: Callable[[Item], tuple[str, str]]


class Editor(Card):
    """``show(typed, kind, groups)`` or ``show(None)``; ``typed()`` gives back what stands there."""

    def __init__(self, parent: tk.Misc, session: Session, shell: Window, acts: Acts) -> None:
        super().__init__(parent)
        self.session, self.acts = session, acts
        self.shown: Typed | None = None
        self.kind = kinds.unknown("")
        self._narrow = 0
        self.refused = False  # the line above says what was not saved
        self.news = Wrapped(self.body, style="Amber.TLabel")
        self.news.configure(width=1)
        self.scroll = ScrollFrame(self.body)
        self.scroll.pack(fill="both", expand=True)
        self.empty: EmptyState | None = None
        self.sheet = ttk.Frame(self.scroll.body)
        self.facts = Fields(self.sheet, HEAD_SPECS, acts.changed)
        self.facts.add(_HEAD)
        self.more = Fields(self.sheet, HEAD_SPECS, acts.changed)
        self.attending = Attending(self.sheet, acts.changed, acts.include, acts.exclude)
        self.guests = Fields(self.sheet, (GUESTS,), acts.changed)
        self.guests.add((Place("guests", 0, 0),))
        self.five = Fields(self.sheet, HEAD_SPECS, acts.changed)
        self.five.add([Place(name, row, 0) for row, name in enumerate(_FIVE)])
        self.criticisms = Criticisms(self.sheet, session, acts.changed)
        self.agenda = Agenda(self.sheet, acts)
        self.foot = Fields(self.sheet, HEAD_SPECS, acts.changed)
        self.foot.add(_FOOT)
        self.filing = Filing(self.sheet, session, shell)
        self.facts.inputs["day"].bind("<FocusOut>", lambda _: acts.day_left(), add=True)
        self.bind("<Configure>", lambda _: self._fit(), add=True)
        self.bind("<<ThemeChanged>>", lambda _: self.after_idle(self._fit), add=True)

    # -- showing ---------------------------------------------------------------------------------

    def show(
        self, typed: Typed | None, kind: Kind | None = None, groups: Sequence[str] = ()
    ) -> None:
        """Show a page; None: there is none."""
        before, self.shown = self.shown, typed
        if typed is None or kind is None:
            self.sheet.pack_forget()
            return
        if self.kind != kind or before is None:
            self.kind = kind
            self._build_more(groups)
            self._lay()
        if before is None or before.meeting != typed.meeting or not typed.meeting:
            self.attending.chips.at = 0
        self.enable(True)  # a Text that may only be read takes no text from the program either
        for part in (self.facts, self.more, self.five, self.foot):
            part.show(typed.head)
        self.guests.show({"guests": typed.guests})
        self.attending.show(typed.attendance, typed.excluded)
        self.agenda.show(typed.items)
        self.criticisms.show(typed.criticisms)
        self.filing.show(typed.meeting)
        writable = not self.session.read_only
        self.enable(writable and (not typed.completed_on or bool(typed.reason)))
        if not self.sheet.winfo_manager():
            self.sheet.pack(fill="both", expand=True, padx=(0, px(self, 4)))

    def _build_more(self, groups: Sequence[str]) -> None:
        """The fields that only some kinds have."""
        self.more.destroy()
        specs = [
            replace(spec, kind="choice", choices=tuple(groups))
            if spec.name == "party_group"
            else spec
            for spec in HEAD_SPECS
        ]
        self.more = Fields(self.sheet, specs, self.acts.changed)
        self.more.add(_places_of(self.kind))
        if "party_group" in self.more.inputs:
            self.more.inputs["party_group"].bind(
                "<<ComboboxSelected>>", lambda _: self.acts.day_left(), add=True
            )

    def _lay(self) -> None:
        """The parts that this kind has, one below the other."""
        parts: list[tk.Widget] = [self.facts]
        parts += [self.more] if self.more.inputs else []
        parts += [] if self.kind.by_hand else [self.attending]
        parts += [self.guests]
        parts += [self.five] if self.kind.form == kinds.THEME_DAY else []
        parts += [self.agenda]
        parts += [self.criticisms] if self.kind.form == kinds.LIFE else []
        parts += [self.foot, self.filing]
        for child in self.sheet.winfo_children():
            if isinstance(child, ttk.Frame):
                child.pack_forget()
        for part in parts:
            part.pack(fill="x", pady=(0, px(self, 4)))
            part.lift()  # Tab goes from one to the next as they stand

    def enable(self, on: bool) -> None:
        """Let everything be typed, or only read."""
        for part in (self.facts, self.more, self.guests, self.five, self.foot):
            part.enable(on)
        self.attending.enable(on)
        self.agenda.enable(on)
        self.criticisms.enable(on)

    def tell_news(self, text: str) -> None:
        """A line above the minutes, as long as it holds: what was recovered, what is locked."""
        self.refused = False
        self.news.show(text)
        if not text:
            self.news.pack_forget()
        elif not self.news.winfo_manager():
            self.news.pack(fill="x", pady=(0, px(self, 8)), before=self.scroll)

    def set_empty(self, empty: EmptyState | None) -> None:
        """What stands here while no meeting is shown."""
        if self.empty is not None:
            self.empty.destroy()
        self.empty = empty
        if empty is not None:
            empty.place(in_=self.body, relx=0, rely=0, relwidth=1, relheight=1)

    def _fit(self) -> None:
        if not self.winfo_exists():
            return
        width = self.winfo_width()
        narrow = 1 + (width < px(self, NARROWEST)) if width < px(self, NARROW) else 0
        if narrow != self._narrow:
            self._narrow = narrow
            self.facts.arrange((_HEAD, _HEAD_NARROW, _HEAD_NARROWEST)[narrow])
            self.agenda.arrange(narrow=bool(narrow))

    # -- reading ---------------------------------------------------------------------------------

    def typed(self) -> Typed:
        """What stands here now; the fields this kind does not show keep what they had."""
        if self.shown is None:
            raise LookupError("no meeting is shown")
        head = {**self.shown.head, **self.facts.read(), **self.more.read(), **self.foot.read()}
        if self.kind.form == kinds.THEME_DAY:
            head |= self.five.read()
        return replace(
            self.shown,
            head=head,
            attendance=self.attending.attendance,
            excluded=self.attending.excluded,
            guests=self.guests.read()["guests"],
            items=self.agenda.texts(),
            criticisms=self.criticisms.entries,
        )

    def count(self) -> None:
        """The numbers of those who vote, beside every vote, as the chips stand."""
        numbers = voting.count(pages.lenient(self.typed()), self.kind)
        self.agenda.count(numbers.votes, numbers.present)

    def tell(self, error: InvalidForm) -> None:
        """Mark what is wrong, go to the first, and say it above."""
        wrong = {problem.field for problem in error.problems}
        found = False
        for part in (self.facts, self.more, self.guests, self.five, self.foot):
            found = part.tell(wrong if not found else ()) or found
        for number, block in enumerate(self.agenda.blocks, 1):
            own = {name.partition(".")[2] for name in wrong if name.startswith(f"{number}.")}
            found = block.title.tell(own) or block.fields.tell(own) or found
        self.tell_news(
            "没有保存，填写的内容还在：" + "；".join(_sentence(p) for p in error.problems)
        )
        self.refused = True

    def start(self) -> None:
        """Typing begins in the beginning time, which is new every time."""
        entry = self.facts.inputs["since"]
        entry.focus_set()
        if isinstance(entry, LineInput):
            entry.selection_range(0, tk.END)


def _places_of(kind: Kind) -> tuple[Place, ...]:
    if kind.form == kinds.LECTURE:
        return (_THEME, _HOURS, Place("lecturer", 2, 0, 2), Place("courseware", 2, 1, 3, 1))
    if kind.form in (kinds.THEME_DAY, kinds.LIFE):
        return (_THEME, _HOURS)
    if kind.who == kinds.GROUP:
        return (Place("party_group", 1, 0, 1), Place("theme", 1, 1, 2))
    if kind.by_hand:
        return (Place("should", 1, 0, 1), Place("present", 1, 1, 1), Place("theme", 1, 2, 2))
    return ()


def _sentence(problem: Problem) -> str:
    number, dot, _ = problem.field.partition(".")
    where = f"议题 {number} " if dot else ""
    return where + problem.sentence()
