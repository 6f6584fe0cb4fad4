"""From the tables of a scheme file, read and resolved, to the Scheme. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jdzb.ledgers.appraisals.schemes import (
    Aspect,
    Ballot,
    Choice,
    Excuse,
    Grade,
    Item,
    Line,
    Lowest,
    Part,
    Period,
    Public,
    Scheme,
    Side,
    Stage,
    Turnout,
    Veto,
)
from jdzb.ledgers.appraisals.terms import ADD, BALLOT, BY_STARS, DEDUCT

_PLAIN = (
    "key", "title", "about", "source", "level", "status", "who", "by", "decimals", "ties",
    "star_line", "award", "per_year",
)  # fmt: skip
Raw = Mapping[str, Any]


def build(raw: Raw, used: Sequence[str] = ()) -> Scheme:
    """The scheme; ``used`` are the keys of the rules its figures were taken from."""
    periods = _periods(raw.get("period", ()))
    keys = tuple(one.key for one in periods)
    optional: dict[str, Any] = {}
    if "side" in raw:
        optional["sides"] = tuple(Side(**one) for one in raw["side"])
    if "lowest" in raw:
        optional["lowest"] = Lowest(**raw["lowest"])
    if "public" in raw:
        optional["public"] = Public(**raw["public"])
    return Scheme(
        **{name: raw[name] for name in _PLAIN if name in raw},
        **optional,
        periods=periods,
        parts=tuple(_part(one, keys) for one in raw["part"]),
        grades=tuple(Grade(**one) for one in raw["grade"]),
        stages=tuple(Stage(**one) for one in raw["stage"]),
        excuses=tuple(Excuse(**one) for one in raw.get("excuse", ())),
        ballots=tuple(_ballot(one) for one in raw.get("ballot", ())),
        vetoes=tuple(Veto(**one) for one in raw.get("veto", ())),
        lines=tuple(_line(one, raw) for one in raw.get("line", ())),
        rules=tuple(dict.fromkeys((*raw.get("rules", ()), *used))),
    )


def _periods(rows: Sequence[Raw]) -> tuple[Period, ...]:
    if not rows:
        return (Period("year", "全年"),)
    return tuple(Period(**one) for one in rows)


def _part(raw: Raw, periods: tuple[str, ...]) -> Part:
    summed = raw["way"] not in (DEDUCT, ADD)
    rows = raw.get("aspect") or [
        {
            "key": raw["key"],
            "title": raw["title"],
            "full": raw.get("full", 0) if summed else 0,
        }
    ]
    important = raw.get("important", False)
    if raw["way"] == BALLOT and not any("full" in one for one in rows):
        rows = [{**one, "full": raw.get("full", 0)} for one in rows]
    aspects = tuple(_aspect(one, summed=summed, important=important) for one in rows)
    full = sum(one.full for one in aspects) if summed else 0
    return Part(
        raw["key"],
        raw["title"],
        raw["way"],
        raw.get("full", full),
        aspects,
        raw.get("periods", periods),
        raw.get("weight", 0),
        _choices(raw),
        raw.get("ballot", ""),
        raw.get("expected", 0),
        raw.get("todo", False),
    )


def _aspect(raw: Raw, *, summed: bool, important: bool) -> Aspect:
    important = raw.get("important", important)
    own = ("key", "title", "full", "each", "evidence")
    rows = raw.get("item") or [{name: raw[name] for name in own if name in raw}]
    items = tuple(Item(**{"important": important, **one}) for one in rows)
    full = sum(one.full for one in items) if summed else 0
    return Aspect(
        raw["key"],
        raw["title"],
        items,
        raw.get("full", full),
        raw.get("expected", 0),
        raw.get("todo", False),
    )


def _line(raw: Raw, scheme: Raw) -> Line:
    """A line; so many stars stand for the grades with fewer."""
    by_stars = scheme.get("by") == BY_STARS
    least = raw.get("stars_below", 0) if by_stars else 0
    fewer = tuple(one["title"] for one in scheme["grade"] if one.get("stars", 0) < least)
    told = {name: value for name, value in raw.items() if name != "stars_below"}
    return Line(**{**told, "grades": tuple(dict.fromkeys((*raw.get("grades", ()), *fewer)))})


def _ballot(raw: Raw) -> Ballot:
    return Ballot(
        raw["key"],
        raw["title"],
        raw["voters"],
        _choices(raw),
        raw.get("pick", 0),
        tuple(Turnout(**one) for one in raw.get("turnout", ())),
    )


def _choices(raw: Raw) -> tuple[Choice, ...]:
    return tuple(Choice(**one) for one in raw.get("choice", ()))
