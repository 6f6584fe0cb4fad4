"""Who should attend a meeting, as of its day, and who is left out and why. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from jdzb.core.rules import RuleTable
from jdzb.ledgers.meetings import kinds
from jdzb.ledgers.meetings.columns import NO_VOTE, VOTE
from jdzb.ledgers.meetings.entries import Attendance, Excluded, Frame, Minutes
from jdzb.ledgers.meetings.kinds import Kind
from jdzb.ledgers.members.entries import LEFT, PARTY, PROBATIONARY, SECRETARY, Member
from jdzb.ledgers.members.rules import Register, display_names, timeline

LEFT_OUT, VOTELESS = "meetings.base.excluded", "meetings.base.vote"
REGISTER = "党员花名册"


def frame(register: Register, kind: Kind, day: date, group: str, table: RuleTable) -> Frame:
    """Who should attend; nobody where people are only counted. Names are as of the register now,
    those of one name told apart without a birth date: they may come to stand on the wall.

    Everybody with a vote counts. A branch may name groups in the rule table that count only where
    they come (流动党员, 年老体弱); as members of a committee they always count.
    """
    if kind.by_hand:
        return Frame(by_hand=True)
    names = display_names(register.members, public=True)
    came: list[Attendance] = []
    out: list[Excluded] = []
    marks = table.texts(LEFT_OUT) if kind.who in (kinds.PARTY, kinds.GROUP) else ()
    for member in register.members:
        if not belongs(member, kind, group):
            continue
        if not register.is_member_on(member, day):
            out += _absent_from_branch(register, member, day, names[member.id])
        elif held := [mark for mark in register.marks_on(member, day) if mark in marks]:
            why = "、".join(held)
            out.append(Excluded(member.id, names[member.id], why, table.rule(LEFT_OUT).basis))
        else:
            one = _expected(register, member, day, names[member.id])
            came.append(one)
            out += [] if one.votes else [_voteless(one, table)]
    return Frame(tuple(came), tuple(out))


def belongs(member: Member, kind: Kind, group: str = "") -> bool:
    """True for a card whose holder, while a Party member, belongs to such a meeting."""
    if kind.who == kinds.PARTY:
        return True
    if kind.who == kinds.GROUP:
        return (member.party_group or "") == group
    if kind.who == kinds.COMMITTEE:
        return in_committee(member)
    return in_committee(member) or bool(member.village_post)


def in_committee(member: Member) -> bool:
    """True for the secretary, his deputy and every 委员."""
    post = member.party_post or ""
    return SECRETARY in post or "委员" in post


def _expected(register: Register, member: Member, day: date, name: str) -> Attendance:
    voting = VOTE if register.has_vote_on(member, day) else NO_VOTE
    return Attendance(member.id, name, register.status_on(member, day) or None, voting)


def _voteless(one: Attendance, table: RuleTable) -> Excluded:
    """A member who attends and does not vote."""
    if one.standing == PROBATIONARY:
        why = f"{PROBATIONARY}，参加会议，没有表决权"
        return Excluded(one.member, one.name, why, table.rule(VOTELESS).basis)
    return Excluded(one.member, one.name, "身份待补充，参加会议，不计表决权", REGISTER)


def _absent_from_branch(
    register: Register, member: Member, day: date, name: str
) -> Sequence[Excluded]:
    """Who joined after the day, or left in the same year before it; others need no word."""
    steps = timeline(member, register.statuses.get(member.id, ()))
    today = day.isoformat()
    later = [step for step in steps if step.since > today and step.status in PARTY]
    held = [step for step in steps if step.since <= today]
    if later and not (held and held[-1].status in LEFT):
        return [Excluded(member.id, name, f"会后入党（{later[0].since}）", REGISTER)]
    if held and held[-1].status in LEFT and held[-1].since[:4] == today[:4]:
        why = f"会前{held[-1].status}（{held[-1].since}）"
        return [Excluded(member.id, name, why, REGISTER)]
    return []


def reframe(minutes: Minutes, now: Frame) -> Minutes:
    """The minutes with another frame (the day was changed): what was recorded of a person stays.

    Who was put in by hand, with no card or from among the excluded, stays too.
    """
    old = {one.member: one for one in minutes.attendance if one.member is not None}
    fresh = {one.member for one in now.attendance}
    kept = [one for one in minutes.attendance if one.member is None or _by_hand(one, fresh, now)]
    attendance = [_recorded(one, old.get(one.member or 0)) for one in now.attendance]
    there = {one.member for one in kept}
    known = {one.member: one.id for one in minutes.excluded}
    excluded = tuple(
        replace(one, id=known.get(one.member, 0)) for one in now.excluded if one.member not in there
    )
    return replace(minutes, attendance=(*attendance, *kept), excluded=excluded)


def _by_hand(one: Attendance, fresh: set[int | None], now: Frame) -> bool:
    """Came though not counted (流动, 年老体弱)."""
    marked = {who.member for who in now.excluded if who.basis != REGISTER}
    return one.member not in fresh and one.member in marked


def _recorded(one: Attendance, old: Attendance | None) -> Attendance:
    if old is None:
        return one
    return replace(one, state=old.state, reason=old.reason, id=old.id, meeting=old.meeting)


def include(minutes: Minutes, member: int, register: Register) -> Minutes:
    """An excluded member who came all the same now counts among those who should attend."""
    day = date.fromisoformat(minutes.meeting.day)
    known = {card.id: card for card in register.members}
    left = tuple(one for one in minutes.excluded if one.member != member)
    if member not in known or len(left) == len(minutes.excluded):
        return minutes
    name = display_names(register.members, public=True)[member]
    added = _expected(register, known[member], day, name)
    if not register.is_member_on(known[member], day):
        return minutes
    return replace(minutes, attendance=(*minutes.attendance, added), excluded=left)


def groups(register: Register, day: date) -> tuple[str, ...]:
    """The Party groups that have a member on a day, in their order of writing."""
    found: Mapping[str, None] = dict.fromkeys(
        member.party_group for member in register.party_on(day) if member.party_group
    )
    return tuple(sorted(found, key=_group_order))


def _group_order(name: str) -> tuple[int, str]:
    digits = [n for n, char in enumerate("一二三四五六七八九十", 1) if char in name]
    return (min(digits, default=99), name)


def has_committee(register: Register, day: date) -> bool:
    """True for a branch with at least two in its committee."""
    return sum(in_committee(member) for member in register.party_on(day)) > 1
