"""Open the window, press Ctrl+P on the duty page, say how long the page took; again; end.

Drawn means: the page's picture is in the canvas of the dialog on the screen, and the X server has
answered. `ahead` presses the key when the window has read ahead, `at once` as soon as it is drawn.
"""

import os
import sys
import threading
import time
import tkinter as tk
from functools import partial
from pathlib import Path

TIMES = 3  # the first, and two more
AHEAD = 2.0  # seconds in which the window has begun to read ahead, on any machine
PAUSE = 0.3  # seconds between them, as a person would at least need


def press_and_look(root, _=0):
    """Stand in for `mainloop`: press the key as often as wanted, print the seconds of each."""
    wait(root, AHEAD if sys.argv[1] == "ahead" else 0)
    while sys.argv[1] == "ahead" and reading():
        wait(root, 0.01)
    found = [seconds_until_drawn(root) for _ in range(TIMES)]
    print(*found, flush=True)
    os._exit(0)


def reading():
    """True while the window works in a thread."""
    return any(thread.name.startswith("jdzb: ") for thread in threading.enumerate())


def wait(root, seconds):
    """Let the window live for a while."""
    end = time.monotonic() + seconds
    root.update()
    while time.monotonic() < end:
        root.update()
        time.sleep(0.005)


def seconds_until_drawn(root):
    """Press Ctrl+P, close the dialog when the page is seen; the seconds between."""
    found = []
    root.focus_force()
    root.update()
    begin = time.monotonic()
    root.after(1, partial(look, root, begin, found))
    root.event_generate("<Control-p>")
    wait(root, PAUSE)
    return found[0]


def look(root, begin, found):
    """Note the time when the page is in sight."""
    from jdzb.gui.kit.printdialog import PrintDialog

    held = root.tk.call("grab", "current", ".")
    dialog = root.nametowidget(held) if held else None
    view = getattr(dialog, "view", None) if isinstance(dialog, PrintDialog) else None
    if view is None or view.canvas.type("all") != "image":
        root.after(2, partial(look, root, begin, found))
        return
    root.update_idletasks()
    root.winfo_pointerxy()
    found.append(time.monotonic() - begin)
    dialog.cancel()


def main():
    """The program as it is, on its duty page."""
    tk.Misc.mainloop = press_and_look
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from jdzb import app
    from jdzb.gui.shell import Shell

    start = Shell.start
    Shell.start = lambda shell: (shell.open_page("duty"), start(shell))
    sys.exit(app.run([]) or "the program ended without a window")


if __name__ == "__main__":
    main()
