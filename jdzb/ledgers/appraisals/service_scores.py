"""Points entered in the grid: a cell or a pasted block, one transaction, undone at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jdzb.core import clock
from jdzb.core.errors import JdzbError
from jdzb.core.fields import Unreadable, Value, plain
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of
from jdzb.ledgers.appraisals import columns, naming, scoring, service
from jdzb.ledgers.appraisals.entries import Mark, Score
from jdzb.ledgers.appraisals.parsing import read_points, show_points, wrong_sign
from jdzb.ledgers.appraisals.schemes import Item, Part, Scheme
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.terms import ADD, BALLOT, DEDUCT, GRADE, POINTS
from jdzb.store.session import Session

SCORES, MARKS = "appraisal_scores", "appraisal_marks"
TYPED = "表格填写"  # what a mark says that was typed into the grid as a number alone
_SIGNED = {
    DEDUCT: "是扣分的，填几就扣几分，不能填“{}”。要加分，请填在加分的栏里。",
    ADD: "是加分的，填几就加几分，不能填“{}”。要扣分，请填在扣分的栏里。",
    POINTS: "是打分的，填得几分，不能填“{}”。要扣分，请填在扣分的栏里。",
}
DIRECT = {DEDUCT: columns.DEDUCT, ADD: columns.ADD}


class BadCells(JdzbError):
    """Cells that cannot be what was typed; none of the block was written."""

    sentence = "{list}没有保存，原来的分数都在，请改好再填。"

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep the problems, each a whole sentence."""
        self.problems = tuple(problems)
        shown = "".join(self.problems[:3])
        more = f"另有 {len(problems) - 3} 处。" if len(problems) > 3 else ""
        super().__init__(list=shown + more)


@dataclass(frozen=True, slots=True)
class Cell:
    """One typed cell: of whom, in which period, which item, the text; '' clears it."""

    subject: int
    period: str
    item: str
    text: str
    side: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """A cell understood: points, and the choice where the part gives grades."""

    cell: Cell
    part: Part
    points: int | None
    choice: str | None = None


def write(session: Session, round_id: int, cells: Iterable[Cell], reason: str = "") -> Changed:
    """Write a block of cells as one act; what stands there already is not written again.

    A number typed where points are taken off (2 and -2 alike) or added is the whole of the cell:
    what the marks with evidence do not explain becomes a mark without one.

    Raises BadCells (nothing is written), Frozen, and NeedsReason when the result is out.
    """
    cells = list(cells)
    whole = service.whole(session, round_id, {one.subject for one in cells})
    read = [] if whole.round.closed else _understood(whole, cells)  # before a reason is asked
    reason = service.refuse_change(session, round_id, reason)
    with session.together(_what(whole, read), reason) as batch:
        scores = {(one.subject, one.period, one.item, one.side or ""): one for one in whole.scores}
        for one in read:
            if one.part.way in DIRECT:
                _put_mark(session, whole, one, reason)
            else:
                key = (one.cell.subject, one.cell.period, one.cell.item, one.cell.side)
                _put_score(session, whole, one, scores.get(key), reason)
    return batch.changed


def _what(whole: Whole, read: Sequence[_Read]) -> str:
    people = list(dict.fromkeys(one.cell.subject for one in read))
    names = "、".join(whole.subject(one).name for one in people[:2])
    more = f"等{len(people)}人" if len(people) > 2 else ""
    return f"填写{whole.round.title}{names}{more}的分数"


def _understood(whole: Whole, cells: Sequence[Cell]) -> list[_Read]:
    read, problems = [], []
    marked = _marked(whole)
    for cell in cells:
        try:
            read.append(_read(whole, cell, marked))
        except Unreadable as error:
            problems.append(str(error))
    if problems:
        raise BadCells(problems)
    return read


def problem(whole: Whole, cell: Cell) -> str:
    """What is wrong with one typed cell, a whole sentence; '' for one that can be written."""
    try:
        _read(whole, cell, _marked(whole))
    except Unreadable as error:
        return str(error)
    return ""


def _read(whole: Whole, cell: Cell, marked: Mapping[tuple[int, str, str], int]) -> _Read:
    """A cell understood; raises Unreadable with a whole sentence."""
    subject = whole.subject(cell.subject)
    part, item = _place(whole.scheme, cell)
    if not subject.assessed:
        raise Unreadable(f"{subject.name}{subject.takes}，不打分。")
    if part.way == BALLOT:
        raise Unreadable(f"“{item.title}”由测评票得出，不能直接填写。")
    if (why := whole.apart(subject).get(cell.period)) is not None:
        told = naming.period_title(whole.scheme, cell.period)
        raise Unreadable(f"{subject.name}的{told}不计（{why}），不打分。")
    where = f"{subject.name}的“{item.title}”"
    if part.way == GRADE:
        return _choice(cell, part, where)
    try:
        points = read_points(cell.text)
    except Unreadable as error:
        raise Unreadable(f"{where}“{cell.text}”{error}。") from None
    if wrong_sign(part.way, cell.text):
        raise Unreadable(f"{where}{_SIGNED[part.way].format(cell.text.strip())}")
    if points is not None and part.way in DIRECT:
        known = marked.get((cell.subject, cell.period, cell.item), 0)
        if points < known:
            told = f"有凭据的已有 {show_points(known)} 分，比填写的 {show_points(points)} 分多"
            raise Unreadable(f"{where}{told}，请到凭据里改。")
    elif points is not None and (fault := scoring.fault(whole.scheme, item, points)):
        raise Unreadable(f"{subject.name}的{fault}")
    return _Read(cell, part, points)


def _place(scheme: Scheme, cell: Cell) -> tuple[Part, Item]:
    for period, part, item in scoring.cells(scheme):
        if (period, item.key) == (cell.period, cell.item):
            return part, item
    raise Unreadable(f"评议办法里没有“{cell.item}”这一项。")


def _choice(cell: Cell, part: Part, where: str) -> _Read:
    typed = plain(cell.text)
    if not typed:
        return _Read(cell, part, None)
    found = next((one for one in part.choices if one.title == typed), None)
    if found is None:
        names = "、".join(one.title for one in part.choices)
        raise Unreadable(f"{where}“{typed}”应为 {names} 之一。")
    return _Read(cell, part, found.points, found.title)


def _marked(whole: Whole) -> dict[tuple[int, str, str], int]:
    """The points of marks that were not typed into the grid, by cell."""
    found: dict[tuple[int, str, str], int] = {}
    for mark in whole.marks:
        if mark.counts and not is_typed(mark):
            key = (mark.subject, mark.period, mark.item)
            found[key] = found.get(key, 0) + mark.points
    return found


def is_typed(mark: Mark) -> bool:
    """True for a number typed into the grid, without a word of what happened."""
    return mark.what == TYPED and mark.evidence is None


def _put_score(session: Session, whole: Whole, read: _Read, old: Score | None, reason: str) -> None:
    what = "填写分数"
    values: dict[str, Value] = {"points": read.points, "choice": read.choice}
    if old is not None:
        session.amend(SCORES, old.id, values, what=what, reason=reason)
    elif read.points is not None:
        cell = read.cell
        one = Score(cell.subject, cell.item, cell.period, cell.side or None, round=whole.id)
        added = columns_of(columns.SCORE_FIELDS, one) | values | _named(whole, cell)
        session.add(SCORES, added, what=what)


def _put_mark(session: Session, whole: Whole, read: _Read, reason: str) -> None:
    cell = read.cell
    own = [
        mark
        for mark in whole.marks
        if is_typed(mark)
        and (mark.subject, mark.period, mark.item) == (cell.subject, cell.period, cell.item)
    ]
    known = _marked(whole).get((cell.subject, cell.period, cell.item), 0)
    rest = (read.points or 0) - known
    what = "填写分数"
    if own and rest > 0:
        session.amend(MARKS, own[0].id, {"points": rest}, what=what, reason=reason)
    elif own:
        session.void(MARKS, own[0].id, what=what, reason=reason)
    elif rest > 0:
        day, kind = clock.today().isoformat(), DIRECT[read.part.way]
        one = Mark(cell.subject, cell.period, cell.item, rest, day, TYPED, kind, round=whole.id)
        session.add(MARKS, columns_of(columns.MARK_FIELDS, one) | _named(whole, cell), what=what)


def _named(whole: Whole, cell: Cell) -> dict[str, Value]:
    """Whose cell it is and what it is called."""
    title = naming.item_title(whole.scheme, cell.period, cell.item, cell.side)
    return {"name": whole.subject(cell.subject).name, "title": title}
