"""Chinese lines: the rules of 避头尾 hold for any paragraph."""

import random
import re

import pytest

from jdzb.press import clusters
from jdzb.press.linebreak import Style, break_lines, text_width

BODY = Style("fang", 16, 28.5, indent=2)
PHRASES = (
    "按照党员自评、支部审核的程序，",
    "本支部应参加评定党员49名（实际参加46名）。",
    "《中国共产党支部工作条例（试行）》",
    "2026年12月31日",
    "3月2日至3月9日",
    "公示期为7天",
    "全年36户次",
    "发展经济……",
    "“三会一课”",
    "——",
    "12.5%",
    "WPS Office",
    "8:30–12:00",
    "0000-2560000",
    "如有异议，",
    "请在公示期内反映！",
    "说：“好。”",
    "（一）（二）",
    "甲、乙；丙：丁？",
    "QR code",
    "５个",
    "值班",
    "的",
    "在",
    "村",
    "A4纸",
    "100元",
    "（见附件1）",
    "『公开栏』",
    " ",
    "https://a.example/b",
    "1,024.50元",
    "𬭎堃䶮",
)
ATOM = re.compile(r"\d[\d.,:–-]*\d|[A-Za-z][A-Za-z./:]*[A-Za-z]|\d+月\d+日|\d+年\d+月")


def paragraph(seed):
    rng = random.Random(seed)
    text = ""
    for phrase in rng.choices(PHRASES, k=rng.randint(5, 60)):
        glued = text[-1:].isascii() and phrase[0].isascii()  # two words are not one long word
        text += "，" + phrase if glued and text else phrase
    return text


@pytest.mark.parametrize("role", ["fang", "song", "kai"])
@pytest.mark.parametrize("seed", range(100))
def test_any_paragraph_keeps_the_rules(seed, role):
    text, style = paragraph(seed), Style(role, 16, 28.5, indent=2)
    width = random.Random(seed).choice([200.0, 300.0, 442.2])
    lines = break_lines(text, style, width)
    start = len(clusters.tidy(text)) and clusters.tidy(text)[0]
    for number, line in enumerate(lines):
        assert line.width <= width + 0.01, line.text
        if number or start not in clusters.NOT_FIRST:
            assert line.text[0] not in clusters.NOT_FIRST, (lines[number - 1].text, line.text)
        if line is not lines[-1]:
            assert line.text[-1] not in clusters.OPENING, line.text
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("seed", range(60))
def test_numbers_dates_and_words_stay_whole(seed):
    text = clusters.tidy(paragraph(seed))
    lines = [line.text for line in break_lines(text, BODY, 442.2)]
    ends, position = set(), 0
    for line in lines:
        position = text.index(line, position) + len(line)
        ends.add(position)
    for found in ATOM.finditer(text):
        assert not ends & set(range(found.start() + 1, found.end())), found.group()


@pytest.mark.parametrize("seed", range(40))
def test_every_line_but_the_last_reaches_the_right_edge(seed):
    lines = break_lines(paragraph(seed), BODY, 442.2)
    short = [line for line in lines[:-1] if line.width < 442.2 - 8.1]
    for line in short:  # only where spreading would tear the line apart
        assert (442.2 - line.width) / max(len(line.text) - 1, 1) > 1


def test_a_word_longer_than_the_line_is_broken_rather_than_lost():
    lines = break_lines("见" + "a" * 100 + "。", BODY, 200)
    assert all(line.width <= 200.01 for line in lines)
    assert "".join(line.text for line in lines) == "见" + "a" * 100 + "。"


def test_a_date_too_long_for_a_column_breaks_behind_the_year():
    lines = break_lines("2026年12月31日", Style("song", 12, 16), 60)
    assert [line.text for line in lines] == ["2026年", "12月31日"]


def test_line_feeds_are_kept_and_empty_text_is_one_empty_line():
    assert [line.text for line in break_lines("甲\n\n乙", BODY, 200)] == ["甲", "", "乙"]
    assert [line.text for line in break_lines("", BODY, 200)] == [""]


def test_adjacent_marks_give_up_half_a_square_and_latin_gets_a_quarter():
    plain = Style("song", 10, 14)
    assert text_width("村」「村", plain) == pytest.approx(35)
    assert text_width("村A村", plain) == pytest.approx(20 + text_width("A", plain) + 5)


def test_the_days_from_one_to_another_stand_together():
    look = Style("song", 10, 14)
    days = "2026年12月1日至12月31日"
    plain = sum(text_width(char, look) for char in days)
    assert text_width(days, look) == pytest.approx(plain)
    assert text_width("共5日", look) == pytest.approx(12.5 + text_width("5日", look))


def test_a_column_narrower_than_a_character_still_ends():
    assert len(break_lines("值班表", BODY, 3)) == 3


def test_a_last_line_of_one_character_is_given_company():
    text = "能办的当场办不能办的五个工作日内一定答复。"
    lines = [line.text for line in break_lines(text, Style("song", 10, 14), 190)]
    assert lines == ["能办的当场办不能办的五个工作日内一定", "答复。"]


def test_the_day_until_which_something_is_due_is_not_parted_from_its_word():
    look = Style("fang", 16, 28, align="left")
    text = "清理三组公共垃圾池，每季度一次（目标 4 次，12月31日前）"
    for width in range(90, 420, 7):
        lines = [one.text for one in break_lines(text, look, width)]
        assert any("12月31日前）" in line for line in lines), (width, lines)


def test_of_several_names_none_is_parted_unless_it_is_longer_than_the_line():
    look = Style("song", 12, 17, align="center", listed=True)
    names = ["宋有才", "唐国兴", "欧阳明月", "张伟（一组）", "𬭎䶮"]
    for width in range(75, 260, 7):
        lines = [one.text for one in break_lines("、".join(names), look, width)]
        assert all(any(name in line for line in lines) for name in names), (width, lines)
    assert len(break_lines("欧阳明月", look, 30)) == 2
