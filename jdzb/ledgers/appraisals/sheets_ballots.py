"""Ballot papers: half of A4 each, numbered, boxes to tick, nobody's name to sign. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jdzb.core.sheet import HALVES, Block, Cell, Column, NewPage, Note, Row, Sheet, Table
from jdzb.ledgers.appraisals.entries import Subject
from jdzb.ledgers.appraisals.schemes import Ballot, Item
from jdzb.ledgers.appraisals.sheets import NO_NAME, Known
from jdzb.ledgers.appraisals.terms import MEMBERS, OFFICIALS

BOX = "□"
LETTERS = "甲乙丙丁戊己庚辛"
WIDE_FROM = 13  # more subjects than this stand in two columns
MATRIX = (2, 6)  # items that stand beside each other, least and most
LONG = 5  # characters of a name that stand in two columns
MOST_CHOICES = 5  # columns of choices that fit on half a page


def papers(
    known: Known, ballot: Ballot, items: Sequence[Item], subjects: Sequence[Subject], count: int
) -> Sheet:
    """So many papers of a ballot, 第1号 共49张 each."""
    body = tuple(_body(ballot, items, subjects, people=known.scheme.who in (MEMBERS, OFFICIALS)))
    blocks: list[Block] = list(body)
    for number in range(2, count + 1):
        blocks += [NewPage(_number(number, count)), *body]
    return Sheet(
        title=_title(known, ballot),
        subtitle=_number(1, max(count, 1)),
        branch=known.branch.title or NO_NAME,
        blocks=tuple(blocks),
        paper=HALVES,
        public=False,
        running=True,
        name=f"{known.round.title}{ballot.title}",
    )


def _title(known: Known, ballot: Ballot) -> str:
    span = f"{known.round.year}年{known.round.span or '度'}"
    return ballot.title if str(known.round.year) in ballot.title else f"{span}{ballot.title}"


def _number(number: int, count: int) -> str:
    return f"第{number}号　共{count}张"


def _body(
    ballot: Ballot, items: Sequence[Item], subjects: Sequence[Subject], *, people: bool
) -> Iterator[Block]:
    least, most = MATRIX
    if ballot.pick:
        yield Note(_rules(f"只推选 {ballot.pick} 个，在“推选”栏打√；多选的作废。"))
        yield _picking(subjects, people=people)
    elif least <= len(items) <= most and len(ballot.choices) <= len(LETTERS):
        told = "　".join(
            f"{letter} {one.title}" for letter, one in zip(LETTERS, ballot.choices, strict=False)
        )
        yield Note(_rules(f"每一格选一项，在□里打√：{told}。"))
        yield _matrix(ballot, items, subjects, people=people)
    elif len(items) > most or len(ballot.choices) > MOST_CHOICES:
        yield Note(_rules("每一行选一项，在□里打√；选了两项的，这一行作废。"))
        yield _long(ballot, items, subjects)
    else:
        yield Note(_rules("每人选一项，在□里打√；选了两项的，这一行作废。"))
        yield _single(ballot, subjects, people=people)


def _rules(first: str) -> str:
    return f"{first}没有选的算弃权。无记名，票号只用来核对总数，发票时打乱次序；当场投入票箱。"


def _picking(subjects: Sequence[Subject], *, people: bool) -> Table:
    columns = (Column("序号", 0.7), _names(3.0, people=people), Column("推选", 1.0))
    rows = tuple((str(place), one.name, BOX) for place, one in enumerate(subjects, 1))
    return Table(columns, rows)


def _names(width: float, *, people: bool) -> Column:
    return Column("姓名" if people else "名称", width, names=people)


def _single(ballot: Ballot, subjects: Sequence[Subject], *, people: bool) -> Table:
    """A line for everybody; two beside each other where there are many."""
    names = [_named(one) for one in subjects]
    wide = (
        len(names) > WIDE_FROM and max(len(max(one.split("\n"), key=len)) for one in names) <= LONG
    )
    titles = (_twice(one.title) if wide else one.title for one in ballot.choices)
    choices = tuple(Column(title, 1.0) for title in titles)
    lead = () if wide else (Column("序号", 0.8),)
    columns = (*lead, _names(1.5, people=people), *choices)
    boxes = (BOX,) * len(choices)
    if not wide:
        return Table(
            columns, tuple((str(place), one, *boxes) for place, one in enumerate(names, 1))
        )
    rows: list[Row] = []
    for place in range(0, len(names), 2):
        pair = names[place : place + 2]
        cells = [cell for one in pair for cell in (one, *boxes)]
        blank = [""] * (2 * len(columns) - len(cells))
        rows.append((*cells, *blank))
    return Table(columns * 2, tuple(rows))


def _matrix(
    ballot: Ballot, items: Sequence[Item], subjects: Sequence[Subject], *, people: bool
) -> Table:
    """A line for everybody, in each cell a box for every choice, by its letter."""
    marks = [f"{BOX}{letter}" for letter in LETTERS[: len(ballot.choices)]]
    cell = "\n".join("".join(marks[n : n + 2]) for n in range(0, len(marks), 2))
    names = [_named(one) for one in subjects]
    columns = (_names(1.2, people=people), *(Column(_twice(one.title), 1.0) for one in items))
    return Table(columns, tuple((one, *(cell for _ in items)) for one in names))


def _named(one: Subject) -> str:
    """张伟（一组） over two lines."""
    return one.name.replace("（", "\n（")


def _twice(title: str) -> str:
    """A title of three or four characters over two lines: 基本 合格, 不 合格."""
    return f"{title[:-2]}\n{title[-2:]}" if len(title) in (3, 4) else title


def _long(ballot: Ballot, items: Sequence[Item], subjects: Sequence[Subject]) -> Table:
    """A line for every item, under the name of whom it is about."""
    columns = (
        Column("内容", 2.4, "left"),
        *(Column(_twice(one.title), 1.0) for one in ballot.choices),
    )
    rows: list[Row] = []
    for one in subjects:
        rows.append((Cell(one.name, columns=len(columns), align="left", bold=True),))
        rows += [(item.title, *(BOX for _ in ballot.choices)) for item in items]
    return Table(columns, tuple(rows))
