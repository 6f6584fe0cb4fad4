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
