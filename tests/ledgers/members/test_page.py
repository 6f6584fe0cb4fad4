"""The members' page on a real window: what a secretary does with it, by mouse and by keys alone."""

import shutil
import tkinter as tk
from dataclasses import replace
from tkinter import ttk

import pytest

from jdzb.gui.kit import scaling, tasks
from jdzb.gui.pages import entry
from jdzb.gui.shell import Shell
from jdzb.ledgers.members import entries, rules, service, service_standing
from jdzb.ledgers.members.page import MembersPage, importing, preview
from jdzb.ledgers.members.page.editor import Editor
from jdzb.ledgers.members.page.preview import Preview
from jdzb.press import xlsx
from tests.gui import clipping
from tests.gui.driving import press, settle, windows

SAMPLE = "tests/data/党员花名册.xlsx"


def add(session, name, **values):
    card = entries.parse({"name": name, **values})
    return service.add(session, card).id


@pytest.fixture
def sample(tmp_path, pytestconfig):
    """The sample roster, copied to the test's own folder."""
    return shutil.copy(pytestconfig.rootpath / SAMPLE, tmp_path / "党员花名册.xlsx")


@pytest.fixture
def people(session):
    """A small branch: two people of one name, one without a date of confirmation, an activist."""
    return {
        "secretary": add(session, "陈志强", sex="男", birth="1968-03", joined="1992-07-01",
                         full="1993-07-01", party_post="书记", phone="13812341027"),
        "wei": add(session, "张伟", sex="男", birth="1985-02", joined="2010-11", full="2011-11"),
        "other_wei": add(session, "张伟", sex="男", birth="1990-05", joined="2015-06", full="2016-06"),
        "mobile": add(session, "林秀兰", sex="女", birth="1975-08-09", joined="2001-11-03", full="2002-11-03"),
    }  # fmt: skip


@pytest.fixture
def page(tk_root, session):
    """The page in the window, as the program shows it."""
    shell = Shell(tk_root, session, (entry(MembersPage),))
    tk_root.focus_force()
    settle(tk_root)
    return shell.page


@pytest.fixture
def in_dialog(tk_root):
    """in_dialog(open, act): runs open(), and act(dialog) when its window stands on the screen."""

    def run(open_, act, kind=tk.Toplevel):
        done, failed = [], []

        def look(tries=250):
            found = [w for w in windows(tk_root) if isinstance(w, kind) and w.winfo_viewable()]
            if found:
                tk_root.after(30, use, found[-1])
            elif tries:
                tk_root.after(20, look, tries - 1)

        def use(dialog):
            try:
                act(dialog)
            except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - raised below
                failed.append(error)
                dialog.destroy()
            done.append(dialog)

        tk_root.after(20, look)
        open_()
        settle(tk_root, until=lambda: done)
        if failed:
            raise failed[0]

    return run


def names(page):
    return [line.cells[0] for line in page.people.table.lines()]


def card_texts(page):
    settle(page)
    labels = [w for w in clipping.walk(page.card) if isinstance(w, ttk.Label)]
    return [str(label.cget("text")).replace("\n", "") for label in labels if label.cget("text")]


# --- the list -----------------------------------------------------------------------------------


def test_with_nobody_there_is_one_button_that_imports(page, answers, said):
    answers.append(None)
    assert page.people.table.lines() == ()
    page.people._nobody.button.invoke()
    assert said == [("choose_open_file", "选择花名册")]


def test_the_title_counts_and_the_tabs_count(people, page):
    assert page.header._subtitle.whole == "正式党员 4"
    assert page.people.lists._tabs["党员"]["text"] == "党员 4"
    assert page.people.lists._tabs[rules.GONE]["text"] == "已离开 0"


def test_people_of_one_name_are_told_apart(people, page):
    assert names(page) == ["陈志强", "张伟（1985）", "张伟（1990）", "林秀兰"]


@pytest.mark.parametrize("typed", ["czq", "陈", "chenzhi", "zhiqiang", "ＣＺＱ"])
def test_a_name_is_found_by_initials_pinyin_and_characters(people, page, typed):
    page.focus_search()
    page.people.search.insert(0, typed)
    settle(page, until=lambda: names(page) == ["陈志强"])
    assert page.card.person.name == "陈志强"


def test_columns_sort_by_pinyin_and_by_date(people, page):
    page.people.table.sort_by("name")
    assert names(page) == ["陈志强", "林秀兰", "张伟（1985）", "张伟（1990）"]
    page.people.table.sort_by("joined", falling=True)
    assert names(page)[0] == "张伟（1990）"


def test_the_list_of_an_earlier_day_has_who_belonged_then(people, page):
    page.people.day_input.put("2012.1.1")
    settle(page)
    assert names(page) == ["陈志强", "张伟（1985）", "林秀兰"]
    assert page.header._subtitle.whole == "正式党员 3"
    page.people.day_input.put("2011-03-01")
    settle(page)
    assert page.header._subtitle.whole == "正式党员 2 · 预备党员 1"


def test_telephone_numbers_are_masked_in_the_list_and_whole_on_the_card(people, page):
    assert "138****1027" in page.people.table.lines()[0].cells
    page.choose(str(people["secretary"]))
    assert "13812341027" in card_texts(page)


def test_the_card_says_what_is_missing(session, page):
    member = add(session, "何永贵", joined="1999-06")
    service_standing.set_status(session, member, entries.FULL, None)
    page.refresh(None)
    page.choose(str(member))
    texts = card_texts(page)
    assert "▲ 转正日期待补充" in texts
    assert "1999年6月（入党 27 年）" in texts


# --- adding and changing ------------------------------------------------------------------------


def test_every_problem_of_a_new_card_stands_beside_its_field(page, session, in_dialog):
    def fill(dialog):
        dialog.form.fill({"birth": "85.13", "joined": "2027-01-01", "phone": "123"})
        dialog.save()
        assert set(dialog.form.problems()) == {"name", "birth", "phone", "joined"}
        dialog.form.fill({"name": "何永贵", "birth": "1985.6", "phone": "0000-2560000"})
        dialog.save()
        assert dialog.form.problems() == {"joined": "这一天还没有到"}
        dialog.form.fill({"joined": "2011年7月1日"})
        dialog.save()

    in_dialog(page.add_, fill, Editor)
    (member,) = service.browse(session)
    assert (member.birth, member.joined) == ("1985-06", "2011-07-01")
    assert page.card.person.name == "何永贵"
    assert "添加党员 何永贵" in page.shell.status.text


def test_a_second_person_of_one_name_is_asked_about(
    people, page, session, in_dialog, answers, said
):
    def fill(dialog):
        dialog.form.fill({"name": "陈志强", "joined": "2020-07-01"})
        answers.append(False)
        dialog.save()
        assert "已经有 1 位叫“陈志强”的：男，1968年3月生" in said[-1][1]
        answers.append(True)
        dialog.save()

    in_dialog(page.add_, fill, Editor)
    assert [m.name for m in service.browse(session)].count("陈志强") == 2


def test_a_character_that_no_font_has_is_named_before_saving(
    page, session, in_dialog, answers, said
):
    def fill(dialog):
        dialog.form.fill({"name": "王\U0003134f"})
        answers.append(False)
        dialog.save()
        dialog.form.settle()
        dialog.cancel()

    in_dialog(page.add_, fill, Editor)
    assert "（U+3134F）" in said[-1][1]
    assert service.browse(session) == ()


def test_rare_characters_that_fonts_have_are_saved_without_a_question(page, session, in_dialog):
    def fill(dialog):
        dialog.form.fill({"name": "龚䶮𬭎", "joined": "2001-01-01"})
        dialog.save()

    in_dialog(page.add_, fill, Editor)
    assert [m.name for m in service.browse(session)] == ["龚䶮𬭎"]


def test_an_activist_is_added_with_a_status_and_its_date(page, session, in_dialog):
    def fill(dialog):
        dialog.form.fill({"name": "袁小龙", "status": "入党积极分子", "since": "2027-05"})
        dialog.save()
        assert dialog.form.problems() == {"since": "这一天还没有到"}
        dialog.form.fill({"since": "2025-05"})
        dialog.save()

    in_dialog(page.add_, fill, Editor)
    assert page.people.kind == rules.ALL
    assert names(page) == ["袁小龙"]
    assert "积极分子 1" in page.header._subtitle.whole


def test_a_change_needs_a_reason_which_one_click_gives(people, page, session, in_dialog):
    page.show_member(people["wei"])
    settle(page)

    def fill(dialog):
        dialog.form.fill({"birth": "1985.2.17"})
        dialog.save()
        assert set(dialog.form.problems()) == {"why"}
        buttons = {
            str(w.cget("text")): w for w in clipping.walk(dialog) if isinstance(w, ttk.Button)
        }
        buttons["补充资料"].invoke()
        dialog.save()

    in_dialog(page.edit, fill, Editor)
    assert service.get(session, people["wei"]).birth == "1985-02-17"
    page.card.tabs.choose("history")
    texts = card_texts(page)
    assert "出生日期：1985-02 → 1985-02-17" in texts
    assert "原因：补充资料" in texts


@pytest.mark.parametrize("percent", [100, 150])
def test_what_is_wrong_with_a_card_moves_nothing(people, page, tk_root, in_dialog, percent):
    page.show_member(people["wei"])
    scaling.set_text_size(tk_root, percent)
    settle(page)

    def fill(dialog):
        wrong = {"name": "", "birth": "去年", "joined": "2027-01", "full": "23.6", "phone": "12345",
                 "education": "2025.07", "nation": "汉" * 3000, "assigned_posts": "岗" * 3000}  # fmt: skip
        before = places(dialog)
        dialog.form.fill(wrong)
        dialog.save()
        dialog.update()
        assert set(dialog.form.problems()) == {*wrong, "why"}
        assert places(dialog) == before
        dialog.form.fill({"name": "王强2", "phone": "11010119900307233X", "birth": "2020-01",
                          "joined": "2019-01-01", "full": "2018-01-01", "nation": "12",
                          "assigned_posts": "2025.7"})  # fmt: skip
        dialog.save()
        dialog.update()
        assert places(dialog) == before
        assert clipping.offences(dialog) == []
        dialog.destroy()

    in_dialog(page.edit, fill, Editor)


def places(dialog):
    """Where every field stands in its form, and how large the window is."""
    boxes = dialog.form.winfo_children()
    return dialog.winfo_geometry(), [box.winfo_geometry() for box in boxes]


def test_the_reason_is_marked_as_required(people, page, in_dialog):
    def look(dialog):
        texts = [str(w.cget("text")) for w in clipping.walk(dialog) if isinstance(w, ttk.Label)]
        assert "修改原因　*" in texts
        dialog.destroy()

    in_dialog(page.edit, look, Editor)


def test_what_is_typed_is_not_lost_unasked(people, page, in_dialog, answers, said):
    page.show_member(people["wei"])
    settle(page)

    def fill(dialog):
        dialog.form.fill({"note": "外出"})
        dialog.update()
        answers.append("返回继续填写")
        press(dialog, "<Escape>")
        assert dialog.winfo_exists()
        answers.append("不保存")
        press(dialog, "<Escape>")
        assert not dialog.winfo_exists()

    in_dialog(page.edit, fill, Editor)
    assert [word for word, _ in said] == ["ask_choice", "ask_choice"]


# --- leaving, marks, voiding --------------------------------------------------------------------


def test_a_member_leaves_with_a_date_and_can_be_brought_back_by_undo(
    people, page, session, in_dialog
):
    page.show_member(people["wei"])
    settle(page)

    def fill(dialog):
        dialog.save()
        assert set(dialog.form.problems()) == {"status"}
        assert dialog.form.read()["since"] == "2026-11-21"
        dialog.form.fill({"status": "转出", "since": "2026.10.8", "reason": "转往县城"})
        dialog.save()

    page.card.buttons["离开支部…"].focus_set()
    in_dialog(page.leave, fill)
    assert names(page) == ["陈志强", "张伟（1990）", "林秀兰"]
    assert page.people.table.selected() == str(people["other_wei"])
    assert page.focus_get() is page.people.table.tree
    assert page.shell.status.text.startswith("已登记 张伟（1985）：转出")
    page.people.lists.choose(rules.GONE)
    assert names(page) == ["张伟（1985）"]
    page.card.tabs.choose("standing")
    assert "2026年10月8日　转出（转往县城）" in card_texts(page)
    page.shell.undo()
    assert names(page) == []


def test_a_mobile_member_is_marked_contacted_and_comes_home(people, page, session, in_dialog):
    page.show_member(people["mobile"])
    settle(page)

    def fill(dialog):
        dialog.form.fill(
            {"mark": "流动党员", "since": "2026-03-01", "place": "苏州电子厂", "until": "2026-02"}
        )
        dialog.save()
        assert set(dialog.form.problems()) == {"until"}
        dialog.form.fill({"until": ""})
        dialog.save()

    in_dialog(page.mark, fill)
    page.people.lists.choose("流动党员")
    assert names(page) == ["林秀兰"]
    page.card.tabs.choose("standing")
    link(page, "今天联系过").invoke()
    assert any("最近联系：2026年11月21日" in text for text in card_texts(page))
    in_dialog(link(page, "结束…").invoke, lambda dialog: dialog.save())
    (mark,) = session.rows("member_marks")
    assert mark["until"] == "2026-11-21"
    assert names(page) == []


def link(page, text):
    settle(page)
    found = [w for w in clipping.walk(page.card) if isinstance(w, ttk.Button)]
    return next(w for w in found if w.cget("text") == text)


def test_a_mark_is_changed_for_a_reason(people, page, session, in_dialog):
    service_standing.mark(session, entries.Mark(people["wei"], "困难党员", "2026-01"))
    page.refresh(None)
    page.show_member(people["wei"])
    page.card.tabs.choose("standing")

    def fill(dialog):
        dialog.form.fill({"note": "长期患病"})
        dialog.save()
        assert set(dialog.form.problems()) == {"why"}
        dialog.form.fill({"why": "情况变化"})
        dialog.save()

    in_dialog(edit_link(page), fill)
    assert session.rows("member_marks")[0]["note"] == "长期患病"


def edit_link(page):
    settle(page)
    found = [w for w in clipping.walk(page.card.scroll) if isinstance(w, ttk.Button)]
    return next(w for w in found if w.cget("text") == "修改").invoke


def test_a_card_is_voided_for_a_reason_only(people, page, session, answers):
    page.show_member(people["other_wei"])
    settle(page)
    answers += [None, "重复登记"]
    page.card.buttons["作废…"].invoke()
    assert len(service.browse(session)) == 4
    page.card.buttons["作废…"].invoke()
    assert names(page) == ["陈志强", "张伟", "林秀兰"]


# --- import, export, paper ----------------------------------------------------------------------


def import_(page, in_dialog, answers, path, act):
    answers.append(path)
    in_dialog(page.import_roster, act, Preview)


def test_the_village_s_own_roster_comes_in_whole_and_only_once(
    page, session, in_dialog, answers, sample
):
    def look(dialog):
        assert dialog.summary["text"] == "52 人：新增 52，改动 0，相同 0，跳过 0；要看 3 人的 3 处"
        dialog.rows.filters.choose("look")
        assert len(dialog.rows.table.lines()) == 3
        dialog.go.invoke()

    import_(page, in_dialog, answers, sample, look)
    assert page.header._subtitle.whole == "正式党员 49 · 预备党员 3 · 流动 11"
    assert "新增 52 人" in page.shell.status.text
    assert session.setting("branch.name") == "青山村党支部"
    assert session.setting("branch.township") == "柳河镇"

    def again(dialog):
        assert dialog.summary["text"].startswith("52 人：新增 0，改动 0，相同 52")
        assert dialog.go.instate(["disabled"])
        dialog.cancel()

    import_(page, in_dialog, answers, sample, again)
    page.shell.undo()
    assert service.browse(session) == ()


def roster_of(path, *rows, headers=("姓名", "性别", "出生年月", "入党时间", "住哪里")):
    from jdzb.core.ledger import Grid

    xlsx.write_grid(path, Grid("党员名单", headers, rows))
    return path


def test_a_cell_is_corrected_in_place_and_a_row_skipped(
    page, session, in_dialog, answers, tmp_path
):
    path = roster_of(
        tmp_path / "名单.xlsx",
        ("何永贵", "男", "1970-05", "不记得了", "东头"),
        ("梁金凤", "女", "1981-02", "2005-07-01", "西头"),
        ("宋有才", "男", "1962-02", "1990-07-01", "南头"),
    )

    def act(dialog):
        dialog.rows.filters.choose("look")
        (line,) = dialog.rows.table.lines()
        assert line.cells[1] == "何永贵"
        dialog.rows.table.start()
        press(dialog, "<Return>")
        cell = dialog.detail.cells["joined"]
        assert dialog.focus_get() is cell.input
        assert "应为日期" in cell.problem["text"]
        cell.input.put("1999.7")
        press(dialog, "<Return>")
        (line,) = dialog.rows.table.lines()  # it stays until the filter is clicked again
        assert line.cells[3] == ""
        assert dialog.detail.heading["text"].endswith("何永贵")
        dialog.rows.filters.choose("look")
        assert dialog.rows.table.lines() == ()
        dialog.rows.filters.choose("all")
        dialog.rows.table.select(dialog.rows.table.lines()[1].id)
        dialog.update()
        dialog.rows.table.tree.focus_set()
        press(dialog, "<space>")
        assert dialog.summary["text"].startswith("3 人：新增 2，改动 0，相同 0，跳过 1")
        dialog.go.invoke()

    import_(page, in_dialog, answers, path, act)
    found = {m.name: m.joined for m in service.browse(session)}
    assert found == {"何永贵": "1999-07", "宋有才": "1990-07-01"}


def test_what_is_being_typed_counts_when_the_button_is_clicked(
    page, session, in_dialog, answers, tmp_path
):
    path = roster_of(tmp_path / "名单.xlsx", ("何永贵", "男", "1970-05", "不记得了", "东头"))

    def act(dialog):
        dialog.detail.start()
        dialog.update()
        dialog.detail.cells["joined"].input.put("1999.7")
        dialog.go.event_generate("<ButtonPress-1>", x=5, y=5)
        dialog.go.event_generate("<ButtonRelease-1>", x=5, y=5)

    import_(page, in_dialog, answers, path, act)
    assert [m.joined for m in service.browse(session)] == ["1999-07"]


def test_corrections_are_not_thrown_away_unasked(page, session, in_dialog, answers, said, tmp_path):
    path = roster_of(tmp_path / "名单.xlsx", ("何永贵", "男", "1970-05", "不记得了", "东头"))

    def act(dialog):
        dialog.correct(dialog.plan.people[0].key, "joined", "1999-07")
        answers.extend([None, preview.KEEP, preview.DISCARD])
        press(dialog, "<Escape>")
        press(dialog, "<Escape>")
        assert dialog.winfo_exists()
        press(dialog, "<Escape>")
        assert not dialog.winfo_exists()

    import_(page, in_dialog, answers, path, act)
    assert "刚才的 1 处更正和选择会丢掉" in said[-1][1]
    assert service.browse(session) == ()


def test_enter_and_esc_at_the_question_keep_the_corrections(page, in_dialog, tmp_path, tk_root):
    path = roster_of(tmp_path / "名单.xlsx", ("何永贵", "男", "1970-05", "不记得了", "东头"))
    plan = importing.read(tasks.Token(), path)

    def act(dialog):
        dialog.correct(dialog.plan.people[0].key, "joined", "1999-07")
        for key in ("<Return>", "<Escape>"):
            tk_root.after(150, lambda key=key: press(next(windows(dialog)), key))
            dialog.cancel()
            assert dialog.winfo_exists()
        dialog.close(None)

    in_dialog(lambda: Preview(page, page.session, plan).run(), act, Preview)


def test_a_row_is_skipped_and_taken_back_by_one_button_that_stays_where_it_is(
    page, in_dialog, answers, tmp_path
):
    path = roster_of(tmp_path / "名单.xlsx", ("何永贵", "男", "1970-05", "1999-07", "东头"))

    def click(button, *milliseconds):
        for when in milliseconds:
            button.event_generate("<ButtonPress-1>", x=5, y=5, time=when)
            button.event_generate("<ButtonRelease-1>", x=5, y=5, time=when)
        settle(page)

    def act(dialog):
        settle(page)
        skip = dialog.detail.skip
        place = skip.winfo_rootx(), skip.winfo_rooty()
        tabs = [w for w in clipping.walk(dialog.detail) if isinstance(w, ttk.Radiobutton)]
        assert tabs == []  # in an empty register nobody can be "the same person"
        click(skip, 5000, 5150)  # a double click
        assert skip["text"] == "恢复这一行"
        assert dialog.summary["text"].startswith("1 人：新增 0，改动 0，相同 0，跳过 1")
        assert [w for w in clipping.walk(dialog.detail) if isinstance(w, ttk.Radiobutton)] == []
        assert (skip.winfo_rootx(), skip.winfo_rooty()) == place
        click(skip, 9000)
        assert skip["text"] == "跳过这一行"
        dialog.close(None)

    import_(page, in_dialog, answers, path, act)


def test_the_cells_stay_where_they_are_when_one_is_corrected(page, in_dialog, answers, tmp_path):
    path = roster_of(
        tmp_path / "名单.xlsx",
        ("何永贵", "男", "1970-05", "不记得了", "东头"),
    )

    def act(dialog):
        settle(page)
        cells = dialog.detail.cells

        def places():
            settle(page)
            return {name: cell.input.winfo_rooty() for name, cell in cells.items()}

        before = places()
        dialog.correct(dialog.plan.people[0].key, "joined", "1999-07")
        assert dialog.detail.standing.whole == "身份：正式党员"
        assert places() == before
        dialog.close(None)

    import_(page, in_dialog, answers, path, act)


def test_an_unknown_column_is_named_and_can_be_told(page, session, in_dialog, answers, tmp_path):
    path = roster_of(tmp_path / "名单.xlsx", ("何永贵", "男", "1970-05", "1999-07", "东头"))

    def act(dialog):
        assert dialog.views._tabs["columns"]["text"] == "栏目对应（5 栏，1 栏不认识）"
        dialog.views.choose("columns")
        dialog.update()
        box = dialog.columns.boxes[dialog.plan.parts[0].sheet, 4]
        assert box.get() == "不认识，不导入"
        box.set("住址")
        box.event_generate("<<ComboboxSelected>>")
        dialog.update()
        dialog.go.invoke()

    import_(page, in_dialog, answers, path, act)
    assert [m.address for m in service.browse(session)] == ["东头"]


def test_a_changed_row_shows_what_was_and_what_will_be(people, page, in_dialog, answers, tmp_path):
    path = roster_of(tmp_path / "名单.xlsx", ("陈志强", "男", "1968-03", "1992-07-02", "东头"))

    def act(dialog):
        texts = [
            str(w.cget("text")) for w in clipping.walk(dialog.detail) if isinstance(w, ttk.Label)
        ]
        assert "入党日期：1992-07-01 → 1992-07-02" in texts
        dialog.cancel()

    import_(page, in_dialog, answers, path, act)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "是空的"), (b"%PDF-1.4 x", "是 PDF"), (b"\x00\x01abc", "不是 Excel")],
)
def test_a_file_that_is_no_roster_is_one_sentence(
    page, session, answers, callback_errors, tmp_path, content, words
):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(content)
    answers.append(path)
    page.import_roster()
    settle(page, until=lambda: callback_errors)
    assert words in callback_errors.pop()
    assert service.browse(session) == ()


def test_the_list_shown_goes_to_excel_and_reads_back(people, page, answers, tmp_path):
    target = tmp_path / "党员花名册_2026-11-21.xlsx"
    answers.append(target)
    page.export()
    settle(page, until=target.exists)
    settle(page, until=lambda: "已导出 4 人" in page.shell.status.text)
    rows = xlsx.read_workbook(target).sheets[0].rows
    assert [row[0] for row in rows[2:]] == ["陈志强", "张伟", "张伟", "林秀兰"]


def test_the_birthdays_of_a_month_are_listed_and_saved_as_pdf(
    people, page, in_dialog, answers, tmp_path
):
    from jdzb.gui.kit.printdialog import PrintDialog

    target = tmp_path / "生日.pdf"

    def act(dialog):
        assert [line.cells[0] for line in dialog.table.lines()] == ["林秀兰", "张伟"]
        dialog.turn(-1)
        assert dialog.table.lines() == ()
        dialog.turn(1)
        in_dialog(dialog.print_, save, PrintDialog)
        dialog.cancel()

    def save(dialog):
        settle(dialog, until=lambda: dialog._content)
        answers.append(target)
        dialog.save()
        settle(page, until=target.exists)

    in_dialog(page.people.birthdays.invoke, act)
    assert target.read_bytes().startswith(b"%PDF")
    assert page.session.entries()[-1].table == "print"


# --- keys and sizes -----------------------------------------------------------------------------


def test_keys_alone_find_a_member_and_change_the_card(people, page, session, in_dialog):
    page.focus_search()
    page.people.search.insert(0, "lxl")
    settle(page, until=lambda: names(page) == ["林秀兰"])
    press(page, "<Down>")

    def fill(dialog):
        press(dialog, *["<Tab>"] * 2)
        dialog.focus_get().insert(0, "土家族")
        for _ in range(11):
            press(dialog, "<Tab>")
        dialog.form.input("why").focus_set()
        dialog.focus_get().insert(0, "信息更正")
        press(dialog, "<Control-s>")

    in_dialog(lambda: press(page, "<Return>"), fill, Editor)
    assert service.get(session, people["mobile"]).nation == "土家族"


def test_letters_on_the_list_jump_to_a_name(people, page):
    page.people.table.start()
    for letter in "lin":
        page.people.table.tree.event_generate("<Key>", keysym=letter)
    settle(page)
    assert page.people.table.selected() == str(people["mobile"])


@pytest.mark.parametrize(
    ("size", "percent"),
    [("1366x730", 100), ("1280x640", 100), ("1280x640", 150), ("1280x640", 175)],
)
def test_nothing_on_the_page_is_cut_off(people, page, tk_root, size, percent):
    tk_root.geometry(f"{size}+0+0")
    scaling.set_text_size(tk_root, percent)
    settle(page)
    for tab in ("facts", "standing", "history"):
        page.card.tabs.choose(tab)
        page.start()
        settle(page)
        assert clipping.offences(tk_root) == []
        page.read()
        settle(page)
        assert clipping.offences(tk_root) == []


def test_large_text_leaves_room_for_six_people_their_posts_and_marks(page, session, tk_root):
    for number in range(20):
        add(
            session,
            f"王{'一二三四五六七八九十'[number // 10]}{'一二三四五六七八九十'[number % 10]}",
        )
    tk_root.geometry("1366x708+0+0")
    scaling.set_text_size(tk_root, 150)
    page.refresh(None)
    settle(page)
    tree = page.people.table.tree
    assert len([item for item in tree.get_children() if tree.bbox(item)]) >= 6
    assert {"name", "post", "status", "marks"} <= set(tree["displaycolumns"])
    assert page.split.canvas.yview() == (0, 1)


def test_with_large_text_the_card_has_the_page_to_itself(people, page, tk_root, in_dialog):
    tk_root.geometry("1366x708+0+0")
    scaling.set_text_size(tk_root, 150)
    settle(page)
    page.people.table.start()
    press(page, "<Return>")
    settle(page)
    assert page.card.winfo_viewable()
    assert not page.people.winfo_viewable()

    def leave(dialog):
        dialog.form.fill({"status": "转出"})
        dialog.save()

    in_dialog(page.card.buttons["离开支部…"].invoke, leave)
    assert page.people.winfo_viewable()
    press(page, "<Return>")
    press(page, "<Escape>")
    assert page.people.winfo_viewable()
    assert page.focus_get() is page.people.table.tree
    scaling.set_text_size(tk_root, 100)
    settle(page)
    assert page.people.winfo_viewable()
    assert page.card.winfo_viewable()


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_in_the_preview_is_cut_off(page, tk_root, in_dialog, answers, sample, percent):
    scaling.set_text_size(tk_root, percent)
    settle(page)

    def act(dialog):
        for filter_ in ("look", "all"):
            dialog.rows.filters.choose(filter_)
            assert clipping.offences(dialog) == []
        dialog.views.choose("columns")
        assert clipping.offences(dialog) == []
        dialog.cancel()

    import_(page, in_dialog, answers, sample, act)


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("open_", ["add_", "edit", "leave", "status", "mark", "birthdays"])
def test_nothing_in_the_dialogs_is_cut_off(people, page, tk_root, in_dialog, percent, open_):
    page.show_member(people["wei"])
    scaling.set_text_size(tk_root, percent)
    settle(page)

    def act(dialog):
        assert clipping.offences(dialog) == []
        dialog.destroy()

    in_dialog(getattr(page, open_), act)


# --- history ------------------------------------------------------------------------------------


def test_ctrl_h_shows_what_was_ever_written_about_the_person(people, page, session, in_dialog):
    card = service.get(session, people["mobile"])
    service.amend(session, card.id, replace(card, phone="13800001111"), "换了号码")
    page.refresh(None)
    page.people.table.select(people["mobile"])
    settle(page)

    def look(dialog):
        assert [line.cells[2] for line in dialog.table.lines()] == [
            "修改党员 林秀兰",
            "添加党员 林秀兰",
        ]
        dialog.update()
        assert dialog.comparison.texts()[-3:] == ["联系电话", "（空）", "13800001111"]
        dialog.cancel()

    in_dialog(lambda: press(page, "<Control-h>"), look)
    in_dialog(page.card.buttons["历史"].invoke, look)


def test_ctrl_h_in_the_search_box_deletes_nothing(people, page, in_dialog):
    page.focus_search()
    page.people.search.insert(0, "陈志强")
    settle(page, until=lambda: names(page) == ["陈志强"])
    in_dialog(lambda: press(page, "<Control-h>"), lambda dialog: dialog.cancel())
    assert page.people.search.text == "陈志强"
