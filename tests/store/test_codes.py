"""A code on paper: found again, told from a typing error, another ledger and a rewritten one."""

import json
import shutil

import pytest

from jdzb.core import paths
from jdzb.core.sheet import Sheet, Source
from jdzb.store import anchors, codes, database, printout, transparency
from jdzb.store.transparency import MistypedCode, check_code
from tests.handover import villages

SHEET = Sheet(
    title="党员名册",
    sources=(Source("members", "name"), Source("duty_turns", "day", "2026-12-01", "2026-12-31")),
)


@pytest.fixture
def printed(session):
    """A member, a turn of duty, a printed sheet: its footer."""
    member = session.add("members", {"name": "林秀兰"}, what="新增党员").id
    turn = {"day": "2026-12-03", "member": member, "origin": "排班"}
    session.add("duty_turns", turn, what="排班")
    return printout.stamp(session, SHEET).footer


def forms(footer):
    return (footer.check_code, footer.check_code.lower(), footer.check_code[:14], footer.qr)


def test_a_code_is_found_however_it_is_given(session, printed):
    for typed in forms(printed):
        found = codes.find(session, typed)
        assert (found.size, found.sheet, found.later) == (4, "党员名册", 0)
    assert codes.find(session, printed.check_code[:14]).spot


def test_the_words_say_what_was_printed_and_that_nothing_changed(session, printed):
    told = codes.words(codes.find(session, printed.check_code))
    assert told.startswith("校验码属实：2026-11-21 ")
    assert told.endswith("打印《党员名册》，当时共4条历史。此后没有任何改动。")


def test_a_change_of_what_the_sheet_shows_is_told(session, printed):
    session.amend("members", 1, {"name": "林秀蓝"}, what="更正姓名", reason="同音字")
    found = codes.find(session, printed.check_code)
    assert [codes.change_words(one).split(" ", 2)[2] for one in found.changes] == [
        "文书 更正姓名（同音字）"
    ]
    assert codes.words(found).endswith("此后又记了1条，其中1次改动涉及这张纸上的内容。")


def test_an_act_that_writes_several_entries_is_told_once(session, printed):
    with session.together("把林秀兰换下", "有事") as batch:
        session.void("duty_turns", 1, what="换下", reason="有事")
        turn = {"day": "2026-12-03", "member": 1, "origin": "手工"}
        session.add("duty_turns", turn, what="换上")
    found = codes.find(session, printed.check_code)
    assert (len(batch.changed.rows), len(found.changes)) == (2, 2)
    assert [one.what for one in found.acts] == ["把林秀兰换下"]
    assert codes.words(found).endswith("此后又记了2条，其中1次改动涉及这张纸上的内容。")


def test_a_change_of_what_the_sheet_does_not_show_is_none(session, printed):
    session.amend("members", 1, {"note": "党小组长"}, what="备注", reason="补充")
    session.add("members", {"name": "周桂芳"}, what="新增党员")
    turn = {"day": "2027-01-03", "member": 1, "origin": "排班"}
    session.add("duty_turns", turn, what="排班")
    found = codes.find(session, printed.check_code)
    assert (found.later, found.changes) == (3, ())
    assert codes.words(found).endswith("此后又记了3条，没有改动这张纸上的内容。")


def test_a_turn_moved_out_of_the_month_is_a_change(session, printed):
    session.amend("duty_turns", 1, {"day": "2027-01-05"}, what="换班", reason="有事")
    assert len(codes.find(session, printed.check_code).changes) == 1


def test_a_head_between_prints_is_found_too(session, printed):
    session.set_setting("a", "1")
    code = session.code()
    session.set_setting("b", "1")
    found = codes.find(session, code)
    assert (found.size, found.sheet, found.later) == (5, "", 1)


def test_a_typing_error_is_told_as_one(session, printed):
    typed = printed.check_code
    wrong = ("2" if typed[3] != "2" else "3").join((typed[:3], typed[4:]))
    for mistake in (wrong, typed[:-1], "OOOOO-11111", printed.qr[:-2], printed.qr + "A"):
        with pytest.raises(MistypedCode):
            codes.find(session, mistake)


def test_the_code_of_another_ledger_is_told(session, tmp_path):
    with database.open_ledger(tmp_path / "other.db") as other:
        footer = printout.stamp(other, SHEET).footer
    with pytest.raises(codes.NotInLedger, match="另一本账本"):
        codes.find(session, footer.check_code)
    with pytest.raises(codes.NotInLedger, match="这是另一本账本，编号不是"):
        codes.find(session, footer.qr)


def lost_print(tmp_path, *, remember=False):
    """A sheet printed after the copy that is then put back: its footer, its head."""
    path = paths.ledger_file()
    with database.open_ledger(path) as session:
        session.set_setting("a", "1")
    shutil.copy(path, tmp_path / "old")
    with database.open_ledger(path) as session:
        footer, head = printout.stamp(session, SHEET).footer, session.head()
        anchors.remember(session, "打印")
    if not remember:
        (paths.machine() / "lastseen.json").unlink()
    shutil.copy(tmp_path / "old", path)
    return footer, head


def why(typed):
    with database.open_ledger(paths.ledger_file()) as session:
        with pytest.raises(codes.NotInLedger) as caught:
            codes.find(session, typed)
        return str(caught.value)


def test_a_sheet_newer_than_the_file_is_told(home, tmp_path):
    footer, _ = lost_print(tmp_path)
    assert "这是一份旧账本：只有2条历史" in why(footer.qr)
    assert "这本账本是旧的" in why(footer.check_code)


def test_this_computer_knows_a_code_that_the_file_lost(home, tmp_path):
    footer, _ = lost_print(tmp_path, remember=True)
    assert "2026-11-21 打印时已有3条，少了1条" in why(footer.check_code)


def test_a_sheet_of_a_declared_lost_branch_is_told(home, tmp_path):
    footer, head = lost_print(tmp_path)
    with database.open_ledger(paths.ledger_file()) as session:
        lost = {"size": head.size, "root": head.root.hex()}
        session.event("restore", {"lost": lost, "reason": "硬盘坏"}, what="恢复备份")
    assert "恢复备份（原因：硬盘坏）时没有留下的那段历史里，这只是账本自己的登记" in why(
        footer.check_code
    )


def test_a_sheet_without_sources_is_never_out_of_date(session):
    footer = printout.stamp(session, Sheet(title="旧表")).footer
    session.add("members", {"name": "林秀兰"}, what="新增党员")
    assert codes.find(session, footer.check_code).changes == ()


def test_the_print_event_holds_what_the_sheet_shows(session, printed):
    facts = session.entries("tbl = 'print'")[0].new
    assert facts["sources"][1] == ["duty_turns", "day", "2026-12-01", "2026-12-31"]
    assert (facts["public"], facts["paper"], len(facts["sha256"])) == (True, "a4-portrait", 64)


def test_the_command_looks_a_code_up(jdzb):
    with database.open_ledger(paths.ledger_file()) as session:
        code = printout.stamp(session, SHEET).footer.check_code
        session.add("duty_turns", {"day": "2026-12-03", "member": _member(session),
                                   "origin": "排班"}, what="排班")  # fmt: skip
    done = jdzb("code", code)
    assert done.returncode == 0
    assert "涉及这张纸上的内容" in done.stdout
    assert "命令" not in done.stdout
    read = json.loads(jdzb("code", code, "--json").stdout)
    assert (read["sheet"], read["unchanged"], len(read["changes"])) == ("党员名册", False, 1)
    wrong = jdzb("code", check_code(b"\x05" * 32))
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "账本里查不到这个校验码" in wrong.stderr


def _member(session):
    return session.add("members", {"name": "林秀兰"}, what="新增党员").id


def test_a_code_never_calls_a_falsified_ledger_unchanged(session, printed, jdzb):
    """The leaves still lead to the head: only the check of the whole ledger sees the row."""
    session.close()
    villages.tampered(session.path, "UPDATE members SET name = '假' WHERE id = 1", triggers=False)
    for typed in forms(printed):
        done = jdzb("code", typed, "--json")
        assert (done.returncode, json.loads(done.stdout)["unchanged"]) == (1, False)
    assert "但账本自查有1处与历史不符" in jdzb("code", printed.check_code).stdout


def test_the_head_of_an_empty_log_is_told_as_such(session):
    empty = transparency.Head(0, transparency.root_of([]), session.head().origin)
    assert "账本还是空的" in codes.words(codes.find(session, empty.qr))
