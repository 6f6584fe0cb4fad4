"""One page by ReportLab alone: `bare_page.py OUT WORDS FONT...`, a font to each line by turns."""

import sys
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas


def main():
    """Draw the page."""
    out, words, *fonts = sys.argv[1:]
    for number, file in enumerate(fonts):
        pdfmetrics.registerFont(TTFont(f"font-{number}", file))
    canvas = Canvas(out)
    for number, line in enumerate(Path(words).read_text(encoding="utf-8").splitlines()):
        canvas.setFont(f"font-{number % len(fonts)}", 12)
        canvas.drawString(40, 800 - number % 50 * 15, line)
    canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    main()
