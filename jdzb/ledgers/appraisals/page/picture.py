"""What a scheme says, in words: shown before it is accepted, and whenever it is looked at."""

from __future__ import annotations

from collections.abc import Iterator

from jdzb.ledgers.appraisals.parsing import show_points
from jdzb.ledgers.appraisals.schemes import Aspect, Grade, Line, Part, Scheme, Turnout
from jdzb.ledgers.appraisals.terms import (
    BY_MAJORITY,
    BY_STARS,
    BYS,
    TIES,
    WAYS,
    evidence_words,
)


def words(scheme: Scheme) -> str:
    """The whole scheme as a text of paragraphs."""
    return "\n".join(_lines(scheme))


def _lines(scheme: Scheme) -> Iterator[str]:
    yield f"{scheme.title}（{scheme.who}）"
    yield scheme.about
    yield f"出处：{scheme.source}"
    yield ""
    for excuse in scheme.excuses:
        yield f"{excuse.who}：{excuse.effect}（{excuse.why}）"
    if len(scheme.periods) > 1:
        told = "，".join(f"{one.title} {_percent(one.weight)}" for one in scheme.periods)
        yield f"分几次：{told}"
    if len(scheme.sides) > 1:
        told = "，".join(f"{one.title} {_percent(one.weight)}" for one in scheme.sides)
        yield f"谁打分：{told}"
    for part in scheme.parts:
        yield from _part(part)
    for ballot in scheme.ballots:
        choices = "、".join(f"{one.title} {show_points(one.points)}分" for one in ballot.choices)
        yield f"测评票“{ballot.title}”：{ballot.voters}；{choices or f'选 {ballot.pick} 个'}"
        if ballot.turnout:
            yield f"　到会要求：{'；'.join(map(_turnout, ballot.turnout))}"
    for veto in scheme.vetoes:
        yield f"一票否决：{veto.title}，最高“{veto.grade}”"
    yield ""
    yield f"等次（{BYS.get(scheme.by, scheme.by)}）：" + "；".join(
        _grade(scheme, one) for one in scheme.grades
    )
    yield f"同分：{TIES.get(scheme.ties, scheme.ties)}"
    yield from (_line(one) for one in scheme.lines)
    if scheme.lowest:
        rule = scheme.lowest
        yield f"连续 {rule.years} 年“{rule.grade}”的，定为“{rule.to}”"
    steps = " → ".join(one.title + (f" {one.days}天" if one.days else "") for one in scheme.stages)
    yield f"步骤：{steps}"
    named = "、".join(scheme.public.grades) or "不写名字，只写人数"
    yield f"公示写名字的等次：{named}" + ("，连同分数" if scheme.public.points else "")
    if scheme.todo:
        yield f"还要本支部填上：{'、'.join(scheme.todo)}"


def _turnout(one: Turnout) -> str:
    """党员 4/5 以上到会; 村民代表至少 30 人到会."""
    least = [f"{one.share} 以上"] if one.share else []
    least += [f"至少 {one.least} 人"] if one.least else []
    return f"{one.who} {'，'.join(least)}到会"


def _percent(weight: int) -> str:
    return f"{show_points(weight)}%" if weight else "不计分"


def _part(part: Part) -> Iterator[str]:
    weight = f"，占 {_percent(part.weight)}" if part.weight else ""
    full = f"{show_points(part.full)}分" if part.full else "不限"
    yield f"{part.title}：{WAYS.get(part.way, part.way)}，{full}{weight}"
    for aspect in part.aspects:
        yield f"　{_aspect(aspect)}"
    if part.choices:
        told = "、".join(f"{one.title} {show_points(one.points)}" for one in part.choices)
        yield f"　档次：{told}"


def _aspect(aspect: Aspect) -> str:
    items = []
    for one in aspect.items:
        told = one.title if one.title != aspect.title else ""
        told += f"（{show_points(one.full)}分）" if one.full else ""
        told += f"每次 {show_points(one.each)}分" if one.each else ""
        told += "，重点项" if one.important else ""
        known = "、".join(evidence_words(key) for key in one.evidence)
        told += f"，依据：{known}" if known else ""
        items += [told] if told else []
    told = "；".join(items)
    text = aspect.title + ("" if not told or told.startswith("（") else "：") + told
    return text + ("（待填）" if aspect.todo else "")


def _grade(scheme: Scheme, one: Grade) -> str:
    told = one.title
    if scheme.by == BY_STARS and one.stars:
        told += f" {one.stars}星"
    elif scheme.by != BY_MAJORITY and one.line:
        told += f" {show_points(one.line)}分以上"
    if one.percent is not None:
        told += f" {show_points(one.percent)}%"
    if one.most is not None:
        told += f" 不超过 {one.most}"
    if one.places is not None:
        told += f" 最多 {one.places} 名"
    return told


def _line(one: Line) -> str:
    found = []
    found += [f"总分低于 {show_points(one.below)}"] if one.below else []
    found += [f"重点项低于 {show_points(one.important_below)}"] if one.important_below else []
    found += [f"等次为{'、'.join(one.grades)}"] if one.grades else []
    months = f" {one.months} 个月" if one.months else ""
    return f"{'，或'.join(found)}：{one.title}（{one.what}{months}）"
