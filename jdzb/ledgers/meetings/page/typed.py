"""What stands on the page, typed and not yet read: kept word for word, across a crash too. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from jdzb.core.fields import InvalidForm, Problem, in_order, read_known, shown
from jdzb.core.records import made
from jdzb.ledgers.meetings import columns
from jdzb.ledgers.meetings.entries import (
    Attendance,
    Criticism,
    Excluded,
    Guest,
    Item,
    Meeting,
    Minutes,
)
from jdzb.ledgers.meetings.parsing import parse, values_of

HEAD_SPECS = tuple(spec for spec in columns.FIELDS if spec.name != "completed_on")
ITEM_NAMES = ("title", "talk", "decision", "way", "yes", "no", "abstain", "publish")
ITEM_SPECS = tuple(
    next(spec for spec in columns.ITEM_FIELDS if spec.name == name) for name in ITEM_NAMES
)
GUESTS = "guests"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class ItemText:
    """One item of the agenda: the text of its fields, and what the fields do not show."""

    raw: Mapping[str, str]
    kept: Item


@dataclass(frozen=True, slots=True)
class Typed:
    """The whole page. ``meeting`` is 0 for a new one; ``reason`` that of a correction begun."""

    head: Mapping[str, str]
    attendance: tuple[Attendance, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    guests: str = ""
    items: tuple[ItemText, ...] = ()
    criticisms: tuple[Criticism, ...] = ()
    meeting: int = 0
    completed_on: str | None = None
    reason: str = ""


def typed_of(minutes: Minutes, reason: str = "") -> Typed:
    """Minutes as the page shows them."""
    values = values_of(minutes.meeting)
    return Typed(
        {spec.name: shown(spec, values[spec.name]) for spec in HEAD_SPECS},
        minutes.attendance,
        minutes.excluded,
        "、".join(_guest_words(one) for one in minutes.guests),
        tuple(item_text(one) for one in minutes.items),
        minutes.criticisms,
        minutes.meeting.id,
        minutes.meeting.completed_on,
        reason,
    )


def item_text(item: Item) -> ItemText:
    """One item as the page shows it."""
    return ItemText({spec.name: shown(spec, getattr(item, spec.name)) for spec in ITEM_SPECS}, item)


def read(typed: Typed, guests: Sequence[Guest] = ()) -> Minutes:
    """The minutes meant; ``guests`` are the stored ones. Raises InvalidForm with every problem.

    The field of a problem is that of the head, or ``2.yes`` for the second item's. An item in
    which nothing is written is left out.
    """
    problems: list[Problem] = []
    meeting = Meeting("", "")
    try:
        meeting = parse(typed.head)
    except InvalidForm as error:
        problems += error.problems
    items = []
    for number, one in enumerate(typed.items, 1):
        if not _empty(one):
            values, wrong = read_known(ITEM_SPECS, one.raw)
            problems += [replace(each, field=f"{number}.{each.field}") for each in wrong]
            items.append(one if wrong else _item(one, values))
    invited, wrong = read_guests(typed.guests, guests)
    problems += wrong
    if problems:
        raise InvalidForm(problems)
    meeting = replace(meeting, id=typed.meeting, completed_on=typed.completed_on)
    kept = tuple(one for one in items if isinstance(one, Item))
    return Minutes(meeting, typed.attendance, typed.excluded, invited, kept, typed.criticisms)


def lenient(typed: Typed) -> Minutes:
    """The minutes as far as they can be read now, for the check card; the day must be readable."""
    values, problems = read_known(columns.FIELDS, typed.head)
    meeting = made(Meeting, values | dict.fromkeys((one.field for one in problems), None))
    meeting = replace(meeting, id=typed.meeting, completed_on=typed.completed_on)
    items = []
    for one in (one for one in typed.items if not _empty(one)):
        values, problems = read_known(ITEM_SPECS, one.raw)
        items.append(_item(one, values | dict.fromkeys((each.field for each in problems), None)))
    return Minutes(meeting, typed.attendance, typed.excluded, (), tuple(items))


def _item(one: ItemText, values: Mapping[str, Any]) -> Item:
    publish = values["publish"] or columns.INTERNAL
    return replace(one.kept, **{**values, "title": values["title"] or "", "publish": publish})


def _empty(one: ItemText) -> bool:
    return not one.kept.id and not any(
        text.strip() for name, text in one.raw.items() if name != "publish"
    )


# -- guests ----------------------------------------------------------------------------------------


def read_guests(text: str, known: Sequence[Guest] = ()) -> tuple[tuple[Guest, ...], list[Problem]]:
    """Guests from one line, ``尤建业（镇党建办）、李四``; those stored keep their rows."""
    stored = {(one.name, one.capacity): one for one in known}
    found, problems = [], []
    for word in _split(text):
        name, _, rest = word.replace("(", "（").partition("（")
        raw = {"name": name, "capacity": rest.rstrip("）) "), "meeting": "0"}
        values, wrong = read_known(columns.GUEST_FIELDS, raw)
        problems += [replace(one, field=GUESTS) for one in wrong]
        if not wrong:
            guest = made(Guest, values)
            found.append(stored.get((guest.name, guest.capacity), guest))
    return tuple(found), in_order(columns.GUEST_FIELDS, problems)


def _split(text: str) -> list[str]:
    """The words between 、，；, none of them inside brackets."""
    words, depth = [""], 0
    for char in text:
        depth += (char in "（(") - (char in "）)")
        if char in "、，,；;\n" and depth <= 0:
            words.append("")
        else:
            words[-1] += char
    return [word.strip() for word in words if word.strip()]


def _guest_words(one: Guest) -> str:
    return f"{one.name}（{one.capacity}）" if one.capacity else one.name


# -- kept across a crash ---------------------------------------------------------------------------


def to_json(typed: Typed, at: str) -> str:
    """The page as text; ``at`` is the time it was kept."""
    return json.dumps({"format": _FORMAT, "at": at, **asdict(typed)}, ensure_ascii=False)


def from_json(text: str) -> tuple[Typed, str]:
    """The page and the time it was kept; raises ValueError for anything else."""
    try:
        data = json.loads(text)
        if data.pop("format") != _FORMAT:
            raise ValueError(text[:40])
        at = str(data.pop("at"))
        items = tuple(ItemText(dict(one["raw"]), Item(**one["kept"])) for one in data["items"])
        parts = {
            "attendance": tuple(Attendance(**one) for one in data["attendance"]),
            "excluded": tuple(Excluded(**one) for one in data["excluded"]),
            "criticisms": tuple(Criticism(**one) for one in data["criticisms"]),
        }
        return Typed(**{**data, **parts, "items": items}), at
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(text[:40]) from error


def as_new(typed: Typed) -> Typed:
    """The same as a meeting that is not in the ledger: no row is meant any more."""
    return replace(
        typed,
        meeting=0,
        completed_on=None,
        reason="",
        attendance=tuple(replace(one, id=0, meeting=0) for one in typed.attendance),
        excluded=tuple(replace(one, id=0, meeting=0) for one in typed.excluded),
        criticisms=tuple(replace(one, id=0, meeting=0) for one in typed.criticisms),
        items=tuple(replace(o, kept=replace(o.kept, id=0, meeting=0)) for o in typed.items),
    )
