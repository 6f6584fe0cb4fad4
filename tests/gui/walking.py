"""A person at the window: presses what can be seen, types, and counts clicks and keys.

A job is a generator of steps; each step is done from the window's own loop, so that it goes on
inside a dialog that the step before has opened. Nothing is done to a widget that is not in sight.
"""

import time
import tkinter as tk
from tkinter import ttk

from pypinyin import lazy_pinyin

from jdzb.gui.kit import dialog
from tests.gui.driving import windows

CALM = (
    "::jdzb_calm",
    "::jdzb_pressed",
)  # a person is slower than the guards against a double click
PATIENCE = 30  # seconds until something must have come to pass
FAR = 40  # presses of Tab that somebody would put up with
PACE = 25  # milliseconds between two steps
RELEASED = {"<space>": "<KeyRelease-space>"}  # what a button answers to is the release
RESTLESS = 40  # looks at a window until it has the keyboard


class Until:
    """A step that waits for something the program does by itself."""

    def __init__(self, condition):
        self.condition = condition
        self.end = time.monotonic() + PATIENCE


class Walker:
    """Does jobs on the window of ``root``; ``clicks`` and ``keys`` are counted."""

    def __init__(self, root):
        self.root = root
        self.clicks = self.keys = 0
        self._failed, self._going, self._restless = [], False, 0

    def walk(self, job):
        """Do all steps of a job, whatever windows they open."""
        self._going = True
        self.root.after(PACE, self._step, job, None)
        while self._going:
            self.root.update()
            time.sleep(0.002)
        if self._failed:
            raise self._failed[0]

    def _calm(self):
        """True when the window in front has come up and has the keyboard."""
        focus, top = self.root.focus_get(), self.top
        here = focus is not None and focus.winfo_toplevel() is top
        return here and (focus is not top or top is self.root)

    def _step(self, job, waiting):
        try:
            if not self._calm() and self._restless < RESTLESS:
                self._restless += 1
                self.root.after(PACE, self._step, job, waiting)
                return
            self._restless = 0
            step = waiting or next(job, None)
            if step is None:
                assert self.top is self.root, f"left open: {self.told()}"
                self._going = False
                return
            if isinstance(step, Until):
                met = step.condition()
                assert met or time.monotonic() < step.end, (
                    f"never came to pass, keyboard at {self.root.focus_get()}: {self.told()}"
                )
                self.root.after(PACE, self._step, job, None if met else step)
                return
            self.root.after(PACE, self._step, job, None)
            self._do(step)
        except Exception as error:  # noqa: BLE001 - raised by walk, when the windows are closed
            self._failed.append(error)
            self._going = False
            for window in [one for one in windows(self.root) if one.winfo_exists()]:
                window.destroy()

    def _do(self, step):
        for guard in CALM:
            self.root.setvar(guard, "0")
        self.root.update_idletasks()
        step()

    # -- what can be seen ------------------------------------------------------------------------

    @property
    def top(self):
        """The window that has the mouse: the dialog in front, else the whole."""
        return dialog.top(self.root).winfo_toplevel()

    def told(self):
        """The title of the window in front, its words and buttons: for a failing walk."""
        texts = [str(one["text"]) for one in self.seen((ttk.Label, ttk.Button))]
        return [self.top.title(), *(text for text in texts if text)]

    def seen(self, kind, widget=None):
        """Every widget of a kind in sight in the window in front."""
        for child in (widget or self.top).winfo_children():
            if isinstance(child, tk.Toplevel) and widget is None and child is not self.top:
                continue
            if isinstance(child, kind) and child.winfo_viewable():
                yield child
            yield from self.seen(kind, child)

    def button(self, text):
        """The button in sight that says so; 换成* stands for one that begins so."""
        found = [
            one
            for one in self.seen((ttk.Button, ttk.Radiobutton, ttk.Checkbutton))
            if str(one["text"]) == text
            or (text.endswith("*") and str(one["text"]).startswith(text[:-1]))
        ]
        assert found, f"no button {text} in {[str(one['text']) for one in self.seen(ttk.Button)]}"
        assert not found[0].instate(["disabled"]), f"{text} is grey"
        return found[0]

    def has(self, words):
        """True when these words stand on the window in front."""
        return words in " ".join(self.told())

    def label(self, text):
        """The words in sight that say so, to be clicked."""
        return next(one for one in self.seen(ttk.Label) if str(one["text"]) == text)

    def offers(self, text):
        """True when such a button is in sight and can be pressed."""
        return any(
            str(one["text"]) == text and not one.instate(["disabled"])
            for one in self.seen(ttk.Button)
        )

    # -- the mouse -------------------------------------------------------------------------------

    def click(self, find, x=None, y=None, times=1):
        """A step: a click on a widget, at its middle unless told where."""

        def act():
            widget = find() if callable(find) else find
            at = {"x": widget.winfo_width() // 2 if x is None else x,
                  "y": widget.winfo_height() // 2 if y is None else y}  # fmt: skip
            self.clicks += times
            widget.event_generate("<Enter>", **at)
            widget.event_generate("<Motion>", **at)
            for _ in range(times):
                widget.event_generate("<Button-1>", **at)
                widget.event_generate("<ButtonRelease-1>", **at)
            if times == 2 and widget.winfo_exists():
                widget.event_generate("<Double-Button-1>", **at)

        return act

    def press(self, text):
        """A step: a click on the button that says so."""
        return self.click(lambda: self.button(text))

    def row(self, tree, *words, times=1):
        """A step: a click on the row of a list that has all these words."""

        def act():
            table = tree() if callable(tree) else tree
            line = next(
                one for one in table.get_children()
                if all(word in " ".join(map(str, table.item(one, "values"))) for word in words)
            )  # fmt: skip
            table.see(line)
            table.update_idletasks()
            x, y, wide, high = table.bbox(line)
            self.click(table, x + min(wide // 2, 40), y + high // 2, times)()

        return act

    def at(self, place):
        """A step: waits until the keyboard is in a part of the window, by the name of its class."""
        return Until(lambda: place in str(self.root.focus_get()))

    def pause(self, seconds=0.15):
        """A step: as long as a person takes between two keys."""
        since = []

        def over():
            since.append(time.monotonic())
            return since[-1] > since[0] + seconds

        return Until(over)

    def titled(self, title):
        """A step: waits until a window of this title is in front and has the keyboard."""
        return Until(lambda: self.top.title() == title and self._calm())

    # -- the keyboard ----------------------------------------------------------------------------

    def key(self, *names):
        """A step: keys pressed where the keyboard is."""

        def act():
            for name in names:
                self.keys += 1
                (self.root.focus_get() or self.top).event_generate(name)
                if name in RELEASED and (focus := self.root.focus_get()):
                    focus.event_generate(RELEASED[name])

        return act

    def tab_to(self, text, then, back=False):
        """A step: Tab, or Shift+Tab, until the keyboard is at the button that says so, and a key."""

        def act():
            aim = text() if callable(text) else self.button(text)
            for _ in range(FAR):
                if self.root.focus_get() is aim:
                    self.key(then)()
                    return
                self.key("<Shift-Tab>" if back else "<Tab>")()
                self.root.update()
            raise AssertionError(f"Tab does not reach {text}")

        return act

    def type(self, text):
        """A step: a text typed where the keyboard is, Chinese by its whole pinyin and a blank."""

        def act():
            self.keys += keys_of(text)
            widget = self.root.focus_get()
            if isinstance(widget, ttk.Entry) and widget.selection_present():
                widget.delete("sel.first", "sel.last")
            for letter in text:
                if letter.isascii() and letter.isalnum():
                    widget.event_generate(f"<KeyPress-{letter}>")
                    widget.event_generate(f"<KeyRelease-{letter}>")
                else:
                    widget.insert("insert", letter)
                    widget.event_generate("<KeyRelease>", keysym="space")

        return act


def keys_of(text):
    """How many keys a person presses for it: Chinese by its pinyin, a blank for each two letters."""
    chinese = [one for one in text if one > "\u2e7f"]
    pinyin = sum(len(one) for one in lazy_pinyin("".join(chinese)))
    return len(text) - len(chinese) + pinyin + (len(chinese) + 1) // 2
