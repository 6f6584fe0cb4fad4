"""Half pages: two papers on an A4 page to be cut, or a longer paper on its own to be folded."""

import re

import pypdfium2
import pytest

from jdzb.core.sheet import HALVES, Column, NewPage, Paragraph, Sheet, Table
from jdzb.press import halves, pdf, printing

COLUMNS = (Column("姓名"), Column("同意"))


def papers(count, rows, other=""):
    """So many papers of a table of so many rows; the last may say something else."""
    table = Table(COLUMNS, tuple((f"党员{n}", "□") for n in range(1, rows + 1)))
    blocks = [table]
    for number in range(2, count + 1):
        blocks += [NewPage(f"第{number}号"), table]
    tail = (Paragraph(other),) if other else ()
    return Sheet("测评票", (*blocks, *tail), "青山村", "第1号", HALVES, public=False, running=True)


def halves_of(sheet):
    """The words of the left and the right half of each page."""
    found = []
    for page in pypdfium2.PdfDocument(pdf.render(sheet)):
        width, height = page.get_size()
        text = page.get_textpage()
        sides = ((0, width / 2), (width / 2, width))
        found.append(
            [
                re.sub(r"\s", "", text.get_text_bounded(left, 0, right, height))
                for left, right in sides
            ]
        )
    return found


def test_two_papers_stand_on_each_page_of_a4_and_the_last_half_may_be_empty():
    pages = halves_of(papers(5, 3))
    assert len(pages) == 3
    flat = [half for page in pages for half in page]
    for number, half in enumerate(flat[:5], 1):
        assert "青山村测评票" in half
        assert f"第{number}号" in half
        assert "党员1□党员2□党员3□" in half
        assert half.endswith("第1页共1页")
    assert flat[5] == ""


def test_a_paper_of_three_pages_has_two_a4_pages_of_its_own():
    pages = halves_of(papers(2, 60))
    assert len(pages) == 4
    for number, (first, second) in enumerate((pages[:2], pages[2:]), 1):
        (one, two), (three, empty) = first, second
        assert all(f"第{number}号" in half for half in (one, two, three))
        assert all("姓名同意" in half for half in (one, two, three))
        assert three.endswith("第3页共3页")
        assert empty == ""
        assert re.findall(r"党员(\d+)□", one + two + three) == [str(n) for n in range(1, 61)]


def test_what_one_paper_alone_says_stands_on_that_paper_alone():
    (first, second), *_ = halves_of(papers(2, 3, "只在第二张"))
    assert "只在第二张" not in first
    assert "只在第二张" in second


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
