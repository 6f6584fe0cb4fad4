"""The forms of statuses and marks read: all problems at once, or a value. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jdzb.core import clock
from jdzb.core.fields import Field, InvalidForm, Problem, Value, in_order, read_known
from jdzb.ledgers.members.entries import (
    COMING,
    LEFT,
    MARK_FIELDS,
    MOBILE,
    PARTY,
    Mark,
    Member,
    Status,
    earlier,
)

ENTERED = (*COMING, *reversed(PARTY))  # in the order a person comes to them

LEAVING_FIELDS = (
    Field("status", "离开方式", "choice", required=True, choices=LEFT, hint="请选一种"),
    Field("since", "日期", "month", required=True, hint="请填写日期，以便算准以前的应到人数"),
    Field("reason", "原因", hint="例如 组织关系转往县城社区", width=16),
)
STATUS_FORM = (
    Field("status", "身份", "choice", required=True, choices=ENTERED, hint="请选一种"),
    Field("since", "起始日期", "month", required=True, hint="请填写从哪一天起"),
    Field("reason", "依据", hint="例如 支部大会讨论通过", width=16),
)
MARK_FORM = tuple(spec for spec in MARK_FIELDS if spec.name != "member")
ENDING_FIELDS = (
    Field("until", "结束日期", "month", required=True, hint="从这一天起不再有这个标记"),
    Field("reason", "原因", hint="例如 已返乡", width=16),
)


def read_status(fields: Sequence[Field], raw: Mapping[str, str], member: Member) -> Status:
    """A status from STATUS_FORM or LEAVING_FIELDS; raises InvalidForm with every problem."""
    values, problems = _read(fields, raw)
    since = values.get("since")
    if since and member.birth and earlier(str(since), member.birth):
        problems.append(_wrong(fields, "since", since, f"不应早于出生日期 {member.birth}"))
    left = values.get("status") in LEFT
    if left and since and member.joined and earlier(str(since), member.joined):
        problems.append(_wrong(fields, "since", since, f"不应早于入党日期 {member.joined}"))
    _refuse(fields, problems)
    return Status(
        member.id,
        str(values["status"]),
        _text(values.get("since")),
        _text(values.get("reason")),
    )


def read_mark(raw: Mapping[str, str], member: Member) -> Mark:
    """A mark from MARK_FORM; what only 流动党员 have is dropped for the others."""
    values, problems = _read(MARK_FORM, raw)
    since, until = _text(values.get("since")), _text(values.get("until"))
    if since and until and earlier(until, since):
        problems.append(_wrong(MARK_FORM, "until", until, f"不应早于开始日期 {since}"))
    _refuse(MARK_FORM, problems)
    texts = {spec.name: _text(values.get(spec.name)) for spec in MARK_FORM}
    mark = str(texts.pop("mark"))
    entry = Mark(
        member.id, mark, since, until,
        texts["place"], texts["contact"], texts["last_contact"], texts["note"],
    )  # fmt: skip
    if mark == MOBILE:
        return entry
    return replace(entry, place=None, contact=None, last_contact=None)


def read_ending(raw: Mapping[str, str], mark: Mark) -> tuple[str, str]:
    """The first day without a mark, and the reason ('' for none)."""
    values, problems = _read(ENDING_FIELDS, raw)
    until = _text(values.get("until"))
    if until and mark.since and earlier(until, mark.since):
        problems.append(_wrong(ENDING_FIELDS, "until", until, f"不应早于开始日期 {mark.since}"))
    _refuse(ENDING_FIELDS, problems)
    return str(until), _text(values.get("reason")) or ""


def _read(
    fields: Sequence[Field], raw: Mapping[str, str]
) -> tuple[dict[str, Value], list[Problem]]:
    """What can be read, and what is wrong; a date to come is wrong."""
    values, problems = read_known(fields, {spec.name: raw.get(spec.name, "") for spec in fields})
    today = clock.today().isoformat()
    for spec in fields:
        value = values[spec.name]
        if spec.kind in ("day", "month") and isinstance(value, str) and value > today[: len(value)]:
            problems.append(_wrong(fields, spec.name, value, "这一天还没有到"))
    return values, problems


def _wrong(fields: Sequence[Field], name: str, value: Value, expected: str) -> Problem:
    label = next(spec.label for spec in fields if spec.name == name)
    return Problem(name, label, str(value), expected)


def _refuse(fields: Sequence[Field], problems: Sequence[Problem]) -> None:
    if problems:
        raise InvalidForm(in_order(fields, problems))


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
