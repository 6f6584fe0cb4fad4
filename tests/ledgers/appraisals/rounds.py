"""A small village and its rounds, driven through the same services as the page."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from jdzb.ledgers.appraisals import (
    service,
    service_ballots,
    service_notice,
    service_schemes,
    service_scores,
    service_stages,
    service_standings,
)
from jdzb.ledgers.appraisals.entries import Attended, Ballot, Round, StageDone, Tally
from jdzb.ledgers.appraisals.service_scores import Cell
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members import service_standing
from jdzb.ledgers.members.entries import FRAIL, Mark, Member

OWN = Path(__file__).parents[2] / "data" / "schemes" / "own.toml"
NAMES = ("陈志强", "林秀兰", "周桂芳", "吴春生", "郑德福", "孙明义", "徐海燕")
OWN_TITLE = "青山村评定办法"


def people(session):
    """Seven full members, a probationary one and an old one; ids by name."""
    ids = {
        name: members.add(session, Member(name, joined="2001-03", full="2002-03")).id
        for name in NAMES
    }
    ids["严建国"] = members.add(session, Member("严建国", joined="2026-03-01")).id
    ids["何永贵"] = members.add(session, Member("何永贵", joined="1970-03", full="1971-03")).id
    service_standing.mark(session, Mark(ids["何永贵"], FRAIL, "2020-01"))
    return ids


def opened(session, scheme=OWN_TITLE, title="2026年度评定", day="2026-11-01", **more):
    """The id of a round opened by a scheme; the village's own one is added first."""
    if scheme == OWN_TITLE and not service_schemes.own(session):
        service_schemes.add_own(session, OWN.read_text(encoding="utf-8"), OWN.name)
    return service.add(session, Round(title, scheme, 2026, day, **more)).id


def subjects(session, round_id):
    """Ids of the subjects by name."""
    return {one.name: one.id for one in service.whole(session, round_id).subjects}


def entered(session, round_id, item, points, period="year", side=""):
    """Points of one item, by name."""
    who = subjects(session, round_id)
    cells = [Cell(who[name], period, item, str(one), side) for name, one in points.items()]
    return service_scores.write(session, round_id, cells)


def voted(session, round_id, votes, *, period="year", ballot="vote", invalid=0, came=()):
    """Ballots counted: for each name the numbers of each choice on every item of the paper."""
    who = subjects(session, round_id)
    whole = service.whole(session, round_id)
    spec = whole.scheme.ballot(ballot)
    valid = (
        sum(sum(one) for one in votes.values()) if spec.pick else sum(next(iter(votes.values())))
    )
    papers = Ballot(ballot, period, "2026-11-10", valid + invalid, valid + invalid, invalid, 0)
    service_ballots.put_ballot(session, round_id, papers)
    whole = service.whole(session, round_id)
    own = service_ballots.ballot_of(whole, ballot, period)
    ballot_id, lines = own.id, service_ballots.lines(whole, own)
    service_ballots.put_attended(session, ballot_id, [Attended(ballot_id, *one) for one in came])
    names = {number: name for name, number in who.items()}
    tallies = [Tally(ballot_id, one, item, tuple(votes[names[one]]), 0) for one, item in lines]
    service_ballots.put_tallies(session, ballot_id, tallies)
    return ballot_id


def stages_done(session, round_id, until="notice"):
    """Every stage before the notice done, in order."""
    for step in service_stages.steps(service.whole(session, round_id)):
        if step.stage.kind in ("notice", "final"):
            return
        link = {"meeting": "meetings:1", "notice": "notices:1"}.get(step.stage.link)
        entry = StageDone(
            step.stage.key, step.period, done_on="2026-11-12", who="林秀兰", link=link
        )
        service_stages.put_stage(session, round_id, entry)


def posted(session, round_id, since="2026-11-13"):
    """The result posted for as long as the scheme asks."""
    whole = service.whole(session, round_id)
    entry = service_notice.notice_entry(whole, date.fromisoformat(since))
    return service_notice.post(session, round_id, replace(entry, link="notices:4"))


def finished(session, round_id):
    """Everything after the scores: stages, notice, its end, and the result frozen."""
    stages_done(session, round_id)
    posted(session, round_id)
    return service_notice.finish(session, round_id)


def table(session, round_id):
    """(rank, name, total, grade) of everybody graded, as the page shows them."""
    found = service_standings.standings(session, round_id)
    return [
        (one.rank, one.subject.name, found.total(one), one.grade)
        for one in found.lines
        if one.subject.assessed
    ]
