"""The stages of a round in order: who has done what, the notice, and the end that freezes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from jdzb.core import clock
from jdzb.core.errors import Refused
from jdzb.core.fields import Value, show_date
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of, made
from jdzb.ledgers.appraisals import columns, naming, scoring, service, service_ballots
from jdzb.ledgers.appraisals.entries import StageDone
from jdzb.ledgers.appraisals.schemes import Stage
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.terms import FINAL, GRADE, NOTICE, POINTS, REPORT, VOTE
from jdzb.store.session import Session

TABLE = "appraisal_stages"
WAITING, RUNNING, DONE = "未开始", "进行中", "已完成"
BY_EACH = ("self", "check", "peer")  # kinds of stage that everybody assessed goes through
YEAR = ""  # the period of what is done once a year


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the procedure, in one period or (``period`` '') once for all.

    ``said`` is what stands beside its name: 49/49, 41票, 11-18 上报, 7 天. ``people`` are the
    subjects who have done it, ``of`` how many there are.
    """

    number: int
    stage: Stage
    period: str
    state: str
    said: str = ""
    done: StageDone | None = None
    people: frozenset[int] = frozenset()
    of: int = 0

    @property
    def title(self) -> str:
        """What it is called."""
        return self.stage.title

    @property
    def over(self) -> bool:
        """True when it is done."""
        return self.state == DONE


def steps(whole: Whole) -> tuple[Step, ...]:
    """The stages of a round in their order; those of each period come period by period."""
    found: list[Step] = []
    current = False
    for number, (stage, period) in enumerate(_order(whole), 1):
        step = _step(whole, number, stage, period)
        if step.state != DONE and not current:
            current = True
            step = replace(step, state=RUNNING)
        found.append(step)
    return tuple(found)


def _order(whole: Whole) -> list[tuple[Stage, str]]:
    """Stages beside each other that are done in each period are repeated as a block."""
    found: list[tuple[Stage, str]] = []
    block: list[Stage] = []
    for stage in whole.scheme.stages:
        if stage.each_period:
            block.append(stage)
            continue
        found += _repeated(whole, block)
        block = []
        found.append((stage, YEAR))
    return found + _repeated(whole, block)


def _repeated(whole: Whole, block: Sequence[Stage]) -> list[tuple[Stage, str]]:
    return [(stage, period.key) for period in whole.scheme.periods for stage in block]


def _step(whole: Whole, number: int, stage: Stage, period: str) -> Step:
    rows = [one for one in whole.stages if (one.stage, one.period) == (stage.key, period)]
    row = next((one for one in rows if one.subject is None), None)
    cells = _cells(whole, stage, period)
    there = {
        one.id
        for one in (whole.assessed if cells else whole.subjects)
        if not one.excused and period not in whole.apart(one)
    }
    told = {one.subject for one in rows if one.subject and one.done_on}
    people = frozenset((told | _entered(whole, stage, cells)) & there)
    over = bool(row and row.done_on)
    if stage.kind == FINAL:
        over = whole.round.closed
    begun = bool(row or people)
    state = DONE if over else RUNNING if begun else WAITING
    step = Step(number, stage, period, state, "", row, people, len(there))
    return replace(step, said=_said(whole, step))


def _cells(whole: Whole, stage: Stage, period: str) -> set[scoring.Cell]:
    """What is entered in a stage where points of a side are; nothing in others."""
    return {
        (key, item.key)
        for key, part, item in scoring.cells(whole.scheme)
        if stage.side and part.way in (POINTS, GRADE) and period in (YEAR, key)
    }


def _entered(whole: Whole, stage: Stage, cells: set[scoring.Cell]) -> set[int]:
    """Those for whom every one of the cells that counts is entered by the stage's side."""
    apart = {one.id: whole.apart(one) for one in whole.subjects}
    left = {who: {one for one in cells if one[0] not in whys} for who, whys in apart.items()}
    done = {who for who, wanted in left.items() if wanted}
    for one in whole.scores:
        if one.side == stage.side and one.points is not None and one.subject in left:
            left[one.subject].discard((one.period, one.item))
    return {who for who in done if not left[who]}


def _said(whole: Whole, step: Step) -> str:
    row, kind = step.done, step.stage.kind
    if kind in BY_EACH and (step.people or not step.over):
        return f"{len(step.people)}/{step.of}"
    if kind == VOTE and (votes := _votes(whole, step.period)):
        return f"{votes}票"
    if kind == NOTICE:
        if row and row.since and row.until:
            return f"{row.since[5:]} 至 {row.until[5:]}"
        return f"{step.stage.days} 天" if step.stage.days else ""
    if kind == REPORT and row and row.begun_on and not row.done_on:
        return f"{row.begun_on[5:]} 上报"
    return row.done_on[5:] if row and row.done_on else ""


def _votes(whole: Whole, period: str) -> int:
    counts = [
        service_ballots.papers_of(whole, one).returned
        for one in whole.ballots
        if period in (YEAR, one.period)
    ]
    return max(counts, default=0)


def step_of(whole: Whole, stage: str, period: str = YEAR) -> Step:
    """One step by the key of its stage; raises Refused for none."""
    for one in steps(whole):
        if (one.stage.key, one.period) == (stage, period):
            return one
    raise Refused(why=f"评议办法里没有“{stage}”这一步，没有登记。")


# -- doing -----------------------------------------------------------------------------------------


def put_stage(session: Session, round_id: int, entry: StageDone) -> Changed:
    """Write what was done of a stage as a whole: begun, done, by whom, with which link.

    Raises Refused when it is completed before an earlier one, when votes do not add up or too few
    came, for a day to come; Frozen. The notice goes by ``service_notice.post``, the end by
    ``finish``.
    """
    whole = service.whole(session, round_id)
    _refuse_frozen(whole)
    step = step_of(whole, entry.stage, entry.period)
    if step.stage.kind in (NOTICE, FINAL):
        raise Refused(why=f"“{step.title}”请用“生成公示”或“定档”办理，没有登记。")
    for day in (entry.begun_on, entry.done_on):
        if day and day > clock.today().isoformat():
            raise Refused(why=f"{show_date(day)}还没有到，“{step.title}”没有登记。请改正日期。")
    if entry.done_on:
        refuse_early(whole, step)
        _refuse_votes(whole, step)
    deed = "完成" if entry.done_on else "登记"
    return put(session, whole, replace(entry, subject=None), f"{deed}“{step.title}”")


def done_by(
    session: Session,
    round_id: int,
    stage: str,
    period: str,
    people: Collection[int],
    day: str,
    who: str | None = None,
) -> Changed:
    """These subjects have done a stage (自评, 审核) on a day, as one act; who has is left alone."""
    whole = service.whole(session, round_id)
    _refuse_frozen(whole)
    step = step_of(whole, stage, period)
    if day > clock.today().isoformat():
        raise Refused(why=f"{show_date(day)}还没有到，没有登记。请改正日期。")
    with session.together(f"登记 {len(people)} 人“{step.title}”", step.title) as batch:
        for subject in people:
            if whole.subject(subject).excused:
                raise Refused(why=f"{whole.subject(subject).name}不参加这次评议，没有登记。")
            if subject not in step.people:
                entry = StageDone(stage, period, subject, done_on=day, who=who)
                put(session, whole, entry, step.title)
    return batch.changed


def text_by(
    session: Session, round_id: int, stage: str, period: str, subject: int, text: str | None
) -> Changed:
    """The words one subject gave in a stage (his 自评), or the branch on him."""
    whole = service.whole(session, round_id)
    _refuse_frozen(whole)
    step, name = step_of(whole, stage, period), whole.subject(subject).name
    rows = [one for one in whole.stages if (one.stage, one.period) == (stage, period)]
    known = next((one for one in rows if one.subject == subject), None)
    entry = known or StageDone(stage, period, subject, done_on=clock.today().isoformat())
    return put(session, whole, replace(entry, note=text or None), f"登记{name}的“{step.title}”")


def back(session: Session, round_id: int, stage: str, period: str, reason: str) -> Changed:
    """Open a completed stage again, for a reason. Raises Refused when a later one is done."""
    whole = service.whole(session, round_id)
    _refuse_frozen(whole)
    step = step_of(whole, stage, period)
    later = [one for one in steps(whole) if one.number > step.number and one.over]
    if later:
        raise Refused(why=f"后面的“{later[0].title}”已经完成，没有退回。请先退回后面的一步。")
    if step.done is None or not step.over:
        raise Refused(why=f"“{step.title}”还没有完成，没有可退回的。")
    what = f"退回“{step.title}”"
    return session.amend(TABLE, step.done.id, {"done_on": None}, what=what, reason=reason)


def put(session: Session, whole: Whole, entry: StageDone, what: str, reason: str = "") -> Changed:
    """Write a stage row, over the one that is there."""
    title = naming.stage_title(whole.scheme, entry.period, entry.stage)
    values: dict[str, Value] = columns_of(columns.STAGE_FIELDS, entry)
    values |= {"round": whole.id, "title": title}
    values["name"] = whole.subject(entry.subject).name if entry.subject else None
    where = "round = ? AND period = ? AND stage = ? AND subject IS ?"
    args = (whole.id, entry.period, entry.stage, entry.subject)
    known = [made(StageDone, row) for row in session.rows(TABLE, where, args)]
    if known:
        return session.amend(TABLE, known[0].id, values, what=what, reason=reason or what)
    return session.add(TABLE, values, what=what)


# -- what stands in the way ------------------------------------------------------------------------


def refuse_early(whole: Whole, step: Step) -> None:
    """Raise Refused while an earlier stage is not done."""
    earlier = [one for one in steps(whole) if one.number < step.number and not one.over]
    if earlier:
        first = earlier[0]
        raise Refused(
            why=f"第 {first.number} 步“{named(whole, first)}”还没有完成，“{step.title}”没有登记。"
            "请按顺序办理。"
        )


def named(whole: Whole, step: Step) -> str:
    """The stage with its period where there are several."""
    return naming.period_title(whole.scheme, step.period) + step.title


def _refuse_votes(whole: Whole, step: Step) -> None:
    if step.stage.kind != VOTE:
        return
    if wrong := vote_faults(whole, step.period):
        raise Refused(why=f"{''.join(wrong[:3])}“{step.title}”没有登记完成。请核对票数。")


def vote_faults(whole: Whole, period: str = YEAR) -> list[str]:
    """What is wrong with the ballots of a period (of all): missing, no sum, too few there."""
    found: list[str] = []
    for key, spec in service_ballots.expected(whole):
        if period not in (YEAR, key):
            continue
        ballot = service_ballots.ballot_of(whole, spec.key, key)
        if ballot is None:
            found.append(f"{spec.title}还没有登记票数。")
            continue
        found += service_ballots.faults(whole, ballot)
        came = service_ballots.turnout(whole, ballot)
        found += [f"{one.words}，不能测评。" for one in came if not one.enough]
    return found


def _refuse_frozen(whole: Whole) -> None:
    if whole.round.closed:
        raise service.Frozen(title=whole.round.title)


def names_of(whole: Whole, people: Iterable[int]) -> str:
    """Names in the order of the list."""
    wanted = set(people)
    return "、".join(one.name for one in whole.subjects if one.id in wanted)
