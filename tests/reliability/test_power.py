"""The power fails between any two operations of the disk: what was acknowledged is there, all is whole."""

import hashlib
import os
import random
import shutil

import pytest

from jdzb.core import paths
from jdzb.store import check, database
from tests.reliability import filesystem, powercut, work

ACTS = [act for act in work.ACTS if act not in (work.rosters, work.imports)]


def test_a_power_cut_loses_nothing_that_was_acknowledged(trials, tally, tmp_path, monkeypatch):
    trial = Trial(tmp_path, monkeypatch).run(trials(small=240, full=27_000))
    tally("power cut", trial.states, trial.words())
    assert trial.wrong == []


@pytest.mark.parametrize(("level", "least"), [("OFF", 0.9), ("NORMAL", 0.01)])
def test_the_trial_sees_what_a_power_cut_does_to_a_file_that_is_synced_less(
    level, least, trials, tally, tmp_path, monkeypatch
):
    swaps = (("synchronous", level),)
    trial = Trial(tmp_path, monkeypatch).run(trials(small=120, full=4_000), swaps)
    tally(f"power cut, control {level}", trial.states, trial.words())
    assert len(trial.wrong) > least * trial.states


class Trial:
    """Some work is recorded, and then looked at after a power cut at every point of it."""

    def __init__(self, folder, monkeypatch):
        self.folder, self.place = folder, monkeypatch
        self.states = self.points = 0
        self.wrong, self.known = [], {}

    def run(self, number, swaps=()):
        """Record and cut until there are so many states."""
        for seed in range(number):
            self.cut_everywhere(seed, swaps, number)
            if self.states >= number:
                break
        return self

    def words(self):
        """What came out."""
        distinct = len(self.known)
        return (
            f"{self.points:,} points, {distinct:,} distinct states, {len(self.wrong):,} not whole"
        )

    def cut_everywhere(self, seed, swaps, number):
        """Record a day's work, then cut after each operation, four ways."""
        before, log, said = self._record(seed, swaps)
        rng, disk, acknowledged = random.Random(seed), powercut.Disk(before), (0, "")
        step = max(1, len(log) * len(powercut.VARIANTS) // number)
        for point, operation in enumerate(log):
            disk.do(*operation)
            acknowledged = said.get(point + 1, acknowledged)
            if point % step:
                continue
            self.points += 1
            for variant in range(len(powercut.VARIANTS)):
                self.states += 1
                if fault := self._fault(disk.after_cut(variant, rng), acknowledged):
                    self.wrong.append((seed, point, powercut.VARIANTS[variant], fault))

    def _record(self, seed, swaps):
        """The file before, every operation on it, and after how many of them what was acknowledged."""
        folder, rng, log, said = self._fresh("work"), random.Random(seed), [], {}
        path = folder / paths.LEDGER_NAME
        with database.open_ledger(path) as session:
            work.add_several(session, rng)
            said[0] = work.state(session)
        before = {path.name: path.read_bytes()}
        disk = filesystem.Disk(lambda *operation: operation[0] == "read" or log.append(operation))
        with filesystem.installed(disk, swaps):
            for _ in range(4):
                with database.open_ledger(path) as session:
                    for _ in range(6):
                        work.one(session, rng, ACTS)
                        said[len(log)] = work.state(session)
        with database.open_ledger(path) as session:
            assert check.findings(check.check_ledger(session)) == []
            assert work.state(session) == list(said.values())[-1]
        return before, log, said

    def _fault(self, files, acknowledged):
        """What is wrong with these files; equal files are looked at once."""
        key = hashlib.sha256(b"".join(k.encode() + v for k, v in sorted(files.items()))).digest()
        if key not in self.known:
            self.known[key] = self._look(files)
        found = self.known[key]
        if isinstance(found, str):
            return found
        size, root = acknowledged
        if len(found) < size or (size and found[size - 1] != root):
            return f"lost: {size} entries acknowledged, {len(found)} there"
        return None

    def _look(self, files):
        """The root at every size of the ledger as the program finds it, or what is wrong."""
        folder = self._fresh("found")
        for name, data in files.items():
            (folder / name).write_bytes(data)
        try:
            with database.open_ledger(folder / paths.LEDGER_NAME) as session:
                if told := check.findings(check.check_ledger(session)):
                    return told[0]
                return work.roots(session)
        except Exception as error:  # noqa: BLE001 - an error without a sentence is not whole either
            return f"{type(error).__name__}: {error}"

    def _fresh(self, name):
        """An empty folder, on a PC that has seen no ledger."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        self.place.setenv("JDZB_HOME", os.fspath(folder))
        self.place.setenv("JDZB_MACHINE", os.fspath(folder / "machine"))
        return folder
