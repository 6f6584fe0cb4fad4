"""What the start offers for a ledger that is damaged, older than it should be, or rewritten."""

from __future__ import annotations

import tkinter as tk
from pathlib import Path

from jdzb.core.errors import JdzbError
from jdzb.gui import restoring
from jdzb.gui.kit import dialogs
from jdzb.store import anchors, backup, figures, restore, salvage
from jdzb.store.anchors import Verdict
from jdzb.store.session import Session

LOOK, BACK, EXPORT, LEAVE = "只读查看", "恢复备份…", "导出能读出的", "退出"
GO_ON, DECLARE = "先不管，继续用", "是我恢复的备份…"


class Rescue:
    """The dialogue about one damaged ledger; ``session`` is one to look at, when that is chosen."""

    def __init__(self, root: tk.Misc, path: Path, actor: str) -> None:
        self.root, self.path, self.actor = root, path, actor
        self.session: Session | None = None

    def ask(self, error: JdzbError) -> bool:
        """Ask until the user looks at it or leaves; True when it was restored and can be opened."""
        found = backup.good(self.path.parent)
        offer = f"\n最近的好备份：{found.made}，{found.entries:,} 条历史。" if found else ""
        while True:
            choice = dialogs.ask_choice(
                self.root, f"{error}{offer}", (BACK, LOOK, EXPORT, LEAVE), "账本已损坏"
            )
            try:
                if choice == BACK and self._restore(found):
                    return True
                if choice == LOOK:
                    self.session = salvage.open_readable(self.path)
                    figures.put_in_force(self.session)
                    return False
                if choice == EXPORT:
                    told = salvage.words(salvage.salvage(self.path, self.path.parent))
                    dialogs.inform(self.root, told, "导出完毕")
            except JdzbError as problem:
                dialogs.warn(self.root, str(problem))
            if choice in (LEAVE, None):
                return False

    def _restore(self, found: backup.Backup | None) -> bool:
        """The latest good backup, or one from anywhere; True when it was put back."""
        chosen = found.path if found else restoring.choose(self.root)
        if chosen is None:
            return False
        examined = restore.examine(chosen, restoring.books())
        reason = restoring.RestoreDialog(self.root, examined).run()
        if not reason:
            return False
        restore.restore(chosen, self.path, self.actor, reason)
        return True


def about(root: tk.Misc, session: Session, verdict: Verdict) -> str:
    """Say that history this PC saw is not in the file; what the user chose.

    A copy put back by hand may be declared as a restore here: then the alarm is over.
    """
    question = (
        f"{anchors.words(verdict)}\n"
        "如果是拷错了文件，请退出，换回新的那一份，或恢复备份；"
        f"如果确实是用备份换回来的，请点“{DECLARE}”写明原因，以后乡镇核对就不会当成改写历史。"
    )
    choices = (BACK, DECLARE, GO_ON, LEAVE)
    while True:
        choice = dialogs.ask_choice(root, question, choices, "账本和上次不一样") or GO_ON
        if choice != DECLARE:
            return choice
        if reason := dialogs.ask_reason(root, "登记：用备份恢复了账本"):
            restore.declare(session, verdict.anchor.head, reason)
            return choice
