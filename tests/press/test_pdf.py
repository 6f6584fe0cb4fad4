"""The printed page, read back: fonts inside, words in order, nothing lost, nothing off the page."""

import io
import re
from dataclasses import replace
from datetime import date, datetime

import pypdf
import pypdfium2
import pytest
import segno

from jdzb.core.blocks import NewPage
from jdzb.core.sheet import (
    A3,
    A4,
    A4_PORTRAIT,
    Calendar,
    Column,
    Day,
    Heading,
    Note,
    Paragraph,
    Sheet,
    Table,
)
from jdzb.press import footer, layout, pdf, style
from jdzb.press.fonts import MissingGlyphs
from jdzb.press.marks import Box, Text
from tests.press import samples

SHEETS = {
    "roster": samples.roster(),
    "roster portrait": samples.roster(paper=A4_PORTRAIT),
    "roster a3": samples.roster(paper=A3),
    "commitments 0": samples.commitments(0),
    "commitments 1": samples.commitments(1),
    "commitments 30": samples.commitments(30),
    "commitments thrice": samples.commitments(8, "每月走访留守老人 3 户，全年 36 户次" * 3),
    "notice 1": samples.notice(1),
    "notice 200": samples.notice(200),
    "words only": Sheet("报告", (Heading("一、情况"), Paragraph("正文" * 1200)), public=False),
    "bare": Sheet("空白"),
}
every_sheet = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())


def pages_of(sheet):
    return pypdf.PdfReader(io.BytesIO(pdf.render(sheet))).pages


def words_of(content):
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def flat(words):
    return re.sub(r"\s", "", words)


def test_a_new_page_stands_under_the_head_again_and_none_is_left_empty():
    blocks = (Paragraph("前"), NewPage("第二步"), NewPage("第三步"), Paragraph("后" * 1200))
    pages = words_of(pdf.render(Sheet("工作记录", blocks, subtitle="第一步", public=False)))
    heads = [flat(words)[:7] for words in pages]
    assert heads[:3] == ["工作记录第一步", "工作记录第二步", "工作记录第三步"]
    assert len(pages) == 4
    assert not flat(pages[3]).startswith("工作记录")


@every_sheet
def test_every_font_is_embedded_as_a_subset(sheet):
    for page in pages_of(sheet):
        fonts = page["/Resources"]["/Font"].values()
        assert fonts
        for font in (font.get_object() for font in fonts):
            assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"]), font["/BaseFont"]
            assert "/FontFile2" in font["/FontDescriptor"].get_object()


@every_sheet
def test_every_word_can_be_found_and_copied(sheet):
    found = flat("".join(words_of(pdf.render(sheet))))
    for place, text in sheet.places():
        for part in text.split():
            assert flat(part) in found or place in {"页脚", "第 1 段"}, (place, part)


@every_sheet
def test_nothing_stands_outside_the_margins(sheet):
    frame = style.frame(sheet)
    left, right = frame.left - 0.1, frame.width - frame.right + 0.1
    for page in layout.pages(sheet):
        for mark in page:
            if isinstance(mark, Text):
                assert left <= mark.x <= mark.x + mark.line.width <= right, mark.line.text
                assert frame.top - 1 <= mark.y <= frame.height - frame.bottom + 4, mark.line.text
            elif isinstance(mark, Box):
                assert left <= mark.x
                assert mark.x + mark.width <= right


@every_sheet
def test_pages_are_counted_at_the_foot(sheet):
    words = words_of(pdf.render(sheet))
    for number, text in enumerate(words, 1):
        assert f"第{number}页共{len(words)}页" in flat(text)


@every_sheet
def test_a_page_without_its_code_yet_ends_where_the_printed_page_ends(sheet):
    def texts(page, foot):
        above = foot - style.frame(sheet).bottom
        return [(m.x, m.y, m.line.text) for m in page if isinstance(m, Text) and m.y < above]

    bare = replace(sheet.footer, check_code="", qr="", printed_at=None)
    pending = replace(sheet, footer=footer.pending(bare, datetime(2026, 11, 28, 9, 12)))
    stamped = replace(sheet, footer=replace(bare, check_code=samples.CODE, qr=samples.QR))
    frame = style.frame(sheet)
    foot = frame.height - footer.height(stamped.footer, frame.measure)
    seen, printed = layout.pages(pending), layout.pages(stamped)
    assert [texts(page, foot) for page in seen] == [texts(page, foot) for page in printed]
    assert "打印时生成" in flat("".join(words_of(pdf.render(pending))))


def test_the_duty_sheet_reads_from_top_to_bottom():
    words = flat(words_of(pdf.render(samples.roster()))[0])
    parts = [
        "中共柳河镇青山村支部委员会",
        "2026年12月党员值班表",
        "值班地点：支部活动室",
        "星期一",
        "1林秀兰周桂芳",
        "31",
        "值班职责",
        "公开内容：党员值班安排",
        samples.CODE,
    ]
    places = [words.index(part) for part in parts]
    assert places == sorted(places)


def test_two_character_and_rare_names_are_found():
    words = words_of(pdf.render(samples.roster()))[0]
    assert "王强" in words
    assert "欧阳明月" in words
    assert "𬭎" in words
    assert "䶮" in words
    assert "堃" in words


@pytest.mark.parametrize("paper", [A4, A4_PORTRAIT, A3], ids=lambda paper: paper.name)
@pytest.mark.parametrize("month", [date(2027, 2, 1), date(2026, 12, 1), date(2026, 8, 1)], ids=str)
@pytest.mark.parametrize("per", [0, 1, 2, 3, 4, 6])
def test_a_month_is_one_page_and_legible(paper, month, per):
    sheet = samples.roster(month, per, paper)
    pages = layout.pages(sheet)
    assert len(pages) == 1
    names = [m for m in pages[0] if isinstance(m, Text) and m.style.role == "song"]
    assert min(mark.style.size for mark in names) >= (12 if per < 3 else 10.5)


def test_long_duties_below_the_month_stay_on_its_page():
    sheet = samples.roster(date(2026, 8, 1), 4, tasks=samples.TASKS * 5)
    assert len(layout.pages(sheet)) == 1


def test_a_day_too_full_for_the_page_goes_on_without_losing_a_name():
    sheet = samples.roster(per=15)
    pages = layout.pages(sheet)
    assert len(pages) > 1
    found = [m.line.text for page in pages for m in page if isinstance(m, Text)]
    assert found.count("林秀兰") == 23
    assert found.count("星期一") == len(pages)


@pytest.mark.parametrize("make", [samples.commitments, samples.notice])
@pytest.mark.parametrize("count", [1, 2, 14, 15, 16, 17, 18, 19, 20, 30, 200])
def test_tables_repeat_their_header_and_leave_no_row_alone(make, count):
    seen = []
    for words in words_of(pdf.render(make(count))):
        rows = [int(n) for n in re.findall(r"^(\d{1,3})[ \r]", words, re.MULTILINE)]
        assert ("序号" in words) == bool(rows)
        assert len(rows) != 1 or count == 1
        seen += rows
    assert seen == list(range(1, count + 1))


def test_what_is_missing_is_said_on_one_line_in_the_narrowest_column():
    table = Table((Column("序号", 0.3), Column("备注", 9)), (("待补充", "无" * 400),))
    (page,) = layout.pages(Sheet("名册", (table,)))
    assert "待补充" in [mark.line.text for mark in page if isinstance(mark, Text)]


def test_an_empty_table_says_so():
    assert "（无）" in words_of(pdf.render(samples.notice(0)))[0]


def test_a_cell_longer_than_a_page_is_continued_on_the_next():
    text = "清理三组公共垃圾池，每季度一次。" * 150
    words = flat("".join(words_of(pdf.render(samples.commitments(1, text)))))
    assert words.count("清理三组") + words.count("清理\ufffe三组") > 100
    assert len(layout.pages(samples.commitments(1, text))) > 1


def test_the_signature_is_never_alone_on_a_page():
    for count in range(10, 24):
        last = words_of(pdf.render(samples.notice(count)))[-1]
        assert "2026年11月21日" in last
        assert f"{count} " in last


def test_the_code_on_paper_is_the_one_given():
    sheet = samples.roster()
    page = pypdfium2.PdfDocument(pdf.render(sheet))[0]
    frame, scale = style.frame(sheet), 4
    picture = page.render(scale=scale).to_pil().convert("L")
    matrix = [list(row) for row in segno.make_qr(samples.QR, error="m").matrix]
    code = next(m for m in layout.pages(sheet)[0] if type(m).__name__ == "Code")
    module = code.side / (len(matrix) + 2 * pdf.QUIET)
    assert module * 25.4 / 72 > 0.33  # millimetres a telephone still tells apart
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            at = (code.x + (x + 4.5) * module, code.y + (y + 4.5) * module)
            assert (picture.getpixel((at[0] * scale, at[1] * scale)) < 128) == bool(dark)
    assert code.x + code.side <= frame.width - frame.right


@pytest.mark.parametrize("char", "䶮堃𬭎𫖯龑翀")
def test_a_rare_character_leaves_ink(char):
    def ink(title):
        page = pypdfium2.PdfDocument(pdf.render(Sheet(f"字{title}字")))[0]
        return sum(255 - value for value in page.render().to_pil().convert("L").tobytes())

    assert ink(char) > ink("\u3000") * 1.02


def test_a_character_no_font_has_is_named_with_its_place():
    table = replace(samples.notice(1).blocks[1], rows=(("1", "张\U0002a6d5", "", ""),))
    with pytest.raises(MissingGlyphs) as stopped:
        pdf.render(Sheet("公示", (Paragraph("ก"), Table(table.columns, table.rows))))
    assert "U+0E01" in str(stopped.value)
    assert "U+2A6D5" in str(stopped.value)
    assert "第 1 段" in str(stopped.value)
    assert "“姓名”栏" in str(stopped.value)


def test_marks_that_print_nothing_are_no_missing_characters():
    pdf.render(Sheet("甲\u200b乙\ufe0f", (Note("丙\u00a0丁\t戊"),)))


def test_title_author_language_dates_and_bookmarks_are_there():
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(SHEETS["words only"])))
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)] == ["报告"]
    assert [entry.title for entry in reader.outline[1]] == ["一、情况"]
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(samples.roster())))
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert reader.metadata.title == "2026年12月党员值班表"
    assert reader.metadata.author == samples.BRANCH
    assert reader.metadata.creation_date.replace(tzinfo=None) == samples.roster().footer.printed_at


def test_the_paper_is_the_one_asked_for():
    for paper in (A4, A4_PORTRAIT, A3):
        box = pages_of(samples.roster(paper=paper))[0].mediabox
        millimetres = (float(box.width) / 72 * 25.4, float(box.height) / 72 * 25.4)
        assert millimetres == pytest.approx((paper.width, paper.height), abs=0.2)


def test_plain_words_keep_the_official_page():
    page = layout.pages(SHEETS["words only"])[1]
    lines = [m for m in page if isinstance(m, Text) and m.style.role == "fang"]
    assert len({mark.y for mark in lines}) == 22
    assert max(len(mark.line.text) for mark in lines) == 28


def test_writing_is_all_or_nothing(tmp_path):
    target = tmp_path / "值班表.pdf"
    pdf.write(samples.roster(), target)
    before = target.read_bytes()
    with pytest.raises(MissingGlyphs):
        pdf.write(Sheet("ก"), target)
    assert target.read_bytes() == before
    assert [*tmp_path.glob("*.p*")] == [target]


def test_a_target_that_cannot_be_written_is_explained(tmp_path):
    folder = tmp_path / "夹.pdf"
    folder.mkdir()
    with pytest.raises(pdf.CannotWrite, match="文件夹。请换一个文件名"):
        pdf.save(b"%PDF", folder)
    with pytest.raises(pdf.CannotWrite, match="文件夹不存在"):
        pdf.save(b"%PDF", tmp_path / "无" / "表.pdf")
    assert [*tmp_path.glob("*.p*")] == [folder]


def test_what_tells_people_of_one_name_apart_is_not_broken_in_a_narrow_day():
    days = (Day(date(2026, 12, 1), ("张伟（一组）", "欧阳修远")),)
    (page,) = layout.pages(Sheet("值班表", (Calendar(days),)))
    assert "（一组）" in [mark.line.text for mark in page if isinstance(mark, Text)]
