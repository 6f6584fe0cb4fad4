"""Fifteen ways to falsify a ledger, carried out, and the exact sentence the auditor reads.

The anchors outside the file are the memory of the branch's computer, the head the township saw at
its audit, and the codes printed on three sheets (before the audit, at it, after it).
"""

import shutil
from dataclasses import replace

import pytest

from jdzb.core import paths
from jdzb.store import anchors, check, codes, database, erasure, restore
from jdzb.store.anchors import Anchor
from tests.reliability.falsifying import Village, forget, rename, seal_anew, sitting, tool


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """The honest village, made once; what it holds is copied for every attack."""
    folder = tmp_path_factory.mktemp("village")
    path, old = folder / paths.LEDGER_NAME, folder / "去年的账本.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JDZB_TODAY", "2026-11-21")
        patch.setenv("JDZB_MACHINE", str(folder))
        _, first = sitting(path, "甲", title="第一张")
        shutil.copy(path, old)
        audited, second = sitting(path, "乙", title="第二张")
        _, third = sitting(path, "丙", title="第三张")
        sitting(path, "丁", count=3)
    seen = Anchor(audited, "2026-10-08T02:00:00Z", "镇里核对")
    return Village(path, old, seen, [first, second, third])


@pytest.fixture
def village(original, home):
    """A copy of the village in the home of this test, with the memory of its computer."""
    shutil.copy(original.path, paths.ledger_file())
    paths.machine().mkdir()
    shutil.copy(original.path.with_name("lastseen.json"), paths.machine())
    return replace(original, path=paths.ledger_file())


def audit(village):
    """What the auditor reads, by witness; a witness who sees nothing wrong is left out."""
    with database.open_ledger(village.path, "核对") as session:
        verdict = anchors.judge(anchors.read_log(session.connection), village.township)
        read = {
            "check": check.findings(check.check_ledger(session)),
            "clock": [entry.what for entry in session.entries("tbl = 'clock'")],
            "township": [anchors.words(verdict)] if verdict.alarm else [],
        }
        for number, footer in enumerate(village.papers, 1):
            read[f"paper {number}"] = _paper(session, footer)
    return {witness: told for witness, told in read.items() if told}


def _paper(session, footer):
    try:
        codes.find(session, footer.qr)
    except codes.NotInLedger as error:
        return [str(error)]
    return []


# --- what the auditor reads ----------------------------------------------------------------------

NAMED = "members 表第 2 条的“name”被改动：历史是“甲1”，现在是“假”。"
SEEN = {
    "check": "2026-11-21 关闭时{}25条",
    "township": "2026-10-08 镇里核对时{}15条",
    "paper 1": "打印时{}8条",
    "paper 2": "打印时{}15条",
    "paper 3": "打印时{}22条",
}


def _told(witness, sentence):
    start = "账本里查不到这个校验码：" if witness.startswith("paper") else ""
    return [start + sentence]


def rewritten(*witnesses, agreed=0):
    """The sentence of each witness who saw a history that is not in the file."""
    same = f"（前{agreed}条仍一致）" if agreed else ""
    return {
        witness: _told(
            witness,
            f"历史被改写过，或放回旧账本后又接着记：{SEEN[witness].format('的')}历史"
            f"与现在账本里的不一样{same if witness == 'check' else ''}，又没有登记过恢复备份。",
        )
        for witness in witnesses
    }


def older(own, **missing):
    """The sentence of each witness who saw more than the file holds, by entries missing."""
    return {
        witness.replace("_", " "): _told(
            witness,
            f"这是一份旧账本：只有{own}条历史（最后一条 2026-11-21），"
            f"{SEEN[witness.replace('_', ' ')].format('已有')}，少了{count}条，又没有登记过恢复备份。",
        )
        for witness, count in missing.items()
    }


PAPERS = ("paper 1", "paper 2", "paper 3")


def test_honest_work_raises_no_alarm(village):
    sitting(village.path, "戊", title="第四张")
    assert audit(village) == {}


def test_1_an_old_row_edited_by_another_program(village):
    tool(village.path, "UPDATE members SET name = '假' WHERE id = 2", triggers="on")
    told = "members 表第 2 条在程序之外被改动：name 由“甲1”变为“假”（2026-11-21 发现）。"
    assert audit(village) == {"check": [told]}


def test_2_triggers_dropped_a_row_edited_triggers_put_back(village):
    tool(village.path, "UPDATE members SET name = '假' WHERE id = 2")
    assert audit(village) == {"check": [NAMED]}


def test_3_triggers_dropped_a_row_edited_triggers_left_off(village):
    tool(village.path, "UPDATE members SET name = '假' WHERE id = 2", triggers="off")
    named, dropped = audit(village)["check"]
    assert named == NAMED
    assert dropped.startswith("程序之外改动了触发器，已恢复：")
    assert dropped.endswith("个（2026-11-21 发现）。")


def test_4_the_journal_patched_as_well(village):
    tool(village.path, *rename(2))
    told = "历史第 3 条（2026-11-21，members 表第 2 条）的内容被改写。"
    assert audit(village) == {"check": [told]}


def test_5_everything_hashed_anew(village):
    tool(village.path, *rename(2), script=seal_anew)
    assert audit(village) == rewritten("check", "township", *PAPERS)


def test_6_everything_hashed_anew_and_this_computer_made_to_forget(village):
    """There is no key on the computer that could be abused to sign: its memory is what is there."""
    tool(village.path, *rename(2), script=seal_anew)
    forget()
    assert audit(village) == rewritten("township", *PAPERS)


def test_7_the_file_of_last_year_put_back(village):
    shutil.copy(village.last_year, village.path)
    assert audit(village) == older(8, check=17, township=7, paper_2=7, paper_3=14)


def test_8_the_file_of_last_year_put_back_and_worked_on_past_the_old_size(village):
    shutil.copy(village.last_year, village.path)
    sitting(village.path, "戊", count=30)
    witnesses = ("check", "township", "paper 2", "paper 3")
    assert audit(village) == rewritten(*witnesses, agreed=8)


def test_9_only_entries_after_the_last_audit_rewritten(village):
    tool(village.path, *rename(14), script=seal_anew)
    assert audit(village) == rewritten("check", "paper 3", agreed=15)


def test_10_the_last_entries_cut_off_and_their_rows_taken_back(village):
    cut = ("DELETE FROM journal WHERE seq > 18", "DELETE FROM members WHERE id > 15")
    tool(village.path, *cut, script=seal_anew)
    assert audit(village) == older(18, check=7, paper_3=4)


def test_11_a_whole_new_history_invented(village):
    memory = paths.machine() / "lastseen.json"
    kept = memory.read_bytes()
    village.path.unlink()
    sitting(village.path, "假", count=22, title="第一张")
    memory.write_bytes(kept)
    tool(village.path, f"UPDATE loghead SET origin = '{village.township.head.origin}'")
    assert audit(village) == rewritten("check", "township", *PAPERS)


def test_12_a_member_deleted_with_triggers_off(village):
    tool(village.path, "DELETE FROM members WHERE id = 2")
    assert audit(village) == {"check": ["members 表第 2 条在历史里有，现在不见了。"]}


def test_13_the_clock_set_back_and_an_entry_back_dated(village, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2025-01-05T09:00")
    sitting(village.path, "旧", count=1)
    monkeypatch.setenv("JDZB_TODAY", "2026-11-21")
    read = audit(village)
    (told,) = read.pop("clock")
    assert read == {}
    assert told.startswith("电脑时间比上一条记录早：2025-01-05T09:00:00Z、2026-11-21T")


def test_14_cannot_be_seen_entries_newer_than_every_anchor_rewritten(village):
    """An honest limit: what neither the township nor a paper has seen yet can be rewritten.

    Only the memory of this computer knows, as long as the attacker leaves it alone. Every sheet
    printed shortens the time for which this holds.
    """
    tool(village.path, *rename(20), script=seal_anew)
    kept = (paths.machine() / "lastseen.json").read_bytes()
    forget()
    assert audit(village) == {}
    (paths.machine() / "lastseen.json").write_bytes(kept)
    assert audit(village) == rewritten("check", agreed=22)


def test_15_cannot_be_seen_an_edit_in_the_program_under_anothers_name(village):
    """An honest limit: the history says whose name was used, not whose hands."""
    with database.open_ledger(village.path, "书记") as session:
        session.amend("members", 2, {"name": "假"}, what="更正姓名", reason="更正")
    assert audit(village) == {}


def test_a_declared_restore_raises_no_alarm(village):
    restore.restore(village.last_year, village.path, "书记", "硬盘坏了")
    back = "2026-11-21 恢复过备份（原因：硬盘坏了），"
    assert audit(village) == {
        f"paper {number}": [
            f"账本里查不到这个校验码：{back}打印时的{size}条历史里最后{size - 8}条没有留下，登记属实。"
        ]
        for number, size in ((2, 15), (3, 22))
    }


def test_a_lawful_erasure_raises_no_alarm(village):
    with database.open_ledger(village.path, "书记") as session:
        erasure.erase(session, "members", 2, ("phone", "address"), reason="本人要求")
    assert audit(village) == {}


def test_a_changed_schema_is_told_apart(village):
    tool(village.path, "ALTER TABLE members ADD COLUMN idcard TEXT", triggers="on")
    (told,) = audit(village)["check"]
    assert told.startswith("数据表结构被改动：table members 应为“")
