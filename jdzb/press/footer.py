"""The foot of every page: what is public since when, telephones, check code, QR, page x of y."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from jdzb.core.sheet import Footer
from jdzb.press import marks, style
from jdzb.press.linebreak import Style, break_lines, text_width
from jdzb.press.marks import Box, Code, Mark, Rule, Text
from jdzb.press.style import Frame

QR_SIDE = 58.0
ABOVE = 16.0  # points from the end of the text to the rule, and from the rule to the words
GAP = "\u3000"
PENDING = "打印时生成"  # stands for code and QR on a page that is only looked at
_WIDEST = "-".join(["WWWWW"] * 5)  # no check code is wider


def pending(footer: Footer, now: datetime) -> Footer:
    """The foot as it will be measured and dated, before the print has given it code and QR."""
    return replace(footer, check_code=PENDING, qr=PENDING, printed_at=now)


def height(footer: Footer, width: float) -> float:
    """Points the footer takes at the bottom of a page of that measure, whatever the code is."""
    widest = replace(footer, check_code=_WIDEST) if footer.check_code else footer
    lines = len(_lines(widest, _room(footer, width), (88, 88)))
    return ABOVE + max(QR_SIDE if footer.qr else 0.0, lines * style.FOOT.leading)


def footer_marks(footer: Footer, frame: Frame, top: float, page: tuple[int, int]) -> list[Mark]:
    """The footer's marks below ``top``; page is (number, count)."""
    left, right = frame.left, frame.width - frame.right
    made: list[Mark] = [Rule(left, top + 9, right, top + 9, style.HAIR, "#999999")]
    for number, row in enumerate(_lines(footer, _room(footer, frame.measure), page)):
        y = top + ABOVE + number * style.FOOT.leading + marks.baseline(style.FOOT)
        x = left
        for text, look in row:
            line = break_lines(text, look, frame.measure)[0]
            made.append(Text(x, y, line, look))
            x += line.width
    if footer.qr:
        made += _code(footer.qr, right - QR_SIDE, top + ABOVE - 2)
    return made


def _code(text: str, x: float, y: float) -> list[Mark]:
    """The QR code, or its place with the words that it comes when printing."""
    if text != PENDING:
        return [Code(x, y, QR_SIDE, text)]
    look, side = replace(style.FOOT, align="center"), QR_SIDE - 8
    lines = break_lines(text, look, look.size * 3 + 1)
    down = (side - len(lines) * look.leading) / 2
    words = marks.set_lines(lines, look, x + 4 + (side - look.size * 3) / 2, y + 4 + down)
    return [Box(x + 4, y + 4, side, side, style.EMPTY_FILL, style.THIN), *words]


def _room(footer: Footer, width: float) -> float:
    return width - (QR_SIDE + 10 if footer.qr else 0.0)


def _lines(footer: Footer, width: float, page: tuple[int, int]) -> list[list[tuple[str, Style]]]:
    """Lines of styled pieces: what and when, telephones, then code, print time and page."""
    texts = [*_packed(footer.about(), width), *_packed(footer.complaints(), width)]
    made = [
        [(line.text, style.FOOT)] for text in texts for line in break_lines(text, style.FOOT, width)
    ]
    return [*made, *_rows(_last_parts(footer, page), width)]


def _packed(text: str, width: float) -> list[str]:
    """The text in lines, cut between its parts: no date is broken while it has room on a line."""
    lines: list[str] = []
    for part in text.split(GAP) if text else ():
        longer = f"{lines[-1]}{GAP}{part}" if lines else part
        if lines and text_width(longer, style.FOOT) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _rows(parts: list[list[tuple[str, Style]]], width: float) -> list[list[tuple[str, Style]]]:
    """The parts on one line, or the code on a line of its own above the rest."""
    gap: tuple[str, Style] = (GAP, style.FOOT)
    whole = [piece for part in parts for piece in (gap, *part)][1:]
    if len(parts) < 2 or sum(text_width(text, look) for text, look in whole) <= width:
        return [whole]
    return [parts[0], *_rows(parts[1:], width)]


def _last_parts(footer: Footer, page: tuple[int, int]) -> list[list[tuple[str, Style]]]:
    parts = []
    if footer.check_code:
        code = replace(style.FOOT_CODE, color=style.INK)
        parts.append([("校验码：", style.FOOT), (footer.check_code, code)])
    if footer.printed_at:
        parts.append([(f"打印于 {footer.printed_at:%Y-%m-%d %H:%M}", style.FOOT)])
    parts.append([(f"第 {page[0]} 页 共 {page[1]} 页", style.FOOT)])
    return parts
