"""What became of promises on paper: progress, the ballot of 评诺 and its result. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from jdzb.core.branch import Branch
from jdzb.core.sheet import (
    A4,
    A4_PORTRAIT,
    MISSING,
    Column,
    Note,
    Paragraph,
    Row,
    Sheet,
    Signature,
    Source,
    Table,
    cn_day,
)
from jdzb.ledgers.commitments.columns import AT_MOST, OUTCOMES
from jdzb.ledgers.commitments.entries import Ballot
from jdzb.ledgers.commitments.rules import (
    Standing,
    amount_words,
    due_words,
    percent,
    satisfaction,
    target_words,
    who,
)
from jdzb.ledgers.commitments.sheets import (
    NO_NAME,
    SHOWN,
    Campaign,
    Line,
    by_person,
    foot,
    sources,
)

PROGRESS, RESULT = "承诺进展", "评诺结果"
BOX = "□"


def progress(known: Campaign, found: Sequence[Standing], branch: Branch, today: date) -> Sheet:
    """Who promised what, the target and what is reached, for the wall."""
    columns = (
        Column("序号", 0.55), Column("姓名", 1.2, names=True), Column("承诺事项", 4.0, "left"),
        Column("目标", 1.3), Column("已完成", 1.1), Column("进度", 0.9), Column("期限", 1.0),
    )  # fmt: skip
    lines = [Line(who(one.commitment, known.names), _progressed(one)) for one in found]
    return Sheet(
        title=f"{known.year}年度承诺进展",
        branch=branch.title or NO_NAME,
        blocks=(
            Table(columns, by_person(lines), empty="还没有承诺"),
            Note(f"统计到{cn_day(today)}。进度是已完成的数量占目标的比例，没有数量的写记录笔数。"),
        ),
        paper=A4_PORTRAIT,
        footer=foot(replace(known, posted=today), branch, PROGRESS, today),
        public=True,
        sources=(*sources(known.year, f"{SHOWN},outcome"), *_done(known.year)),
    )


def _progressed(one: Standing) -> Row:
    promise = one.commitment
    if promise.target is None:
        done = f"{one.entries} 笔" if one.entries else ""
        return promise.what, "", done, promise.outcome or "", due_words(promise)
    share = promise.outcome or one.percent
    done = amount_words(one.done, promise)
    return promise.what, target_words(promise), done, share, due_words(promise)


def _done(year: int) -> tuple[Source, ...]:
    first, last = f"{year:04}-01-01", f"{year + 1:04}-12-31"
    return (Source("commitment_progress", "day", first, last, "commitment,day,amount"),)


# -- 评诺 ------------------------------------------------------------------------------------------


def ballot_paper(known: Campaign, found: Sequence[Standing], branch: Branch) -> Sheet:
    """The paper villagers tick: each person with his promises. No name is written on it."""
    columns = (
        Column("序号", 0.55), Column("姓名", 1.2, names=True), Column("承诺事项", 4.4, "left"),
        Column("完成", 1.1), Column("满意", 0.8), Column("基本满意", 0.8), Column("不满意", 0.8),
    )  # fmt: skip
    lines = [
        Line(
            who(one.commitment, known.names),
            (one.commitment.what, _reached(one)),
            (BOX, BOX, BOX),
        )
        for one in found
    ]
    return Sheet(
        title=f"{known.year}年度承诺评诺票",
        branch=branch.title or NO_NAME,
        blocks=(
            Note(
                "每人只选一项，打√。选了两项的，这一人算废票；没有选的，算没有填。"
                "票上不写姓名，当场投入票箱，当场清点。"
            ),
            Table(columns, by_person(lines), empty="还没有承诺"),
        ),
        paper=A4_PORTRAIT,
        public=False,
        sources=(*sources(known.year, SHOWN), *_done(known.year)),
    )


def _reached(one: Standing) -> str:
    """36/36 户次, 0 起 of what was not to be passed; nothing without a target."""
    promise = one.commitment
    if promise.target is None:
        return ""
    if promise.bound == AT_MOST:
        return amount_words(one.done, promise)
    return f"{one.done}/{promise.target} {promise.unit or ''}".strip()


def result(
    known: Campaign,
    found: Sequence[Standing],
    ballots: Sequence[Ballot],
    branch: Branch,
    today: date,
    until: date,
) -> Sheet:
    """What was kept, and how villagers judged each, for the wall from today until a day."""
    return Sheet(
        title=f"{known.year}年度承诺评诺结果",
        branch=branch.title or NO_NAME,
        blocks=(
            Paragraph(_held(known.year, found, ballots)),
            _judged(known, found, ballots),
            Note("满意率是满意、基本满意的票数占收回票数的比例；没有填的和废票计入收回。"),
        ),
        paper=A4,
        signature=Signature(branch.title or NO_NAME, today),
        footer=replace(branch.footer(RESULT), since=today, until=until, period="公示期"),
        public=True,
        sources=(
            *sources(known.year, f"{SHOWN},outcome"),
            *_done(known.year),
            Source("commitment_ballots", "year", str(known.year), str(known.year)),
        ),
    )


def _judged(known: Campaign, found: Sequence[Standing], ballots: Sequence[Ballot]) -> Table:
    columns = (
        Column("序号", 0.55), Column("姓名", 1.2, names=True), Column("承诺事项", 4.2, "left"),
        Column("完成", 1.3), Column("结果", 1.1), Column("收回/发出", 1.3), Column("满意", 0.8),
        Column("基本满意", 0.8), Column("不满意", 0.8), Column("满意率", 1.0),
    )  # fmt: skip
    judged = {one.member: one for one in ballots}
    lines = [
        Line(
            who(one.commitment, known.names),
            (one.commitment.what, _reached(one), one.commitment.outcome or MISSING),
            _votes(judged.get(one.commitment.member)),
        )
        for one in found
    ]
    return Table(columns, by_person(lines), empty="还没有承诺")


def _votes(ballot: Ballot | None) -> Row:
    if ballot is None:
        return MISSING, "", "", "", ""
    counts = (ballot.satisfied, ballot.fairly, ballot.dissatisfied)
    share = percent(satisfaction(ballot))
    return f"{ballot.returned}/{ballot.handed}", *map(str, counts), share


def _held(year: int, found: Sequence[Standing], ballots: Sequence[Ballot]) -> str:
    """When villagers judged, and how many promises came to what."""
    days: Mapping[str, None] = dict.fromkeys(sorted(one.day for one in ballots))
    when = "、".join(cn_day(date.fromisoformat(day)) for day in days)
    held = f"{when}群众评诺" if when else f"群众评诺的日期{MISSING}"
    counted = Counter(one.commitment.outcome for one in found)
    told = "，".join(f"{word} {counted[word]} 条" for word in OUTCOMES if counted[word])
    return f"{held}。{year}年度承诺共 {len(found)} 条" + (f"，其中{told}。" if told else "。")
