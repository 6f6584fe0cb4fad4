"""The program as it is started: exit codes and sentences at the door."""

import os
import subprocess
import sys
import threading
import time

import pytest

from jdzb import app
from jdzb.core import paths
from jdzb.gui.pages import PAGES
from jdzb.gui.shell import Shell
from jdzb.ledgers.meetings import service as meetings
from jdzb.ledgers.meetings.entries import Item, Meeting, Minutes
from jdzb.ledgers.meetings.page import drafts, typed
from jdzb.store.database import open_ledger


def test_without_a_screen_it_names_the_headless_command(jdzb, home):
    process = jdzb(DISPLAY="", WAYLAND_DISPLAY="")
    assert process.returncode == app.NO_SCREEN
    assert "Traceback" not in process.stderr
    assert process.stderr.count("\n") == 1
    assert "main.py --help" in process.stderr
    assert list(home.iterdir()) == []


@pytest.fixture
def started(home):
    """Start the window as a process of its own; it is ended afterwards."""
    processes = []

    def start():
        process = subprocess.Popen(
            [sys.executable, "main.py"], stderr=subprocess.PIPE, encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait()


def xdotool(*arguments):
    return subprocess.run(
        ["xdotool", *arguments], capture_output=True, text=True, check=False
    ).stdout


def window_of(kind, seconds=60):
    """The X window of this class, once it is there."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := xdotool("search", "--onlyvisible", "--class", kind).split():
            return found[0]
        time.sleep(0.05)
    raise AssertionError(f"no window {kind}")


def test_a_ledger_in_use_is_one_sentence_and_exit_code_1(started, home):
    with open_ledger(paths.ledger_file()):
        process = started()
        window = window_of("Toplevel")
        xdotool("windowfocus", "--sync", window, "key", "--window", window, "Return")
        assert process.wait(30) == app.FAILED
    assert process.stderr.read() == ""


def test_a_file_that_is_no_ledger_is_one_sentence_and_is_left_alone(started, home):
    paths.ledger_file().write_text("这不是账本" * 100, "utf-8")
    process = started()
    window = window_of("Toplevel")
    xdotool("windowfocus", "--sync", window, "key", "--window", window, "Escape")
    assert process.wait(30) == app.FAILED
    assert paths.ledger_file().read_text("utf-8") == "这不是账本" * 100


def test_the_window_opens_on_an_empty_ledger_and_closes_cleanly(started, home):
    process = started()
    window = window_of("Jdzb")
    assert paths.ledger_file().exists()
    waiting = threading.Event()
    waiting.wait(1.0)  # what is read ahead must not disturb
    xdotool("windowfocus", "--sync", window, "key", "--window", window, "F5")
    assert process.poll() is None
    assert not list((home / "logs").glob("*"))


MINUTES = Minutes(Meeting("支部党员大会", "2026-11-20", place="村委会"), items=(Item("修渠"),))


def test_what_was_typed_when_the_program_ended_is_recalled_and_saved_only_by_the_user(
    started, home
):
    with open_ledger(paths.ledger_file()) as session:
        assert drafts.keep(session, typed.typed_of(MINUTES))
        kept = drafts.file_of(session)
    process = started()
    window = window_of("Jdzb")
    end = time.monotonic() + 30
    while kept.exists() and time.monotonic() < end:  # Ctrl+S means nothing before it is recalled
        time.sleep(0.3)
        xdotool("windowfocus", "--sync", window, "key", "--window", window, "ctrl+s")
    process.kill()
    process.wait()
    with open_ledger(paths.ledger_file()) as session:
        (found,) = meetings.browse(session)
    assert (found.kind, found.place, found.state) == ("支部党员大会", "村委会", "草稿")


def test_the_dot_says_not_saved_while_recalled_text_waits(session, tk_root):
    assert drafts.keep(session, typed.typed_of(MINUTES))
    shell = Shell(tk_root, session, PAGES)
    dot = shell.status._dot
    assert shell.page.KEY == "today"
    app._recall(shell)
    tk_root.update()
    assert shell.page.KEY == "meetings"
    assert _words(dot) == "未保存"
    assert "没有保存" in shell.page.front.editor.news._whole
    assert meetings.browse(session) == []
    shell.save()
    tk_root.update()
    assert _words(dot) == "已保存"
    assert len(meetings.browse(session)) == 1


def _words(dot):
    return "".join(str(label["text"]) for label in dot.winfo_children()).strip("● ")
