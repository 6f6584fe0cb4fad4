"""The Word file opened again: the same words, the look of a 公文, page numbers Word counts."""

import io
from dataclasses import replace

import docx as word
import pytest
from docx.oxml.ns import qn

from jdzb.core.blocks import NewPage
from jdzb.core.sheet import (
    A4,
    Cell,
    Column,
    Heading,
    Note,
    Paragraph,
    PrivateNumberOnSheet,
    Sheet,
    Signature,
    Table,
)
from jdzb.press import docx, pdf

SHEET = Sheet(
    title="支部党员大会记录",
    branch="中共柳河镇青山村支部委员会",
    blocks=(
        Paragraph("时间：2026年11月20日", indent=False),
        Heading("一、修缮南沟水渠"),
        Heading("（一）发言要点", 2),
        Paragraph("周𬭎：先修上段。\x0b"),
        Table(
            (Column("序号"), Column("姓名")),
            (("1", "陈志强"), (Cell("合并", columns=2),)),
            caption="名单",
        ),
        Note("说明一句。"),
    ),
    signature=Signature("中共柳河镇青山村支部委员会"),
    public=False,
    official=True,
    running=True,
    name="2026-11-20支部党员大会记录",
)


def opened(sheet=SHEET):
    return word.Document(io.BytesIO(docx.render(sheet)))


def fonts(paragraph):
    return {run._r.rPr.rFonts.get(qn("w:eastAsia")) for run in paragraph.runs}


def test_it_has_the_words_of_the_sheet_in_order():
    document = opened()
    texts = [one.text for one in document.paragraphs if one.text]
    assert texts == [
        SHEET.branch, SHEET.title, "时间：2026年11月20日", "一、修缮南沟水渠", "（一）发言要点",
        "周𬭎：先修上段。", "名单", "说明一句。", SHEET.signature.name, "日期待补充",
    ]  # fmt: skip
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells == [["序号", "姓名"], ["1", "陈志强"], ["合并", "合并"]]


def test_it_has_the_look_of_an_official_paper():
    document = opened()
    by_text = {one.text: one for one in document.paragraphs}
    assert fonts(by_text[SHEET.title]) == {"方正小标宋简体"}
    assert by_text[SHEET.title].runs[0].font.size.pt == 22
    assert fonts(by_text["一、修缮南沟水渠"]) == {"黑体"}
    assert fonts(by_text["（一）发言要点"]) == {"楷体_GB2312"}
    body = by_text["周𬭎：先修上段。"]
    assert (fonts(body), body.runs[0].font.size.pt) == ({"仿宋_GB2312"}, 16)
    assert body.paragraph_format.first_line_indent.pt == 32
    section = document.sections[0]
    margins = (section.top_margin, section.left_margin, section.right_margin, section.page_width)
    assert [round(one.mm) for one in margins] == [37, 28, 26, 210]


def test_pages_are_numbered_and_following_pages_headed():
    section = opened().sections[0]
    assert section.header.paragraphs[0].text == f"{SHEET.branch}\u3000{SHEET.name}"
    assert not section.first_page_header.paragraphs[0].text
    for foot in (section.footer, section.first_page_footer):
        codes = [one.text for one in foot._element.iter(qn("w:instrText"))]
        assert codes == ["PAGE", "NUMPAGES"]


def test_the_signature_goes_with_the_last_line():
    last = opened().paragraphs[-5:]
    assert [one.paragraph_format.keep_with_next for one in last] == [None, True, True, True, False]


def test_a_new_page_begins_with_its_own_words():
    document = opened(replace(SHEET, blocks=(Paragraph("前"), NewPage("第二步"), Paragraph("后"))))
    begun = [one.text for one in document.paragraphs if one.paragraph_format.page_break_before]
    assert begun == ["第二步"]


def test_a_landscape_sheet_without_rows_lies_on_its_side():
    sheet = replace(SHEET, paper=A4, blocks=(Table((Column("姓名"), Column("次数"))),))
    document = opened(sheet)
    assert document.sections[0].page_width > document.sections[0].page_height
    assert document.tables[0].rows[1].cells[0].text == "（无）"


def test_a_public_sheet_with_a_private_number_is_refused():
    sheet = replace(SHEET, public=True, blocks=(Paragraph("电话 13812345627"),))
    with pytest.raises(PrivateNumberOnSheet):
        docx.render(sheet)


def test_it_is_saved_under_its_name_or_says_why_not(tmp_path):
    path = docx.write(SHEET, tmp_path / docx.filename(SHEET))
    assert path.name == "2026-11-20支部党员大会记录.docx"
    assert word.Document(str(path)).core_properties.title == SHEET.name
    with pytest.raises(pdf.CannotWrite):
        docx.write(SHEET, tmp_path / "没有" / "记录.docx")
