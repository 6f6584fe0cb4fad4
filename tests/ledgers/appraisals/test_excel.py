"""The grid of scores as Excel: out, filled in, back in; what cannot be read is named by cell."""

import openpyxl
import pytest

from jdzb.ledgers.appraisals import service, service_grid, service_marks, service_scores
from jdzb.ledgers.appraisals.entries import Mark
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.press import xlsx
from tests.ledgers.appraisals import rounds

LOYALTY = "年中·共性指标·忠诚指数·终评（满分40）"


@pytest.fixture
def village(session):
    """The round of 两个指数 with nothing entered."""
    rounds.people(session)
    return rounds.opened(session, "indices", "2026年度两个指数")


def sent(session, round_id, path):
    """The file as the secretary gets it, open for writing."""
    xlsx.write_grid(path, service_grid.to_grid(session, round_id))
    book = openpyxl.load_workbook(path)
    return book, book.active


def back(session, round_id, book, path):
    book.save(path)
    return service_grid.read(session, round_id, xlsx.read_workbook(path).sheets[0])


def cell(sheet, name, title):
    """The cell of a person under a title."""
    titles = [one.value for one in sheet[2]]
    names = [one.value for one in sheet["B"]]
    return sheet.cell(names.index(name) + 1, titles.index(title) + 1)


def values(session, round_id):
    scores = service.whole(session, round_id).scores
    return {(one.subject, one.period, one.item, one.side): one.points for one in scores}


def test_the_header_names_the_round_the_items_and_their_full_points(session, village, tmp_path):
    _, sheet = sent(session, village, tmp_path / "a.xlsx")
    assert sheet["A1"].value == "2026年度两个指数打分表"
    titles = [one.value for one in sheet[2]]
    assert titles[:3] == ["序号", "姓名", "党小组"]
    assert LOYALTY in titles
    assert "年末·个性指标·自评（满分20）" in titles
    assert len(titles) == len(set(titles)) == 3 + 2 * 3 * 3 + 2
    names = [one.value for one in sheet["B"]][2:]
    assert names == list(rounds.NAMES)  # neither the probationary member nor the old one


def test_what_is_filled_in_is_written_as_one_act_and_undone_as_one(session, village, tmp_path):
    path = tmp_path / "a.xlsx"
    book, sheet = sent(session, village, path)
    cell(sheet, "林秀兰", LOYALTY).value = 38.5
    cell(sheet, "徐海燕", LOYALTY).value = "３９"
    incoming = back(session, village, book, path)
    assert (len(incoming.cells), incoming.problems) == (2, ())
    changed = service_grid.write(session, village, incoming)
    who = rounds.subjects(session, village)
    assert values(session, village) == {
        (who["林秀兰"], "mid", "loyalty", "final"): 3850,
        (who["徐海燕"], "mid", "loyalty", "final"): 3900,
    }
    session.undo_txn(changed.txn)
    assert values(session, village) == {}


def test_the_same_file_again_writes_nothing(session, village, tmp_path):
    rounds.entered(session, village, "loyalty", {"林秀兰": 38.5}, "mid", "final")
    path = tmp_path / "a.xlsx"
    book, _ = sent(session, village, path)
    incoming = back(session, village, book, path)
    assert incoming.cells == ()
    assert incoming.unchanged == 7 * 18
    assert service_grid.write(session, village, incoming).rows == ()


def test_rows_and_columns_in_another_order_or_left_out_are_read_all_the_same(
    session, village, tmp_path
):
    path = tmp_path / "a.xlsx"
    _, sheet = sent(session, village, path)
    cell(sheet, "徐海燕", LOYALTY).value = 37
    at = [one.value for one in sheet[2]].index(LOYALTY)
    rows = [[row[1], row[at]] for row in sheet.iter_rows(min_row=2, values_only=True)]
    other = openpyxl.Workbook()
    for row in [rows[0], *reversed(rows[1:])]:
        other.active.append(row)
    incoming = back(session, village, other, path)
    (one,) = incoming.cells
    assert (one.text, one.subject) == ("37", rounds.subjects(session, village)["徐海燕"])
    assert incoming.problems == ()


def test_an_unknown_row_and_column_and_a_wrong_cell_are_named_and_nothing_is_written(
    session, village, tmp_path
):
    path = tmp_path / "a.xlsx"
    book, sheet = sent(session, village, path)
    wrong = cell(sheet, "林秀兰", LOYALTY)
    wrong.value = 45
    words = cell(sheet, "周桂芳", LOYALTY)
    words.value = "很好"
    cell(sheet, "徐海燕", LOYALTY).value = 37
    sheet.cell(4, 2).value, sheet.cell(4, 2).data_type = "李四", "s"
    sheet.cell(2, 4).value = "思想汇报（满分5）"
    incoming = back(session, village, book, path)
    told = [str(one) for one in incoming.problems]
    assert "第 4 行 B 栏：评议名单里没有“李四”。" in told
    assert any("第 2 行 D 栏：“党员两个指数”没有“思想汇报(满分5)”这一项" in one for one in told)
    words_at = f"第 {words.row} 行 {words.column_letter} 栏"
    assert any(one.startswith(words_at) and "“很好”应为分值" in one for one in told)
    assert len(told) == 3  # 林秀兰 stands in row 4, which is nobody's now
    with pytest.raises(service_grid.CannotTake, match="有 3 处看不懂，一格都没有写入"):
        service_grid.write(session, village, incoming)
    assert values(session, village) == {}


def test_more_than_the_full_points_is_named_by_its_cell(session, village, tmp_path):
    path = tmp_path / "a.xlsx"
    book, sheet = sent(session, village, path)
    wrong = cell(sheet, "林秀兰", LOYALTY)
    wrong.value = 45
    (one,) = back(session, village, book, path).problems
    assert str(one) == (
        f"第 {wrong.row} 行 {wrong.column_letter} 栏：林秀兰的“忠诚指数”应在 0 到 40.0 分之间。"
    )


def test_a_minus_in_a_column_of_points_is_not_taken_for_what_stands_there(
    session, village, tmp_path
):
    rounds.entered(session, village, "loyalty", {"林秀兰": 9}, "mid", "final")
    path = tmp_path / "a.xlsx"
    book, sheet = sent(session, village, path)
    cell(sheet, "林秀兰", LOYALTY).value = -9
    (wrong,) = back(session, village, book, path).problems
    assert "是打分的，填得几分，不能填“-9”" in str(wrong)


def test_a_person_twice_and_the_file_of_another_round_are_refused(session, village, tmp_path):
    path = tmp_path / "a.xlsx"
    book, sheet = sent(session, village, path)
    sheet.cell(5, 2).value = sheet.cell(4, 2).value
    (one,) = back(session, village, book, path).problems
    assert str(one) == "第 5 行 B 栏：林秀兰在第 4 行已经有了。"
    sheet["A1"].value = "2025年度两个指数打分表"
    (one,) = back(session, village, book, path).problems
    assert str(one) == "第 1 行：这是“2025年度两个指数”的打分表，不是“2026年度两个指数”的。"
    empty = openpyxl.Workbook()
    (one,) = back(session, village, empty, path).problems
    assert "没有“姓名”一栏" in str(one)


def test_two_of_one_name_are_told_apart_by_their_group(session, tmp_path):
    for group in ("第一党小组", "第二党小组"):
        members.add(session, Member("王强", joined="2001-03", full="2002-03", party_group=group))
    round_id = rounds.opened(session, "indices", "2026年度两个指数")
    path = tmp_path / "a.xlsx"
    book, sheet = sent(session, round_id, path)
    assert [one.value for one in sheet["B"]][2:] == ["王强（一组）", "王强（二组）"]
    for row in (3, 4):
        sheet.cell(row, 2).value = "王 强"
    sheet.cell(4, 6).value = 30
    (one,) = back(session, round_id, book, path).cells
    assert one.subject == rounds.subjects(session, round_id)["王强（二组）"]
    sheet.cell(4, 3).value = None
    (problem,) = back(session, round_id, book, path).problems
    assert str(problem) == "第 4 行 B 栏：有几位“王 强”，请写明党小组，或写成名单上的样子。"


def test_points_taken_off_come_back_without_losing_their_evidence(session, tmp_path):
    rounds.people(session)
    round_id = rounds.opened(session, "standard", "2026年度合格党员评定")
    who = rounds.subjects(session, round_id)["林秀兰"]
    entry = Mark(who, "year", "meetings", 200, "2026-03-05", "无故缺席", evidence="meetings:3")
    service_marks.add_mark(session, round_id, entry)
    path, title = tmp_path / "a.xlsx", "日常记实·组织生活（扣分）"
    book, sheet = sent(session, round_id, path)
    assert cell(sheet, "林秀兰", title).value == "2"
    assert not [one for one in sheet[2] if "政治信念" in str(one.value)]  # votes are not typed
    cell(sheet, "林秀兰", title).value = None
    (problem,) = back(session, round_id, book, path).problems
    assert "有凭据的已有 2 分" in str(problem)
    cell(sheet, "林秀兰", title).value = "-5"
    incoming = back(session, round_id, book, path)
    service_grid.write(session, round_id, incoming)
    marks = service.whole(session, round_id).marks
    assert [(one.points, one.evidence) for one in marks] == [(200, "meetings:3"), (300, None)]
    assert service_scores.is_typed(marks[1])
    book, sheet = sent(session, round_id, path)
    assert cell(sheet, "林秀兰", title).value == "5"
    assert back(session, round_id, book, path).cells == ()
