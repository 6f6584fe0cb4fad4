"""Sign-in, appraisal and figures on a real window, by mouse and by keys alone."""

from datetime import date

import openpyxl
import pypdf
import pytest

from jdzb.gui.pages import entry
from jdzb.gui.shell import Shell
from jdzb.ledgers.duty import service
from jdzb.ledgers.duty import service_attendance as attendance
from jdzb.ledgers.duty.entries import Turn
from jdzb.ledgers.duty.entries_attendance import AFTERNOON, MORNING, PRESENT, Attendance
from jdzb.ledgers.duty.page import DutyPage
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.store.branch import save_branch
from tests.gui import clipping
from tests.gui.driving import press, settle

TODAY, YESTERDAY, LONG_AGO = date(2026, 11, 20), date(2026, 11, 19), date(2026, 11, 5)
NAMES = ("林秀兰", "周桂芳", "吴春生", "郑德福")


@pytest.fixture(autouse=True)
def morning(monkeypatch):
    """Friday, a little after ten."""
    monkeypatch.setenv("JDZB_TODAY", "2026-11-20T10:05:00")


@pytest.fixture
def village(session):
    """Two people today, two yesterday, one a fortnight ago; ids by name."""
    save_branch(session, {"name": "青山村党支部", "township": "柳河镇", "phone": "0000-2560000"})
    ids = {
        name: members.add(session, Member(name, joined="2001-03", full="2002-03")).id
        for name in NAMES
    }
    days = ((TODAY, NAMES[:2]), (YESTERDAY, NAMES[2:]), (LONG_AGO, NAMES[:1]))
    for day, names in days:
        for name in names:
            service.add(session, Turn(day, ids[name]))
    return ids


@pytest.fixture
def shell(tk_root, session, village):
    """The window with the duty page alone, sign-in in front."""
    shell = Shell(tk_root, session, (entry(DutyPage),))
    tk_root.focus_force()
    settle(tk_root)
    shell.page.turn("signing")
    settle(tk_root)
    return shell


@pytest.fixture
def view(shell):
    """The view of sign-in."""
    return shell.page.front


def turned(shell, key):
    """The view of a tab, brought to the front and at rest."""
    view = shell.page.turn(key)
    settle(shell.root)
    return view


def lines(view):
    """Every line of the day: name, word, what is told."""
    return [
        (row.spot.half, row.spot.name, row.pill["text"], row.told["text"].replace("\n", ""))
        for row in view.rows
    ]


def click(widget):
    """The mouse on the middle of a widget."""
    widget.update()
    x, y = widget.winfo_width() // 2, widget.winfo_height() // 2
    for event in ("<Enter>", "<Motion>", "<ButtonPress-1>", "<ButtonRelease-1>"):
        widget.event_generate(event, x=x, y=y)
        widget.update()


# --- sign-in --------------------------------------------------------------------------------------


def test_one_click_signs_in_at_the_time_of_the_clock(view, session, shell, village):
    assert lines(view)[0] == (MORNING, "林秀兰", "待签到", "")
    click(view.rows[0].buttons["签到"])
    assert lines(view)[0] == (MORNING, "林秀兰", "到岗", "10:05")
    (row,) = session.rows("duty_attendance")
    assert (row["member"], row["half"], row["came"]) == (village["林秀兰"], MORNING, "10:05")
    assert shell.status.text.startswith("已登记林秀兰11月20日上午签到（Ctrl+Z 撤销")


@pytest.mark.parametrize(
    "case",
    [
        ("08:59", AFTERNOON, "还没到下午（14:00–17:00），现在是 8:59"),
        ("13:20", MORNING, "上午（8:30–12:00）已经过了，现在是 13:20"),
    ],
)
def test_signing_in_for_a_half_day_that_does_not_run_is_asked_about(
    shell, session, answers, said, monkeypatch, case
):
    now, half, told = case
    monkeypatch.setenv("JDZB_TODAY", f"2026-11-20T{now}:00")
    shell.page.refresh(None)
    row = next(one for one in shell.page.front.rows if one.spot.half == half)
    answers.append("不签")
    row.act()
    assert session.rows("duty_attendance") == []
    assert told in said[0][1]
    answers.append(f"记成现在 {now.removeprefix('0')} 到岗")
    row.act()
    assert [one["came"] for one in session.rows("duty_attendance")] == [now]


def test_whoever_comes_a_little_before_the_afternoon_is_not_asked(shell, session, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2026-11-20T13:40:00")
    shell.page.refresh(None)
    next(one for one in shell.page.front.rows if one.spot.half == AFTERNOON).act()
    assert [one["came"] for one in session.rows("duty_attendance")] == ["13:40"]


def test_enter_signs_in_and_down_goes_to_the_next(view, session):
    press(view, "<Return>")
    settle(view)
    press(view, "<Down>", "<space>")
    settle(view)
    assert [row["half"] for row in session.rows("duty_attendance")] == [MORNING, MORNING]
    press(view, "<Control-z>")
    settle(view)
    assert len(session.rows("duty_attendance")) == 1


def test_a_stand_in_is_found_by_initials_and_stands_beside_the_plan(view, in_dialog, village):
    def fill(dialog):
        dialog.form.fill({"member": "郑德福", "came": "8点20"})
        settle(dialog)
        dialog.accept()

    in_dialog(view.rows[0].buttons["替班"].invoke, fill)
    assert lines(view)[0] == (MORNING, "林秀兰", "有人替", "郑德福来替　8:20")
    assert "替班" not in view.rows[0].buttons


def test_what_is_wrong_keeps_the_dialog_open_and_says_so(view, in_dialog, session):
    def fill(dialog):
        dialog.form.fill({"member": "周桂芳"})
        dialog.accept()
        assert "本人这半天也值班" in dialog.wrong["text"].replace("\n", "")
        dialog.form.fill({"member": "郑德福", "came": "早上"})
        dialog.accept()
        assert dialog.form.problems() == {"came": "应为几点几分，例如 8:26"}

    in_dialog(view.rows[0].buttons["换班"].invoke, fill)
    assert session.rows("duty_attendance") == []


def test_who_left_is_away_for_a_reason_and_comes_back_by_a_correction(view, in_dialog, session):
    click(view.rows[0].buttons["签到"])

    def leave(dialog):
        dialog.accept()
        assert dialog.form.problems() == {"note": "脱岗要写原因"}
        dialog.form.fill({"note": "接孩子"})
        dialog.accept()

    in_dialog(view.rows[0].buttons["脱岗"].invoke, leave)
    assert lines(view)[0] == (MORNING, "林秀兰", "脱岗", "10:05　接孩子")

    def correct(dialog):
        dialog.form.fill({"state": PRESENT, "note": ""})
        dialog.accept()
        assert dialog.wrong["text"] == "请填写更正原因。"
        dialog.form.fill({"reason": "他在后院"})
        dialog.accept()

    in_dialog(view.rows[0].buttons["更正"].invoke, correct)
    assert lines(view)[0] == (MORNING, "林秀兰", "到岗", "10:05")
    assert session.entries()[-1].reason == "他在后院"


def test_delete_takes_a_sign_in_back_for_a_reason(view, answers, said, session):
    press(view, "<Return>")
    settle(view)
    answers.append("人弄错了")
    press(view, "<Delete>")
    assert said == [("ask_reason", "作废11月20日上午林秀兰的签到")]
    assert session.rows("duty_attendance") == []
    assert lines(view)[0][2] == "待签到"


def test_a_past_day_shows_what_is_missing_and_asks_for_the_times(view, in_dialog, session):
    cells = [line.cells for line in view.table.lines()]
    assert cells == [
        ("20日 周五", "待签", "待签"), ("19日 周四", "未签 2", "未签 2"), ("5日 周四", "未签 1", "未签 1"),
    ]  # fmt: skip
    view.table.select(YESTERDAY.isoformat())
    settle(view)
    assert {line[2] for line in lines(view)} == {"未签到"}

    def fill(dialog):
        assert "reason" not in dialog.form.read()
        assert dialog.form.read()["came"] == ""
        dialog.form.fill({"came": "8:28", "went": "12:00"})
        dialog.accept()

    in_dialog(view.rows[0].buttons["签到"].invoke, fill)
    assert lines(view)[0] == (MORNING, "吴春生", "到岗", "8:28–12:00")
    assert view.table.lines()[1].cells[1] == "未签 1"


def test_a_late_entry_asks_why(view, in_dialog, session):
    view.go(LONG_AGO)

    def fill(dialog):
        dialog.form.fill({"came": "8:28"})
        dialog.accept()
        assert dialog.wrong["text"] == "请填写补录原因。"
        dialog.form.fill({"reason": "停电，先写在本子上"})
        dialog.accept()

    in_dialog(view.rows[0].buttons["签到"].invoke, fill)
    assert session.entries()[-1].reason == "停电，先写在本子上"


def test_someone_not_planned_is_entered_too_and_a_person_is_found(view, in_dialog):
    def fill(dialog):
        dialog.form.fill({"member": "吴春生"})
        dialog.accept()

    in_dialog(lambda: view.deeds.besides(TODAY, AFTERNOON), fill)
    assert lines(view)[-1][:3] == (AFTERNOON, "吴春生", "计划外")
    view.search.insert(0, "zdf")
    settle(view, until=lambda: len(view.table.lines()) == 1)
    assert view.table.lines()[0].cells[0] == "19日 周四"


def test_the_form_of_the_month_is_printed(view, in_dialog, answers, said, tmp_path):
    file = tmp_path / "签到表.pdf"
    answers += ["本月签到表", file]

    def save(dialog):
        settle(dialog, until=lambda: dialog._content)
        dialog.save()
        settle(view, until=lambda: not dialog.winfo_exists())

    press(view, "<F3>")
    in_dialog(lambda: press(view, "<Control-p>"), save)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    assert "2026年11月党员值班签到表" in text
    assert all(name in text for name in NAMES)


# --- tabs -----------------------------------------------------------------------------------------


def test_ctrl_page_down_goes_through_the_views_and_each_has_its_buttons(shell):
    seen = []
    for _ in range(5):
        seen.append((shell.page.front.KEY, shell.page.header._title["text"]))
        press(shell.page, "<Control-Next>")
        settle(shell.page)
    assert [key for key, _ in seen] == ["signing", "visits", "reviews", "statistics", "roster"]
    assert len({title for _, title in seen}) == 5
    press(shell.page, "<Control-Prior>")
    assert shell.page.front.KEY == "roster"
    month = shell.page.front.month
    press(shell.page, "<Control-Next>", "<Control-Prior>")
    assert (shell.page.front.KEY, shell.page.front.month) == ("roster", month)


def test_a_view_behind_is_fresh_when_it_comes_to_the_front(shell, session, village):
    shell.page.turn("statistics")
    assert shell.page.front.found.lines == ()
    shell.page.turn("signing")
    click(shell.page.front.rows[0].buttons["签到"])
    shell.page.turn("statistics")
    assert [line.name for line in shell.page.front.found.lines] == ["林秀兰"]


# --- appraisal and figures ------------------------------------------------------------------------


@pytest.fixture
def signed(session, village):
    """Everyone signed in yesterday, one this morning."""
    for name, day, half in (
        ("吴春生", YESTERDAY, MORNING), ("吴春生", YESTERDAY, AFTERNOON),
        ("郑德福", YESTERDAY, MORNING), ("林秀兰", TODAY, MORNING),
    ):  # fmt: skip
        attendance.sign(session, Attendance(day, half, village[name], came="08:30"))
    return village


def test_number_keys_grade_line_after_line(signed, shell, session):
    view = turned(shell, "reviews")
    assert [line.cells[0] for line in view.table.lines()] == list(NAMES)
    press(view, "<Key-1>", "<Down>", "<Key-2>", "<Key-1>")
    press(view, "<Home>", "<Right>", "<Key-1>", "<Right>", "<Home>", "<Key-2>")
    given = [(row["own"], row["grp"], row["branch"]) for row in session.rows("duty_reviews")]
    assert given == [("好", "好", "较好"), ("较好", None, None), ("好", None, None)]
    assert view.table.lines()[0].cells[-3:-1] == ("94", "好")
    assert (
        view.header._subtitle.whole
        == "2026年四季度 · 自评还差 1 人、小组评还差 3 人、支部评还差 3 人"
    )


def test_a_number_with_alt_goes_to_a_page_and_grades_nobody(signed, shell, session):
    view = turned(shell, "reviews")
    press(view, "<Alt-Key-3>", "<Control-Key-3>")
    assert session.rows("duty_reviews") == []


def test_a_grade_given_is_changed_and_cleared_for_a_reason(signed, shell, session, answers, said):
    view = turned(shell, "reviews")
    press(view, "<Key-1>", "<Home>")
    answers += [None, "重新评议", "登记错了"]
    view.grades["差"].invoke()
    assert session.rows("duty_reviews")[0]["own"] == "好"
    view.table.select(signed["林秀兰"])
    view.grades["差"].invoke()
    assert session.rows("duty_reviews")[0]["own"] == "差"
    view.table.select(signed["林秀兰"])
    press(view, "<Delete>")
    assert session.rows("duty_reviews")[0]["own"] is None
    assert [what for _, what in said] == [
        "改林秀兰的自评（好）", "改林秀兰的自评（好）", "改林秀兰的自评（差）",
    ]  # fmt: skip


def test_the_figures_sort_open_and_go_to_excel(signed, shell, answers, said, tmp_path):
    view = turned(shell, "statistics")
    view.table.sort_by("到岗", falling=True)
    assert view.table.lines()[0].cells[0] == "吴春生"
    view.table.select("2")
    press(view, "<Return>")
    assert said[-1][0] == "show_text"
    assert "11月19日　值班未签到（下午）" in said[-1][1]
    file = tmp_path / "统计.xlsx"
    answers.append(file)
    view.export()
    settle(view, until=lambda: "已导出" in shell.status.text)
    rows = list(openpyxl.load_workbook(file).active.values)
    assert any("吴春生" in map(str, row) for row in rows)
    view.ways.choose("月份")
    assert [line.cells[:2] for line in view.table.lines()] == [("2026年11月", "5")]


def test_the_figures_are_printed_with_a_chart(signed, shell, in_dialog, answers, tmp_path):
    turned(shell, "statistics")
    file = tmp_path / "统计.pdf"
    answers.append(file)

    def save(dialog):
        settle(dialog, until=lambda: dialog._content)
        assert not dialog.foot.to_board  # with names it is not for the wall
        dialog.save()
        settle(dialog, until=lambda: not dialog.winfo_exists())

    in_dialog(lambda: press(shell.page, "<Control-p>"), save)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    assert "2026年党员值班情况统计" in text
    assert "有人替、请假" in text


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_is_cut_off_with_long_words(shell, view, session, village, percent):
    from jdzb.gui.kit import scaling

    note = "接孩子放学，路上遇到停电又去帮忙，下午才回来" * 2
    attendance.sign(
        session, Attendance(TODAY, MORNING, village["林秀兰"], "脱岗", came="08:30", note=note)
    )
    view.refresh(None)
    scaling.set_text_size(shell.root, percent)
    settle(view)
    assert clipping.offences(shell.root) == []


def test_the_tab_counts_the_half_days_of_today_that_wait(signed, shell):
    assert shell.page.tabs._tabs["signing"]["text"] == "签到 1"
    view = turned(shell, "signing")
    click(view.rows[1].buttons["签到"])
    assert shell.page.tabs._tabs["signing"]["text"] == "签到"
