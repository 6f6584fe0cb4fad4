"""The grid of a round as a spreadsheet, out and back in: people by name, columns by title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jdzb.core.cells import RawSheet, cell_words, letter
from jdzb.core.errors import JdzbError
from jdzb.core.fields import plain
from jdzb.core.ledger import Changed, Grid
from jdzb.ledgers.appraisals import scoring, service, service_scores, service_standings
from jdzb.ledgers.appraisals.entries import Subject
from jdzb.ledgers.appraisals.parsing import show_points
from jdzb.ledgers.appraisals.schemes import Part, Scheme
from jdzb.ledgers.appraisals.score_table import DIRECT, People, Place, places, same
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.service_scores import Cell
from jdzb.ledgers.appraisals.service_standings import Standings
from jdzb.ledgers.appraisals.terms import BALLOT
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

NUMBER, NAME, GROUP, TOTAL, LEVEL = "序号", "姓名", "党小组", "总分", "等次"
FILE = "打分表"
TOP = 10  # rows looked through for the header
TOLD = 8  # problems told in the sentence of an error


class CannotTake(JdzbError):
    """Something in the table cannot be read; nothing was written."""

    sentence = "打分表有 {count} 处看不懂，一格都没有写入：{list}"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell or row that cannot be read: where (5 行 C 栏), and why, a whole sentence."""

    where: str
    why: str

    def __str__(self) -> str:
        """第 5 行 C 栏：……"""
        return f"{self.where}：{self.why}"


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a table would change: the cells, what cannot be read, how many cells are as before."""

    cells: tuple[Cell, ...] = ()
    problems: tuple[Trouble, ...] = ()
    unchanged: int = 0


# -- out -------------------------------------------------------------------------------------------


def title_of(whole: Whole) -> str:
    """What stands above the table; a table of another round is refused by it."""
    return f"{whole.round.title}{FILE}"


def to_grid(session: Session, round_id: int) -> Grid:
    """Everybody assessed with what was entered; then what is worked out, which is never read back:
    the ballots, total and grade.
    """
    standings = service_standings.standings(session, round_id)
    whole, groups = standings.whole, _groups(session, standings.whole)
    typed, worked = places(whole.scheme), _worked(whole.scheme)
    known = entered(whole)
    headers = (
        NUMBER, NAME, GROUP, *(one.title for one in typed),
        *(one[0] for one in worked), TOTAL, LEVEL,
    )  # fmt: skip
    rows = []
    for number, one in enumerate(whole.assessed, 1):
        line = standings.line(one.id)
        cells = [known.get((one.id, at.period, at.item.key, at.side), "") for at in typed]
        counted = [_counted(standings, one, *each[1:]) for each in worked]
        ends = (standings.total(line), line.outcome.grade)
        rows.append((str(number), one.name, groups.get(one.id, ""), *cells, *counted, *ends))
    return Grid(title_of(whole), headers, tuple(rows))


def _worked(scheme: Scheme) -> list[tuple[str, str, Part]]:
    spans = {one.key: one.title for one in scheme.periods} if len(scheme.periods) > 1 else {}
    found = {}
    for period, part, _ in scoring.cells(scheme):
        if part.way == BALLOT:
            lead = f"{spans[period]}·" if spans else ""
            found[period, part.key] = (f"{lead}{part.title}（测评票）", period, part)
    return list(found.values())


def _counted(standings: Standings, one: Subject, period: str, part: Part) -> str:
    score = standings.line(one.id).score
    if any((period, item.key) in score.missing for item in part.items):
        return ""
    return scoring.shown(score.parts[period, part.key])


def _groups(session: Session, whole: Whole) -> dict[int, str]:
    """The Party group of each subject who is in the register."""
    known = {one.id: one.party_group or "" for one in members.register(session).members}
    return {one.id: known.get(one.member or 0, "") for one in whole.subjects}


def entered(whole: Whole) -> dict[tuple[int, str, str, str], str]:
    """The text of every cell by (subject, period, item, side)."""
    found: dict[tuple[int, str, str, str], str] = {}
    sums: dict[tuple[int, str, str, str], int] = {}
    for one in whole.scores:
        told = one.choice or show_points(one.points)
        found[one.subject, one.period, one.item, one.side or ""] = told
    for mark in whole.marks:
        if mark.counts and mark.points:
            key = (mark.subject, mark.period, mark.item, "")
            sums[key] = sums.get(key, 0) + mark.points
    return found | {key: show_points(points) for key, points in sums.items()}


# -- in --------------------------------------------------------------------------------------------


def read(session: Session, round_id: int, sheet: RawSheet) -> Incoming:
    """What a table made by ``to_grid`` and filled in would change; nothing is written.

    Rows and columns may stand in another order or be left out; what is not known is named.
    """
    whole = service.whole(session, round_id)
    header, problems = _header(whole, sheet)
    if header < 0:
        return Incoming(problems=tuple(problems))
    columns, strange = _columns(whole, sheet, header)
    problems += strange
    cells: list[Cell] = []
    unchanged, known = 0, entered(whole)
    for row, subject, texts in _rows(whole, _groups(session, whole), sheet, header):
        if isinstance(subject, Trouble):
            problems.append(subject)
            continue
        for at, place in columns.items():
            text = texts[at] or ("0" if place.part.way in DIRECT else "")
            one = Cell(subject.id, place.period, place.item.key, text, place.side)
            old = known.get((one.subject, one.period, one.item, one.side), "")
            if same(place, text, old):
                unchanged += 1
            elif why := service_scores.problem(whole, one):
                problems.append(Trouble(_at(row, at), why))
            else:
                cells.append(one)
    return Incoming(tuple(cells), tuple(problems), unchanged)


def _rows(
    whole: Whole, groups: Mapping[int, str], sheet: RawSheet, header: int
) -> Iterator[tuple[int, Subject | Trouble, list[str]]]:
    """Each row below the header with whom it is about, or why that is not known; empty ones left
    out.
    """
    who, seen = People(whole.subjects, groups), dict[int, int]()
    name, group = _column(sheet, header, NAME), _column(sheet, header, GROUP)
    for row, cells in enumerate(sheet.rows[header + 1 :], header + 1):
        texts = [plain(cell_words(one)) for one in cells]
        if not any(text for at, text in enumerate(texts) if at != _column(sheet, header, NUMBER)):
            continue
        found = who.find(texts[name], texts[group] if group >= 0 else "")
        if isinstance(found, Subject) and found.id in seen:
            found = f"{found.name}在第 {seen[found.id] + 1} 行已经有了。"
        if isinstance(found, str):
            yield row, Trouble(_at(row, name), found), texts
            continue
        seen[found.id] = row
        yield row, found, texts


def _at(row: int, column: int) -> str:
    return f"第 {row + 1} 行 {letter(column)} 栏"


def write(session: Session, round_id: int, incoming: Incoming, reason: str = "") -> Changed:
    """Write what a table changes as one act. Raises CannotTake while anything cannot be read, and
    what ``service_scores.write`` raises.
    """
    if incoming.problems:
        told = "".join(str(one) for one in incoming.problems[:TOLD])
        raise CannotTake(count=len(incoming.problems), list=told)
    return service_scores.write(session, round_id, incoming.cells, reason)


def _header(whole: Whole, sheet: RawSheet) -> tuple[int, list[Trouble]]:
    """The row of the titles; -1 with why for a table that is none of this round."""
    rows = [[plain(cell_words(one)) for one in row] for row in sheet.rows[:TOP]]
    at = next((number for number, row in enumerate(rows) if NAME in row), -1)
    if at < 0:
        return -1, [
            Trouble("表头", f"前 {TOP} 行里没有“{NAME}”一栏。请用“导出Excel”得到的打分表填写。")
        ]
    above = [text for row in rows[:at] for text in row if text.endswith(FILE)]
    if above and above[0] != plain(title_of(whole)):
        why = f"这是“{above[0].removesuffix(FILE)}”的打分表，不是“{whole.round.title}”的。"
        return -1, [Trouble("第 1 行", why)]
    return at, []


def _columns(whole: Whole, sheet: RawSheet, header: int) -> tuple[dict[int, Place], list[Trouble]]:
    """The typed columns by their number; a title that means nothing here, or stands twice."""
    titles = {plain(one.title): one for one in places(whole.scheme)}
    ignored = {NUMBER, NAME, GROUP, TOTAL, LEVEL, *(plain(one[0]) for one in _worked(whole.scheme))}
    found: dict[int, Place] = {}
    problems = []
    for at, cell in enumerate(sheet.rows[header]):
        title = plain(cell_words(cell))
        place = titles.get(title)
        where = _at(header, at)
        if place in found.values():
            problems.append(Trouble(where, f"“{title}”有两栏，请留一栏。"))
        elif place:
            found[at] = place
        elif title and title not in ignored:
            why = f"“{whole.scheme.title}”没有“{title}”这一项。请删去这一栏，或改回原来的栏名。"
            problems.append(Trouble(where, why))
    return found, problems


def _column(sheet: RawSheet, header: int, title: str) -> int:
    titles = [plain(cell_words(one)) for one in sheet.rows[header]]
    return titles.index(title) if title in titles else -1
