"""A title of several lines is broken between words, into lines of about one length."""

import pytest

from jdzb.press import style
from jdzb.press.linebreak import break_lines, text_width
from jdzb.press.titling import WORDS, balanced

WIDTH = 156 * style.MM
LOOK = style.OFFICIAL_TITLE


def lines_of(title, width=WIDTH):
    return [line.text for line in balanced(title, LOOK, width)]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于表彰优秀党员的决定", ["关于表彰优秀党员的决定"]),
        (
            "关于2026年耕地地力保护补贴发放情况的公示",
            ["关于2026年耕地地力", "保护补贴发放情况的公示"],
        ),
        (
            "关于确定李强、王小明等三名同志为发展对象的公示",
            ["关于确定李强、王小明等", "三名同志为发展对象的公示"],
        ),
        (
            "青山村2026年第三季度村级集体财务收支情况公示",
            ["青山村2026年第三季度", "村级集体财务收支情况公示"],
        ),
        ("第一行\n第二行", ["第一行", "第二行"]),
    ],
)
def test_a_title_breaks_between_its_words(title, lines):
    assert lines_of(title) == lines


@pytest.mark.parametrize("times", [1, 2, 3, 5])
def test_a_long_title_takes_as_few_lines_as_it_can_and_loses_nothing(times):
    title = "关于开展2026年度组织生活会和民主评议党员工作的通知" * times
    lines = lines_of(title)
    assert "".join(lines) == title
    assert len(lines) == len(break_lines(title, LOOK, WIDTH))
    widths = [text_width(line, LOOK) for line in lines]
    assert max(widths) <= WIDTH + 0.1
    assert min(widths) > 0.6 * max(widths)


@pytest.mark.parametrize("word", WORDS)
def test_no_known_word_is_cut_where_the_line_could_end_beside_it(word):
    title = "甲乙丙丁戊己庚辛壬癸子" + word + "丑寅卯辰巳午未申酉戌亥"
    assert any(word in line for line in lines_of(title))


def test_a_word_that_fits_no_line_is_still_set():
    assert "".join(lines_of("ABCDEFGHIJ" * 12)) == "ABCDEFGHIJ" * 12
