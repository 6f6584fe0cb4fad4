"""Chinese lines: 避头尾, half marks at line ends, quarter-em gaps, squeezed marks, justified."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from jdzb.core.sheet import Align
from jdzb.press import clusters, fonts
from jdzb.press.fonts import Role

SAME = 0.001  # points
LONE, LONG = 2, 14  # characters
LOOSEST = 0.5  # ems; a line that would be spread wider than this stays ragged


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: font, points, leading, alignment; indent and tracking in ems.

    ``listed`` names break behind 、 alone.
    """

    role: Role
    size: float
    leading: float
    align: Align = "justify"
    indent: float = 0.0
    tracking: float = 0.0
    color: str = "#000000"
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece in one font, x points from the line's start, ``space`` points behind each."""

    role: Role
    x: float
    text: str
    space: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, its segments, the points it takes from the left edge of the measure."""

    text: str
    segments: tuple[Segment, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Measured:
    """A paragraph measured: advances and the spaces behind each character, both in points."""

    text: str
    size: float
    advances: list[float]
    behind: list[float]
    sums: list[float]

    def halved(self, index: int, marks: frozenset[str]) -> float:
        """Points a mark at a line's edge may give up."""
        full = self.advances[index] > 0.9 * self.size
        return self.size / 2 if full and self.text[index] in marks else 0.0

    def width(self, start: int, end: int) -> float:
        """Points of the characters from start to end when set alone on a line."""
        if end <= start:
            return 0.0
        whole = self.sums[end] - self.sums[start] - self.behind[end - 1]
        return whole - self.halved(start, clusters.HALF_RIGHT)

    def slackness(self, start: int, end: int) -> float:
        """Points that marks inside the line may give up together, at most a quarter em each."""
        marks = (self.halved(n, clusters.HALF_LEFT) for n in range(start, end - 1))
        return sum(mark / 2 for n, mark in enumerate(marks, start) if self.behind[n] >= 0)


def break_lines(text: str, style: Style, width: float) -> tuple[Line, ...]:
    """The text set in lines of at most width points; line feeds end paragraphs; never empty."""
    lines: list[Line] = []
    for paragraph in fonts.printable(text).split("\n"):
        lines += _paragraph(clusters.tidy(paragraph), style, width)
    return tuple(lines)


def text_width(text: str, style: Style) -> float:
    """Points of the text when set on one line."""
    paper = _measure(clusters.tidy(fonts.printable(text)), style)
    return paper.width(0, len(paper.text))


def _paragraph(text: str, style: Style, width: float) -> list[Line]:
    if not text:
        return [Line("", (), 0.0)]
    paper, first = _measure(text, style), style.indent * style.size
    good, rough = clusters.breaks(text)
    if style.listed:
        good = [place for place in good if text[place - 1] == "、" or place == len(text)]
    spans: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        room = width - (0.0 if start else first)
        spans.append((start, _line_end(paper, start, room, good, rough)))
        start = _skip_spaces(text, spans[-1][1])
    return [
        _line(paper, start, end, style, (0.0 if start else first, width))
        for start, end in _no_lone_character(spans, good)
    ]


def _no_lone_character(spans: list[tuple[int, int]], good: list[int]) -> list[tuple[int, int]]:
    """A last line of one character and its mark takes a piece of the line before, if a long one."""
    if len(spans) < 2 or spans[-1][1] - spans[-1][0] > LONE:
        return spans
    start, end = spans[-2]
    earlier = good[bisect_right(good, end - 1) - 1]
    if end - earlier > LONE or end - start < LONG:
        return spans
    return [*spans[:-2], (start, earlier), (earlier, spans[-1][1])]


def _measure(text: str, style: Style) -> _Measured:
    size, advances, behind = style.size, [], []
    for index, char in enumerate(text):
        track = style.tracking if clusters.wide(char) or style.tracking > 0 else 0.0
        advances.append((fonts.advance(char, style.role) + track) * size)
        after = text[index + 1] if index + 1 < len(text) else ""
        change = clusters.squeeze(char, after) if after else 0.0
        giving = char if change < 0 and char in clusters.HALF_LEFT else after
        if change < 0 and fonts.advance(giving, style.role) < 0.9:
            change = 0.0  # a font whose marks are narrow already
        behind.append(change * size)
    sums = [0.0, *accumulate(a + b for a, b in zip(advances, behind, strict=True))]
    return _Measured(text, size, advances, behind, sums)


def _line_end(paper: _Measured, start: int, width: float, good: list[int], rough: list[int]) -> int:
    """Where the line that begins at start ends: the last good place that fits, else any."""
    best = _last_fit(paper, start, width, good)
    if best < len(paper.text):
        best = _pushed_in(paper, start, best, width, good)
    if best > start:
        return best
    everywhere = range(start + 1, len(paper.text) + 1)
    best = _last_fit(paper, start, width, rough)
    return best if best > start else max(_last_fit(paper, start, width, everywhere), start + 1)


def _last_fit(paper: _Measured, start: int, width: float, places: list[int] | range) -> int:
    best = start
    for place in places[bisect_right(places, start) :]:
        if _least(paper, start, place) > width + 0.01:
            break
        best = place
    return best


def _least(paper: _Measured, start: int, end: int) -> float:
    """Width when the mark at the line's end gives up its blank half, spaces there dropped."""
    end = _without_spaces(paper.text, start, end)
    if end <= start:
        return 0.0
    return paper.width(start, end) - paper.halved(end - 1, clusters.HALF_LEFT)


def _pushed_in(paper: _Measured, start: int, best: int, width: float, good: list[int]) -> int:
    """The next place when squeezing marks costs less than spreading the shorter line."""
    following = good[bisect_right(good, max(best, start))]
    excess = _least(paper, start, following) - width
    slack = width - _least(paper, start, best)
    squeezable = paper.slackness(start, following)
    return following if excess <= squeezable and excess < slack else best


def _line(
    paper: _Measured, start: int, end: int, style: Style, measure: tuple[float, float]
) -> Line:
    """The line from start to end set between the indent and the right edge."""
    indent, right = measure
    last = end >= len(paper.text)
    end = _without_spaces(paper.text, start, end)
    extra = _extras(
        paper, start, end, right - indent, justify=style.align == "justify" and not last
    )
    x = indent - paper.halved(start, clusters.HALF_RIGHT)
    xs = []
    for index in range(start, end):
        xs.append(x)
        x += paper.advances[index] + paper.behind[index] + extra[index - start]
    width = xs[-1] + paper.advances[end - 1] if xs else indent
    width -= min(max(width - right, 0.0), paper.halved(end - 1, clusters.HALF_LEFT)) if xs else 0.0
    shift = {"center": (right - width) / 2, "right": right - width}.get(style.align, 0.0)
    text = paper.text[start:end]
    return Line(text, _segments(text, [x + shift for x in xs], style), width + shift)


def _extras(paper: _Measured, start: int, end: int, width: float, *, justify: bool) -> list[float]:
    """Points to add behind each character so that the line fills its width."""
    text, extra = paper.text, [0.0] * (end - start)
    natural = paper.width(start, end)
    edge = paper.halved(end - 1, clusters.HALF_LEFT) if end > start else 0.0
    slack = width - natural
    if slack < 0:
        slack = min(slack + edge, 0.0)
        marks = [n for n in range(start, end - 1) if _gives(paper, n)]
        for n in marks if slack < -0.01 else ():
            extra[n - start] = slack / len(marks)
        return extra
    places = [n for n in range(start, end - 1) if clusters.stretchable(text[n], text[n + 1])]
    if justify and places and slack / len(places) <= LOOSEST * paper.size:
        for n in places:
            extra[n - start] = slack / len(places)
    return extra


def _gives(paper: _Measured, index: int) -> bool:
    return paper.behind[index] >= 0 and paper.halved(index, clusters.HALF_LEFT) > 0


def _segments(text: str, xs: list[float], style: Style) -> tuple[Segment, ...]:
    """Characters grouped while the font and the space between them stay the same."""
    made: list[Segment] = []
    end = 0.0
    for x, char in zip(xs, text, strict=True):
        role, width = fonts.glyph(char, style.role) or (style.role, 1.0)
        previous = made[-1] if made else None
        space = x - end
        if previous and previous.role == role and _same_space(previous, space):
            made[-1] = Segment(role, previous.x, previous.text + char, space)
        else:
            made.append(Segment(role, x, char, 0.0))
        end = x + width * style.size
    return tuple(made)


def _same_space(segment: Segment, space: float) -> bool:
    return len(segment.text) == 1 or abs(segment.space - space) < SAME


def _without_spaces(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def _skip_spaces(text: str, position: int) -> int:
    while position < len(text) and text[position] == " ":
        position += 1
    return position
