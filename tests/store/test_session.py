"""Every write is one transaction: the rows, their history, the seal."""

import sqlite3

import pytest

from jdzb.core import errors, paths
from jdzb.store import check, database
from jdzb.store import session as session_module


def settings(session):
    return {row["key"]: row["value"] for row in session.rows("settings")}


def test_a_new_row_is_journalled_and_sealed_with_who_and_when(session):
    before = session.head().size
    changed = session.add("settings", {"key": "branch.name", "value": "青山村"}, what="写支部名称")
    entry = session.entries("txn = ?", (changed.txn,))[0]
    assert (entry.table, entry.pk, entry.op) == ("settings", changed.id, "I")
    assert (entry.actor, entry.what, entry.old) == ("文书", "写支部名称", None)
    assert entry.new["value"] == "青山村"
    assert entry.at.startswith("2026-11-21T")
    assert session.head().size == before + 1
    assert check.check_ledger(session).ok


def test_a_change_keeps_before_and_after_and_the_reason(session):
    added = session.add("settings", {"key": "k", "value": "旧"}, what="加")
    changed = session.amend("settings", added.id, {"value": "新"}, what="改", reason="写错了")
    entry = session.entries("txn = ?", (changed.txn,))[0]
    assert (entry.old["value"], entry.new["value"], entry.reason) == ("旧", "新", "写错了")


def test_a_change_without_a_reason_is_refused(session):
    added = session.add("settings", {"key": "k", "value": "旧"}, what="加")
    with pytest.raises(errors.ReasonNeeded):
        session.amend("settings", added.id, {"value": "新"}, what="改", reason="  ")
    assert settings(session)["k"] == "旧"


def test_the_same_value_again_writes_nothing(session):
    session.set_setting("branch.name", "青山村")
    head = session.head()
    assert session.set_setting("branch.name", "青山村").rows == ()
    assert session.head() == head


def test_a_void_row_is_out_of_force_but_stays_in_the_file(session):
    added = session.add("settings", {"key": "k", "value": "v"}, what="加")
    session.void("settings", added.id, what="作废", reason="重复")
    assert session.rows("settings") == []
    assert session.rows("settings", voided=True)[0]["void"] == "重复"
    with pytest.raises(session_module.NoSuchRow):
        session.amend("settings", added.id, {"value": "x"}, what="改", reason="试")


def test_nothing_can_be_deleted_and_no_id_changes(session):
    added = session.add("settings", {"key": "k", "value": "v"}, what="加")
    with pytest.raises(sqlite3.IntegrityError, match="nothing is deleted"):
        session.connection.execute("DELETE FROM settings")
    with pytest.raises(sqlite3.IntegrityError, match="an id never changes"):
        session.connection.execute("UPDATE settings SET id = 99 WHERE id = ?", (added.id,))
    with pytest.raises(sqlite3.IntegrityError, match="nothing is deleted"):
        session.connection.execute("DELETE FROM journal")
    with pytest.raises(sqlite3.IntegrityError, match="a sealed entry stays"):
        session.connection.execute("UPDATE journal SET what = 'x'")


def test_writes_together_are_one_transaction_with_one_name(session):
    with session.together("两项设置", "一起改") as batch:
        session.set_setting("a", "1")
        session.set_setting("b", "2")
    entries = session.entries("txn = ?", (batch.changed.txn,))
    assert [entry.what for entry in entries] == ["两项设置", "两项设置"]
    assert batch.changed.tables == {"settings"}
    assert len(batch.changed.rows) == 2


def write_and_break(session):
    with session.together("坏了"):
        session.set_setting("a", "1")
        raise ZeroDivisionError


def write_twice(session):
    with session.together("里面"):
        session.set_setting("b", "2")
        session.add("settings", {"key": "b", "value": "3"}, what="重复")


def test_an_error_inside_undoes_everything_written_together(session):
    head = session.head()
    with pytest.raises(ZeroDivisionError):
        write_and_break(session)
    assert settings(session) == {}
    assert session.head() == head
    assert check.check_ledger(session).ok
    session.set_setting("a", "2")
    assert settings(session) == {"a": "2"}


def test_a_part_knows_its_own_rows_and_the_whole_knows_all(session):
    with session.together("全部") as whole:
        first = session.set_setting("a", "1")
        with session.together("部分") as part:
            session.set_setting("b", "2")
            session.set_setting("c", "3")
    assert first.rows == whole.changed.rows[:1]
    assert part.changed.rows == whole.changed.rows[1:]
    assert {entry.what for entry in session.entries("txn = ?", (whole.changed.txn,))} == {"全部"}


def test_a_failed_part_leaves_the_rest_of_the_whole(session):
    with session.together("两步") as batch:
        session.set_setting("a", "1")
        with pytest.raises(session_module.WriteFailed):
            write_twice(session)
    assert settings(session) == {"a": "1"}
    assert batch.changed.txn
    assert check.check_ledger(session).ok


def test_a_journal_that_fails_lets_nothing_through(session):
    session.connection.execute(
        "CREATE TRIGGER broken BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    with pytest.raises(session_module.WriteFailed) as caught:
        session.set_setting("a", "1")
    assert "没有保存" in str(caught.value)
    assert settings(session) == {}


def test_undo_takes_back_a_new_row_a_change_and_a_void_one_after_the_other(session):
    added = session.add("settings", {"key": "k", "value": "一"}, what="加")
    session.amend("settings", added.id, {"value": "二"}, what="改", reason="试")
    session.void("settings", added.id, what="作废", reason="试")
    assert session.can_undo() == "作废"
    assert session.undo().what == "撤销：作废"
    assert settings(session) == {"k": "二"}
    session.undo()
    assert settings(session) == {"k": "一"}
    session.undo()
    assert settings(session) == {}
    assert session.can_undo() is None
    with pytest.raises(session_module.NothingToUndo):
        session.undo()
    assert check.check_ledger(session).ok


def test_undo_is_refused_when_the_row_was_changed_since(session):
    added = session.add("settings", {"key": "k", "value": "一"}, what="加")
    session.connection.execute("UPDATE settings SET value = '外' WHERE id = ?", (added.id,))
    with pytest.raises(session_module.ChangedSince):
        session.undo()
    assert settings(session) == {"k": "外"}


def test_a_rare_character_and_a_very_long_text_survive(session):
    text = "䶮堃𬭎" + "长" * 20_000
    session.set_setting("branch.name", text)
    session.close()
    with database.open_ledger(paths.ledger_file()) as again:
        assert again.setting("branch.name") == text
        assert check.check_ledger(again).ok


def test_the_head_moves_with_every_write_and_differs_between_ledgers(session, tmp_path):
    codes = {session.head().code}
    for value in "123":
        session.set_setting("k", value)
        codes.add(session.head().code)
    assert len(codes) == 4
    with database.open_ledger(tmp_path / "other.db") as other:
        assert other.head().origin != session.head().origin


def test_a_setting_whose_first_writing_was_undone_can_be_set_again(session):
    session.set_setting("branch.name", "青山村")
    session.undo()
    assert session.setting("branch.name") == ""
    for value in ("青山村", "青山"):
        session.set_setting("branch.name", value)
        assert session.setting("branch.name") == value
    assert check.check_ledger(session).ok
