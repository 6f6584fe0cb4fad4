"""Any earlier change can be taken back by its opposite, also after a restart, or it says why not."""

from datetime import date

import pytest

from jdzb.core import paths
from jdzb.core.errors import JdzbError
from jdzb.ledgers.duty import service as duty
from jdzb.ledgers.duty.entries import Turn
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.store import check, database, history, undo


def reopen(session, actor="文书"):
    session.close()
    return database.open_ledger(paths.ledger_file(), actor)


@pytest.fixture
def chen(session):
    return members.add(session, Member("陈志强", joined="2001-03", full="2002-03")).id


def rename(session, chen, name):
    return members.amend(session, chen, Member(name, joined="2001-03"), "写错了")


def name(session, chen):
    return session.row("members", chen)["name"]


def test_an_older_change_of_another_record_is_undone_while_later_ones_stay(session, chen):
    first = rename(session, chen, "陈志刚")
    members.add(session, Member("林秀兰"))
    undone = session.undo_txn(first.txn)
    assert undone.what == "撤销：修改党员 陈志强"
    assert name(session, chen) == "陈志强"
    assert [row["name"] for row in session.rows("members")] == ["陈志强", "林秀兰"]
    assert check.check_ledger(session).ok


def test_undoing_an_undo_does_it_again_and_so_on(session, chen):
    changed = rename(session, chen, "陈志刚")
    undone = session.undo_txn(changed.txn)
    again = session.undo_txn(undone.txn)
    assert again.what == "重做：修改党员 陈志强"
    assert name(session, chen) == "陈志刚"
    assert changed.txn not in undo.undone_by(session)
    third = session.undo_txn(again.txn)
    assert third.what == "撤销：修改党员 陈志强"
    assert undo.undone_by(session)[changed.txn] == undone.txn
    assert name(session, chen) == "陈志强"


def test_what_is_undone_already_is_said_and_not_undone_twice(session, chen):
    changed = rename(session, chen, "陈志刚")
    session.undo_txn(changed.txn)
    head = session.head()
    with pytest.raises(undo.AlreadyUndone, match="已经撤销过了"):
        session.undo_txn(changed.txn)
    assert session.head() == head


def test_a_later_change_of_the_same_record_is_named(session, chen):
    first = rename(session, chen, "陈志刚")
    later = rename(session, chen, "陈志光")
    with pytest.raises(undo.ChangedSince) as caught:
        session.undo_txn(first.txn)
    assert "的“修改党员 陈志刚”又改了同一条记录" in str(caught.value)
    assert "2026年11月21日" in str(caught.value)
    assert (caught.value.facts["txn"], caught.value.facts["day"]) == (later.txn, "2026-11-21")
    assert name(session, chen) == "陈志光"


def test_a_later_change_that_is_undone_stands_in_nobodys_way(session, chen):
    first = rename(session, chen, "陈志刚")
    session.undo_txn(rename(session, chen, "陈志光").txn)
    session.undo_txn(first.txn)
    assert name(session, chen) == "陈志强"


def test_who_is_on_the_roster_is_not_undone_and_the_roster_is_named(session):
    added = members.add(session, Member("陈志强", joined="2001-03", full="2002-03"))
    duty.add(session, Turn(date(2026, 12, 3), added.id))
    with pytest.raises(undo.ChangedSince, match="“安排陈志强12月3日值班”还要用到这条记录"):
        session.undo_txn(added.txn)
    assert members.get(session, added.id).name == "陈志强"
    session.undo()
    session.undo_txn(added.txn)
    assert session.rows("members") == []


def test_what_would_collide_with_a_newer_record_is_refused_in_plain_words(session, chen):
    turn = duty.add(session, Turn(date(2026, 12, 3), chen))
    off = duty.void(session, turn.id, "外出")
    duty.add(session, Turn(date(2026, 12, 3), chen))
    with pytest.raises(undo.CannotUndo, match="会与现在的另一条记录重复"):
        session.undo_txn(off.txn)
    assert len(session.rows("duty_turns")) == 1


def test_a_print_and_the_making_of_the_ledger_cannot_be_undone(session):
    printed = session.event("print", {}, what="打印《值班表》")
    for txn in (1, printed.txn, 999):
        with pytest.raises(undo.CannotUndo):
            session.undo_txn(txn)


def test_after_a_restart_the_changes_of_today_are_undone_one_after_the_other(session, chen):
    rename(session, chen, "陈志刚")
    with reopen(session) as again:
        assert again.can_undo() == "修改党员 陈志强"
        again.undo()
        with reopen(again) as third:
            assert third.can_undo() == "添加党员 陈志强"
            assert third.undo().what == "撤销：添加党员 陈志强"
            assert third.can_undo() is None
            with pytest.raises(undo.NothingToUndo):
                third.undo()


def test_after_a_restart_nobody_undoes_another_persons_change_unasked(session, chen):
    with reopen(session, "林秀兰") as again:
        assert again.can_undo() is None
        added = members.add(again, Member("王建国"))
        assert again.can_undo() == "添加党员 王建国"
        again.actor = "文书"
        again.undo()
        assert again.can_undo() == "添加党员 陈志强"
        assert added.txn in undo.undone_by(again)


def test_yesterdays_changes_are_not_undone_by_a_key_but_can_be_one_by_one(
    session, chen, monkeypatch
):
    monkeypatch.setenv("JDZB_TODAY", "2026-11-22")
    assert session.can_undo() == "添加党员 陈志强"  # of this very session
    with reopen(session) as again:
        assert again.can_undo() is None
        (version,) = history.of_row(again, "members", chen)
        again.undo_txn(version.txn)
        assert again.rows("members") == []


def test_a_foreign_edit_is_taken_back_and_both_stay_in_the_history(session, chen):
    session.connection.execute("UPDATE members SET name = '外人' WHERE id = ?", (chen,))
    with reopen(session) as again:
        latest = history.of_row(again, "members", chen)[0]
        assert latest.foreign
        again.undo_txn(latest.txn)
        assert name(again, chen) == "陈志强"
        assert len(check.check_ledger(again).foreign) == 1


def test_erased_content_has_no_opposite(session, chen):
    changed = rename(session, chen, "陈志刚")
    session.connection.execute(
        "UPDATE journal SET old = NULL, new = NULL, salt = NULL WHERE txn = ?", (changed.txn,)
    )
    with pytest.raises(undo.CannotUndo, match="已经按规定清除"):
        session.undo_txn(changed.txn)
    assert name(session, chen) == "陈志刚"


def test_a_setting_can_be_set_again_after_its_undo(session):
    session.set_setting("branch.name", "青山村")
    session.undo()
    session.set_setting("branch.name", "青山村党支部")
    assert session.setting("branch.name") == "青山村党支部"
    session.undo()
    assert session.setting("branch.name") == ""


def test_an_undo_that_fails_half_way_leaves_nothing_behind(session, chen):
    with session.together("两人") as batch:
        rename(session, chen, "陈志刚")
        members.add(session, Member("林秀兰"))
    rename(session, chen, "陈志光")
    head = session.head()
    with pytest.raises(JdzbError):
        session.undo_txn(batch.txn)
    assert session.head() == head
    assert [row["name"] for row in session.rows("members")] == ["陈志光", "林秀兰"]


def test_the_entries_of_a_transaction_are_found_among_many(session):
    made = [session.set_setting("k", str(number)).txn for number in range(40)]
    for txn in made:
        assert [entry.txn for entry in undo.entries_of(session, txn)] == [txn]
    assert undo.entries_of(session, 999) == []
