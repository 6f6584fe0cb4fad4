"""`make bench`: how long the secretary waits, beside the least that Tk and ReportLab need.

Every number is the median of seven cold processes, from before the process starts; the program and
the bare one take turns, so that a busy machine slows both. Files are warm in the disk cache and
modules are compiled, as on every start but the first. The preview is timed from the key.
"""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks import preview, sheet, window

WIDE = 44


def show(title, program, bare, aim):
    """Print one line of the table; True when the ratio is below `aim`."""
    ratio = program / bare
    print(f"{title:<{WIDE}} {program * 1000:>7.0f} {bare * 1000:>7.0f} {ratio:>6.2f}  < {aim:g}")
    return ratio < aim


def show_wait(title, seconds, aim):
    """Print one line of what has nothing bare beside it; True when below `aim` milliseconds."""
    print(f"{title:<{WIDE}} {seconds * 1000:>7.0f} {'':>7} {'':>6}  < {aim:g} ms")
    return seconds * 1000 < aim


def main():
    """Measure, print the table; 0 when every aim is met."""
    print(f"{'median of 7, milliseconds':<{WIDE}} {'jdzb':>7} {'bare':>7} {'ratio':>6}  aim")
    met = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        window.fill(home)
        met.append(show("window drawn (bare: tkinter.Tk(), a label)", *window.measure(home), 3))
        met.append(show("duty sheet (bare: canvas, the same fonts)", *sheet.measure(home), 2))
        first, later, hasty = preview.measure(home)
        met.append(show_wait("preview: key to page, the first time", first, 300))
        met.append(show_wait("preview: key to page, later", later, 300))
        show_wait("preview: key pressed while the window opens", hasty, 300)
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
