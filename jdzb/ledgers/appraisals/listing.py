"""Who is assessed in a round, as of a day, and who is excused and why. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from jdzb.core.fields import show_date
from jdzb.ledgers.appraisals import terms
from jdzb.ledgers.appraisals.columns import ASSESSED
from jdzb.ledgers.appraisals.entries import Subject
from jdzb.ledgers.appraisals.schemes import Scheme, excuse_of
from jdzb.ledgers.members.entries import Member
from jdzb.ledgers.members.rules import ALL, Register, display_names

_FILL: Mapping[str, str] = {
    terms.MEMBERS: "请先在“党员”里登记，或核对身份和标记。",
    terms.OFFICIALS: "请先在党员的卡片上填写村内职务。",
    terms.GROUPS: "请先在党员的卡片上填写党小组。",
}


def subjects_for(register: Register, scheme: Scheme, day: date, branch: str) -> tuple[Subject, ...]:
    """Who the scheme assesses on a day, in the order of the register; names are those a wall may
    show, two of one name told apart.
    """
    if scheme.who == terms.MEMBERS:
        return tuple(_members(register, scheme, day))
    if scheme.who == terms.OFFICIALS:
        return tuple(_officials(register, day))
    if scheme.who == terms.GROUPS:
        return tuple(Subject(name, terms.GROUPS) for name in _groups(register, day))
    return (Subject(branch, terms.BRANCHES),)


def nobody(scheme: Scheme, subjects: Sequence[Subject], day: str) -> str:
    """Why a round of these cannot begin: nobody of them would get a grade. '' otherwise."""
    if any(one.assessed for one in subjects):
        return ""
    excused = "都不评定，" if subjects else ""
    told = f"{show_date(day)}的名册里没有“{scheme.title}”要评定的{scheme.who}，{excused}没有开始。"
    return told + _FILL.get(scheme.who, "请先写上名称。")


def _members(register: Register, scheme: Scheme, day: date) -> Iterator[Subject]:
    names = display_names(register.members, public=True)
    for one in register.party_on(day):
        standing = register.status_on(one, day)
        excuse = excuse_of(scheme, standing, register.marks_on(one, day))
        yield Subject(
            names[one.id],
            terms.MEMBERS,
            one.id,
            standing or None,
            excuse.effect if excuse else ASSESSED,
            excuse.why if excuse else None,
            scheme.title if excuse else None,
        )


def _officials(register: Register, day: date) -> Iterator[Subject]:
    names = display_names(register.members, public=True)
    for one in register.listed(ALL, day):
        if post := _office(one):
            yield Subject(names[one.id], terms.OFFICIALS, one.id, post)


def _office(member: Member) -> str:
    """What makes somebody a 村干部: a post of the village, or in the branch's committee."""
    party = member.party_post or ""
    committee = party if "书记" in party or "委员" in party else ""
    return "、".join(one for one in (committee, member.village_post or "") if one)


def _groups(register: Register, day: date) -> list[str]:
    found = {one.party_group for one in register.party_on(day) if one.party_group}
    return sorted(found, key=lambda name: (_numeral(name), name))


def _numeral(name: str) -> int:
    digits = [n for n, char in enumerate("一二三四五六七八九十", 1) if char in name]
    return min(digits, default=99)
