"""What is done in the open program, beside the bare work: `-m tests.benchmarks.daily NAME`, two numbers of seconds.

It works on the ledger of JDZB_HOME and prints what the program took and what the bare work took.
"""

import statistics
import sys
import time
from contextlib import closing
from datetime import date
from io import BytesIO

from jdzb.core import paths
from jdzb.ledgers.duty import service_month, service_outlook
from jdzb.ledgers.duty.entries import read_month
from jdzb.press import bundle as bundles
from jdzb.press import pdf
from jdzb.store import database, locking
from tests.benchmarks.sheet import fonts_of, words_of

SHEETS, MONTHS, TIMES, SETTLED = 100, 12, 5, 0.7
MONTH = read_month("2026-12")


def seconds(work):
    """How long it takes by the clock on the wall."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


# -- pages ---------------------------------------------------------------------------------------


def pages(*, like=False):
    """From one page to the next, all of them, drawn; bare: two frames with a list of 60 lines."""
    from jdzb.gui import start
    from jdzb.gui.pages import PAGES
    from jdzb.gui.shell import Shell

    root = start.make_root()
    with database.open_ledger(paths.ledger_file(), "文书") as session:
        shell = Shell(root, session, PAGES)
        start.present(root)

        def turn(key):
            shell.open_page(key)
            root.update()

        for page in PAGES:
            turn(page.key)
            settle(root)
        times = [seconds(lambda key=page.key: turn(key)) for _ in range(TIMES) for page in PAGES]
        many = [_widgets(page) for page in shell._made.values()]
        print(statistics.median(times), _bare_switch(root, int(statistics.median(many)) * like))


def settle(root):
    """Let happen what a page does once after it was opened first."""
    until = time.monotonic() + SETTLED
    while time.monotonic() < until:
        root.update()
        time.sleep(0.01)


def _widgets(widget):
    return sum(1 + _widgets(child) for child in widget.winfo_children())


def pages_like():
    """The same; bare: two frames with a list and as many widgets as the median page has."""
    pages(like=True)


def _bare_switch(root, many):
    from tkinter import ttk

    for child in root.winfo_children():
        child.destroy()
    frames = [ttk.Frame(root) for _ in range(2)]
    for frame in frames:
        tree = ttk.Treeview(frame, columns=("a", "b", "c"))
        tree.pack(fill="both", expand=True)
        for number in range(60):
            tree.insert("", "end", values=(number, "陈志强", "2026-11-21"))
        for number in range(many):
            kind = (ttk.Label, ttk.Button, ttk.Frame)[number % 3]
            kind(frame, **({} if kind is ttk.Frame else {"text": "陈志强"})).place(
                x=number % 12 * 80, y=number // 12 * 30
            )
    times = []
    for number in range(TIMES * 8):
        begin = time.perf_counter()
        frames[number % 2].pack_forget()
        frames[1 - number % 2].pack(fill="both", expand=True)
        root.update()
        times.append(time.perf_counter() - begin)
    return statistics.median(times[2:])


# -- sheets --------------------------------------------------------------------------------------


def sheets():
    """A hundred duty sheets; bare: as many pages of the same words in the same fonts."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    page = _sheet()
    file = paths.home() / "one.pdf"
    file.write_bytes(pdf.render(page))
    lines = words_of(file).splitlines()
    names = [font.stem for font in fonts_of(file)]
    for font in fonts_of(file):
        pdfmetrics.registerFont(TTFont(font.stem, str(font)))

    def bare():
        canvas = Canvas(BytesIO())
        for number, line in enumerate(lines):
            canvas.setFont(names[number % len(names)], 12)
            canvas.drawString(40, 800 - number % 50 * 15, line)
        canvas.showPage()
        canvas.save()

    ours = seconds(lambda: [pdf.render(page) for _ in range(SHEETS)])
    print(ours, seconds(lambda: [bare() for _ in range(SHEETS)]))


def _sheet():
    with database.open_ledger(paths.ledger_file(), "文书") as session:
        view = service_month.view(session, MONTH)
        return service_outlook.view_sheet(session, view)


def bundle():
    """A hundred kept sheets as one PDF with contents; bare: pypdf joins the same files."""
    from pypdf import PdfWriter

    content, folder = pdf.render(_sheet()), paths.home() / "kept"
    folder.mkdir()
    files = [folder / f"{number}.pdf" for number in range(SHEETS)]
    for file in files:
        file.write_bytes(content)
    parts = [
        bundles.Part(f"值班表 {number}", date(2026, number % 12 + 1, 5), file)
        for number, file in enumerate(files)
    ]

    def bare():
        writer = PdfWriter()
        for file in files:
            writer.append(file)
        writer.write(BytesIO())

    bundles.bundle("2026年汇编", "青山村党支部", parts[:1], folder / "warm.pdf")
    target = folder / "汇编.pdf"
    ours = seconds(lambda: bundles.bundle("2026年汇编", "青山村党支部", parts, target))
    print(ours, seconds(bare))


# -- roster --------------------------------------------------------------------------------------


def roster():
    """The next twelve months rostered; bare: the same turns into SQLite without journal."""
    path = paths.ledger_file()
    with database.open_ledger(path, "文书") as session:
        before = len(session.rows("duty_turns"))

        def all_months():
            for ahead in range(2, 2 + MONTHS):
                service_month.make_roster(session, MONTH.shifted(ahead))

        ours = seconds(all_months)
        rows = [tuple(row)[1:] for row in session.rows("duty_turns")[before:]]
    with closing(locking.connect(path)) as connection:
        triggers = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        for (name,) in connection.execute(triggers).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("CREATE TABLE bare AS SELECT * FROM duty_turns WHERE 0")
        marks = ", ".join("?" * (len(rows[0]) + 1))
        step = len(rows) // MONTHS

        def bare():
            for month in range(MONTHS):
                connection.execute("BEGIN IMMEDIATE")
                part = rows[month * step : (month + 1) * step]
                connection.executemany(f"INSERT INTO bare VALUES (NULL, {marks[3:]})", part)
                connection.execute("COMMIT")

        print(ours, seconds(bare))


if __name__ == "__main__":
    {work.__name__: work for work in (pages, pages_like, sheets, bundle, roster)}[sys.argv[1]]()
