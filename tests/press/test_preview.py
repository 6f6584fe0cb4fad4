"""Pages as pictures: as large as they may be, for any thread, small ones of anything."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from jdzb.core.sheet import A3, A4_PORTRAIT, Heading, Paragraph, Sheet
from jdzb.press import pdf, preview


@pytest.fixture(scope="module")
def content():
    """Some pages of text, upright."""
    return pdf.render(
        Sheet("公示", (Heading("一、事项"), Paragraph("上午值班。" * 700)), paper=A4_PORTRAIT)
    )


def size(picture):
    kind, width, height, depth, pixels = picture.ppm.split(None, 4)
    assert (kind, depth) == (b"P6", b"255")
    assert len(pixels) == int(width) * int(height) * 3
    return int(width), int(height)


@pytest.mark.parametrize(
    ("room", "expected"), [((120, 1000), (120, 170)), ((1000, 170), (120, 170))]
)
def test_a_page_is_as_large_as_fits(content, room, expected):
    width, height = size(preview.picture(content, 0, *room))
    assert (width, height) == pytest.approx(expected, abs=2)


def test_each_page_is_seen_and_how_many_there_are(content):
    first, last = preview.picture(content, 0, 200, 200), preview.picture(content, 1, 200, 200)
    assert (first.page, last.page, first.pages > 1) == (0, 1, True)
    assert first.ppm != last.ppm


def test_small_pictures_are_drawn_by_several_threads_at_once(content):
    other = pdf.render(Sheet("通知", (Paragraph("甲"),), paper=A3))
    wanted = [preview.thumbnail(one, 90, 120).ppm for one in (content, other)]
    with ThreadPoolExecutor(4) as pool:
        drawn = list(
            pool.map(lambda n: preview.thumbnail((content, other)[n % 2], 90, 120), range(40))
        )
    assert [picture.ppm for picture in drawn] == wanted * 20


@pytest.mark.parametrize("spoilt", [b"", b"%PDF-1.5", b"no page at all"])
def test_what_is_no_whole_pdf_has_no_small_picture(spoilt):
    assert preview.thumbnail(spoilt, 90, 120) is None


def test_reading_ahead_leaves_every_font_ready():
    from jdzb.press import fonts

    preview.warm()
    before = fonts.loaded.cache_info().misses
    for role in ("title", "song", "hei", "hei-bold", "fang", "kai"):
        fonts.loaded(role)
    assert fonts.loaded.cache_info().misses == before
