"""The table of scores as a spreadsheet has it: its columns by title, its rows by name. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jdzb.core.fields import Unreadable, plain
from jdzb.core.people import plain_name
from jdzb.ledgers.appraisals import scoring
from jdzb.ledgers.appraisals.entries import Subject
from jdzb.ledgers.appraisals.parsing import read_points, show_points, wrong_sign
from jdzb.ledgers.appraisals.schemes import Item, Part, Scheme
from jdzb.ledgers.appraisals.terms import ADD, BALLOT, DEDUCT, GRADE, WAYS

DIRECT = (DEDUCT, ADD)


@dataclass(frozen=True, slots=True)
class Place:
    """A column that is typed: period, item, side, as it is titled."""

    title: str
    period: str
    part: Part
    item: Item
    side: str = ""


def places(scheme: Scheme) -> list[Place]:
    """The typed columns of the grid, each with a title of its own."""
    found: list[Place] = []
    spans = {one.key: one.title for one in scheme.periods} if len(scheme.periods) > 1 else {}
    for period, part, item in scoring.cells(scheme):
        if part.way == BALLOT:
            continue
        sides = scheme.sides if part.way not in DIRECT else scheme.sides[:1]
        for side in sides:
            many = len(sides) > 1
            lead = (
                spans.get(period, ""),
                part.title,
                "" if item.title == part.title else item.title,
            )
            title = "·".join(one for one in (*lead, side.title if many else "") if one)
            key = side.key if part.way not in DIRECT else ""
            found.append(Place(f"{title}（{_limit(part, item)}）", period, part, item, key))
    return found


def _limit(part: Part, item: Item) -> str:
    """What may stand in the column: 满分40, 扣分, 好/较好/一般/差."""
    if part.way == GRADE:
        return "/".join(one.title for one in part.choices)
    if part.way in DIRECT:
        return f"{WAYS[part.way]}，最多{show_points(item.full)}" if item.full else WAYS[part.way]
    return f"满分{show_points(item.full)}"


def same(place: Place, text: str, old: str) -> bool:
    """Whether a typed cell says what stands there: 95.0 is 95; nothing taken off is 0 or empty."""
    if text == old:
        return True
    try:
        now, before = read_points(text), read_points(old)
    except Unreadable:
        return False
    if wrong_sign(place.part.way, text):
        return False
    if place.part.way in DIRECT:
        return (now or 0) == (before or 0)
    return now == before


class People:
    """Finds the subject a row is about: by the name as listed, else by plain name and group."""

    def __init__(self, subjects: Sequence[Subject], groups: Mapping[int, str]) -> None:
        self.groups = groups
        self.by_name: dict[str, list[Subject]] = {}
        for one in subjects:
            for key in self._keys(one.name):
                self.by_name.setdefault(key, []).append(one)

    def _keys(self, name: str) -> Iterator[str]:
        """张伟（一组） is also found as 张伟."""
        exact = plain_name(plain(name))
        yield exact
        bare = plain_name(plain(name).partition("(")[0])
        if bare != exact:
            yield bare

    def find(self, typed: str, group: str) -> Subject | str:
        """The subject, or why there is none, a sentence."""
        if not typed:
            return "没有姓名。"
        found: Sequence[Subject] = self.by_name.get(plain_name(typed), [])
        if len(found) > 1:
            found = [one for one in found if group and self.groups.get(one.id) == group]
            if len(found) != 1:
                return f"有几位“{typed}”，请写明党小组，或写成名单上的样子。"
        if not found:
            return f"评议名单里没有“{typed}”。"
        return found[0]
