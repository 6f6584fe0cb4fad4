"""Spreadsheets in and out, real files."""

import stat
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from jdzb.core import cells
from jdzb.core.ledger import Grid
from jdzb.press import xlsx

DATA = Path(__file__).resolve().parents[1] / "data"


def test_the_sample_is_read_with_its_cells_as_they_are():
    book = xlsx.read_workbook(DATA / "党员花名册.xlsx")
    (sheet,) = book.sheets
    assert (book.name, len(book.sha256), sheet.name, sheet.visible) == (
        "党员花名册.xlsx",
        64,
        "花名册",
        True,
    )
    assert sheet.rows[0] == ("柳河镇青山村党支部党员花名册", *(None,) * 12)
    assert sheet.rows[4][1:8] == (
        "杨海燕",
        "女",
        "回族",
        "1967年11月",
        "高中",
        "97.3",
        date(1998, 3, 12),
    )
    assert sheet.rows[4][10] == 18703392249
    assert sheet.merged == (cells.Merged(0, 0, 0, 12),)
    assert len({len(row) for row in sheet.rows}) == 1


def test_an_xls_is_read_with_dates_and_merged_ranges():
    (sheet,) = xlsx.read_workbook(DATA / "两行表头.xls").sheets
    assert sheet.rows[3][1:4] == ("单小明", date(1970, 5, 1), "1995.07")
    assert cells.Merged(3, 5, 4, 5) in sheet.merged


def test_a_sheet_that_begins_far_from_the_corner_keeps_its_row_numbers(tmp_path):
    book = openpyxl.Workbook()
    book.active["C5"] = "姓名"
    book.active["A9"] = "　"
    book.create_sheet("藏").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    first, second = xlsx.read_workbook(tmp_path / "a.xlsx").sheets
    assert first.rows == ((None,) * 3,) * 4 + ((None, None, "姓名"),)
    assert (second.visible, second.rows) == (False, ())


def test_an_xlsx_named_xls_and_an_xls_named_xlsx_are_read(tmp_path):
    for name, source in (
        ("a.xls", "党员花名册.xlsx"),
        ("b.xlsx", "两行表头.xls"),
        ("c.et", "两行表头.xls"),
    ):
        (tmp_path / name).write_bytes((DATA / source).read_bytes())
        assert xlsx.read_workbook(tmp_path / name).sheets[0].rows


def no_spreadsheets(folder):
    docx = folder / "文档.xlsx"
    with zipfile.ZipFile(docx, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    contents = {
        "空.xlsx": b"", "网页.xls": "<html><table><tr><td>姓名</td></tr></table></html>".encode("gbk"),
        "文本.xls": "姓名\t性别\n王强\t男\n".encode("gbk"), "表.csv": "姓名,性别\n".encode(),
        "报表.xls": b'<?xml version="1.0"?><Workbook/>', "扫描.xlsx": b"%PDF-1.7\n\x00",
        "断.xlsx": (DATA / "党员花名册.xlsx").read_bytes()[:5000], "乱.xls": bytes(range(256)) * 9,
        "坏.xls": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(3000),
        "断.xls": (DATA / "两行表头.xls").read_bytes()[:2600],
    }  # fmt: skip
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return docx


@pytest.mark.parametrize(
    ("name", "error", "said"),
    [
        ("空.xlsx", xlsx.EmptyFile, "0 字节"), ("网页.xls", xlsx.NotASpreadsheet, "网页"),
        ("文本.xls", xlsx.NotASpreadsheet, "纯文本"), ("表.csv", xlsx.NotASpreadsheet, "纯文本"),
        ("报表.xls", xlsx.NotASpreadsheet, "XML"), ("扫描.xlsx", xlsx.NotASpreadsheet, "PDF"),
        ("断.xlsx", xlsx.NotASpreadsheet, "损坏"), ("乱.xls", xlsx.NotASpreadsheet, "不是 Excel"),
        ("坏.xls", xlsx.NotASpreadsheet, "损坏"), ("断.xls", xlsx.NotASpreadsheet, "损坏"),
        ("文档.xlsx", xlsx.NotASpreadsheet, "不是 Excel"), ("没有.xlsx", xlsx.NoSuchFile, "没有找到"),
        ("夹", xlsx.NotAFile, "文件夹"),
    ],
)  # fmt: skip
def test_what_is_no_spreadsheet_is_said_in_one_sentence(tmp_path, name, error, said):
    no_spreadsheets(tmp_path)
    (tmp_path / "夹").mkdir()
    with pytest.raises(error) as caught:
        xlsx.read_workbook(tmp_path / name)
    assert said in str(caught.value)
    assert "没有改动任何记录" in str(caught.value)
    assert name in str(caught.value)


@pytest.mark.parametrize("name", ["加密.xlsx", "加密.xls"])
def test_a_password_is_recognised(name):
    with pytest.raises(xlsx.PasswordProtected, match="去掉密码"):
        xlsx.read_workbook(DATA / name)


def test_a_file_too_large_is_refused_without_reading_it(tmp_path):
    with (tmp_path / "大.xlsx").open("wb") as file:
        file.truncate(xlsx.MOST_BYTES + 1)
    with pytest.raises(xlsx.TooLarge, match="50 MB"):
        xlsx.read_workbook(tmp_path / "大.xlsx")


def test_a_stray_mark_in_the_last_cell_is_refused_before_it_takes_the_memory(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "花名册"
    book.active["A1"], book.active["XFD1048576"] = "姓名", " "
    book.save(tmp_path / "远.xlsx")
    with pytest.raises(xlsx.TooFar, match="XFD1048576"):
        xlsx.read_workbook(tmp_path / "远.xlsx")


def test_parts_that_unpack_to_too_much_are_refused(tmp_path):
    with (
        zipfile.ZipFile(tmp_path / "弹.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb,
        bomb.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(xlsx.MOST_UNPACKED // 1_000_000 + 1):
            part.write(bytes(1_000_000))
    with pytest.raises(xlsx.TooLarge):
        xlsx.read_workbook(tmp_path / "弹.xlsx")


def test_cells_with_an_error_are_read_as_the_error_they_show(tmp_path):
    book = openpyxl.Workbook()
    book.create_sheet("第二 & 表").append(["a", "#REF!", 5, None, "#N/A"])
    book.active.append(["#文字"])
    book.save(tmp_path / "错.xlsx")
    first, second = xlsx.read_workbook(tmp_path / "错.xlsx").sheets
    assert first.rows == (("#文字",),)
    assert second.rows == (("a", "#REF!", 5.0, None, "#N/A"),)


GRID = Grid(
    "青山村党员花名册",
    ("姓名", "联系电话", "出生日期", "备注"),
    (("王强", "013812341027", "1985-06", "=1+1"), ("𬭎䶮", "", "1970-05-12", "-@'两行\n备注\x07")),
)


def test_a_grid_comes_back_as_the_text_it_was(tmp_path):
    folder = tmp_path / "新"
    folder.mkdir()
    path = folder / "花名册.xlsx"
    xlsx.write_grid(path, GRID)
    (sheet,) = xlsx.read_workbook(path).sheets
    assert sheet.rows[0][0] == GRID.title
    assert sheet.rows[1] == GRID.headers
    assert sheet.rows[2] == GRID.rows[0]
    assert sheet.rows[3] == ("𬭎䶮", None, "1970-05-12", "-@'两行\n备注")
    assert [file.name for file in folder.iterdir()] == ["花名册.xlsx"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_no_cell_is_a_formula_and_the_page_prints_on_a4(tmp_path):
    xlsx.write_grid(tmp_path / "a.xlsx", GRID)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    cell = sheet["D3"]
    assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.freeze_panes == "B3"
    assert sheet.print_title_rows == "$1:$2"
    assert sheet["A2"].font.bold
    assert sheet.column_dimensions["B"].width > 10


@pytest.mark.parametrize(
    "grid", [Grid("空", ("姓名",)), Grid("[坏]:名/", ("a",), (("b",),)), Grid("", ("a",))]
)
def test_small_and_oddly_named_grids_are_written(tmp_path, grid):
    xlsx.write_grid(tmp_path / "a.xlsx", grid)
    assert xlsx.read_workbook(tmp_path / "a.xlsx").sheets[0].rows[1] == grid.headers


def test_an_open_target_is_left_alone(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"old")
    (tmp_path / ".~lock.a.xlsx#").touch()
    with pytest.raises(xlsx.CannotSave, match="开着"):
        xlsx.write_grid(tmp_path / "a.xlsx", GRID)
    assert (tmp_path / "a.xlsx").read_bytes() == b"old"


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(xlsx.CannotSave, match="没有保存"):
        xlsx.write_grid(tmp_path / "无" / "a.xlsx", GRID)


def test_a_target_that_is_a_folder_is_left_alone_with_nothing_beside_it(tmp_path):
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(xlsx.CannotSave):
        xlsx.write_grid(tmp_path / "a.xlsx", GRID)
    assert not list(tmp_path.glob(".*.xlsx"))


def test_the_libraries_are_not_loaded_before_they_are_needed():
    code = (
        "import sys; from jdzb.press import xlsx;"
        "sys.exit(any(name in sys.modules for name in ('openpyxl', 'python_calamine')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("column", "shown"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_bear_the_letters_a_spreadsheet_shows(column, shown):
    assert cells.letter(column) == shown


@pytest.mark.parametrize(
    ("cell", "shown"),
    [(None, ""), (13812341027.0, "13812341027"), (1985.06, "1985.06"), (True, "是"), (False, "否"),
     (date(1985, 6, 12), "1985-06-12"), (" 甲 ", " 甲 "), (3.4112219850612e17, "3.4112219850612e+17")],
)  # fmt: skip
def test_a_cell_reads_as_a_person_reads_it(cell, shown):
    assert cells.cell_words(cell) == shown
