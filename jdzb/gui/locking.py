"""The lock of the shared PC: Ctrl+L or nobody there for a while, and everything is out of sight.

The ledger stays open and what is typed stays as it is; pages and dialogs come back for who was
there. When another takes over, what was not saved is kept for its author, and the window is made
anew for the other.
"""

from __future__ import annotations

import logging
import tkinter as tk
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING

from jdzb.core import rules
from jdzb.gui import kept
from jdzb.gui.kit import dialog, dialogs, machine
from jdzb.gui.login import LoginScreen
from jdzb.store import operators
from jdzb.store.operators import Operator

if TYPE_CHECKING:
    from jdzb.gui.shell import Shell

MINUTES = "lock_minutes"  # kept for this machine
IDLE = "operators.idle_minutes"
LOOK = 15_000  # milliseconds
USED = "::jdzb_used"  # when key or mouse were used last; by Tk alone, no Python on each movement
_NOTE_USE = (
    f"set {USED} [clock milliseconds]; if {{![info exists ::jdzb_noting]}} {{set ::jdzb_noting 1;"
    " foreach event {<KeyPress> <KeyRelease> <ButtonPress> <Motion> <MouseWheel>}"
    f" {{bind all $event {{+set {USED} [clock milliseconds]}}}}}}"
)
NONE = "还没有登记操作人，锁不了屏。要分人用、设密码，请在设置里打开“操作人”。"
WHO = "登记了操作人：请选是谁在用，再输密码。"
WHY = "已锁屏：{who}在用。本人输密码回来；别人用，请选自己的名字。"
TAKE_OVER = (
    "{before}还有没保存的内容：{where}。\n换成{now}以后，这些内容原样留给{before}，"
    "下次进来时看得到；不会记到{now}名下。"
)
NOT_KEPT = "没有换人：{before}没保存的内容写不进硬盘。请{before}先回来保存。"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Covered:
    """What was in sight when the screen was locked: windows from below, the hold, the keyboard."""

    windows: tuple[str, ...]
    held: str
    focus: str


class Locker:
    """The lock of one shell; ``other`` is set when another operator takes the window over."""

    def __init__(self, shell: Shell) -> None:
        self.shell, self.root, self.session = shell, shell.root, shell.session
        self.screen: LoginScreen | None = None
        self.other: Operator | None = None
        self._covered = Covered((), "", "")

    def start(self) -> None:
        """Begin to look whether anybody is there."""
        self.root.tk.eval(_NOTE_USE)
        self.root.after(LOOK, self._look_again)

    def look(self) -> None:
        """Lock when nobody was there for as long as this machine allows."""
        allowed = minutes()
        now, used = (int(self.root.tk.eval(one)) for one in ("clock milliseconds", f"set {USED}"))
        if allowed and now - used >= allowed * 60_000 and operators.working(self.session):
            self.lock()

    def lock(self) -> None:
        """Hide everything behind the login screen; without operators a sentence."""
        if self.screen is not None:
            return
        if not operators.working(self.session):
            self.shell.say(NONE)
            return
        known = operators.acting(self.session) is not None
        why = WHY.format(who=self.session.actor) if known else WHO
        self._covered = _cover(self.root)
        self.shell.frame.pack_forget()
        self.screen = LoginScreen(self.root, self.session, self._right, self.session.actor, why)
        self.screen.pack(fill="both", expand=True)
        self.root.setvar(dialog.LOCK, str(self.screen))
        self.root.update_idletasks()
        self.screen.start()

    def close(self) -> None:
        """The window is closed while it is locked: what was typed is kept for its author."""
        found = self._unsaved()
        if found and not self._keep(found):
            dialogs.warn(self.screen or self.root, NOT_KEPT.format(before=self.session.actor))
            return
        self._clear_away()
        self.root.destroy()

    def _right(self, one: Operator) -> None:
        if one.name == self.session.actor and one.role == self.session.role:
            self._unlock()
        elif self._may_leave(one):
            operators.take_over(self.session, one)
            self.other = one
            self._clear_away()
            self.root.quit()

    def _unlock(self) -> None:
        """Everything as it was."""
        if self.screen is None:
            return
        self.screen.grab_release()
        self.screen.destroy()
        self.screen = None
        self.shell.frame.pack(fill="both", expand=True)
        self.root.update_idletasks()
        _uncover(self.root, self._covered)
        self.root.setvar(dialog.LOCK, "")

    def _may_leave(self, one: Operator) -> bool:
        """True when nothing typed is lost by another taking over."""
        found, before = self._unsaved(), self.session.actor
        if not found:
            return True
        where = "、".join(dict.fromkeys(title for title, _ in found))
        question = TAKE_OVER.format(before=before, now=one.name, where=where)
        parent = self.screen or self.root
        if not dialogs.ask_yes_no(parent, question, f"换成{one.name}", "返回"):
            return False
        if self._keep(found):
            return True
        dialogs.warn(parent, NOT_KEPT.format(before=before))
        return False

    def _unsaved(self) -> list[tuple[str, str]]:
        return kept.unsaved(self.root, self.shell.page)

    def _keep(self, found: list[tuple[str, str]]) -> bool:
        before = operators.acting(self.session)
        return kept.keep(self.session, str(before.id if before else 0), found)

    def _clear_away(self) -> None:
        """The dialogs that wait below end without an answer, and quietly."""
        self.root.report_callback_exception = _quietly
        for path in reversed(self._covered.windows):
            self.root.tk.call("destroy", path)
        self.root.setvar(dialog.LOCK, "")

    def _look_again(self) -> None:
        self.root.after(LOOK, self._look_again)
        self.look()


def minutes() -> int:
    """After how many minutes without anybody this machine locks; 0 never."""
    text = machine.recall(MINUTES)
    return int(text) if text.isdecimal() else rules.standard().whole(IDLE)


def _cover(root: tk.Misc) -> Covered:
    """Take every window but the main one from the screen; lists and menus are closed for good."""
    call = root.tk.call
    held, focus = dialog.held_by(root), str(call("focus"))
    found = []
    for path in _windows(root, "."):
        kind = str(call("winfo", "class", path))
        if kind == "Menu":
            call(path, "unpost")
        elif kind == "ComboboxPopdown":
            call("ttk::combobox::Unpost", path.rpartition(".")[0])
        else:
            call("wm", "withdraw", path)
            found.append(path)
    if held := dialog.held_by(root) or held:
        call("grab", "release", held)
    return Covered(tuple(found), held, focus)


def _uncover(root: tk.Misc, covered: Covered) -> None:
    """Bring the windows back, the hold to the one that had it, the keyboard to its field."""
    for path in covered.windows:
        if _exists(root, path):
            root.tk.call("wm", "deiconify", path)
            root.tk.call("raise", path)
    dialog.hold_again(root, covered.held)
    if _exists(root, covered.focus):
        root.tk.call("focus", "-force", covered.focus)


def _windows(root: tk.Misc, path: str) -> list[str]:
    """The windows in sight below a widget, those that were there first before the others."""
    found = []
    for child in root.tk.splitlist(root.tk.call("winfo", "children", path)):
        is_window = str(root.tk.call("winfo", "toplevel", child)) == str(child)
        if is_window and root.tk.getboolean(root.tk.call("winfo", "ismapped", child)):
            found.append(str(child))
        found += _windows(root, str(child))
    return found


def _exists(root: tk.Misc, path: str) -> bool:
    return bool(path) and root.tk.getboolean(root.tk.call("winfo", "exists", path))


def _quietly(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What stumbles because its window went is no error."""
    log.info("after the window went", exc_info=(kind, error, trace))
