"""The promises on a real window: typed by person, moved on, found, undone, printed, exported."""

from pathlib import Path

import openpyxl
import pytest

from jdzb.core.ledger import Due
from jdzb.gui.kit import scaling
from jdzb.ledgers.commitments import service, service_outlook, service_progress
from jdzb.ledgers.commitments.columns import BROKEN, KEPT
from jdzb.ledgers.commitments.entries import Progress
from jdzb.ledgers.commitments.page import drafting, forms
from jdzb.ledgers.members import service_standing
from tests.gui import clipping
from tests.gui.driving import in_turn, settle

PHOTO = Path(__file__).parents[2] / "data" / "公开栏.jpg"


def listed(view):
    return [(line.cells[0], line.cells[1]) for line in view.list.table.lines()]


def key(widget, sequence):
    widget.focus_force()
    settle(widget)
    widget.event_generate(sequence)
    settle(widget)


def at(page, open_, *acts):
    """Run open_(), and each act on the dialog that comes up."""
    in_turn(page.winfo_toplevel(), open_, *acts)
    settle(page)


def chosen(page, id_):
    page.refresh(None)
    page.front.list.table.select(id_)
    settle(page)
    return page.front


# -- several promises of one person ----------------------------------------------------------------


def test_an_empty_year_says_so_and_ctrl_n_begins_with_the_branch(page):
    view = page.front
    assert view.list.table.lines() == ()
    page.start()
    assert page.focus_get() is view.list.search  # not what had the keyboard on another page
    assert "没有承诺 3" in str(view.list.tabs._tabs["none"]["text"])

    def look(dialog):
        assert dialog.member is None
        assert len(dialog.rows) == 3
        assert not dialog.unsaved()
        dialog.close(None)

    at(page, lambda: key(page.winfo_toplevel(), "<Control-n>"), look)


def test_three_promises_of_one_person_are_typed_in_one_go_and_undone_as_one(page, session, people):
    def write(dialog):
        dialog.begin(people["林秀兰"])
        for row, what in zip(dialog.rows, ("走访老人", "清理水渠", "讲党课"), strict=True):
            row.fill({"what": what, "target": "12", "unit": "次"})
        dialog.event_generate("<Control-s>")
        settle(dialog.owner)

    at(page, page.front.deeds.add, write)
    assert listed(page.front) == [("林秀兰", one) for one in ("走访老人", "清理水渠", "讲党课")]
    assert {one.due for one in service.of_year(session, 2026)} == {"2026-12-31"}
    page.shell.on_changed(session.undo())
    assert listed(page.front) == []


def test_an_empty_row_is_left_out_and_a_wrong_one_says_what_is_wrong(page, session):
    def write(dialog):
        dialog.rows[0].fill({"what": "走访老人", "target": "很多"})
        dialog.rows[2].fill({"target": "3"})
        dialog.save()
        assert "很多" not in dialog.rows[1].problems()
        assert list(dialog.rows[0].problems()) == ["target"]
        assert list(dialog.rows[2].problems()) == ["what"]
        assert service.of_year(session, 2026) == []
        dialog.rows[0].fill({"target": "12"})
        dialog.rows[2].fill({"target": ""})
        dialog.save()

    at(page, page.front.deeds.add, write)
    assert [one.what for one in service.of_year(session, 2026)] == ["走访老人"]


def test_nothing_typed_is_said_and_nothing_is_saved(page, session):
    def write(dialog):
        dialog.save()
        assert "没有保存" in dialog.problem._whole
        dialog.rows[0].fill({"what": "走访老人", "target": "很多"})
        dialog.save()
        assert dialog.problem._whole == ""  # it no longer holds: what is wrong now has its field
        dialog.close(None)

    at(page, page.front.deeds.add, write)
    assert service.of_year(session, 2026) == []


def test_saving_may_go_on_with_the_next_who_has_none(page, session, people):
    def write(dialog):
        for name in (None, "林秀兰"):
            assert dialog.member == people.get(name)
            dialog.rows[0].fill({"what": "走访老人", "target": "12", "unit": "次"})
            dialog.save_next()
        assert dialog.member == people["周桂芳"]
        assert not dialog.unsaved()
        dialog.close(None)

    at(page, page.front.deeds.add, write)
    assert [one.member for one in service.of_year(session, 2026)] == [None, people["林秀兰"]]


def test_what_is_vague_is_pointed_out_and_saved_all_the_same(page, session):
    def write(dialog):
        row = dialog.rows[0]
        row.fill({"what": "努力做好工作", "due": ""})
        row.point()
        told = row.hint._whole
        assert "努力" in told
        assert "没有目标数量" in told
        assert "没有期限" in told
        row.fill({"what": "走访老人 36 户次", "target": "36", "unit": "户次", "due": "2026-12-31"})
        row.point()
        assert row.hint._whole == ""
        row.fill({"what": "努力做好工作"})
        dialog.save()

    at(page, page.front.deeds.add, write)
    assert len(service.of_year(session, 2026)) == 1


def test_a_day_without_its_year_is_one_of_the_year_of_the_promises(page, session):
    page.front.show_year(2027)

    def write(dialog):
        row = dialog.rows[0]
        row.fill({"what": "走访老人", "target": "三户", "unit": "户", "due": "11-30"})
        dialog.save()
        assert row.problems() == {"target": "应为整数，例如 36"}  # not that one is missing
        row.fill({"target": "3"})
        key(row.input("due"), "<Control-s>")

    at(page, page.front.deeds.add, write)
    assert [one.due for one in service.of_year(session, 2027)] == ["2027-11-30"]


def test_last_years_promises_of_a_person_are_filled_in_as_drafts(page, session, promise, people):
    promise("林秀兰", "走访老人", 2025)
    promise("林秀兰", "讲党课", 2025, target=4, unit="次")

    def write(dialog):
        dialog.begin(people["林秀兰"])
        dialog.take_over()
        assert [row.read()["what"] for row in dialog.rows] == ["走访老人", "讲党课", ""]
        assert dialog.rows[1].read()["due"] == "2026-12-31"
        dialog.rows[1].fill({"target": "6"})
        dialog.save()

    at(page, page.front.deeds.add, write)
    assert [one.target for one in service.of_year(session, 2026)] == [36, 6]


def test_last_years_promises_come_after_what_is_typed_once_it_is_allowed(
    page, session, promise, people, answers, said
):
    promise("林秀兰", "走访老人", 2025)
    promise("林秀兰", "讲党课", 2025, target=4, unit="次")
    promise("林秀兰", "修水渠", 2025, target=1, unit="条")

    def told(dialog):
        return [row.read()["what"] for row in dialog.rows]

    def write(dialog):
        dialog.begin(people["林秀兰"])
        dialog.rows[0].fill({"what": "种树", "target": "20", "unit": "棵"})
        dialog.rows[1].fill({"what": "讲党课", "target": "6", "unit": "次"})
        answers.extend((False, True))
        dialog.take_over()
        assert told(dialog) == ["种树", "讲党课", ""]
        dialog.take_over()
        assert said[-1][1] == "已经写了 2 条，都留着。去年的 2 条接在后面？"
        assert told(dialog) == ["种树", "讲党课", "走访老人", "修水渠"]
        dialog.take_over()  # nothing is left to be put, nothing is asked
        assert dialog.problem._whole == "去年的都已经在了，没有再填。"
        dialog.save()

    at(page, page.front.deeds.add, write)
    found = [(one.what, one.target) for one in service.of_year(session, 2026)]
    assert found == [("种树", 20), ("讲党课", 6), ("走访老人", 36), ("修水渠", 1)]


def test_the_button_for_the_next_person_says_why_it_cannot_be_pressed(
    page, session, promise, people
):
    for name in ("", *people):
        promise(name, "走访老人")
    page.refresh(None)

    def write(dialog):
        assert dialog.next.instate(["disabled"])
        assert dialog.next_tip.text == drafting.NOBODY_NEXT
        assert dialog.last.instate(["disabled"])
        assert dialog.last_tip.text == "2025年没有他的承诺。"
        dialog.close(None)

    at(page, page.front.deeds.add, write)


def test_a_year_without_promises_offers_all_of_the_last(page, session, promise, answers, said):
    for name in ("", "林秀兰", "周桂芳"):
        promise(name, "走访老人", 2025)
    page.refresh(None)
    answers.append(True)
    page.front.list._empties["again"].button.invoke()
    assert "3 条" in said[0][1]
    assert [who for who, _ in listed(page.front)] == ["党支部", "林秀兰", "周桂芳"]


def test_the_rest_of_last_years_promises_is_taken_over_once_some_are_made(
    page, session, promise, people, answers, said
):
    for name in ("", "林秀兰", "周桂芳", "郑德福"):
        promise(name, "走访老人", 2025)
    service_standing.leave(session, people["郑德福"], "转出", "2026-01-10", "搬到县城")
    promise("林秀兰", "讲党课", 2026, target=4, unit="次")
    page.refresh(None)
    strip = page.front.strip
    assert strip.again.cget("text") == "沿用去年的 2 条…"
    assert strip.again.winfo_manager()
    answers.append(True)
    strip.again.invoke()
    assert "2 条承诺照样登记为 2026年的？已经填了的不动" in said[-1][1]
    assert listed(page.front) == [
        ("党支部", "走访老人"), ("林秀兰", "讲党课"), ("周桂芳", "走访老人"),
    ]  # fmt: skip
    assert not strip.again.winfo_manager()


# -- moving on -------------------------------------------------------------------------------------


def test_a_digit_on_the_list_and_a_word_record_what_was_done_today(page, session, promise):
    id_ = promise()
    view = chosen(page, id_)

    def write(form):
        assert form.form.read() == {"amount": "3", "what": "", "day": "2026-11-21"}
        form.form.fill({"what": "走访三组老人"})
        key(form.form.input("what"), "<Return>")

    at(page, lambda: key(view.list.table.tree, "<Key-3>"), write)
    (entry,) = service_progress.of(session, id_)
    assert (entry.amount, entry.what, entry.day) == (3, "走访三组老人", "2026-11-21")
    assert view.list.table.lines()[0].cells[2:4] == ("3 / 36 户次", "8%")
    assert view.card.table.lines()[0].cells == ("11-21", "3 户次", "走访三组老人")


def test_a_digit_with_alt_goes_to_another_page_and_records_nothing(page, session, promise):
    id_ = promise()
    view = chosen(page, id_)
    for held in ("<Alt-Key-6>", "<Control-Key-6>"):
        key(view.list.table.tree, held)  # a form that came up would never come back
    assert list(service_progress.of(session, id_)) == []


def test_a_day_to_come_is_told_beside_its_field_and_the_form_stays(page, session, promise):
    view = chosen(page, promise())

    def write(form):
        form.form.fill({"amount": "3", "what": "走访", "day": "2026-12-01"})
        form.primary.invoke()
        assert form.form.problems() == {"day": "这一天还没有到，做了以后再记"}
        form.form.fill({"day": "2026-11-20"})
        form.primary.invoke()

    at(page, view.deeds.record, write)
    assert service_progress.standings(session, 2026)[0].last == "2026-11-20"


@pytest.mark.parametrize(("act", "name"), [("report", "reported_on"), ("settle", "settled_on")])
def test_what_became_of_a_promise_is_not_dated_to_come(page, session, promise, act, name):
    view = chosen(page, promise())

    def write(form):
        texts = {"reported": "走访了三户"} if act == "report" else {"outcome": BROKEN}
        form.form.fill({**texts, name: "2026-12-01"})
        form.primary.invoke()
        assert form.form.problems() == {name: "这一天还没有到，做了以后再记"}
        form.close(None)

    at(page, getattr(view.deeds, act), write)
    (one,) = service.of_year(session, 2026)
    assert (one.reported_on, one.settled_on) == (None, None)


def test_an_entry_is_put_right_and_put_out_of_force_for_a_reason(page, session, promise, answers):
    id_ = promise()
    entry = service_progress.add(session, Progress(id_, "2026-11-02", "走访", 5)).id
    view = chosen(page, id_)

    def write(form):
        form.form.fill({"amount": "6"})
        answers.append("登记错了")
        form.save()

    answers.append("更正…")
    at(page, lambda: view.card.table._on_open(str(entry)), write)
    assert service_progress.get(session, entry).amount == 6
    answers.append("登记错了")
    view.card.table.select(entry)
    key(view.card.table.tree, "<Delete>")
    assert service_progress.of(session, id_) == []


def test_a_photo_stands_on_the_card_as_a_small_picture(page, session, promise, answers):
    id_ = promise()
    view = chosen(page, id_)
    answers += [PHOTO, "现场照片"]
    view.deeds.add_file()
    settle(page, until=lambda: view.card.evidence.images)
    (file,) = service_progress.files(session, id_)
    assert list(view.card.evidence.images) == [file.sha256]
    answers += ["作废…", "加错了"]
    view.card.evidence.buttons[file.sha256].invoke()
    assert service_progress.files(session, id_) == []


def test_photos_chosen_in_the_form_are_kept_with_the_entry(page, session, promise, answers):
    id_ = promise()
    view = chosen(page, id_)

    def write(form):
        answers.append(PHOTO)
        form.add_file()
        form.form.fill({"amount": "3", "what": "走访"})
        form.save()

    at(page, view.deeds.record, write)
    (entry,) = service_progress.of(session, id_)
    assert [one.progress for one in service_progress.files(session, id_)] == [entry.id]
    assert view.card.table.lines()[0].cells[2] == "▣ 走访"


def test_a_photo_refused_may_be_left_out_again_and_the_entry_kept(
    page, session, promise, answers, said, callback_errors
):
    id_ = promise()
    service_progress.add_file(session, id_, PHOTO)
    view = chosen(page, id_)
    answers.append(PHOTO)

    def write(form):
        form.form.fill({"what": "走访"})
        form.add_file()
        form.primary.invoke()
        settle(page)
        assert "没有重复添加" in said[-1][1]
        form.files.invoke()
        assert form.files["text"] == ""
        form.save()

    at(page, view.deeds.record, write)
    callback_errors.clear()
    assert [one.what for one in service_progress.of(session, id_)] == ["走访"]


def test_the_member_reports_and_the_branch_settles_and_takes_it_back(
    page, session, promise, answers
):
    id_ = promise(target=3)
    service_progress.add(session, Progress(id_, "2026-11-02", "走访", 3))
    view = chosen(page, id_)

    def report(form):
        form.save()
        assert form.form.problems()
        form.form.fill({"reported": "都走访了"})
        form.save()

    at(page, lambda: key(view.list.table.tree, "<F9>"), report)
    assert service.get(session, id_).reported == "都走访了"

    def settle_(form):
        assert form.form.read()["outcome"] == KEPT  # proposed: the target is reached
        form.form.fill({"outcome": BROKEN})
        form.save()

    at(page, lambda: key(view.list.table.tree, "<F4>"), settle_)
    assert service.get(session, id_).outcome == BROKEN
    answers += ["取消评定…", "评定错了"]
    view.deeds.settle()
    assert service.get(session, id_).outcome is None


def test_kept_is_asked_about_where_the_ledger_counts_less(page, session, promise, answers, said):
    id_ = promise(target=4)
    service_progress.add(session, Progress(id_, "2026-11-02", "走访", 3))
    view = chosen(page, id_)
    answers += [False, True]

    def settle_(form):
        form.form.fill({"outcome": KEPT})
        form.save()
        assert service.get(session, id_).outcome is None
        form.save()

    at(page, view.deeds.settle, settle_)
    assert "75%" in said[-1][1]
    assert service.get(session, id_).outcome == KEPT


def test_a_promise_is_put_right_for_a_reason_and_put_out_of_force(page, session, promise, answers):
    id_ = promise()
    view = chosen(page, id_)

    def write(form):
        form.form.fill({"target": "40"})
        answers.append(None)
        form.save()
        assert form.winfo_exists()  # no reason given: nothing written, nothing lost
        answers.append("审诺时改了")
        form.save()

    at(page, lambda: key(view.list.table.tree, "<F2>"), write)
    assert service.get(session, id_).target == 40
    answers.append("重复登记")
    key(view.list.table.tree, "<Delete>")
    assert listed(view) == []


# -- finding ---------------------------------------------------------------------------------------


@pytest.fixture
def four(session, promise):
    """One overdue, one behind, one due soon, one reached; ids."""
    late = promise("林秀兰", "修水渠", due="2026-10-31")
    behind = promise("周桂芳", "走访老人")
    near = promise("郑德福", "讲党课", target=4, unit="次", due="2026-11-30")
    done = promise("", "装路灯", target=1, unit="盏")
    service_progress.add(session, Progress(near, "2026-11-02", "讲", 4 - 1))
    service_progress.add(session, Progress(done, "2026-11-02", "装好", 1))
    return late, behind, near, done


def test_tabs_show_what_is_late_what_is_soon_due_and_who_has_none(page, four, session):
    view = chosen(page, four[0])
    assert [who for who, _ in listed(view)] == ["党支部", "林秀兰", "周桂芳", "郑德福"]
    texts = [tab["text"] for tab in view.list.tabs._tabs.values()]
    assert texts == ["全部 4", "超期落后 2", "快到期 1", "没有承诺 0"]
    view.list.tabs.choose("amiss")
    assert listed(view) == [("林秀兰", "修水渠"), ("周桂芳", "走访老人")]
    assert [line.cells[5] for line in view.list.table.lines()] == ["▲ 超期", "▲ 落后"]
    service.void(session, four[0], "重复登记")
    page.refresh(None)
    view.list.tabs.choose("none")
    assert [line.cells[0] for line in view.list.table.lines()] == ["林秀兰"]

    def look(dialog):
        assert dialog.member == view.member
        dialog.close(None)

    at(page, lambda: key(view.list.table.tree, "<Return>"), look)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("zgf", ["周桂芳"]), ("水渠", ["林秀兰"]), ("党课 郑", ["郑德福"]), ("无", [])],
)
def test_a_name_its_pinyin_or_a_word_finds_a_promise(page, four, typed, found):
    view = chosen(page, four[0])
    view.list.search.insert(0, typed)
    settle(page, until=lambda: [who for who, _ in listed(view)] == found)


def test_the_year_is_turned_and_the_history_tells_the_promise_and_its_progress(page, four, promise):
    promise("林秀兰", "去年的事", 2025)
    view = chosen(page, four[2])
    asked = []
    page.shell.show_history = lambda rows, title: asked.append((len(rows), title))
    page.history()
    assert asked[0][0] == 2
    assert "讲党课" in asked[0][1]
    view.strip.years.go(2025)
    assert listed(view) == [("林秀兰", "去年的事")]


@pytest.mark.parametrize(("state", "shows"), [("超期", "修水渠"), ("落后", "走访老人")])
def test_a_due_line_opens_the_promises_of_its_state(page, four, state, shows):
    due = Due("commitments", None, "…", "", service_outlook.LOOK, filled=("2026", state))
    page.open_due(due)
    assert page.front.standing.commitment.what == shows


# -- out -------------------------------------------------------------------------------------------


def test_what_is_shown_goes_to_excel(page, four, answers, tmp_path):
    view = chosen(page, four[0])
    file = tmp_path / "承诺.xlsx"
    answers.append(file)
    view.export()
    settle(page, until=file.exists)
    settle(page)
    rows = list(openpyxl.load_workbook(file).active.values)
    assert len([row for row in rows if "超期" in str(row)]) == 1


def test_a_list_made_in_excel_is_read_in_and_what_is_not_understood_is_told(
    page, session, answers, said, tmp_path
):
    file = tmp_path / "承诺.xlsx"
    book = openpyxl.Workbook()
    for row in (
        ("姓名", "承诺内容", "目标", "期限"),
        ("林秀兰", "走访老人", "36户次", "12-31"),
        ("没有这人", "讲党课", "4次", "12-31"),
    ):
        book.active.append(row)
    book.save(file)
    answers += [file, True]
    page.front.deeds.read_in()
    assert [one[0] for one in said] == ["choose_open_file", "show_text", "ask_yes_no"]
    assert "没有这人" in said[1][1]
    assert listed(page.front) == [("林秀兰", "走访老人")]


def test_every_sheet_comes_up_as_it_will_print(page, four, session):
    view = chosen(page, four[0])
    titles = []

    def pick(number):
        def act(dialog):
            dialog.buttons[number].invoke()

        return act

    def look(dialog):
        titles.append(dialog.make(None).title)
        dialog.close(None)

    for number in range(6):
        at(page, view.print_, pick(number), look)
    assert len(titles) == 6


# -- looks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_is_cut_off_in_any_form(page, four, session, percent):
    scaling.set_text_size(page.winfo_toplevel(), percent)
    view = chosen(page, four[0])
    one = view.standing
    opened = [
        lambda: drafting.DraftDialog(view, session, 2026, None, (), lambda _: None).run(),
        lambda: forms.AmendPromise(view, session, one.commitment, "林秀兰").run(),
        lambda: forms.RecordForm(view, session, one).run(),
        lambda: forms.report(view, session, one.commitment, "林秀兰"),
        lambda: forms.settle(view, session, one, "林秀兰"),
        lambda: view.press("审诺"),
        view.deeds.count,
    ]
    found = []

    def look(dialog):
        found.extend(clipping.offences(dialog))
        dialog.close(None)

    for open_ in opened:
        at(page, open_, look)
    assert found == []
