"""The composition root: decides between window and command line, and puts the window together."""

from __future__ import annotations

import gc
import logging
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jdzb.core import paths
from jdzb.core.errors import JdzbError

if TYPE_CHECKING:
    from jdzb.gui.keeper import Keeper, Wish
    from jdzb.gui.shell import Shell
    from jdzb.gui.start import Root
    from jdzb.store.session import Session

log = logging.getLogger(__name__)

FAILED, NO_SCREEN = 1, 2
NO_SCREEN_SENTENCE = (
    "没有可用的屏幕，窗口打不开，没有改动任何记录；"
    "不用窗口的命令见：.venv/bin/python main.py --help，例如 main.py members list。"
)
NEW = 1  # entries of a ledger in which nothing was written: that it was made
AGAIN = "again"  # the window is made anew for another operator: what was to be said was said
LOOK_AHEAD = 300  # milliseconds after the first draw before heavy libraries are read


def run(arguments: list[str]) -> int:
    """Do what the arguments say; without a command, open the window. Returns the exit code."""
    if not arguments:
        return run_window(paths.home())
    from jdzb import cli

    if not cli.wants_window(arguments):
        return cli.main(arguments)
    from jdzb.cli import parser

    chosen = parser.parse(arguments)
    if chosen.selftest:
        from jdzb.cli import selftest
        from jdzb.gui import trial

        return selftest.run(trial.steps)
    if chosen.home is not None:
        paths.set_home(Path(chosen.home).expanduser().absolute())
    return run_window(paths.home())


def run_window(home: Path) -> int:
    """Open the ledger in ``home`` in a window until it is closed; after a restore, open it again.

    Returns 0; 1 when the ledger cannot be opened (said in a dialog); 2 without a screen.
    """
    gc.disable()  # nothing to collect before the first draw; on again with the main loop
    try:
        return _windows(home)
    finally:
        gc.enable()


def _windows(home: Path) -> int:
    from jdzb.gui import start

    root = start.make_root()
    if root is None:
        print(NO_SCREEN_SENTENCE, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return NO_SCREEN
    start.log_to(home / "logs")
    news = ""
    while (session := _open(root, home / paths.LEDGER_NAME)) is not None:
        wish = _work(root, session, news)
        if wish is None:
            return 0
        news = _restore(root, wish, home / paths.LEDGER_NAME)
    root.destroy()
    return FAILED


def _open(root: Root, path: Path) -> Session | None:
    """The session to work with; None when there is none, which was said in a dialog."""
    from jdzb.gui.kit import dialogs, machine
    from jdzb.store.database import LedgerInUse, open_ledger
    from jdzb.store.header import DamagedLedger

    actor = machine.recall("operator", "文书")
    while True:
        try:
            return open_ledger(path, actor)
        except DamagedLedger as error:
            gc.enable()
            from jdzb.gui import rescue

            log.warning("damaged", exc_info=True)
            saving = rescue.Rescue(root, path, actor)
            if not saving.ask(error):
                return saving.session
        except (JdzbError, OSError) as error:
            occupied = isinstance(error, LedgerInUse)  # nothing broke: one line tells all
            log.warning("not opened: %s", error, exc_info=not occupied)
            dialogs.warn(root, _startup_sentence(error), title="账本没有打开")
            return None


def _work(root: Root, session: Session, news: str) -> Wish | None:
    """Show the window until it is closed; what backup the user wants back, if any.

    Where operators are registered, each begins by saying who he is; when another takes over, the
    window is made anew for him.
    """
    from jdzb.gui import start
    from jdzb.gui.keeper import Keeper
    from jdzb.gui.pages import PAGES
    from jdzb.gui.shell import Shell

    with session:
        if not _admit(root, session):
            return None
        while True:
            shell = Shell(root, session, PAGES)
            keeper = Keeper(root, shell, session)
            start.present(root)
            shell.start()
            _soon(root, shell, keeper, news)
            root.mainloop()
            if "locker" not in vars(shell) or shell.locker.other is None:
                break
            news = AGAIN
            start.clear(root)
            _settle(session)
        keeper.at_closing()
    return keeper.wish


def _admit(root: Root, session: Session) -> bool:
    """Ask who works where operators are registered; False when the window was closed instead."""
    from jdzb.core import roles
    from jdzb.gui import start

    # asked lightly: passwords and the rule table behind them are not needed for the first draw
    if session.read_only or not session.rows(roles.TABLE, "retired IS NULL"):
        return True
    from jdzb.gui import login
    from jdzb.gui.kit import machine
    from jdzb.store import operators

    start.dress(root)
    one = login.ask(root, session, machine.recall("operator"))
    gc.disable()
    start.clear(root)
    if one is None:
        root.destroy()
        return False
    operators.take_over(session, one)
    _settle(session)
    return True


def _settle(session: Session) -> None:
    """Who works now: this machine knows him, his drafts are in place, what was told is told."""
    from jdzb.gui import kept
    from jdzb.gui.kit import machine
    from jdzb.store import operators

    one = operators.acting(session)
    mine = str(one.id) if one else ""
    kept.hand_over(session.path.parent, machine.recall("worker"), mine)
    machine.keep("worker", mine)
    machine.keep("operator", session.actor)


def _soon(root: Root, shell: Shell, keeper: Keeper, news: str) -> None:
    """What waits until the first draw is over."""
    from jdzb.gui.kit import tasks

    root.after(LOOK_AHEAD, gc.enable)
    root.after(
        LOOK_AHEAD,
        lambda: tasks.run_task(root, _read_ahead, lambda _: shell.board.wake(), quiet=True),
    )
    root.after(LOOK_AHEAD, keeper.watch if news == AGAIN else partial(keeper.start, news))
    root.after(LOOK_AHEAD, _recall, shell)
    root.after(LOOK_AHEAD, _welcome, shell)


def _welcome(shell: Shell) -> None:
    """The lock begins to look; who has logged in is told what waits for him."""
    from jdzb.gui import forgotten, kept
    from jdzb.store import operators

    shell.locker.start()
    if shell.session.head().size == NEW:
        from jdzb.gui import wizard

        if wizard.wanted(shell.session):
            wizard.guide(shell.root, shell, shell.session)
        return
    one = operators.acting(shell.session) if shell.session.role else None
    if one is not None:
        forgotten.tell(shell.root, shell.session, one)
        kept.offer(shell.root, shell.session, str(one.id))


def _recall(shell: Shell) -> None:
    """Open the pages on which something was typed and not saved when the program ended."""
    from jdzb.gui import pages

    for key in pages.left_unsaved(shell.session.path.parent):
        shell.open_page(key)


def _restore(root: Root, wish: Wish, path: Path) -> str:
    """Put the backup in place and clear the window; what to tell when it is back."""
    from jdzb.gui import start
    from jdzb.gui.kit import dialogs, machine
    from jdzb.store import restore

    start.clear(root)
    try:
        done = restore.restore(wish.path, path, machine.recall("operator", "文书"), wish.reason)
    except (JdzbError, OSError) as error:
        log.warning("not restored", exc_info=True)
        dialogs.warn(root, _startup_sentence(error), title="没有恢复")
        return ""
    kept = f"\n原来的账本没有删，在 {done.kept}。" if done.kept else ""
    return f"已恢复“{wish.path.name}”：{done.head.size:,} 条历史，检查过，是完整的。{kept}"


def _startup_sentence(error: Exception) -> str:
    if isinstance(error, JdzbError):
        return str(error)
    return f"账本打不开（{error}），没有改动它。请检查文件夹权限和磁盘，再打开一次。"


def _read_ahead(_: object) -> None:
    """Read the other pages and what prints while the user looks at the first page."""
    from jdzb.gui import pages
    from jdzb.press import preview

    preview.warm()
    for page in pages.PAGES:
        page.load().read_ahead()
