"""The composition root: decides between window and command line, and puts the window together."""

from __future__ import annotations

import logging
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from jdzb.core import clock, paths
from jdzb.core.errors import JdzbError

if TYPE_CHECKING:
    import tkinter as tk

FAILED, NO_SCREEN = 1, 2
NO_SCREEN_SENTENCE = (
    "没有可用的屏幕，窗口打不开，没有改动任何记录；"
    "不用窗口的命令见：.venv/bin/python main.py --help，例如 main.py members list。"
)
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
    if chosen.home is not None:
        paths.set_home(Path(chosen.home).expanduser().absolute())
    return run_window(paths.home())


def run_window(home: Path) -> int:
    """Open the ledger in ``home`` in a window until it is closed.

    Returns 0; 1 when the ledger cannot be opened (said in a dialog); 2 without a screen.
    """
    import tkinter as tk

    from jdzb.gui.kit import theme

    _prepare_input_method()
    theme.be_sharp()
    try:
        root = tk.Tk(className="jdzb")
    except tk.TclError:
        print(NO_SCREEN_SENTENCE, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return NO_SCREEN
    root.withdraw()
    _log_to(home / "logs")
    return _work(root, home)


def _work(root: tk.Tk, home: Path) -> int:
    from jdzb.gui.kit import dialogs, machine, scaling, theme
    from jdzb.store.database import open_ledger

    theme.install(root, scaling.saved_text_size())
    try:
        session = open_ledger(home / paths.LEDGER_NAME, machine.recall("operator", "文书"))
    except (JdzbError, OSError) as error:
        logging.getLogger(__name__).warning("not opened", exc_info=True)
        dialogs.warn(root, _startup_sentence(error), title="账本没有打开")
        root.destroy()
        return FAILED
    with session:
        from jdzb.gui.pages import PAGES
        from jdzb.gui.shell import Shell

        _size(root)
        shell = Shell(root, session, PAGES)
        root.deiconify()
        root.after(LOOK_AHEAD, _read_ahead)
        shell.start()
        root.mainloop()
    return 0


def _startup_sentence(error: Exception) -> str:
    if isinstance(error, JdzbError):
        return str(error)
    return f"账本打不开（{error}），没有改动它。请检查文件夹权限和磁盘，再打开一次。"


def _size(root: tk.Tk) -> None:
    """As large as the screen allows; the picture in the title bar."""
    width, height = root.winfo_screenwidth(), root.winfo_screenheight()
    root.geometry(f"{min(width, 1366)}x{min(height - 60, 728)}+0+0")
    try:
        if sys.platform == "win32":
            root.state("zoomed")
        else:
            root.attributes("-zoomed", True)
    except Exception:
        logging.getLogger(__name__).debug("not zoomed", exc_info=True)
    picture = paths.resources() / "assets" / "icons" / "jdzb-64.png"
    root.tk.call("image", "create", "photo", "jdzb-icon", "-file", str(picture))
    root.tk.call("wm", "iconphoto", root, "-default", "jdzb-icon")


def _prepare_input_method() -> None:
    """Under X an empty XMODIFIERS keeps Chinese input methods out; take the one that runs."""
    if sys.platform != "win32" and not os.environ.get("XMODIFIERS"):
        name = os.environ.get("GTK_IM_MODULE") or os.environ.get("QT_IM_MODULE") or "fcitx"
        os.environ["XMODIFIERS"] = f"@im={name.removesuffix('5')}"


def _log_to(folder: Path) -> None:
    """Warnings and errors to a file a month; without a writable folder, nowhere."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    file = folder / f"jdzb-{clock.today():%Y-%m}.log"
    handler = logging.FileHandler(file, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)


def _read_ahead() -> None:
    """Read heavy libraries while the user looks at the first page."""

    def read() -> None:
        import openpyxl  # noqa: F401
        import sqlite_utils  # noqa: F401

    threading.Thread(target=read, name="read ahead", daemon=True).start()
