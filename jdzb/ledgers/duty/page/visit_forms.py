"""The forms of the visit log: a new visit, a correction, the answer."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from tkinter import ttk

from jdzb.core import clock, people
from jdzb.core.errors import ReasonNeeded
from jdzb.core.fields import Field, InvalidForm, Problem, Value, show_date
from jdzb.core.ledger import Changed
from jdzb.gui.kit.choosebox import Option
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.kit.noteinput import NoteInput
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.ledgers.duty import rules_visits, service_visits
from jdzb.ledgers.duty.entries_visits import (
    ON_THE_SPOT,
    VISIT_FIELDS,
    Visit,
    parse_visit,
    visit_values,
)
from jdzb.ledgers.duty.rules_visits import Case
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

WIDE, REASONS = 720, ("登记错了", "补充内容")
REASON = Field("why", "修改原因", hint="请写明原因，例如 登记错了", required=True)
_FIRST = (
    Spot("visitor", 0), Spot("home", 0, 1), Spot("phone", 0, 2),
    Spot("matter", 1, 0, 3),
)  # fmt: skip
_NEW = Layout(
    VISIT_FIELDS,
    (
        *_FIRST,
        Spot("handling", 3), Spot("satisfaction", 3, 1), Spot("answered_on", 3, 2),
        Spot("answer", 4, 0, 3),
        Spot("day", 5), Spot("time", 5, 1), Spot("receiver", 5, 2),
    ),
    WIDE,
)  # fmt: skip
_AGAIN = Layout(
    (*VISIT_FIELDS, REASON),
    (
        *_FIRST,
        Spot("day", 2), Spot("time", 2, 1), Spot("receiver", 2, 2),
        Spot("handling", 3), Spot("handed_on", 3, 1), Spot("raised_on", 3, 2),
        Spot("answer", 4, 0, 3),
        Spot("satisfaction", 5), Spot("answered_on", 5, 1),
        Spot("note", 6, 0, 3), Spot("why", 7, 0, 3),
    ),
    WIDE,
)  # fmt: skip
_ANSWER = Layout(
    VISIT_FIELDS,
    (Spot("answer", 0, 0, 2), Spot("answered_on", 1), Spot("satisfaction", 1, 1)),
    560,
)


class NewVisit(FormDialog):
    """A visit now: only who and what must be typed; ``kept`` are the visits there are."""

    def __init__(self, parent: tk.Misc, session: Session, kept: Sequence[Visit]) -> None:
        self.session, self.kept = session, kept
        values = first_values(session)
        self._preset = str(values["receiver"] or "")
        note = "时间、接待人已经填好。当天办结的选“当场办”；不能当场办的，交支部或上报总支。"
        super().__init__(parent, "登记来访", _NEW, self._add, values, note)

    def decorate(self, form: Form) -> None:
        """The matters written most often below the matter, the visitor's last visit."""
        offer_receivers(form, self.session, clock.today())
        below = ttk.Frame(form)
        below.grid(row=2, column=0, columnspan=3, sticky="we", pady=(0, px(self, 8)))
        self.before = Wrapped(below, "", "Faint.TLabel")
        self.before.configure(width=1)
        self.matters = Flow(below)
        for matter in rules_visits.frequent(self.kept):
            button = ttk.Button(
                self.matters, text=matter, style="Small.TButton", takefocus=False,
                command=lambda matter=matter: self._take(matter),  # type: ignore[misc]
            )  # fmt: skip
            self.matters.push(button)
        self.matters.pack(fill="x")
        visitor = form.input("visitor")
        if isinstance(visitor, ttk.Entry):
            visitor.bind("<FocusOut>", lambda _: self._known_visitor(), add=True)
        day = form.input("day")
        if isinstance(day, ttk.Entry):
            day.bind("<FocusOut>", lambda _: self._on_that_day(), add=True)

    def _take(self, matter: str) -> None:
        """Put a frequent matter into the form and go on behind it."""
        self.form.fill({"matter": matter})
        area = self.form.input("matter")
        if isinstance(area, NoteInput):
            area.area.focus_set()
            area.area.mark_set("insert", "end")

    def _known_visitor(self) -> None:
        """Who came before need not say again where from; what for, is shown."""
        if not self.winfo_exists():
            return
        typed = self.form.read()
        last = rules_visits.last_of(self.kept, typed["visitor"])
        if last is None:
            self.before.pack_forget()
            return
        known = {"home": last.home or "", "phone": last.phone or ""}
        self.form.fill({name: text for name, text in known.items() if text and not typed[name]})
        self.before.show(f"上次来访：{show_date(last.day.isoformat())}，{last.matter}")
        self.before.pack(fill="x", pady=(0, px(self, 6)), before=self.matters)

    def _on_that_day(self) -> None:
        """Another day was typed: who was on duty then, unless somebody else was chosen."""
        if not self.winfo_exists():
            return
        typed = self.form.read()
        try:
            day = date.fromisoformat(typed["day"])
        except ValueError:
            return
        if typed["receiver"] == self._preset and day.isoformat() != str(self.values["day"]):
            serving = service_visits.on_duty(self.session, day)
            self._preset = str(serving[0]) if serving else ""
            offer_receivers(self.form, self.session, day)
            self.form.fill({"receiver": self._preset})

    def _add(self, raw: dict[str, str]) -> Changed:
        return service_visits.add_visit(self.session, read(raw))


class AmendVisit(FormDialog):
    """A visit to be put right, for a reason."""

    def __init__(self, parent: tk.Misc, session: Session, visit: Visit) -> None:
        self.session, self.visit = session, visit
        values = visit_values(visit)
        if visit.handling == ON_THE_SPOT:  # its day is that of the visit, whatever that becomes
            values["answered_on"] = None
        title = f"修改：{visit.when} {visit.visitor}"
        super().__init__(parent, title, _AGAIN, self._amend, values)

    def decorate(self, form: Form) -> None:
        """The usual reasons at one click each."""
        offer_receivers(form, self.session, self.visit.day, self.visit.receiver)
        row = Flow(form)
        row.grid(row=8, column=0, columnspan=3, sticky="we")
        for reason in REASONS:
            button = ttk.Button(
                row, text=reason, style="Small.TButton",
                command=lambda reason=reason: form.fill({"why": reason}),  # type: ignore[misc]
            )  # fmt: skip
            row.push(button)

    def _amend(self, raw: dict[str, str]) -> Changed:
        reason = raw.pop(REASON.name).strip()
        visit = read(raw)
        same = replace(visit, id=self.visit.id) == self.visit
        try:
            return service_visits.amend_visit(
                self.session, self.visit.id, visit, "没有变化" if same else reason
            )
        except ReasonNeeded as error:
            problem = Problem(REASON.name, REASON.label, "", REASON.hint)
            raise InvalidForm((problem,)) from error


class AnswerVisit(FormDialog):
    """The answer to an open matter, or what the visitor said of one already answered."""

    def __init__(self, parent: tk.Misc, session: Session, case: Case) -> None:
        self.session, self.visit = session, case.visit
        values = visit_values(case.visit)
        values["answered_on"] = values["answered_on"] or clock.today().isoformat()
        parts = [f"{case.visit.when}，{case.visit.visitor}：{case.visit.matter}"]
        if case.last:
            provisional = "（暂算）" if case.provisional else ""
            day = show_date(case.last.isoformat())
            parts.append(f"最后一天：{day}{provisional}，{case.left_words}")
        title = f"答复：{case.visit.visitor}" if case.visit.open else f"回访：{case.visit.visitor}"
        super().__init__(parent, title, _ANSWER, self._answer, values, "\n".join(parts))
        if not case.visit.open:
            self.first = self.form.input("satisfaction")

    def decorate(self, form: Form) -> None:
        """A word on what may be filled in later."""
        words = "来访人还没有表态的，满意度先空着，回访以后再填。"
        ttk.Label(form, text=words, style="Faint.TLabel").grid(
            row=2, column=0, columnspan=2, sticky="w"
        )

    def _answer(self, raw: dict[str, str]) -> Changed:
        known = {name: str(value or "") for name, value in visit_values(self.visit).items()}
        return service_visits.answer(self.session, self.visit.id, parse_visit({**known, **raw}))


def first_values(session: Session) -> dict[str, Value]:
    """What a new visit begins with: now, who is on duty, handled on the spot."""
    now = clock.now()
    serving = service_visits.on_duty(session, now.date())
    return {
        "day": now.date().isoformat(),
        "time": f"{now:%H:%M}",
        "receiver": serving[0] if serving else None,
        "handling": ON_THE_SPOT,
        "satisfaction": None,
    }


def read(raw: dict[str, str]) -> Visit:
    """The visit typed; a receiver who is not found is said as such."""
    try:
        return parse_visit(raw)
    except InvalidForm as error:
        problems = [_worded(problem) for problem in error.problems]
        raise InvalidForm(problems) from error


def _worded(problem: Problem) -> Problem:
    if problem.field == "receiver" and problem.value:
        return replace(problem, expected="没有找到这个人，请点 ▾ 选")
    return problem


def offer_receivers(form: Form, session: Session, day: date, kept: int | None = None) -> None:
    """Who may have received: those on duty that day first, then every member by pinyin."""
    names = members.names(session)
    serving = service_visits.on_duty(session, day)
    known = {one.id for one in members.browse(session, kind="党员")} | set(serving)
    known |= {kept} if kept else set()
    ordered = sorted(known - set(serving), key=lambda id_: people.sort_key(names[id_]))
    form.offer("receiver", [_option(id_, names[id_]) for id_ in [*serving, *ordered]])


def _option(id_: int, name: str) -> Option:
    keys = people.pinyin_keys(name)
    whole = "".join(sounds[0] for sounds in keys)
    return Option(id_, name, f"{whole} {''.join(sounds[0][0] for sounds in keys)}")
