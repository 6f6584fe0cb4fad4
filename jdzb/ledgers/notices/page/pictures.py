"""Pages of notices as small pictures, drawn in the background and remembered while it runs."""

from __future__ import annotations

import tkinter as tk
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from jdzb.core import clock
from jdzb.core.errors import JdzbError
from jdzb.core.sheet import Sheet
from jdzb.gui.kit import tasks, theme
from jdzb.ledgers.notices.entries import Notice
from jdzb.press import footer, kept_sheets, pdf, preview

SMALL, FINER = 120, 4  # pixels; times
MOST = 300  # pictures kept in memory; a small one has some 10 KB
Key = tuple[object, ...]
Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Job:
    """A page to draw: of the kept print, or of a sheet that is not printed yet."""

    key: Key
    kept: Path | None
    sheet: Sheet | None
    size: Size


class Pictures:
    """``of(notice, size)`` is the picture, the reason why there is none, or None for the present.

    ``want(...)`` draws what is missing and then calls ``ready()``. ``make(notice)`` gives the sheet
    of one that is not printed; None when it cannot be made here.
    """

    def __init__(
        self,
        widget: tk.Misc,
        make: Callable[[Notice], Sheet | None],
        ready: Callable[[], object],
    ) -> None:
        self._widget, self._make, self._ready = widget, make, ready
        self._known: OrderedDict[Key, tk.PhotoImage | str] = OrderedDict()
        self._wanted: OrderedDict[Key, tuple[Notice, Size]] = OrderedDict()
        self._busy = False

    def of(self, notice: Notice, size: Size) -> tk.PhotoImage | str | None:
        """The picture; or why there is none; or None while it is not drawn."""
        key = _key(notice, size)
        if key in self._known:
            self._known.move_to_end(key)
        return self._known.get(key)

    def want(self, notices: Sequence[Notice], size: Size) -> None:
        """Draw the first pages of these that are not known, in the background."""
        for notice in notices:
            key = _key(notice, size)
            if key not in self._known:
                self._wanted.setdefault(key, (notice, size))
        self._begin()

    def _begin(self) -> None:
        if self._busy or not self._wanted:
            return
        jobs = [self._job(key, *one) for key, one in self._wanted.items()]
        self._wanted.clear()
        self._busy = True
        tasks.run_task(
            self._widget, lambda token: _draw(jobs, token), self._done, title="缩略图", quiet=True
        )

    def _job(self, key: Key, notice: Notice, size: Size) -> _Job:
        kept = kept_sheets.path_of(notice.printed) if notice.printed else None
        if kept is not None and kept.is_file():
            return _Job(key, kept, None, size)
        return _Job(key, None, self._make(notice), size)

    def _done(self, drawn: list[tuple[Key, preview.Picture | str]]) -> None:
        for key, one in drawn:
            if isinstance(one, preview.Picture):
                self._known[key] = _framed(self._widget, one)
            else:
                self._known[key] = one
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        self._busy = False
        self._ready()
        self._begin()


def _framed(widget: tk.Misc, picture: preview.Picture) -> tk.PhotoImage:
    """The picture with the fine edge of a sheet of paper."""
    image = tk.PhotoImage(master=widget, data=picture.ppm, format="PPM")
    wide, high = image.width(), image.height()
    for edge in (
        (0, 0, wide, 1),
        (0, high - 1, wide, high),
        (0, 0, 1, high),
        (wide - 1, 0, wide, high),
    ):
        image.put(theme.FIELD_EDGE, to=edge)
    return image


def _key(notice: Notice, size: Size) -> Key:
    return (notice.printed, size) if notice.printed else (astuple(notice), size)


def _draw(jobs: Sequence[_Job], token: tasks.Token) -> list[tuple[Key, preview.Picture | str]]:
    drawn = []
    for job in jobs:
        token.check()
        drawn.append((job.key, _picture(job)))
    return drawn


def _picture(job: _Job) -> preview.Picture | str:
    try:
        if job.kept is not None:
            content = job.kept.read_bytes()
        elif job.sheet is not None:
            foot = footer.pending(job.sheet.footer, clock.now())
            content = pdf.render(replace(job.sheet, footer=foot))
        else:
            return "没有可看的样张：先到原来的台账里打印这张表。"
    except JdzbError as error:
        return str(error)
    except OSError:
        return "留存的样张读不出来。"
    return _drawn(content, *job.size) or "留存的样张打不开，可能已损坏。"


def _drawn(content: bytes, width: int, height: int) -> preview.Picture | None:
    """The first page; a small one is drawn larger and averaged, else its fine lines turn black."""
    if width > SMALL:
        return preview.thumbnail(content, width, height)
    large = preview.thumbnail(content, width * FINER, height * FINER)
    return large and replace(large, ppm=_smaller(large.ppm))


def _smaller(ppm: bytes) -> bytes:
    """A PPM of a FINER-th of the size, each pixel the mean of those it stands for."""
    head, pixels = ppm.split(b"\n", 1)
    wide, high = (int(word) for word in head.split()[1:3])
    row, area = wide * 3, FINER * FINER
    made = bytearray()
    for top in range(0, high - FINER + 1, FINER):
        lines = [pixels[at * row : (at + 1) * row] for at in range(top, top + FINER)]
        sums = [sum(column) for column in zip(*lines, strict=True)]
        for left in range(0, row - 3 * FINER + 1, 3 * FINER):
            made += bytes(
                sum(sums[left + colour : left + 3 * FINER : 3]) // area for colour in range(3)
            )
    return b"P6 %d %d 255\n" % (wide // FINER, high // FINER) + bytes(made)
