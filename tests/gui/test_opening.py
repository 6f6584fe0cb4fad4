"""The program begins while another has the ledger: told in one sentence, logged in one line."""

import os
import subprocess
import sys

from jdzb.core import paths
from jdzb.store import database

PROGRAM = """
import sys
from jdzb import app
from jdzb.core import paths
from jdzb.gui.kit import dialogs

dialogs.warn = lambda parent, text, title: print(title, text, flush=True)
sys.exit(app.run_window(paths.home()))
"""


def test_a_ledger_in_use_is_told_and_logged_in_one_line(home):
    with database.open_ledger(paths.ledger_file(), "林秀兰"):
        process = subprocess.run(
            [sys.executable, "-c", PROGRAM], capture_output=True, encoding="utf-8",
            timeout=60, env={**os.environ, "PYTHONUTF8": "1"}, check=False,
        )  # fmt: skip
    assert process.returncode == app_failed()
    assert process.stdout.startswith("账本没有打开 ")
    assert "林秀兰" in process.stdout
    (log,) = home.glob("logs/*")
    (line,) = log.read_text(encoding="utf-8").splitlines()
    assert "not opened" in line
    assert "林秀兰" in line


def app_failed():
    from jdzb import app

    return app.FAILED
