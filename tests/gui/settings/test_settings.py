"""The settings on a real window: figures, holidays, this machine; by keys alone."""

import os
from datetime import date

import pytest

from jdzb.core import rules, workdays
from jdzb.gui.kit import machine, theme
from jdzb.gui.kit.printfoot import PrintFoot
from jdzb.gui.pages import entry
from jdzb.gui.settings import SettingsDialog, listing
from jdzb.gui.settings.figures import BOOKS
from jdzb.gui.shell import Shell
from jdzb.ledgers.duty import service_visits
from jdzb.ledgers.duty.entries_visits import BRANCH, Visit
from jdzb.ledgers.meetings.page import MeetingsPage
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.press import pdf
from jdzb.store import backup, branch, figures, trying
from tests.gui import clipping
from tests.gui.driving import in_turn, press, settle, windows

QUORUM, TERM = "meetings.general.quorum", "duty.answer_workdays"


@pytest.fixture
def shell(tk_root, session):
    """The window with the minutes."""
    return Shell(tk_root, session, (entry(MeetingsPage),))


@pytest.fixture
def lpstat(tmp_path, monkeypatch):
    """lpstat(script): what the system says of its printers."""
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    def say(script):
        file = tmp_path / "lpstat"
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    return say


def opened(shell, key="branch"):
    """The settings at a tab, not yet holding the program."""
    dialog = SettingsDialog(shell.root, shell, shell.session)
    dialog.fit()
    dialog.deiconify()
    dialog.update()
    dialog.turn(key).start()
    settle(dialog)
    return dialog


def chosen(shell, key):
    """The rules with one of them chosen."""
    dialog = opened(shell, "rules")
    dialog.part.table.select(key)
    settle(dialog)
    return dialog


def filled(**texts):
    """What a person does in the form that comes up."""

    def act(form):
        form.form.fill(texts)
        form.save()

    return act


OTHER = {"figure0": "2/3", "source": "柳河镇党委2026年文件", "reason": "从严要求"}


def test_a_changed_figure_judges_the_meeting_at_once_and_is_undone(shell, session, answers):
    for number in range(16):
        member = Member("张李王赵"[number % 4] + "甲乙丙丁"[number // 4], joined="2010-07-01",
                        full="2011-07-01")  # fmt: skip
        members.add(session, member)
    view = shell.page.front
    view.begin("支部党员大会", "2026-11-20")
    for place in range(16):
        view.editor.attending.digit(place, "1" if place < 8 else "2")
    assert view.save()
    assert any(line.startswith("✔ 实到 8 人") for line in view.card.texts())
    dialog = chosen(shell, QUORUM)
    answers += [True, True]  # a national figure is asked about twice
    in_turn(shell.root, dialog.part.change, filled(**OTHER))
    assert any(line.startswith("✘ 实到 8 人") for line in view.card.texts())
    assert dialog.part.figure._whole.startswith("2/3")
    assert "本支部改定。标准是 1/2" in dialog.part.mark._whole
    assert "文书 改，原因：从严要求" in dialog.part.mark._whole
    dialog.part.table.tree.focus_force()
    press(dialog, "<Control-z>")
    assert any(line.startswith("✔ 实到 8 人") for line in view.card.texts())
    assert rules.standard() is rules.shipped()
    assert dialog.part.mark._whole == ""


def test_whoever_says_no_to_either_question_changes_nothing(shell, session, answers, said):
    dialog = chosen(shell, QUORUM)
    size = session.head().size
    answers += [False]
    dialog.part.change()
    assert "是国家规定（《中国共产党支部工作条例（试行）》第十一条）" in said[-1][1]
    answers += [True, False]

    def refused(form):
        filled(**OTHER)(form)
        assert form.winfo_exists()
        form.close(None)

    in_turn(shell.root, dialog.part.change, refused)
    assert "从 1/2 有表决权的党员到会" in said[-1][1]
    assert session.head().size == size


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        (TERM, "五天", "应为 1 到 9999 的整数"),
        ("commitments.least", "5", "“每年承诺最少”不能大于“每年承诺最多”"),
        ("appraisals.bands.percent", "10、20、60、20", "与别的数值合不上"),
    ],
)
def test_a_figure_that_cannot_be_is_told_beside_its_field(shell, session, key, typed, expected):
    dialog, told = chosen(shell, key), []
    size = session.head().size

    def act(form):
        form.form.fill({"figure0": typed})
        form.save()
        told.append(form.form.problems())
        form.form.fill({"source": "县里", "reason": "试试"})
        form.save()
        told.append(form.form.problems())
        form.close(None)

    in_turn(shell.root, dialog.part.change, act)
    assert told[0].keys() >= {"source", "reason"}
    assert told[1]["figure0"].startswith(expected)
    assert session.head().size == size


def test_two_figures_that_make_a_whole_are_changed_together(shell, session):
    key, other = "appraisals.bands.mid_year_percent", "appraisals.bands.year_end_percent"
    dialog = chosen(shell, key)
    both = {"figure0": "30", "figure1": "70", "source": "县里", "reason": "年末更重"}
    in_turn(shell.root, dialog.part.change, filled(**both))
    table = rules.standard()
    assert (table.whole(key), table.whole(other)) == (30, 70)
    session.undo()
    assert rules.standard() is rules.shipped()


def test_the_standard_comes_back_for_a_reason_and_the_history_tells_all(shell, session, answers):
    figures.change_rules(session, {TERM: "3"}, "镇里", "更短")
    dialog = chosen(shell, TERM)
    assert dialog.part.filters._tabs["own"]["text"] == "改过的 1"
    answers += ["弄错了"]
    press(dialog, "<Delete>")
    assert rules.standard().whole(TERM) == 5
    assert dialog.part.restore_button.instate(["disabled"])

    def look(history):
        told = [history.table.tree.set(row, "what") for row in history.table.tree.get_children()]
        assert told == ["规则恢复标准：来访事项答复期限", "改规则：来访事项答复期限 3"]
        history.cancel()

    in_turn(shell.root, lambda: press(dialog, "<Control-h>"), look)


def test_the_rules_are_found_by_name_pinyin_source_and_level(shell):
    part = opened(shell, "rules").part

    def found(text="", kind=""):
        part.box.delete(0, "end")
        part.box.insert(0, text)
        part.filters.choose(kind)
        return {line.id for line in part.table.lines()}

    every = found()
    assert len(every) == len(rules.shipped().all())
    assert TERM in found("lfsx") >= found("来访事项")
    assert TERM in found("大理")
    assert TERM in found("值班")
    assert {rules.shipped().rule(key).level for key in found(kind="N")} == {"N"}
    assert found(kind="own") == set()
    assert found("没有这样的规则") == set()
    assert {key.partition(".")[0] for key in every} <= BOOKS.keys()


def test_new_holidays_move_the_last_day_of_a_visit_and_are_undone(shell, session, today):
    visit = Visit(today, "老李", "修路", BRANCH, handed_on=date(2027, 4, 26))
    service_visits.add_visit(session, visit)

    def last():
        return service_visits.cases(session)[0].last

    assert last() == date(2027, 5, 3)
    dialog = opened(shell, "holidays")
    dialog.part.table.select("2027")
    settle(dialog)
    assert dialog.part.source._whole.startswith("暂算")
    wrong, text = [], "元旦 1月1日—1月3日\n劳动节 5月1日—5月5日"
    year = {
        "published": "已公布", "source": "国办通知", "holidays": text,
        "workdays": "5月9日、5月10日", "reason": "公布了",
    }  # fmt: skip

    def act(form):
        form.form.fill(year)
        form.save()
        wrong.append(form.form.problems())
        form.form.fill({"workdays": "5月9日"})
        form.save()

    in_turn(shell.root, dialog.part.change, act)
    assert wrong == [{"workdays": "2027-05-10 不是星期六或星期日"}]
    assert last() == date(2027, 5, 6)
    assert not workdays.standard().provisional(2027)
    assert [line.cells[:2] for line in dialog.part.days.lines()][1:] == [
        ("劳动节", "5月1日（六）—5月5日（三）"), ("调休上班", "5月9日（日）"),
    ]  # fmt: skip
    dialog.part.table.tree.focus_force()
    press(dialog, "<Control-z>")
    assert last() == date(2027, 5, 3)
    assert dialog.part.source._whole.startswith("暂算")


def test_a_year_comes_from_a_file_and_a_spoilt_file_is_told(shell, session, answers, tmp_path):
    dialog = opened(shell, "holidays")
    file = tmp_path / "2028.toml"
    year = workdays.Year(2028, True, "国办通知", workdays.shipped().years[2027].holidays[:0], ())
    text = (
        workdays.text_of(year)
        + '\n[[holiday]]\nname = "元旦"\nfirst = 2028-01-01\nlast = 2028-01-03\n'
    )
    file.write_text(text, encoding="utf-8")
    answers += [file]
    in_turn(shell.root, dialog.part.read_file, lambda form: form.save())
    assert workdays.standard().name(date(2028, 1, 2)) == "元旦"
    assert figures.changes(session)[0].why == "读入文件 2028.toml"
    assert dialog.part.table.selected() == "2028"
    file.write_text("year = 2028", encoding="utf-8")
    answers += [file]
    with pytest.raises(workdays.BadHolidays, match=r"节假日文件 2028\.toml 的“published”有误"):
        dialog.part.read_file()
    answers += ["不要了"]
    dialog.part.restore()
    assert 2028 not in workdays.standard().years


def test_the_printer_is_kept_and_the_print_dialog_begins_with_it(shell, lpstat, tk_root):
    lpstat("echo 'printer Canteen is idle.'; echo 'printer Office is idle.'")
    dialog = opened(shell, "machine")
    printer = dialog.part.printer
    settle(dialog, lambda: len(printer["values"]) == 3)
    printer.current(2)
    printer.event_generate("<<ComboboxSelected>>")
    assert machine.recall("printer") == "Office"
    foot = PrintFoot(tk_root)
    foot.start(offered=False)
    settle(tk_root, foot.printer.winfo_manager)
    assert foot.order().printer == "Office"
    lpstat("echo 'printer Canteen is idle.'")
    again = opened(shell, "machine")
    settle(again, lambda: "Canteen" in again.part.printer["values"])
    assert again.part.printer.get() == "Office（现在没有接上）"


def test_the_second_place_is_tried_before_it_is_kept_and_taken_off(shell, answers, tmp_path):
    dialog = opened(shell, "machine")
    home = shell.session.path.parent
    place = tmp_path / "U盘"
    place.mkdir()
    answers += [place]
    dialog.part.pick_place()
    assert backup.second_place(home) == place
    assert "已试写，可以用" in dialog.part.place_words._whole
    assert not list(place.iterdir())
    spoilt = tmp_path / "文件"
    spoilt.write_text("不是文件夹")
    answers += [spoilt]
    with pytest.raises(trying.CannotKeep, match="写不进去：路径中间有一段是文件"):
        dialog.part.pick_place()
    assert backup.second_place(home) == place
    dialog.part.drop_place()
    assert backup.second_place(home) is None


def test_tabs_turn_by_keys_and_what_is_typed_stays_until_it_is_saved(shell, session, answers):
    dialog = opened(shell)
    dialog.form.fill({"name": "青山村党支部"})
    seen = []
    for _ in range(6):
        press(dialog, "<Control-Next>")
        seen.append(dialog.front)
    assert seen == ["rules", "holidays", "schemes", "operators", "machine", "branch"]
    dialog.first.focus_force()
    press(dialog, "<Right>", "<Right>", "<Left>")
    assert dialog.front == "rules"
    dialog.turn("branch")
    answers += ["返回继续填写"]
    press(dialog, "<Escape>")
    assert dialog.winfo_exists()
    press(dialog, "<Control-z>")
    assert dialog.form.read()["name"] == "青山村党支部"
    press(dialog, "<Control-s>")
    assert not dialog.winfo_exists()
    assert branch.read_branch(session).name == "青山村党支部"


def test_a_role_that_may_not_is_told_before_anything_is_typed(shell, session, said):
    dialog = chosen(shell, TERM)
    session.actor, session.role = "林秀兰", "文书"
    dialog.turn("rules")
    assert dialog.part.change_button.instate(["disabled"])
    dialog.part.change()
    assert said[-1][1].startswith("林秀兰的角色是“文书”")
    dialog.turn("holidays").change()
    assert len(said) == 2
    dialog.turn("branch")
    assert dialog.form.input("name").instate(["!disabled"])
    session.role = "值班员"
    dialog.turn("branch")
    assert dialog.form.input("name").instate(["disabled"])


def test_f1_opens_the_manual_at_the_chapter_of_the_settings(shell):
    dialog = opened(shell, "rules")
    dialog.grab_set()
    press(dialog, "<F1>")
    (manual,) = windows(dialog)
    assert manual.contents.get(manual.contents.curselection()) == "设置"
    settle(dialog)
    manual.search.insert(0, "恢复标准")
    manual.contents.focus_force()
    press(manual, "<Escape>")
    assert not manual.winfo_exists()
    dialog.cancel()
    assert not dialog.winfo_exists()


@pytest.mark.parametrize("percent", theme.TEXT_SIZES)
def test_nothing_is_cut_off_under_any_tab(shell, session, percent):
    figures.change_rules(session, {QUORUM: "2/3"}, "柳河镇党委文件" * 8, "从严要求" * 12)
    shell.set_text_size(percent)
    dialog = opened(shell)
    for key in ("branch", "rules", "holidays", "schemes", "operators", "machine"):
        dialog.turn(key)
        if key == "rules":
            dialog.part.table.select(QUORUM)
        settle(dialog)
        assert clipping.offences(dialog) == [], key
    dialog.turn("machine")
    dialog.part._resize(100)
    settle(dialog)
    assert clipping.offences(dialog) == []
    dialog.cancel()


def test_minutes_that_are_not_saved_yet_are_judged_anew_too(shell, session):
    for name in ("张伟", "李强", "王芳"):
        members.add(session, Member(name, joined="2010-07-01", full="2011-07-01"))
    view = shell.page.front
    view.begin("支部党员大会", "2026-11-20")
    for place in range(3):
        view.editor.attending.digit(place, "1" if place < 2 else "2")
    view._check()
    assert view.unsaved()
    assert any(line.startswith("✔ 实到 2 人") for line in view.card.texts())
    shell.on_changed(figures.change_rules(session, {QUORUM: "3/4"}, "县里", "从严"))
    assert any(line.startswith("✘ 实到 2 人") for line in view.card.texts())


def test_the_rules_go_to_excel_and_to_paper_as_they_are_listed(shell, session, answers, tmp_path):
    figures.change_rules(session, {TERM: "3"}, "镇里", "更短")
    part = opened(shell, "rules").part
    part.filters.choose("own")
    file = tmp_path / "规则.xlsx"
    answers += [file]
    part.export()
    settle(part, file.exists)
    sheet = listing.sheet(part._listed(), "中共青山村支部委员会")
    assert sheet.offences() == ()
    assert "▲ 来访事项答复期限" in sheet.text()
    every = listing.sheet(rules.standard().all(), "")
    assert pdf.check(every).title == "规则表"
    in_turn(shell.root, part.print_, lambda dialog: dialog.cancel())
