"""What the sign-in keeps: who was there each half day, for whom, from when to when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jdzb.core.dates import read_time
from jdzb.core.fields import Field, InvalidForm, Problem, Value, in_order, read_known
from jdzb.core.ledger import Table

MORNING, AFTERNOON = "上午", "下午"
HALVES = (MORNING, AFTERNOON)
PRESENT, STOOD_IN, SWAPPED, AWAY, ON_LEAVE = "到岗", "替班", "换班", "脱岗", "请假"
STATES = (PRESENT, STOOD_IN, SWAPPED, AWAY, ON_LEAVE)
FOR_OTHERS = (STOOD_IN, SWAPPED)
CAME = (PRESENT, *FOR_OTHERS)

ATTENDANCE_FIELDS = (
    Field("day", "日期", "day", required=True, width=7),
    Field("half", "半天", "choice", required=True, choices=HALVES, width=4),
    Field("member", "党员", "member", required=True, width=6),
    Field(
        "state",
        "情况",
        "choice",
        required=True,
        choices=STATES,
        width=4,
        plainly=("到岗", "替别人来值", "与别人换班来值", "不在岗", "请假没来"),
    ),
    Field("instead_of", "替谁", "member", width=6),
    Field("came", "到岗时间", hint="例如 8:26", width=5),
    Field("went", "离岗时间", hint="例如 12:00，可以不填", width=5),
    Field("note", "说明", hint="脱岗、请假要写原因", width=14),
)
ATTENDANCE = Table("duty_attendance", ATTENDANCE_FIELDS, "签到", day="day")
_SPECS = {spec.name: spec for spec in ATTENDANCE_FIELDS}


@dataclass(frozen=True, slots=True)
class Attendance:
    """One member in one half day; ``instead_of`` is whose turn it was, times are 08:26."""

    day: date
    half: str
    member: int
    state: str = PRESENT
    instead_of: int | None = None
    came: str | None = None
    went: str | None = None
    note: str | None = None
    id: int = 0

    @property
    def times(self) -> str:
        """8:26–12:00, 8:26, or empty."""
        came, went = clock_words(self.came), clock_words(self.went)
        return f"{came}–{went}" if went else came


def clock_words(time: str | None) -> str:
    """08:26 as people write it: 8:26."""
    return (time or "").removeprefix("0")


def parse_attendance(raw: Mapping[str, str]) -> Attendance:
    """A sign-in as typed; raises InvalidForm with every problem."""
    values, problems = read_known(ATTENDANCE_FIELDS, raw)
    for name in ("came", "went"):
        try:
            values[name] = read_time(raw.get(name, ""))
        except ValueError:
            problems.append(_problem(name, raw[name].strip(), "应为几点几分，例如 8:26"))
    problems += _contradictions(values)
    if problems:
        raise InvalidForm(in_order(ATTENDANCE_FIELDS, problems))
    return read_attendance(values)


def read_attendance(row: Mapping[str, Any]) -> Attendance:
    """A sign-in from its columns; ``id`` may be among them."""
    known = {spec.name: row[spec.name] for spec in ATTENDANCE_FIELDS}
    known |= {"day": date.fromisoformat(row["day"]), "id": row.get("id") or 0}
    return Attendance(**known)


def attendance_values(entry: Attendance) -> dict[str, Value]:
    """The columns of a sign-in, without its id."""
    found: dict[str, Value] = {spec.name: getattr(entry, spec.name) for spec in ATTENDANCE_FIELDS}
    return found | {"day": entry.day.isoformat()}


def _contradictions(values: Mapping[str, Value]) -> list[Problem]:
    """What does not go together: whose turn, reasons, times."""
    state, other = values["state"], values["instead_of"]
    found = []
    if state in FOR_OTHERS and other is None:
        found.append(_problem("instead_of", "", f"{state}要写明替谁"))
    if state in FOR_OTHERS and other is not None and other == values["member"]:
        found.append(_problem("instead_of", str(other), "不能是本人"))
    if state not in FOR_OTHERS and other is not None:
        found.append(_problem("instead_of", str(other), "替班、换班才填"))
    if state in (AWAY, ON_LEAVE) and not values["note"]:
        found.append(_problem("note", "", f"{state}要写原因"))
    return found + _wrong_times(values)


def _wrong_times(values: Mapping[str, Value]) -> list[Problem]:
    came, went = (str(values[name] or "") for name in ("came", "went"))
    if values["state"] == ON_LEAVE and (came or went):
        return [_problem("came" if came else "went", came or went, "请假没有来，不填时间")]
    if came and went and went < came:
        return [_problem("went", went, "不能早于到岗时间")]
    return []


def _problem(name: str, value: str, expected: str) -> Problem:
    return Problem(name, _SPECS[name].label, value, expected)
