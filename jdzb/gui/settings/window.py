"""The window of the settings: a tab for each part, one 保存 for all that is typed."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TypeVar

from jdzb.gui import keeper
from jdzb.gui.kit import keys
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import TabBar
from jdzb.gui.settings.branch import BranchPart
from jdzb.gui.settings.machine import MachinePart
from jdzb.gui.settings.part import Host, Part
from jdzb.store.session import Session

WIDTH, HEIGHT = 880, 420  # units, where the screen has them
P = TypeVar("P", bound=Part)


def _rules() -> type[Part]:
    from jdzb.gui.settings.figures import FiguresPart

    return FiguresPart


def _holidays() -> type[Part]:
    from jdzb.gui.settings.holidays import HolidaysPart

    return HolidaysPart


def _schemes() -> type[Part]:
    from jdzb.gui.settings.schemes import SchemesPart

    return SchemesPart


def _people() -> type[Part]:
    from jdzb.gui.settings.people import PeoplePart

    return PeoplePart


LATER = (  # read when first opened
    ("rules", "规则", _rules),
    ("holidays", "节假日", _holidays),
    ("schemes", "评议办法", _schemes),
    ("operators", "操作人", _people),
)


class SettingsDialog(Dialog[None]):
    """Ctrl+PageDown turns to the next tab, Ctrl+PageUp back; Ctrl+S keeps what is typed."""

    def __init__(self, parent: tk.Misc, host: Host, session: Session) -> None:
        self.host, self.session = host, session
        self.parts: dict[str, Part] = {}
        super().__init__(parent, "设置")

    def build(self, body: ttk.Frame) -> None:
        """The tabs above, the part below, the buttons at the foot."""
        titles = [
            ("branch", "支部"),
            *((key, title) for key, title, _ in LATER),
            ("machine", "本机"),
        ]
        self.tabs = TabBar(body, titles, self.turn)
        self.tabs.pack(fill="x", pady=(0, px(self, 12)))
        self.stage = ttk.Frame(body)
        self.stage.pack(fill="both", expand=True)
        self.stage.pack_propagate(False)
        self.frames: dict[str, ttk.Frame] = {}
        self.form = self._scrolled(BranchPart).form
        self.person = self._scrolled(MachinePart).person
        save = self.add_button("保存（Ctrl+S）", self.save, primary=True)
        if self.session.read_only:  # the text size remains
            save.state(["disabled"])
        self.add_button("备份与恢复…", self._open_backups)
        self.add_button("首次设置…", self._open_guide)
        self.add_button("关闭", self.cancel)
        self._bind_keys()
        self._measure()
        self._bring("branch")
        self.first = self.tabs.winfo_children()[0]

    def _scrolled(self, kind: type[P]) -> P:
        """A part with a form, which scrolls where the window is low."""
        frame = ScrollFrame(self.stage)
        part = kind(frame.body, self.host, self.session)
        part.pack(fill="both", expand=True, padx=(0, px(self, 8)))
        self.frames[kind.KEY], self.parts[kind.KEY] = frame, part
        return part

    def _bind_keys(self) -> None:
        self.bind("<<Save>>", lambda _: self.save())
        self.bind("<<Cancel>>", lambda _: self.cancel())
        self.bind("<<Resized>>", lambda _: self._resized())
        for sequence, by in (("<Control-Next>", 1), ("<Control-Prior>", -1)):
            self.bind(sequence, lambda _, by=by: self._step(by))  # type: ignore[misc]
        self.bind("<F1>", lambda _: self._help())
        acts = (
            ("s", self.save),
            ("z", self.undo),
            ("f", self._search),
            ("h", self._history),
            ("p", self._print),
        )
        for letter, act in acts:
            for key in (letter, letter.upper()):
                self.bind(f"<Control-{key}>", lambda _, act=act: act())  # type: ignore[misc]

    # -- tabs --------------------------------------------------------------------------------------

    @property
    def part(self) -> Part:
        """The part in front."""
        return self.parts[self.front]

    def turn(self, key: str) -> Part:
        """Bring a part to the front; what is typed in another stays typed."""
        self._bring(key)
        self.part.refresh()
        return self.part

    def _bring(self, key: str) -> None:
        if key not in self.parts:
            load = next(load for name, _, load in LATER if name == key)
            self.parts[key] = self.frames[key] = load()(self.stage, self.host, self.session)
        for frame in self.frames.values():
            frame.pack_forget()
        self.front = key
        self.frames[key].pack(fill="both", expand=True)
        self.tabs.mark(key)

    def _step(self, by: int) -> str:
        keys_ = ["branch", *(key for key, _, _ in LATER), "machine"]
        self.turn(keys_[(keys_.index(self.front) + by) % len(keys_)]).start()
        return "break"

    # -- keys --------------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep everything typed and close; what is wrong stands beside its field, in front."""
        for key, part in self.parts.items():
            if not part.save():
                self._bring(key)
                return
        self.close(None)

    def undo(self) -> None:
        """Take the last write back, unless something typed is not saved."""
        if not self.unsaved() and not isinstance(keys.focused(self), tk.Entry | tk.Text):
            self.host.undo()
            if self.winfo_exists():
                self.part.refresh()

    def _help(self) -> None:
        """The manual at its chapter, above this window."""
        from jdzb.gui import manual

        manual.show(self, self.title())

    def _search(self) -> None:
        self.part.search()

    def _print(self) -> None:
        self.part.print_()

    def _history(self) -> None:
        self.part.history()

    def _open_backups(self) -> None:
        """The window with the backups, in the place of this one."""
        owner = self.owner
        self.cancel()
        if not self.winfo_exists():
            owner.after_idle(owner.event_generate, keeper.EVENT)

    def _open_guide(self) -> None:
        """The guide through a new ledger, in the place of this window."""
        from jdzb.gui import wizard  # which shows a part of this one

        owner, host = self.owner, self.host
        self.cancel()
        if not self.winfo_exists():
            owner.after_idle(wizard.guide, owner, host, self.session)

    # -- size --------------------------------------------------------------------------------------

    def _measure(self) -> None:
        """The stage as large as it is meant to be, or as the screen leaves it."""
        height = self.winfo_screenheight() - px(self, 260)
        width = self.winfo_screenwidth() - px(self, 90)
        self.stage.configure(
            width=min(px(self, WIDTH), width), height=min(px(self, HEIGHT), height)
        )

    def _resize(self, percent: int) -> None:
        self.host.set_text_size(percent)
        self._resized()

    def _resized(self) -> None:
        self._measure()
        self.fit()
