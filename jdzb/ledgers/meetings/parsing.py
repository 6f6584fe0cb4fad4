"""From typed or stored text to the entries of the meetings book, and back to columns."""

from __future__ import annotations

from collections.abc import Mapping

from jdzb.core.dates import read_time
from jdzb.core.fields import InvalidForm, Problem, Value, in_order, read_known
from jdzb.core.records import columns_of, made, read_checked
from jdzb.ledgers.meetings import columns
from jdzb.ledgers.meetings.entries import (
    Criticism,
    Matter,
    Meeting,
    OwnKind,
    Plan,
    Step,
    Talk,
)

MOST_HOURS = 24  # a meeting lasts no longer than its day


def parse(raw: Mapping[str, str]) -> Meeting:
    """Read the form of a meeting; raises InvalidForm with every problem at once.

    Times are read as people write them (晚上7点半); the end may not lie before the beginning.
    """
    values, problems = read_known(columns.FIELDS, raw)
    for name in ("since", "until"):
        try:
            values[name] = read_time(raw.get(name, ""))
        except ValueError:
            problems.append(_problem(name, raw[name].strip(), "应为几点几分，例如 19:30"))
    since, until = values["since"], values["until"]
    if since and until and str(until) < str(since):
        problems.append(_problem("until", str(until), f"早于开始时间 {since}"))
    hours = values["hours"]
    if isinstance(hours, int) and hours > MOST_HOURS:
        problems.append(_problem("hours", str(hours), f"一次会最多 {MOST_HOURS} 学时"))
    should, present = values["should"], values["present"]
    if isinstance(should, int) and isinstance(present, int) and present > should:
        problems.append(_problem("present", str(present), f"多于应到 {should} 人"))
    if problems:
        raise InvalidForm(in_order(columns.FIELDS, problems))
    return meeting_of(values)


def meeting_of(values: Mapping[str, Value]) -> Meeting:
    """A meeting from its columns; other keys are left out."""
    return made(Meeting, values)


def values_of(meeting: Meeting) -> dict[str, Value]:
    """The columns of a meeting, without its id."""
    return columns_of(columns.FIELDS, meeting)


def parse_talk(raw: Mapping[str, str]) -> Talk:
    """Read the form of a talk; raises InvalidForm with every problem."""
    return made(Talk, read_checked(columns.TALK_FIELDS, raw))


def parse_plan(raw: Mapping[str, str]) -> Plan:
    """Read the form of a line of the year plan; raises InvalidForm with every problem."""
    return made(Plan, read_checked(columns.PLAN_FIELDS, raw, _month))


def parse_matter(raw: Mapping[str, str]) -> Matter:
    """Read the form of a matter; raises InvalidForm with every problem."""
    return made(Matter, read_checked(columns.MATTER_FIELDS, raw))


def parse_step(raw: Mapping[str, str]) -> Step:
    """Read the form of a step; raises InvalidForm with every problem."""
    return made(Step, read_checked(columns.STEP_FIELDS, raw, _step))


def parse_criticism(raw: Mapping[str, str]) -> Criticism:
    """Read the form of a criticism; raises InvalidForm with every problem."""
    return made(Criticism, read_checked(columns.CRITICISM_FIELDS, raw))


def parse_kind(raw: Mapping[str, str]) -> OwnKind:
    """Read the form of a kind of this branch; raises InvalidForm with every problem."""
    from jdzb.ledgers.meetings.kinds import doubts

    return made(OwnKind, read_checked(columns.KIND_FIELDS, raw, doubts))


def _month(values: Mapping[str, Value]) -> list[Problem]:
    month, day = values["month"], str(values["day"] or "")
    if isinstance(month, int) and not 1 <= month <= 12:
        return [Problem("month", "月份", str(month), "应为 1 到 12")]
    if day and isinstance(month, int) and day[:7] != f"{values['year']:04}-{month:02}":
        return [Problem("day", "计划日期", day, f"不在 {values['year']} 年 {month} 月")]
    return []


def _step(values: Mapping[str, Value]) -> list[Problem]:
    found = []
    step, should, present = values["step"], values["should"], values["present"]
    if isinstance(step, int) and not 1 <= step <= 6:
        found.append(Problem("step", "第几步", str(step), "应为 1 到 6"))
    if isinstance(should, int) and isinstance(present, int) and present > should:
        found.append(Problem("present", "实到", str(present), f"多于应到 {should} 人"))
    cast = sum(number for key in ("yes", "no", "abstain") if isinstance(number := values[key], int))
    if isinstance(present, int) and cast > present:
        expected = f"三样共 {cast} 票，多于实到 {present} 人"
        found.append(Problem("yes", "赞成", str(values["yes"] or ""), expected))
    return found


def _problem(name: str, value: str, expected: str) -> Problem:
    label = next(spec.label for spec in columns.FIELDS if spec.name == name)
    return Problem(name, label, value, expected)
