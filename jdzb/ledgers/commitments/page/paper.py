"""What leaves the commitments book: paper for wall and desk, Excel."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from jdzb.core import clock
from jdzb.core.ledger import Grid
from jdzb.core.sheet import Paper, Sheet
from jdzb.gui.kit import dialogs, tasks
from jdzb.gui.kit.choicedialog import ChoiceDialog
from jdzb.gui.kit.table import Table
from jdzb.press import xlsx
from jdzb.store import printout
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.gui.kit.page import Window

QUESTION = "打印哪一张？按数字键，或单击。"
Job = tuple[str, Callable[[], Sheet]]


def show(widget: tk.Misc, shell: Window, session: Session, make: Callable[[], Sheet]) -> None:
    """Show a sheet as it will print, on its own paper."""
    from jdzb.gui.kit.printdialog import PrintDialog

    def on_paper(paper: Paper) -> Sheet:
        del paper
        return make()

    def stamp(sheet: Sheet) -> Sheet:
        return printout.stamp(session, sheet)

    PrintDialog(widget, shell, on_paper, stamp).run()


def choose(widget: tk.Misc, shell: Window, session: Session, jobs: Sequence[Job]) -> None:
    """Ask which sheet, and show it."""
    chosen = ChoiceDialog(widget, "打印", QUESTION, [name for name, _ in jobs]).run()
    for name, make in jobs:
        if name == chosen:
            show(widget, shell, session, make)


def export(widget: tk.Misc, shell: Window, table: Table, title: str) -> None:
    """Save what a list shows as a spreadsheet where the user wants it."""
    rows = tuple(line.cells for line in table.lines())
    if not rows:
        shell.say("没有内容可以导出。")
        return
    name = f"{title}_{clock.today().isoformat()}.xlsx"
    file = dialogs.choose_save_file(widget, name, "导出Excel", dialogs.XLSX)
    if file is None:
        return
    grid = Grid(title, tuple(column.title for column in table.columns), rows)
    tasks.run_task(
        widget,
        lambda _: xlsx.write_grid(file, grid),
        lambda _: shell.say(f"已导出 {len(rows)} 行：{file}"),
        title="正在导出",
    )
