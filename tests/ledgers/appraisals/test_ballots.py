"""Ballots in the file: handed out, counted by tallies or paper by paper, every sum looked at."""

import pytest

from jdzb.core import errors
from jdzb.ledgers.appraisals import (
    LEDGER,
    service,
    service_ballots,
    service_stages,
    service_standings,
)
from jdzb.ledgers.appraisals.entries import Attended, Ballot, Paper, StageDone, Tally
from tests.ledgers.appraisals.rounds import NAMES, opened, people, subjects, voted


@pytest.fixture
def round_id(session):
    people(session)
    return opened(session)


@pytest.fixture
def ballot(session, round_id):
    """Nine papers handed out, not counted yet."""
    papers = Ballot("paper", "first", "2026-06-20", handed=9)
    return service_ballots.put_ballot(session, round_id, papers).id


def faults(session, round_id):
    whole = service.whole(session, round_id)
    return service_ballots.faults(whole, whole.ballots[0])


def test_more_papers_than_were_handed_out_are_refused(session, round_id, ballot):
    papers = Ballot("paper", "first", handed=9, returned=10, invalid=11)
    with pytest.raises(errors.Refused) as caught:
        service_ballots.put_ballot(session, round_id, papers)
    assert "收回 10 张，比发出的 9 张还多。无效票 11 张，比收回的 10 张还多。" in str(caught.value)
    assert service.whole(session, round_id).ballots[0].returned is None


def test_papers_not_counted_yet_say_so(session, round_id, ballot):
    assert faults(session, round_id) == ["民主测评票还没有登记收回多少票。"]


def test_a_second_entry_of_the_same_ballot_changes_the_first(session, round_id, ballot):
    papers = Ballot("paper", "first", "2026-06-20", 9, 8, 1, 0)
    service_ballots.put_ballot(session, round_id, papers)
    (one,) = service.whole(session, round_id).ballots
    assert (one.id, one.handed, one.returned, one.invalid) == (ballot, 9, 8, 1)


def test_lines_not_counted_and_sums_that_do_not_match_are_each_a_sentence(session, round_id):
    votes = dict.fromkeys(NAMES, (7, 0, 0)) | {"孙明义": (5, 1, 0), "徐海燕": (8, 0, 0)}
    voted(session, round_id, votes, period="first", ballot="paper", invalid=1)
    assert faults(session, round_id) == [
        "“孙明义”各项合计 6 票，与有效票 7 张对不上（少 1）。",
        "“徐海燕”各项合计 8 票，与有效票 7 张对不上（多 1）。",
    ]


def test_a_line_that_is_not_on_the_paper_is_refused_and_nothing_of_the_block_is_kept(
    session, round_id, ballot
):
    who = subjects(session, round_id)
    good = Tally(ballot, who["陈志强"], "vote", (8, 0, 0))
    for bad, told in (
        (Tally(ballot, who["何永贵"], "vote", (8, 0, 0)), "票上没有何永贵的“vote”"),
        (Tally(ballot, who["林秀兰"], "life", (8, 0, 0)), "票上没有林秀兰的“life”"),
        (Tally(ballot, who["林秀兰"], "vote", (8, 0)), "有 3 个选项，填了 2 个数"),
    ):
        with pytest.raises(errors.Refused, match=told):
            service_ballots.put_tallies(session, ballot, [good, bad])
    assert service.whole(session, round_id).tallies == ()


def test_papers_entered_one_by_one_give_the_same_points_as_their_tallies(session, round_id):
    who = subjects(session, round_id)
    # three papers: everybody 好; everybody 中 but 陈志强 blank; one torn
    spec = Ballot("paper", "first", "2026-06-20", 4, 3)
    ballot = service_ballots.put_ballot(session, round_id, spec).id
    all_good = tuple((who[name], "vote", 0) for name in NAMES)
    most_fair = tuple((who[name], "vote", 1) for name in NAMES[1:])
    service_ballots.put_paper(session, ballot, Paper(ballot, 1, answers=all_good))
    service_ballots.put_paper(session, ballot, Paper(ballot, 2, answers=most_fair))
    assert "已录入 2 张票，登记收回的是 3 张。" in faults(session, round_id)
    service_ballots.put_paper(session, ballot, Paper(ballot, 3, "无效", note="撕坏"))
    assert faults(session, round_id) == []
    found = service_standings.standings(session, round_id)
    cells = {one.subject.name: one.score.cells["first", "vote"] for one in found.lines}
    assert cells["陈志强"] == 3000  # one 好 of one: 100 % of 30
    assert cells["林秀兰"] == 2700  # 好 and 中: 90 % of 30
    with pytest.raises(errors.Refused, match="一张一张录入的"):
        service_ballots.put_tallies(
            session, ballot, [Tally(ballot, who["陈志强"], "vote", (2, 0, 0))]
        )


def test_a_paper_is_corrected_by_its_number_and_taken_out_for_a_reason(session, round_id, ballot):
    who = subjects(session, round_id)
    first = Paper(ballot, 1, answers=((who["陈志强"], "vote", 0),))
    service_ballots.put_paper(session, ballot, first)
    second = Paper(ballot, 1, answers=((who["陈志强"], "vote", 2),))
    service_ballots.put_paper(session, ballot, second)
    (one,) = service.whole(session, round_id).papers
    assert one.answers == second.answers
    with pytest.raises(errors.ReasonNeeded):
        service_ballots.void_paper(session, one.id, "")
    service_ballots.void_paper(session, one.id, "录错了票")
    assert service.whole(session, round_id).papers == ()


@pytest.mark.parametrize(
    ("number", "choices", "told"),
    [
        (10, [0], "共发出 9 张票，没有第 10 号"),
        (0, [0], "共发出 9 张票，没有第 0 号"),
        (1, [3], "第 1 号票有不认识的选项"),
        (1, [0, 1], "第 1 号票有一行选了两次"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(session, round_id, ballot, number, choices, told):
    who = subjects(session, round_id)["陈志强"]
    answers = tuple((who, "vote", one) for one in choices)
    with pytest.raises(errors.Refused, match=told):
        service_ballots.put_paper(session, ballot, Paper(ballot, number, answers=answers))
    assert service.whole(session, round_id).papers == ()


def test_more_people_than_there_are_cannot_have_come(session, round_id, ballot):
    with pytest.raises(errors.Refused, match="党员实到 10 人，多于应到 9 人"):
        service_ballots.put_attended(session, ballot, [Attended(ballot, "党员", 9, 10)])
    service_ballots.put_attended(session, ballot, [Attended(ballot, "党员", 9, 5)])
    whole = service.whole(session, round_id)
    (came,) = service_ballots.turnout(whole, whole.ballots[0])
    assert came.enough


def test_votes_that_do_not_add_up_are_found_once_the_stage_is_done(session, round_id):
    votes = dict.fromkeys(NAMES, (8, 0, 0))
    ballot = voted(session, round_id, votes, period="first", ballot="paper", came=[("党员", 9, 8)])
    assert LEDGER.findings(session) == []
    for stage in ("self", "vote"):
        done = StageDone(stage, "first", done_on="2026-06-21", link="meetings:1")
        service_stages.put_stage(session, round_id, done)
    who = subjects(session, round_id)["陈志强"]
    service_ballots.put_tallies(session, ballot, [Tally(ballot, who, "vote", (9, 0, 0))])
    (finding,) = LEDGER.findings(session)
    assert (
        finding.what == "2026年度评定民主测评票：“陈志强”各项合计 9 票，与有效票 8 张对不上（多 1）"
    )
    assert finding.rows == (("appraisal_ballots", ballot),)
