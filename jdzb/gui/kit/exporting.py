"""A list as a spreadsheet, where the user wants it."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING, Protocol

from jdzb.gui.kit import dialogs, tasks

if TYPE_CHECKING:
    from jdzb.core.ledger import Grid


class Speaker(Protocol):
    """What this asks of the window."""

    def say(self, sentence: str) -> None:
        """Show a sentence in the status bar."""


def export(
    widget: tk.Misc, shell: Speaker, grid: Grid, *, name: str = "", said: str = "已导出到"
) -> None:
    """Ask where, write the grid in a thread, and say ``said`` and where it lies.

    The file is proposed under ``name``, without one under the title of the grid.
    """
    from jdzb.press import xlsx

    file = dialogs.choose_save_file(widget, f"{name or grid.title}.xlsx", "导出Excel", dialogs.XLSX)
    if file is None:
        return
    tasks.run_task(
        widget,
        lambda _: xlsx.write_grid(file, grid),
        lambda _: shell.say(f"{said} {file}"),
        title="正在导出",
    )
