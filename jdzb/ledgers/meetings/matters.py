"""四议两公开: a matter's six steps, each with its own quorum and base. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from jdzb.core.fields import show_date
from jdzb.core.rules import Rule, RuleTable, WrongFigure
from jdzb.ledgers.meetings.entries import Matter
from jdzb.ledgers.meetings.kinds import PRESENT, SHOULD
from jdzb.ledgers.meetings.rules import OK, WARN, WRONG, Line
from jdzb.ledgers.meetings.voting import told

STEPS, BASE = "meetings.four_two.steps", "meetings.four_two.base"
QUORUM, MAJORITY = "meetings.four_two.quorum", "meetings.four_two.majority"
NATIONAL, LOCAL = "国家规定", "本地规定"
VOTED = 4  # the steps that are put to the vote; the others are postings
# What the national texts prescribe: quorum, majority, base.
_ALL_VILLAGERS = "meetings.villagers.quorum_adults", "meetings.villagers.majority", PRESENT
_NATIONAL = {
    3: ("meetings.general.quorum", "meetings.general.majority", SHOULD),
    4: ("meetings.representatives.quorum", "meetings.representatives.majority", PRESENT),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: when, the record it is tied to, and its numbers.

    ``should`` and ``present`` are of those with a vote; ``where`` says it in words (党员大会).
    ``villagers``: it was a 村民会议, not one of representatives.
    """

    step: int
    day: str
    where: str = ""
    link: tuple[str, int] | None = None
    should: int | None = None
    present: int | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    note: str | None = None
    villagers: bool = False


@dataclass(frozen=True, slots=True)
class Yardstick:
    """One yardstick of a step: national or local. ``over``: more than the quorum must come."""

    level: str
    quorum: Fraction
    majority: Fraction
    base: str
    sources: tuple[str, str]
    over: bool = False

    def least(self, should: int) -> int:
        """How many of so many must be present."""
        need = self.quorum * should
        return floor(need) + 1 if self.over else ceil(need)


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the chain from 1: its name, how it was taken, what is not in order."""

    number: int
    title: str
    taken: tuple[Taken, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def done(self) -> bool:
        """True when it was taken."""
        return bool(self.taken)

    @property
    def failed(self) -> bool:
        """True when too few came, or it was not carried, the last time it was taken."""
        return any(line.mark == WRONG and line.key in ("quorum", "majority") for line in self.lines)

    @property
    def last(self) -> Taken | None:
        """The last time it was taken; a failed vote may be repeated."""
        return self.taken[-1] if self.taken else None


@dataclass(frozen=True, slots=True)
class Chain:
    """A matter with its six steps."""

    matter: Matter
    steps: tuple[StepView, ...]

    @property
    def next(self) -> StepView | None:
        """The step after the last one taken, or that one again where it failed; None at the end."""
        done = [step for step in self.steps if step.done]
        if done and done[-1].failed:
            return done[-1]
        after = done[-1].number if done else 0
        return next((step for step in self.steps if step.number > after), None)


def chain(matter: Matter, taken: Iterable[Taken], table: RuleTable) -> Chain:
    """The matter's steps in order, each checked against the national and the local figures."""
    titles = table.texts(STEPS)
    every = sorted(taken, key=lambda one: (one.step, one.day))
    views = []
    for number, title in enumerate(titles, 1):
        own = tuple(one for one in every if one.step == number)
        before = [one for one in every if one.step < number]
        lines = tuple(_lines(number, title, own, before, table))
        views.append(StepView(number, title, own, lines))
    return Chain(matter, tuple(views))


def yardsticks(step: int, table: RuleTable, *, villagers: bool = False) -> tuple[Yardstick, ...]:
    """The yardsticks of a step; the local one is left out where it asks for nothing else.

    A 村民会议 has only the national one; the local figures are for representatives.
    """
    if step > VOTED:
        return ()
    if villagers:
        return (_national(_ALL_VILLAGERS, table, over=True),)
    local = Yardstick(
        LOCAL, _share(table, QUORUM, step), _share(table, MAJORITY, step),
        _one(table, BASE, step), (told(table.rule(QUORUM)), told(table.rule(MAJORITY))),
    )  # fmt: skip
    if step not in _NATIONAL:
        return (local,)
    national = _national(_NATIONAL[step], table)
    same = (local.quorum, local.majority, local.base) == (
        national.quorum, national.majority, national.base,
    )  # fmt: skip
    return (national,) if same else (national, local)


def _national(keys: tuple[str, str, str], table: RuleTable, *, over: bool = False) -> Yardstick:
    quorum, majority, base = keys
    sources = (told(table.rule(quorum)), told(table.rule(majority)))
    shares = table.share(quorum), table.share(majority)
    return Yardstick(NATIONAL, *shares, base, sources, over)


def _lines(
    number: int, title: str, own: Sequence[Taken], before: Sequence[Taken], table: RuleTable
) -> Iterator[Line]:
    if not own:
        return
    last = own[-1]
    skipped = set(range(1, number)) - {one.step for one in before}
    if skipped:
        steps = "、".join(f"第{step}步" for step in sorted(skipped))
        yield Line(WARN, "order", f"{title}之前，{steps}还没有记录", item=number)
    latest = max((one.day for one in before), default="")
    if latest > last.day:
        text = f"{title}在{show_date(last.day)}，早于前一步的{show_date(latest)}，先后不对"
        yield Line(WRONG, "order", text, item=number)
    for test in yardsticks(number, table, villagers=last.villagers):
        yield from measured(title, last, test)


def measured(title: str, taken: Taken, test: Yardstick) -> Iterator[Line]:
    """What one yardstick says of a step: whether enough came, whether it was carried."""
    should, present, yes = taken.should, taken.present, taken.yes
    if not should or present is None:
        text = f"{title}：应到、实到人数待补充，{test.level}还不能核对"
        yield Line(WARN, "quorum", text, str(test.quorum), test.sources[0], taken.step)
        return
    least = test.least(should)
    held = present >= least
    text = f"{title}：应到 {should} 人，实到 {present} 人，{test.level}须到 {least} 人"
    figure = f"{test.quorum}×{should}，至少 {least} 人"
    yield Line(OK if held else WRONG, "quorum", text, figure, test.sources[0], taken.step)
    base = should if test.base == SHOULD else present
    need = floor(test.majority * base) + 1
    figure = f"{test.majority}×{base}（{test.base}），须 {need} 票"
    if yes is None:
        text = f"{title}：赞成票数待补充，{test.level}须 {need} 票"
        yield Line(WARN, "majority", text, figure, test.sources[1], taken.step)
        return
    passed = held and need <= yes <= present
    text = f"{title}：赞成 {yes} 票，{test.level}须 {need} 票（{test.base} {base} 人）"
    if not passed:
        text += "，没有通过" if held and yes <= present else "，表决无效"
    yield Line(OK if passed else WRONG, "majority", text, figure, test.sources[1], taken.step)


def _one(table: RuleTable, key: str, step: int) -> str:
    texts = table.texts(key)
    if len(texts) < VOTED:
        _wrong(table.rule(key))
    return texts[step - 1]


def _share(table: RuleTable, key: str, step: int) -> Fraction:
    try:
        return Fraction(_one(table, key, step))
    except (ValueError, ZeroDivisionError):
        return _wrong(table.rule(key))


def _wrong(rule: Rule) -> Fraction:
    raise WrongFigure(title=rule.title, key=rule.key, expected='四个分数，如 "1/2"')
