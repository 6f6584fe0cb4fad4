"""A new round: which scheme, which year, as of which day; who is on the list. And its head."""

from __future__ import annotations

import tkinter as tk
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from jdzb.core import clock
from jdzb.core.fields import Field, InvalidForm, Problem, Unreadable, Value, read_day
from jdzb.core.ledger import Changed
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.ledgers.appraisals import columns, parsing, service
from jdzb.ledgers.appraisals.columns import TAKES
from jdzb.ledgers.appraisals.entries import Round, Subject
from jdzb.ledgers.appraisals.schemes import Scheme
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.ledgers.appraisals.page.deeds import Deeds

_KNOWN = {spec.name: spec for spec in columns.FIELDS}
_NAMES = ("scheme", "year", "day", "span", "title", "note")
REASON = Field("why", "更正的原因", required=True, hint="原因会留在历史里", most=200)
NAMES = 6  # of those not graded who are named


class BeginDialog(FormDialog):
    """The form; below it who would be assessed, and who not and why."""

    def __init__(self, parent: tk.Misc, deeds: Deeds) -> None:
        self.session = deeds.session
        self.schemes = {one.title: one for one in service.schemes(self.session)}
        scheme = replace(
            _KNOWN["scheme"], kind="choice", choices=tuple(self.schemes), required=True
        )
        fields = [scheme if name == "scheme" else _KNOWN[name] for name in _NAMES]
        spots = (
            Spot("scheme", 0, 0, 2), Spot("year", 0, 2), Spot("title", 1, 0, 3),
            Spot("day", 2), Spot("span", 2, 1), Spot("note", 2, 2, 1, 1),
        )  # fmt: skip
        today, first = clock.today(), next(iter(self.schemes))
        self.proposed = ""
        values: dict[str, Value] = {
            "scheme": first, "year": today.year, "day": today.isoformat(),
        }  # fmt: skip
        super().__init__(parent, "开始新的评议", Layout(fields, spots, 660), self._write, values)

    def decorate(self, form: Form) -> None:
        """What the scheme is, who is on the list."""
        self.seen = Wrapped(form, style="Subtle.TLabel")
        self.seen.configure(width=1)
        self.seen.grid(row=3, column=0, columnspan=3, sticky="we", pady=(px(self, 10), 0))
        box = form.input("scheme")
        box.bind("<<ComboboxSelected>>", lambda _: self._look(), add=True)
        for name in ("year", "day"):
            form.input(name).bind("<FocusOut>", lambda _: self._look(), add=True)
        self.after_idle(self._look)

    def _look(self) -> None:
        if not self.winfo_exists():
            return
        raw = self.form.read()
        scheme = self.schemes.get(raw["scheme"])
        if scheme is None:
            return
        title = f"{raw['year'].strip()}年度{scheme.title}"
        if raw["title"].strip() in ("", self.proposed):
            clean = not self.form.dirty
            self.form.fill({"title": title})
            self.proposed = title
            if clean:
                self.form.settle()  # what the program wrote is not asked about
        day = _day(raw["day"])
        if day is not None:
            people = service.subjects_for(self.session, scheme, day)
            self.seen.show(f"{scheme.about}\n\n{listed(scheme, people)}")

    def _write(self, raw: dict[str, str]) -> Changed:
        round_ = parsing.parse(raw)
        if round_.day > clock.today().isoformat():
            raise InvalidForm([Problem("day", "开始日期", round_.day, "这一天还没有到")])
        return service.open_round(self.session, replace(round_, scheme=raw["scheme"]))


def listed(scheme: Scheme, people: Sequence[Subject]) -> str:
    """名单：评定 35 人。不参加 14 人：罗四海（外出务工免评）…."""
    told = []
    for takes in TAKES:
        ones = [one for one in people if one.takes == takes]
        if not ones:
            continue
        text = f"{takes} {len(ones)} {'人' if scheme.who in ('党员', '村干部') else '个'}"
        why = Counter(one.why or "" for one in ones)
        if why.keys() - {""}:
            text += "（" + "，".join(f"{reason} {count}" for reason, count in why.items()) + "）"
            names = "、".join(one.name for one in ones[:NAMES])
            text += f"：{names}" + ("等" if len(ones) > NAMES else "")
        told.append(text)
    return f"名单：{'；'.join(told)}。开始以后还可以改，要写明原因。" if told else (
        f"名单上还没有人：花名册里没有可以评定的{scheme.who}。"
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        value = read_day(text)
    except Unreadable:
        return None
    return date.fromisoformat(str(value)) if value else None


class HeadForm(FormDialog):
    """Name, year, part of the year, note of a round, for a reason."""

    def __init__(self, parent: tk.Misc, session: Session, round_: Round) -> None:
        self.session, self.round = session, round_
        names = ("title", "year", "span", "note")
        fields = (*(_KNOWN[name] for name in names), REASON)
        spots = (
            Spot("title", 0, 0, 2), Spot("year", 1), Spot("span", 1, 1), Spot("note", 2, 0, 2, 2),
            Spot("why", 3, 0, 2),
        )  # fmt: skip
        values: dict[str, Value] = {name: getattr(round_, name) for name in names}
        told = f"按“{round_.scheme}”、{round_.day} 的名单开始，这两项不能改。"
        super().__init__(parent, "更正评议", Layout(fields, spots, 520), self._write, values, told)

    def _write(self, raw: dict[str, str]) -> Changed:
        why = raw.pop("why").strip()
        kept = {"scheme": self.round.scheme, "day": self.round.day}
        round_ = parsing.parse({**raw, **kept})
        if not why:
            raise InvalidForm([Problem("why", REASON.label, "", REASON.hint)])
        return service.amend(self.session, self.round.id, round_, why)
