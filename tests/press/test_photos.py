"""A photo on the screen: as large as the room, upright as the telephone says, or told damaged."""

import struct
from pathlib import Path

import pytest

from jdzb.press import photos

JPEG = (Path(__file__).resolve().parents[1] / "data" / "公开栏.jpg").read_bytes()  # 60 × 40


def turned(orientation, order=">"):
    """The photo with the EXIF field that says how the telephone was held."""
    start = b"MM\0*" if order == ">" else b"II*\0"
    entry = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    tiff = start + struct.pack(f"{order}IH", 8, 1) + entry + bytes(4)
    body = b"Exif\0\0" + tiff
    return JPEG[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + JPEG[2:]


def size(picture):
    return tuple(int(word) for word in picture.ppm.split(b"\n", 1)[0].split()[1:3])


def test_a_photo_fills_the_room_and_keeps_its_shape():
    assert size(photos.picture(JPEG, 300, 300)) == (300, 200)
    assert size(photos.picture(JPEG, 30, 300)) == (30, 20)


@pytest.mark.parametrize("order", [">", "<"])
@pytest.mark.parametrize(("orientation", "angle"), [(1, 0), (3, 180), (6, 90), (8, 270), (99, 0)])
def test_the_photo_stands_as_the_telephone_was_held(orientation, angle, order):
    jpeg = turned(orientation, order)
    assert photos.turn(jpeg) == angle
    assert size(photos.picture(jpeg, 120, 120)) == ((120, 80) if angle % 180 == 0 else (80, 120))


def test_upside_down_is_turned_round():
    first = photos.picture(JPEG, 60, 40).ppm[-3:]
    last = photos.picture(turned(3), 60, 40).ppm.split(b"\n", 1)[1][:3]
    assert all(abs(one - other) < 24 for one, other in zip(first, last, strict=True))


@pytest.mark.parametrize("cut", [0, 3, 20, 60])
def test_a_damaged_photo_is_no_picture(cut):
    assert photos.picture(JPEG[:cut], 100, 100) is None


def test_a_spoilt_exif_is_passed_over():
    jpeg = turned(6)
    assert photos.turn(jpeg[:20] + b"\xff" * 8 + jpeg[28:]) == 0
