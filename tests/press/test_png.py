"""A PNG in a page: the pixels that a reader of the PDF sees are those of the file."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from jdzb.core import paths
from jdzb.press import png


def drawn(file, wide, high):
    """The page with the picture at one point a pixel, as an image."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=(wide, high))
    png.draw(canvas, file, (0, 0, wide, high))
    canvas.showPage()
    png.draw(canvas, file, (0, 0, wide, high))
    canvas.save()
    assert made.getvalue().count(b"/Subtype /Image") == 1
    return pypdfium2.PdfDocument(made.getvalue())[1].render().to_pil().convert("RGB")


@pytest.mark.parametrize("mode", ["RGB", "L", "P"])
def test_every_pixel_arrives(tmp_path, mode):
    file = tmp_path / "bild.png"
    colours = Image.effect_mandelbrot((40, 30), (-2, -1, 1, 1), 50).convert("RGB")
    colours.putpixel((3, 4), (200, 30, 20))
    picture = colours.convert(mode)
    picture.save(file)
    assert png.size(file) == (40, 30)
    assert drawn(file, 40, 30).tobytes() == picture.convert("RGB").tobytes()


def test_the_pictures_of_the_manual_are_of_the_kind_that_can_be_drawn():
    files = sorted((paths.resources() / "assets" / "manual").glob("*.png"))
    assert files
    for file in files:
        wide, high = png.size(file)
        assert drawn(file, wide, high).getextrema() != ((255, 255),) * 3


def test_another_kind_is_refused(tmp_path):
    Image.new("RGBA", (4, 4)).save(tmp_path / "clear.png")
    (tmp_path / "text.png").write_text("no picture")
    for name in ("clear.png", "text.png"):
        with pytest.raises(ValueError, match=r"[0-9a-f]{64}|PNG"):
            png.draw(Canvas(BytesIO()), tmp_path / name, (0, 0, 9, 9))
