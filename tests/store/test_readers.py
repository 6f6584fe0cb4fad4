"""With readers beside it the check finds what it finds alone, fault by fault, over the borders too.

Three processes read entries 1 to 3, 4 to 8 and 9 to 13.
"""

import pytest

from jdzb.core import paths
from jdzb.store import check, database, erasure, readers, replay
from tests.handover import villages


@pytest.fixture
def ledger(home, monkeypatch):
    monkeypatch.setattr(readers, "LONG", 13)
    path = paths.ledger_file()
    with database.open_ledger(path) as session:
        session.add("members", {"name": "林秀兰"}, what="新增党员")
        for number in range(3, 13):
            values = {"address": f"{number}组"}
            session.amend("members", 1, values, what="更正", reason="搬家")
        session.event("print", {"title": "名单"}, what="打印")
    return path


def alone_and_beside(path):
    with database.open_ledger(path) as session:
        alone = replay.replay(session.connection)
        with readers.beside(session, 2) as reading:
            assert [stretch for _, *stretch in reading.running] == [[4, 8], [9, replay.LAST]]
            beside = reading.replay()
            assert [process.returncode for process, *_ in reading.running] == [0, 0]
    return alone, beside


def test_a_sound_history_is_the_same_read_by_one_and_by_three(ledger):
    alone, beside = alone_and_beside(ledger)
    assert beside == alone
    assert (beside.entries, beside.troubles, beside.jumps) == (13, [], [])


@pytest.mark.parametrize(
    ("statement", "kinds"),
    [
        ("UPDATE journal SET new = '{}' WHERE seq = 8", ["entry"]),
        ("UPDATE journal SET actor = '别人' WHERE seq = 4", ["entry"]),
        ("UPDATE journal SET old_commitment = NULL WHERE seq = 9", ["entry"]),
        ("DELETE FROM journal WHERE seq = 2", ["gap"]),
        ("DELETE FROM journal WHERE seq BETWEEN 3 AND 5", ["gap"]),
        ("DELETE FROM journal WHERE seq BETWEEN 4 AND 8", ["gap"]),
        ("DELETE FROM journal WHERE seq IN (8, 9, 11)", ["gap", "gap"]),
        ("DELETE FROM journal WHERE seq < 4", ["gap"]),
        ("UPDATE journal SET old = NULL, new = NULL, salt = NULL WHERE seq IN (3, 9)",
         ["erased", "erased"]),
        ("UPDATE members SET name = '假'", []),
    ],
)  # fmt: skip
def test_every_fault_is_the_same_read_by_one_and_by_three(ledger, statement, kinds):
    villages.tampered(ledger, statement, triggers=False)
    alone, beside = alone_and_beside(ledger)
    assert beside == alone
    assert [kind for kind, *_ in beside.troubles] == kinds


def test_an_edit_without_history_between_two_stretches_is_seen(ledger):
    villages.tampered(ledger, "UPDATE members SET name = '假'", triggers=False)
    with database.open_ledger(ledger) as session:
        session.amend("members", 1, {"address": "十三组"}, what="更正", reason="搬家")
        for last in (12, 13, replay.LAST):
            parts = [(replay.FIRST, last), (last + 1, replay.LAST)][: 1 if last > 13 else 2]
            found = replay.together(replay.read_part(session.connection, *one) for one in parts)
            assert [jump.seq for jump in found.jumps] == [14]


def test_a_lawful_erasure_in_another_stretch_is_no_fault(ledger):
    with database.open_ledger(ledger) as session:
        erasure.erase(session, "members", 1, ("address",), reason="本人要求")
        assert check.check_ledger(session).ok
        with readers.beside(session, 3) as reading:
            assert len(reading.running) == 3
            assert reading.replay() == replay.replay(session.connection)


def test_foreign_entries_are_told_in_their_order(ledger):
    for name in ("周桂芳", "陈建国"):
        villages.tampered(ledger, f"UPDATE members SET name = '{name}'")
    with database.open_ledger(ledger) as session:
        with readers.beside(session, 2) as reading:
            assert reading.replay().foreign == [14, 15]
        assert len(check.check_ledger(session).foreign) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO journal (tbl, pk, op) VALUES ('members', 1, 'U')",  # not sealed
        "UPDATE members SET void = 'x'",
        "DROP TRIGGER members_kept",
    ],
)
def test_the_report_is_the_same_with_and_without_readers(ledger, monkeypatch, statement):
    with database.open_ledger(ledger) as session:
        assert check.check_ledger(session).ok
        session.connection.execute(statement)
        beside = check.check_ledger(session)
        monkeypatch.setattr(readers, "MOST", 0)
        assert beside == check.check_ledger(session)
        assert beside.faults


def test_what_a_reader_fails_to_bring_is_read_here(ledger, monkeypatch):
    monkeypatch.setattr(readers, "CHILD", "_nothing")
    with database.open_ledger(ledger) as session, readers.beside(session, 2) as reading:
        assert reading.replay() == replay.replay(session.connection)
        assert all(process.returncode for process, *_ in reading.running)


def test_without_a_program_to_start_everything_is_read_here(ledger, monkeypatch):
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with database.open_ledger(ledger) as session, readers.beside(session, 2) as reading:
        assert reading.running[0][0] is None
        assert reading.replay() == replay.replay(session.connection)


def test_no_reader_is_left_behind(ledger):
    with database.open_ledger(ledger) as session:
        with readers.beside(session, 2) as reading:
            pass
        assert all(process.returncode is not None for process, *_ in reading.running)


def test_nobody_reads_beside_an_open_transaction_or_a_short_journal(ledger, monkeypatch):
    with database.open_ledger(ledger) as session:
        with session.together("更正"), readers.beside(session, 2) as reading:
            assert reading.running == ()
        monkeypatch.setattr(readers, "LONG", 14)
        with readers.beside(session, 2) as reading:
            assert reading.running == ()
