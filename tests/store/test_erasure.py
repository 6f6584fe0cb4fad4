"""Erasing takes private values out of the row and its history, and the log still holds."""

import pytest

from jdzb.core import paths
from jdzb.core.errors import ReasonNeeded
from jdzb.store import anchors, check, database, erasure
from jdzb.store.session import NoSuchRow

PHONE = "13911112222"


@pytest.fixture
def member(session):
    added = session.add("members", {"name": "林秀兰", "phone": PHONE}, what="新增党员")
    session.amend("members", added.id, {"note": "迁居"}, what="更正", reason="迁居")
    session.set_setting("branch.name", "青山村党支部")
    return added.id


def erase(session, member, *columns):
    return erasure.erase(session, "members", member, columns or ("phone",), reason="迁出满一年")


def test_what_is_erased_is_nowhere_in_the_file(session, member):
    path = paths.ledger_file()
    assert PHONE.encode() in path.read_bytes()
    erase(session, member)
    assert PHONE.encode() not in path.read_bytes()
    assert session.row("members", member)["note"] == "迁居"


def test_the_check_stays_clean_and_an_old_head_still_holds(session, member):
    before = session.head()
    erase(session, member)
    assert check.check_ledger(session).ok
    verdict = anchors.judge(anchors.read_log(session.connection), before)
    assert verdict.standing == "extended"


def test_a_later_change_by_another_program_is_still_seen(session, member):
    erase(session, member)
    session.connection.execute("DROP TRIGGER members_updated")
    session.connection.execute("UPDATE members SET note = '假' WHERE id = ?", (member,))
    faults = [fault.kind for fault in check.check_ledger(session).faults]
    assert sorted(faults) == ["changed", "trigger"]


def test_values_emptied_earlier_leave_the_history_too(session, member):
    session.amend("members", member, {"phone": None}, what="更正", reason="停机")
    erase(session, member)
    assert PHONE.encode() not in paths.ledger_file().read_bytes()
    assert check.check_ledger(session).ok


def test_an_erasure_nobody_declared_is_told(session, member):
    run = session.connection.execute
    run("UPDATE journal SET old = NULL, new = NULL, salt = NULL WHERE seq = 2")
    told = check.findings(check.check_ledger(session))
    assert told == [
        "历史第 2 条（2026-11-21，members 表第 1 条）的内容被抹去，又没有登记过清除。",
        "members 表第 1 条的历史接不上，中间有过没留下历史的改动。",
    ]


def test_erasing_needs_a_reason_and_a_row(session, member):
    with pytest.raises(ReasonNeeded):
        erasure.erase(session, "members", member, ("phone",), reason=" ")
    with pytest.raises(NoSuchRow):
        erase(session, 999)
    assert session.row("members", member)["phone"] == PHONE


def test_the_ledger_opens_clean_after_an_erasure(home):
    with database.open_ledger(paths.ledger_file()) as session:
        row = session.add("members", {"name": "林秀兰", "phone": PHONE}, what="新增").id
        erase(session, row)
    with database.open_ledger(paths.ledger_file()) as session:
        assert check.check_ledger(session).ok
