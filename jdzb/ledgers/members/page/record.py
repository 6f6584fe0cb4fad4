"""What the books tell of the person on the card in a year: the figures, then the facts."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from jdzb.core import clock
from jdzb.core.errors import JdzbError
from jdzb.core.fields import show_date
from jdzb.core.ledger import Conduct, Remark, Told
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped

LATEST = 20  # facts the card shows itself; labels by the hundred are slow
_TONES = {"red": "Red.TLabel", "amber": "Amber.TLabel", "faint": "Faint.TLabel", "": "TLabel"}
_COLUMNS = (Col("day", "日期", 9), Col("what", "做了什么", 24, elastic=True))

Asking = Callable[[int], Told]
Opening = Callable[[Conduct], object]


class Record(ttk.Frame):
    """One year, this one first; ``ask(year)`` is called for the year that is looked at alone."""

    def __init__(self, parent: tk.Misc, ask: Asking, open_: Opening, name: str, year: int) -> None:
        super().__init__(parent)
        self._ask, self._open, self._who, self.year = ask, open_, name, year
        self.told = Told()
        self.redraw()

    def turn(self, by: int) -> None:
        """Another year."""
        self.year += by
        self.redraw()

    def redraw(self) -> None:
        """Ask the books again; what cannot be read is said in its place."""
        for child in self.winfo_children():
            child.destroy()
        self._draw_head()
        try:
            self.told = self._ask(self.year)
        except JdzbError as error:
            Wrapped(self, str(error), style="Amber.TLabel").pack(fill="x")
            return
        if not self.told.remarks and not self.told.facts:
            Wrapped(self, f"{self.year}年还没有记录。", style="Faint.TLabel").pack(fill="x")
        self._draw_remarks(self.told.remarks)
        self._draw_facts(self.told.facts)

    def _draw_head(self) -> None:
        row = Flow(self)
        row.pack(fill="x", pady=(0, px(self, 6)))
        row.push(ttk.Label(row, text=f"{self.year}年", style="Strong.TLabel"))
        self._link(row, "上一年", lambda: self.turn(-1))
        if self.year < clock.today().year:
            self._link(row, "下一年", lambda: self.turn(1))

    def _draw_remarks(self, remarks: Sequence[Remark]) -> None:
        grid = ttk.Frame(self)
        grid.pack(fill="x", pady=(0, px(self, 8)))
        grid.columnconfigure(1, weight=1)
        for row, one in enumerate(remarks):
            label = ttk.Label(grid, text=one.label, style="Subtle.TLabel")
            label.grid(row=2 * row, column=0, sticky="nw", pady=px(self, 2), padx=(0, px(self, 12)))
            text = Wrapped(grid, one.text, style=_TONES[one.tone])
            text.grid(row=2 * row, column=1, sticky="we", pady=px(self, 2))
            following = remarks[row + 1].basis if row + 1 < len(remarks) else ""
            if one.basis and one.basis != following:
                basis = Wrapped(grid, f"依据：{one.basis}", style="Faint.TLabel")
                basis.grid(row=2 * row + 1, column=1, sticky="we")

    def _draw_facts(self, facts: Sequence[Conduct]) -> None:
        grid = ttk.Frame(self)
        grid.pack(fill="x")
        grid.columnconfigure(1, weight=1)
        for row, fact in enumerate(facts[:LATEST]):
            day = ttk.Label(grid, text=f"{fact.day.month}月{fact.day.day}日", style="Subtle.TLabel")
            day.grid(row=row, column=0, sticky="ne", pady=px(self, 2), padx=(0, px(self, 12)))
            text = Wrapped(grid, fact.what)
            text.grid(row=row, column=1, sticky="we", pady=px(self, 2))
            for widget in (day, text):
                widget.configure(cursor="hand2")
                widget.bind("<Button-1>", self._opening(fact))
        if facts:
            foot = Flow(self)
            foot.pack(fill="x", pady=(px(self, 4), 0))
            self._link(foot, f"全部 {len(facts)} 条…", self.show_all)

    def _opening(self, fact: Conduct) -> Callable[[object], object]:
        return lambda _: self._open(fact)

    def _link(self, row: Flow, text: str, command: Callable[[], object]) -> None:
        button = ttk.Button(row, text=text, command=command, style="Link.TButton")
        button.bind("<Return>", lambda event: event.widget.invoke())
        row.push(button)

    def show_all(self) -> None:
        """Every fact of the year in a list; Enter opens its record."""
        chosen = Facts(self, self._who, self.year, self.told.facts).run()
        if chosen is not None:
            self._open(chosen)


class Facts(Dialog[Conduct]):
    """Everything told of one person in a year; the answer is the fact to be opened."""

    def __init__(self, parent: tk.Misc, name: str, year: int, facts: Sequence[Conduct]) -> None:
        self.facts = facts
        super().__init__(parent, f"{name}　{year}年履职记录")

    def build(self, body: ttk.Frame) -> None:
        """The list."""
        self.table = Table(body, _COLUMNS, on_open=self.open_)
        self.table.tree.configure(height=12)
        self.table.pack(fill="both", expand=True)
        self.table.show([Line(n, _cells(fact)) for n, fact in enumerate(self.facts)])
        ttk.Frame(body, width=px(self, 520), height=1).pack()
        Wrapped(body, "按回车打开这条记录。", style="Faint.TLabel").pack(fill="x")
        self.add_button("关闭", self.cancel)
        self.first = self.table.tree

    def open_(self, id_: str) -> None:
        """Close with the fact chosen."""
        self.close(self.facts[int(id_)])


def _cells(fact: Conduct) -> tuple[str, str]:
    return show_date(fact.day.isoformat()), fact.what
