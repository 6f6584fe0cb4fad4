"""The printed lists of the register: for the secretary's desk, never for the wall."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jdzb.core import clock
from jdzb.core.sheet import (
    A4,
    A4_PORTRAIT,
    Block,
    Column,
    InfoLine,
    Note,
    Sheet,
    Source,
    Table,
)
from jdzb.ledgers.members.entries import Member
from jdzb.ledgers.members.rules import Anniversary, Register, display_names, timeline

MISSING = "待补充"
SOURCES = (Source("members"), Source("member_statuses"), Source("member_marks"))
NAMED = 12  # people named in a note; the rest are only counted


def member_list(
    known: Register, members: Sequence[Member], day: date, *, branch: str, title: str = "党员名册"
) -> Sheet:
    """The cards of a list on a day as a landscape table.

    Telephone numbers stand whole: the list is what the secretary calls people from. Product rule 4
    keeps them off public sheets only, and this one says 内部资料，不上墙 on its first line.
    """
    names = display_names(members)
    rows = tuple(
        (str(number), names[member.id], *_facts(known, member, day))
        for number, member in enumerate(members, start=1)
    )
    columns = (
        Column("序号", 0.6), Column("姓名", 1.0, names=True), Column("性别", 0.6),
        Column("出生日期", 1.2), Column("学历", 1.05), Column("入党日期", 1.2), Column("身份", 1.1),
        Column("党内职务", 1.05), Column("党小组", 1.45), Column("联系电话", 1.4),
        Column("标记", 1.1),
    )  # fmt: skip
    return Sheet(
        title=title,
        branch=branch,
        subtitle=f"{day.year}年{day.month}月{day.day}日，共 {len(members)} 人",
        blocks=(
            InfoLine(right="内部资料，不上墙"),
            Table(columns, rows),
            *_undated(known, members, names, day),
        ),
        paper=A4,
        public=False,
        sources=SOURCES,
    )


def _facts(known: Register, member: Member, day: date) -> tuple[str, ...]:
    return (
        member.sex or MISSING,
        _dotted(member.birth),
        member.education or MISSING,
        _dotted(member.joined),
        known.status_on(member, day) or MISSING,
        member.party_post or "",
        member.party_group or "",
        member.phone or "",
        "、".join(known.marks_on(member, day)),
    )


def _undated(
    known: Register, members: Sequence[Member], names: dict[int, str], day: date
) -> tuple[Block, ...]:
    """Whose status on a day other than today is not sure, because nobody wrote since when."""
    found = [
        names[member.id]
        for member in members
        if day != clock.today() and _since_ever(known, member, day)
    ]
    listed = "、".join(found[:NAMED]) + ("等" if len(found) > NAMED else "")
    words = f"{listed}（{len(found)} 人）的身份没有起始日期，不能确定当天是否已是这个身份。"
    return (Note(words),) if found else ()


def _since_ever(known: Register, member: Member, day: date) -> bool:
    steps = timeline(member, known.statuses.get(member.id, ()))
    held = [step for step in steps if step.since <= day.isoformat()]
    return bool(held) and not held[-1].since


def anniversaries(found: Sequence[Anniversary], year: int, month: int, *, branch: str) -> Sheet:
    """The political birthdays of a month."""
    names = display_names([one.member for one in found])
    rows = tuple(
        (
            str(n),
            names[one.member.id],
            _dotted(one.joined),
            f"{one.years}",
            one.member.party_group or "",
        )
        for n, one in enumerate(found, start=1)
    )
    columns = (
        Column("序号", 0.6), Column("姓名", 1.2, names=True), Column("入党日期", 1.4),
        Column("入党（年）", 1.0), Column("党小组", 1.4),
    )  # fmt: skip
    return Sheet(
        title=f"{year}年{month}月党员政治生日",
        branch=branch,
        subtitle=f"共 {len(found)} 人",
        blocks=(Table(columns, rows, empty="本月没有党员过政治生日"),),
        paper=A4_PORTRAIT,
        public=False,
        sources=SOURCES,
    )


def _dotted(value: str | None) -> str:
    """A date as narrow as can be: 1985.06.12."""
    return value.replace("-", ".") if value else MISSING
