"""The committed fonts: who shows which character, and that they are what ReportLab would read."""

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from jdzb.core import paths
from jdzb.press import fonts

ROLES = ("title", "song", "hei", "hei-bold", "fang", "kai")


@pytest.mark.parametrize("role", ROLES)
def test_every_character_of_gbk_has_a_glyph(role):
    pairs = (bytes((a, b)) for a in range(0x81, 0xFF) for b in range(0x40, 0xFF))
    decoded = {pair.decode("gbk", "ignore") for pair in pairs}
    everything = {char for char in decoded if len(char) == 1 and char > "\x7f"}
    assert len(everything) == 21791
    lacking = {char for char in everything if fonts.glyph(char, role) is None}
    assert lacking == {"≒"}  # the source font has none


@pytest.mark.parametrize("role", ROLES)
def test_the_quick_reader_agrees_with_reportlab(role):
    ours = fonts.loaded(role).face
    theirs = TTFontFile(str(paths.resources() / "assets" / "fonts" / f"{role}.ttf"))
    assert ours.charToGlyph == theirs.charToGlyph
    assert dict(ours.charWidths) == theirs.charWidths
    assert list(ours.glyphPos) == theirs.glyphPos
    assert list(ours.hmetrics) == theirs.hmetrics
    assert ours.defaultWidth == theirs.defaultWidth
    codes = [0, *map(ord, "党员值班2026")]
    assert ours.makeSubset(codes) == theirs.makeSubset(codes)


def test_a_character_the_font_lacks_comes_from_song():
    assert list(fonts.runs("陈𬭎A", "fang")) == [("fang", "陈"), ("song", "𬭎"), ("fang", "A")]


def test_missing_characters_are_listed_once_in_order():
    assert fonts.missing("好ก😀ก䶮\n") == ("ก", "😀")


def test_every_font_has_its_licence():
    folder = paths.resources() / "assets" / "fonts"
    told = (folder / "README.md").read_text("utf-8")
    for file in folder.glob("*.ttf"):
        row = next(line for line in told.splitlines() if file.name in line)
        assert "OFL" in row or "GPL" in row or "same" in row
    for licence in (folder / "licences").iterdir():
        assert licence.name in told
