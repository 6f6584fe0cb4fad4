"""All beside each other, for internal use: the ranking, the distribution, the years. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jdzb.core.branch import Branch
from jdzb.core.sheet import (
    A4_PORTRAIT,
    Bar,
    Block,
    Chart,
    Column,
    InfoLine,
    Note,
    Row,
    Sheet,
    Table,
    cn_day,
)
from jdzb.ledgers.appraisals import grading, scoring
from jdzb.ledgers.appraisals.grading import Tie
from jdzb.ledgers.appraisals.sheets import (
    INTERNAL,
    NO_NAME,
    Known,
    Line,
    grade_title,
    shares,
    total_title,
)
from jdzb.ledgers.appraisals.terms import BY_POINTS, MEMBERS, OFFICIALS

STEPS = (9000, 8000, 7000, 6000)  # lower ends of the bars of the chart, hundredths of a point
WAITING = "分数没有填完"
NOTHING = "还没有定档的结果"
PEOPLE = (MEMBERS, OFFICIALS)
ABREAST = 3  # years; more leave room for the grade above the points only


def ranking(known: Known, ties: Sequence[Tie] = ()) -> Sheet:
    """Everybody with rank, points, grade and what is to follow; the excused with why."""
    scheme, found = known.scheme, shares(known.scheme)
    name = "姓名" if known.unit == "名" else "名称"
    columns = (
        Column("名次", 0.7), Column(name, 1.3, names=known.unit == "名"),
        *(Column(one.title, 1.3) for one in found), Column(total_title(scheme), 1.0),
        Column(grade_title(scheme), 1.0, bold=True), Column("应当如何", 2.0, "left"),
    )  # fmt: skip
    rows = tuple(_row(known, one) for one in known.lines)
    return Sheet(
        title=f"{known.round.title}排名",
        branch=known.title,
        blocks=(
            InfoLine(INTERNAL, _state(known), f"{cn_day(known.today)}打印"),
            Table(columns, rows, empty="还没有评议对象"),
            *_ties(known, ties),
        ),
        paper=A4_PORTRAIT,
        public=False,
        name=f"{known.round.title}排名（内部使用）",
    )


def _state(known: Known) -> str:
    if known.round.closed:
        return "已定档"
    open_ = sum(not one.complete for one in known.assessed)
    return f"还没有定档，{open_} {known.unit}{WAITING}" if open_ else "还没有定档"


def _row(known: Known, line: Line) -> Row:
    scheme, subject = known.scheme, line.subject
    found = shares(scheme)
    if not subject.assessed:
        return "", subject.name, *("" for _ in found), "", subject.takes, subject.why or ""
    if not line.complete:
        return "", subject.name, *("" for _ in found), "", "", WAITING
    points = (one.told(line.score, scheme.decimals) for one in found)
    told = [one.title for one in line.outcome.lines]
    told += [one.title for one in scheme.vetoes if one.key in line.outcome.why]
    rank = str(line.outcome.rank or "")
    return rank, subject.name, *points, known.total(line), line.outcome.grade, "；".join(told)


def _ties(known: Known, ties: Sequence[Tie]) -> Iterator[Note]:
    names = {one.subject.id: one.subject.name for one in known.lines}
    for tie in ties:
        who = "、".join(names[one] for one in tie.who)
        got = "、".join(names[one] for one in tie.chosen)
        end = f"已裁定：{got or '都不进'}" if tie.settled else "还没有裁定"
        yield Note(f"同分：{who}，“{tie.better}”还有 {tie.places} 个名额，{end}。")


# -- the distribution ------------------------------------------------------------------------------


def distribution(known: Known) -> Sheet:
    """How many have each grade, and how the points spread; nobody is named."""
    ready = [one for one in known.assessed if one.complete]
    blocks: list[Block] = [InfoLine(INTERNAL, _state(known), f"{cn_day(known.today)}打印")]
    blocks += [_counts(known, ready), _grades(known, ready)]
    if known.scheme.by == BY_POINTS and not any(one.pick for one in known.scheme.ballots):
        blocks.append(_spread(known, ready))
    return Sheet(
        title=f"{known.round.title}分布图",
        branch=known.title,
        blocks=tuple(blocks),
        paper=A4_PORTRAIT,
        public=False,
    )


def _counts(known: Known, ready: Sequence[Line]) -> Table:
    """Each grade with how many may have it and how many do."""
    assessed = len(known.assessed)
    columns = (Column("等次", 1.6), Column("名额", 1.2), Column("人数", 1.0), Column("占参评", 1.0))
    if known.unit != "名":
        columns = (*columns[:2], Column("个数", 1.0), columns[3])
    borders, before, rows = grading.borders(known.scheme, assessed), 0, []
    for grade, border in zip(known.scheme.grades, borders, strict=True):
        room = grading.room_of(grade, assessed)
        if grade.percent is not None:
            room = min(room, border - before)
            before = border
        got = sum(one.outcome.grade == grade.title for one in ready)
        most = str(room) if grade.limited else "不限"
        rows.append((grade.title, most, str(got), _share(got, assessed)))
    rows.append(("合计", "", str(len(ready)), _share(len(ready), assessed)))
    return Table(columns, tuple(rows))


def _share(part: int, whole: int) -> str:
    return f"{scoring.shown(Fraction(part * 10000, whole), 1)}%" if whole else ""


def _grades(known: Known, ready: Sequence[Line]) -> Chart:
    bars = []
    for grade in known.scheme.grades:
        got = sum(one.outcome.grade == grade.title for one in ready)
        bars.append(Bar(grade.title, (got,), _share(got, len(known.assessed))))
    return Chart((_counted(known),), tuple(bars) if ready else (), "各等次", empty=WAITING)


def _spread(known: Known, ready: Sequence[Line]) -> Chart:
    totals = [one.score.total for one in ready]
    bars, above = [], max([*totals, STEPS[0]]) + 1
    for low in (*STEPS, -1):
        got = sum(low <= total < above for total in totals)
        title = f"{low // 100} 分以上" if low == STEPS[0] else f"{low // 100}—{above // 100} 分"
        bars.append(Bar(title if low > 0 else f"{above // 100} 分以下", (got,), ""))
        above = low
    note = "得分（每段含下端，不含上端）"
    return Chart((_counted(known),), tuple(bars) if ready else (), note, empty=WAITING)


def _counted(known: Known) -> str:
    return "人数" if known.unit == "名" else "个数"


# -- the years -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Year:
    """The final result of one in one year: total in hundredths, grade."""

    total: int | None
    grade: str


Held = tuple[str, Mapping[int, Year]]  # a name with his results


def comparison(
    scheme: str,
    years: Sequence[int],
    people: Sequence[Held],
    branch: Branch,
    who: str = MEMBERS,
    decimals: int = 2,
) -> Sheet:
    """The final results of everybody over the years, and how many had each grade; ``who`` is
    assessed by the scheme, its totals have so many decimals.
    """
    counted = "各等次人数" if who in PEOPLE else "各等次个数"
    span = f"{years[0]}—{years[-1]}年" if len(years) > 1 else f"{years[0]}年" if years else ""
    return Sheet(
        title=f"{span}{scheme}结果对比",
        branch=branch.title or NO_NAME,
        blocks=(
            InfoLine(INTERNAL),
            _people(years, people, who, decimals),
            _grades_of(years, people, counted),
            Note("只列定了档的结果；空格是那一年没有参加评定。"),
        ),
        paper=A4_PORTRAIT,
        public=False,
        name=f"{span}{scheme}结果对比（内部使用）",
    )


def _people(years: Sequence[int], people: Sequence[Held], who: str, decimals: int) -> Table:
    lead = Column("姓名", 1.3, names=True) if who in PEOPLE else Column(who, 2.0)
    columns = (Column("序号", 0.6), lead, *(Column(f"{year}年", 1.6) for year in years))
    mark = "\u3000" if len(years) <= ABREAST else "\n"
    rows = tuple(
        (str(place), name, *(_year(held.get(year), mark, decimals) for year in years))
        for place, (name, held) in enumerate(people, 1)
    )
    return Table(columns, rows, empty=NOTHING)


def _grades_of(years: Sequence[int], people: Sequence[Held], caption: str) -> Table:
    """How many had each grade in each year."""
    columns = (Column("等次", 1.5), *(Column(f"{year}年", 1.0) for year in years))
    given = [(year, one.grade) for _, held in people for year, one in held.items()]
    every = [one for _, held in people for one in held.values()]
    best = {one.grade: max(x.total or 0 for x in every if x.grade == one.grade) for one in every}
    grades = sorted(best, key=lambda grade: -best[grade])
    rows = tuple((one, *(str(given.count((year, one))) for year in years)) for one in grades)
    return Table(columns, rows, caption, empty=NOTHING, whole=True)


def _year(one: Year | None, mark: str, decimals: int) -> str:
    if one is None:
        return ""
    if one.total is None:
        return one.grade
    return f"{one.grade}{mark}{scoring.shown(one.total, decimals)}"
