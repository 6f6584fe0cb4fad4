"""What goes with a meeting: sign-in form, agenda, and the decisions for the wall. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from jdzb.core.branch import Branch
from jdzb.core.sheet import (
    MISSING,
    Block,
    Cell,
    Column,
    Heading,
    InfoLine,
    Note,
    Paragraph,
    Row,
    Sheet,
    Signature,
    Source,
    Table,
    cn_day,
)
from jdzb.ledgers.meetings import kinds, told
from jdzb.ledgers.meetings.columns import PUBLIC
from jdzb.ledgers.meetings.entries import Item, Meeting, Minutes
from jdzb.ledgers.meetings.kinds import Kind
from jdzb.ledgers.meetings.sheets_minutes import holder, sources
from jdzb.ledgers.meetings.voting import count

GUEST_LINES = 6  # empty lines for guests, and for who is on no list
ALL_BLANK = 30  # empty lines at least where people are counted, not named
_ROOM = "\n"  # a row two lines high leaves room to sign


def sign_in(found: Minutes, kind: Kind, branch: Branch, blanks: int = GUEST_LINES) -> Sheet:
    """Everyone who should attend with room to sign, two on a line, and empty lines for guests."""
    meeting = found.meeting
    people = [one.name for one in found.attendance]
    guests = [f"{one.name}（列席）" for one in found.guests]
    should, where = len(found.attendance) or meeting.should, meeting.place or MISSING
    counted = kind.by_hand and not people
    empty = [""] * (max(should or 0, ALL_BLANK) if counted else blanks)
    return Sheet(
        title=f"{told.name(meeting)}签到表",
        branch=holder(kind, branch),
        blocks=(
            InfoLine(f"时间：{told.when(meeting, ahead=True)}", "", f"地点：{where}"),
            Note(f"应到 {should or MISSING} 人。本人签名；列席人员写在空行里。"),
            _signing([*people, *guests, *empty]),
        ),
        public=False,
        name=f"{meeting.day}{told.name(meeting)}签到表",
        sources=sources(meeting),
    )


def _signing(people: Sequence[str]) -> Table:
    half = (
        Column("序号", 0.6), Column("姓名", 1.3, names=True), Column("签名", 2.2),
    )  # fmt: skip
    rows: list[Row] = []
    for number in range(0, len(people), 2):  # along the line: a page holds names that follow
        row: list[str | Cell] = []
        for place in (number, number + 1):
            inside = place < len(people)
            row += [str(place + 1) if inside else "", people[place] if inside else "", _ROOM]
        rows.append(tuple(row))
    return Table((*half, *half), tuple(rows))


def agenda(found: Minutes, kind: Kind, branch: Branch, today: date) -> Sheet:
    """The call to a meeting: when, where, who, what is on the agenda. For the wall."""
    meeting = found.meeting
    day = date.fromisoformat(meeting.day)
    return Sheet(
        title=f"关于召开{told.name(meeting)}的通知",
        blocks=tuple(_call(found, kind)),
        branch="",
        signature=Signature(holder(kind, branch), min(today, day)),
        footer=replace(branch.footer("会议通知"), since=min(today, day), until=day),
        public=True,
        official=True,
        name=f"{meeting.day}{told.name(meeting)}通知",
        sources=(
            Source("meetings", "day", meeting.day, meeting.day, "day,since,place,theme"),
            Source("meeting_items", "meeting", str(meeting.id), str(meeting.id), "title,place"),
        ),
    )


_CALLED = {
    kinds.PARTY: "全体党员", kinds.COMMITTEE: "各位委员", kinds.GROUP: "各位党员",
    kinds.VILLAGE: "村“两委”全体成员", kinds.BY_HAND: "各位代表",
}  # fmt: skip


def _call(found: Minutes, kind: Kind) -> Iterator[Block]:
    meeting = found.meeting
    day = date.fromisoformat(meeting.day)
    start = f"{meeting.since or '（时间' + MISSING + '）'}"
    where = meeting.place or f"（地点{MISSING}）"
    who = f"{meeting.party_group}全体党员" if meeting.party_group else _CALLED[kind.who]
    who = "各位村民" if kind.name == kinds.VILLAGERS else who
    yield Paragraph(f"{who}：", indent=False)
    weekday = "一二三四五六日"[day.weekday()]
    yield Paragraph(
        f"定于{cn_day(day)}（星期{weekday}）{start}在{where}召开{told.name(meeting)}。"
        "现将有关事项通知如下："
    )
    yield Heading("一、会议议程")
    yield from _listed(found)
    yield Heading("二、有关要求")
    yield Paragraph(
        f"请准时参加，到会签名。因故不能参加的，会前向{meeting.chair or '主持人'}请假并说明原因。"
    )


def _listed(found: Minutes) -> Iterator[Block]:
    meeting = found.meeting
    titles = [f"主题：{meeting.theme}"] if meeting.theme else []
    titles += [f"党课：主讲人 {meeting.lecturer}"] if meeting.lecturer else []
    titles += [one.title for one in found.items]
    for number, title in enumerate(titles or [f"议程{MISSING}"], 1):
        yield Paragraph(f"{number}. {title}")


# -- decisions for the wall ------------------------------------------------------------------------


def public_items(found: Minutes) -> tuple[Item, ...]:
    """The items to be made public."""
    return tuple(one for one in found.items if one.publish == PUBLIC)


def posted_on(found: Minutes) -> date | None:
    """The first day on which a decision of a meeting was made public."""
    posted = [one.published_on for one in public_items(found) if one.published_on]
    return date.fromisoformat(min(posted)) if posted else None


def resolution(
    found: Minutes,
    kind: Kind,
    branch: Branch,
    since: date | None = None,
    until: date | None = None,
) -> Sheet:
    """The decisions to be made public with their votes, from when to when: no talk, no absences,
    no criticism.
    """
    meeting, items = found.meeting, public_items(found)
    return Sheet(
        title=f"{told.name(meeting)}决议",
        blocks=tuple(_decided(found, kind, items)),
        branch="",
        signature=Signature(holder(kind, branch), date.fromisoformat(meeting.day)),
        footer=replace(branch.footer(f"{told.name(meeting)}决议"), since=since, until=until),
        public=True,
        official=True,
        name=f"{meeting.day}{told.name(meeting)}决议",
        sources=_shown(meeting),
    )


def _shown(meeting: Meeting) -> tuple[Source, ...]:
    key = str(meeting.id)
    columns = "title,decision,way,base,yes,no,abstain,publish,place"
    return (
        Source("meetings", "day", meeting.day, meeting.day, "kind,day,party_group,should,present"),
        Source("meeting_attendance", "meeting", key, key, "voting,state"),
        Source("meeting_items", "meeting", key, key, columns),
    )


def _decided(found: Minutes, kind: Kind, items: Sequence[Item]) -> Iterator[Block]:
    meeting, numbers = found.meeting, count(found, kind)
    known = (numbers.votes, numbers.present)
    if not found.attendance:
        known = (meeting.should, meeting.present)
    voters = "有表决权的" if found.attendance else ""
    present = "、".join(
        f"{label}{voters} {MISSING if n is None else n} 人"
        for label, n in zip(("应到", "实到"), known, strict=True)
    )
    day = cn_day(date.fromisoformat(meeting.day))
    lost = [told.failed(one, found, kind) for one in items]
    outcome = "表决结果如下" if any(lost) else "会议形成以下决议"
    yield Paragraph(f"{day}召开{told.name(meeting)}，{present}。{outcome}：")
    if not items:
        yield Paragraph(f"决议{MISSING}")
    for number, (item, failed) in enumerate(zip(items, lost, strict=True), 1):
        yield Heading(f"{told.numeral(number)}、{item.title}")
        if not failed:
            yield from (Paragraph(line) for line in told.lines(item.decision))
        if voted := told.vote(item, found, kind):
            yield Paragraph(voted)
