"""What the commitments book shows to the rest: what is due, and its spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from jdzb.core import clock, rules
from jdzb.core.fields import shown
from jdzb.core.ledger import Due, Grid
from jdzb.ledgers.commitments import columns, service, service_progress, service_wishes
from jdzb.ledgers.commitments import rules as thinking
from jdzb.ledgers.commitments import service_year as campaign
from jdzb.ledgers.commitments.columns import BRANCH
from jdzb.ledgers.commitments.rules import AMISS, CLAIM_DAYS, MONTHS, WISH_DAYS, Standing
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

BOOK = "commitments"
LOOK, STEP, WISH = "去看承诺", "登记这一步", "去看微心愿"
REMIND, MEASURABLE = "commitments.remind.days", "commitments.measurable"
NEAR = "快到期"  # filled of what is due soon; the others are states
NAMED = 3  # people named in a line; the rest are counted
_TOLD = {
    thinking.OVERDUE: "到期没有完成",
    thinking.EXCEEDED: "超过了限度",
    thinking.BEHIND: "进度落后",
}


def to_grid(session: Session) -> Grid:
    """The promises for Excel, members by their names."""
    names = members.names(session)
    rows = tuple(
        tuple(
            thinking.who(one, names)
            if spec.kind == "member"
            else shown(spec, getattr(one, spec.name))
            for spec in columns.FIELDS
        )
        for one in service.browse(session)
    )
    return Grid("承诺登记", tuple(spec.label for spec in columns.FIELDS), rows)


def from_grid(session: Session, grid: Grid) -> Sequence[Mapping[str, str]]:
    """The rows of a grid made by to_grid as raw forms; a name nobody has stays as it is, so that
    ``parse`` says so. An empty name, as 党支部, is the branch.
    """
    ids = {name: str(member) for member, name in members.names(session).items()}
    ids |= {BRANCH: "", "": ""}
    keys = [spec.name for spec in columns.FIELDS]
    forms = [dict(zip(keys, row, strict=True)) for row in grid.rows]
    return [form | {"member": ids.get(form["member"].strip(), form["member"])} for form in forms]


# -- what is due -----------------------------------------------------------------------------------


def due(session: Session) -> Sequence[Due]:
    """Steps of the year, promises overdue, behind or soon due, wishes nobody claimed or fulfilled.

    Nothing of promises before the first is in the book.
    """
    today = clock.today()
    known = service.years(session)
    found = list(_wishes(session))
    for year in (today.year - 1, today.year):
        if year in known or (known and min(known) < year == today.year):
            found += _steps(session, year, today)
            found += _promises(session, year, today)
    return found


def _steps(session: Session, year: int, today: date) -> Iterator[Due]:
    """Steps left out, and the next one from the first of its month on."""
    views, rule = campaign.steps(session, year), rules.standard().rule(MONTHS)
    following = thinking.following(views)
    waiting = [following] if following and today >= following.until.replace(day=1) else []
    for view in (*thinking.skipped(views), *waiting):
        what = f"{year}年承诺：{view.step}"
        yield Due(BOOK, view.until, what, rule.basis, STEP, filled=(str(year), view.step))


def _promises(session: Session, year: int, today: date) -> Iterator[Due]:
    """One line for each state that wants a hand, and one for what is soon due; of who is still in
    the branch.
    """
    here = {None, *(member.id for member in members.register(session).party_on(today))}
    found = service_progress.standings(session, year)
    every = [one for one in found if one.commitment.member in here]
    names, rule = members.names(session), rules.standard().rule(MEASURABLE)
    for state in AMISS:
        own = [one for one in every if one.state == state]
        if own:
            what = f"{_whose(own, names)}{year}年的 {len(own)} 条承诺{_TOLD[state]}"
            yield Due(BOOK, _first(own), what, rule.basis, LOOK, filled=(str(year), state))
    soon = (today + timedelta(days=rules.standard().whole(REMIND))).isoformat()
    near = [
        one
        for one in every
        if one.state in (thinking.RUNNING, thinking.BEHIND)
        and one.commitment.due
        and one.commitment.due <= soon
    ]
    if near:
        what = f"{_whose(near, names)}{year}年的 {len(near)} 条承诺快到期"
        basis = rules.standard().rule(REMIND).basis
        yield Due(BOOK, _first(near), what, basis, LOOK, filled=(str(year), NEAR))


def _first(found: Sequence[Standing]) -> date | None:
    days = [one.commitment.due for one in found if one.commitment.due]
    return date.fromisoformat(min(days)) if days else None


def _whose(found: Sequence[Standing], names: Mapping[int, str]) -> str:
    """林秀兰、周桂芳等 5 人."""
    who = list(dict.fromkeys(thinking.who(one.commitment, names) for one in found))
    listed = "、".join(who[:NAMED])
    return listed if len(who) <= NAMED else f"{listed}等 {len(who)} 人"


def _wishes(session: Session) -> Iterator[Due]:
    table, every = rules.standard(), service_wishes.wishes(session)
    for state, key, told in (
        (thinking.LATE_OPEN, CLAIM_DAYS, "还没有人认领"),
        (thinking.LATE, WISH_DAYS, "到期没有实现"),
    ):
        found = [wish for wish, held in every if held == state]
        if found:
            days = [thinking.wish_due(wish, table) for wish in found]
            who = "、".join(wish.villager for wish in found[:NAMED])
            more = f"等 {len(found)} 个" if len(found) > NAMED else ""
            what = f"{who}{more}微心愿{told}"
            subject = found[0].id if len(found) == 1 else None
            basis = table.rule(key).basis
            yield Due(BOOK, min(days), what, basis, WISH, subject, filled=(state,))
