"""Tables that are wide, long, full of figures: turned, set smaller, refused in a clear sentence."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from jdzb.core.sheet import (
    A3,
    A4,
    A4_PORTRAIT,
    Cell,
    Column,
    InfoLine,
    Paragraph,
    Sheet,
    Signature,
    Table,
)
from jdzb.press import layout, pdf, style
from jdzb.press.marks import Box, Seal, Text
from jdzb.press.widths import TooWide
from tests.press import samples

MM = 72 / 25.4


def texts(page):
    return [mark for mark in page if isinstance(mark, Text)]


def of_columns(count, title="栏目", cell="待补充"):
    columns = tuple(Column(f"{title}{number}") for number in range(1, count + 1))
    return Sheet("公示", (Table(columns, ((cell,) * count,) * 3),), public=False)


def size_of(sheet):
    pages = layout.pages(sheet)
    return {m.style.size for page in pages for m in texts(page) if m.style.role == "song"}


def test_a_table_stays_upright_then_lies_down_then_is_set_smaller_then_refused():
    seen = []
    for count in range(1, 40):
        try:
            sheet = layout.turned(of_columns(count))
        except TooWide:
            seen.append(("refused", 0))
            continue
        (size,) = size_of(sheet)
        seen.append((sheet.paper.name, -size))
        assert size >= (12 if sheet.paper is A4_PORTRAIT else 10.5)
    order = ["a4-portrait", "a4", "refused"]
    ranks = [(order.index(paper), size) for paper, size in seen]
    assert [rank[0] for rank in ranks] == sorted(rank[0] for rank in ranks)
    landscape = [size for rank, size in ranks if rank == 1]
    assert landscape == sorted(landscape)
    assert {-12.5, -10.5} <= set(landscape)
    assert {rank for rank, _ in ranks} == {0, 1, 2}


def test_a_table_that_is_too_wide_is_refused_with_its_widest_columns_before_anything_is_drawn():
    sheet = of_columns(20)
    table = sheet.blocks[0]
    long = replace(table, rows=(("待补充",) * 19 + ("13位以内的数1234567890123",),), caption="面积")
    with pytest.raises(TooWide) as stopped:
        pdf.check(replace(sheet, blocks=(long,)))
    said = str(stopped.value)
    assert "表“面积”共 20 栏" in said
    assert "最宽的是“栏目20”" in said
    assert "没有打印" in said
    assert "分成两张表" in said
    with pytest.raises(TooWide):
        pdf.render(replace(sheet, blocks=(long,)))


def test_the_sheet_that_checks_is_the_sheet_that_prints():
    assert pdf.check(of_columns(3)).paper is A4_PORTRAIT
    assert pdf.check(of_columns(12)).paper is A4
    assert pdf.check(replace(of_columns(12), paper=A3)).paper is A3


def test_numbers_end_under_each_other_and_stand_in_the_middle_of_their_column():
    rows = tuple(
        (name, figure)
        for name, figure in zip("甲乙丙丁", ("5", "1,250.50", "待补充", "38"), strict=True)
    )
    sheet = Sheet("补贴", (Table((Column("姓名"), Column("金额")), rows),), public=False)
    (page,) = layout.pages(sheet)
    found = {mark.line.text: mark for mark in texts(page)}
    ends = {text: found[text].x + found[text].line.width for text in ("5", "1,250.50", "38")}
    assert max(ends.values()) - min(ends.values()) < 0.01
    head = found["金额"]
    widest = found["1,250.50"]
    middle = [m.x + (m.line.segments[0].x + m.line.width) / 2 for m in (head, widest)]
    assert middle[0] == pytest.approx(middle[1], abs=0.6)


def test_a_column_told_to_stand_left_stands_left():
    rows = (("5",), ("1250",))
    sheet = Sheet("补贴", (Table((Column("金额", align="left"),), rows),), public=False)
    (page,) = layout.pages(sheet)
    found = {mark.line.text: mark.x + mark.line.segments[0].x for mark in texts(page)}
    assert found["5"] == found["1250"]


def official(lines, **changes):
    text = "\n".join(["一行正文。"] * lines)
    blocks = tuple(Paragraph(line) for line in text.split("\n") if line)
    signature = Signature(samples.BRANCH, date(2026, 11, 21))
    return replace(
        Sheet(
            "关于值班的通知",
            blocks,
            signature=signature,
            official=True,
            footer=samples.notice(0).footer,
        ),
        **changes,
    )


def test_the_official_page_has_its_margins_its_title_and_22_lines_of_28_characters():
    sheet = official(0, blocks=(Paragraph("正文" * 1500),))
    first, second, *_ = layout.pages(sheet)
    title = next(mark for mark in texts(first) if mark.line.text == sheet.title)
    assert (title.style.size, title.style.role) == (22, "title")
    body = [mark for mark in texts(second) if mark.style.role == "fang"]
    assert len({mark.y for mark in body}) == 22
    assert max(len(mark.line.text) for mark in body) == 28
    assert {mark.style.size for mark in body} == {16}
    assert min(mark.x for mark in body) == pytest.approx(28 * MM)
    assert max(mark.x + mark.line.width for mark in body) <= (28 + 156) * MM + 0.1
    leading = {round(after - before, 1) for before, after in pairwise(sorted({m.y for m in body}))}
    assert leading == {round(225 * MM / 22, 1)}
    top = min(mark.y for mark in body) - style.BODY.leading / 2 - 0.38 * 16
    assert top == pytest.approx(37 * MM, abs=0.1)


def test_the_signature_takes_two_lines_of_the_text_to_a_new_page():
    counts = set()
    for lines in range(1, 60):
        pages = layout.pages(official(lines))
        last = [mark.line.text for mark in texts(pages[-1])]
        assert "2026年11月21日" in last
        assert last.count("一行正文。") >= min(2, lines)
        assert sum("一行正文。" in m.line.text for page in pages for m in texts(page)) == lines
        counts.add(len(pages))
    assert counts == {1, 2, 3}


def test_the_date_stands_four_characters_in_the_name_centred_over_it_and_the_seal_over_both():
    (page,) = layout.pages(official(3, signature=Signature("青山村党支部", date(2026, 11, 21))))
    found = {mark.line.text: mark for mark in texts(page)}
    day, name = found["2026年11月21日"], found["青山村党支部"]
    assert (28 + 156) * MM - (day.x + day.line.width) == pytest.approx(4 * 16, abs=0.1)
    middles = [mark.x + mark.line.width / 2 for mark in (day, name)]
    assert middles[0] == pytest.approx(middles[1], abs=0.1)
    seal = next(mark for mark in page if isinstance(mark, Seal))
    assert seal.x == pytest.approx(middles[0], abs=0.1)
    assert seal.y - seal.radius < name.y - 16
    assert seal.y + seal.radius > day.y


def test_a_signature_that_just_misses_its_page_draws_the_lines_closer():
    leadings = set()
    for lines in range(10, 40):
        pages = layout.pages(official(lines))
        ys = [mark.y for mark in texts(pages[0]) if mark.line.text == "一行正文。"]
        (leading,) = {round(after - before, 1) for before, after in pairwise(ys)}
        last = [mark.line.text for mark in texts(pages[-1])].count("一行正文。")
        leadings.add(leading)
        assert leading == 29.0 or last > 2
    assert leadings == {28.0, 29.0}


def test_a_bold_sum_stays_whole_and_ends_under_its_figures():
    rows = tuple((str(n), f"{n * 180:,}.00") for n in range(1, 9))
    total = tuple(Cell(text, bold=True) for text in ("合计", "13,618,000.00"))
    columns = (Column("序号", 5), Column("金额", 0.1))
    sheet = Sheet("补贴", (Table(columns, (*rows, total)),), public=False)
    (page,) = layout.pages(sheet)
    found = {mark.line.text: mark.x + mark.line.width for mark in texts(page)}
    assert found["13,618,000.00"] == pytest.approx(found["1,440.00"], abs=0.1)


def test_a_heading_breaks_before_its_unit():
    columns = (Column("补贴面积（亩）", 0.1), Column("备注", 5))
    sheet = Sheet("补贴", (Table(columns, (("1", "无"),)),), public=False)
    (page,) = layout.pages(sheet)
    lines = [mark.line.text for mark in texts(page)]
    assert {"补贴面积", "（亩）"} <= set(lines)


def test_a_row_taller_than_a_page_begins_under_its_header_and_loses_no_line():
    text = "清理三组公共垃圾池，每季度一次。" * 150
    table = Table((Column("序号"), Column("内容", 5, "left")), (("1", text), ("2", "短")))
    pages = layout.pages(Sheet("公示", (table,), public=False))
    lines = [mark.line.text for page in pages for mark in texts(page)]
    assert "".join(line for line in lines if "清" in line or "。" in line).count("清理") >= 100
    found = "".join(lines)
    assert sum(found.count(char) for char in "垃") == 150
    for page in pages:
        rows = [mark for mark in texts(page) if mark.style.role == "song"]
        assert len({mark.y for mark in rows}) >= 2
        assert sum(mark.line.text == "内容" for mark in texts(page)) == 1


def test_a_table_to_be_seen_whole_begins_on_a_new_page_unless_it_is_longer_than_one():
    head = Table((Column("项目"),), (("甲",),) * 18)
    facts = Table((Column("事由"),), (("缺席",),) * 12, caption="凭据", whole=True)
    sheet = Sheet("评分表", (head, facts), public=False)
    first, second = layout.pages(sheet)
    assert "凭据" not in [mark.line.text for mark in texts(first)]
    assert [mark.line.text for mark in texts(second)].count("缺席") == 12
    long = replace(facts, rows=(("缺席",),) * 60)
    first, *others = layout.pages(replace(sheet, blocks=(head, long)))
    assert "凭据" in [mark.line.text for mark in texts(first)]
    assert len(others) == 2


def test_columns_without_any_title_have_no_header():
    bare = Table((Column(""), Column("", align="left")), (("姓名", "林秀兰"), ("日期", "12月1日")))
    (page,) = layout.pages(Sheet("谈话记录", (bare,), public=False))
    looks = {mark.line.text: mark.style.role for mark in texts(page)}
    assert looks["姓名"] == looks["林秀兰"] == "song"
    assert not [mark for mark in page if isinstance(mark, Box) and mark.fill]
    (row, *_), _ = bare.body(), pdf.check(Sheet("谈话记录", (bare,), public=False))
    assert row == ("姓名", "林秀兰")


def test_a_place_to_sign_never_stands_alone_on_a_page():
    sign = (
        InfoLine("谈话双方都已看过。"),
        Table((Column("签名"), Column("日期")), (("\n\n", ""),)),
    )
    for count in range(12, 22):
        text = tuple(Paragraph(f"第{n}条内容") for n in range(count))
        last = layout.pages(Sheet("谈话记录", (*text, *sign), public=False))[-1]
        said = [mark.line.text for mark in texts(last)]
        assert f"第{count - 1}条内容" in said, count
        assert said.index(f"第{count - 1}条内容") < said.index("谈话双方都已看过。")
