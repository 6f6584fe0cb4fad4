"""What the appraisals book shows to the rest: what is due, and its spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from jdzb.core import clock, rules
from jdzb.core.fields import show_date, shown
from jdzb.core.ledger import Due, Grid
from jdzb.ledgers.appraisals import (
    columns,
    service,
    service_stages,
    service_standings,
    service_talks,
)
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.service_stages import Step
from jdzb.ledgers.appraisals.service_standings import Standings
from jdzb.ledgers.appraisals.terms import CRITICISM, FINAL, HELP, NOTICE, TALK
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.store.session import Session

BOOK = "appraisals"
REMINDED = "appraisals.reminded_days"  # after the end of a round; talk and help are asked for
GO, FINISH, TALKING, HELPING, NOTING, ENDING = (
    "去评议", "去定档", "登记谈话", "登记帮教", "写帮教记录", "写帮教结果",
)  # fmt: skip


def to_grid(session: Session) -> Grid:
    """The heads of the rounds for Excel."""
    rows = tuple(
        tuple(shown(spec, getattr(one, spec.name)) for spec in columns.FIELDS)
        for one in service.browse(session)
    )
    return Grid("评议登记", tuple(spec.label for spec in columns.FIELDS), rows)


def from_grid(session: Session, grid: Grid) -> Sequence[Mapping[str, str]]:
    """The rows of a grid made by to_grid as raw forms."""
    del session
    keys = [spec.name for spec in columns.FIELDS]
    return [dict(zip(keys, row, strict=True)) for row in grid.rows]


def prepare(session: Session) -> None:
    """Make the member that the example assesses."""
    members.add(session, Member("陈志强", joined="2001-03", full="2002-03"))


# -- what is due -----------------------------------------------------------------------------------


def due(session: Session) -> Sequence[Due]:
    """The stage each open round waits at, notices that are over, talks and help after closed and
    posted rounds, the monthly notes of running help and its outcome.
    """
    found: list[Due] = []
    for one in service.browse(session):
        if not one.closed:
            found += _waiting(service.whole(session, one.id))
    for round_id in _fallen(session):
        found += _below(session, service_standings.standings(session, round_id))
    return [*found, *_helping(session)]


def _fallen(session: Session) -> list[int]:
    """The rounds that ended lately and in which somebody fell below a line."""
    since = clock.today() - timedelta(days=rules.standard().whole(REMINDED))
    rows = session.query(
        "SELECT DISTINCT r.id FROM appraisal_rounds r JOIN appraisal_results e ON e.round = r.id"
        " WHERE r.void IS NULL AND e.void IS NULL AND e.fallen IS NOT NULL AND r.closed_on >= ?"
        " ORDER BY r.id DESC",
        (since.isoformat(),),
    )
    return [row["id"] for row in rows]


def _waiting(whole: Whole) -> Iterator[Due]:
    step = next((one for one in service_stages.steps(whole) if not one.over), None)
    if step is None:
        return
    row, today = step.done, clock.today()
    if step.stage.kind == NOTICE and row and row.until:
        if today.isoformat() > row.until:
            what = f"{whole.round.title}公示已满，定档"
            yield Due(BOOK, today, what, f"公示到{show_date(row.until)}", FINISH, whole.id)
        return
    last = _last_day(whole, step)
    what = f"{whole.round.title}：{service_stages.named(whole, step)}"
    what += f"（{step.said}）" if step.said else ""
    button = FINISH if step.stage.kind == FINAL else GO
    yield Due(BOOK, last, what, whole.scheme.title, button, whole.id)


def _last_day(whole: Whole, step: Step) -> date:
    """The end of the months of a step's period."""
    periods = {one.key: one for one in whole.scheme.periods}
    month = periods[step.period].months[1] if step.period else 12
    year = whole.round.year
    first = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(first.toordinal() - 1)


def _below(session: Session, standings: Standings) -> Iterator[Due]:
    """Who fell below a line of a closed round and has had no talk, no help since."""
    whole = standings.whole
    talked = {(one.member, one.kind) for one in whole.talks}
    helped = {one.help.member for one in service_talks.helps(session) if one.help.round == whole.id}
    for line, what in standings.below:
        member, name = line.subject.member, line.subject.name
        if member is None:
            continue
        told = (whole.round.title, str(whole.id))
        if what in (TALK, CRITICISM) and (member, what) not in talked:
            yield Due(BOOK, None, f"与{name}{_deed(what)}", told[0], TALKING, member, told[1:])
        elif what == HELP and member not in helped:
            yield Due(BOOK, None, f"安排对{name}的2+1帮教", told[0], HELPING, member, told[1:])


def _deed(what: str) -> str:
    return "谈话" if what == TALK else "谈，请他作自我批评"


def _helping(session: Session) -> Iterator[Due]:
    names = members.names(session)
    for one in service_talks.helps(session):
        name, known = names.get(one.help.member, ""), one.help
        if known.outcome is not None:
            continue
        if one.over:
            what = f"写对{name}的帮教结果"
            until = date.fromisoformat(known.until)
            yield Due(BOOK, until, what, f"帮教到{show_date(known.until)}", ENDING, known.id)
        for month in one.missing[-3:]:
            what = f"写{int(month[5:])}月对{name}的帮教情况"
            yield Due(BOOK, None, what, "2+1帮教", NOTING, known.id, (month,))
