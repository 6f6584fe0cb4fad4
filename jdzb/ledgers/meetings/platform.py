"""The minutes as plain text, in the order the provincial platform asks for them. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from jdzb.core.sheet import MISSING
from jdzb.ledgers.meetings import kinds, told
from jdzb.ledgers.meetings.columns import ABSENT, EXCUSED
from jdzb.ledgers.meetings.entries import Item, Minutes
from jdzb.ledgers.meetings.kinds import Kind
from jdzb.ledgers.meetings.voting import count


def text(found: Minutes, kind: Kind) -> str:
    """The minutes for pasting; criticism notes stay out, what is not written is 待补充."""
    return "\n".join(_lines(found, kind)) + "\n"


def _lines(found: Minutes, kind: Kind) -> Iterator[str]:
    meeting = found.meeting
    yield f"会议类型：{told.name(meeting)}"
    yield f"主题：{_theme(found)}"
    yield f"时间：{told.when(meeting)}"
    yield f"地点：{meeting.place or MISSING}"
    yield f"主持人：{meeting.chair or MISSING}"
    yield f"记录人：{meeting.recorder or MISSING}"
    if kind.form == kinds.LECTURE:
        yield f"主讲人：{meeting.lecturer or MISSING}"
        yield f"课件：{'、'.join(told.lines(meeting.courseware))}"
    yield from _people(found, kind)
    yield f"列席：{told.guests(found)}"
    yield "议题与发言："
    yield from _content(found, kind)
    if told.resolves(found, kind):
        yield "决议："
        yield from told.lines(told.resolution(found, kind))


def _theme(found: Minutes) -> str:
    return found.meeting.theme or "；".join(one.title for one in found.items) or MISSING


def _people(found: Minutes, kind: Kind) -> Iterator[str]:
    numbers = count(found, kind)
    if not found.attendance:
        yield f"应到：{_number(found.meeting.should)}"
        yield f"实到：{_number(found.meeting.present)}"
        yield f"缺席及原因：{MISSING}"
        return
    yield f"应到：{_number(numbers.should)}"
    yield f"实到：{_number(numbers.came)}"
    people = dict(told.people(found))
    yield f"实到人员：{people['到会人员']}"
    away = [one for one in found.attendance if one.state in (EXCUSED, ABSENT)]
    listed = "；".join(f"{one.name}：{one.state}，{one.reason or '原因' + MISSING}" for one in away)
    yield f"缺席及原因：{f'{len(away)} 人。{listed}' if away else '无'}"
    if "未登记" in people:
        yield f"未登记：{people['未登记']}"


def _number(number: int | None) -> str:
    return MISSING if number is None else f"{number} 人"


def _content(found: Minutes, kind: Kind) -> Iterator[str]:
    if kind.form == kinds.THEME_DAY:
        for label, text_ in told.parts(found.meeting):
            yield f"【{label}】"
            yield from told.lines(text_)
    elif found.meeting.lesson:
        yield from told.lines(found.meeting.lesson)
    for number, item in enumerate(found.items, 1):
        yield from _item(found, kind, number, item)
    if not (found.items or found.meeting.lesson or kind.form == kinds.THEME_DAY):
        yield MISSING


def _item(found: Minutes, kind: Kind, number: int, item: Item) -> Iterator[str]:
    yield f"{told.numeral(number)}、{item.title}"
    yield from told.lines(item.talk)
    if voted := told.vote(item, found, kind):
        yield voted
    yield f"决定：{item.decision or MISSING}"
