"""What is not in order in the commitments book, year by year.

Late entries are found for all books alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from jdzb.core import clock, rules
from jdzb.core.ledger import Finding
from jdzb.ledgers.commitments import rules as thinking
from jdzb.ledgers.commitments import service, service_progress
from jdzb.ledgers.commitments import service_year as campaign
from jdzb.ledgers.commitments.columns import BRANCH, JUDGED, KEPT, POSTED, REVIEWED
from jdzb.ledgers.commitments.rules import LEAST, MONTHS, REACHED, Standing, StepView
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.rules import Register
from jdzb.store.session import Session

BOOK = "commitments"
EXCUSED, POST_DAYS = "commitments.excused", "commitments.posting.days"
NAMED = 5  # people named in a sentence; the rest are counted
Rows = tuple[tuple[str, int], ...]
_KEYS = {
    REVIEWED: "commitments.review",
    POSTED: "commitments.posting",
    JUDGED: "commitments.judged",
}


def findings(session: Session) -> Sequence[Finding]:
    """Facts alone: too few or too many promises, steps left out or late, outcomes without 评诺,
    outcomes the progress does not bear out, old promises without an outcome.
    """
    found: list[Finding] = []
    names, known = members.names(session), members.register(session)
    for year in sorted(service.years(session)):
        views = campaign.steps(session, year)
        every = service_progress.standings(session, year)
        found += _steps(session, year, views)
        found += _counts(year, every, views, names, known)
        found += _outcomes(session, year, every, views, names)
        found += _left(year, every, names, known)
    return found


def _steps(session: Session, year: int, views: Sequence[StepView]) -> Iterator[Finding]:
    rule, today = rules.standard().rule(MONTHS), clock.today()
    left_out = {view.step for view in thinking.skipped(views)}
    for view in views:
        key = _KEYS.get(view.step, "commitments.step")
        if view.step in left_out:
            what = f"{year}年承诺没有{view.step}的记录，后面的步骤已经办了"
            yield Finding(BOOK, key, what)
        elif view.late(today):
            what = (
                f"{year}年承诺没有{view.step}的记录（应在{view.until.month}月底前，{rule.basis}）"
            )
            yield Finding(BOOK, key, what)
    known = {view.step: view.taken for view in views if view.taken}
    review, posting = known.get(REVIEWED), known.get(POSTED)
    if review and campaign.linked(session, review.link) is None:
        what = f"{year}年承诺审诺没有连着会议记录"
        yield Finding(BOOK, "commitments.unlinked", what, ((campaign.STEP_TABLE, review.id),))
    if review and posting:
        days = (date.fromisoformat(posting.day) - date.fromisoformat(review.day)).days
        rows = ((campaign.STEP_TABLE, posting.id),)
        if days < 0:
            what = f"{year}年承诺先公示（{posting.day}）后审诺（{review.day}）"
            yield Finding(BOOK, "commitments.order", what, rows)
        elif days > rules.standard().whole(POST_DAYS):
            told = rules.standard().rule(POST_DAYS)
            what = f"{year}年承诺审诺后 {days} 天才公示（{told.figure_words}，{told.basis}）"
            yield Finding(BOOK, "commitments.posting_late", what, rows)


# -- how many --------------------------------------------------------------------------------------


def _counts(
    year: int,
    every: Sequence[Standing],
    views: Sequence[StepView],
    names: Mapping[int, str],
    known: Register,
) -> Iterator[Finding]:
    """Who made too few or too many, once the promises were reviewed or should have been."""
    review = next(view for view in views if view.step == REVIEWED)
    if not review.done and not review.late(clock.today()):
        return
    counted = thinking.counts(one.commitment for one in every)
    rule = rules.standard().rule(LEAST)
    none = [names[member] for member in _asked(known, year) if member not in counted]
    if none:
        least = f"每人至少 {rule.figure} 条，{rule.basis}"
        what = f"{year}年没有承诺的 {len(none)} 人：{_listed(none)}（{least}）"
        yield Finding(BOOK, "commitments.none", what)
    for member, count in counted.items():
        wrong = thinking.too_few_or_many(count, rules.standard())
        if wrong:
            name = BRANCH if member is None else names.get(member, "")
            rows = _rows([one for one in every if one.commitment.member == member])
            yield Finding(
                BOOK, "commitments.count", f"{name}{year}年的承诺{wrong}（{rule.basis}）", rows
            )


def asked(session: Session, year: int) -> list[int]:
    """The Party members of whom a promise is asked: none of who bears an excusing mark."""
    return _asked(members.register(session), year)


def _asked(known: Register, year: int) -> list[int]:
    day = min(date(year, 12, 31), clock.today())
    excused = set(rules.standard().texts(EXCUSED))
    return [
        one.id for one in known.party_on(day) if not excused.intersection(known.marks_on(one, day))
    ]


def _listed(names: Sequence[str]) -> str:
    listed = "、".join(names[:NAMED])
    return f"{listed}等" if len(names) > NAMED else listed


def _rows(found: Sequence[Standing]) -> Rows:
    return tuple(("commitments", one.commitment.id) for one in found)


# -- what became of them ---------------------------------------------------------------------------


def _outcomes(
    session: Session,
    year: int,
    every: Sequence[Standing],
    views: Sequence[StepView],
    names: Mapping[int, str],
) -> Iterator[Finding]:
    settled = [one for one in every if one.commitment.outcome]
    judged = {one.member for one in campaign.ballots(session, year)}
    held = next(view for view in views if view.step == JUDGED)
    unheard = [one for one in settled if one.commitment.member not in judged]
    if unheard:
        what = f"{year}年有 {len(unheard)} 条承诺评了结果，没有评诺票数：{_who(unheard, names)}"
        yield Finding(BOOK, "commitments.unheard", what, _rows(unheard))
    if held.taken and not judged:
        what = f"{year}年评诺已经登记，没有票数"
        yield Finding(BOOK, "commitments.uncounted", what, ((campaign.STEP_TABLE, held.taken.id),))
    unproved = [one for one in settled if one.commitment.outcome == KEPT and not _borne_out(one)]
    for one in unproved:
        promise = service.words(session, one.commitment)
        target = thinking.target_words(one.commitment)
        what = f"{promise}评为{KEPT}，践诺记录只有 {one.done}（目标 {target}）"
        yield Finding(BOOK, "commitments.unproved", what, _rows([one]))


def _borne_out(one: Standing) -> bool:
    """True when the progress reaches the target, or there is no target to reach."""
    commitment = one.commitment
    if commitment.target is None:
        return True
    if one.reached is None:
        return one.done <= commitment.target
    return one.reached >= 1


def _left(
    year: int, every: Sequence[Standing], names: Mapping[int, str], known: Register
) -> Iterator[Finding]:
    """Of a year that is over: promises nobody reported on or judged; not of who left before."""
    if year >= clock.today().year:
        return
    here = {None, *(member.id for member in known.party_on(date(year, 12, 31)))}
    every = [one for one in every if one.commitment.member in here]
    silent = [one for one in every if not one.commitment.reported_on]
    if silent:
        what = f"{year}年有 {len(silent)} 条承诺没有述诺：{_who(silent, names)}"
        yield Finding(BOOK, "commitments.silent", what, _rows(silent))
    left = [one for one in every if not one.commitment.outcome]
    if left:
        reached = sum(one.state == REACHED for one in left)
        more = f"（其中 {reached} 条已达到目标）" if reached else ""
        what = f"{year}年有 {len(left)} 条承诺没有评定结果{more}：{_who(left, names)}"
        yield Finding(BOOK, "commitments.unsettled", what, _rows(left))


def _who(found: Sequence[Standing], names: Mapping[int, str]) -> str:
    return _listed(list(dict.fromkeys(thinking.who(one.commitment, names) for one in found)))
