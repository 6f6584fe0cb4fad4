"""Plaques and folded cards: one page as large as the words allow, a card with a face each side."""

import io
from dataclasses import replace

import pypdf
import pypdfium2
import pytest

from jdzb.core.sheet import FOLDED, PLAQUE, NewPage, Paragraph, Sheet
from jdzb.press import filling, pdf, preview, printing

PROMISE = "每月走访留守老人三户，代购生活用品，记下需要办的事（十二月三十一日前）"


def card(count, paper=FOLDED):
    lines = tuple(Paragraph(f"{n}. {PROMISE}") for n in range(1, count + 1))
    return Sheet("林秀兰公开承诺", lines, "中共柳河镇青山村支部委员会", paper=paper)


def ink(content):
    """How much ink each line of the page has, top first, of 842 lines."""
    made = preview.picture(content, 0, 595, 842).ppm
    pixels = made.split(b"255\n", 1)[1]
    width = 3 * int(made.split()[1])
    return [sum(255 - one for one in pixels[n : n + width]) for n in range(0, len(pixels), width)]


def apart(one, other):
    """How unlike the ink of two runs of lines is: 0 alike, 1 nothing in common."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / (sum(one) + sum(other))


def test_a_card_is_a4_upright_with_the_same_face_twice_and_one_of_them_upside_down():
    content = pdf.render(card(3))
    page = pypdf.PdfReader(io.BytesIO(content)).pages[0]
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    lines = ink(content)
    upper, lower = lines[:418], lines[-418:]
    assert apart(upper[::-1], lower) < 0.2
    assert apart(upper, lower) > 0.5


@pytest.mark.parametrize("paper", [FOLDED, PLAQUE], ids=["card", "plaque"])
@pytest.mark.parametrize("count", [0, 1, 4, 6])
def test_what_can_stand_on_one_page_does_and_fewer_words_stand_larger(paper, count):
    ((frame, _),) = filling.filled(card(count, paper))
    fuller, _ = filling.filled(card(count + 6, paper))[0]
    assert frame.scale >= fuller.scale
    fullest, _ = filling.filled(card(12, paper))[0]
    assert filling.filled(card(1, paper))[0][0].scale > fullest.scale


def test_what_stands_on_no_single_page_goes_on_the_next_with_nothing_lost():
    document = pypdfium2.PdfDocument(pdf.render(card(40)))
    assert len(document) > 1
    words = "".join(page.get_textpage().get_text_range() for page in document)
    assert all(f"{number}.每月" in words.replace(" ", "") for number in range(1, 41))


def test_many_cards_are_one_sheet_each_under_its_own_title_and_as_large_as_it_can_be():
    blocks = []
    for name, count in (("林秀兰", 1), ("周桂芳", 9), ("郑德福", 0)):
        blocks += [NewPage(f"{name}公开承诺"), *card(count).blocks]
    sheet = replace(card(0), title="党员承诺桌签", blocks=tuple(blocks))
    scales = [frame.scale for frame, _ in filling.filled(sheet)]
    assert scales[0] > scales[1]
    document = pypdfium2.PdfDocument(pdf.render(sheet))
    words = [page.get_textpage().get_text_range() for page in document]
    assert ["林秀兰" in words[0], "周桂芳" in words[1], "郑德福" in words[2]] == [True] * 3
    assert len(words) == 3
    assert "桌签" not in words[0]


def test_the_printer_is_asked_for_ordinary_paper():
    assert (printing.media(FOLDED), printing.media(PLAQUE)) == ("A4", "A3")
