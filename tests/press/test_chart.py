"""The chart on paper: every figure there, bars as long as their figures, legible without colour."""

import io
import re
from dataclasses import replace

import pypdf
import pypdfium2
import pytest

from jdzb.core.sheet import A4, A4_PORTRAIT, Bar, Chart, Large, Sheet
from jdzb.press import chart, layout, pdf, style
from jdzb.press.marks import Box, Text

LEGEND = ("到岗、换班", "有人替、请假", "脱岗", "未签到")
NAMES = ("林秀兰", "王强", "欧阳建国", "𬭎䶮")


def sheet(count, paper=A4, **more):
    bars = tuple(
        Bar(f"{NAMES[n % 4]}{n}", (30 + n % 17, n % 5, n % 3, n % 2), f"{100 - n % 40}%")
        for n in range(count)
    )
    blocks = (Chart(LEGEND, bars, "各项半天数", **more),)
    return Sheet("值班情况统计", blocks, "中共柳河镇青山村支部委员会", paper=paper)


def words(page):
    return re.sub(r"\s", "", page.get_textpage().get_text_range())


@pytest.mark.parametrize("count", [0, 1, 30, 200])
@pytest.mark.parametrize("paper", [A4, A4_PORTRAIT], ids=lambda paper: paper.name)
def test_a_chart_of_any_length_stands_whole_on_its_pages(count, paper):
    made = sheet(count, paper, empty="还没有签到记录")
    content = pdf.render(made)
    pages = [words(page) for page in pypdfium2.PdfDocument(content)]
    for n in (0, count // 2, count - 1) if count else ():
        assert any(f"{NAMES[n % 4]}{n}" in page for page in pages)
    assert all(name in page for name in LEGEND for page in pages)
    assert ("还没有签到记录" in "".join(pages)) == (count == 0)
    frame = style.frame(made)
    for page in layout.pages(made):
        for mark in page:
            if isinstance(mark, Box):
                assert frame.left - 0.1 <= mark.x
                assert mark.x + mark.width <= frame.width - frame.right + 0.1
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == len(pages)


def test_bars_are_as_long_as_their_figures_and_each_figure_is_printed():
    bars = (Bar("甲", (40, 20, 0, 10), "57%"), Bar("乙", (20, 0, 0, 0)))
    pieces = chart.chart_pieces(Chart(LEGEND, bars), 400)
    one, other = (
        [m for m in piece.marks if isinstance(m, Box) and m.stroke] for piece in pieces[-2:]
    )
    widths = [box.width for box in one]
    assert widths[0] == pytest.approx(widths[1] * 2) == pytest.approx(widths[2] * 4)
    assert [box.width for box in other] == [pytest.approx(widths[1])]
    texts = [m.line.text for m in pieces[-2].marks if isinstance(m, Text)]
    assert texts == ["甲", "40", "20", "10", "70　57%"]


def test_the_parts_differ_without_colour():
    pieces = chart.chart_pieces(Chart(LEGEND, (Bar("甲", (1, 1, 1, 1)),)), 400)
    grounds = [m.fill for m in pieces[-1].marks if isinstance(m, Box) and not m.stroke]
    assert len({fill for fill in grounds if fill not in ("", "#FFFFFF")}) == 2
    hatched = chart._filled(1, 0, 0, 50, 15)
    assert len(hatched) > 10


@pytest.mark.parametrize(
    "text", ["林秀兰", "欧阳建国　司马相如", "今天不值班（村部修缮，请拨服务电话）" * 2]
)
def test_a_large_line_fills_the_width_and_never_leaves_it(text):
    made = Sheet("今日值班", (Large(text),), paper=A4_PORTRAIT)
    frame = style.frame(made)
    lines = [
        mark
        for mark in layout.pages(made)[0]
        if isinstance(mark, Text) and mark.style.size >= min(style.LARGE_SIZES)
        and mark.style.leading == mark.style.size * 1.5
    ]  # fmt: skip
    assert lines
    for line in lines:
        assert line.x + line.line.width <= frame.width - frame.right + 0.1
    assert lines[0].style.size == (60 if len(text) == 3 else min(lines[0].style.size, 52))


def test_a_private_number_in_a_chart_stops_the_sheet():
    from jdzb.core.sheet import PrivateNumberOnSheet

    made = replace(sheet(1), blocks=(Chart(LEGEND, (Bar("张三 13812345678", (1,)),)),))
    with pytest.raises(PrivateNumberOnSheet, match="图第 1 条"):
        pdf.render(made)
