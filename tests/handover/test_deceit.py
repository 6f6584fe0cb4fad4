"""What an insider with the whole program at hand tries on the township, and what it reads."""

import json
import shutil

import pytest

from jdzb.core import rules
from jdzb.handover import findings, register, verify
from jdzb.store import database, erasure, restore
from tests.handover import villages
from tests.handover.test_verify import kinds, packed, works
from tests.reliability import falsifying


@pytest.fixture
def known(tmp_path):
    """The township's register."""
    return tmp_path / "township" / register.NAME


@pytest.fixture
def village(tmp_path):
    """A village's ledger."""
    (tmp_path / "village").mkdir()
    return villages.ledger(tmp_path / "village")


def told(audit, kind):
    return next(one.what for one in audit.findings if one.kind == kind)


def test_a_history_invented_anew_that_declares_the_seen_head_lost_proves_nothing(village, known):
    verify.verify(village, known)
    head = works(village, "林秀兰")
    verify.verify(village, known)
    lost = {"size": head.size, "root": head.root.hex()}
    falsifying.tool(village, *falsifying.rename(2), script=falsifying.seal_anew)
    with database.open_ledger(village) as session:
        facts = {"from": {"size": head.size - 1}, "lost": lost, "reason": "硬盘坏了"}
        session.event("restore", facts, what="恢复备份")
    found = verify.verify(village, known)
    assert found.verdict == "restored"
    assert "证明不了，请与以前的副本逐条对照" in told(found, "history")
    assert "要由人看过才能接着算" in found.sentence
    assert "登记属实" not in json.dumps([one.what for one in found.findings], ensure_ascii=False)
    assert register.read(known).village(found.origin).root == head.root.hex()


def test_a_restore_after_the_last_audit_is_told_though_the_history_extends(
    village, known, tmp_path
):
    verify.verify(village, known)
    backup = shutil.copy(village, tmp_path / "backup.db")
    works(village, "林秀兰")
    restore.restore(tmp_path / "backup.db", village, "书记", "硬盘坏了")
    found = verify.verify(village, known)
    assert (found.verdict, backup.exists()) == ("extended", True)
    assert "其间记的事、打印的表不在账本里了" in told(found, "restore")


def test_texts_taken_out_of_the_history_are_told(village, known):
    with database.open_ledger(village) as session:
        erasure.erase(session, "members", 1, ("phone",), reason="本人要求")
    found = verify.verify(village, known)
    assert (found.ok, "有 1 次清除了记录以前的内容" in told(found, "erase")) == (True, True)


def test_a_record_entered_today_and_moved_to_a_past_day_is_a_late_entry(session):
    villages.fill(session)
    (turn, *_) = session.rows("duty_turns")
    most = rules.standard().whole(findings.LATE)
    before = [one.what for one in findings.late_entries(session, 0)]
    since = session.head().size
    session.amend("duty_turns", turn["id"], {"day": "2026-01-05"}, what="改期", reason="改期")
    (late,) = findings.late_entries(session, since)
    assert f"超过 {most} 天算补录" in late.what
    session.amend("duty_turns", turn["id"], {"note": "补"}, what="备注", reason="补充")
    assert len(list(findings.late_entries(session, since))) == 1
    assert late.what not in before


def test_a_ledger_never_accepted_may_not_be_rewritten_either(village, known, tmp_path):
    """Always a small fault, so that no head is ever accepted: the heads seen still bind."""
    villages.tampered(village, "UPDATE members SET sex = '女' WHERE id = 1")
    honest = shutil.copy(village, tmp_path / "honest.db")
    assert verify.verify(village, known).verdict == "first"
    works(village, "林秀兰")
    assert verify.verify(village, known).verdict == "first"
    falsifying.tool(village, *falsifying.rename(2), script=falsifying.seal_anew)
    found = verify.verify(village, known)
    assert (found.ok, found.verdict) == (False, "rewritten")
    assert verify.verify(honest, known).verdict == "older"


@pytest.mark.parametrize("name", ["中共青山村党支部", "青山村 党支部", "青山村党支部\u200b"])
def test_a_new_ledger_does_not_escape_its_past_by_another_spelling(village, known, session, name):
    verify.verify(village, known)
    villages.fill(session)
    session.set_setting("branch.name", name)
    session.close()
    assert verify.verify(session.path, known).verdict == "stranger"


def test_two_villages_without_a_name_are_no_strangers_to_each_other(known, tmp_path):
    for number in range(2):
        with database.open_ledger(tmp_path / f"{number}.db"):
            pass
        assert verify.verify(tmp_path / f"{number}.db", known).verdict == "first"


@pytest.mark.parametrize("origin", ["../../../x", "A/B", "", "abcdefgh", "22222222\n"])
def test_a_ledger_whose_number_is_none_names_no_file(village, known, origin):
    villages.tampered(village, f"UPDATE loghead SET origin = '{origin}'")
    found = verify.verify(village, known)
    assert (found.ok, found.verdict, found.origin) == (False, "unreadable", "")
    assert "账本编号不对" in found.sentence


def test_a_package_under_the_name_of_another_ledger_is_told(village, known, tmp_path):
    made = packed(village, tmp_path / "out")
    origin = made.name.split("-")[1]
    lying = made.rename(made.with_name(made.name.replace(origin, "22222222")))
    found = verify.verify(lying, known)
    assert (found.ok, kinds(found)[0]) == (False, "name")


def test_a_clock_that_once_ran_far_ahead_is_told_once_and_not_for_ever(village, known, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2099-01-01")
    works(village, "林秀兰")
    monkeypatch.setenv("JDZB_TODAY", "2026-11-21")
    works(village, "周桂芳")
    assert "2099-01-01" in told(verify.verify(village, known), "clock")
    works(village, "吴春生")
    assert "clock" not in kinds(verify.verify(village, known))


def test_an_edit_without_history_is_not_laundered_by_an_amendment(village, known):
    villages.tampered(village, "UPDATE members SET sex = '女' WHERE id = 1", triggers=False)
    with database.open_ledger(village) as session:
        session.amend("members", 1, {"note": "组长"}, what="备注", reason="补充")
    found = verify.verify(village, known)
    assert (found.ok, kinds(found)[0]) == (False, "file.jump")
    assert "历史是“男”，后来成了“女”" in found.sentence
