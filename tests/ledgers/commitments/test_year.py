"""The six steps of a year and the ballots at its end."""

import pytest

from jdzb.core.errors import Refused
from jdzb.ledgers.commitments import service, service_progress, service_year
from jdzb.ledgers.commitments.entries import Ballot, Progress, Step
from jdzb.store import check
from jdzb.store.session import WriteFailed


def hold(session, kind, day):
    """A meeting of the book of meetings, as a row: books do not know each other."""
    values = {"kind": kind, "day": day}
    return session.add("meetings", values, what="登记会议").id


def test_a_step_is_taken_once_and_not_before_its_day(session, promise):
    service_year.take(session, Step(2026, "审诺", "2026-03-02"))
    with pytest.raises(Refused, match="已经登记"):
        service_year.take(session, Step(2026, "审诺", "2026-03-03"))
    with pytest.raises(Refused, match="还没有到"):
        service_year.take(session, Step(2026, "公示", "2026-11-22"))
    service_year.void_step(session, 1, "写错了年份")
    service_year.take(session, Step(2026, "审诺", "2026-03-03"))
    assert [one.day for one in service_year.taken(session, 2026)] == ["2026-03-03"]


def test_the_ledger_counts_for_each_step(session, promise):
    one = promise()
    promise("周桂芳")
    service_progress.add(session, Progress(one, "2026-03-10", "走访", 3))
    service.report(session, one, "都走到了", "2026-11-20")
    told = {view.step: view.told for view in service_year.steps(session, 2026)}
    assert told == {
        "提诺": "2 人 2 条", "审诺": "", "公示": "", "践诺": "记了 1 笔", "述诺": "1/2 条",
        "评诺": "",
    }  # fmt: skip


def test_the_branch_alone_does_not_end_the_collecting(session, promise):
    promise("")
    assert not service_year.steps(session, 2026)[0].done
    promise("林秀兰")
    assert service_year.steps(session, 2026)[0].done


def test_a_review_is_tied_to_its_meeting_until_that_is_voided(session):
    meeting = hold(session, "支部委员会", "2026-03-02")
    hold(session, "支部委员会", "2024-03-02")
    link = f"meetings:{meeting}"
    assert service_year.candidates(session, "审诺", 2026) == [(link, "2026-03-02 支部委员会")]
    assert service_year.linked(session, link) == ("支部委员会", "2026-03-02")
    session.void("meetings", meeting, what="作废", reason="重复")
    assert service_year.linked(session, link) is None


@pytest.mark.parametrize("text", [None, "", "meetings", "settings:1", "meetings:99", "第3次会议"])
def test_a_link_to_nothing_is_nothing(session, text):
    assert service_year.linked(session, text) is None


def ballot(member=1, **more):
    values = {"handed": 40, "returned": 38, "satisfied": 35, "fairly": 2, "invalid": 1} | more
    return Ballot(2026, "2026-11-20", member=member, **values)


def test_several_are_counted_in_one_act_and_nobody_twice(session, promise, people):
    changed = service_year.count(
        session, [ballot(None), ballot(1), ballot(2, satisfied=36, fairly=1)]
    )
    assert changed.what == "登记 3 人的评诺计票"
    assert [one.member for one in service_year.ballots(session, 2026)] == [None, 1, 2]
    with pytest.raises(Refused, match="林秀兰2026年的评诺计票已经登记"):
        service_year.count(session, [ballot(3), ballot(1)])
    assert len(service_year.ballots(session, 2026)) == 3
    first = service_year.ballots(session, 2026)[1]
    service_year.amend_ballot(session, first.id, ballot(1, fairly=3, invalid=0), "重新清点")
    assert service_year.ballots(session, 2026)[1].fairly == 3
    assert check.check_ledger(session).ok


def test_the_file_itself_refuses_counts_that_do_not_add_up(session, people):
    with pytest.raises(WriteFailed):
        service_year.count(session, [ballot(satisfied=34)])
    assert service_year.ballots(session, 2026) == []
