"""The duty page on a real window: what a secretary does with it, by mouse and by keys alone."""

from datetime import date

import openpyxl
import pypdf
import pytest

from jdzb.gui.kit import scaling
from jdzb.gui.pages import entry
from jdzb.gui.shell import Shell
from jdzb.ledgers.duty import (
    service,
    service_hand,
    service_month,
    service_outlook,
    service_wishes,
)
from jdzb.ledgers.duty.entries import Closure, Fixed, Leave, Month
from jdzb.ledgers.duty.entries_wishes import Pair, Wish
from jdzb.ledgers.duty.page import DutyPage
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members import service_standing as standing
from jdzb.ledgers.members.entries import Member
from jdzb.store import history, printout
from jdzb.store.branch import save_branch
from tests.gui import clipping
from tests.gui.driving import press, settle, windows

DECEMBER = Month(2026, 12)
NAMES = [
    "林秀兰", "周桂芳", "吴春生", "郑德福", "孙明义", "徐海燕", "何永贵", "罗四海", "梁金凤", "欧阳建国",
]  # fmt: skip


def settled(session):
    """Fill a ledger: a secretary and ten members."""
    people = [Member("陈志强", joined="1995-07", full="1996-07", party_post="书记")]
    people += [Member(name, joined="2001-03", full="2002-03") for name in NAMES]
    save_branch(session, {"name": "青山村党支部", "township": "柳河镇", "phone": "0000-2560000"})
    for person in people:
        members.add(session, person)


def with_roster(session):
    """Fill a ledger: the same, and December rostered."""
    settled(session)
    service_month.make_roster(session, DECEMBER)


@pytest.fixture
def contents(request, contents):
    """The most that the test asks for."""
    asked = {"village": settled, "rostered": with_roster}
    return next((asked[one] for one in reversed(asked) if one in request.fixturenames), contents)


@pytest.fixture
def village(session):
    """A secretary and ten members; ids by name."""
    return {name: id_ for id_, name in members.names(session).items()}


@pytest.fixture
def rostered(village):
    """December rostered before the window opens; ids by name."""
    return village


@pytest.fixture
def shell(tk_root, session):
    """The window with this page alone."""
    shell = Shell(tk_root, session, (entry(DutyPage),))
    tk_root.focus_force()
    settle(tk_root)
    return shell


@pytest.fixture
def page(shell):
    """The page at December 2026."""
    shell.page.front.show_month(DECEMBER)
    settle(shell.page)
    return shell.page.front


@pytest.fixture
def in_dialog(tk_root):
    """in_dialog(open, act): runs open(), and act(dialog) when its window stands on the screen."""

    def run(open_, act):
        done, failed = [], []

        def look(tries=250):
            found = [w for w in windows(tk_root) if w.winfo_viewable()]
            if not found:
                if tries:
                    tk_root.after(20, look, tries - 1)
                return
            try:
                found[-1].update()
                act(found[-1])
            except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - raised again below
                failed.append(error)
                found[-1].destroy()
            done.append(found[-1])

        tk_root.after(20, look)
        open_()
        settle(tk_root, until=lambda: done)
        if failed:
            raise failed[0]

    return run


def names(page, day):
    return page.view.days[day - 1].names


def cell(page, day):
    return page.grid_._cells[day]


def texts(page):
    """Every text of the day's card."""
    settle(page)
    found = [w for w in clipping.walk(page.day_card) if "text" in w.keys()]  # noqa: SIM118
    return [str(w.cget("text")).replace("\n", "") for w in found if w.cget("text")]


def go(page, day):
    page.grid_.select(day)
    settle(page)


# --- empty --------------------------------------------------------------------------------------


def test_without_members_there_is_one_way_on(page):
    assert page.nobody.winfo_ismapped()
    assert "还没有登记党员" in "".join(
        str(w.cget("text"))
        for w in clipping.walk(page.nobody)
        if "text" in w.keys()  # noqa: SIM118
    )


def test_from_the_twentieth_on_the_page_opens_at_the_month_to_be_rostered(village, shell):
    assert shell.page.front.month == DECEMBER
    assert shell.page.front.strip.winfo_ismapped()
    assert shell.page.front.strip.text.whole == "2026年12月还没有排班。"


def test_an_unrostered_month_is_neither_printed_nor_exported(village, page, said):
    page.print_()
    page.export()
    assert said == [
        ("inform", "2026年12月还没有排班，没有可打印的值班表。请先排班。"),
        ("inform", "2026年12月还没有排班，没有可导出的值班表。请先排班。"),
    ]


# --- rostering ----------------------------------------------------------------------------------


def test_one_button_rosters_the_month_and_says_so(village, page, shell):
    page.strip.button.invoke()
    settle(page)
    assert all(day.names for day in page.view.days)
    assert cell(page, 5).lines == ("陈志强",)
    assert cell(page, 5).accent
    assert not page.strip.winfo_ismapped()
    assert shell.status.text == ("2026年12月排好了 31 天，全年次数最多差 1 次。（Ctrl+Z 撤销）")
    assert page.header._subtitle.whole == "2026年12月 · 定人定时定点：每天2名党员，周末书记值守"
    assert page.header.button("roster")["text"] == "重新排班"
    assert page.counts._note["text"] == "全年 · 最多差 1 次"


def test_ctrl_z_takes_the_roster_back(village, page, shell):
    page.strip.button.invoke()
    press(page, "<Control-z>")
    assert page.strip.winfo_ismapped()
    assert shell.status.text.startswith("已撤销：排2026年12月值班表（再按 Ctrl+Z 撤销：")


def test_rostering_again_when_all_is_well_changes_nothing_unless_told(
    rostered, session, page, shell, answers, said
):
    head = session.head()
    answers.append("保持原样")
    page.header.button("roster").invoke()
    assert "没有要改的地方" in said[0][1]
    assert session.head() == head
    assert shell.status.text == "2026年12月重新排过，和原来一样，没有变化。"


def test_rostering_again_keeps_what_was_made_by_hand_and_says_how_much(
    rostered, session, page, shell, answers, said
):
    turn, comes = page.view.days[7].turns[0], _other(page, 8)
    service_hand.stand_in(session, turn.id, rostered[comes], "家里有事")
    page.refresh(None)
    service.add_leave(session, Leave(rostered["林秀兰"], date(2026, 12, 14), date(2026, 12, 31)))
    answers.append("保留手工改动，重新排班")
    page.header.button("roster").invoke()
    assert "有 1 天是手工改过的" in said[0][1]
    assert comes in names(page, 8)
    assert turn.name not in names(page, 8)
    assert cell(page, 8).hand
    assert not any("林秀兰" in names(page, day) for day in range(14, 32))
    assert "1 天的手工改动保留" in shell.status.text


def test_rostering_everything_anew_drops_what_was_made_by_hand(rostered, session, page, answers):
    before = [set(day.names) for day in page.view.days]
    turn = page.view.days[7].turns[0]
    service_hand.stand_in(session, turn.id, rostered[_other(page, 8)], "家里有事")
    page.refresh(None)
    answers.append("全部重排")
    page.header.button("roster").invoke()
    assert [set(day.names) for day in page.view.days] == before
    assert not any(view.hand for view in page.grid_._cells.values())


def test_thinking_better_of_it_changes_nothing(rostered, session, page, answers):
    service.void(session, page.view.days[7].turns[0].id, "外出")
    head = session.head()
    answers.append("取消")
    page.header.button("roster").invoke()
    assert session.head() == head


def test_days_that_cannot_be_filled_are_listed_with_their_reasons(rostered, session, page, said):
    for name in NAMES[1:]:
        service.add_leave(session, Leave(rostered[name], date(2026, 12, 9), date(2026, 12, 9)))
    page.header.button("roster").invoke()
    kind, text = said[0]
    assert kind == "show_text"
    assert "有 1 天没有排满：\n· 12月9日：缺1人" in text
    assert cell(page, 9).badge == "缺1人"
    go(page, 9)
    assert any(line.startswith("缺1人：可排的10人中 周桂芳 12-09 请假") for line in texts(page))


def test_counts_that_cannot_be_evened_out_are_explained(rostered, session, page, said):
    for weekday in ("星期一", "星期二", "星期三"):
        service.add_fixed(session, Fixed(rostered["林秀兰"], weekday))
    page.header.button("roster").invoke()
    assert page.counts.why.winfo_manager()
    page.refresh(None)
    page.counts.why.invoke()
    assert said[-1][0] == "show_text"
    assert "林秀兰比" in said[-1][1]
    assert "取消一些固定值班日" in said[-1][1]


def test_a_month_that_is_over_says_so_in_its_strip(rostered, page):
    page.show_month(Month(2026, 10))
    assert page.strip.text.whole.startswith("2026年10月已经过去")
    assert not page.strip.button.winfo_manager()
    page.show_month(Month(2027, 1))
    assert "节假日暂算" in page.header._subtitle.whole


@pytest.fixture
def closed(rostered, session, page):
    """Christmas is closed when December is rostered already."""
    closure = Closure(date(2026, 12, 24), date(2026, 12, 25), "会场维修")
    page.shell.on_changed(service.add_closure(session, closure))
    return page


def test_a_day_closed_after_rostering_says_so_until_rostered_again(closed, shell):
    assert cell(closed, 24).badge == "不值班"
    assert len(cell(closed, 24).lines) == 2
    text = "12月24日、12月25日不值班，却还排着人，请重新排班。"
    assert closed.strip.text.whole == text
    assert closed.strip.winfo_manager()
    assert shell.rail._badges["duty"]["text"] == "2"
    go(closed, 24)
    assert "不值班（会场维修），却还排着人" in texts(closed)
    closed.strip.button.invoke()
    assert cell(closed, 24).lines == ("不值班",)
    assert not closed.strip.winfo_manager()
    assert "2 天不再排人" in shell.status.text


def test_rostering_counts_the_days_that_have_duty(closed, shell, answers):
    service.void(closed.session, closed.view.days[7].turns[0].id, "外出")
    before = [set(day.names) for day in closed.view.days]
    answers.append("全部重排")
    closed.header.button("roster").invoke()
    days = zip(before, closed.view.days, strict=True)
    moved = sum(bool(day.names) and set(day.names) != old for old, day in days)
    assert f"重排了 {moved} 天，2 天不再排人" in shell.status.text


def test_who_was_put_by_hand_on_a_closed_day_is_to_be_taken_off_by_hand(closed, session, rostered):
    closed.strip.button.invoke()
    service_hand.put_on(session, date(2026, 12, 24), rostered["林秀兰"])
    closed.refresh(None)
    assert closed.strip.text.whole == "12月24日不值班，却还排着人，请选那一天，按“换下”。"
    assert not closed.strip.button.winfo_manager()


def test_people_on_a_closed_day_are_not_printed_without_a_question(
    closed, in_dialog, answers, said
):
    answers.append("先不打印")
    closed.print_()
    assert said[0][0] == "ask_choice"
    assert said[0][1].startswith("12月24日、12月25日不值班，却还排着人")
    shown = []
    answers.append("照样打印")

    def look(dialog):
        settle(dialog, until=lambda: dialog._content)
        shown.append(dialog.sheet.title)
        dialog.cancel()

    in_dialog(closed.print_, look)
    assert shown == ["2026年12月党员值班表"]


# --- a day --------------------------------------------------------------------------------------


def _other(page, day):
    """Someone who does not serve around the day."""
    near = {name for other in (day - 1, day, day + 1) for name in names(page, other)}
    return next(name for name in NAMES if name not in near)


@pytest.fixture
def clash(rostered, session, page):
    """Someone of the 16th is on leave; the page stands on that day."""
    turn = page.view.days[15].turns[0]
    leave = Leave(turn.member, date(2026, 12, 15), date(2026, 12, 18), "看病")
    page.shell.on_changed(service.add_leave(session, leave))
    go(page, 16)
    return turn


def test_a_clash_is_red_in_the_month_and_mended_with_one_key(clash, page, shell, said):
    assert cell(page, 16).badge == "请假冲突"
    assert texts(page)[:1] == ["12月16日 星期三"]
    assert "12-15至12-18 请假（看病）" in texts(page)
    first = next(iter(page.day_card.buttons))
    assert first.startswith("换成 ")
    assert first.endswith("（最少）")
    page.day_card.buttons[first].focus_set()
    press(page, "<Return>")
    assert said == []
    assert clash.name not in names(page, 16)
    assert cell(page, 16).badge == ""
    assert f"已把12月16日的{clash.name}换成" in shell.status.text
    history = page.session.entries("tbl = 'duty_turns' AND pk = ?", (clash.id,))
    assert history[-1].reason == "12-15至12-18 请假（看病）"


def test_by_keys_alone_someone_is_replaced(rostered, page, in_dialog, answers, said):
    page.start()
    press(page, "<Home>", *["<Right>"] * 7)
    gone, comes = names(page, 8)[0], _other(page, 8)

    def choose(dialog):
        dialog.search.insert(0, comes)
        settle(dialog, until=lambda: len(dialog.table.lines()) == 1)
        press(dialog, "<Return>")

    answers.append("外出")
    in_dialog(lambda: press(page, "<Return>"), choose)
    assert said == [("ask_reason", f"12月8日{gone}换成{comes}")]
    assert comes in names(page, 8)
    assert gone not in names(page, 8)
    assert cell(page, 8).hand


def test_the_dialog_can_take_off_the_other_of_the_day(rostered, page, in_dialog, answers):
    go(page, 8)
    one, other = names(page, 8)

    def choose(dialog):
        dialog.tabs.choose(str(page.day.turns[1].id))
        dialog.accept()

    answers.append("外出")
    in_dialog(page.day_card.buttons["选人…"].invoke, choose)
    assert one in names(page, 8)
    assert other not in names(page, 8)


def test_who_is_away_is_shown_with_the_reason_and_not_taken(rostered, session, page, in_dialog):
    away = _other(page, 8)
    leave = Leave(rostered[away], date(2026, 12, 8), date(2026, 12, 8), "住院")
    service.add_leave(session, leave)
    go(page, 8)
    head = session.head()

    def choose(dialog):
        dialog.table.select(rostered[away])
        settle(dialog)
        assert dialog.table.lines()[-1].cells[-1] == "12-08 请假（住院）"
        dialog.accept()
        settle(dialog)
        assert "住院" in dialog.wrong["text"].replace("\n", "")
        press(dialog, "<Escape>")

    in_dialog(page.day_card.buttons["选人…"].invoke, choose)
    assert session.head() == head


def test_two_turns_are_exchanged(rostered, page, in_dialog, answers, said, shell):
    go(page, 8)
    gone = names(page, 8)[0]
    taken = []

    def choose(dialog):
        taken.append(dialog.table.lines()[0].cells)
        dialog.accept()

    answers.append("临时有事")
    in_dialog(page.day_card.buttons["换班"].invoke, choose)
    day, _, comes, _ = taken[0]
    assert said == [("ask_reason", f"{gone}（12月8日）和{comes}（{day}）换班")]
    assert comes in names(page, 8)
    assert gone not in names(page, 8)
    assert "换班（Ctrl+Z 撤销）" in shell.status.text


def test_delete_takes_off_and_the_day_says_what_is_missing(rostered, page, answers, said):
    page.start()
    go(page, 8)
    gone = names(page, 8)[0]
    answers.append("身体不适")
    press(page, "<Delete>")
    assert said == [("ask_reason", f"12月8日换下{gone}")]
    assert gone not in names(page, 8)
    assert cell(page, 8).badge == "缺1人"
    assert "缺1人：还没有排人" in texts(page)
    add = next(text for text in page.day_card.buttons if text.startswith("加上 "))
    page.day_card.buttons[add].invoke()
    assert cell(page, 8).badge == ""
    assert len(names(page, 8)) == 2


def test_no_reason_no_change(rostered, session, page, answers):
    go(page, 8)
    head = session.head()
    answers.append(None)
    page.day_card.buttons["换下"].invoke()
    assert session.head() == head


def test_insert_adds_one_more_even_the_secretary(rostered, page, in_dialog):
    page.start()
    go(page, 8)

    def choose(dialog):
        dialog.search.insert(0, "czq")
        settle(dialog, until=lambda: len(dialog.table.lines()) == 1)
        press(dialog, "<Return>")

    in_dialog(lambda: press(page, "<Insert>"), choose)
    assert "陈志强" in names(page, 8)
    assert len(names(page, 8)) == 3


def test_a_past_day_on_a_printed_roster_is_changed_as_a_late_entry(
    rostered, session, page, in_dialog, answers, said, monkeypatch
):
    printout.stamp(session, service_outlook.month_sheet(session, DECEMBER))
    monkeypatch.setenv("JDZB_TODAY", "2026-12-09")
    go(page, 8)
    gone = names(page, 8)[0]
    answers += ["当时漏登", None]
    for button in ("加人", "选人…"):
        in_dialog(page.day_card.buttons[button].invoke, lambda dialog: dialog.accept())
    (_, added), (_, changed) = said
    (one,) = set(names(page, 8)) - {turn.name for turn in page.day.turns if turn.origin != "手工"}
    assert added.startswith(f"12月8日加上{one}（补录）\n")
    assert changed.startswith(f"12月8日{gone}换成")
    assert all(
        "2026年12月党员值班表已经打印，改后要重新打印张贴" in text for text in (added, changed)
    )
    assert gone in names(page, 8)
    assert history.of_day(session, date(2026, 12, 9))[0].reason == "当时漏登"


def test_who_is_replaced_is_no_reason_against_who_comes(rostered, session, page, in_dialog):
    one, stays, other = *names(page, 8), _other(page, 8)
    service_wishes.add_pair(session, Pair(rostered[one], rostered[other], "不同班"))
    told = []

    def look(dialog):
        for turn in page.day.turns:
            dialog.tabs.choose(str(turn.id))
            notes = {line.cells[0]: line.cells[-1] for line in dialog.table.lines()}
            told.append((turn.name, notes[other]))
        dialog.cancel()

    go(page, 8)
    in_dialog(page.day_card.buttons["选人…"].invoke, look)
    assert [name for name, note in told if f"与{one}不同班" in note] == [stays]


def test_what_was_only_filled_in_is_closed_without_a_question(rostered, page, in_dialog, said):
    go(page, 8)
    in_dialog(page.day_card.buttons["请假"].invoke, lambda dialog: dialog.cancel())
    assert said == []


def test_arrows_choose_whom_the_buttons_act_on(rostered, page, answers, said):
    go(page, 8)
    one, other = names(page, 8)
    rows = list(page.day_card.rows.values())
    rows[0].focus_set()
    settle(page)
    press(page, "<Down>")
    assert page.focus_get() is rows[1]
    answers.append("外出")
    page.day_card.buttons["换下"].invoke()
    assert said == [("ask_reason", f"12月8日换下{other}")]
    assert names(page, 8) == (one,)


def test_the_menu_offers_what_the_card_offers(rostered, page, tk_root):
    page.start()
    go(page, 8)
    shown = []

    def look():
        shown.extend(page.menu.entrycget(n, "label") for n in range(page.menu.index("end") + 1))
        page.menu.event_generate("<Escape>")

    tk_root.after(100, look)
    page.grid_._menu_key()
    settle(page, until=lambda: shown)
    assert shown == list(page.day_card.buttons)


def test_over_the_edge_of_the_month_stands_the_next(rostered, page):
    page.start()
    press(page, "<End>", "<Right>")
    assert (page.month, page.grid_.selected) == (Month(2027, 1), 1)
    press(page, "<Left>")
    assert (page.month, page.grid_.selected) == (DECEMBER, 31)
    press(page, "<Prior>")
    assert (page.month, page.grid_.selected) == (Month(2026, 11), 30)
    assert page.header.button("after")["text"] == "12月 ▶"


def test_a_day_below_the_edge_of_the_window_comes_into_sight_by_arrow(rostered, page, tk_root):
    scaling.set_text_size(tk_root, 175)
    settle(page)
    page.start()
    press(page, "<Home>")
    settle(page)
    assert page.split.canvas.yview()[0] == 0.0
    press(page, "<End>")
    settle(page)
    low = page.grid_.canvas.winfo_rooty() + page.grid_.bounds(31)[3]
    assert low <= page.split.winfo_rooty() + page.split.winfo_height()
    press(page, "<Home>")
    high = page.grid_.canvas.winfo_rooty() + page.grid_.bounds(1)[1]
    assert high >= page.split.winfo_rooty()


def test_f3_finds_a_persons_days_and_enter_walks_through_them(rostered, page):
    page.start()
    press(page, "<F3>")
    page.search.insert(0, "lxl")
    days = [day.day.day for day in page.view.days if "林秀兰" in day.names]
    settle(page, until=lambda: cell(page, days[0]).found == "林秀兰")
    assert page.foot.found.whole == f"{len(days)} 天：{'、'.join(map(str, days))}日"
    page.grid_.select(days[0])
    press(page, "<Return>")
    assert page.grid_.selected == days[1]


# --- leaves, fixed days, days without duty, settings ----------------------------------------------


def test_a_leave_is_entered_from_the_day_and_the_clash_is_named(rostered, page, in_dialog, shell):
    go(page, 8)
    name = names(page, 8)[0]

    def fill(dialog):
        settle(dialog, until=lambda: dialog.focus_get() is dialog.pane.form.input("member"))
        assert dialog.focus_get() is dialog.pane.form.input("member")
        dialog.pane.form.fill({"reason": "外出务工"})
        dialog.save()
        assert "12月8日" in dialog.pane.told["text"].replace("\n", "")
        assert [line.cells[0] for line in dialog.pane.table.lines()] == [name]
        dialog.cancel()

    in_dialog(page.day_card.buttons["请假"].invoke, fill)
    assert cell(page, 8).badge == "请假冲突"
    assert shell.status.text.startswith(f"已登记{name} 12-08至12-08 请假")


def test_what_is_wrong_with_a_leave_stands_beside_the_field(rostered, page, in_dialog):
    def fill(dialog):
        dialog.pane.form.fill({"member": "张三丰", "since": "2026-12-08", "until": "下周"})
        dialog.save()
        found = dialog.pane.form.problems()
        assert found["member"].startswith("没有找到这个人")
        assert found["until"].startswith("应为日期")
        dialog.pane.form.fill({"member": str(rostered["林秀兰"]), "until": "2026-12-01"})
        dialog.save()
        assert dialog.pane.form.problems() == {"until": "不能早于开始的一天"}
        dialog.close(None)

    in_dialog(page.deeds.arrange, fill)
    assert service.leaves(page.session) == []


def test_a_leave_is_cancelled_with_a_reason(rostered, session, page, in_dialog, answers, said):
    leave = Leave(rostered["林秀兰"], date(2026, 12, 8), date(2026, 12, 9), "外出")
    service.add_leave(session, leave)
    answers.append("提前回来")

    def cancel(dialog):
        dialog.pane.table.start()
        press(dialog, "<Delete>")
        assert dialog.pane.table.lines() == ()
        dialog.cancel()

    in_dialog(page.deeds.arrange, cancel)
    assert said == [("ask_reason", "取消请假：林秀兰　2026年12月8日　2026年12月9日　外出")]
    assert service.leaves(session) == []


def test_fixed_days_and_days_without_duty_are_entered_on_their_tabs(rostered, page, in_dialog):
    def fill(dialog):
        dialog.tabs.choose("fixed")
        dialog.pane.form.fill({"member": str(rostered["林秀兰"]), "weekday": "星期一"})
        dialog.save()
        dialog.tabs.choose("closure")
        dialog.pane.form.fill({"since": "2026.12.24", "until": "2026.12.25", "reason": "搬家"})
        dialog.save()
        dialog.cancel()

    in_dialog(page.deeds.arrange, fill)
    assert [one.weekday for one in service.fixed_days(page.session)] == ["星期一"]
    page.header.button("roster").invoke()
    assert cell(page, 24).lines == ("不值班",)
    assert all("林秀兰" in names(page, day) for day in (7, 14, 21, 28))


def test_a_wrong_setting_is_named_at_its_field_and_a_right_one_shows_at_once(
    rostered, page, in_dialog, shell
):
    def fill(dialog):
        dialog.pane.form.fill({"people": "9", "weekends": "党员"})
        dialog.save()
        assert dialog.pane.form.problems() == {"people": "应为1 到 6 人"}
        dialog.pane.form.fill({"people": "3", "morning": "25:99"})
        dialog.save()
        assert dialog.pane.form.problems() == {"morning": "应为起止时间，例如 8:30–12:00"}
        dialog.pane.form.fill({"morning": "8:00-11:30"})
        dialog.save()
        assert not dialog.pane.form.dirty
        dialog.cancel()

    in_dialog(lambda: page.deeds.arrange("settings"), fill)
    assert page.header._subtitle.whole.endswith("每天3名党员，周末党员值班")
    assert shell.status.text.startswith("已修改值班设置")
    assert cell(page, 7).badge == "缺1人"


def test_what_is_typed_and_not_saved_is_not_lost_without_a_question(
    rostered, page, in_dialog, answers, said
):
    answers += ["返回继续填写", "不保存"]

    def fill(dialog):
        dialog.pane.form.fill({"people": "4"})
        dialog.cancel()
        assert dialog.winfo_exists()
        dialog.cancel()

    in_dialog(lambda: page.deeds.arrange("settings"), fill)
    assert [kind for kind, _ in said] == ["ask_choice", "ask_choice"]
    assert service.settings(page.session).people == 2


# --- paper and Excel ----------------------------------------------------------------------------


def test_the_sheet_is_saved_as_pdf_with_every_name_and_the_check_code(
    rostered, session, page, in_dialog, answers, said, tmp_path
):
    file = tmp_path / "表.pdf"
    answers.append(file)

    def save(dialog):
        settle(dialog, until=lambda: dialog._content)
        dialog.choice.choose("a4-portrait")
        settle(dialog, until=lambda: dialog._content)
        dialog.foot.board.invoke()  # not for the noticeboard
        dialog.save()
        settle(page, until=lambda: not dialog.winfo_exists())

    in_dialog(lambda: press(page, "<Control-p>"), save)
    assert said == [("choose_save_file", "2026年12月党员值班表.pdf")]
    pages = pypdf.PdfReader(file).pages
    text = "".join(one.extract_text() for one in pages)
    assert len(pages) == 1
    assert pages[0].mediabox.width < pages[0].mediabox.height
    assert all(name in text for name in (*NAMES, "陈志强"))
    assert session.code()[:11] in text.replace(" ", "")
    assert str(file) in page.shell.status.text
    assert session.entries("op = 'X'")


def test_a_private_number_stops_the_sheet_before_anything_is_journalled(
    rostered, session, page, in_dialog
):
    session.set_setting("duty.place", "活动室 13812345678")
    head = session.head()

    def look(dialog):
        def words():
            return [dialog.view.canvas.itemcget(n, "text") for n in dialog.view.canvas.find_all()]

        settle(dialog, until=lambda: any("手机号" in text for text in words()))
        dialog.print_()
        dialog.cancel()

    in_dialog(page.print_, look)
    assert session.head() == head


def test_the_month_goes_to_excel(rostered, page, answers, said, tmp_path, shell):
    file = tmp_path / "表.xlsx"
    answers.append(file)
    page.export()
    settle(page, until=lambda: "已导出" in shell.status.text)
    rows = list(openpyxl.load_workbook(file).active.values)
    assert said == [("choose_save_file", "2026年12月党员值班表.xlsx 导出Excel")]
    assert rows[2][:2] == ("2026-12-01", names(page, 1)[0])
    assert len(rows) == 2 + sum(len(day.names) for day in page.view.days)


# --- the look -----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", ["1366x768", "1280x640"])
@pytest.mark.parametrize("percent", [100, 125, 150, 175])
def test_no_text_is_cut_off(rostered, clash, page, tk_root, size, percent):
    tk_root.geometry(f"{size}+0+0")
    tk_root.update()
    scaling.set_text_size(tk_root, percent)
    settle(tk_root)
    assert clipping.offences(tk_root) == []


@pytest.mark.parametrize("tab", ["leave", "fixed", "closure", "pair", "wish", "settings"])
@pytest.mark.parametrize("percent", [100, 150])
def test_no_text_is_cut_off_in_leaves_and_settings(
    rostered, clash, page, tk_root, in_dialog, tab, percent
):
    scaling.set_text_size(tk_root, percent)
    found = []

    def look(dialog):
        found.extend(clipping.offences(dialog))
        dialog.close(None)

    in_dialog(lambda: page.deeds.arrange(tab), look)
    assert found == []


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("button", ["选人…", "换班", "加人"])
def test_no_text_is_cut_off_where_one_chooses(rostered, page, tk_root, in_dialog, button, percent):
    scaling.set_text_size(tk_root, percent)
    go(page, 8)
    found = []

    def look(dialog):
        found.extend(clipping.offences(dialog))
        dialog.cancel()

    in_dialog(page.day_card.buttons[button].invoke, look)
    assert found == []


def test_the_rail_counts_the_days_that_need_a_hand(clash, shell, page):
    assert shell.rail._badges["duty"]["text"] == "1"
    page.day_card.buttons[next(iter(page.day_card.buttons))].invoke()
    assert not shell.rail._badges["duty"].winfo_manager()


def test_who_left_the_branch_is_seen_on_the_days_ahead(rostered, session, page):
    day = next(day for day in page.view.days if "林秀兰" in day.names)
    standing.leave(session, rostered["林秀兰"], "转出", "2026-12-01", "搬走")
    page.refresh(None)
    assert cell(page, day.day.day).badge == "冲突"


def test_who_served_on_a_day_that_is_over_is_never_guessed(village, session, page):
    service_month.make_roster(session, Month(2026, 11))
    page.show_month(Month(2026, 11), 16)
    assert "缺2人：没有登记" in texts(page)
    assert list(page.day_card.buttons) == ["加人", "历史"]
    assert cell(page, 16).badge == ""


# --- history ------------------------------------------------------------------------------------


def test_the_history_of_a_day_tells_who_was_put_on_and_taken_off(
    rostered, session, page, in_dialog
):
    turn = service.browse(session, "2026-12-01")[0]
    service.void(session, turn.id, "外出")
    page.refresh(None)
    page.grid_.select(1)
    settle(page)

    def look(dialog):
        lines = [line.cells[2] for line in dialog.table.lines()]
        assert lines[0].startswith("换下12月1日的")
        assert lines[-1] == "排2026年12月值班表"
        dialog.update()
        assert dialog.comparison.texts()[-3:] == ["状态", "有效", "作废：外出"]
        dialog.cancel()

    in_dialog(lambda: press(page, "<Control-h>"), look)
    in_dialog(page.day_card.buttons["历史"].invoke, look)


def test_a_leave_has_a_history(village, session, page, in_dialog):
    service.add_leave(
        session, Leave(village["林秀兰"], date(2026, 12, 7), date(2026, 12, 9), "住院")
    )
    opened = []
    page.deeds.shell = page.shell
    page.shell.show_history = lambda rows, title: opened.append((rows, title))

    def look(dialog):
        pane = next(iter(dialog.panes.values()))
        pane.table.select(pane.table.lines()[0].id)
        pane.past.invoke()
        dialog.cancel()

    in_dialog(page.deeds.arrange, look)
    assert opened == [([("duty_leaves", 1)], "请假")]


# --- pairs, wishes, the least gap -----------------------------------------------------------------


def test_a_pair_is_entered_and_taken_back_by_keys_and_rostered(
    rostered, session, page, in_dialog, answers, said
):
    answers.append("登记错了")

    def fill(dialog):
        assert "没有登记搭档" in "".join(
            str(w.cget("text")) for w in clipping.walk(dialog.pane) if "text" in w.keys()  # noqa: SIM118
        )  # fmt: skip
        pair = {"one": str(rostered["林秀兰"]), "other": str(rostered["周桂芳"]), "kind": "同班"}
        apart = pair | {"other": str(rostered["吴春生"]), "kind": "不同班"}
        for typed in (pair, apart):
            dialog.pane.form.fill(typed)
            dialog.pane.form.start()
            press(dialog, "<Control-s>")
        assert "以后排班照办" in dialog.pane.told["text"].replace("\n", "")
        assert [line.cells[:3] for line in dialog.pane.table.lines()] == [
            ("林秀兰", "周桂芳", "同班"), ("林秀兰", "吴春生", "不同班"),
        ]  # fmt: skip
        dialog.pane.table.start()
        press(dialog, "<End>", "<Delete>")
        dialog.cancel()

    in_dialog(lambda: page.deeds.arrange("pair"), fill)
    assert said == [("ask_reason", "取消搭档：林秀兰　吴春生　不同班")]
    assert [pair.kind for pair in service_wishes.pairs(session)] == ["同班"]
    page.header.button("roster").invoke()
    served = [set(names(page, day)) for day in range(1, 32)]
    assert all(len({"林秀兰", "周桂芳"} & day) != 1 for day in served)


def test_what_is_wrong_with_a_pair_stands_beside_the_field(rostered, page, in_dialog):
    def fill(dialog):
        one = str(rostered["林秀兰"])
        dialog.pane.form.fill({"one": one, "other": "张三丰", "kind": "同班"})
        dialog.save()
        assert dialog.pane.form.problems()["other"].startswith("没有找到这个人")
        dialog.pane.form.fill({"other": one})
        dialog.save()
        assert dialog.pane.form.problems() == {"other": "要选另外一个人"}
        dialog.close(None)

    in_dialog(lambda: page.deeds.arrange("pair"), fill)
    assert service_wishes.pairs(page.session) == []


def test_a_wish_for_a_rostered_day_says_what_is_to_be_done(rostered, page, in_dialog):
    name = names(page, 9)[0]

    def fill(dialog):
        wish = {"member": str(rostered[name]), "day": "2026-12-09", "kind": "不想值"}
        dialog.pane.form.fill(wish)
        dialog.save()
        told = dialog.pane.told["text"].replace("\n", "")
        assert told == "12月9日已经排了他。请重新排班，或在日历上换人。"
        assert [line.cells[:3] for line in dialog.pane.table.lines()] == [
            (name, "2026年12月9日", "不想值")
        ]
        dialog.cancel()

    in_dialog(lambda: page.deeds.arrange("wish"), fill)
    go(page, 9)
    assert f"{name}不想值这一天" in texts(page)
    page.header.button("roster").invoke()
    assert name not in names(page, 9)


def test_wishes_and_gaps_that_cannot_be_kept_are_listed_after_rostering(
    rostered, session, page, in_dialog, said
):
    def fill(dialog):
        dialog.pane.form.fill({"gap": "40"})
        dialog.save()
        assert dialog.pane.form.problems() == {"gap": "应为0 到 31 天，0 是不限"}
        dialog.pane.form.fill({"gap": "12"})
        dialog.save()
        dialog.cancel()

    in_dialog(lambda: page.deeds.arrange("settings"), fill)
    service_wishes.add_wish(session, Wish(rostered["林秀兰"], date(2026, 12, 5), "想值"))
    page.header.button("roster").invoke()
    kind, text = said[-1]
    assert kind == "show_text"
    assert "有些愿望和间隔没能照顾到：\n· 林秀兰想值12-05，没有排上：这天由书记值班。" in text
    assert "只隔" in text


def test_f7_and_the_button_say_why_he_serves(rostered, page, said):
    go(page, 8)
    page.start()
    press(page, "<F7>")
    page.day_card.buttons["为什么是他"].invoke()
    first, second = said
    assert first == second
    assert first[0] == "show_text"
    assert "怎么排上的：程序排的。" in first[1]
    assert "换别人：" in first[1]


def test_who_is_better_left_alone_is_marked_among_those_to_choose(
    rostered, session, page, in_dialog
):
    one, other = names(page, 8)[0], _other(page, 8)
    service_wishes.add_pair(session, Pair(rostered[one], rostered[other], "不同班"))

    def look(dialog):
        notes = {line.cells[0]: line.cells[-1] for line in dialog.table.lines()}
        assert notes[other] == f"与{one}不同班"
        dialog.cancel()

    go(page, 8)
    in_dialog(page.day_card.buttons["加人"].invoke, look)
