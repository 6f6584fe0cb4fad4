"""The small pieces of a page: cards, pills, tabs, search box, labels that fit."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Any

from jdzb.gui.kit import theme, tooltip
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.textfit import shorten, wrap
from jdzb.gui.kit.theme import px

TYPING_PAUSE = 160  # milliseconds after the last key before a search runs


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a page: its text, what it does, whether it is the page's main one, a tip."""

    text: str
    command: Callable[[], object]
    primary: bool = False
    tip: str = ""


class Card(ttk.Frame):
    """A white card with a fine edge; its content goes into ``body``."""

    def __init__(self, parent: tk.Misc, title: str = "", note: str = "") -> None:
        super().__init__(parent, style="Card.TFrame", padding=px(parent, theme.CARD_PAD) + 1)
        self.head = ttk.Frame(self)
        self._title = ttk.Label(self.head, text=title, style="Heading.TLabel")
        self._title.pack(side="left")
        self._note = ttk.Label(self.head, text=note, style="Faint.TLabel")
        self._note.pack(side="right", padx=(px(self, 8), 0))
        self.body = ttk.Frame(self)
        self.body.pack(fill="both", expand=True)
        self.entitle(title, note)

    def entitle(self, title: str, note: str = "") -> None:
        """Change the heading and the note at its right; without both the line goes."""
        if title or note:
            self.head.pack(fill="x", pady=(0, px(self, 8)), before=self.body)
        else:
            self.head.pack_forget()
        self._title.configure(text=title)
        self._note.configure(text=note)


class Elided(ttk.Label):
    """A label of one line that ends in … where there is no room, and shows all of it as a tip."""

    def __init__(self, parent: tk.Misc, text: str = "", style: str = "TLabel") -> None:
        super().__init__(parent, style=style, width=1)
        self._whole = text
        self._tip = tooltip.attach(self, "")
        self.bind("<Configure>", lambda _: self._fit())
        self.bind("<<ThemeChanged>>", lambda _: self._fit(), add=True)

    @property
    def whole(self) -> str:
        """The text without its limits."""
        return self._whole

    def show(self, text: str) -> None:
        """Set the whole text."""
        self._whole = text
        self._fit()

    def _fit(self) -> None:
        name = str(ttk.Style(self).lookup(self["style"], "font"))
        fitted = shorten(self, self._whole, self.winfo_width() - 2, name)
        self._tip.text = self._whole if fitted != self._whole else ""
        if self["text"] != fitted:
            self.configure(text=fitted)


class Wrapped(ttk.Label):
    """A label that breaks its text into as many lines as its width needs.

    The text is set as with any label, by ``configure(text=…)``, or with ``show``.
    """

    def __init__(self, parent: tk.Misc, text: str = "", style: str = "TLabel") -> None:
        super().__init__(parent, text=text, style=style, justify="left", anchor="w")
        self._whole = text
        self.bind("<Configure>", lambda _: self._fit())
        self.bind("<<ThemeChanged>>", lambda _: self._fit(), add=True)

    def show(self, text: str) -> None:
        """Set the whole text."""
        self._whole = text
        self._fit()

    def _fit(self) -> None:
        font = str(ttk.Style(self).lookup(self["style"], "font"))
        room = self.winfo_width() - 2
        wrapped = wrap(self, self._whole, room, font) if room > 0 else self._whole
        if self["text"] != wrapped:
            super().configure(text=wrapped)

    def configure(self, cnf: Any = None, **options: Any) -> Any:
        """As with any label; a text is broken into lines again."""
        options = (cnf if isinstance(cnf, dict) else {}) | options
        if "text" not in options:
            return super().configure(None if isinstance(cnf, dict) else cnf, **options)
        self._whole = str(options.pop("text"))
        self._fit()
        return super().configure(**options) if options else None

    config = configure


class Pill(ttk.Label):
    """A short word on a coloured ground; tones are those of theme.TONES."""

    def __init__(self, parent: tk.Misc, text: str, tone: str = "grey") -> None:
        super().__init__(parent, text=text, style=f"{tone.capitalize()}.Pill.TLabel")

    def show(self, text: str, tone: str) -> None:
        """Change word and tone."""
        self.configure(text=text, style=f"{tone.capitalize()}.Pill.TLabel")


class TabBar(Flow):
    """Choices of which one is on: Tab stops there, arrows move, ``on_change(key)`` is told."""

    def __init__(
        self,
        parent: tk.Misc,
        choices: Sequence[tuple[str, str]],
        on_change: Callable[[str], object],
    ) -> None:
        super().__init__(parent)
        self._value = tk.StringVar(self, choices[0][0])
        self._on_change = on_change
        self._tabs: dict[str, ttk.Radiobutton] = {}
        for key, text in choices:
            tab = ttk.Radiobutton(
                self, text=text, value=key, variable=self._value, style="Tab.Toolbutton",
                command=lambda: self._on_change(self.value),
            )  # fmt: skip
            self.push(tab)
            for arrow, way in (("Left", -1), ("Up", -1), ("Right", 1), ("Down", 1)):
                tab.bind(f"<{arrow}>", lambda _, way=way: self._step(way))  # type: ignore[misc]
            self._tabs[key] = tab
        self._value.trace_add("write", lambda *_: self._stop())
        self._stop()

    @property
    def value(self) -> str:
        """The key of the choice that is on."""
        return self._value.get()

    def choose(self, key: str) -> None:
        """Turn a choice on, as if the user had."""
        self._value.set(key)
        self._on_change(key)

    def mark(self, key: str) -> None:
        """Show a choice as on without telling anyone."""
        self._value.set(key)

    def relabel(self, key: str, text: str) -> None:
        """Change the text of a choice (with a count, say)."""
        self._tabs[key].configure(text=text)

    def _stop(self) -> None:
        """Tab stops at one of them."""
        for key, tab in self._tabs.items():
            tab.configure(takefocus=key == self.value)

    def _step(self, by: int) -> str:
        keys = list(self._tabs)
        key = keys[(keys.index(self.value) + by) % len(keys)]
        self.choose(key)
        self._tabs[key].focus_set()
        return "break"


class SearchBox(ttk.Entry):
    """A box to search by name, pinyin or initials; ``on_change(text)`` after a pause in typing."""

    def __init__(
        self,
        parent: tk.Misc,
        on_change: Callable[[str], object],
        hint: str = "查找：姓名、拼音或首字母，如 czq",
        width: int = 26,
    ) -> None:
        self._text = tk.StringVar(parent)
        super().__init__(parent, textvariable=self._text, width=width)
        self._on_change = on_change
        self._pending: str | None = None
        self._hint = ttk.Label(self, text=hint, style="Hint.TLabel")
        self._hint.bind("<Button-1>", lambda _: self.focus_set())
        self._text.trace_add("write", lambda *_: self._typed())
        self.bind("<Escape>", lambda _: self.clear())
        self._show_hint()

    @property
    def text(self) -> str:
        """What is typed, without outer blanks."""
        return self._text.get().strip()

    def clear(self) -> None:
        """Empty the box."""
        self._text.set("")

    def _typed(self) -> None:
        self._show_hint()
        if self._pending:
            self.after_cancel(self._pending)
        self._pending = self.after(TYPING_PAUSE, self._search)

    def _search(self) -> None:
        self._pending = None
        self._on_change(self.text)

    def _show_hint(self) -> None:
        if self._text.get():
            self._hint.place_forget()
        else:
            self._hint.place(x=px(self, 12), rely=0.5, anchor="w")


class EmptyState(ttk.Frame):
    """What a list shows when it has nothing: one sentence and one button."""

    def __init__(self, parent: tk.Misc, sentence: str, action: Action | None = None) -> None:
        super().__init__(parent)
        middle = ttk.Frame(self)
        middle.place(relx=0.5, rely=0.45, anchor="center")
        self._label = ttk.Label(middle, text=sentence, style="Subtle.TLabel", justify="center")
        self._label.pack()
        if action:
            style = "Primary.TButton" if action.primary else "TButton"
            self.button = ttk.Button(middle, text=action.text, command=action.command, style=style)
            self.button.pack(pady=(px(self, 14), 0))

    def show(self, sentence: str) -> None:
        """Change the sentence."""
        self._label.configure(text=sentence)


class StatusDot(ttk.Frame):
    """A coloured dot and a word: ● 已保存."""

    def __init__(self, parent: tk.Misc, text: str, tone: str = "green") -> None:
        super().__init__(parent, style="Header.TFrame")
        self._label = ttk.Label(self, style="Status.TLabel")
        self._label.pack()
        self.show(text, tone)

    def show(self, text: str, tone: str) -> None:
        """Change word and tone."""
        self._label.configure(text=f"● {text}", foreground=theme.TONES[tone][0])
