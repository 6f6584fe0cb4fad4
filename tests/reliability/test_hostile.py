"""Fuzzed ledgers and packages: no crash, no hang, nothing written elsewhere, nothing wrong passed."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.handover import villages

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2


def test_fuzzed_files_are_refused_or_found_out_or_say_the_same(tmp_path, trials, tally):
    count = trials(small=300, full=20_000)
    ledger, package = villages.ledger(tmp_path), villages.package_in(tmp_path)
    workers = [
        _start(number, count // WORKERS, ledger, package, tmp_path) for number in range(WORKERS)
    ]
    outcomes, slowest = Counter(), 0.0
    for worker in workers:
        said, errors = worker.communicate(timeout=3600)
        lines = [json.loads(line) for line in said.splitlines()]
        assert worker.returncode == 0, f"ended during {lines[-1:]}:\n{errors[-2000:]}"
        ends = [line for line in lines if "ends" in line]
        assert len(ends) == count // WORKERS
        outcomes.update(line["outcome"] for line in ends)
        slowest = max(slowest, *(line["seconds"] for line in ends))
    made = {path.name for path in tmp_path.iterdir()} - {"home"}
    assert made <= {ledger.name, package.name, "machine", "work-0", "work-1"}
    assert not [outcome for outcome in outcomes if outcome.startswith("WRONG")], outcomes
    assert outcomes["refused"], "no damage was worth refusing: the trials are blunt"
    assert outcomes["found"], "no damage reached the check: the trials are blunt"
    tally("fuzzed files", sum(outcomes.values()), _words(outcomes, slowest))


def _start(seed, count, ledger, package, folder):
    command = [sys.executable, "-m", "tests.reliability.fuzzing", seed, count, ledger, package]
    return subprocess.Popen(
        [str(part) for part in (*command, folder / f"work-{seed}")], cwd=ROOT, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip


def _words(outcomes, slowest):
    return (
        f"0 crashes, 0 hangs, 0 wrong; {outcomes['refused']:,} refused, "
        f"{outcomes['found']:,} found out, {outcomes['clean']:,} same content; slowest {slowest} s"
    )
