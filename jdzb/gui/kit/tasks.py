"""Long work in a thread, with progress and cancel; results come back on the window's thread.

The work must be pure (reading a spreadsheet, solving, rendering): the ledger is written afterwards,
in ``on_done``, on the window's thread.
"""

from __future__ import annotations

import gc
import logging
import queue
import threading
import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TypeVar

from jdzb.core.errors import Cancelled
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.theme import px

Result = TypeVar("Result")
_Answers = queue.SimpleQueue[tuple[Result | None, Exception | None]]
_NAME = "jdzb: "
POLL, SOON = 30, 8  # milliseconds between looks; SOON while the user would see no progress yet
PATIENCE = 300  # milliseconds before the progress window appears


class Token:
    """Handed to the work: it reports progress and asks whether it should stop."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self.share = 0.0
        self.text = ""

    def progress(self, share: float, text: str = "") -> None:
        """Say how much is done (0 to 1; below 0 is unknown); raises Cancelled after a cancel."""
        self.share, self.text = share, text or self.text
        self.check()

    def check(self) -> None:
        """Raise Cancelled when the user has stopped the work."""
        if self._stop.is_set():
            raise Cancelled

    @property
    def cancelled(self) -> bool:
        """True when the user has stopped the work."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Stop the work at its next look."""
        self._stop.set()


class Task:
    """One running piece of work; ``token.cancel()`` stops it."""

    def __init__(self, widget: tk.Misc, title: str) -> None:
        self.widget, self.title, self.token = widget, title, Token()
        self.window: ProgressDialog | None = None


def run_task(
    widget: tk.Misc,
    work: Callable[[Token], Result],
    on_done: Callable[[Result], object],
    on_error: Callable[[Exception], object] | None = None,
    title: str = "请稍候",
    quiet: bool = False,
) -> Task:
    """Run ``work(token)`` in a thread, then ``on_done(result)`` here, or ``on_error(exception)``.

    Without ``on_error`` an exception is raised here, into the doorway of the window; a cancel is
    silent. A window with progress and 取消 appears after PATIENCE, unless the work is ``quiet``.
    """
    task = Task(widget, title)
    answers: _Answers[Result] = queue.SimpleQueue()
    root = widget.nametowidget(".")  # a timer of the widget would go with the widget
    thread = threading.Thread(target=_run, args=(work, task.token, answers), daemon=True)
    thread.name = f"{_NAME}{title}"

    def look(waited: int) -> None:
        if not widget.winfo_exists():
            task.token.cancel()
        if thread.is_alive():
            if task.window or not (quiet or task.token.cancelled):
                _show_progress(task, waited)
            pause = SOON if waited < PATIENCE else POLL
            root.after(pause, look, waited + pause)
            return
        _collect_again()
        _close_progress(task)
        if widget.winfo_exists():
            _deliver(*answers.get(), on_done, on_error)

    gc.disable()  # Tk's variables and pictures die on the window's thread only
    thread.start()
    root.after(SOON, look, SOON)
    return task


def _collect_again() -> None:
    """Let the collector work again when no work is left that might run it in its thread."""
    if not any(thread.name.startswith(_NAME) for thread in threading.enumerate()):
        gc.enable()


def _run(work: Callable[[Token], Result], token: Token, answers: _Answers[Result]) -> None:
    try:
        answers.put((work(token), None))
    except Exception as error:  # noqa: BLE001 - handed on to the window's thread
        answers.put((None, error))


def _deliver(
    result: Result | None,
    error: Exception | None,
    on_done: Callable[[Result], object],
    on_error: Callable[[Exception], object] | None,
) -> None:
    if error is None:
        on_done(result)  # type: ignore[arg-type]
    elif on_error is not None:
        on_error(error)
    elif isinstance(error, Cancelled):
        logging.getLogger(__name__).info("cancelled")
    else:
        raise error


def _show_progress(task: Task, waited: int) -> None:
    if task.window is not None:
        task.window.refresh()
    elif waited >= PATIENCE and task.widget.winfo_viewable():
        task.window = ProgressDialog(task)
        task.window.open()


def _close_progress(task: Task) -> None:
    if task.window is not None:
        task.window.destroy()
        task.window = None


class ProgressDialog(Dialog[None]):
    """A bar, a line of text, and 取消."""

    def __init__(self, task: Task) -> None:
        self.task = task
        super().__init__(task.widget, task.title)

    def build(self, body: ttk.Frame) -> None:
        """The line, the bar, the button."""
        self.line = ttk.Label(body, text=self.task.token.text or "正在处理……")
        self.line.pack(anchor="w")
        self.bar = ttk.Progressbar(body, length=px(self, 380), maximum=1.0)
        self.bar.pack(fill="x", pady=(px(self, 10), 0))
        self.stop = self.add_button("取消", self.cancel)
        self.first = self.stop

    def open(self) -> None:
        """Show it without holding up the caller."""
        self.fit()
        self.deiconify()
        self.grab_set()
        self.stop.focus_set()
        self.refresh()

    def refresh(self) -> None:
        """Show how far the work is."""
        token = self.task.token
        known = token.share >= 0
        self.bar.configure(mode="determinate" if known else "indeterminate")
        if known:
            self.bar["value"] = min(token.share, 1.0)
        else:
            self.bar.step(0.02)
        if token.text and not token.cancelled:
            self.line.configure(text=token.text)

    def cancel(self) -> None:
        """Stop the work; the window goes when the work has noticed."""
        self.task.token.cancel()
        self.line.configure(text="正在停止……")
        self.stop.state(["disabled"])
