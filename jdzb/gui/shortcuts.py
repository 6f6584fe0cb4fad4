"""The keys of the whole window: each does what a button or the foot of the window does."""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jdzb.gui.shell import Shell

_LARGER, _SMALLER = ("plus", "equal", "KP_Add"), ("minus", "KP_Subtract")


def bind(shell: Shell, pages: Sequence[str]) -> None:
    """Bind them to the root; ``pages`` are the keys of the rail: Alt and a digit opens one."""
    root = shell.root
    acts: dict[str, Callable[[], object]] = {
        "z": shell.undo, "p": shell.print_, "f": shell.find, "s": shell.save,
        "h": shell.history, "0": lambda: shell.set_text_size(100),
        "Tab": lambda: shell.step_page(1), "Shift-Tab": lambda: shell.step_page(-1),
        **dict.fromkeys(_LARGER, partial(shell.step_text_size, 1)),
        **dict.fromkeys(_SMALLER, partial(shell.step_text_size, -1)),
    }  # fmt: skip
    if sys.platform != "win32":
        acts["ISO_Left_Tab"] = acts["Shift-Tab"]
    for key, act in acts.items():
        control(root, key, act)
    for key in "lL":  # in every window, whatever is open above this one
        root.bind_all(f"<Control-{key}>", _only(shell.lock))
    root.bind("<F6>", lambda _: shell.show_changes())
    root.bind("<F3>", lambda _: shell.page.focus_search())
    root.bind("<F5>", lambda _: shell.page.refresh(None))
    root.bind("<F1>", lambda _: shell.help())
    for event in ("<KeyRelease>", "<ButtonRelease>"):
        root.bind(event, lambda _: shell.show_saved(), add=True)
    for number, key in enumerate(pages, 1):
        root.bind(f"<Alt-Key-{number}>", _only(partial(shell.open_page, key)))


def control(root: tk.Misc, key: str, act: Callable[[], object]) -> None:
    """Ctrl and a key; with a letter also while the capitals are locked."""
    root.bind(f"<Control-{key}>", _only(act))
    if len(key) == 1 and key.isalpha():
        root.bind(f"<Control-{key.upper()}>", _only(act))


def _only(act: Callable[[], object]) -> Callable[[object], str]:
    """What is done for a key, and nothing else."""

    def run(_: object) -> str:
        act()
        return "break"

    return run
