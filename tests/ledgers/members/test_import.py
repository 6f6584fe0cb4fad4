"""A roster into the register: all of it or nothing, and the same file again changes nothing."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from jdzb.ledgers.members import matching, roster, service, service_import, service_standing
from jdzb.ledgers.members.entries import Member
from jdzb.press import xlsx
from jdzb.store import check, database
from jdzb.store.session import WriteFailed
from tests.ledgers.members.books import HEADER, planned, write

DATA = Path(__file__).resolve().parents[2] / "data"
WANG = ["王强", "男", "1970.05", "1995.07", "1996.07", "13812340001", None]


def sample():
    return roster.plan(xlsx.read_workbook(DATA / "党员花名册.xlsx"))


def figures(outcome):
    return outcome.read, outcome.added, outcome.changed, outcome.unchanged, outcome.skipped


def put(session, plan):
    return figures(service_import.apply(session, plan))


def names(session):
    return [member.name for member in service.browse(session)]


def test_the_sample_comes_in_whole_and_again_changes_nothing(session):
    assert put(session, sample()) == (52, 52, 0, 0, 0)
    head = session.head()
    assert put(session, sample()) == (52, 0, 0, 52, 0)
    assert session.head() == head
    assert len(service.browse(session, kind="党员")) == 52
    assert len(service.browse(session, kind="流动党员")) == 11
    assert check.check_ledger(session).ok


def test_a_dry_run_tells_the_same_and_writes_nothing(session):
    head = session.head()
    shown = service_import.outcome(service_import.preview(session, sample()))
    assert session.head() == head
    assert shown.as_json() == service_import.apply(session, sample()).as_json()


def test_the_machine_answer_has_exactly_its_keys(session):
    answer = service_import.apply(session, sample()).as_json()
    assert list(answer) == ["read", "added", "changed", "unchanged", "skipped", "problems"]
    assert answer["problems"][0] == {
        "sheet": "花名册", "row": 15, "column": "入党时间", "value": "2008.07",
        "expected": "入党已超过 2 年，仍写着预备党员，请核对",
    }  # fmt: skip


def test_one_import_is_one_transaction_with_the_file_in_the_journal(session):
    service_import.apply(session, sample())
    entries = session.entries("what LIKE '导入花名册%'")
    assert len({entry.txn for entry in entries}) == 1
    assert entries[-1].op == "X"
    assert entries[-1].new["file"] == "党员花名册.xlsx"
    assert len(entries[-1].new["sha256"]) == 64
    session.undo()
    assert names(session) == []
    assert put(session, sample())[1] == 52


def test_a_failure_in_the_middle_leaves_nothing(session):
    plan = sample()
    broken = replace(plan.people[30], member=replace(plan.people[30].member, sex="?"))
    people = (*plan.people[:30], broken, *plan.people[31:])
    with pytest.raises(WriteFailed):
        service_import.apply(session, replace(plan, people=people))
    assert names(session) == []
    assert check.check_ledger(session).ok


KILLED = """
import os, signal, sys
from pathlib import Path
from jdzb.ledgers.members import roster, service_import
from jdzb.press import xlsx
from jdzb.store import database
with database.open_ledger(Path(sys.argv[1])) as session:
    plan = roster.plan(xlsx.read_workbook(Path(sys.argv[2])))
    if sys.argv[3] == "inside":
        with session.together("导入"):
            service_import.apply(session, plan)
            os.kill(os.getpid(), signal.SIGKILL)
    service_import.apply(session, plan)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize(("moment", "left"), [("inside", 0), ("after", 52)])
def test_a_kill_leaves_none_or_all_of_it(home, moment, left):
    file = home / "账.db"
    command = [sys.executable, "-c", KILLED, str(file), str(DATA / "党员花名册.xlsx"), moment]
    assert subprocess.run(command, check=False).returncode == -9
    with database.open_ledger(file) as session:
        assert len(names(session)) == left
        assert check.check_ledger(session).ok


def test_a_newer_roster_amends_and_an_empty_cell_erases_nothing(session, tmp_path):
    put(session, planned(tmp_path, WANG))
    newer = ["王 强", None, "1970-05-12", None, None, "13812340002", "烈属"]
    plan = planned(tmp_path, newer)
    shown = service_import.preview(session, plan)
    assert [d.label for d in shown.lines[0].differences] == ["出生日期", "联系电话", "备注"]
    assert put(session, plan) == (1, 0, 1, 0, 0)
    (member,) = service.browse(session)
    assert (member.sex, member.birth, member.phone) == ("男", "1970-05-12", "13812340002")
    assert (member.joined, member.full, member.note) == ("1995-07", "1996-07", "烈属")
    entry = session.entries("tbl = 'members' AND op = 'U'")[0]
    assert entry.reason == "导入花名册 表.xlsx"
    assert put(session, plan) == (1, 0, 0, 1, 0)


def test_a_vaguer_date_is_no_change(session, tmp_path):
    put(session, planned(tmp_path, ["王强", "男", "1970-05-12", "1995-07-01"]))
    assert put(session, planned(tmp_path, ["王强", "男", "1970.5", "1995.7"]))[3] == 1


def test_a_change_by_hand_survives_the_same_file(session, tmp_path):
    plan = planned(tmp_path, WANG)
    put(session, plan)
    (member,) = service.browse(session)
    service.amend(session, member.id, replace(member, phone="13999999999"), "换号")
    outcome = service_import.apply(session, plan)
    assert figures(outcome) == (1, 0, 0, 1, 0)
    assert "台账又改过（联系电话）" in outcome.problems[-1].expected
    assert service.browse(session)[0].phone == "13999999999"
    chosen = roster.decide(plan, plan.people[0].key, "import")
    assert put(session, chosen) == (1, 0, 1, 0, 0)
    assert service.browse(session)[0].phone == "13812340001"


def test_the_same_name_with_another_birth_is_another_person(session, tmp_path):
    put(session, planned(tmp_path, WANG))
    other = ["王强", "男", "1985.05", "2010.07", "2011.07", "13812340009", None]
    assert put(session, planned(tmp_path, WANG, other)) == (2, 1, 0, 1, 0)


def test_another_birth_but_the_same_telephone_and_joining_is_doubted(session, tmp_path):
    put(session, planned(tmp_path, WANG))
    (member,) = service.browse(session)
    service.amend(session, member.id, replace(member, birth="1969-05"), "身份证为准")
    outcome = service_import.apply(session, planned(tmp_path, WANG))
    assert figures(outcome) == (1, 0, 0, 0, 1)
    assert "请核对是否同一人" in outcome.problems[-1].expected


def test_the_same_name_without_births_is_doubted_and_the_user_decides(session, tmp_path):
    header = ("姓名", "性别", "联系电话")
    put(session, planned(tmp_path, ["王强", "男", "13812340001"], header=header))
    plan = planned(tmp_path, ["王强", "男", "13812340002"], header=header)
    outcome = service_import.apply(session, plan)
    assert figures(outcome) == (1, 0, 0, 0, 1)
    key = plan.people[0].key
    shown = service_import.preview(session, roster.decide(plan, key, "same"))
    assert [line.action for line in shown.lines] == ["change"]
    assert put(session, roster.decide(plan, key, "new")) == (1, 1, 0, 0, 0)
    assert put(session, plan) == (1, 0, 0, 1, 0)


def test_a_roster_of_names_and_telephones_alone_adds_nobody_twice(session, tmp_path):
    header = ("姓名", "联系电话")
    plan = planned(tmp_path, ["王强", "13812340001"], ["李梅", None], header=header)
    assert put(session, plan)[1] == 2
    assert put(session, plan) == (2, 0, 0, 2, 0)


def test_a_row_can_be_left_out(session, tmp_path):
    plan = planned(tmp_path, WANG, ["李梅", "女", "1980.1.2", "2005.7", "2006.7"])
    plan = roster.decide(plan, plan.people[0].key, "skip")
    assert put(session, plan) == (2, 1, 0, 0, 1)
    assert names(session) == ["李梅"]


def test_rows_with_unreadable_cells_come_in_and_nameless_rows_do_not(session, tmp_path):
    plan = planned(tmp_path, ["王强", "男", "1985.13", "1995.7", "1996.7"], [None, "女", "1970.05"])
    outcome = service_import.apply(session, plan)
    assert figures(outcome) == (2, 1, 0, 0, 1)
    assert [(p.row, p.column) for p in outcome.problems][:1] == [(2, "出生年月")]
    assert service.browse(session)[0].birth is None


def test_statuses_only_climb(session, tmp_path):
    put(session, planned(tmp_path, ["李梅", "女", "1999.05"], sheet="入党积极分子"))
    assert len(service.browse(session, kind="入党积极分子")) == 1
    joined = planned(tmp_path, ["李梅", "女", "1999.05", "2026.05"])
    assert put(session, joined) == (1, 0, 1, 0, 0)
    assert [m.name for m in service.browse(session, kind="党员")] == ["李梅"]
    old = planned(tmp_path, ["李梅", "女", "1999.05"], sheet="入党积极分子")
    assert put(session, old)[3] == 1
    assert [m.name for m in service.browse(session, kind="党员")] == ["李梅"]


def test_a_conclusion_never_overrules_what_the_register_says(session, tmp_path):
    put(session, planned(tmp_path, ["李梅", "女", "1979.05", "2005.05", None, None, "预备党员"]))
    assert put(session, planned(tmp_path, ["李梅", "女", "1979.05", "2005.05"]))[3] == 1
    assert len(service.browse(session, kind="预备党员")) == 1


def test_who_left_does_not_come_in_and_is_named(session, tmp_path):
    gone = planned(tmp_path, [*WANG[:6], "已去世"])
    outcome = service_import.apply(session, gone)
    assert figures(outcome) == (1, 0, 0, 0, 1)
    put(session, planned(tmp_path, WANG))
    outcome = service_import.apply(session, gone)
    assert figures(outcome) == (1, 0, 0, 1, 0)
    assert "请在台账里办理离开" in outcome.problems[-1].expected
    (member,) = service.browse(session)
    service_standing.leave(session, member.id, "去世", "2026-01")
    assert service_import.apply(session, gone).problems == ()


def test_our_own_export_comes_in_elsewhere_and_changes_nothing_here(session, tmp_path):
    service_import.apply(session, sample())
    path = tmp_path / "导出.xlsx"
    xlsx.write_grid(path, service.to_grid(session))
    plan = roster.plan(xlsx.read_workbook(path))
    assert put(session, plan) == (52, 0, 0, 52, 0)
    session.undo()
    assert put(session, plan) == (52, 52, 0, 0, 0)
    assert len(service.browse(session, kind="流动党员")) == 11
    assert len(service.browse(session, kind="预备党员")) == 3


def test_no_id_number_reaches_the_file(session, tmp_path, home):
    number = "11010519491231002X"
    plan = planned(
        tmp_path, ["王强", number, f"身份证 {number}"], header=("姓名", "身份证号", "备注")
    )
    service_import.apply(session, plan)
    assert service.browse(session)[0].birth == "1949-12-31"
    session.close()
    for file in home.rglob("*"):
        assert not file.is_file() or number.encode() not in file.read_bytes()


def test_nobody_is_matched_twice(session, tmp_path):
    put(session, planned(tmp_path, WANG))
    twin = [*WANG[:5], "13812340077", None]
    plan = planned(tmp_path, WANG, twin)
    shown = matching.compare(plan, service.register(session))
    assert [line.action for line in shown.lines] == ["unchanged", "skip"]
    forced = roster.decide(plan, plan.people[1].key, "new")
    assert put(session, forced) == (2, 1, 0, 1, 0)


def test_the_command_sentence_counts(session):
    outcome = service_import.apply(session, sample())
    assert outcome.sentence() == (
        "读到 52 人：新增 52 人，修改 0 人，没有变化 0 人，没有导入 0 人；需要核对 3 处。"
    )
    assert outcome.what.what == "导入花名册 党员花名册.xlsx：新增 52 人，修改 0 人"


def test_several_sheets_come_in_together(session, tmp_path):
    book = write(
        tmp_path / "全.xlsx",
        党员=[HEADER, WANG],
        入党积极分子=[("姓名", "列为积极分子时间"), ("赵敏", "2026.05")],
    )
    assert put(session, roster.plan(xlsx.read_workbook(book))) == (2, 2, 0, 0, 0)
    statuses = {one["name"]: one["status"] for one in service.as_json(session)}
    assert statuses == {"王强": "正式党员", "赵敏": "入党积极分子"}


def test_the_register_knows_a_member_added_by_hand(session, tmp_path):
    service.add(session, Member("王强", birth="1970-05"))
    assert put(session, planned(tmp_path, WANG)) == (1, 0, 1, 0, 0)
