"""Driving a real window in a test: let it work, find what stands on it, press keys."""

import _tkinter
import time
import tkinter as tk

REST = 0.08
_due = {}  # when the timers of this process that were set in Python will be up, by their names
_after = tk.Misc.after


def _noted(widget, ms, func=None, *args):
    name = _after(widget, ms, func, *args)
    if isinstance(ms, int | float):
        _due[name] = time.monotonic() + ms / 1000
    return name


tk.Misc.after = _noted


def settle(root, until=None, seconds=8):
    """Let the window work until something is so, or until it rests.

    It rests when the screen has told everything and no timer is up within REST seconds.
    """
    end = time.monotonic() + (seconds if until else REST)
    while time.monotonic() < end:
        root.update()
        if until and until():
            return
        if not until and not _has_work(root.tk, end):
            return
        time.sleep(0.005)
    assert until is None, "it never came to pass"


def _has_work(tcl, end):
    """True when something happened just now, or a timer will be up before the end."""
    for _ in range(2):
        tcl.call("winfo", "pointerxy", ".")  # the answer comes after all that was asked before
        if tcl.dooneevent(_tkinter.DONT_WAIT):
            return True
    return any(_due.get(name, 0) < end for name in tcl.splitlist(tcl.call("after", "info")))


def windows(widget):
    for child in widget.winfo_children():
        if isinstance(child, tk.Toplevel):
            yield child
        yield from windows(child)


def press(widget, *keys):
    for key in keys:
        (widget.focus_get() or widget).event_generate(key)
        widget.update()


def in_turn(root, open_, *acts):
    """Run open_(), which opens windows: each act(window) as one is on top, which it must close."""
    waiting, failed, timer = list(acts), [], []

    def look(tries=300):
        up = [one for one in windows(root) if one.winfo_viewable()]
        if waiting and up:
            settle(root)
            act = waiting.pop(0)
            timer.append(root.after(20, look))
            try:
                act(up[-1])
                assert not up[-1].winfo_exists(), f"{up[-1].title()} was left open"
            except Exception as error:  # noqa: BLE001 - raised below, when all is closed
                failed.append(error)
                waiting.clear()
                for window in [one for one in windows(root) if one.winfo_exists()]:
                    window.destroy()
        elif waiting and tries:
            timer.append(root.after(20, look, tries - 1))

    timer.append(root.after(20, look))
    open_()
    root.after_cancel(timer[-1])
    if failed:
        raise failed[0]
    assert not waiting, "a window that was waited for never came up"
