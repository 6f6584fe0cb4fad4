"""A year of meetings of the fictional village, through the same services as real ones."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from jdzb.core import clock, paths
from jdzb.ledgers.meetings import service, service_matters, service_plan, service_talks
from jdzb.ledgers.meetings.columns import ABSENT, CAME, EXCUSED, HANDS, PUBLIC
from jdzb.ledgers.meetings.entries import (
    Attendance,
    Criticism,
    Guest,
    Item,
    Matter,
    Meeting,
    Minutes,
    Plan,
    Talk,
)
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import FRAIL, MOBILE
from jdzb.store.session import Session

GENERAL, COMMITTEE, GROUP, LECTURE = "支部党员大会", "支部委员会", "党小组会", "党课"
THEME, LIFE, REVIEW, BOTH = "主题党日", "组织生活会", "民主评议会", "村“两委”会"
MONTHS = 12
PLACE, CHAIR, RECORDER = "支部活动室", "陈志强", "林秀兰"
LEAVES = ("外出务工", "看病", "农忙", "照看孙子")
AWAY = {MOBILE: "外出务工", FRAIL: "年老体弱"}  # why who bears such a mark asks for leave
DITCH = "修缮南沟水渠"
TALK = (
    "陈志强介绍方案：总长 1.2 公里，预算 4.6 万元，其中集体出资 3 万元，一事一议奖补 1.6 万元。\n"
    "郑德福：建议先修上段，赶在春灌前完工。\n"
    "梁金凤：施工期间田坎由各小组自行看护。"
)
GROUPS = ("第一党小组", "第二党小组", "第三党小组")


def meet(session: Session, ids: Mapping[str, int]) -> int:
    """Write the meetings of twelve months up to yesterday as one act; how many.

    ``ids`` are those of the members by name. The last meeting is still a draft.
    """
    known = themes()
    with session.together("登记示例会议", "示例"):
        for meeting, title in _year(clock.today(), known):
            _hold(session, meeting, ids, title)
        _ditch(session, ids)
        _around(session, ids, known)
    return len(session.rows("meetings"))


def themes() -> dict[int, dict[str, str]]:
    """By month: theme, study and practice of the 主题党日."""
    source = paths.resources() / "db" / "demo" / "meetings.csv"
    with source.open(encoding="utf-8", newline="") as file:
        return {int(row["month"]): row for row in csv.DictReader(file)}


def _year(today: date, known: Mapping[int, Mapping[str, str]]) -> Iterator[tuple[Meeting, str]]:
    """The regular meetings of twelve months, each with the title of its one item."""
    for ago in range(MONTHS, -1, -1):
        year, month = divmod(today.year * 12 + today.month - 1 - ago, 12)
        groups = GROUPS if ago in (1, 2) else ()
        for meeting, title in regular(year, month + 1, groups, known[month + 1]):
            if meeting.day < (today - timedelta(days=1)).isoformat():
                yield meeting, title


def regular(
    year: int, month: int, groups: Sequence[str], theme: Mapping[str, str]
) -> Iterator[tuple[Meeting, str]]:
    """What a branch holds in a month, in order of days, each with the title of its one item."""

    def day(number: int) -> str:
        return date(year, month, number).isoformat()

    parts: dict[str, Any] = {name: theme[name] for name in ("theme", "study", "practice")}
    meeting = Meeting(THEME, day(5), "14:30", "16:30")
    yield replace(meeting, **parts), ""
    for group in groups:
        meeting = Meeting(GROUP, day(12), "19:30", "20:30", party_group=group)
        yield meeting, "传达支部工作安排"
    if month == 12:
        yield Meeting(LIFE, day(18), "14:00", "16:30"), "对照检查"
        yield Meeting(REVIEW, day(19), "14:00", "16:00"), "民主评议党员"
    if month % 3 == 0:
        yield Meeting(GENERAL, day(25), "19:30", "21:00"), f"{month // 3}季度工作安排"
        lecture = Meeting(LECTURE, day(26), "19:30", "21:00", theme=theme["theme"])
        ware = f"{theme['theme']}.pptx"
        yield replace(lecture, lecturer="书记 陈志强", courseware=ware), ""
    yield Meeting(COMMITTEE, day(28), "16:00", "17:30"), "下月重点工作"


# -- one meeting -----------------------------------------------------------------------------------


def _hold(
    session: Session, meeting: Meeting, ids: Mapping[str, int], title: str, **more: Any
) -> int:
    """Record a meeting and complete it; its id."""
    minutes = _minutes(session, meeting, ids, title, **more)
    added = service.record(session, minutes).id
    service.complete(session, added)
    return added


def _minutes(
    session: Session, meeting: Meeting, ids: Mapping[str, int], title: str, **more: Any
) -> Minutes:
    """Nearly everybody came; who did not differs from day to day."""
    meeting = replace(meeting, place=PLACE, chair=CHAIR, recorder=RECORDER)
    fresh = service.fresh(session, meeting)
    away = _away(session, date.fromisoformat(meeting.day))
    attendance = tuple(_state(one, meeting, ids, away) for one in fresh.attendance)
    voters = sum(one.votes and one.state == CAME for one in attendance)
    abstain = int(voters > 10)
    cast: dict[str, Any] = {"yes": voters - abstain, "no": 0, "abstain": abstain}
    talk = f"{CHAIR}：请大家谈谈意见。"
    item = Item(title or "学习讨论", talk=talk, decision="同意", way=HANDS, **cast, **more)
    items = (item,) if title else ()
    notes = _criticisms(ids) if meeting.kind == LIFE else ()
    return replace(fresh, attendance=attendance, items=items, criticisms=notes)


def _away(session: Session, day: date) -> dict[int, str]:
    """Why the members who are away or old asked for leave on a day."""
    known = members.register(session)
    held = ((member, known.marks_on(member, day)) for member in known.members)
    return {member.id: AWAY[mark] for member, marks in held for mark in marks if mark in AWAY}


def _state(
    one: Attendance, meeting: Meeting, ids: Mapping[str, int], away: Mapping[int, str]
) -> Attendance:
    day = date.fromisoformat(meeting.day)
    if why := away.get(one.member or 0):
        return replace(one, state=EXCUSED, reason=why)
    lately = (clock.today() - day).days < 30 and meeting.kind in (THEME, GENERAL)
    if one.member == ids["袁小龙"] and lately:
        return replace(one, state=ABSENT)
    number = (one.member or 0) * 5 + day.toordinal()
    if number % 9 == 0 and one.name != CHAIR:
        return replace(one, state=EXCUSED, reason=LEAVES[number // 9 % len(LEAVES)])
    return replace(one, state=CAME)


def _criticisms(ids: Mapping[str, int]) -> tuple[Criticism, ...]:
    return (
        Criticism(ids["陈志强"], text="到组里走得少，听意见不够。", remedy="每月到每个小组一次。"),
        Criticism(
            ids["林秀兰"], "相互批评", ids["郑德福"], "记录有时不及时。", "会后三天内整理完。"
        ),
    )


# -- the matter of the ditch, plan and talks -------------------------------------------------------


def _ditch(session: Session, ids: Mapping[str, int]) -> None:
    """The first three of six steps; the general meeting of yesterday is not complete yet."""
    today = clock.today()
    proposed = (today - timedelta(days=19)).isoformat()
    matter = service_matters.add_matter(session, Matter(DITCH, proposed)).id
    for step, kind, ago in ((1, COMMITTEE, 19), (2, BOTH, 13)):
        day = (today - timedelta(days=ago)).isoformat()
        meeting = Meeting(kind, day, "19:30", "21:00")
        _hold(session, meeting, ids, f"{DITCH}资金筹措", matter=matter, step=step)
    day = (today - timedelta(days=1)).isoformat()
    meeting = Meeting(GENERAL, day, "19:30", "21:10")
    title = f"{DITCH}资金筹措方案"
    minutes = _minutes(session, meeting, ids, title, matter=matter, step=3, publish=PUBLIC)
    item = replace(minutes.items[0], talk=TALK, decision="同意按方案筹措资金，报村民代表会议决议。")
    guests = (Guest("尤建业", "柳河镇党建办"),)
    service.record(session, replace(minutes, items=(item,), guests=guests))


def _around(
    session: Session, ids: Mapping[str, int], known: Mapping[int, Mapping[str, str]]
) -> None:
    """The plan of the year, and a talk."""
    today = clock.today()
    for month, row in known.items():
        day = service_plan.fixed_day(session, today.year, month).day.isoformat()
        service_plan.add_plan(session, Plan(today.year, month, THEME, day, row["theme"]))
    talked = (today - timedelta(days=40)).isoformat()
    talk = Talk(talked, ids["严建国"], talker=ids["陈志强"], place=PLACE, text="谈预备期表现。")
    service_talks.add_talk(session, talk)
