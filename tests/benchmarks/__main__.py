"""`make bench`: how long the secretary waits, beside the least that the work needs, in one table.

Milliseconds. Starts and sheets are medians of seven cold processes, from before the process starts;
the program and the bare one take turns, so that a busy machine slows both. Files are warm in the
disk cache and modules compiled, as on every start but the first. `ARGS=20` lives twenty years for
the lines of the ledger and adds what many meetings and a large appraisal cost (half an hour);
`ARGS=FOLDER` prints the lines of the ledger in that folder alone, of a copy of it.
"""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks import appraisals, ledger, meetings, preview, sheet, stopwatch, table, window

LONG = 10  # years from which on the long parts are wanted too


def main():
    """Measure, print the table; 0 when every aim is met."""
    asked = sys.argv[1] if sys.argv[1:] else "1"
    with tempfile.TemporaryDirectory() as folder:
        if asked.isdecimal():
            met = [*opening(Path(folder) / "home"), *daily(Path(folder))]
            table.head(f"the ledger of a village that lived {asked} years")
            file = ledger.lived(Path(folder) / "years", asked)
        else:
            met = []
            table.head(f"the ledger in {asked}")
            file = ledger.taken(Path(asked) / ledger.NAME, Path(folder) / "taken")
        met += ledger.measure(file)
    if asked.isdecimal() and int(asked) >= LONG:
        met += [meetings.main() == 0, appraisals.main() == 0]
    return 0 if all(met) else 1


def opening(home):
    """Starts, and the first sheet."""
    table.head("start and first sheet")
    window.fill(home)
    yield table.show("window drawn (bare: tkinter.Tk(), a label)", *window.measure(home), 3)
    yield table.show("the same, processor, the least", *window.processor(home), 3)
    if packaged := window.packaged(home):
        yield table.show("packaged, window drawn (beside: the source)", *packaged, 1.5)
    else:
        print("packaged: left out, there is no dist/ (make package)")
    yield table.show("first sheet (bare: canvas, words, fonts)", *sheet.measure(home), 2)
    first, later, hasty = preview.measure(home)
    yield table.wait("preview: key to page, the first time", first, 300)
    yield table.wait("preview: key to page, later", later, 300)
    table.wait("preview: key pressed while the window opens", hasty)


def daily(folder):
    """What is done in the open program, each on a village of its own."""
    table.head("in the open program")
    for work, words, aim in (
        ("pages", "another page (bare: two frames, a list each)", 3),
        ("pages_like", "another page (bare: as many widgets as a page)", None),
        ("sheets", "100 sheets (bare: the same words and fonts)", None),
        ("bundle", "bundle of 100 sheets (bare: pypdf joins them)", None),
        ("roster", "rosters of 12 months (bare: SQLite insert)", None),
    ):
        home = folder / work
        window.fill(home)
        stopwatch.start("main.py", "--home", home, "duty", "roster", sheet.MONTH, home=home)
        _, printed = stopwatch.start("-m", "tests.benchmarks.daily", work, home=home)
        yield table.show(words, *map(float, printed.split()[-2:]), aim)


if __name__ == "__main__":
    sys.exit(main())
