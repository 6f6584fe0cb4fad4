"""The check names what was changed behind the program's back, and nothing else."""

import sqlite3

import pytest

from jdzb import ledgers
from jdzb.core import paths
from jdzb.store import check, database, migrations
from tests.handover import villages


@pytest.fixture
def ledger(home):
    path = paths.ledger_file()
    with database.open_ledger(path) as session:
        for number in range(12):
            session.set_setting(f"k{number}", f"值{number}")
    return path


def tampered(path, *statements):
    """The report after these statements were run by another program with every trigger off."""
    with database.open_ledger(path) as session:
        triggers = [
            (name, sql)
            for kind, name, _, sql in migrations.schema_of(session.connection)
            if kind == "trigger"
        ]
    tool = sqlite3.connect(path, isolation_level=None)
    for name, _ in triggers:
        tool.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        tool.execute(statement)
    for _, sql in triggers:
        tool.execute(sql)
    tool.close()
    with database.open_ledger(path) as session:
        return check.check_ledger(session)


def kinds(report):
    return [fault.kind for fault in report.faults]


def test_an_honest_ledger_has_no_faults(ledger):
    with database.open_ledger(ledger) as session:
        report = check.check_ledger(session)
    assert report.ok
    assert report.rows == 12
    assert report.entries == 13


def test_a_changed_value_is_named_with_both_sides(ledger):
    report = tampered(ledger, "UPDATE settings SET value = '假' WHERE key = 'k3'")
    assert [check.words(fault) for fault in report.faults] == [
        "settings 表第 4 条的“value”被改动：历史是“值3”，现在是“假”。"
    ]


def test_an_added_row_is_named(ledger):
    report = tampered(ledger, "INSERT INTO settings (key, value) VALUES ('新', 'x')")
    assert kinds(report) == ["added"]


def test_a_removed_row_is_named(ledger):
    report = tampered(ledger, "DELETE FROM settings WHERE key = 'k3'")
    assert [(fault.kind, fault.row) for fault in report.faults] == [("removed", 4)]


def test_a_rewritten_history_is_seen_at_the_entry(ledger):
    report = tampered(
        ledger,
        "UPDATE settings SET value = '假' WHERE key = 'k3'",
        "UPDATE journal SET new = replace(new, '值3', '假') WHERE pk = 4",
    )
    assert [(fault.kind, fault.seq) for fault in report.faults] == [("entry", 5)]


def test_a_changed_actor_or_time_is_seen(ledger):
    report = tampered(ledger, "UPDATE journal SET actor = '别人' WHERE seq = 3")
    assert kinds(report) == ["entry"]
    report = tampered(ledger, "UPDATE journal SET at = '2020-01-01T00:00:00Z' WHERE seq = 4")
    assert kinds(report) == ["entry", "entry"]


def test_a_missing_entry_is_a_gap_and_breaks_the_head(ledger):
    report = tampered(ledger, "DELETE FROM journal WHERE seq = 5")
    assert kinds(report)[:2] == ["gap", "head"]


def test_entries_cut_off_at_the_end_break_the_head(ledger):
    report = tampered(
        ledger,
        "DELETE FROM settings WHERE key = 'k11'",
        "DELETE FROM journal WHERE seq = 13",
    )
    assert kinds(report) == ["head"]


def test_an_altered_trigger_is_put_back_and_told(ledger):
    tool = sqlite3.connect(ledger)
    tool.executescript(
        "DROP TRIGGER settings_updated;"
        "CREATE TRIGGER settings_updated AFTER UPDATE ON settings WHEN 0 BEGIN SELECT 1; END;"
    )
    tool.close()
    with database.open_ledger(ledger) as session:
        report = check.check_ledger(session)
    assert report.faults == ()
    assert "settings_updated" in report.foreign[0].what


def test_a_foreign_table_is_a_fault_of_the_schema(ledger):
    tool = sqlite3.connect(ledger)
    tool.execute("CREATE TABLE mine (id INTEGER PRIMARY KEY)")
    tool.commit()
    tool.close()
    with database.open_ledger(ledger) as session:
        assert kinds(check.check_ledger(session)) == ["schema"]


def test_every_kind_of_fault_has_a_sentence():
    for kind in check.FaultKind.__args__:
        sentence = check.words(check.Fault(kind, "members", 3, "name", "甲", "乙"))
        assert sentence.endswith("。")


def test_a_long_gap_is_one_fault(ledger):
    report = tampered(ledger, "UPDATE journal SET seq = seq + 100000 WHERE seq = 13")
    assert kinds(report) == ["gap", "entry"]
    assert check.words(report.faults[0]) == "历史缺少第 13 条至第 100012 条。"


@pytest.mark.parametrize("text", ["not json", "5", "[1]", "", "[" * 5000])
def test_a_history_that_is_no_row_is_told_and_stops_nothing(ledger, text):
    report = tampered(ledger, f"UPDATE journal SET new = '{text}' WHERE tbl = 'settings'")
    assert kinds(report).count("entry") == 12
    assert "changed" in kinds(report)


def test_a_history_written_by_hand_is_told(ledger):
    tool = sqlite3.connect(ledger, isolation_level=None)
    tool.execute("INSERT INTO journal (tbl, pk, op, new) VALUES ('settings', 1, 'U', 'x')")
    tool.execute("INSERT INTO journal (tbl, pk, op, old) VALUES ('settings', 2, 'D', '{}')")
    tool.close()
    with database.open_ledger(ledger) as session:
        told = check.findings(check.check_ledger(session))
    assert sum("读不懂" in sentence for sentence in told) == 2


def test_a_changed_table_is_told_where_it_differs(ledger):
    tool = sqlite3.connect(ledger, isolation_level=None)
    tool.execute("ALTER TABLE settings ADD COLUMN idcard TEXT")
    tool.close()
    with database.open_ledger(ledger) as session:
        told = check.findings(check.check_ledger(session))
    assert "idcard" in told[0]


def test_a_fault_is_told_in_the_words_of_the_books_too():
    fault = check.Fault("changed", "members", 3, "joined", "2004", "1980")
    assert check.words(fault, ledgers.naming) == (
        "党员（members 表第 3 条）的“入党日期 joined”被改动：历史是“2004”，现在是“1980”。"
    )
    assert check.words(check.Fault("added", "strange", 3), ledgers.naming).startswith("strange 表")


def test_an_edit_without_history_stays_visible_after_the_row_is_amended_in_the_program(session):
    """The amendment's own entry carries the false value: nothing but the chain of texts tells."""
    session.add("members", {"name": "林秀兰"}, what="新增党员")
    session.close()
    villages.tampered(session.path, "UPDATE members SET name = '假' WHERE id = 1", triggers=False)
    with database.open_ledger(session.path) as again:
        again.amend("members", 1, {"address": "三组"}, what="更正住址", reason="搬家")
        told = check.findings(check.check_ledger(again))
    assert told == ["members 表第 1 条的“name”有过没留下历史的改动：历史是“林秀兰”，后来成了“假”。"]


def test_a_rewritten_entry_is_told_by_its_day_and_whose_record_it_is(session):
    """The record is called as its history says now: the last entry, which was left alone."""
    session.add("members", {"name": "林秀兰"}, what="新增党员")
    session.amend("members", 1, {"address": "三组"}, what="更正住址", reason="搬家")
    session.close()
    villages.tampered(
        session.path, "UPDATE journal SET actor = '别人' WHERE seq = 2", triggers=False
    )
    with database.open_ledger(session.path) as again:
        report = check.check_ledger(again)
        told = check.findings(report, ledgers.naming, ledgers.titling(again))
    assert told == ["历史第 2 条（2026-11-21，党员‘林秀兰’，members 表第 1 条）的内容被改写。"]


def test_an_unsealed_entry_is_told_by_its_record(session):
    session.add("members", {"name": "林秀兰"}, what="新增党员")
    session.connection.execute("UPDATE members SET name = '假' WHERE id = 1")
    assert check.findings(check.check_ledger(session)) == [
        "历史第 3 条（members 表第 1 条）没有封存，是程序之外的改动。"
    ]


@pytest.mark.parametrize("event", ["print", "restore"])
def test_an_erasure_takes_no_event_away(session, event):
    session.event(event, {"title": "名单"}, what="打印")
    (seq,) = (one.seq for one in session.entries("tbl = ?", (event,)))
    _erase_by_hand(session, {"table": event, "row": 0, "entries": [seq]}, seq)
    assert check.findings(check.check_ledger(session)) == [
        f"历史第 {seq} 条（2026-11-21，打印）的内容被抹去，又没有登记过清除。"
    ]


def test_an_erasure_of_one_change_out_of_several_is_told(session):
    session.add("members", {"name": "林秀兰"}, what="新增党员")
    session.amend("members", 1, {"name": "假"}, what="更正", reason="更正")
    session.amend("members", 1, {"address": "三组"}, what="更正", reason="更正")
    seq = session.entries("tbl = 'members'")[1].seq
    _erase_by_hand(session, {"table": "members", "row": 1, "entries": [seq]}, seq)
    assert "members 表第 1 条的历史接不上，中间有过没留下历史的改动。" in check.findings(
        check.check_ledger(session)
    )


def test_an_erase_event_names_only_its_own_row_and_what_was_before_it(session):
    session.add("members", {"name": "林秀兰"}, what="新增党员")
    session.add("members", {"name": "周桂芳"}, what="新增党员")
    seq = session.entries("tbl = 'members'")[1].seq
    _erase_by_hand(session, {"table": "members", "row": 1, "entries": [seq]}, seq)
    told = f"历史第 {seq} 条（2026-11-21，members 表第 2 条）的内容被抹去，又没有登记过清除。"
    assert told in check.findings(check.check_ledger(session))


def _erase_by_hand(session, facts, seq):
    with session.together("依法清除", "本人要求"):
        gone = "UPDATE journal SET old = NULL, new = NULL, salt = NULL WHERE seq = ?"
        session.connection.execute(gone, (seq,))
        session.event("erase", facts, what="依法清除")
