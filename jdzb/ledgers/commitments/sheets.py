"""Promises on paper: all of a year, the branch's plaque, a card for the desk. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from jdzb.core.blocks import cell_text
from jdzb.core.branch import Branch
from jdzb.core.sheet import (
    A4_PORTRAIT,
    FOLDED,
    MISSING,
    PLAQUE,
    Block,
    Cell,
    Column,
    Footer,
    InfoLine,
    NewPage,
    Paragraph,
    Row,
    Sheet,
    Signature,
    Source,
    Table,
    cn_day,
)
from jdzb.ledgers.commitments.columns import BRANCH
from jdzb.ledgers.commitments.entries import Commitment
from jdzb.ledgers.commitments.rules import due_words, target_words, who

CONTENT, BRANCH_CONTENT = "党员公开承诺", "党支部公开承诺"
SHOWN = "year,member,what,bound,target,unit,due"  # what stands on a posted promise
TOGETHER, CHARACTERS = 4, 240  # rows of one person held together; more might not fit on a page
NO_NAME = "支部名称待补充"


@dataclass(frozen=True, slots=True)
class Campaign:
    """A year for its sheets: what meeting reviewed the promises, when, when they were posted."""

    year: int
    reviewed: date | None = None
    meeting: str = ""
    posted: date | None = None
    names: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table by people: whose it is, the cells behind the name, those he has once."""

    who: str
    cells: Row
    once: Row = ()


def everybody(known: Campaign, found: Sequence[Commitment], branch: Branch, today: date) -> Sheet:
    """The members' promises of a year for the wall, with who reviewed them and when."""
    columns = (
        Column("序号", 0.55), Column("姓名", 1.2, names=True), Column("承诺事项", 4.2, "left"),
        Column("目标", 2.0), Column("期限", 1.0), Column("完成情况", 1.2),
    )  # fmt: skip
    lines = [
        Line(
            who(one, known.names),
            (one.what, target_words(one), due_words(one), one.outcome or ""),
        )
        for one in found
    ]
    return Sheet(
        title=f"{known.year}年度党员公开承诺",
        branch=branch.title or NO_NAME,
        blocks=(
            Paragraph(
                f"{_reviewed(known)}，现将本支部党员{known.year}年度承诺事项公开如下，"
                "欢迎群众监督。年底由党员述诺、群众评诺，结果另行公布。"
            ),
            Table(columns, by_person(lines), empty="还没有承诺"),
        ),
        paper=A4_PORTRAIT,
        red_rule=True,
        signature=Signature(branch.title or NO_NAME, known.posted or today),
        footer=foot(known, branch, CONTENT, today),
        public=True,
        sources=sources(known.year, f"{SHOWN},outcome"),
    )


def _reviewed(known: Campaign) -> str:
    """根据支部委员会3月2日审核意见; the year is said where it is another."""
    meeting, day = known.meeting or "支部", known.reviewed
    if day is None:
        return f"根据支部审核意见（审核会议{MISSING}）"
    words = f"{day.month}月{day.day}日" if day.year == known.year else cn_day(day)
    return f"根据{meeting}{words}审核意见"


def foot(known: Campaign, branch: Branch, content: str, today: date) -> Footer:
    """公示期 from the posting (else today) to the end of the year, open after that."""
    since, last = known.posted or today, date(known.year, 12, 31)
    until = last if since < last else None
    return replace(branch.footer(content), since=since, until=until, period="公示期")


def sources(year: int, only: str) -> tuple[Source, ...]:
    """The promises of a year, these columns of them; its steps, the names, the branch."""
    return (
        Source("commitments", "year", str(year), str(year), only),
        Source("commitment_steps", "year", str(year), str(year), "step,day,link"),
        Source("members", "name"),
        Source("settings", "key", "branch.", "branch.~"),
    )


def by_person(lines: Sequence[Line]) -> tuple[Row, ...]:
    """Numbered rows; the name, and what one has once, merged over his rows."""
    rows: list[Row] = []
    for name, own in groupby(lines, lambda line: line.who):
        for part in _parts(own):
            for number, line in enumerate(part):
                lead = (_merged(name, len(part)),) if number == 0 else ()
                once = line.once if number == 0 else ()
                tail = tuple(_merged(cell, len(part)) for cell in once)
                rows.append((str(len(rows) + 1), *lead, *line.cells, *tail))
    return tuple(rows)


def _parts(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines of one person in runs that fit on a page."""
    parts: list[list[Line]] = []
    room = 0
    for line in lines:
        room -= sum(len(cell_text(cell)) for cell in line.cells)
        if room < 0 or len(parts[-1]) == TOGETHER:
            parts.append([])
            room = CHARACTERS
        parts[-1].append(line)
    return parts


def _merged(cell: str | Cell, rows: int) -> str | Cell:
    return Cell(cell, rows=rows) if isinstance(cell, str) and rows > 1 else cell


# -- cards and plaque ------------------------------------------------------------------------------


def desk_card(
    known: Campaign,
    name: str,
    found: Sequence[Commitment],
    posts: Sequence[str],
    branch: Branch,
    today: date,
) -> Sheet:
    """One member's card (name '' is the branch's) to stand on the desk: both faces of folded A4."""
    held = (InfoLine("", f"岗位：{'、'.join(posts)}"),) if posts else ()
    return Sheet(
        title=f"{name}公开承诺" if name else BRANCH_CONTENT,
        subtitle=f"{known.year}年度",
        branch=branch.title or NO_NAME,
        blocks=(*held, *_promises(found)),
        paper=FOLDED,
        red_rule=True,
        footer=foot(known, branch, CONTENT if name else BRANCH_CONTENT, today),
        public=True,
        name=f"{known.year}年{name or BRANCH}承诺桌签",
        sources=sources(known.year, SHOWN),
    )


def desk_cards(year: int, cards: Sequence[Sheet]) -> Sheet:
    """Several cards as one print, each a sheet of folded A4."""
    blocks: list[Block] = []
    for card in cards:
        blocks += [NewPage(card.title), *card.blocks]
    return replace(
        cards[0],
        title=f"{year}年度党员承诺桌签",
        subtitle=f"{year}年度",
        blocks=tuple(blocks),
        name=f"{year}年度党员承诺桌签",
    )


def plaque(known: Campaign, found: Sequence[Commitment], branch: Branch, today: date) -> Sheet:
    """The branch's own promises for the wall, A3."""
    return Sheet(
        title=f"{known.year}年度{BRANCH_CONTENT}",
        branch=branch.title or NO_NAME,
        blocks=tuple(_promises(found)),
        paper=PLAQUE,
        red_rule=True,
        footer=foot(known, branch, BRANCH_CONTENT, today),
        public=True,
        sources=sources(known.year, SHOWN),
    )


def _promises(found: Sequence[Commitment]) -> Iterator[Paragraph]:
    """One by one with its target, unless the words tell that number, and its day."""
    for number, one in enumerate(found, 1):
        counted = str(one.target) in re.findall(r"\d+", one.what)
        target, due = "" if counted else target_words(one), _by(one)
        aim = "，".join(part for part in (f"目标{target}" if target else "", due) if part)
        tail = f"（{aim}）" if aim else ""
        yield Paragraph(f"{number}. {' '.join(one.what.split())}{tail}", align="left")
    if not found:
        yield Paragraph(f"承诺事项{MISSING}")


def _by(one: Commitment) -> str:
    """12月31日前."""
    if one.due is None:
        return ""
    day = date.fromisoformat(one.due)
    return f"{day.month}月{day.day}日前" if day.year == one.year else f"{cn_day(day)}前"
