"""What leaves the commitments book, paper and Excel; and a list made in Excel, read in."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from jdzb.core import clock
from jdzb.core.ledger import Changed, Grid
from jdzb.core.sheet import Sheet
from jdzb.gui.kit import dialogs, exporting
from jdzb.gui.kit.choicedialog import choose_sheet
from jdzb.gui.kit.table import Table
from jdzb.ledgers.commitments import listing, service
from jdzb.ledgers.members import service as members
from jdzb.press import xlsx
from jdzb.store import printout
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.gui.kit.page import Window

Job = tuple[str, Callable[[], Sheet]]


def show(widget: tk.Misc, shell: Window, session: Session, make: Callable[[], Sheet]) -> None:
    """Show a sheet as it will print, on its own paper."""
    from jdzb.gui.kit.printdialog import PrintDialog

    PrintDialog(widget, shell, lambda _: make(), partial(printout.stamp, session)).run()


def choose(widget: tk.Misc, shell: Window, session: Session, jobs: Sequence[Job]) -> None:
    """Ask which sheet, and show it."""
    choose_sheet(widget, {name: partial(show, widget, shell, session, make) for name, make in jobs})


def export(widget: tk.Misc, shell: Window, table: Table, title: str) -> None:
    """Save what a list shows as a spreadsheet where the user wants it."""
    rows = tuple(line.cells for line in table.lines())
    if not rows:
        shell.say("没有内容可以导出。")
        return
    grid = Grid(title, tuple(column.title for column in table.columns), rows)
    name, said = f"{title}_{clock.today().isoformat()}", f"已导出 {len(rows)} 行："
    exporting.export(widget, shell, grid, name=name, said=said)


def read_in(widget: tk.Misc, session: Session, year: int) -> Changed | None:
    """Choose a list made in Excel, say what cannot be read, enter the rest as one act."""
    file = dialogs.choose_open_file(widget, "选择承诺的 Excel", dialogs.SPREADSHEETS)
    if file is None:
        return None
    ids = {name: id_ for id_, name in members.names(session).items()}
    read = listing.read(xlsx.read_workbook(file), year, ids)
    if read.faults:
        told = "\n".join(read.faults)
        dialogs.show_text(widget, f"{len(read.faults)} 行没有读懂", told)
    if not read.found:
        dialogs.warn(widget, f"“{file.name}”里没有读到承诺，没有登记。表头要有“承诺事项”一列。")
        return None
    question = f"从“{file.name}”读到 {len(read.found)} 条承诺，登记进台账？已有的不会重复。"
    if not dialogs.ask_yes_no(widget, question, yes="登记", no="不登记"):
        return None
    return service.add_all(session, read.found)
