"""A modal window with the look of the pages: content on white, buttons below, Esc and Enter."""

from __future__ import annotations

import contextlib
import tkinter as tk
from collections.abc import Callable, Iterator
from tkinter import ttk
from typing import ClassVar, Generic, TypeVar

from jdzb.gui.kit import keys, theme
from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.theme import px

Answer = TypeVar("Answer")
NOT_SAVED = "填写的内容还没有保存。"
AWAY, BACK = "不保存", "返回继续填写"
REFUSAL = "::jdzb_refusal"  # the variable of Tk that says why nothing can be written, or ""
LOCK = "::jdzb_locked"  # the path of the screen that hides the program from others, or ""


class Dialog(tk.Toplevel, Generic[Answer]):
    """Subclasses fill ``build(body)``, add buttons, and ``close(answer)``; ``run()`` returns it.

    Enter presses the primary button (except in a text of several lines), Esc cancels, closing the
    window cancels; what was typed into a form is thrown away only after asking. Set ``first`` to
    the widget that gets the focus, ``KEEP`` to the answer that presses the primary button instead.
    """

    KEEP: ClassVar[str] = "保存"
    writes = False  # True: refused before anything is typed where nothing can be written

    def __init__(self, parent: tk.Misc, title: str) -> None:
        super().__init__(
            parent, background=theme.CARD, highlightthickness=1,
            highlightbackground=theme.FIELD_EDGE, highlightcolor=theme.FIELD_EDGE,
        )  # fmt: skip
        self.withdraw()
        self.title(title)
        self.owner = parent.winfo_toplevel()
        self.answer: Answer | None = None
        self.first: tk.Misc | None = None
        self.primary: ttk.Button | None = None
        self._feet = ttk.Frame(self, style="Page.TFrame")
        self._feet.pack(side="bottom", fill="x")
        ttk.Frame(self, style="Line.TFrame", height=1).pack(side="bottom", fill="x")
        self._row = ttk.Frame(self._feet, style="Page.TFrame")
        self._row.pack(side="right", padx=px(self, theme.MARGIN), pady=px(self, 12))
        self._scroll = ScrollFrame(self)
        self._scroll.pack(fill="both", expand=True, padx=px(self, theme.MARGIN), pady=px(self, 20))
        self.body = self._scroll.body
        self.protocol("WM_DELETE_WINDOW", self._closed)
        self.bind("<Escape>", lambda _: self.cancel())
        self.bind("<Return>", self._enter)
        self.bind("<KP_Enter>", self._enter)
        self.bind("<Button>", self._keep_keys)
        self.build(self.body)
        self.body.bind("<Configure>", lambda _: self._grow(), add=True)

    def build(self, body: ttk.Frame) -> None:
        """Make the content and the buttons."""

    def add_button(
        self, text: str, command: Callable[[], object], primary: bool = False
    ) -> ttk.Button:
        """A button at the foot; the primary one is red and answers Enter."""
        style = "Primary.TButton" if primary else "TButton"
        button = ttk.Button(self._row, text=text, command=command, style=style)
        button.pack(side="left", padx=(px(self, 10) if self._row.winfo_children()[1:] else 0, 0))
        button.bind("<Left>", lambda _: self._beside(button, -1))
        button.bind("<Right>", lambda _: self._beside(button, 1))
        if primary:
            self.primary = button
        return button

    def _beside(self, button: ttk.Button, way: int) -> None:
        """The keyboard to the next button at the foot, round again after the last."""
        row = self._row.winfo_children()
        row[(row.index(button) + way) % len(row)].focus_set()

    def close(self, answer: Answer | None) -> None:
        """End with an answer."""
        self.answer = answer
        self.destroy()

    def unsaved(self) -> bool:
        """True when something typed would be lost by ending without an answer."""
        return any(getattr(widget, "dirty", False) for widget in _inside(self.body))

    def cancel(self) -> None:
        """End without an answer; asks when something typed would be lost."""
        if self.unsaved():
            from jdzb.gui.kit import dialogs  # which are made of this

            kept = (self.KEEP, AWAY, BACK) if self.KEEP else (BACK, AWAY)
            answer = dialogs.ask_choice(self, NOT_SAVED, kept, title="尚未保存")
            if answer == self.KEEP:
                self.keep()
            if answer != AWAY:
                return
        self.close(None)

    def keep(self) -> None:
        """What the answer ``KEEP`` does: press the primary button."""
        if self.primary:
            self.primary.invoke()

    def _closed(self) -> None:
        """Closed by its frame, which no hold keeps the mouse from: a question above comes first."""
        held = held_by(self)
        if held not in ("", str(self)) and self.tk.call("winfo", "class", held) == "Toplevel":
            self.tk.call("raise", held)
            return
        self.cancel()

    def give_way(self) -> bool:
        """The window below is to close: cancel, which may ask; False when this one stays."""
        self.cancel()
        return not self.winfo_exists()

    def run(self) -> Answer | None:
        """Show it over its parent, hold the rest of the program, return the answer.

        When the program ends meanwhile, the answer is None.
        """
        if self.writes and refused(self.owner):
            self.destroy()
            return None
        try:
            if self._await_unlocking():
                self._show()
        except tk.TclError:
            if has_window(self):
                raise
        return self.answer

    def _await_unlocking(self) -> bool:
        """Nothing comes up over a locked screen but its own questions; False when it is gone."""
        while (screen := locked_by(self)) and not str(self).startswith(f"{screen}."):
            self.wait_variable(LOCK)
        return bool(self.winfo_exists())

    def _below(self) -> tk.Misc:
        """What it lies over: the dialog that holds the program, whoever asked; else who asked."""
        with contextlib.suppress(KeyError):  # a menu and the list of a choice are Tk's alone
            holding = top(self.owner).winfo_toplevel()
            if isinstance(holding, Dialog):
                return holding
        return self.owner

    def _show(self) -> None:
        self.owner = self._below().winfo_toplevel()
        self._place()
        self.deiconify()
        keys.calm(self)
        self.wait_visibility()
        held = held_by(self)
        self.grab_set()
        keep_keys(self)
        keys.calm(self)
        before = self.owner.focus_lastfor()
        self._take_keys()
        self.after_idle(self._grow)
        self.wait_window()
        hold_again(self, held)
        if before is not None and before.winfo_exists():
            before.focus_set()

    def _take_keys(self) -> None:
        """The keyboard to where typing begins; it replaces what was filled in, as after Tab."""
        first = self.first or self.primary or self
        first.focus_force()
        first.event_generate("<<TraverseIn>>")

    def fit(self) -> None:
        """Take the size the content needs now."""
        self.update_idletasks()
        self._place()

    def _place(self) -> None:
        """In the middle of the owner, as large as it needs but never larger than the screen."""
        if self.owner.winfo_viewable():
            self.transient(self.owner)
        self._scroll.ask_for(self.winfo_screenheight() - px(self, 190))
        self.update_idletasks()
        width = min(self.winfo_reqwidth(), self.winfo_screenwidth() - 20)
        height = min(self.winfo_reqheight(), self.winfo_screenheight() - 60)
        owner = self.owner
        if owner.winfo_viewable():
            x = owner.winfo_rootx() + (owner.winfo_width() - width) // 2
            y = owner.winfo_rooty() + (owner.winfo_height() - height) // 3
        else:
            x = (self.winfo_screenwidth() - width) // 2
            y = (self.winfo_screenheight() - height) // 3
        x = min(max(x, 0), self.winfo_screenwidth() - width)
        y = min(max(y, 0), self.winfo_screenheight() - height)
        self.geometry(f"{width}x{height}+{x}+{y}")

    def _grow(self) -> None:
        """Content that became longer (by what is wrong with a field) gets its room."""
        lacking = self._scroll.lacking()
        most = self.winfo_screenheight() - 60
        height = min(self.winfo_height() + lacking, most)
        if not self.winfo_viewable() or height <= self.winfo_height():
            return
        y = max(min(self.winfo_y(), most - height), 0)
        self.geometry(f"{self.winfo_width()}x{height}+{self.winfo_x()}+{y}")

    def _keep_keys(self, event: tk.Event[tk.Misc]) -> None:
        """A click on what this dialog holds is told to itself: the keyboard stays here."""
        if event.widget is self:
            self.tk.call("focus", "-force", self.tk.call("focus", "-lastfor", self))

    def _enter(self, event: tk.Event[tk.Misc]) -> str | None:
        if isinstance(event.widget, tk.Text | ttk.Button):  # a button has been pressed by now
            return None
        if self.primary is not None:
            self.primary.invoke()
        return "break"


def keep_keys(widget: tk.Misc) -> None:
    """Bound once for the whole root: the keyboard stays with the window that holds the program."""
    root = widget.nametowidget(".")
    if not getattr(root, "jdzb_keeps", False):
        root.jdzb_keeps = True
        root.bind_all("<FocusIn>", lambda _: _hand_back(root), add=True)


def _hand_back(root: tk.Misc) -> None:
    """The frame of a window below gives it the keyboard, which no hold prevents: back above."""
    with contextlib.suppress(KeyError):  # Tk's own windows; a list leaves the keyboard to its field
        held, focus = top(root), str(root.tk.call("focus"))
        below = str(root.tk.call("winfo", "toplevel", focus)) if focus else str(held)
        if isinstance(held, Dialog) and str(held).startswith(f"{below.rstrip('.')}."):
            root.tk.call("focus", "-force", root.tk.call("focus", "-lastfor", str(held)))


def _inside(widget: tk.Misc) -> Iterator[tk.Misc]:
    """Everything inside a widget, at any depth."""
    for child in widget.winfo_children():
        yield child
        yield from _inside(child)


def refused(parent: tk.Misc) -> bool:
    """True when nothing can be written; then it has been said why."""
    from jdzb.gui.kit import dialogs

    why = str(parent.getvar(REFUSAL))
    if why:
        dialogs.warn(parent, why)
    return bool(why)


def has_window(widget: tk.Misc) -> bool:
    """False when the program's window is gone, and with it everything of Tk."""
    try:
        return widget.tk.getboolean(widget.tk.call("winfo", "exists", "."))
    except tk.TclError:
        return False


def dismiss(root: tk.Misc, path: str) -> bool:
    """Let the window that holds the program give way; False when it wants to stay."""
    while path not in ("", "."):
        if path.endswith("__tk_filedialog"):
            root.tk.call("event", "generate", path, "<Escape>")
            return True
        with contextlib.suppress(KeyError):  # a menu and the list of a choice are Tk's alone
            give_way = getattr(root.nametowidget(path), "give_way", None)
            if give_way:
                return bool(give_way())
        path = path.rpartition(".")[0]
    root.tk.call("grab", "release", held_by(root))
    return True


def locked_by(widget: tk.Misc) -> str:
    """The path of the screen that hides the program; '' while it is open."""
    return str(widget.tk.eval(f"if {{[info exists {LOCK}]}} {{set {LOCK}}}"))


def held_by(widget: tk.Misc) -> str:
    """The path of the window that holds the program now; '' when none does."""
    return str(widget.tk.call("grab", "current", "."))


def top(root: tk.Misc) -> tk.Misc:
    """The window that holds the program now, the root when none does."""
    held = held_by(root)
    return root.nametowidget(held) if held else root


def hold_again(widget: tk.Misc, path: str) -> None:
    """Give the hold back to the window that had it: a question inside a dialog, a picker."""
    exists = path and widget.tk.getboolean(widget.tk.call("winfo", "exists", path))
    if exists and widget.tk.getboolean(widget.tk.call("winfo", "viewable", path)):
        widget.tk.call("grab", "set", path)
