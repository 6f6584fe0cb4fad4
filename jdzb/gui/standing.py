"""How far who works may go, said on every page before he types: a band, and refused forms."""

from __future__ import annotations

import tkinter as tk

from jdzb.core import roles
from jdzb.gui.kit import dialog, theme
from jdzb.gui.kit.widgets import Wrapped
from jdzb.store.readonly import ReadOnlyLedger
from jdzb.store.session import Session

READ_ONLY = "只读查看：能读的都在，不能保存。要继续记录，请关掉程序再打开，选“恢复备份…”。"
ONLY_LOOK = "{who}（{role}）：这一页只能看。要记，请按 Ctrl+L 换书记或文书来。"
ONLY_DUTY = "{who}（{role}）：{may}。排班、请假等请书记或文书来办。"


class Band(Wrapped):
    """The line above every page on which not everything may be written."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, "", "Amber.TLabel")
        self.configure(
            background=theme.AMBER_SOFT, anchor="center", justify="center", width=1,
            padding=theme.px(parent, 6),
        )  # fmt: skip

    def stand(self, session: Session, page: str, above: tk.Pack) -> None:
        """Say what holds on a page, and refuse its forms where nothing may be written."""
        self.setvar(dialog.REFUSAL, refusal(session, page))
        text = words(session, page)
        self.show(text)
        if text:
            self.pack(side="top", fill="x", before=above)  # type: ignore[arg-type]
        else:
            self.pack_forget()


def refusal(session: Session, page: str) -> str:
    """Why no form of a page is for who works; '' when they are."""
    if session.read_only:
        return str(ReadOnlyLedger())
    if roles.may_open_forms(session.role, page):
        return ""
    return str(roles.refusal(session.role, session.actor))


def words(session: Session, page: str) -> str:
    """What stands above a page; '' where everything goes."""
    if session.read_only:
        return READ_ONLY
    role = session.role
    facts = {"who": session.actor, "role": role, "may": roles.TELLS.get(role, "")}
    if not roles.may_open_forms(role, page):
        return ONLY_LOOK.format(**facts)
    return ONLY_DUTY.format(**facts) if role == roles.ON_DUTY else ""
