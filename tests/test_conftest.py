"""The nets that every test works above are tried too: planted errors must make a test fail."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLANTED = """
import logging
import threading

def run(root):
    root.after(20, root.quit)
    root.mainloop()

def test_callback(tk_root):
    tk_root.after(1, lambda: 1 / 0)
    run(tk_root)

def test_expected_callback(tk_root, callback_errors):
    tk_root.after(1, lambda: 1 / 0)
    run(tk_root)
    assert len(callback_errors) == 1
    callback_errors.clear()

def test_log():
    logging.getLogger("anything").error("broken")

def test_thread():
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()

def test_answer(tk_root, said, answers):
    from jdzb.gui.kit import dialogs
    answers += ["写错了", None]
    dialogs.warn(tk_root, "没有存上。")
    assert dialogs.ask_reason(tk_root, "更正日期") == "写错了"
    assert dialogs.choose_save_file(tk_root, "表.pdf", title="另存为") is None
    assert said == [
        ("warn", "没有存上。"), ("ask_reason", "更正日期"), ("choose_save_file", "表.pdf")
    ]

def test_unexpected_question(tk_root, said):
    from jdzb.gui.kit import dialogs
    dialogs.ask_yes_no(tk_root, "删除吗？")

def test_answer_never_asked(answers):
    answers.append(True)

def test_nothing(tk_root):
    assert tk_root.winfo_children() == []
"""


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """Outcome of each planted test: its name to "passed", "failed" or "error"."""
    folder = tmp_path_factory.mktemp("planted")
    nets = "from tests.conftest import *\nfrom tests.conftest import _dialogs, _the_root\n"
    (folder / "conftest.py").write_text(nets, encoding="utf-8")
    (folder / "test_planted.py").write_text(PLANTED, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-c", ROOT / "pyproject.toml", "-rA", folder]
    done = subprocess.run(
        list(map(str, command)), cwd=ROOT, env=dict(os.environ), capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    lines = re.findall(r"^(PASSED|FAILED|ERROR) \S*::test_(\w+)", done.stdout, re.MULTILINE)
    worst = {name: word for word, name in sorted(lines, key=lambda line: line[0] != "PASSED")}
    assert len(worst) == PLANTED.count("def test_"), done.stdout + done.stderr
    return worst


@pytest.mark.parametrize(("name", "outcome"), [
    ("callback", "ERROR"),
    ("expected_callback", "PASSED"),
    ("log", "ERROR"),
    ("thread", "FAILED"),
    ("answer", "PASSED"),
    ("unexpected_question", "FAILED"),
    ("answer_never_asked", "ERROR"),
    ("nothing", "PASSED"),
])  # fmt: skip
def test_a_planted_error_is_seen_where_it_happens(planted, name, outcome):
    assert planted[name] == outcome
