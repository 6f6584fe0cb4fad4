"""From Ctrl+P to the month's duty sheet on the screen, page 1 drawn, in a village's ledger."""

import statistics
from pathlib import Path

from tests.benchmarks import stopwatch

FIRST_PREVIEW = Path(__file__).with_name("first_preview.py")


def measure(home):
    """Seconds: (first after reading ahead, later ones, first with the key at the first draw)."""
    ahead = [_run("ahead", home) for _ in range(stopwatch.TIMES)]
    hasty = [_run("at once", home) for _ in range(stopwatch.TIMES)]
    return tuple(
        statistics.median(times)
        for times in (
            [first for first, *_ in ahead],
            [time for _, *later in ahead for time in later],
            [first for first, *_ in hasty],
        )
    )


def _run(when, home):
    _, printed = stopwatch.start(FIRST_PREVIEW, when, home=home)
    return [float(word) for word in printed.split()[-3:]]
