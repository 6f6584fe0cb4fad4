"""The dialogs of the steps: who and when; from when to when; an objection and its answer."""

from __future__ import annotations

import tkinter as tk
from dataclasses import replace
from typing import Any

from jdzb.core import clock
from jdzb.core.fields import Field, InvalidForm, Problem, Value, read_fields
from jdzb.core.ledger import Changed
from jdzb.core.sheet import cn_day
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.ledgers.notices import rules, service, service_life, service_voices
from jdzb.ledgers.notices.entries import (
    FIELDS,
    OBJECTION_FIELDS,
    Notice,
    Objection,
    day,
    parse_objection,
)  # fmt: skip
from jdzb.ledgers.notices.rules import Step
from jdzb.store.session import Session

_WHY = Field("why", "提前撤下或意见未答复的原因", hint="例如 大风损坏，重新张贴", most=60)
_KNOWN = {spec.name: spec for spec in FIELDS}
_POST_NAMES = ("posted_by", "posted_on", "place", "since", "until", "short_reason")
_POST_FIELDS = tuple(
    replace(_KNOWN[name], required=name not in ("place", "short_reason")) for name in _POST_NAMES
)
_POST = Layout(
    _POST_FIELDS,
    (
        Spot("posted_by", 0), Spot("posted_on", 0, 1), Spot("place", 0, 2),
        Spot("since", 1), Spot("until", 1, 1), Spot("short_reason", 2, 0, 3),
    ),
    680,
)  # fmt: skip
_SAID = Layout(
    OBJECTION_FIELDS[1:4],
    (Spot("day", 0), Spot("who", 0, 1), Spot("what", 1, 0, 2, 4)),
)
_ANSWER_FIELDS = tuple(replace(spec, required=True) for spec in OBJECTION_FIELDS[4:])
_ANSWER = Layout(
    _ANSWER_FIELDS,
    (Spot("answered_by", 0), Spot("answered_on", 0, 1), Spot("answer", 1, 0, 2, 4)),
)


def take(parent: tk.Misc, session: Session, notice: Notice, step: Step) -> Changed | None:
    """Ask who took the step and when; None when nothing was written."""
    service_life.refuse(session, notice, step)
    spots = [Spot(step.by, 0), Spot(step.on, 0, 1)]
    fields = [
        replace(_KNOWN[step.by], required=True, hint="请填写姓名"),
        replace(_KNOWN[step.on], required=True),
    ]
    today: dict[str, Any] = {step.on: clock.today().isoformat()}
    soon = service_life.too_soon(session, replace(notice, **today))
    if step is service_life.TAKE:
        fields.append(_WHY)
        spots.append(Spot("why", 1, 0, 2))

    def write(raw: dict[str, str]) -> Changed:
        values = read_fields(fields, raw)
        who, on, why = str(values[step.by]), str(values[step.on]), values.get("why") or ""
        day_: dict[str, Any] = {step.on: on}
        wrong = service_life.too_soon(session, replace(notice, **day_))
        if wrong and not why:
            raise InvalidForm([Problem("why", _WHY.label, "", f"{wrong}，请写明原因")])
        return service_life.take(session, notice.id, step, who, on, str(why))

    values: dict[str, Value] = {step.by: _usual(session, step), **today}
    title, told = f"{step.deed}《{notice.title}》", f"▲ {soon}。请写明原因，会记入台账。"
    layout = Layout(fields, spots, 460)
    return FormDialog(parent, title, layout, write, values, told if soon else "").run()


def _usual(session: Session, step: Step) -> str | None:
    """Who takes it down: whoever works; who checks and approves: who did so last, nobody else."""
    if step is service_life.TAKE:
        return session.actor
    known = [who for one in service.browse(session) if (who := step.who(one))]
    return known[-1] if known else None


def plan(parent: tk.Misc, session: Session, notice: Notice) -> tuple[Changed, Notice] | None:
    """Ask from when to when it hangs: what was written, and the notice as it will be posted.

    None when cancelled.
    """
    rules.refuse_step(notice, service_life.POST)
    chosen: list[Notice] = []

    def write(raw: dict[str, str]) -> Changed:
        planned = _planned(notice, raw)
        chosen.append(planned)
        return service_life.plan(session, notice.id, planned)

    title = f"张贴《{notice.title}》"
    values, told = _post_values(session, notice), _told(notice)
    changed = FormDialog(parent, title, _POST, write, values, told).run()
    return (changed, chosen[-1]) if changed else None


def _planned(notice: Notice, raw: dict[str, str]) -> Notice:
    """What is typed; raises InvalidForm, also when it is too short and nobody says why."""
    values = read_fields(_POST_FIELDS, raw)
    texts = {name: None if value is None else str(value) for name, value in values.items()}
    planned = replace(notice, **texts)  # type: ignore[arg-type]
    problems = []
    if (planned.until or "") < max(planned.since or "", planned.posted_on or ""):
        problems.append(Problem("until", "公示止", planned.until or "", "早于开始的一天"))
    if (planned.posted_on or "") > clock.today().isoformat():
        problems.append(Problem("posted_on", "张贴日期", "", "这一天还没有到"))
    short = rules.too_short(planned, service.calendar())
    if short and not planned.short_reason and not problems:
        problems.append(Problem("short_reason", "时间不足的原因", "", f"{short}；坚持要写明原因"))
    if problems:
        raise InvalidForm(problems)
    return planned


def _post_values(session: Session, notice: Notice) -> dict[str, Value]:
    today = clock.today()
    since = day(notice.since) or today
    until = rules.proposed_until(notice.category, max(since, today), service.calendar())
    return {
        "posted_by": session.actor, "posted_on": today.isoformat(),
        "place": notice.place or "村委会公开栏", "since": since.isoformat(),
        "until": notice.until or until.isoformat(), "short_reason": notice.short_reason,
    }  # fmt: skip


def _told(notice: Notice) -> str:
    term = rules.term_of(notice.category)
    begin = max(day(notice.since) or clock.today(), clock.today())
    until = rules.proposed_until(notice.category, begin, service.calendar())
    if term is None:
        return f"{notice.category}没有规定期限，一般公示到{cn_day(until)}。纸上印起止两个日期。"
    told = f"{notice.category}{term.words}（{term.rule.basis}），张贴当天不算"
    trial = replace(notice, since=begin.isoformat(), until=until.isoformat())
    note = "；节假日未公布，暂算" if rules.provisional(trial, service.calendar()) else ""
    return f"{told}，今天贴要到{cn_day(until)}{note}。纸上印起止两个日期。"


def objection(parent: tk.Misc, session: Session, notice: Notice) -> Changed | None:
    """Enter what somebody said."""

    def write(raw: dict[str, str]) -> Changed:
        return service_voices.object_to(session, parse_objection({**raw, "notice": str(notice.id)}))

    values: dict[str, Value] = {"day": clock.today().isoformat()}
    return FormDialog(parent, f"对《{notice.title}》的意见", _SAID, write, values).run()


def answer(parent: tk.Misc, session: Session, objection: Objection) -> Changed | None:
    """Enter the answer."""

    def write(raw: dict[str, str]) -> Changed:
        values = read_fields(_ANSWER_FIELDS, raw)
        text, who, on = (str(values[name]) for name in ("answer", "answered_by", "answered_on"))
        return service_voices.answer(session, objection.id, text, who, on)

    values: dict[str, Value] = {
        "answered_by": objection.answered_by or session.actor,
        "answered_on": objection.answered_on or clock.today().isoformat(),
        "answer": objection.answer,
    }
    return FormDialog(parent, "答复意见", _ANSWER, write, values, objection.what).run()
