"""The way of a roster into the register: choose, read in a thread, preview, one transaction."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path

from jdzb.gui.kit import dialogs, tasks
from jdzb.gui.kit.page import Window
from jdzb.ledgers.members import roster, service_import
from jdzb.ledgers.members.page.preview import Answer, Preview
from jdzb.ledgers.members.roster import Plan
from jdzb.store.branch import read_branch, save_branch
from jdzb.store.session import Session


def start(parent: tk.Misc, session: Session, window: Window, done: Callable[[], object]) -> None:
    """Ask for the file and read it; a file that is no roster is one sentence."""
    path = dialogs.choose_open_file(parent, "选择花名册", dialogs.SPREADSHEETS)
    if path is not None:
        tasks.run_task(
            parent,
            lambda token: read(token, path),
            lambda plan: decide(parent, session, window, plan) and done(),
            title=f"正在读 {path.name}",
        )


def read(token: tasks.Token, path: Path) -> Plan:
    """The plan of a file; runs in a thread."""
    from jdzb.press import xlsx

    token.progress(-1, "正在打开文件……")
    workbook = xlsx.read_workbook(path)
    token.progress(-1, "正在辨认表头和每一格……")
    plan = roster.plan(workbook)
    token.check()
    return plan


def decide(parent: tk.Misc, session: Session, window: Window, plan: Plan) -> bool:
    """Show the preview; write what the user decided; False when it was cancelled."""
    answer = Preview(parent, session, plan).run()
    if answer is not None:
        write(session, window, answer)
    return answer is not None


def write(session: Session, window: Window, answer: Answer) -> None:
    """The branch's name when it was taken, then everybody in one transaction: one Ctrl+Z."""
    if answer.branch:
        known = read_branch(session)
        facts = {
            "name": answer.branch.name,
            "township": known.township or answer.branch.township,
            "full_name": known.full_name,
            "phone": known.phone,
            "complaint_phone": known.complaint_phone,
            "township_phone": known.township_phone,
        }
        window.on_changed(save_branch(session, facts))
    outcome = service_import.apply(session, answer.plan)
    if outcome.what is None:
        window.say(f"没有写入：{outcome.sentence()}")
        return
    window.on_changed(outcome.what)
    window.say(f"已导入。{outcome.sentence()}Ctrl+Z 可以整个撤销。")
