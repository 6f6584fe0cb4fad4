"""What the visit log keeps: who came, when, about what, who saw to it and how it ended (三联办)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from jdzb.core import clock
from jdzb.core.dates import read_time
from jdzb.core.fields import Field, InvalidForm, Problem, Value, in_order, read_known
from jdzb.core.people import plain_name

ON_THE_SPOT, BRANCH, GENERAL = "当场办", "支部办", "总支办"
HANDLINGS = (ON_THE_SPOT, BRANCH, GENERAL)
SATISFIED, FAIRLY, DISSATISFIED = "满意", "基本满意", "不满意"
SATISFACTIONS = (SATISFIED, FAIRLY, DISSATISFIED)

VISIT_FIELDS = (
    Field("day", "来访日期", "day", required=True, width=7),
    Field("time", "时间", hint="例如 9:30", width=4),
    Field("visitor", "来访人", "words", required=True, most=30, width=6),
    Field("home", "来自", hint="村民小组、单位", width=8),
    Field("phone", "联系电话", "phone", private=True, width=7),
    Field("matter", "来访事项", "note", required=True, width=16),
    Field("receiver", "接待人", "member", width=6),
    Field(
        "handling",
        "办理方式",
        "choice",
        required=True,
        choices=HANDLINGS,
        width=4,
        plainly=("当场办", "交支部办", "上报总支办"),
    ),
    Field("handed_on", "交支部日期", "day", width=7),
    Field("raised_on", "上报总支日期", "day", width=7),
    Field("answer", "办理结果", "note", width=16),
    Field("answered_on", "答复日期", "day", width=7),
    Field("satisfaction", "满意度", "choice", choices=SATISFACTIONS, width=5),
    Field("note", "备注", "note", width=10),
)
VISIT_TABLE = "duty_visits"
_LABELS = {spec.name: spec.label for spec in VISIT_FIELDS}


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit. A matter is open until ``answered_on``; on the spot it is that of ``day``.

    ``handed_on`` and ``raised_on`` are the days from which the branch's and the general branch's
    term runs; a matter raised later keeps both.
    """

    day: date
    visitor: str
    matter: str
    handling: str = ON_THE_SPOT
    time: str | None = None
    home: str | None = None
    phone: str | None = None
    receiver: int | None = None
    handed_on: date | None = None
    raised_on: date | None = None
    answer: str | None = None
    answered_on: date | None = None
    satisfaction: str | None = None
    note: str | None = None
    id: int = 0

    @property
    def open(self) -> bool:
        """True while the visitor waits for an answer."""
        return self.answered_on is None

    @property
    def on(self) -> str:
        """10月9日."""
        return f"{self.day.month}月{self.day.day}日"

    @property
    def when(self) -> str:
        """10月9日 9:30."""
        return f"{self.on} {self.time.removeprefix('0')}" if self.time else self.on


def parse_visit(raw: Mapping[str, str]) -> Visit:
    """A visit as typed; raises InvalidForm with every problem.

    On the spot means answered the same day; a matter handed on or raised without a day was so on
    the day of the visit.
    """
    values, problems = read_known(VISIT_FIELDS, raw)
    try:
        values["time"] = read_time(raw.get("time", ""))
    except ValueError:
        problems.append(_problem("time", raw["time"].strip(), "应为几点几分，例如 9:30"))
    _settle(values)
    problems += _contradictions(values)
    if problems:
        raise InvalidForm(in_order(VISIT_FIELDS, problems))
    return read_visit(values)


def read_visit(row: Mapping[str, Value]) -> Visit:
    """A visit from its columns; ``id`` may be among them."""
    return Visit(
        day=_need_day(row["day"]),
        visitor=plain_name(str(row["visitor"])),
        matter=str(row["matter"]),
        handling=str(row["handling"]),
        time=_text(row["time"]),
        home=_text(row["home"]),
        phone=_text(row["phone"]),
        receiver=None if row["receiver"] is None else int(row["receiver"]),
        handed_on=_day(row["handed_on"]),
        raised_on=_day(row["raised_on"]),
        answer=_text(row["answer"]),
        answered_on=_day(row["answered_on"]),
        satisfaction=_text(row["satisfaction"]),
        note=_text(row["note"]),
        id=int(row.get("id") or 0),
    )


def visit_values(visit: Visit) -> dict[str, Value]:
    """The columns of a visit, without its id."""
    found = {spec.name: getattr(visit, spec.name) for spec in VISIT_FIELDS}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in found.items()
    }


def _settle(values: dict[str, Value]) -> None:
    """Put in the days that follow from the way it is handled, and take out those that cannot be."""
    way, day = values["handling"], values["day"]
    if way == ON_THE_SPOT:
        values |= {"handed_on": None, "raised_on": None, "answered_on": day}
    elif way == BRANCH:
        values |= {"handed_on": values["handed_on"] or day, "raised_on": None}
    elif way == GENERAL and not values["handed_on"]:
        values["raised_on"] = values["raised_on"] or day


_LATER: tuple[tuple[str, str, str], ...] = (
    ("handed_on", "day", "不能早于来访的一天"),
    ("raised_on", "day", "不能早于来访的一天"),
    ("raised_on", "handed_on", "不能早于交支部的一天"),
    ("answered_on", "day", "不能早于来访的一天"),
    ("answered_on", "handed_on", "不能早于交支部的一天"),
    ("answered_on", "raised_on", "不能早于上报总支的一天"),
)


def _contradictions(values: Mapping[str, Value]) -> list[Problem]:
    found: dict[str, Problem] = {}

    def tell(name: str, expected: str) -> None:
        found.setdefault(name, _problem(name, str(values[name] or ""), expected))

    today = clock.today().isoformat()
    for name in ("day", "handed_on", "raised_on", "answered_on"):
        if str(values[name] or "") > today:
            tell(name, "还没有到这一天")
    for name, earlier, words in _LATER:
        if values[name] and values[earlier] and str(values[name]) < str(values[earlier]):
            tell(name, words)
    if values["handling"] == GENERAL and values["handed_on"] and not values["raised_on"]:
        tell("raised_on", "请填哪一天上报的")
    if values["handling"] != ON_THE_SPOT:
        _half_answered(values, tell)
    return list(found.values())


def _half_answered(values: Mapping[str, Value], tell: Callable[[str, str], None]) -> None:
    """An answer has its day, a day its answer, and satisfaction is with an answer."""
    if values["answer"] and not values["answered_on"]:
        tell("answered_on", "写了办理结果，请填哪一天答复的；还没有答复的，写在备注里")
    if values["answered_on"] and not values["answer"]:
        tell("answer", "填了答复日期，请写怎样答复的")
    if values["satisfaction"] and not values["answered_on"]:
        tell("satisfaction", "答复以后再填")


def _problem(name: str, value: str, expected: str) -> Problem:
    return Problem(name, _LABELS[name], value, expected)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _day(value: Value) -> date | None:
    return None if value is None else _need_day(value)


def _need_day(value: Value) -> date:
    return date.fromisoformat(str(value))
