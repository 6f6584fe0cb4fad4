"""What the page of the appraisals says of a round and of one person in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from jdzb.ledgers.appraisals.entries import Mark
from jdzb.ledgers.appraisals.parsing import show_points
from jdzb.ledgers.appraisals.schemes import Scheme
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.service_marks import Proposal
from jdzb.ledgers.appraisals.service_standings import Standing, Standings
from jdzb.ledgers.appraisals.terms import BY_MAJORITY, BY_POINTS, TIES

NONE: Mapping[int, int] = {}
DAYS = 3  # of the facts under one heading that are named


def subtitle(whole: Whole) -> str:
    """临沭县做法 · 100分制 · 60分合格 · 下半年."""
    scheme, round_ = whole.scheme, whole.round
    told = [scheme.title if scheme.title not in round_.title else scheme.source.split("；")[0]]
    if scheme.by == BY_POINTS:
        told.append("百分制" if scheme.most == 10000 else f"满分{show_points(scheme.most)}分")
        told += [pass_line(scheme)] if pass_line(scheme) else []
    titles = [one.title for one in scheme.periods]
    titles = [f"{titles[0]}至{titles[-1]}"] if len(titles) > 2 else titles
    told.append(round_.span or " ".join(titles) or "全年")
    told += [f"{round_.closed_on} 定档"] if round_.closed_on else []
    return " · ".join(told)


def pass_line(scheme: Scheme) -> str:
    """60分合格: the points of the last grade that passes, '' without."""
    lines = [one for one in scheme.grades[:-1] if one.line]
    if not lines:
        return ""
    passed = "合格" if scheme.grades[-1].title == "不合格" else lines[-1].title
    return f"{show_points(lines[-1].line)}分{passed}"


@dataclass(frozen=True, slots=True)
class Fact:
    """A record of a book that is the evidence of a mark, and what it is called."""

    table: str
    row: int
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the person's card: its words, the records it rests on, how many files prove it."""

    text: str
    facts: tuple[Fact, ...] = ()
    files: int = 0


def told_of(standings: Standings, line: Standing, files: Mapping[int, int] = NONE) -> list[Told]:
    """What was taken off and added, by item with its days; vetoes. ``files``: how many by mark."""
    scheme, found = standings.scheme, []
    marks: dict[str, list[Mark]] = {}
    for mark in line.marks:
        if mark.counts:
            marks.setdefault(mark.item, []).append(mark)
    for key, ones in marks.items():
        title = _title(scheme, key)
        if ones[0].kind == "否决":
            points = "一票否决"
        else:
            sign = "−" if ones[0].kind == "扣分" else "+"
            points = f"{sign}{show_points(sum(one.points for one in ones))}"
        count = sum(files.get(one.id, 0) for one in ones)
        papers = f"（附件 {count}）" if count else ""
        found.append(Told(f"{title} {points}：{_facts(ones)}{papers}", facts_of(ones), count))
    return found


def _title(scheme: Scheme, key: str) -> str:
    titles = {one.key: one.title for one in scheme.items}
    titles |= {one.key: one.title for one in scheme.vetoes}
    return titles.get(key, key)


def _facts(marks: list[Mark]) -> str:
    """缺席 03-05、05-05、08-05 等 5 次; one alone in its own words."""
    if len(marks) == 1:
        return f"{marks[0].day[5:]} {marks[0].what}"
    days = "、".join(one.day[5:] for one in marks[:DAYS])
    more = " 等" if len(marks) > DAYS else ""
    return f"{days}{more} {len(marks)} 次"


def facts_of(marks: Iterable[Mark | Proposal]) -> tuple[Fact, ...]:
    """The records of the books that are the evidence of marks, by the day of each."""
    found: dict[tuple[str, int], Fact] = {}
    for one in marks:
        table, _, row = (one.evidence or "").partition(":")
        if row.isdigit():
            found.setdefault((table, int(row)), Fact(table, int(row), f"{one.day} {one.what}"))
    return tuple(found.values())


def fallen(line: Standing, done: Collection[str] = ()) -> str:
    """已过警戒线：应谈话, or 已谈话 where it is ``done``; '' for who fell below nothing."""
    told = [
        f"{one.title}：{'已' if one.what in done else '应'}{one.what}" for one in line.outcome.lines
    ]
    return "；".join(dict.fromkeys(told))


def why(scheme: Scheme, line: Standing) -> str:
    """What kept somebody from a better grade, or what is missing."""
    if not line.subject.assessed:
        return line.subject.why or line.subject.takes
    if line.score.missing:
        titles = list(dict.fromkeys(_title(scheme, item) for _, item in line.score.missing))
        more = f"等 {len(titles)} 项" if len(titles) > DAYS else ""
        return f"还没有填：{'、'.join(titles[:DAYS])}{more}"
    if line.outcome.tied:
        return "同分，等待裁定"
    if scheme.by == BY_MAJORITY:
        return "按多数票定等次"
    return ""


def how_ties(scheme: Scheme) -> str:
    """What the scheme says of equals."""
    return TIES.get(scheme.ties, scheme.ties)
