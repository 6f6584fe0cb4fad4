"""Driving a real window in a test: let it work, find what stands on it, press keys."""

import time
import tkinter as tk


def settle(root, until=None, seconds=8):
    """Let the window work until something is so, or until it rests."""
    end = time.monotonic() + (seconds if until else 0.08)
    while time.monotonic() < end:
        root.update()
        if until and until():
            return
        time.sleep(0.005)
    assert until is None, "it never came to pass"


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
