"""Lists of promises made in Excel: read whole, each row that cannot be read is named."""

import openpyxl
import pytest

from jdzb.ledgers.commitments import listing, service, service_outlook
from jdzb.ledgers.commitments.entries import Commitment
from jdzb.ledgers.members import service as members
from jdzb.press import xlsx

IDS = {"林秀兰": 1, "周桂芳": 2, "郑德福": 3}


@pytest.fixture
def read(tmp_path):
    """Write rows into a workbook, merge cells, read the list in it."""

    def made(*rows, merge=(), year=2026):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        for cells in merge:
            book.active.merge_cells(cells)
        book.save(tmp_path / "承诺.xlsx")
        return listing.read(xlsx.read_workbook(tmp_path / "承诺.xlsx"), year, IDS)

    return made


HEAD = ("序号", "姓名", "承诺内容", "目标", "完成时限")


def test_a_list_as_it_hangs_on_the_wall_is_read_with_its_merged_names(read):
    found = read(
        ("青山村党支部2026年党员承诺一览表",),
        HEAD,
        (1, "林 秀 兰", "走访留守老人", "36户次", "12-31"),
        (2, None, "清理垃圾池", "4 次", "12月31日前"),
        (3, "周桂芳", "调解邻里纠纷", "不少于3起", None),
        (4, "党支部", "修水渠", 1200, "2026年10月31日"),
        ("合计", None, "4 条"),
        merge=("A1:E1", "B3:B4"),
    )
    assert found.faults == ()
    assert found.found == (
        Commitment(2026, "走访留守老人", 1, None, 36, "户次", "2026-12-31"),
        Commitment(2026, "清理垃圾池", 1, None, 4, "次", "2026-12-31"),
        Commitment(2026, "调解邻里纠纷", 2, "不少于", 3, "起"),
        Commitment(2026, "修水渠", None, None, 1200, None, "2026-10-31"),
    )


def test_every_row_that_cannot_be_read_is_named_and_left_out(read):
    found = read(
        HEAD,
        (1, "李四", "护林", "52次", "12-31"),
        (2, "林秀兰", "走访", "若干", "年底"),
        (3, "周桂芳", "修灯", "10盏", "12-31"),
    )
    assert [one.what for one in found.found] == ["修灯"]
    first, second = found.faults
    assert "第 2 行：承诺人“李四”：党员册里没有这个人" in first
    assert "第 3 行" in second
    assert "若干" in second
    assert "年底" in second


def test_a_book_without_promises_says_what_is_missing(read):
    assert read(("姓名", "电话"), ("林秀兰", "无")).faults == (
        "“承诺.xlsx”里没有找到“承诺事项”一栏",
    )


def test_what_was_exported_comes_back_the_same(session, promise, people, tmp_path):
    promise("", "修水渠", bound="不超过", target=0, unit="起")
    one = promise("林秀兰", "走访", due=None)
    service.report(session, one, "都走到了", "2026-11-20")
    service.settle(session, one, "兑现", "2026-11-20")
    promise("周桂芳", "修灯", year=2025)
    xlsx.write_grid(tmp_path / "导出.xlsx", service_outlook.to_grid(session))
    ids = {name: member for member, name in members.names(session).items()}
    back = listing.read(xlsx.read_workbook(tmp_path / "导出.xlsx"), 2026, ids)
    expected = [(one.year, one.member, one.what) for one in service.browse(session)]
    assert back.faults == ()
    assert [(one.year, one.member, one.what) for one in back.found] == expected
    assert {one.outcome for one in back.found} == {None, "兑现"}


def test_a_list_read_twice_is_entered_once(session, people, read):
    found = read(HEAD, (1, "林秀兰", "走访", "36户次", "12-31")).found
    service.add_all(session, found)
    with pytest.raises(Exception, match="没有重复登记"):
        service.add_all(session, found)
    assert len(service.browse(session)) == 1
