"""What the duty book keeps: turns, leaves, fixed days, days without duty, and its settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jdzb.core.errors import JdzbError
from jdzb.core.fields import Field, InvalidForm, Problem, plain, read_fields
from jdzb.core.ledger import Table
from jdzb.ledgers.duty.entries_visits import VISIT_FIELDS

ROSTERED, BY_HAND = "排班", "手工"
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
SECRETARY, MEMBERS, NOBODY = "书记", "党员", "不值班"
OFFICES = (SECRETARY, MEMBERS, NOBODY)

TURN_FIELDS = (
    Field("day", "日期", "day", required=True, width=7),
    Field("member", "值班人", "member", required=True, width=6),
    Field(
        "origin",
        "排法",
        "choice",
        choices=(ROSTERED, BY_HAND),
        width=4,
        plainly=("程序排的", "手工改的"),
    ),
    Field("note", "说明", width=16),
)
LEAVE_FIELDS = (
    Field("member", "姓名", "member", required=True, width=6),
    Field("since", "从", "day", required=True, width=7),
    Field("until", "到", "day", required=True, width=7),
    Field("reason", "事由", hint="例如 外出务工、住院", width=14),
)
FIXED_FIELDS = (
    Field("member", "姓名", "member", required=True, width=6),
    Field("weekday", "固定在", "choice", required=True, choices=WEEKDAYS, width=5),
    Field("note", "说明", width=14),
)
CLOSURE_FIELDS = (
    Field("since", "从", "day", required=True, width=7),
    Field("until", "到", "day", required=True, width=7),
    Field("reason", "原因", required=True, hint="例如 春节放假", width=14),
)
TABLES = (
    Table("duty_turns", TURN_FIELDS, "值班", day="day"),
    Table("duty_leaves", LEAVE_FIELDS, "请假"),
    Table("duty_fixed", FIXED_FIELDS, "固定值班日"),
    Table("duty_closures", CLOSURE_FIELDS, "不值班的日子"),
    Table("duty_visits", VISIT_FIELDS, "来访登记", day="day"),
)
SETTING_FIELDS = (
    Field("people", "每天人数", "whole", required=True, hint="1 到 6 人"),
    Field("weekends", "周末值班", "choice", required=True, choices=OFFICES),
    Field("holidays", "节假日值班", "choice", required=True, choices=OFFICES),
    Field("morning", "上午", required=True, hint="起止时间，例如 8:30–12:00"),
    Field("afternoon", "下午", hint="起止时间，例如 14:00–17:00，下午不值班就留空"),
    Field("place", "值班地点", hint="例如 支部活动室"),
    Field("tasks", "值班职责", "note"),
    Field("gap", "最少间隔（天）", "whole", hint="0 到 31 天，0 是不限"),
)
FORGOTTEN = Field("forgotten", "重排时不再保留的换下（记录号）")
MOST_PEOPLE, LONGEST_GAP = 6, 31
_HOURS = re.compile(r"(\d{1,2})[:.](\d{2})[-–—~至到]+(\d{1,2})[:.](\d{2})")


class NotAMonth(JdzbError):
    """A month that is not written as 2026-12."""

    sentence = "“{value}”不是月份，没有改动。请写成 2026-12 的样子。"


@dataclass(frozen=True, slots=True)
class Turn:
    """One person's turn on one day; ``origin`` tells the roster's choice from a change by hand."""

    day: date
    member: int
    origin: str = BY_HAND
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Leave:
    """Days on which a member cannot serve, both ends included."""

    member: int
    since: date
    until: date
    reason: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Fixed:
    """A member who always serves a weekday."""

    member: int
    weekday: str
    note: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Closure:
    """Days without duty, both ends included."""

    since: date
    until: date
    reason: str
    id: int = 0

    def covers(self, day: date) -> bool:
        """True when the day is one of them."""
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class DutySettings:
    """三定: how many, who on weekends and holidays, when, where, and the duties printed below."""

    people: int
    weekends: str
    holidays: str
    morning: str
    afternoon: str
    place: str
    tasks: str
    gap: int = 0  # days from one turn to the next of the same person, at least, if it can be

    def hours(self) -> str:
        """As printed: 上午 8:30–12:00　下午 14:00–17:00."""
        parts = (("上午", self.morning), ("下午", self.afternoon))
        return "　".join(f"{name} {hours}" for name, hours in parts if hours)


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return self.shifted(1).first - timedelta(days=1)

    def days(self) -> tuple[date, ...]:
        """Every day in order."""
        return tuple(date(self.year, self.number, n + 1) for n in range(self.last.day))

    def holds(self, day: date) -> bool:
        """True when the day lies in this month."""
        return (day.year, day.month) == (self.year, self.number)

    def shifted(self, months: int) -> Month:
        """The month so many months later (earlier when negative)."""
        place = self.year * 12 + self.number - 1 + months
        return Month(place // 12, place % 12 + 1)

    @property
    def words(self) -> str:
        """2026年12月."""
        return f"{self.year}年{self.number}月"

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def read_month(text: str) -> Month:
    """A month written as 2026-12, 2026.12, 202612 or 2026年12月; raises NotAMonth."""
    match = re.fullmatch(r"(20\d{2})[-./年]?(0?[1-9]|1[0-2])月?", plain(text))
    if not match:
        raise NotAMonth(value=text)
    return Month(int(match[1]), int(match[2]))


def month_of(day: date) -> Month:
    """The month a day lies in."""
    return Month(day.year, day.month)


def parse(raw: Mapping[str, str]) -> Turn:
    """A turn made by hand; raises InvalidForm with every problem."""
    values = read_fields(TURN_FIELDS, raw)
    return Turn(
        date.fromisoformat(str(values["day"])),
        _id(values["member"]),
        str(values["origin"] or BY_HAND),
        _text(values["note"]),
    )


def parse_leave(raw: Mapping[str, str]) -> Leave:
    """A leave; raises InvalidForm with every problem."""
    values = read_fields(LEAVE_FIELDS, raw)
    since, until = _span(LEAVE_FIELDS, values)
    return Leave(_id(values["member"]), since, until, _text(values["reason"]))


def parse_fixed(raw: Mapping[str, str]) -> Fixed:
    """A fixed day; raises InvalidForm with every problem."""
    values = read_fields(FIXED_FIELDS, raw)
    return Fixed(_id(values["member"]), str(values["weekday"]), _text(values["note"]))


def parse_closure(raw: Mapping[str, str]) -> Closure:
    """Days without duty; raises InvalidForm with every problem."""
    values = read_fields(CLOSURE_FIELDS, raw)
    since, until = _span(CLOSURE_FIELDS, values)
    return Closure(since, until, str(values["reason"]))


def parse_settings(raw: Mapping[str, str]) -> DutySettings:
    """The duty settings as typed, hours as 8:30–12:00; raises InvalidForm with every problem."""
    try:
        read, problems = read_settings(raw), []
    except InvalidForm as error:
        read, problems = None, list(error.problems)
    hours = {name: read_hours(raw.get(name, "")) for name in ("morning", "afternoon")}
    for spec in SETTING_FIELDS:
        if spec.name in hours and hours[spec.name] is None:
            problems.append(Problem(spec.name, spec.label, raw[spec.name], f"应为{spec.hint}"))
    if read is None or problems:
        raise InvalidForm(problems)
    return replace(read, morning=hours["morning"] or "", afternoon=hours["afternoon"] or "")


def read_settings(raw: Mapping[str, str]) -> DutySettings:
    """The duty settings as stored, hours as they are; raises InvalidForm with every problem."""
    values = read_fields(SETTING_FIELDS, raw)
    people, gap = _id(values["people"]), _id(values["gap"])
    bounds = {"people": 1 <= people <= MOST_PEOPLE, "gap": 0 <= gap <= LONGEST_GAP}
    wrong = [spec for spec in SETTING_FIELDS if not bounds.get(spec.name, True)]
    if wrong:
        raise InvalidForm(
            [
                Problem(one.name, one.label, str(values[one.name]), f"应为{one.hint}")
                for one in wrong
            ]
        )
    texts = {name: str(value or "") for name, value in values.items() if name not in bounds}
    return DutySettings(people=people, gap=gap, **texts)


def read_hours(text: str) -> str | None:
    """Hours such as 8:30-12:00 as printed (8:30–12:00); "" when empty, None when they are none."""
    typed = re.sub(r"\s", "", plain(text))
    match = _HOURS.fullmatch(typed)
    if not match:
        return None if typed else ""
    since, until = (int(match[n]) * 60 + int(match[n + 1]) for n in (1, 3))
    sixty = int(match[2]) < 60 > int(match[4])
    if not (sixty and since < until <= 24 * 60):
        return None
    return f"{int(match[1])}:{match[2]}–{int(match[3])}:{match[4]}"


def _span(fields: tuple[Field, ...], values: Mapping[str, str | int | None]) -> tuple[date, date]:
    since, until = (date.fromisoformat(str(values[name])) for name in ("since", "until"))
    if until < since:
        spec = next(field for field in fields if field.name == "until")
        raise InvalidForm([Problem("until", spec.label, until.isoformat(), "不能早于开始的一天")])
    return since, until


def _id(value: str | int | None) -> int:
    return int(value or 0)


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)
