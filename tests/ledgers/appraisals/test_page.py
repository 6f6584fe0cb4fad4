"""The grid of scores on a real window: typed, pasted, refused, undone; the person beside it."""

from datetime import date

import pytest

from jdzb.core.ledger import Conduct
from jdzb.gui.kit import gridsheet, scaling, theme
from jdzb.gui.kit.gridcells import GridRow, Typed
from jdzb.ledgers.appraisals import service, service_standings
from jdzb.ledgers.appraisals.page.evidence import EvidenceDialog
from tests.gui.driving import in_turn, press, settle
from tests.ledgers.appraisals import rounds

POINTS = {
    "陈志强": 9,
    "林秀兰": 10,
    "周桂芳": 8,
    "吴春生": 7,
    "郑德福": 9,
    "孙明义": 8.5,
    "徐海燕": 9.5,
}


@pytest.fixture
def village(session):
    """A round of seven; 何永贵 is excused, 严建国 takes part without a grade."""
    ids = rounds.people(session)
    return ids, rounds.opened(session)


def turn(opened, key):
    """The tab of a period."""
    opened.card.tabs.choose(key)
    settle(opened)


def column(opened, title):
    """The place of a column."""
    titles = [one.title.replace("\n", "") for one in opened.card.grid_.columns]
    return titles.index(title)


def cell(opened, name, title):
    """What the grid shows of somebody in a column."""
    row = next(one for one in opened.card.grid_.rows if one.head.split()[-1] == name)
    place = column(opened, title)
    number = opened.card.grid_.rows.index(row)
    assert opened.card.grid_.sheet.MT.data[number][place] == row.cells[place]
    return row.cells[place]


def stand(opened, name, title):
    """Put the cursor on a cell, with the keyboard."""
    grid = opened.card.grid_
    rows = [one.head.split()[-1] for one in grid.rows]
    grid.sheet.MT.focus_force()
    grid._edge(rows.index(name), column(opened, title))
    settle(opened)


def type_in(opened, text):
    """Type into the cell the cursor is on, and Enter."""
    grid = opened.card.grid_.sheet.MT
    grid.event_generate("<Key>", keysym=text[0])
    settle(opened)
    editor = opened.focus_get()
    assert editor.winfo_class() == "Text"
    editor.insert("end", text[1:])
    press(editor, "<Return>")
    settle(opened)


def pasted(opened, text):
    opened.clipboard_clear()
    opened.clipboard_append(text)
    opened.card.grid_.sheet.MT.event_generate("<Control-v>")
    settle(opened)


def test_a_branch_without_a_round_is_told_what_to_do(page):
    opened = page()
    assert opened.empty.button.winfo_viewable()
    assert opened.empty.button["text"] == "开始评议"
    assert not opened.split.winfo_viewable()


def test_a_digit_and_enter_write_a_cell_and_the_points_are_there(page, session, village):
    opened = page()
    turn(opened, "second/")
    stand(opened, "吴春生", "支部评价")
    type_in(opened, "7")
    assert cell(opened, "吴春生", "支部评价") == "7"
    (score,) = service.whole(session, village[1]).scores
    assert (score.points, score.item, score.period) == (700, "view", "second")
    assert opened.card.grid_.sheet.get_currently_selected().row == 4  # Enter went down
    opened.shell.undo()
    settle(opened)
    assert cell(opened, "吴春生", "支部评价") == ""


def test_a_digit_where_votes_or_sums_stand_is_told_where_they_come_from(page, village):
    opened = page()
    for tab, title, told in (("second/", "民主评议", "票数算出来的"), ("whole", "上半年", "合计")):
        turn(opened, tab)
        place = next(n for n, one in enumerate(opened.card.sight.spots) if title in one.title)
        assert not opened.card.grid_.columns[place].typed
        opened.card.grid_._edge(0, place)
        opened.card.grid_.sheet.MT.focus_force()
        opened.card.grid_.sheet.MT.event_generate("<Key>", keysym="9")
        settle(opened)
        assert told in opened.shell.status.text
        assert not opened.card.grid_.editing


def test_what_cannot_be_is_named_and_nothing_is_written(page, session, village, said):
    opened = page()
    turn(opened, "second/")
    stand(opened, "吴春生", "支部评价")
    type_in(opened, "70")
    assert said[-1][0] == "warn"
    assert "吴春生" in said[-1][1]
    assert "支部评价" in said[-1][1]
    assert cell(opened, "吴春生", "支部评价") == ""
    assert service.whole(session, village[1]).scores == ()


def test_a_deduction_typed_as_a_number_is_shown_in_red_below_nothing(page, session, village):
    opened = page()
    turn(opened, "first/")
    assert cell(opened, "吴春生", "任务") == "·"
    stand(opened, "吴春生", "任务")
    type_in(opened, "2.5")
    assert cell(opened, "吴春生", "任务") == "-2.5"
    row = next(one for one in opened.card.grid_.rows if "吴春生" in one.head)
    assert row.tones[column(opened, "任务")] == "red"


def test_a_block_from_excel_is_one_act(page, session, village):
    opened = page()
    turn(opened, "second/")
    names = [one.head.split()[-1] for one in opened.card.grid_.rows][:3]
    stand(opened, names[0], "组织生活")
    pasted(opened, "2\t5\t9\r\n·\t\t8.5\r\n-4\t2.5\t10\r\n")
    assert [cell(opened, name, "支部评价") for name in names] == ["9", "8.5", "10"]
    assert [cell(opened, name, "组织生活") for name in names] == ["-2", "·", "-4"]
    opened.shell.undo()
    settle(opened)
    assert service.whole(session, village[1]).scores == ()
    assert [cell(opened, name, "组织生活") for name in names] == ["·", "·", "·"]


def test_one_bad_cell_of_a_block_keeps_the_whole_block_out(page, session, village, said):
    opened = page()
    turn(opened, "second/")
    stand(opened, "陈志强", "支部评价")
    pasted(opened, "9\n好\n8")
    assert "林秀兰的“支部评价”“好”" in said[-1][1]
    assert service.whole(session, village[1]).scores == ()


def test_a_block_larger_than_the_list_is_refused_in_one_sentence(page, session, village, said):
    opened = page()
    turn(opened, "second/")
    stand(opened, "徐海燕", "支部评价")
    pasted(opened, "\n".join("9" * 9))
    assert "没有粘贴" in said[-1][1]
    assert service.whole(session, village[1]).scores == ()


def test_who_is_not_graded_takes_no_points(page, session, village, said):
    opened = page()
    turn(opened, "second/")
    stand(opened, "何永贵", "支部评价")
    type_in(opened, "9")
    assert "何永贵不参加，不打分" in said[-1][1]


def test_ranks_and_grades_are_those_of_the_service_while_the_lines_keep_their_place(
    page, session, village
):
    round_id = village[1]
    for period in ("first", "second"):
        rounds.entered(session, round_id, "view", POINTS, period)
        votes = dict.fromkeys(POINTS, (5, 2, 0))
        rounds.voted(session, round_id, votes, period=period, ballot="paper", came=[("党员", 9, 7)])
    opened = page()
    before = [one.head.split()[-1] for one in opened.card.grid_.rows]
    assert before[0] == "林秀兰"
    turn(opened, "second/")
    stand(opened, "林秀兰", "支部评价")
    type_in(opened, "1")
    shown = {one.head.split()[-1]: one for one in opened.card.grid_.rows}
    found = service_standings.standings(session, round_id)
    for line in found.lines:
        row = shown[line.subject.name]
        short = {"严建国": "不评定"}.get(line.subject.name, line.grade)
        assert row.cells[-2:] == (found.total(line), short)
        assert row.head.split()[0] == str(line.rank or line.subject.name)
    assert next(iter(shown)) == "林秀兰"  # the line does not run away under the hand
    opened.card.sort()
    assert opened.card.grid_.rows[0].head.split()[-1] == "徐海燕"


def test_a_heading_sorts_and_words_find(page, village):
    opened = page()
    opened.card._by_head(None)
    names = [one.head.split()[-1] for one in opened.card.grid_.rows]
    assert names[0] == "陈志强"
    assert names == sorted(names, key=names.index)
    for falling in (True, False):
        opened.card._by_head(column(opened, "总分"))
        assert opened.card._sorted[1] is falling
        last = [one.head.split()[-1] for one in opened.card.grid_.rows[-2:]]
        assert sorted(last) == ["严建国", "何永贵"]
    opened.card.search.insert(0, "lxl")
    settle(opened, until=lambda: len(opened.card.grid_.rows) == 1)
    assert "林秀兰" in opened.card.grid_.rows[0].head


def told(member, row=7, day=(2026, 3, 5), key="meetings.absent"):
    return Conduct("meetings", member, date(*day), "主题党日无故缺席", ("meetings", row), key)


def test_a_fact_is_accepted_with_its_points_and_another_refused_with_a_reason(
    page, session, village, answers, tk_root, monkeypatch
):
    ids, round_id = village
    opened = page()
    facts = [told(ids["吴春生"]), told(ids["林秀兰"], 8)]
    monkeypatch.setattr(opened.shell.board, "facts_of", lambda *_: facts, raising=False)

    def judge(dialog):
        dialog.table.select("p1")
        dialog.accept()
        assert "采纳 1" in dialog.tabs._tabs["采纳"]["text"]
        answers.append("有正当理由")
        dialog.table.select("p0")
        dialog.refuse()
        dialog.cancel()

    in_turn(tk_root, opened.deeds.all_evidence, judge)
    marks = {one.subject: one for one in service.whole(session, round_id).marks}
    who = rounds.subjects(session, round_id)
    assert (marks[who["吴春生"]].points, marks[who["吴春生"]].evidence) == (200, "meetings:7")
    assert marks[who["林秀兰"]].reason == "有正当理由"
    opened.card.grid_.select(who["吴春生"])
    settle(opened)
    texts = [row.winfo_children()[-1]._whole for row in opened.person.lines.winfo_children()]
    assert texts == ["组织生活 −2：03-05 主题党日无故缺席"]


def test_a_mark_by_hand_proposes_what_the_scheme_says_and_wants_its_words(
    page, session, village, tk_root
):
    opened = page()
    opened.card.grid_.select(rounds.subjects(session, village[1])["吴春生"])
    settle(opened)

    def fill(form):
        assert form.form.read()["subject"] == "吴春生"
        form.form.fill({"item": "上半年·任务（扣分）"})
        form._propose()
        assert form.form.read()["points"] == "2.5"
        form.save()
        assert "what" in form.form.problems()
        form.form.fill({"what": "三月值班脱岗", "evidence": "值班本第3页"})
        form.save()

    def add(dialog):
        dialog.add_()
        dialog.cancel()

    in_turn(tk_root, opened.deeds.evidence, add, fill)
    (mark,) = service.whole(session, village[1]).marks
    assert (mark.item, mark.period, mark.points) == ("task", "first", 250)
    assert mark.evidence == "值班本第3页"


def test_a_posted_result_changes_only_with_a_reason(page, session, village, answers, said):
    round_id = village[1]
    for period in ("first", "second"):
        rounds.entered(session, round_id, "view", POINTS, period)
        votes = dict.fromkeys(POINTS, (5, 2, 0))
        rounds.voted(session, round_id, votes, period=period, ballot="paper", came=[("党员", 9, 7)])
    rounds.stages_done(session, round_id)
    rounds.posted(session, round_id)
    opened = page()
    who = rounds.subjects(session, round_id)["吴春生"]
    turn(opened, "second/")
    place = column(opened, "支部评价")
    answers.append(None)
    assert not opened.card._typed([Typed(who, place, "6")])
    answers.append("意见核实以后更正")
    assert opened.card._typed([Typed(who, place, "6")])
    history = session.entries("tbl = 'appraisal_scores' AND op = 'U'")
    assert history[-1].reason == "意见核实以后更正"


def test_the_keys_of_the_grid_open_the_evidence_and_leave_with_tab(page, village, tk_root):
    opened = page()
    opened.card.grid_.start()
    settle(opened)
    seen = []
    grid = opened.card.grid_.sheet.MT
    in_turn(
        tk_root,
        lambda: grid.event_generate("<F2>"),
        lambda window: (seen.append(type(window)), window.cancel()),
    )
    assert seen == [EvidenceDialog]
    grid.focus_force()
    press(grid, "<Tab>")
    assert opened.focus_get() is not grid


def test_what_is_typed_is_written_when_the_page_is_left_and_forgotten_with_esc(
    page, session, village
):
    opened = page()
    turn(opened, "second/")
    stand(opened, "吴春生", "支部评价")
    grid = opened.card.grid_.sheet.MT
    grid.event_generate("<Key>", keysym="8")
    settle(opened)
    assert opened.unsaved()
    press(opened.focus_get(), "<Escape>")
    assert not opened.unsaved()
    assert cell(opened, "吴春生", "支部评价") == ""
    grid.event_generate("<Key>", keysym="6")
    settle(opened)
    assert opened.can_leave()
    assert cell(opened, "吴春生", "支部评价") == "6"


def test_names_stand_below_each_other_whatever_the_rank(page, village, tk_root):
    opened = page()
    grid = opened.card.grid_
    for percent in (100, 150):
        scaling.set_text_size(tk_root, percent)
        settle(opened)
        font = theme.text_font(opened, "Body")
        heads = [GridRow(1, f"{rank:\u2007>3}  甲", ()) for rank in ("", 5, 12, 120)]
        widths = {font.measure(one) for one in gridsheet.aligned(grid, heads)}
        assert max(widths) - min(widths) <= 1
        shown = grid.sheet.MT._row_index
        assert shown == gridsheet.aligned(grid, grid.rows)
        assert "\u2007" not in "".join(shown)


def test_digits_typed_quickly_are_all_there(page, session, village):
    opened = page()
    turn(opened, "second/")
    stand(opened, "吴春生", "支部评价")
    grid = opened.card.grid_.sheet.MT
    grid.event_generate("<Key>", keysym="1")
    grid.event_generate("<Key>", keysym="0")  # before the cell has the keyboard
    settle(opened)
    assert opened.card.grid_.sheet.MT.text_editor.get() == "10"
    press(opened.focus_get(), "<Return>")
    settle(opened)
    assert cell(opened, "吴春生", "支部评价") == "10"


def test_a_cell_that_shows_a_dot_is_opened_empty(page, session, village):
    opened = page()
    turn(opened, "first/")
    stand(opened, "吴春生", "任务")
    assert cell(opened, "吴春生", "任务") == "·"
    press(opened.card.grid_.sheet.MT, "<Return>")
    settle(opened)
    editor = opened.focus_get()
    assert editor.winfo_class() == "Text"
    assert editor.get("1.0", "end").strip() == ""
    editor.insert("end", "2")
    press(editor, "<Return>")
    settle(opened)
    assert cell(opened, "吴春生", "任务") == "-2"


def test_delete_empties_the_cells_chosen(page, session, village):
    rounds.entered(session, village[1], "view", {"吴春生": 7}, "second")
    opened = page()
    turn(opened, "second/")
    stand(opened, "吴春生", "支部评价")
    opened.card.grid_.sheet.MT.event_generate("<Delete>")
    settle(opened)
    assert cell(opened, "吴春生", "支部评价") == ""
    assert [one.points for one in service.whole(session, village[1]).scores] == [None]


def test_large_text_makes_the_grid_large(page, village, tk_root):
    opened = page()
    sheet = opened.card.grid_.sheet
    before = (sheet.get_row_heights()[0], sheet.ops.table_font[1])
    scaling.set_text_size(tk_root, 150)
    settle(opened)
    after = (sheet.get_row_heights()[0], sheet.ops.table_font[1])
    assert after[0] > before[0] * 1.4
    assert after[1] < before[1] * 1.4 < 0  # in pixels, which Tk writes below nothing


def test_a_digit_with_alt_turns_the_page_and_types_nothing(page, session, village):
    opened = page()
    turn(opened, "second/")
    stand(opened, "吴春生", "支部评价")
    opened.card.grid_.sheet.MT.event_generate("<Alt-Key-5>")
    settle(opened)
    assert not opened.card.grid_.editing
    assert service.whole(session, village[1]).scores == ()
