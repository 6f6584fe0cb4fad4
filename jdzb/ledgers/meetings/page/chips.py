"""Names as coloured chips in rows: a click or a key acts on one, letters jump to a name."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jdzb.core import people
from jdzb.gui.kit import scroll, theme
from jdzb.gui.kit.keys import COMMAND_KEYS
from jdzb.gui.kit.table import TYPING_PAUSE
from jdzb.gui.kit.theme import px

FONT = "Label"
REST = 4  # units a pointer at rest may tremble
ALL = "0"  # the digit that is of no chip
PAD, HIGH, GAP = 8, 3, 6  # units: beside the name, above and below it, between chips


@dataclass(frozen=True, slots=True)
class Chip:
    """One name: what is shown, its tone (one of theme.TONES, ``plain`` for an outline)."""

    name: str
    text: str
    tone: str


class Chips(tk.Canvas):
    """One stop of the Tab key. ``on_press(place)`` is a click, Space or Enter; ``on_key(place,
    char)`` a digit or ``BackSpace``; ``on_move(place)`` tells where the mark is.
    """

    def __init__(
        self,
        parent: tk.Misc,
        on_press: Callable[[int], object],
        on_key: Callable[[int, str], object],
        on_move: Callable[[int], object],
    ) -> None:
        super().__init__(parent, takefocus=True, width=1, height=1, cursor="hand2")
        self._on_press, self._on_key, self._on_move = on_press, on_key, on_move
        self.chips: tuple[Chip, ...] = ()
        self.at = 0
        self._boxes: list[tuple[int, int, int, int]] = []
        self._typed, self._typing = "", ""
        self.missed = ""  # letters that are nobody's: no key acts until somebody is marked
        self._last: tuple[int, int, int] | None = None  # where was clicked, and on whom
        self.enabled = True
        self.bind("<Configure>", lambda _: self._draw())
        self.bind("<<ThemeChanged>>", lambda _: self.after_idle(self._draw), add=True)
        for event in ("<FocusIn>", "<FocusOut>"):
            self.bind(event, lambda _: self._mark(), add=True)
        self.bind("<Button-1>", self._clicked)
        self.bind("<Motion>", self._moved)
        self.bind("<Key>", self._key)
        for key in ("space", "Return", "KP_Enter"):
            self.bind(f"<{key}>", lambda _: self._press())
        self.bind("<BackSpace>", lambda _: self._pressed_key("BackSpace"))
        self.bind("<Delete>", lambda _: self._pressed_key("BackSpace"))
        for key, by in (("Left", -1), ("Right", 1)):
            self.bind(f"<{key}>", lambda _, by=by: self._move(self.at + by))  # type: ignore[misc]
        for key, way in (("Up", -1), ("Down", 1)):
            self.bind(f"<{key}>", lambda _, way=way: self._move(self._beside(way)))  # type: ignore[misc]
        self.bind("<Home>", lambda _: self._move(0))
        self.bind("<End>", lambda _: self._move(len(self.chips) - 1))

    def show(self, chips: Sequence[Chip]) -> None:
        """Show these names; the mark stays at its place."""
        if [chip.name for chip in chips] != [chip.name for chip in self.chips]:
            self._last, self.missed = None, ""
        self.chips = tuple(chips)
        self.at = min(self.at, max(len(self.chips) - 1, 0))
        self._draw()

    def box(self, place: int) -> tuple[int, int, int, int]:
        """Where a chip lies on the canvas."""
        return self._boxes[place]

    def _draw(self) -> None:
        if not self.winfo_exists() or self.winfo_width() < 2:
            return
        self.delete("all")
        self._boxes = self._lay()
        for chip, box in zip(self.chips, self._boxes, strict=True):
            ink, ground = theme.TONES.get(chip.tone, (theme.FAINT, theme.CARD))
            edge = theme.CARD_EDGE if chip.tone == "plain" else ground
            self.create_rectangle(*box, fill=ground, outline=edge)
            middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            self.create_text(*middle, text=chip.text, fill=ink, font=FONT)
        self._mark()
        height = self._boxes[-1][3] + 2 if self._boxes else 1
        if height != int(self["height"]):
            self.configure(height=height)

    def _lay(self) -> list[tuple[int, int, int, int]]:
        measure = theme.text_font(self, FONT).measure
        pad, gap, room = px(self, PAD), px(self, GAP), self.winfo_width()
        tall = theme.line_height(self, FONT) + 2 * px(self, HIGH)
        x = y = 1
        boxes = []
        for chip in self.chips:
            wide = min(measure(chip.text) + 2 * pad, room - 3)
            if x > 1 and x + wide > room - 2:
                x, y = 1, y + tall + gap
            boxes.append((x, y, x + wide, y + tall))
            x += wide + gap
        return boxes

    def _mark(self) -> None:
        """A frame around the chip that keys act on, while the keyboard is here."""
        self.delete("mark")
        if self._boxes and not self.missed and self.focus_displayof() is self:
            x, y, right, bottom = self._boxes[self.at]
            self.create_rectangle(
                x, y, right, bottom, outline=theme.ACCENT, width=2, tags="mark"
            )  # fmt: skip

    def _move(self, place: int) -> str:
        self._last, self.missed = None, ""
        if self.chips:
            self.at = min(max(place, 0), len(self.chips) - 1)
            self._mark()
            if self._boxes:
                scroll.reveal_part(self, self._boxes[self.at][1], self._boxes[self.at][3])
            self._on_move(self.at)
        return "break"

    def _beside(self, way: int) -> int:
        """The chip in the row above or below, nearest to the marked one."""
        if not self._boxes:
            return 0
        x, y = self._boxes[self.at][0], self._boxes[self.at][1]
        rows = sorted({box[1] for box in self._boxes})
        row = rows.index(y) + way
        if not 0 <= row < len(rows):
            return self.at
        places = [n for n, box in enumerate(self._boxes) if box[1] == rows[row]]
        return min(places, key=lambda n: abs(self._boxes[n][0] - x))

    def _clicked(self, event: tk.Event[tk.Misc]) -> None:
        self.focus_set()
        place = self._under(event.x, event.y)
        if place is not None:
            self._move(place)
            self._last = (event.x, event.y, place)
            self._press()

    def _under(self, x: int, y: int) -> int | None:
        """The chip there; while the pointer rests, the one clicked before: chips move as they
        change their width.
        """
        if self._near(x, y) and self._last:
            return self._last[2]
        for place, (left, top, right, bottom) in enumerate(self._boxes):
            if left <= x <= right and top <= y <= bottom:
                return place
        return None

    def _near(self, x: int, y: int) -> bool:
        return self._last is not None and max(abs(x - self._last[0]), abs(y - self._last[1])) <= px(
            self, REST
        )

    def _moved(self, event: tk.Event[tk.Misc]) -> None:
        if not self._near(event.x, event.y):
            self._last = None

    def _press(self) -> str:
        if self.chips and self.enabled and not self.missed:
            self._on_press(self.at)
        return "break"

    def _pressed_key(self, key: str) -> str:
        if self.chips and self.enabled and (not self.missed or key == ALL):
            self._on_key(self.at, key)
        return "break"

    def _key(self, event: tk.Event[tk.Misc]) -> str | None:
        """Digits act; anything else typed is a name or the beginning of its pinyin."""
        command = int(event.state) & COMMAND_KEYS
        if not event.char or not event.char.isprintable() or command or event.char == " ":
            return None
        if event.char.isdigit():
            self._forget()
            return self._pressed_key(event.char)
        if self._typing:
            self.after_cancel(self._typing)
        self._typing = self.after(TYPING_PAUSE, self._forget)
        self._typed += event.char
        ranks = [(people.rank(self._typed, chip.name), n) for n, chip in enumerate(self.chips)]
        meant = [(rank, n) for rank, n in ranks if rank is not None]
        if meant:
            self._move(min(meant)[1])
        elif self.chips:
            self.missed = self._typed
            self._mark()
            self._on_move(self.at)
        return "break"

    def _forget(self) -> None:
        self._typed = self._typing = ""
