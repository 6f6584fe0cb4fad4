"""Appraisals on the wall: the result notice, and the plaque with stars or the flag. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jdzb.core.branch import Branch
from jdzb.core.sheet import (
    A4_PORTRAIT,
    MISSING,
    PLAQUE,
    Block,
    Column,
    Large,
    Note,
    Paragraph,
    Row,
    Sheet,
    Signature,
    Source,
    Table,
    cn_day,
)
from jdzb.ledgers.appraisals import naming, scoring
from jdzb.ledgers.appraisals.columns import NOT_COUNTED, OTHER
from jdzb.ledgers.appraisals.entries import Mark, Round, Subject
from jdzb.ledgers.appraisals.grading import Outcome
from jdzb.ledgers.appraisals.schemes import Part, Scheme
from jdzb.ledgers.appraisals.scoring import Score
from jdzb.ledgers.appraisals.terms import (
    BRANCHES,
    BY_MAJORITY,
    BY_STARS,
    MEMBERS,
    NOTICE,
    OFFICIALS,
    WITHOUT_GRADE,
)

NO_NAME = "支部名称待补充"
INTERNAL = "内部使用，不上墙"
STAR, NO_STAR, MOST_STARS = "★", "☆", 5


@dataclass(frozen=True, slots=True)
class Line:
    """One subject with his points, what came of them, and all his marks."""

    subject: Subject
    score: Score
    outcome: Outcome
    marks: tuple[Mark, ...] = ()

    @property
    def complete(self) -> bool:
        """True for who is graded."""
        return self.subject.assessed and not self.score.missing


@dataclass(frozen=True, slots=True)
class Known:
    """A round for its sheets: lines by rank, then who is not complete, then the excused."""

    round: Round
    scheme: Scheme
    lines: tuple[Line, ...]
    branch: Branch
    today: date

    @property
    def title(self) -> str:
        """The name that heads its sheets."""
        return self.branch.title or NO_NAME

    @property
    def assessed(self) -> tuple[Line, ...]:
        """Those who are ranked and graded."""
        return tuple(one for one in self.lines if one.subject.assessed)

    @property
    def unit(self) -> str:
        """49 名 people, 4 个 groups."""
        return "名" if self.scheme.who in (MEMBERS, OFFICIALS) else "个"

    def total(self, line: Line) -> str:
        """The total as it is shown; 待补充 while something is missing."""
        if not line.complete:
            return MISSING if line.subject.assessed else ""
        return scoring.shown(line.score.total, self.scheme.decimals)


@dataclass(frozen=True, slots=True)
class Share:
    """What a total is made of: a period, or one part of it."""

    title: str
    period: str
    part: str = ""

    def told(self, score: Score, decimals: int) -> str:
        """Its points as they are shown; 不计 of a period that does not count for him."""
        if self.period in score.apart:
            return NOT_COUNTED
        whole = score.periods[self.period]
        return scoring.shown(score.parts[self.period, self.part] if self.part else whole, decimals)


def shares(scheme: Scheme) -> list[Share]:
    """What the total is made of: the periods where there are several, else the parts. Nothing for
    one part alone, nor where the votes of the most decide.
    """
    if scheme.by == BY_MAJORITY:
        return []
    if len(scheme.periods) > 1:
        return [Share(f"{one.title}（{percent(one.weight)}）", one.key) for one in scheme.periods]
    key = scheme.periods[0].key
    parts = [Share(part_title(one), key, one.key) for one in scheme.parts if key in one.periods]
    return parts if len(parts) > 1 else []


def part_title(part: Part) -> str:
    """日常记实（60%）, or with its points where these are added as they are: 加分（20分）."""
    told = percent(part.weight) if part.weight else f"{number(part.full)}分" if part.full else ""
    return f"{part.title}（{told}）" if told else part.title


def percent(weight: int) -> str:
    """Hundredths of a percent as 60%, 12.5%."""
    return f"{weight / 100:g}%"


def number(points: int) -> str:
    """Hundredths as 100, 2.5."""
    return f"{points / 100:g}"


def total_title(scheme: Scheme) -> str:
    """What the column of the totals is called."""
    if scheme.by == BY_MAJORITY:
        return f"{scheme.grades[0].title}票率（%）"
    return scheme.parts[0].title if len(scheme.parts) == 1 else "总分"


def grade_title(scheme: Scheme) -> str:
    """What the column of the grades is called."""
    return "星级" if scheme.by == BY_STARS else "等次"


# -- the notice ------------------------------------------------------------------------------------


def result_notice(known: Known, since: date, until: date, named: Collection[str]) -> Sheet:
    """The result for the wall, from and to; only those whose grade is ``named`` stand there."""
    shown = [one for one in known.assessed if one.complete and one.outcome.grade in named]
    return Sheet(
        title=f"{known.branch.name}{known.round.title.removesuffix('结果')}结果",
        banner="公示",
        blocks=(
            Paragraph(_sentence(known, since, until)),
            _table(known, shown),
            *naming.apart_notes(known.scheme, [one.subject for one in shown]),
        ),
        paper=A4_PORTRAIT,
        signature=Signature(known.title, since),
        footer=replace(
            known.branch.footer(known.scheme.title), since=since, until=until, period="公示期"
        ),
        public=True,
        name=f"{known.round.title}结果公示",
        sources=sources(known.round.id),
    )


def _sentence(known: Known, since: date, until: date) -> str:
    days = max((until - since).days, 1)  # the day of posting does not count
    township = f"{known.branch.township or '乡镇'}党委"
    return (
        f"{_steps(known.scheme)}{_who(known)}现将评定结果予以公示，公示期自{cn_day(since)}起"
        f"至{cn_day(until)}止（{days} 天，张贴当天不算）。如有异议，请在公示期内以书面或电话方式"
        f"向{township}或本村村务监督委员会反映。"
    )


def _steps(scheme: Scheme) -> str:
    """按照党员自评、支部审核的程序，; the steps before the notice."""
    found: list[str] = []
    for stage in scheme.stages:
        if stage.kind == NOTICE:
            break
        found.append(stage.title)
    return f"按照{'、'.join(found)}的程序，" if found else ""


def _who(known: Known) -> str:
    """How many should be assessed, how many were, and how many are excused for what; no names."""
    who, unit = known.scheme.who, known.unit
    if who == BRANCHES:
        return f"参加评定的有 {len(known.assessed)} {unit}党支部。"
    away = [one.subject for one in known.lines if one.subject.excused]
    there = len(known.assessed)
    told = f"本支部应参加评定{who} {there + len(away)} {unit}，实际参加 {there} {unit}"
    for number_, (why, count) in enumerate(_reasons(known.scheme, away).items()):
        told += f"{'、' if number_ else '，因'}{why} {count} {unit}"
    taking = [one.subject for one in known.lines if one.subject.takes == WITHOUT_GRADE]
    return f"{told}。{_taking(known, taking)}"


def _reasons(scheme: Scheme, away: Sequence[Subject]) -> Counter[str]:
    """How many for each reason of the scheme; all others together, unnamed."""
    public = {one.why for one in scheme.excuses}
    ordered = [one.why if one.why in public else OTHER for one in away]
    return Counter(f"{why.removesuffix('免评')}免评" for why in ordered if why)


def _taking(known: Known, taking: Sequence[Subject]) -> str:
    """另有预备党员 2 名参加、不评定等次。"""
    words = {one.why: one.who for one in known.scheme.excuses}
    found = Counter(words.get(one.why or "", known.scheme.who) for one in taking)
    told = "、".join(f"{who} {count} {known.unit}" for who, count in found.items())
    return f"另有{told}参加、不评定等次。" if told else ""


def _table(known: Known, shown: Sequence[Line]) -> Table:
    """Number, name, points where the scheme makes them public, grade."""
    scheme = known.scheme
    found = shares(scheme) if scheme.public.points else []
    name = "姓名" if known.unit == "名" else "名称"
    columns = [Column("序号", 0.75), Column(name, 1.2, names=known.unit == "名")]
    columns += [Column(one.title, 2.0) for one in found]
    columns += [Column(total_title(scheme), 0.9)] if scheme.public.points else []
    columns += [Column(grade_title(scheme), 0.9, bold=True)]
    rows: list[Row] = []
    for place, one in enumerate(shown, 1):
        points = [each.told(one.score, scheme.decimals) for each in found]
        points += [known.total(one)] if scheme.public.points else []
        rows.append((str(place), one.subject.name, *points, one.outcome.grade))
    return Table(tuple(columns), tuple(rows), empty=f"评定结果{MISSING}")


def sources(round_id: int) -> tuple[Source, ...]:
    """All that makes a result: who, points, marks, votes, decisions; the branch's facts."""
    one = str(round_id)
    shown = (
        ("appraisal_subjects", "name,takes,why"),
        ("appraisal_scores", "subject,item,period,side,points"),
        ("appraisal_marks", "subject,item,period,points,verdict"),
        ("appraisal_ballots", "returned,invalid"),
        ("appraisal_tallies", "subject,item,counts"),
        ("appraisal_papers", "state,answers"),
        ("appraisal_decisions", "subject,grade"),
    )
    return (
        Source("appraisal_rounds", "id", one, one, "title"),
        *(Source(table, "round", one, one, only) for table, only in shown),
        Source("settings", "key", "branch.", "branch.~"),
    )


# -- the plaque ------------------------------------------------------------------------------------


def has_plaque(scheme: Scheme) -> bool:
    """True where there is something to hang up: stars, or one place for the best."""
    return scheme.by == BY_STARS or scheme.grades[0].places == 1


def plaque(known: Known, line: Line) -> Sheet:
    """The stars of a branch, or the flag of a group, as large as A3 allows."""
    name = line.subject.name
    since = date.fromisoformat(known.round.closed_on or known.today.isoformat())
    return Sheet(
        title=known.scheme.title,
        subtitle=f"{known.round.year}年{known.round.span or '度'}",
        branch=known.title,
        blocks=tuple(_honour(known, line)),
        paper=PLAQUE,
        red_rule=True,
        footer=replace(known.branch.footer(known.scheme.title), since=since),
        public=True,
        name=f"{known.round.title}{name}牌匾",
        sources=sources(known.round.id),
    )


def _honour(known: Known, line: Line) -> Iterator[Block]:
    grade = line.outcome.grade
    if known.scheme.by == BY_STARS:
        stars = next((one.stars for one in known.scheme.grades if one.title == grade), 0)
        yield Large(line.subject.name)
        yield Large(STAR * stars + NO_STAR * (MOST_STARS - stars), accent=True)
        yield Large(f"{grade}级党支部" if stars else grade or MISSING)
    else:
        yield Large(line.subject.name)
        yield Large(grade or MISSING, accent=True)
    if not line.complete:
        yield Note("还没有评完，不能悬挂。")
