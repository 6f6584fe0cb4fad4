"""An old sheet printed again: the page of then, its code, and 补印 where nothing stands."""

import io
from datetime import date

import pypdf
import pypdfium2
import pytest
import segno
from PIL import ImageChops

from jdzb.core.sheet import A3, A4_PORTRAIT
from jdzb.press import pdf, style
from jdzb.press.reprint import UnreadableSheet, reprint
from tests.press import samples

DAY = date(2027, 1, 8)
SHEETS = {
    "roster": samples.roster(),
    "roster portrait": samples.roster(paper=A4_PORTRAIT),
    "roster a3": samples.roster(paper=A3),
    "notice": samples.notice(30),
}
every_sheet = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())


def pictures(content, scale=2):
    pages = pypdfium2.PdfDocument(content)
    return [page.render(scale=scale).to_pil().convert("L") for page in pages]


@every_sheet
def test_the_page_is_the_one_of_then_but_for_the_words_in_a_blank_corner(sheet):
    content = pdf.render(sheet)
    then, now = pictures(content), pictures(reprint(content, DAY))
    assert len(then) == len(now)
    for before, after in zip(then, now, strict=True):
        assert before.size == after.size
        box = ImageChops.difference(before, after).getbbox()
        assert box
        assert before.crop(box).getextrema() == (255, 255)
        assert box[1] > 9 * 2  # points from the edge: every printer reaches there
        assert box[3] < style.frame(sheet).top * 2 * style.frame(sheet).scale


@every_sheet
def test_words_code_and_title_are_those_of_then_and_the_mark_can_be_read(sheet):
    content = pdf.render(sheet)
    then = pypdf.PdfReader(io.BytesIO(content))
    now = pypdf.PdfReader(io.BytesIO(reprint(content, DAY)))
    for before, after in zip(then.pages, now.pages, strict=True):
        words = after.extract_text()
        assert "补印　2027年1月8日" in words
        assert words.replace("补印　2027年1月8日", "").split() == before.extract_text().split()
        assert samples.CODE in words
    assert now.metadata.title == then.metadata.title
    assert [item.title for item in now.outline if not isinstance(item, list)] == [
        item.title for item in then.outline if not isinstance(item, list)
    ]


def test_the_qr_code_still_reads_the_same():
    sheet = samples.roster()
    (before,), (after,) = (
        pictures(pdf.render(sheet), 4),
        pictures(reprint(pdf.render(sheet), DAY), 4),
    )
    frame = style.frame(sheet)
    box = [
        4 * n
        for n in (frame.width - frame.right - 58, frame.height - 100, frame.width, frame.height)
    ]
    assert before.crop(box).tobytes() == after.crop(box).tobytes()
    assert segno.make_qr(samples.QR, error="m").matrix


def test_the_fonts_are_all_inside():
    reader = pypdf.PdfReader(io.BytesIO(reprint(pdf.render(samples.notice(1)), DAY)))
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        assert "/FontFile2" in font.get_object()["/FontDescriptor"].get_object()


def test_when_the_corner_is_taken_the_next_one_is_used():
    once = reprint(pdf.render(samples.roster()), DAY)
    (first,), (second,) = pictures(once), pictures(reprint(once, DAY))
    box = ImageChops.difference(first, second).getbbox()
    assert box[2] < first.width / 2


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4 nonsense", pdf.render(samples.notice(1))[:9000]]
)
def test_a_damaged_file_is_one_sentence(content):
    with pytest.raises(UnreadableSheet, match="没有补印"):
        reprint(content, DAY)
