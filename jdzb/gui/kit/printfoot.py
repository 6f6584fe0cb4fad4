"""The foot of the print dialog: copies, printer, and whether the sheet goes into the register."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from jdzb.gui.kit import machine, tasks, tooltip
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.theme import px
from jdzb.press import printing
from jdzb.press.printing import Order, Printer

ON, OFF = "✓ 登记到公开栏", "不登记到公开栏"
BOARD_TIP = "印出或存好以后，在公开栏里登记这张表：从哪天贴到哪天。按一下改变。"
NO_PRINTER = "没有找到打印机，可以先另存为 PDF"
PRINTER = "printer"  # in machine.json: the name of the printer that is chosen in the settings
WIDEST = 24  # digits of the name of a printer
BAD_COPIES = f"份数填 1 到 {printing.MOST_COPIES}"


class PrintFoot(Flow):
    """``order()`` is how it is to be printed; ``to_board`` what is wanted of the register."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, gap=14, style="Page.TFrame")
        self._printers: tuple[Printer, ...] = ()
        self._to_board = tk.BooleanVar(self, value=False)
        self.copies = ttk.Combobox(self, width=5, values=[f"{n} 份" for n in range(1, 11)])
        self.copies.current(0)
        tooltip.attach(self.copies, f"印几份，可以直接填，最多 {printing.MOST_COPIES}")
        self.printer = ttk.Combobox(self, state="readonly")
        tooltip.attach(self.printer, "用哪台打印机")
        self.board = ttk.Checkbutton(
            self, text=OFF, style="Tab.Toolbutton", variable=self._to_board, command=self._say_board
        )
        tooltip.attach(self.board, BOARD_TIP)
        self._note = ttk.Label(self, style="Subtle.Page.TLabel", padding=(0, px(self, 5)))

    def start(self, offered: bool) -> None:
        """Show what there is to choose; the register, if offered, is wanted until the user says no.

        The printers come when the system has named them; the page is in sight by then.
        """
        self._to_board.set(offered)
        self._say_board()
        if offered:
            self.push(self.board)
        self.push(self.copies)
        tasks.run_task(
            self, lambda _: printing.printers(), self._show_printers, title="打印机", quiet=True
        )

    # -- the register ----------------------------------------------------------------------------

    @property
    def to_board(self) -> bool:
        """True when the sheet is to be entered in the register."""
        return self._to_board.get()

    def _say_board(self) -> None:
        self.board.configure(text=ON if self.to_board else OFF)

    # -- the printer -----------------------------------------------------------------------------

    def _show_printers(self, found: tuple[Printer, ...] | None) -> None:
        """Several to choose from, the system's own first; the only one by its name."""
        self._printers = found or ()
        if found == ():
            self.note(NO_PRINTER)
        elif len(self._printers) == 1:
            self.note(f"打印机：{self._printers[0].label}")
        elif self._printers:
            labels = [one.label for one in self._printers]
            longest = max(sum(1 + (char > "\u2e7f") for char in label) for label in labels)
            self.printer.configure(values=labels, width=min(longest, WIDEST))
            names, kept = [one.name for one in self._printers], machine.recall(PRINTER)
            self.printer.current(names.index(kept) if kept in names else 0)
            self.push(self.printer)

    def note(self, words: str) -> None:
        """Say something beside the choices."""
        self._note.configure(text=words or self._note["text"])
        if words and not self._note.winfo_manager():
            self.push(self._note)

    def order(self) -> Order | None:
        """Copies and printer; None, and said, when the copies are no number to print."""
        typed = self.copies.get().replace("份", "").strip()
        good = typed.isdecimal() and 1 <= int(typed) <= printing.MOST_COPIES
        self.copies.state(["!invalid" if good else "invalid"])
        if not good:
            self.note(BAD_COPIES)
            self.copies.focus_set()
            return None
        chosen = self.printer.current()
        printer = self._printers[chosen].name if chosen >= 0 else ""
        return Order(int(typed), printer)
