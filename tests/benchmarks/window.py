"""From the start of the process to the drawn window, with a village's year in the ledger."""

from functools import partial
from pathlib import Path

from tests.benchmarks import stopwatch

BARE = Path(__file__).with_name("first_draw.py")
PACKAGED = stopwatch.ROOT / "dist" / "支部台账" / "支部台账"


def fill(home):
    """A village to draw and to print."""
    stopwatch.start("main.py", "--home", home, "demo", home=home)


def measure(home):
    """(seconds of the program, seconds of a bare window)."""
    return stopwatch.medians(
        partial(stopwatch.until_marked, "main.py", home=home),
        partial(stopwatch.until_marked, BARE, home=home),
    )


def processor(home):
    """(the least seconds of processor of the program, of a bare window): others at work add to it."""
    return stopwatch.medians(
        partial(stopwatch.processor, "main.py", home=home),
        partial(stopwatch.processor, BARE, home=home),
        min,
    )


def packaged(home):
    """(seconds of the packaged program, of the source); None when nothing is built here."""
    if not PACKAGED.exists():
        return None
    return stopwatch.medians(
        partial(stopwatch.until_marked, home=home, program=PACKAGED),
        partial(stopwatch.until_marked, "main.py", home=home),
    )
