"""历史 and 今日改动 on a real window: who changed what, and any of it taken back, by keys alone."""

import tkinter as tk
from datetime import date

import pytest

from jdzb.core import paths
from jdzb.core.ledger import Changed
from jdzb.gui.changes import ChangesDialog
from jdzb.gui.history import HistoryDialog
from jdzb.gui.kit import scaling
from jdzb.gui.undoing import next_step, undo
from jdzb.gui.wording import Wording
from jdzb.ledgers.duty import service as duty
from jdzb.ledgers.duty.entries import Leave, Turn
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members import service_history, service_standing
from jdzb.ledgers.members.entries import Mark, Member
from jdzb.store import database, history
from jdzb.store.branch import save_branch
from tests.gui import clipping


class Below:
    """The window below: keeps what it was told."""

    def __init__(self):
        self.undone, self.opened = [], []

    def on_undone(self, changed: Changed, news: str = ""):
        self.undone.append(changed.what)

    def show_history(self, rows, title):
        self.opened.append((list(rows), title))


@pytest.fixture
def below():
    return Below()


@pytest.fixture
def chen(session):
    """A member with a corrected card."""
    old = Member("陈志强", sex="男", joined="2001-03-05", full="2002-03", phone="13800001111")
    added = members.add(session, old)
    new = Member("陈志强", sex="男", joined="2001-03-15", full="2002-03", phone="13800002222")
    members.amend(session, added.id, new, "日期抄错，换了号码")
    return added.id


def shown(dialog):
    """The dialog on the screen, its comparison drawn."""
    dialog.fit()
    dialog.deiconify()
    dialog.update()
    dialog.table.start()
    dialog.table.tree.focus_force()
    dialog.update()
    return dialog


def press(dialog, *keys):
    for key in keys:
        (dialog.focus_get() or dialog).event_generate(f"<{key}>")
        dialog.update()


def cells(dialog):
    return [line.cells for line in dialog.table.lines()]


def told(session, table, row):
    """The latest version of a row: record, then label, before, after of what changed."""
    version = history.of_row(session, table, row)[0]
    wording = Wording(session)
    part = version.parts[0]
    return wording.record(part), [(t.label, t.before, t.after) for t in wording.told(part)]


# --- words ----------------------------------------------------------------------------------------


def test_columns_and_values_read_as_on_the_form(session, chen):
    assert told(session, "members", chen) == (
        "党员 陈志强",
        [("入党日期", "2001年3月5日", "2001年3月15日"), ("联系电话", "13800001111", "13800002222")],
    )


def test_a_reference_is_the_members_name_and_a_void_row_says_so(session, chen):
    turn = duty.add(session, Turn(date(2026, 12, 3), chen))
    record, fields = told(session, "duty_turns", turn.id)
    assert record == "值班 2026年12月3日 陈志强"
    assert ("值班人", "（还没有）", "陈志强") in fields
    duty.void(session, turn.id, "外出")
    assert told(session, "duty_turns", turn.id)[1] == [("状态", "有效", "作废：外出")]


def test_settings_have_the_labels_of_their_forms(session):
    save_branch(session, {"name": "青山村党支部", "township": "柳河镇"})
    (row,) = session.rows("settings", "key = 'branch.name'")
    record, fields = told(session, "settings", row["id"])
    assert record == "设置 支部名称"
    assert ("支部名称", "（还没有）", "青山村党支部") in fields
    session.set_setting("branch.township", "青石镇")
    (version, *_) = history.of_day(session, date(2026, 11, 21))
    assert Wording(session).what(version) == "设置 所属乡镇"


def test_every_table_and_column_of_the_ledger_has_a_chinese_name(session):
    from jdzb import ledgers

    known, titles = ledgers.labels(), ledgers.titles()
    tables = {row["name"] for row in session.query("PRAGMA table_list") if row["type"] == "table"}
    for table in tables - {"journal", "loghead", "settings", "sqlite_schema", "sqlite_temp_schema"}:
        columns = {row["name"] for row in session.query(f"PRAGMA table_info({table})")}
        assert titles[table], table
        for column in columns - {"id", "void"}:
            assert known[table, column].label, (table, column)


# --- the history of a record ----------------------------------------------------------------------


def test_the_history_shows_before_and_after_of_what_changed_and_on_demand_of_all(
    tk_root, session, chen, below
):
    dialog = shown(HistoryDialog(tk_root, below, session, [("members", chen)], "陈志强"))
    assert [line[2] for line in cells(dialog)] == ["修改党员 陈志强", "添加党员 陈志强"]
    assert cells(dialog)[0][1::2] == ("文书", "日期抄错，换了号码")
    compared = dialog.comparison
    assert compared.head["text"].startswith("2026年11月21日")
    assert compared.reason["text"] == "原因：日期抄错，换了号码"
    assert compared.texts()[3:] == [
        "入党日期", "2001年3月5日", "2001年3月15日", "联系电话", "13800001111", "13800002222",
    ]  # fmt: skip
    compared.toggle.invoke()
    dialog.update()
    assert compared.texts()[3:6] == ["姓名", "陈志强", "陈志强"]
    assert "（空）" in compared.texts()


def test_a_persons_history_has_statuses_and_marks_too_also_those_taken_back(
    tk_root, session, chen, below
):
    service_standing.mark(session, Mark(chen, "困难党员", since="2026-01"))
    status = service_standing.set_status(session, chen, "转出", "2026-11-01", "迁居")
    service_standing.void_status(session, status.id, "登记错了")
    rows = service_history.rows(session, chen)
    assert len(rows) == 3
    dialog = shown(HistoryDialog(tk_root, below, session, rows, "陈志强"))
    assert [line[2] for line in cells(dialog)][:3] == [
        "作废 陈志强：转出", "登记 陈志强：转出（2026-11-01，迁居）", "登记 陈志强：标记困难党员",
    ]  # fmt: skip
    assert dialog.comparison.texts()[2:] == ["身份 陈志强 转出", "状态", "有效", "作废：登记错了"]


def test_an_edit_by_another_program_is_marked(tk_root, session, chen, below):
    session.connection.execute("UPDATE members SET phone = '139' WHERE id = ?", (chen,))
    session.close()
    with database.open_ledger(paths.ledger_file()) as again:
        dialog = shown(HistoryDialog(tk_root, below, again, [("members", chen)], "陈志强"))
        line = dialog.table.lines()[0]
        assert (line.cells[1], line.tags) == ("外部程序", ("amber",))
        pills = [pill["text"] for pill in dialog.comparison._pills.winfo_children()]
        assert pills == ["外部程序的改动"]
        dialog.destroy()


def test_in_the_history_too_the_later_change_is_named_and_chosen(tk_root, session, chen, below):
    dialog = shown(HistoryDialog(tk_root, below, session, [("members", chen)], "陈志强"))
    press(dialog, "Down", "Delete")
    assert "“修改党员 陈志强”又改了同一条记录" in dialog.told["text"].replace("\n", "")
    assert dialog.version.what == "修改党员 陈志强"


def test_undoing_one_of_many_from_its_own_history_asks_first(
    tk_root, session, below, answers, said
):
    with session.together("导入两人", "导入"):
        first = members.add(session, Member("陈志强"))
        members.add(session, Member("林秀兰"))
    dialog = shown(HistoryDialog(tk_root, below, session, [("members", first.id)], "陈志强"))
    answers += [False, True]
    dialog.undo()
    assert "一次改了 2 条记录" in said[0][1]
    assert len(session.rows("members")) == 2
    dialog.undo()
    assert session.rows("members") == []


def test_a_record_without_history_says_so(tk_root, session, below):
    dialog = shown(HistoryDialog(tk_root, below, session, [("members", 99)], "无名"))
    assert cells(dialog) == []
    assert dialog.none._label["text"] == "这条记录还没有历史。"
    assert dialog.button.instate(["disabled"])
    press(dialog, "Delete")
    assert dialog.comparison.what["text"] == "没有选中的改动。"


def test_five_hundred_versions_are_listed_and_searched(tk_root, session, chen, below):
    for number in range(500):
        phone = f"139{number:08d}"
        members.amend(session, chen, Member("陈志强", phone=phone), f"第{number}次")
    dialog = shown(HistoryDialog(tk_root, below, session, [("members", chen)], "陈志强"))
    assert len(cells(dialog)) == 502
    assert cells(dialog)[0][3] == "第499次"
    dialog.search.insert(0, "13900000123")
    dialog.fill()
    assert [line[3] for line in cells(dialog)] == ["第124次", "第123次"]


# --- the changes of a day -------------------------------------------------------------------------


@pytest.fixture
def changes(tk_root, session, chen, below):
    session.event("print", {}, what="打印《党员名册》")
    dialog = shown(ChangesDialog(tk_root, below, session))
    yield dialog
    dialog.destroy()


def test_a_day_lists_who_did_what_and_prints_are_grey(changes):
    assert [line[1:] for line in cells(changes)] == [
        ("文书", "打印《党员名册》", "", "不能撤销"),
        ("文书", "修改党员 陈志强", "日期抄错，换了号码", ""),
        ("文书", "添加党员 陈志强", "", ""),
        ("程序", "新建账本", "", "不能撤销"),
    ]
    assert [line.tags for line in changes.table.lines()] == [("grey",), (), (), ("grey",)]
    assert changes.button.instate(["disabled"])


def test_delete_undoes_the_chosen_change_and_again_does_it_again(changes, session, chen, below):
    press(changes, "Down", "Delete")
    assert session.row("members", chen)["phone"] == "13800001111"
    assert below.undone == ["撤销：修改党员 陈志强"]
    assert [line[-1] for line in cells(changes)] == ["", "不能撤销", "已撤销", "", "不能撤销"]
    assert changes.button["text"] == "重做（Delete）"
    assert changes.told["text"].replace("\n", "") == "已撤销：修改党员 陈志强。要反悔，再按“重做”。"
    press(changes, "Delete")
    assert session.row("members", chen)["phone"] == "13800002222"
    assert below.undone[-1] == "重做：修改党员 陈志强"
    assert changes.button["text"] == "撤销（Delete）"


def test_what_a_later_change_stands_on_names_it_and_chooses_it(changes, session, chen):
    changes.table.select(*[line.id for line in changes.table.lines()][2:3])
    changes.update()
    press(changes, "Delete")
    said = changes.told["text"].replace("\n", "")
    assert "“添加党员 陈志强”不能直接撤销：后来（2026年11月21日" in said
    assert "的“修改党员 陈志强”又改了同一条记录" in said
    assert changes.version.what == "修改党员 陈志强"
    assert session.row("members", chen)["phone"] == "13800002222"


def test_a_great_change_the_program_led_to_is_not_taken_back_unasked(
    tk_root, session, chen, below, answers, said
):
    with session.together("登记两人的电话", "补充资料"):
        members.amend(session, chen, Member("陈志强", phone="13800003333"), "补充资料")
        members.add(session, Member("林秀兰"))
    dialog = shown(ChangesDialog(tk_root, below, session))
    dialog.table.select(*[line.id for line in dialog.table.lines()][-2:-1])
    dialog.update()
    answers.append(False)
    press(dialog, "Delete", "Delete")
    assert "一次改了 2 条记录" in said[0][1]
    assert session.row("members", chen)["phone"] == "13800003333"


def test_days_are_turned_and_an_earlier_change_is_undone(changes, session, chen, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2026-11-23")
    press(changes, "Alt-Right")
    assert cells(changes) == []
    assert changes.none._label["text"] == "2026年11月22日没有改动。"
    press(changes, "Alt-Left", "Down", "Delete")
    assert session.row("members", chen)["phone"] == "13800001111"
    assert changes.pick["text"].startswith("2026年11月21日 星期六")
    changes._picked("2026-11-23")
    assert [line[2] for line in cells(changes)] == ["撤销：修改党员 陈志强"]
    assert "今天" in changes.pick["text"]


def test_a_whole_import_is_one_line_and_one_step(tk_root, session, below):
    with session.together("导入花名册：新增 52 人", "导入") as batch:
        for number in range(52):
            members.add(session, Member(f"李{'一二三四五六七八九十'[number % 10]}强"))
    dialog = shown(ChangesDialog(tk_root, below, session))
    assert len(cells(dialog)) == 2
    assert any(
        "再显示" in child["text"] for child in dialog.comparison.scroll.body.winfo_children()
    )
    press(dialog, "Delete")
    assert session.rows("members") == []
    assert dialog.version.txn == batch.txn


def test_the_list_is_searched_by_pinyin_and_esc_empties_the_search_first(changes):
    press(changes, "Control-f")
    changes.search.insert(0, "czq")
    changes.fill()
    assert [line[2] for line in cells(changes)] == ["修改党员 陈志强", "添加党员 陈志强"]
    changes.search.delete(0, "end")
    changes.search.insert(0, "抄错")
    changes.fill()
    assert len(cells(changes)) == 1
    changes.search.focus_force()
    press(changes, "Escape")
    assert changes.search.text == ""
    assert changes.winfo_exists()


def test_the_way_from_a_change_to_the_record(changes, chen, below):
    press(changes, "Down", "Control-h")
    assert below.opened == [([("members", chen)], "党员 陈志强")]


def test_what_an_undo_puts_out_of_order_is_told_at_once(session, chen):
    leave = duty.add_leave(session, Leave(chen, date(2026, 11, 23), date(2026, 11, 25)))
    session.undo_txn(leave.txn)
    undone = history.of_day(session, date(2026, 11, 21))[0]
    duty.add(session, Turn(date(2026, 11, 24), chen))
    _, news = undo(session, undone.txn)
    assert news.startswith("请注意：")
    assert "11月24日陈志强" in news


def test_doing_a_departure_again_names_the_turns_that_stand_on_the_person(session, chen):
    left = service_standing.set_status(session, chen, "转出", "2026-11-20", "迁居")
    undone = session.undo_txn(left.txn)
    duty.add(session, Turn(date(2026, 12, 24), chen))
    _, news = undo(session, undone.txn)
    assert news.startswith("请注意：12月24日")
    assert "不在册" in news


def test_a_long_text_ends_in_dots_and_is_whole_beside_the_list(tk_root, session, chen, below):
    reason = "因为" + "很长的原因" * 12
    members.void(session, chen, reason)
    dialog = shown(HistoryDialog(tk_root, below, session, [("members", chen)], "陈志强"))
    first = dialog.table.lines()[0]
    assert dialog.table.tree.set(str(first.id), "why").endswith("…")
    assert first.cells[3] == reason
    assert dialog.comparison.reason["text"].replace("\n", "") == f"原因：{reason}"


def test_the_tip_says_what_ctrl_z_would_do(session, chen):
    assert next_step(session) == "Ctrl+Z 将撤销：修改党员 陈志强"
    session.undo()
    session.undo()
    assert "今天没有可以撤销的改动" in next_step(session)


# --- the look -------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("make", [
    ChangesDialog,
    lambda *below: HistoryDialog(*below, [("members", 1)], "陈志强"),
])  # fmt: skip
def test_nothing_is_cut_off_in_either_window(tk_root, session, chen, below, make, percent):
    scaling.set_text_size(tk_root, percent)
    dialog = shown(make(tk_root, below, session))
    dialog.undo()
    assert clipping.offences(dialog) == []
    assert dialog.winfo_width() <= dialog.winfo_screenwidth()
    assert dialog.winfo_height() <= dialog.winfo_screenheight()
    dialog.destroy()


def test_tab_goes_through_the_whole_window(changes):
    press(changes, "Down")
    reached, widget = set(), changes.table.tree
    for _ in range(20):
        widget = widget.tk_focusNext()
        reached.add(str(widget))
    wanted = (changes.search, changes.pick, changes.comparison.toggle, changes.primary)
    assert {str(one) for one in wanted} <= reached
    assert not any(isinstance(changes.nametowidget(path), tk.Label) for path in reached)
