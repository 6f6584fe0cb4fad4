"""The demo village, for tests that look at a whole window."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jdzb.core import paths


@pytest.fixture(scope="session")
def village(tmp_path_factory):
    """A ledger filled by the program's own demo, as a file to copy."""
    home = tmp_path_factory.mktemp("village")
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "JDZB_TODAY": "2026-11-21"}
    subprocess.run(
        [sys.executable, str(root / "main.py"), "--home", str(home), "demo"],
        check=True, capture_output=True, env=environment,
    )  # fmt: skip
    return home / paths.LEDGER_NAME
