"""Copies taken while the program writes: by a file manager they are flagged, by a backup whole."""

import json
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

from jdzb.core import paths
from jdzb.core.errors import JdzbError
from jdzb.store import backup, check, database
from tests.conftest import ROOT
from tests.reliability import work

CHUNK = 65_536


def test_a_copy_by_a_file_manager_while_the_program_writes_is_never_taken_for_whole(
    trials, tally, home, tmp_path, monkeypatch
):
    number, ledger = trials(small=4, full=100), home / paths.LEDGER_NAME
    command = [sys.executable, "-m", "tests.reliability.test_live_copy", str(ledger)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
    writer = subprocess.Popen(command, cwd=ROOT, **pipes)
    said = [writer.stdout.readline()]
    copies = [_copy_slowly(ledger, tmp_path / f"{turn}") for turn in range(number)]
    said += writer.communicate("enough\n")[0].splitlines()
    states = {tuple(json.loads(line)) for line in said}
    monkeypatch.setenv("JDZB_MACHINE", str(tmp_path / "none"))
    judged = [_judge(path, states) for path in copies]
    flagged = judged.count("flagged")
    tally("raw copy while writing", number, f"{flagged} flagged, {number - flagged} really whole")
    assert set(judged) <= {"flagged", "whole"}
    assert flagged > number / 2


def test_a_backup_between_two_writes_is_never_damaged(session, trials, tally):
    number, rng = trials(small=4, full=100), random.Random(1)
    for _ in range(number):
        work.one(session, rng)
        made = backup.make(session)
        assert made.ok
        assert (made.head.size, made.head.root.hex()) == work.state(session)
    tally("backup between two writes", number, "each whole, each of the head it was made at")


def _copy_slowly(source, folder):
    """Chunk by chunk, as a file manager copies to a slow stick."""
    folder.mkdir()
    target = folder / source.name
    with source.open("rb") as read, target.open("wb") as written:
        while chunk := read.read(CHUNK):
            written.write(chunk)
            time.sleep(0.02)
    return target


def _judge(path, states):
    """Flagged by refusal or check, whole when it is a state the writer was in, else wrong."""
    try:
        with database.open_ledger(path) as session:
            if check.findings(check.check_ledger(session)):
                return "flagged"
            return "whole" if work.state(session) in states else "taken for whole"
    except JdzbError:
        return "flagged"
    finally:
        shutil.rmtree(path.parent)


def _write_until_told(path):
    """Acts one after another, each state said; the first line when there is something to copy.

    It ends between two acts, when a line comes in: no state stands in the file and was not said.
    """
    rng, told = random.Random(1), threading.Event()
    threading.Thread(target=lambda: (sys.stdin.readline(), told.set()), daemon=True).start()
    with database.open_ledger(path) as session:
        for _ in range(12):
            work.imports(session, rng)
        while not told.is_set():
            _say(work.state(session))
            work.one(session, rng)
        _say(work.state(session))


def _say(state):
    sys.stdout.write(json.dumps(state) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _write_until_told(Path(sys.argv[1]))
