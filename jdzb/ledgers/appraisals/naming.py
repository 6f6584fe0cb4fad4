"""What keys of a scheme are called, for rows that speak for themselves in the history. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jdzb.core.sheet import Note
from jdzb.ledgers.appraisals.columns import LATE, NOT_COUNTED, OTHER
from jdzb.ledgers.appraisals.entries import Subject
from jdzb.ledgers.appraisals.schemes import Scheme


def period_title(scheme: Scheme, period: str) -> str:
    """What a period is called; '' where the year has but one, or the key is none."""
    if len(scheme.periods) == 1:
        return ""
    return next((one.title for one in scheme.periods if one.key == period), "")


def item_title(scheme: Scheme, period: str, item: str, side: str = "") -> str:
    """年中·组织生活 of an item or veto; with the side where there are several: 忠诚（互评）."""
    known = {one.key: one.title for one in scheme.items}
    known |= {one.key: one.title for one in scheme.vetoes}
    sides = {one.key: one.title for one in scheme.sides} if len(scheme.sides) > 1 else {}
    told = f"（{sides[side]}）" if side in sides else ""
    return _of(scheme, period, known.get(item, item)) + told


def stage_title(scheme: Scheme, period: str, stage: str) -> str:
    """年中·党员自评."""
    known = {one.key: one.title for one in scheme.stages}
    return _of(scheme, period, known.get(stage, stage))


def ballot_title(scheme: Scheme, period: str, ballot: str) -> str:
    """年中·民主测评票."""
    return _of(scheme, period, scheme.ballot(ballot).title)


def _of(scheme: Scheme, period: str, title: str) -> str:
    return "·".join(one for one in (period_title(scheme, period), title) if one)


def apart_of(scheme: Scheme, lines: str | None) -> dict[str, str]:
    """The periods that do not count for somebody, by key, each with why; as his lines say."""
    told = [line.partition("：") for line in (lines or "").splitlines()]
    whys = {title: why for title, _, why in told}
    return {one.key: whys[one.title] for one in scheme.periods if one.title in whys}


def apart_lines(scheme: Scheme, whys: Mapping[str, str]) -> str | None:
    """The lines of such periods (年中：8月转入), in the order of the year; None for none."""
    told = [f"{one.title}：{whys[one.key]}" for one in scheme.periods if one.key in whys]
    return "\n".join(told) or None


def apart_notes(scheme: Scheme, subjects: Sequence[Subject]) -> list[Note]:
    """For the wall: which periods do not count for whom (上半年: 年中转入), and what then does;
    nothing where no points are public. A reason typed by hand is 其他原因.
    """
    if not scheme.public.points:
        return []
    titles = {one.key: one.title for one in scheme.periods}
    told = [
        f"{one.name}的{titles[period]}{NOT_COUNTED}（{why if why in LATE else OTHER}）"
        for one in subjects
        for period, why in apart_of(scheme, one.apart).items()
    ]
    return [Note(f"{'；'.join(told)}，其余时段按比例折成全年。")] if told else []
