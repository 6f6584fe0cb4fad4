"""Spreadsheets in (.xlsx, .xls, WPS .et saved as .xls) and out (.xlsx).

The libraries are imported at first use: openpyxl alone takes 90 ms.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jdzb.core.cells import Merged, RawSheet, Workbook, letter, square
from jdzb.core.errors import JdzbError
from jdzb.core.ledger import Grid
from jdzb.press import filetype, sheetxml

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_BYTES = 50_000_000  # the largest roster seen with photos pasted in was 20 MB
MOST_UNPACKED = 400_000_000  # bytes; no roster has a tenth of it
MOST_CELLS = 20_000_000  # of the table up to the farthest cell: 500 MB of memory
MOST_ROWS = 30_000  # rows read of one sheet: far beyond any roster, well within 4 GB of memory


class NoSuchFile(JdzbError):
    """The path leads to nothing."""

    sentence = "没有找到文件“{name}”，没有改动任何记录。请检查文件是否移走或改名。"


class NotAFile(JdzbError):
    """The path is a folder."""

    sentence = "“{name}”是一个文件夹，没有改动任何记录。请选择里面的 Excel 文件。"


class LockedFile(JdzbError):
    """The system does not let us read the file."""

    sentence = (
        "文件“{name}”读不了（{why}），没有改动任何记录。"
        "请先在 Excel 或 WPS 里关掉它，或检查权限，再试一次。"
    )


class EmptyFile(JdzbError):
    """A file of no bytes."""

    sentence = "文件“{name}”是空的（0 字节），没有改动任何记录。请换一个文件。"


class TooLarge(JdzbError):
    """A file beyond MOST_BYTES."""

    sentence = "文件“{name}”太大（{size} MB），不像花名册，没有改动任何记录。请检查是否选对了文件。"


class TooFar(JdzbError):
    """A mark so far out that the table up to it would not fit into memory."""

    sentence = (
        "文件“{name}”的工作表“{sheet}”在很远的地方（{cell} 附近）还有内容，不像花名册，"
        "没有改动任何记录。请在 Excel 或 WPS 里把花名册复制到新文件，再导入那一份。"
    )


class PasswordProtected(JdzbError):
    """A workbook that opens with a password only."""

    sentence = (
        "文件“{name}”加了密码，没有改动任何记录。"
        "请用 Excel 或 WPS 打开，去掉密码后另存一份，再导入那一份。"
    )


class NotASpreadsheet(JdzbError):
    """Something else under a spreadsheet's name; ``what`` says what it looks like."""

    sentence = (
        "文件“{name}”{what}，没有改动任何记录。"
        "请用 Excel 或 WPS 打开它，另存为 .xlsx 文件，再导入那一份。"
    )


class CannotSave(JdzbError):
    """The target is open elsewhere, or its folder cannot be written."""

    sentence = (
        "“{name}”没有保存（{why}）；原来的文件没有动。"
        "如果它正在 Excel 或 WPS 里开着，请先关掉，或换一个文件名。"
    )


# --- in ------------------------------------------------------------------------------------------


def read_workbook(path: Path) -> Workbook:
    """Every sheet of the file as raw cells; one of the errors above when it is no such file."""
    data = _bytes(path)
    if filetype.needs_password(data):
        raise PasswordProtected(name=path.name)
    if what := filetype.stranger(data):
        raise NotASpreadsheet(name=path.name, what=what)
    extents = _extents(path, data)
    name = os.fsencode(path.name).decode("utf-8", "replace")  # a name may be in any encoding
    return Workbook(name, hashlib.sha256(data).hexdigest(), _sheets(path, data, extents))


def _extents(path: Path, data: bytes) -> dict[str, sheetxml.Extent]:
    """How far the sheets reach; raises TooLarge and TooFar before anything is unpacked into it."""
    if (size := sheetxml.unpacked_size(data)) > MOST_UNPACKED:
        raise TooLarge(name=path.name, size=size // 1_000_000)
    extents = sheetxml.extents(data)
    for sheet, far in extents.items():
        if far.rows * far.columns > MOST_CELLS:
            raise TooFar(name=path.name, sheet=sheet, cell=f"{letter(far.columns - 1)}{far.rows}")
    return extents


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise NotAFile(name=path.name)
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise TooLarge(name=path.name, size=size // 1_000_000)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoSuchFile(name=path.name) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = getattr(error, "strerror", None) or str(error)
        raise LockedFile(name=path.name, why=why) from error
    if not data:
        raise EmptyFile(name=path.name)
    return data


def _sheets(
    path: Path, data: bytes, extents: Mapping[str, sheetxml.Extent]
) -> tuple[RawSheet, ...]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(
            _sheet(
                book.get_sheet_by_name(found.name),
                found,
                extents.get(found.name, sheetxml.Extent()),
            )
            for found in book.sheets_metadata
            if found.typ == python_calamine.SheetTypeEnum.WorkSheet
        )
    except python_calamine.PasswordError as error:
        raise PasswordProtected(name=path.name) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        what = "读不出表格内容，可能已损坏，或者不是 Excel 表格"
        raise NotASpreadsheet(name=path.name, what=what) from error
    except BaseException as error:
        # A crash inside the Rust reader comes out as PanicException, no subclass of Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise NotASpreadsheet(name=path.name, what="内容已损坏，读不出来") from error


def _sheet(sheet: Any, found: Any, extent: sheetxml.Extent | None) -> RawSheet:
    rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)
    if extent:
        sheetxml.put_errors(rows, extent)
    merged = tuple(
        Merged(top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    visible = str(found.visible).rsplit(".", maxsplit=1)[-1] == "Visible"
    return RawSheet(found.name, square(rows), merged, visible)


# --- out -----------------------------------------------------------------------------------------

_WIDTHS = (4, 40)  # least and most width of a column, in characters of half width
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write_grid(path: Path, grid: Grid) -> None:
    """Write a grid as .xlsx: title, header, every cell as text (phones, dates stay as typed).

    The file appears whole or not at all; raises CannotSave.
    """
    _refuse_if_open(path)
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".xlsx")
        os.close(handle)
        temporary = Path(name)
        _save(temporary, grid)
        _flush(temporary)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise CannotSave(name=path.name, why=error.strerror or str(error)) from error
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)


def _refuse_if_open(path: Path) -> None:
    """Linux lets us replace an open file, and the editor would then overwrite ours."""
    marks = (f".~lock.{path.name}#", f"~${path.name}", f".~{path.name}")
    if any(path.with_name(mark).exists() for mark in marks):
        raise CannotSave(name=path.name, why="文件正开着")


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _save(path: Path, grid: Grid) -> None:
    from openpyxl import Workbook as NewWorkbook

    book = NewWorkbook()
    sheet = book.active
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", grid.title)[:31].strip(" '") or "Sheet1"
    _write_cells(sheet, grid)
    _set_widths(sheet, grid)
    _set_page(sheet, grid)
    book.properties.title = grid.title
    book.properties.creator = "支部台账"
    book.save(path)


def _write_cells(sheet: Worksheet, grid: Grid) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin", color="FF999999")
    border = Border(left=line, right=line, top=line, bottom=line)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    left = Alignment(horizontal="left", vertical="center", wrap_text=True)
    sheet.append([])
    _put(sheet.cell(1, 1), grid.title, Font(name="宋体", size=16, bold=True), middle)
    for number, row in enumerate((grid.headers, *grid.rows), start=2):
        font = Font(name="宋体", size=11, bold=number == 2)
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            _put(cell, text, font, middle if number == 2 or len(text) < 12 else left)
            cell.border = border
            if number == 2:
                cell.fill = PatternFill("solid", fgColor="FFF2EDE6")


def _put(cell: Any, text: str, font: Any, alignment: Any) -> None:
    """Text stays text: never a formula, whatever it begins with."""
    cell.value = _FORBIDDEN.sub("", text) or None
    if cell.value is not None:
        cell.data_type = "s"
        cell.number_format = "@"
        if text[0] in "=+-@\t\r":
            cell.quotePrefix = True
    cell.font, cell.alignment = font, alignment


def _set_widths(sheet: Worksheet, grid: Grid) -> None:
    least, most = _WIDTHS
    for column, header in enumerate(grid.headers):
        texts = (header, *(row[column] for row in grid.rows))
        wanted = max(sum(2 if ord(c) > 0x2E7F else 1 for c in text) for text in texts) + 2
        sheet.column_dimensions[letter(column)].width = max(least, min(wanted, most))


def _set_page(sheet: Worksheet, grid: Grid) -> None:
    """A4 landscape, as wide as the page, the header on every page; the title over all columns."""
    columns = max(len(grid.headers), 1)
    if columns > 1:
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    sheet.row_dimensions[1].height = 30
    sheet.freeze_panes = "B3" if columns > 1 else "A3"
    if grid.rows and grid.headers:
        sheet.auto_filter.ref = f"A2:{letter(columns - 1)}{len(grid.rows) + 2}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:2"
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
