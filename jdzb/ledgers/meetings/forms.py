"""What some kinds of meeting ask for: the fixed day, the five parts, the lecturer. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jdzb.core.fields import show_date
from jdzb.core.rules import RuleTable
from jdzb.ledgers.meetings import kinds
from jdzb.ledgers.meetings.entries import Meeting, Minutes
from jdzb.ledgers.meetings.kinds import Kind
from jdzb.ledgers.meetings.periods import FixedDay
from jdzb.ledgers.meetings.rules import OK, WARN, Line
from jdzb.ledgers.meetings.voting import told

PARTS = (
    ("study", "学"), ("meet", "会"), ("practice", "做"), ("labour", "工"), ("lesson", "课"),
)  # fmt: skip
THEME_DAY, QUARTER, LATE = (
    "meetings.theme_day.day", "meetings.life.quarter", "audit.late_entry.days",
)  # fmt: skip


def lines(
    minutes: Minutes, kind: Kind, table: RuleTable, fixed: FixedDay, today: date
) -> Iterator[Line]:
    """Lines of the check card that only some kinds have; ``fixed`` is the fixed day of the month.

    Minutes not stored yet that are late hear that they count as 补录.
    """
    meeting = minutes.meeting
    if kind.form == kinds.THEME_DAY:
        yield _fixed(meeting, table, fixed)
        empty = [label for name, label in PARTS if not getattr(meeting, name)]
        if len(empty) == len(PARTS) and not minutes.items:
            yield Line(WARN, "parts", f"待补充：{'、'.join(empty)}")
    if kind.who == kinds.GROUP and not meeting.party_group:
        yield Line(WARN, "group", "待补充：哪个党小组")
    if kind.form == kinds.LECTURE and not meeting.lecturer:
        yield Line(WARN, "lecturer", "待补充：主讲人")
    if kind.form == kinds.LIFE:
        yield from _quarter(meeting, table)
    late = (today - date.fromisoformat(meeting.day)).days
    if not meeting.id and late > table.whole(LATE):
        rule = table.rule(LATE)
        text = f"会后 {late} 天才录入，按补录计"
        yield Line(WARN, "late", text, rule.figure_words, told(rule))


def _fixed(meeting: Meeting, table: RuleTable, fixed: FixedDay) -> Line:
    day, source = date.fromisoformat(meeting.day), told(table.rule(THEME_DAY))
    figure = f"{fixed.day.day}日，最迟{fixed.latest.day}日"
    shown = show_date(meeting.day)
    if day == fixed.day:
        return Line(OK, "fixed", f"{shown}，是固定的一天", figure, source)
    if fixed.day < day <= fixed.latest:
        text = f"固定在{fixed.day.day}日，推迟到{day.day}日，没有超过最迟的{fixed.latest.day}日"
        return Line(OK, "fixed", text, figure, source)
    text = f"固定在{fixed.day.day}日，最迟{fixed.latest.day}日，这次在{day.day}日"
    return Line(WARN, "fixed", text, figure, source)


def _quarter(meeting: Meeting, table: RuleTable) -> Iterator[Line]:
    rule, quarter = table.rule(QUARTER), (int(meeting.day[5:7]) + 2) // 3
    if quarter != table.whole(QUARTER):
        usual = "一二三四"[(table.whole(QUARTER) - 1) % 4]
        text = f"一般在第{usual}季度开，这次在第{'一二三四'[quarter - 1]}季度"
        yield Line(WARN, "quarter", text, rule.figure_words, told(rule))
