"""Promises in the file: made once, changed with a reason, reported on, settled, taken back."""

import pytest

from jdzb.core.errors import ReasonNeeded, Refused
from jdzb.ledgers.commitments import service
from jdzb.ledgers.commitments.entries import Commitment
from jdzb.ledgers.members import service as members
from jdzb.store import check


def test_the_same_words_are_not_promised_twice_by_one_in_a_year(session, promise, people):
    promise()
    with pytest.raises(Refused, match="林秀兰2026年的承诺“走访留守老人”已经登记过"):
        promise()
    promise(year=2027)
    promise("周桂芳")
    promise("")
    assert len(service.browse(session)) == 4


def test_many_are_entered_as_one_act_and_what_is_known_is_left_out(session, promise, people):
    promise()
    known, new = Commitment(2026, "走访留守老人", 1), Commitment(2026, "修路灯", 1, target=10)
    changed = service.add_all(session, [known, new, new])
    assert changed.what == "登记 1 条承诺"
    assert [one.what for one in service.of_year(session, 2026)] == ["走访留守老人", "修路灯"]
    with pytest.raises(Refused, match="没有重复登记"):
        service.add_all(session, [known, new])
    session.undo()
    assert len(service.of_year(session, 2026)) == 1


def test_the_branch_comes_first_then_the_members_in_the_order_of_the_register(session, promise):
    for name in ("郑德福", "", "林秀兰"):
        promise(name)
    assert [one.member for one in service.of_year(session, 2026)] == [None, 1, 3]


def test_promises_are_found_by_words_pinyin_year_and_branch(session, promise):
    promise("林秀兰", "走访老人")
    promise("郑德福", "护林", unit="次")
    promise("", "修水渠", year=2025)

    def found(query):
        return [one.what for one in service.browse(session, query)]

    assert found("lxl") == ["走访老人"]
    assert found("2026 护林") == ["护林"]
    assert found("党支部") == ["修水渠"]
    assert found("没有") == []


def test_a_redrafted_promise_keeps_report_and_outcome(session, promise):
    one = promise()
    service.report(session, one, "都走到了", "2026-11-20")
    service.settle(session, one, "兑现", "2026-11-21")
    draft = Commitment(2026, "走访留守老人", 1, target=40, unit="户次")
    with pytest.raises(ReasonNeeded):
        service.redraft(session, one, draft, "")
    service.redraft(session, one, draft, "目标写错")
    found = service.get(session, one)
    assert (found.target, found.reported, found.outcome) == (40, "都走到了", "兑现")
    assert found.due is None


def test_several_are_settled_in_one_act_and_taken_back_for_a_reason(session, promise):
    ids = [promise(what=what) for what in ("走访", "修灯", "植树")]
    changed = service.settle_all(
        session, {ids[0]: "兑现", ids[1]: "部分兑现", ids[2]: "未兑现"}, "2026-11-21"
    )
    assert changed.what == "评定 3 条承诺"
    assert [service.get(session, one).outcome for one in ids] == ["兑现", "部分兑现", "未兑现"]
    assert service.settle(session, ids[0], "兑现", "2026-11-22").rows == ()
    service.unsettle(session, ids[0], "票数弄错")
    assert service.get(session, ids[0]).outcome is None
    assert check.check_ledger(session).ok


def test_last_years_promises_are_offered_as_drafts_with_their_days_moved(session, promise):
    promise(year=2024, due="2024-02-29")
    (draft,) = service.next_years(session, 2025, 1)
    assert (draft.year, draft.due, draft.id) == (2025, "2025-02-28", 0)
    assert service.next_years(session, 2026, 1) == []


def test_a_voided_member_stays_named(session, promise, people):
    one = promise()
    members.void(session, people["林秀兰"], "重复登记")
    assert "林秀兰" in service.words(session, service.get(session, one))


def test_units_are_offered_by_use(session, promise):
    promise(what="修灯", unit="盏")
    promise(what="走访", unit="户次")
    promise(what="慰问", unit="户次")
    assert service.units(session)[:2] == ("户次", "盏")
