"""The political birthdays of a month: who joined the Party in it, and how many years ago."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import Any

from jdzb.core import clock
from jdzb.core.fields import show_date
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.printdialog import PrintDialog
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import EmptyState
from jdzb.ledgers.members import rules, sheets
from jdzb.ledgers.members.page.people import by_pinyin
from jdzb.ledgers.members.rules import Register
from jdzb.store import printout
from jdzb.store.branch import read_branch
from jdzb.store.session import Session

_COLUMNS = (
    Col("name", "姓名", 6, sort=by_pinyin),
    Col("joined", "入党日期", 9),
    Col("years", "入党年数", 5, align="center"),
    Col("group", "党小组", 7, elastic=True),
)


class Birthdays(Dialog[None]):
    """A list with a month to turn; ‹ and › or PageUp and PageDown turn it."""

    def __init__(self, parent: tk.Misc, host: Any, session: Session, known: Register) -> None:
        self.host, self.session, self.known = host, session, known
        today = clock.today()
        self.year, self.month = today.year, today.month
        super().__init__(parent, "政治生日")

    def build(self, body: ttk.Frame) -> None:
        """Month above, list below."""
        head = ttk.Frame(body)
        head.pack(fill="x", pady=(0, px(self, 8)))
        ttk.Button(head, text="◀ 上月", style="Small.TButton", command=lambda: self.turn(-1)).pack(
            side="left"
        )
        ttk.Button(head, text="下月 ▶", style="Small.TButton", command=lambda: self.turn(1)).pack(
            side="right"
        )
        self.heading = ttk.Label(head, style="Heading.TLabel", anchor="center")
        self.heading.pack(fill="x", expand=True)
        self.table = Table(body, _COLUMNS)
        self.table.tree.configure(height=10)
        self.table.pack(fill="both", expand=True)
        self.empty = EmptyState(self.table, "")
        self.table.set_empty(self.empty)
        ttk.Frame(body, width=px(self, 520), height=1).pack()
        self.bind("<Prior>", lambda _: self.turn(-1))
        self.bind("<Next>", lambda _: self.turn(1))
        self.add_button("打印…", self.print_, primary=True)
        self.add_button("关闭", self.cancel)
        self.first = self.table.tree
        self.show()

    def turn(self, by: int) -> None:
        """Another month."""
        place = self.year * 12 + self.month - 1 + by
        self.year, self.month = place // 12, place % 12 + 1
        self.show()

    def show(self) -> None:
        """List the birthdays of the month."""
        found = self.known.anniversaries(self.month, self.year)
        names = rules.display_names([one.member for one in found])
        self.heading.configure(text=f"{self.year}年{self.month}月　{len(found)} 人")
        self.empty.show(f"{self.month}月没有党员过政治生日。")
        self.table.show(
            [
                Line(
                    one.member.id,
                    (
                        names[one.member.id], show_date(one.joined), str(one.years),
                        one.member.party_group or "",
                    ),
                )
                for one in found
            ]
        )  # fmt: skip

    def print_(self) -> None:
        """The month on paper."""
        found = self.known.anniversaries(self.month, self.year)
        branch = read_branch(self.session).title
        PrintDialog(
            self, self.host,
            lambda _: sheets.anniversaries(found, self.year, self.month, branch=branch),
            lambda sheet: printout.stamp(self.session, sheet),
        ).run()  # fmt: skip
