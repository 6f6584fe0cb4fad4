"""What a head remembered elsewhere says of the file: each standing, and the words for it."""

import shutil

import pytest

from jdzb.core import paths
from jdzb.store import anchors, database, proofs
from jdzb.store.transparency import Head


def work(count=3, name="k", where="关闭"):
    """One sitting: open, judge, write, remember, close; what the memory said at opening."""
    with database.open_ledger(paths.ledger_file()) as session:
        verdict = anchors.compare_with_memory(session)
        for number in range(count):
            session.set_setting(f"{name}{number}", "值")
        anchors.remember(session, where)
        return verdict


@pytest.fixture
def copies(tmp_path):
    """Two sittings with a copy of the file after each; the heads at the copies."""
    heads = []
    for name in ("old", "new"):
        work(name=name)
        shutil.copy(paths.ledger_file(), tmp_path / name)
        with database.open_ledger(paths.ledger_file()) as session:
            heads.append(session.head())
    return heads


def put_back(tmp_path, name):
    shutil.copy(tmp_path / name, paths.ledger_file())


def test_a_computer_that_never_saw_the_ledger_says_nothing(home):
    assert work() is None


def test_the_same_and_a_grown_ledger_are_no_alarm(copies, session):
    old, new = copies
    log = anchors.read_log(session.connection)
    assert anchors.judge(log, new).standing == "same"
    verdict = anchors.judge(log, old)
    assert verdict.standing == "extended"
    assert anchors.words(verdict) == "上次看到的4条历史原样都在，之后又记了3条。"


def test_an_older_copy_is_told(copies, tmp_path):
    put_back(tmp_path, "old")
    verdict = work(0)
    assert verdict.standing == "older"
    assert anchors.words(verdict) == (
        "这是一份旧账本：只有4条历史（最后一条 2026-11-21），2026-11-21 关闭时已有7条，"
        "少了3条，又没有登记过恢复备份。"
    )


def test_the_alarm_stays_when_work_goes_on(copies, tmp_path):
    put_back(tmp_path, "old")
    work(9, "after")
    verdict = work(0)
    assert verdict.standing == "rewritten"
    assert anchors.words(verdict) == (
        "历史被改写过，或放回旧账本后又接着记：2026-11-21 关闭时的7条历史"
        "与现在账本里的不一样（前4条仍一致），又没有登记过恢复备份。"
    )


def restore_event(session, lost, leaves=()):
    facts = {
        "from": {"size": 4},
        "lost": {"size": lost.size, "root": lost.root.hex(), "leaves": [x.hex() for x in leaves]},
        "reason": "误删",
    }
    session.event("restore", facts, what="恢复备份")


def test_a_declared_restore_is_no_alarm(copies, tmp_path):
    put_back(tmp_path, "old")
    with database.open_ledger(paths.ledger_file()) as session:
        restore_event(session, copies[1])
        verdict = anchors.compare_with_memory(session)
        assert (verdict.standing, verdict.lost, verdict.alarm) == ("restored", 3, False)
        assert anchors.words(verdict) == (
            "2026-11-21 恢复过备份（原因：误删），2026-11-21 关闭时的7条历史里"
            "最后3条没有留下，这只是账本自己的登记，证明不了，请与以前的副本逐条对照。"
        )
        anchors.remember(session)
    assert work(0).standing == "same"


def test_a_head_on_the_way_to_the_lost_one_needs_the_lost_leaves(copies, tmp_path):
    with database.open_ledger(paths.ledger_file()) as session:
        leaves = anchors.read_log(session.connection).leaves
        between = Head(6, proofs.root_at(leaves, 6), copies[1].origin)
    put_back(tmp_path, "old")
    with database.open_ledger(paths.ledger_file()) as session:
        restore_event(session, copies[1])
        assert anchors.judge(anchors.read_log(session.connection), between).alarm
        restore_event(session, copies[1], leaves[4:])
        verdict = anchors.judge(anchors.read_log(session.connection), between)
    assert (verdict.standing, verdict.lost) == ("restored", 2)


def test_a_declaration_of_another_head_excuses_nothing(copies, tmp_path):
    put_back(tmp_path, "old")
    with database.open_ledger(paths.ledger_file()) as session:
        restore_event(session, Head(7, b"\x01" * 32))
        assert anchors.compare_with_memory(session).alarm


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"lost": 5},
        {"lost": {"size": float("inf"), "root": ""}},
        {"lost": {"size": "x", "root": "zz"}},
    ],
)
def test_a_declaration_that_is_none_stops_nothing(session, facts):
    session.event("restore", facts, what="恢复备份")
    assert anchors.read_log(session.connection).restores == ()


def test_another_ledger_is_a_stranger(session):
    log = anchors.read_log(session.connection)
    verdict = anchors.judge(log, Head(1, log.leaves[0], "ABCDEFGH"))
    assert (verdict.standing, verdict.alarm) == ("stranger", True)
    assert "ABCDEFGH" in anchors.words(verdict)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        '{"A": [{"size": 1}]}',
        '{"A": 5}',
        '{"A": [{"size": Infinity, "peaks": ""}]}',
    ],
)
def test_a_spoilt_memory_is_no_memory(home, text):
    work()
    (paths.machine() / "lastseen.json").write_text(text, encoding="utf-8")
    assert work() is None
    assert work().standing == "same"


def test_a_memory_that_cannot_be_written_stops_nothing(home, monkeypatch):
    monkeypatch.setenv("JDZB_MACHINE", str(paths.home() / "file"))
    (paths.home() / "file").write_text("")
    assert work() is None
    assert work() is None


def test_growth_after_a_kill_is_seen_as_growth(copies):
    memory = paths.machine() / "lastseen.json"
    before = memory.read_text(encoding="utf-8")
    work(1, "killed")
    memory.write_text(before, encoding="utf-8")
    assert work(0).standing == "extended"
