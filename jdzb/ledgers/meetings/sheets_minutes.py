"""The minutes on paper, whole, in the look of GB/T 9704. Internal: names, talk, criticism. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from jdzb.core.blocks import HEADING_MOST
from jdzb.core.branch import Branch
from jdzb.core.sheet import MISSING, Block, Footer, Heading, Paragraph, Sheet, Signature, Source
from jdzb.ledgers.meetings import kinds, told
from jdzb.ledgers.meetings.entries import Criticism, Meeting, Minutes
from jdzb.ledgers.meetings.kinds import Kind

BLANK = "\u3000" * 7  # room for a name by hand


def minutes(
    found: Minutes, kind: Kind, branch: Branch, names: Mapping[int, str] | None = None
) -> Sheet:
    """The minutes of a meeting; ``names`` are those of members, for the criticism notes."""
    meeting = found.meeting
    return Sheet(
        title=f"{told.name(meeting)}记录",
        branch=holder(kind, branch),
        blocks=tuple(_blocks(found, kind, names or {})),
        signature=Signature(holder(kind, branch), _day(meeting.completed_on)),
        footer=Footer(),
        public=False,
        official=True,
        running=True,
        name=f"{meeting.day}{told.name(meeting)}记录",
        sources=sources(meeting),
    )


def holder(kind: Kind, branch: Branch) -> str:
    """Who holds a meeting of that kind and signs its sheets: the branch, unless the kind says."""
    return (branch.organ(kind.by) if kind.by else branch.title) or "支部名称待补充"


def sources(meeting: Meeting) -> tuple[Source, ...]:
    """The rows a sheet of one meeting shows."""
    key = str(meeting.id)
    listed = ("meeting_attendance", "meeting_guests", "meeting_items")
    return (
        Source("meetings", "day", meeting.day, meeting.day),
        *(Source(table, "meeting", key, key) for table in listed),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _blocks(found: Minutes, kind: Kind, names: Mapping[int, str]) -> Iterator[Block]:
    for label, text in head(found, kind):
        yield Paragraph(f"{label}：{text}", indent=False)
    chapters = [*_chapters(found, kind, names)]
    for number, (title, blocks) in enumerate(chapters, 1):
        yield from _titled(f"{told.numeral(number)}、{title}")
        yield from blocks
    yield Paragraph(f"主持人签字：{BLANK}记录人签字：", indent=False, align="left")


def head(found: Minutes, kind: Kind) -> Iterator[tuple[str, str]]:
    """What stands before the items, as (label, text): time, place, people."""
    meeting = found.meeting
    yield "时间", told.when(meeting)
    yield "地点", meeting.place or MISSING
    yield "主持人", meeting.chair or MISSING
    yield "记录人", meeting.recorder or MISSING
    if meeting.theme or kind.form == kinds.THEME_DAY:
        yield "主题", meeting.theme or MISSING
    if meeting.lecturer or kind.form == kinds.LECTURE:
        yield "主讲人", meeting.lecturer or MISSING
    if meeting.courseware or kind.form == kinds.LECTURE:
        yield "课件", "、".join(told.lines(meeting.courseware))
    yield "人数", told.numbers(found, kind)
    if found.attendance or not kind.by_hand:
        yield from told.people(found)
    if apart := told.joined(told.excluded(found)):
        yield "不计入应到", apart
    if voteless := "、".join(one.name for one in found.attendance if not one.votes):
        yield "没有表决权", voteless
    yield "列席", told.guests(found)


def _chapters(
    found: Minutes, kind: Kind, names: Mapping[int, str]
) -> Iterator[tuple[str, list[Block]]]:
    """Each heading with what stands under it."""
    if kind.form == kinds.THEME_DAY:
        for label, text in told.parts(found.meeting):
            yield label, _text(text)
    elif kind.form == kinds.LECTURE and (found.meeting.lesson or not found.items):
        yield "授课内容", _text(found.meeting.lesson)
    for item in found.items:
        talk: list[Block] = [*_titled("（一）发言要点", 2), *_text(item.talk)]
        voted = told.vote(item, found, kind)
        vote: list[Block] = [*_titled("（二）表决", 2), *_text(voted)] if voted else []
        last = "（三）决定" if voted else "（二）决定"
        yield item.title, [*talk, *vote, *_titled(last, 2), *_text(item.decision)]
    if not found.items and kind.form not in (kinds.THEME_DAY, kinds.LECTURE):
        yield f"议题{MISSING}", [*_titled("发言要点", 2), *_text(None)]
    if found.criticisms:
        yield "批评和自我批评（内部）", [*_criticisms(found.criticisms, names)]
    if told.resolves(found, kind):
        yield "决议", _text(told.resolution(found, kind))
    if found.meeting.note:
        yield "备注", _text(found.meeting.note)


def _criticisms(every: tuple[Criticism, ...], names: Mapping[int, str]) -> Iterator[Block]:
    for one in every:
        whose = names.get(one.member, MISSING)
        by = "" if one.critic is None else f"，{names.get(one.critic, MISSING)}提出"
        yield Paragraph(f"{whose}（{one.kind}{by}）：{one.text or MISSING}")
        yield Paragraph(f"整改措施：{one.remedy or MISSING}")


def _titled(text: str, level: int = 1) -> list[Block]:
    """A heading; one longer than a line is a paragraph, as the standard has no long headings."""
    if len(text) > 2 * HEADING_MOST:
        return [Paragraph(text)]
    return [Heading(text, 1 if level == 1 else 2)]


def _text(text: str | None) -> list[Block]:
    return [Paragraph(line) for line in told.lines(text)]
