"""Draws the icon in every size: `.venv/bin/python assets/icons/build_icons.py` (needs Pillow)."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

Box = Sequence[int]
Corners = tuple[bool, bool, bool, bool] | None
HERE = Path(__file__).parent
UNITS, FINE = 256, 8  # the drawing's own square; how much finer it is drawn than shown
GROUND, PAPER, GOLD, RED, GREY = "#7a1717", "#f7f4f0", "#d9a441", "#a32020", "#cfc4b8"
BOOK, SPINE, ROUND = (60, 44, 204, 212), 92, 12
LINES = ((112, 80, 184, 94, RED), (112, 114, 184, 124, GREY), (112, 142, 184, 152, GREY),
         (112, 170, 160, 180, GREY))  # fmt: skip
PNG, ICO = (64, 256), (16, 32, 48, 64, 256)


def main() -> None:
    """Write jdzb-64.png, jdzb-256.png and jdzb.ico."""
    whole = drawing()
    for size in PNG:
        shown(whole, size).save(HERE / f"jdzb-{size}.png", optimize=True)
    largest, *smaller = [shown(whole, size) for size in reversed(ICO)]
    largest.save(HERE / "jdzb.ico", sizes=[(size, size) for size in ICO], append_images=smaller)


def drawing() -> Image.Image:
    """A ledger on deep red: spine of gold, a red heading, three grey lines."""
    image = Image.new("RGBA", (UNITS * FINE, UNITS * FINE))
    draw = ImageDraw.Draw(image)

    def block(box: Box, radius: int, colour: str, corners: Corners = None) -> None:
        edges = [edge * FINE for edge in box]
        edges[2:] = [edge - 1 for edge in edges[2:]]
        draw.rounded_rectangle(edges, radius * FINE, colour, corners=corners)

    block((8, 8, 248, 248), 52, GROUND)
    block(BOOK, ROUND, PAPER)
    block((BOOK[0], BOOK[1], SPINE, BOOK[3]), ROUND, GOLD, (True, False, False, True))
    for *box, colour in LINES:
        block(box, 4, colour)
    return image


def shown(whole: Image.Image, size: int) -> Image.Image:
    """The drawing at a size in pixels."""
    return whole.resize((size, size), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
