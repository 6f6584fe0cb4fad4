"""Half pages: two papers on an A4 page to be cut, or a longer paper on its own to be folded."""

import re

import pypdfium2
import pytest

from jdzb.core.sheet import HALVES, Column, NewPage, Paragraph, Sheet, Table
from jdzb.press import halves, pdf, preview, printing

COLUMNS = (Column("姓名"), Column("同意"))


def papers(count, rows, other=""):
    """So many papers of a table of so many rows; the last may say something else."""
    table = Table(COLUMNS, tuple((f"党员{n}", "□") for n in range(1, rows + 1)))
    blocks = [table]
    for number in range(2, count + 1):
        blocks += [NewPage(f"第{number}号"), table]
    tail = (Paragraph(other),) if other else ()
    return Sheet("测评票", (*blocks, *tail), "青山村", "第1号", HALVES, public=False, running=True)


def words(sheet):
    """The words of each A4 page, left half first."""
    pages = pypdfium2.PdfDocument(pdf.render(sheet))
    return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pages]


def ink(content, page):
    """The dark dots of the left and the right half of a page."""
    made = preview.picture(content, page, 842, 595).ppm
    pixels = made.split(b"255\n", 1)[1]
    width = int(made.split()[1])
    rows = [pixels[n : n + 3 * width : 3] for n in range(0, len(pixels), 3 * width)]
    middle = width // 2
    return [sum(one < 128 for row in rows for one in row[part]) for part in
            (slice(0, middle - 3), slice(middle + 3, None))]  # fmt: skip


def test_two_papers_stand_on_each_page_of_a4_and_the_last_half_may_be_empty():
    sheet = papers(5, 3)
    pages = words(sheet)
    assert [re.findall(r"第(\d)号", page) for page in pages] == [["1", "2"], ["3", "4"], ["5"]]
    for page, count in zip(pages, (2, 2, 1), strict=True):
        assert page.count("青山村测评票姓名同意党员1□党员2□党员3□第1页共1页") == count
    content = pdf.render(sheet)
    left, right = ink(content, 0)
    assert left == pytest.approx(right, rel=0.05)
    assert ink(content, 2)[1] == 0


def test_a_paper_of_three_pages_has_two_a4_pages_of_its_own():
    sheet = papers(2, 60)
    pages = words(sheet)
    assert len(pages) == 4
    for number in (1, 2):
        first, second = pages[2 * number - 2 : 2 * number]
        assert re.findall(r"第(\d)号", first + second) == [str(number)] * 3
        assert (first + second).count("姓名同意") == 3
        assert first.index("第1页共3页") < first.index("第2页共3页")
        assert "第3页共3页" in second
        found = re.findall(r"党员(\d+)□", first + second)
        assert found == [str(n) for n in range(1, 61)]
    assert ink(pdf.render(sheet), 1)[1] == 0


def test_what_one_paper_alone_says_stands_on_that_paper_alone():
    (page,) = words(papers(2, 3, "只在第二张"))
    before, after = page.split("只在第二张")
    assert "第1号" in before
    assert "第2号" not in before or before.index("第1号") < before.index("第2号")
    assert "只在第二张" not in after


def test_what_papers_share_is_stored_once():
    one, fifty = (len(pdf.render(papers(count, 30))) for count in (1, 50))
    assert fifty < 4 * one


@pytest.mark.parametrize("rows", [0, 1, 15, 60])
def test_every_mark_of_a_paper_is_either_shared_or_its_own(rows):
    laid = halves.laid(papers(3, rows))
    shared = {mark for page in laid.stencils for mark in page}
    for pair in laid.pairs:
        for half in pair:
            assert not shared & set(half.own)


def test_the_printer_is_asked_for_a4():
    assert printing.media(HALVES) == "A4"
