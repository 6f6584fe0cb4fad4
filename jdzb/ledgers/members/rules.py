"""Who is what on which day, and the lists that follow from it. Pure.

The timeline of a person is the card's two dates (joined: 预备党员, full: 正式党员) and the statuses
entered by hand. A date that is known to the month counts from the first day of that month.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from jdzb.core import people
from jdzb.ledgers.members import charter
from jdzb.ledgers.members.entries import (
    ACTIVIST,
    APPLICANT,
    CANDIDATE,
    FRAIL,
    FULL,
    LEFT,
    MARKS,
    MOBILE,
    PARTY,
    POOR,
    PROBATIONARY,
    SECRETARY,
    Mark,
    Member,
    Status,
    add_years,
    first_day,
)

LISTS = ("党员", ACTIVIST, MOBILE, POOR)
ALL, GONE = "在册", "已离开"
_LADDER = (APPLICANT, ACTIVIST, CANDIDATE, PROBATIONARY, FULL, *LEFT)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a person's timeline: the status held from a day on ('' is always)."""

    since: str
    status: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A political birthday: whose, the joining date, how many years it is."""

    member: Member
    joined: str
    years: int


def timeline(member: Member, events: Iterable[Status]) -> tuple[Step, ...]:
    """Every status of a person in order of time; on one day the higher one comes last.

    正式党员 with no date counts one year from joining (probation is one year), and not at all when
    the card has the date of confirmation.
    """
    steps = []
    if member.joined:
        steps.append(Step(first_day(member.joined), PROBATIONARY))
    if member.full:
        steps.append(Step(first_day(member.full), FULL))
    for event in events:
        if event.status == FULL and event.since is None:
            if member.full:
                continue
            since = _end_of_probation(member.joined)
        else:
            since = first_day(event.since)
        steps.append(Step(since, event.status, event.reason))
    return tuple(sorted(steps, key=lambda step: (step.since, _LADDER.index(step.status))))


def _end_of_probation(joined: str | None) -> str:
    return first_day(add_years(joined, charter.probation_years())) if joined else ""


def status_on(member: Member, events: Iterable[Status], day: date) -> str:
    """The status held on a day; '' before the first one, and when nothing at all is known."""
    held = [step.status for step in timeline(member, events) if step.since <= day.isoformat()]
    return held[-1] if held else ""


def marks_on(marks: Iterable[Mark], day: date) -> tuple[str, ...]:
    """The marks in force on a day, in the order of MARKS; ``until`` is the first day without."""
    today = day.isoformat()
    held = {
        mark.mark
        for mark in marks
        if first_day(mark.since) <= today and not (mark.until and first_day(mark.until) <= today)
    }
    return tuple(mark for mark in MARKS if mark in held)


def is_member_on(member: Member, events: Sequence[Status], day: date) -> bool:
    """Counts as a Party member: 正式 or 预备; also a card that tells nothing of its status yet."""
    if not timeline(member, events):
        return True
    return status_on(member, events, day) in PARTY


def has_vote_on(member: Member, events: Iterable[Status], day: date) -> bool:
    """May vote: 正式党员 only (党章第七条)."""
    return status_on(member, events, day) == FULL


def excused_on(marks: Iterable[Mark], day: date) -> bool:
    """Not held to hard requirements: marked 年老体弱."""
    return FRAIL in marks_on(marks, day)


@dataclass(frozen=True, slots=True)
class Register:
    """The whole register as values: every card in force with its statuses and marks."""

    members: tuple[Member, ...] = ()
    statuses: Mapping[int, tuple[Status, ...]] = field(default_factory=dict)
    marks: Mapping[int, tuple[Mark, ...]] = field(default_factory=dict)

    def status_on(self, member: Member, day: date) -> str:
        """The status of a card on a day."""
        return status_on(member, self.statuses.get(member.id, ()), day)

    def marks_on(self, member: Member, day: date) -> tuple[str, ...]:
        """The marks of a card on a day."""
        return marks_on(self.marks.get(member.id, ()), day)

    def is_member_on(self, member: Member, day: date) -> bool:
        """True for 正式 and 预备 on that day."""
        return is_member_on(member, self.statuses.get(member.id, ()), day)

    def has_vote_on(self, member: Member, day: date) -> bool:
        """True for 正式 on that day."""
        return has_vote_on(member, self.statuses.get(member.id, ()), day)

    def excused_on(self, member: Member, day: date) -> bool:
        """True for the old and ill on that day."""
        return excused_on(self.marks.get(member.id, ()), day)

    def mobile_on(self, member: Member, day: date) -> bool:
        """True for a mobile member on that day."""
        return MOBILE in self.marks_on(member, day)

    def party_on(self, day: date) -> tuple[Member, ...]:
        """Every Party member on a day, in the order of the register."""
        return tuple(member for member in self.members if self.is_member_on(member, day))

    def listed(self, kind: str, day: date) -> tuple[Member, ...]:
        """The cards of one of LISTS, of ALL (everyone in touch with the branch) or GONE."""
        return tuple(member for member in self.members if self._belongs(member, kind, day))

    def _belongs(self, member: Member, kind: str, day: date) -> bool:
        if kind in MARKS:
            return kind in self.marks_on(member, day) and self.is_member_on(member, day)
        if kind == "党员":
            return self.is_member_on(member, day)
        status = self.status_on(member, day)
        if kind == ACTIVIST:  # a candidate for membership is still on the activists' list
            return status in (ACTIVIST, CANDIDATE)
        if kind == GONE:
            return status in LEFT
        if kind == ALL:
            steps = timeline(member, self.statuses.get(member.id, ()))
            return (status not in LEFT and bool(status)) or not steps
        return status == kind

    def secretary_on(self, day: date) -> Member | None:
        """The Party member whose post is 书记; with several, the one who joined first."""
        found = [member for member in self.party_on(day) if member.party_post == SECRETARY]
        return min(found, key=lambda member: (member.joined or "9", member.id), default=None)

    def anniversaries(self, month: int, year: int) -> tuple[Anniversary, ...]:
        """The political birthdays of a month, by day, then by name; the first is after a year."""
        return tuple(
            sorted(
                self.celebrating(month, year),
                key=lambda one: (one.joined[8:] or "99", people.sort_key(one.member.name)),
            )
        )

    def celebrating(self, month: int, year: int) -> tuple[Anniversary, ...]:
        """The same as they stand in the register: to count them needs no pinyin."""
        last = date(year + month // 12, month % 12 + 1, 1)
        found = [
            Anniversary(member, member.joined, year - int(member.joined[:4]))
            for member in self.party_on(date(year, month, 1))
            if member.joined
            and int(member.joined[5:7]) == month
            and first_day(member.joined) < last.isoformat()
        ]
        return tuple(one for one in found if one.years > 0)


def display_names(members: Sequence[Member], *, public: bool = False) -> dict[int, str]:
    """A name for each id that tells people of one name apart, as 张伟（1985）.

    ``public`` names are for the wall, where no birth date stands: 张伟（一组）.
    """
    by_name: dict[str, list[Member]] = {}
    for member in members:
        by_name.setdefault(member.name, []).append(member)
    shown = {}
    for name, same in by_name.items():
        for member, suffix in zip(same, _suffixes(same, public=public), strict=True):
            shown[member.id] = f"{name}（{suffix}）" if suffix else name
    return shown


def _suffixes(same: Sequence[Member], *, public: bool) -> list[str]:
    """What tells these people of one name apart; nothing for a single one."""
    if len(same) == 1:
        return [""]
    births = [(member.birth or "").replace("-", ".") for member in same]
    groups = [re.sub(r"^第(.+)党小组$", r"\1组", member.party_group or "") for member in same]
    private = [[birth[:4] for birth in births], [birth[:7] for birth in births]]
    for tell in [groups] if public else [*private, groups]:
        if all(tell) and len(set(tell)) == len(same):
            return tell
    order = sorted(range(len(same)), key=lambda n: same[n].id)
    return ["一二三四五六七八九十"[place] if place < 10 else str(place + 1) for place in
            (order.index(n) for n in range(len(same)))]  # fmt: skip


def probation(joined: str | None, day: date) -> str:
    """How a joining date without confirmation stands: '' unknown, 'in time', 'due', 'over'."""
    if not joined:
        return ""
    today = day.isoformat()
    if first_day(add_years(joined, charter.longest_probation())) < today:
        return "over"
    due = first_day(add_years(joined, charter.probation_years())) <= today
    return "due" if due else "in time"


def doubt(member: Member, events: Sequence[Status], day: date) -> str:
    """What about a card's status needs a look, as a Chinese phrase; '' when all is clear."""
    if not timeline(member, events):
        return "没有入党日期，也没有写明身份"
    status = status_on(member, events, day)
    if status == PROBATIONARY and probation(member.joined, day) == "over":
        years = charter.longest_probation()
        return f"{member.joined} 入党，超过 {years} 年仍是预备党员，请核对转正日期"
    if status == FULL and not member.full:
        return "转正日期待补充"
    return ""
