"""Whether the grades of a scheme hang together: lines, bands, stars, and who names them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jdzb.ledgers.appraisals.resolving import Doubt, nearest
from jdzb.ledgers.appraisals.schemes import Grade, Scheme
from jdzb.ledgers.appraisals.scoring import shown
from jdzb.ledgers.appraisals.terms import (
    BALLOT,
    BY_MAJORITY,
    BY_POINTS,
    BY_STARS,
    HELP,
    WHOLE,
)
from jdzb.ledgers.appraisals.toml_lines import Path


def doubts(scheme: Scheme) -> Iterator[Doubt]:
    """All that is wrong with grades and what refers to them."""
    yield from _titles(scheme)
    yield from _percents(scheme)
    if scheme.by == BY_POINTS:
        yield from _lines(scheme)
    elif scheme.by == BY_STARS:
        yield from _stars(scheme)
    elif scheme.by == BY_MAJORITY:
        yield from _majority(scheme)
    yield from _references(scheme)
    yield from _measures(scheme)
    if scheme.decimals > 2:
        yield Doubt(("decimals",), "应为 0、1 或 2")


def _titles(scheme: Scheme) -> Iterator[Doubt]:
    seen: set[str] = set()
    for number, one in enumerate(scheme.grades):
        if one.title in seen:
            yield Doubt(("grade", number, "title"), f"等次“{one.title}”重复出现")
        seen.add(one.title)
    last = len(scheme.grades) - 1
    if scheme.grades and (scheme.grades[last].most is not None or scheme.grades[last].places):
        yield Doubt(("grade", last), "最后一个等次不能限名额")


def _percents(scheme: Scheme) -> Iterator[Doubt]:
    """Several bands make up the whole; a single one is the best so many."""
    banded = [n for n, one in enumerate(scheme.grades) if one.percent is not None]
    total = sum(scheme.grades[n].percent or 0 for n in banded)
    if len(banded) > 1 and total != WHOLE:
        path: Path = ("grade", banded[-1], "percent")
        yield Doubt(path, f"各等次比例合计 {shown(total)}%，应为 100%")
    elif total > WHOLE:
        yield Doubt(("grade", banded[0], "percent"), "比例不能超过 100%")
    if banded and banded != list(range(len(banded))):
        yield Doubt(("grade", banded[-1]), "有比例的等次应排在最前面，一个接一个")


def _lines(scheme: Scheme) -> Iterator[Doubt]:
    """Lines fall from grade to grade; only grades limited in number may share one."""
    for number, (better, worse) in enumerate(_pairs(scheme), 1):
        path: Path = ("grade", number, "line")
        if worse.line > better.line:
            yield Doubt(path, f"{_beside(worse, better)}，分数线应由高到低排列")
        elif worse.line == better.line and not better.limited:
            yield Doubt(path, f"{_beside(worse, better)}，两档重叠")
    if scheme.grades[-1].line:
        yield Doubt(
            ("grade", len(scheme.grades) - 1, "line"), "最后一个等次应从 0 分起，不写分数线"
        )
    if scheme.grades[0].line > scheme.most > 0:
        expected = f"分数线高于总分上限 {shown(scheme.most)}"
        yield Doubt(("grade", 0, "line"), expected)


def _pairs(scheme: Scheme) -> Iterator[tuple[Grade, Grade]]:
    return pairwise(scheme.grades)


def _beside(worse: Grade, better: Grade) -> str:
    return (
        f"“{worse.title}”的分数线 {shown(worse.line)} 不低于"
        f"上一等次“{better.title}”的 {shown(better.line)}"
    )


def _stars(scheme: Scheme) -> Iterator[Doubt]:
    if not scheme.star_line:
        yield Doubt((), "按星数评定要写得星分数线“star_line”")
    for number, (better, worse) in enumerate(_pairs(scheme), 1):
        if worse.stars >= better.stars:
            expected = f"应少于上一等次“{better.title}”的 {better.stars} 星"
            yield Doubt(("grade", number, "stars"), expected)
    if scheme.grades[0].stars > len(scheme.parts):
        expected = f"只有 {len(scheme.parts)} 个部分，得不到 {scheme.grades[0].stars} 星"
        yield Doubt(("grade", 0, "stars"), expected)
    if scheme.grades[-1].stars:
        yield Doubt(("grade", len(scheme.grades) - 1, "stars"), "最后一个等次应为 0 星")


def _majority(scheme: Scheme) -> Iterator[Doubt]:
    ways = [part.way for part in scheme.parts]
    if ways != [BALLOT]:
        yield Doubt(("by",), "按多数票评定的只能有一个投票的部分")
        return
    titles = [one.title for one in scheme.grades]
    for number, ballot in enumerate(scheme.ballots):
        given = [one.title for one in ballot.choices]
        if ballot.key == scheme.parts[0].ballot and given != titles:
            expected = f"票上的档次应与等次相同：{'、'.join(titles)}"
            yield Doubt(("ballot", number, "choice"), expected)


def _references(scheme: Scheme) -> Iterator[Doubt]:
    """Whoever names a grade names one there is."""
    named: list[tuple[Path, str]] = [
        (("veto", n, "grade"), one.grade) for n, one in enumerate(scheme.vetoes)
    ]
    for number, line in enumerate(scheme.lines):
        named += [(("line", number, "grades"), grade) for grade in line.grades]
    if scheme.lowest:
        named += [(("lowest", "grade"), scheme.lowest.grade), (("lowest", "to"), scheme.lowest.to)]
    named += [(("public", "grades"), grade) for grade in scheme.public.grades]
    known = tuple(one.title for one in scheme.grades)
    for path, grade in named:
        if grade not in known:
            yield Doubt(path, f"没有等次“{grade}”{nearest(grade, known)}")


def _measures(scheme: Scheme) -> Iterator[Doubt]:
    important = any(item.important for item in scheme.items)
    for number, line in enumerate(scheme.lines):
        path: Path = ("line", number)
        if not (line.below or line.important_below or line.grades):
            yield Doubt(path, "要写“below”“important_below”“grades”或（按星数评定的）“stars_below”")
        if line.important_below and not important:
            expected = "没有重点项；请在部分、方面或项目里写 important = true"
            yield Doubt((*path, "important_below"), expected)
        if line.below > scheme.most > 0:
            yield Doubt((*path, "below"), f"高于总分上限 {shown(scheme.most)}")
        if line.what == HELP and not line.months:
            yield Doubt(path, "帮教要写期限“months”（几个月）")
