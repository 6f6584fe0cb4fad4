"""A field with a list: typing shows what it may mean, ▾ shows all; the focus stays in the field."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from tkinter import ttk

from jdzb.core import people
from jdzb.core.fields import plain
from jdzb.gui.kit import dialog
from jdzb.gui.kit.popup import Popup
from jdzb.gui.kit.theme import px

ROWS, WIDE = 10, 18  # lines before it scrolls; characters
NOTHING = "没有找到"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a picker: its id, its text, and what it is found by (pinyin, initials)."""

    id: int
    label: str
    search: str = ""

    def means(self, text: str) -> bool:
        """Whether typing ``text`` means this option."""
        return plain(text).lower() in f"{self.label} {self.search}".lower()

    def begins(self, text: str) -> bool:
        """Whether the text or one of its spellings begins with ``text``."""
        words = f"{self.label} {self.search}".lower().split()
        return any(word.startswith(plain(text).lower()) for word in words)


def named(names: Mapping[int, str]) -> list[Option]:
    """People to choose from, by id: in the order of their names, found by pinyin and initials."""
    known = sorted(names.items(), key=lambda one: people.sort_key(one[1]))
    return [Option(id_, name, _spelled(name)) for id_, name in known]


def _spelled(name: str) -> str:
    keys = people.pinyin_keys(name)
    whole = "".join(sounds[0] for sounds in keys)
    return f"{whole} {''.join(sounds[0][0] for sounds in keys)}"


class Choices(Popup):
    """The list below a field, which keeps the focus; a click or ``take`` gives ``on_take(id)``.

    ``on_close()`` is told when it goes, whatever the reason.
    """

    def __init__(
        self, field: tk.Widget, on_take: Callable[[int], object], on_close: Callable[[], object]
    ) -> None:
        super().__init__(field)
        self._on_take, self._on_close = on_take, on_close
        self._offered: Sequence[Option] = ()
        self.box = tk.Listbox(self.body, width=WIDE, takefocus=False, exportselection=False)
        self.box.pack(side="left", fill="both", expand=True)
        self._bar = ttk.Scrollbar(self.body, command=self.box.yview)
        self.box.configure(yscrollcommand=self._bar.set)
        self.box.bind("<Button-1>", self._pressed_line)

    def show(self, options: Sequence[Option]) -> None:
        """Offer these, the first one marked."""
        self._offered = options
        self.box.delete(0, "end")
        self.box.insert("end", *[option.label for option in options] or [NOTHING])
        self.box.configure(height=min(max(len(options), 1), ROWS))
        if len(options) > ROWS:
            self._bar.pack(side="right", fill="y", padx=(px(self, 4), 0))
        else:
            self._bar.pack_forget()
        self.mark(0)
        if self.winfo_ismapped():
            self.place_below()

    def mark(self, place: int) -> None:
        """Mark a line, no further than the ends."""
        place = min(max(place, 0), max(len(self._offered) - 1, 0))
        self.box.selection_clear(0, "end")
        if self._offered:
            self.box.selection_set(place)
            self.box.see(place)

    def step(self, by: int) -> None:
        """Mark the line so many below."""
        self.mark(self.marked() + by)

    def marked(self) -> int:
        """The place of the line marked, 0 when there is none."""
        chosen = self.box.curselection()  # type: ignore[no-untyped-call]
        return int(chosen[0]) if chosen else 0

    def take(self) -> None:
        """Answer with the line marked and close."""
        offered, place = self._offered, self.marked()
        self.close()
        if offered:
            self._on_take(offered[place].id)

    def close(self) -> None:
        """Take it away; the focus is where it was."""
        if self.winfo_exists():
            self._on_close()
            self.grab_release()
            self.destroy()
            dialog.hold_again(self.field, self._held)

    def _pressed_line(self, event: tk.Event[tk.Listbox]) -> str:
        self.mark(self.box.nearest(event.y))  # type: ignore[no-untyped-call]
        self.take()
        return "break"
