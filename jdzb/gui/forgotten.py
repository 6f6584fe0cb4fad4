"""The forgotten password: another secretary sets a new one, or a wait that leaves its trace."""

from __future__ import annotations

import tkinter as tk
from itertools import pairwise
from tkinter import ttk

from jdzb.core import roles
from jdzb.core.errors import JdzbError
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.textfit import wrap
from jdzb.gui.kit.theme import px
from jdzb.store import operators
from jdzb.store.operators import Operator
from jdzb.store.session import Session

OTHERS = (
    "{name}的密码，请书记重设：书记进入以后，在设置的“操作人”里选{name}，按“重设密码…”，写明原因。"
)
ASK = (
    "先请另一位书记登录，在“操作人”里重设，当时就能用。\n"
    "没有别人能进来时，可以在这里申请：等满 {hours} 小时后，不用原密码设新密码。\n\n"
    "申请和重设都记入账本历史（写着“未用原密码”），改不掉；"
    "乡镇核对时会问。{name}本人在这之前登录，会看到申请，可以撤回。"
)
WAITING = "{name}的密码申请过重设（{at}），到 {ready} 才能设新的；在那之前想起来了，照常登录就行。"
DONE = "{name}的新密码设好了，历史里写着“未用原密码”。请用新密码进入。"
ALARM = (
    "{at} 有人在登录的地方申请不用原密码重设您的密码。不是您本人要的，请撤回，并问问是谁。\n"
    "申请已经记在账本历史里。"
)


def guide(parent: tk.Misc, session: Session, one: Operator) -> str:
    """Lead who has forgotten his password; what to say afterwards, '' when nothing came of it."""
    if one.role != roles.SECRETARY:
        dialogs.inform(parent, OTHERS.format(name=one.name), "忘记密码")
        return ""
    request = operators.pending(session, one)
    if request is None:
        hours = operators.reset_hours()
        question = ASK.format(hours=hours, name=one.name)
        if not dialogs.ask_yes_no(parent, question, "申请重设", "返回", "忘记密码"):
            return ""
        request = operators.ask_reset(session, one)
    if not request.due:
        at, ready = f"{request.at:%m月%d日 %H:%M}", f"{request.ready:%m月%d日 %H:%M}"
        return WAITING.format(name=one.name, at=at, ready=ready)
    typed = NewPassword(parent, f"{one.name}的新密码").run()
    if not typed:
        return ""
    operators.reset(session, one, typed)
    return DONE.format(name=one.name)


def tell(parent: tk.Misc, session: Session, one: Operator) -> None:
    """Who comes in with his password learns that somebody asked for a new one."""
    request = operators.pending(session, one) if one.password else None
    if request is None:
        return
    question = ALARM.format(at=f"{request.at:%m月%d日 %H:%M}")
    if dialogs.ask_yes_no(parent, question, "撤回申请", "先留着", "有人申请重设密码"):
        operators.drop_reset(session, one)


class NewPassword(Dialog[str]):
    """A password typed twice; with ``old`` the present one is asked for first (``.old``)."""

    KEEP = ""

    def __init__(self, parent: tk.Misc, title: str, note: str = "", old: bool = False) -> None:
        self.note, self._asks_old, self.old = note, old, ""
        super().__init__(parent, title)

    def build(self, body: ttk.Frame) -> None:
        """What makes a good one, the fields, what is wrong."""
        told = f"至少 {operators.least_length()} 个字；好记的办法是三四个不相干的词连起来。"
        note = f"{self.note}\n{told}" if self.note else told
        width = px(self, 380)
        text = wrap(self, note, width)
        ttk.Label(body, text=text, style="Subtle.TLabel").pack(anchor="w", pady=(0, px(self, 8)))
        names = ("原密码",) * self._asks_old + ("新密码", "再输一次")
        self.entries = [self._entry(body, name) for name in names]
        for entry, following in pairwise(self.entries):
            for key in ("<Return>", "<KP_Enter>"):
                entry.bind(key, lambda _, to=following: to.focus_set() or "break")
        self.problem = ttk.Label(body, style="Problem.TLabel", justify="left")
        self.problem.pack(anchor="w", pady=(px(self, 4), 0))
        self.add_button("设为密码", self.accept, primary=True)
        self.add_button("取消", self.cancel)
        self.first = self.entries[0]

    def _entry(self, body: ttk.Frame, name: str) -> ttk.Entry:
        ttk.Label(body, text=name, style="Field.TLabel").pack(anchor="w")
        entry = ttk.Entry(body, show="●", width=36)
        entry.pack(fill="x", pady=(0, px(self, 6)))
        return entry

    def accept(self) -> None:
        """Close with the password when both are alike and it is none of the weak ones."""
        *before, new, again = (entry.get() for entry in self.entries)
        try:
            operators.refuse_weak(new)
        except JdzbError as error:
            self._tell(str(error))
            return
        if new != again:
            self._tell("两次输的不一样，请重新输一遍。")
            return
        self.old = before[0] if before else ""
        self.close(new)

    def _tell(self, problem: str) -> None:
        self.problem.configure(text=wrap(self, problem, px(self, 380)))
        self.entries[-1].delete(0, "end")
        self.fit()
