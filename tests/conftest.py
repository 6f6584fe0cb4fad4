"""What every test stands on: a folder of its own, a fixed day, a real file, one real window.

A test fails when a Tk callback raised, when something was logged as an error, or when a dialog
appeared that it had not announced in `answers`.
"""

import logging
import os
import shutil
import subprocess
import sys
import tempfile
import tkinter as tk
import traceback
from datetime import date
from functools import partial
from pathlib import Path

import hypothesis
import pytest

from jdzb.core import clock, inforce, paths
from jdzb.store import database

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 21)

hypothesis.settings.register_profile(
    "calm", deadline=None, derandomize=True, database=None, max_examples=60
)
hypothesis.settings.load_profile("calm")


def pytest_addoption(parser):
    """--trials: how often each trial of tests/reliability is made."""
    text = "trials in tests/reliability: small, full, or a number for each"
    parser.addoption("--trials", default="small", help=text)


# --- two at a time ------------------------------------------------------------------------------


def pytest_configure(config):
    """A worker gets a screen of its own: two windows on one would take the keyboard in turns."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    if worker == "gw0" or not os.environ.get("DISPLAY"):
        return
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-dpi", "96"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    os.environ["DISPLAY"] = ":" + server.stdout.readline().decode().strip()
    config.add_cleanup(server.terminate)


def pytest_terminal_summary(terminalreporter):
    """The table of the trials: what, how many, what came out."""
    reports = [report for kind in terminalreporter.stats.values() for report in kind]
    told = [line for one in reports for line in getattr(one, "user_properties", ())]
    lines = [words for key, words in dict.fromkeys(told) if key == "trial"]
    if lines:
        terminalreporter.section("reliability")
    for trial, number, outcome in lines:
        terminalreporter.write_line(f"{trial:<38} {number:>8}  {outcome}")


# --- folder, day, file --------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """The living files of this test; no test ever sees the real ones."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("JDZB_HOME", str(folder))
    monkeypatch.setenv("JDZB_MACHINE", str(tmp_path / "machine"))
    yield folder
    paths.set_home(None)
    inforce.use_figures({})  # figures that a ledger changed count in its test alone
    inforce.use_years({})


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """2026-11-21, a Saturday, in this process and in those it starts."""
    monkeypatch.setenv("JDZB_TODAY", TODAY.isoformat())
    return TODAY


@pytest.fixture(scope="session")
def _ledgers(tmp_path_factory):
    return tmp_path_factory.mktemp("ledgers"), {}


@pytest.fixture
def prepared(home, _ledgers):
    """prepared(fill): a ledger as fill(session) leaves it, copied to this test's place.

    It is filled once, on another computer so to say; again when the clock stands before that.
    """
    folder, known = _ledgers

    def copy(fill):
        made, stamp, day = known.get(fill, (None, "", None))
        if stamp > clock.stamp() or day != clock.today():
            made = Path(tempfile.mkdtemp(dir=folder))
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("JDZB_HOME", str(made))
                patch.setenv("JDZB_MACHINE", str(made.with_suffix(".machine")))
                with database.open_ledger(paths.ledger_file(), actor="文书") as session:
                    fill(session)
            known[fill] = made, clock.stamp(), clock.today()
        shutil.copytree(made, home, dirs_exist_ok=True)
        return paths.ledger_file()

    return copy


def nothing(session):
    """Leave a ledger as it is when new."""


@pytest.fixture
def contents():
    """How the ledger of this test is filled before it is opened; a test file may say it."""
    return nothing


@pytest.fixture
def session(prepared, contents):
    """The ledger of this test, a real file, open for writing."""
    path = paths.ledger_file()
    with database.open_ledger(path if path.exists() else prepared(contents)) as opened:
        yield opened


@pytest.fixture
def jdzb(home):
    """Run the program as a user does: jdzb("check", "--json") gives the finished process."""

    def run(*arguments, stdin="", timeout=120, **environment):
        command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
        return subprocess.run(
            command, input=stdin, timeout=timeout, capture_output=True, encoding="utf-8",
            cwd=home.parent, env={**os.environ, "PYTHONUTF8": "1", **environment}, check=False,
        )  # fmt: skip

    return run


# --- errors that would go unseen ----------------------------------------------------------------


@pytest.fixture(autouse=True)
def callback_errors(monkeypatch):
    """Errors in Tk callbacks so far; a test that expects one clears the list."""
    found = []
    report = tk.Misc._report_exception

    def keep(widget):
        found.append(traceback.format_exc())
        report(widget)

    monkeypatch.setattr(tk.Misc, "_report_exception", keep)
    yield found
    if found:
        pytest.fail("a Tk callback raised:\n" + "\n".join(found), pytrace=False)


class _Errors(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


@pytest.fixture(autouse=True)
def logged_errors():
    """Errors logged so far; a test that expects one clears the list."""
    handler = _Errors()
    logging.getLogger().addHandler(handler)
    yield handler.lines
    logging.getLogger().removeHandler(handler)
    if handler.lines:
        pytest.fail("errors were logged:\n" + "\n".join(handler.lines), pytrace=False)


# --- the window ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def _the_root():
    from jdzb.gui.kit import theme

    if sys.platform != "win32" and not os.environ.get("DISPLAY"):
        pytest.fail("this test needs a screen: run it with `make test`", pytrace=False)
    root = tk.Tk()
    theme.install(root)
    root.geometry("1280x640+0+0")
    root.update()
    yield root
    root.destroy()


@pytest.fixture
def tk_root(_the_root):
    """The only Tk root of the run, dressed, 1280×640, on the screen.

    Afterwards it is as it was, whatever window the test has built in it.
    """
    from jdzb.gui.kit import theme

    report, bound = _the_root.report_callback_exception, set(_the_root.bind())
    yield _the_root
    _the_root.report_callback_exception = report
    for timer in _the_root.tk.splitlist(_the_root.tk.call("after", "info")):
        _the_root.tk.call("after", "cancel", timer)  # its command goes with its widget
    for child in _the_root.winfo_children():
        child.destroy()
    for sequence in set(_the_root.bind()) - bound:
        _the_root.unbind(sequence)
    _the_root.protocol("WM_DELETE_WINDOW", "")
    _the_root.minsize(1, 1)
    for guard in ("::jdzb_pressed", "::jdzb_calm"):  # no click of this test counts in the next
        _the_root.setvar(guard, "0")
    if theme.percent(_the_root) != 100:
        theme.set_scale(_the_root, 100)
    _the_root.geometry("1280x640+0+0")
    _the_root.update()


class _Dialogs:
    """Stands in the one doorway of pop-ups: keeps what was said, gives the answers prepared."""

    SAYING = ("inform", "warn", "show_text")
    ASKING = ("ask_yes_no", "ask_choice", "ask_text", "ask_reason")
    CHOOSING = ("choose_open_file", "choose_save_file", "choose_folder")

    def __init__(self):
        self.said = []
        self.answers = []

    def stand_in(self, monkeypatch, dialogs):
        for name in (*self.SAYING, *self.ASKING, *self.CHOOSING):
            monkeypatch.setattr(dialogs, name, partial(self._heard, name))

    def _heard(self, name, parent, *words, **options):
        assert parent.winfo_exists()
        self.said.append((name, " ".join(word for word in words if isinstance(word, str))))
        if name in self.SAYING:
            return None
        assert self.answers, f"an unexpected question: {self.said[-1]}"
        return self.answers.pop(0)


@pytest.fixture
def _dialogs(monkeypatch):
    from jdzb.gui.kit import dialogs

    stand_in = _Dialogs()
    stand_in.stand_in(monkeypatch, dialogs)
    yield stand_in
    if stand_in.answers:
        pytest.fail(f"never asked: {stand_in.answers}", pytrace=False)


@pytest.fixture
def said(_dialogs):
    """What the dialogs said, in order: [("warn", "账本正由…"), ("ask_reason", "更正入党日期")]."""
    return _dialogs.said


@pytest.fixture
def answers(_dialogs):
    """A list to fill with the answers to the questions to come; each must be asked for."""
    return _dialogs.answers
