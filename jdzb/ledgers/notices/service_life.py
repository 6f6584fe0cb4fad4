"""The steps of a notice in the file: checked, approved, posted, taken down, or back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jdzb.core import clock, private
from jdzb.core.errors import Refused
from jdzb.core.ledger import Changed
from jdzb.core.sheet import cn_day
from jdzb.ledgers.notices import rules, service, service_outlook, service_voices
from jdzb.ledgers.notices.entries import OF_A_BOOK, Notice, day, values_of
from jdzb.ledgers.notices.rules import STEPS, Step
from jdzb.store import journal
from jdzb.store.session import Session

PROPOSE, CHECK, APPROVE, POST, TAKE = STEPS


def take(
    session: Session, notice_id: int, step: Step, who: str, on: str, reason: str = ""
) -> Changed:
    """Check, approve or take down; raises Refused when another step is due, the day is wrong, or
    no wall may show the text. Taking down ``too_soon`` wants a ``reason``, which is kept.
    """
    notice = service.get(session, notice_id)
    refuse(session, notice, step)
    step_values: dict[str, Any] = {step.by: who, step.on: on}
    stepped = replace(notice, **step_values)
    soon, reason = too_soon(session, stepped), reason.strip()
    if soon and not reason:
        raise Refused(why=f"{soon}，没有登记撤下。请写明原因。")
    if soon and rules.days_early(stepped) > 0:
        known = [stepped.short_reason] if stepped.short_reason else []
        stepped = replace(stepped, short_reason="；".join([*known, f"提前撤下：{reason}"]))
    return _write(session, stepped, f"{step.deed}《{notice.title}》", reason or step.name)


def refuse(session: Session, notice: Notice, step: Step) -> None:
    """Raise Refused when another step is due, or when a text is to be checked or approved that no
    wall may show.
    """
    rules.refuse_step(notice, step)
    if step in (CHECK, APPROVE) and notice.kind != OF_A_BOOK:
        for one in service_outlook.sheet(session, notice).offences()[:1]:
            what = f"《{private.masked(notice.title)}》{one.place}有{one.kind}（{one.masked()}）"
            raise Refused(why=f"{what}，不能上墙，没有{step.deed}。请先按“修改”删去。")


def too_soon(session: Session, taken: Notice) -> str:
    """Why it should still hang on the day it is to be taken down, in Chinese, or nothing."""
    if taken.taken_on is None:
        return ""
    found = []
    if (early := rules.days_early(taken)) > 0:
        found.append(f"公示到{cn_day(day(taken.until))}，提前 {early} 天撤下")
    said = service_voices.objections(session, taken.id)
    if waiting := sum(service_voices.is_open(one) for one in said):
        found.append(f"有 {waiting} 条意见没有答复")
    return "，".join(found)


def post(session: Session, notice_id: int, plan: Notice) -> Changed:
    """Put it up: who, when, from and to, where and the print are those of ``plan``.

    Raises Refused when it is not approved, has no period or print, or is shorter than the rule
    allows and no reason is given.
    """
    notice = service.get(session, notice_id)
    rules.refuse_step(notice, POST)
    plan = replace(
        notice, posted_by=plan.posted_by, posted_on=plan.posted_on, since=plan.since,
        until=plan.until, place=plan.place, printed=plan.printed, short_reason=plan.short_reason,
    )  # fmt: skip
    refuse_period(plan)
    if not plan.printed:
        raise Refused(why=f"《{plan.title}》还没有打印，没有登记张贴。请先打印再贴。")
    short = rules.too_short(plan, service.calendar())
    plan = plan if short else replace(plan, short_reason=None)
    return _write(session, plan, f"张贴《{plan.title}》，公示{rules.period(plan)}", POST.name)


def plan(session: Session, notice_id: int, planned: Notice) -> Changed:
    """Keep from, to and place before the print, which shows them; they are no step yet."""
    notice = service.get(session, notice_id)
    rules.refuse_step(notice, POST)
    refuse_period(planned)
    kept = replace(notice, since=planned.since, until=planned.until, place=planned.place)
    return _write(session, kept, f"定下《{notice.title}》的公示期", POST.name)


def refuse_period(plan: Notice) -> None:
    """Raise Refused when the period is missing, ends before it begins, or is short unexplained."""
    since, until, posted = day(plan.since), day(plan.until), day(plan.posted_on)
    if since is None or until is None:
        raise Refused(
            why=f"《{plan.title}》没有写明公示从哪天到哪天，没有登记张贴。请填写起止日期。"
        )
    if until < since or (posted and until < posted):
        raise Refused(why=f"公示止{cn_day(until)}早于开始的一天，没有登记张贴。请改正日期。")
    short = rules.too_short(plan, service.calendar())
    if short and not (plan.short_reason or "").strip():
        raise Refused(why=f"{short}，没有登记张贴。请改公示止，或写明时间不足的原因。")


def step_back(session: Session, notice_id: int, reason: str) -> Changed:
    """Take the last step back, for a reason; raises Refused of a draft, ReasonNeeded."""
    notice = service.get(session, notice_id)
    step = rules.last_step(notice)
    if step is None:
        raise Refused(why=f"《{notice.title}》还是草稿，没有可退回的步骤。")
    values = values_of(rules.back(notice, step))
    what = f"退回《{notice.title}》的{step.deed}"
    return session.amend("notices", notice_id, values, what=what, reason=reason)


def print_again(session: Session, notice_id: int, seq: int) -> Changed:
    """Another print is to hang; one with another text wants to be checked again."""
    notice = service.get(session, notice_id)
    renewed = replace(notice, printed=seq)
    before, after = print_of(session, notice), print_of(session, renewed)
    what = f"《{notice.title}》换上新打印的一张"
    if before and (after is None or _text(before) != _text(after)) and notice.checked_on:
        renewed, what = rules.unchecked(renewed), f"{what}，内容不同，须重新审核"
    return _write(session, renewed, what, "重新打印")


def _text(printed: journal.Entry) -> object:
    return (printed.new or {}).get("sha256")


def print_of(session: Session, notice: Notice) -> journal.Entry | None:
    """The journal entry of the print that hangs; None before it is printed."""
    if not notice.printed:
        return None
    found = session.entries("seq = ? AND tbl = 'print' AND op = 'X'", (notice.printed,))
    return found[0] if found else None


def _write(session: Session, notice: Notice, what: str, reason: str) -> Changed:
    rules.refuse_order(notice, clock.today())
    return session.amend("notices", notice.id, values_of(notice), what=what, reason=reason)
