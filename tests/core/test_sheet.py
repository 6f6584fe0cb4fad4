"""A sheet as plain data: its words, its places, its name, what it must not show."""

from dataclasses import replace
from datetime import date

import pytest

from jdzb.core import sheet as sheets
from jdzb.core.sheet import (
    Calendar,
    Cell,
    Column,
    Day,
    Footer,
    Heading,
    InfoLine,
    Note,
    Paragraph,
    Phone,
    PrivateNumberOnSheet,
    Sheet,
    Signature,
    Table,
)

COLUMNS = (Column("序号"), Column("姓名", names=True), Column("备注"))
PHONE = "13812341027"


def test_the_text_holds_everything_printed_but_time_and_code():
    made = Sheet(
        "公示",
        (
            Paragraph("正文"),
            Heading("一、情况"),
            InfoLine("左", "", "右"),
            Table(COLUMNS, (("1", "王强", "甲\n乙"),), caption="名单"),
            Calendar((Day(date(2026, 12, 1), ("林秀兰", "周桂芳"), note="值守"),)),
            Note("说明"),
        ),
        branch="青山村党支部",
        subtitle="评定结果",
        signature=Signature("支部委员会", date(2026, 11, 21)),
        footer=Footer("评定", date(2026, 11, 21), date(2026, 11, 27), check_code="ABCDE"),
    )
    words = made.text().split("\n")
    assert words[:5] == ["青山村党支部", "公示", "评定结果", "正文", "一、情况"]
    assert "序号\t姓名\t备注" in words
    assert "1\t王强\t甲" in words
    assert "12月1日 林秀兰 周桂芳 值守" in words
    assert words[-4:] == [
        "支部委员会",
        "2026年11月21日",
        "公开内容：评定　公开期：2026年11月21日至11月27日",
        "监督电话：待补充",
    ]

    assert "ABCDE" not in made.text()


@pytest.mark.parametrize(("month", "weeks"), [((2027, 2), 4), ((2026, 12), 5), ((2026, 8), 6)])
def test_a_month_has_four_to_six_weeks_of_seven(month, weeks):
    grid = Calendar((Day(date(*month, 3)),)).weeks()
    assert len(grid) == weeks
    assert {len(week) for week in grid} == {7}
    days = [day.date for week in grid for day in week if day]
    assert days[0] == date(*month, 1)
    assert len(days) == len(set(days)) >= 28
    assert all(day.date.weekday() == n for week in grid for n, day in enumerate(week) if day)


@pytest.mark.parametrize(
    ("made", "place"),
    [
        (Sheet(f"电话{PHONE}"), "标题"),
        (Sheet("甲", (Paragraph("乙"), Paragraph(f"找{PHONE}"))), "第 2 段"),
        (
            Sheet("甲", (Table(COLUMNS, (("1", "王强", ""), ("2", "李", PHONE))),)),
            "第 2 行“备注”栏",
        ),
        (Sheet("甲", (Calendar((Day(date(2026, 12, 3), (PHONE,)),)),)), "12月3日"),
        (Sheet("甲", (Note(PHONE),)), "第 1 条说明"),
        (Sheet("甲", footer=Footer(phones=(Phone("监督电话", PHONE),))), "页脚"),
    ],
)
def test_a_private_number_stops_a_public_sheet_and_names_the_place(made, place):
    with pytest.raises(PrivateNumberOnSheet) as stopped:
        made.refuse_private_numbers()
    assert place in str(stopped.value)
    assert PHONE not in str(stopped.value)
    assert "“设置”里改" in str(stopped.value)


def test_an_internal_sheet_and_a_recorded_consent_may_show_it():
    Sheet(PHONE, public=False).refuse_private_numbers()
    Sheet(PHONE, allowed=(PHONE,)).refuse_private_numbers()


def test_merged_cells_are_found_in_their_columns():
    rows = ((Cell("甲", rows=2), "乙", "丙"), ("丁", Cell(PHONE)))
    places = [place for place, text in Table(COLUMNS, rows).places() if text == PHONE]
    assert places == ["表格第 2 行“备注”栏"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2026年12月党员值班表", "2026年12月党员值班表.pdf"),
        ('关于"甲/乙"的 公示？', "关于甲乙的公示？.pdf"),
        ("...", "打印稿.pdf"),
        ("长" * 200, "长" * 60 + ".pdf"),
    ],
)
def test_file_names_are_fit_for_every_system(title, name):
    assert Sheet(title).filename() == name


def test_papers_are_found_by_name_and_others_refused():
    assert sheets.paper("a3") is sheets.A3
    with pytest.raises(sheets.UnknownPaper, match="a4-portrait"):
        sheets.paper("b5")


def test_a_public_sheet_says_what_it_does_not_know_and_an_internal_one_keeps_still():
    bare = Sheet("公示", signature=Signature("支部委员会"))
    assert "公开内容：公示　公开期：待补充\n监督电话：待补充" in bare.text()
    assert "支部委员会\n日期待补充" in bare.text()
    assert ("页脚", "监督电话：待补充") in [*bare.places()]
    assert "待补充" not in replace(bare, public=False, signature=None).text()
    lasting = replace(bare, footer=Footer(since=date(2026, 3, 5)))
    assert "公开期：2026年3月5日起" in lasting.text()
