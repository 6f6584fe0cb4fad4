"""Long work runs beside the window, shows how far it is, and can be stopped."""

import threading
import time

import pytest

from jdzb.core.errors import Cancelled
from jdzb.gui.kit import tasks


def wait_until(root, done, seconds=10):
    """Let the window live until `done()`."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it never happened"
        root.update()
        time.sleep(0.005)


def test_the_result_comes_back_on_the_thread_of_the_window(tk_root):
    got = []
    tasks.run_task(
        tk_root,
        lambda token: threading.current_thread().name,
        lambda name: got.append((name, threading.current_thread() is threading.main_thread())),
        title="读花名册",
    )
    wait_until(tk_root, lambda: got)
    assert got == [("jdzb: 读花名册", True)]


def test_progress_is_shown_and_cancel_stops_the_work(tk_root):
    errors = []

    def work(token):
        for row in range(100_000):
            token.progress(row / 100_000, f"第 {row} 行")
            time.sleep(0.002)

    task = tasks.run_task(tk_root, work, pytest.fail, errors.append)
    wait_until(tk_root, lambda: task.window is not None)
    window = task.window
    wait_until(tk_root, lambda: window.line["text"].startswith("第"))
    window.stop.invoke()
    wait_until(tk_root, lambda: errors)
    assert isinstance(errors[0], Cancelled)
    assert not window.winfo_exists()


def test_a_cancel_without_a_listener_is_silent(tk_root):
    task = tasks.run_task(tk_root, lambda token: [token.check() for _ in forever()], pytest.fail)
    task.token.cancel()
    wait_until(tk_root, lambda: not any(t.name.endswith("请稍候") for t in threading.enumerate()))
    for _ in range(5):
        tk_root.update()
        time.sleep(tasks.POLL / 1000)


def forever():
    while True:
        time.sleep(0.002)
        yield


def test_an_error_of_the_work_reaches_the_doorway_of_the_window(tk_root, callback_errors):
    def work(token):
        raise ValueError("表格第 3 行")

    tasks.run_task(tk_root, work, pytest.fail)
    wait_until(tk_root, lambda: callback_errors)
    assert "表格第 3 行" in callback_errors.pop()


def test_work_whose_page_is_gone_is_stopped(tk_root):
    import tkinter as tk

    page = tk.Frame(tk_root)
    task = tasks.run_task(page, lambda token: [token.check() for _ in forever()], pytest.fail)
    page.destroy()
    wait_until(tk_root, lambda: task.token.cancelled)
