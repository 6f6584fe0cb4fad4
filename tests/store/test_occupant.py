"""Who has the ledger open is told to the second one; a stale note harms nothing."""

import json
import os
import sqlite3
import subprocess
import sys

import pytest

from jdzb.core import paths
from jdzb.store import check, database, occupant

HOLD = (
    "import sys; from pathlib import Path; from jdzb.store import database\n"
    "with database.open_ledger(Path(sys.argv[1]), '林秀兰') as s: print('open', flush=True); input()\n"
)


@pytest.fixture
def path(home):
    with database.open_ledger(paths.ledger_file()):
        pass
    return paths.ledger_file()


@pytest.fixture
def held(path):
    """Another process has the ledger open."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        encoding="utf-8",
    )  # fmt: skip
    assert process.stdout.readline() == "open\n"
    yield process
    process.kill()
    process.wait()


def test_the_second_one_is_told_who_has_it_on_which_pc_since_when(path, held, impatient):
    with pytest.raises(database.LedgerInUse) as caught:
        database.open_ledger(path)
    sentence = str(caught.value)
    assert "“林秀兰”" in sentence
    assert os.uname().nodename in sentence
    assert "11月21日" in sentence
    assert "请先关掉那一个" in sentence


OPEN = (
    "import sys; from pathlib import Path; from jdzb.store import database\n"
    "try:\n    database.open_ledger(Path(sys.argv[1])).close()\n"
    "except database.LedgerInUse:\n    print('in use')\n"
)


def test_reading_the_whole_file_for_the_check_gives_up_no_lock(path):
    def tried():
        command = [sys.executable, "-c", OPEN, str(path)]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout

    with database.open_ledger(path) as session:
        assert check.check_ledger(session).ok
        assert session.ahead.tell() == path.stat().st_size
        assert tried() == "in use\n"
    assert session.ahead.closed
    assert tried() == ""


def test_the_note_goes_with_the_last_one(path):
    with database.open_ledger(path):
        assert occupant.read(path).pid == os.getpid()
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_the_note_of_a_killed_program_is_not_believed_and_stops_nobody(path, held):
    held.kill()
    held.wait()
    assert occupant.note_of(path).exists()
    assert occupant.read(path) is None
    with database.open_ledger(path):
        assert occupant.read(path).actor == "文书"


def test_a_foreign_program_is_not_blamed_on_the_dead(path, held, impatient):
    held.kill()
    held.wait()
    tool = sqlite3.connect(path, isolation_level=None)
    tool.execute("BEGIN EXCLUSIVE")
    with pytest.raises(database.LedgerInUse, match="别的程序使用"):
        database.open_ledger(path)
    tool.close()


@pytest.mark.parametrize(
    "note", ["", "[]", "{}", '{"pid": 1}', "\ud83d", json.dumps(["x"] * 5),
             json.dumps({"actor": 1, "user": "", "host": "", "since": "", "pid": 1}),
             json.dumps({"actor": "", "user": "", "host": "", "since": "x", "pid": 1})],
)  # fmt: skip
def test_a_spoilt_note_is_no_note(path, note):
    occupant.note_of(path).write_text(note, "utf-8", "surrogatepass")
    assert occupant.read(path) is None
    database.open_ledger(path).close()
