"""The first page: what is on today, what is due, each with the way to its form."""

import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from jdzb.core.errors import JdzbError
from jdzb.gui.pages import PAGES
from jdzb.gui.shell import Shell
from jdzb.gui.today import gathering, paper
from jdzb.ledgers.members import service as members
from jdzb.press import pdf
from jdzb.store import readonly
from jdzb.store.branch import save_branch
from tests.gui.driving import press, settle, windows
from tests.gui.test_due import CHECKS, pressed  # noqa: F401 - fixture
from tests.gui.test_pages import empty_window, window  # noqa: F401 - fixtures

MORNING = "2026-11-21T09:10:00"


@pytest.fixture(autouse=True)
def morning(monkeypatch):
    """Saturday, ten past nine: the morning's duty runs."""
    monkeypatch.setenv("JDZB_TODAY", MORNING)


@pytest.fixture
def page(window):  # noqa: F811 - the fixture
    window.root.focus_force()
    window.page.fill()
    settle(window.root)
    return window.page


def whats(page):
    return [one.what for one in page.due.shown]


def texts(widget):
    own = [str(widget["text"])] if "text" in (widget.keys() or ()) else []
    return own + [text for child in widget.winfo_children() for text in texts(child)]


def badge(window, key="today"):  # noqa: F811 - the fixture
    label = window.rail._badges[key]
    return str(label["text"]) if label.winfo_manager() else ""


# --- the window -----------------------------------------------------------------------------------


def test_it_is_the_first_page_and_is_filled_after_the_window_is_drawn(window):  # noqa: F811
    page = window.page
    assert (page.KEY, page.due.shown, page.duty) == ("today", (), None)
    settle(window.root, lambda: page.care)
    assert len(page.due.shown) > 15
    assert page.duty.buttons
    settle(window.root)
    assert window.root.focus_lastfor() == page.due.buttons[0]


def test_no_book_is_read_before_the_first_draw():
    """The window with its first page stands before any book, rule or sheet has been imported."""
    code = (
        "import sys, jdzb.gui.shell; from jdzb.gui import today\n"
        "from jdzb.gui.today import carecard, duelist, yearcard\n"
        "from jdzb import app; from jdzb.gui import keeper, pages; from jdzb.store import database\n"
        "late = ('jdzb.ledgers', 'jdzb.handover', 'jdzb.press', 'jdzb.core.sheet', 'jdzb.core.rules',\n"
        "        'jdzb.core.workdays', 'jdzb.core.ledger', 'jdzb.core.fields')\n"
        "heavy = [m for m in sys.modules if m.startswith(late)]\n"
        "print(heavy)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True,
        cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_the_header_says_branch_day_and_lunar_day(page):
    assert page.subtitle() == "青山村党支部 · 2026年11月21日 星期六 · 农历十月十三"
    assert page.header._subtitle.whole == page.subtitle()


@pytest.mark.parametrize(("text", "title"), [("登记来访", "登记来访"), ("记一次会议", "新会议")])
def test_its_buttons_open_the_right_form(page, pressed, text, title):  # noqa: F811
    due = gathering.Due({"登记来访": "duty"}.get(text, "meetings"), None, "", "", "")
    seen, _ = pressed(due, page.header.button(text).invoke)
    assert seen.startswith(title)


# --- what is due ----------------------------------------------------------------------------------


def test_every_due_line_opens_its_form_by_its_button(window, page, pressed):  # noqa: F811
    lines, first = page.due.shown, {}
    for place, due in enumerate(lines):
        first.setdefault(due.button, place)
    for button, place in first.items():
        window.open_page("today")
        due = lines[place]
        title, form = pressed(due, page.due.buttons[place].invoke)
        assert CHECKS[button](window, due, title, form), (due, title, form)
    assert len(first) > 9


def test_the_lines_stand_by_their_days_and_say_how_near_they_are(page):
    days = [one.when or date.max for one in page.due.shown]
    assert all(one <= other for one, other in pairwise(days))
    shown = [(str(row.day["text"]), str(row.day["style"])) for row in page.due._rows]
    assert ("昨天", "Red.TLabel") in shown
    assert ("今天", "Amber.TLabel") in shown
    assert ("后天", "Amber.TLabel") in shown
    assert ("11月26日", "Amber.TLabel") in shown
    assert ("12月31日", "TLabel") in shown
    assert shown[-1] == ("尽快", "TLabel")
    assert f"{len(shown)} 项，过期" in str(page.due._note["text"])


def test_what_the_township_found_is_answered_from_here(window, page, pressed):  # noqa: F811
    session = window.session
    facts = {"day": "2026-11-02", "size": 9, "code": "A", "verdict": "", "sha256": "a" * 64}
    audit = session.add("audits", facts, what="收到").id
    item = {"audit": audit, "kind": "x", "what": "三月党小组会没有记录", "due": "2026-11-01"}
    window.on_changed(session.add("rectifications", item, what="收到"))
    (place,) = [n for n, one in enumerate(page.due.shown) if one.ledger == "audit"]
    title, form = pressed(page.due.shown[place], page.due.buttons[place].invoke)
    assert (title, list(form)) == ("答复整改", ["answer"])


def test_a_copy_long_ago_leads_to_the_stick(window, page, monkeypatch):  # noqa: F811
    monkeypatch.setenv("JDZB_TODAY", "2027-03-01T09:00:00")
    page.fill()
    (place,) = [n for n, one in enumerate(page.due.shown) if one.ledger == "audit"]
    assert "把账本拷贝到U盘（还没有拷贝过）" in page.due.shown[place].what
    page.due.buttons[place].invoke()
    assert window.page.KEY == "audit"


@pytest.mark.parametrize(
    ("day", "words", "tone"),
    [
        (date(2026, 11, 20), "昨天", "red"), (date(2026, 11, 22), "明天", "amber"),
        (date(2026, 11, 28), "11月28日", "amber"), (date(2026, 11, 29), "11月29日", ""),
        (date(2027, 1, 5), "明年1月5日", ""), (date(2025, 12, 31), "去年12月31日", "red"),
        (date(2021, 3, 1), "2021年3月", "red"), (None, "尽快", ""),
    ],
)  # fmt: skip
def test_a_day_is_said_as_people_say_it(day, words, tone):
    assert (gathering.day_words(day), gathering.tone(day)) == (words, tone)


def test_a_long_basis_begins_with_what_tells_it_from_others():
    long = "《中国共产党支部工作条例（试行）》第十三条"
    assert gathering.basis_words(long) == "支部工作条例第十三条"
    assert gathering.basis_words("《某县办法》第二条") == "《某县办法》第二条"


def test_arrows_move_and_enter_presses(window, page, monkeypatch):  # noqa: F811
    opened = []
    page.due._open = opened.append
    page.due.start()
    press(page.due, "<Down>", "<Down>", "<Up>", "<Return>")
    assert opened == [page.due.shown[1]]
    press(page.due, "<End>")
    assert window.root.focus_get() == page.due.buttons[-1]
    window.open_page("members")
    window.open_page("today")
    settle(window.root)
    assert window.root.focus_get() == page.due.buttons[-1]


def test_tab_stops_once_at_the_list_and_comes_to_the_duty_before_it(window, page):  # noqa: F811
    first, second = page.due.buttons[:2]
    page.start()
    settle(window.root, lambda: window.root.focus_get() is first)
    press(window.root, "<Down>")
    assert [one for one in page.due.buttons if one["takefocus"] == 1] == [second]
    walked = first.tk_focusPrev()
    while walked not in page.duty.buttons:
        walked = walked.tk_focusPrev()
        assert walked not in page.due.buttons


def test_what_a_long_list_leaves_out_is_said_and_reached_by_the_arrows(window, page):  # noqa: F811
    page.due._most = 5
    page.fill()
    settle(window.root)
    assert len(page.due.buttons) == 5
    assert str(page.due.more["text"]) == f"还有 {len(page.due.shown) - 5} 项，全部列出"
    page.due.go(4)
    press(page.due, "<Down>")
    assert len(page.due.buttons) == len(page.due.shown)
    assert window.root.focus_get() == page.due.buttons[5]
    assert not page.due.more.winfo_manager()


def test_the_badge_of_the_rail_is_their_number(window, page):  # noqa: F811
    assert badge(window) == str(len(page.due.shown))


def test_a_book_that_cannot_be_read_says_so_among_them(session):
    session.connection.execute("PRAGMA foreign_keys = OFF")
    members.add(session, members.Member("陈志强", joined="2001-03", full="2002-03"))
    session.connection.execute("DROP TABLE duty_visits")
    (line,) = [one for one in gathering.due(session) if one.button == gathering.LOOK]
    assert (line.ledger, line.what.startswith("值班：账本读不出来")) == ("duty", True)


# --- duty -----------------------------------------------------------------------------------------


def test_who_is_on_duty_is_signed_in_with_one_click_and_it_can_be_undone(window, page):  # noqa: F811
    before = whats(page)
    assert any("还没有签到" in one for one in before)
    assert len(page.duty.buttons) == 2
    page.duty.buttons[0].invoke()
    assert "已签到 9:10" in texts(page.duty)
    assert not any("还没有签到" in one for one in whats(page))
    assert badge(window) == str(len(before) - 1)
    window.undo()
    assert len(page.duty.buttons) == 2
    assert whats(page) == before


def test_it_says_the_days_of_the_month_and_hides_the_middle_of_a_number(window, page):  # noqa: F811
    assert str(page.duty._note["text"]) == "本月已值 7 天，签到 6 天"
    secretary = members.secretary(window.session, date(2026, 11, 21))
    window.session.amend("members", secretary.id, {"phone": "13800002107"}, what="改", reason="试")
    page.fill()
    settle(window.root)
    assert any("138****2107" in text for text in texts(page.duty))


def test_a_sign_in_out_of_its_hours_is_asked_about_as_on_its_own_tab(page, monkeypatch, answers):
    monkeypatch.setenv("JDZB_TODAY", "2026-11-21T12:40:00")
    page.fill()
    assert "未签到" in texts(page.duty)
    answers.append("不签")
    page.duty.buttons[0].invoke()
    assert len(page.duty.buttons) == 2
    answers.append("记成现在 12:40 到岗")
    page.duty.buttons[0].invoke()
    assert "已签到 12:40" in texts(page.duty)


def test_a_stand_in_is_entered_on_the_tab_of_sign_in(window, page):  # noqa: F811
    page.duty._signing()
    assert (window.page.KEY, window.page.front.KEY) == ("duty", "signing")


def test_a_month_without_a_roster_leads_to_it(window, page, monkeypatch):  # noqa: F811
    monkeypatch.setenv("JDZB_TODAY", "2027-02-03T09:10:00")
    page.fill()
    assert "2027年2月还没有排班。" in texts(page.duty)
    page.duty._roster()
    assert window.page.front.month.words == "2027年2月"


# --- the year and the members -----------------------------------------------------------------------


def click(window, page, row, month):  # noqa: F811
    x, y = page.year.point(row, month - 1)
    page.year.canvas.event_generate("<Button-1>", x=x, y=y)
    window.root.update()


def minutes(window):  # noqa: F811
    assert window.page.KEY == "meetings"
    return window.page.views["minutes"].saved


def test_a_dot_opens_its_meeting_and_a_ring_begins_one(window, page):  # noqa: F811
    rows = [one.label for one in page.year.courses]
    assert rows == ["党员大会", "支委会", "党小组会", "党课", "主题党日"]
    click(window, page, rows.index("支委会"), 3)
    saved = minutes(window)
    assert saved.head["kind"] == "支部委员会"
    assert window.session.row("meetings", saved.meeting)["day"] == "2026-03-28"
    window.open_page("today")
    click(window, page, rows.index("党课"), 12)
    assert (minutes(window).head["kind"], minutes(window).meeting) == ("党课", 0)


def test_the_keys_go_over_the_dots_too(window, page):  # noqa: F811
    canvas = page.year.canvas
    canvas.focus_force()
    assert page.year.at == (0, 10)
    press(canvas, "<Down>", "<Left>")
    assert page.year.at == (1, 9)
    assert page.year.told.whole.startswith("2026年10月28日支委会，会后 24 天才录入，是补录")
    press(canvas, "<Return>")
    assert window.session.row("meetings", minutes(window).meeting)["day"] == "2026-10-28"


def test_of_several_groups_one_is_chosen_from_a_menu(page):
    cell = page.year.courses[2].months[10]
    assert (cell.state, len(cell.doors)) == ("ahead", 3)
    menu = page.year.menu(cell.doors)
    labels = [menu.entrycget(n, "label") for n in range(3)]
    assert labels[0] == "第一党小组会：11月，还没有开"


def test_another_year_can_be_turned_to(window, page):  # noqa: F811
    page.turn(2027)
    assert str(page.year._title["text"]) == "2027年组织生活"
    states = {one.state for course in page.year.courses for one in course.months}
    assert states == {"", "ahead"}
    page.turn(2025)
    states = {one.state for course in page.year.courses for one in course.months}
    assert states <= {"", "done", "late", "missing"}


def test_every_name_leads_to_the_card(window, page):  # noqa: F811
    shown = " ".join(texts(page.people))
    assert "正式党员 49　预备党员 3　积极分子 6" in shown
    assert "流动党员 12，90 天没有联系的 3 人：" in shown
    page.people.names["袁小龙"].invoke()
    assert (window.page.KEY, window.page.member.name) == ("members", "袁小龙")


# --- what changes it --------------------------------------------------------------------------------


def test_a_new_day_and_the_clock_redraw_it(window, page, monkeypatch):  # noqa: F811
    monkeypatch.setenv("JDZB_TODAY", "2026-11-22T00:00:10")
    page._tick()
    assert "2026年11月22日 星期日 · 农历十月十四" in page.header._subtitle.whole
    assert ("11月20日" in [str(row.day["text"]) for row in page.due._rows]) is True
    window.open_page("members")
    monkeypatch.setenv("JDZB_TODAY", "2026-11-23T07:00:00")
    page._tick()
    assert "星期日" in page.header._subtitle.whole
    window.open_page("today")
    assert "星期一" in page.header._subtitle.whole


def test_a_write_of_any_book_redraws_it_or_counts_anew(window, page):  # noqa: F811
    before = len(page.due.shown)
    draft = next(one for one in page.due.shown if one.button == "去记录")
    void = {"what": "作废会议", "reason": "试"}
    window.on_changed(window.session.void("meetings", draft.subject, **void))
    assert draft not in page.due.shown
    assert badge(window) == str(len(page.due.shown))
    window.open_page("members")
    window.undo()
    assert badge(window) != str(before)
    settle(window.root, lambda: badge(window) == str(before))
    assert len(page.due.shown) != before
    window.open_page("today")
    assert len(page.due.shown) == before


def test_the_name_of_the_branch_is_shown_once_it_is_set(window, page):  # noqa: F811
    window.on_changed(save_branch(window.session, {"name": "柳河村党支部"}))
    assert page.header._subtitle.whole.startswith("柳河村党支部 · ")


# --- nothing, and only looking ------------------------------------------------------------------------


def test_a_new_ledger_says_where_to_begin(empty_window):  # noqa: F811
    page = empty_window.page
    page.fill()
    empty_window.root.update()
    shown = texts(page)
    assert any(text.startswith("这本账还是空的。") for text in shown)
    assert "还没有党员。先导入村里的花名册。" in shown
    assert "2026年11月还没有排班。" in shown
    assert badge(empty_window) == ""
    button = next(one for one in walk(page.people) if one.winfo_class() == "TButton")
    button.invoke()
    assert empty_window.page.KEY == "members"


def walk(widget):
    yield widget
    for child in widget.winfo_children():
        yield from walk(child)


def test_without_anything_due_it_is_calm(empty_window, monkeypatch):  # noqa: F811
    monkeypatch.setenv("JDZB_TODAY", "2026-11-10T09:10:00")
    members.add(empty_window.session, members.Member("陈志强", joined="2001-03", full="2002-03"))
    page = empty_window.page
    page.fill()
    assert "眼下没有要办的事。" in texts(page.due)
    assert badge(empty_window) == ""


def test_a_ledger_only_looked_at_is_shown_and_signs_nobody_in(tk_root, village, said):
    with readonly.open_readonly(village) as seen:
        shell = Shell(tk_root, seen, PAGES)
        shell.page.fill()
        tk_root.update()
        assert len(shell.page.due.shown) > 15
        with pytest.raises(JdzbError, match="只读"):
            shell.page.duty.deeds.sign(_spot(shell.page))
        tk_root.setvar("::jdzb_refusal", "")


def _spot(page):
    from jdzb.ledgers.duty.page import sign_card
    from jdzb.ledgers.duty.service_day import today

    found = today(page.session)
    names = {member: one.name for member, one in found.people.items()}
    return sign_card.spots(found.halves[0], names)[0]


# --- paper --------------------------------------------------------------------------------------------


def test_todays_list_goes_on_paper_and_into_a_spreadsheet(window, page):  # noqa: F811
    sheet = paper.sheet(page.due.shown, page.duty.told(), page.care, "青山村", "2026年11月21日")
    pdf.check(sheet)
    assert not sheet.public
    text = sheet.text()
    assert "今天值班" in text
    assert "陈志强（支部书记）" in text
    assert "本月政治生日：" in text
    assert all(one.what in text for one in page.due.shown)
    grid = paper.grid(page.due.shown, date(2026, 11, 21))
    assert len(grid.rows) == len(page.due.shown)
    assert grid.rows[-1][0] == "尽快"


def test_ctrl_p_shows_the_sheet(window, page):  # noqa: F811
    seen = []

    def look():
        up = [one for one in windows(window.root) if one.winfo_viewable()]
        if up:
            seen.append(up[-1].sheet.title)
            up[-1].close(None)
        else:
            window.root.after(50, look)

    window.root.after(50, look)
    window.print_()
    assert seen == ["今日要事"]
