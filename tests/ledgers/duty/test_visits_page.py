"""The visit log on a real window: a visit written, answered, raised, found, printed, exported."""

from datetime import date

import openpyxl
import pytest

from jdzb.gui.kit import scaling
from jdzb.gui.pages import entry
from jdzb.gui.shell import Shell
from jdzb.ledgers.duty import service, service_visits
from jdzb.ledgers.duty.entries import Turn
from jdzb.ledgers.duty.entries_visits import BRANCH, GENERAL, ON_THE_SPOT, SATISFIED, parse_visit
from jdzb.ledgers.duty.page import DutyPage
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.store.branch import save_branch
from tests.gui import clipping
from tests.gui.driving import settle, windows

RAW = {"day": "2026-11-20", "visitor": "尤宝山", "matter": "申请低保", "handling": BRANCH}


@pytest.fixture
def village(session):
    """Three members, one of them on duty today; ids by name."""
    save_branch(session, {"name": "青山村党支部", "township": "柳河镇", "phone": "0000-2560000"})
    names = ("林秀兰", "周桂芳", "吴春生")
    ids = {
        name: members.add(session, Member(name, joined="2001-03", full="2002-03")).id
        for name in names
    }
    service.add(session, Turn(date(2026, 11, 21), ids["周桂芳"]))
    service.add(session, Turn(date(2026, 11, 20), ids["吴春生"]))
    return ids


@pytest.fixture
def visits(session, village):
    """An overdue matter, an open one, an answered one nobody was asked about; ids by visitor."""
    late = {**RAW, "day": "2026-11-09", "visitor": "丁有福", "matter": "水渠闸门损坏"}
    done = {
        **RAW, "day": "2026-10-12", "visitor": "金桂香", "matter": "巷口路灯不亮", "answer": "修好了",
        "answered_on": "2026-10-14", "home": "四组",
    }  # fmt: skip
    raws = (RAW, late, done)
    return {raw["visitor"]: service_visits.add_visit(session, parse_visit(raw)).id for raw in raws}


@pytest.fixture
def shell(tk_root, session):
    """The window with the duty page alone, the visits in front."""
    shell = Shell(tk_root, session, (entry(DutyPage),))
    tk_root.focus_force()
    settle(tk_root)
    shell.page.turn("visits")
    settle(tk_root)
    return shell


def key(widget, sequence):
    widget.focus_force()
    settle(widget)
    widget.event_generate(sequence)
    settle(widget)


def listed(view):
    return [line.cells[1] for line in view.list.table.lines()]


def problems(dialog):
    dialog.save()
    return dialog.form.problems()


# -- writing ---------------------------------------------------------------------------------------


def test_an_empty_log_says_so_and_ctrl_n_opens_the_form(shell, in_dialog):
    view = shell.page.front
    assert view.list.table.lines() == ()
    assert "来访" in view.card._title["text"]
    told = in_dialog(lambda: key(shell.root, "<Control-n>"), lambda form: form.title())
    assert told == "登记来访"


def test_a_new_visit_has_day_time_and_who_is_on_duty_filled_in(village, shell, in_dialog, session):
    def write(form):
        typed = form.form.read()
        assert (typed["day"], typed["receiver"]) == ("2026-11-21", str(village["周桂芳"]))
        assert typed["time"][2] == ":"
        assert typed["handling"] == ON_THE_SPOT
        assert not form.form.dirty
        form.form.fill(
            {"visitor": "尤宝山", "matter": "开证明", "answer": "开好了", "satisfaction": SATISFIED}
        )
        form.event_generate("<Control-s>")
        settle(shell.root)

    in_dialog(shell.page.front.add_, write)
    (visit,) = service_visits.visits(session)
    assert (visit.visitor, visit.answered_on) == ("尤宝山", date(2026, 11, 21))
    assert shell.page.front.list.table.selected() == str(visit.id)
    assert "11月来访 1 件" in shell.page.header._subtitle.whole


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_saved(
    village, shell, in_dialog, session
):
    def write(form):
        form.form.fill({"visitor": "尤宝山", "receiver": "没有这人", "time": "三更"})
        found = problems(form)
        assert set(found) == {"matter", "receiver", "time"}
        assert "没有找到" in found["receiver"]

    in_dialog(shell.page.front.add_, write)
    assert service_visits.visits(session) == []


def test_a_frequent_matter_is_one_click_and_a_known_visitor_brings_the_village_group(
    session, visits, shell, in_dialog
):
    raw = {**RAW, "visitor": "尤宝山", "matter": "巷口路灯不亮"}
    service_visits.add_visit(session, parse_visit(raw))
    shell.page.front.refresh(None)

    def write(form):
        buttons = {one["text"]: one for one in form.matters.winfo_children()}
        assert set(buttons) == {"巷口路灯不亮"}  # what one person alone said is not shown around
        buttons["巷口路灯不亮"].invoke()
        form.form.fill({"visitor": "金桂香"})
        form.form.input("visitor").event_generate("<FocusOut>")
        settle(form)
        typed = form.form.read()
        assert (typed["matter"], typed["home"]) == ("巷口路灯不亮", "四组")
        assert "2026年10月12日" in form.before._whole

    in_dialog(shell.page.front.add_, write)


def test_another_day_presets_who_was_on_duty_then_unless_somebody_was_chosen(
    village, shell, in_dialog
):
    def write(form):
        form.form.fill({"day": "2026-11-20"})
        form.form.input("day").event_generate("<FocusOut>")
        settle(form)
        assert form.form.read()["receiver"] == str(village["吴春生"])
        form.form.fill({"receiver": str(village["林秀兰"]), "day": "2026-11-19"})
        form.form.input("day").event_generate("<FocusOut>")
        settle(form)
        assert form.form.read()["receiver"] == str(village["林秀兰"])

    in_dialog(shell.page.front.add_, write)


def test_unsaved_text_is_asked_for_before_the_form_goes(
    village, shell, in_dialog, answers, session
):
    answers += ["返回继续填写", "不保存"]

    def write(form):
        form.form.fill({"visitor": "尤宝山"})
        form.cancel()
        assert form.winfo_exists()
        form.cancel()
        assert not form.winfo_exists()

    in_dialog(shell.page.front.add_, write)
    assert service_visits.visits(session) == []


# -- open matters ----------------------------------------------------------------------------------


def test_open_matters_stand_on_top_by_what_is_left_the_overdue_one_red(visits, shell):
    view = shell.page.front
    assert listed(view) == ["丁有福", "尤宝山", "金桂香"]
    lines = view.list.table.lines()
    assert [line.cells[5] for line in lines] == ["超期4", "5", "待回访"]
    assert [line.tags for line in lines] == [("red",), (), ()]
    assert "未办结 2 件 · 超期 1 件" in shell.page.header._subtitle.whole


def test_the_tab_and_the_rail_count_what_is_overdue_or_near(visits, shell, session):
    def told():
        return shell.page.tabs._tabs["visits"]["text"]

    def badge():
        return int(shell.rail._badges["duty"]["text"] or 0)

    before = badge()
    assert (told(), before > 0) == ("来访 1", True)
    raw = {**RAW, "day": "2026-11-09", "answer": "修好了", "answered_on": "2026-11-21"}
    shell.on_changed(service_visits.answer(session, visits["丁有福"], parse_visit(raw)))
    assert told() == "来访"
    assert badge() == before - 1


def test_enter_answers_an_open_matter_and_ctrl_z_opens_it_again(visits, shell, in_dialog, session):
    view = shell.page.front

    def write(form):
        assert form.form.read()["answered_on"] == "2026-11-21"
        assert set(problems(form)) == {"answer"}
        form.form.fill({"answer": "已找人修闸门", "satisfaction": SATISFIED})
        form.save()

    in_dialog(lambda: key(view.list.table.tree, "<Return>"), write)
    visit = service_visits.get_visit(session, visits["丁有福"])
    assert (visit.answer, visit.satisfaction) == ("已找人修闸门", SATISFIED)
    assert listed(view)[0] == "尤宝山"
    shell.undo()
    settle(shell.root)
    assert listed(view)[0] == "丁有福"


def test_f4_raises_a_matter_with_one_reason_and_its_term_begins_anew(
    visits, shell, answers, session
):
    view = shell.page.front
    answers.append("超出支部职权")
    key(view.list.table.tree, "<F4>")
    visit = service_visits.get_visit(session, visits["丁有福"])
    assert (visit.handling, visit.raised_on) == (GENERAL, date(2026, 11, 21))
    line = next(one for one in view.list.table.lines() if one.cells[1] == "丁有福")
    assert line.cells[3:6] == ("总支办", "2026-12-04", "10")
    assert "上报总支" not in view.card.buttons


def test_f4_on_an_answered_matter_only_says_why_not(visits, shell, session):
    view = shell.page.front
    view.list.table.select(visits["金桂香"])
    settle(view)
    key(view.list.table.tree, "<F4>")
    assert service_visits.get_visit(session, visits["金桂香"]).handling == BRANCH
    assert set(view.card.buttons) == {"填满意度", "修改", "作废", "历史"}


def test_a_visit_is_put_right_with_a_reason_and_voided_with_one(
    visits, shell, in_dialog, answers, session
):
    view = shell.page.front

    def write(form):
        form.form.fill({"matter": "水渠闸门坏了"})
        assert set(problems(form)) == {"why"}
        form.form.fill({"why": "登记错了"})
        form.save()

    in_dialog(lambda: key(view.list.table.tree, "<F2>"), write)
    assert service_visits.get_visit(session, visits["丁有福"]).matter == "水渠闸门坏了"
    answers.append("重复登记")
    key(view.list.table.tree, "<Delete>")
    assert listed(view) == ["尤宝山", "金桂香"]


def test_a_visit_opened_and_saved_unchanged_needs_no_reason(visits, shell, in_dialog, session):
    before = session.head().size
    view = shell.page.front

    def write(form):
        form.form.fill({"why": ""})
        form.save()
        return form.form.problems() if form.winfo_exists() else {}

    assert in_dialog(view.amend, write) == {}
    assert session.head().size == before


def test_what_was_not_closed_on_the_spot_after_all_becomes_an_open_matter(
    shell, in_dialog, session
):
    raw = {**RAW, "handling": ON_THE_SPOT}
    shell.on_changed(service_visits.add_visit(session, parse_visit(raw)))
    view = shell.page.front

    def write(form):
        form.form.fill({"handling": BRANCH, "why": "登记错了"})
        form.save()

    in_dialog(view.amend, write)
    (visit,) = service_visits.visits(session)
    assert (visit.open, visit.handed_on) == (True, date(2026, 11, 20))


def test_ctrl_n_is_for_the_visits_only_while_they_are_in_front(visits, shell, tk_root):
    shell.page.turn("roster")
    settle(tk_root)
    key(shell.root, "<Control-n>")
    assert not list(windows(tk_root))


def test_ctrl_h_shows_every_version_of_the_visit(visits, shell, monkeypatch):
    shown = []
    monkeypatch.setattr(shell, "show_history", lambda rows, title: shown.append((rows, title)))
    key(shell.page.front.list.table.tree, "<Control-h>")
    assert shown == [((("duty_visits", visits["丁有福"]),), "11月9日丁有福来访")]


# -- finding, printing, exporting ------------------------------------------------------------------


def test_search_state_and_month_let_through_what_they_say(visits, shell):
    view = shell.page.front
    for query, found in (
        ("ybs", ["尤宝山"]),
        ("路灯", ["金桂香"]),
        ("低保", ["尤宝山"]),
        ("无", []),
    ):
        view.list.search._text.set(query)
        settle(view, lambda found=found: listed(view) == found)
    view.list.search.clear()
    settle(view, lambda: len(listed(view)) == 3)
    view.list.states.choose("unrated")
    assert listed(view) == ["金桂香"]
    assert view.list.figures._whole.startswith("当场办 0 · 支部办 1 · 总支办 0 · 按期答复 1")
    view.list.states.choose("all")
    view.list.months.set("2026年11月")
    view.list.months.event_generate("<<ComboboxSelected>>")
    settle(view)
    assert listed(view) == ["丁有福", "尤宝山"]
    assert view.list.states._tabs["all"]["text"] == "全部 2"


def test_a_new_visit_is_in_sight_whatever_was_searched_for(visits, shell, in_dialog):
    view = shell.page.front
    view.list.states.choose("done")

    def write(form):
        form.form.fill({"visitor": "鲁广田", "matter": "宅基地", "handling": BRANCH})
        form.save()

    in_dialog(view.add_, write)
    assert view.card._title["text"] == "鲁广田"


@pytest.mark.parametrize("which", ["11月登记表（内部）", "11月接待情况（公开）"])
def test_ctrl_p_shows_the_sheet_chosen_of_the_running_month(
    visits, shell, in_dialog, answers, which
):
    answers.append(which)
    title = in_dialog(lambda: key(shell.root, "<Control-p>"), lambda dialog: dialog.sheet.title)
    assert title in ("2026年11月来访登记表", "2026年11月来访接待情况")


def test_the_blank_form_asks_for_its_rows_and_refuses_what_is_no_number(
    village, shell, in_dialog, answers, said
):
    view = shell.page.front
    answers += ["空白登记表", "很多"]
    view.print_()
    assert said[-1][0] == "warn"
    answers += ["空白登记表", "18"]
    rows = in_dialog(view.print_, lambda dialog: len(dialog.sheet.blocks[1].rows))
    assert rows == 18


def test_the_visits_shown_are_exported_to_excel(visits, shell, answers, tmp_path):
    view = shell.page.front
    target = tmp_path / "来访.xlsx"
    answers.append(target)
    view.list.states.choose("waiting")
    view.export()
    settle(shell.root, target.exists)
    settle(shell.root)
    text = str(list(openpyxl.load_workbook(target).active.iter_rows(values_only=True)))
    assert "丁有福" in text
    assert "金桂香" not in text


@pytest.mark.parametrize(("size", "percent"), [("1366x708", 100), ("1280x640", 150)])
def test_nothing_is_cut_off_at_both_sizes(visits, shell, tk_root, size, percent, in_dialog):
    tk_root.geometry(f"{size}+0+0")
    scaling.set_text_size(tk_root, percent)
    settle(tk_root)
    assert clipping.offences(tk_root) == []
    view = shell.page.front
    for act in (view.add_, view.amend, view.answer):
        assert in_dialog(act, clipping.offences) == []


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_of_the_empty_log_is_cut_off(shell, tk_root, percent):
    scaling.set_text_size(tk_root, percent)
    settle(tk_root)
    assert clipping.offences(tk_root) == []
