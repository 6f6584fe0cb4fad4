"""What the card of a person says, as words; nothing here knows a widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jdzb.core.fields import show_date
from jdzb.ledgers.members import rules
from jdzb.ledgers.members.entries import (
    ACTIVIST,
    APPLICANT,
    CANDIDATE,
    FULL,
    LEFT,
    MOBILE,
    PARTY,
    PROBATIONARY,
    Mark,
    Member,
    Status,
    add_years,
    first_day,
)
from jdzb.ledgers.members.rules import Register

MISSING = "待补充"
# The lists of the page: key, word on the tab, title of what is exported and printed.
KINDS = (
    ("党员", "党员", "党员花名册"),
    (ACTIVIST, "积极分子", "入党积极分子名册"),
    (MOBILE, "流动党员", "流动党员名册"),
    ("困难党员", "困难党员", "困难党员名册"),
    (rules.ALL, "在册全部", "在册人员名册"),
    (rules.GONE, "已离开", "已离开人员名册"),
)
_TONES = {FULL: "green", PROBATIONARY: "amber", ACTIVIST: "grey", CANDIDATE: "grey"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the card: label, text, and its tone ('', 'amber', 'faint')."""

    label: str
    text: str
    tone: str = ""


def subtitle(known: Register, day: date) -> str:
    """The counts under the title: 正式党员 49 · 预备党员 3 · 积极分子 6 · 流动 11."""
    held = [known.status_on(member, day) for member in known.members]
    counts = [(word, held.count(word)) for word in (FULL, PROBATIONARY)]
    counts.append(("身份待补充", len(known.party_on(day)) - sum(n for _, n in counts)))
    counts.append(("积极分子", len(known.listed(ACTIVIST, day))))
    counts.append(("入党申请人", held.count(APPLICANT)))
    counts.append(("流动", len(known.listed(MOBILE, day))))
    return " · ".join(f"{word} {count}" for word, count in counts if count)


def tone_of(status: str) -> str:
    """The tone of a status as a pill."""
    return "red" if status in LEFT else _TONES.get(status, "grey")


def facts(member: Member, status: str, day: date) -> tuple[Fact, ...]:
    """The card line by line; what is not known says so."""
    party = status in PARTY or not status
    found = [
        Fact("性别", " · ".join(part for part in (member.sex, member.nation) if part)),
        Fact("出生日期", _with_years(member.birth, day, "{} 岁")),
        Fact("学历", member.education or ""),
    ]
    if party or member.joined:
        found.append(Fact("入党日期", _with_years(member.joined, day, "入党 {} 年")))
        found.append(_confirmed(member, status, day))
        found.append(Fact("政治生日", _birthday(member.joined, day)))
    found += [
        Fact("党内职务", member.party_post or "无", "" if member.party_post else "faint"),
        Fact("党小组", member.party_group or ""),
        Fact("村内职务", member.village_post or "无", "" if member.village_post else "faint"),
        Fact("岗位", member.assigned_posts or "无", "" if member.assigned_posts else "faint"),
        Fact("联系电话", member.phone or ""),
        Fact("住址", member.address or ""),
    ]
    if member.note:
        found.append(Fact("备注", member.note))
    return tuple(one if one.text else Fact(one.label, MISSING, "faint") for one in found)


def _confirmed(member: Member, status: str, day: date) -> Fact:
    if member.full:
        return Fact("转正日期", _with_years(member.full, day, "党龄 {} 年"))
    if status == PROBATIONARY:
        due = show_date(add_years(member.joined, 1)) if member.joined else ""
        return Fact("转正日期", f"预备期到 {due}" if due else "预备期", "faint")
    return Fact("转正日期", MISSING, "amber")


def _with_years(value: str | None, day: date, words: str) -> str:
    if not value:
        return ""
    years = years_since(value, day)
    return show_date(value) + (f"（{words.format(years)}）" if years > 0 else "")


def years_since(value: str, day: date) -> int:
    """Whole years from a date to a day; a month counts from its first day."""
    today = day.isoformat()
    return day.year - int(value[:4]) - (1 if first_day(value)[5:] > today[5:] else 0)


def _birthday(joined: str | None, day: date) -> str:
    """When the next political birthday is: 7月1日（还有 222 天）."""
    if not joined:
        return ""
    month = int(joined[5:7])
    if len(joined) < len("1985-06-12"):
        return f"{month}月" + ("（本月）" if month == day.month else "")
    number = int(joined[8:])
    following = next(
        found
        for found in (_same_day(year, month, number) for year in (day.year, day.year + 1))
        if found >= day
    )
    left = (following - day).days
    return f"{month}月{number}日（{f'还有 {left} 天' if left else '就是今天'}）"


def _same_day(year: int, month: int, number: int) -> date:
    """29 February is 1 March in a common year."""
    return date.fromisoformat(add_years(f"2000-{month:02d}-{number:02d}", year - 2000))


def doubts(member: Member, events: Sequence[Status], day: date) -> tuple[str, ...]:
    """What on this card needs a look, in words."""
    found = [rules.doubt(member, events, day)]
    if member.joined and not member.full:
        status = rules.status_on(member, events, day)
        if status == PROBATIONARY and rules.probation(member.joined, day) == "due":
            found.append("预备期已满一年，请讨论转正并补充转正日期")
    return tuple(word for word in found if word)


def mark_words(mark: Mark) -> str:
    """The dates of a mark and what is noted with it, in one line."""
    parts = [f"{show_date(mark.since)}起" if mark.since else "开始日期待补充"]
    if mark.until:
        parts = [f"{show_date(mark.since)}至{show_date(mark.until)}"]
    parts += [
        f"{label}：{text}"
        for label, text in (
            ("去向", mark.place), ("联系人", mark.contact),
            ("最近联系", show_date(mark.last_contact)), ("备注", mark.note),
        )
        if text
    ]  # fmt: skip
    return "　".join(parts)


def described(member: Member) -> str:
    """Enough about a person to tell one from another: 男，1968年3月生，第一党小组."""
    parts = [member.sex or "", f"{show_date(member.birth)}生" if member.birth else ""]
    return "，".join(part for part in (*parts, member.party_group or "") if part) or "资料不全"
