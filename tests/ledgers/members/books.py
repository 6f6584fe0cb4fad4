"""Ugly spreadsheets, made in the test: rows of cells to a file to a plan."""

from openpyxl import Workbook

from jdzb.core.people import _check_digit
from jdzb.ledgers.members import roster
from jdzb.press import xlsx

HEADER = ("姓名", "性别", "出生年月", "入党时间", "转正时间", "联系电话", "备注")


def write(path, **sheets):
    """A workbook of sheets by name, each a list of rows; `merge` on a sheet comes as its last row."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            if row and row[0] == "merge":
                for ranges in row[1:]:
                    sheet.merge_cells(ranges)
            else:
                sheet.append(row)
    book.save(path)
    return path


def planned(folder, *rows, header=HEADER, sheet="花名册"):
    """A plan of one sheet with this header and these rows."""
    return roster.plan(xlsx.read_workbook(write(folder / "表.xlsx", **{sheet: [header, *rows]})))


def people_of(plan):
    return {person.member.name: person for person in plan.people if not person.fault}


def told(plan):
    """The problems as (row, column, expected)."""
    every = (*plan.problems, *(p for person in plan.people for p in person.problems))
    return [(p.row, p.column, p.expected) for p in every]


def id_number(first17):
    return first17 + _check_digit(first17)
