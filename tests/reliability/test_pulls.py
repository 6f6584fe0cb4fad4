"""A stick pulled out while a package is copied: real exFAT, its image seized at a random moment.

The image is what the stick holds; the cache of the loop device is what only the computer knows. At
the pull the file system's process is stopped, the image copied, and the process killed, so that the
program meets a stick that is gone. Needs root, /dev/fuse, loop devices, exfat-fuse and exfatprogs.
"""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from jdzb.cli import demo
from jdzb.core.errors import JdzbError
from jdzb.handover import naming, package, stick
from jdzb.handover.stick import Copied, PulledOut

MEGABYTES = 40
TOOLS = ("mkfs.exfat", "mount.exfat-fuse", "losetup", "umount", "pgrep")


def why_not():
    """What this machine lacks for the trial, or nothing."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        return f"not installed: {', '.join(missing)} (exfat-fuse, exfatprogs)"
    usable = all(os.access(device, os.W_OK) for device in ("/dev/fuse", "/dev/loop-control"))
    return "" if os.geteuid() == 0 and usable else "needs root, /dev/fuse and loop devices"


pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())


def run(*command):
    """The output of a system command; its words on failure."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout.strip()


@contextlib.contextmanager
def plugged(image, folder):
    """The image as a mounted stick; gives the process id of its file system."""
    folder.mkdir(exist_ok=True)
    device = run("losetup", "--find", "--show", str(image))
    try:
        run("mount.exfat-fuse", device, str(folder))
        try:
            yield int(run("pgrep", "-nf", f"mount.exfat-fuse {device} {folder}"))
        finally:
            run("umount", "--lazy", str(folder))
    finally:
        wait_for(lambda: not os.path.ismount(folder))
        run("losetup", "--detach", device)


def wait_for(happened):
    end = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.001)


@dataclass
class Courier(threading.Thread):
    """Copies a package to the stick beside the test; keeps what came of it."""

    built: object
    folder: Path
    carry: Callable = stick.copy
    outcome: object = None
    done: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self):
        super().__init__()

    __hash__ = threading.Thread.__hash__

    def run(self):
        try:
            self.outcome = self.carry(self.built, self.folder)
            self.done.set()
        except (JdzbError, OSError) as error:
            self.outcome = error


def pull(base, built, work, moment, carry=stick.copy):
    """Copy, pull out at that moment: what was said before the pull, after it, and the stick."""
    image, seized = work / "stick.img", work / "seized.img"
    shutil.copyfile(base, image)
    with plugged(image, work / "stick") as process:
        courier = Courier(built, work / "stick", carry)
        courier.start()
        time.sleep(moment)
        promised = courier.done.is_set()
        os.kill(process, signal.SIGSTOP)
        state = Path(f"/proc/{process}/stat")
        wait_for(lambda: state.read_text().rsplit(")", 1)[1].split()[0] == "T")
        shutil.copyfile(image, seized)
        os.kill(process, signal.SIGKILL)
        courier.join(60)
        assert not courier.is_alive()
    return promised, courier.outcome, seized


def whole(folder, known):
    """The packages in the folder that are whole; asserts that no other has a package's name."""
    found = [path for path in folder.iterdir() if not path.name.startswith("~")]
    for path in found:
        assert package.digest_of(path) == known[path.name], f"{path.name} is broken"
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
    return {path.name for path in found}


@pytest.fixture
def packages(session, home, tmp_path):
    """Four packages of one ledger, each with two megabytes that cannot be compressed."""
    demo.village(session)
    (home / "attachments").mkdir()
    made = []
    for number in range(4):
        scrap = random.Random(number).randbytes(2 << 20)
        (home / "attachments" / "photo.jpg").write_bytes(scrap)
        folder = tmp_path / f"work{number}"
        folder.mkdir()
        built = package.build(session, folder)
        here = folder / built.name
        stick.record(session, built, Copied(here, built.sha256))
        made.append(built)
    return made


@pytest.fixture
def base(packages, tmp_path):
    """An image of a stick that holds the first three packages."""
    image = tmp_path / "base.img"
    with image.open("wb") as file:
        file.truncate(MEGABYTES << 20)
    run("mkfs.exfat", str(image))
    with plugged(image, tmp_path / "first"):
        for built in packages[:3]:
            stick.copy(built, tmp_path / "first")
    return image


def duration(base, built, work):
    """Seconds that an undisturbed copy takes."""
    image = work / "stick.img"
    shutil.copyfile(base, image)
    with plugged(image, work / "stick"):
        start = time.monotonic()
        stick.copy(built, work / "stick")
        return time.monotonic() - start


def test_a_stick_pulled_out_at_any_moment_keeps_a_good_package(
    packages, base, tmp_path, trials, tally
):
    *older, newest = packages
    known = {built.name: built.sha256 for built in packages}
    span = duration(base, newest, tmp_path)
    number, seen = trials(small=6, full=100), Counter()
    for trial in range(number):
        moment = random.Random(trial).uniform(0.0, 1.3 * span)
        promised, outcome, seized = pull(base, newest, tmp_path, moment)
        assert isinstance(outcome, Copied | PulledOut), repr(outcome)
        with plugged(seized, tmp_path / "stick"):
            folder = tmp_path / "stick"
            good = whole(folder, known)
            assert older[-1].name in good, "the last good package is gone"
            assert newest.name in good or not promised, "promised, but not there"
            half = [path.name for path in stick.leftovers(folder)]
            again = stick.copy(newest, folder)
            assert list(again.leftovers) == half
            assert stick.leftovers(folder) == []
            assert again.path.name in whole(folder, known | {again.path.name: newest.sha256})
        assert naming.PARTIAL.fullmatch(half[0]) if half else True
        seen["promised"] += promised
        seen["half file told"] += bool(half)
        seen["pulled out told"] += isinstance(outcome, PulledOut)
    told = ", ".join(f"{name} {count}" for name, count in seen.items())
    tally("stick pulled out", number, f"0 promised packages lost, 0 broken; {told}")


def test_a_copy_that_is_not_synced_is_lost_so_the_trial_bites(packages, base, tmp_path):
    def careless(built, folder):
        shutil.copyfile(built.path, folder / built.name)

    newest = packages[-1]
    promised, _, seized = pull(base, newest, tmp_path, 0.3, careless)
    assert promised
    with plugged(seized, tmp_path / "stick"):
        copied = tmp_path / "stick" / newest.name
        assert not copied.exists() or package.digest_of(copied) != newest.sha256
