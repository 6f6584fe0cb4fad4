"""The first steps of the window: a Tk root on this screen, input method, size, icon, log."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import time
import tkinter as tk
from pathlib import Path

from jdzb.core import clock, paths
from jdzb.gui.kit import scaling, theme

Root = tk.Tk
FIRST_DRAW = "JDZB_FIRST_DRAW"  # set: the program says when its window was drawn, and ends


def make_root() -> tk.Tk | None:
    """A dressed root that is not shown yet; None when there is no screen."""
    _prepare_input_method()
    theme.be_sharp()
    try:
        root = tk.Tk(className="jdzb")
    except tk.TclError:
        return None
    root.withdraw()
    theme.install(root, scaling.saved_text_size())
    if os.environ.get(FIRST_DRAW):
        root.mainloop = lambda _=0: _end_when_drawn(root)  # type: ignore[assignment, method-assign]
    return root


def _end_when_drawn(root: tk.Tk) -> None:
    """Stand in for the main loop in `make bench`: the moment the user could start to work."""
    root.update()
    root.winfo_pointerxy()  # a question to the X server, answered after all drawing
    sys.stdout.write(f"{time.monotonic()}\n")
    sys.stdout.flush()
    os._exit(0)


def present(root: tk.Tk) -> None:
    """Size and icon, then show the window."""
    dress(root)
    root.deiconify()


def dress(root: tk.Tk) -> None:
    """Size and icon of the window."""
    width, height = root.winfo_screenwidth(), root.winfo_screenheight()
    root.geometry(f"{min(width, 1366)}x{min(height - 60, 728)}+0+0")
    with contextlib.suppress(tk.TclError):  # a window manager without it: the geometry holds
        if sys.platform == "win32":
            root.state("zoomed")
        else:
            root.attributes("-zoomed", True)
    picture = paths.resources() / "assets" / "icons" / "jdzb-64.png"
    root.tk.call("image", "create", "photo", "jdzb-icon", "-file", str(picture))
    root.tk.call("wm", "iconphoto", root, "-default", "jdzb-icon")


def clear(root: tk.Tk) -> None:
    """Take everything out of the window, for another ledger to move in."""
    for timer in root.tk.splitlist(root.tk.call("after", "info")):
        root.tk.call("after", "cancel", timer)
    for sequence in root.bind():
        root.unbind(sequence)
    for child in root.winfo_children():
        child.destroy()
    root.withdraw()


def log_to(folder: Path) -> None:
    """Warnings and errors into a file a month; without a writable folder, nowhere."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    file = folder / f"jdzb-{clock.today():%Y-%m}.log"
    handler = logging.FileHandler(file, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)


def _prepare_input_method() -> None:
    """Under X an empty XMODIFIERS keeps Chinese input methods out; take the one that runs."""
    if sys.platform != "win32" and not os.environ.get("XMODIFIERS"):
        name = os.environ.get("GTK_IM_MODULE") or os.environ.get("QT_IM_MODULE") or "fcitx"
        os.environ["XMODIFIERS"] = f"@im={name.removesuffix('5')}"
