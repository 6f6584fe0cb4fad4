"""Who changed what, when, why, before and after: of one record, and of one day."""

from datetime import date

from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.store import history
from jdzb.store.history import Change


def test_a_record_has_a_version_for_each_change_the_latest_first(session):
    added = members.add(session, Member("陈志强", phone="13800001111"))
    members.amend(session, added.id, Member("陈志强", phone="13800002222"), "换了号码")
    members.void(session, added.id, "重复登记")
    void, changed, new = history.of_row(session, "members", added.id)
    assert (new.actor, new.what, new.parts[0].before) == ("文书", "添加党员 陈志强", None)
    assert Change("name", None, "陈志强") in new.changes
    assert changed.changes == (Change("phone", "13800001111", "13800002222"),)
    assert changed.reason == "换了号码"
    assert void.changes == (Change("void", None, "重复登记"),)


def test_a_row_written_twice_in_one_act_is_one_change(session):
    with session.together("两步", "试") as batch:
        added = members.add(session, Member("陈志强"))
        members.amend(session, added.id, Member("陈志刚"), "试")
    (version,) = history.of_row(session, "members", added.id)
    assert (version.txn, version.parts[0].before) == (batch.txn, None)
    assert version.parts[0].after["name"] == "陈志刚"


def test_a_version_tells_whether_it_is_undone_and_by_what(session):
    added = members.add(session, Member("陈志强"))
    undone = session.undo()
    second, first = history.of_row(session, "members", added.id)
    assert (first.undone, second.undone) == (undone.txn, 0)
    assert second.what == "撤销：添加党员 陈志强"


def test_records_that_belong_together_are_told_as_one_history(session):
    added = members.add(session, Member("陈志强"), status="入党积极分子", since="2025-03-01")
    status = session.rows("member_statuses")[0]["id"]
    (version,) = history.of_rows(session, [("members", added.id), ("member_statuses", status)])
    assert [part.table for part in version.parts] == ["members", "member_statuses"]


def test_a_day_has_every_act_and_event_of_it_and_no_other(session, monkeypatch):
    members.add(session, Member("陈志强"))
    session.event("print", {}, what="打印《名册》")
    monkeypatch.setenv("JDZB_TODAY", "2026-11-22")
    members.add(session, Member("林秀兰"))
    (next_day,) = history.of_day(session, date(2026, 11, 22))
    assert next_day.what == "添加党员 林秀兰"
    printed, added, made = history.of_day(session, date(2026, 11, 21))
    assert [printed.what, added.what, made.what] == ["打印《名册》", "添加党员 陈志强", "新建账本"]
    assert [one.undoable for one in (printed, added, made)] == [False, True, False]
    assert history.of_day(session, date(2020, 1, 1)) == []


def test_a_day_is_the_day_of_the_clock_on_the_wall(session, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2026-11-21T00:10")
    session.set_setting("k", "1")
    monkeypatch.setenv("JDZB_TODAY", "2026-11-21T23:50")
    session.set_setting("k", "2")
    assert [one.what for one in history.of_day(session, date(2026, 11, 21))][:2] == ["设置 k"] * 2


def test_a_row_nobody_knows_has_no_history(session):
    assert history.of_row(session, "members", 77) == []
