"""What promises and wishes tell of each member: facts for appraisals, lines of his card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from jdzb.core import clock, rules
from jdzb.core.ledger import Conduct, Remark
from jdzb.core.records import made
from jdzb.ledgers.commitments import rules as thinking
from jdzb.ledgers.commitments import service, service_progress, service_wishes
from jdzb.ledgers.commitments import service_year as campaign
from jdzb.ledgers.commitments.columns import BROKEN, KEPT, PARTLY
from jdzb.ledgers.commitments.entries import Ballot
from jdzb.ledgers.commitments.rules import LEAST, STATES, Standing
from jdzb.store.session import Session

BOOK = "commitments"
OUTCOME_KEYS = {
    KEPT: "commitments.kept", PARTLY: "commitments.partly", BROKEN: "commitments.broken",
}  # fmt: skip
BEHIND, WISH, BALLOT = "commitments.behind", "commitments.wish", "commitments.ballot"


def conduct(session: Session, member: int, year: int) -> Sequence[Conduct]:
    """Promises settled, behind or overdue, wishes fulfilled, the count of 评诺; by day."""
    facts = [
        *_promises(session, member, year),
        *_wishes(session, member, year),
        *_ballots(session, member, year),
    ]
    return sorted(facts, key=lambda fact: fact.day)


def _promises(session: Session, member: int, year: int) -> Iterator[Conduct]:
    for one in service_progress.standings_of(session, member, year):
        promise, row = one.commitment, (service.TABLE, one.commitment.id)
        if promise.outcome:
            day = date.fromisoformat(promise.settled_on or f"{year}-12-31")
            what, key = f"{promise.outcome}：{promise.what}", OUTCOME_KEYS[promise.outcome]
            yield Conduct(BOOK, member, day, what, row, key)
        elif one.amiss:
            day = min(clock.today(), thinking.span(promise)[1])
            yield Conduct(BOOK, member, day, f"{_lag(one)}：{promise.what}", row, BEHIND)


def _lag(one: Standing) -> str:
    """承诺落后（18/36 户次）."""
    target = one.commitment.target
    unit = one.commitment.unit or ""
    figure = "" if target is None else f"（{one.done}/{target} {unit}".rstrip() + "）"
    return f"承诺{one.state}{figure}"


def _wishes(session: Session, member: int, year: int) -> Iterator[Conduct]:
    rows = session.rows(
        service_wishes.TABLE,
        "claimed_by = ? AND fulfilled_on BETWEEN ? AND ?",
        (member, f"{year:04}-01-01", f"{year:04}-12-31"),
        order="fulfilled_on",
    )
    for row in rows:
        day = date.fromisoformat(row["fulfilled_on"])
        what = f"实现{row['villager']}的微心愿"
        yield Conduct(BOOK, member, day, what, (service_wishes.TABLE, row["id"]), WISH)


def _ballots(session: Session, member: int, year: int) -> Iterator[Conduct]:
    rows = session.rows(campaign.BALLOTS, "year = ? AND member = ?", (year, member))
    for one in (made(Ballot, row) for row in rows):
        share = thinking.percent(thinking.satisfaction(one))
        if share:
            what = f"评诺满意率 {share}（{one.satisfied + one.fairly}/{one.returned} 票）"
            day = date.fromisoformat(one.day)
            yield Conduct(BOOK, member, day, what, (campaign.BALLOTS, one.id), BALLOT)


def remarks(session: Session, member: int, year: int) -> Sequence[Remark]:
    """3 条：已达到 1，落后 1; nothing of who promised nothing."""
    found = service_progress.standings_of(session, member, year)
    if not found:
        return ()
    counted = Counter(one.state for one in found)
    listed = "，".join(f"{state} {counted[state]}" for state in STATES if counted[state])
    tone = "amber" if counted[thinking.BEHIND] or counted[PARTLY] else ""
    if counted[thinking.OVERDUE] or counted[thinking.EXCEEDED] or counted[BROKEN]:
        tone = "red"
    rule = rules.standard().rule(LEAST)
    wrong = thinking.too_few_or_many(len(found), rules.standard())
    text = f"{len(found)} 条：{listed}" + (f"（{wrong}）" if wrong else "")
    return (Remark(BOOK, "承诺", text, tone or ("amber" if wrong else ""), rule.basis),)
