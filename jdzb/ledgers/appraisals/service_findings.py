"""What is not in order in the appraisals book: facts alone, each with its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from jdzb.core import clock
from jdzb.core.ledger import Finding
from jdzb.ledgers.appraisals import (
    service,
    service_ballots,
    service_notice,
    service_schemes,
    service_stages,
    service_standings,
    service_talks,
)
from jdzb.ledgers.appraisals.entries import Mark, Round
from jdzb.ledgers.appraisals.grading import room_of
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.service_outlook import BOOK
from jdzb.ledgers.appraisals.service_stages import Step
from jdzb.ledgers.appraisals.terms import VOTE
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session


def findings(session: Session) -> Sequence[Finding]:
    """Facts alone: rounds of past years not closed, more of them than a year has, grades above
    their quota, notices too short, scores without evidence, changes after posting, ballots that do
    not add up, stages without the record they want, schemes nobody can use, help without notes.
    """
    found: list[Finding] = []
    for one in service.browse(session):
        try:
            found += _of_round(session, service.whole(session, one.id))
        except Exception:  # noqa: BLE001 - a file changed by another hand: that is the finding
            what = f"{one.title}的记录读不全，不像是程序写的"
            found.append(Finding(BOOK, "appraisals.spoilt", what, ((service.ROUNDS, one.id),)))
    return [*found, *_unusable(session), *_unnoted(session)]


def _unusable(session: Session) -> Iterator[Finding]:
    """Schemes that a changed figure made senseless; rounds that go by their frozen text go on."""
    for name, error in service_schemes.unusable(session).items():
        told = "；".join(one.words for one in error.faults).rstrip("？")
        what = f"评议办法“{name}”按现在的规则说不通，不能开始新的评议：{told}"
        yield Finding(BOOK, "appraisals.scheme", what, ())


def _of_round(session: Session, whole: Whole) -> list[Finding]:
    steps = service_stages.steps(whole)
    return [
        *_open(whole, steps), *_quotas(whole), *_notice(whole, steps), *_bare(session, whole),
        *_changed(session, whole), *_ballots(whole, steps), *_unlinked(whole, steps),
        *_often(session, whole),
    ]  # fmt: skip


def _at(whole: Whole) -> tuple[tuple[str, int], ...]:
    return ((service.ROUNDS, whole.id),)


def _open(whole: Whole, steps: Sequence[Step]) -> Iterator[Finding]:
    if not whole.round.closed and whole.round.year < clock.today().year:
        step = next((one for one in steps if not one.over), None)
        told = f"，停在“{service_stages.named(whole, step)}”" if step else ""
        what = f"{whole.round.title}还没有定档{told}"
        yield Finding(BOOK, "appraisals.open", what, _at(whole))


def _often(session: Session, whole: Whole) -> Iterator[Finding]:
    """A round beyond those its scheme allows in a year, by the days they began."""
    allowed, head = whole.scheme.per_year, whole.round
    same = [one for one in service.browse(session) if _alike(one) == _alike(head)]
    number = 1 + sum((one.day, one.id) < (head.day, head.id) for one in same)
    if allowed and number > allowed:
        told = f"是{head.year}年第 {number} 次{head.scheme}，每年 {allowed} 次"
        what = f"{head.title}{told}（{whole.scheme.source}）"
        yield Finding(BOOK, "appraisals.often", what, _at(whole))


def _alike(one: Round) -> tuple[str, int]:
    return one.scheme, one.year


def _quotas(whole: Whole) -> Iterator[Finding]:
    assessed = len(whole.assessed)
    given = [one.grade for one in whole.results]
    for one in whole.scheme.grades:
        count, room = given.count(one.title), room_of(one, assessed)
        if count > room:
            what = (
                f"{whole.round.title}“{one.title}”{count} 人，超过规定的最多 {room} 人"
                f"（评定 {assessed} 人）"
            )
            yield Finding(BOOK, "appraisals.quota", what, _at(whole))


def _notice(whole: Whole, steps: Sequence[Step]) -> Iterator[Finding]:
    if whole.round.closed and whole.notice is None and whole.scheme.notice_days:
        what = f"{whole.round.title}没有公示就定了档"
        yield Finding(BOOK, "appraisals.notice", what, _at(whole))
    for step in steps:
        row = step.done
        if not (step.stage.days and row and row.since and row.until):
            continue
        days = (date.fromisoformat(row.until) - date.fromisoformat(row.since)).days
        if days < step.stage.days:
            told = f"（{row.note}）" if row.note else ""
            what = (
                f"{whole.round.title}{step.title} {row.since} 至 {row.until}，只有 {days} 天，"
                f"应为 {step.stage.days} 天{told}"
            )
            yield Finding(BOOK, "appraisals.notice", what, ((service_stages.TABLE, row.id),))


def _bare(session: Session, whole: Whole) -> Iterator[Finding]:
    """One finding for a round: accepted deductions, additions and vetoes without any evidence."""
    rows = session.rows("appraisal_files", "round = ? AND mark IS NOT NULL", (whole.id,))
    proved = {row["mark"] for row in rows}
    bare = [one for one in whole.marks if _is_bare(one) and one.id not in proved]
    if bare:
        names = list(dict.fromkeys(whole.subject(one.subject).name for one in bare))
        told = "、".join(names[:3]) + ("等" if len(names) > 3 else "")
        what = f"{whole.round.title}有 {len(bare)} 处扣分或加分没有凭据（{told}）"
        at = tuple(("appraisal_marks", one.id) for one in bare)
        yield Finding(BOOK, "appraisals.evidence", what, at)


def _is_bare(mark: Mark) -> bool:
    return mark.counts and mark.evidence is None


def _changed(session: Session, whole: Whole) -> Iterator[Finding]:
    """Results that were changed after they were posted, and scores that would change them now."""
    if not whole.results:
        return
    differing: set[int] = set()
    if not whole.round.closed:
        now = service_standings.of_whole(session, whole)
        differing = set(service_notice.differing(now))
    amended = session.entries(
        "tbl = ? AND op = 'U' AND pk IN"
        " (SELECT id FROM appraisal_results WHERE round = ? AND void IS NULL)",
        (service_notice.RESULTS, whole.id),
    )
    ids = {one.id: one.subject for one in whole.results}
    who = differing | {ids[one.pk] for one in amended if one.pk in ids and _core(one)}
    if who:
        names = service_stages.names_of(whole, who)
        what = f"{whole.round.title}公示以后有改动：{names}"
        yield Finding(BOOK, "appraisals.changed", what, _at(whole))


def _core(entry: object) -> bool:
    old, new = getattr(entry, "old", None) or {}, getattr(entry, "new", None) or {}
    return any(old.get(name) != new.get(name) for name in ("rank", "total", "grade"))


def _ballots(whole: Whole, steps: Sequence[Step]) -> Iterator[Finding]:
    """Ballots that do not add up, of stages that are done."""
    over = {one.period for one in steps if one.stage.kind == VOTE and one.over}
    for ballot in whole.ballots:
        if ballot.period in over or service_stages.YEAR in over:
            for told in service_ballots.faults(whole, ballot):
                title = whole.scheme.ballot(ballot.ballot).title
                what = f"{whole.round.title}{title}：{told.rstrip('。')}"
                yield Finding(BOOK, "appraisals.ballots", what, (("appraisal_ballots", ballot.id),))


def _unlinked(whole: Whole, steps: Sequence[Step]) -> Iterator[Finding]:
    for step in steps:
        if step.over and step.stage.link and step.done and not step.done.link:
            kind = "会议" if step.stage.link == "meeting" else "公示"
            what = f"{whole.round.title}“{step.title}”没有关联{kind}记录"
            at = ((service_stages.TABLE, step.done.id),)
            yield Finding(BOOK, "appraisals.link", what, at)


def _unnoted(session: Session) -> Iterator[Finding]:
    names = members.names(session)
    for one in service_talks.helps(session):
        if one.missing:
            name = names.get(one.help.member, "")
            what = f"对{name}的2+1帮教有 {len(one.missing)} 个月没有记录"
            at = ((service_talks.HELPS, one.help.id),)
            yield Finding(BOOK, "appraisals.help", what, at)
