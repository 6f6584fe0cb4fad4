"""The notice on paper: any length, its headings, its table, its foot on every page."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime

import pypdf
import pypdfium2
import pytest

from jdzb.core.branch import Branch
from jdzb.core.sheet import A3, A4, A4_PORTRAIT, Heading, Paragraph, PrivateNumberOnSheet, Table
from jdzb.ledgers.notices import catalogue
from jdzb.ledgers.notices.entries import NOTICE, VILLAGE, Notice, read_grid
from jdzb.ledgers.notices.sheets import catalogue as catalogue_sheet
from jdzb.ledgers.notices.sheets import free_notice
from jdzb.press import layout, pdf
from jdzb.press.marks import Text
from tests.press import samples

BRANCH = Branch(
    "青山村党支部", "柳河镇", complaint_phone="0000-2560000", township_phone="0000-2550000"
)
HEAD = "序号\t户主姓名\t村民小组\t补贴面积（亩）\t补贴金额（元）\t备注"
BODY = (
    "全体党员、村民代表：\n现将2026年耕地地力保护补贴发放情况公示如下。如有异议，请在公示期内反映。\n"
    "一、发放范围\n（一）耕地\n二、监督方式。可以到村委会查阅，也可以打电话；村务监督委员会两天内答复。"
)
NOTE = Notice(
    "关于2026年耕地地力保护补贴发放情况的公示",
    category=VILLAGE,
    body=BODY,
    signed_on="2026-11-21",
    since="2026-11-21",
    until="2026-12-05",
)


def grid(count, head=HEAD):
    rows = [
        f"{n}\t{samples.PEOPLE[n % 15]}\t{n % 5 + 1}组\t{n * 1.5:.1f}\t{n * 180:,}.00\t"
        for n in range(1, count + 1)
    ]
    return read_grid("\n".join([head, *rows]))


def stamped(sheet):
    foot = replace(
        sheet.footer,
        check_code=samples.CODE,
        qr=samples.QR,
        printed_at=datetime(2026, 11, 21, 9, 12),
    )
    return replace(sheet, footer=foot)


def notice(**changes):
    return free_notice(replace(NOTE, **changes), BRANCH)


LONG = "对照党章党规，对照群众期盼，逐条列出问题清单和整改措施。" * 70
SHEETS = {
    "no table": notice(),
    "0 rows": notice(grid=grid(0)),
    "1 row": notice(grid=grid(1)),
    "30 rows": notice(grid=grid(30)),
    "200 rows": notice(grid=grid(200)),
    "three pages": notice(body=LONG, kind=NOTICE),
    "thrice": notice(
        title=NOTE.title * 3,
        body=BODY * 3,
        signer=BRANCH.title * 3,
        grid=grid(3, HEAD.replace("（", "的全部明细（")),
    ),
    "wide": notice(grid=grid(30, HEAD + "\t" + "\t".join(f"核对人{n}" for n in range(8)))),
    "a3": notice(paper=A3.label, grid=grid(8)),
    "nothing": free_notice(Notice("公示"), Branch()),
    "catalogue": catalogue_sheet(
        catalogue.due(catalogue.standard(), 2026, 4), 2026, 4, BRANCH, date(2026, 12, 10)
    ),
}
every_sheet = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())


def words_of(content):
    pages = pypdfium2.PdfDocument(content)
    return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pages]


@every_sheet
def test_every_page_says_what_is_public_from_when_to_when_where_to_complain_and_its_proof(sheet):
    words = words_of(pdf.render(stamped(sheet)))
    for number, page in enumerate(words, 1):
        assert "公开内容：" in page
        assert re.search(r"公[示开]期：(2026年\d+月\d+日至\d+月\d+日|待补充)", page)
        assert re.search(r"监督电话：(0000-2560000|待补充)", page)
        assert f"校验码：{samples.CODE}" in page
        assert "打印于2026-11-2109:12" in page
        assert f"第{number}页共{len(words)}页" in page
    for page in layout.pages(layout.turned(stamped(sheet))):
        assert sum(type(mark).__name__ == "Code" for mark in page) == 1


@every_sheet
def test_no_font_is_left_out_and_every_word_can_be_copied(sheet):
    content = pdf.render(stamped(sheet))
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"].get_object()
    found = "".join(words_of(content))
    for place, text in sheet.places():
        if place not in {"页脚", "标题"} and len(text) < 20:
            assert re.sub(r"\s", "", text) in found, place


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_the_files_hold_together(tmp_path):
    for name, sheet in SHEETS.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(pdf.render(stamped(sheet)))
        command = ["qpdf", "--check", str(path)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert done.returncode == 0, (name, done.stdout, done.stderr)


@every_sheet
def test_no_page_is_empty_and_the_signature_is_not_alone(sheet):
    pages = layout.pages(layout.turned(stamped(sheet)))
    texts = [[mark for mark in page if isinstance(mark, Text)] for page in pages]
    footers = {"hei", "hei-bold"}
    for page in texts:
        assert len({mark.y for mark in page if mark.style.role not in footers}) >= 2
    if sheet.signature and len(pages) > 1:
        last = {round(mark.y) for mark in texts[-1] if mark.style.role not in footers}
        signature = sheet.signature.name.count("中共") + 1
        assert len(last) >= signature + 2


def test_headings_are_known_by_how_they_begin_and_their_text_stands_below():
    blocks = notice().blocks
    assert blocks[0] == Paragraph("全体党员、村民代表：", indent=False)
    assert [(b.level, b.text) for b in blocks if isinstance(b, Heading)] == [
        (1, "一、发放范围"),
        (2, "（一）耕地"),
        (1, "二、监督方式。"),
    ]
    assert blocks[-1].text.startswith("可以到村委会查阅")


@pytest.mark.parametrize(
    "line",
    [
        "一、二组的村民请到三组领取。",
        "现将评议结果公示如下：",
        "1.带上身份证件。",
        "一、" + "很长的一句话没有一个句号" * 4,
        "十分感谢大家",
    ],
)
def test_what_only_looks_like_a_heading_stays_text(line):
    assert notice(body=line).blocks == (Paragraph(line),)


def test_a_pasted_table_has_its_names_its_sum_and_its_remarks():
    pasted = read_grid(
        "户主姓名\t金额\t备注\n王强\t180\t承包地流转出去，按实际种植人发放\n合计\t180\t"
    )
    table = next(b for b in notice(grid=pasted).blocks if isinstance(b, Table))
    assert [column.names for column in table.columns] == [True, False, False]
    assert [column.align for column in table.columns] == ["center", "center", "left"]
    assert all(cell.bold for cell in table.rows[1])
    words = words_of(pdf.render(stamped(notice(grid=pasted))))[0]
    assert "王强" in words


def test_the_paper_of_the_notice_is_used_and_a_wide_table_turns_it():
    assert SHEETS["30 rows"].paper is A4_PORTRAIT
    assert SHEETS["a3"].paper is A3
    assert free_notice(NOTE, BRANCH, A4).paper is A4
    assert pdf.check(SHEETS["30 rows"]).paper is A4_PORTRAIT
    assert pdf.check(SHEETS["wide"]).paper is A4


def test_what_is_not_known_is_said():
    text = SHEETS["nothing"].text()
    for words in (
        "正文待补充",
        "支部名称待补充",
        "日期待补充",
        "公示期：待补充",
        "监督电话：待补充",
    ):
        assert words in text


def test_the_foot_names_the_matter_and_the_kind_of_period():
    assert "公开内容：2026年耕地地力保护补贴发放情况　公示期：" in SHEETS["no table"].text()
    assert "公开内容：其他" in SHEETS["nothing"].text()
    assert "公开期：2026年11月21日" in SHEETS["three pages"].text()
    assert "公开内容：会议纪要" in notice(title="会议纪要").text()


def test_a_private_number_in_a_pasted_cell_stops_the_notice_with_its_place():
    bad = read_grid("户主姓名\t备注\n王强\t138 1234 1027")
    with pytest.raises(PrivateNumberOnSheet) as stopped:
        pdf.check(notice(grid=bad))
    assert "第 1 行“备注”栏" in str(stopped.value)


def test_the_page_of_three_pages_is_the_official_one():
    pages = layout.pages(stamped(SHEETS["three pages"]))
    assert len(pages) == 4
    for page in pages[1:3]:
        lines = [m for m in page if isinstance(m, Text) and m.style.role == "fang"]
        assert len(lines) == 22
        assert max(len(mark.line.text) for mark in lines) >= 28
