"""`make bench-ledger`: what proof and safety cost on a ledger of twenty years.

Runs take turns. The machine may be busy with other things, so what is not about waiting for the
disk is compared by processor time (medians); of the wall's times the least counts, for others at
work only add to it. `ARGS=HOME` takes the ledger of that folder
instead of living twenty years anew (some minutes).
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.benchmarks import stopwatch

FOLDER = Path(__file__).parent
WORK, SHIM = FOLDER / "ledger_work.py", FOLDER / "slow_sync.c"
NAME = "支部台账.db"
MEMORY = Path("/dev/shm")  # noqa: S108 - a fresh folder is made in it
YEARS, TIMES = 20, 5
WALL, PROCESSOR = 0, 1
WIDE = 52


def main():
    """Measure, print the table; 0 when every aim is met."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger = Path(sys.argv[1]) / NAME if sys.argv[1:] else lived(folder / "home")
        print(f"{ledger.stat().st_size / 1e6:.0f} MB, {TIMES} runs of each, taking turns")
        print(f"{'':<{WIDE}} {'jdzb':>8} {'bare':>8} {'ratio':>6}  aim")
        met = [*appending(ledger, folder), examining(ledger, folder)]
        for work, words in (("backup", "backup made and checked"), ("package", "package built")):
            told(words, partial(once, work, ledger, folder))
    return 0 if all(met) else 1


def lived(home):
    """The ledger of a village that lived so long."""
    seconds, printed = stopwatch.start(
        "main.py", "--home", home, "demo", "--years", YEARS, home=home
    )
    print(printed.splitlines()[-1])
    print(f"made in {seconds:.0f} s")
    return home / NAME


def appending(ledger, folder):
    """One row a transaction, with 1 ms to a sync by the wall, and by the processor without.

    By the wall the file lies in memory, where a sync takes the injected millisecond and no more.
    """
    slow = slow_sync(folder)
    memory = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as name:
        if slow is None:
            print("append at 1 ms a sync: left out, no gcc here or LD_PRELOAD has no effect")
        else:
            two = pairs("append", "append_bare", ledger, Path(name), WALL, 200, LD_PRELOAD=slow)
            yield shown("append, 1 ms a sync, ms a row by the wall", *two, 1.1, 1000 / 200)
        if memory:
            two = pairs("append", "append_bare", ledger, Path(name), PROCESSOR, 2000)
            shown("append in memory, µs of processor a row", *two, None, 1e6 / 2000)
    two = pairs("append", "append_bare", ledger, folder, PROCESSOR, 2000)
    yield shown("append on the disk, µs of processor a row", *two, 4, 1e6 / 2000)


def examining(ledger, folder):
    """The whole check beside reading the file and its SHA-256."""
    ours, bare = pairs("examine", "read", ledger, folder, PROCESSOR, 0)
    return shown("whole check / read and SHA-256, s of processor", ours, bare, 8, 1)


def pairs(ours, bare, ledger, folder, clock, count, **environment):
    """The least time by the wall, or the median of the processor's, of both, taking turns."""
    both = [partial(once, name, ledger, folder, count, **environment) for name in (ours, bare)]
    runs = [[run()[clock] for run in both] for _ in range(TIMES)]
    typical = min if clock == WALL else statistics.median
    return tuple(typical(column) for column in zip(*runs, strict=True))


def once(name, ledger, folder, count=0, **environment):
    """(seconds by the wall, seconds of processor) of one piece of work on a copy of the ledger."""
    home, machine = folder / "copy", folder / "machine"
    for old in (home, machine):  # what this PC remembers of a longer copy would be told as a fault
        shutil.rmtree(old, ignore_errors=True)
    home.mkdir()
    copy = Path(shutil.copyfile(ledger, home / NAME))
    known = {**os.environ, "JDZB_HOME": str(home), "JDZB_MACHINE": str(machine)}
    known["JDZB_TODAY"] = "2026-11-23"  # after the last day that was lived
    done = subprocess.run(
        [sys.executable, str(WORK), name, str(copy), str(count)],
        env=known | environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"{name}: {done.stderr}")
    return tuple(float(word) for word in done.stdout.split())


def slow_sync(folder):
    """The library that makes every sync a millisecond longer; None where that cannot be."""
    if not shutil.which("gcc"):
        return None
    library = folder / "slow_sync.so"
    subprocess.run(
        ["gcc", "-shared", "-fPIC", "-O2", "-o", str(library), str(SHIM), "-ldl"], check=True
    )
    probe = (
        "import os, tempfile, time\n"
        "with tempfile.TemporaryFile() as file:\n"
        "    begin = time.perf_counter()\n"
        "    for _ in range(50): os.fsync(file.fileno())\n"
        "    print(time.perf_counter() - begin)"
    )
    known = {**os.environ, "LD_PRELOAD": str(library)}
    done = subprocess.run([sys.executable, "-c", probe], env=known, capture_output=True, check=True)
    return str(library) if float(done.stdout) > 0.05 else None


def shown(words, ours, bare, aim, unit):
    """Print one line; True when the ratio is within the aim, if there is one."""
    ratio = ours / bare
    told_aim = f"<= {aim:g}" if aim else ""
    print(f"{words:<{WIDE}} {ours * unit:>8.2f} {bare * unit:>8.2f} {ratio:>6.2f}  {told_aim}")
    return not aim or ratio <= aim


def told(words, run):
    """Print what has nothing to be compared with."""
    times = [run() for _ in range(3)]
    wall, processor = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"{words:<{WIDE}} {wall:>8.2f} s by the wall, {processor:.2f} s of processor")


if __name__ == "__main__":
    sys.exit(main())
