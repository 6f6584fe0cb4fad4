"""The end of a round: ties decided openly, the result posted, objections, and frozen."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from jdzb.core import clock
from jdzb.core.errors import ReasonNeeded, Refused
from jdzb.core.fields import Value, show_date
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of
from jdzb.ledgers.appraisals import columns, scoring, service, service_stages, service_standings
from jdzb.ledgers.appraisals.columns import QUOTA, TIE
from jdzb.ledgers.appraisals.entries import Decision, Result, StageDone
from jdzb.ledgers.appraisals.grading import Tie
from jdzb.ledgers.appraisals.service_standings import Standing, Standings
from jdzb.ledgers.appraisals.terms import FINAL, NOTICE
from jdzb.store.session import Session

RESULTS, DECISIONS = "appraisal_results", "appraisal_decisions"


# -- ties and quotas -------------------------------------------------------------------------------


def decide(
    session: Session, round_id: int, tie: Tie, chosen: Collection[int], reason: str
) -> Changed:
    """Decide who of equals gets the better grade, for a reason that is kept; a second decision on
    the same grade replaces the first. Raises Refused for too few or too many.
    """
    if not reason.strip():
        raise ReasonNeeded
    service.refuse_change(session, round_id, reason)
    whole = service.whole(session, round_id)
    names = service_stages.names_of(whole, tie.who)
    if len(set(chosen)) != tie.places or not set(chosen) <= set(tie.who):
        raise Refused(
            why=f"“{tie.better}”还有 {tie.places} 个名额，应从 {names} 中选 {tie.places} 人。"
        )
    percent = {one.title: one.percent for one in whole.scheme.grades}[tie.better]
    kind, today = (TIE if percent is not None else QUOTA), clock.today().isoformat()
    got = service_stages.names_of(whole, chosen)
    with session.together(f"裁定{got}为“{tie.better}”", reason) as batch:
        for old in whole.decisions:
            if old.grade == tie.better:
                session.void(DECISIONS, old.id, what="重新裁定", reason=reason)
        for subject in sorted(chosen):
            name = whole.subject(subject).name
            one = Decision(kind, subject, tie.better, today, reason.strip(), name, round_id)
            session.add(DECISIONS, columns_of(columns.DECISION_FIELDS, one), what="裁定")
    return batch.changed


# -- the notice ------------------------------------------------------------------------------------


def unready(standings: Standings) -> list[str]:
    """Why the result cannot be posted yet, each a sentence."""
    found = []
    whole, graded = standings.whole, standings.graded
    if not graded.assessed:
        found.append(f"名单里没有要评定的{whole.scheme.who}，请先列入，或作废这一次。")
    if all(one.kind != NOTICE for one in whole.scheme.stages):
        told = f"“{whole.scheme.title}”没有公示这一步，没有公示不能定档。"
        found.append(f"{told}请改好办法，作废这一次，另外开始一次。")
    if graded.waiting:
        names = [one.subject.name for one in standings.lines if _waits(one)]
        told = "、".join(names[:3]) + ("等" if len(names) > 3 else "")
        found.append(f"还有 {graded.waiting} 个对象的分数没有填完（{told}）。")
    for tie in graded.open:
        names_ = service_stages.names_of(whole, tie.who)
        found.append(f"{names_}同分，“{tie.better}”只剩 {tie.places} 个名额，请先裁定。")
    return found + service_stages.vote_faults(whole)


def _waits(line: Standing) -> bool:
    return line.subject.assessed and bool(line.score.missing)


def least_until(whole: service.Whole, since: date) -> date:
    """The first day on which a notice put up on a day may come down."""
    return since + timedelta(days=whole.scheme.notice_days)


def post(session: Session, round_id: int, entry: StageDone, short_reason: str = "") -> Changed:
    """Post the result: from and to, the link to the notice; the result as posted is written down.

    A second time changes the days, for a reason. Raises Refused when something is open, the days
    are wrong, or fewer than the scheme asks for and no reason is given.
    """
    standings = service_standings.standings(session, round_id)
    whole = standings.whole
    step = _notice_step(whole, entry)
    service_stages.refuse_early(whole, step)
    if wrong := unready(standings):
        raise Refused(why=f"{''.join(wrong[:3])}没有登记公示。")
    if not entry.since or not entry.until or entry.until < entry.since:
        raise Refused(why="公示要写明从哪天到哪天，止不能早于起，没有登记。请填写起止日期。")
    least = least_until(whole, date.fromisoformat(entry.since)).isoformat()
    if entry.until < least and not short_reason.strip():
        days = whole.scheme.notice_days
        told = f"至少公示 {days} 天，应到{show_date(least)}"
        raise Refused(why=f"{told}，没有登记。请改公示止，或写明时间不足的原因。")
    note = "；".join(one for one in (entry.note or "", short_reason.strip()) if one)
    entry = replace(entry, subject=None, begun_on=entry.since, done_on=None, note=note or None)
    with session.together(f"公示{whole.round.title}的结果", "公示") as batch:
        service_stages.put(session, whole, entry, "公示")
        _write_results(session, standings, "公示")
    return batch.changed


def withdraw(session: Session, round_id: int, reason: str) -> Changed:
    """Take the notice back, for a reason: it did not hang, or has to hang anew. The result may be
    put right again without one. Raises Refused when nothing is posted, Frozen.
    """
    whole = service.whole(session, round_id)
    if whole.round.closed:
        raise service.Frozen(title=whole.round.title)
    if whole.notice is None:
        raise Refused(why=f"“{whole.round.title}”还没有公示，没有可撤回的。")
    if not reason.strip():
        raise ReasonNeeded
    what = f"撤回{whole.round.title}的公示"
    with session.together(what, reason) as batch:
        session.void(service_stages.TABLE, whole.notice.id, what=what, reason=reason)
        for one in whole.results:
            session.void(RESULTS, one.id, what=what, reason=reason)
    return batch.changed


def _notice_step(whole: service.Whole, entry: StageDone) -> service_stages.Step:
    if whole.round.closed:
        raise service.Frozen(title=whole.round.title)
    step = service_stages.step_of(whole, entry.stage, entry.period)
    if step.stage.kind != NOTICE:
        raise Refused(why=f"“{step.title}”不是公示这一步，没有登记。")
    return step


def notice_entry(whole: service.Whole, since: date) -> StageDone:
    """What to post from a day on: the stage of the scheme, and the least number of days."""
    for step in service_stages.steps(whole):
        if step.stage.kind == NOTICE and step.period == service_stages.YEAR:
            until = least_until(whole, since).isoformat()
            return StageDone(step.stage.key, step.period, since=since.isoformat(), until=until)
    raise Refused(why=f"“{whole.scheme.title}”没有公示这一步，没有登记公示。")


# -- the end ---------------------------------------------------------------------------------------


def finish(
    session: Session,
    round_id: int,
    objections: Sequence[str] = (),
    reason: str = "",
    day: str = "",
) -> Changed:
    """Make the result final, as of a day (today). ``objections``: those to the notice nobody has
    answered yet. What differs from what was posted is written with the reason, which it then
    needs. Raises Refused before the notice is over, or while anything is open; Frozen.
    """
    standings = service_standings.standings(session, round_id)
    whole = standings.whole
    if whole.round.closed:
        raise service.Frozen(title=whole.round.title)
    day = day or clock.today().isoformat()
    refuse_unfinished(standings, objections, day)
    changed = differing(standings)
    if changed and not reason.strip():
        names = service_stages.names_of(whole, changed)
        why = f"{names}的结果与公示的不一样，没有定档。请重新公示，或写明理由后再定档。"
        raise Refused(why=why)
    what = f"{whole.round.title}定档"
    with session.together(what, reason or "定档") as batch:
        for step in service_stages.steps(whole):
            if step.stage.kind in (NOTICE, FINAL) and not step.over:
                old = step.done or StageDone(step.stage.key, step.period, begun_on=day)
                service_stages.put(session, whole, replace(old, done_on=day), what)
        _write_results(session, standings, reason or "定档")
        done: dict[str, Value] = {"closed_on": day}
        session.amend(service.ROUNDS, round_id, done, what=what, reason=reason or "定档")
    return batch.changed


def refuse_unfinished(standings: Standings, objections: Sequence[str], day: str) -> None:
    """Raises Refused with what is still to be done before the result can be final on a day."""
    whole = standings.whole
    if day > clock.today().isoformat():
        raise Refused(why=f"{show_date(day)}还没有到，没有定档。请改正日期。")
    if wrong := unready(standings):
        raise Refused(why=f"{''.join(wrong[:3])}没有定档。")
    for step in service_stages.steps(whole):
        if step.stage.kind == FINAL:
            break
        if step.stage.kind != NOTICE:
            if not step.over:
                told = f"第 {step.number} 步“{service_stages.named(whole, step)}”还没有完成"
                raise Refused(why=f"{told}，没有定档。请按顺序办理。")
            continue
        row = step.done
        if row is None or not row.until:
            raise Refused(why="结果还没有公示，没有定档。请先公示。")
        if day <= row.until:
            raise Refused(why=f"公示到{show_date(row.until)}，还没有结束，没有定档。")
    if objections:
        told = "；".join(objections[:2])
        raise Refused(why=f"有 {len(objections)} 条意见没有答复（{told}），没有定档。请先答复。")


def differing(standings: Standings) -> list[int]:
    """The subjects whose result is not what was posted; empty before the notice."""
    posted = {one.subject: one for one in standings.whole.results}
    if not posted:
        return []
    now = results_of(standings)
    found = [one.subject for one in now if _core(one) != _core(posted.get(one.subject))]
    return found + [who for who in posted if who not in {one.subject for one in now}]


def _core(one: Result | None) -> tuple[object, ...]:
    return (one.rank, one.total, one.grade) if one else ()


def results_of(standings: Standings) -> list[Result]:
    """The result of everybody who is graded, as it is written down."""
    return [
        Result(
            line.subject.id,
            line.rank,
            line.score.total,
            line.grade,
            _parts(standings, line),
            "、".join(dict.fromkeys(one.title for one in line.outcome.lines)) or None,
            line.subject.name,
            standings.whole.id,
        )
        for line in standings.lines
        if line.subject.assessed
    ]


def _parts(standings: Standings, line: Standing) -> str:
    """Points by part, as JSON: [["上半年", "日常表现", "92.5"], …]; of a period that does not count
    why: [["年中", "不计", "8月转入"], …].
    """
    titles = {one.key: one.title for one in standings.scheme.periods}
    parts = {one.key: one.title for one in standings.scheme.parts}
    whys = standings.whole.apart(line.subject)
    rows = [[titles[period], columns.NOT_COUNTED, why] for period, why in whys.items()]
    rows += [
        [titles[period], parts[part], scoring.shown(points)]
        for (period, part), points in line.score.parts.items()
        if period not in whys
    ]
    return json.dumps(rows, ensure_ascii=False)


def parts_of(result: Result) -> list[tuple[str, str, str]]:
    """(period, part, points) of a result written down."""
    return [(one[0], one[1], one[2]) for one in json.loads(result.parts or "[]")]


def _write_results(session: Session, standings: Standings, reason: str) -> None:
    known = {one.subject: one for one in standings.whole.results}
    for one in results_of(standings):
        values = columns_of(columns.RESULT_FIELDS, one)
        old = known.pop(one.subject, None)
        if old is None:
            session.add(RESULTS, values, what="评议结果")
        else:
            session.amend(RESULTS, old.id, values, what="评议结果", reason=reason)
    for old in known.values():
        session.void(RESULTS, old.id, what="评议结果", reason=reason)
