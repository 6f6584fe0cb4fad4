"""No room, no permission, no write: one sentence for the user, and the file as it was."""

import contextlib
import os
import random
import shutil
import subprocess
import sys

import pytest

from jdzb.core import paths
from jdzb.store import check, database
from tests.conftest import ROOT
from tests.reliability import work

resource = pytest.importorskip("resource", reason="the system cannot limit a file's size")
SAMPLE = work.DATA / "党员花名册.xlsx"


def test_the_program_says_one_sentence_when_the_disk_is_full(trials, tally, tmp_path, home):
    number, told, done = trials(small=2, full=60), 0, 0
    whole = _ledger(tmp_path)
    with _mounted(tmp_path / "small disk", "size=1m") as disk:
        room = 1_048_576 - whole.stat().st_size
        for turn in range(number):
            folder = disk / "home"
            folder.mkdir()
            shutil.copy(whole, folder)
            with (disk / "other files").open("wb") as pad:
                pad.write(bytes(room - 250_000 * turn // number))
            code = _import(folder)
            told, done = told + (code != 0), done + (code == 0)
            (disk / "other files").unlink()
            _is_whole(folder / whole.name)
            shutil.rmtree(folder)
    tally("disk full (tmpfs)", number, f"{told} told in a sentence, {done} had room; all whole")
    assert told


def test_the_program_says_one_sentence_when_a_file_may_not_grow(trials, tally, tmp_path, home):
    number, told = trials(small=2, full=60), 0
    whole = _ledger(tmp_path)
    size = whole.stat().st_size
    for turn in range(number):
        folder = home / str(turn)
        folder.mkdir()
        shutil.copy(whole, folder)
        told += _import(folder, largest=3 * size * turn // (number - 1)) != 0
        _is_whole(folder / whole.name)
    tally("file may not grow (RLIMIT_FSIZE)", number, f"{told} told in a sentence; all whole")
    assert told


@pytest.mark.parametrize("what", ["folder", "file"])
def test_the_program_says_one_sentence_when_it_may_not_write(what, tally, tmp_path, home):
    whole = _ledger(tmp_path)
    before = whole.read_bytes()
    read_only = _read_only if os.geteuid() == 0 else _forbidden
    with read_only(whole.parent if what == "folder" else whole):
        assert _import(whole.parent) != 0
    assert whole.read_bytes() == before
    _is_whole(whole)
    tally(f"read-only {what}", 1, "told in a sentence, whole")


# --- the program, and what it may not do --------------------------------------------------------


def _import(folder, largest=None):
    """Import the sample there; the exit code. One Chinese sentence when it fails, no traceback."""

    def limit():
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    command = [
        sys.executable,
        "-B",
        "main.py",
        "--home",
        str(folder),
        "members",
        "import",
        str(SAMPLE),
    ]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", preexec_fn=limit, check=False
    )
    assert "Traceback" not in done.stderr + done.stdout
    if done.returncode:
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        assert done.stderr.strip().endswith("。"), done.stderr
    return done.returncode


def _ledger(folder):
    """A closed ledger with some members, in a folder of its own."""
    (folder / "whole").mkdir()
    path = folder / "whole" / paths.LEDGER_NAME
    with database.open_ledger(path) as session:
        work.add_several(session, random.Random(1))
    return path


def _is_whole(path):
    """What it says once there is room; then this PC forgets it, for the next copy is an older one."""
    with database.open_ledger(path) as session:
        assert check.findings(check.check_ledger(session)) == []
        assert session.rows("members")
    shutil.rmtree(paths.machine(), ignore_errors=True)


@contextlib.contextmanager
def _mounted(folder, options):
    """A small disk of its own; only root can make one."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a tmpfs needs root and the right to mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextlib.contextmanager
def _read_only(place):
    """Root writes everywhere, but not where a mount is read-only."""
    bind = ["mount", "--bind", str(place), str(place)]
    if subprocess.run(bind, capture_output=True, check=False).returncode:
        pytest.skip("a read-only mount needs the right to mount")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(place)], check=True)
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@contextlib.contextmanager
def _forbidden(place):
    mode = place.stat().st_mode
    place.chmod(mode & ~0o222)
    try:
        yield
    finally:
        place.chmod(mode)
