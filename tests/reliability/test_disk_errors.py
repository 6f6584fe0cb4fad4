"""The disk fails at the n-th operation, once or for good, n growing until the work succeeds."""

import random
import shutil
from pathlib import Path

import pytest

from jdzb.core import paths
from jdzb.core.errors import JdzbError
from jdzb.store import check, database, reasons
from tests.reliability import filesystem, killing, work

KINDS = {
    "IOERR": ("read", "write", "sync", "truncate", "delete"),
    "FULL": ("write", "truncate"),
}
WHY = {
    "IOERR": {
        reasons.of_sqlite(error) for error in map(filesystem.sqlite_error, ("IOERR", "CANTOPEN"))
    },
    "FULL": {reasons.of_sqlite(filesystem.sqlite_error("FULL"))},
}
ACTS = (work.add_several, work.settle, work.stamp)


class Fault:
    """Fails the n-th operation of its kinds, and with ``sticky`` every later one of any kind of them."""

    def __init__(self, name, nth, *, sticky):
        self.name, self.nth, self.sticky, self.seen = name, nth, sticky, 0

    @property
    def hit(self):
        return self.seen >= self.nth

    def __call__(self, kind, name, *what):
        if kind in KINDS[self.name]:
            self.seen += 1
            if self.seen == self.nth or (self.sticky and self.hit):
                raise filesystem.failure(self.name)


@pytest.mark.parametrize("old", [False, True], ids=["today's ledger", "an old ledger"])
@pytest.mark.parametrize("sticky", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("name", ["IOERR", "FULL"])
def test_a_failing_disk_gives_a_sentence_and_leaves_the_file_whole(
    name, sticky, old, trials, tally, home, tmp_path
):
    most = trials(small=8, full=10_000)
    whole = _ledger(tmp_path, old=old)
    operations = _operations(name, whole, home)
    points, silent, told = 0, 0, set()
    for nth in range(1, operations + 1, max(1, operations // most)):
        shutil.copy(whole, home / whole.name)
        fault = Fault(name, nth, sticky=sticky)
        acknowledged, errors = _work(home / whole.name, fault)
        points += fault.hit
        silent += fault.hit and not errors
        told |= {error.facts.get("why", "") for error in errors}
        _is_whole(home / whole.name, acknowledged, nth)
        _clear(home)
    which = f"{name} {'for good' if sticky else 'once'}{', raising an old ledger' * old}"
    tally(which, points, f"each file whole, {points - silent} told, {silent} while closing")
    assert points > min(most, operations) / 2
    assert told <= WHY[name]
    assert silent < points / 2


def test_a_crash_at_the_last_moment_of_raising_an_old_ledger_is_mended_at_the_next_start(
    home, tmp_path
):
    path = Path(shutil.copy(_ledger(tmp_path, old=True), home))

    def fail(kind, name, *what):
        if kind == "truncate" and name.endswith("-journal"):
            raise filesystem.failure("IOERR")

    with filesystem.installed(filesystem.Disk(fail)), pytest.raises(JdzbError):
        database.open_ledger(path)
    with database.open_ledger(path) as session:
        assert check.findings(check.check_ledger(session)) == []
        assert session.setting("branch.name") == "青山村"


def _ledger(folder, *, old):
    """A closed ledger, of an old schema or with some members."""
    path = folder / paths.LEDGER_NAME
    if old:
        killing.old_ledger(path)
        return path
    with database.open_ledger(path) as session:
        work.add_several(session, random.Random(1))
        work.settle(session, random.Random(1))
    return path


def _operations(name, whole, home):
    """How many operations the work takes when nothing fails."""
    shutil.copy(whole, home / whole.name)
    fault = Fault(name, 10**9, sticky=False)
    _, errors = _work(home / whole.name, fault)
    assert errors == []
    _clear(home)
    return fault.seen


def _work(path, fault):
    """Open, act, act again after an error, close: the last acknowledged state, and what was told.

    Anything but a sentence for the user fails the test.
    """
    acknowledged, told = (0, None), []
    with filesystem.installed(filesystem.Disk(fault)):
        try:
            session = database.open_ledger(path)
        except JdzbError as error:
            return acknowledged, [error]
        rng = random.Random(2)
        for act in ACTS:
            try:
                act(session, rng)
                acknowledged = work.state(session)
            except JdzbError as error:
                told.append(error)
        session.close()
    return acknowledged, told


def _is_whole(path, acknowledged, nth):
    """Once the disk is well again, the program opens the file and finds all that was acknowledged."""
    with database.open_ledger(path) as session:
        assert check.findings(check.check_ledger(session)) == [], nth
        size, root = acknowledged
        assert session.head().size >= size
        assert root is None or work.root_at(session, size)[0] == root
    assert not path.with_name(path.name + "-journal").exists()


def _clear(home):
    """An empty folder, and a PC that has seen no ledger: the next trial is an older one."""
    shutil.rmtree(paths.machine(), ignore_errors=True)
    for one in home.iterdir():
        shutil.rmtree(one) if one.is_dir() else one.unlink()
