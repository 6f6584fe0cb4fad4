"""Small pictures with round corners, drawn here and stretched by Tk (9-slice): no files."""

from __future__ import annotations

import functools
from dataclasses import dataclass

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rounded box in pixels: fill and edge inside, ``ground`` outside the corners."""

    name: str
    radius: int
    line: int
    fill: str
    edge: str
    ground: str
    bar: int = 0
    bar_colour: str = ""


def ppm(box: Box, border: int, middle: int) -> bytes:
    """The box as the bytes of a PPM picture, two borders and a ``middle`` wide and high.

    Tk repeats the middle to fill a widget: a small one costs a thousand drawing calls, and a
    picture smaller than its two borders makes Tk loop for ever.
    """
    ground, edge, fill = rgb(box.ground), rgb(box.edge), rgb(box.fill)
    quarter = _quarter(box.radius, box.line, border)
    shares = {share for cells in quarter for share in cells}
    fills = _shades(ground, edge, fill, shares)
    bars = _shades(ground, edge, rgb(box.bar_colour), shares) if box.bar else fills
    rows = []
    for cells in quarter:
        left = [(bars if x < box.bar else fills)[share] for x, share in enumerate(cells)]
        right = [fills[share] for share in cells]
        centre = left[border] * middle
        rows.append(b"".join(left[:border]) + centre + b"".join(right[border - 1 :: -1]))
    size = 2 * border + middle
    body = b"".join(rows[:border]) + rows[border] * middle + b"".join(rows[border - 1 :: -1])
    return b"P6 %d %d 255\n" % (size, size) + body


def _shades(
    ground: Colour, edge: Colour, fill: Colour, shares: set[tuple[float, float]]
) -> dict[tuple[float, float], bytes]:
    """The colour of a pixel for each share that the box and its inside have in it."""
    return {
        (outer, inner): _bytes(_mix(_mix(ground, edge, outer), fill, inner))
        for outer, inner in shares
    }


@functools.cache
def _quarter(radius: int, line: int, border: int) -> list[list[tuple[float, float]]]:
    """How much of each pixel of the upper left quarter the box and its inside cover."""
    size, inset = 2 * border + 1, max(radius - line, 0)
    places = [place + 0.5 for place in range(border + 1)]
    return [
        [
            (
                _cover(_distance(x, y, size, 0, radius)),
                _cover(_distance(x, y, size, line, inset)),
            )
            for x in places
        ]
        for y in places
    ]


def triangle(size: int, colour: str, ground: str) -> bytes:
    """A small arrow pointing down, as the bytes of a PPM picture ``size`` wide and high."""
    ink, paper = rgb(colour), rgb(ground)
    pixels = bytearray()
    for y in range(size):
        for x in range(size):
            depth = (y + 0.5 - size * 0.3) / (size * 0.45)
            half = (1 - depth) * size * 0.42
            inside = _cover(abs(x + 0.5 - size / 2) - half) if 0 <= depth <= 1 else 0.0
            pixels += _bytes(_mix(paper, ink, inside))
    return b"P6 %d %d 255\n" % (size, size) + bytes(pixels)


def _bytes(colour: Colour) -> bytes:
    return bytes((round(colour[0]), round(colour[1]), round(colour[2])))


def rgb(colour: str) -> Colour:
    """A colour of six digits as three numbers from 0 to 255."""
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def _distance(x: float, y: float, size: int, inset: int, radius: int) -> float:
    """Signed distance to the rounded square ``inset`` pixels inside the picture."""
    half = size / 2 - inset
    across = abs(x - size / 2) - (half - radius)
    down = abs(y - size / 2) - (half - radius)
    outside = (max(across, 0.0) ** 2 + max(down, 0.0) ** 2) ** 0.5
    return float(outside + min(max(across, down), 0.0) - radius)


def _cover(distance: float) -> float:
    return min(max(0.5 - distance, 0.0), 1.0)


def _mix(under: Colour, over: Colour, share: float) -> Colour:
    return (
        under[0] + (over[0] - under[0]) * share,
        under[1] + (over[1] - under[1]) * share,
        under[2] + (over[2] - under[2]) * share,
    )


def mark(size: int, radius: int, colours: tuple[str, str, str, str]) -> bytes:
    """The box of a check button (or the ring of a choice): ground, fill, edge and tick."""
    ground, fill, edge, tick = colours
    box = Box("", min(radius, size // 2), 1, fill, edge, ground)
    border = size // 2 - 1
    plain = ppm(box, border, size - 2 * border)
    if tick == fill:
        return plain
    start = len(plain) - 3 * size * size
    head, pixels = plain[:start], bytearray(plain[start:])
    dot, under, inside = rgb(tick), rgb(fill), _dot if radius * 2 >= size - 1 else _stroke
    for place in range(size * size):
        share = inside(place % size + 0.5, place // size + 0.5, size)
        if share:
            pixels[3 * place : 3 * place + 3] = _bytes(_mix(under, dot, share))
    return head + bytes(pixels)


def _dot(x: float, y: float, size: int) -> float:
    away = ((x - size / 2) ** 2 + (y - size / 2) ** 2) ** 0.5
    return _cover(away - size * 0.22)


def _stroke(x: float, y: float, size: int) -> float:
    """How much of a pixel the tick covers: two strokes through three points."""
    points = [(0.24, 0.52), (0.43, 0.71), (0.77, 0.31)]
    corners = [(px * size, py * size) for px, py in points]
    away = min(
        _to_segment(x, y, *corners[0], *corners[1]), _to_segment(x, y, *corners[1], *corners[2])
    )
    return _cover(away - size * 0.065)


def _to_segment(x: float, y: float, ax: float, ay: float, bx: float, by: float) -> float:
    length = (bx - ax) ** 2 + (by - ay) ** 2
    share = min(max(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length, 0.0), 1.0)
    return float(((x - ax - share * (bx - ax)) ** 2 + (y - ay - share * (by - ay)) ** 2) ** 0.5)
