"""Whether a scheme hangs together: sums, borders, references. Pure; finds everything at once.

Each doubt names the path of what is wrong as it stands in the file: ("part", 1, "weight").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jdzb.ledgers.appraisals import soundness_grades
from jdzb.ledgers.appraisals.resolving import Doubt, nearest
from jdzb.ledgers.appraisals.schemes import Aspect, Part, Scheme
from jdzb.ledgers.appraisals.scoring import shown
from jdzb.ledgers.appraisals.terms import (
    ADD,
    BALLOT,
    BY_STARS,
    DEDUCT,
    EVIDENCE,
    FINAL,
    GRADE,
    MEMBERS,
    NOTICE,
    WHOLE,
    evidence_words,
)
from jdzb.ledgers.appraisals.toml_lines import Path
from jdzb.ledgers.members.entries import MARKS, PARTY


def doubts(scheme: Scheme) -> Iterator[Doubt]:
    """All that is wrong with a scheme whose shape is right."""
    yield from _unique(scheme)
    yield from _weights(scheme)
    yield from _periods(scheme)
    for number, part in enumerate(scheme.parts):
        yield from _part(scheme, part, ("part", number))
    yield from _evidence(scheme)
    yield from _ballots(scheme)
    yield from _stages(scheme)
    yield from _excuses(scheme)
    yield from soundness_grades.doubts(scheme)


# -- names and sums --------------------------------------------------------------------------------


def _unique(scheme: Scheme) -> Iterator[Doubt]:
    """Keys are unique among their like; those of items and vetoes in the whole scheme."""
    for name, keys in (
        ("period", [one.key for one in scheme.periods]),
        ("side", [one.key for one in scheme.sides]),
        ("part", [one.key for one in scheme.parts]),
        ("ballot", [one.key for one in scheme.ballots]),
        ("line", [one.key for one in scheme.lines]),
        ("stage", [one.key for one in scheme.stages]),
    ):
        yield from _twice([((name, n, "key"), key) for n, key in enumerate(keys)])
    aspects = [
        (("part", p, "aspect", a), aspect)
        for p, part in enumerate(scheme.parts)
        for a, aspect in enumerate(part.aspects)
    ]
    yield from _twice([((*path, "key"), aspect.key) for path, aspect in aspects])
    items: list[tuple[Path, str]] = [
        ((*path, "item", n, "key"), item.key)
        for path, aspect in aspects
        for n, item in enumerate(aspect.items)
    ]
    items += [(("veto", n, "key"), veto.key) for n, veto in enumerate(scheme.vetoes)]
    yield from _twice(items)


def _twice(keys: Sequence[tuple[Path, str]]) -> Iterator[Doubt]:
    seen: set[str] = set()
    for path, key in keys:
        if key in seen:
            yield Doubt(path, f"代号“{key}”重复出现，请换一个；没有写 key 的，名称就是代号")
        seen.add(key)


def _weights(scheme: Scheme) -> Iterator[Doubt]:
    for name, rows in (("period", scheme.periods), ("side", scheme.sides)):
        total = sum(one.weight for one in rows)
        if total != WHOLE:
            path = (name, len(rows) - 1, "weight")
            yield Doubt(path, f"各项权重合计 {shown(total)}，应为 100")
    for period in scheme.periods:
        inside = [n for n, part in enumerate(scheme.parts) if period.key in part.periods]
        weighed = [n for n in inside if scheme.parts[n].weight]
        total = sum(scheme.parts[n].weight for n in weighed)
        if weighed and total != WHOLE:
            path = ("part", weighed[-1], "weight")
            yield Doubt(path, f"各部分权重合计 {shown(total)}，应为 100")
            return
        for number in inside:
            if weighed and number not in weighed and scheme.parts[number].way != ADD:
                yield Doubt(("part", number), "别的部分有权重，这一部分缺“weight”")


def _periods(scheme: Scheme) -> Iterator[Doubt]:
    last = 0
    for number, one in enumerate(scheme.periods):
        path: Path = ("period", number, "months")
        ordered = len(one.months) == 2 and 1 <= one.months[0] <= one.months[1] <= 12
        if not ordered:
            yield Doubt(path, "应为起止两个月份，如 [1, 6]")
        elif one.months[0] <= last:
            yield Doubt(path, "与上一时段重叠或次序颠倒")
        last = one.months[-1]
    yield from _tops(scheme)
    known = tuple(one.key for one in scheme.periods)
    for number, part in enumerate(scheme.parts):
        for key in part.periods:
            if key not in known:
                yield Doubt(("part", number, "periods"), f"没有时段“{key}”{nearest(key, known)}")


def _tops(scheme: Scheme) -> Iterator[Doubt]:
    """Points added as they are can be earned alike in every period; stars look at each part."""
    if scheme.by == BY_STARS or any(part.weight for part in scheme.parts):
        return
    counted = [(n, part) for n, part in enumerate(scheme.parts) if part.way != ADD]
    tops = [
        sum(part.full for _, part in counted if one.key in part.periods) for one in scheme.periods
    ]
    partly = [n for n, part in counted if len(part.periods) < len(scheme.periods)]
    for one, top in zip(scheme.periods, tops, strict=True):
        if partly and top != max(tops):
            words = f"“{one.title}”的满分只有 {shown(top)}，别的时段有 {shown(max(tops))}，应相同"
            yield Doubt(("part", partly[-1], "periods"), words)


# -- parts -----------------------------------------------------------------------------------------


def _part(scheme: Scheme, part: Part, path: Path) -> Iterator[Doubt]:
    if part.way == DEDUCT and not part.full:
        yield Doubt(path, "扣分的部分要写起始分“full”")
    elif part.way != ADD and not part.full:
        yield Doubt(path, "缺满分“full”")
    elif part.weight and not part.full:
        yield Doubt(path, "有权重的部分要写满分“full”")
    if part.way == BALLOT:
        known = tuple(one.key for one in scheme.ballots)
        if part.ballot not in known:
            words = nearest(part.ballot, known)
            yield Doubt((*path, "ballot"), f"没有测评票“{part.ballot}”{words}")
    elif part.ballot:
        yield Doubt((*path, "ballot"), "只有 way 为 ballot 的部分才写测评票")
    if part.way == GRADE:
        yield from _graded(part, path)
    elif part.choices:
        yield Doubt((*path, "choice"), "只有 way 为 grade 的部分才写档次")
    yield from _complete(part, path)
    yield from _important(part, path)
    yield from _sums(part, path)


def _important(part: Part, path: Path) -> Iterator[Doubt]:
    """A key item that deducts needs to know what is left of how much."""
    for number, aspect in enumerate(part.aspects if part.way == DEDUCT else ()):
        if any(item.important and not item.full for item in aspect.items):
            words = f"“{aspect.title}”里的重点项要写满分“full”"
            yield Doubt((*path, "aspect", number), words)


def _graded(part: Part, path: Path) -> Iterator[Doubt]:
    points = [one.points for one in part.choices]
    if len(points) < 2:
        yield Doubt(path, "定档的部分至少要有两个 [[part.choice]]")
    yield from _falling(points, (*path, "choice"))


def _falling(points: Sequence[int], path: Path) -> Iterator[Doubt]:
    for number, (better, worse) in enumerate(pairwise(points), 1):
        if worse >= better:
            expected = f"应低于上一档的 {shown(better)} 分，档次由高到低排列"
            yield Doubt((*path, number, "points"), expected)
    if points and points[0] > WHOLE:
        yield Doubt((*path, 0, "points"), "按百分制写，不超过 100")


def _complete(part: Part, path: Path) -> Iterator[Doubt]:
    """A part or an aspect has as many below it as the source speaks of, or says it is to do."""
    count = len(part.aspects)
    if part.expected > count and not part.todo:
        words = (
            f"应有 {part.expected} 项 [[part.aspect]]，只有 {count} 项；还没有列全的写 todo = true"
        )
        yield Doubt((*path, "expected"), f"缺评分方面：{words}")
    for number, one in enumerate(part.aspects):
        if one.expected > len(one.items) and not one.todo:
            words = f"应有 {one.expected} 项，只有 {len(one.items)} 项；还没有列全的写 todo = true"
            yield Doubt((*path, "aspect", number, "expected"), f"缺评分项目：{words}")


def _sums(part: Part, path: Path) -> Iterator[Doubt]:
    """The points of items make up their aspect, those of aspects their part."""
    if part.way in (DEDUCT, ADD):
        return
    for number, one in enumerate(part.aspects):
        yield from _aspect(one, (*path, "aspect", number))
    total = sum(one.full for one in part.aspects)
    if total != part.full and not part.mean:
        words = f"各方面满分合计 {shown(total)}，应为这一部分的 {shown(part.full)}"
        yield Doubt((*path, "full"), words)


def _aspect(aspect: Aspect, path: Path) -> Iterator[Doubt]:
    total = sum(item.full for item in aspect.items)
    for number, item in enumerate(aspect.items):
        if not item.full:
            yield Doubt((*path, "item", number), f"“{item.title}”缺满分“full”")
    if total != aspect.full:
        words = f"各项满分合计 {shown(total)}，应为这一方面的 {shown(aspect.full)}"
        yield Doubt((*path, "full"), words)


def _evidence(scheme: Scheme) -> Iterator[Doubt]:
    places: list[tuple[Path, tuple[str, ...]]] = [
        (("veto", n, "evidence"), veto.evidence) for n, veto in enumerate(scheme.vetoes)
    ]
    for p, part in enumerate(scheme.parts):
        for a, aspect in enumerate(part.aspects):
            for n, item in enumerate(aspect.items):
                path: Path = ("part", p, "aspect", a)
                own = len(aspect.items) > 1 or item.key != aspect.key
                path = (*path, "item", n) if own else path
                places.append(((*path, "evidence"), item.evidence))
    for path, keys in places:
        for key in keys:
            if not evidence_words(key):
                words = nearest(key, tuple(EVIDENCE)) or "，能写的见“怎样写一个评议办法”第三部分"
                yield Doubt(path, f"没有“{key}”这种依据{words}")


# -- procedure -------------------------------------------------------------------------------------


def _ballots(scheme: Scheme) -> Iterator[Doubt]:
    for number, one in enumerate(scheme.ballots):
        path: Path = ("ballot", number)
        if one.pick > 1:
            yield Doubt((*path, "pick"), "应为 0（逐人选档）或 1（只选一个）")
        elif one.pick and one.choices:
            yield Doubt((*path, "choice"), "只选一个的票不写档次")
        elif not one.pick and len(one.choices) < 2:
            yield Doubt(path, "至少要有两个 [[ballot.choice]]")
        yield from _falling([choice.points for choice in one.choices], (*path, "choice"))
        for n, turnout in enumerate(one.turnout):
            if turnout.share is None and not turnout.least:
                yield Doubt((*path, "turnout", n), "要写“share”（占比）或“least”（至少几人）")


def _stages(scheme: Scheme) -> Iterator[Doubt]:
    sides = tuple(one.key for one in scheme.sides)
    for number, one in enumerate(scheme.stages):
        path: Path = ("stage", number)
        if one.side and one.side not in sides:
            yield Doubt((*path, "side"), f"没有“{one.side}”这一方{nearest(one.side, sides)}")
        if one.kind == NOTICE and not one.days:
            yield Doubt(path, "公示要写天数“days”")
    yield from _ending(scheme)


def _ending(scheme: Scheme) -> Iterator[Doubt]:
    """Nothing is final before the one notice of the result, which comes right before the end."""
    last = len(scheme.stages) - 1
    for number, one in enumerate(scheme.stages):
        path: Path = ("stage", number)
        if one.kind in (NOTICE, FINAL) and one.each_period:
            yield Doubt((*path, "each_period"), "公示和定档全年只有一次，不能每个时段都做")
        if one.kind == NOTICE and number != last - 1:
            yield Doubt((*path, "kind"), "公示只有一步，应在最后一步（定档）的前面")
        if one.kind == FINAL and number != last:
            yield Doubt((*path, "kind"), "定档只能是最后一步")
        if one.kind != FINAL and number == last:
            yield Doubt((*path, "kind"), "最后一步应为 final（定档）")
    if all(one.kind != NOTICE for one in scheme.stages):
        words = "缺公示这一步：没有公示、没有答复意见不能定档，请在定档前面加一步"
        yield Doubt(("stage", last), f'{words} kind = "notice"，写明天数“days”')


def _excuses(scheme: Scheme) -> Iterator[Doubt]:
    known = (*PARTY, *MARKS)
    for number, one in enumerate(scheme.excuses):
        if scheme.who == MEMBERS and one.who not in known:
            words = nearest(one.who, known) or f"，能写的有 {'、'.join(known)}"
            expected = f"党员名册里没有“{one.who}”这种身份或标记{words}"
            yield Doubt(("excuse", number, "who"), expected)
