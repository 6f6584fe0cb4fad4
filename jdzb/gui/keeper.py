"""Backups without being asked: once a day, at closing, and the monthly restore drill.

``<<Backups>>`` on the root opens the window with the backups. A restore cannot happen while the
ledger is open: the wish for one ends the main loop, and app.py does it.
"""

from __future__ import annotations

import logging
import tkinter as tk
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jdzb.core import roles
from jdzb.core.errors import JdzbError
from jdzb.gui.kit import dialogs, machine, tasks
from jdzb.gui.shell import Shell
from jdzb.store.readonly import ReadOnlySession
from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.store.backup import Draft
    from jdzb.store.drill import Drill

EVENT = "<<Backups>>"
FIRST, AGAIN, DRILL = 60_000, 3_600_000, 120_000  # milliseconds
PROBLEM = "backup_problem"  # kept for the next opening: after closing there is no window to say it
READ_ONLY = "只读查看损坏的账本：能读的都在，不能保存。请先关掉，用备份恢复。"

log = logging.getLogger(__name__)


class Suspect(JdzbError):
    """The copy is made, but the ledger contradicts its history."""

    sentence = (
        "备份时检查发现，账本有和历史对不上的地方；账本没有改动，这份备份标了“待查”。"
        "请运行 check 看是哪里，或请维护的人看。"
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """A backup the user wants in the ledger's place, and why."""

    path: Path
    reason: str


class Keeper:
    """Keeps the backups of one open ledger; ``wish`` is set when the user wants one back."""

    def __init__(self, root: tk.Misc, shell: Shell, session: Session) -> None:
        self.root, self.shell, self.session = root, shell, session
        self.home = session.path.parent
        self.looking = isinstance(session, ReadOnlySession)
        self.wish: Wish | None = None
        root.bind(EVENT, lambda _: self.open_window())

    def start(self, news: str = "") -> None:
        """Say what is to be said at opening, then begin to look at the clock."""
        if news:
            dialogs.inform(self.root, news, "恢复完毕")
        if self.looking:
            self.shell.say(READ_ONLY)
            return
        self.watch()
        self._tell()

    def watch(self) -> None:
        """Begin to look at the clock."""
        if not self.looking:
            self.root.after(FIRST, self._daily)
            self.root.after(DRILL, self._drill)

    def _tell(self) -> None:
        """The clock, what went wrong at the last closing, a file that is not the one seen last."""
        for sentence in getattr(self.session, "notices", ()):
            dialogs.warn(self.root, sentence)
        if problem := machine.recall(PROBLEM):
            machine.keep(PROBLEM, "")
            dialogs.warn(self.root, problem)
        verdict = getattr(self.session, "verdict", None)
        if verdict is None or not verdict.alarm:
            return
        from jdzb.gui import rescue

        choice = rescue.about(self.root, self.session, verdict)
        if choice == rescue.BACK:
            self.open_window()
        elif choice == rescue.LEAVE:
            self.shell.close()

    def open_window(self) -> None:
        """The window with the backups."""
        if self.looking:
            self.shell.say(READ_ONLY)
            return
        from jdzb.gui.backups import BackupsDialog

        wish = BackupsDialog(self.root, self.session, self.shell.say).run()
        if wish is not None:
            self.leave(wish)

    def leave(self, wish: Wish) -> None:
        """End the main loop for a restore, unless something typed is to be kept.

        Raises NotAllowed for who may not put a backup in the place of the ledger.
        """
        if not roles.may_manage(self.session.role):
            raise roles.refusal(self.session.role, self.session.actor)
        if self.shell.page.can_leave():
            self.wish = wish
            self.root.quit()

    def at_closing(self) -> None:
        """Copy what is new, close the ledger, then examine the copy: nobody waits for that."""
        if self.looking:
            return
        from jdzb.store import backup

        draft = None
        try:
            try:
                if self.wish is None and backup.unsaved(self.session, self.home):
                    draft = backup.start(self.session)
            finally:
                self.session.close()
            if draft is not None:
                _finish(draft, backup.second_place(self.home))
        except JdzbError as error:
            log.warning("no backup at closing", exc_info=True)
            machine.keep(PROBLEM, str(error))

    def _daily(self) -> None:
        from jdzb.store import backup

        self.root.after(AGAIN, self._daily)
        if backup.due(self.session, self.home):
            draft, second = backup.start(self.session), backup.second_place(self.home)
            tasks.run_task(
                self.root, lambda _: _finish(draft, second), lambda _: None,
                lambda error: self.shell.say(str(error)), quiet=True,
            )  # fmt: skip

    def _drill(self) -> None:
        from jdzb.gui import restoring
        from jdzb.store import drill

        def told(found: Drill | None) -> None:
            if found is not None and found.why:
                self.shell.say(drill.words(found))

        if drill.due(self.home):
            run = partial(drill.run, self.home, restoring.books())
            tasks.run_task(self.root, lambda _: run(), told, quiet=True)


def _finish(draft: Draft, second: Path | None) -> None:
    """Examine and name a copy. Raises BackupFailed, SecondPlaceFailed, Suspect."""
    from jdzb.store import backup

    made = backup.finish(draft)
    backup.settle(made, second)
    if not made.ok:
        raise Suspect
