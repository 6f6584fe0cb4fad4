"""The life of a notice: its state by its dates, the order of its steps, how long it must hang."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from jdzb.core import people, rules
from jdzb.core.errors import Refused
from jdzb.core.rules import Rule
from jdzb.core.sheet import cn_day, day_range
from jdzb.core.workdays import Calendar
from jdzb.ledgers.notices.entries import CANDIDATES, OF_A_BOOK, RESULTS, VILLAGE, Notice, day

DRAFTED, CHECKED, APPROVED, POSTED, EXPIRED, TAKEN = (
    "草稿", "已审核", "已批准", "公示中", "到期", "已撤下",
)  # fmt: skip
STATES = (DRAFTED, CHECKED, APPROVED, POSTED, EXPIRED, TAKEN)
TONES = {
    DRAFTED: "grey", CHECKED: "amber", APPROVED: "amber", POSTED: "green", EXPIRED: "red",
    TAKEN: "grey",
}  # fmt: skip
_TERMS = {
    VILLAGE: "notices.village_affairs.days",
    RESULTS: "notices.appraisal_result.days",
    CANDIDATES: "notices.candidates.workdays",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the life: its name, what is done, the columns of who and when."""

    name: str
    deed: str
    by: str
    on: str

    def who(self, notice: Notice) -> str | None:
        """Who took it."""
        value: str | None = getattr(notice, self.by)
        return value

    def when(self, notice: Notice) -> date | None:
        """When it was taken."""
        return day(getattr(notice, self.on))


STEPS = (
    Step("提出", "提出", "proposed_by", "proposed_on"),
    Step("审核", "审核", "checked_by", "checked_on"),
    Step("审批", "批准", "approved_by", "approved_on"),
    Step("实施", "张贴", "posted_by", "posted_on"),
    Step("撤下", "撤下", "taken_by", "taken_on"),
)


@dataclass(frozen=True, slots=True)
class Term:
    """How long a category must hang; ``workdays`` says which days count."""

    days: int
    workdays: bool
    rule: Rule

    @property
    def words(self) -> str:
        """至少 15 天 or 至少 5 个工作日."""
        return f"至少 {self.days} {'个工作日' if self.workdays else '天'}"


def term_of(category: str) -> Term | None:
    """The least time of a category; None where no rule names one."""
    key = _TERMS.get(category)
    if key is None:
        return None
    table = rules.standard()
    return Term(table.whole(key), key.endswith("workdays"), table.rule(key))


def state(notice: Notice, today: date) -> str:
    """The state a notice is in, one of STATES; nothing but its dates says so."""
    if notice.taken_on:
        return TAKEN
    if notice.posted_on:
        return EXPIRED if notice.until and notice.until < today.isoformat() else POSTED
    if notice.approved_on:
        return APPROVED
    return CHECKED if notice.checked_on else DRAFTED


def taken(notice: Notice) -> int:
    """How many of STEPS have been taken; the first is taken by every draft."""
    done = [step.when(notice) is not None for step in STEPS[1:]]
    return 1 + (done.index(False) if False in done else len(done))


def next_step(notice: Notice) -> Step | None:
    """The step that is to come; None after the last."""
    number = taken(notice)
    return STEPS[number] if number < len(STEPS) else None


def last_step(notice: Notice) -> Step | None:
    """The step that can be taken back; None of a draft."""
    number = taken(notice)
    return STEPS[number - 1] if number > 1 else None


def refuse_order(notice: Notice, today: date) -> None:
    """Raise Refused when a step stands without the one before it, or on a day it cannot be."""
    number = taken(notice)
    for step in STEPS[number:]:
        if step.when(notice):
            missing = STEPS[number].deed
            raise Refused(why=f"《{notice.title}》还没有{missing}，不能先{step.deed}，没有保存。")
    before: Step | None = None
    for step in STEPS[:number]:
        on, earlier = step.when(notice), before.when(notice) if before else None
        if on and on > today:
            raise Refused(why=f"{step.deed}日期{cn_day(on)}还没有到，没有保存。请改成实际日期。")
        if on and before and earlier and on < earlier:
            why = (
                f"{step.deed}日期{cn_day(on)}早于{before.deed}日期{cn_day(earlier)}，没有保存。"
                "请按实际先后填写。"
            )
            raise Refused(why=why)
        before = step if on else before


def refuse_step(notice: Notice, step: Step) -> None:
    """Raise Refused when another step is due, naming it."""
    due = next_step(notice)
    if due is step:
        return
    if due is None or STEPS.index(step) < STEPS.index(due):
        raise Refused(why=f"《{notice.title}》已经{step.deed}过了，没有改动。")
    raise Refused(why=f"《{notice.title}》还没有{due.deed}，不能先{step.deed}，没有改动。")


def begins(notice: Notice) -> date | None:
    """The day from which it hangs: the first of its period, but not before it was put up."""
    days = [one for one in (day(notice.since), day(notice.posted_on)) if one]
    return max(days, default=None)


def ends(notice: Notice) -> date | None:
    """The last day of its period, or the day it was taken down when that was before."""
    days = [one for one in (day(notice.until), day(notice.taken_on)) if one]
    return min(days, default=None)


def days_early(notice: Notice) -> int:
    """How many days before its last one it was taken down; 0 when it was not."""
    until, taken = day(notice.until), day(notice.taken_on)
    return max((until - taken).days, 0) if until and taken else 0


def hung(notice: Notice) -> str:
    """How long one that was taken down did hang: 实际张贴 3 天（…）; empty before."""
    posted, taken = day(notice.posted_on), day(notice.taken_on)
    if posted is None or taken is None:
        return ""
    return f"实际张贴 {(taken - posted).days} 天（{day_range(posted, taken)}）"


def one_hand(notice: Notice) -> str:
    """The one who proposed, checked and approved it; empty when they were more than one."""
    hands = {notice.proposed_by, notice.checked_by, notice.approved_by}
    return (hands.pop() or "") if len(hands) == 1 else ""


def least_until(category: str, begin: date, calendar: Calendar) -> date | None:
    """The first day that is long enough; the day it is put up never counts (民法典 201)."""
    term = term_of(category)
    if term is None:
        return None
    if term.workdays:
        return calendar.add_workdays(begin, term.days)
    return begin + timedelta(days=term.days)


def proposed_until(category: str, begin: date, calendar: Calendar) -> date:
    """The last day the program proposes: the least by the rule, else the usual time."""
    least = least_until(category, begin, calendar)
    return least or begin + timedelta(days=rules.standard().whole("notices.usual.days"))


def too_short(notice: Notice, calendar: Calendar) -> str:
    """What is wrong with the length in one Chinese sentence, or nothing."""
    begin, until, term = begins(notice), ends(notice), term_of(notice.category)
    if begin is None or until is None or term is None:
        return ""
    least = least_until(notice.category, begin, calendar)
    if least is None or until >= least:
        return ""
    days = calendar.workdays_between(begin, until) if term.workdays else (until - begin).days
    unit = "个工作日" if term.workdays else "天"
    told = f"{notice.category}{term.words}（{term.rule.basis}），张贴当天不算"
    return f"{told}；{day_range(begin, until)}只有 {max(days, 0)} {unit}，应公示到{cn_day(least)}"


def provisional(notice: Notice, calendar: Calendar) -> bool:
    """True (暂算) when the length rests on a year whose holidays are not published."""
    term, begin, until = term_of(notice.category), begins(notice), day(notice.until)
    if term is None or not term.workdays or begin is None or until is None:
        return False
    return any(calendar.provisional(year) for year in range(begin.year, until.year + 1))


def days_left(notice: Notice, today: date) -> int | None:
    """Days until the last day of one that hangs: 0 on that day, below 0 after it; else None."""
    until = day(notice.until)
    if not notice.posted_on or notice.taken_on or until is None:
        return None
    return (until - today).days


def period(notice: Notice) -> str:
    """Both days: 2026年12月1日至12月31日; empty while one is missing."""
    since, until = day(notice.since), day(notice.until)
    return day_range(since, until) if since and until else ""


def back(notice: Notice, step: Step) -> Notice:
    """The notice without its last step; of another book's sheet the print is kept."""
    gone: dict[str, Any] = {step.by: None, step.on: None}
    without = replace(notice, **gone)
    if step.name != "实施":
        return without
    printed = notice.printed if notice.kind == OF_A_BOOK else None
    return replace(without, printed=printed, short_reason=None)


def unchecked(notice: Notice) -> Notice:
    """The notice as a draft: its text changed after it was checked."""
    return replace(notice, checked_by=None, checked_on=None, approved_by=None, approved_on=None)


def matches(notice: Notice, words: Sequence[str]) -> bool:
    """True when every word stands somewhere in the notice; its people are found by pinyin too."""
    texts = (
        notice.title, notice.kind, notice.category, notice.body, notice.grid, notice.signer,
        notice.place, notice.note, notice.since, notice.until,
    )  # fmt: skip
    every = "\n".join(text for text in texts if text).lower()
    hands = {who for step in STEPS if (who := step.who(notice))}
    return all(
        word.lower() in every or any(people.match(word, who) for who in hands) for word in words
    )
