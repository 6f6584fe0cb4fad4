"""What proof and safety cost on the ledger of a village that lived some years.

Runs take turns. The machine may be busy with other things, so what is not about waiting for the
disk is compared by processor time (medians); of the wall's times the least counts, for others at
work only add to it.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.benchmarks import stopwatch, table

FOLDER = Path(__file__).parent
WORK, SHIM = FOLDER / "ledger_work.py", FOLDER / "slow_sync.c"
NAME = "支部台账.db"
MEMORY = Path("/dev/shm")  # noqa: S108 - a fresh folder is made in it
TIMES = 5
NO_SHA = {"OPENSSL_ia32cap": ":~0x20000000"}
WALL, PROCESSOR = 0, 1


class Failed(Exception):
    """A piece of work did not come to its end, and what it said."""


def measure(ledger):
    """Print the lines of a ledger; whether each aim was met."""
    print(f"a ledger of {ledger.stat().st_size / 1e6:.0f} MB, {TIMES} runs of each, taking turns")
    print(
        "check: the second line with the SHA instructions of this processor switched off, both sides"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from appending(ledger, folder)
        works = partial(pairs, ledger=ledger, folder=folder, count=0)
        for words, off in (("here", {}), ("as on a PC before 2019", NO_SHA)):
            two = works("examine", "read", PROCESSOR, **off)
            yield shown(f"check, processor, {words} (bare: read, SHA)", *two, 8)
        for work, words, bare, what in (
            ("backup", "backup made and checked", "copy", "copied"),
            ("package", "packed and checked", "copy", "copied"),
            ("verify", "package verified", "read", "read, SHA-256"),
        ):
            try:
                shown(f"{words} (bare: {what})", *works(work, bare, WALL), None)
            except Failed as error:
                print(f"{words}: {error}")
                yield False


def lived(home, years):
    """The ledger of a village that lived so many years."""
    seconds, printed = stopwatch.start(
        "main.py", "--home", home, "demo", "--years", years, home=home
    )
    print(printed.splitlines()[-1])
    print(f"made in {seconds:.0f} s")
    return home / NAME


def taken(file, home):
    """A copy of a ledger, raised to today's schema."""
    home.mkdir()
    copy = Path(shutil.copyfile(file, home / NAME))
    print(stopwatch.start("main.py", "--home", home, "check", home=home)[1].splitlines()[-1])
    return copy


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
            two = pairs("append", "append_bare", WALL, ledger, Path(name), 200, LD_PRELOAD=slow)
            yield shown("append, 1 ms a sync (bare: SQLite insert)", *two, 1.1, 200)
        if memory:
            two = pairs("append", "append_bare", PROCESSOR, ledger, Path(name), 2000)
            shown("append in memory, processor (bare: the same)", *two, None, 2000)
    two = pairs("append", "append_bare", PROCESSOR, ledger, folder, 1000)
    yield shown("append on the disk, processor (bare: the same)", *two, 4, 1000)


def pairs(ours, bare, clock, ledger, folder, count, **environment):
    """The least time by the wall, or the median of the processor's, of both, taking turns."""
    both = [partial(once, name, ledger, folder, count, **environment) for name in (ours, bare)]
    runs = [[run()[clock] for run in both] for _ in range(TIMES)]
    typical = min if clock == WALL else statistics.median
    return tuple(typical(column) for column in zip(*runs, strict=True))


def once(name, ledger, folder, count=0, **environment):
    """(seconds by the wall, seconds of processor) of one piece of work on a copy of the ledger."""
    home, machine, copy = folder / "copy", folder / "machine", folder / "copy" / NAME
    if name.startswith("append") or not (home / "whole").exists():
        for old in (home, machine):  # what this PC remembers of a longer copy would be a fault
            shutil.rmtree(old, ignore_errors=True)
        home.mkdir()
        shutil.copyfile(ledger, copy)
        if not name.startswith("append"):
            (home / "whole").touch()
    known = {**os.environ, "JDZB_HOME": str(home), "JDZB_MACHINE": str(machine)}
    known["JDZB_TODAY"] = "2026-11-23"  # after the last day that was lived
    done = subprocess.run(
        [sys.executable, str(WORK), name, str(copy), str(count)],
        env=known | environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        raise Failed(done.stderr.strip().splitlines()[-1])
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


def shown(words, ours, bare, aim, count=1):
    """One line of the table, a row's share of `count`; True when the aim is met."""
    return table.show(words, ours / count, bare / count, aim)
