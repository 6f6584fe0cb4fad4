"""From typed or stored text to the entries of the appraisals book, and back to columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jdzb.core import clock
from jdzb.core.fields import (
    InvalidForm,
    Problem,
    Unreadable,
    Value,
    in_order,
    plain,
    read_known,
)
from jdzb.core.records import columns_of, made, read_checked
from jdzb.ledgers.appraisals import columns
from jdzb.ledgers.appraisals.entries import (
    Ballot,
    Help,
    HelpNote,
    Mark,
    Paper,
    Round,
    StageDone,
    Talk,
    Tally,
)
from jdzb.ledgers.appraisals.terms import ADD, DEDUCT, POINTS

_TALLY = ("round", "ballot", "subject", "item", "blank")
YEARS = range(1990, 2100)
_POINTS = re.compile(r"[+-]?(\d{1,5})(?:\.(\d{1,2}))?")

_WRONG = {DEDUCT: "+", ADD: "-", POINTS: "-"}


def read_points(text: str) -> int | None:
    """Points as whole hundredths without their sign (``-2.5`` is 250, see ``sign_of``); None when
    empty. Raises Unreadable.
    """
    typed = _typed(text)
    if not typed:
        return None
    found = _POINTS.fullmatch(typed)
    if not found:
        raise Unreadable("应为分值，例如 2 或 0.5，最多两位小数")
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def sign_of(text: str) -> str:
    """The sign typed before points: ``+``, ``-`` or ''."""
    typed = _typed(text)
    return typed[0] if typed[:1] in ("+", "-") else ""


def wrong_sign(way: str, text: str) -> bool:
    """Whether points bear a sign their column cannot mean: + where points are taken off."""
    return sign_of(text) == _WRONG.get(way) and bool(read_points(text))


def _typed(text: str) -> str:
    return plain(text).replace("−", "-").replace("–", "-").removesuffix("分").strip()


def show_points(points: int | None) -> str:
    """Hundredths with as many decimals as they need: ``95``, ``92.5``, ``0.25``; '' for None."""
    if points is None:
        return ""
    sign, whole = ("-" if points < 0 else ""), abs(points)
    return f"{sign}{whole // 100}.{whole % 100:02d}".rstrip("0").rstrip(".")


def parse(raw: Mapping[str, str]) -> Round:
    """Read the form of a round; raises InvalidForm with every problem at once."""
    values, problems = read_known(columns.FIELDS, raw)
    year = values["year"]
    if isinstance(year, int) and year not in YEARS:
        expected = "应为四位数的年份，例如 2026"
        problems.append(Problem("year", "年度", str(year), expected))
    elif isinstance(year, int) and year > clock.today().year + 1:
        problems.append(Problem("year", "年度", str(year), "这一年还早，最多到明年"))
    if problems:
        raise InvalidForm(in_order(columns.FIELDS, problems))
    return made(Round, values)


def parse_mark(raw: Mapping[str, str], subject: int, item: str, period: str) -> Mark:
    """Read the form of a deduction or addition entered by hand; raises InvalidForm."""
    specs = [one for one in columns.MARK_FIELDS if one.name in ("points", "day", "what")]
    typed = dict(raw)
    points, problems = _points(typed.pop("points", ""))
    values, others = read_known([one for one in specs if one.name != "points"], typed)
    if problems or others:
        raise InvalidForm(in_order(specs, [*problems, *others]))
    day, what = str(values["day"]), str(values["what"])
    return Mark(subject, period, item, points or 0, day, what)


def _points(text: str) -> tuple[int | None, list[Problem]]:
    try:
        points = read_points(text)
    except Unreadable as error:
        return None, [Problem("points", "分值", text.strip(), str(error))]
    if points and sign_of(text):
        told = "不写正负号：扣分的项目写几就扣几分，加分的写几就加几分"
        return points, [Problem("points", "分值", text.strip(), told)]
    if points:
        return points, []
    return points, [Problem("points", "分值", text.strip(), "应大于 0，例如 2 或 0.5")]


def parse_ballot(raw: Mapping[str, str], ballot: str, period: str) -> Ballot:
    """Read the form of ballots handed out and returned; raises InvalidForm."""
    names = ("day", "handed", "returned", "invalid", "blank", "note")
    specs = [one for one in columns.BALLOT_FIELDS if one.name in names]
    return made(Ballot, read_checked(specs, raw) | {"ballot": ballot, "period": period})


def parse_stage(raw: Mapping[str, str], stage: str, period: str) -> StageDone:
    """Read the form of a stage: days, who, link, notice days; raises InvalidForm."""
    names = ("begun_on", "done_on", "who", "link", "since", "until", "note")
    specs = [one for one in columns.STAGE_FIELDS if one.name in names]
    values = read_checked(specs, raw, lambda found: _later(found, "since", "until", "公示止"))
    return made(StageDone, values | {"stage": stage, "period": period})


def parse_talk(raw: Mapping[str, str], round_id: int) -> Talk:
    """Read the form of a talk; raises InvalidForm with every problem."""
    return made(Talk, read_checked(columns.TALK_FORM, raw) | {"round": round_id})


def parse_help(raw: Mapping[str, str], round_id: int | None = None) -> Help:
    """Read the form of 2+1 help; the three are different people. Raises InvalidForm."""
    specs = [one for one in columns.HELP_FIELDS if one.name != "round"]
    return made(Help, read_checked(specs, raw, _helpers) | {"round": round_id})


def parse_help_note(raw: Mapping[str, str], help_id: int) -> HelpNote:
    """Read the form of a month's note; raises InvalidForm with every problem."""
    specs = [one for one in columns.HELP_NOTE_FIELDS if one.name != "help"]
    values = read_checked(specs, raw)
    return made(HelpNote, values | {"help": help_id, "month": str(values["month"])[:7]})


def _helpers(values: Mapping[str, Value]) -> list[Problem]:
    problems = _later(values, "since", "until", "结束日期")
    people = [values[name] for name in ("member", "first", "second")]
    if None not in people and len(set(people)) < len(people):
        expected = "帮教对象和两名帮教党员应是三个人"
        problems.append(Problem("second", "帮教党员二", str(values["second"]), expected))
    return problems


def _later(values: Mapping[str, Value], since: str, until: str, label: str) -> list[Problem]:
    first, last = values[since], values[until]
    if first and last and str(last) < str(first):
        return [Problem(until, label, str(last), f"早于开始的 {first}")]
    return []


# -- columns ---------------------------------------------------------------------------------------


def values_of(one: Round) -> dict[str, Value]:
    """The columns of a round, without its id."""
    return columns_of(columns.FIELDS, one)


def tally_of(row: Mapping[str, Any]) -> Tally:
    """A tally from its columns (``30/8/2/0``)."""
    counts = tuple(int(one) for one in row["counts"].split("/"))
    return made(Tally, {**row, "counts": counts})


def tally_values(one: Tally) -> dict[str, Value]:
    """The columns of a tally."""
    counts = "/".join(str(count) for count in one.counts)
    known = {name: getattr(one, name) for name in (*_TALLY, "name", "title")}
    return {**known, "counts": counts}


def paper_of(row: Mapping[str, Any]) -> Paper:
    """A ballot paper from its columns: lines of ``subject/item/place``."""
    answers = tuple(
        (int(subject), item, int(place))
        for line in (row["answers"] or "").splitlines()
        for subject, item, place in [line.split("/")]
    )
    return made(Paper, {**row, "answers": answers})


def paper_values(one: Paper) -> dict[str, Value]:
    """The columns of a ballot paper."""
    lines = "\n".join(f"{subject}/{item}/{place}" for subject, item, place in one.answers)
    known = {name: getattr(one, name) for name in ("round", "ballot", "number", "state", "note")}
    return {**known, "answers": lines or None}
