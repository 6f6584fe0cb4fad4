"""Bars lying one below the other, their parts told apart by filling, figures inside and behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jdzb.core.blocks import Align, Bar, Chart
from jdzb.press import marks, style
from jdzb.press.linebreak import Style, break_lines, text_width
from jdzb.press.marks import Box, Mark, Piece, Rule, Text

ROW, THICK, PAD = 23.0, 15.0, 8.0  # points: a line of the chart, its bar, air at the sides
NAMES, NOTES = 0.28, 40.0  # most of the width for the names; least room behind the bars
HATCH = 4.0  # points between the strokes of a hatched part
DARK, LIGHT = "#8C1F1F", "#D9D2CA"
FILLS = (DARK, "", LIGHT, "")  # solid, hatched, light, empty: four that a copier keeps apart
LABEL = replace(style.CELL, size=11.5, leading=15.0)
SWATCH = 14.0


def chart_pieces(chart: Chart, width: float) -> list[Piece]:
    """The legend, repeated on every page, then a piece for each bar."""
    legend = _legend(chart, width)
    head = marks.Row((), 0.0, width, head=True)
    header = (replace(legend, row=head, keep=True),)
    group = marks.Row(header, 0.0, width)
    bars = _bars(chart, width) if chart.bars else [_nothing(chart, width)]
    bars = [replace(piece, row=group, keep=number == 0) for number, piece in enumerate(bars)]
    bars[-1] = replace(bars[-1], keep=False)
    return [*_caption(chart, width), *header, *bars]


def _caption(chart: Chart, width: float) -> list[Piece]:
    if not chart.caption:
        return []
    lines = break_lines(chart.caption, style.CAPTION, width)
    mark = marks.Bookmark(0, chart.caption, 1)
    height = len(lines) * style.CAPTION.leading
    return [Piece(height, (mark, *marks.set_lines(lines, style.CAPTION)), keep=True)]


def _legend(chart: Chart, width: float) -> Piece:
    """A swatch and a word for each part, as many in a line as fit."""
    made: list[Mark] = []
    x, y = PAD, 5.0
    for number, text in enumerate(chart.legend):
        wide = SWATCH + 5 + text_width(text, LABEL) + 18
        if x > PAD and x + wide > width:
            x, y = PAD, y + 18
        made += _filled(number, x, y + 2, SWATCH, 11)
        made += _set(text, x + SWATCH + 5, y, wide, "left")
        x += wide
    return Piece(y + 20, tuple(made))


def _bars(chart: Chart, width: float) -> list[Piece]:
    widest = max(text_width(bar.name, LABEL) for bar in chart.bars)
    left = min(widest, width * NAMES) + 2 * PAD
    behind = max(text_width(_end(bar), LABEL) for bar in chart.bars) + 2 * PAD
    most = max((sum(bar.parts) for bar in chart.bars), default=0)
    unit = (width - left - max(behind, NOTES)) / max(most, 1)
    return [_bar(bar, left, unit, width) for bar in chart.bars]


def _bar(bar: Bar, left: float, unit: float, width: float) -> Piece:
    name = break_lines(bar.name, replace(LABEL, align="right"), left - 2 * PAD)
    height = max(ROW, len(name) * LABEL.leading + 6)
    top = (height - THICK) / 2
    made: list[Mark] = []
    made += marks.set_lines(name, LABEL, PAD, (height - len(name) * LABEL.leading) / 2)
    x = left
    for number, figure in enumerate(bar.parts):
        wide = figure * unit
        if figure:
            made += _filled(number, x, top, wide, THICK)
            made += _figure(str(figure), number, x, wide, top)
        x += wide
    made += _set(_end(bar), x + PAD, top, width - x - PAD, "left")
    return Piece(height, tuple(made))


def _end(bar: Bar) -> str:
    """What stands behind a bar: the sum, and its note."""
    return f"{sum(bar.parts)}　{bar.note}".rstrip("\u3000")


def _figure(text: str, number: int, x: float, wide: float, top: float) -> list[Mark]:
    """The figure inside its part, where it has room; on hatching it stands on white."""
    need = text_width(text, LABEL) + 3
    if need > wide:
        return []
    ink = "#FFFFFF" if FILLS[number % len(FILLS)] == DARK else style.INK
    ground: list[Mark] = []
    if number % len(FILLS) == 1:
        ground = [Box(x + (wide - need) / 2, top + 1.5, need, THICK - 3, "#FFFFFF")]
    return [*ground, *_set(text, x, top, wide, "center", ink)]


def _set(
    text: str, x: float, y: float, wide: float, align: Align, ink: str = style.INK
) -> Sequence[Text]:
    look: Style = replace(LABEL, align=align, color=ink)
    return marks.set_lines(break_lines(text, look, max(wide, 1.0)), look, x, y)


def _filled(number: int, x: float, y: float, wide: float, tall: float) -> list[Mark]:
    """A part: its ground, its hatching, its edge."""
    fill = FILLS[number % len(FILLS)]
    hatch = _hatching(x, y, wide, tall) if number % len(FILLS) == 1 else []
    return [Box(x, y, wide, tall, fill, 0.0), *hatch, Box(x, y, wide, tall, "", style.THIN)]


def _hatching(x: float, y: float, wide: float, tall: float) -> list[Mark]:
    """Strokes rising to the right, cut at the edges."""
    made: list[Mark] = []
    start = HATCH
    while start < wide + tall:
        x1, y1 = (start, 0.0) if start <= wide else (wide, start - wide)
        x0, y0 = (0.0, start) if start <= tall else (start - tall, tall)
        made.append(Rule(x + x0, y + y0, x + x1, y + y1, 0.6, style.INK))
        start += HATCH
    return made


def _nothing(chart: Chart, width: float) -> Piece:
    return Piece(ROW + 6, tuple(_set(chart.empty, 0, 7, width, "center")))
