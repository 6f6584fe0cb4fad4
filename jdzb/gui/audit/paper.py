"""交接单 and 核对单 on the screen before they are printed: large enough to be read and checked."""

from __future__ import annotations

import tkinter as tk

from jdzb.core.sheet import Sheet
from jdzb.gui.kit.printdialog import Host, PrintDialog

ENLARGED = 2.4  # times the size at which the whole page is seen


def show(parent: tk.Misc, host: Host, sheet: Sheet) -> None:
    """The sheet from its top; it carries a code of its own, so it is not stamped again."""
    dialog = PrintDialog(parent, host, lambda _: sheet, lambda page: page, (sheet.paper,))
    dialog.view.factor = ENLARGED
    dialog.run()
