"""A meeting in words: when, who, how a vote came out. What paper, Word and plain text share. Pure.

What is not written yet is 待补充, never left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from jdzb.core.sheet import MISSING, WEEKDAYS, cn_day
from jdzb.ledgers.meetings import kinds
from jdzb.ledgers.meetings.columns import ABSENT, CAME, EXCUSED
from jdzb.ledgers.meetings.entries import Attendance, Item, Meeting, Minutes
from jdzb.ledgers.meetings.kinds import Kind
from jdzb.ledgers.meetings.voting import Count, base_of, count, passed

_PARTS = (
    ("study", "学"), ("meet", "会"), ("practice", "做"), ("labour", "工"), ("lesson", "课"),
)  # fmt: skip


def when(meeting: Meeting, *, ahead: bool = False) -> str:
    """2026年11月20日（星期五）19:30至21:10; ``ahead``: its end may be unknown."""
    day = date.fromisoformat(meeting.day)
    hours = f"{meeting.since or MISSING}至{meeting.until or MISSING}"
    if ahead and meeting.since and not meeting.until:
        hours = meeting.since
    if not (meeting.since or meeting.until):
        hours = f"（起止时间{MISSING}）"
    return f"{cn_day(day)}（{WEEKDAYS[day.weekday()]}）{hours}"


def name(meeting: Meeting) -> str:
    """支部党员大会; of a group with its name: 第一党小组会."""
    return grouped(meeting.party_group or "", meeting.kind)


def grouped(group: str, kind: str) -> str:
    """A kind with its group before it, 党小组 said once."""
    return f"{group.removesuffix('党小组') if kind.startswith('党小组') else group}{kind}"


def numbers(minutes: Minutes, kind: Kind) -> str:
    """应到 49 人…，实到 41 人，请假 7 人，缺席 1 人."""
    found = count(minutes, kind)
    if not minutes.attendance:
        given = minutes.meeting
        return f"应到{_given(given.should)}，实到{_given(given.present)}"
    votes = f"（有表决权 {found.votes} 人）" if found.votes != found.should else ""
    parts = [
        f"应到 {found.should} 人{votes}",
        f"实到 {found.came} 人{_voters(found)}",
        f"请假 {found.excused} 人",
        f"缺席 {found.absent} 人",
    ]
    if found.blank:
        parts.append(f"{found.blank} 人到会情况{MISSING}")
    return "，".join(parts)


def _voters(found: Count) -> str:
    return f"（有表决权 {found.present} 人）" if found.present != found.came else ""


def _given(number: int | None) -> str:
    return MISSING if number is None else f" {number} 人"


def people(minutes: Minutes) -> Iterator[tuple[str, str]]:
    """到会, 请假 and 缺席 with names, and whose state is not recorded; (label, names)."""
    by_state = {
        state: [one for one in minutes.attendance if one.state == state]
        for state in (CAME, EXCUSED, ABSENT, None)
    }
    yield "到会人员", "、".join(one.name for one in by_state[CAME]) or MISSING
    if by_state[EXCUSED]:
        yield "请假人员", "、".join(_with_reason(one, "事由") for one in by_state[EXCUSED])
    if by_state[ABSENT]:
        yield "缺席人员", "、".join(_with_reason(one, "原因") for one in by_state[ABSENT])
    if by_state[None]:
        names = "、".join(one.name for one in by_state[None])
        yield "未登记", f"{names}（到会情况{MISSING}）"


def _with_reason(one: Attendance, label: str) -> str:
    return f"{one.name}（{one.reason or label + MISSING}）"


def guests(minutes: Minutes) -> str:
    """The guests with what they are; 无."""
    told = (f"{one.name}（{one.capacity}）" if one.capacity else one.name for one in minutes.guests)
    return "、".join(told) or "无"


def excluded(minutes: Minutes) -> Iterator[tuple[str, str]]:
    """Who does not count, by reason: (流动党员, names); not who attends without a vote."""
    there = {one.member for one in minutes.attendance if one.member is not None}
    reasons: dict[str, list[str]] = {}
    for one in minutes.excluded:
        if one.member not in there:
            reasons.setdefault(one.why, []).append(one.name)
    yield from ((why, "、".join(names)) for why, names in reasons.items())


def parts(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """The five parts of a 主题党日: (学, what was studied)."""
    return ((label, getattr(meeting, key) or MISSING) for key, label in _PARTS)


def vote(item: Item, minutes: Minutes, kind: Kind) -> str:
    """表决方式：举手。应到表决权 49 人，赞成 38 票…，通过; '' where nothing was voted."""
    if not item.voted:
        return ""
    way = f"表决方式：{item.way or MISSING}。"
    base = base_of(item, count(minutes, kind), kind)
    measured = "" if base is None else f"{_measure(kind)} {base} 人，"
    yes, no, abstain = (_cast(one) for one in (item.yes, item.no, item.abstain))
    verdict = passed(item, minutes, kind)
    words = "" if verdict is None else f"，{'通过' if verdict else '没有通过'}"
    return f"{way}{measured}赞成{yes}，反对{no}，弃权{abstain}{words}。"


def failed(item: Item, minutes: Minutes, kind: Kind) -> bool:
    """True where a vote was taken and carried nothing: what was written as decided is none."""
    return passed(item, minutes, kind) is False


def _measure(kind: Kind) -> str:
    votes = "" if kind.by_hand else "有表决权"
    return f"{'应到' if kind.base == kinds.SHOULD else '实到'}{votes}"


def _cast(number: int | None) -> str:
    return MISSING if number is None else f" {number} 票"


def resolution(minutes: Minutes, kind: Kind) -> str:
    """The resolution; without one the decisions of the items, of one not carried that; 待补充."""
    if minutes.meeting.resolution:
        return minutes.meeting.resolution
    made = [
        f"{one.title}：没有通过" if failed(one, minutes, kind) else one.decision
        for one in minutes.items
        if one.decision
    ]
    if len(made) == 1:
        return made[0]
    return "\n".join(f"{n}. {text}" for n, text in enumerate(made, 1)) or MISSING


def resolves(minutes: Minutes, kind: Kind) -> bool:
    """False for a lecture or a 主题党日 that decided nothing."""
    plain = kind.form not in (kinds.LECTURE, kinds.THEME_DAY)
    return plain or bool(minutes.items or minutes.meeting.resolution)


def lines(text: str | None) -> list[str]:
    """The paragraphs of a text; 待补充 for none."""
    found = [line.strip(" \t\u3000") for line in (text or "").splitlines()]
    return [line for line in found if line] or [MISSING]


def numeral(number: int) -> str:
    """一, 二, … 二十一, up to 99."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def joined(pairs: Iterable[tuple[str, str]]) -> str:
    """流动党员：张三、李四；病假：王五."""
    return "；".join(f"{label}：{text}" for label, text in pairs)
