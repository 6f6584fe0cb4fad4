"""Two appraisals of the fictional village: last year's, final, and this year's, being approved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jdzb.core import clock
from jdzb.core.ledger import Conduct
from jdzb.ledgers import LEDGERS
from jdzb.ledgers.appraisals import (
    service,
    service_ballots,
    service_marks,
    service_notice,
    service_stages,
    service_talks,
)
from jdzb.ledgers.appraisals.entries import (
    Ballot,
    Mark,
    Round,
    StageDone,
    Subject,
    Talk,
    Tally,
)
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.meetings import service as meetings
from jdzb.store.session import Session

REVIEW, STANDARD = "民主评议党员", "合格党员评定"
Votes = Callable[[Subject, int], tuple[int, ...]]
SECRETARY, CLERK = "陈志强", "林秀兰"
HANDED, RETURNED, INVALID = 43, 41, 1
WEAK = "袁小龙"  # only 基本合格 last year
FAILING = "吴春生"
STARS = ("林秀兰", "徐海燕", "何永贵", "梁金凤", "唐国兴", "宋有才")


@dataclass(frozen=True, slots=True)
class _Deed:
    """A deduction that no book tells: of whom, what, how many points, how many days ago; the
    paper that proves it.
    """

    name: str
    item: str
    points: int
    ago: int
    what: str
    paper: str


DEEDS = (
    _Deed(FAILING, "discipline", 2500, 160, "受党内警告处分", "镇纪委处分决定"),
    _Deed(FAILING, "dues", 600, 100, "二、三季度党费未按时交", "党费收缴本"),
    _Deed(FAILING, "complaints", 300, 68, "邻里排水纠纷被投诉，查实", "来访登记本"),
    _Deed("孙明义", "dues", 300, 130, "二季度党费迟交", "党费收缴本"),
    _Deed("韩建民", "discipline", 300, 90, "受到诫勉谈话", "镇纪委通知书"),
    _Deed("唐国兴", "complaints", 300, 75, "垃圾乱堆被投诉，查实", "来访登记本"),
    _Deed("周桂芳", "morals", 100, 45, "与邻居争吵", "调解记录"),
)


def appraise(session: Session, ids: Mapping[str, int]) -> int:
    """Write both rounds as one act; how many. ``ids`` are those of the members by name.

    The meetings and the duty of the village must be there: they are the evidence.
    """
    with session.together("登记示例评议", "示例"):
        begun = clock.today() - timedelta(days=25)
        _last_year(session, ids, begun.year - 1)
        _this_year(session, begun)
    return 2


# -- last year -------------------------------------------------------------------------------------


def _last_year(session: Session, ids: Mapping[str, int], year: int) -> None:
    opened = Round(f"{year}年度民主评议党员", REVIEW, year, f"{year}-12-01")
    round_id = service.open_round(session, opened).id
    whole = service.whole(session, round_id)
    _vote(session, whole, f"{year}-12-19", _reviewed)
    _stages(session, round_id, date(year, 12, 19))
    entry = service_notice.notice_entry(whole, date(year, 12, 20))
    service_notice.post(session, round_id, replace(entry, link="公示原件存档"))
    service_notice.finish(session, round_id, day=f"{year}-12-28")
    talked, words = f"{year + 1}-01-06", "谈组织生活缺席较多的问题，本人表示改正。"
    talk = Talk(round_id, ids[WEAK], talked, talker=ids[SECRETARY], text=words)
    service_talks.add_talk(session, talk)


def _reviewed(subject: Subject, valid: int) -> tuple[int, ...]:
    """优秀, 合格, 基本合格, 不合格."""
    if subject.name == WEAK:
        return (0, valid // 3, valid - valid // 3 - 1, 1)
    if subject.name in STARS:
        best = valid - 4 - STARS.index(subject.name)
        return (best, valid - best, 0, 0)
    best = subject.place % 7 + 3
    return (best, valid - best - 1, 1, 0)


# -- this year -------------------------------------------------------------------------------------


def _this_year(session: Session, begun: date) -> None:
    today = clock.today()
    opened = Round(f"{begun.year}年度合格党员评定", STANDARD, begun.year, begun.isoformat())
    round_id = service.open_round(session, opened).id
    whole = service.whole(session, round_id)
    _judge(session, whole)
    _vote(session, whole, (today - timedelta(days=10)).isoformat(), _liked)
    _stages(session, round_id, today - timedelta(days=10), until="report")
    reported = (today - timedelta(days=3)).isoformat()
    entry = StageDone("report", service_stages.YEAR, begun_on=reported, who=CLERK)
    service_stages.put_stage(session, round_id, entry)


def _judge(session: Session, whole: Whole) -> None:
    """What the books tell is accepted, but for one; what they do not tell is entered by hand."""
    proposals = service_marks.propose(session, whole.id, facts(session, whole))
    stars = {one.id for one in whole.assessed if one.name in STARS}
    refused = [one for one in proposals if one.fact == "duty.unsigned" and one.subject in stars][:1]
    taken = [one for one in proposals if one not in refused]
    if taken:
        service_marks.accept(session, whole.id, taken)
    if refused:
        service_marks.refuse(session, whole.id, refused, "当天到镇里开会，事后补了签到")
    people = {one.name: one.id for one in whole.assessed}
    period = whole.scheme.periods[0].key
    for deed in DEEDS:
        day = clock.today() - timedelta(days=deed.ago)
        if deed.name in people and day.year == whole.round.year:
            mark = Mark(
                people[deed.name], period, deed.item, deed.points, day.isoformat(), deed.what,
                evidence=deed.paper,
            )  # fmt: skip
            service_marks.add_mark(session, whole.id, mark)


def facts(session: Session, whole: Whole) -> list[Conduct]:
    """What all books tell of those assessed, in the year of the round."""
    return [
        fact
        for ledger in LEDGERS
        if ledger.key != "appraisals"
        for one in whole.assessed
        if one.member is not None
        for fact in ledger.conduct(session, one.member, whole.round.year)
    ]


def _liked(subject: Subject, valid: int) -> tuple[int, ...]:
    """好, 较好, 一般, 差."""
    if subject.name == FAILING:
        return (0, 0, 8, valid - 8)
    good = valid - 8 - (subject.place * 7) % 19
    if subject.name in STARS:
        good = valid - STARS.index(subject.name)
    elif subject.place % 4 == 1:
        poor = 5 + subject.place % 5
        return (2, valid - 18 - poor, 16, poor)
    rest = valid - good
    return (good, rest - rest // 3, rest // 3, 0)


# -- both ------------------------------------------------------------------------------------------


def _meetings(session: Session) -> Sequence[int]:
    """Ids of the meetings, the latest first."""
    return [one.id for one in meetings.browse(session)] or [0]


def _vote(session: Session, whole: Whole, day: str, votes: Votes) -> None:
    """The one ballot of the scheme, counted."""
    ((period, spec),) = service_ballots.expected(whole)
    papers = Ballot(spec.key, period, day, HANDED, RETURNED, INVALID, 0)
    ballot_id = service_ballots.put_ballot(session, whole.id, papers).id
    service_ballots.put_tallies(session, ballot_id, _counted(whole, ballot_id, period, votes))


def _counted(whole: Whole, ballot_id: int, period: str, votes: Votes) -> Iterator[Tally]:
    valid = RETURNED - INVALID
    ballot = Ballot(whole.scheme.ballots[0].key, period, id=ballot_id)
    for subject, item in service_ballots.lines(whole, ballot):
        counts = votes(whole.subject(subject), valid)
        yield Tally(ballot_id, subject, item, counts, 0)


def _stages(session: Session, round_id: int, last: date, until: str = "notice") -> None:
    """Every stage up to a kind done, by everybody who goes through it, some days apart."""
    whole = service.whole(session, round_id)
    steps = [one for one in service_stages.steps(whole) if not one.over]
    kinds = [one.stage.kind for one in steps]
    before = steps[: kinds.index(until)]
    link = f"meetings:{_meetings(session)[0]}"
    for ago, step in zip(range(len(before) - 1, -1, -1), before, strict=True):
        day = (last - timedelta(days=ago * 4)).isoformat()
        if step.stage.kind in service_stages.BY_EACH:
            people = [one.id for one in whole.subjects if not one.excused]
            service_stages.done_by(
                session, round_id, step.stage.key, step.period, people, day, CLERK
            )
        meeting = link if step.stage.link == "meeting" else None
        entry = StageDone(step.stage.key, step.period, done_on=day, who=CLERK, link=meeting)
        service_stages.put_stage(session, round_id, entry)
