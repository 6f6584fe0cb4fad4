"""Counting a meeting: who is there, whether it may be held, whether a motion passes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from jdzb.core.rules import Rule
from jdzb.ledgers.meetings.columns import ABSENT, CAME, EXCUSED
from jdzb.ledgers.meetings.entries import Item, Minutes
from jdzb.ledgers.meetings.kinds import SHOULD, Kind


@dataclass(frozen=True, slots=True)
class Count:
    """Who should be there, came, is excused, stays away, is not recorded; and of those who vote.

    A meeting without names has its two numbers counted by hand; None where they are missing.
    """

    should: int | None
    came: int | None
    excused: int = 0
    absent: int = 0
    blank: int = 0
    votes: int | None = None
    present: int | None = None


def count(minutes: Minutes, kind: Kind) -> Count:
    """The numbers of a meeting."""
    meeting, people = minutes.meeting, minutes.attendance
    if kind.by_hand and not people:
        given = (meeting.should, meeting.present)
        return Count(*given, votes=meeting.should, present=meeting.present)
    states = [one.state for one in people]
    voters = [one for one in people if one.votes]
    return Count(
        len(people),
        states.count(CAME),
        states.count(EXCUSED),
        states.count(ABSENT),
        states.count(None),
        len(voters),
        sum(one.state == CAME for one in voters),
    )


def reached(votes: int, present: int, kind: Kind) -> bool:
    """Whether so many present are enough of so many who vote; just half is 半数以上."""
    need = votes * share_of(kind.quorum)
    return present > need if kind.over else present >= need


def held_quorum(numbers: Count, kind: Kind) -> bool | None:
    """Whether enough who vote are present; None where that is not known or not prescribed."""
    if kind.quorum is None or not numbers.votes or numbers.present is None:
        return None
    if reached(numbers.votes, numbers.present, kind):
        return True
    return None if numbers.blank else False


def least_present(votes: int, kind: Kind) -> int:
    """How many of those who vote must be present."""
    need = votes * share_of(kind.quorum)
    return floor(need) + 1 if kind.over else ceil(need)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a motion passes, and how many votes it takes."""

    passed: bool
    need: int


def majority(yes: int, base: int, rule: Rule) -> Verdict:
    """More than the share of the base; just as many is not enough."""
    need = floor(share_of(rule) * base) + 1
    return Verdict(yes >= need, need)


def base_of(item: Item, numbers: Count, kind: Kind) -> int | None:
    """The number a motion is measured by: who of those with a vote should attend, or is present."""
    if kind.base == SHOULD:
        return item.base if item.base is not None else numbers.votes
    return numbers.present


def passed(item: Item, minutes: Minutes, kind: Kind) -> bool | None:
    """Whether an item was carried; None when nothing is prescribed, or a number is missing."""
    numbers = count(minutes, kind)
    base = base_of(item, numbers, kind)
    if kind.majority is None or not base or item.yes is None:
        return None
    return (
        held_quorum(numbers, kind) is not False and majority(item.yes, base, kind.majority).passed
    )


def told(rule: Rule) -> str:
    """The source of a rule, and how sure it is where it was not read: …（转引，请核对原文）."""
    return rule.basis if rule.status in ("read", "own") else f"{rule.basis}（{rule.status_words}）"


def share_of(rule: Rule | None) -> Fraction:
    """The figure of a rule as a share; 1 without one."""
    return rule.figure if rule and isinstance(rule.figure, Fraction) else Fraction(1)


def plain(value: Fraction) -> str:
    """24.5, or 8 for a whole number."""
    return str(value) if value.denominator == 1 else f"{float(value):.1f}"
