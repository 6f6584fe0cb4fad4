"""The township's check through its own door: what it says, what it remembers, what it never does."""

import json
import os
import shutil
from datetime import date

import pytest

from jdzb.core import workdays
from jdzb.core.blocks import Paragraph
from jdzb.core.sheet import Sheet, Source
from jdzb.handover import package, rectify, register, sealing, verify
from jdzb.handover.audit import Audit, Finding
from jdzb.ledgers import LEDGERS
from jdzb.ledgers.duty import service as turns
from jdzb.ledgers.duty import service_hand
from jdzb.ledgers.duty.entries import Closure, Turn
from jdzb.store import database, figures, printout, restore
from tests.handover import villages

PASSWORD = "八个字以上的密码"


@pytest.fixture
def known(tmp_path):
    """The township's register."""
    return tmp_path / "township" / register.NAME


@pytest.fixture
def village(tmp_path):
    """A village's ledger."""
    folder = tmp_path / "village"
    folder.mkdir()
    return villages.ledger(folder)


def works(path, name, **more):
    """One more day of work in the village."""
    members = LEDGERS[0]
    with database.open_ledger(path) as session:
        members.add(session, members.parse({**members.example, "name": name, **more}))
        return session.head()


def packed(path, folder, sealed=None):
    folder.mkdir(exist_ok=True)
    with database.open_ledger(path) as session:
        return package.build(session, folder, sealed).path


def kinds(audit):
    return [one.kind for one in audit.findings]


# --- against what was seen before ---------------------------------------------------------------


def test_the_first_check_is_remembered_and_the_next_must_extend_it(village, known):
    first = verify.verify(village, known)
    assert (first.ok, first.verdict) == (True, "first")
    assert verify.verify(village, known).verdict == "same"
    head = works(village, "林秀兰")
    second = verify.verify(village, known)
    assert (second.ok, second.verdict, second.previous.size) == (True, "extended", first.size)
    remembered = register.read(known).village(first.origin)
    assert (remembered.size, remembered.root) == (head.size, head.root.hex())
    assert [one.verdict for one in register.read(known).checks] == ["first", "same", "extended"]


def test_an_older_copy_is_an_older_copy(village, known, tmp_path):
    old = shutil.copy(village, tmp_path / "old.db")
    works(village, "林秀兰")
    verify.verify(village, known)
    found = verify.verify(tmp_path / "old.db", known)
    assert (found.ok, found.verdict) == (False, "older")
    assert "旧账本" in found.sentence
    assert register.read(known).village(found.origin).size > found.size
    assert old


def test_another_history_is_shown_entry_by_entry(village, known, tmp_path):
    other = shutil.copy(village, tmp_path / "other.db")
    works(village, "林秀兰")
    verify.verify(village, known)
    works(other, "周桂芳")
    works(other, "吴春生")
    found = verify.verify(tmp_path / "other.db", known)
    assert (found.ok, found.verdict) == (False, "rewritten")
    (history,) = [one for one in found.findings if one.kind == "history"]
    first = dict(history.evidence[0])
    assert "林秀兰" in first["上次核对时"]
    assert "周桂芳" in first["现在"]
    assert dict(history.evidence[-1])["上次核对时"] == "（没有）"
    assert verify.verify(village, known).verdict == "same"


def test_a_declared_restore_is_no_alarm_but_waits_for_a_person(village, known, tmp_path):
    backup = tmp_path / "backup.db"
    shutil.copy(village, backup)
    lost = works(village, "林秀兰")
    verify.verify(village, known)
    with database.open_ledger(backup) as session:
        restore.declare(session, lost, "硬盘坏了")
    found = verify.verify(backup, known)
    assert (found.ok, found.verdict) == (True, "restored")
    assert "硬盘坏了" in next(one.what for one in found.findings if one.kind == "history")
    assert register.read(known).village(found.origin).size == lost.size
    taken = verify.accept(found, known, "王主任", "换了硬盘，村里打过电话。")
    assert taken.headline == "已认作新起点 · 恢复过备份"
    told = "王主任 2026-11-21 "
    assert told in taken.sentence
    assert "认作新起点，原因：换了硬盘，村里打过电话。以后从第" in taken.sentence
    (start,) = register.read(known).starts
    assert (start.actor, start.reason) == ("王主任", "换了硬盘，村里打过电话。")
    again = verify.verify(backup, known)
    assert (again.ok, again.verdict) == (True, "same")
    assert register.read(known).village(found.origin).epoch == 2


def test_a_new_ledger_of_the_same_branch_is_a_stranger_until_a_person_accepts_it(
    village, known, session
):
    verify.verify(village, known)
    villages.fill(session)
    session.close()
    found = verify.verify(session.path, known)
    assert (found.ok, found.verdict) == (False, "stranger")
    assert not register.read(known).village(found.origin)
    verify.accept(found, known, "王主任", "换了电脑")
    assert verify.verify(session.path, known).verdict == "same"


def test_a_tampered_ledger_never_becomes_what_is_to_be_extended(village, known):
    villages.tampered(village, "UPDATE members SET sex = '女' WHERE id = 1", triggers=False)
    found = verify.verify(village, known)
    assert (found.ok, found.verdict) == (False, "first")
    assert register.read(known).village(found.origin) is None
    assert register.read(known).checks[-1].ok is False


def test_a_register_that_cannot_be_read_stops_the_check(village, known):
    verify.verify(village, known)
    known.write_text("{", encoding="utf-8")
    with pytest.raises(register.BadRegister, match="没有核对"):
        verify.verify(village, known)
    assert known.read_text(encoding="utf-8") == "{"


def test_the_register_is_for_its_owner_alone(known):
    made = register.with_key(known)
    assert made.identity.startswith("AGE-SECRET-KEY-1")
    assert register.with_key(known) == made
    assert os.name == "nt" or known.stat().st_mode & 0o077 == 0
    assert made.identity not in repr(made)


def test_a_ledger_of_the_first_release_is_read_and_left_as_it_is(known, tmp_path):
    museum = villages.MUSEUM / "jdzb-0.1.0.db"
    path = tmp_path / museum.name
    shutil.copy(museum, path)
    found = verify.verify(path, known)
    assert (found.ok, found.verdict, found.size) == (True, "first", 158)
    assert path.read_bytes() == museum.read_bytes()


# --- findings -----------------------------------------------------------------------------------


def test_a_late_entry_is_told_with_its_days(village, known):
    duty = LEDGERS[1]
    with database.open_ledger(village) as session:
        form = {**duty.example, "day": "2026-11-02"}
        duty.add(session, duty.parse(form))
        form = {**duty.example, "day": "2026-11-16"}
        duty.add(session, duty.parse(form))
    found = verify.verify(village, known)
    (late,) = [one for one in found.findings if one.kind == "late"]
    assert found.ok
    assert "最多晚了 19 天" in late.what
    assert len(late.evidence) == 1
    assert "2026-11-02" in dict(late.evidence[0])["改动"]
    assert "；手工改的；" in dict(late.evidence[0])["改动"]


def test_a_change_after_posting_is_told_and_what_it_changed(village, known):
    members = LEDGERS[0]
    sheet = Sheet(title="党员名单", blocks=(Paragraph("x"),), sources=(Source("members"),))
    with database.open_ledger(village) as session:
        printout.stamp(session, sheet)
        changed = members.parse({**members.example, "joined": "1990-07-01"})
        members.amend(session, 1, changed, "更正")
    (posted,) = [one for one in verify.verify(village, known).findings if one.kind == "posted"]
    assert posted.severity == "notice"
    assert "《党员名单》" in posted.what
    assert "没有重新打印" in posted.what
    assert dict(posted.evidence[0])["改动"].startswith("入党日期：1992-07-01 → 1990-07-01")


@pytest.mark.parametrize("way", ["printed anew", "ticked off"])
def test_a_change_after_posting_is_told_until_it_is_dealt_with(village, known, tmp_path, way):
    members = LEDGERS[0]
    sheet = Sheet(title="党员名单", blocks=(Paragraph("x"),), sources=(Source("members"),))
    with database.open_ledger(village) as session:
        printout.stamp(session, sheet)
        changed = members.parse({**members.example, "joined": "1990-07-01"})
        members.amend(session, 1, changed, "更正")
    first = verify.verify(village, known)
    with database.open_ledger(village) as session:
        rectify.receive(session, rectify.write(first, tmp_path, "", date(2026, 12, 1)))
        item = next(one for one in rectify.listing(session) if one.kind == "posted")
        rectify.answer(session, item.id, "明天换")
    assert "posted" in kinds(verify.verify(village, known))
    with database.open_ledger(village) as session:
        if way == "printed anew":
            printout.stamp(session, sheet)
        else:
            rectify.close(session, item.id)
    assert "posted" not in kinds(verify.verify(village, known))


def test_a_swap_of_two_turns_on_a_posted_sheet_is_one_change(village, known):
    sheet = Sheet(title="值班表", blocks=(Paragraph("x"),), sources=(Source("duty_turns"),))
    with database.open_ledger(village) as session:
        one = turns.add(session, Turn(date(2026, 12, 8), 1)).id
        other = turns.add(session, Turn(date(2026, 12, 9), 2)).id
        printout.stamp(session, sheet)
        service_hand.swap(session, one, other, "家里有事")
    (posted,) = [one for one in verify.verify(village, known).findings if one.kind == "posted"]
    assert "又改了 1 次" in posted.what
    (row,) = posted.evidence
    assert dict(row)["记录"] == "值班 4 条"
    assert "换班：值班 2026-12-08" in dict(row)["改动"]
    assert dict(row)["改动"].count("作废") == 2


def test_what_a_book_finds_names_the_record_it_rests_on(village, known):
    with database.open_ledger(village) as session:
        day = date(2026, 12, 9)
        turns.add(session, Turn(day, 1))
        turns.add_closure(session, Closure(day, day, "全村修路"))
    found = verify.verify(village, known)
    (shut,) = [one for one in found.findings if one.kind == "book.duty.shut"]
    assert dict(shut.evidence[0])["记录"].startswith("值班 2026-12-09 陈志强（第 ")


def test_a_foreign_edit_is_at_fault_even_when_it_was_sealed(village, known):
    villages.tampered(village, "UPDATE members SET joined = '1980-07-01' WHERE id = 1")
    database.open_ledger(village).close()
    found = verify.verify(village, known)
    assert not found.ok
    assert "foreign" in kinds(found)
    assert "别的程序写的" in found.sentence


def test_the_headline_of_the_command_is_the_verdict_and_the_worst_comes_first(village, known, jdzb):
    verify.verify(village, known)
    with database.open_ledger(village) as session:
        printout.stamp(session, Sheet(title="名单", sources=(Source("members"),)))
    works(village, "林秀兰")
    tamper = "UPDATE members SET joined = '1980-07-01' WHERE id = 1"
    villages.tampered(village, tamper, triggers=False)
    lines = jdzb("handover", "verify", village, "--register", known).stdout.splitlines()
    assert lines[0] == f"{village.name}：没有通过，1 处不符 · 接着上次"
    signs = [line.strip()[1:3] for line in lines if line.startswith("  【")]
    assert signs == sorted(signs, key=["不符", "要说", "正常"].index)
    assert set(signs) >= {"不符", "要说"}


def test_a_clock_set_back_is_told(village, known, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2025-11-21")
    works(village, "林秀兰")
    found = verify.verify(village, known)
    (clock,) = [one for one in found.findings if one.kind == "clock"]
    assert clock.severity == "notice"
    assert "2025-11-21" in clock.what


def test_only_what_is_new_since_the_last_check_is_told_again(village, known, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2025-11-21")
    works(village, "林秀兰")
    assert "clock" in kinds(verify.verify(village, known))
    monkeypatch.setenv("JDZB_TODAY", "2026-11-22")
    works(village, "周桂芳")
    assert "clock" not in kinds(verify.verify(village, known))


# --- the command --------------------------------------------------------------------------------


def test_the_command_says_it_in_json_and_by_its_exit_code(village, known, jdzb):
    done = jdzb("handover", "verify", village, "--register", known, "--json")
    said = json.loads(done.stdout)
    assert done.returncode == 0
    assert {"ok", "verdict", "branch", "origin", "size", "code", "previous", "findings",
            "sentence"} <= said.keys()  # fmt: skip
    assert (said["ok"], said["verdict"], said["previous"]) == (True, "first", None)
    villages.tampered(village, "UPDATE members SET sex = '女' WHERE id = 1", triggers=False)
    done = jdzb("handover", "verify", village, "--register", known, "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["ok"], said["previous"]["size"]) == (1, False, said["size"])
    (finding,) = said["findings"]
    assert (finding["kind"], finding["severity"]) == ("file.changed", "fault")
    assert (
        finding["what"]
        == "党员‘陈志强’（members 表第 1 条）的“性别 sex”被改动：历史是“男”，现在是“女”。"
    )


def test_a_stick_is_checked_by_its_newest_package_of_each_village(village, known, tmp_path, jdzb):
    stick = tmp_path / "stick"
    first = packed(village, stick)
    stamp = first.stat().st_mtime - 60
    os.utime(first, (stamp, stamp))
    head = works(village, "林秀兰")
    packed(village, stick)
    (stick / "~X.jdzb.zip.tmp").write_bytes(b"half")
    done = jdzb("handover", "verify", stick, "--register", known, "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["verdict"], said["size"]) == (0, "first", head.size)
    (stick / "照片.jdzb.zip").write_bytes(b"x")
    done = jdzb("handover", "verify", stick, "--register", known, "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["ok"]) == (1, False)
    assert [one["ok"] for one in said["packages"]] == [True, False]


def test_a_sealed_package_opens_with_its_password_alone(village, known, tmp_path, jdzb):
    path = packed(village, tmp_path / "stick", sealing.Sealing(password=PASSWORD))
    assert "要密码" in jdzb("handover", "verify", path, "--register", known).stdout
    word = tmp_path / "密码.txt"
    word.write_text(PASSWORD + "\n", encoding="utf-8")
    done = jdzb("handover", "verify", path, "--register", known, "--password-file", word)
    assert done.returncode == 0, done.stdout
    assert "核对通过" in done.stdout


def test_a_package_for_the_townships_key_opens_by_itself(village, known, tmp_path):
    key = register.with_key(known)
    path = packed(village, tmp_path / "stick", sealing.Sealing(recipient=key.recipient))
    assert verify.verify(path, known).ok
    stranger = tmp_path / "other" / register.NAME
    register.with_key(stranger)
    assert "密钥不是这一把" in verify.verify(path, stranger).sentence


def test_nothing_to_verify_is_said_in_one_sentence(tmp_path, known, jdzb):
    done = jdzb("handover", "verify", tmp_path / "home", "--register", known)
    assert done.returncode == 1
    assert "没有交接包" in done.stderr
    assert not known.exists()


def test_a_mistyped_password_is_no_failed_examination():
    locked = Finding("package.locked", "fault", "密码不对。")
    found = Audit("x.age", "2026-11-21", "unreadable", (locked,))
    assert found.sentence == "还没有核对：密码不对。"
    assert not found.ok


def test_the_township_judges_by_the_standard_and_names_what_the_branch_changed(village, known):
    duty = LEDGERS[1]
    with database.open_ledger(village) as session:
        figures.change_rules(session, {"audit.late_entry.days": "30"}, "支部大会", "太忙")
        figures.change_year(session, workdays.shipped().years[2027], "先照抄")
        duty.add(session, duty.parse({**duty.example, "day": "2026-11-02"}))
    found = verify.verify(village, known)
    assert found.ok
    assert [one for one in found.findings if one.kind == "late"]
    first, second = (one for one in found.findings if one.kind == "rule")
    assert first.severity == "notice"
    assert first.what.startswith(
        "支部改了规则“补录”（地方做法）：标准 7 天，会后超过此数才录入，改为 30，"
        "依据：支部大会（2026-11-21 "
    )
    assert first.what.endswith(" 文书，原因：太忙）。核对仍按标准。")
    assert second.what.startswith("支部改了2027年的节假日（2026-11-21 ")
    with database.open_ledger(village) as session:
        figures.restore_rules(session, ("audit.late_entry.days",), "按标准")
        figures.restore_year(session, 2027, "按自带")
    assert not [one for one in verify.verify(village, known).findings if one.kind == "rule"]
