"""Cold processes, timed from before they start."""

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TIMES = 7


def start(*arguments, home, program=sys.executable, **environment):
    """Run Python with `arguments` to its end; (seconds until its end, what it printed)."""
    known = {
        **os.environ, "JDZB_HOME": str(home), "JDZB_MACHINE": str(Path(home) / "machine"),
        "JDZB_TODAY": "2026-11-21", **environment,
    }  # fmt: skip
    known.pop("PYTHONDONTWRITEBYTECODE", None)
    begin = time.monotonic()
    done = subprocess.run(
        [str(program), *map(str, arguments)],
        cwd=ROOT, env=known, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    seconds = time.monotonic() - begin
    if done.returncode:
        sys.exit(f"{' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stderr}")
    return seconds, done.stdout


def until_marked(*arguments, home, program=sys.executable):
    """Seconds until the process printed the monotonic clock's reading as its last line."""
    begin = time.monotonic()
    _, printed = start(*arguments, home=home, program=program, JDZB_FIRST_DRAW="1")
    return float(printed.split()[-1]) - begin


def processor(*arguments, home):
    """Seconds of processor time of the process and what it started, from its start to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start(*arguments, home=home, JDZB_FIRST_DRAW="1")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def until_ended(*arguments, home):
    """Seconds until the process ended."""
    return start(*arguments, home=home)[0]


def medians(first, second, typical=statistics.median):
    """The medians of TIMES runs of both, taking turns, after one run that warms them."""
    first(), second()
    pairs = [(first(), second()) for _ in range(TIMES)]
    return tuple(typical(column) for column in zip(*pairs, strict=True))
