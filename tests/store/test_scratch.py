"""No copy of the ledger stays behind: not after success, not after failure, not after a kill."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from jdzb.core.errors import JdzbError
from jdzb.handover import verify
from jdzb.store import backup, drill, readonly, restore, salvage, scratch


@pytest.fixture
def place(tmp_path, monkeypatch):
    """The system's folder for passing files, of this test alone."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def looked_at(path, register):
    with readonly.open_readonly(path), salvage.open_readable(path):
        pass
    restore.examine(path)
    verify.verify(path, register)


def test_nothing_stays_after_success_and_after_failure(place, session, home, tmp_path):
    backup.make(session)
    session.close()
    drill.run(home)
    looked_at(session.path, tmp_path / "register.json")
    spoilt = tmp_path / "spoilt.db"
    spoilt.write_bytes(b"SQLite format 3\0" + b"\1" * 5000)
    assert not verify.verify(spoilt, tmp_path / "register.json").ok
    for look in (readonly.open_readonly, restore.examine):
        with pytest.raises(JdzbError):
            look(spoilt)
    assert list(place.iterdir()) == []


def test_what_a_kill_left_goes_with_the_next_and_nobody_elses(place, session):
    session.close()
    code = (
        "import sys, time, pathlib; from jdzb.store import readonly; "
        "held = readonly.open_readonly(pathlib.Path(sys.argv[1])); print('open', flush=True); "
        "time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, session.path], stdout=subprocess.PIPE
    ) as died:
        assert died.stdout.readline() == b"open\n"
        died.kill()
    (left,) = place.iterdir()
    foreign = place / "jdzb-notes-of-mine"
    foreign.mkdir()
    with scratch.folder() as own:
        assert {Path(own), foreign} == set(place.iterdir())
        with scratch.folder():
            assert Path(own).is_dir()
    assert not left.exists()
