"""From the start of the process to the month's duty sheet as a file."""

from functools import partial
from pathlib import Path

import pypdf
from fontTools.ttLib import TTFont

from tests.benchmarks import stopwatch

BARE_PAGE = Path(__file__).with_name("bare_page.py")
MONTH = "2026-12"


def measure(home):
    """(seconds of the program, seconds of a bare page with the same words in the same fonts)."""
    ours, bare = home.parent / "sheet.pdf", home.parent / "bare.pdf"
    command = ("main.py", "--home", home, "duty", "sheet", MONTH, "-o", ours)
    stopwatch.start("main.py", "--home", home, "duty", "roster", MONTH, home=home)
    stopwatch.start(*command, home=home)
    words = home.parent / "words.txt"
    words.write_text(words_of(ours), encoding="utf-8")
    return stopwatch.medians(
        partial(stopwatch.until_ended, *command, home=home),
        partial(stopwatch.until_ended, BARE_PAGE, bare, words, *fonts_of(ours), home=home),
    )


def words_of(pdf):
    """What stands on its first page."""
    return pypdf.PdfReader(pdf).pages[0].extract_text()


def fonts_of(pdf):
    """The committed font files that the page embeds."""
    fonts = pypdf.PdfReader(pdf).pages[0]["/Resources"]["/Font"].values()
    used = {font.get_object()["/BaseFont"].split("+")[-1].lstrip("/") for font in fonts}
    files = sorted((stopwatch.ROOT / "assets" / "fonts").glob("*.ttf"))
    found = [file for file in files if _postscript_name(file) in used]
    if not found:
        raise LookupError(f"no committed font among {sorted(used)}")
    return found


def _postscript_name(file):
    with TTFont(file, lazy=True) as font:
        return font["name"].getDebugName(6)
