"""In the long `make bench`: what an edited cell of 200 members × 20 items costs.

A round of bands 10/20/60/10 in a real ledger, then its page in a real window. Processor time, the median of nine: the machine may
be busy with other things.
"""

import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tkinter as tk
from datetime import date
from pathlib import Path

TODAY, TIMES, FRAME, PAGE = date(2026, 11, 21), 9, 16, 300
os.environ["JDZB_TODAY"] = TODAY.isoformat()

from jdzb.gui.kit import theme  # noqa: E402
from jdzb.gui.kit.gridcells import Typed  # noqa: E402
from jdzb.gui.pages import entry  # noqa: E402
from jdzb.gui.shell import Shell  # noqa: E402
from jdzb.ledgers.appraisals import (  # noqa: E402
    grading,
    scoring,
    service,
    service_schemes,
    service_scores,
    service_standings,
)
from jdzb.ledgers.appraisals.entries import Round  # noqa: E402
from jdzb.ledgers.appraisals.page import AppraisalsPage  # noqa: E402
from jdzb.ledgers.appraisals.service_scores import Cell  # noqa: E402
from jdzb.ledgers.members import service as members  # noqa: E402
from jdzb.ledgers.members.entries import Member  # noqa: E402
from jdzb.store import database  # noqa: E402

PEOPLE, ITEMS, TITLE = 200, 20, "二十项评定"
ITEM = '[[part.aspect]]\ntitle = "第{n}项"\nfull = 5\n'
BANDS = (("好", 10), ("较好", 20), ("一般", 60), ("较差", 10))
HEAD = f"""key = "twenty"
title = "{TITLE}"
about = "量时间用"
source = "本程序"
level = "L"
status = "own"
who = "党员"
[[part]]
title = "记分"
way = "points"
"""
GRADE = '[[grade]]\ntitle = "{title}"\nline = 60\npercent = {percent}\n'
END = '[[grade]]\ntitle = "不合格"\n[[stage]]\ntitle = "公示"\nkind = "notice"\ndays = 7\n[[stage]]\ntitle = "定档"\nkind = "final"\n'


def main():
    """Fill the round, measure, print; 0 when every aim is met."""
    with (
        tempfile.TemporaryDirectory() as name,
        database.open_ledger(Path(name) / "支部台账.db", actor="文书") as session,
    ):
        round_ = filled(session)
        met = [measured(*one) for one in (*works(session, round_), *on_screen(session))]
    print(f"{'the first time, its library unread':<34} {library():7.1f} ms more")
    return 0 if all(met) else 1


def filled(session):
    """The id of a round with every cell entered."""
    with session.together("登记党员"):
        for number in range(PEOPLE):
            members.add(
                session, Member(f"王{chr(0x4E00 + number)}", joined="2001-03", full="2002-03")
            )
    items = [ITEM.format(n=n) for n in range(1, ITEMS + 1)]
    bands = [GRADE.format(title=title, percent=percent) for title, percent in BANDS]
    service_schemes.add_own(session, "".join((HEAD, *items, *bands, END)), "twenty.toml")
    round_ = service.add(session, Round("2026年度评定", TITLE, 2026, TODAY.isoformat())).id
    whole = service.whole(session, round_)
    cells = [
        Cell(one.id, "year", item.key, str(3 + (one.id * 7 + n) % 5 / 2))
        for one in whole.subjects
        for n, item in enumerate(whole.scheme.items)
    ]
    service_scores.write(session, round_, cells)
    return round_


def works(session, round_):
    """What is measured: its name, the work, its aim in ms or None."""
    board = service_standings.standings(session, round_)
    who, item = board.lines[7].subject.id, board.whole.scheme.items[3].key
    points = itertools.cycle(("2", "4.5"))

    def write():
        cells = [Cell(who, "year", item, next(points))]
        service_scores.write(session, round_, cells)

    field = [grading.Entrant(one.subject.id, one.score) for one in board.lines]
    entered = board.entered[who]

    def worked_out():
        scoring.score(board.whole.scheme, entered)
        grading.grade(board.whole.scheme, field)

    yield "read, score and grade all", lambda: service_standings.standings(session, round_), PAGE
    yield "work out one subject, grade all", worked_out, FRAME
    yield (
        "the same from the file",
        lambda: service_standings.refreshed(session, board, {who}),
        FRAME,
    )
    yield "write one cell", write, None


def on_screen(session):
    """The page opened anew, and a cell typed until everything is drawn again."""
    root = tk.Tk()
    theme.install(root)
    root.geometry("1366x728")
    shell = Shell(root, session, (entry(AppraisalsPage),))
    root.update()
    page = shell.page
    page.card.tabs.choose(page.card.sights[1].key)
    root.update()
    who, points = page.standings.lines[5].subject.id, itertools.cycle(("2", "4.5"))

    def opened():
        another = AppraisalsPage(root, shell, session)
        another.place(relwidth=1, relheight=1)
        root.update()
        another.destroy()

    def typed():
        page.card._typed([Typed(who, 3, next(points))])
        root.update()

    def entered():
        """Through the keyboard: the cell is open already, Enter writes it and goes down."""
        grid.finish()
        root.update()

    def opening():
        grid._edge(5, 3)
        grid.sheet.MT.focus_force()
        root.update()
        grid.sheet.MT.event_generate(f"<Key-{next(digits)}>")
        root.update()

    grid, digits = page.card.grid_, itertools.cycle("23")
    yield "the page opened", opened, PAGE
    yield "a cell typed, written and drawn", typed, FRAME
    yield "the same by keys", entered, FRAME, opening


def library():
    """Milliseconds the grid's library takes to be read, where read_ahead was not in time."""
    code = "import time, tkinter.ttk; a = time.process_time(); import tksheet; print(time.process_time() - a)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(found.stdout) * 1000


def measured(name, work, aim, before=lambda: None):
    """Print the median; True when it is below the aim. ``before`` is not measured."""
    before()
    work()
    times = []
    for _ in range(TIMES):
        before()
        begin = time.process_time()
        work()
        times.append((time.process_time() - begin) * 1000)
    median = statistics.median(times)
    print(f"{name:<34} {median:7.1f} ms" + (f"  < {aim}" if aim else ""))
    return aim is None or median < aim


if __name__ == "__main__":
    sys.exit(main())
