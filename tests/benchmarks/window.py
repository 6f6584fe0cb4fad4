"""From the start of the process to the drawn window, with a village's year in the ledger."""

from functools import partial
from pathlib import Path

from tests.benchmarks import stopwatch

FIRST_DRAW = Path(__file__).with_name("first_draw.py")


def fill(home):
    """A village to draw and to print."""
    stopwatch.start("main.py", "--home", home, "demo", home=home)


def measure(home):
    """(seconds of the program, seconds of a bare window)."""
    return stopwatch.medians(
        partial(stopwatch.until_marked, FIRST_DRAW, "program", home=home),
        partial(stopwatch.until_marked, FIRST_DRAW, "bare", home=home),
    )
