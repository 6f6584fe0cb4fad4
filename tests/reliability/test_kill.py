"""kill -9 at random moments of real work: what was acknowledged is there, what was not is whole or absent."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
def test_no_acknowledged_change_is_lost_when_the_program_is_killed(trials, tally, tmp_path):
    number = trials(small=15, full=1000)
    command = [sys.executable, "-m", "tests.reliability.killing", str(number), "1", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    wrong = found.pop("wrong")
    tally(
        "kill -9", number, ", ".join(f"{name} {n}" for name, n in found.items() if name != "kills")
    )
    assert wrong == []
    assert found["acknowledged"] > number
