"""What the grid of a round shows: its columns in each sight, the texts and tones of its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from jdzb.core.people import sort_key
from jdzb.gui.kit import gridcells
from jdzb.gui.kit.gridcells import GridCol, GridRow
from jdzb.ledgers.appraisals import scoring
from jdzb.ledgers.appraisals.columns import NOT_COUNTED
from jdzb.ledgers.appraisals.parsing import show_points
from jdzb.ledgers.appraisals.schemes import Item, Part, Scheme
from jdzb.ledgers.appraisals.service_standings import Standing, Standings
from jdzb.ledgers.appraisals.terms import (
    ADD,
    BALLOT,
    BY_MAJORITY,
    BY_POINTS,
    BY_STARS,
    DEDUCT,
    GRADE,
    NOT_AT_ALL,
)

WHOLE, MOST = "whole", 12  # the sight of everything; columns one sight shows at most item by item
NOTHING = gridcells.NOTHING
SHORT = 4  # characters of a grade, or of why there is none, without a longer word
LINE, LONGEST = 6, 11  # characters of a heading in one line, in two


@dataclass(frozen=True, slots=True)
class Spot:
    """A column of points: of these items in a period; ``side`` None where all sides are summed.

    Without a part it is the whole of the period.
    """

    title: str
    period: str
    part: Part | None
    items: tuple[Item, ...]
    side: str | None = None
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """What the grid shows at one time: its key and title on the tab, its columns of points."""

    key: str
    title: str
    spots: tuple[Spot, ...]


def sights(scheme: Scheme) -> tuple[Sight, ...]:
    """One sight where everything fits into it, else the whole and one per period and side."""
    counted = [side for side in scheme.sides if side.weight]
    pointed = any(part.way not in (DEDUCT, ADD, BALLOT) for part in scheme.parts)
    single = len(scheme.periods) == 1 and (len(scheme.sides) == 1 or not pointed)
    if single and len(_columns(scheme, scheme.periods[0].key)) <= MOST:
        spots = _typed(scheme, scheme.periods[0].key, counted[-1].key if counted else "")
        return (Sight(WHOLE, "总览", spots),)
    found = [Sight(WHOLE, "总览", _summed(scheme))]
    for period in scheme.periods:
        sides = scheme.sides if pointed else scheme.sides[:1]
        for side in sides:
            titles = [period.title] if len(scheme.periods) > 1 else []
            titles += [side.title] if len(sides) > 1 else []
            key, title = f"{period.key}/{side.key}", "·".join(titles) or "填分"
            found.append(Sight(key, title, _typed(scheme, period.key, side.key)))
    return tuple(found)


def _columns(scheme: Scheme, period: str) -> list[tuple[Part, tuple[Item, ...]]]:
    """Item by item, but a part by ballots as one."""
    found: list[tuple[Part, tuple[Item, ...]]] = []
    for part in scheme.parts:
        if period in part.periods:
            items = tuple(part.items)
            found += [(part, items)] if part.way == BALLOT else [(part, (one,)) for one in items]
    return found


def _typed(scheme: Scheme, period: str, side: str) -> tuple[Spot, ...]:
    found = []
    for part, items in _columns(scheme, period):
        voted = part.way == BALLOT
        title = part.title if voted else items[0].title
        own = None if part.way in (DEDUCT, ADD, BALLOT) else side
        found.append(Spot(title, period, part, items, own, typed=not voted))
    return tuple(found)


def _summed(scheme: Scheme) -> tuple[Spot, ...]:
    """By aspect where that is not too much, else by part, else by period."""
    parts = [(one.key, part) for one in scheme.periods for part in scheme.parts
             if one.key in part.periods]  # fmt: skip
    aspects = sum(1 if part.way == BALLOT else len(part.aspects) for _, part in parts)
    titles = {one.key: one.title for one in scheme.periods}
    if len(parts) > MOST:
        return tuple(Spot(one.title, one.key, None, ()) for one in scheme.periods)
    found = []
    for period, part in parts:
        before = f"{titles[period]}\n" if len(scheme.periods) > 1 else ""
        if aspects > MOST or part.way == BALLOT or len(part.aspects) == 1:
            found.append(Spot(before + part.title, period, part, tuple(part.items)))
        else:
            found += [Spot(before + one.title, period, part, one.items) for one in part.aspects]
    return tuple(found)


# -- texts -----------------------------------------------------------------------------------------


def grid_columns(scheme: Scheme, sight: Sight) -> list[GridCol]:
    """The columns of the grid: those of points, then stars, total and grade."""
    found = [_col(one.title, one.typed) for one in sight.spots]
    found += [GridCol("星数", 2.6, look="plain")] if scheme.by == BY_STARS else []
    total = f"{scheme.grades[0].title}率%" if scheme.by == BY_MAJORITY else "总分"
    return [
        *found, GridCol(total, max(3.2, len(total) + 0.2), look="strong"),
        GridCol("等次", max(SHORT, *(len(one.title) + 1.2 for one in scheme.grades)), look="pill"),
    ]  # fmt: skip


def _col(title: str, typed: bool) -> GridCol:
    lines = [part for line in title.split("\n") for part in _broken(line)]
    return GridCol("\n".join(lines), max(3.2, *(len(line) + 0.2 for line in lines)), typed)


def _broken(line: str) -> list[str]:
    if len(line) <= LINE:
        return [line]
    if len(line) > LONGEST:
        line = line[: LONGEST - 1] + "…"
    half = (len(line) + 1) // 2
    return [line[:half], line[half:]]


def text(standings: Standings, line: Standing, spot: Spot) -> str:
    """What stands in a cell: -10, 92.5, a choice; · for nothing, '' where nothing is entered."""
    if spot.part is None:
        return _of_period(standings, line, spot.period)
    if spot.side is not None and len(spot.items) == 1:
        return _entered(standings, line, spot, spot.part)
    keys = [(spot.period, one.key) for one in spot.items]
    missing = [key for key in keys if key in line.score.missing]
    if missing and (spot.part.way == BALLOT or len(missing) == len(keys)):
        return ""
    points = _points(line, spot, spot.part, keys)
    if not points and spot.part.way in (DEDUCT, ADD):
        return NOTHING
    sign = -1 if spot.part.way == DEDUCT else 1
    if spot.part.way == BALLOT:
        return scoring.shown(points, standings.scheme.decimals)
    return _shown(sign * points, standings.scheme.decimals)


def _of_period(standings: Standings, line: Standing, period: str) -> str:
    if any(key == period for key, _ in line.score.missing) or not line.subject.assessed:
        return ""
    points = line.score.periods.get(period, Fraction(0))
    return scoring.shown(points, standings.scheme.decimals)


def _points(line: Standing, spot: Spot, part: Part, keys: Sequence[tuple[str, str]]) -> Fraction:
    if part.way == BALLOT:
        return line.score.parts.get((spot.period, part.key), Fraction(0))
    return sum((line.score.cells.get(key, Fraction(0)) for key in keys), Fraction(0))


def _entered(standings: Standings, line: Standing, spot: Spot, part: Part) -> str:
    values = standings.entered[line.subject.id].values
    points = values.get((spot.period, spot.items[0].key, spot.side or ""))
    if points is None:
        return ""
    if part.way == GRADE:
        return next((one.title for one in part.choices if one.points == points), "")
    return show_points(points)


def _shown(points: Fraction, decimals: int) -> str:
    told = scoring.shown(points, decimals)
    return told.rstrip("0").rstrip(".") if "." in told else told


def total(standings: Standings, line: Standing) -> str:
    """The total with the decimals of the scheme, '' while something is missing."""
    return standings.total(line)


def tone(scheme: Scheme, grade: str) -> str:
    """Green for the best grade, red for the one of who failed, amber for that above it of four."""
    titles = [one.title for one in scheme.grades]
    if grade not in titles:
        return "grey"
    place = titles.index(grade)
    if place == 0:
        return "green"
    passing = scheme.by != BY_POINTS or any(one.line for one in scheme.grades)
    if place == len(titles) - 1:
        return "red" if passing else ""
    return "amber" if place == len(titles) - 2 and place > 1 else ""


def texts(standings: Standings, line: Standing, sight: Sight) -> tuple[str, ...]:
    """The points of one line; they change only with his score."""
    apart = line.score.apart
    return tuple(
        NOT_COUNTED if one.period in apart else text(standings, line, one) for one in sight.spots
    )


def grid_row(
    standings: Standings, line: Standing, sight: Sight, points: Sequence[str] = ()
) -> GridRow:
    """One line of the grid; ``points`` are its ``texts``, where they are known already."""
    scheme = standings.scheme
    cells = list(points or texts(standings, line, sight))
    stars = str(len(line.score.stars)) if line.subject.assessed else ""
    cells += [stars] if scheme.by == BY_STARS else []
    cells += [total(standings, line), _grade(line)]
    tones = {n: "red" for n, one in enumerate(cells[: len(sight.spots)]) if one.startswith("-")}
    if line.grade in {one.title for one in scheme.grades}:
        tones[len(cells) - 1] = tone(scheme, line.grade) or "grey"
    below = line.subject.assessed and bool(line.outcome.lines)
    return GridRow(line.subject.id, head(line), tuple(cells), tones, below)


def head(line: Standing) -> str:
    """His rank and name."""
    return f"{line.rank or '':\u2007>3}  {line.subject.name}"


def _grade(line: Standing) -> str:
    """His grade, or why he has none; in short where that would be cut. It stands on his card."""
    if line.subject.assessed or len(line.grade) <= SHORT:
        return line.grade
    return "免评" if line.subject.takes == NOT_AT_ALL else "不评定"


def order(standings: Standings, column: int | None, sight: Sight, falling: bool) -> list[int]:
    """The ids of the subjects in the order of a column (None: of the names); who is not graded
    comes last either way.
    """
    rows = {one.subject.id: grid_row(standings, one, sight) for one in standings.lines}
    names = {one.subject.id: one.subject.name for one in standings.lines}
    if column is None:
        return sorted(names, key=lambda id_: sort_key(names[id_]), reverse=falling)
    found = sorted(rows, key=lambda id_: _number(rows[id_].cells[column]), reverse=falling)
    graded = {one.subject.id for one in standings.lines if one.subject.assessed}
    return sorted(found, key=lambda id_: id_ not in graded)


def _number(told: str) -> tuple[int, float, str]:
    try:
        return (0, float(told.replace(NOTHING, "0")), "")
    except ValueError:
        return (1, 0.0, told)
