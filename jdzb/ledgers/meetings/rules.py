"""The check card of a meeting: quorum, arithmetic, votes, absences, publication. Pure.

Each line carries its figure and where that comes from. Nothing here forbids saving.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jdzb.core.fields import show_date
from jdzb.core.rules import RuleTable
from jdzb.ledgers.meetings import absences
from jdzb.ledgers.meetings.absences import Tally
from jdzb.ledgers.meetings.columns import ABSENT, EXCUSED, PUBLIC
from jdzb.ledgers.meetings.entries import Item, Meeting, Minutes
from jdzb.ledgers.meetings.kinds import SHOULD, Kind
from jdzb.ledgers.meetings.voting import (
    Count,
    base_of,
    count,
    held_quorum,
    least_present,
    majority,
    plain,
    reached,
    share_of,
    told,
)

OK, WARN, WRONG = "ok", "warn", "wrong"
PUBLISH = "meetings.publish.days"
AHEAD = "ahead"  # the key of the line that says the day has not come
OWN_COUNT = "本次会议记录"
MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the card: ``mark`` ok, warn or wrong, the sentence, its figure and its source.

    ``key`` is stable, for machines; ``item`` the number of the agenda item, 0: the meeting.
    """

    mark: str
    key: str
    text: str
    figure: str = ""
    source: str = OWN_COUNT
    item: int = 0


def check(
    minutes: Minutes,
    kind: Kind,
    table: RuleTable,
    tallies: Mapping[int, Tally] | None = None,
    today: date | None = None,
) -> tuple[Line, ...]:
    """The check card, in the order of the picture.

    ``tallies`` are the absences up to this meeting, itself included, by member. With ``today``
    a term that is over is told as wrong, and of a meeting to come only what its call lacks.
    """
    if today and date.fromisoformat(minutes.meeting.day) > today:
        text = "还没有到开会的日子；先印会议通知、签到表，开过会再登记到会情况"
        return (Line(WARN, AHEAD, text), *gaps(minutes.meeting))
    numbers = count(minutes, kind)
    lines = [*quorum(numbers, kind), *arithmetic(minutes, numbers), *gaps(minutes.meeting)]
    held = held_quorum(numbers, kind)
    for number, item in enumerate(minutes.items, 1):
        lines += votes(item, number, numbers, kind, held=held)
    lines += _absences(minutes, table, tallies or {})
    lines += _publication(minutes, table, today)
    return tuple(lines)


# -- quorum ----------------------------------------------------------------------------------------


def quorum(numbers: Count, kind: Kind) -> Iterator[Line]:
    """Whether the meeting may be held: exactly half is half or more (半数以上)."""
    rule = kind.quorum
    if rule is None:
        return
    source = told(rule)
    if not numbers.votes or numbers.present is None:
        yield Line(
            WARN, "quorum", "应到、实到人数待补充，到会够不够还不能核对", str(rule.figure), source
        )
        return
    share, least = share_of(rule), least_present(numbers.votes, kind)
    figure = f"{share}×{numbers.votes}={plain(share * numbers.votes)}，至少 {least} 人"
    of = f"有表决权应到 {numbers.votes} 人" if not kind.by_hand else f"应到 {numbers.votes} 人"
    if reached(numbers.votes, numbers.present, kind):
        text = f"实到 {numbers.present} 人，{of}，至少须到 {least} 人，可以开会"
        yield Line(OK, "quorum", text, figure, source)
    elif numbers.blank:
        text = f"已登记到会 {numbers.present} 人，至少须到 {least} 人（{of}），到会登记还没有完"
        yield Line(WARN, "quorum", text, figure, source)
    else:
        text = f"实到 {numbers.present} 人，{of}，至少须到 {least} 人，到会人数不够，会议无效"
        yield Line(WRONG, "quorum", text, figure, source)


# -- arithmetic ------------------------------------------------------------------------------------


def arithmetic(minutes: Minutes, numbers: Count) -> Iterator[Line]:
    """应到 is 到, 假, 缺 together; every leave has its reason; numbers by hand fit each other."""
    if numbers.should is None or numbers.came is None:
        return
    if not minutes.attendance:
        if numbers.came > numbers.should:
            text = f"实到 {numbers.came} 人，多于应到 {numbers.should} 人"
            yield Line(WRONG, "arithmetic", text)
        return
    sums = f"到 {numbers.came} + 假 {numbers.excused} + 缺 {numbers.absent}"
    if numbers.blank:
        text = f"应到 {numbers.should} 人，还有 {numbers.blank} 人没有登记到会情况（{sums}）"
        yield Line(WARN, "arithmetic", text)
    else:
        yield Line(OK, "arithmetic", f"应到 {numbers.should} = {sums}")
    silent = [one.name for one in minutes.attendance if one.state == EXCUSED and not one.reason]
    if silent:
        yield Line(WARN, "reason", f"{_names(silent)}请假没有写原因")
    away = {one.name: one.state for one in minutes.attendance if one.state in (EXCUSED, ABSENT)}
    for label, name in (("主持", minutes.meeting.chair), ("记录", minutes.meeting.recorder)):
        if name in away:
            text = f"{label}{name}登记为{away[name]}，请核对"
            yield Line(WARN, "away", text)


_EMPTY = (
    ("since", "时间"), ("place", "地点"), ("chair", "主持"), ("recorder", "记录"),
)  # fmt: skip


def gaps(meeting: Meeting) -> Iterator[Line]:
    """What every meeting should tell and this one does not yet."""
    empty = [label for name, label in _EMPTY if not getattr(meeting, name)]
    if empty:
        yield Line(WARN, "empty", f"待补充：{'、'.join(empty)}")


# -- votes -----------------------------------------------------------------------------------------


def votes(
    item: Item, number: int, numbers: Count, kind: Kind, *, held: bool | None
) -> Iterator[Line]:
    """The vote of one item: its sum against those present, and whether it passes."""
    if item.voted:
        yield from _sum(item, number, numbers)
        if total(item) <= (numbers.present or total(item)):
            yield from _passes(item, number, numbers, kind, held=held)
        if not item.way:
            yield Line(WARN, "way", f"议题 {number} 没有写表决方式（举手、无记名）", item=number)
    if not item.decision:
        yield Line(WARN, "decision", f"议题 {number} 没有写决定", item=number)


def total(item: Item) -> int:
    """The votes of an item together."""
    return sum(one or 0 for one in (item.yes, item.no, item.abstain))


def _sum(item: Item, number: int, numbers: Count) -> Iterator[Line]:
    given = (item.yes, item.no, item.abstain)
    cast = total(item)
    yes, no, abstain = ("？" if one is None else str(one) for one in given)
    sums = f"赞成 {yes} + 反对 {no} + 弃权 {abstain}"
    if numbers.present is not None and cast > numbers.present:
        text = f"议题 {number}：{sums} = {cast}，多于到会有表决权的 {numbers.present} 人"
        yield Line(WRONG, "votes", text, item=number)
    elif None in given:
        yield Line(WARN, "votes", f"议题 {number}：{sums}，票数没有填全", item=number)
    elif numbers.present is not None and cast < numbers.present:
        text = f"议题 {number}：{sums} = {cast}，比到会有表决权的少 {numbers.present - cast} 人"
        yield Line(WARN, "votes", text, item=number)
    if item.base is not None and numbers.votes is not None and item.base != numbers.votes:
        text = f"议题 {number}：所填表决权 {item.base} 人，与本次应到 {numbers.votes} 人不符"
        yield Line(WARN, "base", text, item=number)


def _passes(
    item: Item, number: int, numbers: Count, kind: Kind, *, held: bool | None
) -> Iterator[Line]:
    rule, base = kind.majority, base_of(item, numbers, kind)
    if rule is None or not base or item.yes is None:
        return
    verdict = majority(item.yes, base, rule)
    words = f"{'应到' if kind.base == SHOULD else '实到'} {base} 人的 {rule.figure}"
    figure = f"{rule.figure}×{base}={plain(share_of(rule) * base)}，须 {verdict.need} 票"
    if held is False:
        text = f"议题 {number}：到会人数不够，表决无效"
        yield Line(WRONG, "majority", text, figure, told(rule), number)
    elif verdict.passed:
        text = f"议题 {number}：赞成 {item.yes}，超过{words}，通过"
        yield Line(OK, "majority", text, figure, told(rule), number)
    else:
        text = f"议题 {number}：赞成 {item.yes}，没有超过{words}，没有通过，须 {verdict.need} 票"
        yield Line(WRONG, "majority", text, figure, told(rule), number)


# -- absences and publication ----------------------------------------------------------------------


def _absences(minutes: Minutes, table: RuleTable, tallies: Mapping[int, Tally]) -> Iterator[Line]:
    for one in minutes.attendance:
        known = tallies.get(one.member or 0)
        if known and absences.unexcused(one.state, one.reason):
            for verdict in absences.verdicts(known, table):
                mark = WRONG if verdict.reached else WARN
                yield Line(
                    mark, "absence", f"{one.name}{verdict.text}", verdict.figure, verdict.source
                )


def publish_by(meeting: Meeting, table: RuleTable) -> date:
    """The last day on which a decision should be made public."""
    return date.fromisoformat(meeting.day) + timedelta(days=table.whole(PUBLISH))


def unpublished(minutes: Minutes) -> list[tuple[int, Item]]:
    """The items to be made public that have not been, with their numbers."""
    return [
        (number, item)
        for number, item in enumerate(minutes.items, 1)
        if item.publish == PUBLIC and not item.published_on
    ]


def _publication(minutes: Minutes, table: RuleTable, today: date | None) -> Iterator[Line]:
    waiting = unpublished(minutes)
    if not waiting:
        return
    rule, last = table.rule(PUBLISH), publish_by(minutes.meeting, table)
    which = "、".join(str(number) for number, _ in waiting)
    shown = show_date(last.isoformat())
    if today and today > last:
        text = f"议题 {which} 的决议应在{shown}前公开，还没有登记公开日期"
        yield Line(WRONG, "publish", text, f"会后 {rule.figure} 天", told(rule))
    else:
        text = f"会后 {rule.figure} 天内应公开决议（议题 {which}），最迟{shown}"
        yield Line(WARN, "publish", text, f"会后 {rule.figure} 天", told(rule))


# -- words -----------------------------------------------------------------------------------------


def _names(names: Sequence[str]) -> str:
    listed = "、".join(names[:MOST_NAMES])
    return f"{listed}等 {len(names)} 人" if len(names) > MOST_NAMES else listed
