"""The list shown, as Excel and on paper."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from jdzb.core import clock
from jdzb.gui.kit import exporting
from jdzb.gui.kit.page import Window
from jdzb.gui.kit.printdialog import PrintDialog
from jdzb.ledgers.members import service, sheets
from jdzb.ledgers.members.entries import Member
from jdzb.store import printout
from jdzb.store.branch import read_branch
from jdzb.store.session import Session

NOBODY = "名单上没有人，没有可以导出或打印的内容。"


def export(
    parent: tk.Misc, session: Session, members: Sequence[Member], title: str, window: Window
) -> None:
    """Ask where, write the list as .xlsx in a thread, and say so."""
    if not members:
        window.say(NOBODY)
        return
    grid = service.to_grid(session, members)
    grid = replace(grid, title=f"{session.setting('branch.name')}{title}")
    name, said = f"{title}_{clock.today().isoformat()}", f"已导出 {len(members)} 人："
    exporting.export(parent, window, grid, name=name, said=said)


def print_list(
    parent: tk.Misc,
    session: Session,
    members: Sequence[Member],
    title: str,
    day: date,
    window: Window,
) -> None:
    """The print dialog with the list shown."""
    if not members:
        window.say(NOBODY)
        return
    known, branch = service.register(session), read_branch(session).title
    PrintDialog(
        parent, window,
        lambda _: sheets.member_list(known, members, day, branch=branch, title=title),
        lambda sheet: printout.stamp(session, sheet),
    ).run()  # fmt: skip
