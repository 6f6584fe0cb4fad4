"""Where a promise stands on a day: reached, behind, overdue; how a year's six steps stand. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jdzb.core.rules import RuleTable
from jdzb.ledgers.commitments.columns import (
    AT_MOST,
    BRANCH,
    KEPT,
    OUTCOMES,
    POSTED,
    PRACTISED,
    PROPOSED,
    STEPS,
)
from jdzb.ledgers.commitments.entries import Ballot, Commitment, Progress, Step, Wish

GAP, MONTHS = "commitments.behind.gap", "commitments.steps.months"
LEAST, MOST = "commitments.least", "commitments.most"
CLAIM_DAYS, WISH_DAYS = "commitments.wishes.claim_days", "commitments.wishes.days"
WAITING, RUNNING, BEHIND, OVERDUE, REACHED, EXCEEDED = (
    "未到年度", "进行中", "落后", "超期", "已达到", "已突破",
)  # fmt: skip
_SEEN = (PROPOSED, PRACTISED)  # steps that leave records of their own
STATES = (OVERDUE, EXCEEDED, BEHIND, RUNNING, REACHED, WAITING, *OUTCOMES)
AMISS = (OVERDUE, EXCEEDED, BEHIND)


@dataclass(frozen=True, slots=True)
class Standing:
    """A promise on a day: what is done, the share reached and the share of time gone, its state.

    ``reached`` is None without a target (or with one not to be passed). ``last`` is the day of the
    last entry of progress, ``entries`` how many there are, ``files`` how many pieces of evidence.
    """

    commitment: Commitment
    done: int
    reached: Fraction | None
    gone: Fraction
    state: str
    entries: int = 0
    last: str | None = None
    files: int = 0

    @property
    def amiss(self) -> bool:
        """True when it is behind, overdue, or past what it must not pass."""
        return self.state in AMISS

    @property
    def percent(self) -> str:
        """The share reached as shown, rounded down: 75%; '' without a target."""
        return "" if self.reached is None else f"{int(self.reached * 100)}%"


def target_words(one: Commitment) -> str:
    """The target as printed: 36 户次, 不少于 3 起; '' without one."""
    if one.target is None:
        return ""
    unit = one.unit or ""
    return f"{one.bound or ''} {one.target} {unit}".strip()


def amount_words(amount: int | None, one: Commitment) -> str:
    """An amount with the unit of its promise: 3 户次; '' for none."""
    return "" if amount is None else f"{amount} {one.unit or ''}".strip()


def due_words(one: Commitment) -> str:
    """The day as printed in a list of one year: 12-31; with its year when that is another."""
    due = one.due or ""
    return due[5:] if due[:4] == f"{one.year:04}" else due


def who(one: Commitment | Ballot, names: Mapping[int, str]) -> str:
    """Who promised: the name, or 党支部."""
    return BRANCH if one.member is None else names.get(one.member, "")


def span(one: Commitment, posted: date | None = None) -> tuple[date, date]:
    """From when to when a promise runs: from its posting (within the year; else 1 January) to its
    day, or the end of its year.
    """
    first, last = date(one.year, 1, 1), date(one.year, 12, 31)
    due = date.fromisoformat(one.due) if one.due else last
    since = posted if posted and first <= posted < due else first
    return min(since, due), due


@dataclass(frozen=True, slots=True)
class Done:
    """What was done for a promise: the sum of the amounts, how many entries, the last day."""

    amount: int = 0
    entries: int = 0
    last: str | None = None


def tally(progress: Iterable[Progress], today: date) -> Done:
    """What was done up to a day."""
    found = [entry for entry in progress if entry.day <= today.isoformat()]
    last = max((entry.day for entry in found), default=None)
    return Done(sum(entry.amount or 0 for entry in found), len(found), last)


def standing(
    one: Commitment,
    done: Done,
    table: RuleTable,
    today: date,
    *,
    posted: date | None = None,
    files: int = 0,
) -> Standing:
    """Where a promise stands on a day.

    Without a target nothing can be behind, but past its day without an outcome it is overdue.
    """
    since, until = span(one, posted)
    gone = _share((today - since).days, (until - since).days)
    reached = None
    if one.target and one.bound != AT_MOST:
        reached = Fraction(done.amount, one.target)
    state = one.outcome or _state(one, done.amount, reached, gone, table, today)
    return Standing(one, done.amount, reached, gone, state, done.entries, done.last, files)


def _share(days: int, whole: int) -> Fraction:
    return min(max(Fraction(days, whole), Fraction(0)), Fraction(1)) if whole > 0 else Fraction(1)


def _state(
    one: Commitment,
    done: int,
    reached: Fraction | None,
    gone: Fraction,
    table: RuleTable,
    today: date,
) -> str:
    if one.bound == AT_MOST and one.target is not None and done > one.target:
        return EXCEEDED
    if reached is not None and reached >= 1:
        return REACHED
    if one.due and today.isoformat() > one.due and one.bound != AT_MOST:
        return OVERDUE
    if today.year < one.year:
        return WAITING
    wanted = int((one.target or 0) * (gone - table.share(GAP)))  # whole: nobody does half a visit
    if reached is not None and done < wanted:
        return BEHIND
    return RUNNING


def proposed_outcome(one: Standing, today: date) -> str:
    """兑现 where the target is reached (or was not passed until its end), else ''."""
    if one.state == REACHED:
        return KEPT
    over = today > span(one.commitment)[1]
    kept = one.commitment.bound == AT_MOST and one.state not in (EXCEEDED, *OUTCOMES)
    return KEPT if kept and over else ""


# -- the six steps ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StepView:
    """One of the six steps of a year: when it was taken, what the ledger knows of it, by when.

    ``done``: its day is recorded; 提诺 and 践诺 are done with what the ledger counts of them too.
    ``told`` is what it counts: 41 人 131 条.
    """

    number: int
    step: str
    taken: Step | None
    told: str
    until: date
    done: bool

    def late(self, today: date) -> bool:
        """True when its time is over and it was not taken."""
        return not self.done and today > self.until


def steps(
    year: int,
    taken: Iterable[Step],
    told: Mapping[str, str],
    table: RuleTable,
    begun: bool = True,
) -> tuple[StepView, ...]:
    """The six steps of a year in order; ``told`` by step. ``begun``: a member promised something,
    without which 提诺 is not done.
    """
    known = {one.step: one for one in taken}
    months = table.wholes(MONTHS)
    views = []
    for number, step in enumerate(STEPS, 1):
        entry, words = known.get(step), told.get(step, "")
        seen = step in _SEEN and bool(words) and (begun or step != PROPOSED)
        done = entry is not None or seen
        until = month_end(year, months[min(number, len(months)) - 1])
        views.append(StepView(number, step, entry, words, until, done))
    return tuple(views)


def month_end(year: int, month: int) -> date:
    """The last day of a month; a month beyond the year is its last."""
    month = min(max(month, 1), 12)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def following(views: Sequence[StepView]) -> StepView | None:
    """The step to be taken next: the first after the last one taken; None when all are taken."""
    done = [view.number for view in views if view.done]
    return next((view for view in views if view.number > max(done, default=0)), None)


def skipped(views: Sequence[StepView]) -> tuple[StepView, ...]:
    """The steps not taken although a later one was."""
    last = max((view.number for view in views if view.done), default=0)
    return tuple(view for view in views if not view.done and view.number < last)


def posted_on(taken: Iterable[Step]) -> date | None:
    """The day the promises of a year were posted."""
    days = [one.day for one in taken if one.step == POSTED]
    return date.fromisoformat(days[0]) if days else None


# -- counts ----------------------------------------------------------------------------------------


def counts(found: Iterable[Commitment]) -> dict[int | None, int]:
    """How many promises each member made (None: the branch)."""
    known: dict[int | None, int] = {}
    for one in found:
        known[one.member] = known.get(one.member, 0) + 1
    return known


def too_few_or_many(count: int, table: RuleTable) -> str:
    """What is wrong with the number of promises of one, in Chinese; '' when it is as the rules
    ask.
    """
    if count < table.whole(LEAST):
        return f"只有 {count} 条，规定至少 {table.whole(LEAST)} 条"
    if count > table.whole(MOST):
        return f"有 {count} 条，规定最多 {table.whole(MOST)} 条"
    return ""


def satisfaction(ballot: Ballot) -> Fraction | None:
    """满意 and 基本满意 of the ballots returned; None where none came back."""
    return Fraction(ballot.satisfied + ballot.fairly, ballot.returned) if ballot.returned else None


def percent(share: Fraction | None) -> str:
    """A share as printed, half up to a tenth: 92.1%; '' for none."""
    if share is None:
        return ""
    tenths = int(share * 1000 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"


# -- wishes ----------------------------------------------------------------------------------------

OPEN, LATE_OPEN, CLAIMED, LATE, FULFILLED = "待认领", "久未认领", "已认领", "到期未实现", "已实现"
WISH_STATES = (LATE_OPEN, LATE, OPEN, CLAIMED, FULFILLED)


def wish_due(wish: Wish, table: RuleTable) -> date:
    """The day by which a wish is to be fulfilled: its own, or so many days after it was made."""
    if wish.due:
        return date.fromisoformat(wish.due)
    return date.fromordinal(date.fromisoformat(wish.day).toordinal() + table.whole(WISH_DAYS))


def wish_state(wish: Wish, table: RuleTable, today: date) -> str:
    """Where a wish stands on a day, one of WISH_STATES."""
    if wish.fulfilled_on:
        return FULFILLED
    if wish.claimed_by is not None:
        return LATE if today > wish_due(wish, table) else CLAIMED
    waited = (today - date.fromisoformat(wish.day)).days
    return LATE_OPEN if waited > table.whole(CLAIM_DAYS) else OPEN
