"""From typed or stored text to the entries of the commitments book, and back to columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from jdzb.core import clock
from jdzb.core.fields import Field, InvalidForm, Problem, Value, in_order, read_known
from jdzb.core.records import columns_of, made
from jdzb.ledgers.commitments import columns
from jdzb.ledgers.commitments.columns import AT_MOST
from jdzb.ledgers.commitments.entries import Ballot, Commitment, Post, Progress, Step, Wish

Values = Mapping[str, Value]
FIRST_YEAR, LAST_YEAR = 1950, 2100
UNKNOWN, NOT_YET = "党员册里没有这个人", "这一天还没有到，做了以后再记"


def parse(raw: Mapping[str, str]) -> Commitment:
    """Read the form of a promise; raises InvalidForm with every problem at once."""
    return made(Commitment, _read(columns.FIELDS, raw, _commitment))


def parse_progress(raw: Mapping[str, str]) -> Progress:
    """Read the form of an entry of progress; raises InvalidForm with every problem."""
    return made(Progress, _read(columns.PROGRESS_FIELDS, raw, _past("day")))


def parse_step(raw: Mapping[str, str]) -> Step:
    """Read the form of a step of the year; raises InvalidForm with every problem."""
    return made(Step, _read(columns.STEP_FIELDS, raw, _step))


def read_done(specs: Sequence[Field], raw: Mapping[str, str]) -> dict[str, Value]:
    """Read a form about what was done: its days are not to come; raises InvalidForm."""
    return _read(specs, raw, _past(*(one.name for one in specs if one.kind == "day")))


def parse_ballot(raw: Mapping[str, str]) -> Ballot:
    """Read a count of ballots; what is empty is 0. The counts must make up the ballots returned.

    Raises InvalidForm with every problem.
    """
    zeros = {name: raw.get(name, "").strip() or "0" for name in columns.VOTES}
    return made(Ballot, _read(columns.BALLOT_FIELDS, {**raw, **zeros}, _ballot))


def parse_wish(raw: Mapping[str, str]) -> Wish:
    """Read the form of a wish; raises InvalidForm with every problem."""
    return made(Wish, _read(columns.WISH_FIELDS, raw, _wish))


def parse_post(raw: Mapping[str, str]) -> Post:
    """Read the form of a post; raises InvalidForm with every problem."""
    return made(Post, _read(columns.POST_FIELDS, raw, _post))


def values_of(commitment: Commitment) -> dict[str, Value]:
    """The columns of a promise, without its id."""
    return columns_of(columns.FIELDS, commitment)


def _read(
    specs: Sequence[Field],
    raw: Mapping[str, str],
    also: Callable[[Values], Iterator[tuple[str, str]]] | None = None,
) -> dict[str, Value]:
    values, problems = read_known(specs, raw)
    known = {spec.name: spec for spec in specs}
    problems = [
        replace(one, expected=UNKNOWN) if known[one.field].kind == "member" else one
        for one in problems
    ]
    for name, expected in also(values) if also else ():
        text = "" if values[name] is None else str(values[name])
        problems.append(Problem(name, known[name].label, text, expected))
    if problems:
        raise InvalidForm(in_order(specs, problems))
    return values


def _past(*names: str) -> Callable[[Values], Iterator[tuple[str, str]]]:
    """Days that cannot be to come, for what was done on them."""

    def check(values: Values) -> Iterator[tuple[str, str]]:
        today = clock.today().isoformat()
        yield from ((one, NOT_YET) for one in names if str(values[one] or "") > today)

    return check


def _step(values: Values) -> Iterator[tuple[str, str]]:
    yield from _year(values)
    yield from _past("day")(values)


def _year(values: Values) -> Iterator[tuple[str, str]]:
    year = values["year"]
    if isinstance(year, int) and not FIRST_YEAR <= year <= LAST_YEAR:
        yield "year", "年份请写四位数，例如 2026"


def _commitment(values: Values) -> Iterator[tuple[str, str]]:
    yield from _year(values)
    year, due, target = values["year"], values["due"], values["target"]
    if year is not None and due and str(due) < f"{year:04}":
        yield "due", f"早于 {year} 年"
    if values["bound"] and target is None:
        yield "target", "写了目标要求，要写数量"
    if target == 0 and values["bound"] != AT_MOST:
        yield "target", "应大于 0"
    if values["unit"] and target is None and not values["bound"]:
        yield "target", "写了单位，要写数量"
    if values["reported"] and not values["reported_on"]:
        yield "reported_on", "写了述诺，要写日期"
    if values["outcome"] and not values["settled_on"]:
        yield "settled_on", "写了评定结果，要写日期"


def _ballot(values: Values) -> Iterator[tuple[str, str]]:
    yield from _year(values)
    handed, returned = values["handed"], values["returned"]
    if not isinstance(handed, int) or not isinstance(returned, int):
        return
    if returned > handed:
        yield "returned", f"多于发出的 {handed} 张"
    counts = [values[name] for name in columns.VOTES]
    total = sum(one for one in counts if isinstance(one, int))
    if None not in counts and total != returned:
        yield "returned", f"各项合计 {total} 张，与收回的 {returned} 张不符"


def _wish(values: Values) -> Iterator[tuple[str, str]]:
    day, due = str(values["day"] or ""), values["due"]
    claimed, fulfilled = values["claimed_on"], values["fulfilled_on"]
    if due and str(due) < day:
        yield "due", f"早于提出日期 {day}"
    if claimed and not values["claimed_by"]:
        yield "claimed_by", "写了认领日期，要写谁认领"
    if claimed and str(claimed) < day:
        yield "claimed_on", f"早于提出日期 {day}"
    if fulfilled and not values["claimed_by"]:
        yield "claimed_by", "写了实现日期，要写谁认领"
    if fulfilled and str(fulfilled) < max(day, str(claimed or "")):
        yield "fulfilled_on", "早于提出或认领的日期"


def _post(values: Values) -> Iterator[tuple[str, str]]:
    name = str(values["name"] or "")
    if any(char in name for char in "、，,；;/ "):
        yield "name", "一个岗位一行，不要用顿号、逗号隔开"
